"""What the numbers of a text are, in words."""

from baocao.features.trace.telling import tell_found
from baocao.model.printed import CHANGE, FigureKey
from baocao.pipeline.tracing.records import Asked, Meaning
from support import EXAMPLE, period_of


def test_a_difference_names_both_operands_over_the_same_units() -> None:
    key = FigureKey("bdhvs.hoc_vien", directive="nq71", aspect=CHANGE, period="2025-10")
    asked = Asked("a.docx", "10.937", (Meaning(key, ()),))
    (told,) = tell_found(EXAMPLE, period_of("2025-11"), asked, 1).told
    # One commune reported in November alone: what it gave is in neither side.
    now, before, units = told.value.split("; ")
    assert (now, before) == (
        "tháng 11 năm 2025: 115.423 học viên",
        "tháng 10 năm 2025: 104.486 học viên",
    )
    assert units == "chênh lệch tính trên 10 đơn vị có số liệu ở cả hai kỳ"
