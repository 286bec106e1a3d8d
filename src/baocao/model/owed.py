"""Reports that units owe: whether they have come, and what they lack."""

from enum import StrEnum
from typing import NamedTuple

from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive
from baocao.model.period import Period
from baocao.model.unit import Unit


class Receipt(StrEnum):
    """Whether the file of a report that is owed has come."""

    RECEIVED = "received"
    UNREADABLE = "unreadable"
    MISSING = "missing"


class Owed(NamedTuple):
    """A report that a unit owes under a directive for a period, in which `file`, and what of it is missing.

    Without the file, or while nothing of it can be read, this one thing is missing and no more.
    """

    directive: Directive
    period: Period
    unit: Unit
    file: str
    receipt: Receipt
    missing: tuple[Diagnostic, ...]
