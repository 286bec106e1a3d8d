"""Files take the place of others whole, and never of what somebody saved meanwhile."""

import os
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from baocao.disk.writing import ChangedError, Put, creating_file, make_folder, replacing_file


def put_ready(ready: AbstractContextManager[Put]) -> None:
    with ready as put_in_place:
        put_in_place()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that was read."""
    result = tmp_path / "2025-11.yaml"
    result.write_bytes(b"ky: 2025-11\n")
    return result


def test_a_file_is_replaced_as_a_whole_and_keeps_its_mode(path: Path) -> None:
    path.chmod(0o640)
    put_ready(replacing_file(path, b"2", b"ky: 2025-11\n"))
    assert path.read_bytes() == b"2"
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_an_edit_that_was_saved_since_is_never_written_over(path: Path) -> None:
    path.write_bytes(b"ky: 2025-11\nmoi: 1\n")
    with pytest.raises(ChangedError) as raised:
        put_ready(replacing_file(path, b"2", b"ky: 2025-11\n"))
    assert raised.value.found == path.read_bytes() == b"ky: 2025-11\nmoi: 1\n"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_an_edit_saved_while_the_new_file_is_written_aside_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def save_meanwhile(handle: int) -> None:
        fsync(handle)
        path.write_bytes(b"saved")

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    with pytest.raises(ChangedError, match="nội dung đã đổi"):
        put_ready(replacing_file(path, b"2", b"ky: 2025-11\n"))
    assert path.read_bytes() == b"saved"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_mode_that_changed_meanwhile_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def change_meanwhile(handle: int) -> None:
        fsync(handle)
        path.chmod(0o400)

    monkeypatch.setattr(os, "fsync", change_meanwhile)
    with pytest.raises(ChangedError, match="quyền của tệp đã đổi"):
        put_ready(replacing_file(path, b"2", b"ky: 2025-11\n"))
    assert path.read_bytes() == b"ky: 2025-11\n"


def test_a_file_that_is_gone_stays_gone(path: Path) -> None:
    path.unlink()
    with pytest.raises(ChangedError, match="tệp không còn"):
        put_ready(replacing_file(path, b"2", b"ky: 2025-11\n"))
    assert list(path.parent.iterdir()) == []


def test_a_file_that_became_a_link_or_a_pipe_is_left_alone(path: Path) -> None:
    other = path.rename(path.with_name("khác.yaml"))
    path.symlink_to(other)
    with pytest.raises(ChangedError, match="đã thành liên kết"):
        put_ready(replacing_file(path, b"2", b"ky: 2025-11\n"))
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ChangedError, match="không còn là tệp thường"):
        put_ready(replacing_file(path, b"2", b"ky: 2025-11\n"))
    assert other.read_bytes() == b"ky: 2025-11\n"


def test_a_new_file_never_takes_the_place_of_another(path: Path) -> None:
    with pytest.raises(ChangedError):
        put_ready(creating_file(path, b"2"))
    assert path.read_bytes() == b"ky: 2025-11\n"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_disk_without_links_gets_new_files_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    put_ready(creating_file(path.parent / "a" / "b.yaml", b"1"))
    assert (path.parent / "a" / "b.yaml").read_bytes() == b"1"
    with pytest.raises(ChangedError):
        put_ready(creating_file(path, b"2"))
    assert path.read_bytes() == b"ky: 2025-11\n"


def test_a_folder_whose_file_cannot_be_written_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        put_ready(creating_file(tmp_path / "a" / "b" / "c.yaml", b"1"))
    assert list(tmp_path.iterdir()) == []


def test_folders_that_were_made_are_told(tmp_path: Path) -> None:
    assert make_folder(tmp_path / "a" / "b") == [tmp_path / "a", tmp_path / "a" / "b"]
    assert make_folder(tmp_path / "a" / "b") == []
