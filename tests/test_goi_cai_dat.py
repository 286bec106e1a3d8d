"""What is installed is what is here: every file is in the packages, and the wheel makes the same bytes."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import pytest
from flit_core.sdist import SdistBuilder
from flit_core.wheel import make_wheel_in

from support import REPOSITORY, Sandbox

PROGRAM: Final = REPOSITORY / "src" / "baocao"
COMMANDS: Final = (
    ("build", "--ky", "2025-11"),
    ("page", "--ky", "moi-nhat"),
    ("init", "moi", "--nguon", "baocao==0.1.0"),
)
_NEW: Final = {"SOURCE_DATE_EPOCH": "1764000000"}


def program_files() -> set[str]:
    """Return the files of the program, those that Python makes by itself aside."""
    found = (path for path in PROGRAM.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(PROGRAM.parent).as_posix() for path in found}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the sources as they are now."""
    folder = tmp_path_factory.mktemp("wheel")
    made: Path = make_wheel_in(REPOSITORY / "pyproject.toml", folder).file
    return made


def test_every_file_of_the_program_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith("baocao/")}
    assert names == program_files()


def test_every_file_of_the_program_is_in_the_source_package(tmp_path: Path) -> None:
    builder = SdistBuilder.from_ini_path(REPOSITORY / "pyproject.toml")
    with tarfile.open(builder.build(tmp_path, gen_setup_py=False)) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"src/{name}" for name in program_files()} <= inside
    assert {"LICENSE", "README.md", "pyproject.toml"} <= inside


def test_pages_need_files_that_are_no_python() -> None:
    """What the two tests above compare is not empty of what is easily forgotten."""
    kinds = {Path(name).suffix for name in program_files() if name.startswith("baocao/features/page/")}
    assert {".py", ".js", ".css", ".j2"} <= kinds


def made_bytes(program: Path, folder: Path) -> dict[str, bytes]:
    """Return what the program that lies in a folder makes of a workspace."""
    sandbox = Sandbox(folder)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_"))},
        **_NEW,
        "PYTHONPATH": str(program),
        "PYTHONSAFEPATH": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    where = ["-c", "import baocao; print(baocao.__file__)"]
    for words in (where, *(["-m", "baocao", *each] for each in COMMANDS)):
        call = [sys.executable, *words]
        done = subprocess.run(
            call, cwd=sandbox.root, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        assert words != where or Path(done.stdout.strip()).is_relative_to(program)
    made = (path for name in ("out", "moi") for path in (sandbox.root / name).rglob("*") if path.is_file())
    return {path.relative_to(sandbox.root).as_posix(): path.read_bytes() for path in made}


@pytest.mark.thorough
def test_the_installed_wheel_makes_the_same_bytes_as_the_sources(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    ours, theirs = (
        made_bytes(program, tmp_path / name / "kho")
        for name, program in (("nguon", PROGRAM.parent), ("goi", installed))
    )
    assert {"out/2025-11/trang.html", "out/2025-11/manifest.json", "moi/baocao.yaml"} <= ours.keys()
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
