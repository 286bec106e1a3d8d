"""Appendices (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III.1; Phụ lục III, Mẫu 2.1 and 2.2)."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from baocao.inspection.appendices import Appendix
from baocao.inspection.extent import Extent, extent_of
from baocao.inspection.lines import END, Line, ornament_below, ruled_below, said_text, worded_in
from baocao.inspection.outline import Kind, read_outline
from baocao.inspection.verdicts import (
    Answer,
    Case,
    Deviation,
    Fault,
    NotFound,
    Verdict,
    deviations_of,
    excerpt_of,
    fault_at,
    fault_of,
    judge_style,
    wanted_style,
)
from baocao.model.form import Numerals
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import roman_numeral

_ROMAN: Final = [roman_numeral(number) for number in range(1, 60)]
_ARABIC: Final = [str(number) for number in range(1, 60)]
_NUMERALS: Final = {Numerals.ROMAN: (_ROMAN, "La Mã"), Numerals.ARABIC: (_ARABIC, "Ả Rập")}
_MENTION: Final = re.compile(
    r"phụ lục(?:\s+số)?\s+(?P<list>[ivxlc\d]+\b(?:\s*(?:,|;|và|đến|-|–|phụ lục)\s*[ivxlc\d]+\b)*)",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"\b(\w+)\s*(?:đến|-|–)\s*(\w+)")
_RULE_ZONE: Final = 4
"""Within how many paragraphs under the reference its line stands."""


def _appendices_of(case: Case) -> tuple[Appendix, ...]:
    return case.anatomy.appendices


def numerals_in_order(case: Case) -> Verdict | None:
    """Two or more appendices have numbers in order (Roman, the Party's Arabic); the only one has none."""
    appendices = _appendices_of(case)
    if not appendices:
        return None
    numerals, said = _NUMERALS[case.form.appendix_numerals]
    if case.anatomy.is_appendix_only and len(appendices) == 1:
        wrong = [
            appendix
            for appendix in appendices
            if appendix.number and appendix.number.upper() not in numerals
        ]
        faults = [
            fault_at(f"đánh số '{appendix.number}'", appendix.name, appendix.heading) for appendix in wrong
        ]
    elif len(appendices) == 1:
        only = appendices[0]
        faults = [fault_at("chỉ có một phụ lục mà có số", only.name, only.heading)] if only.number else []
    else:
        faults = [
            fault_at(f"đánh số '{appendix.number}', phải là '{number}'", appendix.name, appendix.heading)
            for appendix, number in zip(appendices, numerals, strict=False)
            if appendix.number != number
        ]
    names = ", ".join(appendix.name for appendix in appendices)
    want = f"từ hai phụ lục trở lên đánh số {said}; một phụ lục thì không"
    return Verdict(want, names, tuple(faults))


def heading_style(case: Case) -> Verdict | None:
    """'Phụ lục I' on a line of its own, in the middle, bold, 14 points, not in capitals."""
    appendices = _appendices_of(case)
    if not appendices:
        return None
    faults: list[Fault] = []
    for appendix in appendices:
        wrong = _heading_deviations(case, appendix)
        faults += fault_of(case.form, "phu_luc", wrong, part=appendix.name, line=appendix.heading)
    case_of_letters = [] if "hoa" in case.form.components["phu_luc"].unruled else ["in thường"]
    want = ", ".join(["dòng riêng", *case_of_letters, wanted_style(case.form, "phu_luc", centred=True)])
    return Verdict(want, f"{count_text(len(appendices))} phụ lục", tuple(faults))


def _heading_deviations(case: Case, appendix: Appendix) -> Iterator[Deviation]:
    heading = appendix.heading
    yield from deviations_of(case.form, "phu_luc", heading, centred=True)
    if heading.text[:7].isupper() and "hoa" not in case.form.components["phu_luc"].unruled:
        yield Deviation("hoa", "in hoa")
    if len(heading.text) > len(appendix.name) + len(" số "):
        yield Deviation("dong", "tiêu đề trên cùng một dòng")


def title_style(case: Case) -> Verdict | None:
    """The title in bold capitals, in the middle."""
    appendices = _appendices_of(case)
    if not appendices:
        return None
    faults = [wrong for appendix in appendices for wrong in _title_faults(case, appendix)]
    return Verdict(
        wanted_style(case.form, "tieu_de_phu_luc", centred=True),
        f"{count_text(len(appendices))} tiêu đề",
        tuple(faults),
    )


def _title_faults(case: Case, appendix: Appendix) -> Iterator[Fault]:
    if not appendix.title:
        yield fault_at("không có tiêu đề", appendix.name, appendix.heading)
    yield from _centred_faults(case, appendix, appendix.title, "tieu_de_phu_luc")


def reference_style(case: Case) -> Verdict | None:
    """'(Kèm theo …)' in italics under the title."""
    appendices = _appendices_of(case)
    if not appendices:
        return None
    faults = [wrong for appendix in appendices for wrong in _reference_faults(case, appendix)]
    look = wanted_style(case.form, "kem_theo", centred=True)
    return Verdict(
        f"'(Kèm theo …)'{look and f', {look}'}",
        f"{count_text(len(appendices))} dòng chỉ dẫn",
        tuple(faults),
    )


def _reference_faults(case: Case, appendix: Appendix) -> Iterator[Fault]:
    if not appendix.reference:
        yield fault_at("không có dòng '(Kèm theo …)'", appendix.name, appendix.heading)
    yield from _centred_faults(case, appendix, appendix.reference, "kem_theo")


def _centred_faults(
    case: Case, appendix: Appendix, lines: Iterable[Line], component: str
) -> Iterator[Fault]:
    for line in lines:
        wrong = deviations_of(case.form, component, line, centred=True)
        yield from fault_of(case.form, component, wrong, part=appendix.name, line=line)


def reference_line(case: Case) -> Answer:
    """A short line stands under the reference, as in the templates."""
    appendices = [appendix for appendix in _appendices_of(case) if appendix.reference]
    if case.form.under_subject or not _appendices_of(case):
        return None
    if not appendices:
        return NotFound("dòng '(Kèm theo …)' của phụ lục")
    faults = []
    for appendix in appendices:
        last = appendix.reference[-1]
        start = last.paragraph.at
        zone = range(start, min(start + _RULE_ZONE, case.anatomy.end))
        if not ruled_below(case.docx.paragraphs, last, zone):
            typed = ornament_below(case.docx.paragraphs, last)
            wrong = f"đường kẻ bằng ký tự '{excerpt_of(typed)}'" if typed else "không có đường kẻ"
            faults.append(fault_at(wrong, appendix.name, last))
    return Verdict("đường kẻ ngắn dưới dòng chỉ dẫn (Mẫu 2.1)", "có đường kẻ", tuple(faults))


def every_one_mentioned(case: Case) -> Verdict | None:
    """The text of the document refers to every appendix."""
    appendices = _appendices_of(case)
    if not appendices or case.anatomy.is_appendix_only:
        return None
    text = " ".join(said_text(appendix.text) for appendix in case.docx.paragraphs[: case.anatomy.main_end])
    named = set(_numbers_mentioned(text))
    faults = [
        fault_at("nội dung không nhắc đến phụ lục này", appendix.name, appendix.heading)
        for appendix in appendices
        if not (appendix.number.upper() in named if appendix.number else "phụ lục" in text.lower())
    ]
    return Verdict("trong văn bản có chỉ dẫn về từng phụ lục", "có chỉ dẫn", tuple(faults))


def _numbers_mentioned(text: str) -> Iterator[str]:
    """Yield the numbers of the appendices that a text refers to, ranges resolved."""
    for mention in _MENTION.finditer(text):
        listed = mention["list"].upper()
        for first, last in _RANGE.findall(listed):
            for numerals in (_ROMAN, _ARABIC):
                if first in numerals and last in numerals:
                    yield from numerals[numerals.index(first) : numerals.index(last) + 1]
        yield from re.findall(r"[IVXLC]+|\d+", listed)


def own_numbers(case: Case) -> Verdict | None:
    """The pages of each appendix are counted from 1."""
    appendices = _appendices_of(case)
    # A single page shows no number, so nobody sees from where it is counted; no writer's count is believed.
    if not appendices or case.anatomy.is_appendix_only or extent_of(case.docx) is Extent.ONE:
        return None
    faults = [
        fault_at("số trang không đánh lại từ 1", appendix.name, appendix.heading)
        for appendix in appendices
        if not _begins_anew(case, appendix)
    ]
    return Verdict("số trang của từng phụ lục đánh riêng, từ 1", "đánh riêng", tuple(faults))


def _begins_anew(case: Case, appendix: Appendix) -> bool:
    """Tell whether the section of an appendix begins with it and counts from 1."""
    own, paragraphs = appendix.heading.paragraph, case.docx.paragraphs
    # Backwards, to the nearest: from the top for each appendix would be quadratic.
    above = (paragraphs[index] for index in range(own.at - 1, -1, -1))
    before = next(worded_in(above), None)
    is_new = before is None or before.section != own.section
    return is_new and case.docx.sections[own.section].start == "1"


def seal_style(case: Case) -> Verdict | None:
    """The text of the digital signature on an appendix of its own file: upright, 10 points."""
    line = case.anatomy.head.seal
    if line is None or not case.anatomy.is_appendix_only or not case.is_state:
        return None
    return judge_style(case, "chu_ky_so", (line,), "đầu trang thứ nhất")


def end_mark(case: Case) -> Verdict | None:
    """An appendix of sentences ends with './.', as in the templates."""
    ends = [
        (appendix, line) for appendix in _appendices_of(case) if (line := last_sentence(case, appendix))
    ]
    if not ends or not case.is_state:
        return None
    faults = [
        fault_at("không có './.'", appendix.name, line)
        for appendix, line in ends
        if not END.search(line.text)
    ]
    return Verdict("hết phụ lục có dấu './.'", "có './.'", tuple(faults))


def last_sentence(case: Case, appendix: Appendix) -> Line | None:
    """Return the line that ends an appendix, unless that ends with a table or a note to one."""
    worded = list(worded_in(appendix.content))
    if not worded or worded[-1].cell:
        return None
    blocks = read_outline(case.docx.paragraphs, worded[0].at, worded[-1].at + 1)
    return None if blocks[-1].kind is Kind.CAPTION else blocks[-1].line
