// Hides, sorts and shows what the page holds. Without it everything is there, one theme after the other.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const sections = all("section.theme");
  const links = all("nav a");
  const selects = all(".controls select");
  const search = byId("search");
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const MOST_OPENED = 100; // cells that a search opens by itself

  let shown = sections[0];

  // Rows: filtered by attributes and by what is searched for, in the theme that is shown.

  const rowsOf = (section) => all("tbody tr", section);
  const texts = new WeakMap();

  function textOf(element) {
    if (!texts.has(element)) texts.set(element, saidIn(element).toLowerCase());
    return texts.get(element);
  }

  function saidIn(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const parts = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (parentElement.localName === "noscript") parts.push(plain(data));
      else if (!parentElement.closest(".follow, .attributes")) parts.push(data);
    }
    return parts.join(" ");
  }

  // What is still packed: HTML of this page, as text.

  const SIGNS = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };

  function plain(html) {
    const words = html.replace(/<a class="follow".*?<\/a>/gs, " ").replace(/<[^>]*>/g, " ");
    return words.replace(/&(lt|gt|quot|#x27|amp);/g, (sign) => SIGNS[sign]);
  }

  function unpack(within) {
    for (const packed of all("noscript", within)) {
      const template = document.createElement("template");
      template.innerHTML = packed.textContent;
      packed.replaceWith(template.content);
    }
  }

  function open(details) {
    unpack(details);
    details.open = true;
  }

  function filter(section) {
    const words = search.value.trim().toLowerCase();
    const wanted = selects.filter((select) => select.value !== "");
    let count = 0;
    const rows = rowsOf(section);
    for (const row of rows) {
      const values = row.querySelectorAll("td.attribute");
      const fits = wanted.every((select) => values[select.dataset.place].textContent === select.value);
      row.hidden = !(fits && (words === "" || textOf(row).includes(words)));
      if (!row.hidden) count += 1;
    }
    return [count, rows.length, words];
  }

  function refresh() {
    const [count, of, words] = filter(shown);
    openFound(words);
    highlight(words);
    const found = words === "" ? "" : ` with “${search.value.trim()}”`;
    byId("shown").textContent = `${count} of ${of} participants shown${found}.`;
  }

  function openFound(words) {
    for (const details of all("details[data-found]", shown)) {
      details.open = false;
      delete details.dataset.found;
    }
    if (words.length < 3) return;
    const closed = all("tbody tr:not([hidden]) details:not([open])", shown);
    const holding = closed.filter((details) => textOf(details).includes(words));
    for (const details of holding.slice(0, MOST_OPENED)) {
      open(details);
      details.dataset.found = "";
    }
  }

  function highlight(words) {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("found");
    if (words.length < 2) return;
    const ranges = [];
    for (const row of all("tbody tr:not([hidden])", shown)) {
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.data.toLowerCase();
        if (text.length !== walker.currentNode.data.length) continue; // letters that grow in lower case
        for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + words.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges.slice(0, 5000)));
    if (ranges.length) bringIntoSight(ranges[0].startContainer.parentElement.closest("td"));
  }

  // Sideways only: the page stays where it is while one types.
  function bringIntoSight(cell) {
    if (!cell) return;
    const scroller = cell.closest(".scroll");
    const beside = cell.parentElement.cells[0].offsetWidth; // the participant's column covers what is below it
    const end = cell.offsetLeft + cell.offsetWidth;
    if (cell.offsetLeft - beside < scroller.scrollLeft) scroller.scrollLeft = cell.offsetLeft - beside;
    else if (end > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = end - scroller.clientWidth;
  }

  // Themes: one is shown, as the address says after its "#".

  function show(section) {
    shown = section;
    for (const other of sections) other.hidden = other !== section;
    for (const link of links) {
      if (link.hash === `#${section.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    byId("open-all").setAttribute("aria-pressed", "false");
    refresh();
  }

  function goTo(hash) {
    const target = hash ? byId(hash.slice(1)) : sections[0];
    const section = target && target.closest("section.theme");
    if (!section) return;
    show(section);
    if (target === section) byId(`${section.id}-title`).focus();
    else target.scrollIntoView({ block: "center", inline: "center" });
  }

  // Sorting: by a column up, down, and back to the order of the project. Words instead of a summary go last.

  function sortable(heading) {
    const name = heading.querySelector(".name");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...name.childNodes);
    name.append(button);
    button.addEventListener("click", () => sort(heading));
  }

  function sort(heading) {
    const order = { ascending: "descending", descending: "" }[heading.getAttribute("aria-sort")] ?? "ascending";
    for (const other of heading.parentElement.children) other.removeAttribute("aria-sort");
    if (order) heading.setAttribute("aria-sort", order);
    const place = heading.cellIndex;
    const sign = order === "descending" ? -1 : 1;
    const body = heading.closest("table").tBodies[0];
    const rows = [...body.rows].sort((one, other) => one.dataset.place - other.dataset.place);
    if (order) {
      const keys = new Map(rows.map((row) => [row, key(row.cells[place])]));
      rows.sort((one, other) => {
        const [a, b] = [keys.get(one), keys.get(other)];
        return a.isWord - b.isWord || sign * collator.compare(a.text, b.text);
      });
    }
    body.append(...rows);
    const how = order ? `sorted by ${name(heading)}, ${order}` : "in the order of the project";
    byId("shown").textContent = `${byId("shown").textContent.split(" Rows ")[0]} Rows ${how}.`;
  }

  const name = (heading) => heading.querySelector(".name").textContent;

  function key(cell) {
    const summary = cell.querySelector(".summary, .word, p");
    return { text: (summary || cell).textContent, isWord: Number(Boolean(cell.querySelector(":scope > .word"))) };
  }

  // Cells: all at once, and from one to the next with the cursor keys.

  function openAll() {
    const button = byId("open-all");
    const isOpen = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isOpen));
    for (const details of all("td details", shown)) {
      if (isOpen) open(details);
      else details.open = false;
      delete details.dataset.found;
    }
  }

  function move(event) {
    if (event.target.localName !== "summary" || event.altKey || event.ctrlKey || event.metaKey) return;
    const cell = event.target.closest("td");
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!cell || !step) return;
    event.preventDefault();
    const rows = rowsOf(shown).filter((row) => !row.hidden);
    let [x, y] = [cell.cellIndex + step[0], rows.indexOf(cell.parentElement) + step[1]];
    while (rows[y] && rows[y].cells[x]) {
      const next = rows[y].cells[x].querySelector(":scope > details > summary");
      if (next) {
        next.focus();
        next.scrollIntoView({ block: "nearest", inline: "nearest" });
        return;
      }
      x += step[0];
      y += step[1];
    }
  }

  // Passages: the turns around an extract, in a dialog; closing it leads back to where one came from.

  const dialog = byId("passage");
  let from = null;

  function neighbour(step) {
    const list = all("a.follow", from.closest("ol"));
    return list[list.indexOf(from) + step];
  }

  function follow(link) {
    unpack(byId(link.dataset.source));
    const anchor = byId(link.hash.slice(1));
    from = link;
    const number = anchor.id.slice(1);
    const turns = anchor.dataset.turns.split(" ").map(byId).filter(Boolean);
    byId("passage-title").textContent = link.querySelector(".vh").textContent.replace(/^: /, "");
    byId("passage-source").textContent = anchor.closest(".transcript").querySelector("h3").textContent;
    const copies = [];
    turns.forEach((turn, at) => {
      if (at && turns[at - 1].nextElementSibling !== turn) copies.push(gap());
      copies.push(copied(turn, number));
    });
    byId("passage-turns").replaceChildren(...copies);
    byId("passage-before").disabled = !neighbour(-1);
    byId("passage-after").disabled = !neighbour(1);
    if (!dialog.open) dialog.showModal();
    const marks = all("mark", dialog);
    if (!marks.length) return;
    marks[0].prepend(unseen("Start of the extract: "));
    marks[marks.length - 1].append(unseen(" End of the extract."));
    marks[0].scrollIntoView({ block: "center" });
  }

  function gap() {
    const made = document.createElement("p");
    made.className = "gap";
    made.textContent = "[…]";
    return made;
  }

  function copied(turn, number) {
    const copy = turn.cloneNode(true);
    for (const element of [copy, ...all("[id]", copy)]) element.removeAttribute("id");
    for (const element of all(".cited, .mark-no", copy)) element.remove();
    for (const mark of all("mark", copy)) {
      if (!mark.dataset.x.split(" ").includes(number)) mark.replaceWith(...mark.childNodes);
    }
    copy.normalize();
    return copy;
  }

  function unseen(text) {
    const made = document.createElement("span");
    made.className = "vh";
    made.textContent = text;
    return made;
  }

  function back() {
    if (!from) return;
    from.focus();
    from.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function step(by) {
    const next = neighbour(by);
    if (next) follow(next);
  }

  // All of it together

  for (const section of sections) {
    rowsOf(section).forEach((row, place) => { row.dataset.place = place; });
    for (const heading of all("th[data-sort]", section)) sortable(heading);
  }
  for (const select of selects) select.addEventListener("change", refresh);
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 120);
  });
  byId("clear").addEventListener("click", () => {
    for (const select of selects) select.value = "";
    search.value = "";
    refresh();
    search.focus();
  });
  byId("open-all").addEventListener("click", openAll);
  byId("print").addEventListener("click", () => window.print());
  byId("passage-back").addEventListener("click", () => dialog.close());
  byId("passage-before").addEventListener("click", () => step(-1));
  byId("passage-after").addEventListener("click", () => step(1));
  dialog.addEventListener("close", back);
  document.addEventListener("keydown", move);
  document.addEventListener("toggle", (event) => unpack(event.target), true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("td summary")) unpack(event.target.closest("details"));
    const link = event.target.closest("a.follow");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    follow(link);
  });
  window.addEventListener("hashchange", () => goTo(location.hash));
  window.addEventListener("beforeprint", () => { for (const section of sections) filter(section); });
  document.querySelector(".controls").hidden = false;
  document.documentElement.classList.add("ready");
  if (shown) show(shown);
  if (location.hash) goTo(location.hash);
})();
