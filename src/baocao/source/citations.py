"""Registers of cited documents: van-ban.yaml, and `van_ban` of a submission."""

from collections.abc import Mapping
from typing import Final

from baocao.model.citation import Citation
from baocao.source import nodes
from baocao.source.fields import Fields, identified
from baocao.source.log import Log
from baocao.source.shapes.kinds import Day, OptionalText, Text
from baocao.source.shapes.shape import Key, Shape

CITATION: Final = Shape(
    Citation,
    (
        Key(
            "loai",
            "type_name",
            Text(),
            "Tên loại văn bản",
            required=True,
            examples=("Quyết định", "Kế hoạch"),
        ),
        Key("so", "number", OptionalText(), "Số, ký hiệu", examples=("09/QĐ-UBND",)),
        Key("ngay", "day", Day(), "Ngày ban hành"),
        Key("co_quan", "issuer", OptionalText(), "Cơ quan ban hành"),
        Key("trich_yeu", "subject", OptionalText(), "Trích yếu"),
    ),
)


def read_citations(mapping: nodes.Mapping | None, log: Log) -> Mapping[str, Citation]:
    """Read a mapping from ids to cited documents."""
    found = {}
    for name, node in identified(mapping, log):
        entry = log.mapping(node, name)
        citation = _citation(name, Fields(entry, log)) if entry else None
        if citation:
            found[name] = citation
    return found


def _citation(name: str, fields: Fields) -> Citation | None:
    known = len(fields.log.problems)
    found = CITATION.values(fields)
    unclear = len(fields.log.problems) > known
    return Citation(**found, id=name, at=fields.at, unclear=unclear) if fields.done() else None
