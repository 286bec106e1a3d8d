"""Names of files: which ones every system can hold, and what a file that nothing reads was meant for."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.period import Period
from baocao.source.file_names import (
    LONGEST_PATH,
    fault_of,
    is_backup,
    is_ignored,
    is_like_yaml,
    is_marked_copy,
    legible_name,
    periods_meant,
    seen_by_systems,
    stem_of,
)
from reading import few

SECONDS = 2
MONTH = "2025-11"


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("2025-11 (1).yaml", MONTH),
        ("(1) 2025-11.yaml", MONTH),
        (" 2025-11.yaml", MONTH),
        ("#2025-11.yaml", MONTH),
        ("2025-11 - Copy.yaml", MONTH),
        ("2025-11 - Copy (2).yaml", MONTH),
        ("2025-11 copy.yaml", MONTH),
        ("Copy of 2025-11.yaml", MONTH),
        ("2025-11 - Bản sao.yaml", MONTH),
        (unicodedata.normalize("NFD", "Bản sao của 2025-11.yaml"), MONTH),
        ("2025_11.yaml", MONTH),
        ("2025.11.yaml", MONTH),
        ("202511.yaml", MONTH),
        ("2025 11.yaml", MONTH),
        ("2025\u00a011.yaml", MONTH),
        ("2025-11\u00a0.yaml", MONTH),
        ("2025-\u200b11.yaml", MONTH),
        ("2025–11.yaml", MONTH),
        ("２０２５-11.yaml", MONTH),
        ("2025-11\udcff.yaml", MONTH),
        ("2025-11.yaml.bak", MONTH),
        ("2025-11.ymal", MONTH),
        ("2025-11.yml", MONTH),
        ("2025-11.YAML", MONTH),
        ("2025-11.yaml.txt", MONTH),
        ("2025-11.yaml (1)", MONTH),
        ("2025-11.xlsx", MONTH),
        ("2025-11", MONTH),
        ("11-2025.yaml", MONTH),
        ("112025.yaml", MONTH),
        ("T11-2025.yaml", MONTH),
        ("thang-11-2025.yaml", MONTH),
        ("Báo cáo tháng 11 năm 2025.docx", MONTH),
        ("xa-mot-2025-11.yaml", MONTH),
        ("2025-11-ban-sua.yaml", MONTH),
        ("2025-1.yaml", "2025-01"),
        ("2025-q3.yaml", "2025-Q3"),
        ("Quý III năm 2025.yaml", "2025-Q3"),
        ("quy-3-2025.yaml", "2025-Q3"),
        ("6T-2025.yaml", "2025-6T"),
        ("6 tháng cuối năm 2025.yaml", "2025-6TC"),
        ("2025-9t.yaml", "2025-9T"),
        ("2025 (1).yaml", "2025"),
        ("Báo cáo năm 2025.yaml", "2025"),
        ("2025-11-18 (1).yaml", "2025-11-18"),
        ("18.11.2025.yaml", "2025-11-18"),
    ],
)
def test_a_name_is_read_as_a_person_reads_it(name: str, period: str) -> None:
    assert periods_meant(name)[0].id == period


@pytest.mark.parametrize(
    "name",
    ["ho-so.yaml", "2025-13.yaml", "2025-111.yaml", "12025-11.yaml", "0001-01.yaml", "-.yaml", ".yaml",
     "ghi-chu.txt", "2025-ke-hoach.yaml", "nq-71.yaml", "2025x.yaml"],
)  # fmt: skip
def test_what_names_no_period_is_not_guessed(name: str) -> None:
    assert periods_meant(name) == []


def test_a_day_may_be_that_of_a_month_too() -> None:
    assert [each.id for each in periods_meant("2025-11-18 (1).yaml")] == ["2025-11-18", "2025-11"]
    assert [each.id for each in periods_meant("2025-11-31 (1).yaml")] == ["2025-11"]


@pytest.mark.parametrize(
    "name", ["a.yaml", "a.yml", "a.YAML", "a.ymal", "a.yaml.txt", "a.yaml (1)", "a. yaml"]
)
def test_endings_that_were_meant_to_be_yaml_are_known(name: str) -> None:
    assert is_like_yaml(name)


@pytest.mark.parametrize(
    "name", ["a.xlsx", "a.docx", "a.zip", "a.txt", "a", "yaml", "a.yamls-list", "a.may25"]
)
def test_other_endings_are_not(name: str) -> None:
    assert not is_like_yaml(name)


@pytest.mark.parametrize(
    ("name", "stem"),
    [("NQ_71 - Copy.yaml.bak", "nq-71"), ("Hồ sơ.yaml", "ho-so"), ("ho-so (2).yml", "ho-so"),
     ("Bản sao của chi-tieu.yaml", "chi-tieu"), ("bao-cao (1).md.j2", "bao-cao"),
     ("nq-71-tien-do.yaml", "nq-71-tien-do"), ("copy.yaml", "")],
)  # fmt: skip
def test_the_name_of_a_copy_is_traced_to_what_it_is_a_copy_of(name: str, stem: str) -> None:
    assert stem_of(name) == stem


def test_a_copy_is_told_from_a_name_of_its_own() -> None:
    assert all(map(is_marked_copy, ("a (1).yaml", "a - Copy.yaml", "Bản sao của a.yaml")))
    assert not any(
        map(is_marked_copy, ("a.yaml", "a-sua.yaml", "a-1.yaml", "sao-chep.yaml", "bansao1a.yaml"))
    )
    assert all(map(is_backup, ("a.yaml.bak", "a.yaml.old", "a.yaml~")))
    assert not is_backup("a.yaml")


@pytest.mark.parametrize(
    "name", [".git", ".gitkeep", ".2025-11.yaml.swp", "2025-11.yaml~", "#2025-11.yaml#", "~$2025-11.docx",
             "README.md", "Thumbs.db", "desktop.ini", ".DS_Store"],
)  # fmt: skip
def test_names_that_belong_to_others_are_ignored(name: str) -> None:
    assert is_ignored(name)


@pytest.mark.parametrize(
    "name", ["#2025-11.yaml", "README-2025-11.yaml", "2025-11.yaml.bak", "2025-11.swp"]
)
def test_nothing_else_is(name: str) -> None:
    assert not is_ignored(name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("con", "'con' là tên riêng"),
        ("NUL.yaml", "'NUL' là tên riêng"),
        ("com1.tar.gz", "'com1' là tên riêng"),
        ("aux .txt", "'aux' là tên riêng"),
        ("a.", "dấu chấm hoặc dấu cách"),
        ("a.yaml ", "dấu chấm hoặc dấu cách"),
        ('a"b', 'có ký tự "'),
        ("a:b", "có ký tự :"),
        ("a?", "có ký tự ?"),
        ("a\\b", "có ký tự \\"),
        ("a\nb", "không nhìn thấy <U+000A>"),
        ("a\x1b[31mb", "không nhìn thấy <U+001B>"),
        ("a\u202eb", "không nhìn thấy <U+202E>"),
        ("a\udcffb", "không mã hóa bằng UTF-8"),
        ("a" * (LONGEST_PATH + 1), f"quá {LONGEST_PATH}"),
    ],
)
def test_what_some_system_cannot_hold_is_told(name: str, reason: str) -> None:
    assert reason in fault_of(name)
    assert reason in fault_of(f"data/{name}") or len(name) > LONGEST_PATH


@pytest.mark.parametrize(
    "name", ["2025-11.yaml", "xa-con", "console.yaml", "com10", "Báo cáo.md", "a b.yaml"]
)
def test_ordinary_names_have_no_fault(name: str) -> None:
    assert fault_of(f"data/units/{name}") == ""


def test_twins_look_the_same_to_systems() -> None:
    assert (
        len({seen_by_systems(name) for name in ("Hồ", "hồ", unicodedata.normalize("NFD", "HỒ"), "hồ. ")})
        == 1
    )


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Z", "C", "S"]), max_size=255))
@few
def test_any_name_can_be_printed_and_is_read_quickly(name: str) -> None:
    began = time.monotonic()
    listed = [*periods_meant(name), *periods_meant(f"{name} 2025-11")]
    legible_name(name).encode("utf-8")
    assert legible_name(name).isprintable()
    assert (stem_of(name), is_like_yaml(name), is_marked_copy(name)) is not None
    assert all(Period.parse(each.id) == each for each in listed)
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize(
    "name",
    ["copy(1)" * 36 + "x", "(" * 255, "(1)" * 80 + "x", "ban sao " * 30 + "x", "2025" + "-" * 240,
     "6" + " ." * 120, "quy" + "-" * 250, ". yaml" * 40, "6t" + "nam" * 80, "2025 " * 50,
     "11.11.2025" * 25],
)  # fmt: skip
def test_no_name_takes_a_time_that_grows_with_its_square(name: str) -> None:
    began = time.monotonic()
    for _ in range(100):
        periods_meant(name)
        stem_of(name)
        is_marked_copy(name)
    assert time.monotonic() - began < 10 * SECONDS
