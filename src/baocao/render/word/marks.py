"""Hidden bookmarks around figures and prose, and the custom XML part that says what they are."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from baocao.model.document import Edge, Inline, Text
from baocao.model.marks import (
    FIELDS,
    NAMESPACE,
    SEPARATOR,
    VERSION,
    Mark,
    MarkKind,
    Namer,
    Origin,
    fields_digest,
    figure_identity,
    flat_fields,
    joined_paragraphs,
)
from baocao.model.printed import FigureKey, Key, Printed, Stretch
from baocao.render.letters import without_controls
from baocao.render.word.markup import DECLARATION, escape_xml, escaped_xml

ITEM: Final = "customXml/item1.xml"
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
    plain = without_controls(SEPARATOR.join(flat_fields(marks)))
    fields = plain.split(SEPARATOR) if marks else []
    said = (
        ("phien_ban", str(VERSION)),
        ("loai", origin.kind),
        ("don_vi", origin.unit),
        ("ky", origin.period),
        ("chi_dao", origin.directive),
        ("san_pham", origin.product),
        ("du_thao", "1" if origin.draft else ""),
        ("bam", fields_digest(fields)),
    )
    sources = "".join(
        f"<nguon{_attributes((('tep', each.path), ('blob', each.blob)))}/>" for each in origin.sources
    )
    # All at once: texts are many and short.
    lines = _lines_xml(escaped_xml(plain).split(SEPARATOR)) if marks else ""
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


def _lines_xml(fields: Sequence[str]) -> str:
    """Return the elements of marks, of which the fields are safe in XML."""
    columns = (fields[column::FIELDS] for column in range(FIELDS))
    return "".join(
        f'<so k="{key}">{value}</so>'
        if kind == "so"  # its key says whose it is
        else f'<{kind} k="{key}" u="{unit}"{_shared_xml(shared)}>{value}</{kind}>'
        for kind, key, value, unit, shared in zip(*columns, strict=True)
    )


def _shared_xml(shared: str) -> str:
    return f' n="{shared}"' if shared != "1" else ""


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Return attributes; an empty one is left out."""
    return "".join(f' {name}="{escape_xml(value)}"' for name, value in pairs if value)


class _Open:
    """What a unit wrote and is being printed, paragraph by paragraph."""

    __slots__ = ("lines", "mark", "number", "written")

    def __init__(self, mark: Mark, number: int, written: int) -> None:
        self.mark, self.number, self.written = mark, number, written
        self.lines = [""]

    def finished_mark(self) -> Mark:
        """Return the mark with what was printed."""
        return self.mark._replace(value=joined_paragraphs(self.lines))


_LAST: Final = -1
"""The number of an end that says none: what began last is meant."""
Run = Callable[[str], str]
"""What makes a run, or several, of a text."""


class Marker:
    """Gives what is printed of one document its bookmarks, and remembers what each of them is.

    What is printed while prose is open is told with `say_text` and `begin_line`, so that its mark has it.
    """

    def __init__(self, written: Sequence[Mark]) -> None:
        self._written = written
        self._marks: list[Mark] = []
        self._open: list[_Open] = []
        self._namer = Namer()

    def all_marks(self) -> Sequence[Mark]:
        """Return what every bookmark is, in the order in which they begin."""
        return self._marks

    def parted_runs(self, content: Iterable[Inline]) -> Iterable[Inline]:
        """Return the runs of a paragraph as they are to be written."""
        return content

    def begin_written(self, number: int) -> str:
        """Return the beginning of what a unit wrote."""
        mark = self._written[number]
        self._marks.append(mark)
        bookmark, name = len(self._marks), self._namer.next_name(mark.identity)
        self._open.append(_Open(mark, bookmark, number))
        return f'<w:bookmarkStart w:id="{bookmark}" w:name="{name}"/>'

    def end_written(self, number: int) -> str:
        """Return the end of what a unit wrote; without a number, of what began last."""
        ending = (each for each in reversed(self._open) if number in {each.written, _LAST})
        ended = next(ending, None)
        return self._end(ended) if ended else ""

    def end_all(self) -> str:
        """Return the ends of all that is still open."""
        return "".join(self._end(each) for each in [*reversed(self._open)])

    def _end(self, ended: _Open) -> str:
        self._open.remove(ended)
        self._marks[ended.number - 1] = ended.finished_mark()
        return f'<w:bookmarkEnd w:id="{ended.number}"/>'

    def say_text(self, text: str) -> None:
        """Tell what is printed now."""
        for each in self._open:
            each.lines[-1] += text

    def say_lines(self, text: str) -> None:
        """Tell the text of a cell, whose lines are paragraphs."""
        first, *others = text.split("\n")
        self.say_text(first)
        for line in others:
            self.begin_line()
            self.say_text(line)

    def begin_line(self) -> None:
        """Tell that another paragraph begins."""
        for each in self._open:
            each.lines.append("")

    def pause_telling(self) -> list[_Open]:
        """Return what is open, to which nothing is told until it is resumed."""
        paused, self._open = self._open, []
        return paused

    def resume_telling(self, paused: list[_Open]) -> None:
        """Go on telling what was open."""
        self._open = paused

    def marked_figure(self, figure: Key | None, text: str, run: str) -> str:
        """Return a run with the bookmark of the figure that its text is, if it is one."""
        if not isinstance(figure, FigureKey):
            return run
        key, marks = figure.text, self._marks
        marks.append(Mark(MarkKind.FIGURE, key, text, figure.unit))
        number, name = len(marks), self._namer.next_name(figure_identity(key))
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{run}<w:bookmarkEnd w:id="{number}"/>'

    def marked_runs(self, text: str, figures: Iterable[Printed], run: Run) -> str:
        """Return the runs of a text, figures in their bookmarks."""
        parts: list[str] = []
        position = 0
        for start, end, figure in figures:
            if start > position:
                parts.append(run(text[position:start]))
            parts.append(self.marked_figure(figure, text[start:end], run(text[start:end])))
            position = end
        if position < len(text):
            parts.append(run(text[position:]))
        self.say_text(text)
        return "".join(parts)

    def written_runs(self, text: str, stretches: Sequence[Stretch], run: Run) -> str:
        """Return the runs of a cell, what units wrote in its bookmarks; its lines are paragraphs."""
        parts: list[str] = []
        position = 0
        for at, number, begins in _ordered_ends(stretches):
            if at > position:
                parts.append(run(text[position:at]))
                self.say_lines(text[position:at])
            position = at
            parts.append(self.begin_written(number) if begins else self.end_written(number))
        return "".join(parts) + (run(text[position:]) if position < len(text) else "")


def _ordered_ends(stretches: Sequence[Stretch]) -> list[tuple[int, int, bool]]:
    """Return where stretches begin and end in their order; those that begin together end the other way."""
    ends: list[tuple[int, int, bool]] = []
    begun: list[Stretch] = []
    for stretch in stretches:
        ends += _ends_until(begun, stretch.start)
        begun.append(stretch)
        ends.append((stretch.start, stretch.number, True))
    return [*ends, *_ends_until(begun, None)]


def _ends_until(begun: list[Stretch], position: int | None) -> Iterable[tuple[int, int, bool]]:
    """Yield the ends of what has ended before a position, the inner ones first."""
    while begun and (position is None or begun[-1].end <= position):
        yield begun[-1].end, begun.pop().number, False


class Unmarked(Marker):
    """Marks nothing: of a document that does not come back."""

    def __init__(self) -> None:
        super().__init__(())

    def parted_runs(self, content: Iterable[Inline]) -> Iterable[Inline]:
        """Return the runs without edges; those of one look that only an edge had parted are one again.

        What was given out before documents had marks must come out with the same bytes.
        """
        joined: list[Inline] = []
        is_parted = False
        for part in content:
            last = joined[-1] if joined else None
            if isinstance(part, Edge):
                is_parted = True
            elif is_parted and isinstance(part, Text) and isinstance(last, Text) and last.look == part.look:
                joined[-1] = last._replace(text=last.text + part.text)
            else:
                joined.append(part)
                is_parted = False
        return joined

    def marked_figure(self, figure: Key | None, text: str, run: str) -> str:  # noqa: ARG002
        """Return the run as it is."""
        return run

    def marked_runs(self, text: str, figures: Iterable[Printed], run: Run) -> str:  # noqa: ARG002
        """Return the text as one run."""
        return run(text)

    def written_runs(self, text: str, stretches: Sequence[Stretch], run: Run) -> str:  # noqa: ARG002
        """Return the text of a cell as one run."""
        return run(text)
