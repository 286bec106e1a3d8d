"""The document as a whole (NĐ 30/2020/NĐ-CP, Điều 8; Phụ lục VI)."""

import re
from typing import Final

from baocao.inspection.rules.head import HEAD
from baocao.inspection.rules.title import TITLE
from baocao.inspection.verdicts import Case, Fault, Verdict, fault_at
from baocao.vietnamese.counts import count_text

MOST_NOTATION: Final = 30
MOST_SUBJECT: Final = 500
UNTITLED: Final = frozenset(
    {
        "giay-gioi-thieu",
        "giay-nghi-phep",
        "giay-uy-quyen",
        "bien-ban",
        "hop-dong",
        "phieu-gui",
        "phieu-chuyen",
        "phieu-bao",
    }
)
"""Types that the templates of Phụ lục III print without a subject, or with a line of their own."""


def components_present(case: Case) -> Verdict | None:
    """The components that every document has to have are there; a draft may await its signer's name."""
    anatomy = case.anatomy
    if anatomy.is_appendix_only:
        return None
    head, foot, title = anatomy.head, anatomy.foot, anatomy.title
    wants = {
        "tên cơ quan ban hành": bool(head.bodies),
        "số, ký hiệu": head.number is not None,
        "địa danh và thời gian": head.date is not None,
        "tên loại hoặc trích yếu công văn": title.line is not None or bool(head.subject),
        "trích yếu": bool(title.subject or head.subject) or title.kind in UNTITLED,
        "nội dung": any(
            paragraph.text.strip() for paragraph in case.docx.paragraphs[title.start : foot.start]
        ),
        "chức vụ người ký": bool(foot.authority),
        "họ tên người ký": foot.name is not None or _is_draft(case),
        "nơi nhận": foot.heading is not None,
    }
    faults = tuple(Fault(f"thiếu {name}", HEAD) for name, has in wants.items() if not has)
    return Verdict("đủ các thành phần chính của văn bản", "đủ các thành phần", faults)


def _is_draft(case: Case) -> bool:
    """Tell whether the number is still to be given."""
    line = case.anatomy.head.number
    return line is not None and not re.match(r"số\s*:?\s*\d", line.text, re.IGNORECASE)


def lengths_fit(case: Case) -> Verdict | None:
    """Notation and subject fit into the fields of document systems: 30 and 500 characters."""
    head, title = case.anatomy.head, case.anatomy.title
    if head.number is None:
        return None
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
