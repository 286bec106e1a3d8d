// Charts of units and of periods, drawn by chartist of texts that stand in the page's tables and data.

const plainAttributes = Chartist.Svg.prototype.attr;

/** Chartist writes styles as attributes, which the page's policy forbids; set as properties they are allowed. */
Chartist.Svg.prototype.attr = function setAttributes(attributes, namespace) {
  if (!attributes || typeof attributes !== "object" || !("style" in attributes)) {
    return plainAttributes.call(this, attributes, namespace);
  }
  const { style, ...others } = attributes;
  this.getNode().style.cssText = style;
  return plainAttributes.call(this, others, namespace);
};

const charted = page.data.views["so-lieu"] || {};

/** What is known of an indicator under a directive, beside what the tables hold. */
page.charted = (directive, indicator) => (charted[directive] || { indicators: {} }).indicators[indicator] || {};

/** The directives under which an indicator is asked for. */
page.directivesOf = (indicator) => page.data.directives.filter((each) => each.indicators.includes(indicator));

/** The units that are asked under a directive, in their order. */
page.unitsOf = (directive) => (charted[directive] ? charted[directive].units : []).map((number) => page.data.units[number]);

const sharedNames = new Map();
for (const { name } of page.data.units) sharedNames.set(name, (sharedNames.get(name) || 0) + 1);

/** The name of a unit; of those that are called alike, with what tells them apart. */
page.unitLabel = ({ id, name }) => (sharedNames.get(name) > 1 ? `${name} (${id})` : name);

const placeOf = (directive, unit) => page.unitsOf(directive).findIndex((each) => each.id === unit);

/** The place of the period that the one of the page is set against; null where none was before. */
page.placeBefore = (directive) => (charted[directive] ? charted[directive].before : null);

/** The number of a text for a chart: that nothing occurred is zero, unless a percentage was asked for. */
page.chartNumber = (text, percent) => {
  if (text === "-") return percent ? NaN : 0;
  return text ? page.number(text) : NaN;
};

/** Spots that have a number, the least first. */
page.leastFirst = (spots) =>
  spots.filter((spot) => !Number.isNaN(spot.number)).sort((one, other) => one.number - other.number);

const indicatorsOf = (directive) => Object.values((charted[directive] || { indicators: {} }).indicators);

/** Whether the page holds what units reported before now. */
page.hasEarlier = (directive) =>
  Number.isInteger(page.placeBefore(directive)) && indicatorsOf(directive).some(({ units, last }) => units || last);

/** Whether the page holds places of units: those of a country leave them to traces. */
page.hasRanks = (directive) => indicatorsOf(directive).some(({ ranks }) => ranks);

/**
 * The figures of a unit in the periods before, as printed; null where it was not asked, or sent nothing,
 * undefined where the page does not hold them.
 */
page.earlierTexts = (directive, indicator, unit) => {
  const { units, last } = page.charted(directive, indicator);
  const texts = Array.from({ length: page.data.periods.length - 1 });
  const place = placeOf(directive, unit);
  if (place < 0 || !(units || last)) return texts;
  const { since, before } = charted[directive];
  // Of what is no number only the period that now is set against is given; 0 says that it is as now.
  if (last) texts[before] = last[place] === 0 ? page.figureText(unit, indicator, directive) : last[place];
  else texts.splice(since, texts.length, ...spelledOut(units.split("~")[place].split("|"), texts.length - since));
  return texts;
};

/** Texts of all periods of some in which nothing is said again that was the same before. */
function spelledOut(short, count) {
  let last = null;
  return Array.from({ length: count }, (_, place) => {
    if (short[place]) last = short[place] === "!" ? null : short[place];
    return last;
  });
}

/** The figures of a unit in all periods of the page. */
page.courseTexts = (directive, indicator, unit) => [
  ...page.earlierTexts(directive, indicator, unit),
  page.figureText(unit, indicator, directive),
];

/** The place of a unit in the ranking, '7/96'. */
page.rankText = (directive, indicator, unit) => {
  const ranks = page.charted(directive, indicator).ranks;
  const place = placeOf(directive, unit);
  return ranks && place >= 0 ? ranks.split("~")[place] : "";
};

/** What there is to say of the figure of a unit: that it lies far off the others, that it misses its target. */
page.kindsOf = (directive, indicator, unit) => {
  const { far = [], missed = [] } = page.charted(directive, indicator);
  return [far.includes(unit) && "far", missed.includes(page.unitNumbers.get(unit)) && "missed"].filter(Boolean);
};

page.remarks = { own: "đang chọn", far: "khác thường", missed: "chưa đạt chỉ tiêu" };

page.remarkText = (kinds) => kinds.map((kind) => page.remarks[kind]).join(", ");

// What is drawn now: charts that are gone must not hear of windows that change.
let drawn = [];

page.forgetCharts = () => {
  for (const chart of drawn) chart.detach();
  drawn = [];
};

/** Let a chart keep its proportions wherever it is shown, and on paper; remember it. */
function keepChart(chart) {
  chart.on("created", ({ svg }) => {
    const box = svg.getNode().getBoundingClientRect();
    svg.attr({ viewBox: `0 0 ${Math.round(box.width)} ${Math.round(box.height)}` });
  });
  drawn.push(chart);
}

/** An axis of numbers that is labelled with texts of figures alone, where these do not touch. */
function labelledAxis(spots, low, high) {
  const apart = (high - low) / 8;
  const kept = [];
  for (const spot of spots) {
    if (kept.every((other) => Math.abs(other.number - spot.number) >= apart)) kept.push(spot);
  }
  const texts = new Map(kept.map((spot) => [spot.number, spot.text]));
  return {
    type: Chartist.FixedScaleAxis,
    ticks: [...texts.keys()],
    low,
    high,
    offset: 12 + 8 * Math.max(...kept.map((spot) => spot.text.length)),
    labelInterpolationFnc: (number) => texts.get(number),
  };
}

/** Bars of units in their order; each bar is `{text, number, title, kinds}`, the target `{number, text}`. */
page.drawBars = (box, bars, target) => {
  const numbers = bars.map((bar) => bar.number).concat(target ? [target.number] : []);
  const [low, high] = [Math.min(0, ...numbers), Math.max(...numbers, 0) || 1];
  const ends = [bars[0], ...(target ? [target] : []), { number: 0, text: "0" }, bars[bars.length - 1]];
  const chart = new Chartist.BarChart(
    box,
    { labels: bars.map(() => ""), series: [bars.map((bar) => bar.number)] },
    {
      height: "260px",
      chartPadding: { top: 24, right: 4, bottom: 4, left: 4 },
      axisX: { showLabel: false, showGrid: false, offset: 4 },
      axisY: labelledAxis(ends, low, high),
    },
  );
  chart.on("draw", (part) => part.type === "bar" && dressBar(part, bars));
  chart.on("created", (made) => target && drawTarget(made, target));
  keepChart(chart);
};

/** Give a bar its width, its words, and a sign above it where it is pointed out. */
function dressBar({ element, index, chartRect, group, x2, y2 }, bars) {
  const bar = bars[index];
  element.attr({ "stroke-width": Math.max(1, (0.7 * chartRect.width()) / bars.length) });
  element.elem("title").text(bar.title);
  for (const kind of bar.kinds) element.addClass(kind);
  const sign = bar.kinds.includes("own") ? "▼" : bar.kinds.includes("far") ? "◆" : "";
  if (sign) group.elem("text", { x: x2, y: y2 - 5, "text-anchor": "middle" }, "sign").text(sign);
}

function drawTarget({ svg, chartRect, axisY }, target) {
  const y = chartRect.y1 - axisY.projectValue(target.number);
  svg.elem("line", { x1: chartRect.x1, x2: chartRect.x2, y1: y, y2: y }, "target");
}

// Pixels that the name of a period needs, and those beside all of them.
const [NAME_ROOM, AXIS_ROOM] = [66, 100];

/** Lines over the periods of the page; each line is `{name, kind, texts, numbers}`. */
page.drawLines = (box, lines) => {
  const spots = lines.flatMap((line) => line.numbers.map((number, place) => ({ number, text: line.texts[place] })));
  const known = page.leastFirst(spots);
  const [least, most] = [known[0], known[known.length - 1]];
  const room = (most.number - least.number || Math.abs(most.number) || 1) / 10;
  const chart = new Chartist.LineChart(
    box,
    {
      labels: page.data.periods.map((period) => period.id),
      series: lines.map(drawnSeries),
    },
    {
      height: "240px",
      lineSmooth: false,
      fullWidth: true,
      chartPadding: { top: 16, right: 32, bottom: 4, left: 4 },
      axisX: { showGrid: false, labelInterpolationFnc: (name, place) => (isNamed(box, place) ? name : null) },
      axisY: labelledAxis([most, least], least.number - room, most.number + room),
    },
  );
  chart.on("draw", (part) => part.type === "point" && dressPoint(part, lines));
  keepChart(chart);
};

function drawnSeries({ kind, numbers }) {
  return { className: kind, data: numbers.map((number) => (Number.isNaN(number) ? null : number)) };
}

/** Tell whether a period has room for its name: the last has, and every so many before it. */
function isNamed(box, place) {
  const room = Math.max(box.clientWidth - AXIS_ROOM, 1);
  const step = Math.ceil((page.data.periods.length * NAME_ROOM) / room);
  return (page.data.periods.length - 1 - place) % step === 0;
}

function dressPoint({ element, index, seriesIndex }, lines) {
  const { name, texts } = lines[seriesIndex];
  element.elem("title").text(`${name}, ${page.data.periods[index].id}: ${texts[index]}`);
}

/** A search field whose hits are links: what is typed finds names without diacritics, arrow keys walk. */
page.picker = (label, items) => {
  const hits = page.el("ul", { class: "hits", hidden: "" });
  const count = page.el("output", { class: "found", "aria-live": "polite" });
  const input = page.searchInput();
  const searched = items.map((item) => [page.fold(`${item.text} ${item.more || ""}`), item]);
  const show = () => showHits(input.value, searched, hits, count);
  const clear = () => {
    input.value = "";
    show();
  };
  input.addEventListener("input", show);
  hits.addEventListener("click", clear);
  const whole = page.el("div", { class: "picker" }, page.el("label", {}, `${label}: `, input), " ", count, hits);
  whole.addEventListener("keydown", (event) => walkHits(event, input, hits, clear));
  return whole;
};

const MOST_HITS = 8;

function showHits(asked, searched, hits, count) {
  const words = page.askedWords(asked);
  const found = words.length ? searched.filter(([text]) => words.every((word) => text.includes(word))) : [];
  const links = found.slice(0, MOST_HITS).map(([, item]) => page.el("li", {}, page.el("a", { href: item.href }, item.text)));
  hits.replaceChildren(...links);
  hits.hidden = links.length === 0;
  count.value = words.length ? (found.length ? `${found.length} kết quả` : "Không có kết quả") : "";
}

function walkHits(event, input, hits, clear) {
  const links = [...hits.querySelectorAll("a")];
  const here = links.indexOf(document.activeElement);
  if (event.key === "Escape") {
    clear();
    input.focus();
  } else if (event.key === "Enter" && event.target === input && links.length) {
    page.go(links[0].getAttribute("href"));
    clear();
  } else if (event.key === "ArrowDown" && links.length) {
    event.preventDefault();
    links[Math.min(here + 1, links.length - 1)].focus();
  } else if (event.key === "ArrowUp" && here >= 0) {
    event.preventDefault();
    (links[here - 1] || input).focus();
  }
}

/** A table of rows, whose cells are texts or elements; the first of each row names it. */
page.table = (caption, heads, rows) =>
  page.el(
    "table",
    {},
    page.el("caption", {}, caption),
    page.el("thead", {}, page.el("tr", {}, ...heads.map((head, place) => tableHead(head, rows, place)))),
    page.el("tbody", {}, ...rows.map(page.tableRow)),
  );

/** The head of a column stands above its numbers as they do, to the right. */
function tableHead(head, [row], place) {
  return page.el("th", { scope: "col", class: row && isNumber(row[place]) ? "number" : null }, head);
}

const isNumber = (content) => content instanceof Element && content.matches(".number");

page.tableRow = (cells) => page.el("tr", {}, ...cells.map(tableCell));

function tableCell(content, place) {
  return page.el(place ? "td" : "th", { scope: place ? null : "row", class: isNumber(content) ? "number" : null }, content);
}

/** A region that can be scrolled by keys, around what may be too wide or too high. */
page.region = (label, child, kind = "scroll") =>
  page.el("div", { class: kind, role: "region", "aria-label": label, tabindex: "0" }, child);
