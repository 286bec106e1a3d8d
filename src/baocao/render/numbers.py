"""Number and notation, as the letterhead and the digital signature of an appendix's own file print them."""

from typing import Final

from baocao.model.document import Letterhead
from baocao.model.form import Form

_TIME: Final = f"{' ' * 5}/{' ' * 5}/{' ' * 9}; {' ' * 5}:{' ' * 5}:{' ' * 5}"
"""Day and time of signing, which only the signing software knows."""


def numbered_text(head: Letterhead, form: Form) -> str:
    """Return 'Số: 189/BC-UBND', with room where the number is still to be given."""
    return f"{form.numbering.label} {head.number or ' ' * 8}{head.notation}"


def seal_text(head: Letterhead, form: Form) -> str:
    """Return number and notation, and room for the time at which the body signs (Mẫu 2.2)."""
    return f"{numbered_text(head, form)}; {_TIME}"
