"""Directives change: old periods stay as they were, and series run across new names."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.features.diff.comparison import compare_workspaces
from baocao.features.diff.records import Comparison, Move
from baocao.features.diff.side import Narrowing
from baocao.figures.versions import continued_numbers, in_period, sole_successors
from baocao.model.diagnostic import Diagnostic
from baocao.model.period import ALWAYS, Validity
from reading import many
from records import usual_indicator
from support import CATALOGUE, DIRECTIVE, SUBMISSION, Sandbox, period_of

CATALOGUE_FILE = "data/directives/chi-tieu.yaml"
DIRECTIVE_FILE = "data/directives/cd.yaml"
FILE = "data/units/xa-mot/2025-11.yaml"
OLD = "    truc_tuyen: {ten: Hồ sơ trực tuyến, loai: so_dem, don_vi_tinh: hồ sơ, khoang: [0, 1.000.000]}"
NEW = (
    "    truc_tuyen: {ten: Hồ sơ trực tuyến, loai: so_dem, don_vi_tinh: hồ sơ, tinh_chat: luy_ke, "
    "khoang: [0, 1.000.000], tu_ky: 2025-11, tiep_noi: [hs.nop_mang]}\n"
    "    nop_mang: {ten: Hồ sơ nộp qua mạng, loai: so_dem, tinh_chat: luy_ke, den_ky: 2025-10}"
)


def validity_between(first: str | None, last: str | None) -> Validity:
    return Validity(period_of(first) if first else None, period_of(last) if last else None)


@pytest.mark.parametrize(
    ("first", "last", "period", "covered"),
    [
        ("2025-07", None, "2025-06", False),
        ("2025-07", None, "2025-07", True),
        (None, "2025-10", "2025-10", True),
        (None, "2025-10", "2025-11", False),
        ("2025-07", "2025-10", "2025-Q3", True),
        ("2025-07", "2025-10", "2025-Q4", False),
        ("2025-07", "2025-10", "2025-9T", True),
        ("2025-07", "2025-10", "2025", False),
        (None, None, "1999", True),
    ],
)
def test_something_is_asked_from_one_period_to_another(
    first: str | None, last: str | None, period: str, *, covered: bool
) -> None:
    assert validity_between(first, last).covers_period(period_of(period)) is covered


def test_a_validity_is_said_in_words() -> None:
    assert str(validity_between("2025-07", "2025-10")) == "từ kỳ 2025-07 đến kỳ 2025-10"
    assert str(ALWAYS) == "mọi kỳ"


def rename_indicator(sandbox: Sandbox) -> Sandbox:
    """Rename hs.nop_mang to hs.truc_tuyen from 2025-11 on; xã Một reported 3.300 under the old name."""
    sandbox.replace(CATALOGUE_FILE, OLD, NEW)
    old = SUBMISSION.replace("ky: 2025-11", "ky: 2025-10").replace(
        "hs.truc_tuyen: 3.276", "hs.nop_mang: 3.300"
    )
    sandbox.write("data/units/xa-mot/2025-10.yaml", old)
    return sandbox


def loading_problems(sandbox: Sandbox, period: str) -> list[Diagnostic]:
    return list(sandbox.load(period).problems)


def test_a_cumulative_figure_that_falls_under_a_new_name_is_found(sandbox: Sandbox) -> None:
    (problem,) = loading_problems(rename_indicator(sandbox), "2025-11")
    assert (problem.code, "giảm từ 3.300 (kỳ 2025-10) xuống 3.276" in problem.message) == ("BC421", True)


def test_each_period_asks_for_its_own_indicators(sandbox: Sandbox) -> None:
    loaded = rename_indicator(sandbox).load("2025-10").definitions
    before, after = (in_period(loaded, period_of(name)) for name in ("2025-10", "2025-11"))
    assert "hs.nop_mang" in before.directives["cd"].indicators
    assert "hs.truc_tuyen" not in before.directives["cd"].indicators
    assert "hs.truc_tuyen" in after.directives["cd"].indicators
    assert after.catalogue.indicators.keys() == loaded.catalogue.indicators.keys()


def test_a_figure_under_a_name_of_another_period_is_pointed_out(sandbox: Sandbox) -> None:
    rename_indicator(sandbox).replace(
        FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.376\n  hs.nop_mang: 3.400"
    )
    (problem,) = loading_problems(sandbox, "2025-11")
    assert problem.code == "BC317"
    assert problem.message == "Chỉ tiêu 'hs.nop_mang' không hỏi trong kỳ này, chỉ đến kỳ 2025-10."


def test_a_task_that_is_no_longer_asked_about_is_pointed_out_and_not_missed(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE_FILE, 'so: "1", ', 'so: "1", den_ky: 2025-10, ')
    (problem,) = loading_problems(sandbox, "2025-11")
    assert problem.message == "Nhiệm vụ '1' không hỏi trong kỳ này, chỉ đến kỳ 2025-10."
    sandbox.replace(FILE, '    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}', "    {}")
    assert "BC704" not in {each.code for each in sandbox.load().missing if each.unit == "xa-mot"}


def test_a_task_that_was_done_under_its_old_number_stays_done(sandbox: Sandbox) -> None:
    task = "nhiem_vu:\n      - "
    sandbox.replace(
        DIRECTIVE_FILE,
        '{so: "1", ten: Nhiệm vụ một, giao_cho: [{cap: xa}], thoi_han: Tháng 12/2025}',
        '{so: "1", ten: Nhiệm vụ một, giao_cho: [{cap: xa}], den_ky: 2025-10}\n'
        '      - {so: "1.1", ten: Nhiệm vụ một, giao_cho: [{cap: xa}], tu_ky: 2025-11, tiep_noi: "1"}',
    )
    done = "{tien_do: hoan_thanh, ket_qua: Đã làm xong}"
    old = SUBMISSION.replace("ky: 2025-11", "ky: 2025-10").replace(
        "{tien_do: dang_thuc_hien, ket_qua: Đang làm}", done
    )
    sandbox.write("data/units/xa-mot/2025-10.yaml", old.replace("3.276", "3.275"))
    sandbox.replace(FILE, '"1": {', '"1.1": {')
    assert task in DIRECTIVE
    assert [each.code for each in loading_problems(sandbox, "2025-11")] == ["BC426"]


def test_an_old_period_is_rebuilt_to_the_same_bytes_after_the_directive_changed(sandbox: Sandbox) -> None:
    files = {made.name: made.data for made in sandbox.build("2025-11").made}
    sandbox.replace(
        CATALOGUE_FILE,
        OLD,
        OLD.replace("}", ", den_ky: 2025-11}")
        + "\n    moi: {ten: Chỉ tiêu mới, loai: so_dem, tu_ky: 2025-12, tiep_noi: [hs.truc_tuyen]}",
    )
    sandbox.replace(
        DIRECTIVE_FILE,
        "nhom_nhiem_vu:\n  - so: I\n    ten: Nhóm một\n    nhiem_vu:\n",
        "nhom_nhiem_vu:\n  - so: I\n    ten: Nhóm một\n    nhiem_vu:\n"
        '      - {so: "0", ten: Nhiệm vụ mới, giao_cho: [{cap: xa}], tu_ky: 2025-12}\n',
    )
    assert files
    assert {made.name: made.data for made in sandbox.build("2025-11").made} == files
    assert (sandbox.root / CATALOGUE_FILE).read_text(encoding="utf-8") != CATALOGUE


@pytest.mark.parametrize(
    ("change", "code"),
    [(("tiep_noi: [hs.nop_mang]", "tiep_noi: [hs.la]"), "BC302"), ((", den_ky: 2025-10", ""), "BC513")],
)
def test_a_successor_follows_something_that_has_ended(
    sandbox: Sandbox, change: tuple[str, str], code: str
) -> None:
    rename_indicator(sandbox).replace(CATALOGUE_FILE, *change)
    assert code in {problem.code for problem in loading_problems(sandbox, "2025-11")}


def compare_two_months(sandbox: Sandbox) -> Comparison:
    old, new = (sandbox.load(period).workspaces[0] for period in ("2025-10", "2025-11"))
    return compare_workspaces(old, new, Narrowing(), versions=False)


def test_a_renamed_indicator_is_compared_with_what_it_was(sandbox: Sandbox) -> None:
    rename_indicator(sandbox).replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.400")
    by_id = {each.indicator.id: each for each in compare_two_months(sandbox).figures}
    assert by_id.keys() == {"hs.truc_tuyen", "hs.ty_le"}
    change = by_id["hs.truc_tuyen"]
    assert [figure and figure.value for figure in (change.old, change.new)] == [
        Decimal(3300),
        Decimal(3400),
    ]
    assert change.change == Decimal(100)


def test_a_renamed_task_is_compared_with_what_it_was(sandbox: Sandbox) -> None:
    sandbox.replace(
        DIRECTIVE_FILE,
        '{so: "1", ten: Nhiệm vụ một, giao_cho: [{cap: xa}], thoi_han: Tháng 12/2025}',
        '{so: "1", ten: Nhiệm vụ một, giao_cho: [{cap: xa}], den_ky: 2025-10}\n'
        '      - {so: "1.1", ten: Nhiệm vụ một, giao_cho: [{cap: xa}], tu_ky: 2025-11, tiep_noi: "1"}',
    )
    sandbox.write("data/units/xa-mot/2025-10.yaml", SUBMISSION.replace("ky: 2025-11", "ky: 2025-10"))
    sandbox.replace(FILE, '"1": {tien_do: dang_thuc_hien', '"1.1": {tien_do: hoan_thanh')
    (change,) = compare_two_months(sandbox).tasks
    assert change.task.id == "1.1"
    assert change.move is Move.FINISHED


numbers = st.integers(0, 10**6).map(Decimal)


@given(numbers, numbers)
@many
def test_a_merged_indicator_continues_the_sum_and_a_split_one_nothing(
    first: Decimal, second: Decimal
) -> None:
    old = [usual_indicator("hs.a"), usual_indicator("hs.b")]
    before = {"hs.a": first, "hs.b": second}
    merged = [*old, usual_indicator("hs.moi", continues=("hs.a", "hs.b"))]
    assert (
        continued_numbers(sole_successors({each.id: each for each in merged}), before)["hs.moi"]
        == first + second
    )
    split = [*old, *(usual_indicator(f"hs.{name}", continues=("hs.a",)) for name in "xy")]
    assert continued_numbers(sole_successors({each.id: each for each in split}), before) == before
    assert continued_numbers(sole_successors({each.id: each for each in merged}), {"hs.a": first}) == {
        "hs.a": first
    }
