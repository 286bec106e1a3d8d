"""Files as they are stored: code pages, line ends, sizes, and what cannot be read."""

import errno
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.foreign.files import NotAFileError
from baocao.model.diagnostic import Diagnostic
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.source.files import read_file, relative_path
from baocao.vietnamese.system_errors import unread_reason_of
from reading import few, problem_codes


def read_stored(folder: Path, data: bytes) -> tuple[SourceFile | None, list[Diagnostic]]:
    """Return what is read of a file that holds `data`."""
    path = folder / "tệp.yaml"
    path.write_bytes(data)
    return read_file(path, folder)


@pytest.mark.parametrize(
    "data",
    [
        "ten: Mỏ Cày\nky: 2025\n".encode(),
        b"\xef\xbb\xbf" + "ten: Mỏ Cày\nky: 2025\n".encode(),
        "ten: Mỏ Cày\r\nky: 2025\r\n".encode(),
        "ten: Mỏ Cày\rky: 2025\r".encode(),
        "ten: Mỏ Cày\r\nky: 2025\n".encode(),
    ],
    ids=["plain", "byte order mark", "Windows", "old Mac", "mixed"],
)
def test_byte_order_marks_and_line_ends_do_not_matter(tmp_path: Path, data: bytes) -> None:
    source, problems = read_stored(tmp_path, data)
    assert source is not None
    assert source.text == "ten: Mỏ Cày\nky: 2025\n"
    assert problems == []


def test_the_hash_is_that_of_the_bytes_as_stored(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfky: 2025\r\n"
    source, _ = read_stored(tmp_path, data)
    assert source is not None
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("ten: Mỏ Cày".encode("utf-16"), "BC003"),
        (b"\xfe\xff" + "ten: Mỏ Cày".encode("utf-16-be"), "BC003"),
        ("ten: Mỏ Cày".encode("utf-32"), "BC003"),
        (b"ten: M\xd2 C\xe0y\n", "BC004"),
        (b"\x80", "BC004"),
        (b"\xed\xa0\x80", "BC004"),
        (b"", "BC006"),
        (b" \r\n\t\n", "BC006"),
        (b"\xef\xbb\xbf", "BC006"),
    ],
)
def test_each_way_of_not_being_text_has_its_own_message(tmp_path: Path, data: bytes, code: str) -> None:
    source, problems = read_stored(tmp_path, data)
    assert source is None
    assert problem_codes(problems) == [code]


def test_a_foreign_byte_is_named_at_its_line_and_column(tmp_path: Path) -> None:
    _, (found,) = read_stored(tmp_path, "xã: Mỏ\nten: Nghĩa ".encode() + b"L\xf4")
    assert found.place == Place("tệp.yaml", 2, 13)
    assert "0xF4" in found.message


def test_the_old_vietnamese_code_page_is_recognised(tmp_path: Path) -> None:
    _, (found,) = read_stored(tmp_path, "ten: Lân Phong".encode("cp1258"))
    assert "Windows-1258" in found.message
    _, (other,) = read_stored(tmp_path, b"ten: \xd2\xff\xfe\x8a")
    assert "Windows-1258" not in other.message


@pytest.mark.parametrize(("size", "expected"), [(2_000_000, []), (2_000_001, ["BC005"])])
def test_a_file_may_have_two_megabytes(tmp_path: Path, size: int, expected: list[str]) -> None:
    _, problems = read_stored(tmp_path, b"#" * size)
    assert problem_codes(problems) == expected


def test_a_file_that_is_too_large_tells_its_size(tmp_path: Path) -> None:
    _, (found,) = read_stored(tmp_path, b"#" * 3_460_000)
    assert found.message == "Tệp lớn 3,5 MB, quá giới hạn 2 MB."


def test_a_file_that_is_not_there_says_so_in_place_of_failing(tmp_path: Path) -> None:
    source, (found,) = read_file(tmp_path / "không có.yaml", tmp_path)
    assert source is None
    assert (found.code, found.place) == ("BC002", Place("không có.yaml", 1, 1))


def test_too_many_open_files_are_told_in_vietnamese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    _, (found,) = read_file(tmp_path / "a.yaml", tmp_path)
    assert found.message == "Không đọc được tệp: quá nhiều tệp đang mở cùng lúc."
    assert (
        unread_reason_of(OSError(errno.EMFILE, "Too many open files")) == "quá nhiều tệp đang mở cùng lúc"
    )
    assert unread_reason_of(NotAFileError()).startswith("không phải là tệp thường")


def test_paths_are_told_from_the_workspace(tmp_path: Path) -> None:
    assert relative_path(tmp_path / "data" / "units" / "xa-mot", tmp_path) == "data/units/xa-mot"
    assert relative_path(tmp_path / "a.yaml", tmp_path / "b") == (tmp_path / "a.yaml").as_posix()
    assert relative_path(tmp_path, tmp_path) == "."


@few
@given(st.binary(max_size=60) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_a_text_or_one_problem_inside_the_file(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    source, problems = read_stored(tmp_path_factory.getbasetemp(), data)
    assert (source is None) == bool(problems)
    for problem in problems:
        assert problem.place is not None
        assert 1 <= problem.place.line <= len(data.splitlines()) + 1
        assert 1 <= problem.place.column <= len(data) + 1


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_wide_letters_are_known_without_a_byte_order_mark(tmp_path: Path, code: str) -> None:
    _, problems = read_stored(tmp_path, "don_vi: xa-mo-cay\nky: 2025-11\n".encode(code))
    assert problem_codes(problems) == ["BC003"]


@pytest.mark.parametrize("data", [b"\0" * 64, b"a: \0b\n" * 20, b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcbH\xcd"])
def test_null_bytes_alone_are_no_wide_letters(tmp_path: Path, data: bytes) -> None:
    _, problems = read_stored(tmp_path, data)
    assert "BC003" not in problem_codes(problems)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    _, (found,) = read_file(tmp_path / "a.yaml", tmp_path)
    assert found.code == "BC021"
    assert "thư mục" in found.message
