"""Write the advance widths of Times New Roman, taken from the metric-compatible Liberation Serif.

Run with the fonts of Debian's `fonts-liberation2`: python tools/font_metrics.py FOLDER. The result is
committed; it is needed again only if more characters are wanted.
"""

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "src" / "baocao" / "render" / "times-widths.json"
FACES = {"regular": "LiberationSerif-Regular.ttf", "bold": "LiberationSerif-Bold.ttf"}
PUNCTUATION = "–—‘’“”…•≤≥×§°₫−"


def vietnamese_letters() -> str:
    """Return every letter of Vietnamese with every tone, and the other printable characters."""
    vowels = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    letters = {unicodedata.normalize("NFC", v + tone) for v in vowels for tone in tones} | {"đ"}
    latin = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100))))
    return "".join(sorted({*latin, *PUNCTUATION, *letters, *(x.upper() for x in letters)}))


def character_widths(path: Path) -> dict[str, int]:
    """Return the width of each character in thousandths of the font size."""
    font: Any = TTFont(path)
    cmap, hmtx, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return {c: round(hmtx[cmap[ord(c)]][0] * 1000 / em) for c in vietnamese_letters() if ord(c) in cmap}


if __name__ == "__main__":
    faces = {face: character_widths(Path(sys.argv[1]) / name) for face, name in FACES.items()}
    rows = ",\n".join(
        f' "{face}": ' + json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        for face, found in faces.items()
    )
    TARGET.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")
