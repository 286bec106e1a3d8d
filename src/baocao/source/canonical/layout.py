"""The order of keys in every kind of file, from the tables of their records; which keys are in quotes."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao.model.kinds import Kind
from baocao.model.shape import ById, Many, Naming, OneOrMany, Record, Records, Shape, TextOr, WordOr
from baocao.model.submission import FIGURE_SHAPE, REMARK_SHAPE, SUBMISSION_SHAPE, TASK_REPORT_SHAPE


class Measure(NamedTuple):
    """How a figure is written that is a number: whether it is counted whole, and in which unit.

    What is counted whole is 3781, be it written 3.781; of any other number 3.781 may be either.
    """

    is_whole: bool
    unit: str = ""


class Layout(NamedTuple):
    """How a mapping or a list is laid out.

    `order` ranks its keys, `inside` and `each` are the layouts of its values. `ids` are what is written for
    labels where it is a text: 'hoan_thanh' for 'hoàn thành'; `measure` is how it is counted where it is a
    number.
    """

    order: Mapping[str, int] = MappingProxyType({})
    inside: "Mapping[str, Layout]" = MappingProxyType({})
    each: "Layout | None" = None
    quotes_keys: bool = False
    is_figure: bool = False
    ids: Mapping[str, str] = MappingProxyType({})
    measure: Measure | None = None

    def of(self, key: str) -> "Layout":
        """Return the layout of the value under `key`, or of an item of the list."""
        return self.inside.get(key) or self.each or NO_LAYOUT


NO_LAYOUT: Final = Layout()


class Orders(NamedTuple):
    """What the workspace itself puts in order: indicators, and by directive its tasks and outline items.

    `figure_ids` are by indicator the ids of its labels, `progress_ids` those of the steps of progress,
    `measures` by indicator how its numbers are counted.
    """

    indicators: tuple[str, ...] = ()
    directives: tuple[str, ...] = ()
    tasks: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    outlines: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    figure_ids: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    progress_ids: Mapping[str, str] = MappingProxyType({})
    measures: Mapping[str, Measure] = MappingProxyType({})


def _key_ranks(names: Iterable[str]) -> Mapping[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


@cache
def shape_layout(shape: Shape[Any]) -> Layout:
    """Return the layout of a record: its keys in the order of their table, and what is inside."""
    inside: dict[str, Layout] = {}
    result = Layout(_key_ranks(shape.names), inside)
    for key in shape.keys:
        # Sub-tasks are tasks: such a key has the layout that is only being made.
        layout = Layout(each=result) if _shape_inside(key.kind) is shape else kind_layout(key.kind)
        inside |= {key.name: layout} if layout is not NO_LAYOUT else {}
    return result


def kind_layout(kind: Kind) -> Layout:
    """Return the layout of what stands under a key."""
    if isinstance(kind, OneOrMany | Many):
        inner = kind_layout(kind.item)
        # One item without a list around it is laid out as each of several.
        return NO_LAYOUT if inner is NO_LAYOUT else inner._replace(each=inner)
    shape = _shape_inside(kind)
    if shape is None:
        return NO_LAYOUT
    return Layout(each=shape_layout(shape)) if isinstance(kind, Records | ById) else shape_layout(shape)


def _shape_inside(kind: Kind) -> Shape[Any] | None:
    if isinstance(kind, Naming):
        return None
    return kind.shape if isinstance(kind, Record | Records | ById | TextOr | WordOr) else None


_FIGURE_KEYS: Final = _key_ranks(FIGURE_SHAPE.names)
_FIGURE: Final = Layout(_FIGURE_KEYS, each=Layout(_FIGURE_KEYS, is_figure=True), is_figure=True)


def _known_figure(name: str, orders: Orders) -> Layout:
    """Return the layout of a figure whose values have labels or are numbers, in braces and by days too."""
    value = _FIGURE._replace(ids=orders.figure_ids.get(name, {}), measure=orders.measures.get(name))
    reasons = dict.fromkeys(("chua_co", "khong_ap_dung"), _FIGURE)
    inner = value._replace(inside={"gia_tri": value, **reasons})
    return inner._replace(each=inner)


def submission_layout(orders: Orders) -> Layout:
    """Return the layout of the reports of units."""
    report, remarks = shape_layout(TASK_REPORT_SHAPE), shape_layout(REMARK_SHAPE)
    if orders.progress_ids:
        report = report._replace(inside={**report.inside, "tien_do": Layout(ids=orders.progress_ids)})
    known = {name: _known_figure(name, orders) for name in (*orders.figure_ids, *orders.measures)}
    figures = Layout(_key_ranks(orders.indicators), known, each=_FIGURE)
    directives = _key_ranks(orders.directives)
    tasks = {
        name: Layout(_key_ranks(numbers), each=report, quotes_keys=True)
        for name, numbers in orders.tasks.items()
    }
    narratives = {
        name: Layout(_key_ranks(numbers), quotes_keys=True) for name, numbers in orders.outlines.items()
    }
    sections = {
        "chi_tieu": figures,
        "doi_chieu": figures,
        "nhiem_vu": Layout(directives, tasks, Layout(each=report, quotes_keys=True)),
        "noi_dung": Layout(directives, narratives, Layout(quotes_keys=True)),
        "vuong_mac": Layout(directives, each=Layout(each=remarks)),
        "kien_nghi": Layout(directives, each=Layout(each=remarks)),
    }
    usual = shape_layout(SUBMISSION_SHAPE)
    return usual._replace(inside={**usual.inside, **sections})
