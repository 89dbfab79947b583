/* A node is chosen: both sides show it. */
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
