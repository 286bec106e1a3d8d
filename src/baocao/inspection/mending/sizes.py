"""Which size letters get where theirs is not permitted."""

from collections.abc import Mapping
from typing import Final

from baocao.inspection import limits
from baocao.inspection.verdicts import Case
from baocao.model.form import Range

_APART: Final = frozenset({"bang", "danh_sach_noi_nhan"})
"""Components whose letters are smaller than those of the text, or larger, by themselves."""
_NAMES: Final = frozenset({"chu_quan", "ban_hanh"})
"""Names of bodies, which stand beside that of the country."""


class Sizes:
    """The sizes of a document as they should be: what goes together is of one set, all else as the text."""

    def __init__(self, case: Case) -> None:
        self._form = case.form
        self.coupled = _coupled_set(case)
        self._text = _text_size(case)
        country = case.anatomy.head.country
        look = country.first_look if country else None
        self._names = self.coupled.get("quoc_hieu", look.size if look else None)

    def permitted_for(self, name: str, size: float) -> float:
        """Return the size of a component's letters: their own where that is permitted."""
        sizes = limits.permitted_sizes(self._form, name)
        if sizes.holds_value(size):
            return size
        if name in self.coupled:
            return self.coupled[name]
        if name in _NAMES and self._names is not None and sizes.holds_value(self._names):
            return self._names
        if name not in _APART and self._text is not None and sizes.holds_value(self._text):
            return self._text
        return nearest_size(sizes, size)


def nearest_size(sizes: Range, size: float) -> float:
    """Return the permitted size that is nearest."""
    return min(max(size, sizes.low), sizes.high)


def _coupled_set(case: Case) -> Mapping[str, float]:
    """Return the set of sizes that go together to which the letterhead is nearest."""
    head = case.anatomy.head
    lines = {"quoc_hieu": head.country, "tieu_ngu": head.motto, "dia_danh": head.date}
    sizes = {name: look.size for name, line in lines.items() if line and (look := line.first_look)}
    sets = [each for each in case.form.permitted.coupled if each]
    if len(sizes) < len(lines) or not sets:
        return {}
    nearest = min(sets, key=lambda each: sum(abs(each[name] - sizes[name]) for name in lines))
    return {name: nearest[name] for name in lines}


def _text_size(case: Case) -> float | None:
    """Return the size in which the text shall stand: the permitted one that is nearest to most letters'."""
    counts: dict[float, int] = {}
    for block in case.anatomy.blocks:
        for run in block.line.runs:
            counts[run.look.size] = counts.get(run.look.size, 0) + len(run.text)
    if not counts:
        return None
    common = max(counts, key=lambda size: (counts[size], size))
    return nearest_size(limits.permitted_sizes(case.form, "noi_dung"), common)
