"""What templates see of an outline (đề cương): its items, or the variant for some addressees."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from baocao.documents.tokens import escaped
from baocao.documents.views import OutlineItemView, PointView
from baocao.model.directive import OutlineItem
from baocao.model.unit import EVERYONE, Registry, Selector, Unit
from baocao.vietnamese.text import joined


def outline_views(
    outline: Sequence[OutlineItem],
    audience: Sequence[Selector],
    registry: Registry,
    day: date,
    expand: Callable[[str], str],
) -> list[OutlineItemView]:
    """Return the items that concern any unit of `audience` (none: of all), each with whom it is for.

    `expand` fills in the marks of guidance and points.
    """
    units = registry.select(audience or (EVERYONE,), day)
    variant = _Variant(registry, units)
    return [
        OutlineItemView(
            level=item.level,
            title=escaped(item.title),
            guidance=expand(item.guidance),
            audience=variant.said(item.applies_to),
            points=[
                PointView(expand(point.text), expand(point.guidance), variant.said(point.applies_to))
                for point in item.points
                if variant.concerns(point.applies_to)
            ],
        )
        for item in outline
        if variant.concerns(item.applies_to)
    ]


class _Variant:
    """Tells which parts of an outline concern the given units."""

    def __init__(self, registry: Registry, units: Sequence[Unit]) -> None:
        self._registry = registry
        self._units = units

    def concerns(self, scope: Selector) -> bool:
        return any(scope.matches(unit) for unit in self._units)

    def said(self, scope: Selector) -> str:
        """Return 'đối với …' where a part does not concern all of the units."""
        if all(scope.matches(unit) for unit in self._units):
            return ""
        return escaped(f"đối với {joined(self._names(scope))}")

    def _names(self, scope: Selector) -> Iterator[str]:
        """Yield what the selector chooses by, in the words of the registry."""
        yield from (self._registry.level_name(level) for level in sorted(scope.levels))
        yield from (kind.name for kind in self._registry.kinds.values() if kind.id in scope.kinds)
        yield from (unit.name for unit in self._registry.units.values() if unit.id in scope.units)
        yield from (self._registry.groupings[group].values[value] for group, value in scope.groups)
