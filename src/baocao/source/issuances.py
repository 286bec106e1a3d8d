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
from baocao.model.issuance import Issued
from baocao.model.period import Period
from baocao.model.workspace import Config, SourceFile
from baocao.source import nodes
from baocao.source.documents import read_mapping
from baocao.source.fields import Fields
from baocao.source.files import relative
from baocao.source.inventory import RECORDS, take_inventory
from baocao.source.log import Log
from baocao.source.seals import BEFORE, SEAL, sealed
from baocao.source.submissions import MOST_ISSUED

_HEAD: Final = "# Bản ghi phát hành do `baocao issue` lập; không sửa, không xóa.\n"
_PLAIN: Final = re.compile(r"[\w/][\w./+&-]*(?: [\w./+&-]+)*")
"""Texts that need no quotes."""


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
    found: list[Issued] = []
    files: dict[str, SourceFile] = {}
    problems: list[Diagnostic] = []
    for unit, name in (inventory or take_inventory(config)).records_of(period):
        issued, source, faults = _read(config, config.units / unit / RECORDS / name)
        found += [issued] if issued else []
        files |= {source.path: source} if source else {}
        problems += faults
    return tuple(found), files, problems


def issued_by(config: Config, unit: str) -> Iterator[Issued]:
    """Yield the records of a unit, of all periods."""
    for path in sorted((config.units / unit / RECORDS).glob("*.yaml")):
        issued, _, _ = _read(config, path)
        if issued:
            yield issued


def _read(config: Config, path: Path) -> tuple[Issued | None, SourceFile | None, list[Diagnostic]]:
    source, mapping, problems = read_mapping(path, config.root)
    if source is None or mapping is None:
        return None, source, problems
    log = Log(source.path, path.parent.parent.name)
    issued = log.reading(_record, mapping)
    expected = _path_of(config, issued) if issued else path
    if path != expected:
        log.note("BC871", mapping, name=relative(expected, config.root))
        issued = None
    return issued, source, [*problems, *log.problems]


def _record(mapping: nodes.Mapping, log: Log) -> Issued | None:
    fields = Fields(mapping, log)
    number, day = fields.whole("so", 1, MOST_ISSUED), fields.day("ngay", required=True)
    fields.require("so")
    texts = {
        name: fields.required_text(key)
        for name, key in (
            ("unit", "don_vi"),
            ("period", "ky"),
            ("directive", "chi_dao"),
            ("product", "van_ban"),
            ("kind", "loai"),
            ("notation", "ky_hieu"),
            ("program", "chuong_trinh"),
        )
    }
    files, sources = _texts(fields.mapping("tep")), _texts(fields.mapping("nguon"))
    printed = {
        name: _texts(node) for name, _, node in fields.entries("da_in") if isinstance(node, nodes.Mapping)
    }
    previous = _texts(fields.mapping(BEFORE))
    fields.text(SEAL)
    if not fields.done() or number is None or day is None:
        return None
    return Issued(
        **texts,
        number=number,
        day=day,
        files=files,
        sources=sources,
        printed=printed,
        at=fields.at,
        previous=previous,
    )


def _texts(mapping: nodes.Mapping | None) -> dict[str, str]:
    entries = mapping.entries if mapping else {}
    return {name: node.text for name, (_, node) in entries.items() if isinstance(node, nodes.Scalar)}


def record_text(issued: Issued) -> str:
    """Return the file of a record, in its canonical form, sealed."""
    head = {
        "don_vi": issued.unit,
        "ky": issued.period,
        "chi_dao": issued.directive,
        "van_ban": issued.product,
        "loai": issued.kind,
        "so": str(issued.number),
        "ky_hieu": issued.notation,
        "ngay": issued.day.isoformat(),
        "chuong_trinh": issued.program,
    }
    lines = [*_lines(head, 0), "", "tep:", *_lines(issued.files, 1)]
    lines += ["", "nguon:", *_lines(issued.sources, 1)]
    if issued.printed:
        lines += ["", "da_in:"]
    for unit, printed in issued.printed.items():
        lines += [f"  {_written(unit)}:", *_lines(printed, 2)]
    return sealed(_HEAD + "\n".join(lines) + "\n", issued.previous)


def _lines(entries: Mapping[str, str], depth: int) -> Iterator[str]:
    for key, value in entries.items():
        yield f"{'  ' * depth}{_written(key)}: {_written(value)}"


def _written(text: str) -> str:
    """Return a text for YAML, in quotes where it needs them."""
    return text if _PLAIN.fullmatch(text) and text != "null" else json.dumps(text, ensure_ascii=False)
