"""Profiles of units: letterhead, signers with their marks of authority, recipients."""

from datetime import date
from functools import partial

import pytest

from baocao.model.diagnostic import Diagnostic
from baocao.model.profile import Profile, Signer
from baocao.source.profiles import read_profile
from reading import problem_codes, read_with

HEAD = "ten_day_du: Ủy ban nhân dân xã Một\nky_hieu: UBND\ndia_danh: Một\n"


def read_text(text: str = "", head: str = HEAD) -> tuple[Profile | None, list[Diagnostic]]:
    return read_with(partial(read_profile, unit="xa-mot"), head + text)


def only_signer(text: str) -> Signer:
    """Return the only signer of a profile."""
    profile, problems = read_text(f"nguoi_ky: {{a: {{{text}, ho_ten: Nguyễn Văn A}}}}\n")
    assert problems == []
    assert profile is not None
    return profile.signers[0]


def test_a_profile_needs_little_and_the_rest_follows() -> None:
    profile, problems = read_text()
    assert problems == []
    assert profile is not None
    assert (profile.unit, profile.short_name) == ("xa-mot", "Ủy ban nhân dân xã Một")
    assert (profile.parent, profile.body, profile.archive) == ((), ("Ủy ban nhân dân xã Một",), "VT")


def test_a_profile_carries_its_letterhead_and_its_recipients() -> None:
    profile, _ = read_text(
        "ten_ngan: UBND xã Một\nco_quan_chu_quan: UBND tỉnh T\n"
        "co_quan_ban_hanh: [Ủy ban nhân dân, xã Một]\nkinh_gui: Sở A\n"
        "noi_nhan: [Đảng ủy xã, Lãnh đạo UBND xã]\nluu: VT, VHXH\n"
    )
    assert profile is not None
    assert (profile.short_name, profile.parent) == ("UBND xã Một", ("UBND tỉnh T",))
    assert profile.body == ("Ủy ban nhân dân", "xã Một")
    assert (profile.addressees, profile.recipients) == (("Sở A",), ("Đảng ủy xã", "Lãnh đạo UBND xã"))
    assert profile.archive == "VT, VHXH"


@pytest.mark.parametrize(
    ("lines", "archive"),
    [
        ("", "Văn phòng Ủy ban nhân dân xã Một"),
        ("ten_ngan: Đảng ủy xã Một", "Văn phòng Đảng ủy xã Một"),
        ("ten_ngan: Văn phòng Tỉnh ủy", "Văn phòng Tỉnh ủy"),
        ("luu: Văn phòng Đảng ủy", "Văn phòng Đảng ủy"),
        ("ten_ngan: Đảng ủy xã Một\nluu: VT, TH", "Văn phòng Đảng ủy xã Một"),
    ],
)
def test_a_body_of_the_party_keeps_copies_in_its_office_unless_it_says_where(
    lines: str, archive: str
) -> None:
    profile, problems = read_text(f"the_thuc: dang\n{lines}\n")
    assert profile is not None, problems
    assert profile.archive == archive


@pytest.mark.parametrize(
    "text",
    [
        "the_thuc: dang\nnguoi_ky: {a: {tuq: Bí thư, chuc_vu: A, ho_ten: B}}\n",
        "the_thuc: dang\nnguoi_ky: {a: {tl: Bí thư, kt: Chánh, chuc_vu: A, ho_ten: B}}\n",
        "in_hai_mat: co\n",
        "nhiem_ky: [2020-07-01, 2025-08-16]\n",
    ],
)
def test_what_a_form_does_not_know_is_told_where_the_profile_says_it(text: str) -> None:
    profile, problems = read_text(text)
    assert profile is None
    (found,) = problems
    assert found.code == "BC514"
    assert found.place is not None
    assert (
        found.place.line
        == text[: max(text.find(key) for key in ("tuq", "kt:", "in_hai", "nhiem"))].count("\n") + 4
    )


def test_the_state_may_sign_by_entrustment_and_deputies_of_delegates_too() -> None:
    _, problems = read_text("nguoi_ky: {a: {tl: X, kt: Y, tuq: Z, chuc_vu: A, ho_ten: B}}\n")
    assert problems == []


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("chuc_vu: Giám đốc", ()),
        ("tm: Ủy ban nhân dân, chuc_vu: Chủ tịch", (("tm", "Ủy ban nhân dân"),)),
        ("kt: Giám đốc, chuc_vu: Phó Giám đốc", (("kt", "Giám đốc"),)),
        ("tl: Chủ tịch, chuc_vu: Chánh Văn phòng", (("tl", "Chủ tịch"),)),
        ("tuq: Giám đốc, chuc_vu: Trưởng phòng", (("tuq", "Giám đốc"),)),
        (
            "kt: Chủ tịch, tm: Ủy ban nhân dân, chuc_vu: Phó Chủ tịch",
            (("tm", "Ủy ban nhân dân"), ("kt", "Chủ tịch")),
        ),
    ],
)
def test_marks_of_authority_are_kept_in_the_order_of_the_law(
    text: str, authority: tuple[tuple[str, str], ...]
) -> None:
    assert only_signer(text).authority == authority


def test_who_is_entrusted_with_a_post_acts() -> None:
    assert only_signer("q: co, chuc_vu: Giám đốc").acting


def test_a_signer_holds_the_post_for_a_time() -> None:
    profile, _ = read_text(
        "nguoi_ky:\n"
        "  a: {chuc_vu: Chủ tịch, ho_ten: A, den: 2025-06-30}\n"
        "  b: {chuc_vu: Chủ tịch, ho_ten: B, tu: 2025-07-01}\n"
    )
    assert profile is not None
    assert [signer.id for signer in profile.signers if signer.signs_on(date(2025, 7, 1))] == ["b"]


@pytest.mark.parametrize("key", ["ten_day_du", "ky_hieu", "dia_danh"])
def test_without_name_notation_or_place_there_is_no_profile(key: str) -> None:
    profile, (problem,) = read_text(head=HEAD.replace(key, f"# {key}"))
    assert profile is None
    assert problem.message == f"Thiếu '{key}'."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nguoi_ky: {a: {ho_ten: A}}\n", "BC204"),
        ("nguoi_ky: {a: {chuc_vu: Chủ tịch}}\n", "BC204"),
        ("nguoi_ky: {a: {chuc_vu: Chủ tịch, ho_ten: A, q: yes}}\n", "BC212"),
        ("nguoi_ky: {a: {chuc_vu: Chủ tịch, ho_ten: A, tu: 2025-06-31}}\n", "BC207"),
        ("nguoi_ky: {a: Nguyễn Văn A}\n", "BC201"),
        ("nguoi_ky: [a]\n", "BC201"),
        ("noi_nhan: {a: b}\n", "BC202"),
        ("kinh_guii: Sở A\n", "BC205"),
    ],
)
def test_each_fault_of_a_profile_is_reported(text: str, code: str) -> None:
    profile, problems = read_text(text)
    assert profile is not None
    assert problem_codes(problems) == [code]
