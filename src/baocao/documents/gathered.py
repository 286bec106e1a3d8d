"""What the units themselves say, gathered: the same words once, with all who said them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from baocao.documents.citing import STATE_MANNER, Citer, Manner
from baocao.documents.ledger import Marks
from baocao.documents.prose import Prose
from baocao.documents.sources import named_text, registered, task_tally
from baocao.documents.tokens import escaped_text
from baocao.documents.traceable import list_with_key, without_marks
from baocao.documents.views import ConcernView, OpinionView, in_sentence
from baocao.documents.written import (
    REMARKS,
    Writings,
    narrative_key,
    remark_key,
    sentence_key,
    task_key,
)
from baocao.figures.consolidation import Consolidation
from baocao.model.figure import TaskStatus, Timeliness
from baocao.model.place import Place
from baocao.model.submission import Remark, Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.vietnamese.sentences import split_sentences


class Said(NamedTuple):
    """What one unit said, under a label, where, and under which key of its file."""

    label: str
    text: str
    unit: Unit
    at: Place
    key: str


class OverdueView:
    """A task that units are late with: its number and name, who leads it, who is late, and why."""

    def __init__(
        self, statuses: Sequence[TaskStatus], units: Sequence[str], why: list[OpinionView]
    ) -> None:
        task = statuses[0].task
        self.so = named_text(task.number, "số của nhiệm vụ trong chỉ đạo", task.at)
        self.ten = named_text(task.name, "tên nhiệm vụ trong chỉ đạo", task.at)
        self.chu_tri = named_text(task.lead, "cơ quan chủ trì nhiệm vụ", task.at)
        self.thoi_han = named_text(task.deadline.text, "thời hạn của nhiệm vụ", task.at)
        self.don_vi = list_with_key(
            units,
            task_tally(f"số đơn vị quá hạn nhiệm vụ {task.number}", statuses),
            registered("tên đơn vị trong danh mục"),
        )
        self.ly_do = why


class Gathered:
    """What the reporters of a directive say, each with its own citations and figures filled in."""

    def __init__(
        self,
        workspace: Workspace,
        consolidation: Consolidation,
        marks: Marks,
        writings: Writings,
        *,
        manner: Manner = STATE_MANNER,
    ) -> None:
        self._manner = manner
        self._workspace = workspace
        self._all = consolidation
        self._directive = consolidation.expected.directive
        self._marks = marks
        self._writings = writings

    def remarks_by_concern(self, part: str) -> list[ConcernView]:
        """Return the difficulties or recommendations by concern, the one that most units share first."""
        labels = self._directive.concerns
        return self._views_by_label(self._remarks_said(part, lambda remark: remark.concern), labels)

    def wishes_by_addressee(self) -> list[ConcernView]:
        """Return the recommendations by those whom they ask, the one whom most units ask first."""
        concerns, named = self._directive.concerns, self._directive.addressees

        def addressee_of(remark: Remark) -> str:
            return remark.addressee or named.get(remark.concern) or concerns.get(remark.concern, "")

        said = list(self._remarks_said("kien_nghi", addressee_of))
        return self._views_by_label(said, {each.label: each.label for each in said if each.label})

    def narratives_of(self, item: str) -> list[OpinionView]:
        """Return the sentences under an item of the outline, what most units wrote first."""
        if all(item != known.id for known in self._directive.outline):
            raise LookupError(f"đề cương không có mục '{item}'")
        return _by_number(self._opinions_of(self._sentences_under(item)))

    def overdue_tasks(self) -> list[OverdueView]:
        """Return the tasks that are overdue, in the order of the directive."""
        late: dict[str, list[TaskStatus]] = {}
        for status in self._all.statuses:
            if status.timeliness is Timeliness.OVERDUE:
                late.setdefault(status.task.id, []).append(status)
        order = [task.id for task in self._directive.all_tasks() if task.id in late]
        overdue = [each for name in order for each in late[name]]
        views = (self._overdue_view(late[name]) for name in order)
        return list_with_key(views, task_tally("số nhiệm vụ có đơn vị quá hạn", overdue))

    def late_reasons(self) -> list[OpinionView]:
        """Return why units are late with tasks, in their words, what most say first."""
        late = (status for status in self._all.statuses if status.timeliness is Timeliness.OVERDUE)
        return _by_number(self._opinions_of(self._late_reasons(late)))

    def _overdue_view(self, statuses: Sequence[TaskStatus]) -> OverdueView:
        units = {unit.id: unit for unit in self._all.expected.units}
        names = [escaped_text(in_sentence(units[status.unit])) for status in statuses]
        return OverdueView(statuses, names, _by_number(self._opinions_of(self._late_reasons(statuses))))

    def _late_reasons(self, statuses: Iterable[TaskStatus]) -> Iterator[Said]:
        units = {unit.id: unit for unit in self._all.expected.units}
        for status in statuses:
            if status.report and status.report.late_reason:
                key = task_key(self._directive.id, status.task.id, "ly_do_cham")
                yield self._said(
                    "", status.report.late_reason, units[status.unit], status.report.at, key=key
                )

    def _sentences_under(self, item: str) -> Iterator[Said]:
        for unit, submission in self._reports():
            narrative = submission.narratives.get(self._directive.id, {}).get(item)
            if narrative:
                whole = narrative_key(self._directive.id, item)
                for number, sentence in enumerate(split_sentences(narrative.text), start=1):
                    yield self._said("", sentence, unit, narrative.at, key=sentence_key(whole, number))

    def _remarks_said(self, part: str, label_of: Callable[[Remark], str]) -> Iterator[Said]:
        for unit, submission in self._reports():
            own = REMARKS[part](submission).get(self._directive.id, ())
            for number, remark in enumerate(own, start=1):
                key = remark_key(part, self._directive.id, number)
                yield self._said(label_of(remark), remark.text, unit, remark.at, key=key)

    def _reports(self) -> Iterator[tuple[Unit, Submission]]:
        for unit in self._all.expected.units:
            submission = self._workspace.submissions.get(unit.id)
            if submission:
                yield unit, submission

    def _said(self, label: str, text: str, unit: Unit, at: Place, *, key: str) -> Said:
        """Return what a unit said, expanded and without its full stop."""
        submission = self._workspace.submissions[unit.id]
        citations = {**self._workspace.definitions.citations, **submission.citations}
        citer = Citer(citations, self._manner, self._marks)
        prose = Prose(
            citations, self._all.own[unit.id], citer, unit.id, self._marks, writings=self._writings
        )
        expanded = prose.expand_markdown(text).rstrip(".")
        return Said(label, expanded, unit, self._marks.line_of(text, at), key)

    def _opinions_of(self, said: Iterable[Said]) -> list[OpinionView]:
        """Return what was said, the same words once; units stay in order."""
        by_text = sorted(said, key=_plain_text)
        groups = (list(group) for _, group in groupby(by_text, key=_plain_text))
        return [
            OpinionView(
                self._marked_words(group),
                [escaped_text(in_sentence(each.unit)) for each in group],
                [each.at for each in group],
            )
            for group in groups
        ]

    def _marked_words(self, group: Sequence[Said]) -> str:
        """Return words that units share, which know the first who says them."""
        first = group[0]
        return self._writings.mark_prose(first.text, first.key, first.unit.id, len(group))

    def _views_by_label(self, said: Iterable[Said], labels: Mapping[str, str]) -> list[ConcernView]:
        """Return what was said by label, in the order of labels, the one that most units share first."""
        by_label: dict[str, list[Said]] = {}
        for each in said:
            by_label.setdefault(each.label, []).append(each)
        views = [
            ConcernView(labels[name], self._opinions_of(by_label[name]))
            for name in labels
            if name in by_label
        ]
        return sorted(views, key=lambda view: -len(view.don_vi))


def _plain_text(said: Said) -> str:
    return without_marks(said.text)


def _by_number(opinions: Iterable[OpinionView]) -> list[OpinionView]:
    return sorted(opinions, key=lambda opinion: -len(opinion.don_vi))
