"""What a browser prints of a page, read from the paper."""

import re
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, Final


def printed_sheets(page: Any, path: Path) -> list[str]:
    """Print the page, and return what can be read on each sheet; what runs out of the paper cannot."""
    page.pdf(path=path, prefer_css_page_size=True)
    read = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True)
    return read.stdout.split("\f")[:-1]


SEEN: Final = """() => [...document.querySelectorAll("tbody :is(th, td)")]
  .filter(cell => cell.checkVisibility()).map(cell => cell.textContent).join(" ")"""


def lost_on_paper(page: Any, sheets: list[str]) -> Counter[str]:
    """Return which numbers and letters of tables are missing on paper, and how often."""
    page.emulate_media(media="print")
    shown, printed = page.evaluate(SEEN), " ".join(sheets)
    page.emulate_media(media="null")
    assert len(numbers_of(shown)) > 2
    return numbers_of(shown) - numbers_of(printed) | letters_of(shown) - letters_of(printed)


def numbers_of(text: str) -> Counter[str]:
    """Return how often each number is there."""
    return Counter(re.findall(r"\d[\d.,]*", text))


def letters_of(text: str) -> Counter[str]:
    """Return how often each letter is there: words are broken at the ends of narrow columns."""
    return Counter(unicodedata.normalize("NFC", re.sub(r"[\W\d_]", "", text)))
