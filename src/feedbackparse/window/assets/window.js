"use strict";
// Dropping, progress and messages. Everything else, uploads and downloads with it, works without this file.

document.documentElement.classList.add("live");

function tell(form, words, bad) {
  const told = form.querySelector(".told");
  told.textContent = words;
  told.classList.toggle("bad", Boolean(bad));
}

async function send(form, data) {
  const buttons = form.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  tell(form, "正在上传…");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
    const said = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : { message: await answer.text(), remedy: "" };
    if (said.location) {
      location.assign(said.location);
      return;
    }
    tell(form, `${said.message}。${said.remedy}`, true);
  } catch {
    tell(form, "没有送达：文件可能太大，或程序已关闭。请分批上传，或重新打开程序。", true);
  }
  for (const button of buttons) button.disabled = false;
}

for (const form of document.querySelectorAll("form[enctype]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, new FormData(form, event.submitter));
  });
}

// A dropped folder is walked; the names of its files say where in it they lie.
async function walk(entry, path, found) {
  if (entry.isFile) {
    const file = await new Promise((done, fail) => entry.file(done, fail));
    found.push([file, path + entry.name]);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return;
    for (const one of some) await walk(one, `${path}${entry.name}/`, found);
  }
}

async function gather(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  const found = [];
  if (!entries.length) return [...transfer.files].map((file) => [file, file.name]);
  for (const entry of entries) await walk(entry, "", found);
  return found;
}

const drop = document.querySelector("form.drop");
if (drop) {
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const found = await gather(event.dataTransfer);
    if (!found.length) return;
    const data = new FormData();
    for (const [file, name] of found) data.append("files", file, name);
    const ledger = drop.querySelector("#ledger").files[0];
    if (ledger) data.append("ledger", ledger);
    send(drop, data);
  });
}

// The files of a room, as they are read.
const working = document.querySelector(".working");
if (working) {
  const rows = new Map([...working.querySelectorAll("[data-file]")].map((row) => [row.dataset.file, row]));
  const look = async () => {
    let now;
    try {
      now = await (await fetch(working.dataset.state)).json();
    } catch {
      working.querySelector(".told").textContent = "程序已关闭，请重新打开";
      return;
    }
    if (now.state !== "working") {
      location.reload();
      return;
    }
    if (now.total) {
      working.querySelector("progress").max = now.total;
      working.querySelector("progress").value = now.done;
      working.querySelector(".done").textContent = now.done;
      working.querySelector(".total").textContent = now.total;
      working.querySelector(".told").textContent = now.done < now.total ? "正在读取" : "正在写入台账";
    }
    for (const [file, outcome] of Object.entries(now.read)) {
      const name = rows.has(file) ? file : [...rows.keys()].find((one) => file.startsWith(`${one}/`));
      if (name) rows.get(name).className = outcome;
    }
    setTimeout(look, 400);
  };
  setTimeout(look, 300);
}
