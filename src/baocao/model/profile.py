"""A unit as the author of documents: its letterhead, signers and usual recipients."""

from datetime import date
from typing import NamedTuple

from baocao.model.form import Family
from baocao.model.period import is_between
from baocao.model.place import Place


class Signer(NamedTuple):
    """A person who signs, with authority and title (NĐ 30/2020/NĐ-CP Điều 13).

    `authority` are the lines above the title, each a mark ('tm', 'kt' …) and what it stands before.
    """

    id: str
    authority: tuple[tuple[str, str], ...]
    title: str
    name: str
    valid_from: date | None
    valid_to: date | None
    acting: bool = False

    def signs_on(self, day: date) -> bool:
        """Tell whether the person held the post on `day`."""
        return is_between(day, self.valid_from, self.valid_to)


class Profile(NamedTuple):
    """What a unit's documents carry at their head and foot.

    `parent` and `body` are the lines of the letterhead; `notation` is the body's abbreviation
    ('UBND' in '189/BC-UBND'). `archive` is where a copy is kept ('VT, KH&ĐMST'). `contact` are the lines
    of address at the foot of page 1.
    """

    unit: str
    full_name: str
    short_name: str
    parent: tuple[str, ...]
    body: tuple[str, ...]
    notation: str
    place: str
    signers: tuple[Signer, ...]
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    archive: str
    family: Family
    contact: tuple[str, ...]
    at: Place
