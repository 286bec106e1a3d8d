"""Bars of three parts for a terminal: complete, received but incomplete, not received."""

from typing import Final, NamedTuple

from baocao.features.status.records import Tally


class Style(NamedTuple):
    """The signs of the three parts."""

    complete: str
    received: str
    missing: str


BLOCKS: Final = Style("█", "▒", "░")
ASCII: Final = Style("#", "+", ".")


def bar(tally: Tally, width: int, style: Style) -> str:
    """Return a bar of `width` signs; a part that is not empty has at least one, where there is room.

    Only what is wholly complete fills the bar, and only where nothing came is it empty.
    """
    counts = (tally.complete, tally.received - tally.complete, tally.expected - tally.received)
    sizes = _shared(counts, width) if tally.expected else (0, 0, width)
    return "".join(sign * size for sign, size in zip(style, sizes, strict=True))


def _shared(counts: tuple[int, ...], width: int) -> tuple[int, ...]:
    """Share out `width` by the counts: whole signs, at least one for each count above zero."""
    total = sum(counts)
    sizes = [max(count * width // total, min(count, 1)) for count in counts]
    while sum(sizes) != width:
        step = 1 if sum(sizes) < width else -1
        may_change = [index for index, count in enumerate(counts) if count and sizes[index] + step > 0]
        # The part that is farthest from its share gives or takes.
        chosen = max(may_change, key=lambda index: step * (counts[index] * width - sizes[index] * total))
        sizes[chosen] += step
    return tuple(sizes)


def percent(tally: Tally) -> str:
    """Return how many of the expected reports came, in whole percents, rounded down."""
    return f"{100 * tally.received // tally.expected}%" if tally.expected else ""
