"""What is cut and pasted elsewhere takes its bookmark along; where it went is told all the same."""

import pytest

from baocao.features.exchange.word.carrying import Why
from baocao.features.exchange.word.comparing import compare_documents
from baocao.features.exchange.word.proposing import propose_changes
from baocao.features.exchange.word.records import Edits, Sort, cell_text
from baocao.features.exchange.word.returning import Reader, Wish
from baocao.foreign.word_marks import read_marked
from editing import NARRATIVE, SOURCE, TEMPLATE, WordFile, built
from support import Sandbox

TABLE = """
{% call phu_luc("so-lieu", "Số liệu") %}
{{ bang.so_lieu() }}
{% endcall %}
"""


@pytest.fixture
def original(sandbox: Sandbox) -> bytes:
    """A report with a narrative under each of two headings, a table of tasks and one of figures."""
    sandbox.write(SOURCE, NARRATIVE)
    sandbox.write("templates/bao-cao.md.j2", TEMPLATE + TABLE)
    path = built(sandbox, "xa-mot_bao-cao_cd.docx").save(sandbox.root / "goc.docx")
    return path.read_bytes()


def edits_of(original: bytes, file: WordFile, sandbox: Sandbox) -> Edits:
    edited = read_marked(file.save(sandbox.root / "sua.docx").read_bytes())
    return compare_documents(read_marked(original), edited)


def moves_in(edits: Edits) -> list[tuple[str, str]]:
    """Return what was moved, and where to."""
    assert edits._replace(others=(), respelled=0).is_empty
    assert {each.sort for each in edits.others} == {Sort.MOVED}
    return [(each.old, cell_text(each.target)) for each in edits.others]


def test_figures_that_were_swapped_are_told_with_their_new_places(
    sandbox: Sandbox, original: bytes
) -> None:
    file = WordFile(original).swap("3.276", "86,64")
    assert moves_in(edits_of(original, file, sandbox)) == [
        ("3.276", "bảng 4, hàng 5, cột 4"),
        ("86,64", "bảng 4, hàng 4, cột 4"),
    ]


def test_a_value_in_another_column_of_its_row_is_told(sandbox: Sandbox, original: bytes) -> None:
    file = WordFile(original).swap("86,64", "3.276/3.781")
    assert len(moves_in(edits_of(original, file, sandbox))) == 2


def test_rows_that_changed_places_are_told_as_rows(sandbox: Sandbox, original: bytes) -> None:
    file = WordFile(original).swap("3.276", "86,64", "tr")
    ((text, target),) = moves_in(edits_of(original, file, sandbox))
    assert text.startswith(("2 | Hồ sơ trực tuyến", "3 | Tỷ lệ"))
    assert not target


def test_a_row_that_was_deleted_moves_no_other(sandbox: Sandbox, original: bytes) -> None:
    edits = edits_of(original, WordFile(original).delete_row("3.276"), sandbox)
    assert {each.sort for each in edits.others} == {Sort.REMOVED}


def test_prose_that_left_its_cell_is_told_and_never_taken(sandbox: Sandbox, original: bytes) -> None:
    file = WordFile(original).swap(
        "Đã số hóa theo Nghị quyết số 1/NQ-CP ngày 02/01/2025; tiếp nhận 3.781 hồ sơ.", "Trong hạn"
    )
    returned = Reader(sandbox.root, Wish()).read_file(file.save(sandbox.root / "sua.docx"))
    (text,) = returned.carried
    assert [(each.why, each.about) for each in text.reasons] == [(Why.MOVED, "bảng 3, hàng 3, cột 5")]
    accepted = frozenset({text.edit.mark.key})
    assert not propose_changes(sandbox.root, [returned], accepted).proposals


def test_prose_that_was_moved_under_another_heading_is_told_and_never_taken(
    sandbox: Sandbox, original: bytes
) -> None:
    file = WordFile(original)
    for words in ("Theo Nghị quyết", "Niêm yết", "Tập huấn", "Vận động"):
        file.move(words, before="1. Hồ sơ")
    returned = Reader(sandbox.root, Wish()).read_file(file.save(sandbox.root / "sua.docx"))
    (text,) = returned.carried
    assert [(each.why, each.about) for each in text.reasons] == [(Why.MOVED, "I. KẾT QUẢ")]
