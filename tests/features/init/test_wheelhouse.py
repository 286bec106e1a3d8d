"""Wheels from which CI installs without a network: all that is needed, and nothing else."""

from hashlib import sha256
from pathlib import Path

import pytest

from baocao.features.init.wheelhouse import BadHouseError, lock_text, read_house
from wheels import NEEDED, OWN, fill_wheelhouse


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fill_wheelhouse(tmp_path / "kho", monkeypatch)
    return tmp_path / "kho"


def test_the_program_is_installed_from_the_folder_by_its_hash(folder: Path) -> None:
    source = read_house(folder).source
    assert source.install_commands() == (
        "python -m pip install --no-index --find-links wheelhouse --require-hashes -r requirements.txt",
    )
    assert source.locked == f"baocao==0.1.0 \\\n    --hash=sha256:{sha256(b'baocao').hexdigest()}\n"
    assert source.python == "3.13"
    assert "language: system\n" in source.hook_settings()


def test_what_only_windows_needs_may_be_absent(folder: Path) -> None:
    assert set(read_house(folder).wheel_contents()) == {
        f"wheelhouse/{name}" for name in (OWN, *NEEDED.values())
    }


@pytest.mark.parametrize("name", NEEDED)
def test_a_wheel_that_is_needed_and_absent_is_named(folder: Path, name: str) -> None:
    (folder / NEEDED[name]).unlink()
    with pytest.raises(BadHouseError, match=f"^thiếu {name}$"):
        read_house(folder)


def test_a_wheel_that_is_not_the_locked_one_is_named(folder: Path) -> None:
    (folder / NEEDED["jinja2"]).write_bytes(b"x")
    with pytest.raises(BadHouseError, match=r"^mã băm của jinja2-3\.1\.6-\S+ khác bản đã khóa$"):
        read_house(folder)


def test_two_programs_are_one_too_many(folder: Path) -> None:
    (folder / "baocao-0.2.0-py3-none-any.whl").write_bytes(b"x")
    with pytest.raises(BadHouseError, match=r"đang có 2$"):
        read_house(folder)


def test_every_requirement_of_the_lock_is_known_by_name() -> None:
    names = [line.split("==")[0] for line in lock_text().splitlines() if "==" in line and line[0] != " "]
    assert {"typer", "lxml", "babel", "flit-core"} <= set(names)
