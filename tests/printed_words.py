"""python tests/printed_words.py FILE.pdf…: each says page by page what the Word file beside it says.

Nothing of the Word file is lost or out of order, and what comes to it is only what pages repeat: headings
of tables, numbers of pages and notes, notices. No letter is without a meaning, as without Unicode.
"""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from baocao.render.archive import unpack_parts
from office import W

_NO_LETTER: Final = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1f]")
_MARGIN: Final = re.compile(r"word/(header|footer)\d\.xml")
_CHART: Final = re.compile(r"word/charts/chart\d+\.xml")
_TEXT, _BREAK, _MARK = f"{W}t", f"{W}br", f"{W}footnoteReference"


def pages_of(pdf: Path) -> list[str]:
    """Return the text of each page, in the order in which it is drawn."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return text.removesuffix("\f").split("\f")


def part_text(parts: dict[str, bytes], part: str) -> str:
    """Return the text of a part of a Word file, with the numbers of its notes."""
    return " ".join(map(_paragraph_text, ET.fromstring(parts[part]).iter(f"{W}p")))


def _paragraph_text(paragraph: ET.Element) -> str:
    known = (each for each in paragraph.iter() if each.tag in {_TEXT, _BREAK, _MARK})
    return "".join(_piece_text(each) for each in known)


def _piece_text(piece: ET.Element) -> str:
    if piece.tag == _MARK:
        return piece.get(f"{W}id", "")
    return (piece.text or "") if piece.tag == _TEXT else " "


def differences(word: bytes, pages: Sequence[str]) -> Iterator[str]:
    """Yield how what is printed differs from what the Word file says."""
    parts = unpack_parts(word)
    body, notes = part_text(parts, "word/document.xml"), part_text(parts, "word/footnotes.xml")
    drawn = "".join(" ".join(pages).split())
    if lost := Counter("".join(f"{body}{notes}".split())) - Counter(drawn):
        yield f"lost: {''.join(sorted(lost.elements()))}"
    if stray := _first_out_of_order(f"{body}".split(), drawn) or _first_out_of_order(notes.split(), drawn):
        yield f"out of order: {stray}"
    # What is too wide for a cell goes on in the next line.
    whole = f"{body}{notes}".replace(" ", "")
    repeated = {*" ".join(_repeated_texts(parts)).split(), *map(str, range(len(pages) + 1))}
    added = (each for page in pages for each in page.split() if each not in repeated)
    if strangers := [each for each in added if each not in whole]:
        yield f"added: {' '.join(strangers)}"
    for number, page in enumerate(pages, start=1):
        if not page.strip():
            yield f"page {number} is empty"
        if found := _NO_LETTER.search(page):
            yield f"page {number} has a letter without meaning after {page[: found.start()][-40:]!r}"


def _first_out_of_order(words: Iterable[str], drawn: str) -> str:
    """Return the first word that does not stand behind the one before it; nothing if there is none."""
    position = 0
    for each in words:
        found = drawn.find(each, position)
        if found < 0:
            return each
        position = found + len(each)
    return ""


def _repeated_texts(parts: dict[str, bytes]) -> Iterator[str]:
    """Yield what pages repeat, and what stands in charts."""
    for row in ET.fromstring(parts["word/document.xml"]).iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}tblHeader") is not None:
            yield " ".join(each.text or "" for each in row.iter(_TEXT))
    for part, data in parts.items():
        if _MARGIN.fullmatch(part):
            yield part_text(parts, part)
        elif _CHART.fullmatch(part):
            yield " ".join(ET.fromstring(data).itertext())


def main(files: Iterable[str]) -> int:
    """Return whether any file differs, after saying how."""
    bad = False
    for name in files:
        pages = pages_of(Path(name))
        found = list(differences(Path(name).with_suffix(".docx").read_bytes(), pages))
        print(f"{name}: {len(pages)} pages; {'; '.join(found) or 'all is there'}")  # noqa: T201
        bad |= bool(found)
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
