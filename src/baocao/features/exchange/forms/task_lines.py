"""The tasks of a form: one line each, with its state and what was done."""

from collections.abc import Iterator, Mapping
from typing import Final

from baocao.features.exchange.forms.beside import Beside
from baocao.features.exchange.forms.records import FormLine, Input, InputKind, LineKind, Way
from baocao.features.exchange.forms.showing import day_text, node_under, text_under, word_for, words_of
from baocao.model.directive import Directive, Task
from baocao.model.shape import Key
from baocao.model.status import Statuses, progress_labels
from baocao.model.submission import TASK_REPORT_SHAPE
from baocao.pipeline.asking import Asked
from baocao.source import nodes

SECTION: Final = "nhiem_vu"
_DAY: Final = "ngay_hoan_thanh"
_STATE: Final = "tien_do"


def task_lines(asked: Asked, beside: Beside, statuses: Statuses) -> Iterator[FormLine]:
    """Yield the lines of all tasks that the unit answers for, each once, under their groups."""
    told: set[str] = set()
    words = words_of(progress_labels(statuses))
    for directive in asked.directives:
        name = directive.tasks_from
        if name in told:
            continue
        told.add(name)
        lines = _Lines(directive, beside, words)
        for group in directive.groups:
            tasks = [task for task in directive.tasks_of(asked.unit) if _is_of_group(task, group.tasks)]
            own = [task for task in tasks if lines.is_there(task) or not asked.is_settled(directive, task)]
            if own:
                yield FormLine(
                    f"nhom/{SECTION}/{name}/{group.number}", LineKind.GROUP, printed={"ten": group.title}
                )
            yield from map(lines.line_of, own)


def _is_of_group(task: Task, tasks: tuple[Task, ...]) -> bool:
    return any(task is each for parent in tasks for each in parent.task_family())


class _Lines:
    """Makes the lines of the tasks of one directive."""

    def __init__(self, directive: Directive, beside: Beside, words: Mapping[str, str]) -> None:
        self._name = directive.tasks_from
        self._words = words
        self._written = node_under(beside.report, SECTION, self._name)
        self._before = node_under(beside.last_report, SECTION, self._name)
        self._beside = beside

    def is_there(self, task: Task) -> bool:
        """Tell whether the unit has written something of a task."""
        return node_under(self._written, task.id) is not None

    def line_of(self, task: Task) -> FormLine:
        """Return the line of a task."""
        way = (SECTION, self._name, task.id)
        inputs = {key.name: self._input_of(way, key) for key in TASK_REPORT_SHAPE.keys}
        reason = ("giai_trinh", f"{self._name}/{task.id}")
        text = text_under(self._beside.report, *reason)
        inputs["giai_trinh"] = Input(reason, InputKind.TEXT, text or None)
        printed = {
            "tt": task.number,
            "ten": task.name,
            "thoi_han": task.deadline.text,
            "ky_truoc": self._state_before(task),
        }
        return FormLine("/".join(way), LineKind.TASK, way, printed, inputs, required=True)

    def _input_of(self, way: Way, key: Key) -> Input:
        node = node_under(self._written, way[-1], key.name)
        if key.name == _DAY:
            return Input((*way, key.name), InputKind.DAY, day_text(node) or None)
        text = text_under(self._written, way[-1], key.name)
        if key.name == _STATE:
            word = word_for(text, self._words) if text else None
            return Input((*way, key.name), InputKind.CHOICE, word, self._words)
        return Input((*way, key.name), InputKind.TEXT, text or None)

    def _state_before(self, task: Task) -> str:
        """Return how far the task had come in the last period, under this name or the one that it had."""
        for name in filter(None, (task.id, task.continues)):
            if isinstance(node_under(self._before, name), nodes.Mapping):
                text = text_under(self._before, name, _STATE)
                return word_for(text, self._words) if text else ""
        return ""
