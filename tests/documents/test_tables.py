"""Tables: one specification with real numbers, and a sign for each way of having no value."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from baocao.documents.tables.cells import (
    SIGNS,
    column_heading,
    figure_cell,
    number_cell,
)
from baocao.documents.tables.consolidated import READABLE_WIDTH, Tables
from baocao.documents.tables.coverage import coverage_table
from baocao.documents.tables.figures import unit_figures
from baocao.documents.tables.tasks import COLUMNS, SETTLED, USUAL_COLUMNS, UnitTasks, Wording, task_counts
from baocao.documents.written import Writings
from baocao.figures.consolidation import consolidate_directive
from baocao.figures.own import own_figures
from baocao.figures.progress import task_statuses
from baocao.figures.shown import MISSING, NOT_APPLICABLE, NOTHING
from baocao.model.figure import Coverage, RolledUpFigure
from baocao.model.indicator import Indicator, IndicatorGroup, IndicatorKind
from baocao.model.submission import Ratio, State, Value
from baocao.model.table import Cell, RowKind, Table
from composing import row_texts
from records import END, figure_of, given_entry, rolled_figure, usual_indicator
from support import SUBMISSION, Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
DIRECTIVE_FILE = "data/directives/cd.yaml"
FILES = usual_indicator(unit_of_measure="hồ sơ")
PERCENT = usual_indicator(kind=IndicatorKind.DECIMAL, unit_of_measure="%")
RATIO = usual_indicator(kind=IndicatorKind.RATIO, unit_of_measure="hồ sơ")
ANSWER = usual_indicator(kind=IndicatorKind.YES_NO)


def made_tables(sandbox: Sandbox) -> Tables:
    workspace = sandbox.load().workspaces[0]
    definitions = workspace.definitions
    everything = consolidate_directive(workspace, definitions.directives["cd"])
    return Tables(everything, definitions.catalogue, definitions.statuses)


def group_table(sandbox: Sandbox, name: str = "hs") -> Table:
    group = made_tables(sandbox).asked_group(name)
    assert group is not None
    (unit,) = made_tables(sandbox).units_by_indicators(group)
    return unit


def own_figures_table(sandbox: Sandbox) -> Table:
    workspace = sandbox.load().workspaces[0]
    known, directive = workspace.definitions.catalogue, workspace.definitions.directives["cd"]
    unit = workspace.definitions.registry.units["xa-mot"]
    figures = own_figures(unit, workspace.submissions.get("xa-mot"), known, END)
    return unit_figures(figures, directive, known)


def own_tasks(sandbox: Sandbox) -> UnitTasks:
    workspace = sandbox.load().workspaces[0]
    definitions = workspace.definitions
    directive, unit = definitions.directives["cd"], definitions.registry.units["xa-mot"]
    statuses = task_statuses(workspace, directive, [unit], END)
    return UnitTasks(directive, statuses, definitions, Wording(lambda text, _: text.upper(), Writings()))


def own_tasks_table(sandbox: Sandbox) -> Table:
    return own_tasks(sandbox).tasks_table(USUAL_COLUMNS)


def row_spans(table: Table) -> set[int]:
    return {sum(cell.span for cell in row.cells) for row in table.rows}


# Cells.


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (FILES, Decimal(3781), Cell("3.781", Decimal(3781))),
        (FILES, Decimal(4), Cell("4", Decimal(4))),
        (FILES, Decimal(0), Cell("0", Decimal(0))),
        (PERCENT, Decimal("86.60"), Cell("86,6", Decimal("86.60"), 1)),
        (PERCENT, Decimal("86.645"), Cell("86,65", Decimal("86.65"), 2)),
        (RATIO, Ratio(Decimal(3681), Decimal(3781)), Cell("97,36", Decimal("97.36"), 2)),
        (ANSWER, True, Cell("Có")),
        (ANSWER, False, Cell("Không")),
        (usual_indicator(kind=IndicatorKind.DATE), date(2025, 3, 5), Cell("05/3/2025")),
        (usual_indicator(kind=IndicatorKind.LIST), ("VNPT", "A_B"), Cell("VNPT và A_B")),
        (usual_indicator(kind=IndicatorKind.TEXT), "=1+1", Cell("=1+1")),
        (usual_indicator(kind=IndicatorKind.CHOICE, choices={"a": "Tốt"}), "a", Cell("Tốt")),
    ],
)
def test_a_cell_is_a_real_number_where_the_figure_is_one(kind: Indicator, value: Value, cell: Cell) -> None:
    result = figure_cell(figure_of(kind, value))
    assert result._replace(align=None) == cell
    assert (result.align is None) == (result.number is not None)


def test_what_many_units_wrote_in_their_own_words_is_counted_instead_of_printed() -> None:
    words = usual_indicator(kind=IndicatorKind.TEXT)
    coverage = Coverage(("xa-mot", "xa-hai"), ("xa-mot", "xa-hai"))
    figure = RolledUpFigure(words, given_entry(("một câu dài", "một câu khác")), coverage)
    assert figure_cell(figure).text == "2 đơn vị"


@pytest.mark.parametrize("kind", [FILES, PERCENT, RATIO, ANSWER])
@pytest.mark.parametrize(
    ("state", "sign"),
    [
        (State.MISSING, MISSING),
        (State.UNREADABLE, MISSING),
        (State.NOTHING, NOTHING),
        (State.NOT_APPLICABLE, NOT_APPLICABLE),
    ],
)
def test_a_cell_without_a_value_has_a_sign_and_no_number(kind: Indicator, state: State, sign: str) -> None:
    assert figure_cell(figure_of(kind, Decimal(0), state)) == Cell(sign)


def test_the_signs_are_explained_under_the_table() -> None:
    assert len({MISSING, NOTHING, NOT_APPLICABLE}) == 3
    assert all(f"{sign} " in SIGNS for sign in (MISSING, NOTHING, NOT_APPLICABLE))


def test_a_count_of_units_is_a_share_and_not_a_percentage() -> None:
    reports = {"xa-a": {"hs.a": given_entry(True)}, "xa-b": {"hs.a": given_entry(False)}, "xa-c": {}}  # noqa: FBT003
    assert figure_cell(rolled_figure([ANSWER], reports)) == Cell("1/3")


def test_a_rolled_up_ratio_is_a_percentage() -> None:
    figure = RolledUpFigure(RATIO, given_entry(Ratio(Decimal(1), Decimal(3))), Coverage(("a",), ("a",)))
    assert figure_cell(figure) == Cell("33,33", Decimal("33.33"), 2)


@pytest.mark.parametrize(
    ("number", "places", "fixed", "cell"),
    [
        (5, 0, False, Cell("5", Decimal(5))),
        (Decimal("2.5"), 0, False, Cell("3", Decimal(3))),
        (Decimal("2.50"), 2, False, Cell("2,5", Decimal("2.50"), 1)),
        (Decimal(2), 1, True, Cell("2,0", Decimal("2.0"), 1)),
        (Decimal(1234567), 1, False, Cell("1.234.567", Decimal(1234567), 0)),
    ],
)
def test_the_number_of_a_cell_has_the_decimals_that_it_shows(
    *, number: Decimal | int, places: int, fixed: bool, cell: Cell
) -> None:
    assert number_cell(number, places, fixed=fixed) == cell


@for_all(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 3))
def test_text_and_number_of_a_cell_say_the_same(number: Decimal, places: int) -> None:
    cell = number_cell(number, places)
    assert cell.number is not None
    assert Decimal(cell.text.replace(".", "").replace(",", ".")) == cell.number
    assert abs(cell.number - number) <= Decimal(1).scaleb(-places) / 2


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (FILES, "hs.a (hồ sơ)"),
        (PERCENT, "hs.a (%)"),
        (RATIO, "hs.a (%)"),
        (ANSWER, "hs.a"),
    ],
)
def test_a_heading_names_the_unit_of_what_stands_below_it(kind: Indicator, title: str) -> None:
    assert column_heading(kind) == title


# Tables of all reporters.


def test_units_stand_under_their_parts_above_the_totals(sandbox: Sandbox) -> None:
    table = group_table(sandbox)
    assert [row[:2] for row in row_texts(table)] == [
        ["Bắc cũ"],
        ["1", "Xã Một"],
        ["2", "Xã Hai"],
        ["Nam cũ"],
        ["3", "Phường Ba"],
        ["", "Bắc cũ (2)"],
        ["", "Nam cũ (1)"],
        ["", "Tổng hợp chung"],
    ]
    kinds = [row.kind for row in table.rows]
    assert kinds[4:] == [RowKind.DATA] + [RowKind.TOTAL] * 3


def test_below_totals_that_are_no_sums_stands_how_they_were_made(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "chi_tieu:\n", "chi_tieu:\n  hs.phan_tram: 80\n")
    rows = row_texts(group_table(sandbox))
    assert rows[-1][1] == "Cách tính"
    ways = [text for text in rows[-1][2:] if text]
    assert ways == [
        "cộng",
        "cộng",
        "tổng tử số / tổng mẫu số",
        "số đơn vị có",
        "bình quân các đơn vị",
        "cộng",
    ]


def test_a_ranked_indicator_has_a_column_for_the_rank(sandbox: Sandbox) -> None:
    table = group_table(sandbox)
    assert [column.title for column in table.columns][:5] == [
        "TT", "Đơn vị", "Tiếp nhận (hồ sơ)", "Hạng", "Hồ sơ trực tuyến (hồ sơ)",
    ]  # fmt: skip
    assert row_texts(table)[1][2:5] == ["3.781", "1", "3.276"]


def test_a_unit_that_has_not_reported_is_never_printed_as_zero(sandbox: Sandbox) -> None:
    absent = group_table(sandbox).rows[2]
    assert absent.cells[1].text == "Xã Hai"
    assert {cell.text for cell in absent.cells[2:]} == {MISSING}
    assert {cell.number for cell in absent.cells[2:]} == {None}


@pytest.mark.parametrize("name", ["indicators_by_parts", "tasks", "not_reported", "reporting"])
def test_every_row_is_as_wide_as_its_table(sandbox: Sandbox, name: str) -> None:
    result = getattr(made_tables(sandbox), name)()
    assert row_spans(result) == {len(result.columns)}


@pytest.mark.parametrize(("plain", "ranked"), [(1, 0), (11, 0), (12, 0), (0, 7), (0, 8), (40, 0), (5, 20)])
def test_a_group_too_wide_for_a_page_is_parted_without_losing_any_column(
    sandbox: Sandbox, plain: int, ranked: int
) -> None:
    orders = [*[", xep_hang: cao"] * ranked, *[""] * plain]
    names = [f"x{number}" for number in range(len(orders))]
    lines = [f"    {n}: {{ten: {n}, loai: so_dem{o}}}" for n, o in zip(names, orders, strict=True)]
    sandbox.write(
        "data/directives/chi-tieu.yaml", "\n".join(["hs:", "  ten: Hồ sơ", "  chi_tieu:", *lines])
    )
    group = made_tables(sandbox).asked_group("hs")
    assert group is not None
    units = made_tables(sandbox).units_by_indicators(group)
    titles = [column.title for table in units for column in table.columns]
    assert [title for title in titles if title.startswith("x")] == names
    assert all(sum(column.width for column in table.columns[1:]) <= READABLE_WIDTH for table in units)
    assert all(row_spans(table) == {len(table.columns)} for table in units)
    assert len({table.name for table in units}) == len(units)


def test_indicators_stand_beside_the_figures_of_every_part(sandbox: Sandbox) -> None:
    indicators = made_tables(sandbox).indicators_by_parts()
    assert [(column.title, column.group) for column in indicators.columns[3:]] == [
        ("Cách tính", ""),
        ("Tổng hợp chung", ""),
        ("Bắc cũ", "Tỉnh cũ"),
        ("Nam cũ", "Tỉnh cũ"),
        ("Xã", "Loại đơn vị"),
        ("Phường", "Loại đơn vị"),
        ("Số đơn vị được tính", ""),
    ]
    assert row_texts(indicators)[1] == [
        "1",
        "Tiếp nhận",
        "hồ sơ",
        "cộng",
        "3.781",
        "3.781",
        "…",
        "3.781",
        "…",
        "1/3",
    ]


def test_groups_that_the_directive_does_not_ask_for_are_left_out(sandbox: Sandbox) -> None:
    path = sandbox.root / "data/directives/chi-tieu.yaml"
    more = "khac:\n  ten: Khác\n  chi_tieu: {x: {ten: X, loai: so_dem}}\n"
    sandbox.write("data/directives/chi-tieu.yaml", path.read_text(encoding="utf-8") + more)
    assert "Khác" not in [row[0] for row in row_texts(made_tables(sandbox).indicators_by_parts())]
    assert made_tables(sandbox).asked_group("khac") == IndicatorGroup("khac", "Khác", ())


def test_an_unknown_group_has_no_table(sandbox: Sandbox) -> None:
    assert made_tables(sandbox).asked_group("khong_co") is None


def test_tasks_are_counted_over_all_units(sandbox: Sandbox) -> None:
    assert row_texts(made_tables(sandbox).tasks()) == [
        ["I. Nhóm một"],
        ["1", "Nhiệm vụ một", "Tháng 12/2025", "3", "1", "0", "1", "0", "0", "0"],
    ]


def test_units_that_have_not_reported_are_listed_by_part(sandbox: Sandbox) -> None:
    assert row_texts(made_tables(sandbox).not_reported()) == [
        ["Bắc cũ: 1/2 đơn vị"],
        ["1", "Xã Hai", "xã", "2"],
        ["Nam cũ: 1/1 đơn vị"],
        ["2", "Phường Ba", "phường", "3"],
    ]


def test_reporting_is_counted_for_all_and_for_every_part(sandbox: Sandbox) -> None:
    assert row_texts(made_tables(sandbox).reporting()) == [
        ["Tổng số", "3", "1", "2", "33,3"],
        ["Bắc cũ", "2", "1", "1", "50,0"],
        ["Nam cũ", "1", "0", "1", "0,0"],
        ["Xã", "2", "1", "1", "50,0"],
        ["Phường", "1", "0", "1", "0,0"],
    ]


def test_a_group_of_tasks_that_nobody_answers_is_left_out(sandbox: Sandbox) -> None:
    path = sandbox.root / "data/directives/cd.yaml"
    more = (
        "  - so: II\n    ten: Nhóm của sở\n    nhiem_vu:\n"
        '      - {so: "2", ten: Nhiệm vụ của sở, giao_cho: [{don_vi: so-a}]}\n'
        "  - {so: III, ten: Nhóm không có nhiệm vụ}\n"
    )
    sandbox.write("data/directives/cd.yaml", path.read_text(encoding="utf-8") + more)
    assert [row[0] for row in row_texts(made_tables(sandbox).tasks()) if len(row) == 1] == ["I. Nhóm một"]


def test_task_counts_tell_reported_from_assigned(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "thoi_han: Tháng 12/2025", "thoi_han: Tháng 9/2025")
    workspace = sandbox.load().workspaces[0]
    everything = consolidate_directive(workspace, workspace.definitions.directives["cd"])
    counts = task_counts(everything.statuses, workspace.definitions.statuses)
    assert (counts["tong"], counts["da_bao_cao"]) == (3, 1)
    assert counts["thoi_han"] == [("Quá hạn", 1)]


# Tables of one unit.


def test_a_units_figures_have_their_units_of_measure(sandbox: Sandbox) -> None:
    table = own_figures_table(sandbox)
    assert row_texts(table)[:4] == [
        ["Hồ sơ"],
        ["1", "Tiếp nhận", "hồ sơ", "3.781", ""],
        ["2", "Hồ sơ trực tuyến", "hồ sơ", "3.276", ""],
        ["3", "Tỷ lệ", "%", "86,64", "3.276/3.781"],
    ]
    assert table.note == SIGNS


@pytest.mark.parametrize(
    ("written", "value", "remark"),
    [
        ("trên 90", "trên 90", ""),
        ("{gia_tri: 90, xep_hang: 7/96}", "90", "hạng 7/96"),
        ("{gia_tri: '>90', xep_hang: 7/96}", "trên 90", "hạng 7/96"),
        ("{chua_co: VNPT chưa gửi}", "…", "VNPT chưa gửi"),
        ("{khong_ap_dung: xã đảo}", "x", "xã đảo"),
        ("khong_phat_sinh", "-", ""),
    ],
)
def test_a_remark_says_what_the_number_alone_does_not(
    sandbox: Sandbox, written: str, value: str, remark: str
) -> None:
    sandbox.replace(FILE, "hs.tiep_nhan: 3.781", f"hs.tiep_nhan: {written}")
    assert row_texts(own_figures_table(sandbox))[1][3:] == [value, remark]


def test_a_units_task_has_both_axes_and_a_light(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "thoi_han: Tháng 12/2025", "thoi_han: Tháng 9/2025")
    row = own_tasks_table(sandbox).rows[1]
    assert [cell.text for cell in row.cells] == [
        "1", "Nhiệm vụ một", "Tháng 9/2025", "Đang thực hiện", "Quá hạn", "ĐANG LÀM", *["Không có"] * 3,
    ]  # fmt: skip
    assert row.cells[4].colour == "F4B183"


def test_the_colours_of_a_table_have_a_legend_as_far_as_they_occur(sandbox: Sandbox) -> None:
    assert own_tasks_table(sandbox).note == "Ghi chú: màu của cột tình trạng: nền xanh: trong hạn."
    sandbox.replace(DIRECTIVE_FILE, "thoi_han: Tháng 12/2025", "thoi_han: Tháng 9/2025")
    assert own_tasks_table(sandbox).note == "Ghi chú: màu của cột tình trạng: nền đỏ: quá hạn."
    assert own_tasks(sandbox).tasks_table(["tt", "ket_qua"]).note == ""
    sandbox.replace(FILE, '    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}\n', "    {}\n")
    assert own_tasks_table(sandbox).note == ""


def test_where_progress_decides_the_colour_the_legend_names_it(sandbox: Sandbox) -> None:
    second = '{so: "2", ten: Nhiệm vụ hai, giao_cho: [{cap: xa}], thoi_han: Tháng 12/2025}'
    sandbox.replace(
        DIRECTIVE_FILE, "thoi_han: Tháng 12/2025}", f"thoi_han: Tháng 12/2025}}\n      - {second}"
    )
    sandbox.replace(FILE, "ket_qua: Đang làm}", 'ket_qua: Đang làm}\n    "2": {tien_do: chua_thuc_hien}')
    assert own_tasks_table(sandbox).note == (
        "Ghi chú: màu của cột tình trạng: nền xanh: trong hạn (đang thực hiện); "
        "nền vàng: trong hạn (chưa thực hiện)."
    )


def test_the_usual_table_leaves_out_columns_that_say_nothing(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE_FILE, ", thoi_han: Tháng 12/2025", "")
    assert own_tasks(sandbox).usual_columns() == ["tt", "nhiem_vu", "tien_do", "tinh_trang", "ket_qua"]
    assert [column.title for column in made_tables(sandbox).tasks().columns] == [
        *("TT", "Nhiệm vụ", "Đơn vị được giao", "Đã báo cáo"),
        *("Chưa thực hiện", "Đang thực hiện", "Hoàn thành"),
    ]


def test_a_column_that_is_asked_for_and_empty_says_so_and_gives_its_width_to_the_text(
    sandbox: Sandbox,
) -> None:
    asked = ["tt", "ket_qua", "vuong_mac", "kien_nghi"]
    before = own_tasks(sandbox).tasks_table(asked)
    assert row_texts(before)[1] == ["1", "ĐANG LÀM", "Không có", "Không có"]
    sandbox.replace(FILE, "ket_qua: Đang làm", "ket_qua: Đang làm, vuong_mac: Thiếu vốn")
    after = own_tasks(sandbox).tasks_table(asked)
    assert row_texts(after)[1] == ["1", "ĐANG LÀM", "THIẾU VỐN", "Không có"]
    assert after.columns[1].width < before.columns[1].width
    sandbox.replace(
        FILE, '    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm, vuong_mac: Thiếu vốn}\n', "    {}\n"
    )
    assert row_texts(own_tasks(sandbox).tasks_table(asked))[1] == ["1", MISSING, "", ""]


def test_units_without_codes_have_no_column_of_codes(sandbox: Sandbox) -> None:
    assert row_texts(made_tables(sandbox).not_reported())[1][-1] == "2"
    for code in "123":
        sandbox.replace("data/units/don-vi.yaml", f'ma: "{code}", ', "")
    table = made_tables(sandbox).not_reported()
    assert [column.title for column in table.columns] == ["TT", "Đơn vị", "Loại"]
    assert row_texts(table)[1] == ["1", "Xã Hai", "xã"]


def test_a_task_that_was_not_reported_is_missing_and_not_unfinished(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, '    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}\n', "    {}\n")
    assert row_texts(own_tasks_table(sandbox))[1][3:] == [MISSING, MISSING, MISSING, "", "", ""]


def test_a_task_finished_before_that_is_not_asked_about_again_is_done(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "de_cuong:", "giu_nhiem_vu_xong: khong\nde_cuong:")
    earlier = SUBMISSION.replace("2025-11", "2025-10").replace("dang_thuc_hien", "hoan_thanh")
    sandbox.write("data/units/xa-mot/2025-10.yaml", earlier)
    sandbox.replace(FILE, '    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}\n', "    {}\n")
    assert row_texts(own_tasks_table(sandbox))[1][3:6:2] == ["Hoàn thành", SETTLED]
    sandbox.remove("data/units/xa-mot/2025-10.yaml")
    assert row_texts(own_tasks_table(sandbox))[1][3:6] == [MISSING, MISSING, MISSING]


def test_difficulties_and_recommendations_have_columns_of_their_own(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "ket_qua: Đang làm", "vuong_mac: Thiếu vốn, kien_nghi: Bố trí vốn")
    assert row_texts(own_tasks_table(sandbox))[1][-2:] == ["THIẾU VỐN", "BỐ TRÍ VỐN"]


def test_a_template_chooses_columns_and_their_titles(sandbox: Sandbox) -> None:
    table = own_tasks(sandbox).tasks_table({"tt": "STT", "ket_qua": "Kết quả đến ngày 14/11/2025"})
    assert [column.title for column in table.columns] == ["STT", "Kết quả đến ngày 14/11/2025"]
    assert row_texts(table)[1] == ["1", "ĐANG LÀM"]


def test_a_column_that_does_not_exist_is_named_with_the_nearest(sandbox: Sandbox) -> None:
    with pytest.raises(LookupError, match=r"không có cột 'ketqua'.*'ket_qua'"):
        own_tasks(sandbox).tasks_table(["ketqua"])


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_can_stand_alone(sandbox: Sandbox, column: str) -> None:
    assert row_spans(own_tasks(sandbox).tasks_table([column])) == {1}


def test_the_document_that_gave_a_task_is_cited_with_its_day(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "thoi_han: Tháng 12/2025", "van_ban_giao: nq-1")
    table = own_tasks(sandbox).tasks_table(["van_ban"])
    assert row_texts(table)[1] == ["Nghị quyết số 1/NQ-CP ngày 02/01/2025"]


def test_a_group_without_tasks_says_so_where_asked(sandbox: Sandbox) -> None:
    empty = "nhom_nhiem_vu:\n  - {so: Nhóm 5, ten: Chuyển đổi số}"
    sandbox.replace("data/directives/cd.yaml", "nhom_nhiem_vu:", empty)
    first = own_tasks(sandbox).tasks_table(USUAL_COLUMNS, empty_groups=True).rows[0]
    assert [cell.text for cell in first.cells] == ["Nhóm 5 - Chuyển đổi số: không có nhiệm vụ"]
    assert row_texts(own_tasks_table(sandbox))[0] == ["I. Nhóm một"]


def test_the_summary_can_be_limited_to_progress(sandbox: Sandbox) -> None:
    table = own_tasks(sandbox).summary_table(with_timeliness=False)
    assert [column.title for column in table.columns][2:] == ["Đang thực hiện"]


def test_a_table_of_few_columns_gives_their_room_to_the_results(sandbox: Sandbox) -> None:
    few = own_tasks(sandbox).tasks_table(["tt", "ket_qua"])
    assert [column.width for column in few.columns] == pytest.approx([10, 62 + 180 * 0.7])
    many = own_tasks_table(sandbox)
    assert sum(column.width for column in many.columns) >= 252


def test_the_summary_counts_tasks_by_group_and_state(sandbox: Sandbox) -> None:
    table = own_tasks(sandbox).summary_table()
    assert [column.title for column in table.columns][:2] == ["Nhóm nhiệm vụ", "Số nhiệm vụ"]
    assert [column.title for column in table.columns][2:] == ["Đang thực hiện", "Trong hạn"]
    assert row_texts(table) == [
        ["Tổng số", "1", "1", "1"],
        ["I. Nhóm một", "1", "1", "1"],
    ]


def test_a_task_with_parts_stands_above_them_without_a_state(sandbox: Sandbox) -> None:
    parts = 'nhiem_vu_con: [{so: (1), ma: "2.1", ten: Phần một, giao_cho: [{cap: xa}]}]'
    task = f'{{so: "2", ten: "Nhiệm vụ hai, gồm:", {parts}}}'
    sandbox.replace("data/directives/cd.yaml", "    nhiem_vu:\n", f"    nhiem_vu:\n      - {task}\n")
    assert [row[:4] for row in row_texts(own_tasks_table(sandbox))[1:3]] == [
        ["2", "Nhiệm vụ hai, gồm:", "", ""],
        ["(1)", "Phần một", "", MISSING],
    ]


def test_totals_that_are_the_sum_of_their_column_say_which_rows_they_add_up(sandbox: Sandbox) -> None:
    report_of_another(sandbox)
    table = group_table(sandbox)
    part, _, whole, *_ = [row for row in table.rows if row.kind is RowKind.TOTAL]
    assert [row.cells[2].number for row in (whole, part)] == [3790, 3790]
    assert [row.cells[2].adds for row in (whole, part)] == [(0, 4), (1, 2)]


def test_what_one_unit_gave_is_no_sum_and_neither_is_a_rate(sandbox: Sandbox) -> None:
    report_of_another(sandbox)
    whole = [row for row in group_table(sandbox).rows if row.kind is RowKind.TOTAL][2]
    assert {cell.adds for cell in whole.cells[4:]} == {None}


def report_of_another(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/units/xa-hai/2025-11.yaml",
        "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 9, hs.truc_tuyen: {chua_co: đang đếm}}\n",
    )
    sandbox.write(
        "data/units/xa-mot/2025-11.yaml", "don_vi: xa-mot\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 3.781}\n"
    )


def test_the_coverage_counts_what_units_should_have_given(sandbox: Sandbox) -> None:
    workspace = sandbox.load().workspaces[0]
    definitions = workspace.definitions
    everything = consolidate_directive(workspace, definitions.directives["cd"])
    (row,) = row_texts(coverage_table(everything, definitions.catalogue))
    assert row == ["Hồ sơ", "6", "18", "3", "15", "16,7"]
