"""Edited paragraphs → Markdown: only what was edited differs, and it prints what was edited."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.features.exchange.word.atoms import (
    NOTE,
    PARAGRAPH,
    Atom,
    Kind,
    UnmappableError,
    atoms_of_text,
    paragraphs_of_atoms,
    printed_text,
    source_text,
)
from baocao.features.exchange.word.rewriting import Rewritten, rewritten_source
from baocao.features.exchange.word.spelling import clean_paragraph, same_words

PRINTED = {"=": "3.781", "@": "Quyết định số 09/QĐ-UBND", "^@": NOTE, "#": "I.2"}
TEXT = """\
Theo [@qd-09], xã đã nhận [=hs.tiep_nhan] hồ sơ[^@qd-09; @qd-10].

- Niêm yết **công khai** thủ tục; xem mục [#I.2].
- Giá 5 \\* 2 đồng, viết tắt a\\_b.
  + Tập huấn *toàn bộ* cán bộ.
"""


def shown(found: re.Match[str]) -> str:
    return PRINTED[found["kind"]]


def rewritten(source: str, *paragraphs: str) -> Rewritten:
    return rewritten_source(atoms_of_text(source, shown), paragraphs)


def paragraphs_of(source: str) -> list[str]:
    return printed_text(atoms_of_text(source, shown)).split(PARAGRAPH)


def edited(source: str, old: str, new: str) -> str:
    text = "\n".join(paragraphs_of(source))
    assert old in text
    return rewritten(source, *text.replace(old, new).split("\n")).source


def test_a_source_is_its_atoms() -> None:
    atoms = atoms_of_text(TEXT, shown)
    assert source_text(atoms) == TEXT
    assert paragraphs_of(TEXT) == [
        f"Theo Quyết định số 09/QĐ-UBND, xã đã nhận 3.781 hồ sơ{NOTE}.",
        "- Niêm yết công khai thủ tục; xem mục I.2.",
        "- Giá 5 * 2 đồng, viết tắt a_b.",
        "+ Tập huấn toàn bộ cán bộ.",
    ]


def test_what_nobody_edited_is_the_same_to_the_letter() -> None:
    assert rewritten(TEXT, *paragraphs_of(TEXT)).source == TEXT


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("xã đã nhận", "toàn xã nhận", TEXT.replace("xã đã nhận", "toàn xã nhận")),
        ("công khai", "rộng rãi", TEXT.replace("công khai", "rộng rãi")),
        ("Niêm yết công", "Công", TEXT.replace("Niêm yết **công khai**", "**Công khai**")),
        ("công khai ", "", TEXT.replace("**công khai** ", "")),
        ("đồng,", "đồng * 3,", TEXT.replace("đồng,", "đồng \\* 3,")),
        ("bộ cán", "bộ công chức, cán", TEXT.replace("bộ* cán", "bộ* công chức, cán")),
        ("; xem mục I.2", "", TEXT.replace("; xem mục [#I.2]", "")),
        (NOTE, "", TEXT.replace("[^@qd-09; @qd-10]", "")),
        ("\n- Giá", "\n- Thêm ý mới.\n- Giá", TEXT.replace("\n- Giá", "\n- Thêm ý mới.\n- Giá")),
        ("\n+ Tập", "\n+ Một.\n+ Tập", TEXT.replace("\n  + Tập", "\n  + Một.\n  + Tập")),
        (".\n- Niêm", ".\nĐoạn sau.\n- Niêm", TEXT.replace("\n\n- Niêm", "\n\nĐoạn sau.\n\n- Niêm")),
    ],
)  # fmt: skip
def test_only_the_edit_differs(old: str, new: str, expected: str) -> None:
    assert edited(TEXT, old, new) == expected


def test_the_first_letter_of_a_sentence_is_left_to_word() -> None:
    assert rewritten("Theo mẫu. công khai, 'nhanh'.", "Theo mẫu. Công\u00a0khai, ‘nhanh’.").respelled == 4


def test_what_word_changed_beside_an_edit_stays_as_it_was() -> None:
    made = rewritten("Theo mẫu. công khai, 'nhanh'.", "Theo mẫu. Công khai ngay, ‘nhanh’.")
    assert made.source == "Theo mẫu. công khai ngay, 'nhanh'."


def test_a_capital_in_the_middle_of_a_sentence_is_an_edit() -> None:
    assert rewritten("họp với sở nội vụ.", "họp với Sở Nội vụ.").source == "họp với Sở Nội vụ."


def test_a_small_letter_at_the_beginning_is_an_edit() -> None:
    assert rewritten("Họp xong.", "họp xong.").source == "họp xong."


def test_a_mark_whose_text_was_edited_stays_and_is_told() -> None:
    made = rewritten("Đã nhận [=a.b] hồ sơ.", "Đã nhận 3.800 hồ sơ.")
    assert made.source == "Đã nhận [=a.b] hồ sơ."
    assert [tuple(each) for each in made.touched] == [("[=a.b]", "3.781", "3.800")]


def test_a_mark_that_went_with_its_words_is_told() -> None:
    made = rewritten("Đã làm. Đã nhận [=a.b] hồ sơ.", "Đã làm.")
    assert made.source == "Đã làm."
    assert [each.mark for each in made.dropped] == ["[=a.b]"]


def test_a_sentence_that_was_written_anew_keeps_the_marks_whose_text_it_still_has() -> None:
    made = rewritten(
        "Xã đã nhận [=a.b] hồ sơ theo [@qd].", "Tổng cộng 3.781 là số mà xã tiếp nhận đến nay."
    )
    assert made.source == "Tổng cộng [=a.b] là số mà xã tiếp nhận đến nay."
    assert [each.mark for each in made.dropped] == ["[@qd]"]


def test_a_mark_is_not_put_back_into_another_number() -> None:
    made = rewritten("Đã nhận [=a.b] hồ sơ.", "Kết quả 13.781 và 3.781,5 là sai.")
    assert "[=a.b]" not in made.source or made.touched


def test_a_paragraph_that_moved_takes_its_marks_along() -> None:
    one, two, three, four = paragraphs_of(TEXT)
    made = rewritten(TEXT, two, one, three, four)
    assert not made.dropped
    assert made.source.startswith("- Niêm yết **công khai** thủ tục; xem mục [#I.2].\n\nTheo [@qd-09], xã")


def test_a_paragraph_that_moved_and_was_edited_takes_its_marks_along() -> None:
    one, two, three, four = paragraphs_of(TEXT)
    made = rewritten(TEXT, two, three, one.replace("xã đã", "toàn xã đã"), four)
    assert not made.dropped
    assert "Theo [@qd-09], toàn xã đã nhận [=hs.tiep_nhan] hồ sơ[^@qd-09; @qd-10]." in made.source


def test_paragraphs_that_were_joined_keep_their_marks() -> None:
    one, two, three, four = paragraphs_of(TEXT)
    made = rewritten(TEXT, f"{one} {two[2:]}", three, four)
    assert "hồ sơ[^@qd-09; @qd-10]. Niêm yết **công khai** thủ tục; xem mục [#I.2]." in made.source


def test_signs_of_markdown_that_were_typed_are_letters() -> None:
    text = "Giá *mới* _cao_ | thấp \\ #1"
    made = rewritten("Cũ.", text)
    assert printed_text(atoms_of_text(made.source, shown)) == text


@pytest.mark.parametrize("source", ["# Đề mục\n", "| a | b |\n| --- | --- |\n| 1 | 2 |\n", "a\uf8f0b"])
def test_what_cannot_be_carried_back_is_said(source: str) -> None:
    with pytest.raises(UnmappableError):
        atoms_of_text(source, shown)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("–\u00a0Tập huấn", "- Tập huấn"),
        ("•\tTập huấn", "- Tập huấn"),
        ("+ Một", "+ Một"),
        ("\u200bMột \u00ad", "Một"),
        ("-1 độ", "-1 độ"),
    ],
)
def test_the_sign_of_an_item_is_what_it_is_however_word_made_it(written: str, read: str) -> None:
    assert clean_paragraph(written) == read


SIGNS = ("[ghi", "chú]", "*nhấn*", "_gạch_", "|", "\\", "–", "#", "+", "-", "a)")
WORDS = st.sampled_from(["xã", "triển khai", "kế hoạch,", "15%", "“quan", "trọng”", "đồng.", *SIGNS])
EDIT = st.tuples(
    st.integers(0, 200), st.sampled_from(["put", "take", "change"]), st.lists(WORDS, max_size=3)
)
SOURCES = st.sampled_from(
    [TEXT, "Một đoạn [=a.b], hết.\n", "- a [@b] c\n- d\n\nKết [#I.2] luận\nhai dòng\n"]
)


def _pieces(atoms: list[Atom]) -> list[tuple[bool, str]]:
    """Return the words of a paragraph, and whether they are what a mark printed."""
    pieces: list[tuple[bool, str]] = []
    for atom in atoms:
        fixed = atom.kind in {Kind.MARK, Kind.START}
        if not fixed and pieces and not pieces[-1][0]:
            pieces[-1] = (False, pieces[-1][1] + atom.shown)
        else:
            pieces.append((fixed, atom.shown))
    return pieces


def _edited_words(text: str, edits: list[tuple[int, str, list[str]]]) -> str:
    words = text.split(" ")
    for place, how, new in edits:
        at = place % len(words)
        # What touches a mark is left alone: whether such words are its text nobody can tell.
        if not 0 < at < len(words) - 1:
            continue
        words[at : at + (how != "put")] = [] if how == "take" else new
    return " ".join(words)


@given(SOURCES, st.lists(st.lists(EDIT, max_size=3), min_size=8, max_size=8), st.permutations(range(4)))
def test_whatever_words_are_edited_the_source_prints_them(
    source: str, edits: list[list[tuple[int, str, list[str]]]], order: list[int]
) -> None:
    made = []
    for number, paragraph in enumerate(paragraphs_of_atoms(atoms_of_text(source, shown))):
        pieces = _pieces(paragraph)
        words = (text if fixed else _edited_words(text, edits[number]) for fixed, text in pieces)
        made.append(clean_paragraph("".join(words).removeprefix(PARAGRAPH)))
    made = [made[place] for place in order if place < len(made)]
    result = rewritten(source, *made)
    marks = iter(_marks_in(result, source))
    printed = printed_text(atoms_of_text(result.source, lambda found: next(marks, found[0])))
    assert same_words(printed, PARAGRAPH.join(filter(None, made)))


def _marks_in(result: Rewritten, source: str) -> list[str]:
    """Return what the marks of the new source print, in its order."""
    touched = {(each.mark, each.old): each.new for each in result.touched}
    kinds = (found for found in re.finditer(r"\[(\^@|@|=|#)[^\[\]\n]*\]", result.source))
    return [
        touched.get((found[0], PRINTED[found[1]]), PRINTED[found[1]])
        for found in kinds
        if found[0] in source
    ]
