"""View 'Nhiệm vụ': which tasks stand how in which units, and what is overdue."""

from datetime import date

import pytest
from lxml import html as lxml_html

from baocao.features.page.records import Gathered, PagePart, View
from baocao.features.page.views.tasks import due_of, tasks_view
from baocao.model.directive import Deadline, DeadlineKind, Task
from baocao.model.figure import Timeliness
from baocao.model.place import Place
from paging import Reader, example_gathered, gathered_page
from support import DIRECTIVE, SUBMISSION, Sandbox

TASKS = """nhom_nhiem_vu:
  - so: I
    ten: Nhóm một
    nhiem_vu:
      - {so: "1", ten: Việc một, chu_tri: Sở A, giao_cho: [{cap: xa}], thoi_han: Tháng 12/2025}
      - {so: "2", ten: Việc hai, chu_tri: Sở A, giao_cho: [{cap: xa}], thoi_han: Tháng 9/2025}
  - so: II
    ten: Nhóm hai
    nhiem_vu:
      - {so: "3", ten: Việc ba, chu_tri: Sở B, giao_cho: [{loai: phuong}], thoi_han: Tháng 6/2025}
      - {so: "4", ten: Việc bốn, giao_cho: [{cap: xa}], thoi_han: Thường xuyên}
"""
UNDER_WAY = "{tien_do: dang_thuc_hien, ket_qua: Đang làm}"
DONE = "{tien_do: hoan_thanh, ket_qua: Xong, ngay_hoan_thanh: 2025-10-05}"


@pytest.fixture
def four_tasks(sandbox: Sandbox) -> Sandbox:
    directive = DIRECTIVE[: DIRECTIVE.index("nhom_nhiem_vu")] + TASKS
    sandbox.write("data/directives/cd.yaml", directive)
    report = SUBMISSION.replace('    "1": {', f'    "2": {UNDER_WAY}\n    "1": {{')
    sandbox.write("data/units/xa-mot/2025-11.yaml", report)
    ward = f'nhiem_vu: {{cd: {{"2": {DONE}, "3": {UNDER_WAY}}}}}'
    sandbox.write("data/units/phuong-ba/2025-11.yaml", f"don_vi: phuong-ba\nky: 2025-11\n{ward}\n")
    return sandbox


def view_of(gathered: Gathered) -> View:
    view = tasks_view(gathered, ())
    assert view is not None
    return view


def rows_of(view: View, table: str) -> list[list[str]]:
    """Return the words of the cells of a table, by a part of its class."""
    document = lxml_html.fromstring(f"<div>{view.html}</div>")
    (found,) = (each for each in document.iter("table") if table in str(each.get("class")).split())
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found.iter("tr")]


def rows_of_list(view: View) -> list[str]:
    """Return what the signs mean."""
    document = lxml_html.fromstring(f"<div>{view.html}</div>")
    return [" ".join(each.text_content().split()) for each in document.iter("li")]


def test_tasks_stand_by_deadline_and_those_without_a_day_last(four_tasks: Sandbox) -> None:
    head, *rows = rows_of(view_of(gathered_page(four_tasks.root, "2025-11")), "tasks")
    assert head == [
        *("Nhiệm vụ", "Thời hạn", "Cơ quan chủ trì", "Nhóm nhiệm vụ", "Được giao"),
        *("Đang thực hiện", "Hoàn thành", "Chưa báo cáo", "Quá hạn", "Hoàn thành quá hạn"),
    ]
    assert [row[0] for row in rows] == ["3. Việc ba", "2. Việc hai", "1. Việc một", "4. Việc bốn"]
    assert rows[1] == [
        *("2. Việc hai", "Tháng 9/2025 đã qua 45 ngày", "Sở A", "I. Nhóm một", "3"),
        *("1", "1", "1", "1", "1"),
    ]


def test_what_is_overdue_stands_by_body_the_longest_first(four_tasks: Sandbox) -> None:
    words = Reader(view_of(gathered_page(four_tasks.root, "2025-11")).html).words
    assert "Sở B 3. Việc ba Tháng 6/2025 137 1 Phường Ba " in words
    assert "Sở A 2. Việc hai Tháng 9/2025 45 1 1 Xã Một Từng đơn vị" in words


def test_every_unit_has_a_sign_for_each_of_its_tasks_and_none_for_those_of_others(
    four_tasks: Sandbox,
) -> None:
    view = view_of(gathered_page(four_tasks.root, "2025-11"))
    assert rows_of(view, "states") == [
        ["Đơn vị", "1", "2", "3", "4"],
        ["Xã Một", "Đ", "Đ!", "", "…"],
        ["Xã Hai", "…", "…", "", "…"],
        ["Phường Ba", "…", "H!", "Đ!", "…"],
    ]
    legend = Reader(view.html).words
    assert "Đ! đang thực hiện, quá hạn (màu đỏ)" in legend
    assert "H! hoàn thành quá hạn (màu vàng)" in legend
    assert "… chưa báo cáo" in legend


def test_a_sign_is_explained_once_with_all_that_it_stands_for() -> None:
    legend = rows_of_list(view_of(example_gathered()))
    assert legend[0] == "H hoàn thành đúng hạn; hoàn thành, không tính hạn (màu xanh)"
    signs = [words.split()[0] for words in legend]
    assert len(set(zip(signs, (words.rpartition("(")[2] for words in legend), strict=True))) == len(legend)


def test_colours_are_those_of_the_workspace(four_tasks: Sandbox) -> None:
    lights = view_of(gathered_page(four_tasks.root, "2025-11")).data["lights"]
    assert {light["rgb"] for light in lights} == {"C6E0B4", "FFE699", "F4B183"}


def test_numbers_of_the_example_are_those_of_its_consolidation() -> None:
    gathered = example_gathered()
    statuses = gathered.consolidations["nq71"].statuses
    head, *rows = rows_of(view_of(gathered), "tasks")
    column = head.index("Quá hạn")
    told = {row[0].split(".")[0]: row[column] for row in rows if row[column]}
    late = [status.task.number for status in statuses if status.timeliness is Timeliness.OVERDUE]
    assert told == {number: str(late.count(number)) for number in late}
    assert sum(row.count("…") for row in rows_of(view_of(gathered), "states")) == sum(
        status.progress is None for status in statuses
    )


def test_the_page_of_a_part_has_its_units_and_the_one_above_has_all_tasks() -> None:
    gathered = example_gathered()
    part = PagePart("trang-1.html", "Nhóm một", gathered.everyone[1:4])
    above = view_of(gathered._replace(parts=(part,)))
    below = view_of(gathered._replace(parts=(part,), part=part))
    assert len(rows_of(above, "tasks")) == 8
    assert "states" not in above.html
    assert "Tình trạng của từng đơn vị ở trang của nhóm đơn vị ấy." in above.html
    assert [row[0] for row in rows_of(below, "states")[1:]] == [unit.name for unit in part.units]
    assert "Quá hạn theo cơ quan chủ trì" not in below.html


def test_a_period_without_tasks_has_no_view_of_them(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/cd.yaml", DIRECTIVE[: DIRECTIVE.index("nhom_nhiem_vu")])
    sandbox.replace(
        "data/units/xa-mot/2025-11.yaml", '"1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}', "{}"
    )
    assert tasks_view(gathered_page(sandbox.root, "2025-11"), ()) is None


@pytest.mark.parametrize(
    ("due", "left", "kind"),
    [
        (date(2025, 11, 13), "đã qua 1 ngày", "past"),
        (date(2025, 11, 14), "đến hạn", "soon"),
        (date(2025, 11, 29), "còn 15 ngày", "soon"),
        (date(2025, 11, 30), "còn 16 ngày", "later"),
        (None, "", "none"),
    ],
)
def test_a_deadline_is_seen_from_the_day_on_which_data_stop(due: date | None, left: str, kind: str) -> None:
    deadline = Deadline("Hạn", DeadlineKind.DATE, due)
    task = Task("1", "1", "Việc", "Sở A", (), "", deadline, (), Place("cd.yaml", 1, 1))
    seen = due_of(task, date(2025, 11, 14), 15)
    assert (seen.left, seen.kind) == (left, kind)
