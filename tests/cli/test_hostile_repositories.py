"""A stranger's workspace runs nothing: every command, against every attack that plain Git falls for."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
import typer.main

import hostile_repositories
from baocao.cli.exits import INTERNAL
from baocao.cli.main import app, main
from hostile_repositories import EARLIER, REPORT, Hostile
from watched import end_watching_at_once

ASKED: Final = {
    "rev-parse",
    "for-each-ref",
    "ls-files",
    "cat-file",
    "ls-tree",
    "merge-base",
    "log",
    "blame",
}
"""What Git is asked: nothing that looks at a working tree, makes a patch, writes or goes to a network."""
DOCX: Final = "out/2025-11/xa-mot_bao-cao_cd.docx"
XLSX: Final = "out/2025-11/so-a_tong-hop_cd.xlsx"
SIDE: Final = ("0" * 40, "100644")
SERVING: Final = "baocao.features.page.watching.serving"
"""The module that `watch` starts as a process of its own."""
KY: Final = ("--ky", "2025-11")
CALLS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "check": (KY, (*KY, "--format", "github")),
    "status": (KY, (*KY, "--format", "json")),
    "remind": (KY, (*KY, "--format", "markdown")),
    "page": (KY, (*KY, "--kin", "--out", "kín")),
    "watch": ((*KY, "--html"), (*KY, "--don-vi", "xa-mot", "--html")),
    "trace": (
        ("2025-11", "hs.tiep_nhan"),
        ("2025-11", "hs.ty_le", "--don-vi", "xa-mot", "--format", "json"),
        (XLSX, "Hồ sơ!C14"),
        (DOCX, "86,6", "--thu", "1"),
    ),
    "diff": (
        ("2025-10", "2025-11"),
        *(
            ("--rev", rev)
            for rev in (
                "HEAD",
                "HEAD~1..HEAD",
                "main...HEAD",
                "HEAD..:",
                ":",
                "mất",
                "--upload-pack=x",
                "x y;z",
            )
        ),
        ("--textconv", DOCX),
        ("--textconv", XLSX),
        ("--textconv", REPORT),
        ("--git-driver", REPORT, EARLIER, *SIDE, REPORT, *SIDE),
    ),
    "inspect": ((DOCX,),),
    "schema": ((),),
    "build": ((*KY, "--check"), KY),
    "issue": ((*KY, "--don-vi", "xa-mot", "--so", "189", "--ngay", "2025-11-18"),),
    "new": (("--ky", "2025-12"),),
    "form": (("--ky", "2025-12"),),
    "import": (
        ("out/2025-12/bieu", "--ky", "2025-12", "--dry-run"),
        ("out/2025-12/bieu", "--ky", "2025-12", "--tra-lai", "out/tra-lai"),
        (DOCX, "--format", "json"),
        (DOCX, "--write", "--y-kien", "out/y-kien.docx"),
        ("--bang", XLSX, "--trang", "Hồ sơ", *KY, "--de-xuat", "anh-xa.yaml"),
        ("--bang", XLSX, "--trang", "Hồ sơ", *KY, "--anh-xa", "anh-xa.yaml"),
    ),
    "fmt": (("--check",), ()),
    "init": (("mới",),),
}


class Watch:
    """Writes down which programs this process starts, and which those that are Git start in turn."""

    def __init__(self, events: Path) -> None:
        self.started: list[list[str]] = []
        self.events = events

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Remember a program that is started, in whatever way."""
        if event == "subprocess.Popen":
            self.started.append([os.fsdecode(each) for each in (arguments[0] or "", *arguments[1])])
        elif event in {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"}:
            self.started.append([event, str(arguments)])

    @property
    def asked(self) -> set[str]:
        """What Git was asked, as it says itself."""
        return {each["name"] for each in self._told("cmd_name")}

    @property
    def children(self) -> list[list[str]]:
        """What Git started in turn."""
        return [each["argv"] for each in self._told("child_start")]

    def _told(self, event: str) -> Iterator[dict[str, Any]]:
        if self.events.exists():
            for line in self.events.read_text(encoding="utf-8", errors="replace").splitlines():
                told = json.loads(line)
                if told["event"] == event:
                    yield told


_WATCHES: list[Watch] = []


def _see_event(event: str, arguments: tuple[Any, ...]) -> None:
    for watch in _WATCHES:
        watch.see(event, arguments)


sys.addaudithook(_see_event)  # for as long as the process lives


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Watch what is started while a test runs."""
    config, events = tmp_path / "gitconfig", tmp_path / "events"
    config.write_text(f"[trace2]\n\teventTarget = {events}\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    result = Watch(events)
    _WATCHES.append(result)
    yield result
    _WATCHES.remove(result)


@pytest.fixture(params=hostile_repositories.ATTACKS, ids=lambda attack: attack.__name__)
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Hostile:
    attack: Callable[[Path], Hostile] = request.param
    return attack(tmp_path)


def folder_contents(folder: Path) -> dict[str, str]:
    """Return what lies in a folder, by name."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
    }


def test_every_command_of_the_program_is_tried() -> None:
    assert set(CALLS) == set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.sampled
def test_plain_git_falls_for_every_attack(hostile: Hostile) -> None:
    for name, call in hostile.live.items():
        hostile.markers.clear()
        call(hostile.root)
        assert name in hostile.markers.left


@pytest.mark.sampled
def test_no_command_runs_anything_or_changes_the_repository(
    hostile: Hostile, watch: Watch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(hostile.root)
    end_watching_at_once(monkeypatch, serves=True)
    hostile.markers.clear()  # what making the attack has left
    before = folder_contents(hostile.git)
    for command, calls in CALLS.items():
        for arguments in calls:
            code = main([command, *arguments])
            told = (command, *arguments, capsys.readouterr().err)
            assert hostile.markers.left == [], told
            assert code != INTERNAL, told
            assert folder_contents(hostile.git) == before, told
    ours = [each for each in watch.started if each[-1] == SERVING]
    assert len(ours) == len(CALLS["watch"])
    assert {each[0] for each in ours} == {sys.executable}
    others = [each[0] for each in watch.started if each not in ours]
    assert {(Path(each).name, Path(each).is_absolute()) for each in others} == {("git", True)}
    assert "rev-parse" in watch.asked
    assert watch.asked <= ASKED
    assert watch.children == []
