"""The document as a whole (NĐ 30/2020/NĐ-CP, Điều 8; Phụ lục VI)."""

import re
from typing import Final

from baocao.inspection.kinds import found_parts
from baocao.inspection.rules.head import HEAD
from baocao.inspection.rules.title import TITLE
from baocao.inspection.verdicts import Answer, Case, Fault, Verdict, fault_at
from baocao.vietnamese.counts import count_text

WHOLE: Final = "cả văn bản"
MOST_NOTATION: Final = 30
MOST_SUBJECT: Final = 500


def components_present(case: Case) -> Answer:
    """The components that every document has to have are there; a draft may await its signer's name."""
    wants = case.identity.wants
    has = found_parts(case.docx, case.anatomy)
    if not wants:
        return None
    lost = "; ".join(name for part, name in wants.items() if not has[part])
    # One fault names them all: of many faults reports show only the first ones.
    faults = (Fault(f"không tìm thấy {lost}", WHOLE),) if lost else ()
    return Verdict("đủ các thành phần chính của văn bản", "đủ các thành phần", faults)


def lengths_fit(case: Case) -> Answer:
    """Notation and subject fit into the fields of document systems: 30 and 500 characters."""
    head, title = case.anatomy.head, case.anatomy.title
    if head.number is None:
        return case.report_missing("so")
    notation = re.sub(r"^số\s*:?[\s\d.…_]*", "", head.number.text, flags=re.IGNORECASE)
    subject = " ".join(line.text for line in (title.subject or head.subject))
    faults = []
    if len(notation.lstrip("/")) > MOST_NOTATION:
        faults.append(fault_at(f"ký hiệu dài {count_text(len(notation))} ký tự", HEAD, head.number))
    if len(subject) > MOST_SUBJECT:
        faults.append(Fault(f"trích yếu dài {count_text(len(subject))} ký tự", TITLE))
    want = f"ký hiệu đến {MOST_NOTATION} ký tự, trích yếu đến {MOST_SUBJECT} ký tự"
    return Verdict(
        want, f"{count_text(len(notation.lstrip('/')))} và {count_text(len(subject))} ký tự", tuple(faults)
    )
