"""The styles of a page: what the form and the table of paragraph styles say, as CSS."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from baocao.model.form import HEADINGS, Component, Family, Form, Page
from baocao.model.table import HEADER_FILL, Align
from baocao.render.columns import CELL_MARGIN, ROW_MARGIN
from baocao.render.heads import (
    ADDRESSEE_INDENT,
    CIRCULATION_INDENT,
    NOTICE_COLOUR,
    SIGNATURE_GAP,
    STAMP_COLOUR,
    STAMP_HEIGHT,
    list_indent,
)
from baocao.render.html.markup import Classes
from baocao.render.metrics import LINE_HEIGHT, POINT_MM, text_width
from baocao.render.paragraph_styles import (
    BODY_STYLES,
    HEADING_STYLES,
    NOTE_STYLE,
    RULE,
    RULE_BEFORE,
    RULE_ROOM,
    ParagraphStyle,
    styles_of,
)

_FIXED: Final = Path(__file__).parent / "page.css"
_ALIGNMENTS: Final = {
    Align.LEFT: "left",
    Align.CENTER: "center",
    Align.RIGHT: "right",
    Align.JUSTIFY: "justify",
}
_SUBSTITUTES: Final = ('"Liberation Serif"', '"Tinos"', "serif")
"""Letters of the same widths, where the form's own are not installed."""
_MARK_WIDTH: Final = 148
"""Millimetres of the word across a draft."""
_CAPITAL_HEIGHT: Final = 0.66
"""The share of a letter's size that a capital is high."""
_NUMBER_STYLE: Final = "so-trang"


class Sheet(NamedTuple):
    """One sheet of a page on the screen, which are pages of their own in print; its class is its name."""

    name: str
    page: Page


class Around(NamedTuple):
    """What stands on every page around the text."""

    watermark: str
    notice: str


def page_style(form: Form, sheets: Sequence[Sheet], around: Around, classes: Classes) -> str:
    """Return the whole style block of a page."""
    return "\n".join(
        (
            *_form_rules(form),
            *(rule for sheet in sheets for rule in _sheet_rules(sheet, around)),
            *(f".{name}{{{rule}}}" for name, rule in classes.rules.items()),
            _fixed_rules(),
            *_print_rules(form, sheets, around),
        )
    )


@cache
def _fixed_rules() -> str:
    return _FIXED.read_text(encoding="utf-8").strip()


def css_text(text: str) -> str:
    """Return text as CSS has it; whatever is no letter and no digit is named by its number."""
    return (
        '"' + "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text) + '"'
    )


def _form_rules(form: Form) -> Iterator[str]:
    """Yield what the form says of letters and paragraphs."""
    family = _family(form)
    yield f"body{{font-family:{family};font-size:{_body(form).size:g}pt;line-height:{LINE_HEIGHT}}}"
    yield f"svg text{{font-family:{family}}}"
    yield from (_style_rule(form, style) for style in styles_of(form))
    for style, _ in BODY_STYLES:
        yield _body_rule(form, style, _body(form))
    for style, component in zip(HEADING_STYLES, HEADINGS, strict=True):
        yield _body_rule(form, style, form.components[component])
    yield f".{NOTE_STYLE}{{{_look(form.components['chu_thich'])};text-align:justify}}"
    yield f".thong-bao{{{_look(form.components['so_trang'])};font-weight:bold;color:#{NOTICE_COLOUR}}}"
    yield f".{RULE}{{height:{RULE_ROOM}pt;margin-top:{RULE_BEFORE}pt}}"
    yield from _cell_rules(form)
    yield from _head_rules(form)


def _cell_rules(form: Form) -> Iterator[str]:
    cell, line = form.components["bang"], form.components["bang"].size * LINE_HEIGHT
    yield f"td,th{{padding:{ROW_MARGIN}mm {CELL_MARGIN}mm}}"
    yield f"table{{{_look(cell)}}}"
    yield f"th{{{_look(form.components['tieu_de_bang'])};background-color:#{HEADER_FILL}}}"
    # Word has a paragraph without text there.
    yield f".cach-tren{{margin-top:{line:g}pt}}"
    yield f".cach-duoi{{margin-bottom:{line:g}pt}}"


def _head_rules(form: Form) -> Iterator[str]:
    """Yield how the parts of head and foot stand."""
    start, dash = list_indent(form)
    if form.family is Family.STATE:
        yield f".KinhGui{{margin-left:{ADDRESSEE_INDENT}mm}}"
        yield f".DanhSachKinhGui{{margin-left:{start + dash:.2f}mm;text-indent:-{dash:.2f}mm}}"
    else:
        yield from _party_rules()
    yield f".HoTen{{margin-top:{SIGNATURE_GAP}pt}}"
    yield f".dau{{height:{STAMP_HEIGHT}mm;border-color:#{STAMP_COLOUR};color:#{STAMP_COLOUR}}}"
    page = form.page
    across = page.text_width - CIRCULATION_INDENT
    yield f".luu-hanh{{top:{page.number:g}mm;right:{page.right:g}mm;width:{across:g}mm}}"
    # A title stands close above what it is about on a paper, which has to do with one page.
    yield ".sat{margin-top:3pt}"


def _party_rules() -> Iterator[str]:
    """Yield what only documents of the Party have."""
    yield ".noi-gui{width:fit-content;margin:0 auto}"
    yield ".dung{font-style:normal}"
    yield ".khong-gach{display:inline-block}"
    yield f".muc-do{{color:#{STAMP_COLOUR}}}"
    yield ".lien-he-cuoi{margin-top:12pt;border-top:.75pt solid #000;padding-top:4pt}"
    yield ".tran{border:0;padding:0;text-align:right}"


def _family(form: Form) -> str:
    return ",".join((css_text(form.font), *_SUBSTITUTES))


def _body(form: Form) -> Component:
    return form.components["noi_dung"]


def _look(component: Component) -> str:
    """Return size, weight, slant and underline; capitals are written in the text itself."""
    under = ";text-decoration:underline" if component.underline else ""
    return (
        f"font-size:{component.size:g}pt;font-weight:{'bold' if component.bold else 'normal'};"
        f"font-style:{'italic' if component.italic else 'normal'}{under}"
    )


def _style_rule(form: Form, style: ParagraphStyle) -> str:
    spaces = "".join(
        f";margin-{side}:{points:g}pt"
        for side, points in (("top", style.before), ("bottom", style.after))
        if points
    )
    look = _look(form.components[style.component])
    return f".{style.id}{{{look};text-align:{_ALIGNMENTS[style.align]}{spaces}}}"


def _body_rule(form: Form, style: str, component: Component) -> str:
    line = f"{form.line:g}pt" if form.line_is_exact else f"{form.line * LINE_HEIGHT:.4g}"
    return (
        f".{style}{{{_look(component)};text-align:justify;text-indent:{form.indent:g}mm;"
        f"margin-top:{form.spacing:g}pt;line-height:{line}}}"
    )


def _sheet_rules(sheet: Sheet, around: Around) -> Iterator[str]:
    """Yield how a sheet looks on the screen: as wide as the paper, and at least as high."""
    page = sheet.page
    mark = f";background-image:{_mark_image(page, around.watermark)}" if around.watermark else ""
    # The notice stands where a page's foot is, half of the margin below the text.
    foot = page.number if around.notice else page.bottom
    yield (
        f".{sheet.name}{{width:{page.width:g}mm;min-height:{page.height:g}mm;"
        f"padding:{page.top:g}mm {page.right:g}mm {foot:g}mm {page.left:g}mm{mark}}}"
    )


def _print_rules(form: Form, sheets: Sequence[Sheet], around: Around) -> Iterator[str]:
    """Yield the pages of each sheet in print: numbered from the second on, anew for each of them."""
    yield f'@counter-style {_NUMBER_STYLE}{{system:fixed 1;symbols:"";fallback:decimal}}'
    yield f"@media print{{html{{counter-reset:{' '.join(sheet.name for sheet in sheets)}}}"
    yield from (f".{sheet.name}{{page:{sheet.name}}}" for sheet in sheets)
    yield "}"
    look = f"font-family:{_family(form)};font-size:{form.components['so_trang'].size:g}pt"
    yield from (_page_rule(sheet, around, look) for sheet in sheets)


def _page_rule(sheet: Sheet, around: Around, look: str) -> str:
    page, name = sheet.page, sheet.name
    margins = f"{page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm"
    number = f"content:counter({name},{_NUMBER_STYLE});vertical-align:top;padding-top:{page.number:g}mm"
    boxes = [f"@top-center{{{number};{look}}}"]
    if around.notice:
        boxes.append(
            f"@bottom-center{{content:{css_text(around.notice)};vertical-align:bottom;color:#{NOTICE_COLOUR};"
            f"padding-bottom:{page.number:g}mm;width:{page.text_width:g}mm;{look};font-weight:bold}}"
        )
    if around.watermark:
        # A box of the margin as large as the page is what browsers repeat on every page.
        boxes.append(
            f"@left-top{{content:{_mark_image(page, around.watermark)};margin-top:-{page.top:g}mm}}"
        )
    size = f"{page.width:g}mm {page.height:g}mm"
    return f"@page {name}{{size:{size};margin:{margins};counter-increment:{name};{''.join(boxes)}}}"


def _mark_image(page: Page, text: str) -> str:
    """Return the word across a draft, in the middle of the text of a page."""
    x = page.left + page.text_width / 2
    y = (page.top + page.height - page.bottom) / 2
    size = _MARK_WIDTH / text_width(text, 1 / POINT_MM, bold=True)
    drawn = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{page.width:g}mm' height='{page.height:g}mm' "
        f"viewBox='0 0 {page.width:g} {page.height:g}'><text x='{x:g}' y='{y:g}' "
        f"dy='{_CAPITAL_HEIGHT / 2:g}em' transform='rotate(-45 {x:g} {y:g})' text-anchor='middle' "
        f"font-size='{size:.1f}' font-weight='bold' "
        f"font-family='Times New Roman,Liberation Serif,Tinos,serif' fill='silver' fill-opacity='.5'>"
        f"{text}</text></svg>"
    )
    return f'url("data:image/svg+xml,{quote(drawn)}")'
