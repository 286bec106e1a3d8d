"""What stands around the content: notations, addressees, marks and signers by law and by form."""

from typing import Final

import pytest

from baocao.model.document import Document, Heading
from composing import first_document, printed_lines
from support import Sandbox

DIRECTIVE: Final = "data/directives/cd.yaml"
FILE: Final = "data/units/xa-mot/2025-11.yaml"
PROFILE: Final = "data/units/xa-mot/ho-so.yaml"
TEMPLATE: Final = "templates/bao-cao.md.j2"
PRODUCT: Final = "bao-cao: {mau: bao-cao.md.j2, lap_boi: [{cap: xa}]}"


def of_type(
    sandbox: Sandbox, kind: str, direction: str = "xuong", subject: str = "Báo cáo tiến độ"
) -> Document:
    front = f"---\nloai: {kind}\nhuong: {direction}\ntrich_yeu: {subject}\n---\n"
    sandbox.write(TEMPLATE, f"{front}Thân.\n")
    return first_document(sandbox)


def with_product(sandbox: Sandbox, keys: str) -> None:
    sandbox.replace(DIRECTIVE, PRODUCT, PRODUCT.replace("}]}", f"}}], {keys}}}"))


def with_issue(sandbox: Sandbox, issue: str) -> None:
    sandbox.replace(FILE, "nhiem_vu:", f"phat_hanh:\n  {issue}\nnhiem_vu:")


def of_party(sandbox: Sandbox, day: str = "", signer: str = "") -> None:
    """Make the commune's body one of the Party, whose report is of `day` and signed by `signer`."""
    sandbox.replace(PROFILE, "ky_hieu: UBND", "ky_hieu: ĐU\nthe_thuc: dang")
    if signer:
        sandbox.replace(PROFILE, "tm: Ủy ban nhân dân, chuc_vu: Chủ tịch", signer)
    if day:
        with_issue(sandbox, f"cd: {{ngay: {day}}}")


# Types of documents.


def test_a_letter_prints_its_subject_under_the_number_and_has_no_type(sandbox: Sandbox) -> None:
    paragraphs = of_type(sandbox, "cong-van")
    assert (paragraphs.type_name, paragraphs.subject) == ("", "")
    assert paragraphs.letterhead.subject == "V/v Báo cáo tiến độ"
    assert paragraphs.letterhead.notation == "/UBND"


@pytest.mark.parametrize("subject", ["báo cáo tiến độ", "V/v báo cáo tiến độ", "v/v  báo cáo tiến độ"])
def test_the_subject_of_a_letter_is_announced_once(sandbox: Sandbox, subject: str) -> None:
    assert of_type(sandbox, "cong-van", subject=subject).letterhead.subject == "V/v báo cáo tiến độ"


def test_a_letter_whose_addressees_are_not_known_yet_shows_that_they_lack(sandbox: Sandbox) -> None:
    with_issue(sandbox, "cd: {kinh_gui: []}")
    paragraphs = of_type(sandbox, "cong-van")
    assert (paragraphs.addressed, paragraphs.addressees) == (True, ())
    assert paragraphs.recipients[0] == "Như trên"


def test_the_notation_of_a_letter_names_the_unit_that_drafted_it(sandbox: Sandbox) -> None:
    with_product(sandbox, "don_vi_soan_thao: VH&XH")
    paragraphs = of_type(sandbox, "cong-van")
    assert paragraphs.letterhead.notation == "/UBND-VH&XH"
    assert paragraphs.recipients[-1] == "Lưu: VT, VH&XH"


@pytest.mark.parametrize(
    ("kind", "direction", "addressed"),
    [
        ("cong-van", "xuong", True),
        ("cong-van", "ngang", True),
        ("cong-van", "len", True),
        ("to-trinh", "ngang", True),
        ("bao-cao", "len", True),
        ("bao-cao", "ngang", False),
        ("bao-cao", "xuong", False),
        ("ke-hoach", "xuong", False),
    ],
)
def test_letters_and_upward_documents_open_with_their_addressees(
    sandbox: Sandbox, kind: str, direction: str, *, addressed: bool
) -> None:
    paragraphs = of_type(sandbox, kind, direction)
    assert (paragraphs.addressees == ("Sở A",)) is addressed
    assert ("Như trên" in paragraphs.recipients) is addressed


def test_addressees_and_recipients_of_the_product_come_before_those_of_the_profile(
    sandbox: Sandbox,
) -> None:
    with_product(sandbox, "kinh_gui: [Sở B, Sở C], noi_nhan: [HĐND xã]")
    paragraphs = of_type(sandbox, "cong-van")
    assert paragraphs.addressees == ("Sở B", "Sở C")
    assert paragraphs.recipients == ("Như trên", "HĐND xã", "Lưu: VT")


def test_addressees_of_the_issue_come_before_all_others(sandbox: Sandbox) -> None:
    with_product(sandbox, "kinh_gui: [Sở B]")
    with_issue(sandbox, "cd/bao-cao: {kinh_gui: Sở D}")
    assert of_type(sandbox, "cong-van").addressees == ("Sở D",)


def test_an_issue_for_one_product_comes_before_that_for_the_directive(sandbox: Sandbox) -> None:
    with_issue(sandbox, "cd: {so: 7}\n  cd/bao-cao: {so: 9}")
    assert first_document(sandbox).letterhead.number == "09"


# Marks.


def test_urgency_stands_below_the_number_and_circulation_above(sandbox: Sandbox) -> None:
    with_issue(sandbox, "cd: {do_khan: hoa_toc, luu_hanh: luu_hanh_noi_bo}")
    head = first_document(sandbox).letterhead
    assert head.stamps == ("hoa_toc",)
    assert head.circulation == "luu_hanh_noi_bo"


@pytest.mark.parametrize(
    ("issue", "mark"),
    [("{nguoi_soan: PL, so_ban: 300}", "PL.(300)"), ("{nguoi_soan: nvh}", "NVH."), ("{}", "")],
)
def test_the_drafter_is_marked_with_the_number_of_copies(sandbox: Sandbox, issue: str, mark: str) -> None:
    with_issue(sandbox, f"cd: {issue}")
    assert first_document(sandbox).drafter == mark


def test_the_address_of_the_body_comes_from_its_profile(sandbox: Sandbox) -> None:
    sandbox.replace(PROFILE, "ky_hieu: UBND", "ky_hieu: UBND\nlien_he: [Số 1 đường A, ĐT 0255]")
    assert first_document(sandbox).contact == ("Số 1 đường A", "ĐT 0255")


# The Party's form.


def test_the_party_writes_number_and_notation_in_its_own_way(sandbox: Sandbox) -> None:
    of_party(sandbox)
    assert first_document(sandbox).letterhead.notation == "-BC/ĐU"
    assert of_type(sandbox, "cong-van").letterhead.notation == "-CV/ĐU"


def test_the_party_keeps_copies_without_a_colon(sandbox: Sandbox) -> None:
    of_party(sandbox)
    sandbox.replace(PROFILE, "noi_nhan:", "luu: Văn phòng Đảng ủy\nnoi_nhan:")
    assert first_document(sandbox).recipients[-1] == "Lưu Văn phòng Đảng ủy"


def test_the_party_keeps_copies_in_its_own_office_whoever_drafts_and_never_in_the_registry(
    sandbox: Sandbox,
) -> None:
    of_party(sandbox)
    assert first_document(sandbox).recipients[-1] == "Lưu Văn phòng UBND xã Một"
    with_product(sandbox, "don_vi_soan_thao: TH")
    assert first_document(sandbox).recipients[-1] == "Lưu Văn phòng UBND xã Một"
    sandbox.replace(PROFILE, "noi_nhan:", "luu: VT, TH\nnoi_nhan:")
    assert first_document(sandbox).recipients[-1] == "Lưu Văn phòng UBND xã Một"


@pytest.mark.parametrize(
    ("day", "subject"),
    [("2025-11-18", "Chuẩn bị hội nghị"), ("2026-05-27", "về việc chuẩn bị hội nghị")],
)
@pytest.mark.parametrize(
    "written", ["chuẩn bị hội nghị", "V/v chuẩn bị hội nghị", "Về việc chuẩn bị hội nghị"]
)
def test_the_subject_of_a_letter_of_the_party_has_no_v_v(
    sandbox: Sandbox, day: str, subject: str, written: str
) -> None:
    of_party(sandbox, day)
    assert of_type(sandbox, "cong-van", subject=written).letterhead.subject == subject


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Kết quả thực hiện Nghị quyết", "kết quả thực hiện Nghị quyết"),
        ("KT-XH năm 2025", "KT-XH năm 2025"),
        ("Nghị quyết số 57-NQ/TW", "Nghị quyết số 57-NQ/TW"),
        ("Quảng Ngãi năm 2025", "Quảng Ngãi năm 2025"),
        ("Đảng ủy xã lãnh đạo chuyển đổi số", "Đảng ủy xã lãnh đạo chuyển đổi số"),
        ("Ủy ban nhân dân xã thực hiện kết luận", "Ủy ban nhân dân xã thực hiện kết luận"),
        ("Đảng viên học tập nghị quyết", "đảng viên học tập nghị quyết"),
        ("Đại hội Đảng bộ", "đại hội Đảng bộ"),
    ],
)
def test_a_subject_of_the_party_begins_with_a_small_letter_unless_it_is_a_name(
    sandbox: Sandbox, written: str, printed: str
) -> None:
    of_party(sandbox)
    assert of_type(sandbox, "bao-cao", subject=written).subject == printed


@pytest.mark.parametrize(
    ("kind", "direction", "addressed"),
    [
        ("cong-van", "xuong", True),
        ("to-trinh", "len", True),
        ("bao-cao", "len", False),
        ("bao-cao", "ngang", False),
        ("ke-hoach", "len", False),
    ],
)
def test_only_letters_and_submissions_of_the_party_name_their_addressees(
    sandbox: Sandbox, kind: str, direction: str, *, addressed: bool
) -> None:
    of_party(sandbox)
    document = of_type(sandbox, kind, direction)
    assert (document.addressees == ("Sở A",), document.addressed) == (addressed, addressed)
    assert ("Như trên" in document.recipients) is addressed


@pytest.mark.parametrize(
    ("kind", "day", "salutation"),
    [
        ("to-trinh", "2025-11-18", "Kính gửi"),
        ("to-trinh", "2026-05-27", "Kính trình"),
        ("cong-van", "2026-05-27", "Kính gửi"),
    ],
)
def test_submissions_of_the_party_are_kinh_trinh_since_2026(
    sandbox: Sandbox, kind: str, day: str, salutation: str
) -> None:
    of_party(sandbox, day)
    assert of_type(sandbox, kind).salutation == salutation


@pytest.mark.parametrize(
    ("issue", "mark"), [("nguoi_soan: abc, so_ban: 268", "ABC-268"), ("nguoi_soan: abc", "ABC")]
)
def test_the_party_joins_the_drafters_mark_and_the_copies_with_a_dash(
    sandbox: Sandbox, issue: str, mark: str
) -> None:
    of_party(sandbox)
    with_issue(sandbox, f"cd: {{{issue}}}")
    assert first_document(sandbox).drafter == mark


def test_a_draft_of_the_party_says_which_it_is_and_an_official_document_does_not(sandbox: Sandbox) -> None:
    of_party(sandbox)
    with_issue(sandbox, "cd: {lan_du_thao: 2}")
    assert first_document(sandbox).letterhead.edition == "Dự thảo lần 2"
    assert first_document(sandbox, draft=False).letterhead.edition == ""


def test_a_draft_of_the_state_does_not_count(sandbox: Sandbox) -> None:
    with_issue(sandbox, "cd: {lan_du_thao: 2}")
    assert first_document(sandbox).letterhead.edition == ""


@pytest.mark.parametrize(
    ("signer", "lines", "titles"),
    [
        ("tm: Ban Thường vụ, chuc_vu: Phó Bí thư", ("T/M Ban Thường vụ", "Phó Bí thư"), 1),
        ("tm: Ban Bí thư, chuc_vu: Ủy viên Ban Bí thư", ("T/M Ban Bí thư",), 0),
        ('tm: Ban Bí thư, chuc_vu: ""', ("T/M Ban Bí thư",), 0),
        ("tl: Ban Thường vụ, chuc_vu: Chánh Văn phòng", ("T/L Ban Thường vụ", "Chánh Văn phòng"), 1),
        ("kt: Trưởng Ban, chuc_vu: Phó Trưởng Ban", ("K/T Trưởng Ban", "Phó Trưởng Ban"), 1),
        ("chuc_vu: Trưởng Ban", ("Trưởng Ban",), 1),
        ("chuc_vu: Chánh Văn phòng, q: co", ("Q. Chánh Văn phòng",), 1),
        ("chuc_vu: Bí thư kiêm Trưởng Ban Chỉ đạo", ("Bí thư", "kiêm", "Trưởng Ban Chỉ đạo"), 3),
        ("chuc_vu: 'Phó Bí thư, kiêm Chủ nhiệm'", ("Phó Bí thư", "kiêm", "Chủ nhiệm"), 3),
        ("chuc_vu: Phó Bí thư kiêm nhiệm", ("Phó Bí thư kiêm nhiệm",), 1),
    ],
)
def test_who_signs_for_the_party_has_the_lines_that_its_instructions_give(
    sandbox: Sandbox, signer: str, lines: tuple[str, ...], titles: int
) -> None:
    of_party(sandbox, signer=signer)
    signature = first_document(sandbox).signature
    assert (signature.lines, signature.titles) == (lines, titles)


def test_two_posts_of_a_signer_of_the_state_stay_on_one_line(sandbox: Sandbox) -> None:
    sandbox.replace(PROFILE, "chuc_vu: Chủ tịch", "chuc_vu: Chủ tịch kiêm Trưởng ban")
    assert first_document(sandbox).signature.lines == ("TM. Ủy ban nhân dân", "Chủ tịch kiêm Trưởng ban")


BODY_WITH_APPENDICES = """Xem {{ xem_phu_luc("a") }}, {{ xem_phu_luc("b") }}.
{% call phu_luc("a", "Một") %}
Trong a./.
{% endcall %}
{% call phu_luc("b", "Hai") %}
Trong b.
{% endcall %}
"""


def test_appendices_of_the_party_have_arabic_numbers(sandbox: Sandbox) -> None:
    of_party(sandbox)
    assert printed_lines(sandbox, BODY_WITH_APPENDICES)[0] == "Xem Phụ lục 1, Phụ lục 2."


def test_an_appendix_of_the_party_names_number_and_day_as_far_as_they_are_given(sandbox: Sandbox) -> None:
    of_party(sandbox)
    sandbox.write(TEMPLATE, f"---\nloai: bao-cao\ntrich_yeu: A\n---\n{BODY_WITH_APPENDICES}")
    (first, _) = first_document(sandbox).appendices
    said = " ".join(first.reference.split())
    assert said == "(Kèm theo Báo cáo số -BC/ĐU, ngày / / của Ủy ban nhân dân xã Một)"
    with_issue(sandbox, "cd: {so: 7, ngay: 2025-11-03}")
    (first, _) = first_document(sandbox).appendices
    assert first.reference == "(Kèm theo Báo cáo số 07-BC/ĐU, ngày 03/11/2025 của Ủy ban nhân dân xã Một)"


def test_a_profile_says_that_both_sides_are_printed(sandbox: Sandbox) -> None:
    of_party(sandbox)
    assert not first_document(sandbox).duplex
    sandbox.replace(PROFILE, "noi_nhan:", "in_hai_mat: co\nnoi_nhan:")
    assert first_document(sandbox).duplex


def test_the_party_marks_authority_without_dots(sandbox: Sandbox) -> None:
    of_party(sandbox)
    assert first_document(sandbox).signature.lines == ("T/M Ủy ban nhân dân", "Chủ tịch")


def test_the_party_numbers_sections_with_a_dash_and_puts_a_comma_before_the_day(sandbox: Sandbox) -> None:
    of_party(sandbox)
    lines = printed_lines(sandbox, 'Theo {{ dan_chieu("nq-1") }}.\n# Kết quả\n## Hồ sơ')
    assert lines[0] == "Theo Nghị quyết số 1/NQ-CP, ngày 02/01/2025 của Chính phủ về một việc."
    assert lines[1:] == ["I- Kết quả", "1. Hồ sơ"]


def test_state_documents_keep_their_own_marks(sandbox: Sandbox) -> None:
    document = first_document(sandbox)
    assert document.signature.lines == ("TM. Ủy ban nhân dân", "Chủ tịch")
    assert [each.number for each in document.blocks if isinstance(each, Heading)] == ["I.", "1."]


# Sections called by their numbers.


def test_a_sentence_calls_a_section_by_the_number_that_it_gets(sandbox: Sandbox) -> None:
    body = (
        'Xem mục {{ xem_muc("I.1") }} và mục {{ xem_muc("rieng") }}.',
        "# Mở đầu",
        '{{ muc("I") }}',
        '{{ muc("I.1") }}',
        '# {{ ma_muc("rieng") }}Phần riêng',
    )
    lines = printed_lines(sandbox, "\n".join(body))
    assert lines[0] == "Xem mục II.1 và mục III."


def test_a_section_that_is_not_printed_cannot_be_called(sandbox: Sandbox) -> None:
    sandbox.write(
        TEMPLATE, '---\nloai: bao-cao\ntrich_yeu: A\n---\nXem mục {{ xem_muc("I.3") }}.\n{{ muc("I") }}\n'
    )
    outcome = sandbox.build()
    (problem,) = (each for each in outcome.problems if each.code == "BC609")
    assert "I.3" in problem.message


def test_what_a_unit_writes_calls_sections_too(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, '"I.1": Theo [@nq-1], xã', '"I.1": Như mục [#I.1], xã')
    assert any(
        "Như mục I.1, xã" in line for line in printed_lines(sandbox, '{{ muc("I") }}\n{{ muc("I.1") }}')
    )


def test_a_unit_that_calls_a_section_outside_of_its_outline_is_told(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, '"I.1": Theo [@nq-1], xã', '"I.1": Như mục [#I.2], xã')
    (problem,) = (each for each in sandbox.load().problems if each.code == "BC305")
    assert problem.place is not None
    assert problem.place.file == FILE
