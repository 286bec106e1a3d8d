"""Texts of cells: what a worksheet can hold, and what must never become a formula."""

import re
from typing import Final

from baocao.render.letters import without_controls

_FORMULA: Final = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]")
"""What becomes a formula when somebody edits the cell, spaces aside; full-width signs do as well."""
_CODE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def is_formula(text: str) -> bool:
    """Tell whether a text would become a formula when somebody edits its cell."""
    return bool(_FORMULA.match(text))


def cell_text(text: str) -> str:
    """Return a text that XML can hold, in which Excel does not read '_x001B_' as a control character."""
    shown = without_controls(text)
    return _CODE.sub("_x005F_", shown) if "_x" in shown else shown
