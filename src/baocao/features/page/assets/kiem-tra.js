// View 'Kiểm tra': findings of one unit, severity or code alone.

const findings = document.querySelector("table.findings");
const MISSING = "còn thiếu";

const findingRows = () =>
  [...findings.tBodies].flatMap((body) =>
    [...body.rows].filter((row) => !row.matches(".group")).map((row) => ({ body, row, cells: row.cells })),
  );

function addFindingFilters() {
  const rows = findingRows();
  const severities = new Set(rows.map(({ cells }) => cells[0].firstElementChild.textContent));
  const codes = new Set(rows.map(({ cells }) => cells[1].textContent.trim()));
  const options = {
    unit: page.choice("Đơn vị", unitOptions()),
    severity: page.choice("Mức", [...severities, ...(hasMissing(rows) ? [MISSING] : [])].map((each) => [each, each])),
    code: page.choice("Mã", [...codes].sort().map((each) => [each, each])),
    words: page.searchBox("Tìm trong nội dung"),
  };
  const count = page.el("output", { "aria-live": "polite" });
  const apply = () => filterFindings(rows, options, count);
  for (const each of Object.values(options)) each.input.addEventListener("input", apply);
  const labels = Object.values(options).map((each) => each.label);
  findings.closest(".scroll").before(page.el("div", { class: "filters" }, ...labels, count));
  return { options, apply };
}

const hasMissing = (rows) => rows.some(({ cells }) => cells[0].querySelector("small"));

function unitOptions() {
  const names = new Map();
  for (const body of findings.tBodies) {
    if (!names.has(body.dataset.unit)) {
      names.set(body.dataset.unit, body.rows[0].cells[0].firstChild.textContent.replace(/:\s*$/, "").trim());
    }
  }
  return [...names];
}

function filterFindings(rows, options, count) {
  let found = 0;
  for (const each of rows) {
    each.row.hidden = !isWanted(each, options);
    found += each.row.hidden ? 0 : 1;
  }
  for (const body of findings.tBodies) {
    body.hidden = [...body.rows].every((row) => row.hidden || row.matches(".group"));
  }
  count.value = found === rows.length ? "" : `${found} dòng`;
}

function isWanted({ body, row, cells }, { unit, severity, code, words }) {
  if (unit.input.value && body.dataset.unit !== unit.input.value) return false;
  if (code.input.value && cells[1].textContent.trim() !== code.input.value) return false;
  if (severity.input.value && !cells[0].textContent.includes(severity.input.value)) return false;
  return !words.input.value || page.hasWords(`${body.rows[0].textContent} ${row.textContent}`, words.input.value);
}

/** Lead from places to their lines on the host of the repository, if there is one. */
function linkPlaces() {
  for (const body of findings.tBodies) {
    const file = body.rows[0].querySelector("code");
    for (const place of body.querySelectorAll("td code")) {
      const words = place.textContent.split(":");
      const [line] = words.slice(-2);
      linkPlace(place, { file: words.slice(0, -2).join(":") || (file && file.textContent), line });
    }
  }
}

function linkPlace(place, at) {
  const address = at.file && /^\d+$/.test(at.line) && page.lineAddress ? page.lineAddress(at) : "";
  if (!address) return;
  const link = page.el("a", { href: address, rel: "noopener noreferrer" });
  place.replaceWith(link);
  link.append(place);
}

if (findings) {
  const { options, apply } = addFindingFilters();
  let linked = false;
  page.views["kiem-tra"] = {
    show([unit = ""]) {
      // The addresses are known once all scripts have run.
      if (!linked) linkPlaces();
      linked = true;
      options.unit.input.value = unit;
      apply();
      const body = unit && document.getElementById(`kiem-tra/${unit}`);
      if (body) body.scrollIntoView();
    },
  };
}
