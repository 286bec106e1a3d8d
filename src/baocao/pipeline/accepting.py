"""Accepting gaps: who answers for them writes the record into the issuer's own file, and nowhere else.

`build` touches no source, but for this: its options name a reason and a person, so that whoever gives them
means to put it on record. From then on the record alone makes the same document, whatever command is run.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from baocao.disk.writing import ChangedError, Put
from baocao.figures.expected import expected_reporters
from baocao.model.acceptance import Accepted, Gaps, Lacking
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.directive import Directive
from baocao.model.issuance import ACCEPTED
from baocao.model.messages import Severity
from baocao.model.unit import Unit
from baocao.model.workspace import SourceFile
from baocao.pipeline.concerning import keys_above
from baocao.pipeline.guarding import changed_problem, creating_file, replacing_file, unwritable_problem
from baocao.pipeline.loading import Loaded
from baocao.pipeline.plan import Planned, UnknownScopeError
from baocao.rules.accepted import gaps_under
from baocao.rules.characters import check_characters
from baocao.rules.prose import no_markup
from baocao.source.files import relative_path
from baocao.source.log import Log
from baocao.source.nodes import Mapping
from baocao.source.parsing import parse_source
from baocao.source.submissions import SubmissionReader
from baocao.vietnamese.text import to_nfc


class Accepting(NamedTuple):
    """That somebody accepts whatever is missing now: why, who, and on which day."""

    reason: str
    approver: str
    day: date


class Recording(NamedTuple):
    """What was loaded, as it will be with the record, and the file to write; None where it stands there.

    What keeps the record from being made are `problems`.
    """

    loaded: Loaded
    edited: SourceFile | None = None
    problems: tuple[Diagnostic, ...] = ()


def documents_to_accept(planned: list[Planned], loaded: Loaded) -> list[Planned]:
    """Return the documents of the one issuer and directive whose gaps can be meant.

    Raises UnknownScopeError where nothing is missing, or where several could be meant.
    """
    speaking = [each for each in planned if each.consolidated and not each.product.corrects]
    lacking = [each for each in speaking if not gaps_under(loaded.owed, each.directive.id).is_empty]
    pairs = dict.fromkeys((each.directive.id, each.issuer.id) for each in lacking)
    if not speaking:
        raise UnknownScopeError(
            "--chap-nhan-thieu chỉ dùng cho văn bản tổng hợp; ở đây không có văn bản nào."
        )
    if not pairs:
        raise UnknownScopeError("Không thiếu báo cáo hay nội dung nào: bỏ --chap-nhan-thieu.")
    if len(pairs) > 1:
        known = "; ".join(f"--chi-dao {directive} --don-vi {issuer}" for directive, issuer in pairs)
        raise UnknownScopeError(f"Nhiều văn bản tổng hợp còn thiếu, mỗi lần chấp nhận một: {known}.")
    return [each for each in speaking if (each.directive.id, each.issuer.id) in pairs]


def record_gaps(loaded: Loaded, planned: Planned, accepting: Accepting) -> Recording:
    """Return what is loaded with all that is missing now put on record as accepted."""
    workspace, directive, issuer = loaded.workspaces[0], planned.directive, planned.issuer
    stop = directive.schedule.window(workspace.period).end
    known = workspace.submissions.get(issuer.id)
    standing = known.accepted.get(directive.id) if known else None
    accepted = _accepted_now(loaded, planned, accepting)
    if standing and _says_the_same(standing, accepted):
        return Recording(loaded)
    hindering = list(_issued_already(loaded, directive, issuer))
    if accepting.day < stop:
        hindering.append(problem("BC725", directive.at, unit=issuer.id, day=accepting.day, stop=stop))
    edited = None if hindering else _edited_submission(loaded, planned, accepted)
    if edited is None:
        place = known.at if known else directive.at
        faults = [
            each for each in loaded.errors if each.place and each.place.file == _path_of(loaded, issuer)
        ]
        problems = hindering or faults or [problem("BC727", place, unit=issuer.id)]
        return Recording(loaded, problems=tuple(problems))
    reread = _without_old_record(reread_submission(loaded, edited, issuer), loaded, planned)
    return Recording(reread, edited, tuple(_unprintable_words(reread, edited, planned)))


def _unprintable_words(reread: Loaded, edited: SourceFile, planned: Planned) -> Iterator[Diagnostic]:
    """Yield what the next run would find wrong with the words of the record, which stands nowhere yet."""
    workspace, lines = reread.workspaces[0], edited.text.split("\n")
    submission = workspace.submissions.get(planned.issuer.id)
    found = check_characters(reread.definitions.config, [edited])
    for each in (*found, *(no_markup(workspace, submission) if submission else ())):
        is_ours = each.place and keys_above(lines, each.place.line)[:2] == [ACCEPTED, planned.directive.id]
        if each.severity is Severity.ERROR and is_ours:
            yield replace(each, place=None)


def _without_old_record(reread: Loaded, loaded: Loaded, planned: Planned) -> Loaded:
    """Return what was reread without what was wrong with the record whose place another takes."""
    source = loaded.workspaces[0].files.get(_path_of(loaded, planned.issuer))
    lines = source.text.split("\n") if source else []

    def is_of_record(found: Diagnostic) -> bool:
        if source is None or found.place is None or found.place.file != source.path:
            return False
        return keys_above(lines, found.place.line)[:2] == [ACCEPTED, planned.directive.id]

    return reread._replace(problems=tuple(each for each in loaded.problems if not is_of_record(each)))


def _accepted_now(loaded: Loaded, planned: Planned, accepting: Accepting) -> Accepted:
    """Return the record of what is missing now, in the order of the registry."""
    workspace = loaded.workspaces[0]
    gaps = gaps_under(loaded.owed, planned.directive.id)
    units = [unit.id for unit in expected_reporters(workspace, planned.directive).units]
    return Accepted(
        period=workspace.period,
        reason=_one_line(accepting.reason),
        approver=_one_line(accepting.approver),
        day=accepting.day,
        silent=tuple(unit for unit in units if unit in gaps.silent),
        lacking=tuple(Lacking(unit, _ordered_keys(gaps, unit)) for unit in units if unit in gaps.lacking),
        at=planned.directive.at,
    )


def _ordered_keys(gaps: Gaps, unit: str) -> tuple[str, ...]:
    return tuple(sorted(gaps.lacking[unit]))


def _one_line(text: str) -> str:
    return " ".join(to_nfc(text).split())


def _says_the_same(standing: Accepted, accepted: Accepted) -> bool:
    """Tell whether a record says so already, be it since an earlier day."""
    said = (standing.period, standing.reason, standing.approver, standing.gaps)
    return standing.is_whole and said == (
        accepted.period,
        accepted.reason,
        accepted.approver,
        accepted.gaps,
    )


def _issued_already(loaded: Loaded, directive: Directive, issuer: Unit) -> list[Diagnostic]:
    """Return that the document of which the record speaks was given out."""
    records = loaded.workspaces[0].issued
    products = {
        product.id for product in directive.products if not product.corrects and not product.request
    }
    return [
        problem("BC726", record.at, unit=issuer.id, document=record.reference)
        for record in records
        if (record.unit, record.directive) == (issuer.id, directive.id) and record.product in products
    ]


def _path_of(loaded: Loaded, issuer: Unit) -> str:
    """Return the path of the issuer's file of the period, be it there or not."""
    workspace = loaded.workspaces[0]
    config = workspace.definitions.config
    return relative_path(config.units / issuer.id / f"{workspace.period.id}.yaml", config.root)


def _edited_submission(loaded: Loaded, planned: Planned, accepted: Accepted) -> SourceFile | None:
    from baocao.source.accepting import with_accepted  # noqa: PLC0415 - the editor of reports loads the parser

    workspace, path = loaded.workspaces[0], _path_of(loaded, planned.issuer)
    head = f"don_vi: {planned.issuer.id}\nky: {workspace.period.id}\n"
    source = workspace.files.get(path) or SourceFile(path, head, head.encode())
    return with_accepted(source, planned.directive.id, accepted)


def reread_submission(loaded: Loaded, edited: SourceFile, unit: Unit) -> Loaded:
    """Return what was loaded as it will be with a submission written otherwise."""
    workspace = loaded.workspaces[0]
    mapping, _ = parse_source(edited)
    log = Log(edited.path, unit.id)
    submission = None
    if isinstance(mapping, Mapping):
        submission = SubmissionReader(loaded.definitions, workspace.period).read_submission(
            mapping, log, unit
        )
    submissions = {**workspace.submissions, **({unit.id: submission} if submission else {})}
    files = {**workspace.files, edited.path: edited}
    renewed = workspace._replace(submissions=submissions, files=files)
    return loaded._replace(workspaces=(renewed,))


def submission_ready(loaded: Loaded, edited: SourceFile | None) -> AbstractContextManager[Put]:
    """Lay a submission ready that was `loaded` otherwise, or not at all; there may be nothing to do."""
    if edited is None:
        return nullcontext(lambda: None)
    workspace = loaded.workspaces[0]
    path = workspace.definitions.config.root / edited.path
    before = workspace.files.get(edited.path)
    if before is None:
        return creating_file(path, edited.data)
    return replacing_file(path, edited.data, before.data)


def write_record(loaded: Loaded, edited: SourceFile) -> list[Diagnostic]:
    """Put the record into the issuer's file, which still must be what was read of it."""
    try:
        with submission_ready(loaded, edited) as put:
            put()
    except ChangedError as error:
        read = loaded.workspaces[0].files.get(edited.path)
        return [changed_problem(error, edited.path, read.data if read else b"")]
    except OSError as error:
        return [unwritable_problem(edited.path, error)]
    return []
