"""Prove that what users see is the same at two commits: every file, every screen, every exit code.

    python tools/golden.py                  the working tree against HEAD
    python tools/golden.py REV [REV]        the working tree, or the second commit, against the first

One and the same scene is laid for both sides: the data, templates and examples of the first commit, and a
generated province of 96 communes, in a repository with fixed commits. What a side does is kept under
build/golden/ by the hash of its sources and of the scene. Exits with 1 where the sides differ.
"""

import argparse
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.cli.main import command_names

REPOSITORY: Final = Path(__file__).resolve().parents[1]
GIT: Final = shutil.which("git") or "git"
KEPT: Final = REPOSITORY / "build" / "golden"
PROVINCE: Final = "examples/tinh-gia-lap"
LARGE: Final = "examples/tinh-96-xa"
COMMUNE: Final = "data/units/xa-mo-cay/2025-11.yaml"
PERIODS: Final = ("2025-05", "2025-09", "2025-9T", "2025-11")
SHOWN: Final = 12
"""Lines of a difference that are printed for one screen."""
_CHANGING: Final = (
    (re.compile(r"\(\d+,\d+ giây\)"), "(… giây)"),
    (re.compile(r'("timings": )\{[^}]*\}'), r"\1{}"),
    (re.compile(r"[\d.]+ ?(?:MB|GB) còn trống"), "… còn trống"),
)
"""What differs from run to run, and what stands for it."""
_MOMENT: Final = "2025-11-20T08:00:00+07:00"
_CLOCK: Final = {name: {"SOURCE_DATE_EPOCH": "1763690400"} for name in ("import", "remind", "status")}
"""The hour at which commands read that look at the clock."""
_GIT: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Nguyễn Văn A",
    "GIT_AUTHOR_EMAIL": "a@xa-mot.example",
    "GIT_COMMITTER_NAME": "Nguyễn Văn A",
    "GIT_COMMITTER_EMAIL": "a@xa-mot.example",
    "GIT_AUTHOR_DATE": _MOMENT,
    "GIT_COMMITTER_DATE": _MOMENT,
}

FORMATS: Final = {
    "check": ("text", "json", "github", "sarif", "junit", "gitlab", "markdown"),
    "inspect": ("text", "json"),
    "status": ("text", "json"),
    "trace": ("text", "markdown", "json"),
    "diff": ("text", "markdown", "json"),
    "import": ("text", "json"),
    "remind": ("text", "markdown", "json"),
}
"""The values of --format by command; tests hold the table against the program."""


class Run(NamedTuple):
    """One call of the program, as words, in a folder of the scene."""

    words: tuple[str, ...]
    folder: str = "."

    @property
    def name(self) -> str:
        """What the run is called in reports."""
        return f"{self.folder}: {' '.join(self.words)}"


def _expanded_calls(*lines: str, folder: str = ".") -> Iterator[Run]:
    """Yield a run for each line; one that asks for every format stands for several."""
    for line in lines:
        words = line.split()
        if "FORMATS" not in words:
            yield Run(tuple(words), folder)
            continue
        for name in FORMATS[words[0]]:
            yield Run((*words[: words.index("FORMATS")], "--format", name), folder)


def chains_by_name() -> dict[str, list[Run]]:
    """Return the runs of every chain in order; each chain has a scene of its own."""
    by_name = {
        "giup": [
            Run((*words, "--help"))
            for words in ((), *((name,) for name in command_names()), ("khong-co",), ("check", "--sai"))
        ],
        "thuc": list(_real_runs()),
        "gia-lap": list(_expanded_calls(*_province_runs(), folder=PROVINCE)),
        "96-xa": list(_expanded_calls(*_province_runs(), folder=LARGE)),
        "vi-du": [Run(("check",), "vi-du/*")],
        "moi": list(
            _expanded_calls(
                "init moi --nguon baocao==0.1.0", "check --root moi", "build --root moi --ky 2025-11"
            )
        ),
    }
    by_name["phat-hanh"] = list(
        _expanded_calls(
            "issue --ky 2025-11 --don-vi xa-mo-cay",
            "issue --ky 2025-11 --don-vi xa-mo-cay --so 189 --ngay 2025-11-18",
            "issue --ky 2025-11 --don-vi xa-mo-cay --so 189 --ngay 2025-11-18",
            "build --ky 2025-11",
            "build --ky 2025-11 --check",
            "check --ky 2025-11",
            "trace 2025-11 tthc.tiep_nhan --don-vi xa-mo-cay",
            "diff --rev HEAD",
            "new --ky 2025-12",
            "check --ky 2025-12",
            "fmt",
            "status --ky 2025-12",
        )
    )
    by_name["bieu"] = list(_exchange_runs())
    return by_name


def _real_runs() -> Iterator[Run]:
    for period in PERIODS:
        yield from _expanded_calls(
            f"build --ky {period}",
            f"page --ky {period}",
            f"build --ky {period} --chinh-thuc --out out/chinh-thuc",
            f"check --ky {period} --day-du --strict",
            f"status --ky {period} FORMATS",
        )
    yield from _expanded_calls(
        "build --ky 2025-12",
        "watch --ky 2025-11 --port 70000",
        "build --ky 2025-11 --don-vi xa-mo-cay --chinh-thuc --out out/mot",
        "build --ky 2025-11 --check",
        "build --ky 2025-11 --check --pdf",
        "check FORMATS",
        "check --ky 2025-11 --phieu out/phieu --han 2025-11-25",
        "status --ky 2025-11 --xlsx out/status.xlsx",
        "inspect out --chi-loi",
        "inspect out/2025-11 FORMATS",
        "inspect out/2025-11/xa-mo-cay_bao-cao_nq71.docx --sua --nhan-xet --out out/sua.docx",
        "trace 2025-11 tthc.tiep_nhan FORMATS",
        "trace 2025-11 tthc.ty_le_dang --don-vi xa-mo-cay FORMATS",
        "trace out/2025-11/xa-mo-cay_bao-cao_nq71.docx 3.781 FORMATS",
        "trace out/2025-11/so-khcn_phu-luc-so-lieu_nq71.xlsx 3.781",
        "diff 2025-05 2025-11 FORMATS",
        "diff --rev HEAD~1..HEAD FORMATS",
        "diff --rev HEAD~1 --xlsx out/so-sanh.xlsx --docx out/so-sanh.docx",
        f"diff --textconv {COMMUNE}",
        "diff --textconv out/2025-11/xa-mo-cay_bao-cao_nq71.docx",
        "diff --textconv out/2025-11/so-khcn_phu-luc-so-lieu_nq71.xlsx",
        "schema",
        "schema --don-vi xa-mo-cay --out out/schema",
        "fmt --check",
    )


def _exchange_runs() -> Iterator[Run]:
    """Yield what goes out as Excel and Word and comes back."""
    annex = "out/2025-11/so-khcn_phu-luc-so-lieu_nq71.xlsx"
    yield from _expanded_calls(
        "form --ky 2025-11",
        "form --ky 2025-12 --don-vi xa-mo-cay",
        "import out/2025-11/bieu FORMATS",
        "import out/2025-12/bieu --dry-run --tra-lai out/tra-lai",
        "build --ky 2025-11",
        "import out/2025-11/xa-mo-cay_bao-cao_nq71.docx FORMATS",
        f"import --bang {annex} --ky 2025-11 --de-xuat anh-xa.yaml",
    )
    yield Run(
        ("import", "--bang", annex, "--ky", "2025-11", "--trang", "Dữ liệu", "--de-xuat", "anh-xa.yaml")
    )
    yield from _expanded_calls("remind --ky 2025-11 FORMATS", "check --ky 2025-11")


def _province_runs() -> Iterator[str]:
    yield from (
        "build --ky 2025-10",
        "build --ky 2025-11",
        "page --ky 2025-11",
        "page --ky moi-nhat --kin --out out/kin",
        "watch --ky 2025-11 --don-vi khong-co",
        "build --ky 2025-11 --chinh-thuc --out out/chinh-thuc",
        "check FORMATS",
        "check --ky 2025-11 --day-du",
        "check --ky 2025-11 --phieu out/phieu --han 2025-12-05",
        "status --ky 2025-11 FORMATS",
        "status --ky 2025-11 --xlsx out/status.xlsx",
        "diff 2025-10 2025-11 FORMATS",
        "diff 2025-11 --toan-bo --xlsx out/so-sanh.xlsx --docx out/so-sanh.docx",
        "diff --rev HEAD~1..HEAD FORMATS",
        "trace 2025-11 tthc.tiep_nhan FORMATS",
        "trace 2025-11 tthc.ty_le_dung_han --tat-ca",
        "inspect out --chi-loi",
        "schema --out out/schema",
        "fmt --check",
        "new --ky 2025-12",
    )


def lay_scene(base: str, folder: Path) -> None:
    """Write the scene of the commit `base` into a new folder."""
    folder.mkdir(parents=True)
    _unpack_commit(base, folder, ("data", "templates", "examples"))
    source = folder.parent / "base"
    _unpack_commit(base, source, ("src", "tests", "data", "templates", "examples"))
    generator = [
        sys.executable,
        "examples/generate.py",
        *("--units", "96", "--periods", "2", "--out", LARGE),
    ]
    subprocess.run(
        generator, cwd=source, env=_program_environment(source), check=True, stdout=subprocess.DEVNULL
    )
    shutil.move(
        source / LARGE, folder / LARGE
    )  # made there, since it names its templates by a relative path
    environment = _program_environment(source)
    environment["PYTHONPATH"] += f"{os.pathsep}{source / 'tests'}"
    subprocess.run([sys.executable, "-c", _LAY, str(folder / "vi-du")], env=environment, check=True)
    _commit_scene(folder)


_LAY: Final = """
import sys
from pathlib import Path
from support import Sandbox
import test_vi_du
overlay = getattr(test_vi_du, "overlay_example", None) or test_vi_du.overlaid
for example in (*test_vi_du.BAD, *test_vi_du.GOOD):
    overlay(Sandbox(Path(sys.argv[1]) / example.name), example)
"""


def _unpack_commit(commit: str, folder: Path, parts: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    words = [GIT, "archive", commit, "--", *parts]
    archive = subprocess.run(words, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as result:
        result.extractall(folder, filter="data")


def _commit_scene(folder: Path) -> None:
    """Record the scene in two commits, between which a figure of each workspace changes."""
    (folder / ".gitignore").write_text("out/\n.baocao/\n", encoding="utf-8")
    changed = [folder / COMMUNE, *sorted((folder / "examples").glob("*/data/units/xa-*/2025-11.yaml"))[::5]]
    texts = {path: path.read_text(encoding="utf-8") for path in changed}
    for path, text in texts.items():
        path.write_text(re.sub(r"(tthc\.tiep_nhan: )\S+", r"\g<1>4.321", text), encoding="utf-8")
    _run_git(folder, "init", "--quiet", "--initial-branch=main")
    _run_git(folder, "add", "--all")
    _run_git(folder, "commit", "--quiet", "--message=Báo cáo")
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    _run_git(folder, "commit", "--quiet", "--all", "--message=Sửa số liệu")


def _run_git(folder: Path, *words: str) -> None:
    subprocess.run([GIT, *words], cwd=folder, env={**os.environ, **_GIT}, check=True)


def _program_environment(source: Path) -> dict[str, str]:
    own = {"PYTHONPATH": str(source / "src"), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "80", "TZ": "UTC"}
    return {**os.environ, **_GIT, **own}


def record_screens(source: Path, scene: Path, work: Path, kept: Path) -> None:
    """Let the program of `source` act all chains, and keep what came of them."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        acts = {
            name: pool.submit(_act_chain, source, scene, work / name, runs, kept / "tep" / name)
            for name, runs in chains_by_name().items()
        }
        by_name = {name: act.result() for name, act in acts.items()}
    (kept / "ban-ghi.json").write_text(json.dumps(by_name, ensure_ascii=False, indent=1), encoding="utf-8")


def _act_chain(source: Path, scene: Path, folder: Path, runs: Sequence[Run], kept: Path) -> dict[str, Any]:
    """Act one chain in a copy of the scene; return its screens, and the hash of every file at the end."""
    shutil.copytree(scene, folder, symlinks=True)
    screens: dict[str, list[Any]] = {}
    for run in runs:
        screens |= (
            _screens_of_runs(source, folder, run)
            if "*" in run.folder
            else {run.name: _screen_of_run(source, folder, run)}
        )
    files = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    files = {name: path for name, path in files.items() if not name.startswith(".git/")}
    hashes = {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    for name, path in files.items():
        target = kept / hashes[name]
        if not (scene / name).is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    shutil.rmtree(folder)
    return {"man_hinh": screens, "tep": hashes}


def _screen_of_run(source: Path, folder: Path, run: Run) -> list[Any]:
    """Return exit code, output and messages of one run."""
    command = [sys.executable, "-m", "baocao", *run.words]
    environment = _program_environment(source) | _CLOCK.get(run.words[0], {})
    done = subprocess.run(
        command, cwd=folder / run.folder, env=environment, capture_output=True, check=False
    )
    texts = (
        each.decode("utf-8", "replace").replace(str(folder), "@") for each in (done.stdout, done.stderr)
    )
    return [done.returncode, *map(_steady_text, texts)]


_MANY: Final = """
import contextlib, io, json, sys
from baocao.cli.main import main
found = {}
for place in json.load(sys.stdin):
    stdout, stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        code = main([*sys.argv[1:], "--root", place])
    found[place] = [code, *(each.buffer.getvalue().decode("utf-8", "replace") for each in (stdout, stderr))]
print(json.dumps(found))
"""


def _screens_of_runs(source: Path, folder: Path, run: Run) -> dict[str, list[Any]]:
    """Return the same for a run in each of many folders, in one process."""
    places = [str(each.relative_to(folder)) for each in sorted(folder.glob(run.folder)) if each.is_dir()]
    done = subprocess.run(
        [sys.executable, "-c", _MANY, *run.words], cwd=folder, env=_program_environment(source),
        input=json.dumps(places).encode(), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    content = json.loads(done.stdout)
    return {
        f"{place}: {' '.join(run.words)}": [
            code,
            *(_steady_text(text.replace(str(folder), "@")) for text in texts),
        ]
        for place, (code, *texts) in content.items()
    }


def _steady_text(text: str) -> str:
    for pattern, stands in _CHANGING:
        text = pattern.sub(stands, text)
    return text


def recording_differences(old: Path, new: Path) -> Iterator[str]:
    """Yield what differs between two recordings, as lines to print."""
    before, after = (json.loads((each / "ban-ghi.json").read_text(encoding="utf-8")) for each in (old, new))
    for chain in sorted(before.keys() | after.keys()):
        one, other = before.get(chain, {}), after.get(chain, {})
        for kind, compare in (("man_hinh", _screen_difference), ("tep", _file_difference)):
            mine, theirs = one.get(kind, {}), other.get(kind, {})
            for name in sorted(mine.keys() | theirs.keys()):
                if mine.get(name) != theirs.get(name):
                    yield f"{chain}: {name}"
                    yield from compare(
                        mine.get(name), theirs.get(name), old / "tep" / chain, new / "tep" / chain
                    )


def _screen_difference(old: list[Any] | None, new: list[Any] | None, *_: Path) -> Iterator[str]:
    if old is None or new is None:
        yield f"  only {'after' if old is None else 'before'}"
        return
    if old[0] != new[0]:
        yield f"  exit code {old[0]} -> {new[0]}"
    for one, other in zip(old[1:], new[1:], strict=True):
        rows = list(unified_diff(one.splitlines(), other.splitlines(), lineterm="", n=0))[2:]
        yield from (f"  {row}" for row in rows[:SHOWN])
        if len(rows) > SHOWN:
            yield f"  … and {len(rows) - SHOWN} more lines"


def _file_difference(old: str | None, new: str | None, before: Path, after: Path) -> Iterator[str]:
    if old is None or new is None:
        yield f"  only {'after' if old is None else 'before'}"
        return
    one, other = before / old, after / new
    if one.is_file() and other.is_file() and zipfile.is_zipfile(one) and zipfile.is_zipfile(other):
        mine, theirs = _zip_parts(one), _zip_parts(other)
        changed = sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))
        yield f"  parts: {', '.join(changed)}"
    yield f"  {one}\n  {other}"


def _zip_parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _sources_digest(folder: Path) -> str:
    """Return the hash of the program's sources in `folder`."""
    result = sha256()
    for path in sorted((folder / "src").rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            result.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")
    return result.hexdigest()[:16]


def main() -> int:
    """Record both sides, where they are not kept yet, and compare them."""
    parser = argparse.ArgumentParser(description="Compare what users see at two commits.")
    parser.add_argument("before", nargs="?", default="HEAD")
    parser.add_argument("after", nargs="?", help="the working tree if it is not given")
    given = parser.parse_args()
    work = KEPT / "viec"
    shutil.rmtree(work, ignore_errors=True)
    commit = subprocess.run(
        [GIT, "rev-parse", given.before], cwd=REPOSITORY, stdout=subprocess.PIPE, check=True
    )
    base = commit.stdout.decode().strip()
    lay_scene(base, work / "canh")
    sides = []
    for name, revision in (("truoc", base), ("sau", given.after)):
        source = REPOSITORY if revision is None else work / name
        if revision is not None:
            _unpack_commit(revision, source, ("src",))
        kept = (
            KEPT
            / f"{base[:12]}-{sha256(Path(__file__).read_bytes()).hexdigest()[:8]}-{_sources_digest(source)}"
        )
        if not (kept / "ban-ghi.json").is_file():
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir(parents=True)
            record_screens(source, work / "canh", work / f"dien-{name}", kept)
        sides.append(kept)
    shutil.rmtree(work)
    differences = list(recording_differences(*sides))
    print("\n".join(differences) if differences else "The same: every file, screen and exit code.")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
