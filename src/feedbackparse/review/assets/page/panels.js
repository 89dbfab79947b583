/* The panels on the right, and what a click on a link or on the source does. */
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
    if (note && link === note.firstElementChild) visit(note);
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
