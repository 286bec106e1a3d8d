"""Small records for tests of pure functions: units, indicators, entries, and figures made of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from baocao.figures.own import own_figures
from baocao.figures.rollup import roll_up
from baocao.model.figure import OwnFigure, RolledUpFigure
from baocao.model.indicator import (
    DEFAULT_FUNCTION,
    Catalogue,
    Function,
    Indicator,
    IndicatorGroup,
    IndicatorKind,
    Nature,
    RollUp,
)
from baocao.model.issuance import Issued
from baocao.model.messages import Severity
from baocao.model.past import Past
from baocao.model.place import Place
from baocao.model.rule import Missing, Rule, RuleKind
from baocao.model.submission import Entry, Reading, State, Submission, Value
from baocao.model.unit import EVERYONE, Registry, Unit, UnitKind
from baocao.model.workspace import Config, Definitions, Workspace
from baocao.pipeline.guarding import create_file
from baocao.rules.reports import Reports, reports_of
from baocao.source.issuances import record_path, record_text
from support import period_of

AT: Final = Place("data/directives/chi-tieu.yaml", 7, 5)
END: Final = date(2025, 11, 14)
"""The day on which data of 2025-11 stop."""
COMMUNE: Final = UnitKind("xa", "xã", "xa")
WARD: Final = UnitKind("phuong", "phường", "xa")


def open_unit(unit_id: str = "xa-mot", kind: UnitKind = COMMUNE, /, **changes: Any) -> Unit:
    """Return an open unit without groups."""
    return Unit(unit_id, None, unit_id, kind, None, {}, None, None, None, AT)._replace(**changes)


def usual_indicator(
    indicator_id: str = "hs.a",
    kind: IndicatorKind = IndicatorKind.COUNT,
    function: Function | None = None,
    *,
    weight: str | None = None,
    condition: str | None = None,
    **changes: Any,
) -> Indicator:
    """Return an indicator that is rolled up in the usual way of its kind."""
    usual = Function.FORMULA if changes.get("formula") else DEFAULT_FUNCTION[kind]
    plain = Indicator(
        id=indicator_id,
        name=indicator_id,
        kind=kind,
        unit_of_measure="",
        nature=Nature.IN_PERIOD,
        roll_up=RollUp(function or usual, weight, condition),
        places=2 if kind in {IndicatorKind.DECIMAL, IndicatorKind.RATIO} else 0,
        low=None,
        high=None,
        targets=(),
        formula=None,
        numerator=None,
        denominator=None,
        choices={},
        better=None,
        applies_to=EVERYONE,
        at=AT,
    )
    return plain._replace(**changes)


def given_entry(value: Value | int, line: int = 4, unit: str = "xa-mot", **changes: Any) -> Entry:
    """Return an entry with a value; whole numbers become decimals."""
    kept = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return Entry(State.GIVEN, place_of(unit, line), kept)._replace(**changes)


def entry_without(state: State, reason: str = "", unit: str = "xa-mot") -> Entry:
    """Return an entry without a value."""
    return Entry(state, place_of(unit, 4), reason=reason)


def figure_of(
    indicator: Indicator, value: Value | None = None, state: State = State.GIVEN, **changes: Any
) -> OwnFigure:
    """Return a unit's own figure; `changes` are those of its entry."""
    return OwnFigure(indicator, Entry(state, None, value)._replace(**changes))


def day_reading(day: date, value: int, **changes: Any) -> Reading:
    """Return what a number was on one day."""
    return Reading(day, given_entry(value, **changes))


def place_of(unit: str, line: int) -> Place:
    """Return a place in the submission of a unit."""
    return Place(f"data/units/{unit}/2025-11.yaml", line, 3)


def unit_submission(unit: str, entries: Mapping[str, Entry], **changes: Any) -> Submission:
    """Return a submission for 2025-11."""
    plain = Submission(unit, period_of("2025-11"), place_of(unit, 1), entries=entries)
    return plain._replace(**changes)


def one_group(*indicators: Indicator) -> Catalogue:
    """Return a catalogue of one group."""
    group = IndicatorGroup("hs", "Hồ sơ", indicators)
    return Catalogue((group,), {each.id: each for each in indicators})


def unit_reports(
    known: Catalogue, *submissions: Submission, earlier: Sequence[Past] = (), kind: UnitKind = COMMUNE
) -> Reports:
    """Return the reports of 2025-11, each of a unit of its own, and what was reported before."""
    config = Config(Path("/"), Path("/d"), Path("/u"), Path("/m"))
    units = {each.unit: open_unit(each.unit, kind) for each in submissions}
    definitions = Definitions(config, Registry({kind.id: kind}, {}, units), known)
    workspace = Workspace(definitions, period_of("2025-11"), {each.unit: each for each in submissions})
    return reports_of(workspace, tuple(earlier))


def figures_of_unit(
    indicators: Sequence[Indicator], entries: Mapping[str, Entry]
) -> Mapping[str, OwnFigure]:
    """Return the figures of a unit that reported `entries`."""
    return own_figures(open_unit(), unit_submission("xa-mot", entries), one_group(*indicators), END)


def rolled_figure(
    indicators: Sequence[Indicator],
    reports: Mapping[str, Mapping[str, Entry]],
    units: Sequence[Unit] | None = None,
) -> RolledUpFigure:
    """Return the last of `indicators`, rolled up over the units that sent `reports`."""
    everyone = units if units is not None else [open_unit(name) for name in reports]
    known = one_group(*indicators)
    figures = {
        each.id: own_figures(each, unit_submission(each.id, reports[each.id]), known, END)
        for each in everyone
    }
    return roll_up(indicators[-1], everyone, figures, known)


def write_record(config: Config, record: Issued) -> Path:
    """Write the record of an issued document where it belongs."""
    path = record_path(config, record.unit, record.period, record.directive, record.product)
    create_file(path, record_text(record).encode())
    return path


def condition_rule(condition: str, /, **changes: Any) -> Rule:
    """Return a rule that a condition must hold."""
    plain = Rule(
        id="hs/r",
        name="R",
        kind=RuleKind.CONDITION,
        condition=condition,
        indicators=(),
        only_if="",
        tolerance=Decimal(0),
        missing=Missing.SKIP_IF_ANY,
        severity=Severity.ERROR,
        valid_from=None,
        valid_to=None,
        basis="",
        advice="",
        at=AT,
    )
    return plain._replace(**changes)
