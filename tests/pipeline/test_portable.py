"""`build --pdf`: each Word file also as PDF/A-2, or nothing is written."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from baocao.features.issue.issuing import Call, issue_document
from baocao.pipeline import portable
from baocao.pipeline.making import Outcome, build_period
from baocao.pipeline.manifest import PRINTED_FROM
from baocao.pipeline.plan import Scope
from baocao.pipeline.portable import UnprintableError
from baocao.pipeline.printing import Printout, open_printer
from office import Word
from pdfs import Letters, sample_pdf
from press import Press
from printed_words import differences, pages_of, part_text
from samples import DOCUMENT, MOMENT, TABLE, sample_appendix, state_renderer
from support import Sandbox, period_of

UNIT = "xa-mot_bao-cao_cd"
ONE, EVERYTHING = Scope(frozenset({"xa-mot"})), Scope()


def build_printed(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, press: Press | None = None, scope: Scope = EVERYTHING
) -> Outcome:
    (press or Press(Printout(sample_pdf()))).stand_in(monkeypatch, portable)
    return build_period(
        sandbox.root, sandbox.out, period_of("2025-11"), scope,
        official=False, progress=lambda *_: None, pdf=True,
    )  # fmt: skip


def names_in(sandbox: Sandbox) -> set[str]:
    folder = sandbox.out / "2025-11"
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def entries_of(sandbox: Sandbox) -> dict[str, dict[str, object]]:
    listed = json.loads((sandbox.out / "2025-11" / "manifest.json").read_bytes())["van_ban"]
    return {entry["tep"]: entry for entry in listed}


def test_each_word_file_has_a_pdf_beside_it_which_the_list_knows(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = build_printed(sandbox, monkeypatch)
    words = {each.name for each in outcome.made if each.name.endswith(".docx")}
    assert words
    assert {f"{Path(name).stem}.pdf" for name in words} <= names_in(sandbox)
    for name in words:
        word, pdf = (entries_of(sandbox)[f"{Path(name).stem}{end}"] for end in (".docx", ".pdf"))
        assert pdf[PRINTED_FROM] == word["sha256"]
        assert pdf["sha256"] == sha256((sandbox.out / "2025-11" / str(pdf["tep"])).read_bytes()).hexdigest()
        assert pdf["nguon"] == word["nguon"]
    assert outcome.printing
    assert (outcome.printing.files, outcome.printing.fonts) == (len(words), ("Liberation Serif",))


def test_a_pdf_was_made_when_its_word_file_was(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    build_printed(sandbox, monkeypatch)
    assert b"(D:20251114000000Z')" in (sandbox.out / "2025-11" / f"{UNIT}.pdf").read_bytes()
    core = Word((sandbox.out / "2025-11" / f"{UNIT}.docx").read_bytes()).parts["docProps/core.xml"]
    assert b">2025-11-14T00:00:00Z<" in core


@pytest.mark.parametrize(
    ("printout", "reason"),
    [
        (
            Printout(None, "LibreOffice chưa lập xong PDF sau 90 giây nên đã bị dừng."),
            "LibreOffice chưa lập xong",
        ),
        (Printout(sample_pdf([Letters("ArialMT", embedded=False)])), "phông chữ 'Arial' không nhúng được"),
        (Printout(sample_pdf([Letters("ArialMT", readable=False)])), "phông chữ 'Arial' không cho biết"),
        (Printout(sample_pdf(level="1")), "không lập được PDF/A-2b"),
    ],
)
def test_where_one_cannot_be_given_out_nothing_is_written(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, printout: Printout, reason: str
) -> None:
    with pytest.raises(UnprintableError, match=reason) as raised:
        build_printed(sandbox, monkeypatch, Press(Printout(sample_pdf()), printout))
    assert ".docx: " in str(raised.value)
    assert names_in(sandbox) <= {".baocao.lock"}


def test_without_libreoffice_it_says_what_to_install_before_anything_is_read(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.write("baocao.yaml", "{")
    with pytest.raises(UnprintableError, match=r"chưa cài LibreOffice.*apt install libreoffice-writer"):
        build_printed(sandbox, monkeypatch, Press(is_there=False))
    assert names_in(sandbox) == set()


def test_a_build_without_pdf_keeps_those_that_are_still_prints_of_what_lies_beside_them(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_printed(sandbox, monkeypatch)
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "xã đã nhận", "đến nay xã đã nhận")
    sandbox.build()
    assert f"{UNIT}.pdf" not in names_in(sandbox) | entries_of(sandbox).keys()
    sandbox.build()
    build_printed(sandbox, monkeypatch, scope=ONE)
    sandbox.build()
    assert f"{UNIT}.pdf" in names_in(sandbox) & entries_of(sandbox).keys()


def test_the_pdf_of_what_was_given_out_stays_and_a_draft_has_its_own(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))
    assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None).issued
    build_printed(sandbox, monkeypatch, scope=ONE)
    assert f"{UNIT}_du-thao.pdf" in names_in(sandbox)
    assert f"{UNIT}.pdf" not in names_in(sandbox)


def test_a_pdf_that_was_signed_since_is_neither_replaced_nor_taken_away(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_printed(sandbox, monkeypatch)
    path = sandbox.out / "2025-11" / f"{UNIT}.pdf"
    path.write_bytes(signed := path.read_bytes() + b"signed")
    with pytest.raises(UnprintableError, match="có thể đã ký số"):
        build_printed(sandbox, monkeypatch)
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "xã đã nhận", "đến nay xã đã nhận")
    sandbox.build()
    assert path.read_bytes() == signed
    assert path.name not in entries_of(sandbox)
    with pytest.raises(UnprintableError, match="có thể đã ký số"):
        build_printed(sandbox, monkeypatch, scope=ONE)
    path.unlink()
    assert build_printed(sandbox, monkeypatch, scope=ONE).printing


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("xã đã nhận", "xã đã nhận", ""),
        ("xã đã nhận", "xã đã", "lost: hnnậ"),
        ("xã đã nhận", "đã nhận xã", "out of order: "),
        ("xã đã nhận", "xã đã nhận thêm", "added: thêm"),
        ("xã đã nhận", "xã đã nhận \f xã", "page 1 is empty"),
        ("xã đã nhận", "xã đã nhận \ue012", "page 2 has a letter without meaning"),
    ],
)
def test_what_pages_say_otherwise_than_the_word_file_is_told(
    sandbox: Sandbox, old: str, new: str, told: str
) -> None:
    (word,) = (each.data for each in sandbox.build(scope=ONE).made if each.name.endswith(".docx"))
    parts = Word(word).parts
    text = " ".join(part_text(parts, f"word/{name}.xml") for name in ("document", "footnotes"))
    assert old in text
    pages = ["" if told.startswith("page 1") else "2", text.replace(old, new, 1)]
    found = list(differences(word, pages))
    assert any(each.startswith(told) for each in found) if told else found == []


@pytest.mark.libreoffice
def test_the_pages_say_what_the_word_files_say_and_come_out_the_same_alone_and_together(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = []
    for zone, scope in (("UTC", Scope()), ("Asia/Ho_Chi_Minh", ONE)):
        monkeypatch.setenv("TZ", zone)
        outcome = build_period(
            sandbox.root, sandbox.out, period_of("2025-11"), scope,
            official=False, progress=lambda *_: None, pdf=True,
        )  # fmt: skip
        outcomes.append({each.name: each.data for each in outcome.made})
    together, alone = outcomes
    assert together[f"{UNIT}.pdf"] == alone[f"{UNIT}.pdf"]
    for name in together:
        if name.endswith(".pdf"):
            path = sandbox.out / "2025-11" / name
            assert list(differences(path.with_suffix(".docx").read_bytes(), pages_of(path))) == []


@pytest.mark.libreoffice
def test_a_pdf_has_tags_a_language_a_title_and_bookmarks_down_to_its_appendices(tmp_path: Path) -> None:
    document = DOCUMENT._replace(appendices=(sample_appendix(TABLE, number="Phụ lục II"),))
    with open_printer(tmp_path) as printer:
        pdf = printer.print_word(state_renderer().render(document, MOMENT)).pdf
    assert pdf
    assert b"/MarkInfo<</Marked true>>" in pdf
    assert b"/Lang(vi-VN)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert b"/S/TH" in pdf
    for bookmark in ("Phụ lục II", "SỐ LIỆU THÁNG 11"):
        assert bookmark.encode("utf-16-be").hex().upper().encode() in pdf
