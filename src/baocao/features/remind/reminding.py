"""`baocao remind`: from who has reported to letters, messages and a list."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.remind.messages import message_file, messages_of
from baocao.features.remind.records import Letter, Reminder
from baocao.features.remind.sheets import reminder_document
from baocao.model.directive import Directive
from baocao.model.period import Period
from baocao.pipeline import manifest
from baocao.pipeline.deliveries import Report, status_of_period
from baocao.pipeline.guarding import Tell, our_turn, tell_nobody
from baocao.pipeline.keeping import given_out, set_aside
from baocao.pipeline.making import Before, Outcome, make_documents, read_before, write_outcome
from baocao.pipeline.manifest import Made
from baocao.pipeline.plan import Scope
from baocao.pipeline.reminding import Reminders, plan_reminders
from baocao.render.sheet import render_workbook
from baocao.source.files import is_there
from baocao.source.forms import load_form

_LIST: Final = "nhac-viec"
"""What the files are called that go to nobody's desk: messages to paste, and the list."""


class Call(NamedTuple):
    """How it is asked for: which directives and issuers, now in Vietnam's time; `tell` hears of waiting."""

    scope: Scope
    now: datetime
    tell: Tell = tell_nobody


def remind_period(root: Path, out: Path, period: Period, call: Call) -> Reminder:
    """Write the letters to those who have not reported for `period`, and what else goes to them.

    Raises UnknownScopeError if it is narrowed to what does not exist.
    """
    with our_turn(out / period.id, "remind", call.tell) as hindered:
        report = status_of_period(root, period, Scope(directives=call.scope.directives), call.now)
        call.scope.check_names(report.loaded.definitions)
        if not report.loaded.definitions.can_be_built:
            return _unmade_reminder(report)
        reminder, made = _made_reminder(report, call)
        if hindered:
            return reminder._replace(problems=(*reminder.problems, *hindered))
        return _write_reminder(reminder, made, out / period.id, narrowed=not call.scope.is_everything)


def _unmade_reminder(report: Report) -> Reminder:
    """Return why nobody is written to: without units and indicators nobody knows who owes what."""
    loaded, period = report.loaded, report.overview.period
    return Reminder(loaded, period, report.overview.moment, problems=loaded.errors)


def _made_reminder(report: Report, call: Call) -> tuple[Reminder, Sequence[Made]]:
    loaded = report.loaded
    workspace, moment = loaded.workspaces[0], report.overview.moment
    statuses = {status.directive.id: status for status in report.overview.statuses}
    reminders = Reminders(loaded, statuses, moment)
    profiles = loaded.definitions.profiles
    letters = [
        Letter(
            planned,
            reminders.reminding_of(planned.directive, moment.date()),
            profiles.get(planned.issuer.id),
        )
        for planned in plan_reminders(workspace, call.scope)
    ]
    wanted = [letter.planned for letter in letters if letter.reminding.units]
    made, problems = make_documents(
        loaded, wanted, lambda *_: None, official=False, remind=reminders.reminding_of
    )
    made, told = set_aside(workspace, made)
    named = {manifest.document_key(manifest.manifest_entry(each)): each.name for each in made}
    letters = [letter._replace(file=named.get(letter.planned.key, "")) for letter in letters]
    reminder = Reminder(
        loaded,
        workspace.period,
        moment,
        tuple(letters),
        tuple(messages_of(letters, loaded.definitions.citations)),
        unsent=tuple(_unsent_directives(report, call.scope, letters, reminders)),
        unread=tuple(report.unread),
        problems=(*problems, *told),
    )
    return reminder, made


def _unsent_directives(
    report: Report, scope: Scope, letters: Sequence[Letter], reminders: Reminders
) -> Iterator[Directive]:
    """Yield the directives that nobody reminds of, though somebody would be reminded."""
    if scope.units:
        return
    reminded = {letter.planned.directive.id for letter in letters}
    day = report.overview.moment.date()
    for directive in (status.directive for status in report.overview.statuses):
        if directive.id not in reminded and reminders.reminding_of(directive, day).units:
            yield directive


def _write_reminder(reminder: Reminder, made: Sequence[Made], folder: Path, *, narrowed: bool) -> Reminder:
    """Write the files, and take away those of an earlier call that hold no longer.

    A `narrowed` call does not know of everybody of whom the messages of an earlier one speak.
    """
    outcome = Outcome(reminder.loaded.workspaces[0], folder, tuple(made))
    before = read_before(outcome, Scope(frozenset({""})))
    others = dict(_other_files(reminder))
    kept, stale = _parted_staying(reminder, before)
    names = () if narrowed else _other_names(reminder)
    gone = [name for name in names if name not in others and is_there(folder / name)]
    # A list is written anew: a call that was killed may have taken away what it tells of.
    if not (made or others or stale or gone or is_there(folder / manifest.NAME)):
        return reminder._replace(problems=(*reminder.problems, *before.problems))
    written = write_outcome(outcome, before._replace(staying=kept), others=others, gone=gone)
    done = {*stale, *gone} if not written.problems else set()
    now = {*(each.name for each in made), *others} & written.names
    return reminder._replace(
        folder=str(folder),
        written=tuple(sorted(now)),
        removed=tuple(sorted(done)),
        problems=(*reminder.problems, *before.problems, *written.problems),
    )


def _parted_staying(reminder: Reminder, before: Before) -> tuple[list[Mapping[str, object]], list[str]]:
    """Return the files that stay beside the new ones, and the letters among them that hold no longer."""
    keys = {letter.planned.key for letter in reminder.letters}
    issued = given_out(reminder.loaded.workspaces[0])
    old = [
        str(entry["tep"])
        for entry in before.staying
        if manifest.document_key(entry) in keys and entry["tep"] not in issued
    ]
    return [entry for entry in before.staying if entry["tep"] not in old], old


def _other_names(reminder: Reminder) -> tuple[str, str]:
    stem = f"{_LIST}_{reminder.period.id}"
    return f"{stem}.txt", f"{stem}.xlsx"


def _other_files(reminder: Reminder) -> Iterator[tuple[str, bytes]]:
    """Yield the messages and the list, if anybody is reminded."""
    if not reminder.messages:
        return
    text, book = _other_names(reminder)
    yield text, message_file(reminder.messages, reminder.period, reminder.moment, reminder.notice)
    form = load_form(sizes=reminder.loaded.definitions.config.sizes)
    yield book, render_workbook(reminder_document(reminder), form, reminder.moment)
