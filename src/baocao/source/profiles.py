"""The profile of a unit (ho-so.yaml): letterhead, place, signers, recipients."""

from baocao.model.profile import PROFILE_SHAPE, Profile
from baocao.source import nodes
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.shapes import read_record


def read_profile(mapping: nodes.Mapping, log: Log, unit: str) -> Profile | None:
    """Read ho-so.yaml of `unit`."""
    fields = Fields(mapping, log)
    return read_record(PROFILE_SHAPE, fields, unit=unit, at=fields.at)
