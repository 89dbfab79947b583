/* Lists and tree by words and by kind. */
const plain = (text) => text.toLowerCase().replace(/\s+/g, "");
const count = (id, seen, whole) => ($(id).textContent = seen === whole ? `共 ${whole} 条` : `${seen}/${whole} 条`);

let texts = null;
const filterTree = () => {
  const sought = plain($("find-tree").value);
  texts ||= branches.map((branch, node) => plain(links[node].textContent + pieces[node].map((piece) => piece.textContent).join("")));
  let seen = 0;
  for (const branch of branches) branch.classList.toggle("off", Boolean(sought));
  branches.forEach((branch, node) => {
    const hit = Boolean(sought) && texts[node].includes(sought);
    branch.classList.toggle("match", hit);
    if (!hit) return;
    seen++;
    branch.classList.remove("off");
    for (let outer = parents[node]; outer; outer = parents[number(outer)]) {
      outer.classList.remove("off");
      fold(outer, false);
    }
  });
  if (sought) count("told-tree", seen, branches.length);
  else $("told-tree").textContent = "";
};
const filterNotes = (panel, box, wanted) => {
  const sought = plain($(box).value);
  const notes = all(`#${panel} .notes > li`);
  let seen = 0;
  for (const note of notes) {
    const fits = wanted.every(([key, value]) => !value || note.dataset[key] === value);
    const off = !fits || (sought && !plain(note.textContent).includes(sought));
    note.classList.toggle("off", Boolean(off));
    if (!off) seen++;
  }
  count(`told-${panel}`, seen, notes.length);
  const first = shown($(panel))[0];
  if (first) hold(groups[panel === "findings" ? 1 : 2], first);
};
const filterFindings = () =>
  filterNotes("findings", "find-findings", [
    ["severity", $("by-severity").value],
    ["code", $("by-code").value],
    ["kind", $("by-kind").value],
  ]);
const filterMasks = () => filterNotes("masks", "find-masks", [["type", $("by-type").value]]);
$("find-tree").addEventListener("input", filterTree);
for (const id of ["find-findings", "by-severity", "by-code", "by-kind"]) $(id).addEventListener("input", filterFindings);
for (const id of ["find-masks", "by-type"]) $(id).addEventListener("input", filterMasks);
for (const id of ["rules", "normal"]) $(id).addEventListener("change", (event) => root.classList.toggle(id, event.target.checked));
for (const button of all(".legend [data-kind]")) {
  button.addEventListener("click", () => {
    const off = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!off));
    root.classList.toggle(`no-${button.dataset.kind}`, off);
  });
}
