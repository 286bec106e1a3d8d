"""The mapping file: strict, every fault at its line."""

import pytest

from support import Sandbox
from tabling import PLAIN, problem_lines, sent_book

ANSWER = "Tiếp nhận"


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        ('"?"', ["BC760 12"]),
        ("hs.tiep_nhann", ["BC302 12"]),
        ("hs.ty_le", ["BC310 12"]),
        ("hs.truc_tuyen", ["BC762 13"]),
        ("{chi_tieu: hs.tiep_nhan, nhan: 0}", ["BC763 12"]),
        ("{chi_tieu: hs.may_lay_so, nhan: 10}", ["BC763 12"]),
        ("{chi_tieu: hs.tiep_nhan, don_vi_tinh: quả}", ["BC763 12"]),
        ("{chi_tieu: hs.kinh_phi, don_vi_tinh: triệu đồng, nhan: 2}", ["BC763 12"]),
        ("{chi_tieu: hs.tiep_nhan, he_so: 10}", ["BC205 12"]),
        ("{nhan: 10}", ["BC204 12"]),
        ("[hs.tiep_nhan]", ["BC203 12"]),
    ],
)
def test_a_wrong_answer_is_told_at_its_line(sandbox: Sandbox, answer: str, codes: list[str]) -> None:
    sent = sent_book(sandbox, PLAIN).confirm(**{ANSWER: answer})
    assert problem_lines(sent.judge()) == codes


def test_all_faults_are_told_at_once(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN).confirm(**{ANSWER: "a.b", "Hồ sơ trực tuyến": '"?"'})
    assert problem_lines(sent.add("don_vi:", "  Xã X: xa-x", "la: 1").judge()) == [
        "BC302 12",
        "BC760 13",
        "BC301 15",
        "BC205 16",
    ]


def test_an_indicator_that_nearly_is_one_is_offered(sandbox: Sandbox) -> None:
    (told,) = sent_book(sandbox, PLAIN).confirm(**{ANSWER: "hs.tiep_nhann"}).judge().problems
    assert "hs.tiep_nhan" in told.message


def test_answers_are_co_or_khong(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN)
    sent.draft()
    sent.mapping.write_text(sent.text.replace("da_duyet: khong", "da_duyet: ok"), encoding="utf-8")
    assert "BC212 7" in problem_lines(sent.judge())


def test_a_heading_that_the_table_has_not_is_told(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN).confirm()
    sent.mapping.write_text(sent.text.replace("  Tiếp nhận: hs", "  Tiếp nhân: hs"), encoding="utf-8")
    judged = sent.judge()
    assert problem_lines(judged) == ["BC761 12", "BC761 7"]
    assert "Tiếp nhận" in judged.problems[0].message
    assert judged.proposals == ()


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (("STT", "Đơn vị", "Tiếp nhận mới", "Hồ sơ trực tuyến"), "thêm 'Tiếp nhận mới'; bớt 'Tiếp nhận'"),
        (("STT", "Đơn vị", "Hồ sơ trực tuyến", "Tiếp nhận"), "thứ tự các tiêu đề"),
        (("STT", "Đơn vị", "Tiếp nhận", "Hồ sơ trực tuyến", "Ghi chú"), "thêm 'Ghi chú'"),
    ],
)
def test_a_table_whose_headings_changed_must_be_confirmed_again(
    sandbox: Sandbox, heads: tuple[str, ...], said: str
) -> None:
    sent = sent_book(sandbox, PLAIN).confirm()
    rows = list(PLAIN)
    sent_book(sandbox, (heads, *rows[1:]))
    judged = sent.judge()
    assert [told.code for told in judged.problems] == ["BC764"]
    assert said in judged.problems[0].message
    assert judged.proposals == ()


def test_a_mapping_serves_next_month_as_long_as_the_headings_stay(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN).confirm()
    rows = list(PLAIN)
    moved = [("Tháng 13",), (None,), rows[0], (1, "Phường Ba", 5, 4), (2, "Xã Hai", 7, 6)]
    sent_book(sandbox, moved)
    judged = sent.judge()
    assert judged.problems == ()
    assert {each.unit.id: len(each.figures) for each in judged.units} == {"phuong-ba": 2, "xa-hai": 2}


def test_a_mapping_is_brought_up_to_date_and_what_was_decided_stays(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN).confirm(**{ANSWER: "bo_qua  # hỏi lại Sở"})
    rows = (("STT", "Đơn vị", "Tiếp nhận", "Kinh phí"), (1, "X. Hai", 5, 4))
    sent_book(sandbox, rows)
    drafted = sent.update()
    assert drafted.was_there
    assert "da_duyet: khong" in sent.text
    assert "  Tiếp nhận: bo_qua  # hỏi lại Sở\n" in sent.text
    assert "  Kinh phí: hs.kinh_phi\n" in sent.text
    assert "Hồ sơ trực tuyến" not in sent.text
    assert "  X. Hai: xa-hai\n" in sent.text
    assert sent.answer().judge().problems == ()


def test_a_mapping_that_holds_is_left_as_it_is(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN).confirm()
    before = sent.text
    assert sent.update().kept
    assert sent.text == before


def test_where_things_stand_may_be_said(sandbox: Sandbox) -> None:
    rows = (
        ("Đơn vị", "Số", "Số"),
        ("a", "Tiếp nhận", "Hồ sơ trực tuyến"),
        ("Xã Hai", 5, 4),
    )
    sent = sent_book(sandbox, rows).confirm()
    assert "Số / Tiếp nhận" in sent.text
    sent.add("tieu_de: 2", "ten_don_vi: A", "don_vi_theo: hang")
    assert [told.code for told in sent.judge().problems] == ["BC764"]
    sent.update()
    assert "  Tiếp nhận: hs.tiep_nhan\n" in sent.text
    assert sent.answer().judge().problems == ()


@pytest.mark.parametrize("line", ["tieu_de: B", "tieu_de: 1-9", "ten_don_vi: Z", "trang: Khác"])
def test_a_place_where_no_table_stands_is_told(sandbox: Sandbox, line: str) -> None:
    judged = sent_book(sandbox, PLAIN).confirm().add(line).judge()
    assert [told.code for told in judged.problems] == ["BC765"]
