"""Charts that templates ask for: who is named, who is counted, and what is told of those without data."""

from decimal import Decimal

import pytest

from baocao.documents.fuel import MOST_CHARTS
from baocao.model.chart import Chart, ChartKind, ChartRow
from baocao.model.printed import UNITS, FigureKey
from composing import FRONT, TEMPLATES, failed_composing, first_document, printed_lines
from support import Sandbox

RANKED = "{{ bieu_do.xep_hang('hs.tiep_nhan') }}"


def write_report(sandbox: Sandbox, unit: str, figures: str) -> None:
    sandbox.write(
        f"data/units/{unit}/2025-11.yaml", f"don_vi: {unit}\nky: 2025-11\nchi_tieu:\n  {figures}\n"
    )


def write_province(sandbox: Sandbox, *received: int) -> None:
    """Make as many communes as there are numbers, each of which received so many files."""
    registry = sandbox.root / "data/units/don-vi.yaml"
    lines = (
        f"  xa-{n}: {{ma: '1{n:02}', ten: Xã Số {n}, loai: xa, thuoc: tinh-t, tinh_cu: nam, "
        "mo: 2025-07-01}"
        for n in range(1, len(received) + 1)
    )
    registry.write_text(registry.read_text("utf-8") + "\n".join(lines) + "\n", "utf-8")
    for n, number in enumerate(received, start=1):
        write_report(sandbox, f"xa-{n}", f"hs.tiep_nhan: {number}")


def drawn_charts(sandbox: Sandbox, body: str) -> list[Chart]:
    sandbox.write(TEMPLATES["tong-hop"], f"{FRONT}{body}\n")
    blocks = first_document(sandbox, "tong-hop").blocks
    return [chart for block in blocks if isinstance(block, ChartRow) for chart in block.charts]


def bars_of(chart: Chart) -> list[tuple[str, str]]:
    labels = (point.label.text for point in chart.series[0].points)
    return list(zip((said.text for said in chart.categories), labels, strict=True))


def test_a_ranking_shows_the_best_first_and_says_of_how_many_units_it_knows(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-hai", "hs.tiep_nhan: 4.000")
    (chart,) = drawn_charts(sandbox, RANKED)
    assert bars_of(chart) == [("Xã Hai", "4.000"), ("Xã Một", "3.781")]
    assert chart.measure.text == "Đơn vị tính: hồ sơ; 2/3 đơn vị có số liệu"
    assert chart.source.text == "Nguồn: báo cáo của các xã, phường, số liệu đến ngày 14/11/2025."


def test_of_a_long_ranking_both_ends_are_drawn_and_those_between_are_counted(sandbox: Sandbox) -> None:
    write_province(sandbox, *range(100, 112))
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.xep_hang('hs.tiep_nhan', dau=2, cuoi=1) }}")
    assert bars_of(chart) == [
        ("Xã Một", "3.781"),
        ("Xã Số 12", "111"),
        ("10 đơn vị khác: từ 101 đến 110", ""),
        ("Xã Số 1", "100"),
    ]


def test_a_single_unit_between_both_ends_is_drawn_like_the_others(sandbox: Sandbox) -> None:
    write_province(sandbox, 100, 101)
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.xep_hang('hs.tiep_nhan', dau=1, cuoi=1) }}")
    assert len(bars_of(chart)) == 3


def test_units_on_one_level_share_a_bar_and_are_named_while_they_are_few(sandbox: Sandbox) -> None:
    write_province(sandbox, 90, 90, 80, 80, 80)
    (chart,) = drawn_charts(sandbox, RANKED)
    assert bars_of(chart)[1:] == [("Xã Số 1, Xã Số 2", "90"), ("3 đơn vị cùng mức", "80")]


def test_every_label_knows_its_figure(sandbox: Sandbox) -> None:
    (chart,) = drawn_charts(sandbox, RANKED)
    (point,) = chart.series[0].points
    (printed,) = point.label.printed
    assert printed.figure == FigureKey("hs.tiep_nhan", "xa-mot")
    assert point.number == Decimal(3781)


def test_units_that_said_nothing_are_never_among_those_that_lack_it(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-mot", "hs.may_lay_so: co")
    write_report(sandbox, "xa-hai", "hs.may_lay_so: khong")
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.muc_dat('hs.may_lay_so') }}")
    assert chart.kind is ChartKind.STACKED
    assert [said.text for said in chart.categories] == ["Bắc cũ (2 đơn vị)", "Nam cũ (1 đơn vị)"]
    labels = {each.name.text: [point.label.text for point in each.points] for each in chart.series}
    assert labels == {"Có": ["1", ""], "Chưa có": ["1", ""], "Chưa có số liệu": ["", "1"]}
    printed = chart.series[1].points[0].label.printed
    key = FigureKey("hs.may_lay_so", "", "cd", "tinh_cu", "Bắc cũ", aspect=UNITS)
    assert [part.figure for part in printed] == [key]


def test_where_all_units_answered_no_series_is_left_for_silence(sandbox: Sandbox) -> None:
    for unit in ("xa-mot", "xa-hai", "phuong-ba"):
        write_report(sandbox, unit, "hs.may_lay_so: co")
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.muc_dat('hs.may_lay_so', theo='loai') }}")
    assert [each.name.text for each in chart.series] == ["Có", "Chưa có"]


def test_a_rate_is_drawn_for_each_group_as_the_quotient_of_its_sums(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-hai", "hs.tiep_nhan: 219\n  hs.truc_tuyen: 124")
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.muc_dat('hs.ty_le', theo='loai') }}")
    assert bars_of(chart) == [("Xã (2 đơn vị)", "85%"), ("Phường (1 đơn vị)", "")]
    assert chart.percent


def test_a_template_may_name_the_chart_itself(sandbox: Sandbox) -> None:
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.xep_hang('hs.tiep_nhan', tieu_de='Hồ sơ ' ~ ky.nhan) }}")
    assert chart.title.text == "Hồ sơ tháng 11 năm 2025"


def test_two_halves_that_follow_each_other_stand_side_by_side(sandbox: Sandbox) -> None:
    half = "{{ bieu_do.xep_hang('hs.tiep_nhan', nua_trang=true) }}"
    sandbox.write(TEMPLATES["tong-hop"], f"{FRONT}{half}\n{half}\n{half}\n\nSau.\n")
    blocks = first_document(sandbox, "tong-hop").blocks
    assert [len(block.charts) if isinstance(block, ChartRow) else 0 for block in blocks] == [2, 1, 0]


def test_where_nobody_gave_a_value_a_gap_stands_in_place_of_the_chart(sandbox: Sandbox) -> None:
    lines = printed_lines(sandbox, "{{ bieu_do.muc_dat('hs.may_lay_so') }}", "tong-hop")
    assert lines == ["[chưa có số liệu để vẽ biểu đồ 'Máy lấy số']"]


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        ("xep_hang('hs.ty_le')", "Không lập được biểu đồ: chỉ tiêu 'hs.ty_le' không xếp hạng"),
        ("xep_hang('hs.tiep_nha')", "chỉ đạo không có chỉ tiêu 'hs.tiep_nha'. Ý bạn là 'hs.tiep_nhan'?"),
        ("xep_hang('hs.tiep_nhan', dau=-1)", "dau phải là số nguyên từ 0 đến 20"),
        ("muc_dat('hs.ty_le', theo='tinh')", "không có cách chia đơn vị 'tinh'"),
    ],
)
def test_a_chart_that_cannot_be_made_is_told_at_the_line_of_the_template(
    sandbox: Sandbox, call: str, reason: str
) -> None:
    problem = failed_composing(sandbox, f"Một dòng.\n\n{{{{ bieu_do.{call} }}}}", "tong-hop")
    assert problem.place is not None
    assert (problem.code, problem.place.line) == ("BC620", 8)
    assert reason in problem.message


def test_groups_that_have_no_room_on_a_page_are_no_chart(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baocao.documents.charts.MOST_PARTS", 1)
    problem = failed_composing(sandbox, "{{ bieu_do.muc_dat('hs.ty_le') }}", "tong-hop")
    assert "có quá 1 nhóm; dùng bảng" in problem.message


def test_the_report_of_one_unit_has_no_chart_of_many(sandbox: Sandbox) -> None:
    problem = failed_composing(sandbox, RANKED)
    assert problem.code == "BC620"


def test_charts_are_taken_from_the_fuel_of_the_document(sandbox: Sandbox) -> None:
    body = f"{{% for _ in range({MOST_CHARTS + 1}) %}}{RANKED}{{% endfor %}}"
    assert failed_composing(sandbox, body, "tong-hop").code == "BC611"


def write_month(sandbox: Sandbox, month: str, unit: str, figures: str) -> None:
    sandbox.write(
        f"data/units/{unit}/{month}.yaml", f"don_vi: {unit}\nky: {month}\nchi_tieu:\n  {figures}\n"
    )


def test_the_course_of_a_count_is_told_in_columns_oldest_first(sandbox: Sandbox) -> None:
    write_month(sandbox, "2025-10", "xa-mot", "hs.tiep_nhan: 3.000")
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.xu_huong('hs.tiep_nhan') }}")
    assert chart.kind is ChartKind.COLUMNS
    assert bars_of(chart) == [("Tháng 10/2025 (1/3)", "3.000"), ("Tháng 11/2025 (1/3)", "3.781")]
    assert chart.measure.text == "Đơn vị tính: hồ sơ; (n/N): đơn vị có số liệu"
    keys = [point.label.printed[0].figure for point in chart.series[0].points]
    now = FigureKey("hs.tiep_nhan", directive="cd")
    assert keys == [now._replace(period="2025-10"), now]


RELATED = "  quy_tac:\n    r: {ten: R, dieu_kien: hs.tiep_nhan >= hs.truc_tuyen}\n"


def test_units_that_are_not_counted_have_data_all_the_same(sandbox: Sandbox) -> None:
    path = "data/directives/chi-tieu.yaml"
    lines = (sandbox.root / path).read_text(encoding="utf-8")
    ranked = lines.replace("khoang: [0, 1.000.000]", "xep_hang: cao")
    sandbox.write(path, f"{ranked.rstrip()}\n{RELATED}")
    write_month(sandbox, "2025-10", "xa-mot", "hs.tiep_nhan: 9\n  hs.truc_tuyen: 8")
    write_month(sandbox, "2025-11", "xa-mot", "hs.tiep_nhan: 9\n  hs.truc_tuyen: 8")
    write_month(sandbox, "2025-11", "xa-hai", "hs.truc_tuyen: 7")
    body = "{{ bieu_do.xep_hang('hs.truc_tuyen') }}\n\n{{ bieu_do.xu_huong('hs.truc_tuyen') }}"
    ranking, course = drawn_charts(sandbox, body)
    assert ranking.measure.text == "Đơn vị tính: hồ sơ; 2/3 đơn vị có số liệu"
    assert course.measure.text == "Đơn vị tính: hồ sơ; (n/N): đơn vị được tính"


def test_a_period_between_others_that_nobody_reported_is_a_gap_of_the_course(sandbox: Sandbox) -> None:
    write_month(sandbox, "2025-09", "xa-mot", "hs.tiep_nhan: 3.000")
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.xu_huong('hs.tiep_nhan') }}")
    assert bars_of(chart)[1] == ("Tháng 10/2025: không có báo cáo", "")


def test_no_more_periods_are_drawn_than_are_asked_for(sandbox: Sandbox) -> None:
    for month in ("2025-08", "2025-09", "2025-10"):
        write_month(sandbox, month, "xa-mot", "hs.tiep_nhan: 3.000")
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.xu_huong('hs.tiep_nhan', so_ky=2) }}")
    assert len(chart.categories) == 2


def test_a_rate_is_a_line_beside_its_target_whose_label_stands_once(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/chi-tieu.yaml", "mau_so: hs.tiep_nhan", MEASURED)
    write_month(sandbox, "2025-10", "xa-mot", "hs.tiep_nhan: 1.000\n  hs.truc_tuyen: 800")
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.xu_huong('hs.ty_le') }}")
    assert chart.kind is ChartKind.LINE
    assert [point.label.text for point in chart.series[0].points] == ["80%", "86,64%"]
    assert [point.label.text for point in chart.series[1].points] == ["", "90%"]
    assert (chart.series[0].below, chart.series[1].below) == (True, False)


MEASURED = "mau_so: hs.tiep_nhan, muc_tieu: gia_tri >= 90"


def test_units_are_counted_that_reach_the_target_of_a_rate(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/chi-tieu.yaml", "mau_so: hs.tiep_nhan", MEASURED)
    write_report(sandbox, "xa-hai", "hs.tiep_nhan: 100\n  hs.truc_tuyen: 95")
    (chart,) = drawn_charts(sandbox, "{{ bieu_do.muc_dat('hs.ty_le') }}")
    labels = {each.name.text: [point.label.text for point in each.points] for each in chart.series}
    assert labels == {"Đạt": ["1", ""], "Chưa đạt": ["1", ""], "Chưa có số liệu": ["", "1"]}


def test_the_first_period_says_that_nothing_can_be_compared(sandbox: Sandbox) -> None:
    lines = printed_lines(sandbox, "{{ bieu_do.xu_huong('hs.tiep_nhan') }}", "tong-hop")
    assert lines == ["Tiếp nhận: kỳ đầu thống kê, chưa có số liệu so sánh."]
