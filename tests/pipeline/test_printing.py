"""Word files as PDF: by the LibreOffice that is there, one by one, and never longer than is wanted."""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest

from baocao.pipeline.printing import MISSING, STOPPED, Printer, Printout, find_office, open_printer
from baocao.render.archive import pack_parts
from samples import DOCUMENT, MOMENT, state_renderer

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the LibreOffice of the tests is a script")
WORD = pack_parts({"word/document.xml": b"<w:document/>"})
SCRIPT = """#!{python}
import json, os, subprocess, sys, time
from pathlib import Path
here, words = Path(__file__).parent, sys.argv[1:]
number = len(list(here.glob("goi-*")))
made = Path(words[words.index("--outdir") + 1]) / "van-ban.pdf"
(here / f"goi-{{number}}").write_text(json.dumps([words, os.environ.get("DISPLAY")]))
acts = {acts!r}
exec(acts[min(number, len(acts) - 1)])
"""
PRINTS = "made.write_bytes(b'%PDF ' + Path(words[-1]).read_bytes())"
PRINTS_EACH = """
for name in words[words.index("--outdir") + 2:]:
    Path(name).with_suffix(".pdf").write_bytes(b"%PDF " + Path(name).read_bytes() + b"%%EOF\\n")
    {then}
"""
HANGS = """
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
(here / "con.tam").write_text(str(child.pid))
(here / "con.tam").rename(here / "con")
time.sleep(60)
"""


class Office:
    """A LibreOffice that does what a test wants, each time another thing, and tells how it was called."""

    def __init__(self, folder: Path, *acts: str) -> None:
        self.folder = folder / "chuong-trinh"
        self.folder.mkdir(parents=True)
        program = self.folder / "soffice"
        program.write_text(SCRIPT.format(python=sys.executable, acts=acts), "utf-8")
        program.chmod(0o755)

    def call(self, number: int = 0) -> tuple[list[str], str | None]:
        """Return the words of a call, and the screen that it was given."""
        words, screen = json.loads((self.folder / f"goi-{number}").read_text("utf-8"))
        return words, screen

    @property
    def hangs(self) -> bool:
        """Whether it has started something and waits."""
        return (self.folder / "con").exists()

    def has_child(self) -> bool:
        """Tell whether what it started is still there."""
        number = int((self.folder / "con").read_text("utf-8"))
        with suppress(OSError):
            os.kill(number, 0)
            return not _is_zombie(number)
        return False


def _is_zombie(number: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    return False


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until it is so."""
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder that the data are in."""
    folder = tmp_path / "du-lieu"
    folder.mkdir()
    return folder


def printed_with(
    office: Office, data: Path, monkeypatch: pytest.MonkeyPatch, *words: bytes
) -> list[Printout]:
    monkeypatch.setenv("PATH", str(office.folder))
    with open_printer(data) as printer:
        return [printer.print_word(word) for word in words or (WORD,)]


def test_a_word_file_becomes_what_libreoffice_makes_of_it(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed_with(Office(tmp_path, PRINTS), data, monkeypatch) == [Printout(b"%PDF " + WORD)]


def test_it_has_a_profile_of_its_own_that_forbids_macros_and_leaves_nothing(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    shows = "made.write_bytes((made.parent / 'ho-so/user/registrymodifications.xcu').read_bytes())"
    office = Office(tmp_path, shows)
    (printout,) = printed_with(office, data, monkeypatch)
    assert printout.pdf
    assert b'"MacroSecurityLevel" oor:op="fuse"><value>3<' in printout.pdf
    assert b'"DisableMacrosExecution" oor:op="fuse"><value>true<' in printout.pdf
    words, screen = office.call()
    assert {"--headless", "--norestore"} <= set(words)
    assert screen is None
    profile = Path(url2pathname(urlparse(words[0].partition("=")[2]).path))
    assert profile.name == "ho-so"
    assert not profile.parent.exists()


def test_without_libreoffice_it_says_what_to_do(tmp_path: Path) -> None:
    printer = Printer(None, tmp_path)
    assert not printer.is_there
    assert printer.print_word(WORD) == Printout(None, MISSING)
    assert "cài LibreOffice" in MISSING


@pytest.mark.parametrize(
    ("acts", "code"),
    [
        ("sys.exit(3)", 3),
        ("", 0),
        ("made.write_bytes(b'')", 0),
        ("made.mkdir()", 0),
        ("made.symlink_to('/etc/passwd')", 0),
    ],
)
def test_a_pdf_that_is_not_made_is_said_to_be_none(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch, acts: str, code: int
) -> None:
    reason = f"LibreOffice không lập được PDF từ văn bản này (mã thoát {code})."
    assert printed_with(Office(tmp_path, acts), data, monkeypatch) == [Printout(None, reason)]


def test_the_pdf_of_one_file_is_never_taken_for_that_of_the_next(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = printed_with(
        Office(tmp_path, PRINTS, "pass", PRINTS), data, monkeypatch, WORD, WORD, WORD
    )
    assert first == third
    assert first.pdf
    assert second.pdf is None


def test_what_takes_too_long_is_ended_with_all_that_it_started(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, HANGS)
    monkeypatch.setenv("PATH", str(office.folder))
    with open_printer(data, seconds=2) as printer:
        reason = printer.print_word(WORD).reason
    assert reason == "LibreOffice chưa lập xong PDF sau 2 giây nên đã bị dừng."
    wait_until(lambda: not office.has_child())


def test_who_stops_it_ends_all_at_once_and_may_print_again(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, HANGS, PRINTS)
    monkeypatch.setenv("PATH", str(office.folder))
    results: list[Printout] = []
    with open_printer(data) as printer:
        waiting = [
            threading.Thread(target=lambda: results.append(printer.print_word(WORD))) for _ in range(2)
        ]
        for thread in waiting:
            thread.start()
        wait_until(lambda: office.hangs)
        printer.stop()
        for thread in waiting:
            thread.join(20)
        assert results == [Printout(None, STOPPED)] * 2
        wait_until(lambda: not office.has_child())
        assert printer.print_word(WORD).pdf


def test_who_leaves_ends_what_is_being_printed(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, HANGS)
    monkeypatch.setenv("PATH", str(office.folder))
    with open_printer(data) as printer:
        thread = threading.Thread(target=printer.print_word, args=(WORD,))
        thread.start()
        wait_until(lambda: office.hangs)
    thread.join(20)
    assert not thread.is_alive()
    wait_until(lambda: not office.has_child())


def test_files_are_printed_one_after_the_other(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = "mine = here / 'dang-chay'\nmine.mkdir()\ntime.sleep(0.1)\nmine.rmdir()\n"
    office = Office(tmp_path, alone + PRINTS)
    monkeypatch.setenv("PATH", str(office.folder))
    results: list[Printout] = []
    with open_printer(data) as printer:
        threads = [
            threading.Thread(target=lambda: results.append(printer.print_word(WORD))) for _ in range(3)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert [printout.reason for printout in results] == ["", "", ""]


def test_a_program_that_does_not_run_is_named(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, PRINTS)
    program = office.folder / "soffice"
    program.write_bytes(b"#!/khong/co\n")
    (printout,) = printed_with(office, data, monkeypatch)
    assert printout.pdf is None
    assert printout.reason.startswith(f"Không chạy được LibreOffice tại {program}: ")


def test_what_came_with_the_data_is_not_libreoffice(tmp_path: Path) -> None:
    own, installed = Office(tmp_path / "du-lieu", PRINTS), Office(tmp_path / "may", PRINTS)
    path = os.pathsep.join(["", "chuong-trinh", str(own.folder), str(installed.folder)])
    assert find_office(tmp_path / "du-lieu", path) == installed.folder / "soffice"


def test_a_link_to_what_came_with_the_data_is_not_it_either(tmp_path: Path) -> None:
    own, installed = Office(tmp_path / "du-lieu", PRINTS), Office(tmp_path / "may", PRINTS)
    (tmp_path / "lien-ket").mkdir()
    (tmp_path / "lien-ket" / "soffice").symlink_to(own.folder / "soffice")
    path = os.pathsep.join([str(tmp_path / "lien-ket"), str(installed.folder)])
    assert find_office(tmp_path / "du-lieu", path) == installed.folder / "soffice"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/vbaProject.bin", b""),
        ("word/_rels/document.xml.rels", b'<Relationship TargetMode="External" Target="https://x"/>'),
    ],
)
def test_a_file_that_is_not_ours_is_not_given_to_it(tmp_path: Path, name: str, content: bytes) -> None:
    printer = Printer(Office(tmp_path, PRINTS).folder / "soffice", tmp_path)
    printout = printer.print_word(pack_parts({name: content}))
    assert printout.pdf is None
    assert "macro hoặc liên kết ra ngoài" in printout.reason


def printed_together(
    office: Office, data: Path, monkeypatch: pytest.MonkeyPatch, count: int, *, seconds: float = 20
) -> tuple[list[Printout], list[int]]:
    """Return what becomes of some files that differ, and how many were told to be done, time and again."""
    monkeypatch.setenv("PATH", str(office.folder))
    told: list[int] = []
    files = [word_of(number) for number in range(count)]
    with open_printer(data, seconds=seconds) as printer:
        return list(printer.print_all(files, told.append)), told


def word_of(number: int) -> bytes:
    return pack_parts({"word/document.xml": b"<w:document/>", "so": b"%d" % number})


def test_many_files_are_given_to_one_libreoffice_and_come_back_in_their_order(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, PRINTS_EACH.format(then="if name.endswith('/3.docx'): time.sleep(0.5)"))
    printouts, told = printed_together(office, data, monkeypatch, 34)
    assert [each.pdf for each in printouts] == [b"%%PDF %b%%%%EOF\n" % word_of(each) for each in range(34)]
    assert len(list(office.folder.glob("goi-*"))) == 2
    assert told == sorted(told)
    assert told[-1] == 34
    assert len(told) >= 2


@pytest.mark.parametrize(
    "then",
    ["if name.endswith('2.docx'): sys.exit(1)", "if name.endswith('2.docx'): time.sleep(60)"],
    ids=["dies", "hangs"],
)
def test_what_is_not_made_together_is_made_alone(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    office = Office(tmp_path, PRINTS_EACH.format(then=then), PRINTS)
    printouts, told = printed_together(office, data, monkeypatch, 5, seconds=3)
    assert [each.reason for each in printouts] == [""] * 5
    assert len(list(office.folder.glob("goi-*"))) == 3
    assert told[-1] == 5


def test_a_pdf_that_breaks_off_is_made_anew(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, PRINTS_EACH.format(then="pass").replace("%%EOF", "%%E"), PRINTS)
    printouts, _ = printed_together(office, data, monkeypatch, 2)
    assert [each.pdf for each in printouts] == [b"%PDF " + word_of(0), b"%PDF " + word_of(1)]


def test_only_what_is_ours_of_many_is_printed(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, PRINTS)
    monkeypatch.setenv("PATH", str(office.folder))
    with open_printer(data) as printer:
        files = [WORD, pack_parts({"word/vbaProject.bin": b""})]
        good, bad = printer.print_all(files, lambda _: None)
    assert (bool(good.pdf), bad.pdf) == (True, None)


def test_the_profile_asks_for_pdf_a_2_with_tags_and_bookmarks(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows = "made.write_bytes((made.parent / 'ho-so/user/registrymodifications.xcu').read_bytes())"
    (printout,) = printed_with(Office(tmp_path, shows), data, monkeypatch)
    assert printout.pdf
    for name, value in (("SelectPdfVersion", "2"), ("UseTaggedPDF", "true"), ("ExportBookmarks", "true")):
        assert f'"{name}" oor:op="fuse"><value>{value}<'.encode() in printout.pdf


DUPLEX = pack_parts({"word/document.xml": b"<w:document/>", "word/settings.xml": b"<w:mirrorMargins/>"})


def test_backs_that_stay_empty_are_pages_of_what_is_printed_on_both_sides(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows = (
        "profile = next(each for each in sys.argv if 'UserInstallation' in each).rpartition('/')[2]\n"
        "made.write_bytes((made.parent / profile / 'user/registrymodifications.xcu').read_bytes())"
    )
    office = Office(tmp_path, *[shows] * 3)
    monkeypatch.setenv("PATH", str(office.folder))
    empty = b'"IsSkipEmptyPages" oor:op="fuse"><value>false<'
    with open_printer(data) as printer:
        both, one = printer.print_word(DUPLEX).pdf, printer.print_word(WORD).pdf
        assert both
        assert one
        assert (empty in both, empty in one) == (True, False)
        assert all(empty in (each.pdf or b"") for each in printer.print_all([DUPLEX] * 2, lambda _: None))


def test_what_is_printed_on_both_sides_keeps_its_place_among_many(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, PRINTS_EACH.format(then="pass"), PRINTS)
    monkeypatch.setenv("PATH", str(office.folder))
    files = [word_of(0), DUPLEX, word_of(2)]
    with open_printer(data) as printer:
        first, second, third = (each.pdf or b"" for each in printer.print_all(files, lambda _: None))
    assert (files[0] in first, files[1] in second, files[2] in third) == (True, True, True)
    assert len(list(office.folder.glob("goi-*"))) == 2


def test_libreoffice_is_never_started_without_a_file_and_left_waiting(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, PRINTS, PRINTS)
    monkeypatch.setenv("PATH", str(office.folder))
    with open_printer(data) as printer:
        printouts = list(printer.print_all([DUPLEX] * 2, lambda _: None))
    assert all(each.pdf and DUPLEX in each.pdf for each in printouts)
    assert len(list(office.folder.glob("goi-*"))) == 2


@pytest.mark.libreoffice
def test_libreoffice_makes_a_pdf_of_a_document_and_again_of_the_next(tmp_path: Path) -> None:
    data = state_renderer().render(DOCUMENT, MOMENT)
    with open_printer(tmp_path) as printer:
        assert printer.is_there
        printouts = [printer.print_word(data) for _ in range(2)]
    assert [printout.reason for printout in printouts] == ["", ""]
    assert all(printout.pdf and printout.pdf.startswith(b"%PDF-") for printout in printouts)
