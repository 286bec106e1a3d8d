"""Letters that the formats of Office can hold."""

import re
from typing import Final

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_controls(text: str) -> str:
    """Return a text without the letters that XML forbids."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return _NOT_XML.sub("", text)
