"""How a text is written: with the least quoting that reads back as the same text.

Quotes stay where another program would take the text for a number, a day or a truth value: "010", "17:00".
"""

import re
from functools import lru_cache
from typing import Final

from baocao.source.canonical.parts import Text
from baocao.source.characters import NBSP

_PLAIN: Final = re.compile(
    r"""(?! [\s,\[\]{}\#&*!|>'"%@`] | [-?:](?:\s|$) | --- | \.\.\. )
        (?: [^\s:\#] | :(?!\s|$) | (?<!\s)\# | [ ](?!\#|$) )+""",
    re.VERBOSE,
)
"""What needs no quotes between line ends."""
_FLOW_SIGNS: Final = re.compile(r"[,\[\]{}:?]")
"""What is quoted inside brackets; ':' and '?' only because parsers differ."""
_OTHER_TYPE: Final = re.compile(
    r"""[-+]?(?:0b[01_]+|0x[0-9a-f_]+|0o?[0-7_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?)
        | [-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:e[-+]?[0-9]+)? | [-+]?\.inf | \.nan
        | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?
        | ~ | null | true | false | yes | no | on | off | y | n | = | <<""",
    re.VERBOSE | re.IGNORECASE,
)
"""What YAML 1.1 or 1.2 takes for something else than a text."""
_UNSEEN: Final = re.compile(r"[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES: Final = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_ZEROS: Final = re.compile(r"0\d")


def is_bare(text: Text) -> bool:
    """Tell whether a text is written as it is."""
    return not text.style and "\n" not in text.text


def is_safely_bare(text: str) -> bool:
    """Tell whether a text without quotes is the same text, in brackets and outside, and nothing else."""
    return NBSP not in text and text not in {"~", "null"} and _is_plain(text, in_flow=True)


def written_text(text: Text, *, in_flow: bool) -> str:
    """Return a scalar on one line; one without quotes needs none."""
    if text.style:
        return _least_quoted(text.text, in_flow=in_flow)
    return quoted_text(text.text) if "\n" in text.text else text.text


def written_key(text: Text, *, in_flow: bool, in_quotes: bool) -> str:
    """Return a key; those that are numbers of tasks and of items always have double quotes."""
    return quoted_text(text.text) if in_quotes else written_text(text, in_flow=in_flow)


def written_figure(text: Text, *, in_flow: bool) -> str:
    """Return the text of a figure, which needs no quotes to stay what it is."""
    # A leading zero stays quoted: other programs read 010 as eight or as ten.
    bare = _is_plain(text.text, in_flow=in_flow) and text.text[0].isdigit() and NBSP not in text.text
    return text.text if bare and not _ZEROS.match(text.text) else written_text(text, in_flow=in_flow)


@lru_cache(maxsize=10_000)
def _least_quoted(text: str, *, in_flow: bool) -> str:
    if NBSP in text or _OTHER_TYPE.fullmatch(text) or not _is_plain(text, in_flow=in_flow):
        return quoted_text(text)
    return text


def _is_plain(text: str, *, in_flow: bool) -> bool:
    return bool(_PLAIN.fullmatch(text)) and not (in_flow and _FLOW_SIGNS.search(text))


@lru_cache(maxsize=10_000)
def quoted_text(text: str) -> str:
    """Return `text` in double quotes, or in single ones where these need no escapes."""
    # Single quotes know no escapes, so they are taken only where there is nothing to escape.
    if ('"' in text or "\\" in text) and not _UNSEEN.search(text):
        return f"'{text.replace(chr(39), chr(39) * 2)}'"
    escaped = "".join(_ESCAPES.get(sign, sign) for sign in text)
    return f'"{_UNSEEN.sub(_escaped_sign, escaped)}"'


def is_unseen(text: str) -> bool:
    """Tell whether `text` has characters that only an escape can show."""
    return bool(_UNSEEN.search(text))


def _escaped_sign(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
