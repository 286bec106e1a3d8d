"""Properties and texts are changed here: as tracked changes that Word can take back, or plainly.

Elements stand in the order of the schema. Of each set of properties only one change can be recorded: what
somebody else has changed and nobody has accepted yet is left alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from enum import Enum, auto
from functools import cache
from typing import Final, NamedTuple

from baocao.inspection.mending.package import Element, W, local_name, make_element

AUTHOR: Final = "baocao"
Wanted = Mapping[str, Mapping[str, str | None] | None]
"""What elements should say, by name: attributes, of which None is taken away; or None for no element."""
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class Done(Enum):
    """What came of setting properties."""

    CHANGED = auto()
    SAME = auto()
    PENDING = auto()
    """Somebody's change of the same properties waits to be accepted."""
    BOXED = auto()
    """It stands in a text box, or in another part of the file."""
    UNPARTED = auto()
    """What is to be set cannot be told apart from what is not."""


class _Kind(NamedTuple):
    """A set of properties: its element, the order of what stands in it, and how a change is recorded.

    `apart` does not belong to what a recorded change repeats.
    """

    tag: str
    order: tuple[str, ...]
    change: str
    apart: frozenset[str]


_RUN_ORDER: Final = (
    *("ins", "del", "moveFrom", "moveTo"),
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline"),
    *("shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing"),
    *("w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText"),
    *("vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange"),
)
_PARAGRAPH_ORDER: Final = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
    *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd"),
    *("snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc"),
    *("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr"),
    *("sectPr", "pPrChange"),
)
_SECTION_ORDER: Final = (
    *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar"),
    *("paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote"),
    *("titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange"),
)
RUN: Final = _Kind("rPr", _RUN_ORDER, "rPrChange", frozenset({"ins", "del", "moveFrom", "moveTo"}))
PARAGRAPH: Final = _Kind("pPr", _PARAGRAPH_ORDER, "pPrChange", frozenset({"rPr", "sectPr"}))
SECTION: Final = _Kind(
    "sectPr", _SECTION_ORDER, "sectPrChange", frozenset({"headerReference", "footerReference"})
)
_SIDES: Final = ("top", "left", "bottom", "right", "between", "bar")
_SEVERAL: Final = frozenset({"headerReference", "footerReference"})
"""What may be there several times."""
_TEXTS: Final = {"t": "delText", "instrText": "delInstrText"}
_RECORDED: Final = ("rPrChange", "pPrChange", "sectPrChange")
CHANGES: Final = ("ins", "del", "moveFrom", "moveTo", *_RECORDED)
"""What marks a tracked change."""
_LENGTHS: Final = frozenset({"tab", "br", "cr", "noBreakHyphen"})
"""What counts as one character of a run's text."""


class Tracker:
    """Changes properties and texts; `tracked` tells whether Word shall be able to take it back."""

    def __init__(self, ids: Iterator[str], *, tracked: bool, moment: str = "") -> None:
        self._ids = ids
        self.tracked = tracked
        self.moment = moment

    def fresh_id(self) -> str:
        """Return an id that nothing in the file has."""
        return next(self._ids)

    def set_run(self, run: Element, wanted: Wanted) -> Done:
        """Set properties of a run (w:r)."""
        return self._set_within(run, RUN, wanted)

    def set_paragraph(self, paragraph: Element, wanted: Wanted) -> Done:
        """Set properties of a paragraph (w:p)."""
        return self._set_within(paragraph, PARAGRAPH, wanted)

    def set_mark(self, paragraph: Element, wanted: Wanted) -> Done:
        """Set properties of the sign that ends a paragraph, which give an automatic number its look."""
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and properties.find(f"{W}rPr") is not None:
            return self._set_in(properties.find(f"{W}rPr"), RUN, wanted)
        mark = make_element("rPr")
        done = self._set_in(mark, RUN, wanted)
        if done is Done.CHANGED:
            if properties is None:
                properties = make_element("pPr")
                paragraph.insert(0, properties)
            place_element(properties, mark, _PARAGRAPH_ORDER)
        return done

    def set_section(self, section: Element, wanted: Wanted) -> Done:
        """Set properties of a section (w:sectPr)."""
        return self._set_in(section, SECTION, wanted)

    def set_border(self, paragraph: Element, side: str, attributes: Mapping[str, str]) -> Done:
        """Draw a line above ('top') or below ('bottom') a paragraph that has none there."""
        properties = _properties_in(paragraph, "pPr")
        if self.tracked:
            if is_pending(properties, PARAGRAPH):
                return Done.PENDING
            self._record_change(properties, PARAGRAPH)
        borders = properties.find(f"{W}pBdr")
        if borders is None:
            borders = make_element("pBdr")
            place_element(properties, borders, _PARAGRAPH_ORDER)
        for old in borders.findall(f"{W}{side}"):
            borders.remove(old)
        place_element(borders, make_element(side, dict(attributes)), _SIDES)
        return Done.CHANGED

    def _set_within(self, holder: Element, kind: _Kind, wanted: Wanted) -> Done:
        properties = holder.find(f"{W}{kind.tag}")
        if properties is not None:
            return self._set_in(properties, kind, wanted)
        properties = make_element(kind.tag)
        done = self._set_in(properties, kind, wanted)
        if done is Done.CHANGED:
            holder.insert(0, properties)
        return done

    def _set_in(self, properties: Element, kind: _Kind, wanted: Wanted) -> Done:
        if not _would_change(properties, wanted):
            return Done.SAME
        if self.tracked and is_pending(properties, kind):
            return Done.PENDING
        _tidy_properties(properties, kind.order)
        if self.tracked:
            self._record_change(properties, kind)
        for name, attributes in wanted.items():
            _set_element(properties, name, attributes, kind.order)
        return Done.CHANGED

    def _record_change(self, properties: Element, kind: _Kind) -> None:
        """Keep the properties as they are, unless that was done already."""
        if properties.find(f"{W}{kind.change}") is None:
            properties.append(self._recorded_as(kind, properties))

    def mark_element(self, name: str) -> Element:
        """Return an element of a tracked change ('ins', 'del', 'rPrChange') with its id and author."""
        element = make_element(name, {"id": next(self._ids), "author": AUTHOR})
        if self.moment:
            element.set(f"{W}date", self.moment)
        return element

    def insert_paragraph(self, before: Element, made: Element) -> bool:
        """Put a new paragraph behind another; tell whether Word will be able to take it back."""
        following = before.getnext()
        if self.tracked and (following is None or local_name(following) != "p"):
            return self._insert_last(before, made)
        self.mark_inserted(made)
        before.addnext(made)
        return True

    def _insert_last(self, before: Element, made: Element) -> bool:
        """Put a paragraph at the end of a cell, or before a table.

        The last mark of a cell is never one that was put in: the one before it is, and the last one was
        that of the paragraph before.
        """
        properties = _properties_in(before, "pPr")
        mark = properties.find(f"{W}rPr")
        if is_pending(properties, PARAGRAPH) or (mark is not None and is_pending(mark, RUN)):
            return False
        own, own_mark = _properties_in(made, "pPr"), _properties_in(made.find(f"{W}pPr"), "rPr")
        own.append(self._recorded_as(PARAGRAPH, properties))
        own_mark.append(self._recorded_as(RUN, make_element("rPr") if mark is None else mark))
        self.mark_inserted(before)
        before.addnext(made)
        return True

    def _recorded_as(self, kind: _Kind, properties: Element) -> Element:
        """Return the record of a change from some properties, as they were before we changed them."""
        recorded = properties.find(f"{W}{kind.change}")
        old = make_element(kind.tag)
        for child in properties if recorded is None else recorded[0]:
            if local_name(child) not in kind.apart:
                old.append(deepcopy(child))
        change = self.mark_element(kind.change)
        change.append(old)
        return change

    def mark_inserted(self, paragraph: Element) -> None:
        """Mark the end of a paragraph as one that Word can take away again."""
        if self.tracked:
            mark = _properties_in(_properties_in(paragraph, "pPr"), "rPr")
            mark.insert(0, self.mark_element("ins"))

    def split_run(self, run: Element, at: int) -> tuple[Element, Element]:
        """Part a run before its character `at`; the first part stays the element that was given.

        Characters are counted as inspections do: tabs and line breaks are one each.
        """
        rest = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
        properties = run.find(f"{W}rPr")
        if properties is not None:
            rest.append(self._copied_properties(properties))
        for child in _part_content(run, at):
            rest.append(child)
        run.addnext(rest)
        return run, rest

    def _copied_properties(self, properties: Element) -> Element:
        copied = deepcopy(properties)
        for change in copied.iter(f"{W}rPrChange"):
            change.set(f"{W}id", next(self._ids))
        copied.tail = None
        return copied

    def delete_run(self, run: Element) -> None:
        """Take away a run with its text."""
        parent = run.getparent()
        own = is_own_insertion(parent)
        if not self.tracked or own:
            parent.remove(run)
            if own and len(parent) == 0:
                parent.getparent().remove(parent)
            return
        mark = self.mark_element("del")
        run.addprevious(mark)
        mark.append(run)
        for child in run:
            if local_name(child) in _TEXTS:
                child.tag = f"{W}{_TEXTS[local_name(child)]}"

    def insert_text(self, beside: Element, text: str, *, before: bool = False) -> None:
        """Put a run with a text, of the look of `beside`, behind that or before it."""
        run = run_like(beside)
        said = make_element("t")
        said.text = text
        said.set(SPACE, "preserve")
        run.append(said)
        placed = run
        if self.tracked and not is_own_insertion(beside.getparent()):
            placed = self.mark_element("ins")
            placed.append(run)
        anchor = _outside_deletion(beside)
        (anchor.addprevious if before else anchor.addnext)(placed)

    def append_runs(self, paragraph: Element, runs: Iterable[Element]) -> None:
        """Put new runs at the end of a paragraph."""
        holder = paragraph
        if self.tracked:
            holder = self.mark_element("ins")
            paragraph.append(holder)
        holder.extend(runs)


def run_like(run: Element) -> Element:
    """Return an empty run with the look of another."""
    made = make_element("r")
    properties = run.find(f"{W}rPr")
    if properties is not None:
        copied = deepcopy(properties)
        # What is new has no look from which it was changed.
        for change in copied.findall(f"{W}rPrChange"):
            copied.remove(change)
        made.append(copied)
    return made


def _properties_in(holder: Element, name: str) -> Element:
    """Return the properties of a paragraph, or those of its mark, which are made where there are none."""
    found = holder.find(f"{W}{name}")
    if found is None:
        found = make_element(name)
        if name == "pPr":
            holder.insert(0, found)
        else:
            place_element(holder, found, _PARAGRAPH_ORDER)
    return found


def settle_changes(root: Element) -> None:
    """Accept in a copy what was tracked in our name; changes of others wait there as well."""
    own = [
        each for each in root.iter(*(f"{W}{name}" for name in CHANGES)) if each.get(f"{W}author") == AUTHOR
    ]
    for mark in own:
        parent = mark.getparent()
        if local_name(mark) == "ins" and local_name(parent) != "rPr":
            for child in mark:
                mark.addprevious(child)
        parent.remove(mark)
        if local_name(mark) == "ins" and local_name(parent) == "rPr":
            _remove_empty(parent.getparent().getparent())


def _remove_empty(paragraph: Element) -> None:
    """Take away a paragraph that was put in and says nothing."""
    before = paragraph.getprevious()
    # A cell, a header has a paragraph at its end.
    if before is not None and local_name(before) == "p" and not any(True for _ in paragraph.iter(f"{W}r")):
        paragraph.getparent().remove(paragraph)


def is_pending(properties: Element, kind: _Kind) -> bool:
    """Tell whether somebody else has changed the properties, and nobody has accepted it yet."""
    change = properties.find(f"{W}{kind.change}")
    return change is not None and change.get(f"{W}author") != AUTHOR


@cache
def _ranks_of(order: tuple[str, ...]) -> Mapping[str, int]:
    """Return the place of each name in the order of the schema."""
    return {name: place for place, name in enumerate(order)}


def _tidy_properties(properties: Element, order: tuple[str, ...]) -> None:
    """Put properties into the order of the schema; of what is there twice the last one wins."""
    rank = _ranks_of(order)
    children = list(properties)
    ranks = [rank.get(local_name(child), -1) for child in children]
    repeated = len(set(ranks)) < len(ranks)
    if ranks == sorted(ranks) and not repeated:
        return
    first: dict[str, Element] = {}
    for child in children:
        name = local_name(child)
        kept = first.setdefault(name, child)
        if kept is not child and name in rank and name not in _SEVERAL:
            kept.attrib.update(child.attrib)
            properties.remove(child)
    properties[:] = sorted(properties, key=lambda child: rank.get(local_name(child), -1))


def place_element(holder: Element, element: Element, order: tuple[str, ...]) -> None:
    """Put an element at its place in the order of the schema."""
    rank = _ranks_of(order)
    own = rank[local_name(element)]
    for child in holder:
        if rank.get(local_name(child), -1) > own:
            child.addprevious(element)
            return
    holder.append(element)


def run_length(run: Element) -> int:
    """Return how many characters a run has, as inspections count them."""
    return sum(_length_of(child) for child in run)


def _length_of(child: Element) -> int:
    name = local_name(child)
    if name == "t":
        return len(child.text or "")
    return 1 if name in _LENGTHS else 0


def _would_change(properties: Element, wanted: Wanted) -> bool:
    return any(
        _differs(properties.findall(f"{W}{name}"), attributes) for name, attributes in wanted.items()
    )


def _differs(elements: list[Element], attributes: Mapping[str, str | None] | None) -> bool:
    """Tell whether elements of one name say something else; of several the last one wins."""
    if not elements or attributes is None:
        return bool(elements) != (attributes is not None)
    said = {key: value for element in elements for key, value in element.attrib.items()}
    return any(said.get(f"{W}{key}") != value for key, value in attributes.items())


def _set_element(
    properties: Element, name: str, attributes: Mapping[str, str | None] | None, order: tuple[str, ...]
) -> None:
    element = properties.find(f"{W}{name}")
    if attributes is None:
        if element is not None:
            properties.remove(element)
        return
    if element is None:
        element = make_element(name)
        place_element(properties, element, order)
    for key, value in attributes.items():
        if value is None:
            element.attrib.pop(f"{W}{key}", None)
        else:
            element.set(f"{W}{key}", value)


def _part_content(run: Element, at: int) -> Iterator[Element]:
    """Yield what stands behind the character `at` of a run; it no longer stands in the run."""
    seen = 0
    for child in list(run):
        length = _length_of(child)
        if local_name(child) == "rPr" or (seen + length <= at and (length or seen < at)):
            seen += length
            continue
        if seen < at < seen + length:
            yield _parted_text(child, at - seen)
        else:
            run.remove(child)
            yield child
        seen += length


def _parted_text(text: Element, at: int) -> Element:
    said = text.text or ""
    rest = make_element("t")
    rest.text = said[at:]
    text.text = said[:at]
    for each in (text, rest):
        each.set(SPACE, "preserve")
    return rest


def is_own_insertion(parent: Element) -> bool:
    """Tell whether an element holds what was put in in our name."""
    return local_name(parent) == "ins" and parent.get(f"{W}author") == AUTHOR


def _outside_deletion(run: Element) -> Element:
    """Return what stands beside a run where text can be put: a deletion holds no insertion."""
    parent = run.getparent()
    return parent if local_name(parent) == "del" else run
