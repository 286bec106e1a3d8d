"""Answers become changes of the report: only what differs from what the report says already.

An empty cell changes nothing: the form may have been given out before what stands there was written.
Whoever means to take something away types XÓA.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.features.exchange.filled.answers import Answer, label_of
from baocao.features.exchange.filled.cells import MISSING, NOTHING, STATE_WORDS, clean_prose
from baocao.features.exchange.filled.records import Finding
from baocao.features.exchange.forms.as_shown import said_alike, shown_mark
from baocao.features.exchange.forms.records import Content, FormLayout, FormLine, InputKind, LineKind, Way
from baocao.model.labels import plain_label
from baocao.source.canonical.changing import Change
from baocao.source.canonical.making import made_entry, made_mapping
from baocao.source.canonical.meaning import plain_text
from baocao.source.canonical.parts import Group, Item, Part, Text
from baocao.source.log import Log
from baocao.source.nodes import Scalar
from baocao.vietnamese.dates import iso_date
from baocao.vietnamese.numbers import number_readings, number_text
from baocao.vietnamese.text import folded_text

Answers = Mapping[str, Mapping[str, Answer]]
REMOVED: Final = frozenset({"xóa", "xoá", "(xóa)", "(xoá)"})
_VAGUE: Final = frozenset(
    {
        "ko",
        "k",
        "kg",
        "khong",
        "khong co",
        "ko co",
        "-",
        "–",
        "—",
        "−",
        "--",
        "...",
        "…",
        ".",
        "x",
        "?",
        "/",
    }
    | {"*", "n/a", "na", "none", "null", "0 co"}
)
"""What is written on paper where there is nothing to write, which may mean several things."""
_WHICH: Final = (
    "Nếu là số không thì gõ 0; nếu không có phát sinh, không áp dụng hoặc chưa có số liệu thì để trống ô "
    "này và chọn ở cột 'Nếu không có số liệu'."
)
_LONGEST: Final = 60
"""Letters of a text that are repeated."""
_ITEM_MARKS: Final = re.compile(r"[;\n]")


class Composed(NamedTuple):
    """The changes of a report, by way the answers that they came from, and what is to be said.

    `sender` and `day` are who filled in the form and when, as it says itself. `conflicts` are where the
    report says something else since the form was given out.
    """

    changes: tuple[Change, ...]
    sources: Mapping[Way, Answer]
    findings: tuple[Finding, ...]
    sender: str = ""
    day: str = ""
    replaced: tuple[Way, ...] = ()
    conflicts: tuple[Finding, ...] = ()


class Shown(NamedTuple):
    """What a form showed when it was given out; a person may have `chosen` it over everything since.

    Where the report says nothing of what is asked, it is as if there was none.
    """

    marks: frozenset[str] = frozenset()
    is_chosen: bool = False
    has_report: bool = False

    def has_shown(self, answer: Answer, content: Content) -> bool:
        """Tell whether a cell said this when the form was given out."""
        said = said_alike(answer.asked, content)
        return shown_mark(answer.line.key, answer.column, said) in self.marks


def compose_changes(layout: FormLayout, answers: Answers, shown: Shown) -> Composed:
    """Return the changes that the answers of a form make.

    What the form only shows as it was given out undoes nothing that the report says since. What its unit
    has typed over something that it was not shown is a conflict, which a person decides.
    """
    composer = _Composer(answers, shown)
    for sheet in layout.sheets:
        for line in sheet.all_lines():
            if line.inputs:
                composer.take_line(line)
    composer.take_remarks(layout)
    return Composed(
        tuple(composer.changes.values()),
        composer.sources,
        tuple(composer.findings),
        sender=composer.sender,
        day=composer.day,
        replaced=tuple(composer.replaced),
        conflicts=tuple(composer.conflicts),
    )


class _Composer:
    """Puts the answers of one form together."""

    def __init__(self, answers: Answers, shown: Shown) -> None:
        self.changes: dict[Way, Change] = {}
        self.sources: dict[Way, Answer] = {}
        self.findings: list[Finding] = []
        self.replaced: list[Way] = []
        self.conflicts: list[Finding] = []
        self.sender = self.day = ""
        self._answers = answers
        self._shown = shown

    def take_line(self, line: FormLine) -> None:
        """Take what a line says; the parts of a ratio are taken with the line that they belong to."""
        answers = self._answers[line.key]
        if line.kind is LineKind.FIGURE:
            if "trang_thai" in line.inputs:
                self._take_figure(line, answers)
            elif line.way[-1] not in _RATIO_PARTS:
                self._take_plain(answers["gia_tri"])
            if "giai_trinh" in answers:
                self._take_plain(answers["giai_trinh"])
        elif line.kind is LineKind.CITATION:
            self._take_citation(line, answers)
        elif line.kind is LineKind.IDENTITY:
            self._take_head(answers)
        elif line.kind is not LineKind.REMARK:
            for answer in answers.values():
                self._take_plain(answer)

    def _take_head(self, answers: Mapping[str, Answer]) -> None:
        for answer in answers.values():
            if answer.asked.way == ("nhap_tu", "nguoi_gui"):
                self.sender = answer.heard
            elif answer.asked.way == ("nhap_tu", "ngay"):
                self.day = answer.heard
            else:
                self._take_plain(answer)

    def _take_plain(self, answer: Answer, way: Way | None = None) -> None:
        """Take what one cell says as the value that stands there."""
        way = way or answer.asked.way
        self.sources[way] = answer
        if answer.fault or _is_same(answer):
            return
        if not answer.heard:
            self._note_kept(answer)
        elif not self._is_taken((answer,)):
            return
        elif _is_removed(answer):
            self._change(way, None, answer)
        else:
            self._change(way, made_value(answer), answer)

    def _change(self, way: Way, value: Part | None, answer: Answer) -> None:
        if way in self.changes:
            self._fault(answer, f"'{answer.heard}'", "Điều này được ghi ở hai dòng; chỉ giữ một dòng.")
            return
        self.changes[way] = Change(way, value)
        if answer.asked.content is not None and way == answer.asked.way:
            self._note_replaced(answer)
        if answer.asked.content is not None:
            self.replaced.append(way)

    def _note_replaced(self, answer: Answer) -> None:
        said = f"thay '{_short_text(answer.asked.content)}' mà báo cáo đang có"
        self._tell((answer,), said, "", fault=False)

    def _is_taken(self, answers: Sequence[Answer]) -> bool:
        """Tell whether what cells say counts; what does not is noted."""
        others = [answer for answer in answers if not _is_same(answer)]
        told = [answer for answer in others if answer.heard]
        typed = [answer for answer in told if not self._shown.has_shown(answer, answer.heard)]
        here = [answer for answer in others if answer.asked.content is not None]
        unseen = [answer for answer in here if not self._shown.has_shown(answer, answer.asked.content)]
        if self._shown.is_chosen or (typed and not unseen):
            return True
        if typed:
            self._note_conflict(typed[0], unseen[0])
        elif here:
            self._note_stale(told[0], here[0])
        elif self._shown.has_report:
            self._note_conflict(told[0], None)
        else:
            return True
        return False

    def _note_stale(self, told: Answer, here: Answer) -> None:
        said = f"'{_word_of(told)}', báo cáo đang có '{_short_text(here.asked.content)}'"
        advice = "Biểu lập trước khi báo cáo được sửa và ô này không ai sửa: giữ nguyên báo cáo."
        self._tell((told,), said, advice, fault=False)

    def _note_conflict(self, told: Answer, unseen: Answer | None) -> None:
        here = f"đang có '{_short_text(unseen.asked.content)}'" if unseen else "đã bỏ điều này"
        said = f"'{_word_of(told)[:_LONGEST]}', báo cáo {here} sau khi lập biểu"
        self._tell((told,), said, "", fault=False)
        self.conflicts.append(self.findings.pop())

    def _note_kept(self, answer: Answer) -> None:
        """Say that an empty cell takes nothing away, where the report says something."""
        if answer.asked.content is not None and answer.name:
            self._tell(
                (answer,),
                f"ô trống, báo cáo đang có '{_short_text(answer.asked.content)}'",
                "Giữ nguyên điều đang có; muốn bỏ thì gõ XÓA.",
                fault=False,
            )

    def _fault(self, answer: Answer, read: str, advice: str, allowed: str = "") -> None:
        self._tell((answer,), read, advice, allowed)

    def _tell(
        self,
        answers: Sequence[Answer],
        read: str,
        advice: str,
        allowed: str = "",
        *,
        fault: bool = True,
    ) -> None:
        names = ", ".join(filter(None, (answer.name for answer in answers)))
        spots = tuple(spot for answer in answers for spot in answer.spots)
        label = label_of(answers[0].line)
        self.findings.append(Finding(names, label, read, allowed, advice=advice, fault=fault, cells=spots))

    # Figures: a value, or one of several words where there is none.

    def _take_figure(self, line: FormLine, answers: Mapping[str, Answer]) -> None:
        parts = self._ratio_answers(line)
        state, reason = answers["trang_thai"], answers["ly_do"]
        values = [*parts, *([answers["gia_tri"]] if "gia_tri" in answers else [])]
        everything = (*values, state, reason)
        for answer in everything:
            known = self.sources.get(answer.asked.way)
            if known is None or (answer.heard and not known.heard):
                self.sources[answer.asked.way] = answer
        if any(answer.fault for answer in everything) or all(map(_is_same, everything)):
            return
        given = [answer for answer in values if answer.heard]
        if not given and not state.heard and not reason.heard:
            for answer in everything:
                self._note_kept(answer)
            return
        if not self._is_taken(everything):
            return
        counts = len(self.changes), len(self.replaced)
        self._take_given(line, given, everything)
        old = next((answer for answer in everything if answer.asked.content is not None), None)
        if old and len(self.changes) > counts[0] and len(self.replaced) == counts[1]:
            self._note_replaced(old)
            self.replaced.append(line.way)

    def _take_given(self, line: FormLine, given: Sequence[Answer], everything: Sequence[Answer]) -> None:
        """Take what the cells of a figure say together; the last two are a state and its reason."""
        parts, (state, reason) = self._ratio_answers(line), everything[-2:]
        if any(_is_removed(answer) for answer in everything):
            self._change(line.way, None, state)
            return
        said = _state_of(given[0]) if len(given) == 1 and not parts else None
        if said:
            self._take_typed_state(line, given[0], (state, reason), said)
        elif given and _is_vague(given[0]):
            self._fault(given[0], f"'{given[0].heard}'", _WHICH, "số liệu hoặc một lựa chọn")
        elif given:
            self._take_value(line, given, (state, reason), is_ratio=bool(parts))
        else:
            self._take_state(line, state, reason)

    def _ratio_answers(self, line: FormLine) -> list[Answer]:
        lines = (self._answers.get(f"{line.key}/{part}") for part in _RATIO_PARTS)
        return [answers["gia_tri"] for answers in lines if answers]

    def _take_typed_state(
        self, line: FormLine, value: Answer, words: tuple[Answer, Answer], said: tuple[str, str]
    ) -> None:
        """Take a state that was typed where the value belongs."""
        state, reason = words
        name, typed = said
        if state.heard and state.heard != name:
            self._tell((value, state), f"'{value.heard}' và '{_word_of(state)}'", "Chỉ giữ một điều.")
            return
        self._change_state(line, name, reason if reason.heard else value, reason.heard or typed)

    def _take_value(
        self, line: FormLine, given: Sequence[Answer], words: tuple[Answer, Answer], *, is_ratio: bool
    ) -> None:
        state, reason = words
        if state.heard == NOTHING and all(answer.heard == "0" for answer in given):
            self._change_state(line, NOTHING, state, "")
            return
        if state.heard:
            advice = (
                "Có số liệu thì để trống cột 'Nếu không có số liệu' và lý do; không có thì xóa số liệu."
            )
            self._tell((given[0], state), f"'{given[0].heard}' và '{_word_of(state)}'", advice)
            return
        if reason.heard:
            advice = "Đã có số liệu thì không ghi lý do không có; muốn giải trình thì ghi ở cột bên cạnh."
            self._fault(reason, f"'{_short_text(reason.heard)}'", advice)
            return
        if is_ratio:
            self._take_ratio(line, given)
        elif not _is_same(given[0]):
            self._change(given[0].asked.way, made_value(given[0]), given[0])

    def _take_ratio(self, line: FormLine, given: Sequence[Answer]) -> None:
        parts = self._ratio_answers(line)
        if len(given) < len(parts):
            empty = next(answer for answer in parts if not answer.heard)
            self._fault(empty, "ô trống", "Ghi đủ tử số và mẫu số.", "số nguyên")
            return
        items = [made_entry(answer.asked.way[-1], Text(answer.heard, "")) for answer in parts]
        pair = made_mapping(items)
        pair.is_flow = True
        self._change(line.way, pair, parts[0])

    def _take_state(self, line: FormLine, state: Answer, reason: Answer) -> None:
        if not state.heard:
            advice = "Chọn ở cột 'Nếu không có số liệu': chưa có, không phát sinh hay không áp dụng."
            self._fault(reason, f"chỉ có lý do '{_short_text(reason.heard)}'", advice)
            return
        self._change_state(line, state.heard, reason if reason.heard else state, reason.heard)

    def _change_state(self, line: FormLine, name: str, told: Answer, reason: str) -> None:
        """Change a figure to a state; what is not there yet needs a reason, what did not occur none."""
        if name == MISSING and not reason:
            self._fault(told, "'Chưa có số liệu' nhưng không có lý do", "Ghi lý do ở cột bên cạnh.")
        elif name == NOTHING and reason:
            self._fault(
                told,
                f"'Không phát sinh' kèm lý do '{_short_text(reason)}'",
                "Xóa lý do, hoặc chọn 'Chưa có số liệu' hay 'Không áp dụng'.",
            )
        else:
            value: Part = Text(name, "")
            if reason:
                value = made_mapping([made_entry(name, Text(reason, ""))])
                value.is_flow = True
            self._change(line.way, value, told)

    # Cited documents, of which some lines are free.

    def _take_citation(self, line: FormLine, answers: Mapping[str, Answer]) -> None:
        name_cell = answers.get("ma")
        if name_cell is None:
            for answer in answers.values():
                self._take_plain(answer)
            return
        filled = [answer for column, answer in answers.items() if column != "ma" and answer.heard]
        name = name_cell.heard
        if name_cell.fault or (not name and not filled):
            return
        if not name:
            self._fault(
                name_cell, "ô trống", "Ghi mã để dẫn chiếu, ví dụ qd-09; trong lời văn ghi [@qd-09]."
            )
            return
        if not filled:
            self._fault(name_cell, f"'{name}'", "Ghi số, ngày, cơ quan và trích yếu của văn bản này.")
            return
        for answer in filled:
            self._take_free(answer, (line.way[0], name, answer.asked.way[-1]))

    def _take_free(self, answer: Answer, way: Way) -> None:
        """Take a cell of a free line; what a line of its own says already is nothing new."""
        known = self._answers.get("/".join(way[:2]), {}).get(way[-1])
        if known and known.asked.content is not None and _is_same(answer._replace(asked=known.asked)):
            self.sources[way] = answer
            # The form was given out before: the empty cell of the line that it has by now says nothing.
            return
        if known is None or known.asked.content is None:
            self._take_plain(answer, way)
        else:
            self._take_plain(answer._replace(asked=known.asked, line=known.line), way)

    # Difficulties and recommendations: lists.

    def take_remarks(self, layout: FormLayout) -> None:
        """Take the lists of difficulties and recommendations, each as a whole."""
        lists: dict[Way, list[FormLine]] = {}
        for sheet in layout.sheets:
            for line in sheet.all_lines():
                if line.kind is LineKind.REMARK and line.inputs:
                    lists.setdefault(line.way[:2], []).append(line)
        for way, lines in lists.items():
            self._take_list(way, lines)

    def _take_list(self, way: Way, lines: Sequence[FormLine]) -> None:
        choice = next(self._answers[line.key]["nhom"] for line in lines if line.way == way)
        rows = [self._answers[line.key] for line in lines if line.way != way]
        self.sources[way] = choice
        answers = [answer for row in rows for answer in row.values()]
        for answer in answers:
            self.sources[answer.asked.way] = answer
        if any(answer.fault for answer in (*answers, choice)) or all(map(_is_same, (*answers, choice))):
            return
        filled = [row for row in rows if any(answer.heard for answer in row.values())]
        if (choice.heard or filled) and not self._is_list_taken(choice, rows):
            return
        if choice.heard and filled:
            first = next(answer for answer in filled[0].values() if answer.heard)
            self._tell(
                (choice, first), "'Không có' nhưng vẫn có ý được ghi", "Bỏ chọn 'Không có', hoặc xóa các ý."
            )
        elif choice.heard:
            self._note_gone(answers)
            self._change(way, _made_list([]), choice)
        elif filled:
            kept = [self._kept_row(row) for row in rows]
            items = [self._remark_item(row) for row in kept if any(answer.heard for answer in row.values())]
            if None not in items:
                self._change(way, _made_list([item for item in items if item]), filled[0]["nhom"])
        else:
            for answer in (choice, *answers):
                self._note_kept(answer)

    def _is_list_taken(self, choice: Answer, rows: Sequence[Mapping[str, Answer]]) -> bool:
        """Tell whether a choice of none counts; ideas are taken row by row."""
        if not choice.heard:
            return True
        return self._is_taken((choice, *(answer for row in rows for answer in row.values())))

    def _note_gone(self, answers: Iterable[Answer]) -> None:
        for answer in answers:
            if answer.asked.content is not None and answer.asked.way[-1] == "noi_dung":
                self._note_replaced(answer)

    def _kept_row(self, row: Mapping[str, Answer]) -> Mapping[str, Answer]:
        """Return a row whose empty cells say what the report says; nothing is left of one that is to go."""
        if any(map(_is_removed, row.values())):
            return {column: answer._replace(heard="") for column, answer in row.items()}
        return {column: self._kept_cell(answer) for column, answer in row.items()}

    def _kept_cell(self, answer: Answer) -> Answer:
        """Return the answer of a cell of a list: what the report says, where the cell says nothing new."""
        if not answer.heard:
            self._note_kept(answer)
        elif _is_same(answer) or (self._is_taken((answer,))):
            if answer.asked.content is not None and not _is_same(answer):
                self._note_replaced(answer)
            return answer
        return _with_content(answer._replace(heard=""))

    def _remark_item(self, row: Mapping[str, Answer]) -> Item | None:
        for column, what in (("nhom", "Chọn nhóm của ý này."), ("noi_dung", "Ghi nội dung của ý này.")):
            if not row[column].heard:
                self._fault(row[column], "ô trống", what)
                return None
        entries = [made_entry(column, made_value(answer)) for column, answer in row.items() if answer.heard]
        item = Item(None, 0)
        item.value = made_mapping(entries)
        return item


_RATIO_PARTS: Final = ("tu_so", "mau_so")


def made_value(answer: Answer) -> Part:
    """Return what a cell says as a value of a report."""
    if answer.asked.kind is InputKind.ITEMS:
        texts = filter(None, (part.strip() for part in _ITEM_MARKS.split(answer.heard)))
        return _made_list([_text_item(text) for text in texts])
    return Text(answer.heard, "")


def _text_item(text: str) -> Item:
    item = Item(None, 0)
    item.value = Text(text, "")
    return item


def _made_list(items: Sequence[Item]) -> Group:
    made = Group(0, 0, is_mapping=False, is_flow=not items)
    made.items = list(items)
    return made


def _is_same(answer: Answer) -> bool:
    """Tell whether a cell says what the report says already, however either is written."""
    content, heard = answer.asked.content, answer.heard
    if content is None or not heard:
        return content is None and not heard
    if isinstance(content, Decimal):
        readings = number_readings(heard)
        return len(readings) > 0 and readings[0].number == content
    if answer.asked.kind is InputKind.CHOICE:
        return answer.asked.choices.get(content, content) == heard
    if answer.asked.kind is InputKind.DAY:
        day = Log("").day(Scalar(content, "", 1, 1))
        return heard == (iso_date(day) if day else content)
    return plain_text(clean_prose(content)) == plain_text(heard)


def _with_content(answer: Answer) -> Answer:
    """Return an answer whose empty cell says what the report says already."""
    content = answer.asked.content
    if answer.heard or not isinstance(content, str):
        return answer
    return answer._replace(heard=answer.asked.choices.get(content, content))


def _is_removed(answer: Answer) -> bool:
    return plain_label(answer.heard) in REMOVED


def _is_vague(answer: Answer) -> bool:
    kinds = {InputKind.WHOLE, InputKind.DECIMAL, InputKind.DAY}
    return answer.asked.kind in kinds and folded_text(answer.heard.strip()) in _VAGUE


def _state_of(answer: Answer) -> tuple[str, str] | None:
    """Return the state that was typed in place of a value, and the reason behind it.

    What the indicator itself calls a choice, be it 'Chưa có', is that choice.
    """
    if answer.heard in answer.asked.choices.values():
        return None
    word, _, reason = answer.heard.partition(":")
    name = STATE_WORDS.get(folded_text(" ".join(word.split())))
    return (name, reason.strip()) if name else None


def _word_of(answer: Answer) -> str:
    return next((word for word, name in answer.asked.choices.items() if name == answer.heard), answer.heard)


def _short_text(content: Content) -> str:
    text = number_text(content) if isinstance(content, Decimal) else " ".join((content or "").split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
