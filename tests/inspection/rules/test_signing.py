"""Marks of authority, and who signs for a body that decides together."""

import pytest

from breaking import change_parts, good_document, inspect_bytes, replace_first, replace_last, rule_faults

AUTHORITY = "KT. GIÁM ĐỐC"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("KT GIÁM ĐỐC", ["ghi 'KT', phải là 'KT.'"]),
        ("K.T GIÁM ĐỐC", ["ghi 'K.T', phải là 'KT.'"]),
        ("K.T. GIÁM ĐỐC", ["ghi 'K.T.', phải là 'KT.'"]),
        ("K/T GIÁM ĐỐC", ["ghi 'K/T', phải là 'KT.'"]),
        ("KT: GIÁM ĐỐC", ["ghi 'KT:', phải là 'KT.'"]),
        ("KT.GIÁM ĐỐC", ["thiếu dấu cách sau 'KT.'"]),
        ("TM UBND", ["ghi 'TM', phải là 'TM.'"]),
        ("T.M UBND", ["ghi 'T.M', phải là 'TM.'"]),
        ("TL. GIÁM ĐỐC", []),
        ("TUQ. GIÁM ĐỐC", []),
        ("Q. GIÁM ĐỐC", []),
    ],
)
def test_marks_of_authority(written: str, found: list[str]) -> None:
    assert rule_faults("TT402", replace_first(AUTHORITY, written)) == found


@pytest.mark.parametrize(
    "title", ["QUẢN ĐỐC", "QUYỀN GIÁM ĐỐC", "TLĐ LAO ĐỘNG", "KTV TRƯỞNG", "TMĐT TRƯỞNG"]
)
def test_words_that_only_begin_like_a_mark_are_none(title: str) -> None:
    """What bears no mark is not judged by how marks are written."""
    data = change_parts(
        good_document("report"), replace_first(AUTHORITY, title), replace_first("PHÓ GIÁM ĐỐC", "TRƯỞNG CA")
    )
    judged = {each.rule.id: each for each in inspect_bytes(data).judged}
    assert judged["TT402"].answer is None
    assert not judged["TT401"].fails
    assert not judged["TT403"].fails


def test_a_report_of_a_committee_is_signed_in_its_name() -> None:
    change = replace_first("TM. ỦY BAN NHÂN DÂN", "")
    assert rule_faults("TT410", change, "typed with tabs") == ["thiếu 'TM. ỦY BAN NHÂN DÂN'"]


@pytest.mark.parametrize(
    ("body", "kind", "faults"),
    [
        ("SỞ Y TẾ", "BÁO CÁO", 0),
        ("ỦY BAN NHÂN DÂN", "THÔNG BÁO", 0),
        ("ỦY BAN NHÂN DÂN", "CHỈ THỊ", 0),
        ("ỦY BAN NHÂN DÂN", "KẾ HOẠCH", 1),
        ("ỦY BAN NHÂN DÂN", "TỜ TRÌNH", 1),
        ("HỘI ĐỒNG NHÂN DÂN", "NGHỊ QUYẾT", 0),
        ("HỘI ĐỒNG NHÂN DÂN", "BÁO CÁO", 1),
        ("HỘI ĐỒNG QUẢN TRỊ", "BÁO CÁO", 0),
    ],
)
def test_only_what_a_body_issues_as_a_whole_needs_its_name(body: str, kind: str, faults: int) -> None:
    data = change_parts(
        good_document("typed with tabs"),
        replace_first("TM. ỦY BAN NHÂN DÂN", ""),
        replace_first("ỦY BAN NHÂN DÂN", body),
        replace_first("BÁO CÁO", kind),
    )
    failed = {each.rule.id for each in inspect_bytes(data).judged if each.fails}
    assert len(failed & {"TT410", "TT411"}) == faults


def test_a_decision_of_the_chairman_is_signed_by_him_alone() -> None:
    together = replace_last("CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN</w:t><w:br/><w:t>CHỦ TỊCH")
    assert rule_faults("TT411", together, "typed decision") == [
        "văn bản của Chủ tịch mà ký thay mặt tập thể"
    ]


def test_a_decision_of_the_committee_is_not() -> None:
    change = replace_first("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "ỦY BAN NHÂN DÂN XÃ")
    assert rule_faults("TT410", change, "typed decision") == ["thiếu 'TM. ỦY BAN NHÂN DÂN'"]
