"""What is printed in Word documents of a build finds its way back, and nobody else sees anything of it."""

import re
from collections import Counter
from datetime import date, datetime

import docx
import pytest

from baocao.features.diff.office_text import document_lines
from baocao.features.issue.issuing import Call, issue_document
from baocao.foreign.word_marks import Map, MarkedDocument, read_marked
from baocao.inspection.inspect import inspect_document
from baocao.model.document import Document
from baocao.model.marks import LONGEST_NAME, MarkKind, Origin
from baocao.model.printed import FigureKey, Key, Places
from baocao.pipeline.making import Outcome
from baocao.pipeline.plan import Scope
from baocao.pipeline.print_map import read_map_or_why
from baocao.render.archive import pack_parts, unpack_parts
from baocao.render.paragraph_styles import HEADING_STYLES
from baocao.render.word import WordRenderer
from baocao.source.working_files import blob_id
from office import lint_module
from support import Sandbox, period_of

REPORT = "xa-mot_bao-cao_cd.docx"
SUBMISSION = "data/units/xa-mot/2025-11.yaml"
ONE = Scope(frozenset({"xa-mot"}))
_BOOKMARK = re.compile(r"<w:bookmark(?:Start|End)[^>]*/>")


@pytest.fixture(params=["real", "synthetic"])
def outcome(request: pytest.FixtureRequest) -> Outcome:
    """Either of the two workspaces that are built once."""
    built: Outcome = request.getfixturevalue(request.param)
    return built


def word_files(outcome: Outcome) -> dict[str, bytes]:
    return {made.name: made.data for made in outcome.made if made.name.endswith(".docx")}


def text_of(key: Key) -> str:
    """Return the key of a figure as text."""
    assert isinstance(key, FigureKey)
    return key.text


def marked_report(sandbox: Sandbox) -> MarkedDocument:
    sandbox.build()
    return read_marked((sandbox.out / "2025-11" / REPORT).read_bytes())


def without_marks(data: bytes) -> bytes:
    """Return a document without bookmarks."""
    parts = unpack_parts(data)
    body = _BOOKMARK.sub("", parts["word/document.xml"].decode())
    return pack_parts({**parts, "word/document.xml": body.encode()})


def test_every_figure_that_the_map_knows_has_a_bookmark(outcome: Outcome) -> None:
    """Charts are left out: their texts are pictures and workbooks, which have no bookmarks."""
    print_map = read_map_or_why(outcome.folder)[0]
    assert print_map is not None
    known = 0
    for name, data in word_files(outcome).items():
        file = print_map.files[name]
        printed = Counter(place.figure for place in file.word_places())
        printed.update(place.figure for place in file.cell_places())
        marks = read_marked(data).marks.values()
        marked = Counter(mark.key for mark in marks if mark.kind is MarkKind.FIGURE)
        assert {key: count for key, count in printed.items() if marked[text_of(key)] < count} == {}, name
        known += printed.total()
    assert known > 500


def test_every_narrative_of_a_report_has_a_bookmark(outcome: Outcome) -> None:
    told = 0
    for made in outcome.made:
        submission = outcome.workspace.submissions.get(made.unit)
        if not made.name.endswith("_bao-cao_nq71.docx") or submission is None:
            continue
        keys = {mark.key for mark in read_marked(made.data).marks.values() if mark.kind is MarkKind.PROSE}
        wanted = {f"noi_dung/nq71/{item}" for item in submission.narratives.get("nq71", {})}
        wanted |= {
            f"{part}/nq71/{number}/noi_dung"
            for part, remarks in (
                ("vuong_mac", submission.difficulties),
                ("kien_nghi", submission.recommendations),
            )
            for number in range(1, len(remarks.get("nq71", ())) + 1)
        }
        wanted |= {
            f"nhiem_vu/nq71/{task}/ket_qua"
            for task, report in submission.tasks.get("nq71", {}).items()
            if report.result
        }
        assert wanted <= keys, made.name
        told += len(wanted)
    assert told > 20


def test_a_document_that_nobody_touched_comes_back_as_it_was_printed(outcome: Outcome) -> None:
    for name, data in word_files(outcome).items():
        found = read_marked(data)
        assert found.map is Map.WHOLE
        assert (found.changed, found.lost, found.unknown) == ({}, {}, []), name
        assert found.now.repeated == frozenset()


def test_bookmarks_are_sound_and_explained(outcome: Outcome) -> None:
    for name, data in word_files(outcome).items():
        assert lint_module().lint_file(data) == [], name
        assert max(map(len, read_marked(data).now.bookmarks), default=0) <= LONGEST_NAME


def test_readers_see_nothing_new(outcome: Outcome) -> None:
    for name, data in word_files(outcome).items():
        bare = without_marks(data)
        assert [*document_lines(data)] == [*document_lines(bare)], name
        assert inspect_document(name, data) == inspect_document(name, bare), name


def test_python_docx_reads_every_word(sandbox: Sandbox) -> None:
    sandbox.build()
    path = sandbox.out / "2025-11" / REPORT
    bare = path.with_name("bare.docx")
    bare.write_bytes(without_marks(path.read_bytes()))
    texts = [[paragraph.text for paragraph in docx.Document(str(each)).paragraphs] for each in (path, bare)]
    assert texts[0] == texts[1]
    assert any("3.781" in text for text in texts[0])


def test_a_document_says_which_it_is_and_from_which_contents(sandbox: Sandbox) -> None:
    origin = marked_report(sandbox).origin
    assert origin is not None
    said = (origin.unit, origin.period, origin.directive, origin.product, origin.draft)
    assert said == ("xa-mot", "2025-11", "cd", "bao-cao", True)
    blobs = {source.path: source.blob for source in origin.sources}
    assert blobs[SUBMISSION] == blob_id((sandbox.root / SUBMISSION).read_bytes(), "sha1")


def test_line_ends_of_windows_are_no_other_content(sandbox: Sandbox) -> None:
    before = marked_report(sandbox).origin
    path = sandbox.root / SUBMISSION
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert marked_report(sandbox).origin == before


def test_nothing_names_a_path_of_this_machine(outcome: Outcome) -> None:
    root = str(outcome.workspace.definitions.config.root)
    for name, data in word_files(outcome).items():
        item = unpack_parts(data)["customXml/item1.xml"].decode()
        assert root not in item, name
        assert 'tep="/' not in item


def test_names_stay_when_another_text_changes(sandbox: Sandbox) -> None:
    before = {mark: name for name, mark in marked_report(sandbox).marks.items()}
    sandbox.replace(SUBMISSION, "xã đã nhận", "đến nay xã đã nhận")
    after = {mark: name for name, mark in marked_report(sandbox).marks.items()}
    same = before.keys() & after.keys()
    assert len(same) < len(before)
    assert all(before[mark] == after[mark] for mark in same)


@pytest.mark.parametrize(
    "found", [Map.WHOLE, Map.MISSING], ids=["before tables were told", "without marks"]
)
def test_what_an_earlier_program_gave_out_is_still_what_a_build_makes(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, found: Map
) -> None:
    call = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))
    with monkeypatch.context() as earlier:
        earlier.setattr(WordRenderer, "render", _render_untold if found is Map.WHOLE else _render_unmarked)
        assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None).issued
    path = sandbox.out / "2025-11" / REPORT
    issued = path.read_bytes()
    assert read_marked(issued).map is found
    assert b"tblCaption" not in unpack_parts(issued)["word/document.xml"]
    assert unpack_parts(issued)["word/styles.xml"].count(b"outlineLvl") == len(HEADING_STYLES)
    made = {file.name: file.data for file in sandbox.build(scope=ONE, official=True).made}
    assert made[REPORT] == path.read_bytes() == issued


def test_what_is_given_out_with_marks_is_what_a_build_makes(sandbox: Sandbox) -> None:
    call = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))
    assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None).issued
    issued = (sandbox.out / "2025-11" / REPORT).read_bytes()
    assert read_marked(issued).map is Map.WHOLE
    made = {file.name: file.data for file in sandbox.build(scope=ONE, official=True).made}
    assert made[REPORT] == issued


_RENDER = WordRenderer.render


def _render_unmarked(
    renderer: WordRenderer,
    document: Document,
    moment: datetime,
    places: Places | None = None,
    origin: Origin | None = None,  # noqa: ARG001 - of which earlier programs knew nothing
) -> bytes:
    return _render_untold(renderer, document, moment, places)


def _render_untold(
    renderer: WordRenderer,
    document: Document,
    moment: datetime,
    places: Places | None = None,
    origin: Origin | None = None,
) -> bytes:
    return _RENDER(WordRenderer(renderer._form, told=False), document, moment, places, origin)
