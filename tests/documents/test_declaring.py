"""Of whom a consolidated document speaks, said in one sentence in its place."""

import pytest

from baocao.documents.declaring import with_paragraph
from baocao.documents.tokens import block_token
from composing import compose_first
from support import Sandbox

TEMPLATE = "templates/tong-hop.md.j2"
OPENED, CLOSED, DATA = block_token("mo", "a"), block_token("dong", "a"), block_token("bang", "0")


@pytest.mark.parametrize(
    ("markdown", "paragraphs"),
    [
        ("Mở đầu như sau:\n\n# Một\n\nLời\n", ["Mở đầu như sau:", "# Một", "CÂU", "Lời"]),
        ("Kính báo cáo.\n\nHết./.\n", ["Kính báo cáo.", "CÂU", "Hết./."]),
        ("\n\nMột đoạn./.\n", ["Một đoạn./.", "CÂU"]),
        (f"{OPENED}Bảng{CLOSED}", [OPENED, "CÂU", "Bảng", CLOSED]),
        (f"{DATA}{OPENED}Bảng{CLOSED}", [DATA, OPENED, "CÂU", "Bảng", CLOSED]),
        (f"Lời\n\n{OPENED}# Phụ{CLOSED}", ["Lời", "CÂU", OPENED, "# Phụ", CLOSED]),
    ],
)
def test_a_document_without_a_place_for_it_has_it_at_its_beginning(
    markdown: str, paragraphs: list[str]
) -> None:
    found = with_paragraph(markdown, "CÂU").split("\n\n")
    assert [part.strip() for part in found if part.strip()] == [part.strip() for part in paragraphs]


def test_more_than_a_sentence_holds_are_in_the_appendix_that_lists_them(sandbox: Sandbox) -> None:
    registry = (sandbox.root / "data/units/don-vi.yaml").read_text(encoding="utf-8")
    more = "loai: xa, thuoc: tinh-t, tinh_cu: bac}"
    rows = "".join(
        f'  xa-x{number}: {{ma: "9{number}", ten: Xã Thứ {number}, {more}\n' for number in range(20)
    )
    sandbox.write("data/units/don-vi.yaml", registry + rows)
    sandbox.replace(TEMPLATE, "Tiếp nhận", "{{ th.pham_vi }} Tiếp nhận")
    assert "chưa có báo cáo của: xã Hai, phường Ba, xã Thứ 0," in said_by(sandbox)
    listing = '{% call phu_luc("chua", "Chưa báo cáo") %}{{ bang.chua_bao_cao() }}{% endcall %}\n'
    sandbox.write(TEMPLATE, (sandbox.root / TEMPLATE).read_text(encoding="utf-8") + listing)
    assert "từ 1/23 đơn vị; chưa có báo cáo của 22 đơn vị (danh sách tại Phụ lục II)." in said_by(sandbox)


def test_where_all_have_reported_it_says_so(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/cd.yaml", "don_vi_bao_cao: [{cap: xa}]", "don_vi_bao_cao: [{don_vi: xa-mot}]"
    )
    sandbox.replace(TEMPLATE, "Tiếp nhận", "{{ th.pham_vi }} Tiếp nhận")
    assert "Báo cáo tổng hợp từ 1/1 đơn vị. Tiếp nhận" in said_by(sandbox)


def said_by(sandbox: Sandbox) -> str:
    """Return what the consolidated document says."""
    composed, problems = compose_first(sandbox, "tong-hop")
    assert composed is not None
    assert problems == []
    parts = (part for block in composed.document.blocks for part in getattr(block, "content", ()))
    return "".join(getattr(part, "text", "") for part in parts)
