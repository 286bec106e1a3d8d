"""Directives as YAML: what identifies them, outline, tasks, schedule, products."""

from datetime import date, datetime

import pytest

from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import DeadlineKind, Directive
from baocao.model.indicator import Catalogue, IndicatorGroup
from baocao.model.period import PeriodKind, Window
from baocao.model.unit import Selector
from baocao.source.directives import DirectiveReader
from reading import FILE, KINDS, codes, read_with
from records import indicator
from support import period_of

INDICATORS = tuple(indicator(name) for name in ("hs.a", "hs.b"))
CATALOGUE = Catalogue(
    (IndicatorGroup("hs", "Hồ sơ", INDICATORS),), {found.id: found for found in INDICATORS}
)
NOVEMBER = period_of("2025-11")


def read(text: str, head: str = "ma: cd\nten: Chỉ đạo\n") -> tuple[Directive | None, list[Diagnostic]]:
    """Return the directive with the lines `text` after its head."""
    return read_with(
        lambda node, log: DirectiveReader(KINDS, CATALOGUE, ["nq-1"], log).read(node), head + text
    )


def directive(text: str) -> Directive:
    """Return a directive that has no fault."""
    found, problems = read(text)
    assert problems == []
    assert found is not None
    return found


def problems_of(text: str) -> list[str]:
    return codes(read(text)[1])


def test_a_directive_is_in_force_between_two_days_on_a_basis() -> None:
    found = directive("tu: 2025-01-01\nden: 31/12/2030\ncan_cu: [nq-1]\n")
    assert (found.id, found.name, found.citations) == ("cd", "Chỉ đạo", ("nq-1",))
    assert (found.valid_from, found.valid_to) == (date(2025, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("head", ["ten: Chỉ đạo\n", "ma: cd\n", "ma:\nten: Chỉ đạo\n"])
def test_a_directive_without_id_or_name_cannot_be_read(head: str) -> None:
    found, problems = read("", head)
    assert found is None
    assert codes(problems) == ["BC204"]


def test_what_is_not_said_is_empty() -> None:
    found = directive("")
    assert (found.reporters, found.groups, found.outline, found.products) == ((), (), (), ())
    assert found.schedule.kinds == frozenset()
    assert (found.schedule.due_after, found.schedule.due_time) == (1, "17:00")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("[hs]", ("hs.a", "hs.b")),
        ("[hs.b, hs.a]", ("hs.b", "hs.a")),
        ("[hs.b, hs]", ("hs.b", "hs.a")),
        ("hs.a", ("hs.a",)),
    ],
)
def test_the_id_of_a_group_stands_for_its_indicators(text: str, asked: tuple[str, ...]) -> None:
    found = directive(f"chi_tieu: {text}\nbat_buoc: {text}\n")
    assert (found.indicators, found.required) == (asked, frozenset(asked))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("chi_tieu: [hs.c]\n", "BC302", (3, 12)),
        ("bat_buoc: [hs.c]\n", "BC302", (3, 12)),
        ("can_cu: [nq-2]\n", "BC306", (3, 10)),
        ("tan_suat: [thanh]\n", "BC206", (3, 12)),
        ("tu: 2025-02-29\n", "BC207", (3, 5)),
        ("gio_gui: 25:00\n", "BC223", (3, 10)),
        ("han_gui_sau_chot: một\n", "BC208", (3, 19)),
        ("lich: {2025-13: {chot: 2025-11-18}}\n", "BC216", (3, 8)),
        ("lich: {2025-11: 2025-11-18}\n", "BC201", (3, 17)),
        ("lich: {2025-11: {chot: 2025-11-31}}\n", "BC207", (3, 24)),
        ("lich: {2025-11: {han: 2025-11-18}}\n", "BC205", (3, 18)),
        ("de_cuong: [{so: a, ten: Một}]\n", "BC509", (3, 12)),
        ("de_cuong: [{so: một, ten: Một}]\n", "BC509", (3, 12)),
        ("de_cuong: [{so: I, ten: Một}, {so: I, ten: Một}]\n", "BC501", (3, 31)),
        ("de_cuong: [{so: I.1, ten: Một}]\n", "BC508", (3, 12)),
        ("de_cuong: [{so: I}]\n", "BC204", (3, 12)),
        ("de_cuong: [{so: I, ten: Một, bat_buoc: yes}]\n", "BC212", (3, 40)),
        ("san_pham: {bao-cao: {lap_boi: [{cap: xa}]}}\n", "BC204", (3, 21)),
        ("san_pham: [bao-cao]\n", "BC201", (3, 11)),
        ("nhom_nhiem_vu: [{so: I}]\n", "BC204", (3, 17)),
        ("chi_tiu: [hs]\n", "BC205", (3, 1)),
    ],
)
def test_each_fault_of_a_directive_is_reported_at_its_place(
    text: str, code: str, place: tuple[int, int]
) -> None:
    _, (found,) = read(text)
    assert (found.code, found.place) == (code, (FILE, *place))


def test_the_outline_goes_from_roman_numbers_to_letters() -> None:
    numbers = ("I", "I.1", "I.1.1", "I.1.1.a", "I.1.1.đ", "II", "IV")
    lines = "".join(f'  - {{so: "{number}", ten: Mục}}\n' for number in numbers)
    assert [item.id for item in directive(f"de_cuong:\n{lines}").outline] == list(numbers)


def test_an_outline_item_says_what_belongs_to_it_and_to_whom() -> None:
    (item,) = directive(
        """de_cuong:
  - {so: I, ten: Hồ sơ, huong_dan: Nêu rõ, bat_buoc: co, chi_tieu: [hs], ap_dung: {loai: xa}}
"""
    ).outline
    assert (item.title, item.guidance, item.required) == ("Hồ sơ", "Nêu rõ", True)
    assert (item.indicators, item.applies_to) == (("hs.a", "hs.b"), Selector(kinds=frozenset({"xa"})))


TASKS = """
nhom_nhiem_vu:
  - so: I
    ten: Nhóm một
    nhiem_vu:
      - so: "1"
        ten: Nhiệm vụ một
        chu_tri: Các địa phương
        giao_cho: [{cap: xa}]
        ket_qua: Kế hoạch
        thoi_han: Quý III/2025
      - so: "2"
        ma: hai
        ten: Nhiệm vụ hai
        nhiem_vu_con:
          - {so: "2.1", ten: Phần một, giao_cho: {loai: xa}, thoi_han: 10-01-2025}
          - {so: "2.2", ten: Phần hai, thoi_han: {nhu_van_ban: 10-01-2025, ngay: 2025-01-10}}
  - {so: II, ten: Nhóm hai}
"""


def test_a_task_has_its_words_its_units_and_its_deadline() -> None:
    found, _ = read(TASKS)
    assert found is not None
    first = found.groups[0].tasks[0]
    assert (first.id, first.number, first.name) == ("1", "1", "Nhiệm vụ một")
    assert (first.lead, first.expected_result) == ("Các địa phương", "Kế hoạch")
    assert first.assigned_to == (Selector(levels=frozenset({"xa"})),)
    assert (first.deadline.kind, first.deadline.due) == (DeadlineKind.QUARTER, date(2025, 9, 30))


def test_tasks_stand_in_groups_that_may_be_empty_and_have_parts() -> None:
    found, _ = read(TASKS)
    assert found is not None
    assert [(group.number, len(group.tasks)) for group in found.groups] == [("I", 2), ("II", 0)]
    assert [task.id for task in found.tasks()] == ["1", "hai", "2.1", "2.2"]


def test_a_day_in_doubtful_order_is_asked_about_until_it_is_written_out() -> None:
    found, (unclear,) = read(TASKS)
    assert found is not None
    *_, asked, written_out = found.tasks()
    assert (unclear.code, asked.deadline.kind) == ("BC510", DeadlineKind.BODY)
    assert (written_out.deadline.text, written_out.deadline.due) == ("10-01-2025", date(2025, 1, 10))


def test_a_deadline_written_out_without_a_day_is_a_body() -> None:
    text = TASKS.replace("10-01-2025, ngay: 2025-01-10", "Bộ Tài chính").replace("10-01-2025", "2025")
    *_, last = directive(text).tasks()
    assert (last.deadline.text, last.deadline.kind) == ("Bộ Tài chính", DeadlineKind.BODY)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("[thang]", {PeriodKind.MONTH}),
        ("thang", {PeriodKind.MONTH}),
        ("[quy, 6_thang, 9_thang, nam, dot_xuat]", set(PeriodKind) - {PeriodKind.MONTH}),
    ],
)
def test_a_directive_asks_for_reports_in_cycles(text: str, kinds: set[PeriodKind]) -> None:
    assert directive(f"tan_suat: {text}\n").schedule.kinds == kinds


def test_single_periods_can_have_their_own_days_and_deadline() -> None:
    schedule = directive(
        """lich:
  2025-11: {chot: 2025-11-18}
  2025-Q3: {tu: 2025-07-01, chot: 2025-09-30, han_gui: "2025-10-05 14:00"}
"""
    ).schedule
    assert schedule.window(NOVEMBER) == Window(date(2025, 10, 15), date(2025, 11, 18))
    assert schedule.window(period_of("2025-Q3")) == Window(date(2025, 7, 1), date(2025, 9, 30))
    assert schedule.deadline(period_of("2025-Q3")) == datetime.fromisoformat("2025-10-05T14:00")


def test_reports_are_due_at_the_hour_that_the_directive_says() -> None:
    schedule = directive('gio_gui: "09:30"\nhan_gui_sau_chot: 3\n').schedule
    assert schedule.deadline(NOVEMBER) == datetime.fromisoformat("2025-11-19T09:30")


def test_a_product_is_a_template_and_those_who_issue_it() -> None:
    (product,) = directive("san_pham:\n  bao-cao: {mau: bao-cao.md.j2, lap_boi: [{loai: xa}]}\n").products
    assert (product.id, product.template) == ("bao-cao", "bao-cao.md.j2")
    assert product.issuers == (Selector(kinds=frozenset({"xa"})),)


def test_concerns_have_labels_in_the_order_of_the_file() -> None:
    found = directive("nhom_vuong_mac: {nhan_luc: Nhân lực, kinh_phi: Kinh phí}\n")
    assert list(found.concerns.items()) == [("nhan_luc", "Nhân lực"), ("kinh_phi", "Kinh phí")]


def test_all_faults_are_told_at_once() -> None:
    assert problems_of("chi_tieu: [x]\ntan_suat: y\ntu: z\nla: 1\n") == ["BC207", "BC206", "BC302", "BC205"]
