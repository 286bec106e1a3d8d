"""A link that came with the data leads no command to write elsewhere."""

import shutil
from pathlib import Path
from typing import Final

import pytest

from baocao.cli.exits import GOOD, INTERNAL
from baocao.cli.main import main
from baocao.disk.ownership import PREFIX, host_name
from support import Sandbox

KY: Final = ("--ky", "2025-11")
ISSUE: Final = ("issue", *KY, "--don-vi", "xa-mot", "--so", "189", "--ngay", "2025-11-18")
UNIT_FIRST: Final = "don_vi: xa-mot\nky: 2025-11\n"
PERIOD_FIRST: Final = "ky: 2025-11\ndon_vi: xa-mot\n"
WORDS: Final = "liên kết dẫn ra ngoài thư mục dữ liệu"


@pytest.fixture
def kho(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """A workspace, from which commands are run."""
    sandbox = Sandbox(tmp_path / "tỉnh")
    monkeypatch.chdir(sandbox.root)
    return sandbox


def make_victim(folder: Path) -> Path:
    """Return a folder of somebody else, with a file that must stay."""
    made = folder / "nạn nhân"
    made.mkdir()
    (made / "của tôi.txt").write_text("giữ", encoding="utf-8")
    return made


def link_folder(root: Path, at: str, to: Path) -> None:
    """Put a link in place of a folder of the workspace; what was in the folder is there too."""
    path = root / at
    if path.is_dir():
        shutil.copytree(path, to, dirs_exist_ok=True)
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(to, target_is_directory=True)


def list_below(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return everything below a folder with its time, which of a folder changes with every name in it."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (folder, *folder.rglob("*"))
    }


@pytest.mark.parametrize(
    ("at", "call"),
    [
        ("out", ("build", *KY)),
        ("out/2025-11", ("build", *KY)),
        ("out", ISSUE),
        ("data/units/xa-mot/phat-hanh", ISSUE),
        ("data/units", ISSUE),
        ("data/units", ("fmt",)),
        ("data/units/xa-mot", ("fmt",)),
        ("data/units", ("new", "--ky", "2025-12")),
        ("moi", ("init", "moi")),
        ("data/units/xa-mot", ("new", "--ky", "2025-12")),
        ("data/units/xa-hai", ("new", "--ky", "2025-11", "--don-vi", "xa-hai")),
        (".baocao", ("schema",)),
        (".vscode", ("schema",)),
        ("phieu", ("check", *KY, "--phieu", "phieu")),
        ("bang", ("diff", "2025-10", "2025-11", "--xlsx", "bang/a.xlsx")),
        ("bang", ("status", *KY, "--xlsx", "bang/a.xlsx")),
        ("out", ("form", "--ky", "2025-12")),
        ("out/2025-12", ("form", "--ky", "2025-12")),
        ("out/2025-12/bieu", ("form", "--ky", "2025-12")),
        ("out", ("remind", *KY)),
        ("out/2025-11", ("remind", *KY)),
        ("out", ("page", *KY)),
        ("out/2025-11", ("page", *KY)),
    ],
)
def test_nothing_is_written_through_a_link_out_of_the_workspace(
    kho: Sandbox, tmp_path: Path, at: str, call: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    kho.write(
        "data/units/xa-mot/2025-10.yaml", "don_vi: xa-mot\nky: 2025-10\nchi_tieu: {hs.tiep_nhan: 10}\n"
    )
    kho.replace("data/units/xa-mot/2025-11.yaml", UNIT_FIRST, PERIOD_FIRST)
    elsewhere = tmp_path / "nơi khác" if call[0] == "init" else make_victim(tmp_path)
    elsewhere.mkdir(exist_ok=True)
    link_folder(kho.root, at, elsewhere)
    before = list_below(elsewhere)
    assert main(list(call)) not in {GOOD, INTERNAL}
    assert list_below(elsewhere) == before
    assert "liên kết" in "".join(capsys.readouterr()).lower()


def test_fmt_does_not_rewrite_a_file_elsewhere_that_a_link_leads_to(
    kho: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = make_victim(tmp_path)
    path = kho.root / "data/units/xa-mot/2025-11.yaml"
    path.rename(elsewhere / "của tôi.yaml")
    path.symlink_to(elsewhere / "của tôi.yaml")
    kho.replace("data/units/xa-mot/2025-11.yaml", UNIT_FIRST, PERIOD_FIRST)
    before = list_below(elsewhere)
    assert main(["fmt"]) not in {GOOD, INTERNAL}
    assert list_below(elsewhere) == before
    assert "dẫn ra ngoài thư mục dữ liệu" in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("at", "call"),
    [
        ("data/units/xa-mot", ("fmt",)),
        ("data/units/xa-mot", ISSUE),
        ("data/units/xa-mot", ("new", "--ky", "2025-12")),
        (".vscode", ("schema",)),
        ("out", ("build", *KY)),
    ],
)
def test_nothing_is_swept_through_a_link_out_of_the_workspace(
    kho: Sandbox, tmp_path: Path, at: str, call: tuple[str, ...]
) -> None:
    elsewhere = make_victim(tmp_path)
    for folder in (elsewhere, elsewhere / "2025-11"):
        folder.mkdir(exist_ok=True)
        (folder / f"{PREFIX}1-1-{host_name()}-0123abcd").write_text("giữ", encoding="utf-8")
    link_folder(kho.root, at, elsewhere)
    before = list_below(elsewhere)
    main(list(call))
    assert list_below(elsewhere) == before


def test_whoever_means_it_gives_the_real_path(kho: Sandbox, tmp_path: Path) -> None:
    elsewhere = make_victim(tmp_path)
    link_folder(kho.root, "out", elsewhere)
    assert main(["build", *KY, "--out", str(elsewhere)]) == GOOD
    assert "2025-11/manifest.json" in list_below(elsewhere)


@pytest.mark.parametrize("at", ["out", "data/units/xa-hai"])
def test_links_within_the_workspace_are_followed(kho: Sandbox, at: str) -> None:
    (kho.root / "thật").mkdir()
    link_folder(kho.root, at, kho.root / "thật")
    assert main(["build", *KY]) == GOOD
    assert main(["new", "--ky", "2025-11", "--don-vi", "xa-hai"]) == GOOD


def test_a_workspace_that_is_itself_reached_by_a_link_is_as_any(
    kho: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lối tắt").symlink_to(kho.root, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    assert main(["build", *KY, "--root", "lối tắt"]) == GOOD
    assert main(["build", *KY, "--root", "lối tắt", "--out", "lối tắt/out"]) == GOOD


@pytest.mark.parametrize("kind", ["yaml", "docx", "xlsx", "txt"])
def test_a_side_that_is_not_there_is_an_empty_one_for_git(
    kho: Sandbox, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    known = ("0" * 40, "100644")
    call = ["diff", "--git-driver", f"a.{kind}", "không có", *known, str(kho.root), *known]
    assert main(call) == GOOD
    assert capsys.readouterr().out == ""
