"""Word files as PDF, by the LibreOffice that is installed: the only door to it.

It runs with a profile of its own, which forbids macros and links and asks for PDF/A-2 with tags and
bookmarks, beside whatever the user has open; one file after the other, for a limited time, and ends with
us. Only what we made ourselves is given to it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Final, NamedTuple

from baocao.disk.scratch import ScratchError, put_file, put_folder, scratch_folder
from baocao.disk.writing import read_plain, remove_file
from baocao.render.archive import unpack_parts
from baocao.vietnamese.numbers import length_text

LONGEST: Final = 90
"""Seconds for one file; the first of a new profile takes three, a table of 3,321 units twenty."""
MOST_PDF: Final = 200_000_000
_TOGETHER: Final = 32
"""Files for which it is started once: starting takes two seconds, a document of ten pages half a second."""
_END: Final = b"%%EOF"
"""How a PDF ends that was written to its end."""
_LOOK: Final = 0.2
"""Seconds between two looks at how many files are there."""
_NAMES: Final = ("soffice.com", "soffice.exe") if os.name == "nt" else ("soffice", "libreoffice")
"""On Windows the first of them waits until all is done."""
_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "win32": (
        r"%ProgramFiles%\LibreOffice\program",
        r"%ProgramW6432%\LibreOffice\program",
        r"%ProgramFiles(x86)%\LibreOffice\program",
    ),
    "darwin": (
        "/Applications/LibreOffice.app/Contents/MacOS",
        "~/Applications/LibreOffice.app/Contents/MacOS",
    ),
}
_USUAL_ELSEWHERE: Final = ("/usr/bin", "/usr/local/bin", "/usr/lib/libreoffice/program", "/snap/bin")
_OPTIONS: Final = ("--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck")
_SETTINGS: Final = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Misc", "FirstRun", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Filter/PDF/Export", "SelectPdfVersion", "2"),
    ("Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
    ("Common/Filter/PDF/Export", "ExportBookmarks", "true"),
)
"""What the profile says: nothing that is in a document runs, and nothing is fetched; PDF/A-2, with tags.

Settings are known to every version, words of the command line about them only to those of 2022 and later.
"""
_DUPLEX_SETTING: Final = ("Common/Filter/PDF/Export", "IsSkipEmptyPages", "false")
"""Backs that stay empty are pages too: without them each later page would be on the wrong side of a sheet.

Of all others they are none: LibreOffice would add them wherever page numbers begin anew.
"""
_PROFILES: Final = {False: "ho-so", True: "ho-so-hai-mat"}
"""The folder of the profile that prints one side of each sheet, or both."""
_DUPLEX: Final = b"<w:mirrorMargins"
_MACROS: Final = "vbaproject"
_OUTSIDE: Final = b'TargetMode="External"'
MISSING: Final = "Máy này chưa cài LibreOffice nên không lập được PDF; cài LibreOffice rồi chạy lại lệnh."
STOPPED: Final = "Đã dừng lập PDF."
_LATE: Final = "LibreOffice chưa lập xong PDF sau {seconds} giây nên đã bị dừng."
_FAILED: Final = "LibreOffice không lập được PDF từ văn bản này (mã thoát {code})."
_NOT_STARTED: Final = "Không chạy được LibreOffice tại {path}: {reason}."
_NO_ROOM: Final = "Không ghi được thư mục tạm nên không lập được PDF: {reason}."
_NOT_OURS: Final = "Tệp Word này có macro hoặc liên kết ra ngoài nên không đưa vào LibreOffice."


class Printout(NamedTuple):
    """A PDF, or nothing and why not."""

    pdf: bytes | None
    reason: str = ""


class _StoppedError(Exception):
    """Nobody wants the PDF any more."""


class Printer:
    """Turns Word files into PDF one by one; others wait for their turn.

    `stop` ends what is being printed, from any thread, and what comes later is printed again.
    """

    def __init__(self, program: Path | None, folder: Path, seconds: float = LONGEST) -> None:
        self._program = program
        self._folder = folder
        self._seconds = seconds
        self._turn = Lock()
        self._guard = Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._stops = 0

    @property
    def is_there(self) -> bool:
        """Whether there is a LibreOffice to print with."""
        return self._program is not None

    def print_word(self, data: bytes) -> Printout:
        """Return a Word file of ours as PDF."""
        if self._program is None:
            return Printout(None, MISSING)
        if not _is_harmless(data):
            return Printout(None, _NOT_OURS)
        stops = self._stops
        with self._turn:
            try:
                return self._printed(self._program, data, stops)
            except _StoppedError:
                return Printout(None, STOPPED)
            except (ScratchError, OSError) as error:
                cause = error.cause if isinstance(error, ScratchError) else error
                return Printout(None, _NO_ROOM.format(reason=cause.strerror or cause))

    def print_all(self, files: Sequence[bytes], told: Callable[[int], object]) -> Iterator[Printout]:
        """Yield Word files of ours as PDF in their order; `told` hears how many are done.

        What is not made together with others is tried alone, which says why.
        """
        for start in range(0, len(files), _TOGETHER):
            some = files[start : start + _TOGETHER]
            made = self._printed_together(some, partial(_told_from, told, start))
            for number, data in enumerate(some):
                pdf = made.get(number)
                yield Printout(pdf) if pdf else self.print_word(data)
            told(start + len(some))

    def _printed_together(self, files: Sequence[bytes], told: Callable[[int], object]) -> dict[int, bytes]:
        """Return the files that became PDF, by their numbers."""
        # Both sides of a sheet are printed with settings of their own, one file after the other.
        numbers = [number for number, data in enumerate(files) if not _is_duplex(data)]
        # Without any file it would wait for its user.
        if self._program is None or len(numbers) <= 1 or not all(map(_is_harmless, files)):
            return {}
        pairs = [(self._folder / f"{number}.docx", self._folder / f"{number}.pdf") for number in numbers]
        stops = self._stops
        with self._turn, suppress(ScratchError, OSError, _StoppedError, subprocess.TimeoutExpired):
            for (source, made), number in zip(pairs, numbers, strict=True):
                put_file(source, files[number])
                remove_file(made)
            process = self._start(self._program, [source for source, _ in pairs], stops)
            with self._running_until_end(process):
                self._wait_for_all(process, [made for _, made in pairs], told)
        with suppress(OSError):
            return {
                number: pdf
                for number, (_, made) in zip(numbers, pairs, strict=True)
                if made.is_file() and (pdf := read_plain(made, MOST_PDF)) and pdf.rstrip().endswith(_END)
            }
        return {}

    def _wait_for_all(
        self, process: "subprocess.Popen[bytes]", files: Sequence[Path], told: Callable[[int], object]
    ) -> None:
        """Wait as long as one file after the other appears; the last one may still be written."""
        done, since = 0, monotonic()
        while process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
            count = sum(file.exists() for file in files)
            if count > done:
                done, since = count, monotonic()
                told(done - 1)
            elif monotonic() - since > self._seconds:
                raise subprocess.TimeoutExpired(process.args, self._seconds)

    def stop(self) -> None:
        """End what is being printed, and let those who wait go away."""
        with self._guard:
            self._stops += 1
            if self._running:
                _kill_group(self._running)

    def _printed(self, program: Path, data: bytes, stops: int) -> Printout:
        source, made = self._folder / "van-ban.docx", self._folder / "van-ban.pdf"
        put_file(source, data)
        remove_file(made)
        try:
            process = self._start(program, [source], stops, duplex=_is_duplex(data))
        except OSError as error:
            reason = error.strerror or str(error)
            return Printout(None, _NOT_STARTED.format(path=program, reason=reason))
        try:
            with self._running_until_end(process):
                code = process.wait(self._seconds)
        except subprocess.TimeoutExpired:
            return Printout(None, _LATE.format(seconds=length_text(self._seconds)))
        if self._stops != stops:
            raise _StoppedError
        pdf = read_plain(made, MOST_PDF) if made.is_file() else None
        return Printout(pdf) if pdf else Printout(None, _FAILED.format(code=code))

    @contextmanager
    def _running_until_end(self, process: "subprocess.Popen[bytes]") -> Iterator[None]:
        """Let it run no longer than the block, also when the user interrupts.

        It must not go on without us, nor write where we clear away.
        """
        try:
            yield
        finally:
            _kill_group(process)
            process.wait()
            with self._guard:
                self._running = None

    def _start(
        self, program: Path, sources: Sequence[Path], stops: int, *, duplex: bool = False
    ) -> "subprocess.Popen[bytes]":
        nothing, profile = subprocess.DEVNULL, self._folder / _PROFILES[duplex]
        with self._guard:
            if self._stops != stops:
                raise _StoppedError
            self._running = subprocess.Popen(  # noqa: S603 - the program decides what is run
                [str(program), f"-env:UserInstallation={profile.as_uri()}", *_OPTIONS,
                 "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(self._folder),
                 *map(str, sources)],
                cwd=self._folder, env=_environment(), stdin=nothing, stdout=nothing, stderr=nothing,
                start_new_session=True, creationflags=_NEW_GROUP,
            )  # fmt: skip
            return self._running


@contextmanager
def open_printer(apart_from: Path, seconds: float = LONGEST) -> Iterator[Printer]:
    """Give a printer that keeps its profile while it is open; nothing of it is left afterwards.

    What came with the data, in the folder `apart_from`, is not LibreOffice, whatever its name.
    """
    program = find_office(apart_from, os.environ.get("PATH", os.defpath))
    with scratch_folder() as folder:
        for duplex, name in _PROFILES.items():
            user = folder / name / "user"
            put_folder(user)
            put_file(user / "registrymodifications.xcu", _profile_settings(duplex=duplex))
        printer = Printer(program, folder, seconds)
        try:
            yield printer
        finally:
            printer.stop()


def _told_from(told: Callable[[int], object], start: int, done: int) -> None:
    told(start + done)


def find_office(apart_from: Path, path: str) -> Path | None:
    """Return where LibreOffice is installed: in a folder of `path`, else where it usually is."""
    own = Path(os.path.realpath(apart_from))
    usual = _USUAL.get(sys.platform, _USUAL_ELSEWHERE)
    places = [*path.split(os.pathsep), *(os.path.expanduser(os.path.expandvars(each)) for each in usual)]  # noqa: PTH111
    for folder in map(Path, filter(os.path.isabs, places)):
        for name in _NAMES:
            candidate = folder / name
            if _is_program(candidate) and not Path(os.path.realpath(candidate)).is_relative_to(own):
                return candidate
    return None


def _is_program(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file() and os.access(path, os.X_OK)
    return False


def _is_harmless(data: bytes) -> bool:
    """Tell whether a Word file has nothing that runs and leads nowhere; ours never do."""
    parts = unpack_parts(data)
    return not any(
        _MACROS in name.lower() or (name.endswith(".rels") and _OUTSIDE in content)
        for name, content in parts.items()
    )


def _is_duplex(data: bytes) -> bool:
    """Tell whether a Word file of ours is printed on both sides of a sheet."""
    return _DUPLEX in unpack_parts(data).get("word/settings.xml", b"")


def _profile_settings(*, duplex: bool) -> bytes:
    """Return the settings of the profile, as LibreOffice keeps those that its user has changed."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in (*_SETTINGS, *([_DUPLEX_SETTING] if duplex else []))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>\n"
    ).encode()


def _environment() -> dict[str, str]:
    """Return the environment without a screen, on which LibreOffice would tell its troubles."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return {**kept, "SAL_USE_VCLPLUGIN": "svp"} if sys.platform.startswith("linux") else kept


if sys.platform == "win32":
    _NEW_GROUP: Final = subprocess.CREATE_NEW_PROCESS_GROUP

    def _kill_group(process: "subprocess.Popen[bytes]") -> None:
        """End a process and those that it started."""
        if process.poll() is None:
            killer = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
            words = [str(killer), "/T", "/F", "/PID", str(process.pid)]
            with suppress(OSError):
                subprocess.run(words, check=False, capture_output=True)  # noqa: S603
            process.kill()

else:
    _NEW_GROUP: Final = 0

    def _kill_group(process: "subprocess.Popen[bytes]") -> None:
        """End a process and those that it started; the number of one that has ended may be another's."""
        if process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
