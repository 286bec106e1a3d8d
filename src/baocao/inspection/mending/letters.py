"""Font and colour of every letter."""

import re
from typing import Final

from baocao.inspection.lines import is_worded, whole_line
from baocao.inspection.mending.context import Mending, change_at, left_at, pieces_of
from baocao.inspection.mending.tracking import Wanted
from baocao.inspection.paragraphs import Run
from baocao.inspection.rules.page import colours_of, fonts_of, fonts_of_run, is_black, worded_paragraphs

_OLD: Final = re.compile(r"\.?vn", re.IGNORECASE)
"""How names of fonts of TCVN3 and VNI begin: '.VnTime', 'VNI-Times'."""
_UNICODE: Final = re.compile(r"[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
"""Letters that no text in an old code has."""
_SIGNS: Final = re.compile(
    r"symbol|wingdings|webdings|mt extra|dingbats|marlett|barcode|code ?128|math", re.IGNORECASE
)
CODED: Final = "chữ theo bảng mã cũ (TCVN3, VNI): phải chuyển mã, không chỉ đổi phông"
DRAWN: Final = "phông ký hiệu: đổi phông thì mất ký hiệu"
_NO_THEME: Final = dict.fromkeys(("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"))
_BLACK: Final[Wanted] = {
    "color": {"val": "000000", "themeColor": None, "themeTint": None, "themeShade": None}
}


def mend_fonts(mending: Mending) -> None:
    """All letters are of the form's font, but those that would be others in it."""
    if not mending.fails("TT104"):
        return
    name = mending.form.font
    wanted = {"rFonts": {**dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), name), **_NO_THEME}}

    def wanted_of(run: Run) -> Wanted:
        return wanted if fonts_of_run(run) - {name} and not _kept_reason(run) else {}

    for part, paragraph in worded_paragraphs(mending.case):
        wrong = fonts_of(paragraph) - {name}
        if not wrong:
            continue
        line = whole_line(paragraph)
        change = change_at("TT104", part, line, ", ".join(sorted(wrong)), name)
        mending.note_done(mending.set_pieces(paragraph, pieces_of(line), wanted_of), change)
        kept = (run for run in paragraph.runs if fonts_of_run(run) - {name})
        for reason in sorted({reason for run in kept if (reason := _kept_reason(run))}):
            mending.leave_alone(left_at("TT104", part, line, reason))


def _kept_reason(run: Run) -> str:
    """Return why letters keep their font; nothing where they do not."""
    fonts = fonts_of_run(run)
    if any(_SIGNS.search(font) for font in fonts):
        return DRAWN
    old = [font for font in fonts if _OLD.match(font.strip())]
    # '.VnTimeH' shows small letters as capitals.
    capitals = any(font.strip().endswith("H") for font in old)
    plain = run.text.isascii() and not capitals
    return CODED if old and not (plain or _UNICODE.search(run.text)) else ""


def mend_colours(mending: Mending) -> None:
    """All letters are black, those of marks of urgency and circulation left out."""
    if not mending.fails("TT105"):
        return
    stamps = {line.paragraph.at for line in mending.anatomy.head.stamps}
    for part, paragraph in worded_paragraphs(mending.case):
        if paragraph.at not in stamps and (wrong := colours_of(paragraph)):
            change = change_at("TT105", part, whole_line(paragraph), f"màu {', '.join(wrong)}", "màu đen")
            done = mending.set_pieces(paragraph, pieces_of(whole_line(paragraph)), _blackened)
            mending.note_done(done, change)


def _blackened(run: Run) -> Wanted:
    return _BLACK if is_worded(run.text) and not is_black(run.look.colour) else {}
