"""Who signs for a body that decides together (NĐ 30/2020/NĐ-CP, Điều 13.2: TM. before its name)."""

import re
from typing import Final

from baocao.inspection.foot import AUTHORITY
from baocao.inspection.lines import Line, plain_beginning, said_text, worded_in
from baocao.inspection.rules.foot import FOOT, is_marked
from baocao.inspection.verdicts import Case, Verdict, fault_at

_COMMITTEE: Final = re.compile(r"(?:uy ban nhan dan|ubnd)\b")
_COUNCIL: Final = re.compile(r"(?:hoi dong nhan dan|hdnd)\b")
_BOARD: Final = re.compile(r"(?:ban chi dao|hoi dong|ban van dong)\b(?! (?:quan tri|thanh vien|nhan dan))")
_HEADED: Final = re.compile(
    r"(?:SỞ|PHÒNG(?! CHỐNG)|CHI CỤC|TRUNG TÂM|NHÀ TRƯỜNG|(?:TẬP THỂ )?LÃNH ĐẠO|BAN GIÁM (?:ĐỐC|HIỆU))\b"
)
"""What signs 'TM.' though one head answers for it (Điều 13.1)."""
_CHAIR: Final = re.compile(r"(?:KT\.?\s?)?CHỦ TỊCH$")
_HEADS: Final = re.compile(r"(?:KT\.?\s?)?(?:TRƯỞNG BAN|CHỦ TỊCH)$")
_CHAIR_DECIDES: Final = re.compile(r"chu tich (?:uy ban nhan dan|ubnd)\b")
_OF_COMMITTEE: Final = frozenset(
    {"bao-cao", "to-trinh", "ke-hoach", "chuong-trinh", "de-an", "phuong-an", "nghi-quyet"}
)
"""What a People's Committee issues as a whole; other kinds may be its chairman's own."""
_BY_CHAIR: Final = frozenset({"quyet-dinh", "chi-thi", "cong-dien"})
_NEAR: Final = 6
"""Among how many paragraphs under the subject who decides is named."""
_OF_COUNCIL: Final = _OF_COMMITTEE - {"nghi-quyet"}
"""A council's resolution is certified by its chairman, who signs in his own name."""


def signed_together(case: Case) -> Verdict | None:
    """What a People's Committee or Council issues is signed 'TM.' with its name above the title."""
    line, name = _first_title(case), _name_of_body(case)
    if line is None or not name or not case.is_state:
        return None
    if not (_is_of_body(case, name) and (is_marked(line, "tm", case.form) or _CHAIR.match(line.text))):
        return None
    wants = f"'TM. {name}' ở trên chức vụ"
    if is_marked(line, "tm", case.form):
        return Verdict(wants, line.text)
    return Verdict(wants, line.text, (fault_at(f"thiếu 'TM. {name}'", FOOT, line),))


def signed_by_right(case: Case) -> Verdict | None:
    """The chairman's own acts are signed without 'TM.', those of a board or council with it."""
    line = _first_title(case)
    if line is None or not case.is_state:
        return None
    together = is_marked(line, "tm", case.form)
    if case.anatomy.title.kind in _BY_CHAIR and _COMMITTEE.match(_body_text(case)) and _chair_decides(case):
        wrong = "văn bản của Chủ tịch mà ký thay mặt tập thể" if together else ""
        return _judge_right(line, "văn bản của Chủ tịch Ủy ban nhân dân ký không có 'TM.'", wrong)
    if together and (match := _HEADED.match(AUTHORITY.sub("", line.text, count=1))):
        wrong = f"ký thay mặt '{match.group()}'; cơ quan làm việc theo chế độ thủ trưởng không ký 'TM.'"
        return _judge_right(line, "thủ trưởng cơ quan ký theo chức vụ", wrong)
    if _BOARD.match(_body_text(case)) and (together or _HEADS.match(line.text)):
        wrong = "" if together else "thiếu 'TM.' và tên tổ chức"
        return _judge_right(line, "tổ chức làm việc theo chế độ tập thể ký 'TM.'", wrong)
    return None


def _judge_right(line: Line, wants: str, wrong: str) -> Verdict:
    return Verdict(wants, line.text, (fault_at(wrong, FOOT, line),) if wrong else ())


def _first_title(case: Case) -> Line | None:
    return next(iter(case.anatomy.foot.authority), None)


def _body_text(case: Case) -> str:
    """Return the name of the issuing body, in lower case without diacritics."""
    return " ".join(plain_beginning(line.text) for line in case.anatomy.head.bodies)


def _name_of_body(case: Case) -> str:
    """Return the name of a body that stands behind 'TM.', or nothing for bodies under one head."""
    text = _body_text(case)
    if _COMMITTEE.match(text):
        return "ỦY BAN NHÂN DÂN"
    return "HỘI ĐỒNG NHÂN DÂN" if _COUNCIL.match(text) else ""


def _is_of_body(case: Case, name: str) -> bool:
    """Tell whether a document is certainly issued by the body as a whole."""
    kind = case.anatomy.title.kind
    if name.startswith("HỘI"):
        return kind in _OF_COUNCIL
    return kind in _OF_COMMITTEE or (kind == "quyet-dinh" and _committee_decides(case))


def _decider(case: Case) -> str:
    """Return who is named as deciding between the subject and the grounds, without diacritics."""
    anatomy = case.anatomy
    subject = anatomy.title.subject
    start = subject[-1].paragraph.at + 1 if subject else anatomy.head.end
    above = case.docx.paragraphs[start : start + _NEAR]
    text = (said_text(paragraph.text) for paragraph in worded_in(above))
    return next((plain_beginning(each) for each in text if each.isupper()), "")


def _chair_decides(case: Case) -> bool:
    return _CHAIR_DECIDES.match(_decider(case)) is not None or case.anatomy.title.kind != "quyet-dinh"


def _committee_decides(case: Case) -> bool:
    return _COMMITTEE.match(_decider(case)) is not None
