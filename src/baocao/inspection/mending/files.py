"""Files from the disk are mended, and their copies written; what cannot be is a result as any other."""

from typing import NamedTuple

from baocao.foreign.faults import UnreadableError
from baocao.foreign.packages import read_package
from baocao.inspection.inspect import Inspection
from baocao.inspection.mending.copies import Copy, write_copy
from baocao.inspection.mending.mend import Way, mended_copy
from baocao.inspection.mending.records import Mended


class Asking(NamedTuple):
    """How copies are wanted."""

    tracked: bool
    comments: bool
    overwrite: bool
    moment: str
    units: tuple[str, ...]


class MendedFile(NamedTuple):
    """What came of one file; `unwritten` tells why there is no copy where there should be one."""

    copy: Copy
    mended: Mended
    is_written: bool
    unwritten: str = ""

    @property
    def fails(self) -> bool:
        """Whether anything is left that makes the command fail."""
        return bool(self.unwritten or self.mended.refused) or self.mended.after.has_errors


def mend_file(copy: Copy, asking: Asking) -> MendedFile:
    """Mend one file; a document in which nothing is to be changed gets no copy."""
    name = copy.source.as_posix()
    try:
        data = read_package(copy.source)
    except UnreadableError as problem:
        unread = Inspection(name, None, None, (), problem)
        return MendedFile(copy, Mended(b"", (), (), before=unread, after=unread), is_written=False)
    way = Way(asking.tracked, asking.comments, asking.moment, units=asking.units)
    mended = mended_copy(name, data, way)
    if mended.data == data:
        return MendedFile(copy, mended, is_written=False)
    problem_found = write_copy(copy, mended.data, overwrite=asking.overwrite)
    return MendedFile(copy, mended, is_written=not problem_found, unwritten=problem_found)
