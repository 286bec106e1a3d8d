"""What tells the same problem from one run to the next, wherever its line has moved."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from baocao.features.check.record import Report
from baocao.model.diagnostic import Diagnostic


def diagnostic_fingerprints(report: Report, diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield the fingerprint of each diagnostic: code, rule, file, unit, details and text of the line.

    Those that are alike in all of it are numbered in their order, so that none is taken for another.
    """
    seen: Counter[str] = Counter()
    for diagnostic in diagnostics:
        alike = _identity_text(report, diagnostic)
        seen[alike] += 1
        yield sha256(f"{alike}\n{seen[alike]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _identity_text(report: Report, diagnostic: Diagnostic) -> str:
    rule = diagnostic.rule.id if diagnostic.rule else ""
    file = diagnostic.place.file if diagnostic.place else ""
    details = (f"{name}={value}" for name, value in diagnostic.details)
    line = report.line_at(diagnostic.place).strip()
    return "\n".join((diagnostic.code, rule, file, diagnostic.unit or "", *details, line))
