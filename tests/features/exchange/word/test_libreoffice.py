"""A report that was edited in LibreOffice itself comes back, its changes tracked or not."""

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from baocao.features.exchange.word.returning import Reader, Returned, State, Wish
from editing import report_of
from support import Sandbox

pytestmark = pytest.mark.libreoffice
MACRO = """
Sub Edit
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  document.RecordChanges = {tracked}
  pairs = Array({pairs})
  For place = 0 To UBound(pairs) Step 2
    replacing = document.createReplaceDescriptor()
    replacing.SearchString = pairs(place)
    replacing.ReplaceString = pairs(place + 1)
    document.replaceAll(replacing)
  Next
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL("{target}", filter())
  document.close(True)
End Sub
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
  script:language="StarBasic">{code}</script:module>"""
EDITS = (
    ("Niêm yết công khai", "Niêm yết, công khai đầy đủ"),
    ("Đã số hóa", "Đã số hóa xong"),
    ("Thiếu kinh phí", "Chưa bố trí kinh phí"),
    ("86,64%", "87%"),
)


def office(profile: Path, *arguments: str) -> None:
    """Run LibreOffice; without it these tests fail."""
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=300)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ho-so")
    empty = folder / "trong.txt"
    empty.write_text("")
    office(folder / "lo", "--convert-to", "pdf", "--outdir", str(folder), str(empty))
    return folder / "lo"


def edited(sandbox: Sandbox, profile: Path, *, tracked: bool) -> Returned:
    source = report_of(sandbox).save(sandbox.root.parent / "truoc.docx")
    target = sandbox.root.parent / "sau.docx"
    code = MACRO.format(
        source=source.as_uri(),
        target=target.as_uri(),
        tracked=tracked,
        pairs=", ".join(f'"{words}"' for pair in EDITS for words in pair),
    )
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(MODULE.format(code=escape(code, {'"': "&quot;"})), encoding="utf-8")
    office(profile, "macro:///Standard.Module1.Edit")
    return Reader(sandbox.root, Wish()).read_file(target)


@pytest.mark.parametrize("tracked", [False, True])
def test_what_was_edited_in_libreoffice_comes_back(
    sandbox: Sandbox, profile: Path, *, tracked: bool
) -> None:
    returned = edited(sandbox, profile, tracked=tracked)
    after = {each.edit.mark.key: each.after for each in returned.carried}
    assert "- Niêm yết, **công khai** đầy đủ thủ tục tại trụ sở.\n" in (after["noi_dung/cd/I.1"] or "")
    assert after["nhiem_vu/cd/1/ket_qua"] == "Đã số hóa xong theo [@nq-1]; tiếp nhận [=hs.tiep_nhan] hồ sơ."
    assert after["vuong_mac/cd/1/noi_dung"] == "Chưa bố trí kinh phí mua máy quét"
    assert [(each.key.indicator, each.new.endswith("87%)")) for each in returned.figures] == [
        ("hs.ty_le", True)
    ]
    assert not returned.others
    assert not any(each.reasons for each in returned.carried)
    assert bool(returned.people) is tracked


def test_what_libreoffice_only_saved_again_is_not_edited(sandbox: Sandbox, profile: Path) -> None:
    source = report_of(sandbox).save(sandbox.root.parent / "truoc.docx")
    office(profile, "--convert-to", "docx", "--outdir", str(sandbox.root.parent / "sau"), str(source))
    returned = Reader(sandbox.root, Wish()).read_file(sandbox.root.parent / "sau" / "truoc.docx")
    assert returned.state is State.SAME
