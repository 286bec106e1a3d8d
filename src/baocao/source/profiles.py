"""The profile of a unit (ho-so.yaml): letterhead, place, signers, recipients."""

from collections.abc import Mapping
from typing import Any, Final

from baocao.model.form import Family
from baocao.model.profile import Profile, Signer
from baocao.source import nodes
from baocao.source.fields import Fields
from baocao.source.identifiers import NAMES
from baocao.source.log import Log
from baocao.source.shapes.kinds import Choice, Day, Flag, Text, Texts
from baocao.source.shapes.nested import ById
from baocao.source.shapes.shape import Key, Shape


def _make_signer(tm: str, tl: str, tuq: str, kt: str, **found: Any) -> Signer:
    """Return a signer with the lines of authority in the order in which they stand."""
    lines = (("tm", tm), ("tl", tl), ("tuq", tuq), ("kt", kt))
    return Signer(authority=tuple(line for line in lines if line[1]), **found)


SIGNER: Final = Shape(
    _make_signer,
    (
        Key("tm", "tm", Text(), "Thay mặt (TM.)", "Tập thể được thay mặt."),
        Key("tl", "tl", Text(), "Thừa lệnh (TL.)"),
        Key("tuq", "tuq", Text(), "Thừa ủy quyền (TUQ.)"),
        Key("kt", "kt", Text(), "Ký thay (KT.)", "Chức vụ của người được ký thay."),
        Key("q", "acting", Flag(), "Quyền (Q.)"),
        Key("chuc_vu", "title", Text(), "Chức vụ", required=True),
        Key("ho_ten", "name", Text(), "Họ và tên", required=True),
        Key("tu", "valid_from", Day(), "Giữ chức từ ngày"),
        Key("den", "valid_to", Day(), "Đến ngày"),
    ),
)
"""The marks TM., TL., TUQ., KT., Q. are written as keys (NĐ 30/2020 Điều 13)."""


def _make_profile(signers: Mapping[str, Signer], **found: Any) -> Profile:
    """Return a profile; the full name stands for a short one and for the lines of the letterhead."""
    name = found["full_name"]
    short = found.pop("short_name")
    body = found.pop("body") or (name,)
    return Profile(
        signers=tuple(signers.values()), short_name=name if short is None else short, body=body, **found
    )


PROFILE: Final = Shape(
    _make_profile,
    (
        Key("ten_day_du", "full_name", Text(), "Tên đầy đủ của cơ quan", required=True),
        Key("ten_ngan", "short_name", Text(None), "Tên ngắn, dùng trong câu"),
        Key("the_thuc", "family", Choice(Family, Family.STATE), "Thể thức văn bản"),
        Key("co_quan_chu_quan", "parent", Texts(), "Cơ quan chủ quản", "Dòng trên của phần đầu văn bản."),
        Key("co_quan_ban_hanh", "body", Texts(), "Cơ quan ban hành", "Từng dòng của phần đầu văn bản."),
        Key("ky_hieu", "notation", Text(), "Chữ viết tắt của cơ quan", required=True, examples=("UBND",)),
        Key("dia_danh", "place", Text(), "Địa danh", required=True),
        Key("nguoi_ky", "signers", ById(SIGNER, NAMES), "Người ký", "Mỗi người một mã."),
        Key("kinh_gui", "addressees", Texts(), "Nơi gửi thường dùng"),
        Key("noi_nhan", "recipients", Texts(), "Nơi nhận thường dùng"),
        Key("luu", "archive", Text("VT"), "Nơi lưu", examples=("VT",)),
        Key("lien_he", "contact", Texts(), "Địa chỉ liên hệ", "In ở chân trang 1."),
    ),
)


def read_profile(mapping: nodes.Mapping, log: Log, unit: str) -> Profile | None:
    """Read ho-so.yaml of `unit`."""
    fields = Fields(mapping, log)
    return PROFILE.read(fields, unit=unit, at=fields.at)
