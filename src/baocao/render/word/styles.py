"""Styles and the package around them, made once per form with python-docx.

Every component of the form is a real Word style with a Vietnamese name, so that a clerk can correct a
document, or a form, by editing a style.
"""

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from baocao.model.form import HEADINGS, Component, Form
from baocao.model.table import Align
from baocao.render.archive import unpack_parts
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
from baocao.render.word.markup import NAMESPACES

JUSTIFY: Final = WD_ALIGN_PARAGRAPH.JUSTIFY
_ALIGNMENTS: Final = MappingProxyType(
    {
        Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
        Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
        Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
        Align.JUSTIFY: JUSTIFY,
    }
)
_BLACK: Final = RGBColor(0, 0, 0)
_KEPT_STYLES: Final = {
    "Normal",
    "DefaultParagraphFont",
    "TableNormal",
    "NoList",
    "Header",
    "Footer",
}


def base_parts(form: Form, *, told: bool = True) -> Mapping[str, bytes]:
    """Return the parts of a package that do not differ between documents of one form.

    Appendices stand among the headings where they are `told`.
    """
    document = docx.Document()
    _drop_other_styles(document)
    _set_defaults(document, form)
    _add_body_styles(document, form)
    for style in styles_of(form):
        _add_style(document, form, style if told else style._replace(level=0))
    _add_line_style(document)
    _add_footnote_styles(document, form)
    buffer = io.BytesIO()
    document.save(buffer)
    parts = unpack_parts(buffer.getvalue())
    return {name: parts[name] for name in ("word/styles.xml", "word/fontTable.xml")}


def _drop_other_styles(document: Any) -> None:
    """Keep only what Word needs; the template's other styles are Latin office decoration."""
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(style)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)


def _set_defaults(document: Any, form: Form) -> None:
    """Set font, size and language for everything; theme fonts would override them."""
    size = round(form.components["noi_dung"].size * 2)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    document.styles.element.replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {NAMESPACES}><w:rPrDefault><w:rPr>{_font_slots(form)}"
            f'<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
            'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        ),
    )
    normal = document.styles["Normal"]
    properties = normal.element.find(qn("w:rPr"))
    if properties is not None:
        normal.element.remove(properties)
    for name in ("Header", "Footer"):
        _set_look(document.styles[name], form.components["so_trang"])
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        # The character style to which it is linked was dropped with the others.
        linked = document.styles[name].element.find(qn("w:link"))
        if linked is not None:
            document.styles[name].element.remove(linked)


def _font_slots(form: Form) -> str:
    slots = " ".join(f'w:{slot}="{form.font}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {slots}/>"


def _new_style(document: Any, style_id: str, name: str) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), style_id)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def _set_look(style: Any, component: Component) -> None:
    """Apply a component's size, weight and slant; capitals are written in the text itself."""
    font = style.font
    font.size, font.bold, font.italic = (
        Pt(component.size),
        component.bold,
        component.italic,
    )
    # False would write that nothing is underlined; None writes nothing.
    font.underline = component.underline or None
    font.color.rgb = _BLACK


def _add_style(document: Any, form: Form, style: ParagraphStyle) -> None:
    made = _new_style(document, style.id, style.name)
    _set_look(made, form.components[style.component])
    spacing = made.paragraph_format
    spacing.alignment = _ALIGNMENTS[style.align]
    spacing.space_before, spacing.space_after = Pt(style.before), Pt(style.after)
    spacing.keep_with_next = style.keep or None
    if style.level:
        _make_heading(made, style.level)


def _add_body_styles(document: Any, form: Form) -> None:
    """Add the justified body, list items and the four levels of headings."""
    for style_id, name in BODY_STYLES:
        body = _new_style(document, style_id, name)
        _set_look(body, form.components["noi_dung"])
        _indent_style(body, form)
    for level, (style_id, component) in enumerate(zip(HEADING_STYLES, HEADINGS, strict=True), start=1):
        heading = _new_style(document, style_id, f"heading {level}")
        _set_look(heading, form.components[component])
        _indent_style(heading, form)
        heading.paragraph_format.keep_with_next = True
        _make_heading(heading, level)


def _make_heading(style: Any, level: int) -> None:
    """Let programs list the paragraphs of a style among the headings of a level, from 1."""
    style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {NAMESPACES} w:val="{level - 1}"/>'))


def _indent_style(style: Any, form: Form) -> None:
    spacing = style.paragraph_format
    spacing.alignment = JUSTIFY
    spacing.first_line_indent = Mm(form.indent)
    spacing.space_before = Pt(form.spacing)
    spacing.line_spacing = Pt(form.line) if form.line_is_exact else form.line


def _add_line_style(document: Any) -> None:
    """Add the style of ruled lines: a paragraph of 4 points whose upper border is the line."""
    line = _new_style(document, RULE, "Đường kẻ")
    line.font.size = Pt(2)
    line.paragraph_format.line_spacing = Pt(RULE_ROOM)
    line.paragraph_format.space_before = Pt(RULE_BEFORE)
    line.element.get_or_add_pPr().insert(
        0,
        parse_xml(
            f'<w:pBdr {NAMESPACES}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        ),
    )


def _add_footnote_styles(document: Any, form: Form) -> None:
    text = _new_style(document, NOTE_STYLE, "footnote text")
    _set_look(text, form.components["chu_thich"])
    text.paragraph_format.alignment = JUSTIFY
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    mark.font.superscript = True
