"""Noticing that files change, whoever writes them and however."""

import os
import shutil
from pathlib import Path

import pytest

from baocao.features.page.watching.noticing import Watched, changed_paths, settled_look, take_look
from watched import save_by_rename


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    units = tmp_path / "units"
    for unit in ("xa-mot", "xa-hai"):
        (units / unit).mkdir(parents=True)
        (units / unit / "2025-11.yaml").write_text("chi_tieu: 1\n", encoding="utf-8")
    return units


def names_changed(folder: Path, change: object) -> list[str]:
    """Return what is noticed after a change, below the folder."""
    assert callable(change)
    watched = Watched(folder.parent, (folder,), (folder.parent / "baocao.yaml",))
    before = take_look(watched)
    change()
    return [os.path.relpath(path, folder) for path in changed_paths(before, settled_look(watched))]


def test_nothing_changes_while_nobody_writes(folder: Path) -> None:
    assert names_changed(folder, lambda: None) == []


def test_a_file_that_is_written_in_place_is_noticed(folder: Path) -> None:
    file = folder / "xa-mot" / "2025-11.yaml"
    assert names_changed(folder, lambda: file.write_text("chi_tieu: 23\n")) == ["xa-mot/2025-11.yaml"]


def test_a_file_that_an_editor_replaces_is_noticed_and_its_helper_file_is_not(folder: Path) -> None:
    file = folder / "xa-mot" / "2025-11.yaml"
    assert names_changed(folder, lambda: save_by_rename(file, "chi_tieu: 2\n")) == ["xa-mot/2025-11.yaml"]


def test_a_file_of_the_same_size_and_time_is_noticed(folder: Path) -> None:
    file = folder / "xa-mot" / "2025-11.yaml"
    status = file.stat()

    def write_within_a_tick() -> None:
        file.write_text("chi_tieu: 2\n", encoding="utf-8")
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert names_changed(folder, write_within_a_tick) == ["xa-mot/2025-11.yaml"]


def test_new_files_lost_folders_and_settings_are_noticed(folder: Path) -> None:
    def move_house() -> None:
        (folder / "xa-mot" / "2025-12.yaml").write_text("ky: 2025-12\n", encoding="utf-8")
        shutil.rmtree(folder / "xa-hai")
        (folder.parent / "baocao.yaml").write_text("mau: mau\n", encoding="utf-8")

    assert names_changed(folder, move_house) == [
        "../baocao.yaml",
        "xa-hai",
        "xa-hai/2025-11.yaml",
        "xa-mot/2025-12.yaml",
    ]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert take_look(Watched(tmp_path, (tmp_path / "gone",))).marks == {}


def test_what_a_link_leads_to_is_noticed_and_none_is_followed_out_of_the_workspace(
    folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-ngoai"
    outside.mkdir()
    (outside / "mật.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "ngoai").symlink_to(outside)
    (folder / "vong").symlink_to(folder)
    target = folder / "xa-hai" / "2025-11.yaml"
    (folder / "xa-mot" / "2025-10.yaml").symlink_to(target)
    look = take_look(Watched(folder.parent, (folder,)))
    assert not any("mật" in path for path in look.marks)
    changed = names_changed(folder, lambda: target.write_text("chi_tieu: 44\n", encoding="utf-8"))
    assert {"xa-hai/2025-11.yaml", "xa-mot/2025-10.yaml"} <= {*changed}


def test_a_pipe_among_the_data_keeps_nobody_waiting(folder: Path) -> None:
    os.mkfifo(folder / "xa-mot" / "2025-09.yaml")
    assert names_changed(folder, lambda: None) == []
