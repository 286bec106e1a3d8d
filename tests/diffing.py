"""Differences made of a small workspace, for tests of how they are shown."""

from baocao.features.diff.comparison import compare_workspaces
from baocao.features.diff.records import DefinitionChange, Differences
from baocao.features.diff.side import Narrowing
from support import SUBMISSION, Sandbox

CHANGES = (
    ("3.781", "4.159"),
    ("3.276", "{chua_co: Chưa đối chiếu}"),
    ("tien_do: dang_thuc_hien", "tien_do: hoan_thanh"),
    ("xã đã nhận [=hs.tiep_nhan] hồ sơ.", "xã đã tiếp nhận [=hs.tiep_nhan] hồ sơ. Đã họp dân."),
)
CITED = "van_ban:\n  qd: {loai: Quyết định, so: 9/QĐ-UBND, ngay: 2025-07-01, co_quan: UBND xã}\n"


def sample_differences(sandbox: Sandbox) -> Differences:
    """Return what changed from October to November, with something of every kind."""
    text = SUBMISSION
    for old, new in CHANGES:
        assert old in text
        text = text.replace(old, new)
    sandbox.write("data/units/xa-mot/2025-11.yaml", text + CITED)
    sandbox.write("data/units/xa-mot/2025-10.yaml", SUBMISSION.replace("2025-11", "2025-10"))
    sandbox.write(
        "data/units/phuong-ba/2025-11.yaml",
        "don_vi: phuong-ba\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 1.000}\n",
    )
    before, now = (sandbox.load(period).workspaces[0] for period in ("2025-10", "2025-11"))
    comparison = compare_workspaces(before, now, Narrowing(), versions=False)
    definition = DefinitionChange("data/units/don-vi.yaml", "don_vi.xa-mot.ten", "Xã Một", "Xã Nhất")
    return Differences("kỳ 2025-10", "kỳ 2025-11", (comparison,), (definition,), (), "SỐ LIỆU GIẢ LẬP")
