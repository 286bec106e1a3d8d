"""Reproducible zip files: the same parts give the same bytes on every machine and day."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

_STAMP: Final = (1980, 1, 1, 0, 0, 0)
LEVEL: Final = 4
"""Compression; six, the default, takes half as long again for files that are a tenth smaller."""
CLOSE: Final = 5
"""Compression of texts with marks, whose signs are alike."""
_FIRST: Final = "[Content_Types].xml"
_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


def pack_parts(parts: Mapping[str, bytes], base: bytes = b"", *, level: int = LEVEL) -> bytes:
    """Return a zip of `parts` by name, sorted, with fixed times, content types first.

    They come after those of the archive `base`, which are not compressed anew.
    """
    buffer = io.BytesIO(base)
    with zipfile.ZipFile(buffer, "a" if base else "w") as archive:
        for name in sorted(parts, key=lambda part: (part != _FIRST, part)):
            put_entry(archive, name, parts[name], zipfile.ZIP_DEFLATED, level=level)
    return buffer.getvalue()


def put_entry(archive: zipfile.ZipFile, name: str, data: bytes, method: int, *, level: int = LEVEL) -> None:
    """Write a part into a zip in a way that is the same on every machine and day."""
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = method
    entry.external_attr = 0o600 << 16
    # Else zipfile notes the system on which it runs, and the bytes would differ on Windows.
    entry.create_system = 3
    archive.writestr(entry, data, compresslevel=level)


def unpack_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_times(core: bytes, moment: str) -> bytes:
    """Return core properties whose times are all `moment` (ISO 8601)."""
    return _TIMES.sub(rb"\g<1>" + moment.encode() + rb"\g<2>", core)
