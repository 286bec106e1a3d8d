// View 'Truy vết': a window above the page that tells what is behind any number, as `baocao trace` does.

const FEW_LINES = 10;

/** What is asked: the fields of a figure's key, as its route has them. */
function askedKey([indicator = "", unit = "", directive = "", grouping = "", part = "", day = "", aspect = "", period = ""]) {
  return { indicator, unit, directive, grouping, part, day, aspect, period };
}

/** An answer in sections, or words that say why there is none. */
function traceAnswer(key) {
  const number = behindNumbers.get(key.indicator);
  if (number === undefined) return noAnswer(`Trang này không có chỉ tiêu '${key.indicator}'.`, key);
  if (key.period || key.grouping) return noAnswer("Trang này không có số của kỳ khác, của từng nhóm đơn vị.", key);
  if (key.unit) {
    const unit = page.unitNumbers.get(key.unit);
    return unit === undefined ? noAnswer(`Trang này không có đơn vị '${key.unit}'.`, key) : unitAnswer(unit, number, key);
  }
  const asking = askingOf(key.indicator);
  const chosen = key.directive || (asking.length === 1 ? asking[0] : "");
  if (asking.includes(chosen)) return totalAnswer(chosen, number, key);
  if (chosen || !asking.length) return noAnswer("Kỳ này không chỉ đạo nào hỏi chỉ tiêu này như vậy.", key);
  return noAnswer("Nhiều chỉ đạo hỏi chỉ tiêu này; chọn một:", key, asking.map((name) => totalLink(name, key.indicator, name)));
}

function noAnswer(words, key, links = []) {
  const told = ["baocao", "trace", page.data.period.id, key.indicator].join(" ");
  return [
    page.el("p", {}, words),
    links.length ? listOf(links) : page.el("p", {}, "Trên máy có kho dữ liệu: ", page.el("code", {}, told), "."),
  ];
}

function unitAnswer(unit, number, key) {
  const about = behind.indicators[number];
  const row = behindRow(unit);
  const reading = key.day && ((row.readings || {})[number] || []).find((each) => each[0] === key.day);
  const ranks = behindRanks(about.id, key.directive);
  const rank = ranks.places.get(unit);
  const reason = behindReason(unit, number);
  const lacking = reason && NO_VALUE.has(behindState(unit, number)) ? reason : null;
  const sources = reading ? [codedPlace(reading[4], unit)].filter(Boolean) : behindSources(unit, number);
  const spots = printedSpots(unit, number, key.day);
  const changed = (row.changed || [0, 0])[sources.length || (lacking && lacking.place) ? 0 : 1];
  return [
    factList([
      ["Của", page.data.units[unit].name + (reading ? `, số ngày ${reading[1]}` : "")],
      ["Giá trị", (reading ? reading[2] : behindText(unit, number)) + aspectNote(key)],
      ["Làm tròn", reading ? reading[3] : behindRounding(unit, number)],
      ["Hạng trong các đơn vị có số liệu", rank && `${rank}/${ranks.among}`],
      ["Hạng đơn vị tự ghi", (row.published || {})[number]],
      ["Tính chất", natureWords(about)],
      ["Công thức", about.formula],
      ["Tổng hợp của mọi đơn vị", totalsOf(about.id)],
    ]),
    remarkList(behindRemarks(spots, changed)),
    section("Thành phần", (about.operands || []).map((part) => operandItem(unit, part)), ""),
    section("Nguồn", sources.map(sourceItem), ""),
    lacking && section("Không có giá trị", [reasonItem(lacking)], ""),
    key.aspect === "hang" && rankedSection(ranks, number),
    printedSection(spots),
  ];
}

function totalAnswer(directive, number, key) {
  const about = behind.indicators[number];
  const total = behind.totals[directive][about.id];
  const whose = -1 - page.data.directives.findIndex((each) => each.id === directive);
  const spots = printedSpots(whose, number, "");
  return [
    factList([
      ["Của", behind.whose[directive]],
      ["Giá trị", total.value + (total.why ? ` (${total.why})` : "") + aspectNote(key)],
      ["Làm tròn", total.rounding],
      ["Tính chất", natureWords(about)],
      ["Tổng hợp", total.how],
      ["Công thức", about.formula],
      ["Độ phủ", total.coverage],
    ]),
    remarkList(behindRemarks(spots, (total.changed || [0, 0])[spots.length ? 0 : 1])),
    section("Thành phần", (total.operands || []).map(([part, text]) => totalOperand(directive, part, text)), ""),
    ...(total.few ? fewSections(total, number) : unitSections(total, number)),
    key.aspect === "hang" && rankedSection(behindRanks(about.id, directive), number),
    printedSection(spots),
  ];
}

/** Who gave what to a total, who is missing from it and why, and to whom it does not apply. */
function unitSections(total, number) {
  const order = numbersIn(total.order);
  const [shares, weights] = [runsIn(total.shares), textsIn(total.weights)];
  const [held, yes, no] = total.held || [-1];
  const rows = order.map((unit, at) => {
    const marks = [shares[at], weights[at] && `quyền số ${weights[at]}`, held >= 0 && (at < held ? yes : no)];
    return contributorRow(unit, number, marks.filter(Boolean).join("; "));
  });
  const reasons = total.reasons || {};
  const absent = (units) => units.map((unit) => absentItem(unit, number, reasons[unit]));
  const missing = [...numbersIn(total.missing), ...numbersIn(total.partial)];
  return [
    contributorTable(rows, countWords(order.length), total.by || ""),
    section("Thiếu", absent(missing), " đơn vị"),
    section("Không áp dụng", absent(numbersIn(total.outside)), " đơn vị"),
  ];
}

/** The same where units have pages of their own: the first of them, and how many there are. */
function fewSections(total, number) {
  const { contributors, hidden, missing, outside, counts } = total.few;
  const places = (sources) => sources.map(([place, origin]) => sourceItem(spelledPlace(place, origin)));
  const link = (unit, name) => page.traceLink(name, behind.indicators[number].id, unit);
  const rows = contributors.map(([unit, name, text, marks, sources]) => [link(unit, name), text, marks, places(sources)]);
  const absent = ([unit, name, why, sources]) => page.el("li", {}, link(unit, name), `: ${why} `, ...places(sources));
  return [
    contributorTable(rows, counts[0], total.by || "", hidden),
    section("Thiếu", missing.map(absent), " đơn vị", counts[1]),
    section("Không áp dụng", outside.map(absent), " đơn vị", counts[2]),
  ];
}

function spelledPlace(text, origin) {
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(text);
  return { file, line: Number(line), column: Number(column), origin };
}

// Parts of an answer

/** Facts with their names; those that are not known are left out. */
function factList(facts) {
  const told = facts.filter(([, value]) => value);
  return page.el("dl", { class: "facts" }, ...told.flatMap(([name, value]) => [
    page.el("dt", {}, name),
    page.el("dd", {}, ...(Array.isArray(value) ? value : [value])),
  ]));
}

const natureWords = (about) => [`${about.nature}; định nghĩa tại `, placeLink(spelledPlace(about.defined, ""))];

function aspectNote(key) {
  const words = { hang: "thứ hạng", so_don_vi: "số đơn vị", chenh_lech: "chênh lệch", muc_tieu: "chỉ tiêu giao", chua_cong: "phần chưa tính vào" };
  return words[key.aspect] ? ` (đã hỏi: ${words[key.aspect]} của chỉ tiêu này)` : "";
}

/** The directives that have a total of an indicator. */
const askingOf = (indicator) => Object.keys(behind.totals).filter((name) => behind.totals[name][indicator]);

function totalsOf(indicator) {
  const links = askingOf(indicator).map((name) => totalLink(name, indicator, behind.totals[name][indicator].value));
  return links.length ? links.flatMap((link, at) => (at ? ["; ", link] : [link])) : "";
}

const totalLink = (directive, indicator, text) => page.traceLink(text, indicator, "", directive);

const listOf = (items) => page.el("ul", {}, ...items.map((item) => (item.localName === "li" ? item : page.el("li", {}, item))));

function remarkList(remarks) {
  return remarks.length ? page.el("div", { class: "remarks" }, ...remarks.map((each) => page.el("p", {}, `Chú ý: ${each}`))) : null;
}

const countWords = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ".");

/** A section with a list; a long one is folded, and says how long it is. */
function section(name, items, counted, count = "") {
  if (!items.length) return null;
  const heading = counted ? `${name} (${count || countWords(items.length)}${counted})` : name;
  if (items.length <= FEW_LINES) return page.el("section", {}, page.el("h3", {}, heading), listOf(items));
  const summary = page.el("summary", {}, page.el("h3", {}, heading));
  return page.el("section", {}, page.el("details", {}, summary, listOf(items)));
}

function operandItem(unit, number) {
  const about = behind.indicators[number];
  const parts = (about.operands || []).map((part) => operandItem(unit, part));
  const formula = parts.length && about.formula ? ` Công thức: ${about.formula}` : "";
  const link = page.traceLink(behindText(unit, number), about.id, page.data.units[unit].id);
  return page.el("li", {}, `${about.name} (${about.id}) = `, link, formula, parts.length ? page.el("ul", {}, ...parts) : null);
}

function totalOperand(directive, number, text) {
  const about = behind.indicators[number];
  const known = (behind.totals[directive] || {})[about.id];
  const value = known ? totalLink(directive, about.id, text) : text;
  return page.el("li", {}, `${about.name} (${about.id}) = `, value);
}

const placeWords = (place) => [placeLink(place), place.origin ? ` ${place.origin}` : ""];

const sourceItem = (place) => page.el("li", {}, ...placeWords(place));

function reasonItem({ why, place }) {
  return page.el("li", {}, why, ...(place ? [" ", ...placeWords(place)] : []));
}

function absentItem(unit, number, other) {
  const item = reasonItem(behindReason(unit, number, other) || { why: "" });
  item.prepend(unitLink(unit, number), ": ");
  return item;
}

const unitLink = (unit, number) =>
  page.traceLink(page.data.units[unit].name, behind.indicators[number].id, page.data.units[unit].id);

const contributorRow = (unit, number, marks) =>
  [unitLink(unit, number), behindText(unit, number), marks, behindSources(unit, number).map(sourceItem)];

function contributorTable(rows, count, order, hidden = "") {
  if (!rows.length) return null;
  const caption = page.el("caption", {}, page.el("h3", {}, `Đơn vị đóng góp (${count}${order})`));
  const marked = rows.some(([, , marks]) => marks);
  const titles = ["Đơn vị", "Giá trị", ...(marked ? ["Phần"] : []), "Dòng nguồn, commit"];
  const head = page.el("thead", {}, page.el("tr", {}, ...titles.map((title) => page.el("th", { scope: "col" }, title))));
  const lines = rows.map(([unit, text, marks, sources]) => page.el("tr", {},
    page.el("th", { scope: "row" }, unit),
    page.el("td", { class: "number" }, text),
    marked ? page.el("td", { class: "number" }, marks) : null,
    page.el("td", {}, page.el("ul", { class: "lines" }, ...sources)),
  ));
  const table = page.el("table", {}, caption, head, page.el("tbody", {}, ...lines));
  const rest = hidden ? page.el("p", {}, `… và ${hidden} đơn vị khác; xem trang của từng đơn vị.`) : null;
  return page.el("section", {}, page.region("Đơn vị đóng góp, bảng cuộn ngang được", table), rest);
}

function rankedSection({ among, places }, number) {
  const sorted = [...places].sort(([, one], [, other]) => page.number(one) - page.number(other));
  const items = sorted.map(([unit, place]) =>
    page.el("li", {}, `${place}/${among}: `, unitLink(unit, number), ` ${behindText(unit, number)}`),
  );
  return section("Xếp hạng từ số liệu của", items, " đơn vị");
}

function printedSection(spots) {
  const items = spots.map(({ file, place, aspect }) => page.el("li", {}, `${file.name}, ${place}${aspect ? ` (${aspect})` : ""}`));
  return section("In tại", items, " chỗ");
}

/** 'data/…/2025-11.yaml:12:5', which leads to the line on a Git host where the workspace names one. */
function placeLink(place) {
  const text = page.el("code", {}, `${place.file}:${place.line}:${place.column}`);
  const address = hostAddress(place);
  return address ? page.el("a", { href: address, rel: "noopener noreferrer" }, text) : text;
}

/** Where a line is shown on the web; nothing for lines that are not as the host has them. */
function hostAddress({ file, line }) {
  const host = behind.host;
  if (!host || host.edited.includes(file)) return "";
  const path = pathInRepository(host.prefix + file).map(encodeURIComponent).join("/");
  const filled = { commit: host.commit, tep: path, dong: String(line) };
  return host.template.replace(/\{(commit|tep|dong)\}/g, (_, name) => filled[name]);
}

page.lineAddress = hostAddress;

/** The folders and the name of a file from the top of its repository. */
function pathInRepository(path) {
  const parts = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return parts;
}

// The window

const traceWindow = page.el("dialog", { id: "cua-so-truy-vet", class: "trace", "aria-labelledby": "cua-so-truy-vet-ten" });
let traceRoutes = [];
let landedInside = false;
let closing = false;
let openedFrom = null;

function addTraceWindow() {
  const button = (text, act) => page.el("button", { type: "button", click: act }, text);
  const bar = page.el("div", { class: "trace-bar" },
    button("← Trở lại", () => history.back()),
    button("In", () => window.print()),
    button("Đóng", () => traceWindow.close()),
  );
  // A printed answer says what the page says of its data: that they are invented, or a draft.
  const notices = [...document.querySelectorAll(".top .notice, .top .basis")].map((each) => each.cloneNode(true));
  traceWindow.append(bar, page.el("div", { class: "trace-head" }, ...notices), page.el("h2", { id: "cua-so-truy-vet-ten", tabindex: "-1" }), page.el("div", { class: "answer" }));
  traceWindow.addEventListener("close", leaveTrace);
  window.addEventListener("beforeprint", () => {
    for (const folded of traceWindow.querySelectorAll("details")) folded.open = true;
  });
  document.body.append(traceWindow);
}

/** Show the answer about a figure; the way back leads through the figures that were asked about before. */
function openTrace(rest) {
  const key = askedKey(rest);
  showAnswer(key, location.hash);
  noteRoute(location.hash);
  traceWindow.querySelector(".trace-bar").firstChild.hidden = traceRoutes.length < 2;
  if (!traceWindow.open) {
    openedFrom = document.activeElement;
    traceWindow.showModal();
  }
  document.documentElement.classList.add("tracing");
  traceWindow.scrollTop = 0;
  traceWindow.querySelector("h2").focus({ preventScroll: true });
}

/** Fill the window; where what is behind numbers is packed, once that is there and nothing else was asked. */
function showAnswer(key, hash) {
  if (!behind.packed) fillAnswer(key, traceAnswer(key));
  else if (!page.canUnpack) fillAnswer(key, noAnswer("Trình duyệt này quá cũ, không mở được nguồn của số liệu.", key));
  else {
    fillAnswer(key, [page.el("p", { "aria-busy": "true" }, "Đang mở…")]);
    unpackBehind().then(() => location.hash === hash && fillAnswer(key, traceAnswer(key)));
  }
}

function fillAnswer(key, parts) {
  const about = behind.indicators[behindNumbers.get(key.indicator)] || page.indicators.get(key.indicator);
  const title = about ? `${about.name} (${about.id}), ${page.data.period.name}` : "Không có số liệu này";
  traceWindow.querySelector("h2").textContent = title;
  traceWindow.querySelector(".answer").replaceChildren(...parts.filter(Boolean));
}

function noteRoute(hash) {
  if (!traceRoutes.length) landedInside = !page.arrived;
  if (traceRoutes[traceRoutes.length - 2] === hash) traceRoutes.pop();
  else if (traceRoutes[traceRoutes.length - 1] !== hash) traceRoutes.push(hash);
}

/** Closed by whoever reads: go to where the window was opened from. */
function leaveTrace() {
  const [steps, landed, opener] = [traceRoutes.length, landedInside, openedFrom];
  traceRoutes = [];
  document.documentElement.classList.remove("tracing");
  if (closing || !steps) return;
  const view = document.querySelector(".view.shown").id;
  // Going back takes the focus away from where closing has put it.
  const back = landed ? document.getElementById(`${view}-ten`) : opener;
  window.addEventListener("hashchange", () => back && back.focus({ preventScroll: true }), { once: true });
  if (landed) location.replace(`#${view}`);
  else history.go(-steps);
}

/** Closed because the address names something else. */
function closeTrace() {
  closing = true;
  if (traceWindow.open) traceWindow.close();
  traceRoutes = [];
  // The event of closing comes later.
  setTimeout(() => (closing = false));
}

addTraceWindow();
page.dialogs["truy-vet"] = { open: openTrace, close: closeTrace };
