"""What is found out is told in every format: nothing that the records hold is forgotten by one of them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from baocao.features.diff.document import comparison_document
from baocao.features.diff.formats import COMMENT, KEYS, Style, diff_json, diff_markdown, diff_text
from baocao.features.diff.outline import diff_outline
from baocao.features.diff.records import Comparison, Differences
from baocao.model.diagnostic import problem
from baocao.report.outline import Each, Section
from baocao.rules.first_looks import FirstLook
from baocao.rules.reports import Known
from baocao.source.forms import load_form
from diffing import sample_differences
from records import AT
from support import Sandbox

MARK: Final = "dau-rieng"
FORM: Final = load_form()
FORMATS: Final[Mapping[str, Callable[[Differences], str]]] = {
    "text": lambda found: diff_text(found, Style(120, everything=True)),
    "markdown": diff_markdown,
    "json": diff_json,
    "xlsx": lambda found: str(comparison_document(found, FORM, everything=True)),
}
NOWHERE: Final = {
    ("reranked", "markdown"): "a comment only counts them",
    ("reranked", "xlsx"): "a table of changes has no place for what did not change",
    ("problems", "xlsx"): "a document tells what changed, the terminal what could not be read",
}
"""What a format leaves out, and why."""
KINDS: Final = [name for name, kind in Comparison.__annotations__.items() if str(kind).endswith(", ...]")]
"""The lists of a comparison: one for each kind of change."""


@pytest.fixture
def differences(tmp_path: Path) -> Differences:
    """Something of every kind."""
    sample = sample_differences(Sandbox(tmp_path))
    (comparison,) = sample.comparisons
    figure = comparison.figures[0]
    known = Known(Decimal(3), AT)
    look = FirstLook(
        figure.unit, figure.indicator, known, before=2, period="2025-10", expected=2, share=0.1
    )
    full = comparison._replace(reranked=comparison.figures, looks=(look,))
    return sample._replace(
        comparisons=(full,), problems=(problem("BC101", AT),), remarks=(f"Chỉ so {MARK}",), notice=MARK
    )


def marked(record: Any) -> Any:
    """Return a record with the mark in the names by which people and machines know it."""
    changes: dict[str, Any] = {}
    for name in {"unit", "directive", "indicator"} & set(record._fields):
        changes[name] = getattr(record, name)._replace(id=MARK, name=MARK)
    if "totals" in record._fields:
        changes["totals"] = tuple(map(marked, record.totals))
    return record._replace(**changes) if changes else record._replace(file=MARK)


def only(comparison: Comparison, name: str) -> Comparison:
    """Return a comparison with nothing but the list of this name, all of it marked."""
    kept = getattr(comparison, name)
    assert kept, f"the sample has no {name}"
    changes: dict[str, Any] = {**dict.fromkeys(KINDS, ()), name: (marked(kept[0]),)}
    return comparison._replace(**changes)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_change_is_told_in_every_format(
    differences: Differences, name: str, form: str
) -> None:
    (comparison,) = differences.comparisons
    asked = Differences("a", "b", (only(comparison, name),))
    assert (MARK in FORMATS[form](asked)) is ((name, form) not in NOWHERE)


@pytest.mark.parametrize("form", FORMATS)
def test_definitions_remarks_and_notices_are_told_in_every_format(
    differences: Differences, form: str
) -> None:
    definition = differences.definitions[0]._replace(file=MARK)
    bare = differences._replace(notice="", remarks=(), problems=())
    for name, asked in {
        "definitions": bare._replace(definitions=(definition,)),
        "remarks": bare._replace(remarks=differences.remarks),
        "notice": bare._replace(notice=MARK),
    }.items():
        assert MARK in FORMATS[form](asked), name


@pytest.mark.parametrize("form", FORMATS)
def test_what_could_not_be_read_is_told_where_somebody_can_mend_it(
    differences: Differences, form: str
) -> None:
    assert ("BC101" in FORMATS[form](differences)) is (("problems", form) not in NOWHERE)


def test_there_are_as_many_kinds_of_change_as_were_thought_of() -> None:
    assert KINDS == ["units", "directives", "figures", "reranked", "tasks", "texts", "facts", "looks"]


def test_every_section_of_a_comparison_has_its_place_in_the_orders(differences: Differences) -> None:
    """A section that an order does not name comes last; those that are known have been thought about."""
    (each,) = (node for node in diff_outline(differences).nodes if isinstance(node, Each))
    (outline,) = each.outlines
    keys = {node.key for node in outline.nodes if isinstance(node, Section | Each)}
    assert keys <= set(KEYS)
    assert keys == set(COMMENT.order)
