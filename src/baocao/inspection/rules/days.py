"""Days named in the text: those that no calendar has are mistakes of the pen."""

import re
from collections.abc import Iterator
from typing import Final

from baocao.inspection.rules.notation import is_day
from baocao.inspection.rules.passages import Finding, Passage, judge_findings, passages_of
from baocao.inspection.verdicts import Case, Verdict
from baocao.vietnamese.counts import count_text

_NONE: Final = "không có ngày {}"
_LUNAR: Final = "âm lịch"
_LONG: Final = re.compile(r"\bngày (\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?\b(?!/)", re.IGNORECASE)
_SHORT: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\w/-]|[.,]\d)")
_PART_OF_NUMBER: Final = re.compile(r"[\w/.,-]")
_NO_YEAR: Final = re.compile(r"\bngày (\d{1,2})/(0?[1-9]|1[0-2])(?![\w/%]|[.,]\d)", re.IGNORECASE)


def real_days(case: Case) -> Verdict | None:
    """Every day that the text names is one of the calendar: none is '31 tháng 02'."""
    found = [
        (passage, match, parts)
        for passage in passages_of(case, tables=True)
        for match, parts in _days_in(passage)
    ]
    if not found:
        return None
    findings = (
        Finding(
            _NONE.format(match.group().removeprefix("ngày ").removeprefix("Ngày ")), passage, match.start()
        )
        for passage, match, parts in found
        if not is_day(*parts)
    )
    return judge_findings(
        case, findings, "ngày, tháng có trong lịch", f"{count_text(len(found))} ngày có trong lịch"
    )


def _days_in(passage: Passage) -> Iterator[tuple[re.Match[str], tuple[str, str, str]]]:
    """Yield the days that a passage names: what was found, and day, month and year."""
    text = passage.text
    for match in _SHORT.finditer(text):
        if not (match.start() and _PART_OF_NUMBER.match(text, match.start() - 1)):
            yield match, (match[1], match[3], match[4])
    if "ngày" not in text.lower() or _LUNAR in text:
        return
    for match in _LONG.finditer(text):
        yield match, (match[1], match[2], match[3] or "")
    for match in _NO_YEAR.finditer(text):
        yield match, (match[1], match[2], "")
