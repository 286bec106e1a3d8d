"""The draft of a consolidated report says why its headline figures changed; nothing that is issued does."""

from datetime import date

import pytest

from baocao.features.issue.issuing import Call, issue_document
from composing import first_document
from support import SUBMISSION, Sandbox, period_of

OCTOBER = "data/units/xa-mot/2025-10.yaml"
NEW = (
    "Tiếp nhận: 4.781 hồ sơ; tháng 10 năm 2025: 3.781 hồ sơ. Vì sao: phường Ba mới có báo cáo +1.000 hồ sơ."
)


@pytest.fixture
def october(sandbox: Sandbox) -> Sandbox:
    """One commune reported the same twice; a ward reports in November for the first time."""
    sandbox.write(OCTOBER, SUBMISSION.replace("2025-11", "2025-10"))
    sandbox.write(
        "data/units/phuong-ba/2025-11.yaml",
        "don_vi: phuong-ba\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 1.000}\n",
    )
    return sandbox


def draft_notes(sandbox: Sandbox, *, draft: bool = True, product: str = "tong-hop") -> list[str]:
    remarks = first_document(sandbox, product, draft=draft).remarks
    return [remark for remark in remarks if "Vì sao" in remark]


def test_a_draft_says_why_a_figure_changed(october: Sandbox) -> None:
    assert NEW in draft_notes(october)


def test_nothing_else_says_so(october: Sandbox) -> None:
    assert draft_notes(october, draft=False) == []
    assert draft_notes(october, product="bao-cao") == []


def test_only_headlines_are_explained_where_there_are_any(october: Sandbox) -> None:
    october.replace("data/directives/cd.yaml", "de_cuong:", "trong_diem: [hs.truc_tuyen]\nde_cuong:")
    assert draft_notes(october) == []


def test_without_an_earlier_period_there_is_nothing_to_explain(sandbox: Sandbox) -> None:
    assert draft_notes(sandbox) == []


def test_what_was_corrected_since_it_was_given_out_is_a_part_of_its_own(october: Sandbox) -> None:
    for unit in ("xa-hai", "phuong-ba"):
        said = SUBMISSION.replace("2025-11", "2025-10").replace("xa-mot", unit)
        october.write(f"data/units/{unit}/2025-10.yaml", said)
    call = Call("so-a", date(2026, 6, 1), product="tong-hop", number=7, day=date(2025, 10, 20))
    issued = issue_document(october.root, october.out, period_of("2025-10"), call, lambda *_: None)
    assert issued.issued, [issued.outcome.problems, issued.outcome.missing]
    october.replace(OCTOBER, "hs.tiep_nhan: 3.781", "hs.tiep_nhan: 3.700")
    text = (october.root / OCTOBER).read_text(encoding="utf-8")
    said = "tu: 3781, thanh: 3700, ly_do: Đếm lại., nguoi: Trần Thị B, ngay: 2025-10-25"
    october.write(OCTOBER, f"{text}dinh_chinh:\n  - {{chi_tieu: hs.tiep_nhan, {said}}}\n")
    (note,) = [each for each in draft_notes(october) if each.startswith("Tiếp nhận:")]
    assert "tháng 10 năm 2025: 11.343 hồ sơ." in note
    assert note.endswith(
        "Vì sao: xã Hai chưa có báo cáo -3.781 hồ sơ; phường Ba -2.781 hồ sơ, xã Một +81 hồ sơ; "
        "đính chính số liệu đã phát hành của xã Một -81 hồ sơ."
    )
