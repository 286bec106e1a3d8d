"""The numbers of documents that stand in reports of a unit, of whatever period."""

from datetime import date
from typing import Final

from baocao.model.period import Period
from baocao.model.submission import MOST_ISSUED
from baocao.model.workspace import Config
from baocao.source.documents import read_mapping
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.nodes import Mapping

KEY: Final = "phat_hanh"


def given_numbers(config: Config, unit: str) -> set[tuple[date, int]]:
    """Return the days and numbers under `phat_hanh` of all periods of a unit, as far as they are read."""
    found: set[tuple[date, int]] = set()
    for path in sorted((config.units / unit).glob("*.yaml")):
        period = Period.parse(path.stem)
        source, mapping, _ = read_mapping(path, config.root) if period else (None, None, [])
        if period and source and mapping:
            fields = Fields(mapping, Log(source.path))
            for _, _, node in fields.entries(KEY):
                entry = Fields(node, fields.log) if isinstance(node, Mapping) else None
                number = entry.whole("so", 1, MOST_ISSUED) if entry else None
                day = entry.day("ngay") if entry else None
                found |= {(day or period.window.end, number)} if number else set()
    return found
