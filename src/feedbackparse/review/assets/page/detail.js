/* What is known of the chosen node. */
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
