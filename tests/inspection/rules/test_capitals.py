"""Capital letters of Phụ lục II: what is wrong in a sentence is found, and what is right is left alone."""

import pytest

from breaking import sentence_faults


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đoàn làm việc với Tỉnh Nam Định.", ["'Tỉnh Nam Định', phải là 'tỉnh Nam Định'"]),
        (
            "Các xã thuộc Huyện Ba Tơ, Huyện Sơn Hà.",
            ["'Huyện Ba Tơ', phải là 'huyện Ba Tơ'", "'Huyện Sơn Hà', phải là 'huyện Sơn Hà'"],
        ),
        ("UBND Xã Mỏ Cày đã báo cáo.", ["'Xã Mỏ Cày', phải là 'xã Mỏ Cày'"]),
        (
            "Đoàn công tác của thành phố Hồ Chí Minh.",
            ["'thành phố Hồ Chí Minh', phải là 'Thành phố Hồ Chí Minh'"],
        ),
        ("Tổ chức tại thủ đô Hà Nội.", ["'thủ đô Hà Nội', phải là 'Thủ đô Hà Nội'"]),
    ],
)
def test_common_nouns_before_names_of_places(text: str, found: list[str]) -> None:
    assert sentence_faults("TT321", text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh Nam Định báo cáo.",
        "Xã Mỏ Cày, xã Ba Tơ và phường Cẩm Thành báo cáo.",
        "Kết quả: Xã Mỏ Cày đạt; Xã Ba Tơ không đạt.",
        "Địa bàn Phường Điện Biên Phủ, Phường Trần Hưng Đạo, Quận 1.",
        "Đoàn công tác của Thành phố Hồ Chí Minh và Thủ đô Hà Nội.",
        "Ban Thường vụ Tỉnh Đoàn Quảng Ngãi và Huyện ủy Ba Tơ.",
        "Danh hiệu của Xã Anh hùng Lực lượng vũ trang.",
        "Trên địa bàn Tỉnh có 96 xã.",
    ],
)
def test_other_capitals_before_names_are_right(text: str) -> None:
    assert sentence_faults("TT321", text) == []


def test_alike_mistakes_are_counted_and_told_once() -> None:
    text = "Các xã của Huyện Ba Tơ; đoàn của Huyện Ba Tơ; trường của Huyện Ba Tơ."
    assert sentence_faults("TT321", text) == ["'Huyện Ba Tơ', phải là 'huyện Ba Tơ' (3 chỗ)"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Phát huy quyền làm chủ của nhân dân.", "nhân dân"),
        ("Nâng cao đời sống nhân dân, phục vụ tốt hơn.", "nhân dân"),
        ("Chủ trương của Đảng, chính sách của nhà nước.", "nhà nước"),
        ("Đường lối của đảng được quán triệt.", "đảng"),
        ("Công tác xây dựng đảng được chú trọng.", "đảng"),
    ],
)
def test_revered_words_by_themselves_have_a_capital(text: str, word: str) -> None:
    assert sentence_faults("TT322", text) == [f"'{word}', phải là '{word.capitalize()}'"]


@pytest.mark.parametrize(
    "text",
    [
        "Hội đồng nhân dân, Ủy ban nhân dân, Tòa án nhân dân, Viện kiểm sát nhân dân các cấp.",
        "Quân đội nhân dân, Công an nhân dân, an ninh nhân dân; giá trị tính bằng nhân dân tệ.",
        "Công tác quản lý nhà nước, ngân sách nhà nước, cơ quan nhà nước, bí mật nhà nước.",
        "Vai trò của đảng viên, của đảng bộ, của đảng ủy; chi bộ họp hằng tháng.",
        "Nhân dân và Nhà nước; quyền làm chủ của Nhân dân; pháp luật của Nhà nước; theo Đảng.",
    ],
)
def test_compounds_keep_their_custom(text: str) -> None:
    assert sentence_faults("TT322", text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Do chủ tịch Nguyễn Văn A ký.", ["'chủ tịch Nguyễn Văn A', phải là 'Chủ tịch Nguyễn Văn A'"]),
        (
            "Do phó giám đốc Trần Thị B ký.",
            ["'phó giám đốc Trần Thị B', phải là 'Phó Giám đốc Trần Thị B'"],
        ),
        ("Do Chủ tịch Nguyễn Văn A ký.", []),
        ("Đồng chí bí thư Đoàn Thanh niên báo cáo.", []),
        ("Giao giám đốc Sở Tài chính, chủ tịch Hội Nông dân.", []),
    ],
)
def test_titles_before_names_of_persons(text: str, found: list[str]) -> None:
    assert sentence_faults("TT323", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thực hiện theo điều 5 Nghị định.", ["'điều …', phải là 'Điều …'"]),
        ("Theo khoản 2 điều 5 Nghị định.", ["'điều …', phải là 'Điều …'"]),
        ("Quy định tại Khoản 2 Điều 5.", ["'Khoản …', phải là 'khoản …'"]),
        (
            "Quy định tại Điểm a Khoản 2 Điều 5.",
            ["'Khoản …', phải là 'khoản …'", "'Điểm …', phải là 'điểm …'"],
        ),
        ("Quy định tại mục 5 chương XII.", ["'mục …', phải là 'Mục …'", "'chương …', phải là 'Chương …'"]),
    ],
)
def test_cited_articles_have_a_capital_and_clauses_none(text: str, found: list[str]) -> None:
    assert sentence_faults("TT324", text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Quy định tại điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I.",
        "Khoản 2 Điều 5 quy định rõ. Điểm a khoản này nêu cụ thể.",
        "Quy định tại các điều 78, 79 và 80 của Bộ luật.",
        "Quy định gồm 19 điều 5 chương; quy tắc 3 điều 2 không.",
        "Như đã nêu tại mục II và phần mềm dùng chung.",
    ],
)
def test_right_citations_are_left_alone(text: str) -> None:
    assert sentence_faults("TT324", text) == []
