"""One deliberately broken document for every rule: each breaks its rule and no other."""

from typing import Final

import pytest

import hand
from baocao.inspection.rules.catalogue import RULES
from baocao.inspection.verdicts import Outcome
from breaking import (
    GOOD,
    Change,
    add_paragraph_looks,
    add_run_looks,
    broken_rules,
    change_parts,
    goes_on,
    good_document,
    inspect_bytes,
    replace_first,
    replace_last,
    with_combining,
    with_comment,
    without_property,
    without_rule,
)

SECTION: Final = '<w:pgSz w:w="11906" w:h="16838"/>'
START: Final = '<w:pgNumType w:start="1"/>'
HEADER: Final = "word/header1.xml"
PLAIN: Final = '<w:b w:val="0"/>'
UPRIGHT: Final = '<w:i w:val="0"/>'
TOGETHER: Final = "TM. ỦY BAN NHÂN DÂN</w:t><w:br/><w:t>CHỦ TỊCH"
SENTENCE: Final = "Tỷ lệ giải quyết"
DELETED: Final = "</w:t></w:r><w:del><w:r><w:delText>Hết</w:delText></w:r></w:del><w:r><w:t>"
HIDDEN: Final = "</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hết"
LONG: Final = "tình hình thực hiện nhiệm vụ " * 20

BREAKS: Final[dict[str, tuple[str, tuple[Change, ...]]]] = {
    "TT101": ("report", (replace_first(SECTION, '<w:pgSz w:w="12240" w:h="15840"/>'),)),
    "TT102": ("report", (replace_last(SECTION, '<w:pgSz w:w="16838" w:h="11906"/>'),)),
    "TT103": ("report", (replace_first('w:left="1701" w:header', 'w:left="1134" w:header'),)),
    "TT104": ("report", (add_run_looks(SENTENCE, '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'),)),
    "TT105": ("report", (add_run_looks(SENTENCE, '<w:color w:val="FF0000"/>'),)),
    "TT106": ("report", (replace_first("<w:titlePg/>", ""),)),
    "TT107": ("report", (replace_first('<w:pStyle w:val="Header"/>', '<w:jc w:val="right"/>', HEADER),)),
    "TT108": (
        "report",
        (
            replace_first(
                '<w:r><w:t xml:space="preserve">2',
                '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">2',
                HEADER,
            ),
        ),
    ),
    "TT109": ("report", (with_combining("quyết đúng hạn"),)),
    "TT201": ("report", (replace_first("Số: 189/BC-SA", ""),)),
    "TT202": ("report", (replace_first("CHỦ NGHĨA VIỆT NAM", "CHỦ NGHIÃ VIÊT NAM"),)),
    "TT203": ("report", (replace_first("Độc lập - Tự do", "Độc lập – Tự do"),)),
    "TT204": ("report", (without_rule("Độc lập - Tự do"),)),
    "TT205": ("report", (add_run_looks("UBND TỈNH T", "<w:b/>"),)),
    "TT206": ("report", (add_run_looks("SỞ A", PLAIN),)),
    "TT207": ("report", (without_rule("SỞ A"),)),
    "TT208": ("report", (replace_first("Số: 189/BC-SA", "Số: 9/BC-SA"),)),
    "TT209": ("report", (add_run_looks("Số: 189", '<w:sz w:val="28"/>'),)),
    "TT210": ("report", (replace_first("ngày 18 tháng 11", "ngày 18 tháng 04"),)),
    "TT211": ("report", (add_run_looks("ngày 18 tháng 11", UPRIGHT),)),
    "TT212": ("report", (add_run_looks("Độc lập", '<w:sz w:val="26"/>'),)),
    "TT213": ("report", (add_run_looks(">BÁO CÁO<", '<w:sz w:val="32"/>'),)),
    "TT214": ("report", (add_run_looks("Tình hình tháng 11", PLAIN),)),
    "TT215": ("report", (without_rule("Tình hình tháng 11"),)),
    "TT216": ("letter", (add_run_looks("V/v", "<w:b/>"),)),
    "TT217": ("report", (add_run_looks("Kính gửi", "<w:b/>"),)),
    "TT218": ("report", (replace_first("Kính gửi: UBND", "Kính gửi UBND"),)),
    "TT219": ("letter", (replace_first("Kính gửi: UBND tỉnh T", ""),)),
    "TT220": ("letter", (add_run_looks("HỎA TỐC", PLAIN),)),
    "TT301": ("typed decision", (without_property("Căn cứ Luật", "i"),)),
    "TT302": ("report", (add_run_looks(SENTENCE, '<w:sz w:val="24"/>'),)),
    "TT303": ("report", (add_paragraph_looks(SENTENCE, '<w:jc w:val="left"/>'),)),
    "TT304": ("report", (add_paragraph_looks(SENTENCE, '<w:ind w:firstLine="284"/>'),)),
    "TT305": ("report", (add_paragraph_looks(SENTENCE, '<w:spacing w:before="60"/>'),)),
    "TT306": ("report", (add_paragraph_looks(SENTENCE, '<w:spacing w:line="480"/>'),)),
    "TT307": ("typed with parts", (without_property("Phần I", "b"),)),
    "TT308": ("report", (replace_first("KẾT QUẢ THỰC HIỆN", "Kết quả thực hiện"),)),
    "TT309": ("report", (add_paragraph_looks("KẾT QUẢ THỰC HIỆN", '<w:jc w:val="center"/>'),)),
    "TT310": ("typed decision", (without_property("Điều 1. ", "b"),)),
    "TT311": ("report", (goes_on("Lãnh đạo, chỉ đạo", " của cấp ủy và chính quyền địa phương."),)),
    "TT312": ("typed decision", (replace_first("đ) Việc khác", "e) Việc khác"),)),
    "TT313": ("report", (replace_first(">1. <", ">1.1. <"),)),
    "TT314": ("report", (replace_first("kính báo cáo./.", "kính báo cáo."),)),
    "TT315": ("report", (add_run_looks("Xã Một", '<w:sz w:val="12"/>'),)),
    "TT316": ("report", (replace_first("04 kế hoạch", "4 kế hoạch"),)),
    "TT317": ("report", (replace_first("95,5%", "95,5 %"),)),
    "TT318": ("typed report", tuple(add_run_looks(each, "<w:b/>") for each in hand.BODY)),
    "TT319": ("report", (add_run_looks(SENTENCE, "<w:i/>"),)),
    "TT320": ("report", (replace_first("04 kế hoạch.", "04 kế hoạch, từ ngày 31/4/2025."),)),
    "TT321": ("report", (replace_first("04 kế hoạch.", "04 kế hoạch gửi Tỉnh Nam Định."),)),
    "TT322": ("report", (replace_first("04 kế hoạch.", "04 kế hoạch phục vụ nhân dân."),)),
    "TT323": ("report", (replace_first("04 kế hoạch.", "04 kế hoạch do giám đốc Trần Thị B ký."),)),
    "TT324": ("report", (replace_first("04 kế hoạch.", "04 kế hoạch theo điều 5 Nghị định."),)),
    "TT325": ("report", (replace_first("04 kế hoạch.", "04 kế hoạch của tỉnh Quãng Ngãi."),)),
    "TT326": ("report", (replace_first("04 kế hoạch.", "04 kế hoạch; hòa giải, hoà nhập, hòa hợp."),)),
    "TT327": ("report", (replace_first("04 kế hoạch.", "04 kế hoạch qúy III."),)),
    "TT328": ("report", (replace_first("04 kế hoạch.", "04 kế hoạch  và 05 quyết định."),)),
    "TT330": ("party report", (replace_first("số 10-KL/TU, ngày", "số 10-KL/TU ngày"),)),
    "TT401": ("report", (add_run_looks("PHÓ GIÁM ĐỐC", PLAIN),)),
    "TT402": ("report", (replace_first("KT. GIÁM ĐỐC", "KT GIÁM ĐỐC"),)),
    "TT403": ("report", (replace_first("Trần Thị B", "TRẦN THỊ B"),)),
    "TT404": ("report", (replace_first("Trần Thị B", "TS. Trần Thị B"),)),
    "TT405": ("report", (add_run_looks("Nơi nhận:", UPRIGHT),)),
    "TT406": ("report", (add_run_looks("- Như trên;", '<w:sz w:val="24"/>'),)),
    "TT407": ("report", (replace_first("- Như trên;", "- Như trên,"),)),
    "TT408": ("report", (replace_first("- Lưu: VT.", "- Lưu: HC."),)),
    "TT409": ("report", (replace_first("- Như trên;", "- UBND tỉnh T;"),)),
    "TT410": ("typed with tabs", (replace_first("TM. ỦY BAN NHÂN DÂN", ""),)),
    "TT411": ("typed decision", (replace_last("CHỦ TỊCH", TOGETHER),)),
    "TT501": (
        "report",
        (replace_first("Phụ lục I, II", "Phụ lục I, 2"), replace_first(">Phụ lục II<", ">Phụ lục 2<")),
    ),
    "TT502": ("report", (add_run_looks(">Phụ lục I<", '<w:sz w:val="26"/>'),)),
    "TT503": ("report", (add_run_looks("SỐ LIỆU THÁNG 11", PLAIN),)),
    "TT504": ("report", (add_run_looks("(Kèm theo", UPRIGHT),)),
    "TT505": ("report", (without_rule("(Kèm theo"),)),
    "TT506": ("report", (replace_first("tại Phụ lục I, II", "tại Phụ lục I"),)),
    "TT507": ("report", (replace_last(START, ""),)),
    "TT508": ("report", (replace_first("nêu trên./.", "nêu trên."),)),
    "TT509": ("attachment", (add_run_looks("Số: 189", '<w:sz w:val="26"/>'),)),
    "TT601": ("report", (replace_first("Tình hình tháng 11", LONG),)),
    "TT701": ("report", (replace_first("đạt 95,5%", "đạt …%"),)),
    "TT702": ("report", (goes_on("kính báo cáo./.", DELETED),)),
    "TT703": ("report", (with_comment("kính báo cáo./."),)),
    "TT704": ("report", (goes_on("kính báo cáo./.", HIDDEN),)),
    "TT705": ("report", (add_run_looks(SENTENCE, '<w:highlight w:val="yellow"/>'),)),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_document_breaks_no_rule(name: str) -> None:
    assert broken_rules(good_document(name)) == set()


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_document_breaks_its_rule_and_no_other(rule: str) -> None:
    name, changes = BREAKS[rule]
    assert broken_rules(change_parts(good_document(name), *changes)) == {rule}


def test_every_rule_has_its_broken_document() -> None:
    assert list(BREAKS) == [rule.id for rule in RULES]


def test_some_good_document_keeps_every_rule() -> None:
    """A rule that never applies would keep itself."""

    kept = {
        each.rule.id
        for name in GOOD
        for each in inspect_bytes(good_document(name)).judged
        if each.outcome is Outcome.CONFORMS
    }
    assert kept == {rule.id for rule in RULES}


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="DIGITS"/>'),
        ("docProps/app.xml", "</Properties>", "<Pages>DIGITS</Pages></Properties>"),
    ],
)
def test_a_forged_count_of_many_digits_is_nonsense_and_no_crash(part: str, old: str, new: str) -> None:
    forged = replace_first(old, new.replace("DIGITS", "9" * 5_000), part)
    assert inspect_bytes(change_parts(good_document("report"), forged)).unreadable is None
