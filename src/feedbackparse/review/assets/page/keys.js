/* Keys. */
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
