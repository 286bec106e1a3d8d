"""The same sources in many surroundings: one digest for each file that is built and each answer.

    python tests/surroundings.py             compares surroundings in which everything differs
    python tests/surroundings.py --digests   prints the digests of the usual one, to compare versions

A surrounding is what a machine, its settings or its user bring along, and what no output may depend on.
"""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

REPOSITORY: Final = Path(__file__).resolve().parent.parent
SOURCES: Final = {"data": ".", "vi-du": "examples/tinh-gia-lap"}
PARTS: Final = ("baocao.yaml", "data", "templates", "examples")
NOBODY: Final = 65534
TURNS: Final = 8
"""How many surroundings are tried where everything may take its time."""
SETTINGS: Final[Mapping[str, Sequence[str | None]]] = {
    "PYTHONHASHSEED": ("0", "1", "random"),
    "TZ": ("UTC", "Asia/Ho_Chi_Minh", "America/St_Johns"),
    "LC_ALL": ("C.UTF-8", "C", "POSIX", "vi_VN.UTF-8", "tr_TR.UTF-8"),
    "PYTHONUTF8": ("1", "0", None),
    "HOME": ("/", None),
    "COLUMNS": ("100", "20", "400", None),
}
"""What the environment may say; None is what it does not say."""


class Surrounding(NamedTuple):
    """Where, how and by whom the program is run."""

    environment: Mapping[str, str | None]
    mask: int = 0o022
    before: Sequence[str] = ()
    processors: int | None = None
    is_elsewhere: bool = False

    def __str__(self) -> str:
        said = " ".join(f"{name}={value}" for name, value in self.environment.items())
        processors = self.processors or "all"
        return f"{said} umask={self.mask:03o} {' '.join(self.before)} processors={processors}"


USUAL: Final = Surrounding({name: values[0] for name, values in SETTINGS.items()})


def machine_locales() -> frozenset[str]:
    """Return the locales of this machine, written alike."""
    done = subprocess.run(["locale", "-a"], check=False, capture_output=True, text=True)
    return frozenset(map(_alike_name, [*done.stdout.split(), "C", "POSIX"]))


def _alike_name(name: str) -> str:
    return name.lower().replace("-", "")


def known_settings() -> Mapping[str, Sequence[str | None]]:
    """Return the settings that this machine can have: some locales may lack."""
    here = machine_locales()
    return {
        name: [value for value in values if name != "LC_ALL" or _alike_name(value or "C") in here]
        for name, values in SETTINGS.items()
    }


def as_nobody() -> Sequence[str]:
    """Return what stands before a command so that nobody runs it; nothing where it cannot be done.

    Nobody may be kept from the folder of the interpreter, as from that of root; then the right to read it
    is given along.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ()
    someone = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    for more in ((), ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")):
        try:
            done = subprocess.run(
                [*someone, *more, sys.executable, "-c", "import baocao"],
                check=False,
                capture_output=True,
                cwd="/",
            )
        except FileNotFoundError:
            return ()
        if done.returncode == 0:
            return (*someone, *more)
    return ()


def mixed_surroundings(turns: int) -> Iterator[Surrounding]:
    """Yield surroundings in which all differ at once; each value of each setting has its turns."""
    dice = random.Random(11)
    settings = known_settings()
    assert turns >= max(map(len, settings.values()))

    def dealt(values: Sequence[str | None]) -> list[str | None]:
        cards = [values[turn % len(values)] for turn in range(turns)]
        dice.shuffle(cards)
        return cards

    columns = {name: dealt(values) for name, values in settings.items()}
    nobody = as_nobody()
    for turn in range(turns):
        environment = {name: column[turn] for name, column in columns.items()}
        yield Surrounding(
            environment,
            mask=(0o077, 0o022)[turn % 2],
            before=nobody if turn % 4 < 2 else (),
            processors=(1, None)[turn // 2 % 2],
            is_elsewhere=turn % 3 > 0,
        )


def laid_out(folder: Path) -> None:
    """Copy the sources to where every user may read them."""
    for part in PARTS:
        if (REPOSITORY / part).is_dir():
            shutil.copytree(REPOSITORY / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif (REPOSITORY / part).exists():
            shutil.copy(REPOSITORY / part, folder / part)


def output_digests(
    folder: Path, surrounding: Surrounding, sources: Mapping[str, str] = SOURCES
) -> dict[str, str]:
    """Return a digest for each file that is built and each answer, by their names."""
    by_name: dict[str, str] = {}
    for name, source in sources.items():
        with tempfile.TemporaryDirectory(dir=folder, prefix="noi-") as scratch:
            place = Path(scratch)
            place.chmod(0o777)
            out, root = place / "out", folder / source
            said = _program_answer(place, surrounding, ["check", "--format", "json", "--root", str(root)])
            by_name[f"{name}: check"] = _data_digest(_without_times(said, folder))
            _program_answer(
                place, surrounding, ["build", "--ky", "2025-11", "--root", str(root), "--out", str(out)]
            )
            _program_answer(
                place, surrounding, ["page", "--ky", "moi-nhat", "--root", str(root), "--out", str(out)]
            )
            files = sorted(each for each in out.rglob("*") if each.is_file())
            by_name |= {
                f"{name}: {each.relative_to(out)}": _data_digest(each.read_bytes()) for each in files
            }
    return by_name


def _data_digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _program_answer(place: Path, surrounding: Surrounding, arguments: Sequence[str]) -> bytes:
    """Run the program; return what it printed."""
    environment = {"PATH": os.environ["PATH"]}
    environment |= {name: value for name, value in surrounding.environment.items() if value is not None}

    def enter() -> None:
        os.umask(surrounding.mask)
        if surrounding.processors and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: surrounding.processors])

    done = subprocess.run(
        [*surrounding.before, sys.executable, "-m", "baocao", *arguments],
        check=False,
        cwd=place if surrounding.is_elsewhere else place.parent,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        preexec_fn=enter,
    )
    if done.returncode:
        complaint = done.stderr.decode(errors="replace")
        raise RuntimeError(f"{surrounding}\n{' '.join(arguments)}: {done.returncode}\n{complaint}")
    return done.stdout


def _without_times(said: bytes, folder: Path) -> bytes:
    """Return an answer in JSON without the seconds that it took and the folder it was asked in."""
    answer = json.loads(said)
    seconds = answer.pop("timings")
    assert seconds
    return json.dumps(answer, ensure_ascii=False).replace(str(folder), "").encode()


def surrounding_differences(
    folder: Path, turns: int, sources: Mapping[str, str] = SOURCES
) -> Iterator[str]:
    """Yield what is otherwise in some surrounding than in the usual one."""
    usual = output_digests(folder, USUAL, sources)
    assert len(usual) > len(sources) * 3
    for surrounding in mixed_surroundings(turns):
        digests = output_digests(folder, surrounding, sources)
        for name in sorted(usual.keys() | digests.keys()):
            if usual.get(name) != digests.get(name):
                yield f"{name} is otherwise with {surrounding}"


def run_program(arguments: Sequence[str]) -> int:
    """Compare all surroundings of this machine, which must have all; or print digests."""
    with tempfile.TemporaryDirectory(prefix="baocao-noi-") as scratch:
        folder = Path(scratch)
        laid_out(folder)
        folder.chmod(0o755)
        if arguments == ["--digests"]:
            sys.stdout.write(json.dumps(output_digests(folder, USUAL), indent=1) + "\n")
            return 0
        differences = list(surrounding_differences(folder, TURNS))
    lacking = [name for name in SETTINGS["LC_ALL"] if _alike_name(name or "") not in machine_locales()]
    nobody = as_nobody()
    sys.stdout.write(f"{TURNS} surroundings; {' '.join(nobody) or 'nobody cannot run programs'}; ")
    sys.stdout.write("\n".join([f"locales that lack: {lacking or 'none'}", *differences, ""]))
    return int(bool(differences or lacking or not nobody))


if __name__ == "__main__":
    sys.exit(run_program(sys.argv[1:]))
