"""Reasons that units state for what is unusual: heard, and shown to whoever reviews."""

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.submission import Reason


def explained_note(diagnostic: Diagnostic, reason: Reason) -> Diagnostic:
    """Return the note that a diagnostic becomes once the unit has stated a reason for it."""
    return problem(
        "BC429",
        diagnostic.place,
        related=(*diagnostic.related, ("giải trình", reason.at)),
        unit=diagnostic.unit,
        message=diagnostic.message,
        reason=reason.text.rstrip("."),
    )
