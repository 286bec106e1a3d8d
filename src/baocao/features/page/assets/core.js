// What all views use: the data, making elements of texts, search without diacritics, and routes.

const page = {
  data: JSON.parse(document.getElementById("du-lieu").textContent),
  // By route: `show(rest)` is called when the view is opened, with what stands behind its name.
  views: { __proto__: null },
  // By route: what opens above whatever view is shown.
  dialogs: { __proto__: null },
  // Whether the route is shown with which the page was opened: what is opened later, one can go back from.
  arrived: false,
};

/** An element with attributes and children; every text is what it says and no more. */
page.el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

/** A text as it is searched: 'mo cay' finds 'Mỏ Cày'. */
page.fold = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().trim();

/** The words that are asked for. */
page.askedWords = (asked) => page.fold(asked).split(/\s+/).filter(Boolean);

page.searchInput = () => page.el("input", { type: "search", autocomplete: "off", spellcheck: "false" });

const DAY = /(?:(\d{1,2}):(\d\d)(?::\d\d)? )?(\d{1,2})\/(\d{1,2})\/(\d{4})/;
const NUMBER = /^(?:[^\d+-]{0,20} )?([+-]?)([\d.]+)(,\d+)?/;

/** The number by which a Vietnamese text is sorted: '3.781', '97,4%', '17:00 05/3/2025'; NaN for words. */
page.number = (text) => {
  const day = DAY.exec(text);
  if (day) return Date.UTC(day[5], day[4] - 1, day[3], day[1] || 0, day[2] || 0);
  const found = NUMBER.exec(text.trim());
  return found ? Number(found[1] + found[2].replace(/\./g, "") + (found[3] || "").replace(",", ".")) : NaN;
};

page.canUnpack = Boolean(window.DecompressionStream);

/** What the page holds packed, because as it is it would be too much. */
page.unpacked = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
};

/** The route of a figure's trace. */
page.traceRoute = (indicator, unit = "", directive = "") =>
  `#truy-vet/${[indicator, unit, directive].join("/").replace(/\/+$/, "")}`;

/** A link to a trace, which says the number. */
page.traceLink = (text, indicator, unit, directive) =>
  page.el("a", { href: page.traceRoute(indicator, unit, directive) }, text);

page.unitNumbers = new Map(page.data.units.map((unit, number) => [unit.id, number]));
page.indicators = new Map(page.data.indicators.map((each) => [each.id, each]));

/** The unit of measure behind the name of an indicator, if it has one. */
page.measureWords = ({ measure }) => (measure ? page.el("small", {}, ` (${measure})`) : null);

/** The text of a figure of a unit, as the table of all units has it. */
page.figureText = (unit, indicator, directive) => {
  const at = cellPlaces().get(`${directive}/${indicator}`);
  const row = at && at.rows.get(String(page.unitNumbers.get(unit)));
  return row ? row.cells[at.column].textContent : "";
};

let places = null;

/** By directive and indicator: in which column of which rows its figures stand. */
function cellPlaces() {
  if (places) return places;
  places = new Map();
  for (const table of document.querySelectorAll("table.matrix")) {
    const rows = new Map([...table.querySelectorAll("tr[data-unit]")].map((row) => [row.dataset.unit, row]));
    for (const head of table.querySelectorAll("th[data-indicator]")) {
      places.set(`${table.dataset.directive}/${head.dataset.indicator}`, { rows, column: head.cellIndex });
    }
  }
  return places;
}

page.go = (hash) => {
  location.hash = hash;
};

/** By unit: where it is shown, on a page that leads to those of parts. */
const homes = new Map();
for (const link of document.querySelectorAll("table.directory tbody a")) {
  homes.set(decodeURIComponent(link.hash).split("/")[1], link.getAttribute("href").split("#")[0]);
}

/** The page on which a route is shown, if it is not this one; what is of no unit stands above the parts. */
function pageOfRoute(name, rest) {
  const named = { __proto__: null, "don-vi": rest[0], "kiem-tra": rest[0], "truy-vet": rest[0] && (rest[1] || "") };
  const unit = named[name];
  if (unit === undefined || page.unitNumbers.has(unit)) return "";
  return homes.get(unit) || page.data.above || "";
}

let shown = null;

/** Show what the address names, here or on the page that has it; the first view where it names nothing. */
function openRoute({ moved }) {
  const [name, ...rest] = routeParts();
  const elsewhere = pageOfRoute(name, rest);
  if (elsewhere) {
    // In the place of this entry, so that 'back' leads to where one came from.
    location.replace(elsewhere + location.hash);
    return;
  }
  if (page.dialogs[name] && rest[0]) {
    if (!shown) showView(document.querySelector(".view").id, [], false);
    page.dialogs[name].open(rest);
    return;
  }
  for (const dialog of Object.values(page.dialogs)) dialog.close();
  const target = document.getElementById(name);
  // What is no view lies in that which is shown, as where the link leads that skips the head of the page.
  if (shown && target && !target.matches(".view")) return;
  const known = target && target.matches(".view");
  showView(known ? name : document.querySelector(".view").id, known ? rest : [], moved);
}

/** What the address says; nothing where it was torn apart on its way through a mail. */
function routeParts() {
  try {
    return decodeURIComponent(location.hash.slice(1)).split("/");
  } catch {
    return [""];
  }
}

function showView(name, rest, moved) {
  for (const view of document.querySelectorAll(".view")) view.classList.toggle("shown", view.id === name);
  prepareView(name);
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (shown !== name) {
    // The browser has gone to where the view stood among all of them.
    window.scrollTo(0, 0);
    if (moved) document.getElementById(`${name}-ten`).focus({ preventScroll: true });
  }
  shown = name;
  if (page.views[name]) page.views[name].show(rest);
}

const prepared = new Set();

/** Make the tables of a view ready when it is first shown: all at once would keep everybody waiting. */
function prepareView(name) {
  if (prepared.has(name)) return;
  prepared.add(name);
  document.querySelectorAll(`#${CSS.escape(name)} table.sortable`).forEach(enhanceTable);
}

page.start = () => {
  window.addEventListener("hashchange", () => openRoute({ moved: true }));
  openRoute({ moved: false });
  page.arrived = true;
  document.documentElement.dataset.ready = "";
};
