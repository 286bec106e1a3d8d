"""A directive: one file of the folder of directives."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from baocao.model.directive import (
    DEADLINE_SHAPE,
    DIRECTIVE_SHAPE,
    EXCEPTION_SHAPE,
    NO_DEADLINE,
    OUTLINE_ITEM_SHAPE,
    POINT_SHAPE,
    PRODUCT_SHAPE,
    SCHEDULED,
    TASK_GROUP_SHAPE,
    TASK_SHAPE,
    Deadline,
    DeadlineKind,
    Directive,
    Exceptional,
    OutlineItem,
    OutlineNumber,
    Point,
    Product,
    Task,
    TaskGroup,
)
from baocao.model.identifiers import FILE_NAMES
from baocao.model.indicator import Catalogue
from baocao.model.period import Period, PeriodKind
from baocao.model.shape import Key
from baocao.model.unit import EVERYONE, Registry, Selector
from baocao.source import nodes
from baocao.source.deadlines import UnclearDayError, read_deadline
from baocao.source.fields import Fields, identified_entries
from baocao.source.log import Log
from baocao.source.registry import read_scope, read_selectors, require_selectors
from baocao.source.rules import read_rules
from baocao.source.shapes import Given, Reader, read_record, reads_kinds, written_keys
from baocao.vietnamese.text import name_hint, to_nfc

_KEY: Final = re.compile(r"[a-z_]+")


@reads_kinds(OutlineNumber)
def _outline_number(kind: OutlineNumber, key: Key) -> Reader:
    def read_number(fields: Fields) -> str:
        """Return the number; one of another form is reported at its item."""
        number = fields.required_text(key.name)
        if fields.has_text(key.name) and not re.fullmatch(kind.pattern, number):
            fields.log.note_problem("BC509", fields.node, value=number)
        return number

    return read_number


class DirectiveReader:
    """Reads directives against the registry, the catalogue and the register of citations."""

    def __init__(
        self,
        registry: Registry,
        catalogue: Catalogue,
        citations: Iterable[str],
        log: Log,
    ) -> None:
        self._registry = registry
        self._catalogue = catalogue
        self._citations = frozenset(citations)
        self._log = log

    def read_directive(self, mapping: nodes.Mapping) -> Directive | None:
        """Return the directive, or None if what identifies it is missing."""
        fields = Fields(mapping, self._log)
        name = fields.identifier("ma", alphabet=FILE_NAMES)
        directive = read_record(
            DIRECTIVE_SHAPE,
            fields,
            {
                "id": lambda _: name,
                "citations": lambda fields: self._known_names(fields, "can_cu", self._citations, "BC306"),
                "tasks_from": lambda fields: fields.text("nhiem_vu_cua", name),
                "reporters": lambda fields: require_selectors(fields, "don_vi_bao_cao", self._registry),
                "exceptions": _read_exceptions,
                "indicators": lambda fields: self._read_indicators(fields, "chi_tieu"),
                "required": lambda fields: frozenset(self._read_indicators(fields, "bat_buoc")),
                "headlines": lambda fields: self._read_indicators(fields, "trong_diem"),
                "prose": lambda fields: self._read_indicators(fields, "loi_van"),
                "products": self._read_products,
                "outline": self._read_outline,
                "groups": lambda fields: fields.each("nhom_nhiem_vu", self._read_group),
                "rules": lambda fields: tuple(read_rules(fields, name)),
            },
            at=fields.at,
        )
        _demand_schedule(fields)
        return directive

    def _known_names(self, fields: Fields, key: str, known: Iterable[str], code: str) -> tuple[str, ...]:
        names = frozenset(known)
        names_written = []
        for item in self._log.scalars(fields.get(key), key):
            name = to_nfc(item.text)
            if name in names:
                names_written.append(name)
            else:
                self._log.note_problem(code, item, value=name, hint=name_hint(name, names))
        return tuple(names_written)

    def _read_indicators(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Read indicator ids; the id of a group stands for all of its indicators."""
        groups = {group.id: group.indicators for group in self._catalogue.groups}
        known = [*groups, *self._catalogue.indicators]
        indicators: dict[str, None] = {}
        for name in self._known_names(fields, key, known, "BC302"):
            members = [indicator.id for indicator in groups[name]] if name in groups else [name]
            indicators.update(dict.fromkeys(members))
        return tuple(indicators)

    def _read_group(self, fields: Fields) -> TaskGroup | None:
        tasks: Given = {"tasks": lambda fields: fields.each("nhiem_vu", self._read_task)}
        return read_record(TASK_GROUP_SHAPE, fields, tasks, at=fields.at)

    def _read_task(self, fields: Fields) -> Task | None:
        return read_record(
            TASK_SHAPE,
            fields,
            {
                "given_by": self._read_giver,
                "assigned_to": lambda fields: read_selectors(fields, "giao_cho", self._registry),
                "deadline": self._read_deadline,
                "subtasks": lambda fields: fields.each("nhiem_vu_con", self._read_task),
            },
            at=fields.at,
        )

    def _read_giver(self, fields: Fields) -> str:
        """Read `van_ban_giao`, of which the first counts."""
        return next(iter(self._known_names(fields, "van_ban_giao", self._citations, "BC306")), "")

    def _read_deadline(self, fields: Fields) -> Deadline:
        """Read `thoi_han`: as written, or as written with the day it means."""
        node = fields.get("thoi_han")
        if isinstance(node, nodes.Mapping):
            return read_record(DEADLINE_SHAPE, Fields(node, self._log)) or NO_DEADLINE
        text = fields.text("thoi_han")
        try:
            return read_deadline(text)
        except UnclearDayError as unclear:
            if node is not None:
                self._log.note_problem("BC510", node, value=text, why=str(unclear))
            return Deadline(text, DeadlineKind.BODY)

    def _read_outline(self, fields: Fields) -> tuple[OutlineItem, ...]:
        outline = fields.each("de_cuong", self._outline_item)
        self._check_outline(outline)
        return outline

    def _outline_item(self, fields: Fields) -> OutlineItem | None:
        return read_record(
            OUTLINE_ITEM_SHAPE,
            fields,
            {
                "indicators": lambda fields: self._read_indicators(fields, "chi_tieu"),
                "applies_to": self._read_unit_scope,
                "points": lambda fields: tuple(self._read_points(fields)),
            },
            at=fields.at,
        )

    def _read_unit_scope(self, fields: Fields) -> Selector:
        return read_scope(fields, "ap_dung", self._registry)

    def _read_points(self, fields: Fields) -> Iterator[Point]:
        """Read `y`: what is to be reported, each a text or a text with guidance and scope."""
        node = fields.get("y")
        for item in self._log.sequence(node, "y") if node else ():
            if sentence := _split_sentence(item):
                self._log.note_problem("BC227", item, value=sentence)
            elif isinstance(item, nodes.Mapping):
                inner = Fields(item, self._log)
                point = read_record(POINT_SHAPE, inner, {"applies_to": self._read_unit_scope}, at=inner.at)
                yield from [point] if point else []
            elif scalar := self._log.scalar(item, "y"):
                yield Point(to_nfc(scalar.text).strip(), "", EVERYONE, self._log.place(scalar))

    def _check_outline(self, outline: tuple[OutlineItem, ...]) -> None:
        """Report items that come twice or before their parent."""
        seen: set[str] = set()
        for item in outline:
            parent = item.id.rpartition(".")[0]
            if item.id in seen:
                self._log.note_at("BC501", item.at, value=item.id)
            if parent and parent not in seen:
                self._log.note_at("BC508", item.at, value=item.id, parent=parent)
            seen.add(item.id)

    def _read_products(self, fields: Fields) -> tuple[Product, ...]:
        products = []
        for name, node in identified_entries(fields.mapping("san_pham"), self._log, FILE_NAMES):
            mapping = self._log.mapping(node, name)
            product = self._read_product(name, Fields(mapping, self._log)) if mapping else None
            products += [product] if product else []
        return tuple(products)

    def _read_product(self, name: str, fields: Fields) -> Product | None:
        return read_record(
            PRODUCT_SHAPE,
            fields,
            {
                "issuers": lambda fields: require_selectors(fields, "lap_boi", self._registry),
                "audience": lambda fields: read_selectors(fields, "danh_cho", self._registry),
                "periods": lambda fields: frozenset(self._read_periods(fields)),
            },
            id=name,
            at=fields.at,
        )

    def _read_periods(self, fields: Fields) -> Iterator[str]:
        """Read `ky`: periods, and kinds of periods."""
        kinds = [kind.value for kind in PeriodKind]
        for item in self._log.scalars(fields.get("ky"), "ky"):
            name = to_nfc(item.text)
            if name not in kinds and Period.parse(name) is None:
                self._log.note_problem("BC216", item, value=name)
            yield name


def _demand_schedule(fields: Fields) -> None:
    """Report a directive that never asks for reports: it would be dropped, and nobody told."""
    if not written_keys(SCHEDULED, fields):
        fields.log.note_problem("BC204", fields.node.get("tan_suat") or fields.node, key="tan_suat")


def _read_exceptions(fields: Fields) -> Mapping[Period, Exceptional]:
    """Read `lich`: for single periods, the days that count and the deadline."""
    by_name = {}
    for name, key, node in fields.entries("lich"):
        period, mapping = Period.parse(name), fields.log.mapping(node, name)
        if period is None:
            fields.log.note_problem("BC216", key, value=name)
        elif mapping and (read := read_record(EXCEPTION_SHAPE, Fields(mapping, fields.log))):
            by_name[period] = read
    return by_name


def _split_sentence(node: nodes.Node) -> str:
    """Return the first words of a sentence that its colon made a mapping: 'Số thôn: tổng số'."""
    if not isinstance(node, nodes.Mapping) or len(node.entries) != 1:
        return ""
    (words,) = node.entries
    return "" if _KEY.fullmatch(words) else words
