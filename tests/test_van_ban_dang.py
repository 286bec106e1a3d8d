"""What is printed for a body of the Party is right by the Party's own guidance, as `inspect` reads it."""

from typing import Final

import pytest

from baocao.inspection.inspect import inspect_document
from support import Sandbox

PROFILE: Final = """
    ten_day_du: Đảng ủy xã Một
    ten_ngan: Đảng ủy xã
    the_thuc: dang
    co_quan_chu_quan: Đảng bộ tỉnh Vĩnh Long
    co_quan_ban_hanh: Đảng ủy xã Một
    ky_hieu: ĐU
    dia_danh: Một
    in_hai_mat: co
    nguoi_ky:
      thay-mat: {tm: Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Nguyễn Văn An}
      uy-vien: {tm: Ban Thường vụ, chuc_vu: Ủy viên Ban Thường vụ, ho_ten: Nguyễn Văn An}
      kiem: {chuc_vu: Bí thư kiêm Trưởng Ban Chỉ đạo, ho_ten: Trần Thị Bình}
      ky-thay: {kt: Chánh Văn phòng, chuc_vu: Phó Chánh Văn phòng, ho_ten: Lê Khánh Toàn}
      thua-lenh: {tl: Ban Thường vụ, chuc_vu: Chánh Văn phòng, ho_ten: Lê Khánh Toàn}
      truc-tiep: {chuc_vu: Trưởng Ban, ho_ten: Lê Khánh Toàn}
    kinh_gui: [Ban Thường vụ Tỉnh ủy Vĩnh Long, Ủy ban Kiểm tra Tỉnh ủy]
    noi_nhan: [Các chi bộ trực thuộc, Các đồng chí Đảng ủy viên]
    lien_he: ["Số 01, đường A, xã Một", "Điện thoại: (0270) 3 000 000"]
    """
CITATIONS: Final = """
    nq-1: {loai: Nghị quyết, so: 1/NQ-CP, ngay: 2025-01-02, co_quan: Chính phủ, trich_yeu: về một việc}
    luat: {loai: Luật, ngay: 2025-06-27, co_quan: Quốc hội, trich_yeu: Lưu trữ}
    """
BODY: Final = """
*Căn cứ {{ dan_chieu("luat") }};*

*Căn cứ {{ dan_chieu("nq-1") }}.*

{{ don_vi.ten_ngan | viet_hoa_dau }} báo cáo như sau:

# Kết quả

Đảng ủy xã đã lãnh đạo, chỉ đạo các chi bộ; số liệu tại {{ xem_phu_luc("a") }}, {{ xem_phu_luc("b") }}.

## Hồ sơ

- Tiếp nhận {{ ct.hs.tiep_nhan | so_dv }}.

# Nhiệm vụ

{{ don_vi.ten_ngan | viet_hoa_dau }} tiếp tục thực hiện./.

{% call phu_luc("a", "Nhiệm vụ", ngang=true) %}
{{ bang.nhiem_vu_don_vi(cot=["tt", "nhiem_vu", "tien_do", "ket_qua"]) }}
{% endcall %}
{% call phu_luc("b", "Kết quả") %}
Các chi bộ đã hoàn thành nhiệm vụ./.
{% endcall %}
"""
MARKS: Final = "do_khan: khan, luu_hanh: xem_xong_tra_lai, nguoi_soan: ABC, so_ban: 268"
UNPUBLISHED: Final = "luu_hanh: khong_pho_bien, kinh_gui: Ban Thường vụ Tỉnh ủy Vĩnh Long"
DAYS: Final = {"dang-2018": "2025-11-18", "dang-2026": "2026-06-10"}
SAID: Final = ("thay-mat", "uy-vien", "kiem", "ky-thay", "thua-lenh", "truc-tiep")


def printed_document(sandbox: Sandbox, kind: str, issue: str) -> bytes:
    """Return the document of a kind that a Party committee issues."""
    sandbox.write("data/units/xa-mot/ho-so.yaml", PROFILE)
    sandbox.write("data/directives/van-ban.yaml", CITATIONS)
    front = f"---\nloai: {kind}\nhuong: len\ntrich_yeu: Kết quả công tác {{{{ ky.nhan }}}}\n---"
    sandbox.write("templates/bao-cao.md.j2", f"{front}{BODY}")
    file = "data/units/xa-mot/2025-11.yaml"
    sandbox.replace(file, "nhiem_vu:", f"phat_hanh:\n  cd: {{so: 7, {issue}}}\nnhiem_vu:")
    (made,) = (each for each in sandbox.build().made if each.name == "xa-mot_bao-cao_cd.docx")
    return made.data


def faults_of(data: bytes) -> dict[str, str]:
    """Return what `inspect` says against a document, by rule."""
    return {
        judged.rule.id: "; ".join(fault.measured for fault in judged.verdict.faults)
        for judged in inspect_document("van-ban.docx", data).judged
        if judged.fails and judged.verdict
    }


@pytest.mark.parametrize("form", DAYS)
@pytest.mark.parametrize("kind", ["bao-cao", "cong-van", "to-trinh"])
@pytest.mark.parametrize("more", [MARKS, UNPUBLISHED])
def test_inspect_finds_nothing_in_a_document_of_the_party(
    sandbox: Sandbox, form: str, kind: str, more: str
) -> None:
    data = printed_document(sandbox, kind, f"ngay: {DAYS[form]}, nguoi_ky: thay-mat, {more}")
    found = inspect_document("van-ban.docx", data).form
    assert found is not None
    assert (found.id, faults_of(data)) == (form, {})


@pytest.mark.parametrize("form", DAYS)
@pytest.mark.parametrize("signer", SAID)
def test_inspect_finds_nothing_in_any_way_of_signing_for_the_party(
    sandbox: Sandbox, form: str, signer: str
) -> None:
    data = printed_document(sandbox, "ke-hoach", f"ngay: {DAYS[form]}, nguoi_ky: {signer}")
    assert faults_of(data) == {}
