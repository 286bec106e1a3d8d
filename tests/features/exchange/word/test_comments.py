"""Comments of several copies as one table."""

from baocao.features.exchange.word.comments import Copy, gather_opinions, opinions_document
from baocao.foreign.word_marks import Comment, Map, MarkedDocument, read_marked
from baocao.foreign.word_text import View
from baocao.model.table import Table
from editing import WordFile, report_of
from support import Sandbox


def copy_of(file: WordFile, sandbox: Sandbox, name: str) -> Copy:
    return Copy(name, read_marked(file.save(sandbox.root.parent / name).read_bytes()))


def test_comments_come_in_the_order_of_the_document(sandbox: Sandbox) -> None:
    first = report_of(sandbox).comment("Vận động", ("An", "Hai")).comment("được giao", ("An", "Một"))
    second = report_of(sandbox).comment("Đã số hóa", ("Bình", "Ba"))
    copies = [copy_of(second, sandbox, "b.docx"), copy_of(first, sandbox, "a.docx")]
    assert [each.text for each in gather_opinions(copies).listed] == ["Một", "Hai", "Ba"]


def test_the_same_words_about_one_place_are_one_opinion_of_both(sandbox: Sandbox) -> None:
    first = report_of(sandbox).comment("Vận động", ("Sở Nội vụ", "Nêu số người"))
    second = report_of(sandbox).comment("Vận động", ("Sở Tài chính", "nêu số người"))
    (only,) = gather_opinions(
        [copy_of(first, sandbox, "a.docx"), copy_of(second, sandbox, "b.docx")]
    ).listed
    assert only.who == ("Sở Nội vụ", "Sở Tài chính")
    assert only.files == ("a.docx", "b.docx")


def test_the_same_words_about_other_places_are_two_opinions(sandbox: Sandbox) -> None:
    file = report_of(sandbox).comment("Vận động", ("An", "Nêu rõ")).comment("được giao", ("An", "Nêu rõ"))
    assert len(gather_opinions([copy_of(file, sandbox, "a.docx")]).listed) == 2


def test_a_comment_says_its_heading_and_its_words(sandbox: Sandbox) -> None:
    file = report_of(sandbox).comment("Vận động", ("An", "Nêu rõ"))
    (only,) = gather_opinions([copy_of(file, sandbox, "a.docx")]).listed
    assert only.heading == "1. Hồ sơ"
    assert only.quoted == "- Vận động người dân nộp hồ sơ qua mạng."


def test_the_table_leaves_room_for_the_answer(sandbox: Sandbox) -> None:
    file = report_of(sandbox).comment("Vận động", ("An", "Nêu rõ"))
    document = opinions_document(gather_opinions([copy_of(file, sandbox, "a.docx")]))
    (appendix,) = document.appendices
    table = next(block for block in appendix.blocks if isinstance(block, Table))
    assert appendix.landscape
    assert [column.title for column in table.columns][-3:] == ["Nội dung góp ý", "Tiếp thu", "Giải trình"]
    (row,) = table.rows
    assert [cell.text for cell in row.cells][-2:] == ["", ""]


def test_a_comment_whose_text_is_gone_stands_at_the_end() -> None:
    nothing = View((), {}, {})
    document = MarkedDocument(Map.MISSING, None, {}, nothing, nothing, (Comment("", "", "Bỏ đi"),))
    (only,) = gather_opinions([Copy("a.docx", document)]).listed
    assert only.who == ("(không ghi tên)",)
    assert only.about == "(đoạn được góp ý không còn)"
