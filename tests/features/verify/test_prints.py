"""`build --check`: what is told of PDF that were printed of what was given out."""

from datetime import date
from pathlib import Path

import pytest

from baocao.features.issue.issuing import Call, issue_document
from baocao.features.verify.prints import AS_MADE, CHANGED, OF_ANOTHER
from baocao.features.verify.verdicts import Verdict
from baocao.features.verify.verifying import Checked, verify_period
from baocao.pipeline import portable
from baocao.pipeline.making import build_period
from baocao.pipeline.plan import Scope
from baocao.pipeline.printing import Printout
from pdfs import sample_pdf
from press import Press
from support import Sandbox, period_of

NOVEMBER, ONE = period_of("2025-11"), Scope(frozenset({"xa-mot"}))
REPORT = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))


@pytest.fixture
def given_out(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """A workspace whose report was given out, and printed after that."""
    assert issue_document(sandbox.root, sandbox.out, NOVEMBER, REPORT, lambda *_: None).issued
    Press(Printout(sample_pdf())).stand_in(monkeypatch, portable)
    outcome = build_period(
        sandbox.root, sandbox.out, NOVEMBER, ONE, official=True, progress=lambda *_: None, pdf=True
    )
    assert outcome.printing
    return sandbox


def checked_report(sandbox: Sandbox) -> Checked:
    (checked,) = verify_period(sandbox.root, sandbox.out, NOVEMBER, Scope(), lambda *_: None).checked
    return checked


def pdf_of(sandbox: Sandbox) -> Path:
    return sandbox.out / "2025-11" / "xa-mot_bao-cao_cd.pdf"


def test_a_pdf_as_it_was_made_is_told_as_one(given_out: Sandbox) -> None:
    checked = checked_report(given_out)
    assert (checked.verdict, checked.found, checked.printed) == (Verdict.SAME, Verdict.SAME, AS_MADE)


def test_a_pdf_that_was_signed_since_is_no_fault(given_out: Sandbox) -> None:
    path = pdf_of(given_out)
    path.write_bytes(path.read_bytes() + b"signed")
    checked = checked_report(given_out)
    assert (checked.verdict, checked.printed) == (Verdict.SAME, CHANGED)


def test_a_pdf_of_another_word_file_is_told_as_one(given_out: Sandbox) -> None:
    path = given_out.out / "2025-11" / "manifest.json"
    text = path.read_text("utf-8")
    start = text.index('"in_tu": "') + len('"in_tu": "')
    path.write_text(f"{text[:start]}{'0' * 64}{text[start + 64 :]}", "utf-8")
    assert checked_report(given_out).printed == OF_ANOTHER


def test_where_none_was_printed_nothing_is_said(given_out: Sandbox) -> None:
    pdf_of(given_out).unlink()
    assert checked_report(given_out).printed == ""
