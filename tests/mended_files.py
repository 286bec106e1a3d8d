"""python tests/mended_files.py FOLDER: corrected copies in every manner, for the validators of .ci/run."""

import sys
from pathlib import Path

from baocao.inspection.mending.mend import mend_document
from mending import broken_cases, broken_document, spoiled_document

SPOILED = 12
"""So many documents that somebody set by hand; each takes a second to validate."""

FRAMED = "letter"
"""The document with a mark in a frame, which our own lint takes for a table of data."""


def main(folder: Path) -> None:
    """Write tracked, plain and commented copies in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = {rule: kind for rule, (kind, _) in broken_cases().items() if kind != FRAMED}
    documents = {rule: broken_document(rule) for rule in list(cases)[::3]}
    documents |= {f"tay-{seed}": spoiled_document(seed) for seed in range(SPOILED)}
    for number, (name, data) in enumerate(documents.items()):
        mended = mend_document(name, data, tracked=number % 3 != 1, comments=number % 3 == 2)
        # What nothing was mended in is what it was, and tells nothing of mending.
        if mended.changes:
            (folder / f"{name}.docx").write_bytes(mended.data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
