"""The letterhead and its lines (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.1, II.2, III.2)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from baocao.inspection.head import DRAFT
from baocao.inspection.lines import (
    Line,
    drawn_apart,
    ornament_below,
    plain_beginning,
    ruled_below,
    typed_below,
)
from baocao.inspection.verdicts import (
    Answer,
    Case,
    Fault,
    Verdict,
    deviations_of,
    excerpt_of,
    fault_at,
    fault_of,
    first_measured,
    judge_style,
    number_text,
    other_dash,
    shown_look,
    wanted_style,
)
from baocao.model.form import Form
from baocao.model.submission import Circulation
from baocao.vietnamese.text import folded_text, to_nfc

HEAD: Final = "phần đầu"
_DASH: Final = re.compile(r"[-–—−‒―‐‑]")
_RULED: Final = "đường kẻ ngang, nét liền ở dưới"
_TONED: Final = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_TONES: Final = str.maketrans(_TONED, "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy")


def country_words(case: Case) -> Answer:
    """The name of the country (of the Party) in the words of the law, in capitals."""
    head = case.anatomy.head
    if head.country is None:
        return case.report_missing("quoc_hieu")
    want = f"'{case.form.country}', {wanted_style(case.form, 'quoc_hieu', centred=in_cell(head.country))}"
    return _judge_words(case, "quoc_hieu", head.country, case.form.country, want)


def motto_words(case: Case) -> Answer:
    """The motto in the words of the law: each part with a capital, hyphens between spaces."""
    head = case.anatomy.head
    if not case.form.motto:
        return None
    if head.motto is None:
        return case.report_missing("tieu_ngu")
    want = f"'{case.form.motto}', {wanted_style(case.form, 'tieu_ngu', centred=in_cell(head.motto))}"
    return _judge_words(case, "tieu_ngu", head.motto, case.form.motto, want)


def _judge_words(case: Case, name: str, line: Line, words: str, want: str) -> Verdict:
    """Judge a line that has both its words and its look from the law."""
    look = judge_style(case, name, (line,), HEAD, centred=in_cell(line))
    faults = look.faults if look else ()
    capitals = any(look_found.capitals for look_found in line.looks)
    wrong = _words_differ(line.text.upper() if capitals else line.text, words)
    if wrong:
        faults = (fault_at(wrong, HEAD, line), *faults)
    return Verdict(want, look.measured if look else "", faults)


def _words_differ(text: str, words: str) -> str:
    """Return in what a text differs from the words of the law: only in its dashes, or in more."""
    if same_words(text, words):
        return ""
    parts, wanted = ([part.strip() for part in _DASH.split(each)] for each in (text, words))
    if len(parts) == len(wanted) and all(map(same_words, parts, wanted)):
        return other_dash(text) or "không có dấu cách trước và sau dấu '-'"
    return "khác câu chữ quy định"


def in_cell(line: Line | None) -> bool:
    """Tell whether a line stands in a cell, where the middle means the middle of its column."""
    return line is not None and line.paragraph.cell is not None


def same_words(first_text: str, second_text: str) -> bool:
    """Tell whether two texts are equal but for where tones are placed ('hòa', 'hoà')."""
    return _without_tones(first_text) == _without_tones(second_text) and _tones_by_word(
        first_text
    ) == _tones_by_word(second_text)


def _without_tones(text: str) -> str:
    return "".join(
        plain.upper() if letter.isupper() else plain
        for letter in to_nfc(text)
        for plain in [letter.lower().translate(_TONES)]
    )


def _tones_by_word(text: str) -> list[list[int]]:
    """Return for each word which tones it carries, whatever the letter."""
    return [
        [_TONED.index(letter) % 5 for letter in word if letter in _TONED]
        for word in to_nfc(text).lower().split()
    ]


def motto_line(case: Case) -> Answer:
    """A solid line stands under the motto (in the Party's form under its name)."""
    head = case.anatomy.head
    line = head.motto if case.form.motto else head.country
    if line is None:
        return case.report_missing("tieu_ngu" if case.form.motto else "quoc_hieu")
    return judge_ruled(case, line, HEAD, _around_head(case), _ruled_lines(case, line))


def parent_style(case: Case) -> Verdict | None:
    """The parent body in capitals, not bold."""
    lines = case.anatomy.head.parents
    return judge_style(case, "chu_quan", lines, HEAD, centred=bool(lines) and in_cell(lines[0]))


def body_style(case: Case) -> Answer:
    """The issuing body in bold capitals."""
    lines = case.anatomy.head.bodies
    if not lines:
        return case.report_missing("ban_hanh")
    return judge_style(case, "ban_hanh", lines, HEAD, centred=in_cell(lines[0]))


def body_line(case: Case) -> Answer:
    """A solid line stands under the issuing body (in the Party's form an asterisk)."""
    head = case.anatomy.head
    if not head.bodies:
        return case.report_missing("ban_hanh")
    if case.form.under_body:
        return judge_typed(case, head.bodies[-1], case.form.under_body, HEAD)
    line = head.bodies[-1]
    return judge_ruled(case, line, HEAD, _around_head(case), _ruled_lines(case, line))


def judge_ruled(case: Case, line: Line, part: str, zone: range, others: Sequence[Line] = ()) -> Verdict:
    """Judge whether a line stands under a line of text; `others` need a line in the same zone."""
    paragraphs = case.docx.paragraphs
    typed = ornament_below(paragraphs, line)
    named = f"đường kẻ bằng ký tự '{excerpt_of(typed)}'" if typed else ""
    if ruled_below(paragraphs, line, zone):
        return Verdict(_RULED, named or "có đường kẻ")
    if others and drawn_apart(paragraphs, [line, *others], zone):
        return Verdict(_RULED, "có đường kẻ, đặt ở đoạn khác")
    underlined = bool(line.first_look) and all(look.underlined for look in line.looks)
    otherwise = "chữ gạch chân, không phải đường kẻ" if underlined else "không có đường kẻ"
    wrong = f"{named}, không phải nét liền" if named else otherwise
    return Verdict(_RULED, wrong, (fault_at(wrong, part, line),))


def _ruled_lines(case: Case, line: Line) -> tuple[Line, ...]:
    """Return the other lines of the letterhead under which a ruled line stands."""
    head = case.anatomy.head
    first = head.motto if case.form.motto else head.country
    last = None if case.form.under_body or not head.bodies else head.bodies[-1]
    return tuple(each for each in (first, last) if each is not None and each is not line)


def _around_head(case: Case) -> range:
    """Return the paragraphs of the letterhead and the empty ones under it, where lines are anchored."""
    paragraphs, end = case.docx.paragraphs, case.anatomy.head.end
    while end < len(paragraphs) and not paragraphs[end].text.strip() and not paragraphs[end].cell:
        end += 1
    return range(end)


def judge_typed(case: Case, line: Line, sign: str, part: str) -> Verdict:
    """Judge whether the Party's sign stands under a line of text."""
    sign_found = typed_below(case.docx.paragraphs, line)
    faults = () if sign_found == sign else (fault_at(f"không có '{sign}'", part, line),)
    return Verdict(f"dấu '{sign}' ở dưới", first_measured(faults, f"có '{sign}'"), faults)


def coupled_sizes(case: Case) -> Answer:
    """The sizes of country, motto and date belong to one set: they grow and shrink together."""
    head = case.anatomy.head
    lines = {"quoc_hieu": head.country, "tieu_ngu": head.motto, "dia_danh": head.date}
    looks = {name: line.first_look for name, line in lines.items() if line}
    sizes = {name: look.size for name, look in looks.items() if look}
    sets = [size_set for size_set in case.form.permitted.coupled if size_set]
    if not sets:
        return None
    if len(sizes) < len(lines):
        lost = [name for name in lines if name not in sizes]
        answers = filter(None, map(case.report_missing, lost))
        return next(iter(answers), None)
    measured = "/".join(map(number_text, sizes.values()))
    want = " hoặc ".join("/".join(number_text(size_set[name]) for name in lines) for size_set in sets)
    good = any(all(sizes[name] == size_set[name] for name in lines) for size_set in sets)
    faults = () if good else (Fault(f"cỡ {measured}", HEAD),)
    return Verdict(f"Quốc hiệu/Tiêu ngữ/ngày tháng cỡ {want}", f"cỡ {measured}", faults)


def stamp_style(case: Case) -> Verdict | None:
    """Marks of urgency, secrecy and circulation in bold capitals: in a frame, or in the Party's places."""
    lines = [line for line in case.anatomy.head.stamps if not (case.is_state and _is_draft(line))]
    if not lines:
        return None
    names = [(stamp_component(case.form, line), line) for line in lines]
    faults = [fault for name, line in names for fault in _stamp_faults(case, name, line)]
    want = "; ".join(dict.fromkeys(wanted_style(case.form, name) for name, _ in names))
    first = lines[0].first_look
    want = f"{want}, có khung" if case.form.framed else want
    return Verdict(want, shown_look(first) if first else "", tuple(faults))


def stamp_component(form: Form, line: Line) -> str:
    """Return which component a mark is: of circulation, of a draft, or of urgency and secrecy."""
    if _is_draft(line):
        return "du_thao"
    text = plain_beginning(line.text)
    circulation = (folded_text(form.stamps[name].text) for name in Circulation if name in form.stamps)
    return "dau_luu_hanh" if text in set(circulation) else "dau_muc_do"


def _is_draft(line: Line) -> bool:
    """Tell whether a mark is that of a draft, of which only the Party's guidance says something."""
    return DRAFT.fullmatch(plain_beginning(line.text)) is not None


def _stamp_faults(case: Case, name: str, line: Line) -> Iterator[Fault]:
    yield from fault_of(case.form, name, deviations_of(case.form, name, line), part=HEAD, line=line)
    if case.form.framed and not line.paragraph.boxed:
        yield fault_at("không có khung", HEAD, line)
    under = _is_under_number(case, line)
    if not case.is_state and under is not None and under is (name == "dau_luu_hanh"):
        where = "ở dưới số, ký hiệu" if under else "không ở dưới số, ký hiệu"
        yield fault_at(where, HEAD, line)


def _is_under_number(case: Case, line: Line) -> bool | None:
    """Tell whether a line stands below the number; None where it has a cell of its own, as a frame."""
    number = case.anatomy.head.number
    if number is None:
        return None
    own, cell = line.paragraph.cell, number.paragraph.cell
    if (own is None) != (cell is None) or (own and cell and own.table != cell.table):
        return None
    beside = own is not None and cell is not None and own.column != cell.column
    return line.paragraph.at > number.paragraph.at and not beside
