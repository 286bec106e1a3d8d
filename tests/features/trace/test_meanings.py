"""Every number of every document of every build belongs to something, at its very place."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from baocao.features.trace.meanings import Meanings, explained_meanings
from baocao.model.place import Place
from baocao.model.printed import FigureKey, Key, Kind, Source
from baocao.pipeline import manifest
from baocao.pipeline.explaining import Explainer
from baocao.pipeline.making import Outcome
from baocao.pipeline.tracing.printed_text import SheetText
from baocao.pipeline.tracing.stands import Stand, sheet_stands, word_stands
from support import EXAMPLE, REPOSITORY, build_quietly, period_of

FIGURE: Final = "số liệu"
AT_LINE: Final = "dòng nguồn"
BUILDS: Final = ("2025-05", "2025-9T", "2025-09", "2025-11", "example")
LARGE_BUILDS: Final = frozenset({"2025-09", "2025-11"})
"""CI counts these too."""
LEAST: Final = {"2025-05": 300, "2025-9T": 180, "2025-09": 1_300, "2025-11": 3_400, "example": 7_000}
"""Numbers of each build, so that none is left out of the count."""


class Counted(NamedTuple):
    """A number in a text of a file, and what it is."""

    file: str
    stand: Stand
    start: int
    end: int
    key: Key | None

    @property
    def text(self) -> str:
        """The number as it is printed."""
        return self.stand.text[self.start : self.end]

    @property
    def kind(self) -> str:
        """Of which kind it is."""
        if self.key is None:
            return ""
        if isinstance(self.key, FigureKey):
            return FIGURE
        return AT_LINE if isinstance(self.key, Place) else self.key.kind.value

    @property
    def lines(self) -> tuple[Place, ...]:
        """The lines that it comes from, where it is no figure."""
        if isinstance(self.key, Source):
            return self.key.parts
        return (self.key,) if isinstance(self.key, Place) else ()


@pytest.fixture(
    params=[
        pytest.param(each, marks=pytest.mark.thorough) if each in LARGE_BUILDS else each for each in BUILDS
    ]
)
def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build a period of the real workspace, or the example; what is built already is taken."""
    name = str(request.param)
    if name not in FOLDERS:
        FOLDERS[name] = _built_folder(name, request, tmp_path_factory)
    return name


FOLDERS: Final[dict[str, Path]] = {}


def _built_folder(
    name: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    shared = {"2025-11": "real", "example": "synthetic"}.get(name)
    if shared:
        outcome: Outcome = request.getfixturevalue(shared)
        return outcome.folder
    return build_quietly(REPOSITORY, tmp_path_factory.mktemp(name), name).folder


def root_of(build: str) -> Path:
    return EXAMPLE if build == "example" else REPOSITORY


@cache
def counted_numbers(build: str) -> tuple[Counted, ...]:
    return tuple(_numbers_of(build))


def _numbers_of(build: str) -> Iterator[Counted]:
    folder = FOLDERS[build]
    explainer = Explainer(root_of(build), period_of("2025-11" if build == "example" else build))
    for entry in manifest.earlier_build(folder).entries:
        name = entry["tep"]
        made = explainer.explain_file(name, draft=entry["du_thao"])
        assert made is not None, name
        stands = stands_of(name, (folder / name).read_bytes())
        assert stands == stands_of(name, made.data), f"{name} was not made again as it was"
        meanings: Meanings = explained_meanings(made.places, made.pieces)
        for stand in stands:
            for start, end in stand.numbers():
                yield Counted(name, stand, start, end, meanings.meaning_of(stand, start))


def stands_of(name: str, data: bytes) -> list[Stand]:
    return sheet_stands(SheetText(data)) if name.endswith(".xlsx") else word_stands(data)


def test_every_number_of_every_document_belongs_to_something(build: str) -> None:
    numbers = counted_numbers(build)
    unknown = [(each.file, each.stand, each.text) for each in numbers if each.key is None]
    assert len(numbers) >= LEAST[build]
    assert unknown == [], f"{len(unknown)} of {len(numbers)} numbers belong to nothing"


def test_what_is_no_figure_and_no_numbering_names_its_lines(build: str) -> None:
    """But for what the form prescribes, which is law, and remarks of a draft, which may have no line."""
    without = [
        (each.file, each.stand, each.text)
        for each in counted_numbers(build)
        if each.kind not in {FIGURE, Kind.NUMBERING, Kind.FORM, Kind.REMARK}
        and not each.lines
        and each.text.strip("0")  # nothing was counted
    ]
    assert without == []


def test_a_number_of_a_sentence_stands_in_the_very_line_that_is_named(build: str) -> None:
    lines: dict[str, list[str]] = {}
    wrong = []
    for each in counted_numbers(build):
        if each.kind not in {AT_LINE, Kind.WORDS, Kind.TEMPLATE}:
            continue
        for at in each.lines[:1]:
            if at.file not in lines:
                lines[at.file] = (root_of(build) / at.file).read_text(encoding="utf-8").split("\n")
            if each.text not in lines[at.file][at.line - 1]:
                wrong.append((each.file, each.stand.text, each.text, at))
    assert wrong == []


def test_what_a_build_notes_of_figures_is_what_explaining_finds(build: str) -> None:
    """The map of a build and the document made again never speak of two figures at one place."""
    from baocao.features.trace.meanings import meanings_of  # noqa: PLC0415
    from baocao.pipeline.print_map import read_map_or_why  # noqa: PLC0415

    known, _ = read_map_or_why(FOLDERS[build])
    assert known is not None
    maps = {
        name: Meanings(meanings_of(file.cell_places(), file.word_places()))
        for name, file in known.files.items()
    }
    for each in counted_numbers(build):
        mapped = maps[each.file].meaning_of(each.stand, each.start)
        assert mapped in {None, each.key}, (each.file, each.stand, each.text)


def test_kinds_of_numbers_are_told_apart(build: str) -> None:
    kinds = Counter(each.kind for each in counted_numbers(build))
    assert kinds[Kind.REGISTER]
    assert kinds[Kind.NUMBERING]
    assert kinds[AT_LINE] + kinds[Kind.TEMPLATE]
    if build in {"2025-11", "example"}:
        assert kinds[FIGURE] > 400
        assert kinds[Kind.TALLY] > 100
