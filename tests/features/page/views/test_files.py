"""View 'Văn bản': what lies beside the page, and whether it still says what the reports say."""

import re
from datetime import date
from urllib.parse import unquote

from lxml import html as lxml_html

from baocao.features.issue.issuing import Call, issue_document
from baocao.features.page.records import PagePart
from baocao.features.page.views.files import files_view
from paging import Reader, gathered_page
from support import Sandbox, period_of

REPORT = "data/units/xa-mot/2025-11.yaml"


def words_of(sandbox: Sandbox) -> str:
    return Reader(files_view(gathered_page(sandbox.root, "2025-11"), ()).html).words


def rows_of(sandbox: Sandbox) -> dict[str, list[str]]:
    """Return the words of the cells of each file."""
    html = files_view(gathered_page(sandbox.root, "2025-11"), ()).html
    rows = lxml_html.fromstring(f"<div>{html}</div>").iter("tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    return {row[0]: row[1:] for row in cells}


def issue_report(sandbox: Sandbox) -> None:
    call = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))
    assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None).issued


def test_without_a_build_it_says_what_to_type(sandbox: Sandbox) -> None:
    assert words_of(sandbox) == (
        "Chưa lập văn bản nào để xem ở đây. Lập bằng baocao build --ky 2025-11 rồi lập lại trang: "
        "baocao page --ky 2025-11 ."
    )


def test_files_are_told_with_what_they_are_those_of_many_reports_first(sandbox: Sandbox) -> None:
    sandbox.build()
    rows = rows_of(sandbox)
    assert list(rows)[1:] == ["so-a_tong-hop_cd.docx", "so-a_tong-hop_cd.xlsx", "xa-mot_bao-cao_cd.docx"]
    kind, made_for, unit, standing, size, since = rows["xa-mot_bao-cao_cd.docx"]
    assert (kind, made_for, unit, standing) == ("Báo cáo", "cd/bao-cao", "Xã Một", "Dự thảo")
    assert size.endswith(" KB")
    assert since == "nguồn không đổi"


def test_a_link_leads_to_the_file_beside_the_page(sandbox: Sandbox) -> None:
    sandbox.build()
    gathered = gathered_page(sandbox.root, "2025-11")
    links = Reader(files_view(gathered, ()).html).values_of("href")
    assert len(links) == 3
    assert all((gathered.folder / unquote(link)).is_file() for link in links)
    part = PagePart("nhom-1.html", "Nhóm", gathered.everyone)
    homes = {unit.id: part.file for unit in part.units}
    narrow = gathered._replace(parts=(part,), homes=homes, part=part)
    (link,) = Reader(files_view(narrow, ()).html).values_of("href")
    assert (gathered.folder / "trang" / unquote(link)).resolve().is_file()


def test_a_file_says_by_id_whose_it_is_since_units_share_names(sandbox: Sandbox) -> None:
    sandbox.build()
    html = files_view(gathered_page(sandbox.root, "2025-11"), ()).html
    assert Reader(html).values_of("data-owner") == ["so-a", "so-a", "xa-mot"]


def test_what_has_changed_since_is_named(sandbox: Sandbox) -> None:
    sandbox.build()
    sandbox.replace(REPORT, "3.781", "4.159")
    assert rows_of(sandbox)["xa-mot_bao-cao_cd.docx"][-1] == f"nguồn đã đổi: {REPORT}"
    assert "Nguồn hoặc tệp đã đổi ở 3 văn bản từ lúc lập." in words_of(sandbox)


def test_a_file_that_was_edited_or_is_gone_is_no_document_of_the_build(sandbox: Sandbox) -> None:
    sandbox.build()
    (sandbox.out / "2025-11" / "xa-mot_bao-cao_cd.docx").write_bytes(b"x")
    (sandbox.out / "2025-11" / "so-a_tong-hop_cd.xlsx").unlink()
    rows = rows_of(sandbox)
    assert rows["xa-mot_bao-cao_cd.docx"][-1] == "tệp đã bị sửa sau khi lập"
    assert "so-a_tong-hop_cd.xlsx" not in rows


def test_a_report_that_came_after_the_build_is_pointed_out(sandbox: Sandbox) -> None:
    sandbox.build()
    late = "data/units/phuong-ba/2025-11.yaml"
    sandbox.write(late, "don_vi: phuong-ba\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 1.000}\n")
    assert f"Báo cáo đến sau, chưa có trong văn bản nào: {late}." in words_of(sandbox)


def test_a_list_that_somebody_edited_is_pointed_out(sandbox: Sandbox) -> None:
    sandbox.build()
    listed = sandbox.out / "2025-11" / "manifest.json"
    listed.write_text(
        listed.read_text(encoding="utf-8").replace("xa-mot/ho-so", "xa-hai/ho-so"), encoding="utf-8"
    )
    assert "không dùng được trọn vẹn: nội dung bị sửa sau khi lập." in words_of(sandbox)


def test_what_was_given_out_is_told_with_number_and_day_and_whether_it_is_there(sandbox: Sandbox) -> None:
    issue_report(sandbox)
    told = "Báo cáo số 189/BC-UBND ngày 18/11/2025"
    assert rows_of(sandbox)[told] == ["Xã Một", "cd/bao-cao", "xa-mot_bao-cao_cd.docx (còn nguyên)"]
    assert rows_of(sandbox)["xa-mot_bao-cao_cd.docx"][3] == "Đã phát hành"
    (sandbox.out / "2025-11" / "xa-mot_bao-cao_cd.docx").unlink()
    assert rows_of(sandbox)[told][-1] == "xa-mot_bao-cao_cd.docx (không có trong thư mục này)"


def test_whatever_size_somebody_wrote_into_the_list_that_of_the_file_is_told(sandbox: Sandbox) -> None:
    sandbox.build()
    before = rows_of(sandbox)
    listed = sandbox.out / "2025-11" / "manifest.json"
    text = listed.read_text(encoding="utf-8")
    for size in ('"x"', "9" * 400, '"1_0"', "-5", "true"):
        listed.write_text(re.sub(r'"kich_thuoc": \d+', f'"kich_thuoc": {size}', text), encoding="utf-8")
        assert rows_of(sandbox) == before
