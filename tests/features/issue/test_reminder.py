"""The letter that reminds is given out like any other, once its directive declares it."""

from datetime import date
from typing import Final

import pytest

from baocao.features.issue.issuing import Call, Issuing, issue_document
from baocao.features.verify.verdicts import Verdict
from baocao.features.verify.verifying import verify_period
from baocao.pipeline.plan import Scope, UnknownScopeError
from reminding import remind_at, write_report
from support import Sandbox, period_of

DAY: Final = date(2025, 11, 20)
LETTER: Final = Call("so-a", date(2025, 11, 21), product="nhac", number=31, day=DAY)
FILE: Final = "so-a_nhac_cd.docx"
RECORD: Final = "data/units/so-a/phat-hanh/2025-11_cd_nhac.yaml"


@pytest.fixture
def declared(sandbox: Sandbox) -> Sandbox:
    """Return the sandbox with a letter of its own."""
    sandbox.replace(
        "data/directives/cd.yaml",
        "san_pham:\n",
        "san_pham:\n  nhac: {mau: cong-van-don-doc.md.j2, don_doc: co, lap_boi: [{don_vi: so-a}]}\n",
    )
    return sandbox


def issue_letter(sandbox: Sandbox, call: Call = LETTER) -> Issuing:
    return issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None)


def test_it_gets_its_number_while_others_have_not_reported(declared: Sandbox) -> None:
    done = issue_letter(declared)
    assert done.issued is not None, done.outcome.missing
    assert done.issued.reference == "Công văn số 31/SA ngày 20/11/2025"
    assert done.issued.printed == {}
    assert "cd/nhac: {so: 31, ngay: 2025-11-20}" in (
        declared.root / "data/units/so-a/2025-11.yaml"
    ).read_text(encoding="utf-8")
    assert declared.codes() == []


def test_what_was_given_out_can_be_made_again_from_its_sources(declared: Sandbox) -> None:
    issue_letter(declared)
    done = verify_period(declared.root, declared.out, period_of("2025-11"), Scope(), lambda *_: None)
    assert [(each.name, each.verdict) for each in done.checked] == [(FILE, Verdict.SAME)]


def test_reminding_once_more_leaves_what_was_given_out(declared: Sandbox) -> None:
    issue_letter(declared)
    given = (declared.out / "2025-11" / FILE).read_bytes()
    (letter,) = remind_at(declared).letters
    assert letter.file == "so-a_nhac_cd_du-thao.docx"
    for unit in ("xa-hai", "phuong-ba"):
        write_report(declared, unit)
    remind_at(declared)
    declared.build()
    assert (declared.out / "2025-11" / FILE).read_bytes() == given


def test_nobody_means_it_who_does_not_name_it(declared: Sandbox) -> None:
    with pytest.raises(UnknownScopeError, match="Không có văn bản 'nha'"):
        issue_letter(declared, LETTER._replace(product="nha"))
    done = issue_letter(declared, LETTER._replace(product=None, day=date(2025, 11, 18)))
    assert {each.unit for each in done.outcome.missing} == {"xa-hai", "phuong-ba"}


def test_one_that_no_directive_declares_is_not_numbered_here(sandbox: Sandbox) -> None:
    with pytest.raises(UnknownScopeError, match="don_doc: co"):
        issue_letter(sandbox, LETTER._replace(product="don-doc"))


def test_nobody_is_written_to_when_all_has_come(declared: Sandbox) -> None:
    for unit in ("xa-hai", "phuong-ba"):
        write_report(declared, unit)
    with pytest.raises(UnknownScopeError, match="không có ai để đôn đốc"):
        issue_letter(declared)
    assert not (declared.root / RECORD).exists()


def test_errors_of_those_who_are_reminded_keep_nothing_back(declared: Sandbox) -> None:
    declared.replace("data/units/xa-mot/2025-11.yaml", "3.781", "ba nghìn")
    assert issue_letter(declared).issued is not None
