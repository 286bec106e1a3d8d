"""Signature and recipients (NĐ 30/2020/NĐ-CP, Điều 13; Phụ lục I, Phần I, Mục II.7 and II.9.b)."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from baocao.inspection.foot import AUTHORITY, BESIDES, has_mark
from baocao.inspection.lines import Line, items_of, plain_beginning
from baocao.inspection.verdicts import (
    Answer,
    Case,
    Fault,
    NotFound,
    Verdict,
    capital_faults,
    fault_at,
    judge_style,
    other_dash,
    wanted_style,
)
from baocao.model.form import Family, Form
from baocao.vietnamese.counts import count_text

FOOT: Final = "phần ký"
_LETTERS: Final = re.compile(r"[^A-Z]")
_DEPUTIES: Final = ("PHÓ ", "THỨ TRƯỞNG", "QUYỀN ")
_DEPUTY: Final = "PHÓ "
_COMMITTEE: Final = re.compile(r"[ỦU][YỶ] BAN NHÂN DÂN|UBND")
_MEMBER: Final = re.compile(r"(?:ỦY|UỶ) VIÊN\b")
_NEEDS_TITLE: Final = frozenset({"tm", "kt", "tl", "tuq"})
_DEGREES: Final = re.compile(
    r"(?:GS|PGS|TS|TSKH|ThS|Th\.S|Ths|BS|BSCKI+|CN|KS|LS|DS|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|AHLĐ"
    r"|Giáo sư|Phó giáo sư|Tiến s[ĩỹ]|Thạc s[ĩỹ]|Bác s[ĩỹ]|Kỹ sư|Cử nhân|Luật sư|Dược s[ĩỹ]"
    r"|Nhà giáo|Nghệ s[ĩỹ]|Thầy thuốc|Anh hùng|(?:Đại|Thượng|Trung|Thiếu) (?:tá|[úu][ýy]|tướng))(?:[.,\s])",
    re.IGNORECASE,
)
_EXEMPT: Final = re.compile(
    r"\b(?:benh vien|(?<!moi )(?<!thi )truong|dai hoc|hoc vien|vien|cong an|quan su|bo chi huy"
    r"|bo tu lenh|quan doi|trung tam y te)\b"
)
"""Bodies of armed forces, education, health and science, whose heads may permit ranks and degrees; 'môi
trường' and 'thị trường' are no schools."""
_DRAFTER: Final = re.compile(
    r"\.\s(?P<mark>[A-ZĐ][^\W\d_]{0,9}\.?(?:-\d{1,5}|\s?\(\d{1,5}\))?|\([^()]{1,20}\))$"
)
"""The drafter's mark and the number of copies that end a list of recipients: 'ABC-268', 'PL.(300)'."""
_ARCHIVE: Final = re.compile(r"[-–—]?\s*Lưu\s*:\s*VT\b")


def authority_style(case: Case) -> Answer:
    """Authority and title in bold upright capitals, in the middle of their column."""
    judged = [
        judge_style(case, name, group, FOOT, centred=group[0].paragraph.cell is not None)
        for name, group in authority_groups(case)
    ]
    if not judged:
        return case.report_missing("quyen_han")
    verdicts = [verdict for verdict in judged if verdict]
    return verdicts[0]._replace(
        faults=tuple(fault_found for verdict in verdicts for fault_found in verdict.faults)
    )


def authority_groups(case: Case) -> list[tuple[str, list[Line]]]:
    """Return the lines of authority and title by the component that they are."""
    lines = [line for line in case.anatomy.foot.authority if not _is_besides(line)]
    marked = [line for line in lines if has_mark(line)]
    # Nobody says how the Party sets the title of who signs by no mark; its own examples have it bold.
    first = [] if case.is_state or marked else lines
    titles = [line for line in lines if line not in (*marked, *first)]
    groups = (("quyen_han", marked), ("chuc_vu_truc_tiep", first), ("chuc_vu", titles))
    return [(name, group) for name, group in groups if group]


def _is_besides(line: Line) -> bool:
    return plain_beginning(line.text) == BESIDES


def authority_marks(case: Case) -> Answer:
    """TM., KT., TL., TUQ., Q. as the form writes them, with what has to stand after and under them."""
    lines = case.anatomy.foot.authority
    if not lines:
        return case.report_missing("quyen_han")
    alone = tuple(_deputies_alone(case, lines))
    if not any(map(has_mark, lines)) and not alone:
        return None
    faults = (*alone, *(fault_found for line in lines for fault_found in _mark_faults(line, case.form)))
    orphans = tuple(_marks_without_title(lines, case.form))
    others = () if case.is_state else tuple(_party_faults(lines, case.form))
    signs = ", ".join(case.form.authority.values())
    rest = "dưới 'KT.' là chức vụ cấp phó" if case.is_state else "ủy viên ký T/M không ghi chức vụ"
    return Verdict(
        f"{signs}; {rest}", " / ".join(line.text for line in lines), (*faults, *orphans, *others)
    )


def _deputies_alone(case: Case, lines: tuple[Line, ...]) -> Iterator[Fault]:
    """Yield deputies who sign without 'KT.' over their title; on minutes and contracts anybody may sign."""
    anatomy, form = case.anatomy, case.form
    kind = anatomy.title.type
    if not case.is_state or kind is None or kind.two_signers or anatomy.foot.others:
        return
    for above, line in pairwise((None, *lines)):
        if line is None or not line.text.startswith(_DEPUTY):
            continue
        by_order = above is None or is_marked(above, "tl", form)
        if by_order or (above and is_marked(above, "tm", form) and _COMMITTEE.search(above.text)):
            yield fault_at("cấp phó ký mà không có 'KT.' và chức vụ cấp trưởng ở trên", FOOT, line)


def _party_faults(lines: tuple[Line, ...], form: Form) -> Iterator[Fault]:
    """Yield what the Party's guidance knows not: marks of the state, and what goes not together."""
    marks = [_mark_of(line, form) for line in lines]
    names = [name for name, _ in marks]
    for index, (line, (name, written)) in enumerate(zip(lines, marks, strict=True)):
        if written and not name:
            yield fault_at(f"thể thức của Đảng không có '{written}'", FOOT, line)
        elif name == "kt" and "tl" in names[:index]:
            yield fault_at("người ký thừa lệnh phải trực tiếp ký, không có 'K/T' dưới 'T/L'", FOOT, line)
        elif name in {"tm", "kt"} and any(map(_is_besides, lines)):
            yield fault_at(f"ký theo chức vụ kiêm nhiệm thì không ghi '{written}'", FOOT, line)
        if name == "tm" and (below := lines[index + 1 : index + 2]) and _MEMBER.match(below[0].text):
            yield fault_at("ủy viên ký thay mặt thì không ghi chức vụ", FOOT, below[0])


def _mark_of(line: Line, form: Form) -> tuple[str, str]:
    """Return the id of the authority that a line begins with, and how it is written there."""
    match = AUTHORITY.match(line.text)
    if match is None:
        return "", ""
    letters = _LETTERS.sub("", match["mark"])
    name = next((name for name, sign in form.authority.items() if _LETTERS.sub("", sign) == letters), "")
    return name, f"{match['mark']}{match['sign'] or ''}"


def is_marked(line: Line, name: str, form: Form) -> bool:
    """Tell whether a line begins with a mark of authority, rightly written or not."""
    return _mark_of(line, form)[0] == name


def _mark_faults(line: Line, form: Form) -> Iterator[Fault]:
    name, written = _mark_of(line, form)
    if name and written != form.authority[name]:
        yield fault_at(f"ghi '{written}', phải là '{form.authority[name]}'", FOOT, line)
    elif name and not line.text[len(written) :].startswith(" "):
        yield fault_at(f"thiếu dấu cách sau '{written}'", FOOT, line)


def _marks_without_title(lines: tuple[Line, ...], form: Form) -> Iterator[Fault]:
    """Yield marks of authority without the title that has to stand under them."""
    for line, under in pairwise((*lines, None)):
        if line is None:
            continue
        name, _ = _mark_of(line, form)
        if name in _needs_title(form) and under is None:
            yield fault_at("không có chức vụ người ký ở dưới", FOOT, line)
        elif name == "kt" and under and not under.text.upper().startswith(_DEPUTIES):
            yield fault_at(f"ký thay mà chức vụ là '{under.text}'", FOOT, line)


def _needs_title(form: Form) -> frozenset[str]:
    """Return under which marks a title has to stand: in the Party's committees most sign by name alone."""
    return _NEEDS_TITLE - {"tm"} if form.family is Family.PARTY else _NEEDS_TITLE


def name_style(case: Case) -> Answer:
    """The signer's name bold and upright, not in capitals."""
    foot = case.anatomy.foot
    if foot.name is None:
        return case.report_missing("ho_ten")
    lines = (*foot.others, foot.name)
    verdict = judge_style(case, "ho_ten", lines, FOOT, centred=foot.name.paragraph.cell is not None)
    if verdict is None:
        return None
    capitals = capital_faults(case.form, "ho_ten", lines, FOOT)
    return verdict._replace(faults=(*verdict.faults, *capitals))


def name_degrees(case: Case) -> Answer:
    """No academic or military rank and no title of honour before the signer's name."""
    line = case.anatomy.foot.name
    if line is None:
        return case.report_missing("ho_ten")
    bodies = " ".join(
        plain_beginning(body_line.text)
        for body_line in (*case.anatomy.head.parents, *case.anatomy.head.bodies)
    )
    # The Party exempts nobody.
    if case.is_state and _EXEMPT.search(bodies):
        return None
    degree = _DEGREES.match(line.text)
    faults = (fault_at(f"ghi '{degree.group().strip()}' trước họ tên", FOOT, line),) if degree else ()
    return Verdict("không ghi học hàm, học vị, danh hiệu trước họ tên", line.text, faults)


def recipients_heading(case: Case) -> Answer:
    """'Nơi nhận:' in bold italics, 12 points."""
    heading = case.anatomy.foot.heading
    if heading is None:
        return case.report_missing("noi_nhan")
    verdict = judge_style(case, "noi_nhan", (heading,), FOOT)
    want = f"'Nơi nhận:', {wanted_style(case.form, 'noi_nhan')}"
    faults = verdict.faults if verdict else ()
    if heading.text != "Nơi nhận:":
        faults = (fault_at("không ghi đúng 'Nơi nhận:'", FOOT, heading), *faults)
    return Verdict(want, verdict.measured if verdict else "", faults)


def _report_no_recipients(case: Case) -> NotFound | None:
    """Return what is missing where nobody is listed: the whole component, or the list under its heading."""
    heading = case.anatomy.foot.heading
    return case.report_missing("noi_nhan") if heading is None else NotFound("danh sách nơi nhận")


def recipients_style(case: Case) -> Answer:
    """The list of recipients upright, 11 points."""
    if not case.anatomy.foot.recipients:
        return _report_no_recipients(case)
    lines = [_without_mark(line) for line in case.anatomy.foot.recipients]
    return judge_style(case, "danh_sach_noi_nhan", lines, FOOT)


def recipients_list(case: Case) -> Answer:
    """Each recipient on a line with a dash, ended by the form's sign, the last by a full stop."""
    items, signs = _recipient_items(case), case.form.recipients
    if not items:
        return _report_no_recipients(case)
    faults = []
    for position, item in enumerate(items, start=1):
        sign = signs.last if position == len(items) else signs.item
        unseen = item.paragraph.layout.numbered and not item.paragraph.label
        if not (item.text.startswith("-") or unseen):
            # The Party's dashes are those of its examples.
            wrong = other_dash(item.text[:1]) or "không có gạch đầu dòng"
            faults.append(fault_at(wrong, FOOT, item, unverified=not case.is_state))
        if not item.text.endswith(sign):
            faults.append(fault_at(f"không kết thúc bằng dấu '{sign}'", FOOT, item))
    return Verdict(
        f"'- …{signs.item}' mỗi nơi một dòng, dòng cuối '{signs.last}'",
        f"{count_text(len(items))} nơi nhận",
        tuple(faults),
    )


def _recipient_items(case: Case) -> list[Line]:
    """Return the recipients to the line 'Lưu'; the drafter's mark under it is not one of them."""
    lines = tuple(map(_without_mark, case.anatomy.foot.recipients))
    for position, line in enumerate(lines, start=1):
        if is_archive(line) and line.text.endswith("."):
            return items_of(lines[:position])
    return items_of(lines)


def _without_mark(line: Line) -> Line:
    """Return the line of the archive without the drafter's mark that ends it, which has its own letters."""
    mark = _DRAFTER.search(line.text)
    if mark is None or not is_archive(line):
        return line
    *runs, last = line.runs
    own = runs if last.text.strip() == mark["mark"] else line.runs
    return line._replace(text=line.text[: mark.start("mark")].rstrip(), runs=tuple(own))


def is_archive(line: Line) -> bool:
    """Tell whether a line of the recipients is that of the archive: 'Lưu: VT'."""
    return plain_beginning(line.text).lstrip("-–— ").startswith("luu")


def archive_line(case: Case) -> Answer:
    """The last recipient is the archive: 'Lưu: VT, …'; the Party's 'Lưu Văn phòng Tỉnh uỷ'."""
    items = _recipient_items(case)
    if not items:
        return _report_no_recipients(case)
    last = items[-1]
    if not case.is_state:
        return Verdict("dòng cuối '- Lưu <nơi lưu>.'", last.text, tuple(_party_archive(last)))
    faults = () if _ARCHIVE.match(last.text) else (fault_at("không phải dòng 'Lưu: VT'", FOOT, last),)
    return Verdict("dòng cuối '- Lưu: VT, <đơn vị soạn thảo>.'", last.text, faults)


def _party_archive(last: Line) -> Iterator[Fault]:
    if not plain_beginning(last.text).lstrip("- ").startswith("luu"):
        yield fault_at("không phải dòng 'Lưu'", FOOT, last)
    elif re.match(r"[^:]*Lưu\s*:", last.text):
        yield fault_at("thừa dấu hai chấm sau 'Lưu'", FOOT, last)
    elif re.search(r"Lưu\s+VT\b", last.text):
        yield fault_at("ghi 'VT' thay cho nơi lưu", FOOT, last)


def as_above(case: Case) -> Answer:
    """Where 'Kính gửi' stands, the recipients begin with 'Như trên'."""
    items, sign = _recipient_items(case), case.form.recipients.item
    if case.anatomy.title.addressed is None:
        return None
    if not items:
        return _report_no_recipients(case)
    first = items[0]
    good = plain_beginning(first.text).lstrip("-–— ").startswith("nhu tren")
    faults = () if good else (fault_at("không bắt đầu bằng 'Như trên'", FOOT, first),)
    return Verdict(f"văn bản có nơi gửi thì dòng đầu '- Như trên{sign}'", first.text, faults)
