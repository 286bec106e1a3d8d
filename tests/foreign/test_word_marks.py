"""What comes back from a document with marks that people have edited in Word or LibreOffice."""

import pytest

from baocao.foreign.word_marks import Map, Reply, read_marked
from baocao.foreign.word_text import CellSpot, Part
from baocao.model.marks import LONGEST_NAME, Mark, MarkKind, named_marks
from baocao.render.word.marks import item_part
from baocao.render.word.markup import field_xml
from marking import (
    BOTH,
    NAME,
    NAMES,
    ORIGIN,
    PROSE,
    SENTENCE,
    WITHDRAWN,
    bookmark_name,
    comments_part,
    deleted,
    end,
    gone_mark,
    inserted,
    marked,
    paragraph,
    run,
    start,
    table,
    word_file,
)

FIGURE = marked(NAME, 2, run("107"))
UNTOUCHED = paragraph(marked(PROSE, 1, run("Đã rút ") + FIGURE + run(" hồ sơ.")))


def of_sentence(content: str) -> bytes:
    """A document whose one paragraph has the content between the ends of its prose."""
    return word_file(paragraph(marked(PROSE, 1, content)))


def test_what_nobody_touched_comes_back_as_it_was_printed() -> None:
    found = read_marked(word_file(UNTOUCHED))
    assert (found.map, found.origin) == (Map.WHOLE, ORIGIN)
    assert list(found.marks.values()) == [SENTENCE, WITHDRAWN]
    assert (found.changed, found.lost, found.unknown) == ({}, {}, [])
    assert found.text_now(PROSE) == "Đã rút 107 hồ sơ."


def test_a_figure_that_was_typed_over_is_told_with_what_was_printed() -> None:
    found = read_marked(of_sentence(run("Đã rút ") + marked(NAME, 2, run("170")) + run(" hồ sơ.")))
    assert set(found.changed) == {NAME, PROSE}
    assert (found.changed[NAME].value, found.text_now(NAME)) == ("107", "170")


def test_a_tracked_change_is_there_as_it_is_now_and_as_it_was() -> None:
    content = run("Đã rút ") + marked(NAME, 2, deleted("107") + inserted("170")) + run(" hồ sơ.")
    found = read_marked(of_sentence(content))
    assert found.is_tracked
    assert found.text_now(PROSE) == "Đã rút 170 hồ sơ."
    assert found.before.text_of(found.before.bookmarks[PROSE]) == "Đã rút 107 hồ sơ."
    added = [piece for piece in found.now.lines[0].pieces if piece.change]
    assert [(piece.text, piece.author) for piece in added] == [("170", "Lê Văn An")]


def test_what_one_adds_and_another_deletes_was_never_there() -> None:
    both = (
        '<w:ins w:id="8" w:author="A"><w:del w:id="9" w:author="B">'
        "<w:r><w:delText> thừa</w:delText></w:r></w:del></w:ins>"
    )
    found = read_marked(of_sentence(run("Đã rút ") + FIGURE + both + run(" hồ sơ.")))
    assert found.now.lines[0].text == found.before.lines[0].text == "Đã rút 107 hồ sơ."


def test_what_was_moved_stands_where_it_is_now() -> None:
    moved = '<w:moveFrom w:id="5" w:author="A"><w:r><w:t>Hai. </w:t></w:r></w:moveFrom>'
    there = '<w:moveTo w:id="6" w:author="A"><w:r><w:t>Hai. </w:t></w:r></w:moveTo>'
    found = read_marked(word_file(paragraph(moved + run("Một. ") + there)))
    assert (found.now.lines[0].text, found.before.lines[0].text) == ("Một. Hai. ", "Hai. Một. ")


def test_words_that_word_has_cut_up_are_read_as_one() -> None:
    content = (
        '<w:proofErr w:type="spellStart"/><w:r w:rsidR="00AA"><w:t xml:space="preserve">Đã </w:t></w:r>'
        '<w:r w:rsidR="00BB"><w:t xml:space="preserve">rút </w:t></w:r><w:proofErr w:type="spellEnd"/>'
        + start(NAME, 2)
        + '<w:smartTag w:element="x"><w:smartTagPr/><w:r><w:t>1</w:t></w:r><w:r><w:t>07</w:t></w:r>'
        + "</w:smartTag>"
        + end(2)
        + run(" hồ sơ.")
    )
    found = read_marked(of_sentence(content))
    assert found.changed == {}
    assert len(found.now.lines[0].pieces) == 1


def test_a_paragraph_in_two_keeps_its_bookmark_around_both() -> None:
    body = paragraph(start(PROSE, 1) + run("Đã rút ")) + paragraph(FIGURE + run(" hồ sơ.") + end(1))
    assert read_marked(word_file(body)).text_now(PROSE) == "Đã rút \n\n107 hồ sơ."


def test_paragraphs_whose_end_was_deleted_are_one_now_and_two_before() -> None:
    body = paragraph(run("Một."), properties=gone_mark()) + paragraph(run(" Hai."))
    found = read_marked(word_file(body))
    assert [line.text for line in found.now.lines] == ["Một. Hai."]
    assert [line.text for line in found.before.lines] == ["Một.", " Hai."]


def test_a_paragraph_that_was_added_is_there_now_and_was_not_before() -> None:
    body = (
        paragraph(start(PROSE, 1) + run("Một."))
        + paragraph(inserted("Thêm."), properties=gone_mark("ins"))
        + paragraph(run("Hai.") + end(1))
    )
    found = read_marked(word_file(body))
    assert found.text_now(PROSE) == "Một.\n\nThêm.\n\nHai."
    assert found.before.text_of(found.before.bookmarks[PROSE]) == "Một.\n\nHai."


def test_a_deleted_paragraph_leaves_no_line() -> None:
    body = (
        paragraph(run("Một.")) + paragraph(deleted("Bỏ."), properties=gone_mark()) + paragraph(run("Ba."))
    )
    found = read_marked(word_file(body))
    assert [line.text for line in found.now.lines] == ["Một.", "Ba."]
    assert [line.text for line in found.before.lines] == ["Một.", "Bỏ.", "Ba."]


def test_a_heading_before_which_a_paragraph_was_deleted_is_still_one() -> None:
    styles = (
        f'<w:styles {NAMES}><w:style w:styleId="T1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        "</w:styles>"
    )
    body = paragraph(deleted("Bỏ."), properties=gone_mark()) + paragraph(run("II. KẾT QUẢ"), "T1")
    found = read_marked(word_file(body, parts={"styles": styles}))
    (line,) = found.now.lines
    assert (line.text, line.level, line.style) == ("II. KẾT QUẢ", 1, "T1")


def test_bookmarks_behind_a_text_box_in_a_paragraph_that_goes_on_stay_in_their_line() -> None:
    box = (
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(run('Dấu'))}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    body = paragraph(run("Đã rút ") + box, properties=gone_mark()) + paragraph(FIGURE + run(" hồ sơ."))
    assert read_marked(word_file(body)).text_now(NAME) == "107"


def test_rows_and_cells_are_told_with_their_place() -> None:
    body = table([paragraph(run("TT")), paragraph(run("Số"))], [paragraph(run("1")), paragraph(FIGURE)])
    found = read_marked(word_file(body))
    line = found.now.lines[found.now.bookmarks[NAME].start.line]
    assert (line.part, line.cell, line.text) == (Part.CELL, CellSpot(0, 1, 1), "107")


def test_a_deleted_row_is_gone_and_was_there() -> None:
    row = (
        '<w:tr><w:trPr><w:del w:id="4" w:author="A"/></w:trPr>'
        f"<w:tc><w:tcPr/>{paragraph(deleted('Bỏ'))}</w:tc></w:tr>"
    )
    body = f"<w:tbl><w:tblPr/>{row}</w:tbl>{paragraph(run('Sau bảng.'))}"
    found = read_marked(word_file(body))
    assert [line.text for line in found.now.lines] == ["Sau bảng."]
    assert [line.text for line in found.before.lines] == ["Bỏ", "Sau bảng."]


def test_a_table_of_which_two_are_made_keeps_the_places_of_others() -> None:
    inner = table([paragraph(run("trong"))])
    body = table([inner + paragraph(run("ngoài"))]) + paragraph(run("hết"))
    cells = [line.cell for line in read_marked(word_file(body)).now.lines]
    assert cells == [CellSpot(1, 0, 0), CellSpot(0, 0, 0), None]


@pytest.mark.parametrize("content", [
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    '<w:fldSimple w:instr="REF x">{}</w:fldSimple>',
    field_xml("REF x", "{}").replace(run("{}"), "{}"),
])  # fmt: skip
def test_text_in_controls_links_and_fields_is_text(content: str) -> None:
    found = read_marked(of_sentence(run("Đã rút ") + content.format(FIGURE) + run(" hồ sơ.")))
    assert found.changed == {}


def test_tabs_breaks_and_hyphens_are_characters() -> None:
    content = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>57</w:t><w:noBreakHyphen/><w:t>NQ</w:t></w:r>"
    )
    assert read_marked(word_file(paragraph(content))).now.lines[0].text == "a\tb\n57-NQ"


def test_footnotes_come_behind_the_text_and_know_their_heading() -> None:
    styles = (
        f'<w:styles {NAMES}><w:style w:styleId="T1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="T1a"><w:basedOn w:val="T1"/></w:style></w:styles>'
    )
    notes = (
        f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{paragraph(run(" Quyết định số 9."))}</w:footnote></w:footnotes>'
    )
    body = paragraph(run("I. CHỈ ĐẠO"), "T1a") + paragraph(
        run("Đã ban hành") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(".")
    )
    found = read_marked(word_file(body, parts={"styles": styles, "footnotes": notes}))
    head, text, note = found.now.lines
    assert (head.level, text.heading, text.notes) == (1, "I. CHỈ ĐẠO", ((11, "1"),))
    assert (note.part, note.note, note.heading) == (Part.NOTE, "1", "I. CHỈ ĐẠO")


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('Dấu đến'))}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    found = read_marked(word_file(paragraph(run("Trước ") + drawing + run("sau"))))
    assert [(line.part, line.text) for line in found.now.lines] == [
        (Part.BODY, "Trước sau"),
        (Part.BOX, "Dấu đến"),
    ]


def test_bookmarks_between_paragraphs_belong_to_what_they_are_around() -> None:
    body = paragraph(run("Trước.")) + start(PROSE, 1) + paragraph(run("Đã rút ") + FIGURE + run(" hồ sơ."))
    found = read_marked(word_file(body + end(1) + paragraph(run("Sau."))))
    assert found.changed == {}


def test_a_bookmark_that_is_gone_is_told() -> None:
    found = read_marked(of_sentence(run("Đã rút một trăm hồ sơ.")))
    assert list(found.lost) == [NAME]


def test_comments_tell_who_what_and_where() -> None:
    body = paragraph(
        marked(
            PROSE,
            1,
            run("Đã rút ")
            + '<w:commentRangeStart w:id="0"/>'
            + FIGURE
            + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
            + run(" hồ sơ."),
        )
    )
    comments = comments_part(
        ("0", "Sở Nội vụ", "00000001", "Xem lại số này"), ("1", "Xã Mỏ Cày", "00000002", "Đã xem")
    )
    extended = (
        f'<w15:commentsEx {NAMES}><w15:commentEx w15:paraId="00000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
    )
    found = read_marked(word_file(body, parts={"comments": comments, "commentsExtended": extended}))
    (comment,) = found.comments
    assert (comment.author, comment.day, comment.text) == (
        "Sở Nội vụ", "2025-11-20T09:30:00Z", "Xem lại số này",
    )  # fmt: skip
    assert (comment.quoted, comment.marks, comment.is_settled) == ("107", (PROSE, NAME), True)
    assert comment.replies == (Reply("Xã Mỏ Cày", "2025-11-20T09:30:00Z", "Đã xem"),)


def test_a_comment_whose_text_was_deleted_is_still_told() -> None:
    found = read_marked(
        word_file(UNTOUCHED, parts={"comments": comments_part(("4", "An", "1", "Bỏ câu này"))})
    )
    assert [(each.text, each.span) for each in found.comments] == [("Bỏ câu này", None)]


def test_a_map_that_somebody_has_edited_is_told() -> None:
    told = word_file(UNTOUCHED, marks=None, parts={"item3": _item().replace(">107<", ">170<")})
    assert read_marked(told).map is Map.EDITED


def test_a_map_of_a_later_program_is_not_guessed_at() -> None:
    later = word_file(
        UNTOUCHED, marks=None, parts={"item1": _item().replace('phien_ban="1"', 'phien_ban="2"')}
    )
    assert read_marked(later).map is Map.NEWER


def test_of_two_maps_none_is_believed() -> None:
    found = read_marked(word_file(UNTOUCHED, parts={"item2": _item()}))
    assert (found.map, found.marks) == (Map.SEVERAL, {})
    assert found.unknown == [PROSE, NAME]


def test_a_document_without_marks_is_just_a_text() -> None:
    found = read_marked(word_file(paragraph(run("Chào")), marks=None))
    assert (found.map, found.is_marked) == (Map.MISSING, False)


def test_names_are_short_unique_and_hidden() -> None:
    names = [name for name, _ in named_marks([WITHDRAWN] * 1_200 + [*BOTH])]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= LONGEST_NAME
    assert all(name.startswith("_") for name in names)


def test_a_name_stays_when_other_marks_come_and_go() -> None:
    other = Mark(MarkKind.FIGURE, "ocop.tong|xa-mo-cay", "3", "xa-mo-cay")
    assert {name for name, mark in named_marks([other, *BOTH]) if mark == WITHDRAWN} == {NAME}
    assert bookmark_name(WITHDRAWN.identity) != bookmark_name(other.identity)


def _item() -> str:
    return item_part(ORIGIN, BOTH).decode()
