"""Files that nothing reads, where people look: check, build, status, diff, trace."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from baocao.cli.main import main
from baocao.report.text import MOST_ALIKE
from repositories import Repository
from support import SUBMISSION, Sandbox

FOLDER = "data/units/xa-mot"
COPY = f"{FOLDER}/2025-11 (1).yaml"
CORRECTED = SUBMISSION.replace("3.781", "3.871")
HOSTILE = [
    "2025-11\udcff.yaml",
    "2025-11\n.yaml",
    "2025-11\x1b[31m.yaml",
    "con.yaml",
    "a\udcff/2025-11.yaml",
]


class Said(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the sandbox."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763269200")

    def run_command(*arguments: str) -> Said:
        code = main([*arguments, "--root", str(sandbox.root)])
        return Said(code, *capsys.readouterr())

    return run_command


@pytest.mark.parametrize("command", [["check"], ["check", "--ky", "2025-11"], ["build", "--ky", "2025-11"],
                                     ["build", "--ky", "2025-11", "--don-vi", "xa-mot"],
                                     ["status", "--ky", "2025-11"],
                                     ["remind", "--ky", "2025-11"],
                                     ["status", "--ky", "2025-11", "--format", "json"]])  # fmt: skip
def test_a_corrected_copy_is_named_where_people_look(
    sandbox: Sandbox, run: Run, command: list[str]
) -> None:
    sandbox.write(COPY, CORRECTED)
    said = run(*command)
    assert COPY in said.out + said.err
    assert said.code == (0 if command[0] in {"status", "remind"} else 1)


@pytest.mark.parametrize("command", ["check", "build", "status", "remind"])
def test_another_period_is_not_bothered(sandbox: Sandbox, run: Run, command: str) -> None:
    sandbox.write(f"{FOLDER}/2025-09 (1).yaml", "don_vi: xa-mot\n")
    said = run(command, "--ky", "2025-11")
    assert (said.code, "2025-09" in said.out + said.err) == (0, False)


def test_none_of_many_is_folded_away(sandbox: Sandbox, run: Run) -> None:
    names = [f"2025-11 ({number}).yaml" for number in range(3 * MOST_ALIKE)]
    for number, name in enumerate(names):
        sandbox.write(f"{FOLDER}/{name}", CORRECTED.replace("3.871", str(number)))
    for command in (["check"], ["build", "--ky", "2025-11"], ["check", "--format", "markdown"]):
        out = run(*command).out
        assert [name for name in names if name not in out] == []


def test_official_documents_and_numbers_are_refused_beside_it(sandbox: Sandbox, run: Run) -> None:
    sandbox.write(COPY, CORRECTED)
    before = (sandbox.root / FOLDER / "2025-11.yaml").read_bytes()
    said = run("build", "--ky", "2025-11", "--chinh-thuc", "--don-vi", "xa-mot")
    assert (said.code, COPY in said.out, sandbox.out.exists()) == (1, True, False)
    said = run("issue", "--ky", "2025-11", "--don-vi", "xa-mot", "--so", "1", "--ngay", "2025-11-16")
    assert said.code == 1
    assert COPY in said.out + said.err
    assert (sandbox.root / FOLDER / "2025-11.yaml").read_bytes() == before
    assert not (sandbox.root / FOLDER / "phat-hanh").exists()


def test_names_that_no_terminal_should_see_are_shown_and_crash_nothing(sandbox: Sandbox, run: Run) -> None:
    for name in HOSTILE:
        sandbox.write(f"{FOLDER}/{name}", CORRECTED)
        sandbox.write(f"data/units/{name}/2025-11.yaml", CORRECTED)
        sandbox.write(f"data/directives/{name}", "ma: a\n")
        sandbox.write(f"templates/{name}.md.j2", "a\n")
    repository = Repository(sandbox.root)
    repository.commit("2025-11-15 09:00")
    sandbox.replace(f"{FOLDER}/2025-11.yaml", "3.276", "3.300")
    for name in HOSTILE:
        sandbox.write(f"{FOLDER}/{name}", CORRECTED.replace("3.871", "3.900"))
    repository.commit("2025-11-15 10:00")
    sandbox.replace(f"{FOLDER}/2025-11.yaml", "3.300", "3.301")
    for arguments in (
        ["check", "--format", "json"], ["check", "--ky", "2025-11", "--phieu", str(sandbox.root / "phieu")],
        ["build", "--ky", "2025-11"], ["status", "--ky", "2025-11"], ["diff", "--rev", "HEAD~1..HEAD"],
        ["diff", "--rev", "HEAD"], ["diff", "2025-11", "2025-11"], ["fmt", "--check"],
        ["trace", "2025-11", "hs.tiep_nhan"], ["build", "--ky", "2025-11", "--check"],
    ):  # fmt: skip
        said = run(*arguments)
        assert said.code in {0, 1, 2, 3}
        assert "Lỗi nội bộ" not in said.err
        assert "\x1b[31m" not in said.out + said.err
        (said.out + said.err).encode("utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_comparison_waits_for_no_pipe(sandbox: Sandbox, run: Run) -> None:
    Repository(sandbox.root).commit("2025-11-15 09:00")
    for name in ("baocao.yaml", f"{FOLDER}/2025-10.yaml", COPY, "data/directives/moi.yaml"):
        os.mkfifo(sandbox.root / name)
    assert run("diff", "--rev", "HEAD").code in {0, 1}
    assert run("check").code == 1


def test_a_comparison_tells_nothing_of_files_outside(
    sandbox: Sandbox, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("ngoai") / "bi-mat.yaml"
    secret.write_text("mat_khau: 123456\n", encoding="utf-8")
    for name in ("data/directives/mat.yaml", "data/units/mat.yaml"):
        (sandbox.root / name).symlink_to(secret)
    Repository(sandbox.root).commit("2025-11-15 09:00")
    sandbox.replace(f"{FOLDER}/2025-11.yaml", "3.276", "3.300")
    sandbox.replace("data/directives/van-ban.yaml", "về một việc", "về hai việc")
    said = run("diff", "--rev", "HEAD")
    assert "123456" not in said.out + said.err
    assert "3.300" in said.out


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/units/don-vi.yaml", "  xa-hai: {", "  con: {"),
        ("data/units/don-vi.yaml", "  xa-hai: {", f"  {'x' * 65}: {{"),
        ("data/directives/cd.yaml", "ma: cd\n", "ma: nul\n"),
        ("data/directives/cd.yaml", "  bao-cao: {", "  com1: {"),
        ("data/directives/cd.yaml", "  bao-cao: {", "  aux.x: {"),
    ],
)
def test_ids_that_become_names_of_files_are_such_on_every_system(
    sandbox: Sandbox, run: Run, file: str, old: str, new: str
) -> None:
    sandbox.replace(file, old, new)
    said = run("check", "--ky", "2025-11")
    assert said.code == 1
    assert "BC511" in said.out
    assert "tên riêng của Windows" in said.out
    run("new", "--ky", "2025-12")
    assert not [
        each for each in Path(sandbox.root).rglob("*") if each.stem in {"con", "nul", "com1", "x" * 65}
    ]
