"""What was given out stays as it is, until a correction explains why it does not."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from baocao.model.diagnostic import Diagnostic, at_most_problems, problem
from baocao.model.directive import Directive, Product
from baocao.model.issuance import Issued
from baocao.model.place import Place
from baocao.model.profile import Series
from baocao.model.submission import Correction, Entry, Issue, Part, Submission
from baocao.model.workspace import Workspace
from baocao.rules.contents import (
    ACCEPTED,
    BETWEEN,
    content_digest,
    content_under,
    entry_content,
    place_under,
    plain_content,
)
from baocao.vietnamese.dates import short_date

MOST_TRIED: Final = 200
"""How many ways of undoing corrections of one text are tried; what was corrected may stand there often."""
_WORDS: Final[Mapping[str, str]] = {
    Part.FIGURE: "Số liệu",
    Part.TASK: "Nhiệm vụ",
    Part.NARRATIVE: "Nội dung mục",
    Part.DIFFICULTY: "Vướng mắc theo",
    Part.RECOMMENDATION: "Kiến nghị theo",
    Part.CITATION: "Văn bản dẫn chiếu",
    ACCEPTED: "Chấp nhận thiếu theo",
}


def check_issued(workspace: Workspace) -> list[Diagnostic]:
    """Report changes of what was given out in this period, and corrections that do not fit."""
    problems: list[Diagnostic] = []
    for unit, submission in workspace.submissions.items():
        concerned = [record for record in workspace.issued if unit in record.printed]
        problems += at_most_problems(_check_submission(workspace, submission, concerned))
    problems += _number_problems(workspace)
    problems += _lost_submissions(workspace)
    # A piece that two documents print is told once.
    return list(dict.fromkeys(problems))


def _check_submission(
    workspace: Workspace, submission: Submission, issued: list[Issued]
) -> Iterator[Diagnostic]:
    yield from _misfitting_corrections(workspace, submission, issued)
    for record in issued:
        if not _is_untouched(workspace, submission, record):
            yield from _unexplained_changes(submission, record)


def _is_untouched(workspace: Workspace, submission: Submission, issued: Issued) -> bool:
    """Tell whether the file is byte for byte what it was, which needs no closer look."""
    file = workspace.files.get(submission.at.file)
    return file is not None and issued.sources.get(file.path) == file.sha256


def _unexplained_changes(submission: Submission, issued: Issued) -> Iterator[Diagnostic]:
    """What an issued report says changes only by corrections that lead back to it."""
    by_key = _corrections_by_key(submission.corrections)
    for key, printed in issued.printed[submission.unit].items():
        now = content_under(submission, key)
        # Compared by hash: the record keeps no text, so that nobody can read in it what was deleted.
        if content_digest(now) == printed:
            continue
        corrections = by_key.get(key, [])
        if not corrections:
            yield _changed_problem(submission, key, issued, now)
        elif _is_reached(now, corrections) and not _leads_back(now, corrections, printed):
            first = corrections[0]
            yield problem(
                "BC874", first.before_at, unit=submission.unit, value=first.name, document=issued.reference
            )


def _changed_problem(submission: Submission, key: str, issued: Issued, now: str | None) -> Diagnostic:
    part, _, name = key.partition("/")
    what = f"{_WORDS[part]} '{name}'" if part in _WORDS else f"'{part}'"
    state = "không còn" if now is None else "đã thay đổi"
    return problem(
        "BC872",
        place_under(submission, key),
        related=(("bản ghi phát hành", issued.at),),
        unit=submission.unit,
        what=what,
        document=issued.reference,
        state=state,
    )


def _corrections_by_key(corrections: Iterable[Correction]) -> Mapping[str, list[Correction]]:
    by_key: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_key.setdefault(correction.key, []).append(correction)
    return by_key


def _misfitting_corrections(
    workspace: Workspace, submission: Submission, issued: list[Issued]
) -> Iterator[Diagnostic]:
    """A correction speaks of an issued report, comes after it, and says what now stands there."""
    own = [correction for correction in workspace.issued if correction.unit == submission.unit]
    for key, corrections in _corrections_by_key(submission.corrections).items():
        last = corrections[-1]
        printing = _printed_by(key, issued, own)
        if not printing:
            yield problem("BC875", last.at, unit=submission.unit, value=last.name)
            continue
        first = min(record.day for record in printing)
        for correction in corrections:
            if correction.day and correction.day < first:
                day, start = short_date(correction.day), short_date(first)
                yield problem(
                    "BC876",
                    correction.at,
                    unit=submission.unit,
                    value=correction.name,
                    day=day,
                    first=start,
                )
        if last.part is not Part.FORM and not _is_reached(content_under(submission, key), corrections):
            related = (("dữ liệu hiện nay", place_under(submission, key)),)
            yield problem("BC873", last.after_at, related=related, unit=submission.unit, value=last.name)


def _printed_by(key: str, issued: list[Issued], own: list[Issued]) -> list[Issued]:
    """Return the records of documents that say what stands under `key`."""
    part, _, name = key.partition("/")
    if part != Part.FORM:
        return [record for record in issued if any(key in keys for keys in record.printed.values())]
    directive, _, product = name.partition("/")
    return [record for record in own if record.directive == directive and product in {"", record.product}]


def _is_reached(now: str | None, corrections: list[Correction]) -> bool:
    """Tell whether the last correction says what stands there now."""
    return bool(list(_states_before(now, corrections[-1])))


def _leads_back(now: str | None, corrections: list[Correction], printed: str) -> bool:
    """Tell whether undoing corrections, last first, gives what was printed.

    A report that was given out after the first corrections printed what they say already.
    """
    states = [now]
    for correction in reversed(corrections):
        undone = (before for state in states for before in _states_before(state, correction))
        # Undoing is ambiguous where the text stands more than once; the hash tells which way was right.
        states = list(dict.fromkeys(undone))[:MOST_TRIED]
        if any(content_digest(state) == printed for state in states):
            return True
    return False


def _states_before(now: str | None, correction: Correction) -> Iterator[str | None]:
    """Yield what may have stood there before the correction; nothing if it does not fit what is there."""
    before, after = _side_content(correction.before), _side_content(correction.after)
    if now == after:
        yield before
    if correction.part is Part.FIGURE or now is None:
        return
    if after is None:
        yield from _inserted_anywhere(now, before or "")
        return
    if before is None and after in now:
        yield None
        yield "\n".join(line for line in now.split("\n") if line != after)
    yield from _replaced_once(now, after, before or "")


def _side_content(side: Entry | str | None) -> str | None:
    if isinstance(side, Entry):
        return entry_content(side)
    return plain_content(side) if side is not None else None


def _replaced_once(text: str, old: str, new: str) -> Iterator[str]:
    """Yield the text with one occurrence of `old` replaced, each in turn."""
    start = text.find(old) if old else -1
    while start >= 0:
        yield text[:start] + new + text[start + len(old) :]
        start = text.find(old, start + 1)


def _inserted_anywhere(text: str, removed: str) -> Iterator[str]:
    """Yield the text with what was removed from it, as a line or a field of its own, at every place."""
    lines, fields = text.split("\n"), text.split(BETWEEN)
    for index in range(len(lines) + 1):
        yield "\n".join([*lines[:index], removed, *lines[index:]])
    for index, field in enumerate(fields):
        if not field:
            yield BETWEEN.join([*fields[:index], removed, *fields[index + 1 :]])


def _number_problems(workspace: Workspace) -> Iterator[Diagnostic]:
    """Number and day stay those of the record, and no number is given twice."""
    given: dict[tuple[str, Series, int, str], Issued] = {}
    for record in workspace.issued:
        at = _renumbered_at(workspace, record)
        if at:
            related = (("bản ghi phát hành", record.at),)
            yield problem("BC877", at, related=related, unit=record.unit, document=record.reference)
        series = workspace.definitions.series_of(record.unit, record.day)
        key = (record.unit, series, record.number, record.notation)
        if key in given:
            related = (("bản ghi kia", given[key].at),)
            unit, value = record.unit, record.symbol
            yield problem(
                "BC878", record.at, related=related, unit=unit, value=value, series=series.name, where=""
            )
        given.setdefault(key, record)


def _renumbered_at(workspace: Workspace, issued: Issued) -> Place | None:
    """Return where `phat_hanh` says another number or day than the record, if it does."""
    submission = workspace.submissions.get(issued.unit)
    directive = workspace.definitions.directives.get(issued.directive)
    product = (
        next((candidate for candidate in directive.products if candidate.id == issued.product), None)
        if directive
        else None
    )
    if submission is None or directive is None or product is None:
        return None
    issue = issue_of(submission, directive, product)
    if (issue.number, issue.day) == (issued.number, issued.day):
        return None
    return issue.at or submission.at


def issue_of(submission: Submission, directive: Directive, product: Product) -> Issue:
    """Return how a unit issues a product, as far as its submission says so.

    What is said of a directive counts for its reports; a document that corrects has a number of its own.
    """
    return next((submission.issues[key] for key in issue_keys(submission, directive, product)), Issue())


def issue_keys(submission: Submission, directive: Directive, product: Product) -> list[str]:
    """Return the keys of `phat_hanh` that speak of a product, the first of which counts."""
    whole = () if product.stands_apart else (directive.id,)
    return [key for key in (f"{directive.id}/{product.id}", *whole) if key in submission.issues]


def _lost_submissions(workspace: Workspace) -> Iterator[Diagnostic]:
    """The submissions behind an issued document stay where they are."""
    known = workspace.submissions.keys() | workspace.rejected
    for record in workspace.issued:
        for unit in record.printed:
            if unit not in known:
                yield problem("BC884", record.at, unit=unit, document=record.reference, value=unit)
