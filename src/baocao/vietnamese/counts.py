"""Counts as text. They need no decimals, which every command would pay for at its start."""

from typing import Final

THOUSANDS: Final = "."
"""The mark between thousands."""


def count_text(count: int) -> str:
    """Return a count with its thousands parted: '1.050'."""
    return f"{count:,}".replace(",", THOUSANDS)


def pair_text(part: int, whole: int) -> str:
    """Return how many of how many: '935/1.050'."""
    return f"{count_text(part)}/{count_text(whole)}"


def prose_count(count: int) -> str:
    """Return a count as sentences write it: '03'."""
    text = count_text(count)
    return f"0{text}" if len(text) == 1 and count else text


def document_number(number: int) -> str:
    """Return the number of a document or decision, with a zero below ten: '05' (Mục II.3, Phụ lục I)."""
    return f"{number:02}"
