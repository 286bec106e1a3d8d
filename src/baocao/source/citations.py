"""Registers of cited documents: van-ban.yaml, and `van_ban` of a submission."""

from collections.abc import Mapping

from baocao.model.citation import CITATION_SHAPE, Citation
from baocao.source import nodes
from baocao.source.fields import Fields, identified
from baocao.source.log import Log
from baocao.source.shapes import values_of


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
    found = values_of(CITATION_SHAPE, fields)
    unclear = len(fields.log.problems) > known
    return Citation(**found, id=name, at=fields.at, unclear=unclear) if fields.done() else None
