/* What the page is made of: the two panes, and of each node its branch, its link and its pieces, by node number.
   The script builds elements and sets their text, never markup. */
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
