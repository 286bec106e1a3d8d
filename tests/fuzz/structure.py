"""Spoils a whole workspace by the structure of its YAML, and runs commands on it in this process.

    python tests/fuzz/structure.py RUNS [SEED]    tries so many; 0 goes on until it is stopped
    python tests/fuzz/structure.py FILE…          replays failures

One seed gives one series of workspaces. A workspace on which a command fails becomes a file of
tests/fuzz/workspaces, which test_structure.py replays.
"""

import contextlib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from baocao.cli.exits import INTERRUPTED  # noqa: E402 - the path comes first
from baocao.cli.main import main  # noqa: E402
from mutating import Entry, mapping_entries, replace_at_node, root_of, written_value  # noqa: E402
from support import FILES, Sandbox  # noqa: E402

SEEDS: Final = Path(__file__).resolve().parent / "workspaces"
CODES: Final = frozenset({0, 1, 2, 3})
"""What a command may end with when nobody interrupts it."""
SLOW: Final = 60.0
"""Seconds for a command on a small workspace, which nothing explains on any machine."""
SUFFIX: Final = ".json"
VALUES: Final = (
    "", "~", "[]", "{}", "[a, b]", "{a: b}", "0", "-1", "1.234", "86,6", "1/0", "2025-02-30", "co", "yes",
    "khong_phat_sinh", "{chua_co: x}", "'", '"', "&a b", "*a", "!!str a", "|", "{{ x }}", "[@x]", "[=x]",
    "[#x]", "<<: 1", "9" * 400, "a" * 3000, "Tháng 13/2025", "=1+1", "e\u0301", "\u202e", "\x1b[31m",
    "a\n<<<<<<< HEAD", "::error::x", "hs.tiep_nhan" + " + hs.tiep_nhan" * 900, "xa-mot", "nq-1", "cd",
)  # fmt: skip
"""What stands where something else belongs."""
NAMES: Final = (
    "(1) 2025-11.yaml", " 2025-11.yaml", "#a.yaml", "-.yaml", "2025-11 (1).yaml", "2025_11.yaml",
    "2025-11.yaml.bak", "2025-11.ymal", "2025-13.yaml", "0000-00.yaml", "2025-11 - Copy.yaml", "con.yaml",
    "2025-11.YAML", "a\nb.yaml", "\x1b[31m.yaml", "::error::.yaml", "%0A.yaml", "a b/2025-11.yaml",
)  # fmt: skip
"""What files are called when something went wrong."""
TAGS: Final = (
    "{% if %}", "{{", "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{{ x }}", "{% endif %}", "{{ ct.hs.tiep_nhan.figure }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ [] | first }}",
    "{{ bang.so_lieu() }}", "{{ muc('II') }}", "{{ xem_phu_luc('x') }}", "\ue005bang:9\ue006",
    "|a|\n|-|\n|b|", "{{ 'x' * 999 }}", "{{ ky | so }}", "---\n",
)  # fmt: skip
"""What is written into templates."""
COMMANDS: Final[Sequence[Sequence[str]]] = (
    ("check", "--format", "json"), ("check", "--ky", "2025-11", "--format", "github"),
    ("check", "--format", "sarif"), ("check", "--format", "junit"),
    ("check", "--ky", "2025-11", "--day-du"), ("build", "--ky", "2025-11"),
    ("build", "--ky", "2025-11", "--chinh-thuc"), ("status", "--ky", "2025-11"),
    ("remind", "--ky", "2025-11"), ("page", "--ky", "2025-11"),
    ("diff", "2025-10", "2025-11"), ("fmt", "--check"), ("new", "--ky", "2025-12"), ("schema",),
)  # fmt: skip

Workspace = dict[str, bytes]
"""Files by their names; a name that ends in '/' is a folder, '->' in front of a text is a link."""
Mutation = Callable[[Workspace, random.Random], None]


def good_files() -> Workspace:
    """Return the files of the sandbox."""
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(Path(folder))
        return {name: (sandbox.root / name).read_bytes() for name in FILES}


def _good_entry(workspace: Workspace, dice: random.Random) -> tuple[str, str, Entry] | None:
    """Choose an entry of a file that is still good."""
    name = dice.choice([each for each in workspace if each.endswith(".yaml")] or [""])
    if not name:
        return None
    text = workspace[name].decode(errors="replace")
    try:
        return name, text, dice.choice(list(mapping_entries(root_of(text))))
    except (AssertionError, IndexError):
        return None


def _retype_entry(workspace: Workspace, dice: random.Random) -> None:
    if good_entry := _good_entry(workspace, dice):
        name, text, entry = good_entry
        shown = written_value(text, entry.value)
        changed = shown and replace_at_node(text, entry.value, shown, dice.choice(VALUES))
        workspace[name] = (changed or text).encode()


def _rename_key(workspace: Workspace, dice: random.Random) -> None:
    if good_entry := _good_entry(workspace, dice):
        name, text, entry = good_entry
        shown = written_value(text, entry.key)
        new = dice.choice((*VALUES, "loai", "ma", "ten", "don_vi", "ky"))
        changed = shown and replace_at_node(text, entry.key, shown, new)
        workspace[name] = (changed or text).encode()


def _lines_of(text: str, entry: Entry) -> tuple[list[str], int, int]:
    """Return the lines of a file, and from where to where an entry stands in them."""
    lines = text.split("\n")
    start = entry.key.line - 1
    indent = entry.key.column - 1
    end = start + 1
    while end < len(lines) and not lines[end][: indent + 1].strip():
        end += 1
    return lines, start, end


def _drop_entry(workspace: Workspace, dice: random.Random) -> None:
    if good_entry := _good_entry(workspace, dice):
        name, text, entry = good_entry
        lines, start, end = _lines_of(text, entry)
        workspace[name] = "\n".join(lines[:start] + lines[end:]).encode()


def _duplicate_entry(workspace: Workspace, dice: random.Random) -> None:
    if good_entry := _good_entry(workspace, dice):
        name, text, entry = good_entry
        lines, start, end = _lines_of(text, entry)
        workspace[name] = "\n".join(lines[:end] + lines[start:end] + lines[end:]).encode()


def _transplant_entry(workspace: Workspace, dice: random.Random) -> None:
    """Put an entry of one file into another, or into another place, at the depth that is there."""
    source, target = _good_entry(workspace, dice), _good_entry(workspace, dice)
    if source and target:
        lines, start, end = _lines_of(source[1], source[2])
        others, place, _ = _lines_of(target[1], target[2])
        shift = target[2].key.column - source[2].key.column
        moved = [" " * shift + line if shift >= 0 else line[-shift:] for line in lines[start:end]]
        workspace[target[0]] = "\n".join(others[:place] + moved + others[place:]).encode()


def _swap_files(workspace: Workspace, dice: random.Random) -> None:
    one, other = dice.choice(list(workspace)), dice.choice(list(workspace))
    workspace[one], workspace[other] = workspace[other], workspace[one]


def _lose_file(workspace: Workspace, dice: random.Random) -> None:
    del workspace[dice.choice(list(workspace))]


def _stray_file(workspace: Workspace, dice: random.Random) -> None:
    folder = dice.choice(("data/units/xa-mot/", "data/units/", "data/directives/", "templates/", ""))
    workspace[folder + dice.choice(NAMES)] = workspace[dice.choice(list(workspace))]


def _folder_or_link(workspace: Workspace, dice: random.Random) -> None:
    name = dice.choice(list(workspace))
    workspace[name] = dice.choice((b"->.", b"->/", b"->" + name.encode(), b"->nowhere", b"/"))


def _encode_file(workspace: Workspace, dice: random.Random) -> None:
    name = dice.choice(list(workspace))
    text = workspace[name].decode(errors="replace")
    how = dice.choice(("utf-16", "utf-16-be", "utf-8-sig", "cp1258"))
    workspace[name] = text.encode(how, errors="replace")


def _add_conflict(workspace: Workspace, dice: random.Random) -> None:
    name = dice.choice(list(workspace))
    lines = workspace[name].split(b"\n")
    place = dice.randrange(len(lines))
    lines[place : place + 1] = [b"<<<<<<< HEAD", lines[place], b"=======", b"x: 1", b">>>>>>> b"]
    workspace[name] = b"\n".join(lines)


def _drop_tag(workspace: Workspace, dice: random.Random) -> None:
    names = [each for each in workspace if each.endswith(".j2")]
    if names:
        name = dice.choice(names)
        text = workspace[name].decode(errors="replace")
        place = dice.randrange(len(text) + 1)
        workspace[name] = f"{text[:place]}{dice.choice(TAGS)}{text[place:]}".encode()


def _left_over(workspace: Workspace, dice: random.Random) -> None:
    """Put something else where the program keeps its own records."""
    name = dice.choice(
        ("out/2025-11/manifest.json", "out/2025-11/truy-vet.json",
         "data/units/xa-mot/phat-hanh/2025-11.yaml",
         "baocao.yaml", ".gitattributes")
    )  # fmt: skip
    content = dice.choice((b"{}", b"[]", b"null", b"[" * 5000, b"\xff", b"a: 1\n", b'{"files": [1]}', b""))
    workspace[name] = content


MUTATIONS: Final[Sequence[Mutation]] = (
    _retype_entry, _retype_entry, _retype_entry, _rename_key,
    _drop_entry, _duplicate_entry, _transplant_entry, _transplant_entry, _swap_files,
    _lose_file, _stray_file, _folder_or_link, _encode_file, _add_conflict,
    _drop_tag, _drop_tag, _left_over,
)  # fmt: skip


def spoil_workspace(files: Mapping[str, bytes], dice: random.Random) -> Workspace:
    """Return a workspace with one to three things gone wrong."""
    workspace = dict(files)
    for _ in range(dice.choice((1, 1, 2, 3))):
        if workspace:
            dice.choice(MUTATIONS)(workspace, dice)
    return workspace


def _laid_out(workspace: Workspace, root: Path) -> None:
    for name, data in workspace.items():
        path = root / name
        with contextlib.suppress(OSError, ValueError):  # what cannot be there is not there
            path.parent.mkdir(parents=True, exist_ok=True)
            if data == b"/":
                path.mkdir()
            elif data.startswith(b"->"):
                path.symlink_to(data[2:].decode(errors="replace"))
            else:
                path.write_bytes(data)


def run_on_workspace(workspace: Workspace, commands: Sequence[Sequence[str]]) -> str:
    """Run commands on a workspace; return what was wrong with their answers, or nothing."""
    folder = Path(tempfile.mkdtemp(prefix="baocao-fuzz-"))
    before = Path.cwd()
    try:
        _laid_out(workspace, folder)
        os.chdir(folder)
        for command in commands:
            if fault := _fault_of(command):
                return f"{' '.join(command)}: {fault}"
    finally:
        os.chdir(before)
        shutil.rmtree(folder, ignore_errors=True)
    return ""


@contextlib.contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what goes on for ever."""

    def stop(_: int, __: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _fault_of(command: Sequence[str]) -> str:
    """Run one command here; return what is wrong with its answer."""
    said, complained = io.StringIO(), io.StringIO()
    began = time.monotonic()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained), _no_longer_than(SLOW):
        code = main(command)
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    if time.monotonic() - began > SLOW:
        return f"took longer than {SLOW} seconds"
    if code not in CODES:
        return f"exit {code}: {complained.getvalue()[-2000:]}"
    if "\x1b[31m" in said.getvalue() + complained.getvalue():
        return "an escape sequence was sent to the terminal"
    if command[1:3] == ("--format", "json"):
        return _misplaced_diagnostic(said.getvalue())
    return ""


def _misplaced_diagnostic(text: str) -> str:
    """Return which diagnostic stands where nothing is; nothing if all have their places."""
    if not text.strip():
        return ""
    content = json.loads(text)
    for each in content.get("diagnostics", []) if isinstance(content, dict) else []:
        place = each.get("place") or each
        file, line = place.get("file"), place.get("line")
        path = Path(file) if file else None
        if path and path.is_file() and line and line > path.read_bytes().count(b"\n") + 1:
            return f"{each.get('code')} at {file}:{line}, which is not there"
    return ""


def packed_text(workspace: Workspace, commands: Sequence[Sequence[str]], seed: object) -> str:
    """Return a failing workspace as the text of a file."""
    files = {name: data.decode("latin-1") for name, data in workspace.items()}
    return json.dumps({"seed": seed, "commands": commands, "files": files}, indent=1, ensure_ascii=False)


def replay_kept(path: Path) -> str:
    """Run a file that was kept; return what is wrong still, or nothing."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    files = {name: text.encode("latin-1") for name, text in kept["files"].items()}
    return run_on_workspace(files, [tuple(each) for each in kept["commands"]])


def explore_workspaces(runs: int, seed: int) -> int:
    """Spoil workspaces; return how many failed and were kept. No number of runs is without end."""
    files, failed, tried = good_files(), 0, 0
    while runs == 0 or tried < runs:
        dice = random.Random(f"{seed}/{tried}")
        workspace = spoil_workspace(files, dice)
        commands = [COMMANDS[0], dice.choice(COMMANDS[1:])]
        if fault := run_on_workspace(workspace, commands):
            failed += 1
            SEEDS.mkdir(exist_ok=True)
            path = SEEDS / f"{seed}-{tried}{SUFFIX}"
            path.write_text(packed_text(workspace, commands, f"{seed}/{tried}"), encoding="utf-8")
            sys.stderr.write(f"{path}\n{fault}\n")
        tried += 1
    return failed


def run_program(arguments: Sequence[str]) -> int:
    """Replay the files that are named, or explore; tell the seed, so that it can be done again."""
    files = [Path(each) for each in arguments if each.endswith(SUFFIX)]
    if files:
        faults = list(filter(None, map(replay_kept, files)))
        sys.stdout.write("\n".join([*faults, ""]))
        return int(bool(faults))
    runs = int(arguments[0]) if arguments else 0
    seed = int(arguments[1]) if len(arguments) > 1 else int(time.time())
    sys.stdout.write(f"seed {seed}, {runs or 'endless'} runs\n")
    sys.stdout.flush()
    try:
        failed = explore_workspaces(runs, seed)
    except KeyboardInterrupt:
        return 0  # stopped; what failed was told
    sys.stdout.write(f"{failed} of {runs} workspaces failed\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(run_program(sys.argv[1:]))
