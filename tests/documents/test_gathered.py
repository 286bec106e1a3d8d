"""What the units themselves say is gathered: the same words once, with all who said them."""

from composing import failed_composing, first_document, printed_lines
from support import Sandbox

WISHES = """
{% for noi in th.kien_nghi_theo_noi %}
- {{ noi.ten }} ({{ noi.don_vi | length }}):
{% for y in noi.y_kien %}
  + {{ y.noi_dung }} ({{ y.don_vi | length }}).
{% endfor %}
{% endfor %}
"""
SAID = "{% for y in th.noi_dung('I.1') %}\n- {{ y.noi_dung }} ({{ y.don_vi | liet_ke }}).\n{% endfor %}"
OVERDUE = (
    "{% for v in th.nhiem_vu.qua_han %}\n- {{ v.so }}. {{ v.ten }} ({{ v.don_vi | liet_ke }}): "
    "{{ v.ly_do | map(attribute='noi_dung') | join('; ') }}\n{% endfor %}"
)
MATERIAL = "Lời của Sở.\n\n{% call tu_lieu() %}\n- Thiếu vốn\n{% endcall %}"


def write_report(sandbox: Sandbox, unit: str, text: str) -> None:
    sandbox.write(f"data/units/{unit}/2025-11.yaml", f"don_vi: {unit}\nky: 2025-11\n{text}")


def narrative(*sentences: str) -> str:
    lines = "".join(f"      - {sentence}\n" for sentence in sentences)
    return f'noi_dung:\n  cd:\n    "I.1": |\n{lines}'


def wish(concern: str, text: str, addressee: str = "") -> str:
    to = f", gui: {addressee}" if addressee else ""
    return f"kien_nghi:\n  cd:\n    - {{nhom: {concern}, noi_dung: {text}{to}}}\n"


def test_sentences_of_an_item_are_told_once_what_most_units_wrote_first(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-mot", narrative("Do thiếu vốn.", "Do mới sắp xếp."))
    write_report(sandbox, "xa-hai", narrative("Do mới sắp xếp."))
    assert printed_lines(sandbox, SAID, "tong-hop") == [
        "- Do mới sắp xếp (xã Một và xã Hai).",
        "- Do thiếu vốn (xã Một).",
    ]


def test_an_item_that_the_outline_lacks_is_an_error_of_the_template(sandbox: Sandbox) -> None:
    assert "IX" in failed_composing(sandbox, "{{ th.noi_dung('IX') }}", "tong-hop").message


def test_wishes_are_told_by_those_who_can_grant_them(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/cd.yaml",
        "nhom_vuong_mac:",
        "noi_kien_nghi: {kinh_phi: UBND tỉnh}\nnhom_vuong_mac:",
    )
    write_report(sandbox, "xa-mot", wish("kinh_phi", "Cấp vốn"))
    write_report(sandbox, "xa-hai", wish("kinh_phi", "Cấp vốn"))
    write_report(sandbox, "phuong-ba", wish("nhan_luc", "Phủ sóng", "Doanh nghiệp viễn thông"))
    assert printed_lines(sandbox, WISHES, "tong-hop") == [
        "- UBND tỉnh (2):",
        "+ Cấp vốn (2).",
        "- Doanh nghiệp viễn thông (1):",
        "+ Phủ sóng (1).",
    ]


def test_a_wish_without_addressee_stays_under_its_concern(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-mot", wish("kinh_phi", "Cấp vốn"))
    assert printed_lines(sandbox, WISHES, "tong-hop")[0] == "- Kinh phí (1):"


def test_overdue_tasks_are_named_with_who_is_late_and_why(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "thoi_han: Tháng 12/2025", "thoi_han: Tháng 9/2025")
    late = (
        'nhiem_vu:\n  cd:\n    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm, ly_do_cham: Thiếu vốn.}\n'
    )
    write_report(sandbox, "xa-mot", late)
    assert printed_lines(sandbox, OVERDUE, "tong-hop") == ["- 1. Nhiệm vụ một (xã Một): Thiếu vốn"]


def test_why_units_are_late_is_told_over_all_tasks(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "thoi_han: Tháng 12/2025", "thoi_han: Tháng 9/2025")
    for unit in ("xa-mot", "xa-hai"):
        late = "{tien_do: dang_thuc_hien, ket_qua: Đang làm, ly_do_cham: Thiếu vốn.}"
        write_report(sandbox, unit, f'nhiem_vu:\n  cd:\n    "1": {late}\n')
    told = "{% for y in th.nhiem_vu.ly_do_cham %}{{ y.noi_dung }} ({{ y.don_vi | length }}){% endfor %}"
    assert printed_lines(sandbox, told, "tong-hop") == ["Thiếu vốn (2)"]


def test_material_for_the_author_stands_in_drafts_alone(sandbox: Sandbox) -> None:
    draft = printed_lines(sandbox, MATERIAL, "tong-hop")
    assert draft[0] == "Lời của Sở."
    assert draft[-1] == "- Thiếu vốn"
    assert "chỉ in ở bản dự thảo" in draft[1]
    official = first_document(sandbox, "tong-hop", draft=False)
    assert len(official.blocks) == 1


def test_without_material_no_line_speaks_of_any(sandbox: Sandbox) -> None:
    assert printed_lines(sandbox, "A\n\n{% call tu_lieu() %}{% endcall %}", "tong-hop") == ["A"]
