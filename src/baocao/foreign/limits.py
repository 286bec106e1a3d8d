"""How much a foreign file may hold; what a unit of the State writes stays far below each of these."""

from typing import Final

from baocao.vietnamese.numbers import measured_text

MEGABYTE: Final = 1_000_000
MOST_FILE: Final = 100 * MEGABYTE
MOST_PART: Final = 50 * MEGABYTE
"""The largest XML part that is read; the text of a book of a thousand pages stays below it."""
SMALL_PART: Final = 4 * MEGABYTE
"""Up to so many bytes a sheet is read as a tree: a third of the time, ten times the memory."""
MOST_UNPACKED: Final = 150 * MEGABYTE
"""What is unpacked of one package, all its parts together; pictures are never unpacked."""
MOST_ENTRIES: Final = 10_000
MOST_RATIO: Final = 200
"""How often smaller a part may be in the package; Office's own parts stay below 50."""
FEW: Final = 10 * MEGABYTE
"""Up to so many bytes a part may be packed as tightly as it likes: empty sheets are."""
MOST_TAGS: Final = 8_000_000
"""Tags and attributes of a package that are read bit by bit; 3,321 units in 15 sheets have 3,200,000."""
MOST_TREE: Final = 1_200_000
"""Tags and attributes of a package that are held at once; 300 pages with their tables have 500,000."""
MOST_NAMES: Final = 10_000
"""Different names of tags and attributes in one part; parsers keep each for good."""
MOST_PARAGRAPHS: Final = 100_000
"""Paragraphs of a Word document; a page has about forty."""
MOST_NESTED: Final = 10
"""How often a table, row, cell or paragraph of Word may stand in another of its kind."""
MOST_ATTRIBUTES: Final = 2_000
"""Attributes of one element."""
DEEPEST: Final = 250
"""How deep XML may be nested, which is also where libxml2 stops."""
MOST_TEXT: Final = 20_000_000
"""Characters that are made of one file."""
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
"""Of a worksheet, as Excel has them."""
MOST_JSON: Final = 100 * MEGABYTE
MOST_VALUES: Final = 5_000_000
"""Values of a JSON file; the map of 3,321 units has 2,700,000 in 29 MB."""
DEEPEST_JSON: Final = 50


def megabytes_text(size: int) -> str:
    """Return a size for people: '100 MB', '0,3 MB'."""
    if size >= 10 * MEGABYTE:
        return f"{size // MEGABYTE} MB"
    return f"{measured_text(size / MEGABYTE, 1)} MB"
