"""Definitions: formulas use known names, nothing is computed from itself, selectors choose somebody."""

from textwrap import dedent

import pytest

from baocao.figures.expression import operands_of
from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import IndicatorKind
from baocao.rules.definitions import DEFINITION_CHECKS, check_definitions
from records import usual_indicator
from support import Sandbox

CATALOGUE = "data/directives/chi-tieu.yaml"
DIRECTIVE = "data/directives/cd.yaml"


def with_indicators(sandbox: Sandbox, text: str) -> list[Diagnostic]:
    """Add indicators to the group 'hs' of the catalogue and check the definitions."""
    path = sandbox.root / CATALOGUE
    added = "".join(f"    {line}\n" for line in dedent(text).strip().split("\n"))
    sandbox.write(CATALOGUE, path.read_text(encoding="utf-8") + added)
    return check_definitions(sandbox.load().workspaces[0].definitions)


def test_a_complete_workspace_has_nothing_to_report(sandbox: Sandbox) -> None:
    assert check_definitions(sandbox.load().workspaces[0].definitions) == []


def test_a_formula_of_another_form_is_reported_at_its_indicator(sandbox: Sandbox) -> None:
    (indicator,) = with_indicators(sandbox, "x: {ten: X, loai: so_dem, cong_thuc: hs.tiep_nhan ** 2}")
    assert (indicator.code, str(indicator.place)) == ("BC502", f"{CATALOGUE}:10:8")
    assert "hs.tiep_nhan ** 2" in indicator.message


@pytest.mark.parametrize(
    "line",
    [
        "x: {ten: X, loai: so_dem, cong_thuc: hs.tiep_nhann + 1}",
        "x: {ten: X, loai: ty_so, tu_so: hs.tiep_nhann, mau_so: hs.truc_tuyen}",
        "x: {ten: X, loai: ty_so, tu_so: hs.truc_tuyen, mau_so: hs.tiep_nhann}",
        "x: {ten: X, loai: so_thap_phan, tong_hop: {ham: binh_quan, trong_so: hs.tiep_nhann}}",
    ],
)
def test_an_operand_that_does_not_exist_is_reported_with_the_nearest_name(
    sandbox: Sandbox, line: str
) -> None:
    (indicator,) = with_indicators(sandbox, line)
    assert (indicator.code, str(indicator.place)) == ("BC503", f"{CATALOGUE}:10:8")
    assert indicator.message.endswith("Ý bạn là 'hs.tiep_nhan'?")


@pytest.mark.parametrize(
    "line",
    [
        "x: {ten: X, loai: so_dem, tong_hop: {ham: dem, dieu_kien: hs.tiep_nhan > 1}}",
        "x: {ten: X, loai: so_dem, muc_tieu: hs.tiep_nhan > 1}",
    ],
)
def test_a_condition_speaks_only_of_the_value_at_hand(sandbox: Sandbox, line: str) -> None:
    (indicator,) = with_indicators(sandbox, line)
    assert indicator.code == "BC503"


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("a: {ten: A, loai: so_dem, cong_thuc: hs.a + 1}", "hs.a → hs.a"),
        (
            """
            a: {ten: A, loai: so_dem, cong_thuc: hs.b + 1}
            b: {ten: B, loai: so_dem, cong_thuc: hs.a + 1}
            """,
            "hs.a → hs.b → hs.a",
        ),
        (
            """
            a: {ten: A, loai: so_dem, cong_thuc: hs.b + hs.tiep_nhan}
            b: {ten: B, loai: ty_so, tu_so: hs.tiep_nhan, mau_so: hs.c}
            c: {ten: C, loai: so_dem, cong_thuc: hs.a * 2}
            """,
            "hs.a → hs.b → hs.c → hs.a",
        ),
    ],
)
def test_a_ring_of_formulas_is_reported_once_with_its_path(sandbox: Sandbox, text: str, cycle: str) -> None:
    (indicator,) = with_indicators(sandbox, text)
    assert (indicator.code, str(indicator.place)) == ("BC504", f"{CATALOGUE}:10:8")
    assert cycle in indicator.message


def test_two_rings_are_two_problems(sandbox: Sandbox) -> None:
    text = """
        a: {ten: A, loai: so_dem, cong_thuc: hs.a + 1}
        b: {ten: B, loai: so_dem, cong_thuc: hs.b + 1}
        """
    assert [indicator.code for indicator in with_indicators(sandbox, text)] == ["BC504", "BC504"]


def test_an_indicator_that_only_uses_a_ring_is_not_reported(sandbox: Sandbox) -> None:
    text = """
        a: {ten: A, loai: so_dem, cong_thuc: hs.a + 1}
        b: {ten: B, loai: so_dem, cong_thuc: hs.a + 1}
        """
    (indicator,) = with_indicators(sandbox, text)
    assert "hs.a → hs.a" in indicator.message


def test_two_ways_to_one_operand_are_no_ring(sandbox: Sandbox) -> None:
    text = """
        a: {ten: A, loai: so_dem, cong_thuc: hs.b + hs.c}
        b: {ten: B, loai: so_dem, cong_thuc: hs.tiep_nhan + 1}
        c: {ten: C, loai: so_dem, cong_thuc: hs.tiep_nhan + 2}
        """
    assert with_indicators(sandbox, text) == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("don_vi_bao_cao: [{cap: xa}]", "don_vi_bao_cao: [{loai: xa, tinh_cu: nam}]", "don_vi_bao_cao"),
        ("lap_boi: [{don_vi: so-a}]", "lap_boi: [{don_vi: so-a, cap: xa}]", "lap_boi"),
        ("giao_cho: [{cap: xa}]", "giao_cho: [{loai: phuong, tinh_cu: bac}]", "giao_cho"),
        ("ap_dung: {loai: phuong}", "ap_dung: {loai: phuong, tru: phuong-ba}", "ap_dung"),
        (
            "lap_boi: [{don_vi: so-a}]",
            "lap_boi: [{don_vi: so-a}], danh_cho: [{don_vi: so-a, cap: xa}]",
            "danh_cho",
        ),
        (
            "{so: I, ten: Kết quả}",
            "{so: I, ten: Kết quả, y: [{noi_dung: Một, ap_dung: {loai: phuong, tinh_cu: bac}}]}",
            "ap_dung",
        ),
    ],
)
def test_a_selector_that_chooses_nobody_is_a_warning(
    sandbox: Sandbox, old: str, new: str, key: str
) -> None:
    sandbox.replace(DIRECTIVE, old, new)
    (definition,) = check_definitions(sandbox.load().workspaces[0].definitions)
    assert (definition.code, definition.severity.value) == ("BC506", "cảnh báo")
    assert key in definition.message
    assert definition.place is not None
    assert definition.place.file == DIRECTIVE


def test_a_selector_may_choose_a_unit_that_is_closed_by_now(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/units/don-vi.yaml", "tinh_cu: nam, mo: 2025-07-01", "tinh_cu: nam, dong: 2020-01-01"
    )
    assert check_definitions(sandbox.load().workspaces[0].definitions) == []


def test_the_operands_of_a_ratio_are_those_of_both_parts() -> None:
    ratio = usual_indicator("hs.x", IndicatorKind.RATIO, numerator="hs.b + hs.a", denominator="hs.a")
    assert operands_of(ratio) == ("hs.a", "hs.b", "hs.a")


def test_an_entered_indicator_has_no_operands() -> None:
    assert operands_of(usual_indicator()) == ()


def test_a_formula_that_cannot_be_parsed_has_no_operands() -> None:
    assert operands_of(usual_indicator(formula="hs.a +")) == ()


@pytest.mark.parametrize("check", DEFINITION_CHECKS)
def test_each_check_states_its_rule(check: object) -> None:
    assert (check.__doc__ or "").rstrip().endswith(".")
