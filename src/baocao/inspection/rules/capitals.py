"""Capital letters in the middle of sentences (NĐ 30/2020/NĐ-CP, Phụ lục II)."""

import re
from collections.abc import Iterator
from typing import Final

from baocao.inspection.rules.passages import (
    Finding,
    Passage,
    Wording,
    judge_findings,
    matches_of,
    passages_of,
)
from baocao.inspection.verdicts import Case, Verdict
from baocao.vietnamese.text import sentence_case

_CAPITAL: Final = "[A-ZĐÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
_NAME: Final = rf"{_CAPITAL}[^\W\d_]*"
_INSIDE: Final = re.compile(r"\w[,)]? \Z")
"""In the middle of a sentence: behind a word or a number, or a comma behind those."""

_COMMON: Final = "Tỉnh|Thành phố|Thị xã|Thị trấn|Huyện|Quận|Xã|Phường|Đặc khu"
_UNITS: Final = Wording(re.compile(rf"\b({_COMMON}) ({_NAME}(?: {_NAME})+|Huế\b)"), _INSIDE)
_ORGANISATIONS: Final = frozenset({"Ủy", "Uỷ", "Đoàn", "Đội", "Hội", "Anh", "Nông"})
"""What follows 'Tỉnh' and 'Xã' in names of organisations and of honours."""
_SURNAMES: Final = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Trương|Đinh|Trịnh|Đào|Tạ|Lương"
    "|Phùng|Tô|Tôn|Lâm|Mai|Cao|Lưu|Quách|Tống|Vương|Nghiêm|Đàm|Đoàn(?! Thanh| TN| thể)"
)
_NAMED_AFTER: Final = re.compile(rf"(?:{_SURNAMES})\b")
"""Units named after a person keep the capital ('Phường Điện Biên Phủ', 'Phường Trần Hưng Đạo')."""
_EVENTS: Final = frozenset({"Điện Biên Phủ", "Hồ Chí Minh", "Bến Nghé", "Ba Đình"})
_SPECIAL: Final = re.compile(r"\b(?:thành phố Hồ Chí Minh|thủ đô Hà Nội)\b")

_REVERED: Final = (
    Wording(
        re.compile(r"nhân dân\b(?! tệ)"),
        re.compile(
            r"\b(?:của|do|với|cho|trong|và|tầng lớp|phục vụ|đời sống|quần chúng|vận động"
            r"|cán bộ,?|đồng bào,) \Z"
        ),
    ),
    Wording(re.compile(r"nhà nước\b"), re.compile(r"\b(?:Đảng,|Đảng và|của|do) \Z")),
    Wording(
        re.compile(r"đảng\b(?! (?:viên|bộ|ủy|uỷ|phái|đoàn|cộng|phí|tịch|cấp|bạn)\b)"),
        re.compile(r"\b(?:của|xây dựng|theo|chủ trương) \Z"),
    ),
)
"""Only behind words after which they stand by themselves: 'quản lý nhà nước' is custom."""
_OFFICES: Final = (
    "tổng bí thư|phó bí thư|bí thư|phó chủ tịch|chủ tịch|phó thủ tướng|thủ tướng|bộ trưởng|thứ trưởng"
    "|phó giám đốc|giám đốc|phó trưởng phòng|trưởng phòng|phó trưởng ban|trưởng ban|cục trưởng|vụ trưởng"
    "|phó chánh văn phòng|chánh văn phòng|chánh thanh tra|hiệu trưởng|viện trưởng|chánh án"
)
_TITLED: Final = re.compile(rf"\b({_OFFICES}) ((?:{_SURNAMES})(?: {_NAME})+)")

_CITED: Final = (
    # Laws write 'các điều 78, 79' in lower case; '19 điều 5 chương' counts.
    Wording(
        re.compile(r"điều (?=\d)"),
        re.compile(r"(?:\bkhoản \d\d? |\d[,)] |(?<!\bcá)[^\W\d_][,)]? )\Z"),
    ),
    Wording(re.compile(r"Khoản (?=\d)"), _INSIDE),
    Wording(re.compile(r"Điểm (?=[a-zđ]\b(?!\)))"), _INSIDE),
    Wording(
        re.compile(
            r"\b(?:(?:chương|phần) (?=[IVXL]+\b)|mục (?=\d+ [Cc]hương [IVXL])|tiểu mục (?=\d+ mục \d))"
        ),
        _INSIDE,
    ),
)
"""A 'mục II' alone is one of a report, as custom writes it; in laws sections belong to a chapter."""


def common_nouns(case: Case) -> Verdict | None:
    """'tỉnh Nam Định': the common noun is in lower case, but for numbers, persons, events and 'Thủ đô'."""
    if not case.is_state:
        return None
    findings = _unit_findings(passages_of(case, tables=False))
    want = (
        "'tỉnh Nam Định': không viết hoa danh từ chung; viết hoa 'Thành phố Hồ Chí Minh', 'Thủ đô Hà Nội'"
    )
    return judge_findings(case, findings, want, "viết hoa đúng")


def _unit_findings(passages: Iterator[Passage]) -> Iterator[Finding]:
    for passage in passages:
        for match in matches_of(_UNITS, passage.text):
            noun, name = match.groups()
            if (
                name.split()[0] not in _ORGANISATIONS
                and name not in _EVENTS
                and not _NAMED_AFTER.match(name)
            ):
                yield _changed_finding(f"{noun} {name}", f"{noun.lower()} {name}", passage, match.start())
        for match in _SPECIAL.finditer(passage.text):
            yield _changed_finding(match.group(), sentence_case(match.group()), passage, match.start())


def _changed_finding(written: str, right: str, passage: Passage, start: int) -> Finding:
    return Finding(f"'{written}', phải là '{right}'", passage, start)


def revered_words(case: Case) -> Verdict | None:
    """Nhân dân, Nhà nước and Đảng have a capital where they stand by themselves."""
    if not case.is_state:
        return None
    findings = (
        _changed_finding(match.group(), sentence_case(match.group()), passage, match.start())
        for passage in passages_of(case, tables=False)
        for wording in _REVERED
        for match in matches_of(wording, passage.text)
    )
    return judge_findings(case, findings, "viết hoa 'Nhân dân', 'Nhà nước', 'Đảng'", "viết hoa đúng")


def titles_of_persons(case: Case) -> Verdict | None:
    """A title right before a person's name has a capital: 'Chủ tịch Nguyễn Văn A'."""
    if not case.is_state:
        return None
    findings = (
        _changed_finding(match.group(), _titled_name(*match.groups()), passage, match.start())
        for passage in passages_of(case, tables=False)
        for match in _TITLED.finditer(passage.text)
    )
    want = "'Chủ tịch Nguyễn Văn A': chức vụ đi liền với tên người viết hoa"
    return judge_findings(case, findings, want, "viết hoa đúng")


def _titled_name(office: str, name: str) -> str:
    """Return 'Phó Chủ tịch Nguyễn Văn A'."""
    deputy = "phó "
    if office.startswith(deputy):
        return f"Phó {sentence_case(office.removeprefix(deputy))} {name}"
    return f"{sentence_case(office)} {name}"


def cited_places(case: Case) -> Verdict | None:
    """'điểm a khoản 2 Điều 103 Mục 5 Chương XII': capitals down to the article, none below."""
    if not case.is_state:
        return None
    findings = (
        _changed_finding(f"{match.group()}…", f"{_other_case(match.group())}…", passage, match.start())
        for passage in passages_of(case, tables=False)
        for wording in _CITED
        for match in matches_of(wording, passage.text)
    )
    want = "'điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I'"
    return judge_findings(case, findings, want, "viết hoa đúng")


def _other_case(text: str) -> str:
    return text.lower() if text[:1].isupper() else sentence_case(text)
