"""Headings, clauses and points (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from baocao.inspection.lines import Line, is_worded
from baocao.inspection.outline import Block, Kind
from baocao.inspection.rules.text import TEXT, alignment_name, blocks_of, judge_blocks
from baocao.inspection.verdicts import (
    Case,
    Deviation,
    Fault,
    Verdict,
    deviations_of,
    fault_at,
    fault_of,
    style_deviations,
    wanted_style,
)
from baocao.vietnamese.counts import count_text

_POINTS: Final = ("abcdđeghiklmnopqrstuvxy", "aăâbcdđeêghiklmnoôơpqrstuưvxy")
"""The letters of points: as the decree's own lists run, and the whole alphabet."""
_UNDER_TITLE: Final = frozenset({Kind.TEXT, Kind.POINT, Kind.ITEM, Kind.DECIMAL})
_SIGNS: Final = (".", ";", ":", ",", "…", "!", "?", ")")
_MOST_TITLE: Final = 15
"""Words; what is longer may be a sentence whose full stop was forgotten."""
_LONGEST_TITLE: Final = 30
"""Words; what is longer and ends with a full stop is no title."""
_MOST_RUN_ON: Final = 3
"""Up to so many plain words after a bold title are part of its line, not text that runs on."""


def part_headings(case: Case) -> Verdict | None:
    """'Phần I', 'Chương I', 'Mục 1' alone in the middle, bold; their titles in bold capitals."""
    heads, titles = blocks_of(case, [Kind.PART]), blocks_of(case, [Kind.PART_TITLE])
    if not heads:
        return None
    faults = [*_heading_faults(case, heads, capitals=False), *_heading_faults(case, titles, capitals=True)]
    want = f"{wanted_style(case.form, 'phan', centred=True)}; tiêu đề ở dòng dưới, in hoa, đậm"
    return Verdict(want, f"{count_text(len(heads))} phần, chương, mục", tuple(faults))


def _heading_faults(case: Case, blocks: Iterable[Block], *, capitals: bool) -> Iterator[Fault]:
    name = "ten_phan" if capitals else "phan"
    for block in blocks:
        wrong = deviations_of(case.form, name, block.line, centred=True)
        yield from fault_of(case.form, name, wrong, part=TEXT, line=block.line)


def section_headings(case: Case) -> Verdict | None:
    """'I. TIÊU ĐỀ' in bold capitals, 13 to 14 points, its number with the form's sign."""
    sign = case.form.heading.format(so="")

    def measure_heading(block: Block) -> str:
        wrong = list(style_deviations(case.form, "muc", block.line))
        if not block.line.text.startswith(f"{block.number}{sign}"):
            wrong.append(f"không ghi '{block.number}{sign}'")
        return ", ".join(wrong)

    want = f"'{case.form.heading.format(so='I')} TIÊU ĐỀ', {wanted_style(case.form, 'muc')}"
    return judge_blocks(blocks_of(case, [Kind.SECTION]), measure_heading, want, "in hoa, đậm")


def section_place(case: Case) -> Verdict | None:
    """'I. TIÊU ĐỀ' stands left or justified, as everyone sets it."""

    def measure_place(block: Block) -> str:
        layout = block.paragraph.layout
        return alignment_name(layout) if layout.align in {"center", "right"} else ""

    want = "canh trái hoặc canh đều"
    return judge_blocks(blocks_of(case, [Kind.SECTION]), measure_place, want, want)


def article_headings(case: Case) -> Verdict | None:
    """'Điều 1. Tiêu đề': number and title bold and upright."""
    blocks = blocks_of(case, [Kind.ARTICLE])
    if not blocks:
        return None
    faults = [
        fault
        for block in blocks
        for fault in fault_of(case.form, "dieu", _first_deviations(block.line), part=TEXT, line=block.line)
    ]
    want = f"'Điều' và tiêu đề {wanted_style(case.form, 'dieu')}"
    return Verdict(want, f"{count_text(len(blocks))} đoạn đứng, đậm", tuple(faults))


def _first_deviations(line: Line) -> Iterator[Deviation]:
    """Yield in what the first letters of an article differ from bold and upright ones."""
    head = line.first_look
    if head and not head.bold:
        yield Deviation("dam", "không đậm")
    if head and head.italic:
        yield Deviation("nghieng", "nghiêng")


def clause_headings(case: Case) -> Verdict | None:
    """A titled clause is bold and has its line for itself; an untitled one is upright.

    Of titles of clauses the Party's guidance says nothing.
    """
    blocks = blocks_of(case, [Kind.CLAUSE])
    if not blocks:
        return None
    titles = set(_titled_clauses(case.anatomy.blocks)) if case.is_state else set()
    faults = [fault for block in blocks for fault in _clause_faults(case, block, titles)]
    titled = "có tiêu đề: đứng, đậm, tiêu đề riêng một dòng; không có tiêu đề: đứng"
    want = titled if case.is_state else "đứng"
    return Verdict(want, f"{count_text(len(blocks))} đoạn đúng kiểu chữ", tuple(faults))


def _clause_faults(case: Case, block: Block, titles: set[int]) -> Iterator[Fault]:
    looks = list(block.line.looks)
    if looks and all(look.italic for look in looks):
        deviations = [Deviation("nghieng", "nghiêng")]
        yield from fault_of(case.form, "khoan", deviations, part=TEXT, line=block.line)
    elif case.is_state and (wrong := _wrong_weight(block, titles)):
        yield fault_at(wrong, TEXT, block.line)


def _wrong_weight(block: Block, titles: set[int]) -> str:
    """Return what is wrong with the weight of a clause; `titles` are where those stand that only name."""
    looks = list(block.line.looks)
    if block.paragraph.at in titles and not any(look.bold for look in looks):
        return "tiêu đề khoản không đậm"
    if looks and block.is_bold and _is_long_sentence(block.line.text):
        return "khoản không có tiêu đề mà in đậm"
    return "tiêu đề khoản và nội dung trên cùng một dòng" if _runs_on(block.line) else ""


def _titled_clauses(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield where clauses stand that are only a title: no sign ends them, and text of their own follows.

    Clauses that follow each other without text between them are a list of names, of which the last would
    look like a title as well.
    """
    listed = False
    for block, below in pairwise(blocks):
        if block.kind is not Kind.CLAUSE:
            listed = False
            continue
        follows = below.kind in _UNDER_TITLE
        if follows and not listed and _is_title(block.line.text):
            yield block.paragraph.at
        listed = below.kind is Kind.CLAUSE


def _is_title(text: str) -> bool:
    """Tell whether a text is short and neither a sentence nor '1. Thời gian: tháng 9'."""
    return not text.endswith(_SIGNS) and ":" not in text and len(text.split()) <= _MOST_TITLE


def _is_long_sentence(text: str) -> bool:
    """Tell whether a text is a sentence too long for a title."""
    return text.endswith((".", ";")) and len(text.split()) > _LONGEST_TITLE


def _runs_on(line: Line) -> bool:
    """Tell whether a bold title of several words is followed by plain text."""
    runs = [run for run in line.runs if is_worded(run.text) and not run.look.raised]
    bold = [run for run in runs if run.look.bold]
    words = [sum(len(run.text.split()) for run in part) for part in (bold, runs)]
    starts_bold = bool(runs) and runs[0].look.bold
    # A word or two in bold is emphasis, and a word or two behind a title is part of it.
    return starts_bold and words[0] >= _MOST_RUN_ON and words[1] - words[0] > _MOST_RUN_ON


def points_in_order(case: Case) -> Verdict | None:
    """Points run in the order of the Vietnamese alphabet: d, then đ, then e."""
    points_found = blocks_of(case, [Kind.POINT])
    if not points_found:
        return None
    pairs = zip(("", *(block.number for block in points_found)), points_found, strict=False)
    faults = [
        fault_at(
            f"'{block.number})' sau '{before})'" if before else "không bắt đầu từ 'a)'", TEXT, block.line
        )
        for before, block in pairs
        if block.number != "a" and not _follows_letter(before, block.number)
    ]
    return Verdict(
        "theo thứ tự a, b, c, d, đ, e, g, h, i …",
        f"{count_text(len(points_found))} điểm theo thứ tự",
        tuple(faults),
    )


def _follows_letter(before: str, after: str) -> bool:
    return any(f"{before}{after}" in order for order in _POINTS) if before else False


def no_decimals(case: Case) -> Verdict | None:
    """Numbers such as '1.1.' do not occur in the decree."""
    if not case.anatomy.blocks or not case.is_state:
        return None
    faults = tuple(
        fault_at(f"đánh số '{block.number}'", TEXT, block.line) for block in blocks_of(case, [Kind.DECIMAL])
    )
    return Verdict("phần, mục, khoản, điểm; không có khoản con '1.1'", "không có số thập phân", faults)
