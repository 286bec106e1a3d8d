"""Which figures are told in one sentence: a rate with its two counts, a total with its parts.

Three sentences about files taken in, files taken in online, and the share of these tell a reader once what
he has to put together himself. So what another figure's sentence says already gets none of its own.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.model.indicator import Indicator
from baocao.model.rule import Rule

_NAME: Final = r"[a-z][a-z0-9_]*\.[a-z0-9_.]+"
_SUM: Final = rf"{_NAME}(?:\s*\+\s*{_NAME})+"
_TOTAL_FIRST: Final = re.compile(rf"\s*(?P<total>{_NAME})\s*(?P<sign>==|>=)\s*(?P<parts>{_SUM})\s*")
_PARTS_FIRST: Final = re.compile(rf"\s*(?P<parts>{_SUM})\s*(?P<sign>==|<=)\s*(?P<total>{_NAME})\s*")


class Together(NamedTuple):
    """A figure that has a sentence, and its `parts` if it is told as their total.

    `closed`: the parts are all there is of it.
    """

    head: str
    parts: tuple[str, ...] = ()
    closed: bool = False


def told_together(
    names: Sequence[str], indicators: Mapping[str, Indicator], rules: Iterable[Rule]
) -> list[Together]:
    """Return the figures that have sentences, in order, each with the parts that it tells.

    A count is left out if a rate is told that prints it; a part, if its total is told with it.
    """
    chosen = {*names}
    in_rates = {part for name in names for part in _counts_of(indicators[name])} & chosen
    totals = {
        each.head: each
        for each in _totals_with_parts(names, indicators, rules)
        if each.head not in in_rates
    }
    in_totals = {part for each in totals.values() for part in each.parts}
    left = [name for name in names if name not in in_rates and name not in in_totals]
    return [totals.get(name, Together(name)) for name in left]


def _counts_of(indicator: Indicator) -> Iterator[str]:
    yield from filter(None, (indicator.numerator, indicator.denominator))


def _totals_with_parts(
    names: Sequence[str], indicators: Mapping[str, Indicator], rules: Iterable[Rule]
) -> Iterator[Together]:
    """Yield the totals all of whose parts are told too; each figure is a part of one total at most."""
    used: set[str] = set()
    for rule in rules:
        found = parts_by_rule(rule)
        members = (found.head, *found.parts) if found else ()
        if found and _are_free(members, names, used) and _are_alike(members, indicators):
            used.update(members)
            yield found


def parts_by_rule(rule: Rule) -> Together | None:
    """Return the total and the parts of a rule such as 'tong == a + b', or 'a + b <= tong'."""
    condition = "" if rule.only_if or rule.tolerance else rule.condition
    match = _TOTAL_FIRST.fullmatch(condition) or _PARTS_FIRST.fullmatch(condition)
    if match is None:
        return None
    parts = tuple(part.strip() for part in match["parts"].split("+"))
    return Together(match["total"], parts, match["sign"] == "==")


def _are_free(members: Iterable[str], names: Collection[str], used: Collection[str]) -> bool:
    return all(name in names and name not in used for name in members)


def _are_alike(members: Iterable[str], indicators: Mapping[str, Indicator]) -> bool:
    """Tell whether figures are counted in the same unit of measure."""
    return len({indicators[name].unit_of_measure for name in members}) == 1
