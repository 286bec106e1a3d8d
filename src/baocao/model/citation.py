"""Documents that reports refer to (văn bản dẫn chiếu)."""

from datetime import date
from typing import Final, NamedTuple

from baocao.model.identifiers import NAMES
from baocao.model.kinds import Day, OptionalText, Text, Texts
from baocao.model.place import Place
from baocao.model.shape import ById, Key, Shape


class Citation(NamedTuple):
    """A cited document: type, number and notation, day, issuer and subject.

    Laws are cited by type and name only (NĐ 30/2020/NĐ-CP, Phụ lục I, Mục II.6.b); they have no
    `number`. Of one that is `unclear` a part was written that cannot be read, which is reported. An act is
    no more in force from the day `expired`; `replaced_by` are the ids of those that took its place.
    """

    id: str
    type_name: str
    number: str | None
    day: date | None
    issuer: str | None
    subject: str | None
    at: Place
    unclear: bool = False
    expired: date | None = None
    replaced_by: tuple[str, ...] = ()

    def has_lapsed(self, day: date) -> bool:
        """Tell whether the act is no more in force on `day`."""
        return self.expired is not None and self.expired <= day


CITATION_SHAPE: Final = Shape(
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
        Key(
            "het_hieu_luc", "expired", Day(), "Hết hiệu lực từ ngày", row="ngày bắt đầu không còn hiệu lực"
        ),
        Key(
            "thay_bang",
            "replaced_by",
            Texts(),
            "Được thay bằng",
            "Mã văn bản thay thế, trong van-ban.yaml.",
            row="mã của văn bản thay thế, cũng ở `van-ban.yaml`",
        ),
    ),
)
CITATION_REGISTER: Final = ById(CITATION_SHAPE, NAMES)
"""A register of them."""
