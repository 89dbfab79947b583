/* The list of a run: filter by verdict and words, sort by a column. */
const body = document.querySelector("tbody");
const rows = [...body.rows];
const words = document.getElementById("find");
const status = document.getElementById("by-status");
const told = document.getElementById("told");
const plain = (text) => text.toLowerCase().replace(/\s+/g, "");

const filter = () => {
  const sought = plain(words.value);
  let seen = 0;
  for (const row of rows) {
    const fits = (!status.value || row.dataset.status === status.value) && plain(row.textContent).includes(sought);
    row.hidden = !fits;
    if (fits) seen++;
  }
  told.textContent = seen === rows.length ? `共 ${rows.length} 个文件` : `${seen}/${rows.length} 个文件`;
};
/* A file that was not read has one cell for all that it has no numbers for. */
const value = (row, at) => {
  const cell = row.cells[at];
  return !cell || (at > 1 && cell.colSpan > 1) ? "" : (cell.dataset.value ?? cell.textContent);
};
const sort = (button) => {
  const head = button.closest("th");
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of document.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const order = (a, b) => {
    const [left, right] = [value(a, head.cellIndex), value(b, head.cellIndex)];
    if (left === "" || right === "") return left === right ? 0 : left === "" ? 1 : -1;
    const by = head.dataset.numbers ? Number(left) - Number(right) : left.localeCompare(right, "zh-CN");
    return down ? -by : by;
  };
  body.append(...[...rows].sort(order));
};
words.addEventListener("input", filter);
status.addEventListener("input", filter);
for (const button of document.querySelectorAll("th button")) button.addEventListener("click", () => sort(button));
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target !== words) {
    words.focus();
    event.preventDefault();
  }
});
filter();
