"""`baocao build --check`: what was given out equals what its sources give, and what lies in out/."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from baocao import __version__
from baocao.features.verify.history import History, Origin
from baocao.features.verify.lists import Listed, Proved, check_lists
from baocao.features.verify.prints import read_prints
from baocao.features.verify.sources import (
    Change,
    How,
    Rebuilt,
    changed_contents,
    source_changes,
    source_hashes,
)
from baocao.features.verify.verdicts import Verdict
from baocao.figures.versions import in_period
from baocao.foreign import files as foreign
from baocao.foreign.limits import MOST_FILE
from baocao.model.diagnostic import Diagnostic, problem, problems_in_order
from baocao.model.issuance import Issued
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.submission import Submission
from baocao.model.workspace import Config, Definitions, SourceFile
from baocao.pipeline.loading import load_checked
from baocao.pipeline.making import Progress, make_documents
from baocao.pipeline.manifest import Made
from baocao.pipeline.output import is_plain
from baocao.pipeline.plan import Scope, plan_documents
from baocao.pipeline.reminding import plan_reminders
from baocao.pipeline.sealing import check_records
from baocao.source.config import read_config
from baocao.source.files import relative_path
from baocao.source.git_faults import GitError
from baocao.source.issuances import read_issued
from baocao.source.workspace import files_of, load_definitions, read_submissions


class Checked(NamedTuple):
    """A file that was given out: whether a rebuild equals it, why not, and whether the one in out/ does.

    `origin` says from what it was built again; `changed` are the sources that are not as they were;
    `printed` tells of its PDF.
    """

    name: str
    issued: Issued
    verdict: Verdict
    origin: str = ""
    why: str = ""
    changed: tuple[Change, ...] = ()
    found: Verdict | None = None
    printed: str = ""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Both verdicts; a file that is no longer in out/ has one."""
        return (self.verdict, *((self.found,) if self.found else ()))


class Verification(NamedTuple):
    """Every file of the period that was given out, what is wrong with their records, and both lists."""

    folder: Path
    checked: tuple[Checked, ...]
    problems: tuple[Diagnostic, ...]
    files: Mapping[str, SourceFile]
    lists: tuple[Listed, ...] = ()

    def has(self, verdict: Verdict) -> bool:
        """Tell whether any comparison came to `verdict`."""
        return any(verdict in each.verdicts for each in self.checked) or any(
            each.verdict is verdict for each in self.lists
        )


def verify_period(root: Path, out: Path, period: Period, scope: Scope, progress: Progress) -> Verification:
    """Build again what was given out in `period`, and compare.

    Raises UnknownScopeError if it is narrowed to what does not exist.
    """
    config, _ = read_config(root)
    definitions, _ = load_definitions(config)
    scope.check_names(definitions)
    records, files, problems = read_issued(config, period, definitions.inventory)
    kept = check_records(definitions, _reports_of(definitions, period), always=True)
    broken = [told for told in (*kept.problems, *kept.register) if told.severity is Severity.ERROR]
    wanted = [
        record
        for record in records
        if scope.has_unit(record.unit) and scope.has_directive(record.directive)
    ]
    history, folder = History(config), out / period.id
    checked, proved = _check_documents(
        history, period, [(each, files[each.at.file]) for each in wanted], progress
    )
    prints = read_prints(folder)
    told = (
        _with_found(each, folder)._replace(printed=prints.told_of(each.name, each.issued))
        for each in checked
    )
    found = sorted(told, key=lambda each: each.name)
    there = {each.name for each in found if set(each.verdicts) == {Verdict.SAME} and each.found}
    given = tuple(made for name, made in sorted(proved.items()) if name in there)
    lists = check_lists(folder, Proved(given, cache(lambda: _rebuild_documents(root, period, wanted).made)))
    problems = problems_in_order([*problems, *broken, *_list_problems(lists, folder, config, period)])
    return Verification(folder, tuple(found), tuple(problems), files, lists)


def _reports_of(definitions: Definitions, period: Period) -> Iterable[Submission]:
    """Return the reports of the units that keep records: they have the numbers of these."""
    known, begun = definitions.registry.units, definitions.inventory.records
    units = [known[unit] for unit in begun if unit in known]
    files = files_of(definitions, period, units)
    return read_submissions(in_period(definitions, period), period, files).submissions.values()


def _list_problems(
    lists: Iterable[Listed], folder: Path, config: Config, period: Period
) -> Iterator[Diagnostic]:
    for each in lists:
        if each.verdict is Verdict.DIFFERENT:
            place = Place(relative_path(folder / each.name, config.root), 1, 1)
            yield problem("BC846", place, value=each.name, why=each.why, period=period.id)


def _check_documents(
    history: History, period: Period, wanted: Sequence[tuple[Issued, SourceFile]], progress: Progress
) -> tuple[list[Checked], dict[str, Made]]:
    """Return what became of every file of the records, and the files as they were made again."""
    # By commit: each is laid out and loaded once, however many documents came with it.
    groups: dict[str, list[tuple[Issued, Origin]]] = {}
    for record, file in wanted:
        origin = history.origin_of(record, file)
        groups.setdefault(origin.commit.id if origin.commit else "", []).append((record, origin))
    checked: list[Checked] = []
    made: dict[str, Made] = {}
    for commit, group in groups.items():
        progress("Lập lại văn bản", len(checked), len(wanted))
        rebuilt, fault = _rebuilt_from(history, commit, period, [record for record, _ in group])
        made |= rebuilt.made
        for issued, intended in group:
            origin = Origin(fault=fault) if fault else intended
            # Git is asked about sources only where a file is not what it was.
            changes = cache(partial(_changes_since, history, intended, issued, rebuilt))
            checked += _compare_files(issued, origin, rebuilt, changes, shallow=history.is_shallow)
    return checked, made


def _changes_since(
    history: History, origin: Origin, issued: Issued, rebuilt: Rebuilt
) -> tuple[Change, ...]:
    return tuple(source_changes(issued, rebuilt, partial(history.content_of, origin=origin)))


def _rebuilt_from(
    history: History, commit: str, period: Period, records: list[Issued]
) -> tuple[Rebuilt, str]:
    """Return the documents as a commit has them, or as the working tree has them and why that had to do."""
    try:
        with history.tree_of(commit) as tree:
            return _rebuild_documents(tree, period, records), ""
    except GitError as error:  # contents are missing, or Git does not answer
        with history.tree_of("") as tree:
            return _rebuild_documents(tree, period, records), str(error)


def _rebuild_documents(root: Path, period: Period, records: Sequence[Issued]) -> Rebuilt:
    """Return the official files of documents, made again, and what became of their sources."""
    hashes = source_hashes(root, {name for record in records for name in record.sources})
    contents = changed_contents(root, records, hashes)
    names = {(document.unit, document.directive) for document in records}
    loaded = load_checked(root, period)
    if not loaded.definitions.can_be_built:
        return Rebuilt({}, hashes, contents)
    planned = [
        document
        for document in chain(
            plan_documents(loaded.workspaces[0], Scope()), plan_reminders(loaded.workspaces[0], Scope())
        )
        if (document.issuer.id, document.directive.id) in names
    ]
    made, _ = make_documents(loaded, planned, lambda *_: None, official=True)
    return Rebuilt({document.name: document for document in made}, hashes, contents)


def _compare_files(
    issued: Issued,
    origin: Origin,
    rebuilt: Rebuilt,
    changes: Callable[[], tuple[Change, ...]],
    *,
    shallow: bool,
) -> Iterator[Checked]:
    """Compare the files of one document with their hashes in its record."""
    where = f"commit {origin.commit.id[:10]}" if origin.commit else "thư mục làm việc"
    for name, digest in issued.files.items():
        made = rebuilt.made.get(name)
        checked = Checked(name, issued, Verdict.SAME, where)
        # The record was changed: its hashes bear witness to nothing, even if they agree.
        if origin.edited:
            why = "bản ghi phát hành đã bị sửa sau khi commit"
            yield checked._replace(verdict=Verdict.DIFFERENT, why=why)
        # What gives the very bytes is proved, whatever became of the sources that it was made from.
        elif made is not None and sha256(made.data).hexdigest() == digest:
            yield checked
        else:
            changed = changes()
            verdict, why = _difference_meaning(issued, origin, made, changed, shallow=shallow)
            yield checked._replace(verdict=verdict, why=why, changed=changed)


def _difference_meaning(
    issued: Issued, origin: Origin, made: Made | None, changes: tuple[Change, ...], *, shallow: bool
) -> tuple[Verdict, str]:
    """Return what a difference means: where sources changed, or the program, it proves nothing."""
    changed = any(change.how is not How.REWRITTEN for change in changes)
    now = f"baocao {__version__}"
    if origin.commit is None and changed:
        return Verdict.UNKNOWN, f"{origin.fault}, và nguồn đã đổi"
    # Of a shallow clone the commit found may not be the one with which the record came.
    if changed and shallow:
        return Verdict.UNKNOWN, "kho sao chép nông; chạy git fetch --unshallow"
    if made is None:
        return Verdict.DIFFERENT, "không lập lại được từ nguồn"
    if not changed and issued.program != now:
        return Verdict.UNKNOWN, f"lập bằng {issued.program}, đang dùng {now}"
    if changed:
        return Verdict.DIFFERENT, ""
    return Verdict.DIFFERENT, "không nguồn nào đổi nội dung; có thể do thư viện của chương trình khác bản"


def _with_found(checked: Checked, folder: Path) -> Checked:
    """Compare the file in the output folder, if it is there."""
    if not is_plain(checked.name):
        return checked
    try:
        digest_found = foreign.digest_of_file(folder / checked.name, MOST_FILE)
    except OSError:
        return checked
    same = digest_found == checked.issued.files[checked.name]
    return checked._replace(found=Verdict.SAME if same else Verdict.DIFFERENT)
