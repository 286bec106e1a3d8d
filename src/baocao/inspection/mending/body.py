"""The text is set right: sizes, sides, indents, gaps, lines; headings, grounds and tables."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from baocao.inspection import limits
from baocao.inspection.lines import is_worded, whole_line
from baocao.inspection.mending.context import PICTURES, Mending, Piece, change_at, left_at, pieces_of
from baocao.inspection.mending.looks import (
    OFF,
    ON,
    UNVERIFIED,
    Attributes,
    Styled,
    indents_of,
    known_values,
    mend_all,
    size_properties,
)
from baocao.inspection.mending.records import Change
from baocao.inspection.mending.sizes import nearest_size
from baocao.inspection.mending.tracking import Wanted
from baocao.inspection.outline import Block, Kind
from baocao.inspection.paragraphs import Run
from baocao.inspection.properties import TWIPS_PER_MM, TWIPS_PER_POINT
from baocao.inspection.rules.page import TOLERANCE, part_of
from baocao.inspection.rules.text import (
    FLOWING,
    INDENTED,
    JUSTIFIED,
    LINE_HEIGHT,
    LINE_TOLERANCE,
    POINT_TOLERANCE,
    TEXT,
    alignment_name,
    blocks_of,
    first_letter,
    layout_tables,
    neighbouring_blocks,
    points_between,
    spacing_of,
)
from baocao.inspection.rules.weights import LOOKS, RUNNING, is_sentence
from baocao.inspection.verdicts import number_text

_SINGLE: Final = 240
_SHORT: Final = 120
"""Signs of a paragraph that may stand in the middle or on the right on purpose."""
PLACED: Final = "đoạn ngắn đặt giữa hoặc bên phải, có thể là chủ ý"
PARTED: Final = "đoạn ngắt dòng bằng Shift+Enter: canh đều thì Word kéo giãn chữ; cần tách thành các đoạn"
TABBED: Final = "lùi đầu dòng bằng phím Tab"
SPACED: Final = "lùi đầu dòng bằng dấu cách"
DRAWN: Final = "đoạn có hình: giãn dòng chính xác thì hình bị cắt"


def mend_text(mending: Mending) -> None:
    """Paragraphs of the text stand as the law wants them."""
    menders = (mend_sizes, mend_sides, mend_indents, mend_gaps, mend_lines)
    for rule, mend in zip(("TT302", "TT303", "TT304", "TT305", "TT306"), menders, strict=True):
        if mending.fails(rule):
            mend(mending, rule)


def mend_sizes(mending: Mending, rule: str) -> None:
    """Letters of the text are of a permitted size; most of the others tell which."""
    for block in blocks_of(mending.case, FLOWING):
        _set_sizes(mending, block, "noi_dung", change_at(rule, TEXT, block.line, "", ""))


def _set_sizes(mending: Mending, block: Block, name: str, change: Change) -> None:
    sizes = limits.permitted_sizes(mending.form, name)
    wrong = sorted({look.size for look in block.line.looks if not sizes.holds_value(look.size)})
    if not wrong:
        return
    rights = sorted({mending.sizes.permitted_for(name, size) for size in wrong})

    def wanted_of(run: Run) -> Wanted:
        size = mending.sizes.permitted_for(name, run.look.size)
        return {} if run.look.raised or size == run.look.size else size_properties(size)

    before, after = (f"cỡ {', '.join(map(number_text, each))}" for each in (wrong, rights))
    done = mending.set_pieces(block.paragraph, pieces_of(block.line), wanted_of)
    mending.note_done(done, change._replace(before=before, after=after))


def mend_sides(mending: Mending, rule: str) -> None:
    """The text is justified."""
    for block in blocks_of(mending.case, FLOWING):
        align = block.paragraph.layout.align
        if align in JUSTIFIED or (block.is_bold and block.kind is not Kind.TEXT):
            continue
        if reason := _side_reason(block):
            mending.leave_alone(left_at(rule, TEXT, block.line, reason))
        else:
            change = change_at(rule, TEXT, block.line, alignment_name(block.paragraph.layout), "canh đều")
            mending.note_done(mending.set_layout(block.paragraph, {"jc": {"val": "both"}}), change)


def _side_reason(block: Block) -> str:
    """Return why a paragraph is not justified; nothing where it can be."""
    if _is_placed(block):
        return PLACED
    # Word stretches the line before such a break to the margin, were it two words.
    return PARTED if "\n" in block.paragraph.text.lstrip() else ""


def _is_placed(block: Block) -> bool:
    return block.paragraph.layout.align in {"center", "right"} and len(block.line.text) <= _SHORT


def mend_indents(mending: Mending, rule: str) -> None:
    """First lines are indented as most of those are that are so rightly."""
    allowed = limits.permitted_indents(mending.form)
    tab = mending.docx.default_tab
    blocks = [block for block in blocks_of(mending.case, INDENTED) if not block.paragraph.layout.numbered]
    lengths = [round(first_letter(block.paragraph, tab), 1) for block in blocks]
    target = _common_indent(lengths, allowed)
    for block, length in zip(blocks, lengths, strict=True):
        if any(abs(first_letter(block.paragraph, tab) - each) <= TOLERANCE for each in allowed):
            continue
        if reason := _indent_reason(block):
            mending.leave_alone(left_at(rule, TEXT, block.line, reason))
            continue
        before, after = (f"lùi {number_text(each)} mm" for each in (length, target))
        indents = indents_of(left=0, first=round(target * TWIPS_PER_MM))
        change = change_at(rule, TEXT, block.line, before, after)
        mending.note_done(mending.set_layout(block.paragraph, {"ind": indents}), change)


def _common_indent(lengths: Iterable[float], allowed: tuple[float, ...]) -> float:
    counts = dict.fromkeys(allowed, 0)
    for length in lengths:
        for each in allowed:
            counts[each] += abs(length - each) <= TOLERANCE
    return max(allowed, key=counts.__getitem__)


def _indent_reason(block: Block) -> str:
    """Return why an indent is left as it is; nothing where it can be set."""
    if _is_placed(block):
        return PLACED
    text = block.paragraph.text
    if text.startswith("\t"):
        return TABBED
    return SPACED if text[:1].isspace() else ""


def mend_gaps(mending: Mending, rule: str) -> None:
    """Paragraphs are as far apart as they have to be, by the space before the second."""
    least = limits.least_spacing(mending.form)
    spacing = {"before": _twips_of(least), "beforeLines": None, "beforeAutospacing": None}
    for first, second in neighbouring_blocks(mending.case):
        points = points_between(first.paragraph, second.paragraph)
        if points >= least - POINT_TOLERANCE:
            continue
        wanted: dict[str, Attributes] = {"spacing": spacing}
        if second.paragraph.layout.contextual:
            wanted["contextualSpacing"] = OFF
        before, after = (f"cách {number_text(each)} điểm" for each in (points, least))
        change = change_at(rule, TEXT, second.line, before, after)
        mending.note_done(mending.set_layout(second.paragraph, wanted), change)


def mend_lines(mending: Mending, rule: str) -> None:
    """Lines are as far apart as they may be."""
    for block in blocks_of(mending.case, FLOWING):
        spacing, after = _spacing_for(mending, block)
        if not spacing:
            continue
        if mending.form.line_is_exact and _has_picture(mending, block):
            mending.leave_alone(left_at(rule, TEXT, block.line, DRAWN))
            continue
        change = change_at(rule, TEXT, block.line, _spacing_words(block), after)
        mending.note_done(mending.set_layout(block.paragraph, {"spacing": spacing}), change)


def _spacing_for(mending: Mending, block: Block) -> tuple[Attributes, str]:
    """Return the spacing of lines to be set, and how it is called; nothing where it is right."""
    allowed, layout = limits.permitted_line(mending.form), block.paragraph.layout
    if not mending.form.line_is_exact:
        if allowed.holds_value(spacing_of(block), LINE_TOLERANCE):
            return {}, ""
        rounds = nearest_size(allowed, spacing_of(block))
        return {
            "line": str(round(rounds * _SINGLE)),
            "lineRule": "auto",
        }, f"giãn dòng {number_text(rounds)}"
    if layout.exact and allowed.holds_value(layout.line, POINT_TOLERANCE):
        return {}, ""
    sizes = [look.size for look in block.line.looks]
    own = layout.line if layout.exact else spacing_of(block) * max(sizes, default=0) * LINE_HEIGHT
    points = round(nearest_size(allowed, own))
    return {"line": _twips_of(points), "lineRule": "exact"}, f"chính xác {number_text(points)} điểm"


def _spacing_words(block: Block) -> str:
    layout = block.paragraph.layout
    if layout.exact:
        return f"chính xác {number_text(layout.line)} điểm"
    return f"giãn dòng {number_text(round(spacing_of(block), 2))}"


def _has_picture(mending: Mending, block: Block) -> bool:
    return mending.holds_any(block.paragraph, PICTURES)


def _twips_of(points: float) -> str:
    return str(round(points * TWIPS_PER_POINT))


def mend_headings(mending: Mending) -> None:
    """Parts, sections, articles and clauses look as headings have to."""
    case = mending.case
    for rule, name, kind in (("TT307", "phan", Kind.PART), ("TT307", "ten_phan", Kind.PART_TITLE)):
        lines = tuple(block.line for block in blocks_of(case, [kind]))
        mend_all(mending, [Styled(rule, name, lines, TEXT, centred=True)])
    lines = tuple(block.line for block in blocks_of(case, [Kind.SECTION]))
    mend_all(mending, [Styled("TT308", "muc", lines, TEXT)])
    _mend_blocks(mending, "TT310", Kind.ARTICLE, _mend_article)
    _mend_blocks(mending, "TT311", Kind.CLAUSE, _mend_clause)


def _mend_blocks(
    mending: Mending, rule: str, kind: Kind, mend: Callable[[Mending, str, Block], None]
) -> None:
    if mending.fails(rule):
        for block in blocks_of(mending.case, [kind]):
            mend(mending, rule, block)


_ARTICLE: Final = re.compile(r"\s*(?:Điều|ĐIỀU)\s+\d+\s*[.:]")
_ENDS: Final = (".", ";", ":", ",")


def _mend_article(mending: Mending, rule: str, block: Block) -> None:
    """'Điều 1.' is bold and upright, with its title where that has a line of its own."""
    head = next(block.line.looks, None)
    if head is None or (head.bold and not head.italic):
        return
    known = known_values(mending.form, "dieu")
    wanted: dict[str, Attributes] = {}
    if not head.bold and "dam" in known:
        wanted["b"] = ON
    if head.italic and "nghieng" in known:
        wanted["i"] = OFF
    if not wanted:
        mending.leave_alone(left_at(rule, TEXT, block.line, UNVERIFIED))
        return
    pieces = pieces_of(block.line)
    match = _ARTICLE.match(block.paragraph.text)
    titled = len(block.line.text) <= _SHORT and not block.line.text.endswith(_ENDS)
    if match and not titled:
        pieces = _first_pieces(block, match.end())
    before = ", ".join([*([] if head.bold else ["không đậm"]), *(["nghiêng"] if head.italic else [])])
    done = mending.set_pieces(block.paragraph, pieces, lambda run: {} if run.look.raised else wanted)
    mending.note_done(done, change_at(rule, TEXT, block.line, before, "đứng, đậm"))


def _first_pieces(block: Block, length: int) -> list[Piece]:
    """Return the pieces of the first so many characters of a paragraph."""
    found = []
    for piece in pieces_of(block.line):
        own = piece.end - piece.start
        if length <= 0:
            break
        found.append(piece._replace(end=piece.start + min(own, length)))
        length -= own
    return found


def _mend_clause(mending: Mending, rule: str, block: Block) -> None:
    """A clause is upright."""
    looks = list(block.line.looks)
    known = known_values(mending.form, "khoan")
    if looks and all(look.italic for look in looks) and "nghieng" in known:
        done = mending.set_pieces(
            block.paragraph, pieces_of(block.line), lambda run: {"i": OFF} if run.look.italic else {}
        )
        mending.note_done(done, change_at(rule, TEXT, block.line, "nghiêng", "đứng"))


def mend_weights(mending: Mending) -> None:
    """Sentences are upright and not bold where most of the text is otherwise; single words may be."""
    if not mending.fails("TT318"):
        return
    for block in blocks_of(mending.case, RUNNING - {Kind.ARTICLE}):
        looks = list(block.line.looks)
        wrong = [name for name, is_set in LOOKS if looks and all(is_set(look) for look in looks)]
        if wrong and is_sentence(block):
            _set_upright(mending, block, wrong)


def _set_upright(mending: Mending, block: Block, wrong: list[str]) -> None:
    names = {"đậm": "b", "nghiêng": "i"}
    wanted = {names[name]: OFF for name in wrong}
    done = mending.set_pieces(
        block.paragraph, pieces_of(block.line), lambda run: {} if run.look.raised else wanted
    )
    after = ", ".join(each for name, each in (("nghiêng", "đứng"), ("đậm", "không đậm")) if name in wrong)
    mending.note_done(done, change_at("TT318", TEXT, block.line, ", ".join(wrong), after))


def mend_grounds(mending: Mending) -> None:
    """Grounds are in italics and of a permitted size."""
    if not mending.fails("TT301"):
        return
    lines = tuple(whole_line(paragraph) for paragraph in mending.anatomy.title.grounds)
    mend_all(mending, [Styled("TT301", "can_cu", lines, TEXT)])


def mend_tables(mending: Mending) -> None:
    """Letters in tables are not smaller or larger than they should be."""
    if not mending.fails("TT315"):
        return
    placed = layout_tables(mending.case)
    for paragraph in mending.docx.paragraphs[: mending.anatomy.end]:
        cell = paragraph.cell if paragraph.in_table else None
        if cell and cell.table not in placed and is_worded(paragraph.text):
            block = Block(whole_line(paragraph), Kind.TEXT, "")
            change = change_at("TT315", part_of(mending.case, paragraph.at), block.line, "", "")
            _set_sizes(mending, block, "bang", change)
