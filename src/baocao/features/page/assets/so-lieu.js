// One indicator by itself: bars of its units, lines over periods, and the tables of what is drawn.

const figures = document.getElementById("so-lieu");
const panel = page.el("div", { class: "charts", hidden: "" });
figures.querySelector("h2").after(panel);
const MOST_BESIDE = 4;
let figuresOpened = false;

page.views["so-lieu"] = {
  /** `#so-lieu/<indicator>/<unit>…`: the units are those whose lines stand beside. */
  show([indicator, ...units]) {
    page.forgetCharts();
    panel.replaceChildren();
    const asked = page.indicators.get(indicator);
    panel.hidden = !asked;
    figures.classList.toggle("single", Boolean(asked));
    if (asked) fillPanel(asked, units.filter((unit) => page.unitNumbers.has(unit)).slice(0, MOST_BESIDE));
    if (asked && figuresOpened) panel.querySelector("h3").focus();
    figuresOpened = true;
  },
};

function fillPanel(indicator, chosen) {
  panel.append(
    page.el("p", {}, page.el("a", { href: "#so-lieu" }, "← Tất cả chỉ tiêu")),
    page.el("h3", { tabindex: "-1" }, indicator.name, page.measureWords(indicator)),
    page.picker("Chọn chỉ tiêu khác", indicatorItems(chosen)),
    page.data.units.length ? unitChooser(indicator, chosen) : "",
  );
  for (const directive of page.directivesOf(indicator.id)) panel.append(...directiveCharts(indicator, directive, chosen));
}

function indicatorItems(chosen) {
  return page.data.indicators.map((each) => ({ text: each.name, more: each.id, href: chartRoute(each.id, chosen) }));
}

function chartRoute(indicator, units) {
  return `#${["so-lieu", indicator, ...units].join("/")}`;
}

/** The units whose lines stand beside, each with a way to leave it out, and a search for another. */
function unitChooser(indicator, chosen) {
  const names = new Map(page.data.units.map((unit) => [unit.id, page.unitLabel(unit)]));
  const leave = (unit) => chartRoute(indicator.id, chosen.filter((other) => other !== unit));
  const kept = chosen.map((unit) => page.el("li", {}, page.el("a", { href: leave(unit) }, `Bỏ ${names.get(unit)}`)));
  const items = page.data.units
    .filter((unit) => !chosen.includes(unit.id))
    .map((unit) => ({ text: page.unitLabel(unit), href: chartRoute(indicator.id, [...chosen, unit.id].slice(-MOST_BESIDE)) }));
  return page.el(
    "div",
    { class: "beside" },
    page.picker("Đặt thêm đơn vị bên cạnh", items),
    kept.length ? page.el("ul", { class: "kept" }, ...kept) : null,
  );
}

function directiveCharts(indicator, directive, chosen) {
  const many = page.directivesOf(indicator.id).length > 1;
  return [
    many ? page.el("h4", {}, directive.name) : null,
    summaryOf(directive.id, indicator.id),
    unitsFigure(indicator, directive.id, chosen),
    periodsFigure(indicator, directive.id, chosen),
    spreadOf(directive.id, indicator.id),
  ].filter(Boolean);
}

function articleOf(directive) {
  return figures.querySelector(`article[data-directive="${CSS.escape(directive)}"]`);
}

/** What the table of totals says of the indicator, as a list. */
function summaryOf(directive, indicator) {
  const article = articleOf(directive);
  const row = article && article.querySelector(`.totals tr[data-indicator="${CSS.escape(indicator)}"]`);
  if (!row) return null;
  const heads = [...article.querySelector(".totals").tHead.rows[0].cells].map((head) => head.textContent);
  const list = page.el("dl", { class: "facts" });
  [...row.cells].slice(1).forEach((cell, place) => {
    if (!cell.textContent.trim()) return;
    const told = page.el("dd", {}, ...[...cell.childNodes].map((node) => node.cloneNode(true)));
    list.append(page.el("div", { class: cell.matches(".why") ? "wide" : null }, page.el("dt", {}, heads[place + 1]), told));
  });
  return list;
}

function spreadOf(directive, indicator) {
  const article = articleOf(directive);
  const figure = article && article.querySelector(`.spreads figure[data-indicator="${CSS.escape(indicator)}"]`);
  if (!figure) return null;
  const copy = figure.cloneNode(true);
  copy.querySelector("figcaption").textContent = "Phân bố giữa các đơn vị";
  return copy;
}

/** The figures of all units, most first; those without a number behind them. */
function unitRows(indicator, directive, chosen) {
  const { percent } = page.charted(directive, indicator.id);
  const rows = page.unitsOf(directive).map((unit) => {
    const text = page.figureText(unit.id, indicator.id, directive);
    const kinds = [...(chosen.includes(unit.id) ? ["own"] : []), ...page.kindsOf(directive, indicator.id, unit.id)];
    return { unit, text, number: page.chartNumber(text, percent), kinds, title: `${unit.name}: ${text}` };
  });
  const known = rows.filter((row) => !Number.isNaN(row.number)).sort((one, other) => other.number - one.number);
  return [known, rows.filter((row) => Number.isNaN(row.number))];
}

function unitsFigure(indicator, directive, chosen) {
  const { drawn: canBeDrawn, target } = page.charted(directive, indicator.id);
  if (!canBeDrawn || !page.data.units.length) return null;
  const [known, silent] = unitRows(indicator, directive, chosen);
  const box = page.el("div", { class: "chart", role: "img" });
  box.setAttribute("aria-label", `Biểu đồ cột các đơn vị theo ${indicator.name}, cao nhất trước; số liệu ở bảng bên cạnh`);
  page.drawBars(box, known, target ? { number: target[0], text: target[1].replace(/^[^\d-]*/, "") } : null);
  const table = unitsTable(indicator, directive, [...known, ...silent]);
  return page.el(
    "figure",
    { class: "pair" },
    page.el("figcaption", {}, "Các đơn vị, cao nhất trước"),
    page.el("div", {}, box, unitsLegend(known, target)),
    page.region("Số liệu từng đơn vị, bảng cuộn được", table, "scroll tall"),
  );
}

function unitsLegend(known, target) {
  const has = (kind) => known.some((row) => row.kinds.includes(kind));
  const parts = [
    has("own") ? legendItem("own", "▼ đơn vị đang chọn") : null,
    has("far") ? legendItem("far", "◆ khác thường so với các đơn vị cùng cấp") : null,
    target ? legendItem("target", `vạch đứt: ${target[1]}`) : null,
  ];
  return page.el("ul", { class: "legend" }, ...parts);
}

function legendItem(kind, words) {
  return page.el("li", { class: kind }, words);
}

function unitsTable(indicator, directive, rows) {
  const ranked = Boolean(page.charted(directive, indicator.id).ranks);
  const remarked = rows.some((row) => row.kinds.length);
  const heads = ["Đơn vị", "Số liệu", ranked ? "Hạng" : null, remarked ? "Ghi chú" : null];
  const cells = rows.map(({ unit, text, kinds }) => [
    page.el("a", { href: `#don-vi/${unit.id}` }, unit.name),
    page.el("span", { class: "number" }, page.traceLink(text, indicator.id, unit.id)),
    ranked ? page.rankText(directive, indicator.id, unit.id) : null,
    remarked ? page.remarkText(kinds) : null,
  ]);
  const kept = (row) => row.filter((cell) => cell !== null);
  return page.table(indicator.name, kept(heads), cells.map(kept));
}

/** Lines over periods: percentages on one chart, sums of the province on one and units on another. */
function periodsFigure(indicator, directive, chosen) {
  const { totals, percent, course, words } = page.charted(directive, indicator.id);
  const asked = page.unitsOf(directive).filter((unit) => chosen.includes(unit.id));
  const whole = { name: "Tổng hợp", kind: "line-a", ...courseOf(totals[0], percent, course) };
  const beside = asked.map((unit, place) => ({
    name: page.unitLabel(unit),
    kind: `line-${"bcde"[place]}`,
    ...courseOf(page.courseTexts(directive, indicator.id, unit.id), percent, !words),
  }));
  const groups = percent ? [[whole, ...beside]] : [[whole], beside];
  const charts = groups.map(linesChart).filter(Boolean);
  if (page.data.periods.length < 2) return null;
  return page.el(
    "figure",
    { class: charts.length ? "pair" : null },
    page.el("figcaption", {}, "Diễn biến qua các kỳ"),
    charts.length ? page.el("div", {}, ...charts) : null,
    page.region("Số liệu qua các kỳ, bảng cuộn được", periodsTable(indicator, whole, totals[1], beside)),
  );
}

/** What a line is drawn of: words may begin with a number and are none. */
function courseOf(texts, percent, areNumbers) {
  return { texts, numbers: texts.map((text) => (areNumbers ? page.chartNumber(text, percent) : NaN)) };
}

function linesChart(lines) {
  const drawable = lines.filter((line) => line.numbers.some((number) => !Number.isNaN(number)));
  if (!drawable.length) return null;
  const names = drawable.map((line) => line.name).join(", ");
  const box = page.el("div", { class: "chart", role: "img", "aria-label": `Biểu đồ đường qua các kỳ: ${names}; số liệu ở bảng bên cạnh` });
  page.drawLines(box, drawable);
  const items = drawable.map((line) => legendItem(line.kind, line.name));
  return page.el("div", {}, box, page.el("ul", { class: "legend" }, ...items));
}

/** What was reported in a period; what the page does not hold may have been. */
const toldText = (text) => (text === undefined ? "không nêu ở trang này" : text || "không có số liệu");

function periodsTable(indicator, whole, covered, beside) {
  const heads = ["Kỳ", "Tổng hợp", "Độ phủ", ...beside.map((line) => line.name)];
  const rows = page.data.periods.map((period, place) => [
    period.name,
    ...[toldText(whole.texts[place]), covered[place], ...beside.map((line) => toldText(line.texts[place]))].map((text) =>
      page.el("span", { class: "number" }, text),
    ),
  ]);
  return page.table(`${indicator.name} qua các kỳ`, heads, rows.reverse());
}
