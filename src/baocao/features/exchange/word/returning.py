"""Edited Word files of ours → what is proposed for the sources, what is refused, and what is asked."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.exchange.word.carrying import Carried, Reason, Why, carry_back, written_at
from baocao.features.exchange.word.comparing import compare_documents
from baocao.features.exchange.word.figures import FigureFound, changed_figures
from baocao.features.exchange.word.newcomers import with_new_texts
from baocao.features.exchange.word.records import Edits, OtherEdit, ProseEdit, ReferenceEdit
from baocao.features.exchange.word.remaking import (
    Remade,
    commits_of_sources,
    made_document,
    remake_document,
)
from baocao.features.exchange.word.sifting import (
    edits_left,
    edits_since,
    is_far_larger,
    stale_marks,
)
from baocao.features.exchange.word.writers import writer_of
from baocao.figures.own import own_figures
from baocao.foreign.faults import UnreadableError
from baocao.foreign.packages import read_package
from baocao.foreign.secrecy import refuse_secret
from baocao.foreign.word_marks import Map, MarkedDocument, read_marked
from baocao.model.marks import Origin
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.plan import Planned, Scope, plan_documents
from baocao.pipeline.reminding import plan_reminders
from baocao.rules.personal_data import PERSONAL
from baocao.rules.written_numbers import KnownNumbers
from baocao.vietnamese.text import name_hint


class State(Enum):
    """What an edited file turned out to be."""

    EDITED = "đã sửa"
    SAME = "không sửa gì"
    ISSUED = "đã phát hành"
    OTHER = "không dùng được"


class Wish(NamedTuple):
    """What was said beside the files: right values by figure, and texts of which the change is meant.

    The `period`, `unit` and `directive` of a file that does not say itself which document it is.
    """

    corrections: Mapping[str, str] = {}
    accepted: frozenset[str] = frozenset()
    period: Period | None = None
    unit: str = ""
    directive: str = ""


class OtherFound(NamedTuple):
    """Words that no unit wrote as prose were edited: what, and who writes them."""

    edit: OtherEdit
    writer: str


class Returned(NamedTuple):
    """One file that came back.

    `message` says why it is of no use; `remarks` are what limits the answer. A draft note is counted, not
    told. `people` are those who made tracked changes. `faults` are what is wrong with the data anyway.
    """

    path: Path
    state: State
    message: str = ""
    workspace: Workspace | None = None
    unit: Unit | None = None
    origin: Origin | None = None
    carried: tuple[Carried, ...] = ()
    figures: tuple[FigureFound, ...] = ()
    references: tuple[ReferenceEdit, ...] = ()
    others: tuple[OtherFound, ...] = ()
    respelled: int = 0
    comments: int = 0
    people: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    text: MarkedDocument | None = None
    faults: frozenset[tuple[str, str]] = frozenset()
    planned: Planned | None = None

    @property
    def document(self) -> str:
        """What the document is called in a sentence."""
        if self.origin is None or self.unit is None or self.workspace is None:
            return self.path.name
        draft = "dự thảo " if self.origin.draft else ""
        return f"{draft}{self.origin.kind} của {self.unit.name}, kỳ {self.workspace.period.id}"


_NOT_OURS: Final = (
    "không phải văn bản do baocao lập (không có dấu nào của chương trình); muốn xem thể thức, "
    "chạy baocao inspect {name}"
)
_UNTOLD: Final = {
    Map.NEWER: "do bản baocao mới hơn lập; nâng cấp baocao rồi nhập lại",
    Map.SPOILED: "phần nhận dạng trong tệp bị hỏng",
    Map.SEVERAL: "có nhiều phần nhận dạng, có thể ghép từ nhiều văn bản",
    Map.MISSING: "mất phần nhận dạng (thường do chép sang tệp khác hoặc lưu bằng chương trình khác)",
}
_REMINDS: Final = (
    "công văn đôn đốc, do chương trình viết từ tình hình gửi báo cáo và mẫu: không có lời văn của đơn vị "
    "để nhập. Chỗ đã sửa chỉ có trong tệp này: gửi tệp này đi, hoặc sửa mẫu rồi lập lại bằng "
    "baocao remind --ky {period}"
)
_SAY_WHICH: Final = "; ghi rõ là văn bản nào: --ky KỲ --don-vi MÃ --chi-dao MÃ"


_FAR_LARGER: Final = "dài hơn văn bản đã lập quá nhiều nên không so được"
_FEW: Final = 3
_MOST_WRITERS: Final = 200
"""Words of which it is found out who wrote them; nobody reads of more."""


class Reader:
    """Reads edited files against one workspace, of which each period is loaded once."""

    def __init__(self, root: Path, wish: Wish) -> None:
        self._root = root
        self._wish = wish
        self._loaded: dict[Period, Loaded] = {}

    def loaded_period(self, period: Period) -> Loaded:
        """Return the sources of a period, checked."""
        if period not in self._loaded:
            self._loaded[period] = load_checked(self._root, period)
        return self._loaded[period]

    def read_file(self, path: Path) -> Returned:
        """Return what came back in one file; whatever it is, it is told."""
        try:
            data = read_package(path)
            document = read_marked(data)
            refuse_secret(data)
        except UnreadableError as error:
            return Returned(path, State.OTHER, f"{error.message} {error.advice}")
        if not document.is_marked and not self._wish.period:
            return Returned(path, State.OTHER, _NOT_OURS.format(name=path.name))
        origin = document.origin or self._origin_wished()
        if origin is None:
            return Returned(path, State.OTHER, _UNTOLD.get(document.map, "") + _SAY_WHICH)
        return self._read_marked(path, document, origin)

    def _origin_wished(self) -> Origin | None:
        """Return which document it is by what was said beside it."""
        wish = self._wish
        if wish.period is None or not wish.unit:
            return None
        workspace = self.loaded_period(wish.period).workspaces[0]
        scope = Scope(frozenset({wish.unit}), frozenset(filter(None, [wish.directive])))
        planned = next(iter(plan_documents(workspace, scope)), None)
        if planned is None:
            return None
        directive, product, unit = planned.key
        return Origin("văn bản", unit, wish.period.id, directive, product, draft=True)

    def _read_marked(self, path: Path, document: MarkedDocument, origin: Origin) -> Returned:
        period = Period.parse(origin.period)
        if period is None:
            return Returned(path, State.OTHER, _UNTOLD[Map.SPOILED] + _SAY_WHICH)
        loaded = self.loaded_period(period)
        if not loaded.definitions.can_be_built:
            return Returned(
                path, State.OTHER, "danh mục có lỗi, chưa dựng lại được văn bản; chạy baocao check"
            )
        workspace = loaded.workspaces[0]
        refusal = _stranger_words(origin, workspace) or _reminder_words(origin, workspace)
        if refusal:
            return Returned(path, State.OTHER, refusal)
        remade = remake_document(loaded, origin)
        if remade and document.map is Map.WHOLE:
            stale = stale_marks(document, remade.document)
            remade = remade._replace(stale=stale, is_doubtful=bool(stale))
        if remade is None:
            gone = f"kỳ {period.id} không còn lập văn bản này ('{origin.product}' theo {origin.directive})"
            return Returned(path, State.OTHER, gone)
        return self._compared(path, document, origin, remade)

    def _compared(self, path: Path, document: MarkedDocument, origin: Origin, remade: Remade) -> Returned:
        """Return what a file says otherwise than when it was made."""
        if is_far_larger(document, remade.document):
            return Returned(path, State.OTHER, _FAR_LARGER)
        period = remade.workspace.period
        workspace = self.loaded_period(period).workspaces[0]
        issuer = workspace.definitions.registry.units[origin.unit]
        edits = self._true_edits(compare_documents(remade.document, document), document, remade)
        issued = not origin.draft and _is_issued(workspace, origin)
        known = _known_numbers(workspace, issuer)
        edits, new = with_new_texts(edits, workspace, remade.planned, known)
        carried = (*self._carried(edits, workspace, remade, known, issued=issued), *new)
        figures = tuple(self._figures(edits, carried, workspace, issuer, origin))
        others = (
            OtherFound(each, writer_of(each, workspace, remade.planned) if number < _MOST_WRITERS else "")
            for number, each in enumerate(edits.others)
        )
        state = State.ISSUED if issued else State.SAME if edits.is_empty and not new else State.EDITED
        return Returned(
            path,
            state,
            workspace=workspace,
            unit=issuer,
            origin=origin,
            carried=carried,
            figures=figures,
            references=edits.references,
            others=tuple(others),
            respelled=edits.respelled + sum(each.respelled for each in carried),
            comments=len(document.comments),
            people=_people_of(document),
            remarks=tuple(_remarks_on(document, remade)),
            text=document,
            faults=frozenset(_faults_of(self.loaded_period(period))),
            planned=remade.planned,
        )

    def _true_edits(self, edits: Edits, document: MarkedDocument, remade: Remade) -> Edits:
        """Return the edits without what only the sources have changed since, or have taken over already."""
        if remade.is_doubtful:
            edits = edits_since(edits, document)
        if not remade.changed:
            return edits
        period = remade.workspace.period
        current = made_document(self.loaded_period(period), remade.planned, draft=remade.draft)
        return edits if current is None else edits_left(edits, current)

    def _carried(
        self,
        edits: Edits,
        workspace: Workspace,
        remade: Remade,
        known: KnownNumbers | None,
        *,
        issued: bool,
    ) -> Iterator[Carried]:
        """Yield what is proposed for each text; one that was edited in several places at once is asked."""
        issuer = remade.planned.issuer
        by_way: dict[tuple[str, str], list[ProseEdit]] = {}
        for edit in edits.prose:
            by_way.setdefault((edit.mark.unit or issuer.id, edit.mark.key), []).append(edit)
        for (unit, _), listed in by_way.items():
            made = self._carry_one(listed, workspace, remade, unit, known)
            extra = [Reason(Why.ISSUED)] if issued else []
            if unit != issuer.id:
                extra.append(Reason(Why.FOREIGN, _unit_name(workspace, unit)))
            yield made._replace(reasons=(*extra, *made.reasons))

    def _carry_one(
        self,
        listed: Sequence[ProseEdit],
        workspace: Workspace,
        remade: Remade,
        unit: str,
        known: KnownNumbers | None,
    ) -> Carried:
        key, way = listed[0].mark.key, listed[0].mark.way
        if unit != remade.planned.issuer.id:
            now = written_at(workspace.submissions.get(unit), way.split("/"))
            return Carried(listed[0], now, None)
        then, now = (
            written_at(side.submissions.get(unit), way.split("/")) for side in (remade.workspace, workspace)
        )
        if (unit, key) in remade.stale:
            then = None
        accepted = way in self._wish.accepted
        made = [carry_back(edit, then, now, known, accepted=accepted) for edit in listed]
        if len({each.after for each in made}) > 1:
            return made[0]._replace(reasons=(*made[0].reasons, Reason(Why.TWICE)))
        return made[0]

    def _figures(
        self,
        edits: Edits,
        carried: Sequence[Carried],
        workspace: Workspace,
        issuer: Unit,
        origin: Origin,
    ) -> Iterator[FigureFound]:
        found = list(changed_figures(edits, carried, workspace, issuer))
        blobs = {source.path: source.blob for source in origin.sources}
        wanted = {each.at.file: blobs[each.at.file] for each in found if each.at and each.at.file in blobs}
        commits = commits_of_sources(self._root, wanted) if wanted else {}
        for each in found:
            commit = commits.get(each.at.file) if each.at else None
            yield each._replace(commit=commit, given=self._wish.corrections.get(each.label))


def _faults_of(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Yield the errors of a period, and the numbers of persons that are in its reports."""
    for each in loaded.problems:
        if each.severity is Severity.ERROR or each.code in PERSONAL:
            yield each.code, each.message


def _stranger_words(origin: Origin, workspace: Workspace) -> str:
    """Return why a document belongs to another workspace; nothing for one of this."""
    registry, directives = workspace.definitions.registry, workspace.definitions.directives
    if origin.unit not in registry.units:
        hint = name_hint(origin.unit, registry.units)
        return f"của đơn vị '{origin.unit}', không có trong danh mục đơn vị ở đây (của tỉnh khác?).{hint}"
    if origin.directive not in directives:
        return f"theo chỉ đạo '{origin.directive}', không có ở đây (của tỉnh khác?)"
    return ""


def _reminder_words(origin: Origin, workspace: Workspace) -> str:
    """Return what a letter is that reminds; nothing for any other document."""
    key = (origin.directive, origin.product, origin.unit)
    if all(letter.key != key for letter in plan_reminders(workspace, Scope())):
        return ""
    return _REMINDS.format(period=workspace.period.id)


def _is_issued(workspace: Workspace, origin: Origin) -> bool:
    key = (origin.unit, origin.directive, origin.product)
    return any((each.unit, each.directive, each.product) == key for each in workspace.issued)


def _unit_name(workspace: Workspace, unit: str) -> str:
    found = workspace.definitions.registry.units.get(unit)
    return found.name if found else unit


def _known_numbers(workspace: Workspace, unit: Unit) -> KnownNumbers | None:
    submission = workspace.submissions.get(unit.id)
    if submission is None:
        return None
    catalogue, end = workspace.definitions.catalogue, workspace.period.window.end
    return KnownNumbers(own_figures(unit, submission, catalogue, end), submission)


def _people_of(document: MarkedDocument) -> tuple[str, ...]:
    """Return who made tracked changes."""
    pieces = (
        piece for view in (document.now, document.before) for line in view.lines for piece in line.pieces
    )
    return tuple(dict.fromkeys(piece.author for piece in pieces if piece.change and piece.author))


def _remarks_on(document: MarkedDocument, remade: Remade) -> Iterator[str]:
    if document.map is not Map.WHOLE:
        said = _UNTOLD.get(document.map, "phần nhận dạng trong tệp đã bị sửa")
        yield f"Tệp {said}: so với văn bản lập lại từ dữ liệu."
    if remade.is_doubtful and not remade.unknown:
        # A document names no definitions, one that was given out no report either.
        changed = "mẫu, danh mục" if remade.draft else "dữ liệu, mẫu, danh mục"
        yield (
            f"Nay lập lại thì văn bản này khác lúc đó ({changed} hoặc chương trình đã đổi); chỗ khác nhau "
            "có thể do vậy."
        )
    if remade.unknown:
        yield (
            f"Nguồn đã đổi từ khi lập văn bản, Git không có bản cũ: {', '.join(remade.unknown[:3])}"
            f"{'…' if len(remade.unknown) > _FEW else ''}; chỗ khác nhau có thể do nguồn đổi."
        )
