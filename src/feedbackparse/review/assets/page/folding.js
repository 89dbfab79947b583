/* Branches of the tree fold. */
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
