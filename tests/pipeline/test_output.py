"""Writing: all or nothing, and only in the output folder."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from baocao.pipeline.output import Output

OLD = {"a.docx": b"old a", "b.docx": b"old b", "manifest.json": b"old manifest", "ghi-chu.txt": b"mine"}
NEW = {"a.docx": b"new a", "b.docx": b"new b", "manifest.json": b"new manifest"}
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder with files of an earlier build and one of the user's own."""
    made = tmp_path / "out" / "2025-11"
    made.mkdir(parents=True)
    for name, data in OLD.items():
        (made / name).write_bytes(data)
    return made


def folder_files(folder: Path) -> dict[str, bytes]:
    """Return all files under the folder, those written aside included."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_output(folder: Path, *stale: str) -> list[str]:
    return [problem.code for problem in Output(folder).replace_files(NEW, "manifest.json", stale).problems]


def test_new_files_take_the_place_of_old_ones(folder: Path) -> None:
    assert write_output(folder) == []
    assert folder_files(folder) == {**OLD, **NEW}


def test_the_folder_is_made_if_it_is_not_there(tmp_path: Path) -> None:
    assert write_output(tmp_path / "out" / "2025-11") == []
    assert folder_files(tmp_path) == NEW


def test_stale_files_are_removed_and_those_of_the_user_are_not(folder: Path) -> None:
    (folder / "cũ.docx").write_bytes(b"stale")
    assert write_output(folder, "cũ.docx") == []
    assert folder_files(folder) == {**OLD, **NEW}


def test_a_stale_file_that_is_gone_already_is_no_problem(folder: Path) -> None:
    assert write_output(folder, "cũ.docx") == []


def test_the_manifest_is_moved_last(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []

    def replace(source: Path, target: Path) -> None:
        moved.append(target.name)
        source.rename(target)

    monkeypatch.setattr(os, "replace", replace)
    assert write_output(folder) == []
    assert moved == ["a.docx", "b.docx", "manifest.json"]


def test_what_is_stale_goes_before_the_new_manifest_comes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, str]] = []
    move, unlink = os.replace, os.unlink

    def replace(source: Path, target: Path) -> None:
        done.append(("move", target.name))
        move(source, target)

    def remove(path: Path) -> None:
        if path.parent == folder:
            done.append(("remove", path.name))
        unlink(path)

    (folder / "cũ.docx").write_bytes(b"stale")
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "unlink", remove)
    assert write_output(folder, "cũ.docx") == []
    moved = [("move", "a.docx"), ("move", "b.docx"), ("remove", "cũ.docx"), ("move", "manifest.json")]
    assert done == moved


@pytest.mark.parametrize("at", range(5))
def test_killed_between_any_two_moves_the_next_run_finishes_it(folder: Path, at: int) -> None:
    (folder / "cũ.docx").write_bytes(b"stale")
    process = os.fork()
    if process == 0:
        left = iter(range(at))
        for name in ("replace", "unlink"):
            real = getattr(os, name)

            def event(*arguments: Path, real: Callable[..., None] = real) -> None:
                if next(left, None) is None:
                    os._exit(9)
                real(*arguments)

            setattr(os, name, event)
        write_output(folder, "cũ.docx")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9
    if (folder / "manifest.json").read_bytes() == NEW["manifest.json"]:
        assert not (folder / "cũ.docx").exists()
    assert write_output(folder, "cũ.docx") == []
    assert folder_files(folder) == {**OLD, **NEW}


def test_a_disk_that_is_full_leaves_the_old_files_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = os.write

    def write(handle: int, data: bytes) -> int:
        if bytes(data) == NEW["b.docx"]:
            raise FULL
        return written(handle, data)

    monkeypatch.setattr(os, "write", write)
    problems = Output(folder).replace_files(NEW, "manifest.json", ["ghi-chu.txt"]).problems
    assert [each.message for each in problems] == [f"Không ghi được {folder}: đĩa đầy."]
    assert folder_files(folder) == OLD


def test_a_move_that_fails_leaves_the_old_files_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(*_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "replace", replace)
    assert write_output(folder, "ghi-chu.txt") == ["BC801"]
    assert folder_files(folder) == OLD


def test_an_interruption_while_writing_leaves_the_old_files_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_nothing(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "write", write_nothing)
    with pytest.raises(KeyboardInterrupt):
        write_output(folder)
    assert folder_files(folder) == OLD
    assert [path for path in folder.iterdir() if path.is_dir()] == []


def test_a_file_that_is_open_elsewhere_stays_and_so_does_the_manifest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = os.replace

    def replace(source: Path, target: Path) -> None:
        if target.name == "a.docx":
            raise PermissionError(errno.EACCES, "Permission denied")
        moved(source, target)

    monkeypatch.setattr(os, "replace", replace)
    names, (found,) = Output(folder).replace_files(NEW, "manifest.json", ["ghi-chu.txt"])
    assert names == {"b.docx"}
    assert found.code == "BC802"
    assert "a.docx" in found.message
    kept = {name: folder_files(folder)[name] for name in ("a.docx", "manifest.json", "ghi-chu.txt")}
    assert kept == {name: OLD[name] for name in kept}


@pytest.mark.parametrize("place", ["2025-11", "out"])
def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "out" / "2025-11"
    blocked = folder if place == "2025-11" else folder.parent
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_bytes(b"mine")
    names, (found,) = Output(folder).replace_files(NEW, "manifest.json", [])
    assert names == frozenset()
    assert found.code == "BC801"
    assert str(folder) in found.message
    assert blocked.read_bytes() == b"mine"


def test_nothing_that_was_written_aside_is_left(folder: Path) -> None:
    write_output(folder)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_what_was_written_is_told(folder: Path) -> None:
    written = Output(folder).replace_files(NEW, "manifest.json", [])
    assert written.names == NEW.keys()
    assert written.problems == ()


def test_a_file_that_cannot_take_the_place_of_a_folder_leaves_what_is_in_place(folder: Path) -> None:
    (folder / "b.docx").unlink()
    (folder / "b.docx" / "của tôi").mkdir(parents=True)
    names, (found,) = Output(folder).replace_files(NEW, "manifest.json", [])
    assert names == {"a.docx"}
    assert found.code == "BC801"
    assert (folder / "manifest.json").read_bytes() == OLD["manifest.json"]


def test_a_file_of_no_list_leaves_what_a_killed_build_has_to_tell(folder: Path) -> None:
    process = os.fork()
    if process == 0:
        replace = os.replace

        def once(source: Path, target: Path) -> None:
            replace(source, target)
            if target == folder / "a.docx":
                os._exit(9)

        os.replace = once  # type: ignore[assignment]
        write_output(folder)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9
    assert Output(folder).replace_alone("trang.html", b"page") == (frozenset({"trang.html"}), ())
    assert Output(folder).interrupted_names() == {"a.docx"}
    assert (folder / "trang.html").read_bytes() == b"page"


@pytest.mark.parametrize("name", ["../x.docx", "a/x.docx", "..", "C:x.docx", "a\\x.docx", "/x.docx"])
def test_nothing_is_written_or_removed_outside_of_the_folder(folder: Path, name: str) -> None:
    mine = folder.parent / "x.docx"
    mine.write_bytes(b"mine")
    _, (found,) = Output(folder).replace_files({name: b"x", **NEW}, "manifest.json", [])
    assert found.code == "BC801"
    assert Output(folder).replace_files(NEW, "manifest.json", [name]).problems == ()
    assert mine.read_bytes() == b"mine"
