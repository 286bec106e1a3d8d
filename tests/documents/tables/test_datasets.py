"""Sheets of data: exact values, empty cells without one, and the reasons on a sheet of their own."""

from datetime import date
from decimal import Decimal

import pytest

from baocao.documents.tables.datasets import DATA, FIELDS, GAPS, Datasets, exact_cell
from baocao.figures.consolidation import consolidate_directive
from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.printed import FigureKey
from baocao.model.submission import Ratio, State, Value
from baocao.model.table import Table
from records import figure_of, usual_indicator
from support import SUBMISSION, Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
KEY = FigureKey("hs.a", "xa-mot")
SHARE = usual_indicator(kind=IndicatorKind.RATIO)
COUNT = usual_indicator(unit_of_measure="hồ sơ")
RATE = usual_indicator(kind=IndicatorKind.DECIMAL, unit_of_measure="%")
CHOICE = usual_indicator(kind=IndicatorKind.CHOICE, choices={"tot": "Hoạt động tốt"})
LIST = usual_indicator(kind=IndicatorKind.LIST)


def datasets_of(sandbox: Sandbox) -> Datasets:
    workspace = sandbox.load().workspaces[0]
    definitions = workspace.definitions
    return Datasets(
        consolidate_directive(workspace, definitions.directives["cd"]),
        definitions.catalogue,
        definitions.registry,
        workspace.period,
        workspace.submissions,
    )


def rows_of(table: Table, first: str) -> list[dict[str, str]]:
    """Return the rows whose first cell is `first`, as texts by column."""
    titles = [column.title for column in table.columns]
    rows = (dict(zip(titles, (cell.text for cell in row.cells), strict=True)) for row in table.rows)
    return [row for row in rows if next(iter(row.values())) == first]


def gaps_of(sandbox: Sandbox, unit: str = "xa-mot") -> dict[str, tuple[str, str]]:
    rows = rows_of(datasets_of(sandbox).gaps_with_reasons(), unit)
    return {row["chi_tieu"]: (row["tinh_trang"], row["ly_do"]) for row in rows}


@pytest.mark.parametrize(
    ("indicator", "value", "expected"),
    [
        (COUNT, Decimal(3781), Decimal(3781)),
        (RATE, Decimal("97.3456"), Decimal("97.3456")),
        (SHARE, Ratio(Decimal(3681), Decimal(3781)), Decimal(368100) / 3781),
        (COUNT, None, None),
    ],
)
def test_a_number_keeps_all_of_its_decimals(
    indicator: Indicator, value: Value | None, expected: Decimal | None
) -> None:
    state = State.MISSING if value is None else State.GIVEN
    assert exact_cell(figure_of(indicator, value, state), KEY).number == expected


@pytest.mark.parametrize(
    ("indicator", "value", "expected"),
    [
        (usual_indicator(kind=IndicatorKind.YES_NO), True, "Có"),
        (usual_indicator(kind=IndicatorKind.YES_NO), False, "Không"),
        (CHOICE, "tot", "Hoạt động tốt"),
        (LIST, ("VNPT", "Viettel"), "VNPT; Viettel"),
        (usual_indicator(kind=IndicatorKind.TEXT), "đang đo", "đang đo"),
    ],
)
def test_what_is_no_number_has_its_label(indicator: Indicator, value: Value, expected: str) -> None:
    cell = exact_cell(figure_of(indicator, value), KEY)
    assert (cell.text, cell.number, cell.day) == (expected, None, None)


def test_a_day_is_a_day() -> None:
    figure = figure_of(usual_indicator(kind=IndicatorKind.DATE), date(2025, 11, 18))
    assert exact_cell(figure, KEY).day == date(2025, 11, 18)


@pytest.mark.parametrize("state", [State.MISSING, State.UNREADABLE, State.NOT_APPLICABLE])
def test_what_has_no_value_is_an_empty_cell(state: State) -> None:
    cell = exact_cell(figure_of(COUNT, None, state), KEY)
    assert (cell.text, cell.number, cell.figure) == ("", None, None)


@pytest.mark.parametrize(
    ("indicator", "expected"), [(COUNT, Decimal(0)), (RATE, None), (SHARE, None), (CHOICE, None)]
)
def test_nothing_occurred_is_a_zero_only_of_what_is_summed(
    indicator: Indicator, expected: Decimal | None
) -> None:
    figure = figure_of(indicator, Decimal(0) if indicator.kind.is_number else None, State.NOTHING)
    assert exact_cell(figure, KEY).number == expected


def test_there_are_three_sheets_and_programs_know_them_by_a_word(sandbox: Sandbox) -> None:
    tables = datasets_of(sandbox).all_tables()
    assert [(table.name, table.dataset) for table in tables] == [
        (DATA, "DuLieu"),
        (GAPS, "LyDo"),
        (FIELDS, "ChiTieu"),
    ]


def test_each_unit_has_a_row_and_each_indicator_a_column(sandbox: Sandbox) -> None:
    table = datasets_of(sandbox).units_by_indicators()
    assert [column.title for column in table.columns] == [
        *("don_vi", "ten", "ma", "loai", "tinh_cu", "ky", "bao_cao"),
        *("hs.tiep_nhan", "hs.truc_tuyen", "hs.ty_le", "hs.may_lay_so", "hs.phan_tram", "hs.kinh_phi"),
    ]
    assert [row.cells[0].text for row in table.rows] == ["xa-mot", "xa-hai", "phuong-ba"]
    (row,) = rows_of(table, "xa-mot")
    assert [*row.values()][:8] == [
        *("xa-mot", "Xã Một", "1", "xã", "Bắc cũ", "2025-11", "đã báo cáo", "3.781")
    ]


def test_a_grouping_with_the_name_of_another_column_gets_one_of_its_own(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/don-vi.yaml", "  tinh_cu:\n", "  ky:\n")
    sandbox.replace("data/units/don-vi.yaml", ", tinh_cu: bac", ", ky: bac")
    sandbox.replace("data/units/don-vi.yaml", ", tinh_cu: nam", ", ky: nam")
    titles = [column.title for column in datasets_of(sandbox).units_by_indicators().columns]
    assert "nhom_ky" in titles
    assert len(titles) == len(set(titles))


def test_a_reason_stands_where_the_unit_wrote_it(sandbox: Sandbox) -> None:
    sandbox.write(
        FILE, SUBMISSION.replace("hs.truc_tuyen: 3.276", "hs.truc_tuyen: {chua_co: đang đối chiếu}")
    )
    (row,) = [
        row
        for row in rows_of(datasets_of(sandbox).gaps_with_reasons(), "xa-mot")
        if row["chi_tieu"] == "hs.truc_tuyen"
    ]
    assert (row["tinh_trang"], row["ly_do"], row["tep"], row["dong"]) == (
        *("chưa có số liệu", "đang đối chiếu", FILE, "5"),
    )


def test_the_four_ways_of_having_no_value_stay_apart(sandbox: Sandbox) -> None:
    sandbox.write(
        FILE,
        SUBMISSION.replace(
            "  hs.truc_tuyen: 3.276\n",
            "  hs.kinh_phi: khong_phat_sinh\n  hs.may_lay_so: {khong_ap_dung: chưa có bộ phận}\n",
        ),
    )
    assert gaps_of(sandbox) == {
        "hs.truc_tuyen": ("chưa có số liệu", ""),
        "hs.ty_le": ("chưa có số liệu", "được tính từ: hs.truc_tuyen"),
        "hs.may_lay_so": ("không áp dụng", "chưa có bộ phận"),
        "hs.phan_tram": ("chưa có số liệu", ""),
        "hs.kinh_phi": ("không phát sinh", ""),
    }


def test_a_number_with_a_word_before_it_says_so(sandbox: Sandbox) -> None:
    sandbox.write(FILE, SUBMISSION.replace("hs.truc_tuyen: 3.276", "hs.truc_tuyen: trên 3.276"))
    assert gaps_of(sandbox)["hs.truc_tuyen"] == ("có từ kèm số", "ghi là 'trên 3.276'")


def test_a_unit_that_is_silent_has_one_row_of_reasons_and_an_empty_row_of_data(sandbox: Sandbox) -> None:
    data = datasets_of(sandbox)
    (gap,) = rows_of(data.gaps_with_reasons(), "xa-hai")
    assert (gap["chi_tieu"], gap["tinh_trang"]) == ("", "đơn vị chưa báo cáo")
    (row,) = rows_of(data.units_by_indicators(), "xa-hai")
    assert row["bao_cao"] == "chưa báo cáo"
    assert {text for name, text in row.items() if "." in name} == {""}


def test_every_column_of_the_data_is_described(sandbox: Sandbox) -> None:
    data = datasets_of(sandbox)
    described = [row.cells[0].text for row in data.described_fields().rows]
    assert described == [column.title for column in data.units_by_indicators().columns]
    (row,) = rows_of(data.described_fields(), "hs.ty_le")
    assert (row["ten"], row["loai"], row["don_vi_tinh"], row["cach_tinh"], row["tong_hop"]) == (
        *("Tỷ lệ", "tỷ số", "%", "hs.truc_tuyen / hs.tiep_nhan", "tổng tử số / tổng mẫu số"),
    )
    assert (row["so_don_vi_co"], row["so_don_vi"]) == ("1", "3")


def test_a_total_is_a_number_of_its_own_column(sandbox: Sandbox) -> None:
    table = datasets_of(sandbox).described_fields()
    at = [column.title for column in table.columns].index("tong")
    totals = {row.cells[0].text: row.cells[at].number for row in table.rows}
    assert totals["hs.tiep_nhan"] == Decimal(3781)
    assert totals["hs.ty_le"] == Decimal(327600) / 3781


def test_columns_without_a_value_of_any_unit_stay(sandbox: Sandbox) -> None:
    """A frame of next month must have the same columns."""
    table = datasets_of(sandbox).units_by_indicators()
    at = [column.title for column in table.columns].index("hs.kinh_phi")
    assert {row.cells[at].text for row in table.rows} == {""}
