"""What a brief says of headline figures: lights in words, changes in columns, and why one changed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from baocao.documents import declaring
from baocao.pipeline.making import Outcome, build_period
from baocao.pipeline.plan import Scope
from composing import (
    FRONT,
    TEMPLATES,
    block_tables,
    failed_composing,
    first_document,
    printed_lines,
    row_texts,
)
from support import REPOSITORY, Sandbox, period_of

TABLE = "{{ bang.trong_diem() }}"
WHY = "{% for f in th.trong_diem %}{{ th.vi_sao(f) }}{% endfor %}"


def write_month(sandbox: Sandbox, unit: str, month: str, figures: str) -> None:
    sandbox.write(
        f"data/units/{unit}/{month}.yaml", f"don_vi: {unit}\nky: {month}\nchi_tieu:\n  {figures}\n"
    )


def choose_headlines(sandbox: Sandbox, *names: str) -> None:
    chosen = f"tan_suat: [thang]\ntrong_diem: [{', '.join(names)}]"
    sandbox.replace("data/directives/cd.yaml", "tan_suat: [thang]", chosen)


def headline_rows(sandbox: Sandbox) -> list[list[str]]:
    sandbox.write(TEMPLATES["tong-hop"], f"{FRONT}{TABLE}\n")
    (table,) = block_tables(first_document(sandbox, "tong-hop").blocks)
    return [[column.title for column in table.columns], *row_texts(table)]


def test_each_headline_says_its_level_and_of_how_many_units_it_speaks(sandbox: Sandbox) -> None:
    choose_headlines(sandbox, "hs.tiep_nhan", "hs.ty_le")
    assert headline_rows(sandbox) == [
        ["Chỉ tiêu", "Kết quả", "Đánh giá so với chỉ tiêu giao", "Đơn vị có số liệu"],
        ["Tiếp nhận", "3.781 hồ sơ", "chưa giao chỉ tiêu", "1/3"],
        ["Tỷ lệ", "86,64%", "chưa giao chỉ tiêu", "1/3"],
    ]


def test_a_light_is_a_sign_and_a_word_beside_what_is_asked(sandbox: Sandbox) -> None:
    choose_headlines(sandbox, "hs.ty_le")
    for least, told in (("90", "○ Chưa đạt (chỉ tiêu 90%)"), ("80", "● Đạt (chỉ tiêu 80%)")):
        catalogue = (sandbox.root / "data/directives/chi-tieu.yaml").read_text("utf-8")
        bare = catalogue.split(", muc_tieu")[0].split("mau_so: hs.tiep_nhan")[0]
        rest = catalogue[catalogue.index("}\n    may_lay_so") :]
        target = f"mau_so: hs.tiep_nhan, muc_tieu: gia_tri >= {least}"
        sandbox.write("data/directives/chi-tieu.yaml", f"{bare}{target}{rest}")
        assert headline_rows(sandbox)[1][2] == told


def test_units_that_have_not_said_do_not_make_a_count_fail(sandbox: Sandbox) -> None:
    choose_headlines(sandbox, "hs.may_lay_so")
    write_month(sandbox, "xa-mot", "2025-11", "hs.may_lay_so: co")
    assert headline_rows(sandbox)[1][1:3] == ["1/3 đơn vị", "– Chưa đủ số liệu"]
    write_month(sandbox, "xa-hai", "2025-11", "hs.may_lay_so: khong")
    assert headline_rows(sandbox)[1][2] == "○ Chưa đạt (mọi đơn vị có)"


def test_a_figure_that_nobody_gave_is_silent_and_not_missed(sandbox: Sandbox) -> None:
    choose_headlines(sandbox, "hs.kinh_phi")
    assert headline_rows(sandbox)[1][1:3] == ["…", "– Chưa có số liệu"]


def test_a_rate_of_what_did_not_occur_is_neither_silent_nor_judged(sandbox: Sandbox) -> None:
    choose_headlines(sandbox, "hs.ty_le")
    write_month(
        sandbox, "xa-mot", "2025-11", "hs.tiep_nhan: khong_phat_sinh\n  hs.truc_tuyen: khong_phat_sinh"
    )
    assert headline_rows(sandbox)[1][1:3] == ["không phát sinh", "không đánh giá"]


def test_the_period_before_has_a_column_of_changes(sandbox: Sandbox) -> None:
    choose_headlines(sandbox, "hs.tiep_nhan")
    write_month(sandbox, "xa-mot", "2025-10", "hs.tiep_nhan: 3.600")
    rows = headline_rows(sandbox)
    assert rows[0][3] == "So với tháng 10 năm 2025"
    assert rows[1][3] == "tăng 181 hồ sơ (5%)"


def test_why_a_headline_changed_is_told_by_unit(sandbox: Sandbox) -> None:
    choose_headlines(sandbox, "hs.tiep_nhan")
    write_month(sandbox, "xa-mot", "2025-10", "hs.tiep_nhan: 3.600")
    assert printed_lines(sandbox, WHY, "tong-hop") == [
        "từ 3.600 hồ sơ thành 3.781 hồ sơ: xã Một +181 hồ sơ"
    ]


def test_where_readers_see_no_change_none_is_explained(sandbox: Sandbox) -> None:
    choose_headlines(sandbox, "hs.ty_le")
    write_month(sandbox, "xa-mot", "2025-11", "hs.tiep_nhan: 100.000\n  hs.truc_tuyen: 50.000")
    write_month(sandbox, "xa-hai", "2025-11", "hs.tiep_nhan: 100.000\n  hs.truc_tuyen: 60.000")
    write_month(sandbox, "xa-mot", "2025-10", "hs.tiep_nhan: 100.000\n  hs.truc_tuyen: 60.000")
    write_month(sandbox, "xa-hai", "2025-10", "hs.tiep_nhan: 100.000\n  hs.truc_tuyen: 50.000")
    assert printed_lines(sandbox, f"Vì sao: {WHY}", "tong-hop") == ["Vì sao: "]


def test_without_headlines_the_table_is_refused_at_its_line(sandbox: Sandbox) -> None:
    problem = failed_composing(sandbox, TABLE, "tong-hop")
    assert problem.code == "BC603"
    assert "trong_diem" in problem.message


def test_a_change_that_no_decimal_shows_is_told_as_none_and_never_as_zero_points(sandbox: Sandbox) -> None:
    choose_headlines(sandbox, "hs.ty_le")
    write_month(sandbox, "xa-mot", "2025-11", "hs.tiep_nhan: 100.000\n  hs.truc_tuyen: 50.000")
    write_month(sandbox, "xa-mot", "2025-10", "hs.tiep_nhan: 100.000\n  hs.truc_tuyen: 49.999")
    assert headline_rows(sandbox)[1][3] == "cơ bản không thay đổi"


@pytest.mark.parametrize(
    ("most", "told"),
    [(4, "xã Hai và phường Ba"), (1, "2 đơn vị (danh sách trong báo cáo tổng hợp)")],
)
def test_on_a_paper_of_one_page_those_who_are_silent_are_named_while_they_are_few(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, most: int, told: str
) -> None:
    monkeypatch.setattr(declaring, "MOST_ON_PAPER", most)
    front = FRONT.replace("loai: bao-cao", "loai: ban-tom-tat")
    sandbox.write(TEMPLATES["tong-hop"], f"{front}{{{{ th.pham_vi }}}}\n")
    assert told in str(first_document(sandbox, "tong-hop").blocks)


BRIEF = "so-khcn_ban-tom-tat_nq71.docx"


def page_count(folder: Path, data: bytes) -> int:
    """Return on how many pages LibreOffice prints a document."""
    (folder / BRIEF).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / BRIEF)], check=True, capture_output=True, timeout=300)
    return len(re.findall(rb"/Type\s*/Page\b", (folder / BRIEF).with_suffix(".pdf").read_bytes()))


@pytest.mark.libreoffice
def test_the_brief_of_the_example_fills_one_page(synthetic: Outcome, tmp_path: Path) -> None:
    (made,) = [each for each in synthetic.made if each.name == BRIEF]
    assert page_count(tmp_path, made.data) == 1


@pytest.mark.libreoffice
@pytest.mark.parametrize("period", ["2026-08", "2026-02", "2025-07"])
def test_the_brief_of_96_units_fills_one_page_in_every_month(province: Path, period: str) -> None:
    out = province / period
    scope = Scope(frozenset({"so-khcn"}), frozenset())
    outcome = build_period(
        province, out, period_of(period), scope, official=False, progress=lambda *_: None
    )
    (made,) = [each for each in outcome.made if each.name == BRIEF]
    assert page_count(out, made.data) == 1


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a synthetic province of 96 units, with fourteen months of reports."""
    root = tmp_path_factory.mktemp("tinh-96")
    size = ["--units", "96", "--periods", "14", "--last", "2026-08", "--absent", "0.03"]
    command = [sys.executable, str(REPOSITORY / "examples/generate.py"), *size, "--out", str(root)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return root
