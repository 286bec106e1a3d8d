"""Views: what templates see of units, periods and figures, in the words of the field."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from baocao.documents.tokens import gap_token
from baocao.documents.views import (
    ConcernView,
    FigureView,
    GroupView,
    Namespace,
    OpinionView,
    PeriodView,
    RemarkView,
    ReportingView,
    RolledView,
    UnitView,
    by_dots,
    in_sentence,
)
from baocao.documents.writing import GAP
from baocao.figures.consolidation import consolidate_directive
from baocao.model.indicator import IndicatorGroup, IndicatorKind
from baocao.model.period import Window
from baocao.model.place import Place
from baocao.model.submission import Rank, Remark, State
from records import AT, day_reading, figure_of, open_unit, usual_indicator
from support import Sandbox, period_of

FILES = usual_indicator("hs.tiep_nhan", unit_of_measure="hồ sơ")


def rolled_view(sandbox: Sandbox, name: str) -> RolledView:
    workspace = sandbox.load().workspaces[0]
    everything = consolidate_directive(workspace, workspace.definitions.directives["cd"])
    return RolledView(everything.totals[name], everything)


# Names.


def test_dots_part_groups_from_indicators() -> None:
    names = by_dots({"hs.a": 1, "hs.b": 2, "dv.a": 3})
    assert list(names) == ["hs", "dv"]
    group = names["hs"]
    assert isinstance(group, Namespace)
    assert (list(group), group["b"]) == (["a", "b"], 2)


def test_no_name_of_an_indicator_is_hidden_by_the_program() -> None:
    names = Namespace({"items": 1, "keys": 2, "__iter__": 3})
    assert [names[name] for name in names] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "text"), [("Xã Mỏ Cày", "xã Mỏ Cày"), ("Đặc khu Lý Sơn", "đặc khu Lý Sơn"), ("xã A", "xã A")]
)
def test_a_unit_has_a_small_letter_inside_a_sentence(name: str, text: str) -> None:
    assert in_sentence(open_unit(name=name)) == text


def test_a_unit_without_a_profile_goes_by_its_name() -> None:
    view = UnitView(open_unit(name="Xã Một"), None, open_unit(name="tỉnh T"))
    assert (view.ten, view.ten_day_du, view.ten_ngan, view.tinh) == ("xã Một", "Xã Một", "Xã Một", "tỉnh T")


def test_a_period_knows_its_days() -> None:
    view = PeriodView(period_of("2025-Q3"), Window(date(2025, 6, 15), date(2025, 9, 14)))
    assert (view.ma, view.nhan, view.nam) == ("2025-Q3", "quý III năm 2025", 2025)
    assert (view.tu, view.den) == (date(2025, 6, 15), date(2025, 9, 14))


# Figures.


@pytest.mark.parametrize(
    ("state", "has_value", "apart"),
    [
        (State.GIVEN, True, False),
        (State.NOTHING, True, False),
        (State.MISSING, False, False),
        (State.UNREADABLE, False, False),
        (State.NOT_APPLICABLE, False, True),
    ],
)
def test_a_template_can_tell_states_apart(*, state: State, has_value: bool, apart: bool) -> None:
    view = FigureView(figure_of(FILES, Decimal(0), state))
    assert (view.co_so_lieu, view.khong_ap_dung) == (has_value, apart)


def test_a_figure_reads_as_in_a_sentence_and_names_itself() -> None:
    view = FigureView(figure_of(FILES, Decimal(3781), rank=Rank(7, 96)))
    assert f"{view}" == "3.781"
    assert (view.ma, view.loai, view.don_vi_tinh) == ("hs.tiep_nhan", "so_dem", "hồ sơ")
    assert (view.gia_tri, view.hang) == (Decimal(3781), Rank(7, 96))


def test_names_from_the_catalogue_are_escaped() -> None:
    view = FigureView(
        figure_of(usual_indicator(name="Tỷ lệ *", unit_of_measure="m_2"), state=State.MISSING)
    )
    assert (view.ten, view.don_vi_tinh) == (r"Tỷ lệ \*", r"m\_2")


def test_a_series_can_be_read_at_each_of_its_days() -> None:
    first, second = date(2025, 10, 7), date(2025, 11, 7)
    readings = (
        day_reading(first, 10, qualifier="trên", rank=Rank(3, 96)),
        day_reading(second, 20),
    )
    view = FigureView(figure_of(FILES, Decimal(20), readings=readings))
    assert view.cac_moc == [first, second]
    assert [f"{view.tai(day)}" for day in view.cac_moc] == ["trên 10", "20"]
    assert (view.tai(first).hang, view.tai(second).hang) == (Rank(3, 96), None)


def test_a_day_without_a_value_is_missing_and_not_the_nearest_one() -> None:
    readings = (day_reading(date(2025, 10, 7), 10),)
    view = FigureView(figure_of(FILES, Decimal(10), readings=readings))
    assert f"{view.tai(date(2025, 10, 8))}" == gap_token(GAP)


# Roll-ups.


def test_a_rolled_up_figure_knows_for_whom_it_speaks(sandbox: Sandbox) -> None:
    view = rolled_view(sandbox, "hs.tiep_nhan")
    assert (view.so_don_vi, view.so_co_so_lieu) == (3, 1)
    assert view.don_vi_chua_co_so_lieu == ["xã Hai", "phường Ba"]


def test_a_count_names_who_has_it_and_who_does_not(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.tiep_nhan: 3.781", "hs.may_lay_so: co")
    sandbox.write(
        "data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.may_lay_so: khong}\n"
    )
    view = rolled_view(sandbox, "hs.may_lay_so")
    assert view.la_dem
    assert (view.so_dat, view.don_vi_dat, view.don_vi_khong_dat) == (1, ["xã Một"], ["xã Hai"])
    assert view.don_vi_chua_co_so_lieu == ["phường Ba"]


def test_a_sum_counts_no_units(sandbox: Sandbox) -> None:
    view = rolled_view(sandbox, "hs.tiep_nhan")
    assert (view.la_dem, view.so_dat) == (False, 0)


def test_a_split_has_labels_units_and_figures(sandbox: Sandbox) -> None:
    parts = rolled_view(sandbox, "hs.tiep_nhan").theo("tinh_cu")
    assert [(part.nhan, part.so_don_vi, f"{part.so_lieu}") for part in parts] == [
        ("Bắc cũ", 2, "3.781"),
        ("Nam cũ", 1, gap_token(GAP)),
    ]


def test_a_ranking_names_units_and_their_own_figures(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 5.000}\n"
    )
    ranking = rolled_view(sandbox, "hs.tiep_nhan").xep_hang
    assert [(place.hang, place.don_vi, f"{place.so_lieu}") for place in ranking] == [
        (Rank(1, 2), "xã Hai", "5.000"),
        (Rank(2, 2), "xã Một", "3.781"),
    ]


def test_an_indicator_without_a_better_end_has_no_ranking(sandbox: Sandbox) -> None:
    assert rolled_view(sandbox, "hs.truc_tuyen").xep_hang == []


# Others.


def test_a_group_holds_its_figures() -> None:
    figure = FigureView(figure_of(usual_indicator(kind=IndicatorKind.COUNT), state=State.MISSING))
    view = GroupView(IndicatorGroup("hs", "Hồ sơ_", ()), [figure])
    assert (view.ma, view.ten, view.so_lieu) == ("hs", r"Hồ sơ\_", [figure])


def test_those_who_reported_and_those_who_did_not_are_all() -> None:
    units = [open_unit("a", name="Xã A"), open_unit("b", name="Xã B"), open_unit("c", name="Xã C")]
    view = ReportingView("Bắc cũ", units, frozenset({"b", "khac"}), faulty=frozenset({"b"}))
    assert (view.so_don_vi, view.da_bao_cao, view.chua_bao_cao) == (3, ["xã B"], ["xã A", "xã C"])
    assert view.co_loi == ["xã B"]


def test_the_marks_of_a_remark_are_expanded_only_when_it_is_printed() -> None:
    asked: list[str] = []

    def expand(text: str, _: Place) -> str:
        asked.append(text)
        return text.upper()

    view = RemarkView(Remark("kinh_phi", "thiếu vốn", AT), expand)
    assert asked == []
    assert (view.noi_dung, view.noi_dung, view.nhom) == ("THIẾU VỐN", "THIẾU VỐN", "kinh_phi")
    assert asked == ["thiếu vốn"]


@pytest.mark.parametrize(
    ("opinions", "order", "units"),
    [
        ([], [], []),
        ([("x", ["a"]), ("y", ["b", "c"])], ["y", "x"], ["a", "b", "c"]),
        ([("x", ["a"]), ("y", ["b"])], ["x", "y"], ["a", "b"]),
        ([("x", ["a", "b"]), ("y", ["b"])], ["x", "y"], ["a", "b"]),
    ],
)
def test_the_opinion_that_most_units_share_comes_first(
    opinions: Sequence[tuple[str, Sequence[str]]], order: list[str], units: list[str]
) -> None:
    view = ConcernView("Kinh phí", [OpinionView(text, said_by) for text, said_by in opinions])
    assert [opinion.noi_dung for opinion in view.y_kien] == order
    assert view.don_vi == units
