"""What is printed otherwise: the documents of two versions, composed in memory of the same reports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from baocao import __version__
from baocao.documents.compose import compose_document
from baocao.documents.environment import Templates
from baocao.features.diff.causes import Causes, Told
from baocao.features.diff.printed_text import (
    Lines,
    document_text,
    edit_shape,
    line_changes,
    only_numbers,
)
from baocao.features.diff.records import Printed, PrintedChange
from baocao.features.diff.side import Narrowing
from baocao.figures.earlier import PastReports
from baocao.figures.versions import asked_workspaces
from baocao.foreign.records import BadRecordError, read_record
from baocao.model.indicator import Catalogue
from baocao.model.period import Period
from baocao.model.submission import Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, Workspace
from baocao.pipeline import manifest
from baocao.pipeline.parallel import DOCUMENTS, share_work
from baocao.pipeline.plan import Planned, Requests, Scope, plan_documents
from baocao.pipeline.reading_back import reports_before
from baocao.vietnamese.sentences import Edit

PROGRAM: Final = f"baocao {__version__}"
Key = tuple[str, str, str]
"""Directive, product and issuer of a document."""


def may_change(planned: Planned, causes: Causes) -> bool:
    """Tell whether a document may say something else than before."""
    product, issuer = planned.product, planned.issuer
    return causes.general or product.template in causes.templates or issuer.id in causes.profiles


class Text(NamedTuple):
    """What a document of an issuer says; nothing if it could not be made."""

    kind: str
    issuer: Unit
    lines: Lines | None


def compare_printed(
    sides: tuple[Workspace, Workspace],
    earlier: Definitions,
    causes: Causes,
    narrowing: Narrowing,
    told: Told,
) -> Printed:
    """Return what the documents of a period say otherwise, with the reports of the new side on both.

    So what changed in reports is not repeated; nor in those of periods before, which are read by `earlier`.
    `told` are the numbers that other definitions changed.
    """
    old, new = asked_workspaces(*sides)
    old = _with_reports(old, new)
    before, now = (
        printed_texts(side, reports_before(side, earlier), causes, narrowing) for side in (old, new)
    )
    both = [key for key in now if key in before]
    found = {key: edits for key in both if (edits := _edits_between(before[key], now[key])) is not None}
    shown = {
        key: tuple(edit for edit in edits if not only_numbers(edit, told)) for key, edits in found.items()
    }
    return Printed(
        period=new.period,
        compared=len(found),
        changed=sum(map(bool, shown.values())),
        changes=tuple(grouped_changes(shown, now)),
        following=sum(map(len, found.values())) - sum(map(len, shown.values())),
        gone=tuple(_document_names(before, [key for key in before if key not in now])),
        come=tuple(_document_names(now, [key for key in now if key not in before])),
        failed=tuple(_document_names(now, [key for key in both if _fails_once(before[key], now[key])])),
        causes=causes.words,
    )


def printed_texts(
    workspace: Workspace, past: PastReports, causes: Causes, narrowing: Narrowing
) -> dict[Key, Text]:
    """Return what the documents of a workspace say that may have changed."""
    scope = Scope(narrowing.units, narrowing.directives)
    planned = [each for each in plan_documents(workspace, scope) if may_change(each, causes)]
    parts = share_work(_Writer(workspace, past, planned).texts_of, planned, DOCUMENTS)
    texts = [text for part in parts for text in part]
    return {each.key: text for each, text in zip(planned, texts, strict=True)}


class _Writer:
    """Composes documents; what they share is made ready beforehand."""

    def __init__(self, workspace: Workspace, past: PastReports, planned: Sequence[Planned]) -> None:
        config = workspace.definitions.config
        self._templates = Templates(config.templates, config.root)
        self._requests = Requests(workspace, (), (), draft=True, past=past)
        for each in planned:
            self._templates.load_template(each.product.template, each.product.at)

    def texts_of(self, planned: Iterable[Planned]) -> list[Text]:
        """Return what each document says."""
        return [self._text_of(each) for each in planned]

    def _text_of(self, planned: Planned) -> Text:
        composed, _ = compose_document(self._requests.full_request(planned), self._templates)
        if composed is None:
            return Text("", planned.issuer, None)
        return Text(composed.kind, planned.issuer, document_text(composed.document))


def _fails_once(old: Text, new: Text) -> bool:
    """Tell whether one side alone could not make a document."""
    return (old.lines is None) is not (new.lines is None)


def _edits_between(old: Text, new: Text) -> tuple[Edit, ...] | None:
    """Return what a document says otherwise, None where a side could not make it."""
    return None if old.lines is None or new.lines is None else line_changes(old.lines, new.lines)


def _with_reports(old: Workspace, new: Workspace) -> Workspace:
    """Return the old side with the reports of the new one, where its definitions can hold them."""
    catalogues = old.definitions.catalogue, new.definitions.catalogue
    units = old.definitions.registry.units
    held = {
        name: submission if _can_hold(submission, catalogues) else old.submissions.get(name)
        for name, submission in new.submissions.items()
        if name in units
    }
    return old._replace(
        submissions={name: submission for name, submission in held.items() if submission},
        rejected=new.rejected,
    )


def _can_hold(submission: Submission, catalogues: tuple[Catalogue, Catalogue]) -> bool:
    """Tell whether the earlier catalogue knows what a report says, and as values of the same kind."""
    earlier, latest = (catalogue.indicators for catalogue in catalogues)
    if earlier is latest:
        return True
    return all(
        name in earlier and name in latest and earlier[name].kind is latest[name].kind
        for name in submission.entries
    )


def grouped_changes(
    edits: Mapping[Key, tuple[Edit, ...]], texts: Mapping[Key, Text]
) -> Iterator[PrintedChange]:
    """Yield the changes of each product; what changed alike in the documents of many units is one."""
    for directive, product in dict.fromkeys(key[:2] for key in edits):
        own = {key: found for key, found in edits.items() if key[:2] == (directive, product)}
        for keys, together in _shared_edits(own).items():
            units = tuple(texts[key].issuer for key in keys)
            yield PrintedChange(directive, product, texts[keys[0]].kind, units, tuple(together))


def _shared_edits(edits: Mapping[Key, tuple[Edit, ...]]) -> dict[tuple[Key, ...], list[Edit]]:
    """Return the edits, as the first document has them, by the documents that have them."""
    examples: dict[tuple[str, ...], Edit] = {}
    holders: dict[tuple[str, ...], list[Key]] = {}
    for key, changed in edits.items():
        for alike, edit in _edits_by_shape(changed).items():
            examples.setdefault(alike, edit)
            holders.setdefault(alike, []).append(key)
    together: dict[tuple[Key, ...], list[Edit]] = {}
    for alike, keys in holders.items():
        together.setdefault(tuple(keys), []).append(examples[alike])
    return together


def _edits_by_shape(edits: Sequence[Edit]) -> dict[tuple[str, ...], Edit]:
    """Return the first edit of each shape, with how many they are."""
    found: dict[tuple[str, ...], Edit] = {}
    for edit in edits:
        shape = edit_shape(edit)
        known = found.get(shape)
        found[shape] = known._replace(alike=known.alike + 1) if known else edit
    return found


def _document_names(texts: Mapping[Key, Text], keys: Iterable[Key]) -> Iterator[str]:
    yield from (f"{key[0]}/{key[1]} của {texts[key].issuer.name}" for key in keys)


def program_of_build(folder: Path) -> str:
    """Return the program that made the files of a folder, as their list says; nothing if there is none."""
    try:
        content = read_record(folder / manifest.NAME) or {}
    except BadRecordError:
        return ""
    return str(content.get("chuong_trinh", ""))


def program_of_other_build(root: Path, period: Period) -> str:
    """Return the program of the build that lies in a workspace, if it is another one than this."""
    program = program_of_build(root / "out" / period.id)
    return "" if program == PROGRAM else program
