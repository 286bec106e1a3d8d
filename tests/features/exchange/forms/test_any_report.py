"""Whatever a unit has written has a form: nothing that it holds is lost or turned."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given

from baocao.features.exchange.forms.beside import Beside
from baocao.features.exchange.forms.gathering import common_of
from baocao.features.exchange.forms.layout import KEY, form_layout
from baocao.features.exchange.forms.records import FormLayout, LineKind
from baocao.features.exchange.forms.workbook import LISTS, render_form
from baocao.model.workspace import SourceFile
from baocao.pipeline.asking import asked_of_units
from baocao.source import nodes
from baocao.source.config import read_config
from baocao.source.parsing import parse_source
from baocao.source.workspace import load_definitions
from reading import number_of_tries
from submitting import CATALOGUE, Tree, changed_submission, good_submission, written_tree
from support import Sandbox, period_of

PERIOD = period_of("2025-11")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sandbox = Sandbox(tmp_path_factory.mktemp("bieu"))
    sandbox.write("data/directives/chi-tieu.yaml", CATALOGUE)
    sandbox.replace("data/directives/cd.yaml", "bat_buoc: [hs.tiep_nhan]\n", "")
    return sandbox.root


@cache
def asked_in(root: Path) -> Any:
    definitions, _ = load_definitions(read_config(root)[0], with_profiles=False)
    (asked,) = asked_of_units(definitions, PERIOD, ["xa-mot"])
    return asked, common_of(asked.unit, definitions)


def layout_of_tree(root: Path, tree: Tree) -> FormLayout | None:
    """Return the form of a unit that has written this, if it can be read at all."""
    asked, common = asked_in(root)
    node, _ = parse_source(SourceFile("2025-11.yaml", written_tree(tree), b""))
    return form_layout(asked, common, Beside(node)) if isinstance(node, nodes.Mapping) else None


def read_back(data: bytes) -> Mapping[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {}
    sheets: list[Any] = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    for sheet in sheets:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)] if sheet.title != LISTS else []
        keys = next((row for row in rows if row[0] == KEY), [])
        found |= {
            (row[0], column): value
            for row in rows
            if row[0]
            for column, value in zip(keys[1:], row[1:], strict=True)
        }
    return found


def assert_held(layout: FormLayout) -> None:
    """Every answer is read back as it was, and no key stands twice."""
    keys = [line.key for sheet in layout.sheets for line in sheet.all_lines() if line.key]
    assert len(keys) == len(set(keys))
    found = read_back(render_form(layout, datetime(2025, 11, 18, tzinfo=UTC)))
    for line in layout.lines_by_key().values():
        for column, cell in line.inputs.items():
            value = found[line.key, column]
            said = cell.content
            assert value == (float(said) if isinstance(said, Decimal) else said or None)


@given(tree=good_submission())
@number_of_tries(60)
def test_what_is_meant_well_is_held(root: Path, tree: Tree) -> None:
    layout = layout_of_tree(root, tree)
    assert layout is not None
    assert_held(layout)


@given(tree=changed_submission())
@number_of_tries(60)
def test_what_was_spoiled_has_a_form_as_well(root: Path, tree: Tree) -> None:
    layout = layout_of_tree(root, tree)
    if layout is not None:
        assert_held(layout)


@given(tree=good_submission())
@number_of_tries(60)
def test_everything_that_is_written_is_a_line_or_is_named_as_kept(root: Path, tree: Tree) -> None:
    layout = layout_of_tree(root, tree)
    assert layout is not None
    ways = {line.way for line in layout.lines_by_key().values()}
    kept = {line.key for line in layout.lines_by_key().values() if line.kind is LineKind.KEPT}
    for name in tree.get("chi_tieu") or {}:
        assert ("chi_tieu", name) in ways or f"giu/chi_tieu/{name}" in kept
    for section in ("doi_chieu", "phat_hanh"):
        assert not tree.get(section) or f"giu/{section}" in kept
