"""What templates see of corrections of documents that were given out."""

from datetime import date
from functools import cached_property

from baocao.documents import writing
from baocao.documents.sources import known_text, named_text, registered
from baocao.documents.tokens import escaped_text
from baocao.documents.traceable import day_with_key
from baocao.documents.views import in_sentence
from baocao.model.figure import OwnFigure
from baocao.model.issuance import Noted
from baocao.model.printed import Kind, Source
from baocao.model.submission import Entry, Part
from baocao.model.workspace import Definitions

NOTHING = "không có"
"""What is printed for something that was not there."""


class CorrectionView:
    """A correction: `ten` is what it is about, `tu` and `thanh` read as in a sentence."""

    def __init__(self, noted: Noted, definitions: Definitions) -> None:
        self._noted = noted
        self._definitions = definitions

    @property
    def loai(self) -> str:
        """What is corrected, in the word of submissions: 'chi_tieu', 'nhiem_vu'."""
        return self._noted.correction.part.value

    @property
    def don_vi(self) -> str:
        """The unit that was wrong, as in a sentence."""
        return named_text(in_sentence(self._noted.unit), "tên đơn vị trong danh mục", self._noted.unit.at)

    @cached_property
    def van_ban(self) -> str:
        """The document that was given out: 'Báo cáo số 189/BC-UBND ngày 18/11/2025'."""
        return named_text(self._noted.issued.reference, "văn bản đã phát hành", self._noted.issued.at)

    @property
    def ky(self) -> str:
        """The period of that document: 'tháng 11 năm 2025'."""
        label = self._noted.period.label
        return known_text(label, registered("kỳ của văn bản đã phát hành", self._noted.issued.at))

    @cached_property
    def ten(self) -> str:
        """What is corrected, inside a sentence; nothing for errors of form."""
        return known_text(self._corrected_name(), self._source("điều được đính chính"))

    def _corrected_name(self) -> str:
        correction = self._noted.correction
        directive_id, _, rest = correction.name.partition("/")
        if correction.part is Part.FIGURE:
            return escaped_text(self._definitions.catalogue.indicators[correction.name].name)
        directive = self._definitions.directives.get(directive_id)
        if correction.part is Part.TASK and directive:
            task = next((task for task in directive.all_tasks() if task.id == rest), None)
            return escaped_text(f"nhiệm vụ {task.number} ({task.name})" if task else f"nhiệm vụ {rest}")
        if correction.part is Part.NARRATIVE and directive:
            item = next((item for item in directive.outline if item.id == rest), None)
            return escaped_text(f"mục {rest} ({item.title})" if item else f"mục {rest}")
        words = {Part.DIFFICULTY: "vướng mắc", Part.RECOMMENDATION: "kiến nghị"}
        words[Part.CITATION] = "văn bản dẫn chiếu"
        return words.get(correction.part, "")

    @cached_property
    def tu(self) -> str:
        """What was given out."""
        text, at = self._side_text(self._noted.correction.before), self._noted.correction.before_at
        return known_text(text, Source(Kind.WORDS, "đã phát hành, nay đính chính", (at,)))

    @cached_property
    def thanh(self) -> str:
        """What is right."""
        text, at = self._side_text(self._noted.correction.after), self._noted.correction.after_at
        return known_text(text, Source(Kind.WORDS, "đính chính của đơn vị", (at,)))

    @property
    def ly_do(self) -> str:
        """Why."""
        text = escaped_text(self._noted.correction.reason).rstrip(".")
        return known_text(text, self._source("lý do đính chính"))

    @property
    def nguoi(self) -> str:
        """Who corrected it."""
        return known_text(escaped_text(self._noted.correction.person), self._source("người đính chính"))

    @property
    def ngay(self) -> date | None:
        """When it was corrected."""
        day = self._noted.correction.day
        return day and day_with_key(day, self._source("ngày đính chính"))

    def _source(self, what: str) -> Source:
        return Source(Kind.WORDS, what, (self._noted.correction.at,))

    def _side_text(self, side: Entry | str | None) -> str:
        if isinstance(side, Entry):
            indicator = self._definitions.catalogue.indicators[self._noted.correction.name]
            figure = OwnFigure(indicator, side)
            return writing.with_unit(figure)
        return escaped_text(f"“{' '.join(side.split())}”") if side else NOTHING
