"""Whole paragraphs that were deleted with tracked changes, as Word and LibreOffice write them."""

from lxml import etree

from baocao.features.exchange.word.carrying import Why
from baocao.features.exchange.word.returning import Reader, Wish
from editing import W, WordFile, report_of
from marking import NAMES
from support import Sandbox


def delete_tracked(file: WordFile, words: str, *, in_bookmarks: bool) -> WordFile:
    """Delete a paragraph and its end; LibreOffice takes the ends of bookmarks along, Word leaves them."""
    paragraph = file._paragraph(words)
    for child in [*paragraph]:
        if child.tag == f"{W}r" or (in_bookmarks and child.tag != f"{W}pPr"):
            taken = etree.fromstring(f'<w:del {NAMES} w:id="900" w:author="Lê Văn An"/>')
            child.addprevious(taken)
            taken.append(child)
    for text in [*paragraph.iter(f"{W}t")]:
        text.tag = f"{W}delText"
    end = etree.fromstring(f'<w:rPr {NAMES}><w:del w:id="901" w:author="Lê Văn An"/></w:rPr>')
    paragraph.find(f"{W}pPr").append(end)
    return file


def test_deleted_words_are_told_and_what_stands_behind_is_not_taken_for_them(sandbox: Sandbox) -> None:
    for in_bookmarks in (False, True):
        file = delete_tracked(report_of(sandbox), "Thiếu kinh phí", in_bookmarks=in_bookmarks)
        returned = Reader(sandbox.root, Wish()).read_file(file.save(sandbox.root / "sua.docx"))
        (text,) = returned.carried
        assert (text.edit.mark.key, text.after) == ("vuong_mac/cd/1/noi_dung", "")
        assert [each.why for each in text.reasons] == [Why.GONE]
        assert returned.figures == ()
        assert not returned.others
