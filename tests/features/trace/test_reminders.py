"""Every number of a letter that reminds is known to `trace`, however late it is asked."""

import pytest

from baocao.features.trace.lookup import PrintedFile
from baocao.model.printed import Kind, Source
from baocao.pipeline.tracing.spots import open_output
from reminding import BEFORE, LETTER, add_communes, remind_at, write_report
from support import Sandbox


@pytest.mark.parametrize("communes", [0, 8, 20])
def test_every_number_belongs_to_something(sandbox: Sandbox, communes: int) -> None:
    add_communes(sandbox, communes)
    write_report(sandbox, "xa-hai", "chi_tieu:\n  hs.truc_tuyen: năm\n")
    sandbox.replace("data/units/so-a/ho-so.yaml", "kinh_gui", "dau_moi: bà Hoa, 0905 123 456\nkinh_gui")
    remind_at(sandbox, BEFORE)
    file = PrintedFile(open_output(sandbox.out / "2025-11" / LETTER), sandbox.root)
    stands = [(stand, start, end) for stand in file.stands for start, end in stand.numbers()]
    unknown = [stand.text for stand, start, _ in stands if file.meaning_at(stand, start) is None]
    assert len(stands) > 20
    assert unknown == []


def test_a_count_leads_to_the_lines_that_were_counted(sandbox: Sandbox) -> None:
    remind_at(sandbox)
    file = PrintedFile(open_output(sandbox.out / "2025-11" / LETTER), sandbox.root)
    stand = next(stand for stand in file.stands if "đơn vị chưa gửi" in stand.text)
    key = file.meaning_at(stand, stand.text.index("02 đơn vị"))
    assert isinstance(key, Source)
    assert (key.kind, key.what) == (Kind.TALLY, "số đơn vị chưa gửi báo cáo")
    assert [place.file for place in key.parts] == ["data/units/don-vi.yaml"] * 2
