"""What templates see of an outline (đề cương): its items, or the variant for some addressees."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property

from baocao.documents.tokens import escaped_text
from baocao.documents.traceable import written_with_key
from baocao.documents.views import OutlineItemView, PointView
from baocao.model.directive import OutlineItem
from baocao.model.place import Place
from baocao.model.unit import EVERYONE, Registry, Selector, Unit
from baocao.vietnamese.text import joined_words


class Outline:
    """The items that concern any unit of `audience` (none: of all), each with whom it is for.

    `expand` fills in the marks of guidance and points. Items are looked up when a template asks for them:
    most templates do not.
    """

    def __init__(
        self,
        outline: Sequence[OutlineItem],
        audience: Sequence[Selector],
        registry: Registry,
        day: date,
        expand: Callable[[str, Place], str],
    ) -> None:
        self._outline = outline
        self._audience = audience
        self._registry = registry
        self._day = day
        self._expand = expand

    def __iter__(self) -> Iterator[OutlineItemView]:
        return iter(self._items)

    @cached_property
    def _items(self) -> list[OutlineItemView]:
        return list(self._item_views())

    def _item_views(self) -> Iterator[OutlineItemView]:
        units = self._registry.select_units(self._audience or (EVERYONE,), self._day)
        variant = _Variant(self._registry, units)
        for item in self._outline:
            if variant.is_concerned(item.applies_to):
                yield self._item_view(item, variant)

    def _item_view(self, item: OutlineItem, variant: "_Variant") -> OutlineItemView:
        return OutlineItemView(
            level=item.level,
            title=written_with_key(escaped_text(item.title), item.at),
            guidance=self._expand(item.guidance, item.at),
            audience=variant.said_scope(item.applies_to),
            points=[
                PointView(
                    self._expand(point.text, point.at),
                    self._expand(point.guidance, point.at),
                    variant.said_scope(point.applies_to),
                )
                for point in item.points
                if variant.is_concerned(point.applies_to)
            ],
        )


class _Variant:
    """Tells which parts of an outline concern the given units."""

    def __init__(self, registry: Registry, units: Sequence[Unit]) -> None:
        self._registry = registry
        self._units = units

    def is_concerned(self, scope: Selector) -> bool:
        return any(scope.matches(unit) for unit in self._units)

    def said_scope(self, scope: Selector) -> str:
        """Return 'đối với …' where a part does not concern all of the units."""
        if all(scope.matches(unit) for unit in self._units):
            return ""
        return escaped_text(f"đối với {joined_words(self._scope_names(scope))}")

    def _scope_names(self, scope: Selector) -> Iterator[str]:
        """Yield what the selector chooses by, in the words of the registry."""
        yield from (self._registry.level_name(level) for level in sorted(scope.levels))
        yield from (kind.name for kind in self._registry.kinds.values() if kind.id in scope.kinds)
        yield from (unit.name for unit in self._registry.units.values() if unit.id in scope.units)
        yield from (self._registry.groupings[group].values[value] for group, value in scope.groups)
