"""`baocao schema`."""

from pathlib import Path

import pytest

from baocao.cli.main import main
from support import Sandbox


def test_schemas_and_settings_are_written_and_told(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sandbox.root)
    assert main(["schema"]) == 0
    assert capsys.readouterr().err == (
        "Đã ghi 11 lược đồ vào .baocao/schema.\n"
        "Đã ghi cấu hình cho VS Code vào .vscode/settings.json; cần cài tiện ích YAML của Red Hat.\n"
    )
    assert (sandbox.root / ".baocao" / "schema" / "bao-cao-xa.json").is_file()


def test_settings_with_comments_are_left_and_told(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.write(".vscode/settings.json", "// của tôi\n{}\n")
    assert main(["schema", "--root", str(sandbox.root)]) == 0
    assert "Giữ nguyên .vscode/settings.json vì tệp có chú thích" in capsys.readouterr().err


def test_one_schema_goes_where_it_is_wanted(
    sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--chi-dao", "cd", "--loai", "phuong", "--out", str(tmp_path / "x")]
    assert main(["schema", "--root", str(sandbox.root), *options]) == 0
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["bao-cao-phuong-cd.json"]
    assert "Đã ghi 1 lược đồ" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--don-vi", "xa-mott"], "Lỗi: Không có đơn vị 'xa-mott'. Ý bạn là 'xa-mot'?\n"),
        (["--loai", "xa", "--don-vi", "xa-mot"], "Lỗi: Chỉ dùng một trong hai: --don-vi hoặc --loai.\n"),
    ],
)
def test_a_wrong_call_is_told(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert main(["schema", "--root", str(sandbox.root), *options]) == 2
    assert capsys.readouterr().err == said


def test_wrong_definitions_are_told_at_their_place(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.replace("data/directives/chi-tieu.yaml", "loai: co_khong", "loai: co_hay_khong")
    assert main(["schema", "--root", str(sandbox.root)]) == 1
    assert "data/directives/chi-tieu.yaml:" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_told(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.write(".baocao", "một tệp")
    assert main(["schema", "--root", str(sandbox.root)]) == 1
    assert "BC801" in capsys.readouterr().out
