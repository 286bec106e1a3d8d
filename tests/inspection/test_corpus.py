"""Verdicts on a corpus of documents as people type them: the good break nothing, a fault its rule alone."""

import subprocess
from functools import cache
from typing import Final

import pytest

from baocao.inspection.inspect import inspect_document
from baocao.inspection.paragraphs import Paragraph
from baocao.inspection.reading import read_docx
from baocao.inspection.verdicts import Outcome
from breaking import broken_rules
from collected import MADE_UP, NAMES, OTHERS, PAPERS, made_paper, make_paper

WRONG: Final = {Outcome.FAILS, Outcome.NOT_FOUND}


@cache
def paragraphs_of(name: str) -> tuple[Paragraph, ...]:
    return read_docx(made_paper(name)).paragraphs


def test_the_corpus_has_every_kind_good_and_spoilt_each_by_another_rule() -> None:
    assert len({*NAMES}) >= 40
    rules = [paper.rule for paper in PAPERS.values()]
    assert len(set(rules)) == len(rules)


def test_the_corpus_is_the_same_everywhere() -> None:
    for name in NAMES:
        assert read_docx(make_paper(name)).paragraphs == paragraphs_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_document_says_that_its_figures_are_made_up(name: str) -> None:
    assert any(MADE_UP in paragraph.text for paragraph in paragraphs_of(name))


@pytest.mark.parametrize("name", PAPERS)
def test_a_good_document_breaks_nothing(name: str) -> None:
    judged = inspect_document(name, made_paper(name)).judged
    assert [each.rule.id for each in judged if each.outcome in WRONG] == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_planted_fault_breaks_its_rule_and_no_other(name: str) -> None:
    rule = PAPERS[name].rule
    assert broken_rules(made_paper(f"{name} {rule}")) == {rule}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_document_of_ours_is_not_judged(name: str) -> None:
    inspection = inspect_document(name, made_paper(name))
    assert inspection.form is None
    assert not inspection.has_errors


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every document as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("corpus")
    names = {f"{number:03}": name for number, name in enumerate(NAMES)}
    for number, name in names.items():
        (folder / f"{number}.docx").write_bytes(made_paper(name))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "out")]
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=600)
    return {names[path.stem]: path.read_bytes() for path in (folder / "out").glob("*.docx")}


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_the_verdict_is_the_same_after_libreoffice(saved: dict[str, bytes], name: str) -> None:
    assert broken_rules(saved[name]) == broken_rules(made_paper(name))
