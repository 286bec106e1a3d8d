"""Marks of authority, and who signs for a body that decides together."""

import pytest

from breaking import (
    change_parts,
    good_document,
    inspect_bytes,
    judged_by,
    replace_first,
    replace_last,
    rule_faults,
)
from hand import Typed
from papers import SENTENCES, foot, head, title

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
        ("TM ĐOÀN", ["ghi 'TM', phải là 'TM.'"]),
        ("T.M ĐOÀN", ["ghi 'T.M', phải là 'TM.'"]),
        ("TL. GIÁM ĐỐC", ["cấp phó ký mà không có 'KT.' và chức vụ cấp trưởng ở trên"]),
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


DEPUTY = ["cấp phó ký mà không có 'KT.' và chức vụ cấp trưởng ở trên"]


def signed_report(*signer: str, names: tuple[str, ...] = ("ỦY BAN NHÂN DÂN", "XÃ MỎ CÀY")) -> bytes:
    made = Typed()
    head(made, "Số: 12/BC-UBND", names=names)
    title(made, "BÁO CÁO", "Tình hình tháng 9")
    made.body(*SENTENCES)
    foot(made, signer=signer)
    return made.data()


def said_of_rule(rule: str, data: bytes) -> list[str]:
    verdict = judged_by(data, rule).verdict
    return [fault.measured for fault in verdict.faults] if verdict else []


@pytest.mark.parametrize(
    ("signer", "found"),
    [
        (("PHÓ GIÁM ĐỐC",), DEPUTY),
        (("PHÓ GIÁM ĐỐC PHỤ TRÁCH",), DEPUTY),
        (("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"), DEPUTY),
        (("TL. CHỦ TỊCH", "PHÓ CHÁNH VĂN PHÒNG"), DEPUTY),
        (("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), []),
        (("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND TỈNH"), []),
        (("TM. BAN CHỈ ĐẠO", "PHÓ TRƯỞNG BAN"), []),
        (("GIÁM ĐỐC",), []),
    ],
)
def test_a_deputy_signs_for_the_head(signer: tuple[str, ...], found: list[str]) -> None:
    assert said_of_rule("TT402", signed_report(*signer)) == found


@pytest.mark.parametrize(
    ("signer", "faults"),
    [
        (("TM. SỞ NỘI VỤ", "GIÁM ĐỐC"), 1),
        (("TM. BAN GIÁM ĐỐC", "GIÁM ĐỐC"), 1),
        (("TM. PHÒNG KINH TẾ", "TRƯỞNG PHÒNG"), 1),
        (("TM. BAN CHỈ HUY PHÒNG THỦ", "TRƯỞNG BAN"), 0),
        (("TM. PHÒNG CHỐNG", "TRƯỞNG BAN"), 0),
        (("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN"), 0),
    ],
)
def test_what_one_head_answers_for_is_not_signed_together(signer: tuple[str, ...], faults: int) -> None:
    names = ("UBND TỈNH QUẢNG NGÃI", "SỞ NỘI VỤ")
    assert len(said_of_rule("TT411", signed_report(*signer, names=names))) == faults


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", 1),
        ("CHI CỤC QUẢN LÝ THỊ TRƯỜNG", 1),
        ("TRƯỜNG TRUNG HỌC CƠ SỞ MỎ CÀY", 0),
        ("BỆNH VIỆN ĐA KHOA TỈNH", 0),
    ],
)
def test_only_schools_hospitals_and_armed_forces_may_name_degrees(body: str, faults: int) -> None:
    data = change_parts(
        signed_report("GIÁM ĐỐC", names=("UBND TỈNH QUẢNG NGÃI", body)),
        replace_first("Trần Văn B", "TS. Trần Văn B"),
    )
    assert len(said_of_rule("TT404", data)) == faults


@pytest.mark.parametrize("rank", ["Trung úy", "Thượng uý", "Thiếu tướng", "Bác sỹ", "BSCKII."])
def test_every_rank_and_degree_is_known(rank: str) -> None:
    data = change_parts(signed_report("CHỦ TỊCH"), replace_first("Trần Văn B", f"{rank} Trần Văn B"))
    assert said_of_rule("TT404", data) == [f"ghi '{rank}' trước họ tên"]
