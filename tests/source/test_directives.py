"""Directives as YAML: what identifies them, outline, tasks, schedule, products."""

from datetime import date, datetime

import pytest

from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import DeadlineKind, Directive
from baocao.model.indicator import Catalogue, IndicatorGroup
from baocao.model.period import PeriodKind, Window
from baocao.model.unit import Selector
from baocao.source.directives import DirectiveReader
from reading import FILE, KINDS, problem_codes, read_with
from records import usual_indicator
from support import period_of

INDICATORS = tuple(usual_indicator(name) for name in ("hs.a", "hs.b"))
CATALOGUE = Catalogue(
    (IndicatorGroup("hs", "Hồ sơ", INDICATORS),), {found.id: found for found in INDICATORS}
)
NOVEMBER = period_of("2025-11")


REQUIRED = {"don_vi_bao_cao": "don_vi_bao_cao: [{cap: xa}]\n", "tan_suat": "tan_suat: [thang]\n"}


def read_text(text: str, head: str = "ma: cd\nten: Chỉ đạo\n") -> tuple[Directive | None, list[Diagnostic]]:
    """Return the directive with the lines `text` after its head, and what it must have at its end."""
    rest = "".join(line for key, line in REQUIRED.items() if key not in text)
    return read_as_written(head + text + rest)


def read_as_written(text: str) -> tuple[Directive | None, list[Diagnostic]]:
    """Return the directive that is nothing but `text`."""
    return read_with(
        lambda node, log: DirectiveReader(KINDS, CATALOGUE, ["nq-1"], log).read_directive(node), text
    )


def faultless_directive(text: str) -> Directive:
    """Return a directive that has no fault."""
    directive, problems = read_text(text)
    assert problems == []
    assert directive is not None
    return directive


def problems_of(text: str) -> list[str]:
    return problem_codes(read_text(text)[1])


def test_a_directive_is_in_force_between_two_days_on_a_basis() -> None:
    directive = faultless_directive("tu: 2025-01-01\nden: 31/12/2030\ncan_cu: [nq-1]\n")
    assert (directive.id, directive.name, directive.citations) == ("cd", "Chỉ đạo", ("nq-1",))
    assert (directive.valid_from, directive.valid_to) == (date(2025, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("head", ["ten: Chỉ đạo\n", "ma: cd\n", "ma:\nten: Chỉ đạo\n"])
def test_a_directive_without_id_or_name_cannot_be_read(head: str) -> None:
    directive, problems = read_text("", head)
    assert directive is None
    assert problem_codes(problems) == ["BC204"]


def test_what_is_not_said_is_empty() -> None:
    directive = faultless_directive("")
    assert (directive.groups, directive.outline, directive.products) == ((), (), ())
    assert (directive.schedule.windows, directive.schedule.deadlines) == ({}, {})
    assert (directive.schedule.due_after, directive.schedule.due_time) == (1, "17:00")


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
    directive = faultless_directive(f"chi_tieu: {text}\nbat_buoc: {text}\n")
    assert (directive.indicators, directive.required) == (asked, frozenset(asked))


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
        ("san_pham: {bao-cao: {mau: m}}\n", "BC204", (3, 21)),
        ("san_pham: {bao-cao: {mau: m, lap_boi: }}\n", "BC204", (3, 39)),
        ("san_pham: {bao-cao: {mau: m, lap_boi: []}}\n", "BC204", (3, 39)),
        ("san_pham: {de-nghi/xa: {mau: m, lap_boi: {cap: xa}}}\n", "BC511", (3, 12)),
        ("san_pham: {../x: {mau: m, lap_boi: {cap: xa}}}\n", "BC511", (3, 12)),
        ("don_vi_bao_cao: []\n", "BC204", (3, 17)),
        ("tan_suat:\n", "BC204", (3, 10)),
        ("tan_suat: []\nlich: {}\n", "BC204", (3, 11)),
        ("don_vi_bao_cao: xa\n", "BC201", (3, 17)),
        ("don_vi_bao_cao: [xa]\n", "BC201", (3, 18)),
        ("de_cuong: [{so: I, ten: Một, y: [Số thôn: tổng số]}]\n", "BC227", (3, 34)),
        ("de_cuong: [{so: I, ten: Một, y: [{noi_dug: x}]}]\n", "BC205", (3, 35)),
    ],
)
def test_each_fault_of_a_directive_is_reported_at_its_place(
    text: str, code: str, place: tuple[int, int]
) -> None:
    _, problems = read_text(text)
    (problem,) = (each for each in problems if each.code == code)
    assert problem.place == (FILE, *place)
    assert len(problems) == 1 or "noi_dug" in text  # the misspelt key is missing, too


def test_the_outline_goes_from_roman_numbers_to_letters() -> None:
    numbers = ("I", "I.1", "I.1.1", "I.1.1.a", "I.1.1.đ", "II", "IV")
    lines = "".join(f'  - {{so: "{number}", ten: Mục}}\n' for number in numbers)
    assert [item.id for item in faultless_directive(f"de_cuong:\n{lines}").outline] == list(numbers)


def test_an_outline_item_says_what_belongs_to_it_and_to_whom() -> None:
    (item,) = faultless_directive(
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
    directive, _ = read_text(TASKS)
    assert directive is not None
    first = directive.groups[0].tasks[0]
    assert (first.id, first.number, first.name) == ("1", "1", "Nhiệm vụ một")
    assert (first.lead, first.expected_result) == ("Các địa phương", "Kế hoạch")
    assert first.assigned_to == (Selector(levels=frozenset({"xa"})),)
    assert (first.deadline.kind, first.deadline.due) == (DeadlineKind.QUARTER, date(2025, 9, 30))


def test_tasks_stand_in_groups_that_may_be_empty_and_have_parts() -> None:
    directive, _ = read_text(TASKS)
    assert directive is not None
    assert [(group.number, len(group.tasks)) for group in directive.groups] == [("I", 2), ("II", 0)]
    assert [task.id for task in directive.all_tasks()] == ["1", "hai", "2.1", "2.2"]


def test_a_day_in_doubtful_order_is_asked_about_until_it_is_written_out() -> None:
    directive, (unclear,) = read_text(TASKS)
    assert directive is not None
    *_, asked, written_out = directive.all_tasks()
    assert (unclear.code, asked.deadline.kind) == ("BC510", DeadlineKind.BODY)
    assert (written_out.deadline.text, written_out.deadline.due) == ("10-01-2025", date(2025, 1, 10))


def test_a_deadline_written_out_without_a_day_is_a_body() -> None:
    text = TASKS.replace("10-01-2025, ngay: 2025-01-10", "Bộ Tài chính").replace("10-01-2025", "2025")
    *_, last = faultless_directive(text).all_tasks()
    assert (last.deadline.text, last.deadline.kind) == ("Bộ Tài chính", DeadlineKind.BODY)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("[thang]", {PeriodKind.MONTH}),
        ("thang", {PeriodKind.MONTH}),
        ("[tuan, 10_ngay, quy, 6_thang, 9_thang, nam, dot_xuat]", set(PeriodKind) - {PeriodKind.MONTH}),
    ],
)
def test_a_directive_asks_for_reports_in_cycles(text: str, kinds: set[PeriodKind]) -> None:
    assert faultless_directive(f"tan_suat: {text}\n").schedule.kinds == kinds


def test_single_periods_can_have_their_own_days_and_deadline() -> None:
    schedule = faultless_directive(
        """lich:
  2025-11: {chot: 2025-11-18}
  2025-Q3: {tu: 2025-07-01, chot: 2025-09-30, han_gui: "2025-10-05 14:00"}
"""
    ).schedule
    assert schedule.window(NOVEMBER) == Window(date(2025, 10, 15), date(2025, 11, 18))
    assert schedule.window(period_of("2025-Q3")) == Window(date(2025, 7, 1), date(2025, 9, 30))
    assert schedule.deadline(period_of("2025-Q3")) == datetime.fromisoformat("2025-10-05T14:00")


def test_reports_are_due_at_the_hour_that_the_directive_says() -> None:
    schedule = faultless_directive('gio_gui: "09:30"\nhan_gui_sau_chot: 3\n').schedule
    assert schedule.deadline(NOVEMBER) == datetime.fromisoformat("2025-11-19T09:30")


def test_a_product_is_a_template_and_those_who_issue_it() -> None:
    (product,) = faultless_directive(
        "san_pham:\n  bao-cao: {mau: bao-cao.md.j2, lap_boi: [{loai: xa}]}\n"
    ).products
    assert (product.id, product.template) == ("bao-cao", "bao-cao.md.j2")
    assert product.issuers == (Selector(kinds=frozenset({"xa"})),)


def test_a_product_whose_name_leads_elsewhere_is_left_out() -> None:
    text = "san_pham: {../x: {mau: m, lap_boi: {cap: xa}}, bao-cao: {mau: m, lap_boi: {cap: xa}}}\n"
    directive, _ = read_text(text)
    assert directive is not None
    assert [product.id for product in directive.products] == ["bao-cao"]


@pytest.mark.parametrize("name", ["../x", "a/b", "a b", "Nghị quyết", "NQ", "a..b", ".a", "a.", "-a", '""'])
def test_a_directive_whose_id_cannot_be_part_of_a_file_name_is_left_out(name: str) -> None:
    directive, (problem,) = read_text("", f"ma: {name}\nten: Chỉ đạo\n")
    assert directive is None
    assert (problem.code, problem.place) == ("BC511", (FILE, 1, 5))
    assert "chỉ dùng chữ thường không dấu a-z" in problem.message


@pytest.mark.parametrize("name", ["nq71", "nq-71_tien-do", "a.b", "9t", "2025"])
def test_an_id_has_small_letters_digits_and_signs_between_them(name: str) -> None:
    directive, problems = read_text("", f"ma: {name}\nten: Chỉ đạo\n")
    assert (directive is not None, problems) == (True, [])


def test_a_task_named_by_its_printed_number_needs_no_id_and_a_written_id_is_checked() -> None:
    task = '  - so: I\n    ten: Nhóm\n    nhiem_vu: [{{so: "(1)", ten: Một{more}}}]\n'
    directive, problems = read_text("nhom_nhiem_vu:\n" + task.format(more=""))
    assert directive is not None
    assert ([each.id for each in directive.all_tasks()], problems) == (["(1)"], [])
    _, (problem,) = read_text("nhom_nhiem_vu:\n" + task.format(more=', ma: "(1)"'))
    assert problem.code == "BC511"


@pytest.mark.parametrize("key", ["don_vi_bao_cao", "tan_suat"])
def test_a_directive_that_asks_nobody_or_never_says_so(key: str) -> None:
    lines = "".join(line for name, line in REQUIRED.items() if name != key)
    written, (problem,) = read_as_written(f"ma: cd\nten: Chỉ đạo\n{lines}")
    assert written is not None
    assert (problem.code, problem.place) == ("BC204", (FILE, 1, 1))
    assert f"'{key}'" in problem.message


def test_single_periods_take_the_place_of_a_cycle() -> None:
    text = f"ma: cd\nten: Chỉ đạo\n{REQUIRED['don_vi_bao_cao']}lich: {{2025-11: {{chot: 2025-11-18}}}}\n"
    assert read_as_written(text)[1] == []


def test_everybody_is_somebody() -> None:
    assert faultless_directive("don_vi_bao_cao: {}\n").reporters == (Selector(),)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("don_vi_bao_cao: xa\n", "Ghi don_vi_bao_cao: [{cap: xa}]."),
        ("don_vi_bao_cao: [xa]\n", "Ghi don_vi_bao_cao: [{cap: xa}]."),
        ("don_vi_bao_cao: [phuong]\n", "Ghi don_vi_bao_cao: [{loai: phuong}]."),
        ("don_vi_bao_cao: mọi xã\n", "Ghi don_vi_bao_cao: [{cap: …}]."),
        ("san_pham: {a: {mau: m, lap_boi: {}, danh_cho: xa}}\n", "Ghi danh_cho: [{cap: xa}]."),
        ("de_cuong: [{so: I, ten: Một, ap_dung: xa}]\n", "Ghi ap_dung: {cap: xa}."),
        ("de_cuong: [{so: I, ten: Một, ap_dung: [{cap: xa}]}]\n", "Ghi ap_dung: {cap: …}."),
    ],
)
def test_a_bare_name_in_place_of_a_selector_is_written_out(text: str, advice: str) -> None:
    _, (found,) = read_text(text)
    assert (found.code, found.advice) == ("BC201", advice)


def test_a_sentence_with_a_colon_is_told_from_a_mapping() -> None:
    directive, (problem,) = read_text("de_cuong: [{so: I, ten: Một, y: [Số thôn: tổng số, Kinh phí]}]\n")
    assert directive is not None
    assert [point.text for point in directive.outline[0].points] == ["Kinh phí"]
    assert problem.message == "Dấu ': ' sau 'Số thôn' biến câu thành 'khóa: giá trị'."
    assert problem.advice == 'Đặt cả câu trong dấu nháy kép: "Số thôn: …".'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/9/2025", "Hạn '31/9/2025' không rõ là ngày nào (tháng 9 năm 2025 không có ngày 31)."),
        ("Tháng 13/2025", "Hạn 'Tháng 13/2025' không rõ là ngày nào (không có tháng 13)."),
        ("Trước 10-01-2025", "Hạn 'Trước 10-01-2025' không rõ là ngày nào (10/1 hay 1/10)."),
    ],
)
def test_a_deadline_that_cannot_be_is_reported_where_it_stands(text: str, message: str) -> None:
    line = f"nhom_nhiem_vu: [{{so: I, ten: Nhóm, nhiem_vu: [{{so: 1, ten: Một, thoi_han: {text}}}]}}]\n"
    directive, (problem,) = read_text(line)
    assert directive is not None
    assert (problem.code, problem.message) == ("BC510", message)
    assert problem.place == (FILE, 3, line.index(text) + 1)
    assert f'{{nhu_van_ban: "{text}", ngay: năm-tháng-ngày}}' in problem.advice


def test_concerns_have_labels_in_the_order_of_the_file() -> None:
    directive = faultless_directive("nhom_vuong_mac: {nhan_luc: Nhân lực, kinh_phi: Kinh phí}\n")
    assert list(directive.concerns.items()) == [("nhan_luc", "Nhân lực"), ("kinh_phi", "Kinh phí")]


def test_all_faults_are_told_at_once() -> None:
    problems = problems_of("chi_tieu: [x]\ntan_suat: y\ntu: z\nla: 1\n")
    assert sorted(problems) == ["BC205", "BC206", "BC207", "BC302"]
