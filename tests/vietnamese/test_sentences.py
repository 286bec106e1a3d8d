"""Texts as sentences, and what changed in them."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from baocao.vietnamese.sentences import (
    Changed,
    Edit,
    Mark,
    Moved,
    changed_sentences,
    edits_in_order,
    marked_pieces,
    moved_between,
    split_sentences,
)
from reading import many

TEXTS = st.text(alphabet=st.sampled_from("aăB .;\n-1"), max_size=60)


def test_items_of_a_list_and_sentences_are_told_apart() -> None:
    text = "- Xã đã họp. Đã ban hành 04 quyết định.\n- Tiếp tục thực hiện."
    assert split_sentences(text) == ("Xã đã họp.", "Đã ban hành 04 quyết định.", "Tiếp tục thực hiện.")


def test_a_line_goes_on_the_one_before() -> None:
    assert split_sentences("Xã đã\nhọp dân.\n\nĐã báo cáo.") == ("Xã đã họp dân.", "Đã báo cáo.")


def test_no_sentence_ends_after_an_abbreviation_or_inside_a_number() -> None:
    assert len(split_sentences("Họp tại TP. Quảng Ngãi với ThS. Nguyễn A về 3.781 hồ sơ.")) == 1


def test_other_breaks_of_lines_and_markers_are_no_change() -> None:
    old = "- Xã đã họp.\n- Đã báo cáo\n  cấp trên."
    assert not any(changed_sentences(old, "+ Xã đã họp.\n+ Đã báo cáo cấp trên."))


def test_a_bullet_that_moved_has_moved_and_is_not_removed_and_added() -> None:
    old = "- Xã đã họp dân. Đủ 12 thôn.\n- Đã báo cáo cấp trên.\n- Đã lập tổ công tác.\n- Còn vướng."
    new = "- Đã báo cáo cấp trên.\n- Đã lập tổ công tác.\n- Còn vướng.\n- Xã đã họp dân. Đủ 12 thôn."
    changes = changed_sentences(old, new)
    text = "Xã đã họp dân. Đủ 12 thôn."
    assert changes.edits == (Edit(text, text, "chuyển từ câu 1 xuống câu 4"),)
    (back,) = changed_sentences(new, old).moved
    assert back.how == "chuyển từ câu 4 lên câu 1"


def test_a_sentence_that_went_to_another_part_has_moved_there() -> None:
    text = "Đã lập tổ công tác của xã."
    parts = {"mục 1": changed_sentences(text, ""), "mục 2": changed_sentences("", text)}
    assert moved_between(parts) == {
        "mục 1": Changed((), ()),
        "mục 2": Changed((), (), (Moved(text, "chuyển từ mục 1"),)),
    }


def test_a_short_sentence_that_is_said_of_anything_has_not_moved() -> None:
    parts = {"mục 1": changed_sentences("Không có.", ""), "mục 2": changed_sentences("", "Không có.")}
    assert moved_between(parts) == parts


@given(st.permutations([f"Câu {letter}." for letter in ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy")]))
@many
def test_the_sentences_that_did_not_move_are_in_one_order_in_both_texts(texts: list[str]) -> None:
    old = sorted(texts)
    moved = " ".join(each.text for each in changed_sentences(" ".join(old), " ".join(texts)).moved)
    assert [text for text in old if text not in moved] == [text for text in texts if text not in moved]


def test_a_sentence_twice_is_not_a_sentence_once() -> None:
    assert changed_sentences("Đã họp.", "Đã họp. Đã họp.").added == ("Đã họp.",)


def test_a_sentence_that_was_edited_is_one_change() -> None:
    changes = changed_sentences("Đã nhận 3 hồ sơ của dân. Đã họp.", "Đã nhận 5 hồ sơ của dân. Đã họp.")
    assert changes.edits == (Edit("Đã nhận 3 hồ sơ của dân.", "Đã nhận 5 hồ sơ của dân."),)


def test_sentences_without_words_in_common_were_removed_and_added() -> None:
    changes = changed_sentences("Thiếu kinh phí.", "Mạng đã nâng cấp.")
    assert changes.edits == (Edit("Thiếu kinh phí.", ""), Edit("", "Mạng đã nâng cấp."))


def test_an_edit_is_shown_inside_the_sentence() -> None:
    pieces = marked_pieces(Edit("Xã xây dựng kế hoạch năm.", "Xã ban hành chương trình năm."))
    assert pieces == (
        (Mark.KEPT, "Xã "),
        (Mark.REMOVED, "xây dựng kế hoạch"),
        (Mark.ADDED, "ban hành chương trình"),
        (Mark.KEPT, " năm."),
    )


@given(TEXTS, TEXTS)
@many
def test_the_pieces_of_an_edit_give_both_sentences(old: str, new: str) -> None:
    pieces = marked_pieces(Edit(old, new))
    assert "".join(text for mark, text in pieces if mark is not Mark.ADDED) == old
    assert "".join(text for mark, text in pieces if mark is not Mark.REMOVED) == new


@given(TEXTS)
@many
def test_a_text_never_differs_from_itself_and_loses_no_letter(text: str) -> None:
    assert not any(changed_sentences(text, f"{text}\n"))
    letters = [letter for letter in "".join(split_sentences(text)) if letter.isalpha()]
    assert letters == [letter for letter in text if letter.isalpha()]


TEN = st.lists(st.sampled_from([f"Câu {letter}." for letter in "abcdefg"]), max_size=9)


@given(TEN, TEN)
@many
def test_the_edits_of_a_long_text_lead_from_one_to_the_other(old: list[str], new: list[str]) -> None:
    edits = [edit for edit in edits_in_order(tuple(old), tuple(new)) if not edit.moved]
    rest = Counter(old)
    rest.subtract(Counter(edit.old for edit in edits if edit.old))
    rest.update(Counter(edit.new for edit in edits if edit.new))
    assert +rest == Counter(new)
    assert not -rest
