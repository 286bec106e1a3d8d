"""The table of periods: what stood before, stands now and so far, and the changes between them."""

import pytest

from baocao.documents.tables.consolidated import Tables
from baocao.figures.consolidation import consolidate_directive
from baocao.figures.earlier import Earlier
from baocao.model.printed import CHANGE, FigureKey
from baocao.model.table import RowKind, Table
from baocao.pipeline.reading_back import past_reports
from composing import block_tables, failed_composing, first_document, printed_lines
from support import Sandbox

CATALOGUE = "data/directives/chi-tieu.yaml"
DIRECTIVE = "data/directives/cd.yaml"
UNITS = ("xa-mot", "xa-hai", "phuong-ba")
PLAIN = "tiep_nhan: {ten: Tiếp nhận,"
CUMULATIVE = f"{PLAIN} tinh_chat: luy_ke,"


@pytest.fixture
def wide(sandbox: Sandbox) -> Sandbox:
    """A directive that has asked for years, at every pace."""
    sandbox.replace(DIRECTIVE, "tu: 2025-01-01", "tu: 2020-01-01")
    sandbox.replace(DIRECTIVE, "tan_suat: [thang]", "tan_suat: [thang, quy, 6_thang, 9_thang, nam]")
    sandbox.replace("data/units/don-vi.yaml", "bac, mo: 2025-07-01", "bac, mo: 2020-07-01")
    return sandbox


def write_report(sandbox: Sandbox, period: str, figures: str, unit: str = "xa-mot") -> None:
    sandbox.write(
        f"data/units/{unit}/{period}.yaml", f"don_vi: {unit}\nky: {period}\nchi_tieu: {{{figures}}}\n"
    )


def period_table(sandbox: Sandbox, period: str, chosen: list[str] | None = None) -> Table:
    loaded = sandbox.load(period)
    workspace = loaded.workspaces[0]
    definitions = workspace.definitions
    directive = definitions.directives["cd"]
    everyone = consolidate_directive(workspace, directive)
    made = Tables(everyone, definitions.catalogue, definitions.statuses, workspace.submissions)
    return made.over_periods(Earlier(past_reports(loaded), directive), chosen)


def titles_of(table: Table) -> list[str]:
    return [": ".join(filter(None, (each.group, each.title))) for each in table.columns]


def texts_of(table: Table, name: str) -> list[str]:
    """Return the texts of an indicator's row behind its name."""
    rows = ([cell.text for cell in row.cells] for row in table.rows if row.kind is RowKind.DATA)
    return next(row[2:] for row in rows if row[1] == name)


MONTHS = {
    "2025-10": "hs.tiep_nhan: 1.000, hs.truc_tuyen: 500",
    "2025-11": "hs.tiep_nhan: 1.200, hs.truc_tuyen: 900",
}


def write_months(sandbox: Sandbox) -> None:
    for period, figures in MONTHS.items():
        write_report(sandbox, period, figures)


def test_a_month_stands_beside_the_month_before(sandbox: Sandbox) -> None:
    write_months(sandbox)
    table = period_table(sandbox, "2025-11")
    assert titles_of(table) == [
        "STT", "Chỉ tiêu", "Đơn vị tính", "Kỳ trước", "Kỳ này",
        "So kỳ trước: Tăng, giảm", "So kỳ trước: Tỷ lệ (%)", "Ghi chú",
    ]  # fmt: skip
    assert texts_of(table, "Tiếp nhận") == ["hồ sơ", "1.000", "1.200", "+200", "20", ""]


def test_counts_change_in_number_and_percent_and_rates_in_points(sandbox: Sandbox) -> None:
    write_months(sandbox)
    table = period_table(sandbox, "2025-11")
    assert texts_of(table, "Tỷ lệ") == ["%", "50", "75", "+25", "", ""]
    assert "Tăng, giảm của tỷ lệ tính bằng điểm phần trăm." in table.note.split("\n")


def test_what_did_not_change_has_no_percentage(sandbox: Sandbox) -> None:
    for period in MONTHS:
        write_report(sandbox, period, "hs.tiep_nhan: 1.000")
    assert texts_of(period_table(sandbox, "2025-11"), "Tiếp nhận")[-2:] == ["0", ""]


def test_columns_are_numbered_and_only_those_that_hold_anything_are_there(sandbox: Sandbox) -> None:
    write_report(sandbox, "2025-11", "hs.tiep_nhan: 1.200")
    table = period_table(sandbox, "2025-11")
    assert titles_of(table) == ["STT", "Chỉ tiêu", "Kỳ này", "Ghi chú"]
    assert table.column_numbers() == ["(1)", "(2)", "(3)", "(4)"]


def test_one_unit_of_measure_stands_once_above_the_table(sandbox: Sandbox) -> None:
    write_report(sandbox, "2025-11", "hs.tiep_nhan: 1.200")
    table = period_table(sandbox, "2025-11")
    assert table.measure == "Đơn vị tính: hồ sơ"
    assert texts_of(table, "Tiếp nhận") == ["1.200", ""]


def test_of_what_is_cumulative_both_periods_are_what_came_in(sandbox: Sandbox) -> None:
    sandbox.replace(CATALOGUE, PLAIN, CUMULATIVE)
    write_months(sandbox)
    write_report(sandbox, "2025-09", "hs.tiep_nhan: 850")
    table = period_table(sandbox, "2025-11")
    assert titles_of(table)[3:6] == ["Kỳ trước", "Kỳ này", "Lũy kế"]
    assert texts_of(table, "Tiếp nhận")[1:] == ["150", "200", "1.200", "+50", "33,3", ""]
    assert any(line.startswith("Chỉ tiêu lũy kế:") for line in table.note.split("\n"))


def test_what_came_in_before_is_unknown_without_the_period_before_that(sandbox: Sandbox) -> None:
    sandbox.replace(CATALOGUE, PLAIN, CUMULATIVE)
    write_months(sandbox)
    assert texts_of(period_table(sandbox, "2025-11"), "Tiếp nhận")[1:] == ["…", "200", "1.200", "", "", ""]


def test_what_a_unit_counted_anew_came_in_nobody_knows_when(sandbox: Sandbox) -> None:
    sandbox.replace(CATALOGUE, PLAIN, CUMULATIVE)
    write_report(sandbox, "2025-10", "hs.tiep_nhan: 1.000")
    write_report(sandbox, "2025-11", "hs.tiep_nhan: 900")
    assert texts_of(period_table(sandbox, "2025-11"), "Tiếp nhận") == ["…", "900", ""]


def test_in_the_first_month_of_a_year_all_that_there_is_came_in(wide: Sandbox) -> None:
    wide.replace(CATALOGUE, PLAIN, CUMULATIVE)
    write_report(wide, "2025-11", "hs.tiep_nhan: 8.800")
    write_report(wide, "2025-12", "hs.tiep_nhan: 9.000")
    write_report(wide, "2026-01", "hs.tiep_nhan: 300")
    assert texts_of(period_table(wide, "2026-01"), "Tiếp nhận") == ["200", "300", "300", "+100", "50", ""]


def test_what_goes_on_over_the_year_came_in_by_the_difference(wide: Sandbox) -> None:
    wide.replace(CATALOGUE, PLAIN, CUMULATIVE)
    write_report(wide, "2025-11", "hs.tiep_nhan: 8.800")
    write_report(wide, "2025-12", "hs.tiep_nhan: 9.000")
    write_report(wide, "2026-01", "hs.tiep_nhan: 9.050")
    write_report(wide, "2026-02", "hs.tiep_nhan: 9.080")
    assert texts_of(period_table(wide, "2026-01"), "Tiếp nhận") == ["200", "50", "9.050", "-150", "-75", ""]
    assert texts_of(period_table(wide, "2026-02"), "Tiếp nhận") == ["50", "30", "9.080", "-20", "-40", ""]


def test_what_came_in_is_compared_over_units_of_which_both_periods_are_known(sandbox: Sandbox) -> None:
    sandbox.replace(CATALOGUE, PLAIN, CUMULATIVE)
    for unit in UNITS:
        for period, number in {"2025-09": 10, "2025-10": 30, "2025-11": 60}.items():
            if (unit, period) != ("xa-hai", "2025-09"):
                write_report(sandbox, period, f"hs.tiep_nhan: {number}", unit)
    table = period_table(sandbox, "2025-11")
    assert texts_of(table, "Tiếp nhận") == ["40", "90", "180", "2", "+20", "50", ""]


def test_a_quarter_adds_the_year_up_and_has_two_comparisons(wide: Sandbox) -> None:
    for period, number in {"2024-Q2": 80, "2025-Q1": 90, "2025-Q2": 100}.items():
        write_report(wide, period, f"hs.tiep_nhan: {number}")
    table = period_table(wide, "2025-Q2")
    assert titles_of(table)[2:] == [
        "Kỳ trước", "Kỳ này", "Lũy kế",
        "So kỳ trước: Tăng, giảm", "So kỳ trước: Tỷ lệ (%)",
        "So cùng kỳ năm trước: Tăng, giảm", "So cùng kỳ năm trước: Tỷ lệ (%)", "Ghi chú",
    ]  # fmt: skip
    assert texts_of(table, "Tiếp nhận") == ["90", "100", "190", "+10", "11,1", "+20", "25", ""]
    assert (
        "Kỳ này: quý II năm 2025; kỳ trước: quý I năm 2025; cùng kỳ năm trước: quý II năm 2024."
        in table.note
    )


def test_a_year_that_is_not_at_hand_as_a_whole_is_not_added_up(wide: Sandbox) -> None:
    write_report(wide, "2025-Q2", "hs.tiep_nhan: 90")
    write_report(wide, "2025-Q3", "hs.tiep_nhan: 100")
    assert "Lũy kế" not in titles_of(period_table(wide, "2025-Q3"))


def test_nine_months_stand_beside_those_of_the_year_before_once(wide: Sandbox) -> None:
    write_report(wide, "2024-9T", "hs.tiep_nhan: 80")
    write_report(wide, "2025-9T", "hs.tiep_nhan: 100")
    table = period_table(wide, "2025-9T")
    assert titles_of(table)[2:] == [
        "Cùng kỳ năm trước", "Kỳ này", "Lũy kế",
        "So cùng kỳ năm trước: Tăng, giảm", "So cùng kỳ năm trước: Tỷ lệ (%)", "Ghi chú",
    ]  # fmt: skip


def test_a_year_is_held_against_its_plan_and_the_year_before(wide: Sandbox) -> None:
    wide.replace(
        CATALOGUE,
        "tiep_nhan: {ten: Tiếp nhận,",
        "tiep_nhan: {ten: Tiếp nhận, muc_tieu: [{dieu_kien: gia_tri >= 200, cua: tong_hop}],",
    )
    write_report(wide, "2024", "hs.tiep_nhan: 80")
    write_report(wide, "2025", "hs.tiep_nhan: 150")
    table = period_table(wide, "2025")
    assert titles_of(table)[2:] == [
        "Kế hoạch", "Năm trước", "Kỳ này", "So năm trước: Tăng, giảm", "So năm trước: Tỷ lệ (%)",
        "So kế hoạch: Tăng, giảm", "So kế hoạch: Tỷ lệ (%)", "Ghi chú",
    ]  # fmt: skip
    assert texts_of(table, "Tiếp nhận") == ["200", "80", "150", "+70", "87,5", "-50", "75", ""]


def test_units_that_count_once_only_are_not_compared_and_it_is_said_of_whom(sandbox: Sandbox) -> None:
    for unit in UNITS:
        write_report(sandbox, "2025-11", "hs.tiep_nhan: 100", unit)
    for unit in UNITS[:2]:
        write_report(sandbox, "2025-10", "hs.tiep_nhan: 90", unit)
    table = period_table(sandbox, "2025-11")
    assert titles_of(table)[4] == "So kỳ trước (cùng đơn vị): Số đơn vị"
    assert texts_of(table, "Tiếp nhận") == ["180", "300", "2", "+20", "11,1", ""]
    assert (
        "Cột (6), (7): so sánh trên những đơn vị có số liệu ở cả hai kỳ, nên có thể khác hiệu của cột (4) "
        "và cột (3)."
    ) in table.note.split("\n")


def test_what_must_not_be_compared_says_why(sandbox: Sandbox) -> None:
    for unit in UNITS:
        write_report(sandbox, "2025-11", "hs.tiep_nhan: 100", unit)
    write_report(sandbox, "2025-10", "hs.tiep_nhan: 90")
    *_, remark = texts_of(period_table(sandbox, "2025-11"), "Tiếp nhận")
    assert remark == "Không so với tháng trước do chỉ 1/3 đơn vị có số liệu ở cả hai kỳ"


def test_a_template_chooses_columns(wide: Sandbox) -> None:
    for month in range(1, 4):
        write_report(wide, f"2025-0{month}", f"hs.tiep_nhan: {month}0")
    table = period_table(wide, "2025-03", ["luy_ke", "ky_nay"])
    assert titles_of(table)[2:] == ["Lũy kế", "Kỳ này", "Ghi chú"]
    assert texts_of(table, "Tiếp nhận")[:2] == ["60", "30"]


def test_every_number_knows_what_it_is(sandbox: Sandbox) -> None:
    write_months(sandbox)
    row = period_table(sandbox, "2025-11").rows[1]
    total = FigureKey("hs.tiep_nhan", directive="cd")
    before, changed = total._replace(period="2025-10"), total._replace(period="2025-10", aspect=CHANGE)
    assert [cell.figure for cell in row.cells[3:7]] == [before, total, changed, changed]


def test_a_column_that_does_not_exist_is_told(sandbox: Sandbox) -> None:
    problem = failed_composing(sandbox, '{{ bang.so_sanh_ky(cot=["ky_nai"]) }}', "tong-hop")
    assert "không có cột 'ky_nai'. Ý bạn là 'ky_nay'?" in problem.message


def test_a_unit_has_earlier_figures_beside_its_own_if_asked(sandbox: Sandbox) -> None:
    write_months(sandbox)
    printed_lines(sandbox, "{{ bang.so_lieu(so_sanh=true) }}")
    (table,) = block_tables(first_document(sandbox).blocks)
    assert texts_of(table, "Tiếp nhận") == ["hồ sơ", "1.000", "1.200", "+200", "20", ""]
    assert texts_of(table, "Tỷ lệ") == ["%", "50", "75", "+25", "", "900/1.200"]
    assert texts_of(table, "Máy lấy số")[2] == "…"
    assert [cell.figure for cell in table.rows[1].cells[3:5]] == [
        FigureKey("hs.tiep_nhan", "xa-mot", period="2025-10"),
        FigureKey("hs.tiep_nhan", "xa-mot"),
    ]


def test_a_reason_that_keeps_every_figure_from_being_compared_is_noted_once(sandbox: Sandbox) -> None:
    write_report(sandbox, "2025-10", "hs.tiep_nhan: 1.000, hs.truc_tuyen: 500", "xa-hai")
    write_report(sandbox, "2025-11", "hs.tiep_nhan: 1.200, hs.truc_tuyen: 900")
    table = period_table(sandbox, "2025-11")
    assert table.note.count("Không so với tháng trước do") == 1
    assert not any("hông so với" in cell.text for row in table.rows for cell in row.cells)
