"""Words, ruled lines and page numbers of whole documents are set right, tracked or plainly."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

import hand
from baocao.inspection.mending.mend import mend_document
from baocao.inspection.mending.package import W
from baocao.inspection.mending.page_numbers import IN_BOX
from baocao.inspection.mending.records import Mended
from baocao.inspection.mending.rewording import IN_CHANGE, IN_CONTROL, IN_FIELD
from baocao.inspection.mending.words import TEXT_MENDERS
from baocao.inspection.rules.catalogue import RULES
from breaking import (
    broken_rules,
    change_parts,
    good_document,
    pack_parts,
    replace_first,
    replace_last,
    without_rule,
)
from mending import broken_cases, broken_document, main_part, out_of_order, twice_used_ids
from numbered import empty_header, number_below, typed_pages
from office import package_parts

OURS = "TT702"
"""What inspections say of a tracked copy: that its changes wait to be accepted."""
MENDABLE = (
    *("TT106", "TT107", "TT108", "TT202", "TT203", "TT204", "TT207", "TT208", "TT210", "TT215", "TT218"),
    *("TT314", "TT407", "TT505", "TT507", "TT508"),
)


def mend_words_of(data: bytes, *, tracked: bool = True) -> Mended:
    """Mend words, lines and numbers alone; see that mending again changes nothing."""
    mended = mend_document("x.docx", data, tracked=tracked, menders=TEXT_MENDERS)
    assert mended.refused == ""
    assert out_of_order(main_part(mended.data)) == []
    assert twice_used_ids(main_part(mended.data)) == []
    again = mend_document("x.docx", mended.data, tracked=tracked, menders=TEXT_MENDERS)
    assert again.changes == ()
    assert again.data == mended.data
    return mended


def said_by(data: bytes) -> list[str]:
    """Return what the paragraphs of a document say that say anything."""
    root = ET.fromstring(package_parts(data)["word/document.xml"])
    said = ("".join(text.text or "" for text in each.iter(f"{W}t")) for each in root.iter(f"{W}p"))
    return [text for text in said if text]


def accepted(data: bytes) -> bytes:
    """Return a document as it is once every tracked change of text is accepted."""

    def accept_in(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            taken = re.sub(r"<w:del [^>]*>.*?</w:del>", "", text, flags=re.DOTALL)
            texts[name] = re.sub(r"</?w:ins\b[^>]*>", "", taken)

    return change_parts(data, accept_in)


def rejected(data: bytes) -> bytes:
    """Return a document as it is once every tracked change of text is rejected."""

    def reject_in(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            taken = re.sub(r"<w:ins [^>]*[^/]>.*?</w:ins>", "", text, flags=re.DOTALL)
            taken = re.sub(r"</?w:del\b[^>]*>", "", taken)
            texts[name] = taken.replace("w:delText", "w:t").replace("w:delInstrText", "w:instrText")

    return change_parts(data, reject_in)


@pytest.mark.sampled
@pytest.mark.parametrize("rule", MENDABLE)
def test_what_a_rule_finds_wrong_is_set_right(rule: str) -> None:
    data = broken_document(rule)
    mended = mend_words_of(data)
    assert broken_rules(mended.data) <= {OURS}
    assert broken_rules(accepted(mended.data)) <= {OURS}
    assert said_by(rejected(mended.data)) == said_by(data)
    assert {change.rule for change in mended.changes} == {rule}
    assert mended.left == ()


@pytest.mark.sampled
@pytest.mark.parametrize("rule", MENDABLE)
def test_a_plain_copy_says_the_same_without_tracked_changes(rule: str) -> None:
    data = broken_document(rule)
    plain = mend_words_of(data, tracked=False)
    assert broken_rules(plain.data) == set()
    assert said_by(plain.data) == said_by(accepted(mend_words_of(data).data))
    parts = b"".join(package_parts(plain.data).values())
    assert not re.search(rb"<w:(?:ins|del|\w+Change) ", parts)


@pytest.mark.thorough
def test_most_rules_are_mended_and_every_other_says_why_not() -> None:
    mended: set[str] = set()
    left: set[str] = set()
    for rule in (rule.id for rule in RULES):
        result = mend_document("x.docx", broken_document(rule), tracked=False)
        assert result.refused == ""
        still = broken_rules(result.data)
        (left if rule in still else mended).add(rule)
        assert still <= {each.rule for each in result.left}, rule
        assert all(each.reason for each in result.left)
    assert len(mended) >= 48
    assert len(mended) + len(left) == len(RULES)


def all_at_once() -> bytes:
    """Return a report that breaks twelve rules."""
    rules = ("TT204", "TT207", "TT215", "TT505", "TT203", "TT208", "TT210", "TT218", "TT314", "TT407")
    changes = [change for rule in (*rules, "TT507", "TT106") for change in broken_cases()[rule][1]]
    return change_parts(good_document("report"), *changes)


@pytest.mark.parametrize("tracked", [True, False])
def test_many_faults_of_one_document_are_mended_in_one_go(*, tracked: bool) -> None:
    mended = mend_words_of(all_at_once(), tracked=tracked)
    assert broken_rules(mended.data) <= {OURS}
    assert len({change.rule for change in mended.changes}) == 12


def test_the_same_file_is_mended_to_the_same_bytes() -> None:
    data = all_at_once()
    assert mend_document("x.docx", data).data == mend_document("y.docx", data).data


def test_a_change_keeps_the_look_of_the_letters_around() -> None:
    root = main_part(mend_words_of(broken_document("TT208")).data)
    inserted = root.find(f".//{W}ins")
    before = inserted.getprevious()
    assert inserted.get(f"{W}author") == "baocao"
    assert f"{W}date" not in inserted.attrib
    looks = [each.find(f".//{W}rPr") for each in (before, inserted)]
    assert [look is None for look in looks] in ([True, True], [False, False])


# Where nobody can be sure


def replaced(new: str, old: str = "Số: 189/BC-SA") -> bytes:
    """Return the report with the run of a text in another shape."""

    def replace_in(texts: dict[str, str]) -> None:
        text = texts["word/document.xml"]
        at = text.index(old)
        start, end = text.rindex("<w:r>", 0, at), text.index("</w:r>", at) + len("</w:r>")
        texts["word/document.xml"] = text[:start] + new + text[end:]

    return change_parts(good_document("report"), replace_in)


RUN = "<w:r><w:t>Số: 9/BC-SA</w:t></w:r>"
CODE = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DOCPROPERTY so </w:instrText></w:r>'
FIELD = (
    f'{CODE}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{RUN}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (FIELD, IN_FIELD),
        (f'<w:ins w:id="900" w:author="Lan">{RUN}</w:ins>', IN_CHANGE),
        (f'<w:hyperlink w:anchor="a">{RUN}</w:hyperlink>', IN_CONTROL),
        (f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>", IN_CONTROL),
    ],
)
def test_what_others_write_or_programs_make_is_left_and_said(xml: str, reason: str) -> None:
    data = replaced(xml)
    mended = mend_document("x.docx", data, menders=TEXT_MENDERS)
    assert mended.data == data
    assert [left.reason for left in mended.left if left.rule == "TT208"] == [reason]


@pytest.mark.parametrize(
    "runs",
    [
        ["Số: ", "9", "/BC-SA"],
        ["Số", ": 9/", "BC-SA"],
        ["S", "ố", ":", " ", "9", "/", "B", "C-S", "A"],
    ],
)
def test_a_number_in_pieces_is_put_together_right(runs: list[str]) -> None:
    pieces = "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    for tracked in (True, False):
        mended = mend_words_of(replaced(pieces), tracked=tracked)
        assert "Số: 09/BC-SA" in said_by(accepted(mended.data))


def test_words_in_two_columns_parted_by_tabs_are_respelt_on_their_side() -> None:
    data = change_parts(
        hand.typed_with_tabs(),
        replace_first("Số: 05/BC-UBND", "Số: 5/BC-UBND"),
        replace_first("ngày 05 tháng 01", "ngày 5 tháng 1"),
    )
    mended = mend_words_of(data)
    assert broken_rules(mended.data) <= {OURS, *broken_rules(hand.typed_with_tabs())}
    assert "Số: 05/BC-UBND" in "".join(said_by(accepted(mended.data)))
    assert "ngày 05 tháng 01" in "".join(said_by(accepted(mended.data)))


# Ruled lines


def test_a_thin_paragraph_is_put_where_none_is_left_for_the_line() -> None:
    typed = hand.Typed()
    left, right = typed.cells()
    typed.line("UBND TỈNH T", 13, into=left, align=hand.CENTER)
    typed.line("SỞ KHOA HỌC", 13, "b", into=left, align=hand.CENTER)
    typed.line("Số: 12/BC-SKH", 13, into=left, align=hand.CENTER)
    typed.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "b", into=right, align=hand.CENTER)
    typed.line("Độc lập - Tự do - Hạnh phúc", 13, "b", into=right, align=hand.CENTER)
    typed.line("T, ngày 16 tháng 9 năm 2025", 13, "i", into=right, align=hand.CENTER)
    data = typed.data()
    mended = mend_words_of(data)
    assert {"TT204", "TT207"} <= {change.rule for change in mended.changes}
    assert not {"TT204", "TT207"} & broken_rules(mended.data)
    paragraphs = [len(list(main_part(each).iter(f"{W}p"))) for each in (data, mended.data)]
    assert paragraphs[1] == paragraphs[0] + 2


def test_an_empty_paragraph_under_the_words_is_ruled_and_none_is_added() -> None:
    data = change_parts(good_document("report"), without_rule("SỞ A"))
    mended = mend_words_of(data)
    paragraphs = [len(list(main_part(each).iter(f"{W}p"))) for each in (data, mended.data)]
    assert paragraphs[0] == paragraphs[1]


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("strokes", ["-------", "– – –", "***"])
def test_a_line_typed_with_hyphens_becomes_a_ruled_one(strokes: str, *, tracked: bool) -> None:
    typed = hand.Typed()
    left, right = typed.cells()
    typed.line("UBND TỈNH T", 13, into=left, align=hand.CENTER)
    typed.line("SỞ KHOA HỌC", 13, "b", into=left, align=hand.CENTER)
    typed.line(strokes, 13, into=left, align=hand.CENTER)
    typed.line("Số: 12/BC-SKH", 13, into=left, align=hand.CENTER)
    typed.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "b", into=right, align=hand.CENTER)
    typed.draw(typed.line("Độc lập - Tự do - Hạnh phúc", 13, "b", into=right, align=hand.CENTER))
    typed.line("T, ngày 16 tháng 9 năm 2025", 13, "i", into=right, align=hand.CENTER)
    mended = mend_words_of(typed.data(), tracked=tracked)
    if strokes == "-------":
        assert "TT207" not in broken_rules(mended.data)
        assert strokes not in said_by(accepted(mended.data))
        assert strokes in said_by(rejected(mended.data)) or not tracked
    else:
        assert strokes in said_by(mended.data)
        assert "TT207" in {left.rule for left in mended.left}


def test_words_that_share_their_line_are_left_and_said() -> None:
    typed = hand.typed_with_tabs()
    data = change_parts(
        typed,
        lambda texts: texts.update(
            {
                "word/document.xml": re.sub(
                    r"<w:r\b[^>]*><w:drawing>.*?</w:drawing></w:r>", "", texts["word/document.xml"]
                )
            }
        ),
    )
    mended = mend_document("x.docx", data, menders=TEXT_MENDERS)
    assert {left.rule for left in mended.left} >= {"TT204", "TT207"}


# Page numbers


def test_a_number_at_the_foot_moves_to_the_head_and_leaves_the_first_page() -> None:
    data = typed_pages(number_below)
    assert {"TT106", "TT107"} <= broken_rules(data)
    for tracked in (True, False):
        mended = mend_words_of(data, tracked=tracked)
        assert not {"TT106", "TT107", "TT108"} & broken_rules(mended.data)
    parts = package_parts(mended.data)
    assert b"PAGE" not in parts["word/footer1.xml"]
    assert b"PAGE" in parts["word/header1.xml"]


def test_what_else_stands_in_margins_stays_on_every_page_where_it_was() -> None:
    def crowd(typed: hand.Typed, section: Any) -> None:
        number_below(typed, section)
        typed._look(section.header.paragraphs[0].add_run("LƯU HÀNH NỘI BỘ"), 13, "b")
        typed._look(section.footer.add_paragraph().add_run("Địa chỉ: số 1, đường A"), 11)

    mended = mend_words_of(typed_pages(crowd), tracked=False)
    said = {
        name: "".join(ET.fromstring(part).itertext())
        for name, part in package_parts(mended.data).items()
        if re.match(r"word/(?:header|footer)\d", name)
    }
    assert len(said) == 4
    assert sorted("LƯU HÀNH NỘI BỘ" in text for text in said.values()) == [False, False, True, True]
    assert sorted("Địa chỉ: số 1, đường A" in text for text in said.values()) == [False, False, True, True]
    assert sum("PAGE" in text for text in said.values()) == 1


def test_a_document_without_any_header_gets_one_with_its_relation() -> None:
    def strip(_: hand.Typed, section: Any) -> None:
        for reference in section._sectPr.findall(qn("w:headerReference")):
            section._sectPr.remove(reference)

    mended = mend_words_of(typed_pages(strip))
    assert not {"TT106", "TT107", "TT108"} & broken_rules(mended.data)
    parts = package_parts(mended.data)
    added = [name for name in parts if name not in package_parts(typed_pages(strip))]
    assert len(added) == 1
    assert f'PartName="/{added[0]}"'.encode() in parts["[Content_Types].xml"]
    assert added[0].removeprefix("word/").encode() in parts["word/_rels/document.xml.rels"]


def test_even_pages_get_their_number_too() -> None:
    def turn(typed: hand.Typed, section: Any) -> None:
        typed.document.settings.odd_and_even_pages_header_footer = True
        section.even_page_header.paragraphs[0].text = "Sở A"

    mended = mend_words_of(typed_pages(turn))
    numbered = [
        name for name, part in package_parts(mended.data).items() if b"PAGE" in part and b":hdr" in part
    ]
    assert len(numbered) == 2


def test_a_first_page_that_shares_the_header_of_the_others_gets_a_copy_without_number() -> None:
    def share(_: hand.Typed, section: Any) -> None:
        reference = section._sectPr.find(qn("w:headerReference"))
        first = parse_xml(
            f'<w:headerReference xmlns:w="{hand.W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument'
            f'/2006/relationships" w:type="first" r:id="{reference.get(qn("r:id"))}"/>'
        )
        reference.addnext(first)
        section.first_page_header.is_linked_to_previous = False

    data = typed_pages(share)
    assert "TT106" in broken_rules(data)
    assert "TT106" not in broken_rules(mend_words_of(data).data)


def test_a_count_that_begins_elsewhere_begins_at_one() -> None:
    data = change_parts(
        typed_pages(lambda *_: None),
        replace_last("<w:titlePg/>", '<w:pgNumType w:fmt="lowerRoman" w:start="5"/><w:titlePg/>'),
    )
    assert "TT108" in broken_rules(data)
    assert "TT108" not in broken_rules(mend_words_of(data).data)


def test_a_landscape_or_narrow_page_is_numbered_as_the_others() -> None:
    def turn(_: hand.Typed, section: Any) -> None:
        empty_header(section)
        section.right_margin = Mm(15)

    assert "TT107" not in broken_rules(mend_words_of(typed_pages(turn)).data)


# What may come


def test_a_signed_file_is_refused_because_mending_would_break_the_signature() -> None:
    files = package_parts(broken_document("TT208"))
    data = pack_parts({**files, "_xmlsignatures/sig1.xml": b"<Signature/>"})
    mended = mend_document("x.docx", data)
    assert mended.data is data
    assert "ký số" in mended.refused


def test_the_strict_variant_is_refused_with_the_way_out() -> None:
    def make_strict(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            texts[name] = text.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )

    mended = mend_document("x.docx", change_parts(broken_document("TT208"), make_strict))
    assert mended.changes == ()
    assert "Strict" in mended.refused


def test_xml_that_one_parser_takes_and_another_does_not_is_refused_with_the_way_out() -> None:
    data = change_parts(
        broken_document("TT208"), replace_first("<w:document ", '<w:document xmlns:x="urn:a–b%%" ')
    )
    mended = mend_document("x.docx", data)
    assert mended.data is data
    assert "lưu lại dưới dạng .docx" in mended.refused


def test_macros_stay_byte_for_byte() -> None:
    files = package_parts(broken_document("TT208"))
    types = files["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    )
    data = pack_parts(
        {**files, "[Content_Types].xml": types, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"}
    )
    mended = mend_words_of(data)
    assert mended.changes
    after = package_parts(mended.data)
    assert after["word/vbaProject.bin"] == b"\xd0\xcf\x11\xe0 macro"
    assert after["[Content_Types].xml"] == types


@pytest.mark.parametrize("part", ["settings", "styles", "theme", "fontTable"])
def test_a_document_may_lack_parts_that_are_usual(part: str) -> None:
    files = package_parts(all_at_once())
    files.pop(f"word/{part}.xml", None)
    relations = files["word/_rels/document.xml.rels"]
    files["word/_rels/document.xml.rels"] = re.sub(
        rb"<Relationship [^>]*%s\.xml[^>]*/>" % part.encode(), b"", relations
    )
    mended = mend_document("x.docx", pack_parts(files))
    assert mended.refused == ""
    assert {"TT208", "TT210"} <= {change.rule for change in mended.changes}


def test_a_document_without_section_properties_is_mended_all_the_same() -> None:
    data = change_parts(
        typed_pages(lambda *_: None),
        lambda texts: texts.update(
            {"word/document.xml": re.sub(r"<w:sectPr\b.*?</w:sectPr>", "", texts["word/document.xml"])}
        ),
    )
    mended = mend_document("x.docx", data, tracked=False)
    assert mended.refused == ""
    assert not {"TT106", "TT107"} & broken_rules(mended.data)


def typed_in_two_rows() -> bytes:
    """Return a report whose country and motto are all that a cell says; number and date stand below."""
    typed = hand.Typed()
    left, right = typed.cells()
    typed.draw(typed.line("SỞ KHOA HỌC VÀ CÔNG NGHỆ", 13, "b", into=left, align=hand.CENTER))
    typed.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b", into=right, align=hand.CENTER)
    typed.line("Độc lập - Tự do - Hạnh phúc", 14, "b", into=right, align=hand.CENTER)
    number, date = typed.cells()
    typed.line("Số: 14/BC-SKHCN", 13, into=number, align=hand.CENTER)
    typed.line("Quảng Ngãi, ngày 16 tháng 9 năm 2025", 14, "i", into=date, align=hand.CENTER)
    typed.line("BÁO CÁO", 14, "b", align=hand.CENTER)
    typed.draw(typed.line("Tình hình tháng 9", 14, "b", align=hand.CENTER))
    typed.body(*hand.BODY)
    hand.signature_in_table(typed, as_above=False)
    return typed.data()


def test_a_line_at_the_end_of_a_cell_can_be_taken_back() -> None:
    """The last mark of a cell cannot be rejected: what was put in is the mark before it."""
    data = typed_in_two_rows()
    mended = mend_words_of(data)
    assert {change.rule for change in mended.changes} == {"TT204"}
    cells = [list(main.iter(f"{W}tc"))[1] for main in map(main_part, (data, mended.data))]
    before, *_ = (cell[-1].find(f"{W}pPr") for cell in cells)
    words, line = cells[1][-2:]
    assert words.find(f"{W}pPr/{W}rPr/{W}ins") is not None
    assert line.find(f"{W}pPr/{W}rPr/{W}ins") is None
    assert line.find(f"{W}pPr/{W}pBdr/{W}top") is not None
    old = line.find(f"{W}pPr/{W}pPrChange/{W}pPr")
    assert [ET.tostring(each) for each in map(as_plain, old)] == [
        ET.tostring(each) for each in map(as_plain, before) if not each.tag.endswith("}rPr")
    ]
    assert main_part(mend_words_of(data, tracked=False).data).find(f".//{W}ins") is None


def as_plain(element: Any) -> ET.Element:
    """Return the name and the attributes of a property, as any parser has them."""
    return ET.Element(element.tag, dict(element.attrib))


def number_in_box(_: hand.Typed, section: Any) -> None:
    """Put the number into a text box of the footer, as Word's gallery does."""
    empty_header(section)
    code = f'<w:fldSimple xmlns:w="{hand.W}" w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    box = (
        f'<w:r xmlns:w="{hand.W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape id="o" '
        'style="position:absolute;width:60pt;height:30pt"><v:textbox><w:txbxContent><w:p>'
        f"{code}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    section.footer.paragraphs[0]._p.append(parse_xml(box))


def test_a_number_in_a_text_box_is_left_there_and_said() -> None:
    mended = mend_words_of(typed_pages(number_in_box))
    assert mended.changes == ()
    assert {(left.rule, left.reason) for left in mended.left} >= {("TT107", IN_BOX)}


def number_among_changes(typed: hand.Typed, section: Any) -> None:
    """Put the number beside words of a footer, some of which wait to be accepted."""
    number_below(typed, section)
    waiting = (
        f'<w:ins xmlns:w="{hand.W}" w:id="3" w:author="A"><w:r><w:t>Phòng Tổng hợp</w:t></w:r></w:ins>'
    )
    section.footer.add_paragraph()._p.append(parse_xml(waiting))


def test_changes_have_ids_of_their_own_in_what_the_first_page_gets() -> None:
    parts = package_parts(mend_words_of(typed_pages(number_among_changes)).data)
    footers = [name for name in parts if "footer" in name and "Phòng".encode() in parts[name]]
    ids = [
        each
        for name in parts
        for each in re.findall(rb"<w:(?:ins|del|\w+Change) w:id=\"(\d+)\"", parts[name])
    ]
    assert len(footers) == 2
    assert len(ids) == len(set(ids))


def number_beside_words(_: hand.Typed, section: Any) -> None:
    empty_header(section).add_run("Báo cáo của Sở")


def test_a_number_that_is_put_above_words_of_a_header_can_be_taken_back() -> None:
    parts = package_parts(mend_words_of(typed_pages(number_beside_words)).data)
    header = next(
        ET.fromstring(data)
        for data in parts.values()
        if "Báo cáo của Sở".encode() in data[:9000] and b":hdr" in data[:300]
    )
    number, words = header.findall(f"{W}p")
    assert number.find(f"{W}pPr/{W}rPr/{W}ins") is not None
    assert words.find(f".//{W}ins") is None
