"""Type, subject and addressees (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.5 and II.9.a)."""

import re
from collections.abc import Iterator
from typing import Final

from baocao.inspection.lines import Line, items_of
from baocao.inspection.rules.head import HEAD, in_cell, judge_ruled, judge_typed
from baocao.inspection.title import LETTER, REPORT
from baocao.inspection.verdicts import Case, Fault, Verdict, fault_at, judge_style, wanted_style

TITLE: Final = "tên loại, trích yếu"


def type_name(case: Case) -> Verdict | None:
    """The name of the type in bold capitals, in the middle."""
    line = case.anatomy.title.line
    return None if line is None else judge_style(case, "ten_loai", (line,), TITLE, centred=True)


def subject_style(case: Case) -> Verdict | None:
    """The subject of a document with a type's name: bold, upright, in the middle."""
    title = case.anatomy.title
    if title.line is None:
        return None
    verdict = judge_style(case, "trich_yeu", title.subject, TITLE, centred=True)
    if verdict is None:
        return None
    capitals = (fault_at("in hoa", TITLE, line) for line in title.subject if line.text.isupper())
    return verdict._replace(faults=(*verdict.faults, *capitals))


def subject_line(case: Case) -> Verdict | None:
    """A solid line stands under the subject (in the Party's form five hyphens)."""
    title = case.anatomy.title
    if title.line is None or not title.subject:
        return None
    if case.form.under_subject:
        return judge_typed(case, title.subject[-1], case.form.under_subject, TITLE)
    own = title.subject[-1].paragraph
    return judge_ruled(case, title.subject[-1], TITLE, range(own.at, min(own.at + 4, case.anatomy.end)))


def letter_subject(case: Case) -> Verdict | None:
    """The subject of a công văn: 'V/v', upright, 12 to 13 points, under the number."""
    anatomy = case.anatomy
    lines = anatomy.head.subject
    if anatomy.title.kind != LETTER or not (lines or case.is_state):
        return None
    centred = bool(lines) and in_cell(lines[0])
    want = wanted_style(case.form, "trich_yeu_cong_van", centred=centred)
    want = f"'V/v …', {want}" if case.is_state else want
    verdict = judge_style(case, "trich_yeu_cong_van", lines, HEAD, centred=centred)
    if verdict is None:
        return Verdict(want, "không có", (Fault("không có trích yếu dưới số, ký hiệu", HEAD),))
    faults = verdict.faults
    if case.is_state and not lines[0].text.startswith("V/v"):
        faults = (fault_at("không mở đầu bằng 'V/v'", HEAD, lines[0]), *faults)
    return Verdict(want, verdict.measured, faults)


def addressed_style(case: Case) -> Verdict | None:
    """'Kính gửi' and the addressees upright, 13 to 14 points."""
    title = case.anatomy.title
    if title.addressed is None:
        return None
    return judge_style(case, "kinh_gui", (title.addressed, *title.addressees), TITLE)


def addressed_list(case: Case) -> Verdict | None:
    """One addressee on the line of 'Kính gửi:', several in a list of dashes, semicolons and a full stop."""
    title = case.anatomy.title
    if title.addressed is None or not case.is_state:
        return None
    faults = tuple(_list_faults(title.addressed, title.addressees))
    want = "'Kính gửi: …' khi gửi một nơi; nhiều nơi thì mỗi nơi một dòng '- …;', cuối cùng là dấu chấm"
    count = max(1, len(title.addressees))
    return Verdict(want, f"{count} nơi nhận", faults)


def _list_faults(addressed: Line, listed: tuple[Line, ...]) -> Iterator[Fault]:
    if not re.match(r"Kính gửi\s*:", addressed.text):
        yield fault_at("thiếu dấu hai chấm sau 'Kính gửi'", TITLE, addressed)
    name = re.sub(r"^kính gửi\s*:?", "", addressed.text, flags=re.IGNORECASE).strip()
    if not name and not listed:
        yield fault_at("không có nơi gửi", TITLE, addressed)
    if name.count(";") and not listed:
        yield fault_at("nhiều nơi gửi trên một dòng", TITLE, addressed)
    items = items_of(listed)
    for position, item in enumerate(items, start=1):
        sign = "." if position == len(items) else ";"
        if not item.text.endswith(sign) and (name or len(items) > 1):
            yield fault_at(f"không kết thúc bằng dấu '{sign}'", TITLE, item)


def addressed_presence(case: Case) -> Verdict | None:
    """'Kính gửi' stands on công văn and tờ trình, may stand on reports, and on nothing else."""
    title = case.anatomy.title
    if title.type is None or not case.is_state:
        return None
    has = title.addressed is not None
    measured = "có 'Kính gửi'" if has else "không có 'Kính gửi'"
    if title.kind == REPORT:
        return Verdict("báo cáo gửi cấp trên có 'Kính gửi'; báo cáo khác không có", measured)
    must = title.type.addressed
    text = title.addressed.text if title.addressed else ""
    faults = () if has == must else (Fault(measured, TITLE, text),)
    return Verdict(
        f"{title.type.name.lower()} {'phải' if must else 'không'} có 'Kính gửi'", measured, faults
    )
