"""Hidden bookmarks around figures and prose, and the custom XML part that says what they are."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from baocao.model.marks import (
    NAMESPACE,
    VERSION,
    Mark,
    MarkKind,
    Namer,
    Origin,
    joined_paragraphs,
    marks_digest,
    unit_of_figure,
)
from baocao.model.printed import FigureKey, Key, Printed, Stretch
from baocao.render.letters import without_controls
from baocao.render.word.markup import DECLARATION, escape_xml

ITEM: Final = "customXml/item1.xml"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
PROPERTIES: Final = "customXml/itemProps1.xml"
PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PROPERTIES_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
)
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_STORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ID: Final = "{6B0C0A5D-7C0B-4E0B-9B6E-0B1A0C5E0D15}"
"""Word knows custom XML parts by an id, which may be the same in all documents."""


def item_part(origin: Origin, marks: Sequence[Mark]) -> bytes:
    """Return the part with what each bookmark is, in the order in which they begin."""
    said = (
        ("phien_ban", str(VERSION)),
        ("loai", origin.kind),
        ("don_vi", origin.unit),
        ("ky", origin.period),
        ("chi_dao", origin.directive),
        ("san_pham", origin.product),
        ("du_thao", "1" if origin.draft else ""),
        ("bam", marks_digest(marks)),
    )
    sources = "".join(
        f"<nguon{_attributes((('tep', each.path), ('blob', each.blob)))}/>" for each in origin.sources
    )
    lines = "".join(map(_mark_xml, marks))
    return f'{DECLARATION}<dau xmlns="{NAMESPACE}"{_attributes(said)}>{sources}{lines}</dau>'.encode()


def around_parts() -> dict[str, bytes]:
    """Return what stands beside the part in every document: its id, and how the id is found."""
    return {
        PROPERTIES: (
            f'{DECLARATION}<ds:datastoreItem ds:itemID="{_ID}" xmlns:ds="{_STORE}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode(),
        "customXml/_rels/item1.xml.rels": (
            f'{DECLARATION}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_PROPERTIES_RELATION}" Target="itemProps1.xml"/></Relationships>'
        ).encode(),
    }


def _mark_xml(mark: Mark) -> str:
    unit = "" if mark.kind is MarkKind.FIGURE else mark.unit  # its key has it
    shared = str(mark.shared) if mark.shared > 1 else ""
    said = _attributes((("k", mark.key), ("u", unit), ("n", shared)))
    return f"<{mark.kind}{said}>{escape_xml(mark.value)}</{mark.kind}>"


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Return attributes; an empty one is left out."""
    return "".join(f' {name}="{escape_xml(value)}"' for name, value in pairs if value)


class _Entry:
    """A bookmark that was begun: what it marks, and what was printed since, paragraph by paragraph."""

    __slots__ = ("lines", "mark", "number", "written")

    def __init__(self, mark: Mark, number: int, written: int) -> None:
        self.mark, self.number, self.written = mark, number, written
        self.lines = [""]

    def finished_mark(self) -> Mark:
        """Return the mark with what was printed."""
        return self.mark._replace(value=without_controls(joined_paragraphs(self.lines)))


_NONE: Final = -1
"""The number of what is nothing that a unit wrote, and of an end that says no number."""
Ranges = Sequence[tuple[int, int, Mark, int]]
"""Which characters of a text are marked as what; the last says which of `Document.written` it is."""


class Marker:
    """Gives what is printed of one document its bookmarks, and remembers what each of them is.

    What is printed while prose is open is told with `say_text` and `begin_line`, so that its mark has it.
    """

    def __init__(self, written: Sequence[Mark]) -> None:
        self._written = written
        self._entries: list[_Entry] = []
        self._open: list[_Entry] = []
        self._namer = Namer()

    def all_marks(self) -> list[Mark]:
        """Return what every bookmark is, in the order in which they begin."""
        return [entry.finished_mark() for entry in self._entries]

    def begin_written(self, number: int) -> str:
        """Return the beginning of what a unit wrote."""
        return self._begin(self._written[number], number)

    def end_written(self, number: int) -> str:
        """Return the end of what a unit wrote; without a number, of what began last."""
        ending = (each for each in reversed(self._open) if number in {each.written, _NONE})
        entry = next(ending, None)
        return self._end(entry) if entry else ""

    def end_all(self) -> str:
        """Return the ends of all that is still open."""
        return "".join(self._end(entry) for entry in [*reversed(self._open)])

    def say_text(self, text: str) -> None:
        """Tell what is printed now."""
        for entry in self._open:
            entry.lines[-1] += text

    def begin_line(self) -> None:
        """Tell that another paragraph begins."""
        for entry in self._open:
            entry.lines.append("")

    def pause_telling(self) -> list[_Entry]:
        """Return what is open, to which nothing is told until it is resumed."""
        paused, self._open = self._open, []
        return paused

    def resume_telling(self, paused: list[_Entry]) -> None:
        """Go on telling what was open."""
        self._open = paused

    def marked_figure(self, key: str, text: str, run: str) -> str:
        """Return a run with the bookmark of the figure that its text is."""
        start = self._begin(_figure_mark(key), _NONE)
        entry = self._open.pop()
        entry.lines[0] = text
        return f"{start}{run}{_end_xml(entry.number)}"

    def text_ranges(self, figures: Iterable[Printed], stretches: Iterable[Stretch] = ()) -> Ranges:
        """Return which characters of a text are marked, the outer ones first."""
        said = (
            (part.start, part.end, _figure_mark(part.figure.text), _NONE)
            for part in figures
            if isinstance(part.figure, FigureKey)
        )
        wrote = ((each.start, each.end, self._written[each.number], each.number) for each in stretches)
        return sorted((*wrote, *said), key=lambda each: (each[0], -each[1]))

    def marked_runs(
        self, text: str, ranges: Ranges, write: Callable[[str], str], say: Callable[[str], None]
    ) -> str:
        """Return the runs of a text with bookmarks in between."""
        parts: list[str] = []
        begun: list[tuple[int, _Entry]] = []
        waiting = [*ranges]
        position = 0
        for at in sorted({edge for each in ranges for edge in each[:2]} | {len(text)}):
            if at > position:
                parts.append(write(text[position:at]))
                say(text[position:at])
            position = at
            parts += (self._end(entry) for end, entry in reversed(begun) if end == at)
            begun = [each for each in begun if each[0] != at]
            while waiting and waiting[0][0] == at:
                _, end, mark, number = waiting.pop(0)
                parts.append(self._begin(mark, number))
                begun.append((end, self._open[-1]))
                if end == at:
                    parts.append(self._end(begun.pop()[1]))
        return "".join(parts)

    def _begin(self, mark: Mark, written: int) -> str:
        entry = _Entry(mark, len(self._entries) + 1, written)
        self._entries.append(entry)
        self._open.append(entry)
        name = self._namer.next_name(mark.identity)
        return f'<w:bookmarkStart w:id="{entry.number}" w:name="{name}"/>'

    def _end(self, entry: _Entry) -> str:
        self._open.remove(entry)
        return _end_xml(entry.number)


class Unmarked(Marker):
    """Marks nothing: of a document that does not come back."""

    def __init__(self) -> None:
        super().__init__(())

    def begin_written(self, number: int) -> str:  # noqa: ARG002 - as of a marker
        """Return nothing."""
        return ""

    def marked_figure(self, key: str, text: str, run: str) -> str:  # noqa: ARG002
        """Return the run as it is."""
        return run

    def text_ranges(self, figures: Iterable[Printed], stretches: Iterable[Stretch] = ()) -> Ranges:  # noqa: ARG002
        """Return nothing."""
        return ()


def figure_text(key: Key | None) -> str:
    """Return the key of a figure as text; nothing for what is none."""
    return key.text if isinstance(key, FigureKey) else ""


def _figure_mark(key: str) -> Mark:
    return Mark(MarkKind.FIGURE, key, "", unit_of_figure(key))


def _end_xml(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'
