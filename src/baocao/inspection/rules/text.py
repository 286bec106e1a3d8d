"""The text of a document (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final

from baocao.inspection import limits
from baocao.inspection.lines import END, Line, is_worded, whole_line, worded_in
from baocao.inspection.outline import Block, Kind
from baocao.inspection.paragraphs import Paragraph
from baocao.inspection.properties import Layout
from baocao.inspection.rules.page import TOLERANCE, part_of
from baocao.inspection.verdicts import (
    Answer,
    Case,
    Deviation,
    Fault,
    NotFound,
    Verdict,
    deviations_of,
    fault_at,
    fault_of,
    number_text,
    span_text,
    wanted_style,
)
from baocao.model.form import Form
from baocao.vietnamese.counts import count_text

TEXT: Final = "nội dung"
LINE_HEIGHT: Final = 1.15
"""A single line of Times New Roman as a multiple of the size of its letters.

The renderer knows it, too; but what judges documents must not change with what makes them.
"""
LINE_TOLERANCE: Final = 0.02
POINT_TOLERANCE: Final = 0.1
FLOWING: Final = frozenset({Kind.TEXT, Kind.ARTICLE, Kind.CLAUSE, Kind.DECIMAL, Kind.POINT, Kind.ITEM})
INDENTED: Final = FLOWING - {Kind.ITEM}
_SPACED: Final = FLOWING | {Kind.SECTION}
JUSTIFIED: Final = frozenset({"both", "distribute", "lowKashida", "mediumKashida", "highKashida"})
_COUNTED: Final = (
    "người|hồ sơ|văn bản|xã|phường|đơn vị|cơ quan|tổ chức|cá nhân|quyết định|kế hoạch|nhiệm vụ|chỉ tiêu|bản"
    "|cuộc|hội nghị|lớp|thôn|tổ|máy|đồng chí|trường hợp|lượt|sản phẩm|công trình|dự án|thủ tục"
)
_BARE_COUNT: Final = re.compile(rf"(?<![\w.,/%:()-])(?<!- )(?<!– )(?<!đến )[1-9] (?:{_COUNTED})\b")
_NUMBERED: Final = frozenset(
    (
        *("điều", "khoản", "điểm", "mục", "phần", "chương", "lục", "bảng", "biểu", "mẫu", "số", "trang"),
        *("cấp", "loại", "nhóm", "hạng", "độ", "bậc", "thứ", "top", "đợt", "lần", "kỳ", "đoạn", "bước"),
        *("quý", "tháng", "năm", "ngày", "tổ", "thôn", "khu", "phố", "vùng", "khối", "lớp", "đội", "cụm"),
        *(
            "quận",
            "khóa",
            "khoá",
            "tập",
            "vòng",
            "cột",
            "dòng",
            "hình",
            "tuyến",
            "án",
            "chi",
            "bộ",
            "lẻ",
            "chẵn",
        ),
    )
)
"""What a number may belong to that stands before it: 'nhóm 2', 'thôn 3', 'quý 4'."""
_LONG_WORD: Final = 12
_LOOSE_PERCENT: Final = re.compile(r"(?<![\d.,])\d[\d.,]*\s+%")


def blocks_of(case: Case, kinds: Iterable[Kind]) -> list[Block]:
    """Return the blocks of some kinds."""
    wanted_kinds = set(kinds)
    return [block for block in case.anatomy.blocks if block.kind in wanted_kinds]


def judge_blocks(
    blocks: Iterable[Block], measure: Callable[[Block], str], wants: str, good: str
) -> Verdict | None:
    """Judge each block by what `measure` finds wrong with it."""
    judged = list(blocks)
    if not judged:
        return None
    faults = tuple(fault_at(wrong, TEXT, block.line) for block in judged if (wrong := measure(block)))
    return Verdict(wants, f"{count_text(len(judged))} đoạn {good}", faults)


def grounds_style(case: Case) -> Answer:
    """Each ground on a line of its own, set and ended as the form says, with a dash where that has one."""
    lines_found = [whole_line(each) for each in case.anatomy.title.grounds]
    if not lines_found:
        kind = case.anatomy.title.type
        return NotFound("căn cứ") if kind and kind.grounded and "so" in case.identity.wants else None
    form = case.form
    faults: list[Fault] = []
    for position, line in enumerate(lines_found, start=1):
        sign = case.anatomy.title.sign_of_ground(position, form.grounds)
        wrong = [*deviations_of(form, "can_cu", line), *_ground_deviations(form, line, sign)]
        faults += fault_of(form, "can_cu", wrong, part=TEXT, line=line)
    dash = "mở đầu bằng '- ', " if form.ground_dash else ""
    want = (
        f"{wanted_style(form, 'can_cu')}; mỗi căn cứ một dòng, {dash}"
        f"cuối dòng '{form.grounds.item}', dòng cuối '{form.grounds.last}'"
    )
    return Verdict(want, f"{count_text(len(lines_found))} căn cứ", tuple(faults))


def _ground_deviations(form: Form, line: Line, sign: str) -> Iterator[Deviation]:
    """Yield what is wrong with the signs before and behind a ground."""
    if form.ground_dash and not (line.text.startswith("-") or line.paragraph.layout.numbered):
        yield Deviation("gach", "không mở đầu bằng '- '")
    if not line.text.endswith(sign):
        yield Deviation("dau", f"không kết thúc bằng dấu '{sign}'")


def text_size(case: Case) -> Verdict | None:
    """The text is set in 13 to 14 points."""
    allowed = limits.permitted_sizes(case.form, "noi_dung")
    blocks = blocks_of(case, FLOWING)
    if not blocks:
        return None
    faults = [fault for block in blocks for fault in _size_faults(case.form, block.line)]
    common = Counter(look.size for block in blocks for look in block.line.looks)
    sizes = ", ".join(number_text(each) for each in sorted(common))
    measured = f"{count_text(len(blocks))} đoạn cỡ {sizes}"
    return Verdict(f"cỡ {span_text(*allowed)}", measured, tuple(faults))


def _size_faults(form: Form, line: Line) -> Iterator[Fault]:
    wrong = (each for each in deviations_of(form, "noi_dung", line) if each.value == "co")
    yield from fault_of(form, "noi_dung", wrong, part=TEXT, line=line)


def text_justified(case: Case) -> Verdict | None:
    """The text is justified; short titles may stand left."""

    def measure_alignment(block: Block) -> str:
        layout = block.paragraph.layout
        return "" if layout.align in JUSTIFIED else alignment_name(layout)

    blocks = [
        block for block in blocks_of(case, FLOWING) if not (block.is_bold and block.kind is not Kind.TEXT)
    ]
    return judge_blocks(blocks, measure_alignment, "canh đều cả hai lề", "canh đều")


def alignment_name(layout: Layout) -> str:
    """Return how a paragraph that is not justified stands."""
    return {"center": "canh giữa", "right": "canh phải"}.get(layout.align, "canh trái")


def first_indent(case: Case) -> Verdict | None:
    """First lines are indented by one of the two permitted lengths, by the paragraph or by a tab."""
    allowed = limits.permitted_indents(case.form)
    tab = case.docx.default_tab

    def measure_indent(block: Block) -> str:
        rounds = first_letter(block.paragraph, tab)
        good = any(abs(rounds - each) <= TOLERANCE for each in allowed)
        return "" if good else f"lùi {number_text(round(rounds, 1))} mm"

    blocks = [each for each in blocks_of(case, INDENTED) if not each.paragraph.layout.numbered]
    want = f"lùi đầu dòng {' hoặc '.join(number_text(each) for each in allowed)} mm"
    rounds = sorted({round(first_letter(each.paragraph, tab), 1) for each in blocks})
    return judge_blocks(blocks, measure_indent, want, f"lùi {', '.join(map(number_text, rounds))} mm")


def first_letter(paragraph: Paragraph, default_tab: float) -> float:
    """Return how far from the margin the first letter stands, in millimetres."""
    layout = paragraph.layout
    at = layout.left + layout.first
    if not paragraph.text.startswith("\t"):
        return at
    stops = [stop.at for stop in layout.tabs if stop.at > at + TOLERANCE]
    return min(stops) if stops else (int(at / default_tab) + 1) * default_tab if default_tab else at


def paragraph_gap(case: Case) -> Verdict | None:
    """Paragraphs of text that follow each other are at least 6 points apart."""
    least = limits.least_spacing(case.form)
    pairs = list(neighbouring_blocks(case))
    if not pairs:
        return None
    gaps = [(second, points_between(first.paragraph, second.paragraph)) for first, second in pairs]
    faults = tuple(
        fault_at(f"cách {number_text(points)} điểm", TEXT, block.line)
        for block, points in gaps
        if points < least - POINT_TOLERANCE
    )
    narrowest = min(points for _, points in gaps)
    return Verdict(
        f"cách đoạn tối thiểu {number_text(least)} điểm", f"nhỏ nhất {number_text(narrowest)} điểm", faults
    )


def neighbouring_blocks(case: Case) -> Iterator[tuple[Block, Block]]:
    """Yield the paragraphs of text with nothing between them, not even an empty paragraph."""
    for first, second in pairwise(case.anatomy.blocks):
        kinds = {first.kind, second.kind}
        # What stands between, be it an empty paragraph or a table, makes a gap of its own.
        if second.paragraph.at == first.paragraph.at + 1 and kinds <= _SPACED:
            yield first, second


def points_between(first: Paragraph, second: Paragraph) -> float:
    """Return the points between two paragraphs: spaces add up; some styles take none among themselves."""
    alike = first.layout.style == second.layout.style
    after = 0 if alike and first.layout.contextual else first.layout.after
    before = 0 if alike and second.layout.contextual else second.layout.before
    return after + before


def line_spacing(case: Case) -> Verdict | None:
    """Lines are from single to one and a half apart; in the Party's form so many points, or at least."""
    allowed = limits.permitted_line(case.form)
    exact = case.form.line_is_exact

    def measure_spacing(block: Block) -> str:
        if exact:
            layout = block.paragraph.layout
            rounds = layout.line if layout.exact else layout.at_least
            return "" if allowed.holds_value(rounds, POINT_TOLERANCE) else _spacing_name(layout)
        rounds = spacing_of(block)
        return "" if allowed.holds_value(rounds, LINE_TOLERANCE) else f"giãn dòng {number_text(rounds)}"

    blocks = blocks_of(case, FLOWING)
    unit = "chính xác (hoặc ít nhất) {} điểm" if exact else "giãn dòng {}"
    return judge_blocks(
        blocks, measure_spacing, unit.format(span_text(*allowed)), _spacings_text(blocks, in_points=exact)
    )


def _spacings_text(blocks: Iterable[Block], *, in_points: bool) -> str:
    """Return all spacings of lines that occur."""
    if in_points:
        return ", ".join(sorted({_spacing_name(each.paragraph.layout) for each in blocks}))
    rounds = sorted({round(spacing_of(each), 2) for each in blocks})
    return f"giãn dòng {', '.join(map(number_text, rounds))}"


def spacing_of(block: Block) -> float:
    """Return the spacing of lines as a multiple of a single line, the higher one where a floor is set."""
    layout = block.paragraph.layout
    points = layout.line if layout.exact else layout.at_least
    if not points:
        return layout.line
    sizes = [look.size for look in block.line.looks]
    multiple = points / (max(sizes) * LINE_HEIGHT) if sizes else 1.0
    return multiple if layout.exact else max(layout.line, multiple)


def _spacing_name(layout: Layout) -> str:
    if layout.exact:
        return f"chính xác {number_text(layout.line)} điểm"
    if layout.at_least:
        return f"ít nhất {number_text(layout.at_least)} điểm"
    return f"giãn dòng {number_text(layout.line)}"


def end_mark(case: Case) -> Verdict | None:
    """The text ends with './.', as all templates of the decree do; the Party's with a full stop."""
    last = last_of_text(case)
    if last is None:
        return None
    line, sign = whole_line(last), case.form.end_mark
    wrong = f"không có '{sign}'" if case.is_state else f"không kết thúc bằng dấu '{sign}'"
    faults = () if _ends_with(line.text, sign) else (fault_at(wrong, TEXT, line),)
    return Verdict(f"hết nội dung có dấu '{sign}'", f"có '{sign}'", faults)


def _ends_with(text: str, sign: str) -> bool:
    """Tell whether a text ends with a sign, and not with that of the other family."""
    ends = END.search(text) is not None
    return ends if END.search(sign) else text.endswith(sign) and not ends


def last_of_text(case: Case) -> Paragraph | None:
    """Return the paragraph that ends the text, unless the text ends in a table."""
    anatomy = case.anatomy
    zone = case.docx.paragraphs[anatomy.title.start : min(anatomy.foot.start, anatomy.main_end)]
    last = next(worded_in(reversed(zone)), None)
    return last if last is not None and last.cell is None else None


def table_size(case: Case) -> Verdict | None:
    """Letters in tables are of a size that can be read; the decree gives none."""
    allowed = limits.permitted_sizes(case.form, "bang")
    placed = layout_tables(case)
    cells = [
        whole_line(paragraph)
        for paragraph in case.docx.paragraphs[: case.anatomy.end]
        if paragraph.in_table
        and paragraph.cell
        and paragraph.cell.table not in placed
        and is_worded(paragraph.text)
    ]
    if not cells or case.form.permitted.sizes.get("bang") is None:
        return None
    faults = tuple(
        fault_at(f"cỡ {', '.join(map(number_text, sorted(wrong)))}", part_of(case, line.paragraph.at), line)
        for line in cells
        if (wrong := {look.size for look in line.looks if not allowed.holds_value(look.size)})
    )
    sizes = sorted({look.size for line in cells for look in line.looks})
    return Verdict(
        f"nên trong khoảng cỡ {span_text(*allowed)}", f"cỡ {', '.join(map(number_text, sizes))}", faults
    )


def layout_tables(case: Case) -> set[int]:
    """Return the tables that only put the letterhead, the addressees or the signature in place."""
    anatomy = case.anatomy
    zones = (range(anatomy.title.start), range(anatomy.foot.start, anatomy.foot.end))
    paragraphs = case.docx.paragraphs
    return {cell.table for zone in zones for index in zone if (cell := paragraphs[index].cell)}


def counts_written(case: Case) -> Verdict | None:
    """Counts from 1 to 9 are written with a zero in sentences, as the decree itself does."""
    want = "số đếm nhỏ hơn 10 ghi thêm số 0: '04 văn bản'"
    return _judge_phrases(case, _first_bare_count, want, "số đếm")


def _first_bare_count(text: str) -> str:
    """Return the first count that stands without a zero, or nothing."""
    counts = (match for match in _BARE_COUNT.finditer(text) if not _is_numbered(text, match.start()))
    return next((match.group() for match in counts), "")


def _is_numbered(text: str, at: int) -> bool:
    """Tell whether a number belongs to the word before it."""
    before = text[max(0, at - _LONG_WORD) : at].split()
    return bool(before) and before[-1].lower() in _NUMBERED


def _first_loose_percent(text: str) -> str:
    match = _LOOSE_PERCENT.search(text)
    return match.group().strip() if match else ""


def percents_written(case: Case) -> Verdict | None:
    """The sign of per cent follows its number without a space."""
    return _judge_phrases(
        case, _first_loose_percent, "'95,5%': không có dấu cách trước %", "tỷ lệ phần trăm"
    )


def _judge_phrases(case: Case, find: Callable[[str], str], wants: str, what: str) -> Verdict | None:
    blocks = case.anatomy.blocks
    if not blocks:
        return None
    faults = tuple(
        fault_at(f"'{phrase}'", TEXT, block.line) for block in blocks if (phrase := find(block.line.text))
    )
    return Verdict(wants, f"{what} đúng cách ghi", faults)
