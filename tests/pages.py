"""Pages of the documentation that are followed to the letter: what they show and what really comes."""

import re
from collections.abc import Sequence
from typing import Final

FENCE: Final = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRESS: Final = ("Đọc và kiểm tra dữ liệu", "Lập văn bản", "Đọc các kỳ trước", "Lập trang")
"""What stands in the place of the progress bar where the output is no terminal."""
VARYING: Final = re.compile(r"\d+(?:,\d+)?(?= (?:KB|giây))")
OMITTED: Final = "…"


def steady_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines that say something, without sizes and times."""
    said = (VARYING.sub("0", line.rstrip()) for line in lines)
    return [line for line in said if line and not line.startswith(PROGRESS)]


def shows_lines(page: Sequence[str], real: Sequence[str]) -> bool:
    """Tell whether the page shows the real lines, some of them omitted at '…'."""
    if not page:
        return not real
    if page[0] == OMITTED:
        return any(shows_lines(page[1:], real[start:]) for start in range(len(real) + 1))
    return bool(real) and page[0] == real[0] and shows_lines(page[1:], real[1:])
