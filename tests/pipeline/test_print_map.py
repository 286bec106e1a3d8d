"""The map of printed figures: every place says its figure, and what is shown says nothing of it."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from baocao.foreign.worksheets import cell_position, cell_reference
from baocao.model.printed import FigureKey
from baocao.pipeline.making import Outcome
from baocao.pipeline.plan import Scope
from baocao.pipeline.print_map import NAME, read_map_or_why
from baocao.pipeline.tracing.printed_text import SheetText, WordText
from baocao.render.word.marks import ITEM as MARKS
from support import Sandbox

BOOK = "so-a_tong-hop_cd.xlsx"
REPORT = "xa-mot_bao-cao_cd.docx"


def built_folder(sandbox: Sandbox) -> Path:
    sandbox.build()
    return sandbox.out / "2025-11"


def test_a_cell_of_a_worksheet_and_a_word_of_a_report_name_their_figures(sandbox: Sandbox) -> None:
    folder = built_folder(sandbox)
    print_map = read_map_or_why(folder)[0]
    assert print_map is not None
    assert print_map.period == "2025-11"
    total = FigureKey("hs.tiep_nhan", directive="cd")
    (place,) = print_map.files[BOOK].cell_places([total])
    book = SheetText((folder / BOOK).read_bytes())
    assert book.cell_texts(str(place.sheet))[place.row, place.column] == "3781"
    (word,) = print_map.files[REPORT].word_places([FigureKey("hs.tiep_nhan", "xa-mot")])
    assert WordText((folder / REPORT).read_bytes()).word_at(word)[0] == "3.781"


@pytest.mark.parametrize("which", ["real", "synthetic"])
def test_every_place_of_a_word_document_is_where_the_map_says(
    which: str, request: pytest.FixtureRequest
) -> None:
    """A value of the same indicator in a table is the number of the sentence, or one of its parts."""
    outcome: Outcome = request.getfixturevalue(which)
    print_map = read_map_or_why(outcome.folder)[0]
    assert print_map is not None
    count = 0
    for name, file in print_map.files.items():
        if name.endswith(".docx"):
            text = WordText((outcome.folder / name).read_bytes())
            said = [text.word_at(place)[0] for place in file.word_places()]
            assert all(each == each.strip() and each for each in said), said
            assert not any(each[0] in ",;:" or each[-1] in ",;:" for each in said), said
            cells = [text.cell_at(place)[0] for place in file.cell_places()]
            assert all(cells)
            count += len(said) + len(cells)
    assert count > 100


@pytest.mark.parametrize("which", ["real", "synthetic"])
def test_every_cell_of_a_workbook_is_where_the_map_says(which: str, request: pytest.FixtureRequest) -> None:
    outcome: Outcome = request.getfixturevalue(which)
    print_map = read_map_or_why(outcome.folder)[0]
    assert print_map is not None
    for name, file in print_map.files.items():
        if name.endswith(".xlsx"):
            book = SheetText((outcome.folder / name).read_bytes())
            cells = [
                book.cell_texts(str(place.sheet)).get((place.row, place.column))
                for place in file.cell_places()
            ]
            assert len(cells) > 100
            assert all(cells)


def test_what_is_shown_is_clean_of_the_map(sandbox: Sandbox) -> None:
    folder = built_folder(sandbox)
    for path in (folder / BOOK, folder / REPORT):
        with zipfile.ZipFile(path) as archive:
            shown = (name for name in archive.namelist() if name != MARKS)
            content = b"".join(map(archive.read, shown)).decode("utf-8", "replace")
        assert "hs.tiep_nhan" not in content
        assert not any(0xE000 <= ord(letter) <= 0xF8FF for letter in content)


def test_the_same_sources_give_the_same_map(sandbox: Sandbox) -> None:
    first = (built_folder(sandbox) / NAME).read_bytes()
    assert (built_folder(sandbox) / NAME).read_bytes() == first


def test_a_narrowed_build_keeps_the_places_of_the_other_files(sandbox: Sandbox) -> None:
    before = (built_folder(sandbox) / NAME).read_bytes()
    sandbox.build(scope=Scope(frozenset({"xa-mot"})))
    assert (sandbox.out / "2025-11" / NAME).read_bytes() == before


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"phien_ban":1}', '{"phien_ban":1,"ky":"2025-11","tep":[1]}']
)
def test_what_is_no_map_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content, encoding="utf-8")
    assert read_map_or_why(tmp_path)[0] is None


FILE = {"sha256": "", "so_lieu": ["hs.a|xa-mot"], "o": {"Hồ sơ": [1, 2, 0]}, "chu": [1, 2, 3, 0]}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("../a.docx", {}),
        ("a.xlsx", {"so_lieu": [1]}),
        ("a.xlsx", {"o": {"Hồ sơ": [1, 2]}}),
        ("a.xlsx", {"o": {"Hồ sơ": [1, 2, 1]}}),
        ("a.xlsx", {"o": {"Hồ sơ": [1, 2, -1]}}),
        ("a.xlsx", {"o": []}),
        ("a.xlsx", {"chu": [1, 2, "3", 0]}),
        ("a.xlsx", {"chu": None}),
    ],
)
def test_a_map_that_was_edited_is_none(tmp_path: Path, name: str, change: dict[str, object]) -> None:
    def found(name: str, file: object) -> object:
        content = {"phien_ban": 1, "ky": "2025-11", "tep": {name: file}}
        (tmp_path / NAME).write_text(json.dumps(content), encoding="utf-8")
        return read_map_or_why(tmp_path)[0]

    assert found("a.xlsx", FILE) is not None
    assert found(name, {**FILE, **change}) is None


def test_the_map_is_readable_for_people_and_programs(sandbox: Sandbox) -> None:
    content = json.loads((built_folder(sandbox) / NAME).read_text(encoding="utf-8"))
    assert content["phien_ban"] == 1
    assert set(content["tep"][REPORT]) == {"sha256", "so_lieu", "o", "chu"}


@pytest.mark.parametrize(
    ("text", "place"), [("A1", (1, 1)), ("D17", (17, 4)), ("aa3", (3, 27)), ("$B$2", (2, 2))]
)
def test_cells_are_called_as_in_excel(text: str, place: tuple[int, int]) -> None:
    assert cell_position(text) == place
    assert cell_reference(*place) == text.upper().replace("$", "")


@pytest.mark.parametrize("text", ["", "17", "D", "D0", "D-1", "ABCD1", "A1:B2"])
def test_what_is_no_cell_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        cell_position(text)
