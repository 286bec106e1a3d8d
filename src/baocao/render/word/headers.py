"""Headers and footers: the page number, the draft's watermark, the notice of synthetic data."""

from collections.abc import Iterable
from typing import Final

from baocao.render.heads import CIRCULATION_INDENT, NOTICE_COLOUR
from baocao.render.word.markup import (
    DECLARATION,
    NAMESPACES,
    escape_xml,
    field_xml,
    paragraph_xml,
    run_xml,
    to_twips,
)

_SHAPE_TYPE: Final = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/>'
    '</v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
    'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def header_part(
    *, number: bool, watermark: str, name: str, circulation: str = "", framed: bool = True
) -> bytes:
    """Return a header part: the page number in the middle, and a watermark behind the text.

    `name` tells the watermarks of one document apart. `circulation` stands on the right, above the
    letterhead (Phụ lục I, ô số 11), in the decree's form in a frame.
    """
    content = field_xml("PAGE", "2") if number else ""
    mark = _watermark_run(watermark, name) if watermark else ""
    said = _framed_mark(circulation) if framed else _plain_mark(circulation)
    body = (said if circulation else "") + paragraph_xml("Header", content + mark)
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{body}</w:hdr>".encode()


def _plain_mark(text: str) -> str:
    return paragraph_xml("DauLuuHanh", run_xml(text), '<w:jc w:val="right"/>')


def _framed_mark(text: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="1" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return paragraph_xml(
        "DauMucDo",
        run_xml(text),
        f'<w:pBdr>{sides}</w:pBdr><w:ind w:left="{to_twips(CIRCULATION_INDENT)}"/>',
    )


def footer_part(notice: str, contact: Iterable[str] = ()) -> bytes:
    """Return a footer part: address lines under a ruled line (ô số 13), and the notice."""
    line = (
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="160"/>'
    )
    lines = [
        paragraph_xml("LienHe", run_xml(text), "" if index else line) for index, text in enumerate(contact)
    ]
    said = run_xml(notice, f'<w:b/><w:color w:val="{NOTICE_COLOUR}"/>') if notice else ""
    body = "".join(lines) + paragraph_xml("Footer", said)
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{body}</w:ftr>".encode()


def _watermark_run(text: str, name: str) -> str:
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:420pt;height:105pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    return (
        f'<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_SHAPE_TYPE}<v:shape id="{name}" '
        f'o:spid="{name}" type="#_x0000_t136" alt="Chữ chìm: {escape_xml(text)}" '
        f'style="{style}" o:allowincell="f" '
        'fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
        "<v:textpath style=\"font-family:'Times New Roman';font-size:1pt;font-weight:bold\" "
        f'string="{escape_xml(text)}"/></v:shape></w:pict></w:r>'
    )
