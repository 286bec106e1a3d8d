"""Registers of cited documents: van-ban.yaml, and `van_ban` of a submission."""

from collections.abc import Mapping

from baocao.model.citation import CITATION_SHAPE, Citation
from baocao.source import nodes
from baocao.source.fields import Fields, identified_entries
from baocao.source.log import Log
from baocao.source.shapes import values_of


def read_citations(mapping: nodes.Mapping | None, log: Log) -> Mapping[str, Citation]:
    """Read a mapping from ids to cited documents."""
    citations = {}
    for name, node in identified_entries(mapping, log):
        entry = log.mapping(node, name)
        citation = _read_citation(name, Fields(entry, log)) if entry else None
        if citation:
            citations[name] = citation
    return citations


def _read_citation(name: str, fields: Fields) -> Citation | None:
    # A citation with a fault of its own counts as unclear, so that rules about it keep silent.
    known = len(fields.log.problems)
    values = values_of(CITATION_SHAPE, fields)
    unclear = len(fields.log.problems) > known
    return Citation(**values, id=name, at=fields.at, unclear=unclear) if fields.done() else None
