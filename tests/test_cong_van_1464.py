"""Every figure, date and number of công văn 1464/SKHCN-KH&ĐMST (16/9/2025) and its outline is in ours.

They were read from the published công văn by hand, section by section; sentences and items are shorter.
Ours differs from it on purpose:

- the decision that set up the Steering Committee on 31/7/2025 has two numbers in the source, 416/QĐ-UBND
  among the legal bases and 516/QĐ-UBND under Nơi nhận: both are printed where they stand;
- under the outline's title number and day of the công văn are blank, as the decree wants of electronic
  appendices (Mẫu 2.2);
- whom an item is for stands in brackets after it, in the words of the registry;
- the variants for departments and for communes have no number: one number is of one document.
"""

import re
from collections.abc import Mapping

import pytest

from baocao.pipeline.making import Outcome
from office import W, Word, printed_text
from published import APPENDIX, HEAD, SIGNATURE, by_heading, stands_in_section, table_sections
from support import REPOSITORY, build_quietly, period_of

PLAN_359 = "Kế hoạch số 359-KH/TU ngày 29/4/2025 của Ban Thường vụ Tỉnh ủy"
DECISION_327 = "Quyết định số 327/QĐ-UBND ngày 26/5/2025 của UBND tỉnh"
PUBLISHED = {
    HEAD: (
        "UBND TỈNH QUẢNG NGÃI",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Số: 1464/SKHCN-KH&ĐMST",
        "Quảng Ngãi, ngày 16 tháng 9 năm 2025",
        "V/v đề nghị báo cáo kết quả khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
        "9 tháng đầu năm 2025",
        "phiên họp thứ II của Ban Chỉ đạo của UBND tỉnh Quảng Ngãi",
        "Kính gửi:",
        "- Công an tỉnh;",
        "- Các Sở, ban ngành thuộc tỉnh;",
        "- Văn phòng UBND tỉnh;",
        "- UBND các xã, phường, đặc khu;",
        "- Các Trường Đại học, Cao đẳng trên địa bàn tỉnh.",
        "Quyết định số 416/QĐ-UBND ngày 31/7/2025 của UBND tỉnh về việc thành lập Ban Chỉ đạo",
        "khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06",
        "Quyết định số 18/QĐ-BCĐ ngày 26/8/2025 của Trưởng Ban Chỉ đạo ban hành Quy chế",
        "phiên họp thứ II của Ban Chỉ đạo của UBND tỉnh",
        "14 giờ 00 phút ngày 22/9/2025",
        "Trưởng Ban Chỉ đạo",
        "phối hợp thực hiện./.",
    ),
    SIGNATURE: (
        "- Như trên;",
        "- UBND tỉnh (báo cáo);",
        "- BCĐ UBND tỉnh - Quyết định số 516/QĐ-UBND ngày 31/7/2025;",
        "- Giám đốc, các PGĐ Sở;",
        "- Các phòng, đơn vị thuộc Sở;",
        "- Lưu: VT, KH&ĐMST",
        "NVH.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Phan Văn Hiếu",
    ),
    APPENDIX: ("Phụ lục", "ĐỀ CƯƠNG BÁO CÁO", "9 THÁNG ĐẦU NĂM 2025", "Kèm theo Công văn"),
    "I": ("KẾT QUẢ KHOA HỌC, CÔNG NGHỆ VÀ ĐỔI MỚI SÁNG TẠO",),
    "I.1": ("chủ trương của Đảng", "đầu mối chuyên trách", PLAN_359, DECISION_327, "thi đua"),
    "I.2": (
        f"Chỉ tiêu của {PLAN_359}",
        f"Chỉ tiêu của {DECISION_327}",
        "kèm số liệu chứng minh",
        "Thông báo số 309/TB-UBND ngày 30/5/2025 của UBND tỉnh",
        "Phiên họp lần thứ 1 của Ban Chỉ đạo",
        "Đề án 06",
        "cải cách hành chính",
        "liên kết vùng",
    ),
    "I.3": (
        "Kế hoạch số 139/KH-UBND ngày 20/6/2025",
        "Tuần lễ Đổi mới sáng tạo và Chuyển đổi số tỉnh Quảng Ngãi năm 2025",
        "ươm tạo doanh nghiệp khởi nghiệp sáng tạo",
    ),
    "II": ("KẾT QUẢ CHUYỂN ĐỔI SỐ",),
    "II.1": ("Thể chế số", "Văn bản chuyên đề"),
    "II.2": ("Chính quyền số", "ký số", "LGSP, NDXP", "an toàn, an ninh thông tin mạng"),
    "II.3": (
        "Kinh tế số",
        "CNTT",
        "giá trị tăng trưởng",
        "doanh nghiệp công nghệ số",
        "thanh toán không dùng tiền mặt",
        "bưu chính công cộng có kết nối internet băng rộng cố định",
    ),
    "II.4": (
        "Xã hội số",
        "Bình dân học vụ số",
        "Tổ công nghệ số cộng đồng các cấp",
        "C-Quangngai",
        "VNeID",
        "sổ sức khỏe điện tử",
    ),
    "III": ("THUẬN LỢI, HẠN CHẾ, NGUYÊN NHÂN VÀ GIẢI PHÁP",),
    "III.1": ("Thuận lợi",),
    "III.2": ("Hạn chế và nguyên nhân", "triển khai Nghị quyết", "Hạ tầng"),
}
POINTS = {"I.1": 5, "I.2": 5, "I.3": 3, "II.1": 2, "II.2": 7, "II.3": 4, "II.4": 4, "III.1": 0, "III.2": 4}
"""How many points the published outline has under each item."""

FOR_DEPARTMENTS = ("chuyên ngành do đơn vị đã triển khai và được giao chủ trì triển khai", "LGSP, NDXP")
FOR_COMMUNES = ("Số điểm phục vụ bưu chính công cộng", "Tổ công nghệ số cộng đồng các cấp")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return build_quietly(REPOSITORY, tmp_path_factory.mktemp("cong-van"), "2025-9T")


@pytest.fixture(scope="module")
def letters(outcome: Outcome) -> Mapping[str, Word]:
    """Return the công văn for everyone, for departments and for communes, by product."""
    named = {each.name.split("_")[1]: each for each in outcome.made if each.name.endswith(".docx")}
    return {name: Word(each.data) for name, each in named.items()}


@pytest.fixture(scope="module")
def letter(letters: Mapping[str, Word]) -> Word:
    return letters["cong-van-de-nghi"]


@pytest.fixture(scope="module")
def ours(letter: Word) -> dict[str, str]:
    """What every item of the outline says, by its number as in 'I.1'."""
    return table_sections(by_heading(letter))


@pytest.mark.parametrize(
    ("section", "figure"), [(section, figure) for section, known in PUBLISHED.items() for figure in known]
)
def test_what_was_published_stands_in_its_section(ours: dict[str, str], section: str, figure: str) -> None:
    assert stands_in_section(figure, ours[section])


def test_the_items_of_the_outline_are_those_that_were_published(ours: dict[str, str]) -> None:
    assert list(ours) == list(PUBLISHED)


def test_every_item_has_as_many_points_as_published(letter: Word) -> None:
    said = [section for section, _, words in by_heading(letter) if words.startswith("- ")]
    assert {item: said.count(item) for item in POINTS} == POINTS


def test_the_deadline_is_the_one_of_the_directive(outcome: Outcome) -> None:
    """What the công văn prints is what `baocao` counts with."""
    schedule = outcome.workspace.definitions.directives["khcn-cds-9t"].schedule
    assert f"{schedule.deadline(period_of('2025-9T')):%d/%m/%Y %H:%M}" == "22/09/2025 14:00"


def test_all_departments_and_communes_but_the_asking_one_must_report(outcome: Outcome) -> None:
    definitions = outcome.workspace.definitions
    directive = definitions.directives["khcn-cds-9t"]
    window = directive.schedule.window(period_of("2025-9T"))
    asked = definitions.registry.select_units(directive.reporters, window.end)
    levels = [unit.kind.level for unit in asked]
    assert levels.count("xa") == 96
    assert {"cong-an-tinh", "van-phong-ubnd-tinh", "so-tai-chinh"} <= {unit.id for unit in asked}
    assert "so-khcn" not in {unit.id for unit in asked}


def test_guidance_is_in_italics(letter: Word) -> None:
    italic = [
        printed_text(run) for run in letter.body.iter(f"{W}r") if run.find(f"{W}rPr/{W}i") is not None
    ]
    assert any("mức độ hoàn thành" in said for said in italic)
    assert any("LGSP, NDXP" in said for said in italic)


@pytest.mark.parametrize("point", [*FOR_DEPARTMENTS, *FOR_COMMUNES])
def test_everyone_sees_whom_an_item_is_for(letter: Word, point: str) -> None:
    (said,) = [words for _, _, words in by_heading(letter) if point in words]
    kind = "các sở, ban, ngành" if point in FOR_DEPARTMENTS else "các địa phương"
    assert f"(đối với {kind})" in said


@pytest.mark.parametrize(
    ("variant", "has", "lacks"),
    [
        ("cong-van-de-nghi-so", FOR_DEPARTMENTS, FOR_COMMUNES),
        ("cong-van-de-nghi-xa", FOR_COMMUNES, FOR_DEPARTMENTS),
    ],
)
def test_a_variant_asks_only_what_its_addressees_answer(
    letters: Mapping[str, Word], variant: str, has: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    said = " ".join(words for _, _, words in by_heading(letters[variant]))
    assert [point for point in has if point not in said] == []
    assert [point for point in lacks if point in said] == []
    assert "(đối với" not in said


def test_each_variant_has_its_own_addressees(letters: Mapping[str, Word]) -> None:
    departments, communes = (
        text_before_signature(letters[name]) for name in ("cong-van-de-nghi-so", "cong-van-de-nghi-xa")
    )
    assert "- Công an tỉnh; - Các Sở, ban ngành thuộc tỉnh; - Văn phòng UBND tỉnh." in departments
    assert "UBND các xã" not in departments
    assert "Kính gửi: UBND các xã, phường, đặc khu" in communes
    assert "Công an tỉnh" not in communes


def test_a_number_is_given_to_one_document_only(letters: Mapping[str, Word]) -> None:
    numbered = [
        name for name, word in letters.items() if "Số: 1464/SKHCN-KH&ĐMST" in text_before_signature(word)
    ]
    assert numbered == ["cong-van-de-nghi"]
    assert re.search(r"Số:\s*/SKHCN-KH&ĐMST", text_before_signature(letters["cong-van-de-nghi-xa"]))


def test_every_variant_is_for_the_same_person_to_sign(letters: Mapping[str, Word]) -> None:
    assert [word.texts("HoTen") for word in letters.values()] == [["Phan Văn Hiếu"]] * 3


def text_before_signature(letter: Word) -> str:
    """Return what stands before the signature."""
    return " ".join(words for section, _, words in by_heading(letter) if section == HEAD)


def test_nothing_is_missing_in_the_sentences(letters: Mapping[str, Word]) -> None:
    for word in letters.values():
        assert b"w:highlight" not in word.parts["word/document.xml"]
        assert "[chưa" not in printed_text(word.root)
