"""Number and notation of cited documents: of a known form, and agreeing with the type."""

from datetime import date

import pytest

from baocao.model.citation import Citation
from baocao.rules.notation import faults_of, named_document
from records import AT


def cited_document(
    kind: str, number: str | None, day: date | None = date(2025, 7, 1), issuer: str | None = "UBND"
) -> Citation:
    return Citation("ma", kind, number, day, issuer, None, AT)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("Quyết định", "964/QĐ-UBND"),
        ("Quyết định", "32/2025/QĐ-TTg"),
        ("Quyết định", "01/QĐ-TCTĐA06"),
        ("Quyết định", "1827-QĐ/TU"),
        ("Quy định", "12-QĐ/TU"),
        ("Quy định", "12/QyĐ-UBND"),
        ("Kế hoạch", "01/KH-UBND-ĐHĐN"),
        ("Kế hoạch hành động", "08-KH/ĐU"),
        ("Thông báo kết luận", "04-TB/BCĐTW"),
        ("Kết luận", "12-KL/TW"),
        ("Tờ trình", "607/TTr-SKHCN"),
        ("Chương trình công tác", "06-CTr/BCĐ"),
        ("Công văn", "816/UBND-VX"),
        ("Công văn", "2193/SKHCN-BCVT&CĐS"),
        ("Công văn", "16581/BTC-DNTN"),
        ("Công văn", "1464/SKHCN"),
        ("Công văn", "146-CV/ĐU"),
        ("Văn bản", "1552/BTTTT-THH"),
        ("Luật", "71/2025/QH15"),
        ("Pháp lệnh", "06/2025/UBTVQH15"),
        ("Nghị định", "107/2025/NĐ-CP"),
        ("Thông tư liên tịch", "01/2025/TTLT-BTC-BNV"),
        ("Nghị quyết", "193/2025/QH15"),
        ("Luật Đất đai", None),
    ],
)
def test_documents_are_numbered_in_many_ways(kind: str, number: str | None) -> None:
    assert list(faults_of(cited_document(kind, number), "")) == []


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        ("240", ""),
        ("964QĐ-UBND", ""),
        ("964-QĐ-UBND", ""),
        ("QĐ-UBND", ""),
        ("964/QĐ - UBND", " Ý bạn là '964/QĐ-UBND'?"),
        ("964 / QĐ–UBND", " Ý bạn là '964/QĐ-UBND'?"),
        ("số 964/QĐ-UBND", " Ý bạn là '964/QĐ-UBND'?"),
        ("964\\QĐ-UBND", " Ý bạn là '964/QĐ-UBND'?"),
    ],
)
def test_another_form_is_reported_with_what_was_meant(number: str, hint: str) -> None:
    assert list(faults_of(cited_document("Quyết định", number), "")) == [
        ("BC440", {"value": number, "hint": hint})
    ]


@pytest.mark.parametrize(
    ("kind", "number", "want"),
    [
        ("Quyết định", "09/QD-UBND", "ghi 'QĐ', không phải 'QD'"),
        ("Kế hoạch", "08-QĐ/ĐU", "ghi 'KH', không phải 'QĐ'"),
        ("Tờ trình", "08/TT-UBND", "ghi 'TTr', không phải 'TT'"),
        ("Nghị định", "30/2025/ND-CP", "ghi 'NĐ', không phải 'ND'"),
        ("Công văn", "816/CV-UBND", "không ghi 'CV'"),
        ("Công văn", "816/BC-UBND", "không ghi 'BC'"),
    ],
)
def test_the_abbreviation_is_that_of_the_type(kind: str, number: str, want: str) -> None:
    ((code, details),) = faults_of(cited_document(kind, number), "")
    assert (code, details["want"]) == ("BC441", want)


def test_the_year_in_the_number_is_that_of_the_day() -> None:
    ((code, details),) = faults_of(cited_document("Nghị định", "30/2020/NĐ-CP", date(2021, 3, 5)), "")
    assert (code, details["year"], details["day"]) == ("BC442", "2020", "05/3/2021")


@pytest.mark.parametrize(
    ("number", "own", "day", "issuer", "keys"),
    [
        ("9/QĐ-UBND", "UBND", None, "UBND xã Một", "ngay"),
        ("9/QĐ-UBND", "UBND", date(2025, 1, 1), None, "co_quan"),
        ("9/QĐ-UBND", "", None, None, "ngay và co_quan"),
        ("9/QĐ-SA", "SA", None, None, "ngay"),
        ("9/QĐ-SB", "SA", date(2025, 1, 1), None, "co_quan"),
    ],
)
def test_a_number_needs_a_day_and_an_issuer(
    number: str, own: str, day: date | None, issuer: str | None, keys: str
) -> None:
    ((code, details),) = faults_of(cited_document("Quyết định", number, day, issuer), own)
    assert (code, details["keys"]) == ("BC443", keys)


def test_a_department_need_not_name_itself() -> None:
    for number in ("9/QĐ-SA", "9/KH-SA"):
        assert [code for code, _ in faults_of(cited_document(number[2:4], number, issuer=None), "SA")] == []
    assert list(faults_of(cited_document("Công văn", "9/SA-VP", issuer=None), "SA")) == []


def test_a_document_is_named_by_type_and_number() -> None:
    assert named_document(cited_document("Luật Đất đai", None)) == "Luật Đất đai"
    assert named_document(cited_document("Quyết định", "9/QĐ-UBND")) == "Quyết định số 9/QĐ-UBND"
