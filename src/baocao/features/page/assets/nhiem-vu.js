// View 'Nhiệm vụ': tasks of one directive, group, body, state or deadline alone, and the colours of lights.

const tasks = document.querySelector("table.tasks");
const DEADLINES = [["past", "Đã qua hạn"], ["soon", "Sắp đến hạn"], ["later", "Còn hạn"], ["none", "Không ấn định ngày"]];

/** The colours are data of the workspace: no style sheet of ours can know them. */
function colourLights(lights) {
  for (const light of lights) document.styleSheets[0].insertRule(`.${light.class} { background: #${light.rgb}; }`);
}

const columnOf = (title) => [...tasks.tHead.rows[0].cells].findIndex((cell) => cell.textContent === title);

function valuesIn(rows, column) {
  const values = new Set(rows.map((row) => row.cells[column].textContent).filter(Boolean));
  return [...values].map((value) => [value, value]);
}

function addTaskFilters() {
  const rows = [...tasks.tBodies[0].rows];
  const states = [...tasks.tHead.querySelectorAll("th[data-state]")].map((head) => [head.cellIndex, head.dataset.state]);
  const [lead, group, directive] = ["Cơ quan chủ trì", "Nhóm nhiệm vụ", "Chỉ đạo"].map(columnOf);
  const choices = [
    [page.choice("Thời hạn", DEADLINES.filter(([kind]) => rows.some((row) => row.dataset.due === kind))), (row, due) => row.dataset.due === due],
    [page.choice("Tình trạng", states), (row, column) => row.cells[column].textContent !== ""],
    [page.choice("Cơ quan chủ trì", valuesIn(rows, lead)), (row, body) => row.cells[lead].textContent === body],
    [page.choice("Nhóm nhiệm vụ", valuesIn(rows, group)), (row, name) => row.cells[group].textContent === name],
  ];
  if (directive >= 0) {
    choices.push([page.choice("Chỉ đạo", valuesIn(rows, directive)), (row, id) => row.dataset.directive === id]);
  }
  choices.push([page.searchBox("Tìm nhiệm vụ"), (row, words) => page.hasWords(row.cells[0].textContent, words)]);
  const count = page.el("output", { "aria-live": "polite" });
  const apply = () => filterTasks(rows, choices, count);
  for (const [{ input }] of choices) input.addEventListener("input", apply);
  tasks.closest(".scroll").before(page.el("div", { class: "filters" }, ...choices.map(([{ label }]) => label), count));
  return () => {
    for (const [{ input }] of choices) input.value = "";
    apply();
  };
}

/** Show the tasks that every choice wants, in the table of all units their columns. */
function filterTasks(rows, choices, count) {
  const asked = choices.filter(([{ input }]) => input.value);
  for (const row of rows) row.hidden = !asked.every(([{ input }, wants]) => wants(row, input.value));
  const found = rows.filter((row) => !row.hidden);
  count.value = asked.length ? `${found.length} nhiệm vụ` : "";
  const shown = new Set(found.map((row) => row.id));
  for (const table of document.querySelectorAll("table.states")) showColumns(table, shown);
}

function showColumns(table, shown) {
  for (const head of table.tHead.querySelectorAll("th[data-task]")) {
    const hidden = !shown.has(`nhiem-vu/${table.dataset.directive}/${head.dataset.task}`);
    if (head.hidden === hidden) continue;
    for (const row of table.rows) row.cells[head.cellIndex].hidden = hidden;
  }
}

colourLights(page.data.views["nhiem-vu"].lights);
if (tasks) {
  const showAll = addTaskFilters();
  page.views["nhiem-vu"] = {
    show(rest) {
      const row = rest.length && document.getElementById(`nhiem-vu/${rest.join("/")}`);
      if (!row) return;
      if (row.hidden) showAll();
      row.scrollIntoView({ block: "center" });
    },
  };
}
