"""Number and day are written into a submission, and nothing else of it changes."""

from datetime import date
from typing import Final

import pytest

from baocao.model.workspace import SourceFile
from baocao.source.numbering import new_submission, with_number

DAY: Final = date(2025, 11, 18)
HEAD: Final = "don_vi: xa-mot\nky: 2025-11  # tháng 11\n"
REST: Final = "\n# Số liệu\nchi_tieu:\n  hs.tiep_nhan: 3.781   # hồ sơ\n"


def with_issue_number(text: str, data: bytes = b"", key: str = "cd") -> SourceFile | None:
    return with_number(SourceFile("tệp.yaml", text, data or text.encode()), key, 189, DAY)


def numbered_text(text: str) -> str:
    number = with_issue_number(text)
    assert number is not None
    return number.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "\nphat_hanh:\n  cd: {so: 189, ngay: 2025-11-18}\n"),
        ("phat_hanh:\n", "phat_hanh:\n  cd: {so: 189, ngay: 2025-11-18}\n"),
        ("phat_hanh: {}\n", "phat_hanh:\n  cd: {so: 189, ngay: 2025-11-18}\n"),
        ("phat_hanh: # sau\n", "phat_hanh:  # sau\n  cd: {so: 189, ngay: 2025-11-18}\n"),
        (
            "phat_hanh:\n  khac: {so: 1}  # số cũ\n",
            "phat_hanh:\n  khac: {so: 1}  # số cũ\n  cd: {so: 189, ngay: 2025-11-18}\n",
        ),
        ("phat_hanh: {khac: {so: 1}}\n", "phat_hanh: {khac: {so: 1}, cd: {so: 189, ngay: 2025-11-18}}\n"),
        (
            "phat_hanh:\n  cd: {nguoi_ky: a}\n",
            "phat_hanh:\n  cd: {so: 189, ngay: 2025-11-18, nguoi_ky: a}\n",
        ),
        ("phat_hanh:\n  cd: {so: 189}\n", "phat_hanh:\n  cd: {so: 189, ngay: 2025-11-18}\n"),
        (
            "phat_hanh:\n  cd:\n    nguoi_ky: a  # Chủ tịch\n",
            "phat_hanh:\n  cd:\n    so: 189\n    ngay: 2025-11-18\n    nguoi_ky: a  # Chủ tịch\n",
        ),
        ("phat_hanh:\n  cd:\n", "phat_hanh:\n  cd: {so: 189, ngay: 2025-11-18}\n"),
    ],
)
def test_the_entry_goes_where_the_file_has_a_place_for_it(before: str, after: str) -> None:
    assert numbered_text(f"{HEAD}{before}{REST}") == f"{HEAD}{after}{REST}"


@pytest.mark.parametrize(
    "text",
    [
        "{don_vi: xa-mot, ky: 2025-11}\n",
        "- a\n",
        "don_vi: 'xa\n",
        f"{HEAD}phat_hanh: [a]\n",
    ],
)
def test_a_file_that_has_no_place_for_it_is_left_alone(text: str) -> None:
    assert with_issue_number(text) is None


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    data = b"\xef\xbb\xbf" + f"{HEAD}{REST}".replace("\n", "\r\n").encode()
    number = with_issue_number(f"{HEAD}{REST}", data)
    assert number is not None
    assert number.data.startswith(b"\xef\xbb\xbfdon_vi")
    assert number.data.count(b"\r\n") == number.data.count(b"\n") == number.text.count("\n")


def test_a_new_submission_says_only_how_it_is_issued() -> None:
    text = new_submission("so-a", "2025-11", "cd", 7, DAY)
    assert text == "don_vi: so-a\nky: 2025-11\n\nphat_hanh:\n  cd: {so: 7, ngay: 2025-11-18}\n"
