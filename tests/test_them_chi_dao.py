"""The guide docs/them-chi-dao.md is followed to the letter, in the order of the page.

Its files are laid down, its commands are run and must say what the page shows, its documents must hold
what the page announces, and each of its mistakes must be reported as the page says.
"""

import io
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from baocao.cli.main import main
from baocao.model.diagnostic import Diagnostic
from baocao.pipeline.loading import load_checked
from baocao.pipeline.making import Outcome
from office import W, Word, Workbook, printed_text, style_of
from pages import FENCE, shows_lines, steady_lines
from support import REPOSITORY, build_quietly, period_of

PAGE = (REPOSITORY / "docs" / "them-chi-dao.md").read_text(encoding="utf-8")
FOLDER = "tap-lam"
OTHER_PERIODS = ("2025-W46", "2025-11-12T07")
"""The other periods of which the page announces documents."""
STATUSES = "data/directives/trang-thai.yaml"
"""The only file that the reader copies."""

FILE = re.compile(r"^\*\*`(?P<name>[^`]+)`\*\*(?P<more> \(thêm vào cuối tệp\))?\n", re.MULTILINE)
ANNOUNCED = re.compile(
    r"^\| `(?P<name>[^`]+\.(?:docx|xlsx))` \| (?P<has>[^|]*)\|(?P<lacks>[^|]*)\|$", re.MULTILINE
)
MISTAKE = re.compile(
    r"^\| `(?P<name>[^`]+)` \| `(?P<right>[^`]+)` \| (?P<wrong>[^|]+) "
    r"\| (?P<code>BC\d{3}): (?P<says>[^|]+) \|$",
    re.MULTILINE,
)


class Step(NamedTuple):
    """A file of the page, or the end of one."""

    name: str
    body: str
    appended: bool


class Run(NamedTuple):
    """A command of the page and the lines that it must print."""

    command: str
    lines: tuple[str, ...]


class Mistake(NamedTuple):
    """What the page has the reader write wrongly, and what the program says of it."""

    file: str
    right: str
    wrong: str
    code: str
    message: str


def page_steps() -> Iterator[Step | Run]:
    """Yield the files and commands in the order of the page."""
    for fence in FENCE.finditer(PAGE):
        if fence["language"] == "console":
            for part in re.split(r"^\$ ", fence["body"], flags=re.MULTILINE)[1:]:
                command, *lines = part.splitlines()
                yield Run(command, tuple(lines))
        else:
            heads = list(FILE.finditer(PAGE, 0, fence.start()))
            assert heads, "a file of the page has no name"
            assert heads[-1].end() == fence.start(), "a file of the page has no name"
            yield Step(heads[-1]["name"], fence["body"], bool(heads[-1]["more"]))


def lay_step(root: Path, step: Step) -> None:
    """Write a file of the page, or add to its end."""
    path = root / step.name
    path.parent.mkdir(parents=True, exist_ok=True)
    assert path.exists() == step.appended, f"{step.name} is new, or it is there already"
    before = path.read_text(encoding="utf-8") if step.appended else ""
    path.write_text(before + step.body, encoding="utf-8")


def begin_folder(root: Path) -> Path:
    """Do what the page asks for before its first file."""
    copy = root / FOLDER / STATUSES
    copy.parent.mkdir(parents=True)
    shutil.copyfile(REPOSITORY / STATUSES, copy)
    return root


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which all files of the page stand."""
    root = begin_folder(tmp_path_factory.mktemp("huong-dan"))
    for step in page_steps():
        if isinstance(step, Step):
            lay_step(root, step)
    return root / FOLDER


@pytest.fixture(scope="module")
def outcome(followed: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return build_quietly(followed, tmp_path_factory.mktemp("ket-qua"))


@pytest.fixture(scope="module")
def documents(
    outcome: Outcome, followed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, bytes]:
    """Return the documents of November by their names, those of other periods behind the period's."""
    made = {each.name: each.data for each in outcome.made}
    for period in OTHER_PERIODS:
        built = build_quietly(followed, tmp_path_factory.mktemp(period), period)
        assert built.problems == ()
        made |= {f"{period}/{each.name}": each.data for each in built.made}
    return made


@pytest.fixture
def copy(followed: Path, tmp_path: Path) -> Path:
    """Return a copy of the reader's folder in which a mistake can be made."""
    return Path(shutil.copytree(followed, tmp_path / FOLDER))


def said_in(name: str, data: bytes) -> str:
    """Return all that a document says, paragraph by paragraph."""
    if name.endswith(".xlsx"):
        return "\n".join(cell.content for sheet in Workbook(data).sheets for cell in sheet.cells.values())
    return "\n".join(
        " ".join(printed_text(paragraph).split()) for paragraph in Word(data).root.iter(f"{W}p")
    )


def diagnose_all(root: Path) -> list[Diagnostic]:
    """Return what checking and building report."""
    checked = load_checked(root, period_of("2025-11")).problems
    return [*checked, *build_quietly(root, root / "out").problems]


def test_every_command_says_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are laid down only as far as the reader has come."""
    monkeypatch.chdir(begin_folder(tmp_path))
    for step in page_steps():
        if isinstance(step, Step):
            lay_step(tmp_path, step)
            continue
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
            main(step.command.split()[1:])
        real = steady_lines([*out.getvalue().splitlines(), *err.getvalue().splitlines()])
        assert shows_lines(steady_lines(step.lines), real), f"{step.command}\n" + "\n".join(real)


def test_the_page_shows_every_kind_of_step() -> None:
    steps = list(page_steps())
    assert sum(isinstance(step, Run) for step in steps) >= 4
    assert sum(isinstance(step, Step) for step in steps) >= 12
    assert len(ANNOUNCED.findall(PAGE)) >= 5
    assert len(list(page_mistakes())) >= 10


def test_who_follows_the_page_makes_no_mistake(followed: Path, outcome: Outcome) -> None:
    assert load_checked(followed, None).problems == ()
    assert outcome.problems == ()


def test_only_units_that_have_not_reported_are_missing(outcome: Outcome) -> None:
    assert [(missing.code, missing.unit) for missing in outcome.missing] == [
        ("BC701", "so-van-hoa"),
        ("BC701", "phuong-hai"),
    ]


@pytest.mark.parametrize(
    ("name", "announced"),
    [
        (row["name"], words)
        for row in ANNOUNCED.finditer(PAGE)
        for words in re.findall("“(.+?)”", row["has"])
    ],
)
def test_a_document_says_what_the_page_announces(
    documents: Mapping[str, bytes], name: str, announced: str
) -> None:
    assert announced in said_in(name, documents[name])


@pytest.mark.parametrize(
    ("name", "absent"),
    [
        (row["name"], words)
        for row in ANNOUNCED.finditer(PAGE)
        for words in re.findall("“(.+?)”", row["lacks"])
    ],
)
def test_a_document_does_not_say_what_the_page_excludes(
    documents: Mapping[str, bytes], name: str, absent: str
) -> None:
    assert absent not in said_in(name, documents[name])


def test_the_page_announces_every_document(documents: Mapping[str, bytes]) -> None:
    assert {row["name"] for row in ANNOUNCED.finditer(PAGE)} == documents.keys()


def test_the_letter_has_its_subject_under_its_number_and_no_type_name(
    documents: Mapping[str, bytes],
) -> None:
    letter = Word(documents["so-khcn_de-nghi_wifi.docx"])
    (subject,) = letter.texts("TrichYeuCongVan")
    assert subject.startswith("V/v đề nghị báo cáo")
    assert letter.texts("TenLoai") == []


def test_each_letter_asks_its_addressees_only(documents: Mapping[str, bytes]) -> None:
    everyone, communes = (
        [printed_text(item) for item in outlined_headings(Word(documents[f"so-khcn_{name}_wifi.docx"]))]
        for name in ("de-nghi", "de-nghi-xa")
    )
    assert everyone == [
        "I. KẾT QUẢ LẮP ĐẶT",
        "1. Lắp đặt tại nhà văn hóa thôn (đối với các địa phương)",
        "2. Hướng dẫn của ngành (đối với các sở)",
        "II. KHÓ KHĂN, VƯỚNG MẮC",
    ]
    assert communes == ["I. KẾT QUẢ LẮP ĐẶT", "1. Lắp đặt tại nhà văn hóa thôn", "II. KHÓ KHĂN, VƯỚNG MẮC"]


def outlined_headings(letter: Word) -> Iterator[ET.Element]:
    """Yield the headings of a letter, which all stand in its outline."""
    return (element for element in letter.body.iter(f"{W}p") if style_of(element).startswith("Heading"))


def test_the_reports_of_communes_and_party_have_their_tables(documents: Mapping[str, bytes]) -> None:
    for name in ("xa-mot_bao-cao_wifi.docx", "dang-uy_bao-cao-dang_wifi.docx"):
        assert len(Word(documents[name]).tables()) == 1


def test_the_party_document_has_the_heading_of_the_party(documents: Mapping[str, bytes]) -> None:
    report = Word(documents["dang-uy_bao-cao-dang_wifi.docx"])
    assert report.texts("QuocHieu") == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert report.texts("TieuNgu") == []


def test_every_page_says_that_the_figures_are_invented(documents: Mapping[str, bytes]) -> None:
    for name, data in documents.items():
        if name.endswith(".docx"):
            footers = [item for part, item in Word(data).parts.items() if "footer" in part]
            assert any("SỐ LIỆU GIẢ LẬP".encode() in footer for footer in footers)


def page_mistakes() -> Iterator[Mistake]:
    """Yield the mistakes of the page; words in brackets stand for a line that was forgotten."""
    for row in MISTAKE.finditer(PAGE):
        wrong = row["wrong"]
        written = "" if wrong.startswith("(") else wrong.strip("`")
        yield Mistake(row["name"], row["right"], written, row["code"], row["says"])


@pytest.mark.parametrize("mistake", list(page_mistakes()), ids=lambda made: f"{made.code}-{made.file}")
def test_a_mistake_is_reported_as_the_page_says(copy: Path, mistake: Mistake) -> None:
    (path,) = copy.rglob(mistake.file)
    good = path.read_text(encoding="utf-8")
    assert mistake.right in good
    path.write_text(good.replace(mistake.right, mistake.wrong, 1), encoding="utf-8")
    result = [each for each in diagnose_all(copy) if each.code == mistake.code]
    assert any(each.message.startswith(mistake.message) for each in result), [
        each.message for each in result
    ]
    assert {each.place.file for each in result if each.place} == {path.relative_to(copy).as_posix()}


def change_file(copy: Path, name: str, change: Callable[[str], str]) -> None:
    """Change a file of the reader."""
    path = copy / name
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def test_a_time_in_braces_is_reported_as_the_page_says(copy: Path) -> None:
    """The page says so in a sentence, since it takes more than one line."""
    assert "ghi trong ngoặc nhọn thì chương trình báo BC102" in PAGE
    lines = "\n    chot: 2025-11-18\n    han_gui: 2025-11-20 16:30\n"
    braces = " {chot: 2025-11-18, han_gui: 2025-11-20 16:30}\n"
    change_file(copy, "data/directives/wifi.yaml", lambda good: good.replace(lines, braces))
    assert "BC102" in {result.code for result in diagnose_all(copy)}


def test_the_page_is_written_in_composed_vietnamese() -> None:
    assert unicodedata.is_normalized("NFC", PAGE)
