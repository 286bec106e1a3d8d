"""`baocao diff KỲ --out DIR`: the files of an earlier build against what would be printed now.

The program itself may have changed, or a form, which sources do not tell: both texts are compared.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from baocao.features.diff.comparing import RefusedError, check_narrowing, shown_errors
from baocao.features.diff.office_text import document_lines, workbook_lines
from baocao.features.diff.printed import PROGRAM, Key, Text, grouped_changes, program_of_build
from baocao.features.diff.printed_text import line_changes, lines_of_file
from baocao.features.diff.records import Differences, Printed
from baocao.features.diff.side import Narrowing
from baocao.foreign.faults import SHEET, WORD, UnreadableError
from baocao.foreign.packages import read_package
from baocao.model.diagnostic import Diagnostic
from baocao.model.period import Period
from baocao.pipeline import manifest
from baocao.pipeline.keeping import given_out, named_beside
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.making import make_documents
from baocao.pipeline.manifest import Made
from baocao.pipeline.plan import Scope, plan_documents
from baocao.vietnamese.sentences import Edit

Entry = Mapping[str, Any]
"""What the list of an earlier build tells of one file."""


class Given(NamedTuple):
    """A file of an earlier build beside the same file as it would be made now; None is not there."""

    entry: Entry | None
    made: Made | None

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.made.name if self.made else str((self.entry or {})["tep"])

    @property
    def is_same(self) -> bool:
        """Whether both have the same bytes."""
        if self.entry is None or self.made is None:
            return False
        return sha256(self.made.data).hexdigest() == self.entry.get("sha256")


def compare_build(root: Path, out: Path, period: Period, narrowing: Narrowing) -> Differences:
    """Return what the files of an earlier build say otherwise than they would now.

    Raises RefusedError where there is no such build, and for unknown units and directives.
    """
    folder = out / period.id
    earlier, program = _earlier_build(folder)
    loaded = load_checked(root, period)
    check_narrowing(narrowing, [loaded.definitions])
    scope = Scope(narrowing.units, narrowing.directives)
    asked = (entry for entry in earlier.entries if _is_asked(entry, scope))
    # A PDF says what its Word file says.
    entries = [entry for entry in asked if manifest.PRINTED_FROM not in entry]
    made, problems = _made_now(loaded, entries, scope)
    pairs = _paired_files(entries, made)
    printed: tuple[Printed, ...] = ()
    if loaded.definitions.can_be_built:
        causes = tuple(_changed_causes(program, earlier.sources, made))
        printed = (_compare_files(folder, pairs, loaded)._replace(causes=causes),)
    return Differences(
        f"bản đã lập {folder} ({program})",
        f"bản lập bây giờ ({PROGRAM})",
        problems=tuple(shown_errors([*loaded.errors, *problems], narrowing)),
        notice=loaded.definitions.config.notice,
        printed=printed,
    )


def _earlier_build(folder: Path) -> tuple[manifest.Earlier, str]:
    """Return the list of an earlier build, and the program that made it."""
    earlier = manifest.earlier_build(folder)
    if not earlier.entries:
        reason = f" ({earlier.fault.reason})" if earlier.fault else ""
        raise RefusedError(f"Không có bản đã lập nào trong '{folder}'{reason}. Chạy baocao build trước.")
    return earlier, program_of_build(folder)


def _is_asked(entry: Entry, scope: Scope) -> bool:
    return scope.has_unit(str(entry.get("don_vi"))) and scope.has_directive(str(entry.get("chi_dao")))


def _made_now(
    loaded: Loaded, entries: Iterable[Entry], scope: Scope
) -> tuple[list[Made], list[Diagnostic]]:
    """Return the files as they would be made now: official where they were, as drafts where they were not.

    One that was given out is made too where it would be another now: that is what is asked.
    """
    workspace = loaded.workspaces[0]
    if not workspace.definitions.can_be_built:
        return [], []
    official, drafts = (
        {manifest.document_key(entry) for entry in entries if bool(entry.get("du_thao")) is is_draft}
        for is_draft in (False, True)
    )
    planned = list(plan_documents(workspace, scope))
    made: list[Made] = []
    problems: list[Diagnostic] = []
    for is_official in (False, True):
        own = [
            each
            for each in planned
            if (each.key in official if is_official else each.key in drafts or each.key not in official)
        ]
        files, faults = make_documents(loaded, own, lambda *_: None, official=is_official)
        made += files
        problems += faults
    records = given_out(workspace)
    return [named_beside(records, each) for each in made], problems


def _paired_files(entries: Iterable[Entry], made: Iterable[Made]) -> list[Given]:
    """Return the files of both sides by name; of one that is a workbook too the document says it all."""
    old = {str(entry["tep"]): entry for entry in entries}
    new = {each.name: each for each in made}
    names = dict.fromkeys([*new, *old])
    return [
        Given(old.get(name), new.get(name))
        for name in names
        if not (name.endswith(".xlsx") and f"{PurePath(name).stem}.docx" in names)
    ]


def _changed_causes(program: str, sources: Mapping[str, str], made: Sequence[Made]) -> Iterator[str]:
    """Yield what is not as it was when the files were made: the program, then sources."""
    if program != PROGRAM:
        yield f"chương trình {program} → {PROGRAM}"
    now = {name: digest for each in made for name, digest in each.sources.items()}
    yield from sorted(name for name in {**now, **sources} if now.get(name) != sources.get(name))


def _compare_files(folder: Path, pairs: Sequence[Given], loaded: Loaded) -> Printed:
    """Return what the files say otherwise that both sides have."""
    units = loaded.definitions.registry.units
    both = [each for each in pairs if each.entry and each.made]
    different = [each for each in both if not each.is_same]
    texts: dict[Key, Text] = {}
    edits: dict[Key, tuple[Edit, ...]] = {}
    failed: list[str] = []
    for given in different:
        changed = _file_changes(folder, given)
        if changed is None:
            failed.append(given.name)
        elif changed and given.made:
            key = (given.made.directive, given.made.product, given.made.unit)
            texts[key] = Text(given.made.kind, units[given.made.unit], None)
            edits[key] = changed
    return Printed(
        loaded.workspaces[0].period,
        compared=len(both),
        changed=len(edits),
        changes=tuple(grouped_changes(edits, texts)),
        gone=tuple(each.name for each in pairs if each.made is None),
        come=tuple(each.name for each in pairs if each.entry is None),
        failed=tuple(failed),
        layout=len(different) - len(edits) - len(failed),
        of_build=True,
    )


def _file_changes(folder: Path, given: Given) -> tuple[Edit, ...] | None:
    """Return what a file says otherwise, None if the earlier one cannot be read."""
    if given.made is None:
        return None
    lines, kind = (workbook_lines, SHEET) if given.name.endswith(".xlsx") else (document_lines, WORD)
    try:
        before = [*lines(read_package(folder / given.name, kind))]
    except UnreadableError:
        return None
    return line_changes(lines_of_file(before), lines_of_file(lines(given.made.data)))
