"""Marks survive LibreOffice: what it opened and saved comes back as it was printed."""

import subprocess
from pathlib import Path

import pytest

from baocao.foreign.word_marks import Map, read_marked
from baocao.model.document import Edge, Footnote, Inline, Paragraph, Text
from baocao.model.marks import Mark, MarkKind
from baocao.model.printed import FigureKey, Printed
from baocao.pipeline.making import Outcome
from marking import ORIGIN
from samples import DOCUMENT, MOMENT, state_renderer

pytestmark = pytest.mark.libreoffice


def figure_run(text: str, number: str, key: str) -> Text:
    start = text.index(number)
    return Text(text, figures=(Printed(start, start + len(number), FigureKey(key, "xa")),))


NOTE = Footnote(((Text("Quyết định số 09"),),))
NOTED: tuple[Inline, ...] = (
    Edge(0, begins=True),
    figure_run("Đã nhận 3.781 hồ sơ", "3.781", "a"), NOTE,
    figure_run(" và trả 45 hồ sơ", "45", "b"), NOTE,
    figure_run(", rút 107 hồ sơ, hủy", "107", "c"),
    figure_run(" 5 hồ sơ.", "5", "d"),
    Edge(0, begins=False),
)  # fmt: skip
PROSE = Mark(MarkKind.PROSE, "noi_dung/nq71/I.1", "", "xa")
WITH_NOTES = DOCUMENT._replace(blocks=(Paragraph(NOTED), Paragraph((Text("Hết."),))), written=(PROSE,))


def converted(folder: Path, sources: dict[str, bytes], ending: str = "docx") -> dict[str, bytes]:
    """Return what LibreOffice makes of documents; without LibreOffice these tests fail."""
    folder.mkdir()
    for name, data in sources.items():
        (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder / "out")]
    files = [str(folder / name) for name in sources]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


def word_files(outcome: Outcome) -> dict[str, bytes]:
    return {made.name: made.data for made in outcome.made if made.name.endswith(".docx")}


def test_all_documents_come_back_as_they_were_printed(real: Outcome, tmp_path: Path) -> None:
    saved = converted(tmp_path / "lo", word_files(real))
    for name, data in saved.items():
        found, before = read_marked(data), read_marked(word_files(real)[name])
        assert (found.map, found.origin, found.marks) == (Map.WHOLE, before.origin, before.marks), name
        assert (found.changed, found.lost, found.unknown) == ({}, {}, []), name
    assert len(saved) == len(word_files(real))


def test_bookmarks_behind_footnotes_are_put_back_however_often_they_were_moved(tmp_path: Path) -> None:
    data = state_renderer().render(WITH_NOTES, MOMENT, origin=ORIGIN)
    assert read_marked(data).changed == {}
    for time in ("one", "two", "three"):
        data = converted(tmp_path / time, {"a.docx": data})["a.docx"]
        assert read_marked(data).changed == {}, time


def test_open_document_keeps_bookmarks_and_loses_what_they_are(real: Outcome, tmp_path: Path) -> None:
    sources = word_files(real)
    drawn = converted(tmp_path / "odt", sources, "odt")
    for name, data in converted(tmp_path / "docx", drawn).items():
        found = read_marked(data)
        assert found.map is Map.MISSING
        assert set(found.unknown) == set(read_marked(sources[name]).marks), name
