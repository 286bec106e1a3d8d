"""`baocao inspect`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from baocao.cli.main import main
from breaking import change_parts, good_document, replace_first

BAD = change_parts(good_document("report"), replace_first("Số: 189/BC-SA", "Số: 9/BC-SA"))
WARNED = change_parts(good_document("report"), replace_first("95,5%", "95,5 %"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good, a bad and a warned document, and what is no document."""
    for name, data in (("tot.docx", good_document("report")), ("xau.docx", BAD), ("con/nhac.DOCX", WARNED)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "~$xau.docx").write_bytes(b"lock")
    (tmp_path / "so-lieu.xlsx").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("name", "code"), [("tot.docx", 0), ("con/nhac.DOCX", 0), ("xau.docx", 1)])
def test_only_errors_fail(name: str, code: int) -> None:
    assert main(["inspect", name]) == code


@pytest.mark.usefixtures("folder")
def test_several_files_are_reported_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", "tot.docx", "xau.docx"]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.index("tot.docx (báo cáo") < said.out.index("xau.docx (báo cáo")
    assert "✗ TT208 lỗi" in said.out


def test_a_folder_stands_for_its_documents(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(folder), "--format", "json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert [Path(each["file"]).name for each in content["files"]] == ["nhac.DOCX", "tot.docx", "xau.docx"]
    assert [each["problem"] for each in content["files"]] == [None] * 3


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", ["text", "json"])
def test_only_what_does_not_conform_is_shown_on_request(
    capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert main(["inspect", "xau.docx", "--chi-loi", "--format", form]) == 1
    said = capsys.readouterr().out
    assert "TT208" in said
    assert "TT103" not in said


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_no_document_is_told_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", "so-lieu.xlsx", "tot.docx"]) == 1
    said = capsys.readouterr().out
    assert "TT002 lỗi: Tệp không phải là DOCX" in said
    assert "tot.docx (báo cáo" in said


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["inspect", "khong-co.docx"], "Lỗi: Không có tệp hoặc thư mục 'khong-co.docx'."),
        (["inspect", "trong"], "Lỗi: Thư mục 'trong' không có tệp DOCX nào."),
        (["inspect", "tot.docx", "--format", "xml"], "Lỗi: Giá trị cho --format không dùng được."),
        (["inspect"], "Lỗi: Thiếu TỆP…."),
    ],
)
def test_a_wrong_call_is_explained(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    (folder / "trong").mkdir()
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.err.startswith(message)
    assert said.out == ""


def test_inspecting_imports_no_library_that_it_does_not_need(folder: Path) -> None:
    code = (
        "import sys; from baocao.cli.main import main; main(['inspect', 'tot.docx']); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    parts = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert parts & {"docx", "lxml", "openpyxl", "jinja2", "babel", "rich", "markdown_it"} == set()


def test_the_help_imports_nothing_of_the_inspection() -> None:
    code = "import sys; from baocao.cli.main import main; main(['inspect', '--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    modules = done.stdout.splitlines()[-1].split()
    assert not any(name.startswith(("baocao.inspection", "xml.etree", "lxml", "docx")) for name in modules)


def test_inspecting_writes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    main(["inspect", str(folder)])
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


MISSPELT = change_parts(
    good_document("report"), replace_first("04 kế hoạch.", "04 kế hoạch tại xã Mỏ Cầy.")
)


def test_names_are_compared_with_the_registry_of_the_workspace(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registry = folder / "nha" / "data" / "units" / "don-vi.yaml"
    registry.parent.mkdir(parents=True)
    registry.write_text(
        "loai:\n  xa: {ten: xã, cap: xa}\ndon_vi:\n  xa-mo-cay: {ten: Xã Mỏ Cày, loai: xa}\n", "utf-8"
    )
    (folder / "ten.docx").write_bytes(MISSPELT)
    assert main(["inspect", "ten.docx", "--chi-loi"]) == 0
    assert "TT325" not in capsys.readouterr().out
    assert main(["inspect", "ten.docx", "--chi-loi", "--root", "nha"]) == 0
    assert "'xã Mỏ Cầy' viết khác danh mục: 'xã Mỏ Cày'" in capsys.readouterr().out


def test_a_registry_that_cannot_be_read_leaves_names_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registry = folder / "data" / "units" / "don-vi.yaml"
    registry.parent.mkdir(parents=True)
    registry.write_bytes(b"loai: [\x00")
    (folder / "ten.docx").write_bytes(MISSPELT)
    assert main(["inspect", "ten.docx", "--chi-loi"]) == 0
    assert "TT325" not in capsys.readouterr().out
