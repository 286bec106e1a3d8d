// View 'Tình hình': the map of units, coloured by any indicator instead of the state of reports.

const FIFTHS = ["thấp nhất", "thấp", "vừa", "cao", "cao nhất"];
// Which of them are used, by how many there are: the highest is called so, however few others are.
const USED = [[], [2], [0, 4], [0, 2, 4], [0, 1, 3, 4], [0, 1, 2, 3, 4]];
// What stands in tables where there is no value.
const SIGNS = new Set(["", "…", "-", "x"]);
const maps = [...document.querySelectorAll("section.tiles")].map((section) => ({
  section,
  directive: section.dataset.directive,
  legend: section.querySelector(".tile-legend"),
  states: [...section.querySelectorAll(".tile-legend li")],
  tiles: [...section.querySelectorAll(".tile")].map((tile) => ({
    tile,
    unit: page.data.units[tile.dataset.unit],
    state: tile.className,
    words: tile.lastElementChild.textContent,
  })),
  told: page.el("p", { class: "coloured", "aria-live": "polite" }),
}));

page.views["tinh-hinh"] = {
  /** `#tinh-hinh/<indicator>`: the map shows its figures. */
  show([indicator]) {
    for (const map of maps) {
      const asked = isMapped(map, indicator) && page.indicators.get(indicator);
      if (asked) colourByFigures(map, asked);
      else colourByStates(map);
    }
    const coloured = maps.find((map) => isMapped(map, indicator));
    if (coloured) coloured.section.scrollIntoView({ block: "start" });
  },
};

/** Tell whether an indicator can colour a map: by numbers, or by short words. */
function isMapped(map, indicator) {
  const { drawn, words, free } = page.charted(map.directive, indicator);
  return Boolean(drawn || (words && !free));
}

function addMapChoice(map) {
  const mapped = page.data.indicators.filter((each) => isMapped(map, each.id));
  const items = mapped.map((each) => ({ text: each.name, more: each.id, href: `#tinh-hinh/${each.id}` }));
  if (items.length) map.legend.before(page.picker("Tô màu theo chỉ tiêu", items), map.told);
}

function colourByStates(map) {
  map.told.replaceChildren();
  map.legend.replaceChildren(...map.states);
  for (const { tile, state, words } of map.tiles) dressTile(tile, state, words);
}

function colourByFigures(map, indicator) {
  const { percent, words } = page.charted(map.directive, indicator.id);
  const spots = map.tiles.map(({ tile, unit }) => {
    const text = page.figureText(unit.id, indicator.id, map.directive);
    return { tile, text, number: page.chartNumber(text, percent) };
  });
  const steps = words ? answersOf(spots) : fifthsOf(spots);
  const measure = indicator.measure ? ` (${indicator.measure})` : "";
  map.told.replaceChildren(
    "Đang tô theo: ",
    page.el("a", { href: `#so-lieu/${indicator.id}` }, indicator.name),
    `${measure}; ${colourWords(words, steps)}. `,
    page.el("a", { href: "#tinh-hinh" }, "Tô theo tình trạng gửi"),
  );
  const isNamed = !words && filledSteps(steps).length > 1;
  const items = steps.map((step, place) => stepItem(step, place, isNamed ? FIFTHS[place] : null));
  map.legend.replaceChildren(...items.filter(Boolean), silentItem(words, steps, spots));
  for (const spot of spots) dressTile(spot.tile, "tile step-0", spot.text);
  steps.forEach((step, place) => step.forEach((spot) => dressTile(spot.tile, `tile step-${place + 1}`, spot.text)));
}

const filledSteps = (steps) => steps.filter((step) => step.length);

function colourWords(words, steps) {
  if (words) return "mỗi màu là một câu trả lời";
  const even = filledSteps(steps).length === FIFTHS.length;
  return even ? "mỗi màu khoảng một phần năm số đơn vị, số bằng nhau cùng một màu" : "số bằng nhau cùng một màu";
}

/** Up to five steps of about as many units, in which those that have the same figure are together. */
function fifthsOf(spots) {
  const known = page.leastFirst(spots);
  const steps = FIFTHS.map(() => []);
  for (let first = 0; first < known.length; ) {
    const same = known.filter((spot) => spot.number === known[first].number);
    const middle = first + (same.length - 1) / 2;
    steps[Math.floor((middle * FIFTHS.length) / known.length)].push(...same);
    first += same.length;
  }
  const filled = filledSteps(steps);
  return FIFTHS.map((_, place) => filled[USED[filled.length].indexOf(place)] || []);
}

/** The most frequent answers, each a step of its own. */
function answersOf(spots) {
  const answers = new Map();
  for (const spot of spots) if (!SIGNS.has(spot.text)) answers.set(spot.text, [...(answers.get(spot.text) || []), spot]);
  const frequent = [...answers.values()].sort((one, other) => other.length - one.length).slice(0, FIFTHS.length);
  return FIFTHS.map((_, place) => frequent[FIFTHS.length - 1 - place] || []);
}

function stepItem(step, place, name) {
  if (!step.length) return null;
  const [least, most] = [step[0].text, step[step.length - 1].text];
  const range = least === most ? least : `${least} đến ${most}`;
  const swatch = page.el("span", { class: `swatch step-${place + 1}` }, name || range);
  return page.el("li", {}, swatch, name ? ` ${range}` : "");
}

function silentItem(words, steps, spots) {
  if (steps.flat().length === spots.length) return "";
  return page.el("li", {}, page.el("span", { class: "swatch step-0" }, "ô trắng"), ` không có số liệu, không phát sinh, không áp dụng${words ? " hoặc câu trả lời khác" : ""}`);
}

function dressTile(tile, kinds, words) {
  tile.className = kinds;
  tile.lastElementChild.textContent = words;
}

maps.forEach(addMapChoice);
