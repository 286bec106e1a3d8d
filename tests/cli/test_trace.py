"""`baocao trace`: from a printed figure to its sources."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from baocao.cli.main import main
from repositories import Repository
from support import Sandbox

BOOK = "so-a_tong-hop_cd.xlsx"
DEPARTMENT = "so-a_tong-hop_cd.docx"
REPORT = "xa-mot_bao-cao_cd.docx"
LINE = "data/units/xa-mot/2025-11.yaml:4:17"


class Said(NamedTuple):
    code: int
    out: str
    err: str


Trace = Callable[..., Said]


@pytest.fixture
def trace(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> Trace:
    """Run `baocao trace` on the sandbox; a name of an output is that of the built file."""

    def run_trace(what: str, *rest: str) -> Said:
        path = sandbox.out / "2025-11" / what
        code = main(["trace", str(path) if "." in what else what, *rest, "--root", str(sandbox.root)])
        return Said(code, *capsys.readouterr())

    return run_trace


@pytest.fixture
def built(sandbox: Sandbox) -> Sandbox:
    sandbox.write(
        "data/units/xa-hai/2025-11.yaml",
        "don_vi: xa-hai\nky: 2025-11\nchi_tieu:\n  hs.tiep_nhan: 219\n  hs.truc_tuyen: 200\n",
    )
    Repository(sandbox.root).commit("2025-11-15 09:00")
    sandbox.build()
    return sandbox


def test_a_total_is_traced_to_units_lines_and_commits(trace: Trace, built: Sandbox) -> None:
    said = trace("2025-11", "hs.tiep_nhan")
    assert said.code == 0
    assert "Giá trị: 4.000 hồ sơ" in said.out
    assert "Tổng hợp: tổng của các đơn vị" in said.out
    assert "Độ phủ: 2/3 đơn vị được tính; 1 thiếu; 0 không áp dụng" in said.out
    assert "Xã Một: 3.781 hồ sơ [94,5%]" in said.out
    assert (
        f"{LINE}  {Repository(built.root, new=False).head[:8]} Nguyễn Văn A, 09:00 ngày 15/11/2025"
        in said.out
    )
    assert "Phường Ba: chưa gửi báo cáo kỳ này" in said.out
    assert f"{BOOK}, Hồ sơ!C14" in said.out
    assert said.out.index("Xã Một:") < said.out.index("Xã Hai:")


@pytest.mark.usefixtures("built")
def test_a_ratio_shows_its_sums_and_how_it_is_rounded(trace: Trace) -> None:
    said = trace("2025-11", "hs.ty_le")
    assert "Giá trị: 86,9% (3.476/4.000)" in said.out
    assert "Làm tròn: không" in said.out
    assert "Tổng hợp: tỷ số của các tổng" in said.out
    assert "hs.truc_tuyen = 3.476 hồ sơ" in said.out


@pytest.mark.usefixtures("built")
def test_a_units_figure_has_its_line_its_rank_and_its_places(trace: Trace) -> None:
    said = trace("2025-11", "hs.tiep_nhan", "--don-vi", "xa-mot")
    assert "Hạng trong các đơn vị có số liệu: 1/2" in said.out
    assert LINE in said.out
    assert f"{REPORT}, mục '1. Hồ sơ', đoạn" in said.out
    assert "xã đã nhận [3.781] hồ sơ." in said.out


@pytest.mark.usefixtures("built")
def test_a_cell_a_number_and_words_lead_to_the_same_figure(trace: Trace) -> None:
    cell = trace(BOOK, "Hồ sơ!C14").out
    assert "In tại: so-a_tong-hop_cd.xlsx, Hồ sơ!C14: '4.000'" in cell
    assert "Của: mọi đơn vị báo cáo (3 đơn vị), theo chỉ đạo cd" in cell
    for asked in ("4.000", "4000", "4.000 hồ sơ", "Tiếp nhận 4.000"):
        said = trace(DEPARTMENT, asked, "--thu", "1")
        assert "Giá trị: 4.000 hồ sơ" in said.out, asked


@pytest.mark.usefixtures("built")
def test_a_number_that_stands_for_several_figures_is_told_of_at_every_place(trace: Trace) -> None:
    said = trace(REPORT, "3.781")
    assert said.code == 0
    assert f"'3.781' trong {REPORT}: 2 chỗ, số nghĩa (2):" in said.out
    assert "nhận [3.781] hồ sơ" in said.out
    assert "[3.276/3.781 hồ sơ (chiếm 86,64%)]" in said.out
    assert "Hồ sơ" in trace(REPORT, "3.781", "--thu", "2").out
    assert "chỉ có 2 nghĩa" in trace(REPORT, "3.781", "--thu", "3").err


@pytest.mark.usefixtures("built")
def test_a_rank_is_told_from_the_figure(trace: Trace) -> None:
    assert "(thứ hạng của chỉ tiêu)" in trace("2025-11", "hs.tiep_nhan", "--don-vi", "xa-hai").out


def test_json_holds_exact_numbers_and_places(trace: Trace, built: Sandbox) -> None:
    content = json.loads(trace("2025-11", "hs.ty_le", "--format", "json").out)
    assert content["version"] == 1
    assert content["figure"]["exact"] == {"numerator": "3476", "denominator": "4000"}
    first = content["contributors"][0]
    assert (first["unit"], first["sources"][0]["line"]) == ("xa-mot", 5)
    assert first["sources"][0]["commit"] == Repository(built.root, new=False).head
    assert content["missing"] == [
        {"unit": "phuong-ba", "name": "Phường Ba", "reason": "chưa gửi báo cáo kỳ này", "source": None}
    ]
    hits = json.loads(trace(REPORT, "3.781", "--format", "json").out)["hits"]
    assert [hit["key"] for hit in hits] == ["hs.tiep_nhan|xa-mot", "hs.ty_le|xa-mot"]


def test_lines_that_are_not_committed_are_said(trace: Trace, built: Sandbox) -> None:
    built.replace("data/units/xa-mot/2025-11.yaml", "3.781", "3.782")
    built.write(
        "data/units/phuong-ba/2025-11.yaml", "don_vi: phuong-ba\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 1}\n"
    )
    said = trace("2025-11", "hs.tiep_nhan")
    assert f"{LINE}  chưa commit" in said.out
    assert "data/units/phuong-ba/2025-11.yaml:3:26  tệp chưa được ghi vào Git" in said.out
    changed = "data/units/phuong-ba/2025-11.yaml, data/units/xa-mot/2025-11.yaml"
    assert f"Chú ý: Nguồn đã đổi từ khi lập văn bản ({changed})" in said.out


def test_without_git_and_without_outputs_the_rest_is_answered(trace: Trace, sandbox: Sandbox) -> None:
    said = trace("2025-11", "hs.tiep_nhan")
    assert said.code == 0
    assert "Không rõ ai ghi: dữ liệu không nằm trong kho Git." in said.out
    assert "Chưa có bản đồ văn bản của kỳ này" in said.out
    assert sandbox.root.is_dir()


def test_a_workspace_in_a_folder_of_a_repository(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = Sandbox(sandbox.root / "dữ liệu tỉnh")
    head = Repository(sandbox.root).commit("2025-11-15 09:00")
    assert main(["trace", "2025-11", "hs.tiep_nhan", "--root", str(inner.root)]) == 0
    assert head[:8] in capsys.readouterr().out


def test_a_file_of_a_unit_that_cannot_be_read_is_told(trace: Trace, built: Sandbox) -> None:
    built.write("data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\n...\nky: 2025-11\n")
    assert "Xã Hai: tệp báo cáo bị lỗi nên không đọc được" in trace("2025-11", "hs.tiep_nhan").out


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("2025-13", "hs.tiep_nhan"), "không phải là một kỳ báo cáo"),
        (("2024-01", "hs.tiep_nhan"), "Các kỳ có báo cáo, gần nhất trước: 2025-11."),
        (("2025-11", "hs.tiep_nhann"), "Ý bạn là 'hs.tiep_nhan'?"),
        (("2025-11", "hs.tiep_nhan", "--don-vi", "xa-mott"), "Ý bạn là 'xa-mot'?"),
        (("2025-11", "hs.tiep_nhan", "--chi-dao", "ce"), "Không có chỉ đạo 'ce'"),
        (("2025-11", "hs.tiep_nhan", "--thu", "2"), "--thu chỉ dùng khi truy một tệp"),
        ((BOOK, "Hồ sơ!B5"), "không phải số liệu. Số liệu gần nhất: Hồ sơ!C8"),
        ((BOOK, "Hồ sơ!Z99"), "để trống. Số liệu gần nhất"),
        ((BOOK, "Hồ so!C6"), "Không có trang tính 'Hồ so'. Ý bạn là 'Hồ sơ'?"),
        ((BOOK, "Hồ sơ!17"), "không phải một ô"),
        ((REPORT, "Nguyễn Văn A"), "không phải là số liệu"),
        ((REPORT, "98.765"), "Không thấy '98.765' trong tệp"),
        (("khong-co.docx", "1"), "Không có tệp"),
        ((REPORT, "3.781", "--don-vi", "xa-mot"), "chỉ dùng khi truy theo kỳ"),
    ],
)
@pytest.mark.usefixtures("built")
def test_what_is_not_there_is_said(trace: Trace, call: tuple[str, ...], told: str) -> None:
    said = trace(*call)
    assert said.code == 2
    assert told in said.err
    assert said.out == ""


def test_a_file_that_was_edited_is_refused(trace: Trace, built: Sandbox) -> None:
    path = built.out / "2025-11" / REPORT
    path.write_bytes(path.read_bytes() + b"\0")
    assert "không còn như khi lập" in trace(REPORT, "3.781").err
    path.write_bytes(b"not a document")
    assert "không còn như khi lập" in trace(REPORT, "3.781").err
    assert (
        f"{REPORT}, tệp đã thay đổi từ khi lập"
        in trace("2025-11", "hs.tiep_nhan", "--don-vi", "xa-mot").out
    )


def test_a_file_without_a_map_or_outside_of_it_is_refused(trace: Trace, built: Sandbox) -> None:
    folder = built.out / "2025-11"
    (folder / "khac.docx").write_bytes((folder / REPORT).read_bytes())
    assert "không phải do lần lập này làm ra" in trace("khac.docx", "3.781").err
    (folder / "truy-vet.json").unlink()
    assert "Không có bản đồ truy vết truy-vet.json" in trace(REPORT, "3.781").err


def test_many_units_are_folded_unless_all_are_asked_for(trace: Trace, sandbox: Sandbox) -> None:
    names = [f"xa-so-{number:02}" for number in range(14)]
    registry = "data/units/don-vi.yaml"
    extra = "".join(
        f"  {name}: {{ma: s{name[-2:]}, ten: Xã Số {name[-2:]}, loai: xa, thuoc: tinh-t, tinh_cu: bac}}\n"
        for name in names
    )
    sandbox.write(registry, (sandbox.root / registry).read_text(encoding="utf-8") + extra)
    for number, name in enumerate(names):
        text = f"don_vi: {name}\nky: 2025-11\nchi_tieu: {{hs.tiep_nhan: {number + 1}}}\n"
        sandbox.write(f"data/units/{name}/2025-11.yaml", text)
    folded = trace("2025-11", "hs.tiep_nhan").out
    assert "… và 5 đơn vị khác, cộng 15 hồ sơ (--tat-ca để xem hết)" in folded
    assert "Xã Số 00" not in folded
    assert "Xã Số 00: 1 hồ sơ" in trace("2025-11", "hs.tiep_nhan", "--tat-ca").out


def test_tracing_loads_nothing_that_writes_documents(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.build()
    code = (
        "import sys; from baocao.cli.main import main\n"
        f"main(['trace', '2025-11', 'hs.tiep_nhan', '--root', {str(tmp_path)!r}])\n"
        "print(sorted({'docx', 'openpyxl', 'jinja2', 'babel', 'rich', 'markdown_it'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"


RULE = "  quy_tac:\n    r: {ten: R, dieu_kien: hs.tiep_nhan >= hs.truc_tuyen}\n"


def add_definition(sandbox: Sandbox, text: str) -> None:
    path = sandbox.root / "data/directives/chi-tieu.yaml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_unit_that_is_left_out_of_a_total_is_named_with_what_it_lacks(
    trace: Trace, sandbox: Sandbox
) -> None:
    add_definition(sandbox, RULE)
    report = "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.truc_tuyen: 200}\n"
    sandbox.write("data/units/xa-hai/2025-11.yaml", report)
    said = trace("2025-11", "hs.truc_tuyen")
    assert "Giá trị: 3.276 hồ sơ" in said.out
    left_out = "Độ phủ: 1/3 đơn vị được tính; 1 có số liệu chưa tính vào, vì còn thiếu chỉ tiêu liên quan"
    assert f"{left_out}; 1 thiếu; 0 không áp dụng" in said.out
    assert "Xã Hai: có số liệu nhưng chưa tính vào, vì còn thiếu hs.tiep_nhan" in said.out


def test_a_traced_mean_says_that_it_is_one_and_who_had_nothing(trace: Trace, sandbox: Sandbox) -> None:
    for unit, rate in (("xa-mot", "80"), ("xa-hai", "90"), ("phuong-ba", "khong_phat_sinh")):
        report = f"don_vi: {unit}\nky: 2025-11\nchi_tieu: {{hs.phan_tram: {rate}}}\n"
        sandbox.write(f"data/units/{unit}/2025-11.yaml", report)
    said = trace("2025-11", "hs.phan_tram")
    assert "Giá trị: 85% (bình quân các đơn vị)" in said.out
    assert "Độ phủ: 2/3 đơn vị được tính; 1 không phát sinh, không tính vào; 0 thiếu" in said.out


def test_what_has_no_total_says_so_and_names_who_gave_it(trace: Trace, sandbox: Sandbox) -> None:
    add_definition(sandbox, "    web: {ten: Trang, loai: van_ban}\n")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "chi_tieu:\n", "chi_tieu:\n  hs.web: a.gov.vn\n")
    said = trace("2025-11", "hs.web")
    assert "Giá trị: không tổng hợp" in said.out
    assert "Tổng hợp: không tổng hợp, mỗi đơn vị một số riêng" in said.out
    assert "Xã Một: a.gov.vn" in said.out
