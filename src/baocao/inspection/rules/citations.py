"""Documents cited in the text of the Party's documents (by the examples of its Hướng dẫn 36 and 05)."""

import re
from typing import Final

from baocao.inspection.rules.passages import Finding, judge_findings, passages_of
from baocao.inspection.verdicts import Case, Verdict
from baocao.vietnamese.counts import count_text

_CITED: Final = re.compile(r"\bsố \d{1,6}-[A-ZĐ]\w{0,5}/[\w-]{1,30}(?:/nb)?(?P<comma>,?) ngày\b")


def comma_before_day(case: Case) -> Verdict | None:
    """The Party has a comma between the number and the day of a document of its own that it cites."""
    if not case.form.comma_before_date:
        return None
    cited = [
        (passage, match)
        for passage in passages_of(case, tables=True)
        for match in _CITED.finditer(passage.text)
    ]
    if not cited:
        return None
    findings = (
        Finding("không có dấu phẩy trước 'ngày'", passage, match.start())
        for passage, match in cited
        if not match["comma"]
    )
    wants = "có dấu phẩy giữa số, ký hiệu và ngày: 'số 57-NQ/TW, ngày 22/12/2024'"
    return judge_findings(case, findings, wants, f"{count_text(len(cited))} viện dẫn có dấu phẩy")
