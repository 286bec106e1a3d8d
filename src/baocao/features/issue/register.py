"""The register of a unit's outgoing documents: every number that it has used, and for what."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from baocao.documents.environment import Templates
from baocao.documents.frame import Frame
from baocao.model.directive import Directive, Product
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.profile import Series
from baocao.model.submission import MOST_ISSUED, Issue
from baocao.model.unit import Unit, is_selected
from baocao.model.workspace import Definitions
from baocao.source.documents import read_mapping
from baocao.source.fields import Fields
from baocao.source.forms import form_of, load_form
from baocao.source.issuances import issued_by
from baocao.source.log import Log
from baocao.source.nodes import Mapping, Scalar
from baocao.source.workspace import unit_periods


class Registered(NamedTuple):
    """A number in use: of which series, with its notation, for which document, and where that stands."""

    series: Series
    number: int
    notation: str
    document: tuple[str, str, str]
    at: Place


class Register:
    """What one unit has numbered, in records and under `phat_hanh` of all of its submissions."""

    def __init__(self, definitions: Definitions, unit: Unit) -> None:
        self._definitions = definitions
        self._unit = unit
        self._templates = Templates(definitions.config.templates, definitions.config.root)

    def registered_entries(self) -> Iterator[Registered]:
        """Yield every number; `document` names period, directive and product."""
        for record in issued_by(self._definitions.config, self._unit.id):
            document = (record.period, record.directive, record.product)
            yield Registered(
                self.series_of(record.day), record.number, record.notation, document, record.at
            )
        # Numbers were given by hand before there were records: they stand in submissions alone.
        for period, path in unit_periods(self._definitions.config, self._unit.id):
            source, mapping, _ = read_mapping(path, self._definitions.config.root)
            if source and mapping:
                yield from self._entries_of_submission(period, Fields(mapping, Log(source.path)))

    def _entries_of_submission(self, period: Period, fields: Fields) -> Iterator[Registered]:
        for name, key, node in fields.entries("phat_hanh"):
            if not isinstance(node, Mapping):
                continue
            entry = Fields(node, fields.log)
            number, day = entry.whole("so", 1, MOST_ISSUED), entry.day("ngay")
            for directive, product in self._named_products(name, period) if number else ():
                notation = self.notation_of(product, day or period.window.end)
                document = (period.id, directive.id, product.id)
                series = self.series_of(day or period.window.end)
                if notation and number:
                    yield Registered(series, number, notation, document, fields.log.place(key))

    def _named_products(self, name: str, period: Period) -> Iterator[tuple[Directive, Product]]:
        """Yield the products of which a key of `phat_hanh` speaks."""
        directive = self._definitions.directives.get(name.partition("/")[0])
        for product in directive.products if directive else ():
            is_own = product.is_made_in(period) and is_selected(product.issuers, self._unit)
            is_own = is_own and not self.is_attachment(product)
            whole = name == directive.id and not product.stands_apart if directive else False
            if directive and is_own and (whole or name == f"{directive.id}/{product.id}"):
                yield directive, product

    def is_attachment(self, product: Product) -> bool:
        """Tell whether a product holds only appendices, which go out under the number of their document."""
        template, _ = self._templates.load_template(product.template, product.at)
        return template is not None and template.front.get("phu_luc_so") is not None

    def is_paper(self, product: Product) -> bool:
        """Tell whether a product is a paper for a meeting, which is no document and has no number."""
        template, _ = self._templates.load_template(product.template, product.at)
        node = template.front.get("loai") if template else None
        return isinstance(node, Scalar) and node.text in load_form().papers

    def series_of(self, day: date) -> Series:
        """Return the series in which the unit numbers a document of `day`."""
        return self._definitions.series_of(self._unit.id, day)

    def notation_of(self, product: Product, day: date) -> str:
        """Return what follows the number of a product; nothing where its template does not tell."""
        profile = self._definitions.profiles.get(self._unit.id)
        template, _ = self._templates.load_template(product.template, product.at)
        node = template.front.get("loai") if template else None
        if profile is None or not isinstance(node, Scalar):
            return ""
        form = form_of(profile.family, day, self._definitions.config.sizes)
        kind = form.types.get(node.text)
        return Frame(profile, product, Issue(), form).make_notation(kind) if kind else ""
