"""The menders of words, lines and page numbers, in the order in which they work."""

from typing import Final

from baocao.inspection.mending.characters import LICENCES
from baocao.inspection.mending.context import Mender, Mending
from baocao.inspection.mending.page_numbers import mend_page_numbers
from baocao.inspection.mending.rewording import mend_wordings
from baocao.inspection.mending.ruled_lines import mend_ruled_lines


def mend_words(mending: Mending) -> None:
    """Set right the characters that the law fixes, where a rule about them is broken."""
    mend_wordings(mending, [rule for rule in LICENCES if mending.fails(rule)])


TEXT_MENDERS: Final[tuple[Mender, ...]] = (mend_words, mend_ruled_lines, mend_page_numbers)
