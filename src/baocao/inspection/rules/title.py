"""Type, subject and addressees (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.5 and II.9.a)."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from baocao.inspection.lines import Line, items_of
from baocao.inspection.paragraphs import Run
from baocao.inspection.rules.head import HEAD, in_cell, judge_ruled, judge_typed
from baocao.inspection.title import LETTER, REPORT, Title
from baocao.inspection.verdicts import (
    Answer,
    Case,
    Fault,
    NotFound,
    Verdict,
    capital_faults,
    fault_at,
    judge_style,
    wanted_style,
)
from baocao.model.form import SALUTATION, DocumentType

TITLE: Final = "tên loại, trích yếu"
_SEVERAL: Final = 2
_LABEL: Final = re.compile(r"kính (?:gửi|trình)\s*:?", re.IGNORECASE)
_ABOUT: Final = re.compile(r"v/v\b", re.IGNORECASE)
_COMMON_START: Final = re.compile(
    r"(?:Về|Tình hình|Kết quả|Công tác|Việc|Thực hiện|Tổng kết|Sơ kết|Triển khai|Tăng cường|Tiếp tục"
    r"|Tổ chức|Nâng cao|Đẩy mạnh|Một số|Kiểm tra|Giám sát|Chuẩn bị|Phân công|Thành lập"
    r"|Ban hành|Sửa đổi|Bổ sung)\b"
)
"""Words with which subjects begin and that are no names, with a capital."""


def type_name(case: Case) -> Answer:
    """The name of the type in bold capitals, in the middle."""
    line = case.anatomy.title.line
    if line is None:
        return case.report_missing("ten_loai")
    return judge_style(case, "ten_loai", (line,), TITLE, centred=True)


def subject_style(case: Case) -> Answer:
    """The subject of a document with a type's name: bold, upright, in the middle."""
    title = case.anatomy.title
    if title.line is None:
        return case.report_missing("ten_loai")
    if title.merged and not title.subject:
        return _judge_merged(case, title.line)
    subject = title.said_subject
    verdict = judge_style(case, "trich_yeu", subject, TITLE, centred=True)
    if verdict is None:
        return case.report_missing("trich_yeu")
    # The Party may name under the type who issues the document, in capitals.
    authors = 0 if case.is_state else _count_authors(subject)
    capitals = capital_faults(case.form, "trich_yeu", subject[authors:], TITLE)
    begun = () if case.is_state else _beginning_faults(subject[authors:])
    return verdict._replace(faults=(*verdict.faults, *capitals, *begun))


def _count_authors(subject: Sequence[Line]) -> int:
    """Return how many lines under the type name its author: 'CỦA BAN THƯỜNG VỤ TỈNH UỶ'."""
    if not subject or not subject[0].text.isupper() or not subject[0].text.startswith("CỦA "):
        return 0
    return sum(1 for _ in takewhile(lambda line: line.text.isupper(), subject))


def _beginning_faults(subject: Sequence[Line]) -> Iterator[Fault]:
    """Yield that a subject begins with a capital; in the Party's examples it does not."""
    if subject and _COMMON_START.match(subject[0].text):
        yield fault_at("trích yếu mở đầu bằng chữ hoa", TITLE, subject[0], unverified=True)


def _judge_merged(case: Case, line: Line) -> Verdict | None:
    """Judge a subject on the line of its type's name; minutes and contracts are named so."""
    if "trich_yeu" not in case.identity.wants:
        return None
    fault = fault_at("trích yếu trên cùng một dòng với tên loại", TITLE, line)
    want = f"dưới tên loại, {wanted_style(case.form, 'trich_yeu', centred=True)}"
    return Verdict(want, fault.measured, (fault,))


def subject_line(case: Case) -> Answer:
    """A solid line stands under the subject (in the Party's form five hyphens)."""
    title = case.anatomy.title
    if title.line is None:
        return case.report_missing("ten_loai")
    last = title.subject[-1] if title.subject else title.line if title.merged else None
    if last is None:
        return case.report_missing("trich_yeu")
    if title.reference or not title.subject:
        # On attached texts the line stands under '(Ban hành kèm theo …)'; a merged subject has none.
        return None
    if case.form.under_subject:
        return judge_typed(case, last, case.form.under_subject, TITLE)
    own = last.paragraph
    return judge_ruled(case, last, TITLE, range(own.at, min(own.at + 4, case.anatomy.end)))


def letter_subject(case: Case) -> Answer:
    """The subject of a công văn under the number: after 'V/v', in the Party's form without it."""
    anatomy = case.anatomy
    lines = anatomy.head.subject
    if anatomy.title.kind != LETTER:
        return None
    centred = bool(lines) and in_cell(lines[0])
    want = wanted_style(case.form, "trich_yeu_cong_van", centred=centred)
    want = f"'{case.form.about} …', {want}" if case.form.about else want
    verdict = judge_style(case, "trich_yeu_cong_van", lines, HEAD, centred=centred)
    if verdict is None:
        return case.report_missing("trich_yeu")
    return Verdict(want, verdict.measured, (*_opening_faults(case, lines[0]), *verdict.faults))


def _opening_faults(case: Case, line: Line) -> Iterator[Fault]:
    """Yield that the subject of a công văn begins otherwise than its form does; the Party's by examples."""
    about = case.form.about
    if about and not line.text.startswith(about):
        yield fault_at(f"không mở đầu bằng '{about}'", HEAD, line, unverified=not case.is_state)
    elif not about and _ABOUT.match(line.text):
        yield fault_at("mở đầu bằng 'V/v'", HEAD, line, unverified=True)


def _report_unaddressed(case: Case) -> NotFound | None:
    """Return what is missing where nobody is addressed: nothing unless the type has to be."""
    kind = case.anatomy.title.type
    return NotFound(kind.salutation) if kind and kind.addressed else None


def addressed_style(case: Case) -> Answer:
    """'Kính gửi' and the addressees in 13 to 14 points, upright; the Party's label in italics."""
    title = case.anatomy.title
    if title.addressed is None:
        return _report_unaddressed(case)
    judged = [
        verdict
        for name, lines in addressed_groups(title)
        if (verdict := judge_style(case, name, lines, TITLE))
    ]
    wants = dict.fromkeys(verdict.wants for verdict in judged)
    faults = tuple(fault for verdict in judged for fault in verdict.faults)
    return Verdict("; nơi gửi: ".join(wants), judged[0].measured, faults)


def addressed_groups(title: Title) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Return the label 'Kính gửi:' and the addressees by the component that they are."""
    if title.addressed is None:
        return ()
    label, names = _parted_line(title.addressed)
    return ("kinh_gui", (label,)), ("noi_gui", (*([names] if names.text else []), *title.addressees))


def _parted_line(line: Line) -> tuple[Line, Line]:
    """Return the label 'Kính gửi:' and the name behind it as two lines with their own runs."""
    match = _LABEL.match(line.text)
    rest = line.text[match.end() if match else 0 :].strip()
    # Runs have spaces that the text of a line has not: letters are counted.
    letters = _count_letters(line.text) - _count_letters(rest)
    before: list[Run] = []
    after: list[Run] = []
    for run in line.runs:
        position = _position_of(run.text, letters)
        before.append(run._replace(text=run.text[:position]))
        after.append(run._replace(text=run.text[position:]))
        letters -= _count_letters(before[-1].text)
    return line._replace(runs=tuple(before)), line._replace(text=rest and line.text, runs=tuple(after))


def _count_letters(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _position_of(text: str, letters: int) -> int:
    """Return where a text has had so many characters that are no spaces."""
    for position, character in enumerate(text):
        if not letters:
            return position
        letters -= not character.isspace()
    return len(text)


def addressed_list(case: Case) -> Answer:
    """One addressee on the line of 'Kính gửi:', several in a list with the signs of the form."""
    title = case.anatomy.title
    if title.addressed is None:
        return _report_unaddressed(case)
    faults = tuple(_list_faults(case, title.addressed, title.addressees))
    signs, label = case.form.addressees, _salutation_of(case)
    last = "cuối cùng là dấu chấm" if signs.last == "." else f"dòng cuối cũng '{signs.last}'"
    want = f"'{label}: …' khi gửi một nơi; nhiều nơi thì mỗi nơi một dòng '- …{signs.item}', {last}"
    count = max(1, len(title.addressees))
    return Verdict(want, f"{count} nơi nhận", faults)


def _salutation_of(case: Case) -> str:
    kind = case.anatomy.title.type
    return kind.salutation if kind else SALUTATION


def _list_faults(case: Case, addressed: Line, listed: tuple[Line, ...]) -> Iterator[Fault]:
    label = _salutation_of(case)
    if not addressed.text.startswith(label):
        yield fault_at(f"không ghi '{label}'", TITLE, addressed)
    elif not re.match(rf"{label}\s*:", addressed.text):
        # Whether the Party has a colon is shown by no more than its examples.
        soft = not case.is_state
        yield fault_at(f"thiếu dấu hai chấm sau '{label}'", TITLE, addressed, unverified=soft)
    name = _LABEL.sub("", addressed.text).strip()
    if not name and not listed:
        yield fault_at("không có nơi gửi", TITLE, addressed)
    alone = listed[0].text if len(listed) == 1 and not name else name if not listed else ""
    if ";" in alone.rstrip("; "):
        yield fault_at("nhiều nơi gửi trên một dòng", TITLE, addressed)
    yield from _sign_faults(case, name, addressed, items_of(listed))


def _sign_faults(case: Case, name: str, addressed: Line, items: list[Line]) -> Iterator[Fault]:
    """Yield addressees without the sign behind them; one alone needs none."""
    # In the Party's form the first one may stand behind the label.
    first = [addressed] if name and items and not case.is_state else []
    listed = [*first, *items]
    if len(listed) < _SEVERAL and not (name and items):
        return
    for position, item in enumerate(listed, start=1):
        is_last = position == len(listed)
        sign = case.form.addressees.last if is_last else case.form.addressees.item
        if not item.text.endswith(sign):
            yield fault_at(f"không kết thúc bằng dấu '{sign}'", TITLE, item)


def addressed_presence(case: Case) -> Answer:
    """'Kính gửi' stands on công văn and tờ trình, may stand on the state's reports, and on nothing else."""
    title = case.anatomy.title
    if title.type is None:
        # Whether a document is addressed depends on its type; one of its own name may be.
        return None if title.line else case.report_missing("ten_loai")
    if title.type.salutation.endswith(":"):
        return _judge_called(title.called, title.type)
    label, has = title.type.salutation, title.addressed is not None
    measured = f"{'có' if has else 'không có'} '{label}'"
    if title.kind == REPORT and case.is_state:
        return Verdict("báo cáo gửi cấp trên có 'Kính gửi'; báo cáo khác không có", measured)
    must = title.type.addressed
    text = title.addressed.text if title.addressed else ""
    # Other types the Party's guidance does not mention.
    soft = not must and not case.is_state
    faults = () if has == must else (Fault(measured, TITLE, text, unverified=soft),)
    want = f"{title.type.name.lower()} {'phải' if must else 'không'} có '{label}'"
    return Verdict(want, measured, faults)


def _judge_called(called: Line | None, kind: DocumentType) -> Verdict:
    """Judge whether a công điện names whom it is sent to (Mẫu 1.6)."""
    want = f"{kind.name.lower()} có dòng '… {kind.salutation}' thay cho 'Kính gửi'"
    if called:
        return Verdict(want, called.text)
    return Verdict(want, "không có", (Fault(f"không có dòng '… {kind.salutation}'", TITLE),))
