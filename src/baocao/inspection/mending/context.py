"""What menders are given: the document as read and judged, its XML, and the lists of what was done."""

from collections.abc import Callable, Iterable
from typing import Final

from baocao.inspection.inspect import Judged
from baocao.inspection.mending.package import EditablePackage, Element, W
from baocao.inspection.mending.records import Change, Left
from baocao.inspection.mending.tracking import Done, Tracker, Wanted
from baocao.inspection.verdicts import Case, excerpt_of

PENDING: Final = "đang có thay đổi định dạng của người khác chờ duyệt"


class Mending:
    """One pass over a document: what menders look at and what they change.

    Elements are found by the numbers that reading gave them; they stay the same while runs are parted.
    """

    def __init__(
        self, package: EditablePackage, case: Case, judged: Iterable[Judged], tracker: Tracker
    ) -> None:
        self.package = package
        self.case = case
        self.docx = case.docx
        self.anatomy = case.anatomy
        self.form = case.form
        self.tracker = tracker
        self.judged = {each.rule.id: each for each in judged}
        self.changes: list[Change] = []
        self.left: list[Left] = []
        self.root: Element = package.tree(package.main)
        self.paragraphs: list[Element] = list(self.root.iter(f"{W}p"))
        self.runs: list[Element] = list(self.root.iter(f"{W}r"))

    def fails(self, rule: str) -> bool:
        """Tell whether a rule of the law finds fault with the document as it was read.

        What is only a custom, or comes from no official text, is nothing to change a document for.
        """
        judged = self.judged.get(rule)
        verdict = judged.verdict if judged else None
        if judged is None or verdict is None or not judged.fails:
            return False
        return not verdict.unverified and judged.article[0].isupper()

    def note_change(self, change: Change) -> None:
        """Put what was changed on the list."""
        self.changes.append(change._replace(text=excerpt_of(change.text)))

    def leave_alone(self, left: Left) -> None:
        """Put what was left as it was on the list, with the reason."""
        self.left.append(left._replace(text=excerpt_of(left.text)))

    def set_run(self, node: int, wanted: Wanted, change: Change) -> Done:
        """Set properties of the run of a number, and note it as `change`."""
        return self._noted(self.tracker.set_run(self.runs[node], wanted), change)

    def set_paragraph(self, node: int, wanted: Wanted, change: Change) -> Done:
        """Set properties of the paragraph of a number, and note it as `change`."""
        return self._noted(self.tracker.set_paragraph(self.paragraphs[node], wanted), change)

    def _noted(self, done: Done, change: Change) -> Done:
        if done is Done.CHANGED:
            self.note_change(change)
        elif done is Done.PENDING:
            self.leave_alone(Left(change.rule, change.part, change.text, PENDING))
        return done


Mender = Callable[[Mending], None]
"""Sets one kind of fault right."""
