"""Which rules a document breaks before it is mended."""

from collections.abc import Iterable

from baocao.inspection.rules.catalogue import RULES
from baocao.inspection.verdicts import Case, Verdict


def broken_verdicts(case: Case, ids: Iterable[str]) -> dict[str, Verdict]:
    """Return the verdicts of those of some rules that are broken, in the order of the document."""
    wanted = set(ids)
    answers = ((rule.id, rule.check(case)) for rule in RULES if rule.id in wanted)
    return {name: answer for name, answer in answers if isinstance(answer, Verdict) and answer.faults}
