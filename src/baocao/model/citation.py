"""Documents that reports refer to (văn bản dẫn chiếu)."""

from datetime import date
from typing import NamedTuple

from baocao.model.place import Place


class Citation(NamedTuple):
    """A cited document: type, number and notation, day, issuer and subject.

    Laws are cited by type and name only (NĐ 30/2020/NĐ-CP, Phụ lục I, Mục II.6.b); they have no
    `number`. Of one that is `unclear` a part was written that cannot be read, which is reported.
    """

    id: str
    type_name: str
    number: str | None
    day: date | None
    issuer: str | None
    subject: str | None
    at: Place
    unclear: bool = False
