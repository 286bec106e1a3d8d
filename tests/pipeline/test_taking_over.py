"""A report that was taken from a file says from which, who sent it, and when."""

from datetime import date

import pytest

from baocao.model.submission import Imported
from baocao.model.workspace import SourceFile
from baocao.pipeline.loading import load_checked
from baocao.pipeline.taking_over import take_over
from baocao.source.canonical.changing import Change
from baocao.source.canonical.kinds import Layouts
from baocao.source.canonical.parts import Text
from baocao.source.config import read_config
from baocao.source.files import read_file
from support import Sandbox, period_of

FIRST = "data/units/xa-mot/2025-11.yaml"
SENT = Imported("biểu, xã Một.xlsx", "ab12" * 16, "Nguyễn Văn A", date(2025, 11, 17))
WRITTEN = f"""
nhap_tu:
  tep: biểu, xã Một.xlsx
  sha256: {"ab12" * 16}
  nguoi_gui: Nguyễn Văn A
  ngay: 2025-11-17
"""


def taken_over(sandbox: Sandbox, count: str, imported: Imported = SENT) -> SourceFile:
    """Return the report with one figure from a file, after it was stored."""
    path = sandbox.root / FIRST
    source, _ = read_file(path, sandbox.root)
    assert source is not None
    changes = [Change(("chi_tieu", "hs.tiep_nhan"), Text(count, ""))]
    layout = Layouts(read_config(sandbox.root)[0]).layout_of(path)
    after = take_over(source, changes, imported, layout).source
    path.write_bytes(after.data)
    return after


def test_the_record_stands_on_lines_of_its_own_behind_the_head(sandbox: Sandbox) -> None:
    before = (sandbox.root / FIRST).read_text("utf-8")
    after = taken_over(sandbox, "3.782").text
    assert after == before.replace("3.781", "3.782").replace("ky: 2025-11\n", f"ky: 2025-11\n{WRITTEN}")


def test_the_record_is_read_and_nothing_is_wrong_with_it(sandbox: Sandbox) -> None:
    told = load_checked(sandbox.root, period_of("2025-11")).problems
    taken_over(sandbox, "3.782")
    loaded = load_checked(sandbox.root, period_of("2025-11"))
    assert loaded.workspaces[0].submissions["xa-mot"].imported == SENT
    assert [each.code for each in loaded.problems] == [each.code for each in told]


def test_what_says_the_same_leaves_no_record(sandbox: Sandbox) -> None:
    before = (sandbox.root / FIRST).read_bytes()
    assert taken_over(sandbox, "3781").data == before


def test_the_same_file_once_more_changes_nothing_whenever_that_is(sandbox: Sandbox) -> None:
    once = taken_over(sandbox, "3.782")
    later = SENT._replace(file="biểu (1).xlsx", day=date(2025, 11, 20))
    assert taken_over(sandbox, "3.782", later).data == once.data


def test_another_file_takes_the_place_of_the_first(sandbox: Sandbox) -> None:
    taken_over(sandbox, "3.782")
    other = Imported("lần 2.xlsx", "cd34" * 16)
    after = taken_over(sandbox, "3.790", other).text
    assert f"nhap_tu:\n  tep: lần 2.xlsx\n  sha256: {'cd34' * 16}\nchi_tieu:\n" in after


@pytest.mark.parametrize(
    "text", ["nhap_tu: tệp.xlsx", "nhap_tu: {tep: a, ngay: 31/2/2025}", "nhap_tu: {la: 1}"]
)
def test_what_is_wrong_with_a_record_is_told(sandbox: Sandbox, text: str) -> None:
    sandbox.replace(FIRST, "ky: 2025-11\n", f"ky: 2025-11\n{text}\n")
    errors = load_checked(sandbox.root, period_of("2025-11")).errors
    assert any(each.place and each.place.line == 3 for each in errors)
