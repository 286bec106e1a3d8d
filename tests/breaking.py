"""Good documents of every kind, and ways to spoil one place of their XML."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from functools import cache

import hand
import samples
from baocao.inspection.inspect import Inspection, inspect
from baocao.model.document import Heading, Text
from office import parts

Parts = dict[str, str]
Change = Callable[[Parts], None]
DOCUMENT = "word/document.xml"
PARAGRAPH = re.compile(r"<w:p>(?:(?!<w:p>).)*?</w:p>|<w:p [^>]*>(?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
SENTENCES = (
    samples.paragraph("Sở A báo cáo như sau (số liệu tại Phụ lục I, II):"),
    Heading(1, "I.", (Text("Kết quả thực hiện"),)),
    Heading(2, "1.", (Text("Lãnh đạo, chỉ đạo, điều hành"),)),
    samples.paragraph("Sở đã ban hành 04 kế hoạch."),
    samples.paragraph("Tỷ lệ giải quyết đúng hạn đạt 95,5%."),
    samples.TABLE,
    samples.paragraph("Sở A kính báo cáo./."),
)


@cache
def good(name: str) -> bytes:
    """Return a document that keeps every rule."""
    return GOOD[name]()


def report() -> bytes:
    """Return a rendered report with two appendices, one of them a table, one of sentences."""
    appendices = (
        samples.appendix(samples.TABLE, number="Phụ lục I"),
        samples.appendix(samples.paragraph("Danh sách nêu trên./."), number="Phụ lục II"),
    )
    return samples.word(blocks=SENTENCES, appendices=appendices).data


def letter() -> bytes:
    """Return a rendered công văn with marks of urgency and of the drafter."""
    head = samples.HEAD._replace(
        subject="V/v báo cáo kết quả tháng 11", notation="/SA-KHĐMST", stamps=("hoa_toc",)
    )
    return samples.word(type_name="", subject="", letterhead=head, drafter="NVH.5").data


def attachment() -> bytes:
    """Return a rendered appendix that is a file of its own."""
    return samples.word(blocks=(), appendices=(samples.appendix(samples.TABLE, number="Phụ lục III"),)).data


GOOD: dict[str, Callable[[], bytes]] = {
    "report": report,
    "letter": letter,
    "attachment": attachment,
    "typed report": hand.typed_report,
    "typed letter": hand.typed_letter,
    "typed with tabs": hand.typed_with_tabs,
    "typed decision": hand.typed_decision,
    "typed with parts": hand.typed_with_parts,
}


def inspected(data: bytes) -> Inspection:
    """Inspect a document, which must be readable."""
    found = inspect("văn bản.docx", data)
    assert found.unreadable is None
    return found


def broken(data: bytes) -> set[str]:
    """Return the ids of the rules that a document breaks."""
    return {each.rule.id for each in inspected(data).judged if each.fails}


def changed(data: bytes, *changes: Change) -> bytes:
    """Return a document with changes made to the text of its parts."""
    files = parts(data)
    texts = {name: part.decode() for name, part in files.items() if name.endswith((".xml", ".rels"))}
    for change in changes:
        change(texts)
    return packed({**files, **{name: text.encode() for name, text in texts.items()}})


def packed(files: dict[str, bytes]) -> bytes:
    """Return parts as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def replace(old: str, new: str, part: str = DOCUMENT) -> Change:
    """Replace the first occurrence of a text, which must be there."""

    def change(texts: Parts) -> None:
        assert old in texts[part], f"{old!r} is not in {part}"
        texts[part] = texts[part].replace(old, new, 1)

    return change


def replace_last(old: str, new: str) -> Change:
    """Replace the last occurrence of a text."""

    def change(texts: Parts) -> None:
        before, found, after = texts[DOCUMENT].rpartition(old)
        assert found
        texts[DOCUMENT] = before + new + after

    return change


def _spoil(said: str, spoil: Callable[[str], str]) -> Change:
    """Change the first paragraph that says something."""

    def change(texts: Parts) -> None:
        for found in PARAGRAPH.finditer(texts[DOCUMENT]):
            if said in found.group():
                spoiled = spoil(found.group())
                assert spoiled != found.group()
                texts[DOCUMENT] = texts[DOCUMENT].replace(found.group(), spoiled, 1)
                return
        raise AssertionError(said)

    return change


def looks(said: str, properties: str) -> Change:
    """Give the runs of the paragraph that says something more properties."""

    def spoil(paragraph: str) -> str:
        paragraph = re.sub(r"<w:rPr>", "<w:rPr>\0", paragraph)
        paragraph = re.sub(r"<w:r>(?!<w:rPr>)", f"<w:r><w:rPr>{properties}</w:rPr>", paragraph)
        return re.sub(r"\0(.*?)</w:rPr>", rf"\1{properties}</w:rPr>", paragraph)

    return _spoil(said, spoil)


def without(said: str, tag: str) -> Change:
    """Take a property away from the paragraph that says something and from its runs."""
    return _spoil(said, lambda paragraph: re.sub(rf"<w:{tag}\b[^>]*/>", "", paragraph))


def stands(said: str, properties: str) -> Change:
    """Give the paragraph that says something more properties."""
    return _spoil(said, lambda paragraph: paragraph.replace("</w:pPr>", f"{properties}</w:pPr>", 1))


def goes_on(said: str, text: str) -> Change:
    """Let plain text follow in the paragraph that says something."""
    run = f'<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return _spoil(said, lambda paragraph: paragraph.replace("</w:p>", f"{run}</w:p>"))


def unruled(after: str) -> Change:
    """Take away the ruled line that follows a text."""

    def change(texts: Parts) -> None:
        before, found, rest = texts[DOCUMENT].partition(after)
        assert found
        assert "DuongKe" in rest
        texts[DOCUMENT] = before + found + rest.replace('"DuongKe"', '"Bang"', 1)

    return change


def decomposed(text: str) -> Change:
    """Write a text with combining marks."""
    return replace(text, unicodedata.normalize("NFD", text))
