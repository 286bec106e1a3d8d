"""The next report tells of corrections; correcting documents are made where anything is to be corrected."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from baocao.features.issue.issuing import Call, Issuing, issue_document
from baocao.pipeline.plan import Scope
from office import Word, printed_text
from support import Sandbox, period_of

NOVEMBER: Final = "data/units/xa-mot/2025-11.yaml"
DECEMBER: Final = "data/units/xa-mot/2025-12.yaml"
TODAY: Final = date(2026, 6, 1)
ONLY: Final = Scope(frozenset({"xa-mot"}))
NOTE: Final = """
{% for y in dinh_chinh %}
- {{ y.van_ban }}, {{ y.ky }}, {{ y.ten }}: {{ y.tu }} thành {{ y.thanh }} ({{ y.ly_do }}; {{ y.nguoi }},
{{ y.ngay | ngay }}).
{% endfor %}
"""
THEIRS: Final = """# Kết quả
{% for y in dinh_chinh %}
- {{ y.don_vi }}: {{ y.thanh }}.
{% endfor %}
"""
SAID: Final = (
    "Báo cáo số 189/BC-UBND ngày 18/11/2025, tháng 11 năm 2025, Hồ sơ trực tuyến: 3.276 hồ sơ thành "
    "3.275 hồ sơ (Đếm lại; Trần Thị B, 25/11/2025)."
)
PRODUCTS: Final = """  sua-doi: {mau: sua-doi.md.j2, lap_boi: [{cap: xa}], dinh_chinh: noi_dung}
  dinh-chinh: {mau: dinh-chinh.md.j2, lap_boi: [{cap: xa}], dinh_chinh: the_thuc}
de_cuong:"""
REPOSITORY_TEMPLATES: Final = Path(__file__).parents[2] / "templates"


def issue_report(
    sandbox: Sandbox, period: str, number: int, day: date, product: str | None = None
) -> Issuing:
    call = Call("xa-mot", TODAY, product=product, number=number, day=day)
    return issue_document(sandbox.root, sandbox.out, period_of(period), call, lambda *_: None)


@pytest.fixture
def corrected(sandbox: Sandbox) -> Sandbox:
    """November was issued and corrected, December reported."""
    sandbox.replace("templates/bao-cao.md.j2", '{{ muc("I.2") }}', f'{{{{ muc("I.2") }}}}\n{NOTE}')
    sandbox.replace("data/directives/cd.yaml", "de_cuong:", PRODUCTS)
    for name, source in (("sua-doi", "bao-cao-sua-doi"), ("dinh-chinh", "cong-van-dinh-chinh")):
        template = (REPOSITORY_TEMPLATES / f"{source}.md.j2").read_bytes()
        sandbox.write(f"templates/{name}.md.j2", template)
    december = (sandbox.root / NOVEMBER).read_text(encoding="utf-8").replace("2025-11", "2025-12")
    sandbox.write(DECEMBER, december)
    assert issue_report(sandbox, "2025-11", 189, date(2025, 11, 18)).issued
    sandbox.replace(NOVEMBER, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.275")
    november = (sandbox.root / NOVEMBER).read_text(encoding="utf-8")
    sandbox.write(
        NOVEMBER,
        f"{november}dinh_chinh:\n  - {{chi_tieu: hs.truc_tuyen, tu: 3276, thanh: 3275, ly_do: Đếm lại., "
        "nguoi: Trần Thị B, ngay: 2025-11-25}\n",
    )
    return sandbox


def document_words(sandbox: Sandbox, period: str, product: str = "bao-cao") -> str:
    made = {each.product: each for each in sandbox.build(period, ONLY).made}
    return printed_text(Word(made[product].data).root)


def test_the_next_report_tells_of_the_correction(corrected: Sandbox) -> None:
    assert SAID in document_words(corrected, "2025-12")


def test_the_corrected_report_itself_does_not(corrected: Sandbox) -> None:
    assert "thành 3.275" not in document_words(corrected, "2025-11")


def test_the_files_behind_the_note_are_sources(corrected: Sandbox) -> None:
    (made,) = corrected.build("2025-12", ONLY).made
    assert {NOVEMBER, "data/units/xa-mot/phat-hanh/2025-11_cd_bao-cao.yaml"} <= made.sources.keys()


def open_january(sandbox: Sandbox) -> None:
    text = (sandbox.root / DECEMBER).read_text(encoding="utf-8").replace("2025-12", "2026-01")
    sandbox.write("data/units/xa-mot/2026-01.yaml", text)


def test_the_report_after_the_next_does_not_repeat_it(corrected: Sandbox) -> None:
    assert issue_report(corrected, "2025-12", 210, date(2025, 12, 16)).issued
    open_january(corrected)
    assert "thành 3.275" not in document_words(corrected, "2026-01")
    assert SAID in document_words(corrected, "2025-12")


def test_a_correction_that_comes_after_the_next_report_waits_for_the_one_after(corrected: Sandbox) -> None:
    corrected.replace(NOVEMBER, "ngay: 2025-11-25", "ngay: 2025-12-20")
    assert issue_report(corrected, "2025-12", 210, date(2025, 12, 16)).issued
    open_january(corrected)
    assert "thành 3.275" not in document_words(corrected, "2025-12")
    assert "thành 3.275" in document_words(corrected, "2026-01")


def test_wrong_content_is_amended_by_a_report(corrected: Sandbox) -> None:
    said = document_words(corrected, "2025-11", "sua-doi")
    assert "Sửa đổi Báo cáo số 189/BC-UBND ngày 18/11/2025" in said
    assert "Hồ sơ trực tuyến: đã báo cáo 3.276 hồ sơ, nay sửa thành 3.275 hồ sơ. Lý do: đếm lại." in said
    products = {each.product for each in corrected.build("2025-11", ONLY).made}
    assert products == {"bao-cao", "sua-doi"}


def test_wrong_form_is_corrected_by_a_letter(corrected: Sandbox) -> None:
    corrected.replace(
        NOVEMBER,
        "dinh_chinh:\n",
        "dinh_chinh:\n  - {the_thuc: cd, tu: Chủ tịch, thanh: Phó Chủ tịch, ly_do: Ghi nhầm, nguoi: A, "
        "ngay: 2025-11-26}\n",
    )
    said = document_words(corrected, "2025-11", "dinh-chinh")
    assert "Báo cáo số" in said
    assert "Đã ghi “Chủ tịch”, nay đính chính là “Phó Chủ tịch”. Lý do: ghi nhầm." in said
    assert "“Chủ tịch”" not in document_words(corrected, "2025-12")


def test_correcting_documents_have_numbers_of_their_own(corrected: Sandbox) -> None:
    refused = issue_report(corrected, "2025-11", 189, date(2025, 11, 26), "sua-doi")
    assert [each.code for each in refused.outcome.missing] == ["BC878"]
    early = issue_report(corrected, "2025-11", 190, date(2025, 11, 17), "sua-doi")
    assert [each.code for each in early.outcome.missing] == ["BC880"]
    done = issue_report(corrected, "2025-11", 190, date(2025, 11, 26), "sua-doi")
    assert done.issued is not None
    assert "cd/sua-doi: {so: 190, ngay: 2025-11-26}" in (corrected.root / NOVEMBER).read_text(
        encoding="utf-8"
    )
    assert corrected.codes() == []


def test_a_department_tells_of_what_its_communes_corrected(corrected: Sandbox) -> None:
    corrected.replace("templates/tong-hop.md.j2", "# Kết quả\n", THEIRS)
    assert "xã Hai: 3.780" not in words_of_department(corrected)
    for unit in ("xa-hai", "phuong-ba"):
        reported = (corrected.root / DECEMBER).read_text(encoding="utf-8").replace("xa-mot", unit)
        corrected.write(f"data/units/{unit}/2025-11.yaml", reported.replace("2025-12", "2025-11"))
    call = Call("so-a", TODAY, number=15, day=date(2025, 11, 19))
    assert issue_document(corrected.root, corrected.out, period_of("2025-11"), call, lambda *_: None).issued
    path = "data/units/xa-hai/2025-11.yaml"
    corrected.replace(path, "hs.tiep_nhan: 3.781", "hs.tiep_nhan: 3.780")
    said = "tu: 3781, thanh: 3780, ly_do: a, nguoi: b, ngay: 2025-11-20"
    before = (corrected.root / path).read_text(encoding="utf-8")
    corrected.write(path, f"{before}dinh_chinh: [{{chi_tieu: hs.tiep_nhan, {said}}}]\n")
    assert "xã Hai: 3.780 hồ sơ." in words_of_department(corrected)


def words_of_department(sandbox: Sandbox) -> str:
    made = sandbox.build("2025-12", Scope(frozenset({"so-a"}))).made
    return printed_text(Word(next(each.data for each in made if each.name.endswith("docx"))).root)
