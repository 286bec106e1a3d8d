"""What may change in the words of a document is a list; everything else is found out."""

import pytest

from baocao.inspection.mending.characters import LICENCES, is_licensed
from baocao.source.forms import load_form


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("TT202", "CỘNG HOÀ XÃ HỘI CHỦ NGHIÃ VIÊT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("TT203", "Độc Lập–Tự Do — Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("TT208", "số 9 /BC – SKHCN", "Số: 09/BC-SKHCN"),
        ("TT210", "Huế, ngày 5 tháng 09 năm 2025", "Huế, ngày 05 tháng 9 năm 2025"),
        ("TT218", "KÍNH GỬI Ủy ban nhân dân tỉnh", "Kính gửi: Ủy ban nhân dân tỉnh"),
        ("TT301", "Căn cứ Luật Đầu tư công,", "Căn cứ Luật Đầu tư công;"),
        ("TT314", "kính báo cáo.", "kính báo cáo./."),
        ("TT314", "kính báo cáo./.", "kính báo cáo."),
        ("TT405", "NƠI NHẬN", "Nơi nhận:"),
        ("TT407", "– Như trên,", "- Như trên;"),
        ("TT407", "– Như trên,\tKT. GIÁM ĐỐC", "- Như trên;\tKT. GIÁM ĐỐC"),
    ],
)
def test_what_a_rule_asks_for_may_change(rule: str, before: str, after: str) -> None:
    assert is_licensed(before, after, {rule}, load_form())
    assert not is_licensed(before, after, (), load_form())


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("TT202", "CỘNG HÒA", "CỘNG HOÀ"),
        ("TT203", "Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do"),
        ("TT208", "Số: 189/BC-SA", "Số: 1809/BC-SA"),
        ("TT208", "Số: 189/BC-SA", "Số: 198/BC-SA"),
        ("TT208", "Số: 12 34/BC-SA", "Số: 1234/BC-SA"),
        ("TT208", "Số: 189/bc-SA", "Số: 189/BC-SA"),
        ("TT208", "Số: 189/BC-SA", "Số: 189/TB-SA"),
        ("TT210", "Huế, ngày 10 tháng 04", "Huế, ngày 1 tháng 04"),
        ("TT210", "Huế, ngày 5 tháng 9", "huế, ngày 05 tháng 9"),
        ("TT218", "Kính gửi Ủy ban", "Kính gửi: ủy ban"),
        ("TT314", "a, b c", "a; b c./."),
        ("TT314", "kính báo cáo", "kính báo cáo;"),
        ("TT407", "- UBND, HĐND tỉnh;", "- UBND; HĐND tỉnh;"),
        ("TT407", "- Như trên;", "- như trên;"),
        ("TT407", "- Sở A;\n- Sở B;", "- Sở A;- Sở B;"),
        ("TT407", "- Sở A;", "- Sở;"),
    ],
)
def test_anything_else_may_not(rule: str, before: str, after: str) -> None:
    assert not is_licensed(before, after, {rule}, load_form())


def test_a_paragraph_of_a_million_letters_is_compared_at_once() -> None:
    text = "tình hình, thực hiện; " * 45_000
    assert is_licensed(f"{text}hết.", f"{text}hết./.", {"TT314"}, load_form())
    assert not is_licensed(f"{text}hết.", f"{text.replace(',', ';', 1)}hết./.", {"TT314"}, load_form())


def test_every_licence_belongs_to_a_rule() -> None:
    assert set(LICENCES) <= set(load_form().articles)
