"""What a report says of a submission: each piece under a key, in a form that no layout changes.

Keys are 'chi_tieu/tthc.rut', 'nhiem_vu/nq71/6', 'noi_dung/nq71/I.1', 'vuong_mac/nq71', 'kien_nghi/nq71',
'van_ban/qd-09', 'thuc_hien/nq71', 'chap_nhan_thieu/nq71' and 'chot_den'.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from baocao.figures.expression import operands_of
from baocao.figures.shown import exact_content
from baocao.model.acceptance import Accepted
from baocao.model.citation import Citation
from baocao.model.directive import Directive
from baocao.model.indicator import Catalogue
from baocao.model.issuance import ABSENT
from baocao.model.place import Place
from baocao.model.submission import Entry, Part, Remark, Submission, TaskReport
from baocao.model.unit import Unit
from baocao.rules.prose import prose_of
from baocao.rules.references import marks_in

ACCEPTED: Final = "chap_nhan_thieu"
CUT_OFF: Final = "chot_den"
MANDATES: Final = "thuc_hien"
DIGITS: Final = 16
"""How much of a hash tells two contents apart; nobody tries out 2 to the power of 64 texts."""
BETWEEN: Final = "\x1f"
"""What parts the fields of one content."""
_BLANKS: Final = re.compile(r"[ \t]+")


def content_digest(content: str | None) -> str:
    """Return what a record keeps of a content."""
    if content is None:
        return ABSENT
    # Records of years ago hold digests of what these functions gave: their output must never change.
    from hashlib import sha256  # noqa: PLC0415 - OpenSSL loads slowly

    return sha256(content.encode()).hexdigest()[:DIGITS]


def printed_keys(
    directive: Directive, unit: Unit, submission: Submission, catalogue: Catalogue, named: Iterable[str]
) -> Iterator[str]:
    """Yield the keys of what a unit's report under `directive` says.

    `named` are indicators that its template names besides those of the directive.
    """
    prose = [
        narrative.text for name, narrative in prose_of(submission) if name in _directive_ids(directive)
    ]
    used = [mark for text in prose for mark in marks_in(text)]
    figures = {name for mark in used if mark.kind == "=" for name in mark.names}
    yield from figure_keys({*directive.indicators, *named, *figures}, unit, catalogue)
    yield from task_keys(directive, unit)
    for item in directive.outline_of(unit):
        yield f"{Part.NARRATIVE}/{directive.id}/{item.id}"
    yield from remark_keys(directive)
    cited = {name for mark in used if mark.kind.endswith("@") for name in mark.names}
    mandates = mandates_of(submission, directive.id)
    for name in sorted(cited.union(mandates) & submission.citations.keys()):
        yield f"{Part.CITATION}/{name}"
    yield f"{MANDATES}/{directive.id}"
    yield CUT_OFF


def _directive_ids(directive: Directive) -> frozenset[str]:
    return frozenset({directive.id, directive.tasks_from})


def figure_keys(names: Iterable[str], unit: Unit, catalogue: Catalogue) -> Iterator[str]:
    """Yield the keys of the figures that units enter for `names`, those behind derived ones included."""
    indicators = catalogue.indicators
    wanted, seen = [name for name in names if name in indicators], set[str]()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        wanted += [operand for operand in operands_of(indicators[name]) if operand in indicators]
    for name, indicator in indicators.items():
        if name in seen and not indicator.is_derived and indicator.applies_to.matches(unit):
            yield f"{Part.FIGURE}/{name}"


def task_keys(directive: Directive, unit: Unit) -> Iterator[str]:
    """Yield the keys of the unit's tasks."""
    for task in directive.tasks_of(unit):
        yield f"{Part.TASK}/{directive.tasks_from}/{task.id}"


def remark_keys(directive: Directive) -> Iterator[str]:
    """Yield the keys of difficulties and recommendations."""
    yield f"{Part.DIFFICULTY}/{directive.id}"
    yield f"{Part.RECOMMENDATION}/{directive.id}"


def content_under(submission: Submission, key: str) -> str | None:
    """Return what a submission says under a key, None if nothing; layout and comments do not count."""
    part, _, rest = key.partition("/")
    directive, _, name = rest.partition("/")
    match part:
        case Part.FIGURE:
            entry = submission.entries.get(rest)
            return entry_content(entry) if entry else None
        case Part.TASK:
            report = submission.tasks.get(directive, {}).get(name)
            return _task_content(report) if report else None
        case Part.NARRATIVE:
            narrative = submission.narratives.get(directive, {}).get(name)
            return plain_content(narrative.text) if narrative else None
        case Part.DIFFICULTY | Part.RECOMMENDATION:
            remarks = _remarks_of(submission, part).get(directive)
            return None if remarks is None else "\n".join(plain_content(remark.text) for remark in remarks)
        case Part.CITATION:
            cited = submission.citations.get(rest)
            return _citation_content(cited) if cited else None
        case "thuc_hien":
            return _joined_parts(mandates_of(submission, rest)) or None
        case "chap_nhan_thieu":
            accepted = submission.accepted.get(rest)
            return _accepted_content(accepted) if accepted else None
        case _:
            return _joined_parts(_window_days(submission)) if submission.window else None


def mandates_of(submission: Submission, directive: str) -> tuple[str, ...]:
    """Return the documents that the unit's documents under a directive carry out besides its own."""
    issues = (issue for name, issue in submission.issues.items() if name.partition("/")[0] == directive)
    return tuple(dict.fromkeys(name for issue in issues for name in issue.mandates))


def _remarks_of(submission: Submission, part: str) -> Mapping[str, tuple[Remark, ...]]:
    return submission.difficulties if part == Part.DIFFICULTY else submission.recommendations


def _window_days(submission: Submission) -> tuple[object, ...]:
    window = submission.window
    return (window.start, window.end) if window else ()


def place_under(submission: Submission, key: str) -> Place:
    """Return where a submission says what stands under a key, else the place of the submission."""
    part, _, rest = key.partition("/")
    directive, _, name = rest.partition("/")
    piece: object = None
    match part:
        case Part.FIGURE:
            piece = submission.entries.get(rest)
        case Part.TASK:
            piece = submission.tasks.get(directive, {}).get(name)
        case Part.NARRATIVE:
            piece = submission.narratives.get(directive, {}).get(name)
        case Part.DIFFICULTY | Part.RECOMMENDATION:
            piece = next(iter(_remarks_of(submission, part).get(directive, ())), None)
        case Part.CITATION:
            piece = submission.citations.get(rest)
        case "chap_nhan_thieu":
            piece = submission.accepted.get(rest)
    at = getattr(piece, "at", None)
    return at if isinstance(at, Place) else submission.at


def entry_content(entry: Entry) -> str:
    """Return the content of a figure: 3.781 and 3781 are the same."""
    readings = (
        (
            reading.day,
            exact_content(reading.entry.value),
            reading.entry.qualifier,
            *(reading.entry.rank or ()),
        )
        for reading in entry.readings
    )
    rank = entry.rank or ("", "")
    whole = (entry.state.name, exact_content(entry.value), entry.reason, entry.qualifier, *rank)
    return "\n".join([_joined_parts(whole), *map(_joined_parts, readings)])


def _task_content(report: TaskReport) -> str:
    texts = (report.result, report.plan, report.difficulty, report.recommendation, report.late_reason)
    return _joined_parts((report.progress.value, report.finished, *map(plain_content, texts)))


def _citation_content(cited: Citation) -> str:
    return _joined_parts((cited.type_name, cited.number, cited.day, cited.issuer, cited.subject))


def _accepted_content(accepted: Accepted) -> str:
    lacking = (f"{each.unit}: {' '.join(each.keys)}" for each in accepted.lacking)
    period = accepted.period.id if accepted.period else None
    whole = (period, accepted.reason, accepted.approver, accepted.day, *accepted.silent, *lacking)
    return _joined_parts(whole)


def _joined_parts(parts: Iterable[object]) -> str:
    return BETWEEN.join("" if part is None else str(part) for part in parts)


def plain_content(text: str) -> str:
    """Return a text without blanks at line ends, blank lines at its ends, and repeated blanks."""
    return "\n".join(_plain_line(line) for line in text.strip().split("\n"))


def _plain_line(line: str) -> str:
    """Return a line as it is indented, its blanks single; Markdown's lists need the indent."""
    words = line.strip()
    return line[: len(line) - len(line.lstrip())] + _BLANKS.sub(" ", words) if words else ""
