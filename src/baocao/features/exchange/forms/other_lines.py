"""The head of a form, what rules ask reasons for, and what the report has that a form cannot hold."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from baocao.features.exchange.forms.beside import Beside
from baocao.features.exchange.forms.figure_lines import KEPT
from baocao.features.exchange.forms.records import FormLine, Input, InputKind, LineKind
from baocao.features.exchange.forms.showing import day_text, node_under, text_under
from baocao.figures.expression import ExpressionError, parse_expression
from baocao.model.rule import Rule
from baocao.model.submission import SUBMISSION_SHAPE
from baocao.model.unit import Unit
from baocao.pipeline.asking import Asked
from baocao.source import nodes
from baocao.source.nodes import Node
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.moments import moment_text

REASONS: Final = "giai_trinh"
IDENTITY: Final = ("don_vi", "ky", "tinh", "phien_ban")
"""What tells a form from others, in this order."""
NAME_PREFIX: Final = "bc_"
"""How the names of the cells begin that tell a form from others: behind it follow these."""
DUE: Final = "bieu/han_gui/"
"""How the keys of the lines begin that say until when a report is due."""
_LAST_DAY: Final = ("chot_den",)
_SENDER: Final = ("nhap_tu", "nguoi_gui")
_SENT: Final = ("nhap_tu", "ngay")
_OWN: Final = frozenset({"don_vi", "ky", "chot_den", "nhap_tu"})
"""Keys of a report that stand in the head of a form, or that import writes."""


def head_lines(
    asked: Asked, province: Unit, version: str, holidays: frozenset[date], beside: Beside
) -> Iterator[FormLine]:
    """Yield who fills in the form, for which period, until when, and which version it is."""
    unit, period = asked.unit, asked.period
    told = (unit.name, period.label, province.name, "")
    ids = (unit.id, period.id, province.id, version)
    titles = ("Đơn vị báo cáo", "Kỳ báo cáo", "Tỉnh, thành phố", "Phiên bản của biểu")
    for name, title, code, said in zip(IDENTITY, titles, ids, told, strict=True):
        identity = {"ten": title, "gia_tri": code, "don_vi_tinh": said}
        yield FormLine(f"bieu/{name}", LineKind.IDENTITY, printed=identity)
    for directive in asked.directives:
        due = moment_text(directive.schedule.deadline(period, holidays))
        deadline = {"ten": "Hạn gửi", "gia_tri": due}
        yield FormLine(f"{DUE}{directive.id}", LineKind.IDENTITY, printed=deadline)
    yield _last_day_line(asked, beside)
    sender = text_under(beside.report, *_SENDER) or None
    yield _head_line(
        "nguoi_lap", "Người lập biểu", Input(_SENDER, InputKind.TEXT, sender), "họ tên, chức vụ"
    )
    day = day_text(node_under(beside.report, *_SENT)) or None
    yield _head_line("ngay_lap", "Ngày lập biểu", Input(_SENT, InputKind.DAY, day), "ngày/tháng/năm")


def _last_day_line(asked: Asked, beside: Beside) -> FormLine:
    days = (directive.schedule.window(asked.period).end for directive in asked.directives)
    usual = ", ".join(dict.fromkeys(map(short_date, days)))
    cell = Input(_LAST_DAY, InputKind.DAY, day_text(node_under(beside.report, *_LAST_DAY)) or None)
    return _head_line("chot_den", "Số liệu đến ngày", cell, f"chỉ ghi nếu khác {usual}")


def _head_line(name: str, title: str, cell: Input, how: str) -> FormLine:
    printed = {"ten": title, "don_vi_tinh": how}
    return FormLine(f"bieu/{name}", LineKind.IDENTITY, cell.way, printed, {"gia_tri": cell})


def rule_lines(asked: Asked, beside: Beside) -> Iterator[FormLine]:
    """Yield a line for each relation of figures that are asked for, where a broken one is explained."""
    rules = [rule for rule in _rules_of(asked) if _operands_of(rule) & asked.asked_indicators().keys()]
    if rules:
        title = "Giải trình khi các số liệu không khớp nhau (chỉ ghi khi có)"
        yield FormLine("nhom/quy_tac", LineKind.GROUP, printed={"ten": title})
    for rule in rules:
        way = (REASONS, rule.id)
        cell = Input(way, InputKind.TEXT, text_under(beside.report, *way) or None)
        yield FormLine("/".join(way), LineKind.REASON, way, {"ten": rule.name}, {REASONS: cell})


def _rules_of(asked: Asked) -> Iterator[Rule]:
    """Yield the rules that hold for the period, each once."""
    of_directives = (rule for directive in asked.directives for rule in directive.rules)
    known: dict[str, Rule] = {}
    for rule in (*asked.catalogue.rules, *of_directives):
        if rule.holds_on(asked.period.window.end):
            known.setdefault(rule.id, rule)
    yield from known.values()


def _operands_of(rule: Rule) -> frozenset[str]:
    names = set(rule.indicators)
    for text in filter(None, (rule.condition, rule.only_if)):
        try:
            names |= set(parse_expression(text).names)
        except ExpressionError:  # which the check of the catalogue reports
            continue
    return frozenset(names)


def kept_lines(beside: Beside, lines: Iterable[FormLine]) -> Iterator[FormLine]:
    """Yield what the report has and the form does not: it stays as it is."""
    ways = {way[:depth] for way in _ways_of(lines) for depth in range(1, len(way) + 1)}
    report = beside.report
    kept = list(_unheld(report, (), ways)) if report else []
    if kept:
        title = "Phần khác của báo cáo đã có: giữ nguyên, không sửa ở biểu này"
        yield FormLine("nhom/giu", LineKind.GROUP, printed={"ten": title}, own=True)
    titles = {key.name: key.title for key in SUBMISSION_SHAPE.keys}
    for way in kept:
        name = ": ".join((titles.get(way[0], way[0]), *way[1:]))
        printed = {"ten": name, "cach_ghi": KEPT}
        yield FormLine("/".join(("giu", *way)), LineKind.KEPT, printed=printed, own=True)


def _ways_of(lines: Iterable[FormLine]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        yield line.way
        for cell in line.inputs.values():
            yield cell.way


def _unheld(node: Node, way: tuple[str, ...], ways: set[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to the topmost parts for which the form has no line."""
    for name, (_, value) in node.entries.items() if isinstance(node, nodes.Mapping) else ():
        below = (*way, name)
        if not way and name in _OWN:
            continue
        if below not in ways:
            yield below
        elif len(below) < _deepest(below):
            yield from _unheld(value, below, ways)


def _deepest(way: tuple[str, ...]) -> int:
    """Return how deep parts are looked for: tasks and narratives stand below their directives."""
    return {"nhiem_vu": 3, "noi_dung": 3, "vuong_mac": 2, "kien_nghi": 2}.get(way[0], 2)
