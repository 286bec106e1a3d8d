"""The profile of a unit (ho-so.yaml): letterhead, place, signers, recipients."""

from collections.abc import Iterator
from typing import Final

from baocao.model.form import Family
from baocao.model.profile import PROFILE_SHAPE, Profile
from baocao.source import nodes
from baocao.source.fields import Fields, entries_of
from baocao.source.log import Log
from baocao.source.shapes import read_record


def read_profile(mapping: nodes.Mapping, log: Log, unit: str) -> Profile | None:
    """Read ho-so.yaml of `unit`."""
    fields = Fields(mapping, log)
    profile = read_record(PROFILE_SHAPE, fields, unit=unit, at=fields.at)
    if profile is None:
        return None
    foreign = list(_foreign_keys(profile, mapping))
    for key, node, reason in foreign:
        log.note_problem("BC514", node, value=key, reason=reason)
    return None if foreign else profile


_Foreign = tuple[str, nodes.Scalar, str]
_STATE_LACKS: Final = {
    "in_hai_mat": "Nghị định số 30/2020/NĐ-CP không có lề riêng cho mặt sau",
    "nhiem_ky": "số văn bản của cơ quan nhà nước đánh theo năm (Nghị định số 30/2020/NĐ-CP, Điều 15)",
}
"""What only a body of the Party says of itself, and why the state does not."""


def _foreign_keys(profile: Profile, mapping: nodes.Mapping) -> Iterator[_Foreign]:
    """Yield what a profile says that its form does not know, with the reason."""
    if profile.family is Family.STATE:
        given = (("in_hai_mat", profile.duplex), ("nhiem_ky", profile.terms))
        yield from ((name, mapping.entries[name][0], _STATE_LACKS[name]) for name, said in given if said)
        return
    signers = mapping.get("nguoi_ky")
    for _, _, signer in entries_of(signers if isinstance(signers, nodes.Mapping) else None):
        if isinstance(signer, nodes.Mapping):
            yield from _foreign_authority(signer)


def _foreign_authority(signer: nodes.Mapping) -> Iterator[_Foreign]:
    """Yield marks of authority that the Party does not use (Hướng dẫn 05-HD/VPTW, I.7.1.1)."""
    written = {name: key for name, key, node in entries_of(signer) if not nodes.is_unwritten(node)}
    if "tuq" in written:
        yield "tuq", written["tuq"], "văn bản của Đảng không ký thừa ủy quyền; ủy nhiệm ký thì ghi tl"
    if "kt" in written and "tl" in written:
        yield "kt", written["kt"], "người được ủy nhiệm (T/L) tự ký, không có người ký thay (K/T)"
