"""The profile of a unit (ho-so.yaml): letterhead, place, signers, recipients."""

from typing import Final

from baocao.model.form import Family
from baocao.model.profile import Profile, Signer
from baocao.source import nodes
from baocao.source.fields import Fields, identified
from baocao.source.log import Log

_AUTHORITY: Final = ("tm", "tl", "tuq", "kt")
"""The marks of authority in the order in which their lines stand."""


def read_profile(mapping: nodes.Mapping, log: Log, unit: str) -> Profile | None:
    """Read ho-so.yaml of `unit`."""
    fields = Fields(mapping, log)
    full_name = fields.required_text("ten_day_du")
    profile = Profile(
        unit=unit,
        full_name=full_name,
        short_name=fields.text("ten_ngan", full_name),
        parent=fields.texts("co_quan_chu_quan"),
        body=fields.texts("co_quan_ban_hanh") or (full_name,),
        notation=fields.required_text("ky_hieu"),
        place=fields.required_text("dia_danh"),
        signers=_signers(fields),
        addressees=fields.texts("kinh_gui"),
        recipients=fields.texts("noi_nhan"),
        archive=fields.text("luu", "VT"),
        family=fields.choice("the_thuc", Family, Family.STATE) or Family.STATE,
        contact=fields.texts("lien_he"),
        at=fields.at,
    )
    return profile if fields.done() else None


def _signers(fields: Fields) -> tuple[Signer, ...]:
    found = []
    for name, node in identified(fields.mapping("nguoi_ky"), fields.log):
        mapping = fields.log.mapping(node, name)
        signer = _signer(name, Fields(mapping, fields.log)) if mapping else None
        found += [signer] if signer else []
    return tuple(found)


def _signer(name: str, fields: Fields) -> Signer | None:
    """Read a signer; the marks TM., TL., TUQ., KT., Q. are written as keys (NĐ 30/2020 Điều 13)."""
    signer = Signer(
        id=name,
        authority=tuple((mark, text) for mark in _AUTHORITY if (text := fields.text(mark))),
        title=fields.required_text("chuc_vu"),
        name=fields.required_text("ho_ten"),
        valid_from=fields.day("tu"),
        valid_to=fields.day("den"),
        acting=fields.flag("q"),
    )
    return signer if fields.done() else None
