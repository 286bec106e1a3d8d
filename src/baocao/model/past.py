"""What later periods are compared with: the exact numbers and finished tasks of an earlier one."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from baocao.model.period import Period


class UnitPast(NamedTuple):
    """What one unit reported: exact numbers by indicator, and finished tasks as 'directive/task'.

    A ratio is its percentage, 'nothing occurred' is zero; 'about 90' is not exact and left out.
    """

    numbers: Mapping[str, Decimal] = MappingProxyType({})
    done: frozenset[str] = frozenset()


class Past(NamedTuple):
    """An earlier period, by unit."""

    period: Period
    units: Mapping[str, UnitPast]
