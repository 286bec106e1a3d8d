"""Records of issued documents: data/units/<unit>/phat-hanh/<period>_<directive>_<product>.yaml.

They stand beside the unit's submissions, because the unit that signs a document keeps its register, and in
files of their own, because nobody writes them by hand and nobody ever changes them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from baocao.model.diagnostic import Diagnostic
from baocao.model.inventory import Inventory
from baocao.model.issuance import ACCEPTED, ISSUED_HEAD, ISSUED_SHAPE, Hashes, HashesByUnit, Issued
from baocao.model.period import Period
from baocao.model.shape import Key
from baocao.model.workspace import Config, SourceFile
from baocao.source import nodes
from baocao.source.documents import read_mapping
from baocao.source.fields import Fields
from baocao.source.files import relative_path
from baocao.source.inventory import RECORDS, take_inventory
from baocao.source.log import Log
from baocao.source.seals import sealed_text
from baocao.source.shapes import Reader, read_record, reads_kinds

_COMMENT: Final = "# Bản ghi phát hành do `baocao issue` lập; không sửa, không xóa.\n"
_PLAIN: Final = re.compile(r"[\w/][\w./+&-]*(?: [\w./+&-]+)*")
"""Texts that need no quotes."""


@reads_kinds(Hashes)
def _hash_reader(_: Hashes, key: Key) -> Reader:
    return lambda fields: _texts_by_name(fields.mapping(key.name))


@reads_kinds(HashesByUnit)
def _hashes_by_unit(_: HashesByUnit, key: Key) -> Reader:
    def read_hashes(fields: Fields) -> dict[str, dict[str, str]]:
        entries = fields.entries(key.name)
        return {name: _texts_by_name(node) for name, _, node in entries if isinstance(node, nodes.Mapping)}

    return read_hashes


def record_path(config: Config, unit: str, period: str, directive: str, product: str) -> Path:
    """Return where the record of a document stands."""
    return config.units / unit / RECORDS / f"{period}_{directive}_{product}.yaml"


def _path_of(config: Config, issued: Issued) -> Path:
    return record_path(config, issued.unit, issued.period, issued.directive, issued.product)


def read_issued(
    config: Config, period: Period, inventory: Inventory | None = None
) -> tuple[tuple[Issued, ...], dict[str, SourceFile], list[Diagnostic]]:
    """Return the records of a period with their files, and what is wrong with them.

    Folders are listed where there is no `inventory` of them.
    """
    records: list[Issued] = []
    files: dict[str, SourceFile] = {}
    problems: list[Diagnostic] = []
    for unit, name in (inventory or take_inventory(config)).records_of(period):
        issued, source, faults = _read_record(config, config.units / unit / RECORDS / name)
        records += [issued] if issued else []
        files |= {source.path: source} if source else {}
        problems += faults
    return tuple(records), files, problems


def issued_by(config: Config, unit: str) -> Iterator[Issued]:
    """Yield the records of a unit, of all periods."""
    for path in sorted((config.units / unit / RECORDS).glob("*.yaml")):
        issued, _, _ = _read_record(config, path)
        if issued:
            yield issued


def _read_record(config: Config, path: Path) -> tuple[Issued | None, SourceFile | None, list[Diagnostic]]:
    source, mapping, problems = read_mapping(path, config.root)
    if source is None or mapping is None:
        return None, source, problems
    log = Log(source.path, path.parent.parent.name)
    issued = log.read_within(_make_issued, mapping)
    expected = _path_of(config, issued) if issued else path
    # The name of the file is what others look it up by; a record under another name would stand for that
    # document.
    if path != expected:
        log.note_problem("BC871", mapping, name=relative_path(expected, config.root))
        issued = None
    return issued, source, [*problems, *log.problems]


def _make_issued(mapping: nodes.Mapping, log: Log) -> Issued | None:
    fields = Fields(mapping, log)
    return read_record(ISSUED_SHAPE, fields, at=fields.at)


def _texts_by_name(mapping: nodes.Mapping | None) -> dict[str, str]:
    entries = mapping.entries if mapping else {}
    return {name: node.text for name, (_, node) in entries.items() if isinstance(node, nodes.Scalar)}


def record_text(issued: Issued) -> str:
    """Return the file of a record, in its canonical form, sealed."""
    head = {key.name: str(getattr(issued, key.attribute)) for key in ISSUED_HEAD}
    lines = [*_yaml_lines(head, 0)]
    if issued.accepted:
        lines += ["", f"{ACCEPTED}:", *_yaml_lines(issued.accepted, 1)]
    lines += ["", "tep:", *_yaml_lines(issued.files, 1)]
    lines += ["", "nguon:", *_yaml_lines(issued.sources, 1)]
    if issued.printed:
        lines += ["", "da_in:"]
    for unit, printed in issued.printed.items():
        lines += [f"  {_yaml_text(unit)}:", *_yaml_lines(printed, 2)]
    return sealed_text(_COMMENT + "\n".join(lines) + "\n", issued.previous)


def _yaml_lines(entries: Mapping[str, str], depth: int) -> Iterator[str]:
    for key, value in entries.items():
        yield f"{'  ' * depth}{_yaml_text(key)}: {_yaml_text(value)}"


def _yaml_text(text: str) -> str:
    """Return a text for YAML, in quotes where it needs them."""
    return text if _PLAIN.fullmatch(text) and text != "null" else json.dumps(text, ensure_ascii=False)
