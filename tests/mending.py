"""What tests ask of mended documents: text, properties once changes are rejected, order, ids."""

import ast
import copy
import importlib.util
import inspect
import io
import random
import textwrap
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.section import CT_SectPr
from docx.oxml.text.font import CT_RPr
from docx.oxml.text.parfmt import CT_PPr
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

from baocao.inspection.mending.package import W, local_name
from breaking import change_parts, good_document

_TEXTS: Final = {"t", "tab", "br", "cr", "noBreakHyphen"}
_CHANGES: Final = {"rPr": "rPrChange", "pPr": "pPrChange", "sectPr": "sectPrChange"}
_KEPT: Final = {
    "rPr": {"ins", "del"},
    "pPr": {"rPr", "sectPr"},
    "sectPr": {"headerReference", "footerReference"},
}


def _order_of(element: type) -> list[str]:
    """Return the order of the schema that python-docx writes into a class and forgets."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(element)))
    assigned = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_tag_seq"
    )
    return [tag.removeprefix("w:") for tag in ast.literal_eval(next(assigned))]


ORDERS: Final = {"rPr": _order_of(CT_RPr), "pPr": _order_of(CT_PPr), "sectPr": _order_of(CT_SectPr)}
"""The order of properties as python-docx has it of the schema."""


@cache
def broken_cases() -> Mapping[str, Any]:
    """Return the broken document of every rule, as the tests of rules have them."""
    path = Path(__file__).parent / "inspection" / "test_broken.py"
    spec = importlib.util.spec_from_file_location("broken_cases", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    breaks: Mapping[str, Any] = module.BREAKS
    return breaks


def main_part(data: bytes) -> Any:
    """Return the root of the text of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def said_in(root: Any) -> list[str]:
    """Return the text of each paragraph."""
    return [
        "".join(
            (each.text or "") if local_name(each) == "t" else f"<{local_name(each)}>"
            for each in paragraph.iter()
            if local_name(each) in _TEXTS and local_name(each.getparent()) == "r"
        )
        for paragraph in root.iter(f"{W}p")
    ]


def rejected(root: Any) -> Any:
    """Return a text as Word has it once every tracked change of properties is rejected."""
    root = copy.deepcopy(root)
    for holder, name in _CHANGES.items():
        for change in list(root.iter(f"{W}{name}")):
            properties, old = change.getparent(), change[0]
            assert local_name(properties) == holder == local_name(old)
            for child in list(properties):
                if local_name(child) not in _KEPT[holder]:
                    properties.remove(child)
            # A section's headers come before all else, all that others keep comes last.
            kept = [child for child in properties if local_name(child) not in {"rPr", "sectPr"}]
            for place, child in enumerate(list(old), start=len(kept)):
                properties.insert(place, child)
    return root


def properties_in(root: Any) -> Iterator[tuple[str, ...]]:
    """Yield the properties of every character, paragraph and section, each as text; none is ''."""
    for paragraph in root.iter(f"{W}p"):
        yield ("p", _shown(paragraph.find(f"{W}pPr")))
        for run in paragraph.iter(f"{W}r"):
            look = _shown(run.find(f"{W}rPr"))
            for each in run:
                length = len(each.text or "") if local_name(each) == "t" else local_name(each) in _TEXTS
                yield from (("r", look),) * length
    yield from (("s", _shown(section)) for section in root.iter(f"{W}sectPr"))


def _shown(element: Any) -> str:
    if element is None or len(element) == 0:
        return ""
    for holder in element.iter(f"{W}rPr", f"{W}pPr"):
        if len(holder) == 0 and holder is not element:
            holder.getparent().remove(holder)
    shown = (etree.tostring(child, method="c14n", exclusive=True).decode() for child in element)
    return "".join(sorted(shown))


def out_of_order(root: Any) -> list[list[str]]:
    """Return the properties that do not stand in the order of the schema."""
    wrong = []
    for name, order in ORDERS.items():
        for holder in root.iter(f"{W}{name}"):
            names = [local_name(child) for child in holder]
            places = [order.index(each) for each in names if each in order]
            if places != sorted(places) or len(holder.findall(f"{W}{_CHANGES[name]}")) > 1:
                wrong.append(names)
    return wrong


def twice_used_ids(root: Any) -> list[str]:
    """Return the ids that two tracked changes share."""
    tags = [f"{W}{name}" for name in (*_CHANGES.values(), "ins", "del")]
    ids = [each.get(f"{W}id") for each in root.iter(*tags)]
    return sorted({each for each in ids if ids.count(each) > 1})


def broken_document(rule: str) -> bytes:
    """Return the document that breaks a rule and no other."""
    name, changes = broken_cases()[rule]
    return change_parts(good_document(name), *changes)


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
