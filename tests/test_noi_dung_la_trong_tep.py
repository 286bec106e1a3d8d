"""What strangers wrote stays text in every workbook and document that the program writes."""

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import hostile_texts as hostile
from baocao.cli.main import main
from baocao.model.document import Appendix, Document, Letterhead, Paragraph, Signature, Text
from baocao.model.form import Form
from baocao.model.table import Cell, Column, Row, Table
from baocao.render.sheet import render_workbook
from baocao.render.word import WordRenderer
from baocao.source.forms import load_form
from repositories import Repository
from support import Sandbox
from test_noi_dung_la import full_of_texts

MOMENT = datetime(2025, 11, 20, tzinfo=UTC)
LEADS = re.compile(r"\s*[=+\-@＝＋－＠]")
XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
KNOWN_FIELDS = {"PAGE"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


def hostile_document(texts: tuple[str, ...], **more: Any) -> Document:
    """Return a document in which everything that can be a text is one of `texts`, one after the other."""
    table = Table(
        texts[0], (Column(texts[-1], 60), Column("x", 60)), tuple(map(_hostile_row, texts)), note=texts[0]
    )
    prose = tuple(Paragraph((Text(text),)) for text in texts)
    made = Document(
        title=texts[0],
        type_name="",
        subject=texts[0],
        letterhead=Letterhead((), (texts[0],), "", "", "", None),
        addressees=texts[:3],
        blocks=prose,
        signature=Signature((texts[0],), texts[0]),
        recipients=texts[:3],
        appendices=(Appendix(texts[0], texts[0], texts[0], landscape=True, blocks=(*prose, table)),),
        draft=True,
        notice=texts[0],
    )
    return made._replace(**more)


def _hostile_row(text: str) -> Row:
    return Row((Cell(text), Cell(f"x{text}")))


def worksheets_of(data: bytes) -> Iterator[Worksheet]:
    yield from load_workbook(BytesIO(data)).worksheets


def hold_workbook(data: bytes) -> None:
    """Hold a workbook to what is promised: no formula, no link, no text that would become a formula."""
    for sheet in worksheets_of(data):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                assert cell.comment is None
                if isinstance(cell.value, str):
                    assert cell.quotePrefix is bool(LEADS.match(cell.value)), cell.value
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            ET.fromstring(archive.read(name))
            assert b'TargetMode="External"' not in archive.read(name)


@pytest.mark.parametrize("text", [*hostile.FORMULAS, *hostile.CODES, *hostile.TERMINAL, *hostile.HALVES])
def test_a_text_of_a_workbook_stays_the_text_that_it_is(form: Form, text: str) -> None:
    data = render_workbook(hostile_document((text, "x")), form, MOMENT)
    hold_workbook(data)
    expected = re.sub("_(?=x[0-9A-F]{4}_)", "_x005F_", XML.sub("", text)).replace("\r", "\n")
    values = [
        cell.value
        for sheet in worksheets_of(data)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    ]
    assert not expected or expected in [str(value).replace("\r", "\n") for value in values]


def test_a_workbook_with_every_hostile_text_is_whole(form: Form) -> None:
    hold_workbook(render_workbook(hostile_document(hostile.ALL), form, MOMENT))


@pytest.mark.parametrize(
    "notice", ["&D&P&F", '&"Wingdings,Bold"&40 5 &R x', "&" * 300, "ấ" * 400, "a\nb\x1b"]
)
def test_nothing_in_a_margin_is_a_code_and_it_is_never_too_long_for_excel(form: Form, notice: str) -> None:
    data = render_workbook(hostile_document(("x", "y"), notice=notice), form, MOMENT)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    footers = [part.text or "" for part in sheet.iter() if part.tag.endswith("Footer")]
    shown = [re.sub(r'^&C&"[^"]*"&\d+ ', "", text) for text in footers if text]
    assert shown
    assert all(len(text) <= 255 for text in footers)
    assert all(not re.search("&", text.replace("&&", "")) for text in shown)


@pytest.mark.parametrize("name", ["History", "a" * 60, "x/y:z[1]", "'x'", "\x1bx\n", "", "=1+1", "..\\x"])
def test_a_sheet_has_a_name_that_excel_allows(form: Form, name: str) -> None:
    (sheet,) = worksheets_of(render_workbook(hostile_document((name, "x")), form, MOMENT))
    assert 0 < len(sheet.title) <= 31
    assert not re.search(r"[\[\]:*?/\\\x00-\x1f]|^'|'$", sheet.title)
    assert sheet.title.lower() != "history"


@pytest.mark.parametrize("texts", [hostile.READ, hostile.ALL])
def test_a_word_document_has_no_field_no_link_and_no_part_of_strangers(
    form: Form, texts: tuple[str, ...]
) -> None:
    data = WordRenderer(form).render(hostile_document(texts), MOMENT)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            root = ET.fromstring(archive.read(name))
            fields = {(element.text or "").strip() for element in root.iter(f"{W}instrText")}
            assert fields <= KNOWN_FIELDS
            assert not list(root.iter(f"{W}fldSimple"))
            assert not list(root.iter(f"{W}hyperlink"))
            assert b'TargetMode="External"' not in archive.read(name)


def test_every_workbook_that_a_command_writes_holds_texts_as_texts(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sandbox.root)
    repository = Repository(sandbox.root)
    repository.commit("2025-11-18 08:00")
    full_of_texts(sandbox)
    repository.commit("2025-11-19 08:00")
    assert main(["build", "--ky", "2025-11"]) in {0, 1}
    main(["status", "--ky", "2025-11", "--xlsx", "tinh-hinh.xlsx"])
    main(["diff", "--rev", "HEAD~1", "--xlsx", "so-sanh.xlsx"])
    main(["remind", "--ky", "2025-11"])
    main(["form", "--ky", "2025-11"])
    written = sorted(Path().rglob("*.xlsx"))
    assert {path.name for path in written} >= {
        "tinh-hinh.xlsx",
        "so-sanh.xlsx",
        "nhac-viec_2025-11.xlsx",
        "bieu_2025-11_xa-mot.xlsx",
    }
    assert any(path.parts[0] == "out" for path in written)
    for path in written:
        hold_workbook(path.read_bytes())
