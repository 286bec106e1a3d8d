"""What templates see of corrections."""

from datetime import date

import pytest

from baocao.documents.corrections import CorrectionView
from baocao.model.issuance import Issued, Noted
from baocao.model.place import Place
from baocao.model.submission import Correction, Part
from support import Sandbox, period_of

AT = Place("tệp.yaml", 1, 1)
ISSUED = Issued(
    "xa-mot", "2025-11", "cd", "bao-cao", "Báo cáo", 9, "/BC-UBND", date(2025, 11, 18), "", {}, {}, {}, AT
)


def correction_view(
    sandbox: Sandbox, part: Part, name: str, before: str | None = "cũ", after: str | None = "mới"
) -> CorrectionView:
    definitions = sandbox.load().definitions
    correction = Correction(
        part, f"{part}/{name}", before, after, "Ghi nhầm.", "A_B", date(2025, 11, 20), AT, AT, AT
    )
    unit = definitions.registry.units["xa-mot"]
    return CorrectionView(Noted(unit, period_of("2025-11"), ISSUED, correction), definitions)


@pytest.mark.parametrize(
    ("part", "name", "said"),
    [
        (Part.TASK, "cd/1", "nhiệm vụ 1 (Nhiệm vụ một)"),
        (Part.TASK, "cd/9", "nhiệm vụ 9"),
        (Part.NARRATIVE, "cd/I.1", "mục I.1 (Hồ sơ)"),
        (Part.NARRATIVE, "cd/V", "mục V"),
        (Part.DIFFICULTY, "cd", "vướng mắc"),
        (Part.RECOMMENDATION, "cd", "kiến nghị"),
        (Part.CITATION, "qd-2", "văn bản dẫn chiếu"),
        (Part.FORM, "cd", ""),
    ],
)
def test_what_is_corrected_has_a_name_for_sentences(
    sandbox: Sandbox, part: Part, name: str, said: str
) -> None:
    assert correction_view(sandbox, part, name).ten == said


def test_texts_are_quoted_and_what_was_not_there_is_said(sandbox: Sandbox) -> None:
    view = correction_view(sandbox, Part.NARRATIVE, "cd/I.1", None, "hai\n  dòng")
    assert (view.tu, view.thanh) == ("không có", "“hai dòng”")


def test_who_why_when_and_where_are_there(sandbox: Sandbox) -> None:
    view = correction_view(sandbox, Part.TASK, "cd/1")
    assert (view.ly_do, view.nguoi, view.ngay) == ("Ghi nhầm", r"A\_B", date(2025, 11, 20))
    assert (view.don_vi, view.ky, view.loai) == ("xã Một", "tháng 11 năm 2025", "nhiem_vu")
    assert view.van_ban == "Báo cáo số 09/BC-UBND ngày 18/11/2025"
