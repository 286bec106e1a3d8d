"""Who speaks for the reporters of a directive, and so writes to them about their reports."""

from collections.abc import Iterator
from typing import NamedTuple

from baocao.model.directive import Directive, Product
from baocao.model.unit import Unit, is_selected
from baocao.model.workspace import Workspace


class Sender(NamedTuple):
    """Who sends the sheets of a directive: the issuer of a product that speaks for its reporters."""

    directive: Directive
    product: Product
    issuer: Unit


def consolidating_senders(workspace: Workspace, directive: Directive) -> Iterator[Sender]:
    """Yield the issuers of products that speak for the reporters, whatever the periods of the products."""
    end = directive.schedule.window(workspace.period).end
    for product in directive.products:
        for issuer in workspace.definitions.registry.select_units(product.issuers, end):
            if not (product.request or is_selected(directive.reporters, issuer)):
                yield Sender(directive, product, issuer)
