// Tables that can be searched and sorted, and whose numbers lead to their traces.

const collator = new Intl.Collator("vi");

function enhanceTable(table) {
  if (table.matches(".cards")) labelCells(table);
  for (const head of table.tHead.rows[0].cells) if (!("plain" in head.dataset)) addSortButton(table, head);
  if (table.dataset.filter) addFilter(table);
  if (table.matches(".matrix")) addCellWalk(table);
}

/** Say in every cell of which column it is, for phones, where columns are not seen; it stays a table. */
function labelCells(table) {
  const labels = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
  table.setAttribute("role", "table");
  for (const part of table.querySelectorAll("thead, tbody")) part.setAttribute("role", "rowgroup");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    for (const cell of row.cells) labelCell(cell, labels);
  }
}

function labelCell(cell, labels) {
  const heading = cell.closest("thead") ? "columnheader" : "rowheader";
  cell.setAttribute("role", cell.matches("th") ? heading : "cell");
  if (cell.matches("td") && cell.textContent) cell.dataset.label = labels[cell.cellIndex];
}

function addSortButton(table, head) {
  const button = page.el("button", { type: "button", class: "sort", click: () => sortBy(table, head) });
  button.append(...head.childNodes);
  head.append(button);
}

function sortBy(table, head) {
  const down = head.getAttribute("aria-sort") !== "descending" && head.matches(".number");
  const back = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  const falling = down || back;
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
  for (const body of table.tBodies) sortBody(body, head, falling);
}

/** Headings of groups and totals stay first; what has no number stays last, whichever way is sorted. */
function sortBody(body, head, falling) {
  const rows = [...body.rows].filter((row) => !row.matches(".group, .total"));
  const sign = falling ? -1 : 1;
  const numberOf = head.matches(".number") ? comparedNumber : leadingNumber;
  const keyed = rows.map((row) => {
    const text = sortedText(row.cells[head.cellIndex]).trim();
    return [row, text, numberOf(text)];
  });
  const numbers = keyed.some(([, , number]) => !Number.isNaN(number));
  keyed.sort(([, first, one], [, second, other]) => {
    if (!numbers) return sign * collator.compare(first, second);
    if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) - Number.isNaN(other);
    return sign * (one - other);
  });
  body.append(...keyed.map(([row]) => row));
}

/** The number of a text in a column of numbers: 'trên 90%', 'gấp 2,4 lần', which is 140% more. */
function comparedNumber(text) {
  const times = /^gấp ([\d.,]+) lần/.exec(text);
  return times ? 100 * page.number(times[1]) - 100 : page.number(text);
}

const MOMENT = /^(?:[\d:]+ )?\d{1,2}\/\d{1,2}\/\d{4}/;

/** The number or the moment with which a text among words begins: '106 KB', '17:00 05/3/2025'. */
const leadingNumber = (text) => page.number((MOMENT.exec(text) || /^[-+]?[\d.,]+/.exec(text) || [""])[0]);

/** Words such as 'Tháng 9/2025' say beside them what they are sorted by. */
const sortedText = (cell) => cell.dataset.sort ?? cell.textContent;

function addFilter(table) {
  const count = page.el("output", { class: "found", "aria-live": "polite" });
  const input = page.searchInput();
  input.addEventListener("input", () => filterRows(table, input.value, count));
  const label = page.el("label", { class: "filter" }, `${table.dataset.filter}: `, input, " ", count);
  (table.closest(".scroll") || table).before(label);
}

/** Show the rows that have every word; a group that has none is hidden with its heading. */
function filterRows(table, asked, count) {
  const words = page.askedWords(asked);
  let found = 0;
  for (const body of table.tBodies) {
    const group = body.querySelector("tr.group");
    const above = group ? page.fold(group.textContent) : "";
    let inside = 0;
    for (const row of body.rows) {
      if (row.matches(".group, .total")) continue;
      const text = `${above} ${searchedText(row)}`;
      row.hidden = !words.every((word) => text.includes(word));
      inside += row.hidden ? 0 : 1;
    }
    if (group) group.hidden = inside === 0;
    found += inside;
  }
  count.value = words.length ? `${found} dòng` : "";
}

const searchedTexts = new WeakMap();

function searchedText(row) {
  if (!searchedTexts.has(row)) searchedTexts.set(row, page.fold(row.cells[0].textContent));
  return searchedTexts.get(row);
}

/** Arrow keys walk through the numbers of a table; Enter or a click opens the trace of one. */
function addCellWalk(table) {
  const first = table.querySelector("tbody td");
  if (first) first.tabIndex = 0;
  table.addEventListener("keydown", (event) => walkCells(table, event));
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell && !getSelection().toString()) openCell(table, cell);
  });
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function walkCells(table, event) {
  const cell = event.target.closest("td");
  if (!cell) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    openCell(table, cell);
  } else if (STEPS[event.key]) {
    event.preventDefault();
    const [down, right] = STEPS[event.key];
    focusCell(table, cell, cellBeside(cell, down, right));
  }
}

function cellBeside(cell, down, right) {
  const rows = [...cell.closest("tbody").rows].filter((row) => !row.hidden);
  const row = rows[rows.indexOf(cell.parentElement) + down];
  const next = row && row.cells[cell.cellIndex + right];
  return next && next.matches("td") ? next : null;
}

function focusCell(table, cell, next) {
  if (!next) return;
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function openCell(table, cell) {
  const indicator = table.tHead.rows[0].cells[cell.cellIndex].dataset.indicator;
  const unit = page.data.units[cell.parentElement.dataset.unit];
  page.go(unit ? page.traceRoute(indicator, unit.id) : page.traceRoute(indicator, "", table.dataset.directive));
}
