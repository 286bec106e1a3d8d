"""What is behind a figure is told in every format: nothing that a trace holds is forgotten by one."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

import pytest

from baocao.features.trace.formats import FOLDED, KEYS, trace_json, trace_text
from baocao.model.figure import OwnFigure
from baocao.model.history import Commit
from baocao.model.indicator import Function
from baocao.model.printed import FigureKey
from baocao.model.submission import Entry, Rank, State
from baocao.pipeline.tracing.records import Absent, Contributor, Derivation, Origin, Spot, Trace
from deliveries import CAME, monthly_directive
from records import AT, open_unit, place_of, usual_indicator
from support import period_of

MARK: Final = "dau-rieng"
MARKED: Final = open_unit(MARK, name=MARK)
FORMATS: Final[Mapping[str, Callable[[Trace], str]]] = {
    "text": lambda found: trace_text(found, everything=True),
    "json": trace_json,
}
A: Final = usual_indicator("hs.a", function=Function.SUM)


def made_derivation(value: int, *operands: Derivation) -> Derivation:
    return Derivation(OwnFigure(A, Entry(State.GIVEN, AT, Decimal(value))), operands)


def made_contributor(value: int = 5) -> Contributor:
    return Contributor(MARKED, made_derivation(value))


UNIT: Final = Trace(FigureKey("hs.a", "xa-mot", ""), period_of("2025-11"), "Xã Một", made_derivation(5))
TOTAL: Final = UNIT._replace(directive=monthly_directive())
SAMPLES: Final[Mapping[str, tuple[Trace, str]]] = {
    "key": (UNIT._replace(key=UNIT.key._replace(day="2025-11-07")), "07/11/2025|2025-11-07"),
    "period": (UNIT, "tháng 11 năm 2025|2025-11"),
    "whose": (UNIT._replace(whose=MARK), MARK),
    "derivation": (UNIT._replace(derivation=made_derivation(1313)), "1.313|1313"),
    "directive": (UNIT._replace(directive=monthly_directive(MARK)), MARK),
    "contributors": (TOTAL._replace(contributors=(made_contributor(),)), MARK),
    "hidden": (TOTAL._replace(hidden=(made_contributor(),) * 23), "23"),
    "missing": (TOTAL._replace(missing=(Absent(open_unit(), MARK),)), MARK),
    "not_applicable": (TOTAL._replace(not_applicable=(Absent(MARKED, "không có"),)), MARK),
    "rank": (UNIT._replace(rank=Rank(13, 96)), "13/96|13"),
    "ranked": (UNIT._replace(ranked=(made_contributor(),)), MARK),
    "spot": (UNIT._replace(spot=Spot("a.docx", "Trang 1", MARK)), MARK),
    "others": (UNIT._replace(others=(Spot("a.docx", MARK),)), MARK),
    "origins": (UNIT._replace(origins={AT: Origin(Commit("1" * 40, MARK, CAME, ""))}), MARK),
    "remarks": (UNIT._replace(remarks=(MARK,)), MARK),
}
"""A trace for each of its fields, and what is to be seen of it: on a terminal|by machines."""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", Trace._fields)
def test_every_field_of_a_trace_is_told_in_every_format(name: str, form: str) -> None:
    result, told = SAMPLES[name]
    assert any(words in FORMATS[form](result) for words in told.split("|"))


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_figure_is_computed_from_is_told_to_the_last_operand(form: str) -> None:
    deep = made_derivation(1, made_derivation(2, made_derivation(1313)), made_derivation(3))
    told = FORMATS[form](UNIT._replace(derivation=deep))
    assert "1.313" in told


@pytest.mark.parametrize("form", FORMATS)
def test_why_a_unit_has_no_figure_is_told(form: str) -> None:
    assert MARK in FORMATS[form](UNIT._replace(missing=(Absent(open_unit(), MARK, place_of("xa-mot", 9)),)))


def test_lists_are_cut_with_a_said_count_unless_everything_is_asked_for() -> None:
    many = TOTAL._replace(missing=(Absent(MARKED, "chưa gửi"),) * (FOLDED + 3))
    told = trace_text(many, everything=False)
    assert told.count(MARK) == FOLDED
    assert f"Thiếu ({FOLDED + 3}):" in told
    assert "  … và 3 đơn vị khác (--tat-ca để xem hết)\n" in told
    assert trace_text(many, everything=True).count(MARK) == FOLDED + 3


def test_machines_find_every_key_whatever_is_known() -> None:
    rich = TOTAL._replace(contributors=(made_contributor(),), spot=Spot("a", "b"), remarks=("c",))
    assert [*json.loads(trace_json(UNIT))] == [*json.loads(trace_json(rich))] == [*KEYS]
