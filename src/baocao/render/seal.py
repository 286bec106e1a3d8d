"""The text of a digital signature on an appendix that is a file of its own (Mẫu 2.2)."""

from typing import Final

from baocao.model.document import Letterhead
from baocao.model.form import Form

_TIME: Final = f"{' ' * 5}/{' ' * 5}/{' ' * 9}; {' ' * 5}:{' ' * 5}:{' ' * 5}"
"""Day and time of signing, which only the signing software knows."""


def seal_text(head: Letterhead, form: Form) -> str:
    """Return number and notation, and room for the time at which the body signs."""
    return f"{form.numbering.label} {head.number or ' ' * 8}{head.notation}; {_TIME}"
