"""Spaces and tone marks."""

import pytest

from baocao.inspection.rules.spelling import is_misplaced
from breaking import replace_first, rule_faults, sentence_faults


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở đã  ban hành văn bản.", ["hai dấu cách liền nhau"]),
        ("Sở đã \u00a0ban hành; xã  đã  làm.", ["hai dấu cách liền nhau (3 chỗ)"]),
        ("Sở đã ban hành , xã đã làm.", ["có dấu cách trước dấu ','"]),
        ("Sở đã ban hành ,xã đã làm.", ["có dấu cách trước dấu ','"]),
        ("Sở đã ban hành văn bản .", ["có dấu cách trước dấu '.'"]),
        ("Cán bộ,công chức;viên chức.", ["không có dấu cách sau dấu ','", "không có dấu cách sau dấu ';'"]),
        ("Năm 2025,xã đã làm.", ["không có dấu cách sau dấu ','"]),
        ("Sở ( cơ quan chủ trì) báo cáo “ tốt ”.", ["có dấu cách bên trong ngoặc (3 chỗ)"]),
    ],
)
def test_spaces_that_are_wrong(text: str, found: list[str]) -> None:
    assert sentence_faults("TT328", text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Đạt 1.234,5 tỷ đồng; 95,5%; lúc 8:30; tỷ lệ 1 : 500; ngày 05/3/2025.",
        "Quyết định số      /QĐ-UBND ngày     tháng     năm 2025.",
        "Xã ………  , thôn ......  ngày …  tháng …",
        "Sở kính báo cáo ./.",
        "Địa chỉ a,b@example.vn và https://example.vn/a,b;c trên mạng.",
        "Nội dung (sau đây gọi là “Đề án”): hạ tầng, dữ liệu...; v.v.",
        "Có ( ) không ( ).",
        "Các điểm a, b và 2,5 km; 3;4.",
    ],
)
def test_spaces_that_are_right(text: str) -> None:
    assert [each for each in sentence_faults("TT328", text) if "';'" not in each] == []


RIGHT = (
    "quý hòa hoà ủy uỷ của mùa nghĩa hoàn toán thuở rượu người yếu cứu lửa ngoài xoáy tuýp huỳnh khuỷu quả"
    " gì giếng giá giữa quốc quýt chuối tuần thuế múi chịu thúy thuý khỏe khoẻ già lũy luỹ đoàn ngoéo ý"
)
WRONG = "qúy gìay hòan tòan cuả qủa nghiã chiụ thóai gỉa qũy hịên thúôc"


@pytest.mark.parametrize("word", RIGHT.split())
def test_tones_at_their_place(word: str) -> None:
    assert not is_misplaced(word)


@pytest.mark.parametrize("word", WRONG.split())
def test_tones_at_a_place_that_cannot_carry_them(word: str) -> None:
    assert is_misplaced(word)


def test_a_misplaced_tone_is_quoted() -> None:
    assert sentence_faults("TT327", "Trong qúy III, Đăk Tô, Kon Tum và VNPT đã làm.") == ["'qúy'"]


def test_two_ways_of_placing_tones_are_counted() -> None:
    text = "Hòa giải, hòa nhập, quý III; ủy quyền, hoà hợp, uỷ thác."
    assert sentence_faults("TT326", text) == ["3 chữ kiểu 'hòa', 2 chữ kiểu 'hoà'; ít hơn: hoà, uỷ"]


@pytest.mark.parametrize(
    "text", ["Hòa giải, ủy quyền, quý III.", "Hoà giải, uỷ quyền, quý III, hoàn toàn."]
)
def test_one_way_of_placing_tones_is_enough(text: str) -> None:
    assert sentence_faults("TT326", text) == []


def test_the_letterhead_may_place_tones_as_it_likes() -> None:
    assert rule_faults("TT326", replace_first("đã ban hành", "đã hòa giải"), "typed report") == []
