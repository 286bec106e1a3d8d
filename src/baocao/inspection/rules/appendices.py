"""Appendices (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III.1; Phụ lục III, Mẫu 2.1 and 2.2)."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from baocao.inspection.appendices import Appendix
from baocao.inspection.lines import END, Line, is_worded, ruled_below, said
from baocao.inspection.outline import Kind, read_outline
from baocao.inspection.verdicts import Case, Fault, Verdict, deviations, fault, styled, wanted
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import roman

_ROMAN: Final = [roman(number) for number in range(1, 60)]
_MENTION: Final = re.compile(
    r"phụ lục(?:\s+số)?\s+(?P<list>[ivxlc\d]+\b(?:\s*(?:,|;|và|đến|-|–|phụ lục)\s*[ivxlc\d]+\b)*)",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"(\w+)\s*(?:đến|-|–)\s*(\w+)")
_RULE_ZONE: Final = 4
"""Within how many paragraphs under the reference its line stands."""


def _each(case: Case) -> tuple[Appendix, ...]:
    return case.anatomy.appendices


def numerals(case: Case) -> Verdict | None:
    """Two or more appendices have Roman numbers in order; the only one has none."""
    found = _each(case)
    if not found or not case.is_state:
        return None
    if case.anatomy.is_appendix_only and len(found) == 1:
        wrong = [each for each in found if each.number and each.number.upper() not in _ROMAN]
        faults = [fault(f"đánh số '{each.number}'", each.name, each.heading) for each in wrong]
    elif len(found) == 1:
        only = found[0]
        faults = [fault("chỉ có một phụ lục mà có số", only.name, only.heading)] if only.number else []
    else:
        faults = [
            fault(f"đánh số '{each.number}', phải là '{number}'", each.name, each.heading)
            for each, number in zip(found, _ROMAN, strict=False)
            if each.number != number
        ]
    names = ", ".join(each.name for each in found)
    want = "từ hai phụ lục trở lên đánh số La Mã; một phụ lục thì không"
    return Verdict(want, names, tuple(faults))


def heading(case: Case) -> Verdict | None:
    """'Phụ lục I' on a line of its own, in the middle, bold, 14 points, not in capitals."""
    found = _each(case)
    if not found:
        return None
    faults = []
    for each in found:
        wrong = list(deviations(case.form, "phu_luc", each.heading, centred=True))
        if each.heading.text[:7].isupper():
            wrong.append("in hoa")
        if len(each.heading.text) > len(each.name) + len(" số "):
            wrong.append("tiêu đề trên cùng một dòng")
        if wrong:
            faults.append(fault(", ".join(wrong), each.name, each.heading))
    return Verdict(
        f"dòng riêng, in thường, {wanted(case.form, 'phu_luc', centred=True)}",
        f"{count_text(len(found))} phụ lục",
        tuple(faults),
    )


def title(case: Case) -> Verdict | None:
    """The title in bold capitals, in the middle."""
    found = _each(case)
    if not found:
        return None
    faults = [wrong for each in found for wrong in _title_faults(case, each)]
    return Verdict(
        wanted(case.form, "tieu_de_phu_luc", centred=True),
        f"{count_text(len(found))} tiêu đề",
        tuple(faults),
    )


def _title_faults(case: Case, appendix: Appendix) -> Iterator[Fault]:
    if not appendix.title:
        yield fault("không có tiêu đề", appendix.name, appendix.heading)
    yield from _centred_faults(case, appendix, appendix.title, "tieu_de_phu_luc")


def reference(case: Case) -> Verdict | None:
    """'(Kèm theo …)' in italics under the title."""
    found = _each(case)
    if not found:
        return None
    faults = [wrong for each in found for wrong in _reference_faults(case, each)]
    want = f"'(Kèm theo …)', {wanted(case.form, 'kem_theo', centred=True)}"
    return Verdict(want, f"{count_text(len(found))} dòng chỉ dẫn", tuple(faults))


def _reference_faults(case: Case, appendix: Appendix) -> Iterator[Fault]:
    if not appendix.reference:
        yield fault("không có dòng '(Kèm theo …)'", appendix.name, appendix.heading)
    yield from _centred_faults(case, appendix, appendix.reference, "kem_theo")


def _centred_faults(
    case: Case, appendix: Appendix, lines: Iterable[Line], component: str
) -> Iterator[Fault]:
    for line in lines:
        wrong = list(deviations(case.form, component, line, centred=True))
        if wrong:
            yield fault(", ".join(wrong), appendix.name, line)


def reference_line(case: Case) -> Verdict | None:
    """A short line stands under the reference, as in the templates."""
    found = [each for each in _each(case) if each.reference]
    if not found or case.form.under_subject:
        return None
    faults = []
    for each in found:
        last = each.reference[-1]
        start = last.paragraph.at
        zone = range(start, min(start + _RULE_ZONE, case.anatomy.end))
        if not ruled_below(case.docx.paragraphs, last, zone):
            faults.append(fault("không có đường kẻ", each.name, last))
    return Verdict("đường kẻ ngắn dưới dòng chỉ dẫn (Mẫu 2.1)", "có đường kẻ", tuple(faults))


def mentioned(case: Case) -> Verdict | None:
    """The text of the document refers to every appendix."""
    found = _each(case)
    if not found or case.anatomy.is_appendix_only:
        return None
    text = " ".join(said(each.text) for each in case.docx.paragraphs[: case.anatomy.main_end])
    named = set(_mentions(text))
    faults = [
        fault("nội dung không nhắc đến phụ lục này", each.name, each.heading)
        for each in found
        if not (each.number.upper() in named if each.number else "phụ lục" in text.lower())
    ]
    return Verdict("trong văn bản có chỉ dẫn về từng phụ lục", "có chỉ dẫn", tuple(faults))


def _mentions(text: str) -> Iterator[str]:
    """Yield the numbers of the appendices that a text refers to, ranges resolved."""
    for found in _MENTION.finditer(text):
        listed = found["list"].upper()
        for first, last in _RANGE.findall(listed):
            if first in _ROMAN and last in _ROMAN:
                yield from _ROMAN[_ROMAN.index(first) : _ROMAN.index(last) + 1]
        yield from re.findall(r"[IVXLC]+|\d+", listed)


def own_numbers(case: Case) -> Verdict | None:
    """The pages of each appendix are counted from 1."""
    found = _each(case)
    if not found or case.anatomy.is_appendix_only or case.docx.pages == 1:
        return None
    faults = [
        fault("số trang không đánh lại từ 1", each.name, each.heading)
        for each in found
        if not _begins_anew(case, each)
    ]
    return Verdict("số trang của từng phụ lục đánh riêng, từ 1", "đánh riêng", tuple(faults))


def _begins_anew(case: Case, appendix: Appendix) -> bool:
    """Tell whether the section of an appendix begins with it and counts from 1."""
    own = appendix.heading.paragraph
    before = [each for each in case.docx.paragraphs[: own.at] if is_worded(each.text)]
    is_new = not before or before[-1].section != own.section
    return is_new and case.docx.sections[own.section].start == "1"


def seal(case: Case) -> Verdict | None:
    """The text of the digital signature on an appendix of its own file: upright, 10 points."""
    line = case.anatomy.head.seal
    if line is None or not case.anatomy.is_appendix_only:
        return None
    return styled(case, "chu_ky_so", (line,), "đầu trang thứ nhất")


def end_mark(case: Case) -> Verdict | None:
    """An appendix of sentences ends with './.', as in the templates."""
    ends = [(each, line) for each in _each(case) if (line := _last_sentence(case, each))]
    if not ends or not case.is_state:
        return None
    faults = [fault("không có './.'", each.name, line) for each, line in ends if not END.search(line.text)]
    return Verdict("hết phụ lục có dấu './.'", "có './.'", tuple(faults))


def _last_sentence(case: Case, appendix: Appendix) -> Line | None:
    """Return the line that ends an appendix, unless that ends with a table or a note to one."""
    worded = [each for each in appendix.content if is_worded(each.text)]
    if not worded or worded[-1].cell:
        return None
    blocks = read_outline(case.docx.paragraphs, worded[0].at, worded[-1].at + 1)
    return None if blocks[-1].kind is Kind.CAPTION else blocks[-1].line
