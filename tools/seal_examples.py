"""Seal the records among the examples of the tests again, after one was written or changed by hand.

    python tools/seal_examples.py

Examples of broken seals and chains (BC885 to BC895) are left as they are. Records of a unit follow upon
each other in the order of their names.
"""

import re
from pathlib import Path

from baocao.model.issuance import BEFORE, SEAL
from baocao.source.seals import digest_of, sealed_text

EXAMPLES = Path(__file__).resolve().parent.parent / "tests" / "vi_du"
BROKEN = re.compile(r"/BC8(8[5-9]|9[0-5])-")


def unsealed_text(text: str) -> str:
    """Return a record without what it follows upon, and its seal."""
    kept = text.partition(f"\n{BEFORE}:")[0]
    return "\n".join(line for line in kept.split("\n") if not line.startswith(SEAL)).rstrip("\n") + "\n"


def main() -> None:
    """Seal every record."""
    for folder in sorted(EXAMPLES.rglob("phat-hanh/")):
        if BROKEN.search(folder.as_posix()):
            continue
        previous: dict[str, str] = {}
        for path in sorted(folder.glob("*.yaml")):
            text = sealed_text(unsealed_text(path.read_text(encoding="utf-8")), previous)
            path.write_text(text, encoding="utf-8", newline="\n")
            previous = {path.stem: digest_of(text)}


if __name__ == "__main__":
    main()
