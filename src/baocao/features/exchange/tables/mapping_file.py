"""The file that says how a table is read: strict, every fault at its line."""

from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.exchange.tables.finding import Heading
from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Indicator
from baocao.model.place import Place
from baocao.model.table_mapping import (
    COLUMN_SHAPE,
    SKIPPED,
    TABLE_MAPPING_SHAPE,
    UNDECIDED,
    Along,
    Column,
    Dash,
    Hidden,
    Named,
    TableMapping,
)
from baocao.model.workspace import Definitions, SourceFile
from baocao.source import nodes
from baocao.source.documents import read_mapping
from baocao.source.fields import Fields, entries_of
from baocao.source.log import Log
from baocao.source.nodes import Scalar
from baocao.source.shapes import read_record
from baocao.source.spelling import known_suffixes
from baocao.vietnamese.text import name_hint, to_nfc

_DIGITS: Final = 16
"""Of the digest of headings, as many as a person would compare."""


class MappingFile(NamedTuple):
    """A mapping that was read, its source, and what is wrong with it."""

    mapping: TableMapping | None
    source: SourceFile | None
    problems: tuple[Diagnostic, ...]


def headings_digest(along: Along, headings: tuple[Heading, ...]) -> str:
    """Return the digest of the headings of a table, in their order."""
    lines = "\n".join((along.value, *(heading.text for heading in headings)))
    return sha256(lines.encode()).hexdigest()[:_DIGITS]


def read_mapping_file(path: Path, definitions: Definitions) -> MappingFile:
    """Return the mapping in a file; one with any fault is none."""
    source, top, problems = read_mapping(path, definitions.config.root)
    if source is None or top is None:
        return MappingFile(None, source, tuple(problems))
    log = Log(source.path)
    reader = _MappingReader(definitions)
    mapping = log.read_within(lambda node, log: reader.read_top(Fields(node, log)), top)
    problems = [*problems, *log.problems]
    return MappingFile(None if problems else mapping, source, tuple(problems))


class _MappingReader:
    """Reads one mapping by what the workspace knows."""

    def __init__(self, definitions: Definitions) -> None:
        self._indicators = definitions.catalogue.indicators
        self._units = definitions.registry.units

    def read_top(self, fields: Fields) -> TableMapping | None:
        return read_record(
            TABLE_MAPPING_SHAPE,
            fields,
            {
                "along": lambda fields: fields.optional_choice("don_vi_theo", Along),
                "hidden": lambda fields: fields.optional_choice("hang_an", Hidden),
                "dash": lambda fields: fields.optional_choice("dau_gach", Dash),
                "columns": self._read_columns,
                "units": self._read_units,
            },
            at=fields.at,
        )

    def _read_columns(self, fields: Fields) -> Mapping[str, Column | None]:
        """Read which indicator each heading is; no indicator stands under two."""
        columns: dict[str, Column | None] = {}
        taken: dict[str, Place] = {}
        for heading, key, node in entries_of(_required_lines(fields, "chi_tieu")):
            column = self._read_column(heading, key, node, fields.log)
            columns[heading] = column
            if column and column.indicator in taken:
                others = (("Đã ghi ở", taken[column.indicator]),)
                fields.log.note_at("BC762", column.at, others, value=column.indicator)
            elif column:
                taken[column.indicator] = column.at
        return columns

    def _read_column(self, heading: str, key: Scalar, node: nodes.Node, log: Log) -> Column | None:
        if isinstance(node, nodes.Mapping):
            column = read_record(COLUMN_SHAPE, Fields(node, log), at=log.place(node))
            given = node.get("chi_tieu")
            if column is None or not isinstance(given, Scalar):
                return None
            return self._known_column(column, given, log)
        scalar = log.scalar(node, heading)
        if scalar is None:
            return None
        text = to_nfc(scalar.text).strip()
        if text == SKIPPED:
            return None
        if text == UNDECIDED:
            log.note_problem("BC760", key, why=f"chưa chọn '{heading}' là chỉ tiêu nào")
            return None
        return self._known_column(Column(text, None, "", log.place(scalar)), scalar, log)

    def _known_column(self, column: Column, node: Scalar, log: Log) -> Column | None:
        """Return the column, if it has an indicator that is entered and counts as it is said to."""
        indicator = self._indicators.get(column.indicator)
        if indicator is None:
            hint = name_hint(column.indicator, self._indicators)
            log.note_problem("BC302", node, value=column.indicator, hint=hint)
            return None
        if indicator.is_derived:
            formula = indicator.formula or f"{indicator.numerator} / {indicator.denominator}"
            log.note_problem("BC310", node, value=column.indicator, formula=formula)
            return None
        why = _why_no_scale(column, indicator)
        if why:
            log.note_at("BC763", column.at, value=column.indicator, why=why)
            return None
        return column

    def _read_units(self, fields: Fields) -> Mapping[str, Named]:
        """Read which units the names stand for that are not those of the registry."""
        units = {}
        for name, key, node in fields.entries("don_vi"):
            scalar = fields.log.scalar(node, name)
            text = to_nfc(scalar.text).strip() if scalar else ""
            if scalar and text == UNDECIDED:
                fields.log.note_problem("BC760", key, why=f"chưa chọn '{name}' là đơn vị nào")
            elif scalar and text != SKIPPED and text not in self._units:
                fields.log.note_problem("BC301", scalar, value=text, hint=name_hint(text, self._units))
            elif scalar:
                unit = None if text == SKIPPED else text
                units[" ".join(name.split())] = Named(unit, fields.log.place(key))
        return units


def _required_lines(fields: Fields, key: str) -> nodes.Mapping | None:
    return fields.mapping(key) if fields.required_node(key) else None


def _why_no_scale(column: Column, indicator: Indicator) -> str:
    """Return why the numbers of a column cannot be what is said of them; nothing if they can."""
    if column.factor is None and not column.measure:
        return ""
    if not indicator.kind.is_number:
        return "chỉ tiêu này không phải là số"
    if column.factor is not None and column.measure:
        return "chỉ ghi một trong hai: nhan hoặc don_vi_tinh"
    if column.factor is not None and column.factor <= Decimal(0):
        return "nhan phải là số dương"
    if column.measure and column.measure.lower() not in known_suffixes(indicator):
        known = ", ".join(known_suffixes(indicator)) or "không có"
        return f"'{column.measure}' không đổi được ra '{indicator.unit_of_measure}' (dùng được: {known})"
    return ""
