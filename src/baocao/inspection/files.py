"""Files from the disk into the inspection; a file that cannot be read is a result as any other."""

from collections.abc import Iterable
from pathlib import Path

from baocao.foreign.faults import UnreadableError
from baocao.foreign.packages import read_package
from baocao.inspection.inspect import Inspection, inspect_document


def inspect_file(path: Path, units: Iterable[str] = ()) -> Inspection:
    """Inspect one file; `units` are the names of units as a registry spells them."""
    name = path.as_posix()
    try:
        data = read_package(path)
    except UnreadableError as problem:
        return Inspection(name, None, None, (), problem)
    return inspect_document(name, data, units)
