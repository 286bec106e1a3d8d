"""A corrected copy of any document: what can be mended is, what cannot is said, nothing else changes."""

import io
import random

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from baocao.inspection.mending.mend import FORMATTING, Way, mend_document, mended_copy
from baocao.inspection.mending.package import W
from baocao.inspection.mending.records import Mended
from breaking import (
    GOOD,
    broken_rules,
    change_parts,
    good_document,
)
from mending import broken_cases, main_part, out_of_order, properties_in, rejected, said_in, twice_used_ids

MENDABLE = (
    *("TT101", "TT102", "TT103", "TT104", "TT105", "TT205", "TT206", "TT209", "TT211", "TT212", "TT213"),
    *("TT214", "TT216", "TT217", "TT220", "TT301", "TT302", "TT303", "TT304", "TT305", "TT306", "TT307"),
    *("TT308", "TT310", "TT315", "TT401", "TT405", "TT406", "TT502", "TT503", "TT504", "TT509"),
)
"""The rules whose broken documents break something that mending sets right."""
WAITING = {"TT702"}
"""What tracked changes wait for: that people accept them."""


def broken_document(rule: str) -> bytes:
    name, changes = broken_cases()[rule]
    return change_parts(good_document(name), *changes)


def mend_well(data: bytes, *, tracked: bool = True) -> Mended:
    """Mend a document; see that nothing but properties changed, and that mending again changes nothing."""
    way = Way(tracked=tracked, menders=FORMATTING)
    mended = mended_copy("văn bản.docx", data, way)
    root, original = main_part(mended.data), main_part(data)
    assert said_in(root) == said_in(original)
    assert out_of_order(root) == []
    assert twice_used_ids(root) == []
    taken_back = rejected(root) if tracked else None
    if taken_back is not None:
        assert list(properties_in(taken_back)) == list(properties_in(original))
    again = mended_copy("văn bản.docx", mended.data, way)
    assert again.changes == ()
    assert again.data == mended.data
    return mended


@pytest.mark.parametrize("name", GOOD)
def test_a_good_document_comes_back_byte_for_byte(name: str) -> None:
    data = good_document(name)
    assert mend_document("văn bản.docx", data).data is data


@pytest.mark.parametrize("rule", MENDABLE)
def test_what_a_rule_finds_wrong_is_set_right(rule: str) -> None:
    data = broken_document(rule)
    mended = mend_well(data)
    assert broken_rules(mended.data) == WAITING
    assert {change.rule for change in mended.changes} == {rule}
    assert mended.left == ()


@pytest.mark.parametrize("rule", MENDABLE[::3])
def test_a_plain_copy_has_no_tracked_changes(rule: str) -> None:
    mended = mend_well(broken_document(rule), tracked=False)
    assert broken_rules(mended.data) == set()
    assert b"Change" not in b"".join(each.tag.encode() for each in main_part(mended.data).iter())


SENTENCES = ("Tỷ lệ giải quyết", "04 kế hoạch", "kính báo cáo./.", "báo cáo như sau")
PLACES = (
    *SENTENCES,
    *("CHỦ NGHĨA VIỆT NAM", "Độc lập", "UBND TỈNH T", "SỞ A", "Số: 189", "ngày 18 tháng 11", "BÁO CÁO"),
    *("Tình hình tháng 11", "Kính gửi", "KẾT QUẢ THỰC HIỆN", "Lãnh đạo, chỉ đạo", "PHÓ GIÁM ĐỐC"),
    *("Nơi nhận:", "- Như trên;", "Phụ lục I", "(Kèm theo", "SỐ LIỆU THÁNG 11", "Xã Một", "Trần Thị B"),
)


def spoil_letters(paragraph: Paragraph, dice: random.Random) -> None:
    for run in paragraph.runs:
        font = run.font
        match dice.randrange(6):
            case 0:
                font.size = Pt(dice.randint(12, 60) / 2)
            case 1:
                font.bold = dice.random() < 0.5
            case 2:
                font.italic = dice.random() < 0.5
            case 3:
                font.color.rgb = RGBColor(0, 0, 255)
            case 4:
                font.name = "Arial"
            case _:
                font.all_caps = dice.random() < 0.5


def spoil_layout(paragraph: Paragraph, dice: random.Random) -> None:
    layout = paragraph.paragraph_format
    match dice.randrange(5):
        case 0:
            layout.alignment = dice.choice(list(WD_ALIGN_PARAGRAPH)[:4])
        case 1:
            layout.left_indent = Mm(dice.randint(0, 30))
        case 2:
            layout.first_line_indent = Mm(dice.randint(-20, 30))
        case 3:
            layout.space_before = Pt(dice.randint(0, 9))
        case _:
            layout.line_spacing = dice.choice([0.8, 1.0, 1.7, 2.5, Pt(10), Pt(18), Pt(40)])


def spoiled_document(seed: int) -> bytes:
    """Return a report in which a clerk has set letters and paragraphs by hand, here and there."""
    dice = random.Random(seed)
    document = docx.Document(io.BytesIO(good_document("report")))
    paragraphs = [Paragraph(each, document._body) for each in document.element.body.iter(f"{W}p")]
    for _ in range(dice.randint(2, 12)):
        said = dice.choice(PLACES)
        paragraph = next(each for each in paragraphs if said in each.text)
        spoil = spoil_layout if said in SENTENCES and dice.random() < 0.5 else spoil_letters
        spoil(paragraph, dice)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    "seed", [*range(12), *(pytest.param(n, marks=pytest.mark.thorough) for n in range(12, 200))]
)
def test_whatever_is_spoiled_is_set_right_or_said(seed: int) -> None:
    data = spoiled_document(seed)
    mended = mend_well(data)
    told = {left.rule for left in mended.left}
    assert broken_rules(mended.data) <= told | WAITING, broken_rules(data)
