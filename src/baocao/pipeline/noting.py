"""Which corrections documents tell of: a report those of earlier ones, a correcting document its own."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from baocao.foreign.files import read_regular
from baocao.foreign.limits import MEGABYTE
from baocao.model.directive import Corrects, Directive, Product
from baocao.model.issuance import Issued, Noted
from baocao.model.period import Period
from baocao.model.submission import Correction
from baocao.model.unit import Unit
from baocao.model.workspace import SourceFile, Workspace
from baocao.rules.issued import issue_of
from baocao.source.corrections import read_corrections
from baocao.source.documents import read_mapping
from baocao.source.fields import Fields
from baocao.source.files import LIMIT_MB
from baocao.source.issuances import read_issued
from baocao.source.log import Log

MOST_EARLIER: Final = 12
"""How many earlier periods are looked through for corrections that no report has told of yet."""
_KEY: Final = "dinh_chinh"


def own_corrections(
    workspace: Workspace, directive: Directive, product: Product, issuer: Unit
) -> Iterator[Noted]:
    """Yield what a correcting document corrects of the issuer's documents of this period."""
    correcting = {submission.id for submission in directive.products if submission.corrects}
    for issued in workspace.issued:
        if (issued.unit, issued.directive) != (issuer.id, directive.id) or issued.product in correcting:
            continue
        by_unit = {name: submission.corrections for name, submission in workspace.submissions.items()}
        if product.corrects is Corrects.CONTENT:
            yield from _content_corrections(workspace, workspace.period, issued, by_unit)
        else:
            names = {directive.id, f"{directive.id}/{issued.product}"}
            for correction in by_unit.get(issuer.id, ()):
                if correction.is_about_form and correction.name in names:
                    yield Noted(issuer, workspace.period, issued, correction)


def _content_corrections(
    workspace: Workspace,
    period: Period,
    issued: Issued,
    by_unit: Mapping[str, tuple[Correction, ...]],
) -> Iterator[Noted]:
    """Yield the corrections of what an issued document says; earlier ones it had taken in already."""
    units = workspace.definitions.registry.units
    for unit, printed in issued.printed.items():
        for correction in by_unit.get(unit, ()):
            later = correction.day is not None and correction.day >= issued.day
            if later and correction.key in printed and unit in units:
                yield Noted(units[unit], period, issued, correction)


class _Earlier(NamedTuple):
    """An earlier period: the records of its documents, and the corrections by unit."""

    period: Period
    issued: tuple[Issued, ...]
    corrections: Mapping[str, tuple[Correction, ...]]

    def record_of(self, issuer: Unit, directive: Directive, product: Product) -> Issued | None:
        """Return the record of the same document in this period."""
        wanted = (issuer.id, directive.id, product.id)
        return next(
            (
                candidate
                for candidate in self.issued
                if (candidate.unit, candidate.directive, candidate.product) == wanted
            ),
            None,
        )


class Notes:
    """Finds corrections; earlier periods are read when they are asked for, and once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._files: dict[str, SourceFile] = {}

    def corrections_of(self, directive: Directive, product: Product, issuer: Unit) -> tuple[Noted, ...]:
        """Return the corrections that a document tells of."""
        if product.corrects:
            return tuple(own_corrections(self._workspace, directive, product, issuer))
        return () if product.request else tuple(self._untold_corrections(directive, product, issuer))

    def _untold_corrections(self, directive: Directive, product: Product, issuer: Unit) -> Iterator[Noted]:
        """Yield corrections that no report since has told of, the oldest period first.

        A report that is issued already tells of those up to its day, so that it can be made again.
        """
        submission = self._workspace.submissions.get(issuer.id)
        today = issue_of(submission, directive, product).day if submission else None
        later: list[Issued] = []
        noted_since: list[Noted] = []
        # So that `later` holds the reports that may have told of a correction before its turn comes.
        for earlier in self._earlier:  # latest first
            issued = earlier.record_of(issuer, directive, product)
            if issued is None:
                continue
            for noted in _content_corrections(self._workspace, earlier.period, issued, earlier.corrections):
                day = noted.correction.day
                told = day and any(day <= report.day for report in later)
                if day and not told and (today is None or day <= today):
                    noted_since.append(noted)
            later.append(issued)
        yield from sorted(noted_since, key=lambda noted: noted.period.window.end)

    def sources(self, noted: tuple[Noted, ...]) -> Mapping[str, str]:
        """Return the hashes of the files that corrections come from."""
        files = {**self._workspace.files, **self._workspace.records, **self._files}
        names = {
            place.file for one_noted in noted for place in (one_noted.correction.at, one_noted.issued.at)
        }
        return {name: files[name].sha256 for name in sorted(names & files.keys())}

    @cached_property
    def _earlier(self) -> tuple[_Earlier, ...]:
        definitions = self._workspace.definitions
        inventory, periods = definitions.inventory, []
        for period in inventory.earlier_periods(self._workspace.period, MOST_EARLIER):
            issued, records, _ = read_issued(definitions.config, period, inventory)
            if issued:
                self._files |= records
                units = {unit for record in issued for unit in record.printed}
                periods.append(
                    _Earlier(period, issued, {unit: self._read_corrections(unit, period) for unit in units})
                )
        return tuple(periods)

    def _read_corrections(self, unit: str, period: Period) -> tuple[Correction, ...]:
        """Read the corrections of a unit; what is wrong with them is reported with their own period."""
        definitions = self._workspace.definitions
        path = definitions.config.units / unit / f"{period.id}.yaml"
        try:
            # Parsing twelve periods of all units would take longer than the build; hardly any file has the
            # key.
            if _KEY.encode() not in read_regular(path, LIMIT_MB * MEGABYTE):
                return ()
        except OSError:
            return ()
        source, mapping, _ = read_mapping(path, definitions.config.root)
        if source is None or mapping is None:
            return ()
        self._files[source.path] = source
        log = Log(source.path, unit)
        corrections = log.read_within(
            lambda top, _: read_corrections(Fields(top, log), definitions), mapping
        )
        return corrections or ()
