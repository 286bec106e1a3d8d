"""JSON as programs read it and terminals can bear it."""

import json
import re
from typing import Any, Final

from baocao.vietnamese.visible import UNSEEN

_ESCAPED: Final = re.compile(f"[{UNSEEN}]|(?<=##)[A-Za-z]*\\[")
"""What is written as an escape, though JSON would allow the letter itself; and the end of '##[', which
anywhere in a line of output is a command to GitHub Actions."""
_HALVES: Final = re.compile("[\ud800-\udfff]")
"""What is no letter by itself, and what many readers of JSON refuse even as an escape."""


def json_text(content: Any) -> str:
    r"""Return the text of a JSON value, one space an indent; what is not seen is written as \u202e."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return _ESCAPED.sub(_escape_letter, _HALVES.sub("\N{REPLACEMENT CHARACTER}", text))


def _escape_letter(match: re.Match[str]) -> str:
    before, last = match[0][:-1], match[0][-1]
    return before + (r"\u005b" if last == "[" else json.dumps(last)[1:-1])
