"""What menders are given: the document as read and judged, its XML, and the lists of what was done."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from baocao.inspection.inspect import Judgement
from baocao.inspection.lines import Line
from baocao.inspection.mending.package import EditablePackage, Element, W
from baocao.inspection.mending.records import Change, Left
from baocao.inspection.mending.sizes import Sizes
from baocao.inspection.mending.tracking import Done, Tracker, Wanted, run_length
from baocao.inspection.paragraphs import Paragraph, Run
from baocao.inspection.verdicts import excerpt_of

PENDING: Final = "đang có thay đổi định dạng của người khác chờ duyệt"
BOXED: Final = "nằm trong hộp văn bản"
UNPARTED: Final = "chữ liền một mạch với thành phần khác, không tách được"
_WISHED: Final = frozenset({"TT315"})
"""Customs that a document is changed for all the same: nobody can read smaller letters."""
_BOX: Final = f"{W}txbxContent"
PICTURES: Final = ("drawing", "pict", "object")


class Piece(NamedTuple):
    """The characters of a run that belong to one line, from `start` to before `end`."""

    run: Run
    start: int
    end: int


class _Nodes(NamedTuple):
    """The text as a tree, with its paragraphs and runs in order."""

    root: Element
    paragraphs: list[Element]
    runs: list[Element]


class Mending:
    """One pass over a document: what menders look at and what they change.

    Elements are found by the numbers that reading gave them; they stay the same while runs are parted.
    """

    def __init__(
        self, package: EditablePackage, judgement: Judgement, make_tracker: Callable[[], Tracker]
    ) -> None:
        case = judgement.case
        self.package = package
        self.case = case
        self.docx = case.docx
        self.anatomy = case.anatomy
        self.form = case.form
        self.sizes = Sizes(case)
        self._judgement = judgement
        self._make_tracker = make_tracker
        self.changes: list[Change] = []
        self.left: list[Left] = []
        self._parts: dict[int, list[tuple[int, Element]]] = {}

    # A pass that finds nothing to change needs neither trees nor free ids.
    @cached_property
    def tracker(self) -> Tracker:
        """What makes changes."""
        return self._make_tracker()

    @cached_property
    def _nodes(self) -> "_Nodes":
        root = self.package.tree(self.package.main)
        return _Nodes(root, list(root.iter(f"{W}p")), list(root.iter(f"{W}r")))

    @property
    def root(self) -> Element:
        """The root of the text."""
        return self._nodes.root

    @property
    def paragraphs(self) -> list[Element]:
        """The paragraphs of the text, as they were numbered before anything was changed."""
        return self._nodes.paragraphs

    @property
    def runs(self) -> list[Element]:
        """The runs of the text, as they were numbered before anything was changed."""
        return self._nodes.runs

    def fails(self, rule: str) -> bool:
        """Tell whether a rule of the law finds fault with the document as it was read.

        What is only a custom, or comes from no official text, is nothing to change a document for.
        """
        judged = self._judgement.judge_rule(rule)
        verdict = judged.verdict if judged else None
        if judged is None or verdict is None or not judged.fails:
            return False
        return not verdict.unverified and (judged.article[0].isupper() or rule in _WISHED)

    def note_change(self, change: Change) -> None:
        """Put what was changed on the list."""
        self.changes.append(change._replace(text=excerpt_of(change.text)))

    def leave_alone(self, left: Left) -> None:
        """Put what was left as it was on the list, with the reason."""
        self.left.append(left._replace(text=excerpt_of(left.text)))

    def note_done(self, done: Done, change: Change) -> Done:
        """Put what came of a change on the list that it belongs to."""
        if done is Done.CHANGED:
            self.note_change(change)
        elif done is not Done.SAME:
            reasons = {Done.PENDING: PENDING, Done.BOXED: BOXED, Done.UNPARTED: UNPARTED}
            left = Left(change.rule, change.part, change.text, reasons[done], node=change.node)
            self.leave_alone(left)
        return done

    def set_layout(self, paragraph: Paragraph, wanted: Wanted) -> Done:
        """Set properties of a paragraph as it was read."""
        if paragraph.node < 0 or self.is_boxed(paragraph.node):
            return Done.BOXED
        return self.tracker.set_paragraph(self.paragraphs[paragraph.node], wanted)

    def holds_any(self, paragraph: Paragraph, names: Iterable[str]) -> bool:
        """Tell whether a paragraph holds any element of these names of WordprocessingML."""
        tags = [f"{W}{name}" for name in names]
        return paragraph.node >= 0 and any(True for _ in self.paragraphs[paragraph.node].iter(*tags))

    def is_boxed(self, node: int) -> bool:
        """Tell whether a paragraph stands in a text box, which Word keeps twice."""
        return any(True for _ in self.paragraphs[node].iterancestors(_BOX))

    def set_pieces(
        self, paragraph: Paragraph, pieces: Iterable[Piece], wanted: Callable[[Run], Wanted]
    ) -> Done:
        """Set on each run of a line what is `wanted` of it; runs of two lines are parted."""
        asked = [(piece, properties) for piece in pieces if (properties := wanted(piece.run))]
        if not asked:
            return Done.SAME
        if paragraph.node < 0 or self.is_boxed(paragraph.node):
            return Done.BOXED
        done = [self._set_piece(paragraph, piece, properties) for piece, properties in asked]
        return weightiest_of(done)

    def _set_piece(self, paragraph: Paragraph, piece: Piece, wanted: Wanted) -> Done:
        if piece.run.node < 0 and paragraph.label and piece.run.text.strip() == paragraph.label:
            # An automatic number looks as the sign that ends its paragraph.
            return self.tracker.set_mark(self.paragraphs[paragraph.node], wanted)
        elements = self._elements_of(paragraph, piece)
        if elements is None:
            return Done.UNPARTED
        return weightiest_of(self.tracker.set_run(element, wanted) for element in elements)

    def _elements_of(self, paragraph: Paragraph, piece: Piece) -> list[Element] | None:
        """Return the elements that hold the characters of a piece and no others; None where none do."""
        node = piece.run.node
        if node < 0:
            return None
        parts = self._parts.setdefault(node, [(0, self.runs[node])])
        length = sum(len(run.text) for run in paragraph.runs if run.node == node)
        if piece.start == 0 and piece.end == length and len(parts) == 1:
            return [parts[0][1]]
        # A run of a field or an automatic number says more, or less, than what is typed in it.
        if sum(run_length(element) for _, element in parts) != length:
            return None
        for at in (piece.start, piece.end):
            self._part_before(parts, at)
        return [element for begin, element in parts if piece.start <= begin < piece.end]

    def _part_before(self, parts: list[tuple[int, Element]], at: int) -> None:
        for place, (begin, element) in enumerate(parts):
            if begin < at < begin + run_length(element):
                _, rest = self.tracker.split_run(element, at - begin)
                parts.insert(place + 1, (at, rest))
                return


_WEIGHTS: Final = (Done.SAME, Done.UNPARTED, Done.BOXED, Done.PENDING, Done.CHANGED)
"""What is told of a line of several runs: that it was changed, if any was."""


def change_at(rule: str, part: str, line: Line, before: str, after: str) -> Change:
    """Return a change of a line."""
    return Change(rule, part, line.text, before, after, node=line.paragraph.node)


def left_at(rule: str, part: str, line: Line, reason: str) -> Left:
    """Return what is left at a line."""
    return Left(rule, part, line.text, reason, node=line.paragraph.node)


def weightiest_of(done: Iterable[Done]) -> Done:
    """Return what is told of several things that were set together."""
    return max(done, key=_WEIGHTS.index, default=Done.SAME)


Mender = Callable[[Mending], None]
"""Sets one kind of fault right."""


def pieces_of(line: Line) -> list[Piece]:
    """Return which characters of which runs make up a line of a paragraph."""
    pieces = list(_pieces_in(line.paragraph.runs))
    own = [run for run in line.runs if run.text]
    if own == [piece.run for piece in pieces]:
        return pieces
    whole, said = ("".join(run.text for run in runs) for runs in (line.paragraph.runs, own))
    at = whole.find(said)
    while said and at >= 0:
        cut = list(_cut_pieces(pieces, at, at + len(said)))
        # The same words may stand twice in a paragraph, in other runs.
        if [piece.run for piece in cut] == own:
            return cut
        at = whole.find(said, at + 1)
    return []


def _pieces_in(runs: Iterable[Run]) -> Iterator[Piece]:
    """Yield the runs with the places of their characters among all of the same element."""
    ends: dict[int, int] = {}
    for run in runs:
        start = ends.get(run.node, 0)
        ends[run.node] = start + len(run.text)
        if run.text:
            yield Piece(run, start, ends[run.node])


def _cut_pieces(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    """Yield what pieces have between two characters of the paragraph."""
    at = 0
    for run, begin, _ in pieces:
        low, high = max(start - at, 0), min(end - at, len(run.text))
        if low < high:
            yield Piece(run._replace(text=run.text[low:high]), begin + low, begin + high)
        at += len(run.text)
