"""What pages show, made in memory: the gathered periods of a workspace, and the words of HTML."""

import json
import re
import zlib
from base64 import b64decode
from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from lxml import html as lxml_html

from baocao.features.page.gathering import gather_page
from baocao.features.page.records import Gathered
from baocao.features.page.rendering import script_json
from baocao.pipeline.loading import load_checked
from support import EXAMPLE, period_of

PERIOD: Final = "2025-11"


@cache
def example_gathered(*, concise: bool = False) -> Gathered:
    """Return all that the page of the example province shows, read once; nothing is written."""
    return gathered_page(EXAMPLE, PERIOD, Path("out") / PERIOD, concise=concise)


def gathered_page(
    root: Path, period: str, folder: Path | None = None, *, concise: bool = False
) -> Gathered:
    """Return what the page of a period shows; `folder` is that of its build."""
    loaded = load_checked(root, period_of(period), proving=True)
    return gather_page(loaded, folder or root / "out" / period, lambda *_: None, concise=concise)


def matrix_texts(page: str, units: Sequence[str]) -> dict[tuple[str, str], str]:
    """Return what the tables of all units say, by unit and indicator; `units` are those of the page."""
    shown: dict[tuple[str, str], str] = {}
    for table in lxml_html.fromstring(f"<div>{page}</div>").xpath("//table[contains(@class, 'matrix')]"):
        names = table.xpath("thead//th/@data-indicator")
        for row in table.xpath("tbody/tr[@data-unit]"):
            texts = [cell.text_content() for cell in row.xpath("td")]
            unit = units[int(row.get("data-unit"))]
            shown |= {(unit, each): text for each, text in zip(names, texts, strict=True)}
    return shown


def unpacked(text: str) -> Any:
    """Return what was packed as a browser unpacks it."""
    return json.loads(zlib.decompress(b64decode(text), -zlib.MAX_WBITS))


def data_of_page(page: str) -> Any:
    """Return the block of data of a page."""
    block = re.search(r'<script type="application/json" id="du-lieu">(.*?)</script>', page, re.DOTALL)
    assert block
    return json.loads(block[1])


def as_read(data: object) -> Any:
    """Return data as scripts read them."""
    return json.loads(script_json(data))


class Reader(HTMLParser):
    """What a browser makes of HTML: elements, attributes, text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._text = ""
        # Slices of Markup escape what the parser has unescaped.
        self.feed(html.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._text += "" if tag in {"ins", "del"} else " "

    def handle_endtag(self, tag: str) -> None:
        self._text += "" if tag in {"ins", "del"} else " "

    def handle_data(self, data: str) -> None:
        self._text += data

    @property
    def words(self) -> str:
        """The text, its spaces as single ones."""
        return " ".join(self._text.split())

    def values_of(self, name: str) -> list[str]:
        """Return the values of all attributes of a name."""
        return [value or "" for each, value in self.attributes if each == name]
