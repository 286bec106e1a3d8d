"""What tells the same problem from one run to the next, wherever its line has moved."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from baocao.features.check.record import Report
from baocao.model.diagnostic import Diagnostic


def fingerprints(report: Report, diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield the fingerprint of each diagnostic: code, rule, file, unit, details and text of the line.

    Those that are alike in all of it are numbered in their order, so that none is taken for another.
    """
    seen: Counter[str] = Counter()
    for found in diagnostics:
        alike = _text(report, found)
        seen[alike] += 1
        yield sha256(f"{alike}\n{seen[alike]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _text(report: Report, found: Diagnostic) -> str:
    rule = found.rule.id if found.rule else ""
    file = found.place.file if found.place else ""
    details = (f"{name}={value}" for name, value in found.details)
    line = report.line(found.place).strip()
    return "\n".join((found.code, rule, file, found.unit or "", *details, line))
