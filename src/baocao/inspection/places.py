"""Names of provinces and communes against which those in documents are compared."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.vietnamese.syllables import tone_folded
from baocao.vietnamese.text import folded_text

_PROVINCES: Final = Path(__file__).parent / "provinces.txt"
COMMON: Final = "xã|phường|thị trấn|đặc khu|tỉnh|thành phố"
_NAMED: Final = re.compile(rf"({COMMON}) (\S.*)", re.IGNORECASE)
_KEPT_APART: Final = re.compile(r"\s+-\s+|-|\s+")


class Places(NamedTuple):
    """Known names by kind ('xã') and by their words in lower case without diacritics."""

    names: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType({})

    def names_like(self, kind: str, words: str) -> tuple[str, ...]:
        """Return the known names of a kind that read alike without diacritics."""
        return self.names.get((kind.lower(), folded_text(words)), ())


def gather_places(units: Iterable[str] = ()) -> Places:
    """Return the provinces of the country and units such as 'Xã Mỏ Cày'; others are left out."""
    names: dict[tuple[str, str], dict[str, None]] = {}
    for kind, name in (*_provinces(), *_named_units(units)):
        names.setdefault((kind, folded_text(spaced_name(name))), {})[name] = None
    return Places({key: tuple(known) for key, known in names.items()})


def spaced_name(name: str) -> str:
    """Return the syllables of a name with a space between them, whatever parts them."""
    return _KEPT_APART.sub(" ", name).strip()


def is_same_name(first: str, second: str) -> bool:
    """Tell whether two names are the same but for capitals and for where tones are placed."""
    return tone_folded(spaced_name(first)) == tone_folded(spaced_name(second))


def _named_units(units: Iterable[str]) -> Iterator[tuple[str, str]]:
    for unit in units:
        if match := _NAMED.fullmatch(unit):
            yield match[1].lower(), match[2]


@cache
def _provinces() -> tuple[tuple[str, str], ...]:
    """Return the provinces, those before 01/7/2025 too: documents go on naming them."""
    lines = _PROVINCES.read_text("utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    return tuple((kind, name) for kind in ("tỉnh", "thành phố") for name in names)
