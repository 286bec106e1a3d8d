"""One deliberately broken document for every rule: each breaks its rule and no other."""

from typing import Final

import pytest

from baocao.inspection.rules.catalogue import RULES
from breaking import (
    GOOD,
    Change,
    broken,
    changed,
    decomposed,
    goes_on,
    good,
    inspected,
    looks,
    replace,
    replace_last,
    stands,
    unruled,
    without,
)

SECTION: Final = '<w:pgSz w:w="11906" w:h="16838"/>'
START: Final = '<w:pgNumType w:start="1"/>'
HEADER: Final = "word/header1.xml"
PLAIN: Final = '<w:b w:val="0"/>'
UPRIGHT: Final = '<w:i w:val="0"/>'
SENTENCE: Final = "Tỷ lệ giải quyết"
LONG: Final = "tình hình thực hiện nhiệm vụ " * 20

BREAKS: Final[dict[str, tuple[str, tuple[Change, ...]]]] = {
    "TT101": ("report", (replace(SECTION, '<w:pgSz w:w="12240" w:h="15840"/>'),)),
    "TT102": ("report", (replace_last(SECTION, '<w:pgSz w:w="16838" w:h="11906"/>'),)),
    "TT103": ("report", (replace('w:left="1701" w:header', 'w:left="1134" w:header'),)),
    "TT104": ("report", (looks(SENTENCE, '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'),)),
    "TT105": ("report", (looks(SENTENCE, '<w:color w:val="FF0000"/>'),)),
    "TT106": ("report", (replace("<w:titlePg/>", ""),)),
    "TT107": ("report", (replace('<w:pStyle w:val="Header"/>', '<w:jc w:val="right"/>', HEADER),)),
    "TT108": (
        "report",
        (
            replace(
                '<w:r><w:t xml:space="preserve">2',
                '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">2',
                HEADER,
            ),
        ),
    ),
    "TT109": ("report", (decomposed("quyết đúng hạn"),)),
    "TT201": ("report", (replace("Số: 189/BC-SA", ""),)),
    "TT202": ("report", (replace("CHỦ NGHĨA VIỆT NAM", "CHỦ NGHIÃ VIÊT NAM"),)),
    "TT203": ("report", (replace("Độc lập - Tự do", "Độc lập – Tự do"),)),
    "TT204": ("report", (unruled("Độc lập - Tự do"),)),
    "TT205": ("report", (looks("UBND TỈNH T", "<w:b/>"),)),
    "TT206": ("report", (looks("SỞ A", PLAIN),)),
    "TT207": ("report", (unruled("SỞ A"),)),
    "TT208": ("report", (replace("Số: 189/BC-SA", "Số: 9/BC-SA"),)),
    "TT209": ("report", (looks("Số: 189", '<w:sz w:val="28"/>'),)),
    "TT210": ("report", (replace("ngày 18 tháng 11", "ngày 18 tháng 04"),)),
    "TT211": ("report", (looks("ngày 18 tháng 11", UPRIGHT),)),
    "TT212": ("report", (looks("Độc lập", '<w:sz w:val="26"/>'),)),
    "TT213": ("report", (looks(">BÁO CÁO<", '<w:sz w:val="32"/>'),)),
    "TT214": ("report", (looks("Tình hình tháng 11", PLAIN),)),
    "TT215": ("report", (unruled("Tình hình tháng 11"),)),
    "TT216": ("letter", (looks("V/v", "<w:b/>"),)),
    "TT217": ("report", (looks("Kính gửi", "<w:b/>"),)),
    "TT218": ("report", (replace("Kính gửi: UBND", "Kính gửi UBND"),)),
    "TT219": ("letter", (replace("Kính gửi: UBND tỉnh T", ""),)),
    "TT220": ("letter", (looks("HỎA TỐC", PLAIN),)),
    "TT301": ("typed decision", (without("Căn cứ Luật", "i"),)),
    "TT302": ("report", (looks(SENTENCE, '<w:sz w:val="24"/>'),)),
    "TT303": ("report", (stands(SENTENCE, '<w:jc w:val="left"/>'),)),
    "TT304": ("report", (stands(SENTENCE, '<w:ind w:firstLine="284"/>'),)),
    "TT305": ("report", (stands(SENTENCE, '<w:spacing w:before="60"/>'),)),
    "TT306": ("report", (stands(SENTENCE, '<w:spacing w:line="480"/>'),)),
    "TT307": ("typed with parts", (without("Phần I", "b"),)),
    "TT308": ("report", (replace("KẾT QUẢ THỰC HIỆN", "Kết quả thực hiện"),)),
    "TT309": ("report", (stands("KẾT QUẢ THỰC HIỆN", '<w:jc w:val="center"/>'),)),
    "TT310": ("typed decision", (without("Điều 1. ", "b"),)),
    "TT311": ("report", (goes_on("Lãnh đạo, chỉ đạo", " của cấp ủy và chính quyền địa phương."),)),
    "TT312": ("typed decision", (replace("đ) Việc khác", "e) Việc khác"),)),
    "TT313": ("report", (replace(">1. <", ">1.1. <"),)),
    "TT314": ("report", (replace("kính báo cáo./.", "kính báo cáo."),)),
    "TT315": ("report", (looks("Xã Một", '<w:sz w:val="12"/>'),)),
    "TT316": ("report", (replace("04 kế hoạch", "4 kế hoạch"),)),
    "TT317": ("report", (replace("95,5%", "95,5 %"),)),
    "TT401": ("report", (looks("PHÓ GIÁM ĐỐC", PLAIN),)),
    "TT402": ("report", (replace("KT. GIÁM ĐỐC", "KT GIÁM ĐỐC"),)),
    "TT403": ("report", (replace("Trần Thị B", "TRẦN THỊ B"),)),
    "TT404": ("report", (replace("Trần Thị B", "TS. Trần Thị B"),)),
    "TT405": ("report", (looks("Nơi nhận:", UPRIGHT),)),
    "TT406": ("report", (looks("- Như trên;", '<w:sz w:val="24"/>'),)),
    "TT407": ("report", (replace("- Như trên;", "- Như trên,"),)),
    "TT408": ("report", (replace("- Lưu: VT.", "- Lưu: HC."),)),
    "TT409": ("report", (replace("- Như trên;", "- UBND tỉnh T;"),)),
    "TT501": ("report", (replace("Phụ lục I, II", "Phụ lục I, 2"), replace(">Phụ lục II<", ">Phụ lục 2<"))),
    "TT502": ("report", (looks(">Phụ lục I<", '<w:sz w:val="26"/>'),)),
    "TT503": ("report", (looks("SỐ LIỆU THÁNG 11", PLAIN),)),
    "TT504": ("report", (looks("(Kèm theo", UPRIGHT),)),
    "TT505": ("report", (unruled("(Kèm theo"),)),
    "TT506": ("report", (replace("tại Phụ lục I, II", "tại Phụ lục I"),)),
    "TT507": ("report", (replace_last(START, ""),)),
    "TT508": ("report", (replace("nêu trên./.", "nêu trên."),)),
    "TT509": ("attachment", (looks("Số: 189", '<w:sz w:val="26"/>'),)),
    "TT601": ("report", (replace("Tình hình tháng 11", LONG),)),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_document_breaks_no_rule(name: str) -> None:
    assert broken(good(name)) == set()


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_document_breaks_its_rule_and_no_other(rule: str) -> None:
    name, changes = BREAKS[rule]
    assert broken(changed(good(name), *changes)) == {rule}


def test_every_rule_has_its_broken_document() -> None:
    assert list(BREAKS) == [rule.id for rule in RULES]


def test_some_good_document_keeps_every_rule() -> None:
    """A rule that never applies would keep itself."""

    kept = {each.rule.id for name in GOOD for each in inspected(good(name)).judged if each.conforms}
    assert kept == {rule.id for rule in RULES}
