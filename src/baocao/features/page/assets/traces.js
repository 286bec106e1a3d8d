// What is behind the figures of the page, unpacked from its data (features/page/traces/packing.py).

const NO_VALUE = new Set(["chưa có số liệu", "không đọc được"]);
let behind = null;
let behindNumbers = null;
let listedRoundings = null;
takeBehind({ units: [], totals: {}, indicators: [], printed: {}, ...page.data.views["truy-vet"] });

function takeBehind(data) {
  behind = data;
  behindNumbers = new Map(data.indicators.map((each, number) => [each.id, number]));
  listedRoundings = data.indicators.flatMap((each, number) => (each.listed ? [number] : []));
}

let unpackedBehind = null;

/** Make ready what a page of many units holds packed until the first question. */
function unpackBehind() {
  unpackedBehind = unpackedBehind || page.unpacked(behind.packed).then(takeBehind);
  return unpackedBehind;
}

/** The numbers of '0-5 7 9x3'. */
const numbersIn = (packed) =>
  (packed || "").split(" ").filter(Boolean).flatMap((token) => {
    const [, first, sign, last] = /^(-?\d+)(?:([-x])(-?\d+))?$/.exec(token);
    const [from, to] = [Number(first), Number(last)];
    if (!sign) return [from];
    return sign === "x" ? Array(to).fill(from) : Array.from({ length: to - from + 1 }, (_, step) => from + step);
  });

const textsIn = (packed) => (typeof packed === "string" ? packed.split("|") : packed || []);

/** Texts of which one that is repeated stands once. */
const runsIn = (packed) => {
  let last = "";
  return textsIn(packed).map((text) => (last = text || last));
};

const unpackedRows = new Map();

/** The row of a unit, its parts unpacked once. */
function behindRow(unit) {
  if (!unpackedRows.has(unit)) {
    const packed = behind.units[unit];
    unpackedRows.set(unit, {
      ...packed,
      texts: textsIn(packed.texts),
      exact: textsIn(packed.exact),
      lines: linesIn(behind.lineRows[packed.lines]),
      reasons: numbersIn(behind.reasonRows[packed.why]),
      commits: (packed.commits || "").split(" ").filter(Boolean).map((run) => run.split(":").map(Number)),
      path: packed.path === undefined ? behind.path.replace("{}", page.data.units[unit].id) : packed.path,
    });
  }
  return unpackedRows.get(unit);
}

function linesIn(steps) {
  let last = 0;
  return steps.map((step) => {
    const line = step === 0 ? 0 : last + (step > 0 ? step : step + 1);
    last = line || last;
    return line;
  });
}

/** The text of a figure in short; what the table of all units says as well stands there alone. */
function behindCode(unit, number) {
  const code = behindRow(unit).texts[number];
  if (code && code !== "~") return code;
  const [id, about] = [page.data.units[unit].id, behind.indicators[number]];
  const told = page.data.directives.map((each) => page.figureText(id, about.id, each.id)).find(Boolean) || "";
  return code || !about.suffix || !told.endsWith(about.suffix) ? told + code : told.slice(0, -about.suffix.length);
}

/** The state of a figure in words where it has no value; nothing where it has one. */
function behindState(unit, number) {
  const code = behindCode(unit, number);
  return code.startsWith("=") ? behind.states[Number(code.slice(1))] : "";
}

function behindText(unit, number) {
  const code = behindCode(unit, number);
  const about = behind.indicators[number];
  if (code.startsWith("=")) return behindState(unit, number);
  if (code.startsWith("'")) return code.slice(1);
  if (code.endsWith("~")) return `${code.slice(0, -1)} (${about.parts.map((part) => bareText(unit, part)).join("/")})`;
  return code + (about.suffix || "");
}

function bareText(unit, number) {
  const [text, suffix] = [behindText(unit, number), behind.indicators[number].suffix || ""];
  return suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

function behindRounding(unit, number) {
  const about = behind.indicators[number];
  if (!about.listed) return about.number && !behindState(unit, number) ? "không" : "";
  const exact = behindRow(unit).exact[listedRoundings.indexOf(number)];
  if (exact === "=") return "không";
  return exact && `giá trị đúng ${exact}; nửa lên, đến ${about.kept}`;
}

function ownPlace(unit, number) {
  const row = behindRow(unit);
  const line = row.lines[number];
  if (!line) return null;
  const column = (row.columns || {})[number] || behind.indicators[number].column || 0;
  return { file: row.path, line, column, origin: originOf(row, line), unit };
}

function originOf(row, line) {
  const run = row.commits.filter(([first]) => first <= line).pop();
  return run ? behind.origins[run[1]] : "";
}

/** The lines from which a figure of a unit is, those of its operands where it is computed. */
function behindSources(unit, number) {
  const about = behind.indicators[number];
  if (!about.derived) return [ownPlace(unit, number)].filter(Boolean);
  const every = (about.operands || []).flatMap((part) => behindSources(unit, part));
  return every.filter((place, at) => every.findIndex((other) => samePlace(place, other)) === at);
}

const samePlace = (one, other) => one.file === other.file && one.line === other.line && one.column === other.column;

/** Why there is no value, and where that is written; null where there is one. */
function behindReason(unit, number, other) {
  const row = behindRow(unit);
  const chosen = other || row.reasons[number];
  if (!chosen) return null;
  const [why, code] = behind.reasons[chosen - 1];
  return { why, place: code === "@" ? ownPlace(unit, number) : codedPlace(code, unit) };
}

/** A place as it is coded: '12:5' in the report of a unit, with its file anywhere else. */
function codedPlace(code, unit) {
  const parts = code.split(":");
  if (parts.length < 2) return null;
  const [column, line] = [Number(parts.pop()), Number(parts.pop())];
  const row = behindRow(unit);
  const own = parts.length === 0;
  return { file: own ? row.path : parts.join(":"), line, column, origin: own ? originOf(row, line) : "", unit };
}

/** The places of units in a ranking: under the directive, or the first one that ranks them. */
function behindRanks(indicator, directive) {
  const ranked = directive ? behind.ranks[directive] : Object.values(behind.ranks).find((each) => each[indicator]);
  const [among, units, places] = (ranked && ranked[indicator]) || ["", "", []];
  const texts = textsIn(places);
  return { among, places: new Map(numbersIn(units).map((unit, at) => [unit, texts[at]])) };
}

/** Where a figure is printed; `whose` is a unit, or from -1 down a directive. */
function printedSpots(whose, number, day) {
  const days = shownDays(whose, number, day);
  return (behind.printed.files || []).flatMap((file) => {
    const spot = (place, aspect) => ({ file, place, aspect: behind.aspects[aspect] });
    const changed = (file.changed || []).some((run) => rowsOfRun(run, whose, number, days).length);
    const cells = (grids, place) => (grids || []).flatMap(([name, runs]) => gridSpots(name, runs, place));
    const gridSpots = (name, runs, place) =>
      inOrder(
        runs.flatMap((run) => rowsOfRun(run, whose, number, days).map((row) => [run[3] + row[1], row[2], run[1]])),
      ).map(([down, across, aspect]) => spot(place(name, down, across), aspect));
    return [
      ...(changed ? [{ file, place: behind.changedFile, aspect: "" }] : []),
      ...wordSpots(file, whose, number, days).map(([place, aspect]) => spot(place, aspect)),
      ...cells(file.sheets, (name, down, across) => `${name}!${columnLetters(across)}${down}`),
      ...cells(file.tables, (name, down, across) => `bảng ${name}, hàng ${down}, cột ${across}`),
      ...chartSpots(file, whose, number, days).map(([place, aspect]) => spot(place, aspect)),
    ];
  });
}

/** Of several readings the last one is the figure itself. */
function shownDays(whose, number, day) {
  const readings = whose >= 0 && (behindRow(whose).readings || {})[number];
  const last = readings ? readings[readings.length - 1][0] : "";
  return new Set(!day || day === last ? ["", last] : [day]);
}

function rowsOfRun(run, whose, number, days) {
  if (run[0] !== whose || !days.has(behind.printed.days[run[2]])) return [];
  return patternRows(run[run.length - 1]).filter((row) => row[0] === number);
}

const unpackedPatterns = new Map();

/** The rows of a pattern, each with its place among them last. */
function patternRows(pattern) {
  if (!unpackedPatterns.has(pattern)) {
    const columns = behind.printed.patterns[pattern].split(";").map(numbersIn);
    unpackedPatterns.set(pattern, columns[0].map((_, at) => [...columns.map((column) => column[at]), at]));
  }
  return unpackedPatterns.get(pattern);
}

function wordSpots(file, whose, number, days) {
  const found = (file.words || []).flatMap((packed) => {
    const [run, starts] = [packed.slice(0, -1), packed[packed.length - 1]];
    const rows = rowsOfRun(run, whose, number, days);
    const firsts = rows.length ? numbersIn(starts) : [];
    return rows.map(([, section, paragraph, at]) => [paragraph, firsts[at], section, run[1]]);
  });
  return inOrder(found).map(([paragraph, start, section, aspect]) => {
    const heading = behind.printed.sections[section];
    return [`${heading ? `mục '${heading}', ` : ""}đoạn ${paragraph}, ký tự ${start}`, aspect];
  });
}

function chartSpots(file, whose, number, days) {
  const found = (file.charts || []).flatMap((run) =>
    rowsOfRun(run, whose, number, days).map(([, chart, order]) => [order, chart, run[1]]),
  );
  return inOrder(found).map(([, chart, aspect]) => [`biểu đồ ${chart}`, aspect]);
}

const inOrder = (rows) => rows.sort((one, other) => one[0] - other[0] || one[1] - other[1]);

function columnLetters(column) {
  const rest = Math.floor((column - 1) / 26);
  return (rest ? columnLetters(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}

/** What limits an answer: what the documents lack, which sources changed, what holds of the whole page. */
function behindRemarks(spots, changed) {
  const lacks = new Set(spots.map(({ file }) => file.lacks).filter((each) => each !== undefined));
  const told = [...lacks].sort((one, other) => one - other).map((each) => behind.printed.lacks[each]);
  return [...told, ...(changed ? [behind.changes[changed - 1]] : []), ...behind.remarks];
}
