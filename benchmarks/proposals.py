"""Change every figure of every report of a workspace, check them all, and store them.

    python benchmarks/proposals.py WORKSPACE PERIOD

It prints the seconds of each step; what imports do is this, after reading the files of others.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from baocao.model.period import Period
from baocao.model.workspace import Definitions, SourceFile
from baocao.pipeline.proposing import Proposal, apply_proposals, check_proposals
from baocao.source.canonical.changing import Change, changed_report
from baocao.source.canonical.kinds import Layouts
from baocao.source.canonical.layout import Layout
from baocao.source.canonical.parts import Text
from baocao.source.config import read_config
from baocao.source.documents import read_mapping
from baocao.source.nodes import Mapping, Scalar
from baocao.source.workspace import files_of, load_definitions

T = TypeVar("T")


def changes_of(mapping: Mapping) -> Iterator[Change]:
    """Yield a change of every whole figure and of every result of a task."""
    figures, tasks = mapping.get("chi_tieu"), mapping.get("nhiem_vu")
    for name, (_, value) in figures.entries.items() if isinstance(figures, Mapping) else ():
        if isinstance(value, Scalar) and value.text.isdecimal():
            yield Change(("chi_tieu", name), Text(str(int(value.text) + 1), ""))
    for name, (_, reports) in tasks.entries.items() if isinstance(tasks, Mapping) else ():
        for number in reports.entries if isinstance(reports, Mapping) else ():
            yield Change(("nhiem_vu", name, number, "ket_qua"), Text("Đã làm: theo kế hoạch.", "'"))


def changed_file(path: Path, root: Path, layout: Layout) -> tuple[SourceFile, SourceFile] | None:
    """Return a report before and after the changes."""
    source, mapping, _ = read_mapping(path, root)
    if source is None or mapping is None:
        return None
    return source, changed_report(source, list(changes_of(mapping)), layout).source


def all_proposals(definitions: Definitions, period: Period) -> Iterator[Proposal]:
    """Yield the changed report of every unit that has one."""
    root, layouts = definitions.config.root, Layouts(definitions.config)
    for unit, path in files_of(definitions, period):
        if both := changed_file(path, root, layouts.layout_of(path)):
            yield Proposal(unit, path, *both)


def timed(name: str, work: Callable[[], T]) -> T:
    """Do something and print how long it took."""
    start = time.perf_counter()
    result = work()
    print(f"{name} {time.perf_counter() - start:.3f}")
    return result


def main() -> None:
    """Do all of it."""
    gc.set_threshold(10_000_000, 50, 50)  # as the program does
    root, period = Path(sys.argv[1]).resolve(), Period.parse(sys.argv[2])
    assert period is not None
    definitions, _ = load_definitions(read_config(root)[0], with_profiles=False)
    proposals = timed("change", lambda: list(all_proposals(definitions, period)))
    timed("check", lambda: check_proposals(root, period, proposals))
    applied = timed("store", lambda: apply_proposals(root, proposals))
    assert not applied.problems
    print(f"files {len(applied.written)}")


if __name__ == "__main__":
    main()
