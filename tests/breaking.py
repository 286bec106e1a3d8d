"""Good documents of every kind, and ways to spoil one place of their XML."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from functools import cache

import hand
import party_hand
import samples
from baocao.inspection.inspect import Inspection, Judged, inspect_document
from baocao.model.document import Heading, Text
from office import package_parts

Parts = dict[str, str]
Change = Callable[[Parts], None]
DOCUMENT = "word/document.xml"
PARAGRAPH = re.compile(r"<w:p>(?:(?!<w:p>).)*?</w:p>|<w:p [^>]*>(?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
SENTENCES = (
    samples.plain_paragraph("Sở A báo cáo như sau (số liệu tại Phụ lục I, II):"),
    Heading(1, "I.", (Text("Kết quả thực hiện"),)),
    Heading(2, "1.", (Text("Lãnh đạo, chỉ đạo, điều hành"),)),
    samples.plain_paragraph("Sở đã ban hành 04 kế hoạch."),
    samples.plain_paragraph("Tỷ lệ giải quyết đúng hạn đạt 95,5%."),
    samples.TABLE,
    samples.plain_paragraph("Sở A kính báo cáo./."),
)


@cache
def good_document(name: str) -> bytes:
    """Return a document that keeps every rule."""
    return GOOD[name]()


def report_document() -> bytes:
    """Return a rendered report with two appendices, one of them a table, one of sentences."""
    appendices = (
        samples.sample_appendix(samples.TABLE, number="Phụ lục I"),
        samples.sample_appendix(samples.plain_paragraph("Danh sách nêu trên./."), number="Phụ lục II"),
    )
    return samples.sample_word(blocks=SENTENCES, appendices=appendices).data


def letter_document() -> bytes:
    """Return a rendered công văn with marks of urgency and of the drafter."""
    head = samples.HEAD._replace(
        subject="V/v báo cáo kết quả tháng 11", notation="/SA-KHĐMST", stamps=("hoa_toc",)
    )
    return samples.sample_word(type_name="", subject="", letterhead=head, drafter="NVH.5").data


def attachment_document() -> bytes:
    """Return a rendered appendix that is a file of its own."""
    return samples.sample_word(
        blocks=(), appendices=(samples.sample_appendix(samples.TABLE, number="Phụ lục III"),)
    ).data


GOOD: dict[str, Callable[[], bytes]] = {
    "report": report_document,
    "letter": letter_document,
    "attachment": attachment_document,
    "typed report": hand.typed_report,
    "typed letter": hand.typed_letter,
    "typed with tabs": hand.typed_with_tabs,
    "typed decision": hand.typed_decision,
    "typed with parts": hand.typed_with_parts,
    "party report": party_hand.typed_party,
}


def inspect_bytes(data: bytes) -> Inspection:
    """Inspect a document, which must be readable."""
    inspection = inspect_document("văn bản.docx", data)
    assert inspection.unreadable is None
    return inspection


def broken_rules(data: bytes) -> set[str]:
    """Return the ids of the rules that a document breaks."""
    return {each.rule.id for each in inspect_bytes(data).judged if each.fails}


def judged_by(data: bytes, rule: str) -> Judged:
    """Return what one rule says of a document."""
    return next(each for each in inspect_bytes(data).judged if each.rule.id == rule)


def measured_faults(data: bytes, rule: str) -> list[str]:
    """Return what one rule finds in a document."""
    verdict = judged_by(data, rule).verdict
    assert verdict is not None
    return [fault.measured for fault in verdict.faults]


def rule_faults(rule: str, change: Change, name: str = "report") -> list[str]:
    """Return what a rule finds in a document that was changed."""
    return measured_faults(change_parts(good_document(name), change), rule)


def sentence_faults(rule: str, text: str, units: tuple[str, ...] = ()) -> list[str]:
    """Return what a rule finds where a report says a text."""
    data = change_parts(
        good_document("report"), replace_first(">Sở đã ban hành 04 kế hoạch.<", f">{text}<")
    )
    judged = inspect_document("văn bản.docx", data, units).judged
    verdict = next(each.verdict for each in judged if each.rule.id == rule)
    return [each.measured for each in verdict.faults] if verdict else []


def change_parts(data: bytes, *changes: Change) -> bytes:
    """Return a document with changes made to the text of its parts."""
    files = package_parts(data)
    texts = {name: part.decode() for name, part in files.items() if name.endswith((".xml", ".rels"))}
    for change in changes:
        change(texts)
    return pack_parts({**files, **{name: text.encode() for name, text in texts.items()}})


def pack_parts(files: dict[str, bytes]) -> bytes:
    """Return parts as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            # Not the time of now: the same parts are the same bytes, whenever a test packs them.
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def replace_first(old: str, new: str, part: str = DOCUMENT) -> Change:
    """Replace the first occurrence of a text, which must be there."""

    def replace_in(texts: Parts) -> None:
        assert old in texts[part], f"{old!r} is not in {part}"
        texts[part] = texts[part].replace(old, new, 1)

    return replace_in


def replace_last(old: str, new: str) -> Change:
    """Replace the last occurrence of a text."""

    def replace_in(texts: Parts) -> None:
        before, problems, after = texts[DOCUMENT].rpartition(old)
        assert problems
        texts[DOCUMENT] = before + new + after

    return replace_in


def _spoil_paragraph(said: str, spoil: Callable[[str], str]) -> Change:
    """Change the first paragraph that says something."""

    def spoil_in(texts: Parts) -> None:
        for match in PARAGRAPH.finditer(texts[DOCUMENT]):
            if said in match.group():
                spoiled = spoil(match.group())
                assert spoiled != match.group()
                texts[DOCUMENT] = texts[DOCUMENT].replace(match.group(), spoiled, 1)
                return
        raise AssertionError(said)

    return spoil_in


def add_run_looks(said: str, properties: str) -> Change:
    """Give the runs of the paragraph that says something more properties."""

    def spoil_runs(paragraph: str) -> str:
        paragraph = re.sub(r"<w:rPr>", "<w:rPr>\0", paragraph)
        paragraph = re.sub(r"<w:r>(?!<w:rPr>)", f"<w:r><w:rPr>{properties}</w:rPr>", paragraph)
        return re.sub(r"\0(.*?)</w:rPr>", rf"\1{properties}</w:rPr>", paragraph)

    return _spoil_paragraph(said, spoil_runs)


def without_property(said: str, tag: str) -> Change:
    """Take a property away from the paragraph that says something and from its runs."""
    return _spoil_paragraph(said, lambda paragraph: re.sub(rf"<w:{tag}\b[^>]*/>", "", paragraph))


def add_paragraph_looks(said: str, properties: str) -> Change:
    """Give the paragraph that says something more properties."""
    return _spoil_paragraph(
        said, lambda paragraph: paragraph.replace("</w:pPr>", f"{properties}</w:pPr>", 1)
    )


def goes_on(said: str, text: str) -> Change:
    """Let plain text follow in the paragraph that says something."""
    run = f'<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return _spoil_paragraph(said, lambda paragraph: paragraph.replace("</w:p>", f"{run}</w:p>"))


def without_rule(after: str) -> Change:
    """Take away the ruled line that follows a text."""

    def remove_rule(texts: Parts) -> None:
        before, problems, rest = texts[DOCUMENT].partition(after)
        assert problems
        assert "DuongKe" in rest
        texts[DOCUMENT] = before + problems + rest.replace('"DuongKe"', '"Bang"', 1)

    return remove_rule


def with_combining(text: str) -> Change:
    """Write a text with combining marks."""
    return replace_first(text, unicodedata.normalize("NFD", text))


def with_comment(said: str, text: str = "Xem lại câu này") -> Change:
    """Put a comment on the paragraph that says something."""
    mark = _spoil_paragraph(
        said,
        lambda paragraph: paragraph.replace("</w:p>", '<w:r><w:commentReference w:id="7"/></w:r></w:p>'),
    )

    def add_comment(texts: Parts) -> None:
        mark(texts)
        body = f'<w:comment w:id="7" w:author="A"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        texts["word/comments.xml"] = f'<w:comments xmlns:w="{hand.W}">{body}</w:comments>'
        relations = "word/_rels/document.xml.rels"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        texts[relations] = texts[relations].replace(
            "</Relationships>",
            f'<Relationship Id="nhanXet" Type="{kind}" Target="comments.xml"/></Relationships>',
        )

    return add_comment
