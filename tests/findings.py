"""Diagnostics and reports of a check that tests of its outputs look at."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from baocao.features.check.record import Case, Demands, Ignored, Report
from baocao.model.diagnostic import Diagnostic, broken_rule, problem, problems_in_order
from baocao.model.messages import Severity
from baocao.model.owed import Receipt
from baocao.model.place import Place
from baocao.model.rule import Missing, Rule, RuleKind
from baocao.model.workspace import SourceFile, Waiver

FILE: Final = "data/units/xa-mot/2025-11.yaml"
REGISTRY: Final = "data/units/don-vi.yaml"
TEXT: Final = "don_vi: xa-mot\nky: 2025-11\nchi_tieu: {hs.a: mười, hs.b: mười}\n"
RELATION: Final = Rule(
    id="hs/tiep-nhan",
    name="Tiếp nhận",
    kind=RuleKind.CONDITION,
    condition="hs.a <= hs.b",
    indicators=(),
    only_if="",
    tolerance=Decimal(0),
    missing=Missing.SKIP_IF_ANY,
    severity=Severity.WARNING,
    valid_from=date(2025, 1, 1),
    valid_to=None,
    basis="Công văn 816/UBND-VX",
    advice="Xem lại hai số.",
    at=Place("data/directives/chi-tieu.yaml", 9, 5),
)


def error_at(
    line: int = 3, column: int = 12, *, unit: str | None = "xa-mot", value: str = "mười"
) -> Diagnostic:
    """Return an error in the submission of Xã Một."""
    return problem("BC208", Place(FILE, line, column), unit=unit, value=value)


def warning_at(line: int = 3, *, unit: str | None = "xa-mot") -> Diagnostic:
    """Return a warning at the beginning of a line of the submission."""
    return problem("BC215", Place(FILE, line, 1), unit=unit, key="hs.a")


def note_at(line: int = 3) -> Diagnostic:
    """Return a note on a line of the submission."""
    return problem("BC436", Place(FILE, line, 1), unit="xa-mot", value="1", due="30/9/2025")


def absent_unit(unit: str = "xa-hai", name: str = "Xã Hai", line: int = 12) -> Diagnostic:
    """Return what says that a unit has not reported."""
    return problem(
        "BC701",
        Place(REGISTRY, line, 11),
        unit=unit,
        name=name,
        period="2025-11",
        directive="cd",
        advice=f"Tạo tệp data/units/{unit}/2025-11.yaml.",
    )


def broken_relation(line: int = 3, rule: Rule = RELATION) -> Diagnostic:
    """Return a broken rule of the data, with the place of another operand."""
    diagnostic = problem(
        "BC411",
        Place(FILE, line, 12),
        related=(("hs.b = 5", Place(FILE, line, 24)),),
        unit="xa-mot",
        name=rule.name,
        condition=rule.condition,
        operands="hs.a = 9; hs.b = 5",
        rule=rule.id,
    )
    return broken_rule(rule, diagnostic)


def waived_problem(diagnostic: Diagnostic, line: int = 2, reason: str = "đã thống nhất") -> Ignored:
    """Return a diagnostic that an entry of the settings leaves out."""
    return Ignored(diagnostic, Waiver(diagnostic.code, reason, Place("baocao.yaml", line, 9)))


def owed_case(unit: str, name: str, *diagnostic: Diagnostic, receipt: Receipt = Receipt.RECEIVED) -> Case:
    """Return the report that a unit owes under the directive 'cd' for 2025-11."""
    file = f"data/units/{unit}/2025-11.yaml"
    complete = receipt is Receipt.RECEIVED
    return Case("cd", "Chỉ đạo thử", "2025-11", unit, name, file, receipt, complete, diagnostic)


def make_report(*diagnostic: Diagnostic, text: str = TEXT, **more: Any) -> Report:
    """Return a report over one submission with `text`; what tells of an absent unit is missing."""
    files = {FILE: SourceFile(FILE, text, b""), REGISTRY: SourceFile(REGISTRY, "don_vi:\n", b"")}
    return Report(tuple(problems_in_order(list(diagnostic))), files, **more)


def of_two_units(
    *diagnostic: Diagnostic, strict: bool = False, complete: bool = False, **more: Any
) -> Report:
    """Return a report to which Xã Một has answered, with what was found there, and Xã Hai has not."""
    cases = (
        owed_case(
            "xa-mot", "Xã Một", *problems_in_order([each for each in diagnostic if each.unit == "xa-mot"])
        ),
        owed_case("xa-hai", "Xã Hai", absent_unit(), receipt=Receipt.MISSING),
    )
    return make_report(
        *diagnostic,
        absent_unit(),
        cases=cases,
        shared=(REGISTRY,),
        periods=("2025-11",),
        demands=Demands(strict=strict, complete=complete),
        **more,
    )
