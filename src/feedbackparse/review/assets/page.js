"use strict";
/* The page works as it stands: links lead from tree and lists into the source. This script lets both sides
   follow each other, filters, folds and listens to keys. It builds nodes and sets their text, never markup. */
document.documentElement.classList.add("live");
document.addEventListener("DOMContentLoaded", () => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const element = (name, text, className = "") => {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className;
    return made;
  };

  const root = document.documentElement;
  const data = JSON.parse($("data").textContent);
  const main = document.querySelector("main");
  const source = $("source");
  const detail = $("detail");
  const branches = all(".tree li");
  const parents = branches.map((branch) => branch.parentElement.closest("li"));
  const links = branches.map((branch) => branch.firstElementChild);
  const pieces = branches.map(() => []);
  for (const piece of all(".paper [data-n]")) pieces[piece.dataset.n].push(piece);
  const kinds = {};
  for (const button of all(".legend [data-kind]")) kinds[button.dataset.kind] = button.textContent;
  const kindOf = (branch) => branch.classList[0];
  const number = (branch) => Number(branch.id.slice(1));

  /* ---- showing ---------------------------------------------------------------------------- */

  /* Brings a thing into sight within its own pane, and moves nothing else. What was out of sight has only an
     estimated height until it is drawn, so the place is looked at again until it stays. */
  const reveal = (thing, pane, looks = 12, still = 0) => {
    const inner = thing.getBoundingClientRect();
    const outer = pane.getBoundingClientRect();
    const seen = inner.top >= outer.top + 8 && inner.bottom <= outer.bottom - 8;
    if (!seen) {
      const room = Math.min(Math.max((outer.height - inner.height) / 2, 16), outer.height / 3);
      pane.scrollTop += inner.top - outer.top - room;
    }
    if (looks && still < 2 && aims.get(pane) === thing)
      requestAnimationFrame(() => reveal(thing, pane, looks - 1, seen ? still + 1 : 0));
  };
  /* A wide table scrolls by itself. */
  const bringAcross = (thing) => {
    const frame = thing.closest(".wide");
    if (!frame) return;
    const inner = thing.getBoundingClientRect();
    const outer = frame.getBoundingClientRect();
    if (inner.left < outer.left || inner.right > outer.right) frame.scrollLeft += inner.left - outer.left - outer.width / 3;
  };
  /* Of each pane what was last looked for. */
  const aims = new Map();
  const seek = (thing, pane) => {
    aims.set(pane, thing);
    reveal(thing, pane);
  };
  const paneOf = (thing) => thing.closest(".scroll");

  let lit = [];
  const light = (things, name) => {
    for (const thing of things) thing.classList.add(name);
    lit.push([things, name]);
  };
  const darken = () => {
    for (const [things, name] of lit) for (const thing of things) thing.classList.remove(name);
    lit = [];
  };
  const remember = (hash) => {
    try {
      history.replaceState(null, "", hash);
    } catch {
      /* some viewers forbid it; nothing depends on it */
    }
  };

  let chosen = null;
  /* Shows a node on both sides; `mark` is a finding or a mask whose exact place is shown. */
  const choose = (node, mark = null) => {
    const branch = branches[node];
    if (!branch) return;
    darken();
    chosen = node;
    const below = branch.querySelectorAll("li").length;
    for (let inner = node + 1; inner <= node + below; inner++) light(pieces[inner], "inside");
    light(pieces[node], "on");
    light([branch], "on");
    for (let outer = parents[node]; outer; outer = parents[number(outer)]) fold(outer, false);
    let places = pieces[node];
    if (mark) {
      const exact = all(mark.startsWith("f") ? `.hit[data-f~="${mark.slice(1)}"]` : `mark[data-m="${mark.slice(1)}"]`, source);
      light(exact, "found");
      light([$(mark)], "on");
      if (exact.length) places = exact;
    }
    main.scrollIntoView({ block: "nearest" });
    if (places.length) {
      bringAcross(places[0]);
      seek(places[0], source);
    }
    hold(links, links[node]);
    describe(node);
    if (opened() === $("tree")) {
      branch.classList.remove("off");
      for (let outer = parents[node]; outer; outer = parents[number(outer)]) outer.classList.remove("off");
      seek(links[node], paneOf(branch));
    }
    remember(`#${mark || `n${node}`}`);
  };

  const clear = () => {
    darken();
    chosen = null;
    detail.hidden = true;
  };

  /* ---- what is known of a node ------------------------------------------------------------- */

  const jump = (node, text) => {
    const link = element("a", text);
    link.href = `#n${node}`;
    return link;
  };
  const row = (name, ...told) => {
    const line = element("div", "", "listed");
    const words = element("p", "");
    words.append(...told);
    line.append(element("span", name, "name"), words);
    return line;
  };
  const listed = (name, lines) => {
    const list = element("ul", "");
    list.append(...lines);
    const box = element("div", "", "listed");
    box.append(element("span", name, "name"), list);
    return box;
  };
  const describe = (node) => {
    const branch = branches[node];
    const told = [];
    const head = element("p", "", "path");
    const path = [];
    for (let outer = parents[node]; outer; outer = parents[number(outer)]) path.unshift(outer);
    for (const outer of path) {
      const label = links[number(outer)].querySelector("b");
      head.append(jump(number(outer), label ? label.textContent : kinds[kindOf(outer)]), " › ");
    }
    head.append(element("span", kinds[kindOf(branch)], `kind ${kindOf(branch)}`));
    told.push(head);
    const rule = links[node].dataset.rule;
    const why = data.rules[rule];
    told.push(row("认定规则", element("code", rule || "—"), why ? `　${why}` : ""));
    const line = pieces[node].length ? pieces[node][0].closest(".line") : null;
    if (line) told.push(row("出处", line.dataset.place));
    const found = all(`#findings [data-n="${node}"]`).map((note) => {
      const item = element("li", "");
      const link = element("a", note.querySelector("a").textContent.replace(/\s+/g, " "));
      link.href = `#${note.id}`;
      item.append(link);
      return item;
    });
    if (found.length) told.push(listed("核查提示", found));
    const masks = pieces[node].flatMap((piece) => all("mark", piece)).map((mark) => {
      const item = element("li", "");
      const link = element("a", mark.textContent);
      link.href = `#m${mark.dataset.m}`;
      item.append(link, `　${mark.title.replace(/^遮蔽：/, "")}`);
      return item;
    });
    if (masks.length) told.push(listed("遮蔽", masks));
    const facts = (data.facts[node] || []).map((fact) => element("li", fact));
    if (facts.length) told.push(listed("读出的事实", facts));
    detail.replaceChildren(...told);
    detail.hidden = false;
    detail.scrollTop = 0;
  };

  /* ---- panels ------------------------------------------------------------------------------ */

  const tabs = all("[role=tab]");
  const panels = tabs.map((tab) => $(tab.getAttribute("aria-controls")));
  const open = (panel) => {
    tabs.forEach((tab, at) => {
      const here = panels[at] === panel;
      tab.setAttribute("aria-selected", String(here));
      tab.tabIndex = here ? 0 : -1;
      panels[at].classList.toggle("open", here);
    });
    if (panel.id === "tree" && chosen !== null) seek(links[chosen], paneOf(links[chosen]));
  };
  const opened = () => panels.find((panel) => panel.classList.contains("open"));
  /* The links of a panel that are not filtered out, folded away or of a kind that is put out, in order. Classes
     are asked, never the layout: what is out of sight would have to be laid out for the answer. */
  const shown = (panel) => {
    if (panel.id !== "tree") return all(".notes > li:not(.off) > a", panel);
    const away = [];
    return links.filter((link, node) => {
      const branch = branches[node];
      const outer = parents[node];
      away[node] = Boolean(outer) && (away[number(outer)] || outer.classList.contains("shut"));
      return !away[node] && !branch.classList.contains("off") && !root.classList.contains(`no-${kindOf(branch)}`);
    });
  };
  /* Of many links one can be reached with Tab; j and k move it. */
  const hold = (group, link) => {
    const last = group.find((one) => one.tabIndex === 0);
    if (last && last !== link) last.tabIndex = -1;
    link.tabIndex = 0;
  };
  const groups = [links, all("#findings .notes > li > a"), all("#masks .notes > li > a")];
  for (const group of groups) group.forEach((link, at) => (link.tabIndex = at ? -1 : 0));

  const follow = (hash) => {
    const [, kind, text] = /^#([nfmt])(\d+)$/.exec(hash) || [];
    if (kind === "n" || kind === "t") choose(Number(text));
    else if (kind) {
      const note = $(kind + text);
      if (!note) return;
      open(note.closest(".panel"));
      note.classList.remove("off");
      visit(note);
    } else if (/^#(findings|masks|tree|about)$/.test(hash)) open($(hash.slice(1)));
  };
  /* A finding or a mask: its list stays, the source shows the place. */
  const visit = (note) => {
    if (note.dataset.n) choose(Number(note.dataset.n), note.id);
    else {
      clear();
      main.scrollIntoView({ block: "nearest" });
      light([note], "on");
      remember(`#${note.id}`);
    }
    hold(groups[note.id.startsWith("f") ? 1 : 2], note.firstElementChild);
    seek(note, paneOf(note));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) {
      if (link.classList.contains("skip")) return;
      event.preventDefault();
      const note = link.closest(".notes > li");
      if (link.dataset.severity) {
        $("by-severity").value = link.dataset.severity;
        $("by-code").value = $("by-kind").value = $("find-findings").value = "";
        if ($("by-severity").selectedIndex < 0) $("by-severity").value = "";
        filterFindings();
      }
      if (note) visit(note);
      else follow(link.getAttribute("href"));
      return;
    }
    const piece = event.target.closest(".paper [data-n]");
    if (!piece || String(getSelection())) return;
    pick(piece, event.target);
  });
  source.addEventListener("mouseover", (event) => {
    const piece = event.target.closest(".line > [data-n]");
    if (piece && !piece.title) piece.title = `${kinds[piece.classList[0]]}（规则 ${links[piece.dataset.n].dataset.rule || "—"}）`;
  });
  /* A click in the source: the open list shows it where it has it, else the tree. */
  const pick = (piece, target) => {
    const panel = opened().id;
    const hit = target.closest(".hit");
    const mask = target.closest("mark");
    const mark = panel === "findings" && hit ? `f${hit.dataset.f.split(" ")[0]}` : panel === "masks" && mask ? `m${mask.dataset.m}` : "";
    const note = mark ? $(mark) : null;
    if (note) {
      note.classList.remove("off");
      visit(note);
      return;
    }
    open($("tree"));
    choose(Number(piece.dataset.n));
  };

  /* ---- folding ----------------------------------------------------------------------------- */

  const fold = (branch, shut) => {
    const button = branch.querySelector(":scope > .fold");
    if (!button) return;
    branch.classList.toggle("shut", shut);
    button.setAttribute("aria-expanded", String(!shut));
  };
  for (const branch of branches) {
    if (branch.lastElementChild.tagName !== "UL") continue;
    const button = element("button", "", "fold");
    button.type = "button";
    button.tabIndex = -1;
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-label", "收起或展开下级");
    branch.prepend(button);
  }
  $("tree").addEventListener("click", (event) => {
    const button = event.target.closest(".fold");
    if (button) fold(button.parentElement, button.getAttribute("aria-expanded") === "true");
  });
  const depths = { heading: ["title", "heading", "table"], issue: ["title", "heading", "table", "issue"] };
  depths.response = [...depths.issue, "response"];
  $("depth").addEventListener("change", (event) => {
    const kept = depths[event.target.value];
    const keeps = (branch) => !kept || all(":scope > ul > li", branch).some((inner) => kept.includes(kindOf(inner)));
    for (const branch of branches) fold(branch, !keeps(branch));
  });

  /* ---- filters ----------------------------------------------------------------------------- */

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

  /* ---- keys -------------------------------------------------------------------------------- */

  const step = (by) => {
    const panel = opened();
    const list = shown(panel);
    if (!list.length) return;
    const now = list.findIndex((link) => link.tabIndex === 0);
    const started = document.activeElement === list[now] || list[now]?.parentElement.classList.contains("on");
    const next = list[Math.min(Math.max(started ? now + by : Math.max(now, 0), 0), list.length - 1)];
    next.focus({ preventScroll: true });
    const note = next.closest(".notes > li");
    if (note) visit(note);
    else choose(number(next.parentElement));
  };
  const enter = () => {
    const panel = opened();
    const held = shown(panel).find((link) => link.tabIndex === 0);
    if (source.contains(document.activeElement) && document.activeElement !== source) {
      held?.focus({ preventScroll: true });
      return true;
    }
    if (!held || document.activeElement !== held) return false;
    const note = held.closest(".notes > li");
    if (note) visit(note);
    else choose(number(held.parentElement));
    const place = source.querySelector(".found") || (chosen === null ? null : pieces[chosen][0]);
    if (!place) return true;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    return true;
  };
  const bend = (shut) => {
    const link = document.activeElement;
    if (!links.includes(link)) return false;
    const branch = link.parentElement;
    const button = branch.querySelector(":scope > .fold");
    if (button && (button.getAttribute("aria-expanded") === "true") === shut) fold(branch, shut);
    else if (shut && parents[number(branch)]) {
      choose(number(parents[number(branch)]));
      links[chosen].focus({ preventScroll: true });
    }
    return true;
  };
  const help = $("help");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
    const typing = event.target.matches("input:not([type=checkbox]), select");
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      else clear();
      return;
    }
    if (typing) {
      if (event.key === "Enter" && event.target.type === "search") {
        step(0);
        event.preventDefault();
      }
      return;
    }
    const tab = tabs.indexOf(event.target);
    const actions = {
      j: () => step(1),
      k: () => step(-1),
      ArrowDown: () => (tab >= 0 || !groups.some((group) => group.includes(event.target)) ? false : step(1)),
      ArrowUp: () => (tab >= 0 || !groups.some((group) => group.includes(event.target)) ? false : step(-1)),
      ArrowLeft: () => (tab >= 0 ? tabs[(tab + tabs.length - 1) % tabs.length].click() : bend(true)),
      ArrowRight: () => (tab >= 0 ? tabs[(tab + 1) % tabs.length].click() : bend(false)),
      Enter: enter,
      "/": () => opened().querySelector("input[type=search]")?.focus(),
      "?": () => help.showModal(),
    };
    tabs.forEach((one, at) => (actions[at + 1] = () => one.click()));
    const act = actions[event.key];
    if (act && act() !== false) event.preventDefault();
  });
  tabs.forEach((tab, at) =>
    tab.addEventListener("click", () => {
      open(panels[at]);
      main.scrollIntoView({ block: "nearest" });
      tab.focus({ preventScroll: true });
    }),
  );
  $("keys").addEventListener("click", () => help.showModal());
  $("close").addEventListener("click", () => help.close());
  $("print").addEventListener("click", () => print());

  /* ---- begin ------------------------------------------------------------------------------- */

  filterFindings();
  filterMasks();
  follow(location.hash);
  addEventListener("hashchange", () => follow(location.hash));
});
