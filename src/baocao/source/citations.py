"""Registers of cited documents: van-ban.yaml, and `van_ban` of a submission."""

from collections.abc import Mapping

from baocao.model.citation import Citation
from baocao.source import nodes
from baocao.source.fields import Fields, identified
from baocao.source.log import Log


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
    citation = Citation(
        id=name,
        type_name=fields.required_text("loai"),
        number=fields.optional_text("so"),
        day=fields.day("ngay"),
        issuer=fields.optional_text("co_quan"),
        subject=fields.optional_text("trich_yeu"),
        at=fields.at,
    )
    unclear = len(fields.log.problems) > known
    return citation._replace(unclear=unclear) if fields.done() else None
