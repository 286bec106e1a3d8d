"""What `watch` shows: what was found where, which documents there are, and the one that is looked at."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from baocao.features.page.making import Call
from baocao.features.page.records import Checked
from baocao.model.diagnostic import Diagnostic
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.pipeline.loading import Loaded
from baocao.pipeline.plan import Planned


class Order(NamedTuple):
    """What is watched: a workspace, where its builds lie, a period, and one unit or all of them.

    `page` is how the page is asked for, `tell` hears a line for each rebuild, `now` is the clock. It
    `prints` the document that is looked at, if there is something to print with.
    """

    root: Path
    out: Path
    period: Period
    unit: str
    page: Call
    tell: Callable[[str], object]
    now: Callable[[], datetime]
    prints: bool = True

    @property
    def folder(self) -> Path:
        """Where the build of the period lies."""
        return self.out / self.period.id


class Rebuilt(NamedTuple):
    """What one look at the workspace gave: what was loaded, what a check says, and what had been saved.

    `saved` are the files that were written since the rebuild before, by their paths in the workspace, the
    one that is shown first. A workspace may be `broken`, so that no document can be made of it.
    """

    loaded: Loaded
    checked: Checked
    saved: tuple[str, ...]
    moment: datetime
    seconds: float

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What is wrong."""
        return self.checked.found

    @property
    def broken(self) -> bool:
        """Whether no document can be made."""
        return not self.loaded.definitions.can_be_built

    @property
    def units(self) -> Mapping[str, Unit]:
        """The units of the registry."""
        return self.loaded.definitions.registry.units


class Choice(NamedTuple):
    """A document that can be looked at: a key for addresses, its words, whether it is the one shown."""

    key: str
    title: str
    chosen: bool = False


class Shown(NamedTuple):
    """The document that is looked at: of which kind its preview is, and of when; why it is an older one."""

    planned: Planned | None
    title: str
    kind: str = ""
    moment: datetime | None = None
    kept: str = ""
