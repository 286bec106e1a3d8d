"""Ruled lines under the words where the law wants one, and the signs of the Party's form in their place.

An empty paragraph under the words is ruled above; where there is none, a thin one is put between.
"""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import Final, NamedTuple

from baocao.inspection.lines import Line, lines_in, ornament_below, ruled_below, same_place, typed_below
from baocao.inspection.mending.characters import is_typed_line
from baocao.inspection.mending.context import Mending
from baocao.inspection.mending.package import Element, W, local_name, make_element
from baocao.inspection.mending.records import Change, Left
from baocao.inspection.mending.tracking import PARAGRAPH, Done, place_element, run_like
from baocao.inspection.properties import TWIPS_PER_MM, is_on
from baocao.inspection.rules.head import HEAD
from baocao.inspection.rules.title import TITLE
from baocao.inspection.verdicts import Case
from baocao.render.metrics import RULE_SHARE, text_width

BESIDE: Final = "chữ đứng chung dòng với chữ khác (cách bằng Tab) nên không rõ chỗ kẻ"
UNKNOWN_WIDTH: Final = "không rõ bề rộng của ô hoặc khung chứa dòng chữ"
OTHER_SIGN: Final = "dưới dòng chữ đã có dấu khác"
PENDING: Final = "định dạng của đoạn đang có thay đổi của người khác chờ duyệt"
_BORDER: Final = {"val": "single", "sz": "6", "space": "1", "color": "000000"}
_CELL_MARGIN: Final = 108
"""Twips that Word leaves on each side of a cell where a table says nothing."""
_LEAST_ROOM: Final = 400
"""Twips; in a narrower cell no line has a place."""
_ZONE: Final = 4
"""Among how many paragraphs from the words a line is looked for, as rules do."""
_NARROWEST: Final = 5.0
"""Millimetres; no words of a document are shorter."""


class Ruling(NamedTuple):
    """Lines of text under the last of which something is wanted: a line, its share of them, or a sign."""

    rule: str
    part: str
    lines: tuple[Line, ...]
    share: float
    sign: str = ""


def mend_ruled_lines(mending: Mending) -> None:
    """Put what is missing under the words of the head, the subject and the references of appendices."""
    for rule in filter(mending.fails, _FINDERS):
        for ruling in _FINDERS[rule](mending.case):
            _put_under(mending, ruling)


def _under_motto(case: Case) -> Iterator[Ruling]:
    line = case.anatomy.head.motto if case.form.motto else case.anatomy.head.country
    if line:
        yield Ruling("TT204", HEAD, (line,), 1.0)


def _under_body(case: Case) -> Iterator[Ruling]:
    yield Ruling("TT207", HEAD, case.anatomy.head.bodies, RULE_SHARE, case.form.under_body)


def _under_subject(case: Case) -> Iterator[Ruling]:
    yield Ruling("TT215", TITLE, case.anatomy.title.subject, RULE_SHARE, case.form.under_subject)


def _under_references(case: Case) -> Iterator[Ruling]:
    for appendix in case.anatomy.appendices:
        if appendix.reference:
            at = appendix.reference[-1].paragraph.at
            zone = range(at, min(at + _ZONE, case.anatomy.end))
            if not ruled_below(case.docx.paragraphs, appendix.reference[-1], zone):
                yield Ruling("TT505", appendix.name, appendix.reference, RULE_SHARE)


_FINDERS: Final[dict[str, Callable[[Case], Iterator[Ruling]]]] = {
    "TT204": _under_motto,
    "TT207": _under_body,
    "TT215": _under_subject,
    "TT505": _under_references,
}


def _put_under(mending: Mending, ruling: Ruling) -> None:
    last = ruling.lines[-1]
    reason = _reason_against(mending, ruling)
    strokes = "" if reason or ruling.sign else ornament_below(mending.docx.paragraphs, last)
    if strokes:
        _replace_strokes(mending, ruling, strokes)
        return
    reason = reason or (_put_sign if ruling.sign else _put_line)(mending, ruling)
    node = last.paragraph.node
    if reason:
        mending.leave_alone(Left(ruling.rule, ruling.part, last.text, reason, node=node))
        return
    after = f"có dấu '{ruling.sign}'" if ruling.sign else "có đường kẻ"
    before = f"không có '{ruling.sign}'" if ruling.sign else "không có đường kẻ"
    mending.note_change(Change(ruling.rule, ruling.part, last.text, before, after, node=node))


def _reason_against(mending: Mending, ruling: Ruling) -> str:
    """Return why nothing can be put under the words; nothing where it can."""
    last = ruling.lines[-1]
    if not last.alone or lines_in(last.paragraph)[-1].text != last.text or last.paragraph.node < 0:
        return BESIDE
    if ruling.sign and typed_below(mending.docx.paragraphs, last):
        return OTHER_SIGN
    return ""


def _put_line(mending: Mending, ruling: Ruling) -> str:
    """Draw a line under the words; return why that is not possible, or nothing."""
    paragraph = mending.paragraphs[ruling.lines[-1].paragraph.node]
    indents = _indents_of(mending, ruling)
    if indents is None:
        return UNKNOWN_WIDTH
    below = _empty_below(paragraph)
    if below is not None:
        return _rule_above(mending, below, indents)
    return "" if mending.tracker.insert_paragraph(paragraph, _thin_paragraph(indents)) else PENDING


def _replace_strokes(mending: Mending, ruling: Ruling, strokes: str) -> None:
    """Draw a line in place of one that was typed, where that is a paragraph of its own."""
    last = ruling.lines[-1]
    below = next(iter(mending.docx.paragraphs[last.paragraph.at + 1 :][:1]), None)
    alone = below is not None and same_place(below, last.paragraph) and is_typed_line(below.text)
    if below is None or not alone or below.node < 0 or not _are_own_runs(mending.paragraphs[below.node]):
        node = last.paragraph.node
        mending.leave_alone(Left(ruling.rule, ruling.part, last.text, OTHER_SIGN, node=node))
        return
    element = mending.paragraphs[below.node]
    indents = _indents_of(mending, ruling)
    reason = UNKNOWN_WIDTH if indents is None else _rule_above(mending, element, indents)
    if reason:
        mending.leave_alone(Left(ruling.rule, ruling.part, last.text, reason, node=below.node))
        return
    for run in list(element.iter(f"{W}r")):
        mending.tracker.delete_run(run)
    change = Change(ruling.rule, ruling.part, last.text, strokes, "đường kẻ nét liền", node=below.node)
    mending.note_change(change._replace(reworded=True))


def _are_own_runs(paragraph: Element) -> bool:
    """Tell whether the runs of a paragraph stand right in it and hold nothing but text."""
    runs = list(paragraph.iter(f"{W}r"))
    names = {local_name(child) for run in runs for child in run}
    return all(run.getparent() is paragraph for run in runs) and names <= {"rPr", "t"}


def _indents_of(mending: Mending, ruling: Ruling) -> dict[str, str] | None:
    """Return between which indents the line stands; None where the room for it is not known."""
    last = ruling.lines[-1].paragraph
    room = _room_around(mending, mending.paragraphs[last.node], last.section)
    if room is None:
        return None
    left, right = last.layout.left, last.layout.right
    room -= left + right
    side = max(0.0, (room - _length_of(ruling, room)) / 2)
    return {"left": _twips(left + side), "right": _twips(right + side), "firstLine": "0"}


def _length_of(ruling: Ruling, room: float) -> float:
    """Return how long the line is in millimetres."""
    widths = [_width_of(line) for line in ruling.lines]
    return min(max(widths), room) * ruling.share


def _width_of(line: Line) -> float:
    look = line.first_look
    if look is None:
        return _NARROWEST
    text = line.text.upper() if look.capitals else line.text
    return max(_NARROWEST, text_width(text, look.size, bold=look.bold))


def _twips(millimetres: float) -> str:
    return str(round(millimetres * TWIPS_PER_MM))


def _rule_above(mending: Mending, below: Element, indents: dict[str, str]) -> str:
    """Let an empty paragraph be ruled above."""
    if mending.tracker.set_border(below, "top", _BORDER) is Done.PENDING:
        return PENDING
    mending.tracker.set_paragraph(below, {"ind": {**indents, "hanging": None, "start": None, "end": None}})
    return ""


def _thin_paragraph(indents: dict[str, str]) -> Element:
    """Return a paragraph of four points whose upper border is the line."""
    paragraph, properties = make_element("p"), make_element("pPr")
    paragraph.append(properties)
    borders = make_element("pBdr")
    borders.append(make_element("top", _BORDER))
    mark = make_element("rPr")
    mark.append(make_element("sz", {"val": "4"}))
    spacing = {"before": "40", "after": "0", "line": "80", "lineRule": "exact"}
    for child in (borders, make_element("spacing", spacing), make_element("ind", indents), mark):
        properties.append(child)
    return paragraph


def _empty_below(paragraph: Element) -> Element | None:
    """Return the empty paragraph that follows in the same place, which people leave for the line."""
    following = paragraph.getnext()
    if following is None or local_name(following) != "p" or list(following.iter(f"{W}r")):
        return None
    properties = following.find(f"{W}pPr")
    odd = () if properties is None else ("sectPr", "numPr", "framePr", "pageBreakBefore", "pBdr")
    return None if any(properties.find(f"{W}{name}") is not None for name in odd) else following


def _room_around(mending: Mending, paragraph: Element, section: int) -> float | None:
    """Return the width in millimetres of what holds a paragraph: its cell, or the text of the page."""
    for holder in paragraph.iterancestors():
        name = local_name(holder)
        if name == "tc":
            width = _cell_width(holder) - sum(_cell_margins(mending, holder))
            return width / TWIPS_PER_MM if width > _LEAST_ROOM else None
        if name == "body":
            page = mending.docx.sections[section]
            return page.width - page.left - page.right
        if name == "txbxContent":
            return None
    return None


def _cell_width(cell: Element) -> int:
    """Return the width of a cell in twips; nothing where nobody wrote it down."""
    stated = cell.find(f"{W}tcPr/{W}tcW")
    if stated is not None and stated.get(f"{W}type") == "dxa":
        return _whole_number(stated.get(f"{W}w"))
    return _grid_width(cell)


def _cell_margins(mending: Mending, cell: Element) -> tuple[int, int]:
    """Return the inner margins of a cell, left and right: its own, else its table's or the style's."""
    table = next((holder for holder in cell.iterancestors() if local_name(holder) == "tbl"), None)
    sources = [cell.find(f"{W}tcPr/{W}tcMar")]
    if table is not None:
        sources.append(table.find(f"{W}tblPr/{W}tblCellMar"))
        sources += _margins_of_style(mending, table.find(f"{W}tblPr/{W}tblStyle"))
    left, right = (_first_margin(sources, names) for names in (("left", "start"), ("right", "end")))
    return left, right


def _margins_of_style(mending: Mending, named: Element | None) -> Iterator[Element | None]:
    """Yield the margins that a table's style and those under it set, the nearest first."""
    part = mending.package.related_name("styles")
    if part is None:
        return
    tables = [each for each in mending.package.tree(part) if each.get(f"{W}type") == "table"]
    known = {each.get(f"{W}styleId"): each for each in tables}
    default = next((each for each in tables if is_on(each.get(f"{W}default"))), None)
    style = default if named is None else known.get(named.get(f"{W}val"))
    for _ in known:
        if style is None:
            return
        yield style.find(f"{W}tblPr/{W}tblCellMar")
        base = style.find(f"{W}basedOn")
        style = None if base is None else known.get(base.get(f"{W}val"))


def _first_margin(sources: Iterable[Element | None], names: tuple[str, ...]) -> int:
    found = (source.find(f"{W}{name}") for source in sources if source is not None for name in names)
    first = next((each for each in found if each is not None), None)
    return _CELL_MARGIN if first is None else _whole_number(first.get(f"{W}w"))


def _grid_width(cell: Element) -> int:
    table = next((holder for holder in cell.iterancestors() if local_name(holder) == "tbl"), None)
    columns = [] if table is None else table.findall(f"{W}tblGrid/{W}gridCol")
    before = list(cell.itersiblings(f"{W}tc", preceding=True))
    start = sum(map(_span_of, before))
    own = columns[start : start + _span_of(cell)]
    return sum(_whole_number(column.get(f"{W}w")) for column in own)


def _span_of(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return max(1, _whole_number(span.get(f"{W}val"))) if span is not None else 1


def _whole_number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004 - 22 inches


def _put_sign(mending: Mending, ruling: Ruling) -> str:
    """Type the Party's sign under the words, in a paragraph that looks as theirs."""
    paragraph = mending.paragraphs[ruling.lines[-1].paragraph.node]
    run = next(iter(paragraph.iter(f"{W}r")), None)
    if run is None:
        return BESIDE
    below = _empty_below(paragraph)
    if below is None:
        below = _copied_frame(paragraph)
        if not mending.tracker.insert_paragraph(paragraph, below):
            return PENDING
    _type_sign(mending, below, run, ruling.sign)
    return ""


def _copied_frame(paragraph: Element) -> Element:
    """Return an empty paragraph with the properties of another."""
    made, properties = make_element("p"), make_element("pPr")
    made.append(properties)
    own = paragraph.find(f"{W}pPr")
    for child in () if own is None else own:
        if local_name(child) not in {"rPr", "sectPr", "pPrChange", "numPr", "pageBreakBefore", ""}:
            properties.append(deepcopy(child))
    return made


def _type_sign(mending: Mending, paragraph: Element, beside: Element, sign: str) -> None:
    run, text = run_like(beside), make_element("t")
    text.text = sign
    run.append(text)
    if paragraph.find(f"{W}pPr") is None:
        paragraph.insert(0, make_element("pPr"))
    if paragraph.find(f"{W}pPr/{W}jc") is None:
        place_element(paragraph.find(f"{W}pPr"), make_element("jc", {"val": "center"}), PARAGRAPH.order)
    mending.tracker.append_runs(paragraph, [run])
