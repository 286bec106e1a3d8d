"""What a fuzzer calls: one file of a small workspace is anything, and the program must go on.

    python tests/fuzz/target.py [seconds]        mutates the examples; with atheris installed, by coverage
    python tests/fuzz/target.py FILE…            replays files, such as those of tests/fuzz/seeds

The first byte of an input chooses the file of the workspace, the rest is what stands in it. An input that
makes this fail becomes a file of tests/fuzz/seeds, which test_seeds.py replays, and an example of its own.
"""

import atexit
import hashlib
import importlib.util
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

TESTS: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from baocao.pipeline.loading import Loaded, load_checked  # noqa: E402 - the path comes first
from baocao.report.text import text_report  # noqa: E402
from baocao.source.documents import read_mapping  # noqa: E402
from support import FILES, Sandbox  # noqa: E402

TARGETS: Final = (*sorted(FILES), "baocao.yaml")
SEEDS: Final = Path(__file__).resolve().parent / "seeds"
SLOW: Final = 20.0
"""Seconds for one small file that nothing explains."""
_WORDS: Final = """
    [ ] { } : - | > ' " # &a *a !!x <<: --- ? \\ ` % ** _ ...
    {{ }} {%if%} [@x] [=hs.tiep_nhan] [#I] [^@nq-1]
    9999999999999999 -1 0 1/0 86,6% 2025-02-30 =1+1 ~ null khong_phat_sinh {chua_co:x} <<<<<<< e\u0301 <p>
    \U0001f600 \u200b \ue005 \ufeff
"""
_BYTES: Final = (
    b": ",
    b"- ",
    b"\n",
    b"\n  ",
    b"\t",
    b"\0",
    b"\xff",
    b"\xc2\xa0",
    b"\xe2\x80\xa8",
    b"\xc2\x85",
)
CHUNKS: Final = (*_WORDS.encode().split(), *_BYTES, b"\n<<<<<<< a\n")
"""What a mutation puts in."""


@cache
def _temporary_sandbox() -> Sandbox:
    folder = Path(tempfile.mkdtemp(prefix="baocao-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Sandbox(folder)


def TestOneInput(data: bytes) -> None:  # noqa: N802 - the name that fuzzers look for
    """Put `data` in the place of one file, load the workspace, and build what was found good."""
    if not data:
        return
    sandbox, name = _temporary_sandbox(), TARGETS[data[0] % len(TARGETS)]
    path = sandbox.root / name
    began = time.monotonic()
    try:
        path.write_bytes(data[1:])
        read_mapping(path, sandbox.root)
        loaded = load_checked(sandbox.root, None)
        _tell_messages(loaded)
        if not loaded.errors:
            outcome = sandbox.build()
            assert outcome.problems or outcome.made
    finally:
        path.unlink(missing_ok=True)
        if name in FILES:
            sandbox.write(name, FILES[name])
    assert time.monotonic() - began < SLOW


def _tell_messages(loaded: Loaded) -> None:
    """Render every message, and see that its place stands in its file."""
    said = [*loaded.problems, *loaded.missing]
    text_report(said, loaded.files)
    for each in said:
        file = loaded.files.get(each.place.file) if each.place else None
        if each.place and file:
            lines = file.text.split("\n")
            assert 1 <= each.place.line <= len(lines), each
            assert 1 <= each.place.column <= len(lines[each.place.line - 1]) + 1, each


def example_inputs() -> Iterator[bytes]:
    """Yield the files of the sandbox, of the examples and of the seeds, as inputs."""
    for index, name in enumerate(TARGETS):
        if name in FILES:
            yield bytes([index]) + FILES[name].lstrip("\n").encode()
        for path in sorted((TESTS / "vi_du").rglob(name)):
            if path.is_file():
                yield bytes([index]) + path.read_bytes()
    for path in sorted(SEEDS.glob("*")):
        yield path.read_bytes()


def mutate_input(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Return an input with a few places changed, at times with a piece of another."""
    body = bytearray(data[1:])
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        start = dice.randrange(len(body) + 1)
        end = min(len(body), start + dice.choice((0, 0, 1, 1, 2, 8, 40)))
        piece = other[1:] or b" "
        cut = dice.randrange(len(piece))
        body[start:end] = dice.choice(
            (b"", bytes([dice.randrange(256)]), dice.choice(CHUNKS), dice.choice(CHUNKS) * 60,
             piece[cut : cut + 30], bytes(body[start:end]) * 2)
        )  # fmt: skip
    return data[:1] + bytes(body)


def explore_inputs(seconds: float, seed: int) -> tuple[int, int]:
    """Mutate the examples for a time; return how many were tried, and how many failed and became seeds."""
    dice, corpus, tried, failed = random.Random(seed), list(example_inputs()), 0, 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = mutate_input(dice.choice(corpus), dice.choice(corpus), dice)
        tried += 1
        try:
            TestOneInput(data)
        except Exception:  # noqa: BLE001 - whatever a file can lead to
            failed += 1
            name = SEEDS / hashlib.sha256(data).hexdigest()[:12]
            name.write_bytes(data)
            file = TARGETS[data[0] % len(TARGETS)]
            sys.stderr.write(f"{name}: {file}\n{traceback.format_exc()}\n")
    return tried, failed


def main(arguments: list[str]) -> None:
    """Replay the files that are named, or explore."""
    files = [Path(each) for each in arguments if Path(each).is_file()]
    for path in files:
        TestOneInput(path.read_bytes())
    if files:
        return
    if importlib.util.find_spec("atheris") is None:
        seconds = float(arguments[0]) if arguments else 60.0
        tried, failed = explore_inputs(seconds, seed=int(time.time()))
        sys.exit(f"{failed} of {tried} inputs failed" if failed else 0)
    atheris: Any = importlib.import_module("atheris")  # there only where one fuzzes
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], str(SEEDS)], TestOneInput)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
