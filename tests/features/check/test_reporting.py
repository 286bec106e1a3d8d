"""From a workspace to its report: waivers, what the command line wants, who owes what."""

from pathlib import Path

import pytest

from baocao.features.check.record import Case, Report
from baocao.features.check.reporting import EVERYTHING, Choice, report_on
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.owed import Receipt
from baocao.pipeline.loading import load_checked
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
REGISTRY = "data/units/don-vi.yaml"


def report_of_period(sandbox: Sandbox, choice: Choice = EVERYTHING, period: str = "2025-11") -> Report:
    """Return the report of one period."""
    return report_on(sandbox.load(period), choice)


def report_of_all(sandbox: Sandbox) -> Report:
    """Return the report of every period."""
    return report_on(load_checked(sandbox.root, None), whole=True)


def waive_problems(sandbox: Sandbox, *entries: str) -> None:
    lines = "".join(f"  - {{{entry}, ly_do: đã thống nhất}}\n" for entry in entries)
    sandbox.write("baocao.yaml", f"bo_qua:\n{lines}")


def codes_starting(diagnostics: tuple[Diagnostic, ...], start: str = "BC") -> list[str]:
    return [each.code for each in diagnostics if each.code.startswith(start)]


def by_unit(report: Report) -> dict[str, Case]:
    return {each.unit: each for each in report.cases}


def test_everything_that_was_found_is_told_in_order_and_gaps_are_marked(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.781", "ba nghìn")
    report = report_of_period(sandbox)
    assert report.found[0].code == "BC208"
    assert {each.code for each in report.found if each.is_missing} == {"BC701"}
    assert report.periods == ("2025-11",)


def test_every_unit_that_must_report_has_a_case(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "{")
    unit = by_unit(report_of_period(sandbox))
    assert {name: each.receipt for name, each in unit.items()} == {
        "xa-mot": Receipt.RECEIVED,
        "xa-hai": Receipt.UNREADABLE,
        "phuong-ba": Receipt.MISSING,
    }
    assert unit["xa-mot"].directive_name == "Chỉ đạo thử"
    assert unit["xa-mot"].file == FILE
    assert {"BC705"} < set(codes_starting(unit["xa-hai"].found))
    assert codes_starting(unit["phuong-ba"].found) == ["BC701"]


def test_a_case_holds_what_was_found_in_its_file_and_nothing_else(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "hs.tiep_nhan: 3.781", "hs.phan_tram: ba")
    sandbox.write("data/units/xa-mot/2025-10.yaml", "don_vi: xa-mot\nky: 2025-10\nchi_tieu: {hs.a: 1}\n")
    sandbox.replace("data/units/xa-mot/ho-so.yaml", "dia_danh", "dia_dan")
    report = report_of_all(sandbox)
    by_key = {(each.unit, each.period): each.found for each in report.cases}
    assert {"BC208", "BC703"} <= set(codes_starting(by_key["xa-mot", "2025-11"]))
    assert all(each.place and each.place.file == FILE for each in by_key["xa-mot", "2025-11"])
    assert "BC302" in codes_starting(by_key["xa-mot", "2025-10"])
    assert {"BC204", "BC205"} <= set(codes_starting(report.found))


def test_a_gap_belongs_to_the_directive_that_asks_for_it(sandbox: Sandbox) -> None:
    other = (
        "ma: khac\nten: Khác\ncan_cu: [nq-1]\ntu: 2025-01-01\ntan_suat: [thang]\n"
        "don_vi_bao_cao: [{cap: xa}]\nchi_tieu: [hs]\nbat_buoc: [hs.kinh_phi]\n"
    )
    sandbox.write("data/directives/khac.yaml", other)
    cases = {
        (each.directive, each.unit): codes_starting(each.found, "BC70")
        for each in report_of_period(sandbox).cases
    }
    assert cases["khac", "xa-mot"] == ["BC703"]
    assert cases["cd", "xa-mot"] == []
    assert cases["khac", "xa-hai"] == cases["cd", "xa-hai"] == ["BC701"]


def test_shared_files_are_those_of_no_unit(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", "mau: templates\n")
    shared = report_of_period(sandbox).shared
    assert {"baocao.yaml", REGISTRY, "data/directives/cd.yaml"} < set(shared)
    assert not [name for name in shared if "xa-mot" in name]


def test_the_settings_can_be_quoted(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", "mau: templates\nla: 1\n")
    report = report_of_period(sandbox)
    (diagnostic,) = (each for each in report.found if each.code == "BC205")
    assert report.line_at(diagnostic.place) == "la: 1"


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ("ma: BC701", []),
        ("ma: BC701, don_vi: xa-hai", ["phuong-ba"]),
        (f"ma: BC701, tep: {REGISTRY}", []),
        ('ma: BC701, tep: "data/*.yaml"', []),
        ('ma: BC701, tep: "data/directives/*"', ["phuong-ba", "xa-hai"]),
        (f"ma: BC701, tep: {REGISTRY}, don_vi: phuong-ba", ["xa-hai"]),
        ("ma: BC703", ["phuong-ba", "xa-hai"]),
    ],
)
def test_the_settings_leave_out_warnings_by_code_file_and_unit(
    sandbox: Sandbox, entry: str, left: list[str]
) -> None:
    waive_problems(sandbox, entry)
    report = report_of_period(sandbox)
    assert sorted(each.unit or "" for each in report.found if each.code == "BC701") == left
    assert len(report.ignored) == 2 - len(left)
    assert {each.waiver.reason for each in report.ignored} <= {"đã thống nhất"}


def test_what_is_left_out_is_no_gap_of_its_case(sandbox: Sandbox) -> None:
    waive_problems(sandbox, "ma: BC701, don_vi: xa-hai")
    assert by_unit(report_of_period(sandbox))["xa-hai"].found == ()


@pytest.mark.parametrize("choice", [EVERYTHING, Choice(ignore=("BC7",)), Choice(select=("BC2",))])
def test_a_report_is_not_complete_because_nobody_looks_at_what_it_lacks(
    sandbox: Sandbox, choice: Choice
) -> None:
    sandbox.replace(FILE, "hs.tiep_nhan: 3.781", "hs.may_lay_so: co")
    waive_problems(sandbox, "ma: BC703")
    by_name = {name: each.complete for name, each in by_unit(report_of_period(sandbox, choice)).items()}
    assert by_name == {"xa-mot": False, "xa-hai": False, "phuong-ba": False}


def test_a_report_that_lacks_nothing_is_complete(sandbox: Sandbox) -> None:
    assert by_unit(report_of_period(sandbox))["xa-mot"].complete


def test_errors_are_never_left_out_and_that_is_said_at_the_entry(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.781", "ba nghìn")
    waive_problems(sandbox, "ma: BC208")
    report = report_of_period(sandbox)
    refusal = next(each for each in report.found if each.code == "BC532")
    assert str(refusal.place) == "baocao.yaml:2:10"
    assert refusal.severity is Severity.ERROR
    assert [str(place) for _, place in refusal.related] == [f"{FILE}:4:17"]
    assert "BC208" in codes_starting(report.found)
    assert report.ignored == ()


def test_an_entry_that_leaves_out_nothing_is_pointed_out(sandbox: Sandbox) -> None:
    waive_problems(sandbox, "ma: BC701, don_vi: xa-hia", "ma: BC701")
    (diagnostic,) = (each for each in report_of_all(sandbox).found if each.code == "BC533")
    assert str(diagnostic.place) == "baocao.yaml:2:10"
    assert diagnostic.severity is Severity.NOTE
    assert "Ý bạn là 'xa-hai'?" in diagnostic.message


def test_of_one_period_alone_nothing_can_be_said_about_unused_entries(sandbox: Sandbox) -> None:
    waive_problems(sandbox, "ma: BC209")
    assert "BC533" not in codes_starting(report_of_period(sandbox).found)


def test_a_build_is_not_affected_by_what_checks_leave_out(sandbox: Sandbox) -> None:
    waive_problems(sandbox, "ma: BC701")
    assert "BC701" in codes_starting(sandbox.build().missing)


@pytest.mark.parametrize(
    ("choice", "shown"),
    [
        (Choice(), {"BC208", "BC302", "BC701"}),
        (Choice(select=("BC2",)), {"BC208"}),
        (Choice(select=("BC2", "BC7")), {"BC208", "BC701"}),
        (Choice(select=("BC",), ignore=("BC208",)), {"BC302", "BC701"}),
        (Choice(ignore=("BC7", "BC302")), {"BC208"}),
        (Choice(units=frozenset({"xa-mot"})), {"BC208", "BC302"}),
        (Choice(units=frozenset({"xa-hai"})), {"BC701"}),
    ],
)
def test_codes_and_units_are_chosen_and_the_rest_is_counted(
    sandbox: Sandbox, choice: Choice, shown: set[str]
) -> None:
    sandbox.replace(FILE, "3.781", "ba nghìn")
    sandbox.replace(FILE, "hs.truc_tuyen", "hs.truc_tuyem")
    everything = report_of_period(sandbox)
    report = report_of_period(sandbox, choice)
    looked_at = {"BC208", "BC302", "BC701"}
    assert set(codes_starting(report.found)) & looked_at == shown
    assert len(report.found) + sum(each.total for each in report.hidden) == len(everything.found)


def test_what_an_option_leaves_out_is_counted_under_its_name(sandbox: Sandbox) -> None:
    (hidden,) = report_of_period(sandbox, Choice(ignore=("BC70",))).hidden
    assert (hidden.option, hidden.codes["BC701"]) == ("--ignore", 2)


def test_problems_of_shared_files_stay_when_a_unit_is_chosen(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", "la: 1\n")
    report = report_of_period(sandbox, Choice(units=frozenset({"xa-hai"})))
    assert "BC205" in codes_starting(report.found)
    assert list(by_unit(report)) == ["xa-hai"]


def test_waivers_are_counted_only_for_what_was_chosen(sandbox: Sandbox) -> None:
    waive_problems(sandbox, "ma: BC701")
    assert len(report_of_period(sandbox, Choice(units=frozenset({"xa-hai"}))).ignored) == 1
    assert report_of_period(sandbox, Choice(select=("BC2",))).ignored == ()


def test_a_workspace_inside_a_repository_knows_the_way_to_it(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    inner = Sandbox(tmp_path / "dữ liệu" / "tỉnh")
    assert report_of_period(inner).prefix == "dữ liệu/tỉnh"
    assert report_of_period(inner).repo_path(FILE) == f"dữ liệu/tỉnh/{FILE}"


def test_a_workspace_that_is_the_repository_needs_no_way(sandbox: Sandbox) -> None:
    (sandbox.root / ".git").mkdir()
    assert report_of_period(sandbox).prefix == ""


def test_a_blank_figure_that_is_asked_for_is_told_once(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.tiep_nhan: 3.781", "hs.tiep_nhan:")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.truc_tuyen: 3.276", "hs.truc_tuyen:")
    diagnostic = [each for each in report_on(sandbox.load()).found if each.unit == "xa-mot"]
    assert sorted((each.code, str(each.place)) for each in diagnostic) == [
        ("BC215", "data/units/xa-mot/2025-11.yaml:5:17"),
        ("BC703", "data/units/xa-mot/2025-11.yaml:4:16"),
    ]
