"""A workspace whose outputs a stranger has spoiled, and the commands that read them."""

import contextlib
import io
import json
import random
import re
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any, Final, NamedTuple

from baocao.cli.main import main
from baocao.features.issue.issuing import Call, issue_document
from baocao.pipeline import manifest, print_map
from spoiling import Mutant, of_archive, of_json, of_xml
from support import Sandbox, period_of

PERIOD: Final = "2025-11"
BOOK: Final = "so-a_tong-hop_cd.xlsx"
REPORT: Final = "xa-mot_bao-cao_cd.docx"
SECONDS: Final = 120
"""For one command over one small file, on a busy machine; what is not bounded never ends."""
Spoil = Callable[[bytes, random.Random], Mutant]


class Said(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


class Trial(NamedTuple):
    """A command that reads one file of the outputs, and the ways to spoil that file."""

    file: str
    command: Sequence[str]
    spoils: tuple[Spoil, ...]
    sealed: bool = False

    @property
    def name(self) -> str:
        """What is done to which file."""
        return " ".join(self.command[:2])


_SHOWN: Final = re.compile("^(?!customXml)")
"""What programs show; what bookmarks are is read where a document comes back."""
OFFICE: Final = (of_archive, partial(of_xml, aim=_SHOWN), partial(of_xml, aim=_SHOWN))
_READ: Final = re.compile(r"document\.xml|workbook\.xml|worksheets/sheet|^_rels|\[Content")
TEXT: Final = (partial(of_archive, aim=_READ), partial(of_xml, aim=_READ), partial(of_xml, aim=_READ))
"""For commands that read what is written, not how it looks."""
TRIALS: Final = (
    Trial(REPORT, ("inspect", "{file}"), OFFICE),
    Trial(REPORT, ("diff", "--textconv", "{file}"), TEXT),
    Trial(BOOK, ("diff", "--textconv", "{file}"), TEXT),
    Trial(BOOK, ("diff", "--git-driver", "a.xlsx", "{good}", "0", "0", "{file}", "0", "0"), TEXT),
    Trial(REPORT, ("diff", "--git-driver", "a.docx", "{good}", "0", "0", "{file}", "0", "0"), TEXT),
    Trial(REPORT, ("trace", "{file}", "3.781", "--thu", "1", "--root", "{root}"), TEXT, sealed=True),
    Trial(BOOK, ("trace", "{file}", "Hồ sơ!C14", "--root", "{root}"), TEXT, sealed=True),
    Trial(BOOK, ("trace", "{file}", "3781", "--thu", "1", "--root", "{root}"), TEXT, sealed=True),
    Trial(print_map.NAME, ("trace", "{book}", "Hồ sơ!C14", "--root", "{root}"), (of_json,)),
    Trial(print_map.NAME, ("trace", "{report}", "3.781", "--thu", "1", "--root", "{root}"), (of_json,)),
    Trial(print_map.NAME, ("trace", PERIOD, "hs.tiep_nhan", "--root", "{root}"), (of_json,)),
    Trial(manifest.NAME, ("trace", PERIOD, "hs.tiep_nhan", "--root", "{root}"), (of_json,)),
    Trial(REPORT, ("build", "--check", "--ky", PERIOD, "--root", "{root}"), OFFICE),
)
BUILDS: Final = (
    Trial(manifest.NAME, ("build", "--ky", PERIOD, "--don-vi", "so-a", "--root", "{root}"), (of_json,)),
    Trial(print_map.NAME, ("build", "--ky", PERIOD, "--don-vi", "so-a", "--root", "{root}"), (of_json,)),
)
"""These write as well, and take longer."""


class Lab:
    """A workspace with an issued report and a draft, whose outputs are spoiled one by one and restored."""

    def __init__(self, root: Path) -> None:
        self.sandbox = Sandbox(root)
        call = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))
        assert issue_document(root, self.sandbox.out, period_of(PERIOD), call, lambda *_: None).issued
        self.sandbox.build()
        self.folder = self.sandbox.out / PERIOD
        self.tried = self.differing = 0
        self._good = root / "tốt"
        shutil.copytree(self.folder, self._good)

    def restore(self) -> None:
        """Put the outputs back as they were built."""
        for path in self.folder.iterdir():
            path.unlink()
        shutil.copytree(self._good, self.folder, dirs_exist_ok=True)

    def mutant(self, trial: Trial, dice: random.Random) -> Mutant:
        """Return a spoiled file for a trial."""
        return dice.choice(trial.spoils)((self._good / trial.file).read_bytes(), dice)

    def run(self, trial: Trial, mutant: Mutant | None) -> Said:
        """Run the command of a trial over a spoiled file, or over the good one."""
        if mutant is not None:
            (self.folder / trial.file).write_bytes(mutant.data)
            if trial.sealed:
                self._seal(trial.file, mutant.data)
        names = {
            "root": self.sandbox.root, "file": self.folder / trial.file, "good": self._good / trial.file,
            "book": self.folder / BOOK, "report": self.folder / REPORT,
        }  # fmt: skip
        try:
            return run_command([each.format(**names) for each in trial.command])
        finally:
            self.restore()

    def _seal(self, name: str, data: bytes) -> None:
        """Let the map of printed figures vouch for a spoiled file, as its maker would."""
        path = self.folder / print_map.NAME
        content: dict[str, Any] = json.loads(path.read_bytes())
        content["tep"][name]["sha256"] = sha256(data).hexdigest()
        path.write_text(json.dumps(content), encoding="utf-8")


def run_command(arguments: Sequence[str]) -> Said:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with end_within(SECONDS), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    return Said(code, out.getvalue(), err.getvalue())


@contextmanager
def end_within(seconds: int) -> Iterator[None]:
    """Raise an error in what does not end, on systems that have such a clock."""

    def ring(_: int, __: FrameType | None) -> None:
        raise AssertionError(f"more than {seconds} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def has_survived(result: Said) -> bool:
    """Tell whether a command ended as it should, whatever it read."""
    text = result.out + result.err
    return result.code in {0, 1, 2, 3} and "Traceback" not in text and "Lỗi nội bộ" not in text
