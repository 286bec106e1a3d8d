"""What earlier loads of a workspace made, kept for the next one of the same process.

A result is used again where what it was made from, its basis, is the same: contents and definitions, never
times of files. So nobody has to tell what has changed, and nothing can be forgotten. Whoever keeps results
longer than a process lives has the same two questions to answer: what is the basis, and is it the same.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from baocao.pipeline.parallel import Sharing, share_work

S = TypeVar("S")
T = TypeVar("T")
_UNKNOWN: Final = object()


class Memory:
    """Results by name, each with its basis; of one name only the last is kept."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Any, Any]] = {}

    def recalled_result(self, name: Hashable, basis: Any) -> Any:
        """Return the result of this name if it was made from the same; else None."""
        before, result = self._kept.get(name, (_UNKNOWN, None))
        return result if before is basis or before == basis else None

    def keep_result(self, name: Hashable, basis: Any, result: Any) -> None:
        """Keep a result in the place of the one before."""
        self._kept[name] = basis, result

    def made_once(self, name: Hashable, basis: Callable[[], Any], make: Callable[[], T]) -> T:
        """Return what `make` returns, which is called only if what `basis` returns is another one."""
        now = basis()
        result: T | None = self.recalled_result(name, now)
        if result is None:
            result = make()
            # What was changed while it was read is made anew the next time.
            if basis() == now:
                self.keep_result(name, now, result)
        return result

    def same_basis(self, name: Hashable, basis: T) -> T:
        """Return a basis as the object that it was while it is the same: comparing it again is one look."""
        return self.made_once(name, lambda: basis, lambda: basis)


class Remembered(NamedTuple):
    """How results of single items are kept: `named_basis` returns the name of one and its basis."""

    memory: Memory
    named_basis: Callable[[Any], tuple[Hashable, Any]]


def share_remembered(
    work: Callable[[Sequence[S]], T], items: Sequence[S], sharing: Sharing, remembered: Remembered | None
) -> list[T]:
    """Return the results of `work` for parts of `items`, in order, as `share_work` does.

    Where they are `remembered` each item is a part, and only those are worked on whose basis is new.
    """
    if remembered is None:
        return share_work(work, items, sharing)
    memory, named_basis = remembered
    named = [named_basis(item) for item in items]
    results: list[T | None] = [memory.recalled_result(*each) for each in named]
    new = [number for number, result in enumerate(results) if result is None]
    made = share_work(lambda part: [work([item]) for item in part], [items[each] for each in new], sharing)
    for number, result in zip(new, (result for part in made for result in part), strict=True):
        results[number] = result
        if named_basis(items[number]) == named[number]:
            memory.keep_result(*named[number], result)
    return [result for result in results if result is not None]
