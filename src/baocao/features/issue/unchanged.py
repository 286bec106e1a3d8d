"""Whether sources still are what was read of them."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from baocao.disk.writing import ChangedError, check_unchanged
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.pipeline.guarding import changed_problem, unwritable_problem


def changed_sources(
    root: Path, files: Mapping[str, SourceFile], digests: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Tell of every source that was saved, removed or replaced since it was read.

    Of templates, which are not among the files, only the hash is known.
    """
    for name, digest in digests.items():
        path, read = (root / name).resolve(), files.get(name)
        try:
            if read is not None:
                check_unchanged(path, read.data)
            elif sha256(path.read_bytes()).hexdigest() != digest:
                yield problem("BC806", Place(name, 1, 1), how="nội dung đã đổi")
        except ChangedError as error:
            yield changed_problem(error, name, read.data if read else b"")
        except OSError as error:
            yield unwritable_problem(name, error)
