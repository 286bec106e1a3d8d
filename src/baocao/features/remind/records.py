"""Who is reminded in one period: the letters, and what is said to each unit."""

from datetime import datetime
from typing import NamedTuple

from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive
from baocao.model.period import Period
from baocao.model.profile import Profile
from baocao.model.reminding import Reminded, Reminding
from baocao.model.unit import Unit
from baocao.pipeline.loading import Loaded
from baocao.pipeline.plan import Planned


class Letter(NamedTuple):
    """A letter that reminds: under which directive and by whom, and whom it reminds, be it nobody.

    `issuer` is the profile of who sends it, None without one; `file` is the name of what is written.
    """

    planned: Planned
    reminding: Reminding
    issuer: Profile | None = None
    file: str = ""


class Owing(NamedTuple):
    """What a unit owes by one letter."""

    letter: Letter
    reminded: Reminded


class Message(NamedTuple):
    """What is said to one unit about all that it owes, to be pasted into a chat."""

    unit: Unit
    owing: tuple[Owing, ...]
    text: str


class Reminder(NamedTuple):
    """What came of it: the letters, the messages, and the files that were written and removed.

    `unsent` are directives under which units would be reminded, had they anybody who speaks for the
    reporters. `unread` may be reports, and are not read.
    """

    loaded: Loaded
    period: Period
    moment: datetime
    letters: tuple[Letter, ...] = ()
    messages: tuple[Message, ...] = ()
    unsent: tuple[Directive, ...] = ()
    unread: tuple[Diagnostic, ...] = ()
    folder: str = ""
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def unmade(self) -> tuple[Letter, ...]:
        """The letters that could not be made, though somebody has to be reminded."""
        return tuple(each for each in self.letters if each.reminding.units and not each.file)

    @property
    def notice(self) -> str:
        """What is said of the data of the whole workspace."""
        return self.loaded.definitions.config.notice
