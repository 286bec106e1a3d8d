"""PDF that were printed of what was given out: whether they lie there as they were made, and of which file.

No other machine need print them to the same bytes, and they may be signed since: so this tells, and proves
nothing. Whether a signature is valid is for the official tools.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.model.issuance import Issued
from baocao.pipeline import manifest
from baocao.pipeline.output import is_plain
from baocao.pipeline.portable import WORD, is_as_told, pdf_name

AS_MADE: Final = "in từ đúng tệp này, nguyên như lúc lập"
CHANGED: Final = "in từ đúng tệp này, đã khác lúc lập (có thể đã ký số)"
OF_ANOTHER: Final = "in từ một bản Word khác; lập lại bằng baocao build --chinh-thuc --pdf"


class Prints(NamedTuple):
    """The PDF that the list of a build tells of, by name, and the folder where they lie."""

    folder: Path
    entries: Mapping[str, Mapping[str, Any]]

    def told_of(self, name: str, issued: Issued) -> str:
        """Return what is to be said of the PDF of a Word file that was given out, if it has one."""
        entry = self.entries.get(pdf_name(name)) if name.endswith(WORD) and is_plain(name) else None
        if entry is None:
            return ""
        if entry[manifest.PRINTED_FROM] != issued.files[name]:
            return OF_ANOTHER
        return AS_MADE if is_as_told(self.folder / pdf_name(name), entry.get("sha256")) else CHANGED


def read_prints(folder: Path) -> Prints:
    """Return the PDF that a build has listed."""
    entries = manifest.earlier_build(folder).entries
    return Prints(folder, {str(entry["tep"]): entry for entry in entries if manifest.PRINTED_FROM in entry})
