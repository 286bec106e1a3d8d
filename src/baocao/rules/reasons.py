"""Reasons that units state for what is unusual: heard, and shown to whoever reviews."""

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.submission import Reason


def explained(found: Diagnostic, reason: Reason) -> Diagnostic:
    """Return the note that a diagnostic becomes once the unit has stated a reason for it."""
    return problem(
        "BC429",
        found.place,
        related=(*found.related, ("giải trình", reason.at)),
        unit=found.unit,
        message=found.message,
        reason=reason.text.rstrip("."),
    )
