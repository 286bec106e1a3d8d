"""Texts that a page could not hold as they are: packed, and unpacked by its script when one is read."""

import zlib
from base64 import b64encode
from collections.abc import Sequence
from typing import Final

from baocao.features.page.rendering import script_json

_RAW: Final = -zlib.MAX_WBITS
"""Without head and sum: browsers call it 'deflate-raw'."""
_BEST: Final = 9


def packed_texts(texts: Sequence[str]) -> str:
    """Return texts as one, in a fifth of their bytes."""
    packer = zlib.compressobj(_BEST, zlib.DEFLATED, _RAW)
    data = packer.compress(script_json(list(texts)).encode()) + packer.flush()
    return b64encode(data).decode()
