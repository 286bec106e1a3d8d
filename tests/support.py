"""A small complete workspace, written as text, that tests change to see what happens."""

import textwrap
from pathlib import Path

from baocao.model.period import Period
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.making import Outcome, build_period
from baocao.pipeline.plan import Scope

REPOSITORY = Path(__file__).resolve().parent.parent
EXAMPLE = REPOSITORY / "examples" / "tinh-gia-lap"

REGISTRY = """
loai:
  tinh: {ten: tỉnh, cap: tinh}
  so: {ten: sở, cap: so}
  xa: {ten: xã, cap: xa}
  phuong: {ten: phường, cap: xa}
nhom:
  tinh_cu:
    ten: Tỉnh cũ
    gia_tri: {bac: Bắc cũ, nam: Nam cũ}
don_vi:
  tinh-t: {ten: tỉnh T, loai: tinh}
  so-a: {ten: Sở A, loai: so, thuoc: tinh-t}
  xa-mot: {ma: "1", ten: Xã Một, loai: xa, thuoc: tinh-t, tinh_cu: bac, mo: 2025-07-01}
  xa-hai: {ma: "2", ten: Xã Hai, loai: xa, thuoc: tinh-t, tinh_cu: bac, mo: 2025-07-01}
  phuong-ba: {ma: "3", ten: Phường Ba, loai: phuong, thuoc: tinh-t, tinh_cu: nam, mo: 2025-07-01}
"""
CATALOGUE = """
hs:
  ten: Hồ sơ
  chi_tieu:
    tiep_nhan: {ten: Tiếp nhận, loai: so_dem, don_vi_tinh: hồ sơ, khoang: [0, 9.999.999], xep_hang: cao}
    truc_tuyen: {ten: Hồ sơ trực tuyến, loai: so_dem, don_vi_tinh: hồ sơ, khoang: [0, 1.000.000]}
    ty_le: {ten: Tỷ lệ, loai: ty_so, don_vi_tinh: hồ sơ, tu_so: hs.truc_tuyen, mau_so: hs.tiep_nhan}
    may_lay_so: {ten: Máy lấy số, loai: co_khong}
    phan_tram: {ten: Tỷ lệ số hóa, loai: so_thap_phan, don_vi_tinh: "%", khoang: [0, 100]}
    kinh_phi: {ten: Kinh phí, loai: tien, don_vi_tinh: đồng}
"""
CITATIONS = """
nq-1: {loai: Nghị quyết, so: 1/NQ-CP, ngay: 2025-01-02, co_quan: Chính phủ, trich_yeu: về một việc}
"""
STATUSES = (REPOSITORY / "data" / "directives" / "trang-thai.yaml").read_text(encoding="utf-8")
DIRECTIVE = """
ma: cd
ten: Chỉ đạo thử
can_cu: [nq-1]
tu: 2025-01-01
don_vi_bao_cao: [{cap: xa}]
phuong_thuc: thư điện tử
tan_suat: [thang]
chi_tieu: [hs]
bat_buoc: [hs.tiep_nhan]
nhom_vuong_mac: {kinh_phi: Kinh phí, nhan_luc: Nhân lực}
san_pham:
  bao-cao: {mau: bao-cao.md.j2, lap_boi: [{cap: xa}]}
  tong-hop: {mau: tong-hop.md.j2, lap_boi: [{don_vi: so-a}]}
de_cuong:
  - {so: I, ten: Kết quả}
  - {so: I.1, ten: Hồ sơ, bat_buoc: co, chi_tieu: [hs]}
  - {so: I.2, ten: Phần của phường, ap_dung: {loai: phuong}}
nhom_nhiem_vu:
  - so: I
    ten: Nhóm một
    nhiem_vu:
      - {so: "1", ten: Nhiệm vụ một, giao_cho: [{cap: xa}], thoi_han: Tháng 12/2025}
"""
PROFILE = """
ten_day_du: Ủy ban nhân dân xã Một
ten_ngan: UBND xã Một
co_quan_ban_hanh: [Ủy ban nhân dân, xã Một]
ky_hieu: UBND
dia_danh: Một
nguoi_ky:
  nguoi-a: {tm: Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn A}
kinh_gui: Sở A
noi_nhan: [Đảng ủy xã]
"""
DEPARTMENT = """
ten_day_du: Sở A tỉnh T
co_quan_chu_quan: UBND tỉnh T
co_quan_ban_hanh: Sở A
ky_hieu: SA
dia_danh: T
nguoi_ky:
  nguoi-b: {kt: Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Trần Thị B}
kinh_gui: Ủy ban nhân dân tỉnh T
"""
SUBMISSION = """
don_vi: xa-mot
ky: 2025-11
chi_tieu:
  hs.tiep_nhan: 3.781
  hs.truc_tuyen: 3.276
nhiem_vu:
  cd:
    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}
noi_dung:
  cd:
    "I.1": Theo [@nq-1], xã đã nhận [=hs.tiep_nhan] hồ sơ.
"""
UNIT_TEMPLATE = """---
loai: bao-cao
huong: len
trich_yeu: Tình hình {{ ky.nhan }}
---
{{ muc("I") }}
{% call muc("I.1") %}
- Trực tuyến: {{ ct.hs.ty_le | ty_so }}.
{% endcall %}
{{ muc("I.2") }}

{{ don_vi.ten_ngan }} kính báo cáo./.
"""
CONSOLIDATED_TEMPLATE = """---
loai: bao-cao
huong: len
trich_yeu: Tổng hợp {{ ky.nhan }}
dau_ra: [docx, xlsx]
---
# Kết quả

Tiếp nhận {{ th.ct.hs.tiep_nhan | so_dv }}; chi tiết tại {{ xem_phu_luc("so-lieu") }}./.

{% call phu_luc("so-lieu", "Số liệu", ngang=true) %}
{{ bang.don_vi_chi_tieu("hs") }}
{% endcall %}
"""
FILES = {
    "data/units/don-vi.yaml": REGISTRY,
    "data/units/so-a/ho-so.yaml": DEPARTMENT,
    "data/units/xa-mot/ho-so.yaml": PROFILE,
    "data/units/xa-mot/2025-11.yaml": SUBMISSION,
    "data/directives/chi-tieu.yaml": CATALOGUE,
    "data/directives/van-ban.yaml": CITATIONS,
    "data/directives/trang-thai.yaml": STATUSES,
    "data/directives/cd.yaml": DIRECTIVE,
    "templates/bao-cao.md.j2": UNIT_TEMPLATE,
    "templates/tong-hop.md.j2": CONSOLIDATED_TEMPLATE,
}
"""A complete workspace of three communes, of which one has reported."""


class Sandbox:
    """A workspace in a temporary folder, complete until a test changes it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.out = root / "out"
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file; indented text is dedented."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = textwrap.dedent(text).lstrip("\n").encode() if isinstance(text, str) else text
        path.write_bytes(data)
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        """Change one place of a file, which must be there."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> None:
        """Delete a file."""
        (self.root / name).unlink()

    def load(self, period: str = "2025-11") -> Loaded:
        """Load and check the workspace for a period."""
        return load_checked(self.root, period_of(period))

    def codes(self, period: str = "2025-11") -> list[str]:
        """Return the codes of all problems, those of completeness left out."""
        return sorted(problem.code for problem in self.load(period).problems)

    def build(
        self, period: str = "2025-11", scope: Scope | None = None, *, official: bool = False
    ) -> Outcome:
        """Build a period."""
        return build_period(
            self.root,
            self.out,
            period_of(period),
            scope or Scope(),
            official=official,
            progress=lambda *_: None,
        )


def period_of(text: str) -> Period:
    """Return a period that is known to be one."""
    period = Period.parse(text)
    assert period is not None
    return period


def build_quietly(root: Path, out: Path, period: str = "2025-11") -> Outcome:
    """Build a draft of everything without showing progress."""
    return build_period(root, out, period_of(period), Scope(), official=False, progress=lambda *_: None)
