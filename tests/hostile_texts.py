"""Texts that strangers put into a repository to make something happen where they are shown."""

import re
from typing import Final

TERMINAL: Final = (
    "đỏ\x1b[31m và xóa\x1b[2J",
    "\x1b]0;nhan đề\x07",
    "\x1b]8;;https://xau.example\x1b\\bấm\x1b]8;;\x1b\\",
    "\x9b31mđỏ",
    "chuông\x07",
    "tốt\rxấu",
    "xóa\x08\x08\x7f",
    "a\x00b\x0b\x0cc",
    "a\x85b",
)
"""What a terminal obeys."""
DIRECTIONS: Final = ("\u202exấu\u202c", "\u2066xấu\u2069", "\u061cx\u200f")
UNSEEN: Final = ("x\u200bấ\u200du", "\u2060\ufeffx", "a\u00adb", "a\u2028b\u2029c", "x\U000e0041")
HALVES: Final = ("nửa\ud800chữ", "tệp\udcff", "\ufffe\uffff")
"""What is no character: halves of letters, bytes of a file's name that are no UTF-8."""
COMMANDS: Final = (
    "::error::x",
    "  ::stop-commands::x",
    "\u00a0::add-mask::x",
    "::set-output name=x::y",
    "a\n::error file=x,line=1::b",
    "a%0A::error::b",
    "##[error]x",
    "a ##[add-mask]x",
    "##vso[task.setvariable variable=x]y",
    "##teamcity[x]",
)
"""What a build server obeys."""
MARKUP: Final = (
    "[red]x[/red]",
    "[link=https://xau.example]x[/link]",
    "[/]",
    ":smile:",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</summary></details>",
    "@quan-tri xem #12 và !34",
    "![ảnh](https://xau.example/x.png)",
    "[x](javascript:alert(1))",
    "https://xau.example/?q=1 và www.xau.example",
    "# tiêu đề",
    "- mục",
    "1. mục",
    "---",
    "/close",
    "<!-- ẩn",
    "`mã` và ``mã``",
    "a|b|c",
    "&lt;b&gt; &#64;ai",
    "]]>&<b>",
    "a\n\n# b\n\n- c",
    "{{ 7 * 7 }}{% raw %}",
    "..\\..\\x",
    "../../../etc/passwd",
    "%2e%2e/%2e%2e?a#b",
)
"""What Markdown, HTML, rich, XML and templates make something of."""
FORMULAS: Final = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    " =1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://xau.example")',
)
"""What a spreadsheet computes when somebody edits the cell."""
CODES: Final = ('&D &P &"Wingdings"&40x', "_x001B_ và _x0041_", "TOC \\o", '" DDEAUTO c:\\\\x')
"""What stands for something else in Excel or Word."""

ALL: Final = (*TERMINAL, *DIRECTIONS, *UNSEEN, *HALVES, *COMMANDS, *MARKUP, *FORMULAS, *CODES)
_REFUSED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
READ: Final = tuple(text for text in ALL if not _REFUSED.search(text))
"""Those that a file of data may hold, if only with a warning."""

ACTING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Said again here, not imported, so that the filter cannot agree with itself."""


def acting_letters(shown: str) -> list[str]:
    """Return what of an output would act on a terminal or on a build server."""
    lines = [line for line in shown.split("\n") if line.lstrip().startswith("::")]
    old = re.findall(r"##\w*\[", shown)
    return [*map(ascii, ACTING.findall(shown)), *lines, *old]
