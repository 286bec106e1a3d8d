"""A directive: one file of the folder of directives."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from baocao.model.directive import (
    Corrects,
    Deadline,
    DeadlineKind,
    Directive,
    OutlineItem,
    Point,
    Product,
    Schedule,
    Task,
    TaskGroup,
)
from baocao.model.indicator import Catalogue
from baocao.model.period import Period, PeriodKind, Window
from baocao.model.unit import EVERYONE, Registry
from baocao.source import nodes
from baocao.source.deadlines import UnclearDayError, read_deadline
from baocao.source.fields import Fields, identified
from baocao.source.identifiers import FILE_NAMES
from baocao.source.log import Log
from baocao.source.registry import read_scope, read_selectors, require_selectors, texts_by_key
from baocao.source.rules import read_rules
from baocao.vietnamese.text import hint, nfc

_OUTLINE_ID: Final = re.compile(r"(?:[IVXL]+|\d+)(?:\.\d+)*(?:\.[a-zđ])?")
_KEEP: Final = "giu_nhiem_vu_xong"
_KEY: Final = re.compile(r"[a-z_]+")
MOST_DAYS: Final = 366
"""Between a cut-off and its deadline."""
DEFAULT_DUE_AFTER: Final = 1
"""Working days from cut-off to deadline; the least that NĐ 09/2019/NĐ-CP Điều 8.5 allows."""


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

    def read(self, mapping: nodes.Mapping) -> Directive | None:
        """Return the directive, or None if what identifies it is missing."""
        fields = Fields(mapping, self._log)
        name, title = fields.identifier("ma", alphabet=FILE_NAMES), fields.required_text("ten")
        outline = fields.each("de_cuong", self._outline_item)
        self._check_outline(outline)
        directive = Directive(
            id=name,
            name=title,
            citations=self._known(fields, "can_cu", self._citations, "BC306"),
            valid_from=fields.day("tu"),
            valid_to=fields.day("den"),
            reporters=require_selectors(fields, "don_vi_bao_cao", self._registry),
            schedule=self._schedule(fields),
            groups=fields.each("nhom_nhiem_vu", self._group),
            indicators=self._indicators(fields, "chi_tieu"),
            required=frozenset(self._indicators(fields, "bat_buoc")),
            outline=outline,
            concerns=texts_by_key(fields, "nhom_vuong_mac"),
            products=self._products(fields),
            at=fields.at,
            tasks_from=fields.text("nhiem_vu_cua", name),
            rules=tuple(read_rules(fields, name)),
            keeps_finished=fields.flag(_KEEP) if fields.is_written(_KEEP) else True,
        )
        return directive if fields.done() else None

    def _known(self, fields: Fields, key: str, known: Iterable[str], code: str) -> tuple[str, ...]:
        names = frozenset(known)
        found = []
        for item in self._log.scalars(fields.get(key), key):
            name = nfc(item.text)
            if name in names:
                found.append(name)
            else:
                self._log.note(code, item, value=name, hint=hint(name, names))
        return tuple(found)

    def _indicators(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Read indicator ids; the id of a group stands for all of its indicators."""
        groups = {group.id: group.indicators for group in self._catalogue.groups}
        known = [*groups, *self._catalogue.indicators]
        found: dict[str, None] = {}
        for name in self._known(fields, key, known, "BC302"):
            members = [indicator.id for indicator in groups[name]] if name in groups else [name]
            found.update(dict.fromkeys(members))
        return tuple(found)

    def _group(self, fields: Fields) -> TaskGroup | None:
        group = TaskGroup(
            number=fields.required_text("so"),
            name=fields.required_text("ten"),
            tasks=fields.each("nhiem_vu", self._task),
            at=fields.at,
        )
        return group if fields.done() else None

    def _task(self, fields: Fields) -> Task | None:
        number = fields.required_text("so")
        task = Task(
            id=fields.identifier("ma", number),
            number=number,
            name=fields.required_text("ten"),
            lead=fields.text("chu_tri"),
            assigned_to=read_selectors(fields, "giao_cho", self._registry),
            expected_result=fields.text("ket_qua"),
            deadline=self._deadline(fields),
            subtasks=fields.each("nhiem_vu_con", self._task),
            at=fields.at,
            validity=fields.validity(),
            continues=fields.text("tiep_noi"),
            given_by=next(iter(self._known(fields, "van_ban_giao", self._citations, "BC306")), ""),
        )
        return task if fields.done() else None

    def _deadline(self, fields: Fields) -> Deadline:
        """Read `thoi_han`: as written, or as written with the day it means."""
        node = fields.get("thoi_han")
        if isinstance(node, nodes.Mapping):
            inner = Fields(node, self._log)
            text, due = inner.required_text("nhu_van_ban"), inner.day("ngay")
            inner.done()
            return Deadline(text, DeadlineKind.DATE if due else DeadlineKind.BODY, due)
        text = fields.text("thoi_han")
        try:
            return read_deadline(text)
        except UnclearDayError as unclear:
            if node is not None:
                self._log.note("BC510", node, value=text, why=unclear)
            return Deadline(text, DeadlineKind.BODY)

    def _schedule(self, fields: Fields) -> Schedule:
        """Read when reports are due; a directive that never asks for any would be dropped unnoticed."""
        if not (fields.is_written("tan_suat") or fields.is_written("lich")):
            self._log.note("BC204", fields.get("tan_suat") or fields.node, key="tan_suat")
        kinds = self._log.scalars(fields.get("tan_suat"), "tan_suat")
        names = [kind.value for kind in PeriodKind]
        chosen = (self._log.choice(item, "tan_suat", names) for item in kinds)
        windows, deadlines = self._exceptions(fields)
        after = fields.whole("han_gui_sau_chot", 0, MOST_DAYS)
        return Schedule(
            kinds=frozenset(PeriodKind(name) for name in chosen if name),
            windows=windows,
            deadlines=deadlines,
            due_after=DEFAULT_DUE_AFTER if after is None else after,
            due_time=fields.time("gio_gui", "17:00"),
        )

    def _exceptions(self, fields: Fields) -> tuple[Mapping[str, Window], Mapping[str, datetime]]:
        """Read `lich`: for single periods, the days that count and the deadline."""
        windows, deadlines = {}, {}
        for name, key, node in fields.entries("lich"):
            period, mapping = Period.parse(name), self._log.mapping(node, name)
            if period is None:
                self._log.note("BC216", key, value=name)
            elif mapping:
                entry = Fields(mapping, self._log)
                usual = period.window
                start, end = entry.day("tu"), entry.day("chot")
                windows[period.id] = Window(start or usual.start, end or usual.end)
                if due := entry.moment("han_gui"):
                    deadlines[period.id] = due
                entry.done()
        return windows, deadlines

    def _outline_item(self, fields: Fields) -> OutlineItem | None:
        number = fields.required_text("so")
        if number and not _OUTLINE_ID.fullmatch(number):
            self._log.note("BC509", fields.node, value=number)
        item = OutlineItem(
            id=number,
            title=fields.required_text("ten"),
            guidance=fields.text("huong_dan"),
            required=fields.flag("bat_buoc"),
            indicators=self._indicators(fields, "chi_tieu"),
            applies_to=read_scope(fields, "ap_dung", self._registry),
            at=fields.at,
            points=tuple(self._points(fields)),
        )
        return item if fields.done() else None

    def _points(self, fields: Fields) -> Iterator[Point]:
        """Read `y`: what is to be reported, each a text or a text with guidance and scope."""
        node = fields.get("y")
        for item in self._log.sequence(node, "y") if node else ():
            if sentence := _split_sentence(item):
                self._log.note("BC227", item, value=sentence)
            elif isinstance(item, nodes.Mapping):
                inner = Fields(item, self._log)
                text, guidance = inner.required_text("noi_dung"), inner.text("huong_dan")
                yield Point(text, guidance, read_scope(inner, "ap_dung", self._registry), inner.at)
                inner.done()
            elif scalar := self._log.scalar(item, "y"):
                yield Point(nfc(scalar.text).strip(), "", EVERYONE, self._log.place(scalar))

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

    def _products(self, fields: Fields) -> tuple[Product, ...]:
        found = []
        for name, node in identified(fields.mapping("san_pham"), self._log, FILE_NAMES):
            mapping = self._log.mapping(node, name)
            product = self._product(name, Fields(mapping, self._log)) if mapping else None
            found += [product] if product else []
        return tuple(found)

    def _product(self, name: str, fields: Fields) -> Product | None:
        product = Product(
            id=name,
            template=fields.required_text("mau"),
            issuers=require_selectors(fields, "lap_boi", self._registry),
            at=fields.at,
            periods=frozenset(self._periods(fields)),
            audience=read_selectors(fields, "danh_cho", self._registry),
            addressees=fields.texts("kinh_gui"),
            recipients=fields.texts("noi_nhan"),
            drafter=fields.text("don_vi_soan_thao"),
            request=fields.flag("de_nghi_bao_cao"),
            corrects=fields.optional_choice("dinh_chinh", Corrects),
        )
        return product if fields.done() else None

    def _periods(self, fields: Fields) -> Iterator[str]:
        """Read `ky`: periods, and kinds of periods."""
        kinds = [kind.value for kind in PeriodKind]
        for item in self._log.scalars(fields.get("ky"), "ky"):
            name = nfc(item.text)
            if name not in kinds and Period.parse(name) is None:
                self._log.note("BC216", item, value=name)
            yield name


def _split_sentence(node: nodes.Node) -> str:
    """Return the first words of a sentence that its colon made a mapping: 'Số thôn: tổng số'."""
    if not isinstance(node, nodes.Mapping) or len(node.entries) != 1:
        return ""
    (words,) = node.entries
    return "" if _KEY.fullmatch(words) else words
