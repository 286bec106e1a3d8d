"""What a form asks for in words: narratives, difficulties, recommendations, cited documents."""

from collections.abc import Iterator, Mapping
from typing import Final

from baocao.features.exchange.forms.beside import Beside
from baocao.features.exchange.forms.records import FormLine, Input, InputKind, LineKind, Way
from baocao.features.exchange.forms.showing import (
    day_text,
    node_under,
    raw_text,
    text_under,
    word_for,
    words_of,
)
from baocao.model.citation import CITATION_SHAPE
from baocao.model.directive import Directive, OutlineItem
from baocao.pipeline.asking import Asked
from baocao.source import nodes
from baocao.source.nodes import Node
from baocao.vietnamese.numbers import roman_numeral

NARRATIVES: Final = "noi_dung"
REMARKS: Final = {"vuong_mac": "Khó khăn, vướng mắc", "kien_nghi": "Đề xuất, kiến nghị"}
CITATIONS: Final = "van_ban"
FREE_REMARKS: Final = 8
"""Lines that are free for difficulties, and for recommendations, beside those that are there."""
FREE_CITATIONS: Final = 15
"""Lines that are free for cited documents."""
NONE_WORD: Final = "Không có"
_DAY: Final = "ngay"


def narrative_lines(asked: Asked, beside: Beside) -> Iterator[FormLine]:
    """Yield a line for each item of the outline under which the unit writes, below the titles around it."""
    for directive in asked.directives:
        yield from _directive_heading(asked, directive)
        written = node_under(beside.report, NARRATIVES, directive.id)
        lowest = {item.id for item in asked.lowest_items(directive)}
        for item in directive.outline_of(asked.unit):
            if item.id in lowest or node_under(written, item.id) is not None:
                yield _narrative_line(asked, directive, item, text_under(written, item.id))
            else:
                printed = {"tt": item.id, "ten": item.title}
                yield FormLine(
                    f"nhom/{NARRATIVES}/{directive.id}/{item.id}", LineKind.GROUP, printed=printed
                )


def _directive_heading(asked: Asked, directive: Directive) -> Iterator[FormLine]:
    if len(asked.directives) > 1:
        yield FormLine(f"chi_dao/{directive.id}", LineKind.GROUP, printed={"ten": directive.name})


def _narrative_line(asked: Asked, directive: Directive, item: OutlineItem, text: str) -> FormLine:
    way = (NARRATIVES, directive.id, item.id)
    points = (
        f"- {point.text}{f' ({point.guidance})' if point.guidance else ''}"
        for point in item.points
        if point.applies_to.matches(asked.unit)
    )
    printed = {
        "tt": item.id,
        "ten": item.title,
        "cach_ghi": "\n".join(filter(None, (item.guidance, *points))),
    }
    inputs = {"noi_dung": Input(way, InputKind.TEXT, text or None)}
    return FormLine("/".join(way), LineKind.NARRATIVE, way, printed, inputs, required=item.required)


def remark_lines(asked: Asked, beside: Beside) -> Iterator[FormLine]:
    """Yield the lines of difficulties and of recommendations, for the directives that gather them."""
    number = 0
    for directive in asked.directives:
        for section, title in REMARKS.items() if directive.concerns else ():
            number += 1
            name = f": {directive.name}" if len(asked.directives) > 1 else ""
            printed = {"tt": roman_numeral(number), "ten": f"{title}{name}"}
            yield FormLine(f"nhom/{section}/{directive.id}", LineKind.GROUP, printed=printed)
            yield from _remarks_of(directive, section, beside)


def _remarks_of(directive: Directive, section: str, beside: Beside) -> Iterator[FormLine]:
    way = (section, directive.id)
    node = node_under(beside.report, *way)
    items = node.items if isinstance(node, nodes.Sequence) else []
    choice = Input(way, InputKind.CHOICE, None, {NONE_WORD: "[]"})
    if isinstance(node, nodes.Sequence) and not items:
        choice = choice._replace(content=NONE_WORD)
    printed = {"noi_dung": "Nếu không có ý nào, chọn 'Không có' ở ô bên trái."}
    yield FormLine("/".join(way), LineKind.REMARK, way, printed, {"nhom": choice})
    words = words_of(directive.concerns)
    for index in range(len(items) + FREE_REMARKS):
        yield _remark_line((*way, str(index + 1)), items[index] if index < len(items) else None, words)


def _remark_line(way: Way, item: Node | None, words: Mapping[str, str]) -> FormLine:
    concern = text_under(item, "nhom")
    inputs = {
        "nhom": Input((*way, "nhom"), InputKind.CHOICE, word_for(concern, words) or None, words),
        "noi_dung": Input((*way, "noi_dung"), InputKind.TEXT, text_under(item, "noi_dung") or None),
        "gui": Input((*way, "gui"), InputKind.TEXT, text_under(item, "gui") or None),
    }
    return FormLine("/".join(way), LineKind.REMARK, way, {"tt": way[-1]}, inputs, own=True)


def citation_lines(beside: Beside) -> Iterator[FormLine]:
    """Yield the lines of cited documents: those of the report, then free ones."""
    section = beside.section(CITATIONS)
    known = section.entries if section else {}
    for name in known:
        yield _citation_line((CITATIONS, name), known[name][1], {"ma": name})
    for number in range(1, FREE_CITATIONS + 1):
        line = _citation_line((CITATIONS, f"+{number}"), None, {})
        name_cell = Input((*line.way, "ma"), InputKind.TEXT)
        yield line._replace(inputs={"ma": name_cell, **line.inputs})


def _citation_line(way: Way, node: Node | None, printed: Mapping[str, str]) -> FormLine:
    inputs = {}
    for key in CITATION_SHAPE.keys:
        written = node_under(node, key.name)
        is_day = key.name == _DAY
        text = day_text(written) if is_day else raw_text(written)
        inputs[key.name] = Input(
            (*way, key.name), InputKind.DAY if is_day else InputKind.TEXT, text or None
        )
    return FormLine("/".join(way), LineKind.CITATION, way, printed, inputs, own=True)
