"""Paragraphs as read: what is seen of them, and where in the XML they stand."""

from xml.etree import ElementTree as ET

import pytest

from baocao.foreign.word import W
from baocao.inspection.numbering import Numbering, number_words
from baocao.inspection.paragraphs import Paragraph, ParagraphReader
from baocao.inspection.properties import Styles
from baocao.inspection.reading import read_docx
from breaking import GOOD, change_parts, good_document, replace_first
from office import package_parts

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def main_elements(data: bytes, name: str) -> list[ET.Element]:
    """Return the elements of a name of the main part in their order."""
    return list(ET.fromstring(package_parts(data)["word/document.xml"]).iter(f"{W}{name}"))


def text_under(element: ET.Element) -> str:
    """Return the letters under an element."""
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


@pytest.mark.parametrize("name", GOOD)
def test_paragraphs_and_runs_know_which_of_the_main_part_they_are(name: str) -> None:
    data = good_document(name)
    blocks, runs = main_elements(data, "p"), main_elements(data, "r")
    docx = read_docx(data)
    assert docx.paragraphs
    for paragraph in docx.paragraphs:
        assert text_under(blocks[paragraph.node]) == paragraph.text.replace("\t", "").replace("\n", "")
        for run in paragraph.runs:
            assert text_under(runs[run.node]) == run.text.replace("\t", "").replace("\n", "")


def test_empty_paragraphs_without_any_property_are_counted_and_read() -> None:
    empty = replace_first("<w:body>", "<w:body><w:p/><w:p/>")
    data = change_parts(good_document("typed report"), empty)
    blocks = main_elements(data, "p")
    paragraphs = read_docx(data).paragraphs
    assert [paragraph.text for paragraph in paragraphs[:2]] == ["", ""]
    assert len(paragraphs) == len(read_docx(good_document("typed report")).paragraphs) + 2
    assert all(text_under(blocks[each.node]) in each.text for each in paragraphs)
    assert [each.node for each in paragraphs] == sorted(each.node for each in paragraphs)


@pytest.mark.parametrize("name", GOOD)
def test_paragraphs_of_headers_are_none_of_the_main_part(name: str) -> None:
    for section in read_docx(good_document(name)).sections:
        for header in (section.header, section.footer):
            if header and header.paragraph:
                assert header.paragraph.node == -1
                assert {run.node for run in header.paragraph.runs} <= {-1}


def paragraphs_of(inside: str, *, lists: str = "", styles: str = "") -> list[Paragraph]:
    """Read blocks of the text as XML; `lists` is the inside of w:numbering, `styles` of w:styles."""
    numbering = Numbering(ET.fromstring(f"<w:numbering {SPACES}>{lists}</w:numbering>"))
    reader = ParagraphReader(
        Styles(ET.fromstring(f"<w:styles {SPACES}>{styles}</w:styles>"), None), numbering
    )
    reader.read_body(ET.fromstring(f"<w:body {SPACES}>{inside}</w:body>"))
    return reader.paragraphs


def texts_of(inside: str, *, lists: str = "", styles: str = "") -> list[str]:
    return [each.text for each in paragraphs_of(inside, lists=lists, styles=styles)]


def said(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def field_run(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def box_at(offset: int, inside: str, line: str = "<a:solidFill/>") -> str:
    """Return a run that anchors a text box, as Word writes it: with the same again for older programs."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        f"<wp:positionH><wp:posOffset>{offset}</wp:posOffset></wp:positionH><a:graphic><a:graphicData><wps:wsp>"
        f"<wps:spPr><a:ln>{line}</a:ln></wps:spPr><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_are_read_once_from_left_to_right_before_what_anchors_them() -> None:
    right, left = box_at(900_000, said("phải")), box_at(100_000, said("trái"), "<a:noFill/>")
    read = paragraphs_of(f"<w:p>{right}{left}<w:r><w:t>neo</w:t></w:r></w:p>")
    assert [each.text for each in read] == ["trái", "phải", "neo"]
    assert [each.cell and each.cell[:3] for each in read] == [(0, 0, 0), (0, 0, 1), None]
    assert [each.boxed for each in read] == [False, True, False]
    assert not any(each.in_table for each in read)
    assert [each.node for each in read] == [3, 1, 0]


def test_text_boxes_of_groups_and_of_older_programs_are_read() -> None:
    group = (
        "<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wpg:wgp>"
        f"<wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>{said('một')}</w:txbxContent></wps:txbx></wps:wsp>"
        f"<wps:wsp><wps:spPr><a:xfrm><a:off x='900' y='0'/></a:xfrm></wps:spPr><wps:txbx><w:txbxContent>"
        f"{said('hai')}</w:txbxContent></wps:txbx></wps:wsp><wps:wsp><wps:spPr><a:prstGeom prst='line'/>"
        "</wps:spPr></wps:wsp></wpg:wgp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
    old = (
        "<w:r><w:pict><v:group><v:rect stroked='f'><v:textbox><w:txbxContent>"
        f"{said('ba')}</w:txbxContent></v:textbox></v:rect></v:group></w:pict></w:r>"
    )
    read = paragraphs_of(f"<w:p>{group}</w:p><w:p>{old}</w:p>")
    assert [each.text for each in read] == ["một", "hai", "", "ba", ""]
    assert [each.drawn_line for each in read] == [False, False, True, False, False]


def test_a_line_within_a_text_box_belongs_to_the_paragraph_there() -> None:
    line = "<w:r><w:pict><v:line/></w:pict></w:r>"
    read = paragraphs_of(f"<w:p>{box_at(0, f'<w:p>{line}</w:p>')}</w:p>")
    assert [each.drawn_line for each in read] == [True, False]


def test_fields_show_their_result_and_not_what_they_are_told() -> None:
    code = "<w:r><w:instrText> REF x </w:instrText></w:r>"
    nested = f"{field_run('begin')}{code}{field_run('separate')}<w:r><w:t>ẩn</w:t></w:r>{field_run('end')}"
    outer = (
        f"{field_run('begin')}<w:r><w:instrText> IF </w:instrText></w:r>{nested}{field_run('separate')}"
        f"<w:r><w:t>Điều 3</w:t></w:r>{field_run('end')}<w:r><w:t> nêu trên</w:t></w:r>"
    )
    simple = '<w:fldSimple w:instr=" DATE "><w:r><w:t>05/01</w:t></w:r></w:fldSimple>'
    assert texts_of(f"<w:p>{outer}</w:p><w:p>{simple}</w:p>") == ["Điều 3 nêu trên", "05/01"]


def test_a_field_that_never_ends_hides_only_its_own_paragraph() -> None:
    assert texts_of(f"<w:p>{field_run('begin')}<w:r><w:t>mất</w:t></w:r></w:p>{said('còn')}") == ["", "còn"]
    assert texts_of(f"<w:p>{field_run('end')}<w:r><w:t>còn</w:t></w:r></w:p>") == ["còn"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "\uf0fc"),
        ('<w:sym w:char="x"/><w:sym w:char="D800"/><w:sym w:char="FFFFFFFF"/>', ""),
        ("<w:t>ngắt</w:t><w:softHyphen/><w:t>dòng</w:t>", "ngắtdòng"),
        ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:ptab/><w:t>c</w:t>", "a-b\tc"),
        (
            "<w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>gốc</w:t></w:r></w:rubyBase></w:ruby>",
            "gốc",
        ),
    ],
)
def test_signs_are_read_as_they_print(inside: str, text: str) -> None:
    assert texts_of(f"<w:p><w:r>{inside}</w:r></w:p>") == [text]


def test_what_is_deleted_by_a_tracked_change_is_no_part_of_the_text() -> None:
    deleted = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    moved = (
        "<w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>đến</w:t></w:r></w:moveTo>"
    )
    whole = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{deleted}</w:p>"
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{said('hàng xóa')}</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{said('hàng còn')}</w:tc></w:tr>"
    read = texts_of(f"<w:p>{deleted}{moved}</w:p>{whole}<w:tbl>{row}{kept}</w:tbl>")
    assert read == ["đến", "hàng còn"]


def list_level(at: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def list_of(*levels: str, number: int = 1, more: str = "") -> str:
    """Return a list with its pattern."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>{more}</w:num>'
    )


def item(text: str, level: int = 0, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return said(text, properties)


def test_automatic_numbers_are_counted_level_by_level() -> None:
    lists = list_of(
        list_level(0, "upperRoman", "%1."),
        list_level(1, "decimal", "%2."),
        list_level(2, "lowerLetter", "%3)"),
        list_level(3, "decimal", "%1.%2.%4", "<w:isLgl/>"),
    )
    levels = (0, 1, 2, 2, 1, 2, 0, 1, 3)
    body = "".join(item("x", level) for level in levels)
    assert [each.label for each in paragraphs_of(body, lists=lists)] == [
        *("I.", "1.", "a)", "b)", "2.", "a)", "II.", "1.", "2.1.1"),
    ]


def test_lists_begin_anew_or_go_on_as_they_say() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = (
        list_of(
            list_level(0, "decimal", "%1."), list_level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
        )
        + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        + f'<w:num w:numId="3"><w:abstractNumId w:val="1"/>{restart}</w:num>'
    )
    body = "".join(
        item("x", level, number)
        for number, level in ((1, 0), (1, 1), (2, 0), (2, 1), (3, 0), (3, 0), (1, 0))
    )
    labels = [each.label for each in paragraphs_of(body, lists=lists)]
    assert labels == ["1.", "1)", "2.", "2)", "5.", "6.", "7."]


def test_numbers_that_come_with_a_style_are_read() -> None:
    lists = list_of(
        list_level(0, "decimal", "Điều %1.", '<w:pStyle w:val="Dieu"/>'),
        list_level(1, "decimal", "%2.", '<w:pStyle w:val="Khoan"/>'),
    )
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for name in ("Dieu", "Khoan")
    )
    body = "".join(said("x", f'<w:pStyle w:val="{name}"/>') for name in ("Dieu", "Khoan", "Khoan", "Dieu"))
    labels = [each.label for each in paragraphs_of(body, lists=lists, styles=styles)]
    assert labels == ["Điều 1.", "1.", "2.", "Điều 2."]
    none = said("x", '<w:pStyle w:val="Dieu"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts_of(none, lists=lists, styles=styles) == ["x"]


@pytest.mark.parametrize(
    ("sign", "label"), [("-", "-"), ("\uf0b7", "•"), ("\uf02d", "-"), ("o", "•"), ("+", "+")]
)
def test_signs_of_lists_are_told_in_letters_that_everyone_has(sign: str, label: str) -> None:
    (read,) = paragraphs_of(item("x"), lists=list_of(list_level(0, "bullet", sign)))
    assert (read.label, read.text) == (label, f"{label} x")


def test_a_label_looks_as_the_end_of_its_paragraph_and_its_level_say() -> None:
    lists = list_of(list_level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:b/></w:rPr></w:lvl>"))
    properties = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:sz w:val="26"/></w:rPr>'
    (read,) = paragraphs_of(said("x", properties), lists=lists)
    label, text = read.runs
    assert (label.look.size, label.look.bold, label.node) == (13, True, -1)
    assert (text.look.bold, text.node) == (False, 0)


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (4, "lowerLetter", "d"),
        (28, "upperLetter", "BB"),
        (4, "decimalZero", "04"),
        (10**9, "upperRoman", "1000000000"),
        (10**9, "lowerLetter", "1000000000"),
        (0, "upperRoman", "0"),
        (3, "none", ""),
        (3, "vietnameseCounting", "3"),
    ],
)
def test_numbers_are_written_as_lists_write_them(number: int, style: str, text: str) -> None:
    assert number_words(number, style) == text


def test_lists_of_a_forged_file_are_read_in_bounds() -> None:
    long = list_of(list_level(0, "decimal", "%1" * 10_000))
    (read,) = paragraphs_of(item("x"), lists=long)
    assert len(read.label) <= 100
    for lists in ("", list_of(), '<w:num w:numId="1"/>', list_of(list_level(7, "decimal", "%1"))):
        assert texts_of(item("x"), lists=lists) == ["x"]
    odd = list_of(
        list_level(0, "decimal", "%1%9").replace('w:start w:val="1"', f'w:start w:val="{"9" * 5000}"')
    )
    assert texts_of(item("x"), lists=odd) == ["1 x"]
