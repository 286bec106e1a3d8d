// View 'Đơn vị': one unit; what other tables hold of it is gathered here when it is opened.

const unitView = document.getElementById("don-vi");
const unitArticles = unitView ? [...unitView.querySelectorAll("article.unit")] : [];
const gatheredUnits = new Set();
let unitOpened = false;

/** `#don-vi/<unit>`: the unit alone; without one, all of them to choose from. */
function showUnit([id]) {
  const number = page.unitNumbers.get(id);
  unitArticles.forEach((article, place) => article.classList.toggle("open", place === number));
  unitView.classList.toggle("single", number !== undefined);
  walkUnits.replaceChildren(...(number === undefined ? [] : unitSteps(number)));
  if (number === undefined) return;
  if (!gatheredUnits.has(number)) gatherUnit(unitArticles[number], page.data.units[number]);
  gatheredUnits.add(number);
  window.scrollTo(0, 0);
  if (unitOpened) unitArticles[number].querySelector("h3").focus({ preventScroll: true });
  unitOpened = true;
}

/** Links to the units before and behind one. */
function unitSteps(number) {
  const step = (unit, words, relation) =>
    unit ? page.el("a", { href: `#don-vi/${unit.id}`, rel: relation }, words.replace("{}", page.unitLabel(unit))) : null;
  const steps = [
    step(page.data.units[number - 1], "← {}", "prev"),
    page.el("a", { href: "#don-vi" }, "Tất cả đơn vị"),
    step(page.data.units[number + 1], "{} →", "next"),
  ];
  return steps.filter(Boolean);
}

function gatherUnit(article, unit) {
  const parts = [unitFigures(unit), unitTasks(unit), unitFindings(unit), unitFiles(unit)].flat().filter(Boolean);
  const prose = article.querySelector(".prose");
  const behindProse = parts.filter((part) => part.classList.contains("behind"));
  const beforeProse = parts.filter((part) => !part.classList.contains("behind"));
  if (prose) prose.before(...beforeProse);
  else article.append(...beforeProse);
  article.append(...behindProse);
  if (prose) fillProse(prose, page.unitNumbers.get(unit.id));
}

/** The figures of a unit by subject, beside those before and those of all units: a table for each directive. */
function unitFigures(unit) {
  return page.data.directives.map((directive) => figuresTable(directive, unit)).filter(Boolean);
}

function figuresTable({ id, name }, unit) {
  const matrices = [...document.querySelectorAll("table.matrix")].filter((table) => table.dataset.directive === id);
  const bodies = matrices.map((matrix) => subjectRows(matrix, unit)).filter(Boolean);
  if (!bodies.length) return null;
  const table = page.table(`Số liệu: ${name}`, figureHeads(id), []);
  table.tBodies[0].remove();
  table.append(...bodies);
  for (const head of [...table.tHead.rows[0].cells].slice(1, -1)) head.classList.add("number");
  return page.region("Số liệu của đơn vị, bảng cuộn ngang được", table, "scroll unit-figures");
}

const figureHeads = (directive) =>
  ["Chỉ tiêu", "Kỳ này", ...earlierHeads(directive), "Tổng hợp chung", ...rankHeads(directive), "Ghi chú"];

const rankHeads = (directive) => (page.hasRanks(directive) ? ["Hạng"] : []);

/** The period before, where the page holds its figures. */
function earlierHeads(directive) {
  return page.hasEarlier(directive) ? [sentenceCase(page.data.periods[page.placeBefore(directive)].name)] : [];
}

const sentenceCase = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** The rows of a subject, under its name. */
function subjectRows(matrix, unit) {
  const row = matrix.querySelector(`tr[data-unit="${page.unitNumbers.get(unit.id)}"]`);
  const heads = row ? [...matrix.tHead.rows[0].cells].filter((head) => head.dataset.indicator) : [];
  const asked = heads.filter((head) => row.cells[head.cellIndex].textContent !== "x");
  if (!asked.length) return null;
  const total = matrix.querySelector("tr.total");
  const totalOf = (head) => (total ? total.cells[head.cellIndex].textContent : "");
  const rows = asked.map((head) => figureCells(matrix.dataset.directive, head.dataset.indicator, unit, totalOf(head)));
  const name = page.el("th", { scope: "rowgroup", colspan: figureHeads(matrix.dataset.directive).length }, matrix.caption.textContent);
  return page.el("tbody", {}, page.el("tr", { class: "group" }, name), ...rows.map(page.tableRow));
}

function figureCells(directive, id, unit, total) {
  const indicator = page.indicators.get(id);
  const number = (content) => page.el("span", { class: "number" }, content);
  const before = page.earlierTexts(directive, id, unit.id)[page.placeBefore(directive)];
  return [
    page.el("span", {}, page.el("a", { href: `#so-lieu/${id}/${unit.id}` }, indicator.name), page.measureWords(indicator)),
    number(page.traceLink(page.figureText(unit.id, id, directive), id, unit.id)),
    ...earlierHeads(directive).map(() => number(before || "không có")),
    number(page.traceLink(total, id, "", directive)),
    ...rankHeads(directive).map(() => number(page.rankText(directive, id, unit.id))),
    page.remarkText(page.kindsOf(directive, id, unit.id)),
  ];
}

/** The tasks of a unit with their states in words, as the table of all units has them in signs. */
function unitTasks(unit) {
  const words = signWords();
  return [...document.querySelectorAll("table.states")].map((table) => taskTable(table, unit, words));
}

/** By sign and colour what these mean; where several states share them, what the states have in common. */
function signWords() {
  const words = new Map();
  for (const sign of document.querySelectorAll("#nhiem-vu .signs .sign")) {
    const said = sign.nextSibling.textContent.replace(/\(màu [^)]*\)/, "").trim();
    const key = signKey(sign.textContent, sign.classList[1]);
    words.set(key, words.has(key) ? said.split(",")[0] : said);
  }
  return words;
}

const signKey = (text, light) => `${text} ${light || ""}`;

function taskTable(table, unit, words) {
  const row = table.querySelector(`tr[data-unit="${page.unitNumbers.get(unit.id)}"]`);
  const heads = [...table.tHead.querySelectorAll("th[data-task]")];
  const rows = heads
    .filter((head) => row && row.cells[head.cellIndex].textContent)
    .map((head) => taskCells(table.dataset.directive, head, row.cells[head.cellIndex], words));
  if (!rows.length) return null;
  const caption = table.caption.textContent.replace(/^Nhiệm vụ của từng đơn vị: |\. Số ở đầu cột.*$/g, "");
  const made = page.table(`Nhiệm vụ: ${caption}`, ["Nhiệm vụ", "Thời hạn", "Tình trạng"], rows);
  return page.region("Nhiệm vụ của đơn vị, bảng cuộn ngang được", made);
}

function taskCells(directive, head, cell, words) {
  const route = `nhiem-vu/${directive}/${head.dataset.task}`;
  const told = document.getElementById(route);
  const name = told ? told.cells[0].textContent : head.textContent;
  const state = words.get(signKey(cell.textContent, cell.classList[0])) || "";
  return [
    page.el("a", { href: `#${route}` }, name),
    told ? told.cells[1].textContent : "",
    page.el("span", {}, page.el("span", { class: `sign ${cell.className}` }, cell.textContent), ` ${state}`),
  ];
}

/** What the check found in the files of a unit. */
function unitFindings(unit) {
  const bodies = [...document.querySelectorAll("table.findings tbody")].filter((body) => body.dataset.unit === unit.id);
  if (!bodies.length) return null;
  const table = page.el("table", { class: "findings" }, page.el("caption", {}, "Kiểm tra: những điều cần xem"));
  table.append(document.querySelector("table.findings thead").cloneNode(true));
  for (const body of bodies) {
    const copy = body.cloneNode(true);
    copy.removeAttribute("id");
    for (const row of copy.rows) row.hidden = false;
    copy.hidden = false;
    table.append(copy);
  }
  return page.region("Những điều cần xem, bảng cuộn ngang được", table, "scroll behind");
}

/** The documents of the build that are a unit's own. */
function unitFiles(unit) {
  const rows = [...document.querySelectorAll("#van-ban tr[data-owner]")].filter((row) => row.dataset.owner === unit.id);
  if (!rows.length) return null;
  const items = rows.map((row) => page.el("li", {}, ...[...row.cells[0].childNodes].map((node) => node.cloneNode(true))));
  return page.el("div", { class: "behind" }, page.el("h4", {}, "Văn bản"), page.el("ul", {}, ...items));
}

let unpackedProse = null;

/** What units wrote, packed where it is too much for a page. */
async function fillProse(box, number) {
  const { prose } = page.data.views["don-vi"] || {};
  if (!prose) return;
  if (!page.canUnpack) {
    box.textContent = "Trình duyệt này quá cũ, không mở được lời văn của đơn vị.";
    return;
  }
  unpackedProse = unpackedProse || page.unpacked(prose);
  // The page's own HTML, escaped as the rest of it was; a parser runs nothing.
  const parsed = new DOMParser().parseFromString((await unpackedProse)[number], "text/html");
  box.replaceChildren(...parsed.body.childNodes);
}

const walkUnits = page.el("p", { class: "unit-steps" });
if (unitView) {
  const items = page.data.units.map((unit) => ({ text: page.unitLabel(unit), more: unit.id, href: `#don-vi/${unit.id}` }));
  unitView.querySelector("h2").after(page.picker("Tìm đơn vị", items), walkUnits);
  page.views["don-vi"] = { show: showUnit };
}
