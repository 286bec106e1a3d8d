"""`baocao init`."""

import re
from pathlib import Path

import pytest

from baocao.cli.main import main
from wheels import fill_wheelhouse


def test_a_new_workspace_is_told_with_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "mới", "--nguon", "https://a.vn/b/baocao.git@v1"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "Đã tạo 22 tệp trong 'mới' (số liệu giả lập):"
    assert "  data/units/don-vi.yaml" in said
    assert "  baocao check --ky 2025-11" in said
    assert (tmp_path / "mới" / ".baocao" / "schema" / "bao-cao-xa.json").is_file()
    assert (tmp_path / "mới" / ".vscode" / "settings.json").is_file()


def test_the_commands_that_it_names_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["init", str(tmp_path / "moi")])
    monkeypatch.chdir(tmp_path / "moi")
    assert main(["check", "--ky", "2025-11"]) == 0
    assert main(["build", "--ky", "2025-11"]) == 0
    assert main(["page", "--ky", "2025-11"]) == 0
    assert len(list((tmp_path / "moi" / "out" / "2025-11").glob("*.docx"))) == 2
    assert (tmp_path / "moi" / "out" / "2025-11" / "trang.html").is_file()


@pytest.mark.parametrize(("is_right", "codes"), [(True, {0}), (False, {0, 1})])
def test_the_commands_of_ci_show_the_latest_period_be_the_data_right_or_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_right: bool, codes: set[int]
) -> None:
    folder = tmp_path / "moi"
    main(["init", str(folder), "--nguon", "baocao==0.1.0"])
    monkeypatch.chdir(folder)
    if not is_right:
        path = folder / "data/units/xa-suoi-may/2025-11.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("1.230", "1.235"), encoding="utf-8")
    files = [folder / ".gitlab-ci.yml", *(folder / ".github" / "workflows").iterdir()]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    calls = [
        match[1].split()
        for line in lines
        if (match := re.search(r"(?:- |run: |^ +)baocao ([^>|$]+)", line))
    ]
    assert {call[0] for call in calls} == {"check", "build", "page"}
    ended = {tuple(call): main(call) for call in calls}
    assert set(ended.values()) == codes
    assert {code for call, code in ended.items() if call[0] == "page"} == {0}
    assert (folder / "out" / "2025-11" / "trang.html").is_file()
    assert [path.name for path in (folder / "trang" / "2025-11").iterdir()] == ["trang.html"]


def test_an_unknown_source_leaves_out_ci_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tests run the program from a folder, which other machines do not have."""
    assert main(["init", str(tmp_path / "moi")]) == 0
    assert not (tmp_path / "moi" / ".gitlab-ci.yml").exists()
    assert "thêm --nguon" in capsys.readouterr().err


def test_a_folder_that_is_not_empty_is_refused_with_what_is_in_the_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(12):
        (tmp_path / f"tệp-{number:02}").write_text("x")
    assert main(["init", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "không phải là thư mục trống; đang có: tệp-00, tệp-01" in said
    assert "tệp-09 và 2 mục khác. Chọn thư mục khác." in said
    assert len(list(tmp_path.iterdir())) == 12


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tệp").write_text("x")
    assert main(["init", str(tmp_path / "tệp")]) == 2
    assert "là một tệp, không phải thư mục." in capsys.readouterr().err


def test_a_source_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "moi"), "--nguon", "ở đâu đó"]) == 2
    assert "--nguon 'ở đâu đó' không phải là địa chỉ Git hay phiên bản." in capsys.readouterr().err
    assert not (tmp_path / "moi").exists()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("https://a.vn/baocao.git@v0.1.0", "'v0.1.0' là thẻ hoặc nhánh, nội dung có thể bị đổi"),
        ("https://a.vn/baocao.git", "nguồn không ghi phiên bản, nội dung có thể bị đổi"),
        ("baocao==0.1.0", "chưa biết mã băm của baocao==0.1.0"),
    ],
)
def test_a_source_that_others_can_change_is_told_with_what_would_fix_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str, said: str
) -> None:
    assert main(["init", str(tmp_path / "moi"), "--nguon", source]) == 0
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "source",
    [f"https://a.vn/b.git@{'0a' * 20}", f"https://a.vn/baocao-0.1.0-py3-none-any.whl#sha256={'0a' * 32}"],
)
def test_a_source_that_is_fixed_needs_no_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str
) -> None:
    assert main(["init", str(tmp_path / "moi"), "--nguon", source]) == 0
    assert "Chú ý" not in capsys.readouterr().err


def test_wheels_are_copied_into_the_new_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wheels = fill_wheelhouse(tmp_path / "kho", monkeypatch)
    assert main(["init", str(tmp_path / "moi"), "--ngoai-tuyen", str(tmp_path / "kho")]) == 0
    assert f"  wheelhouse/ ({len(wheels)} tệp .whl)" in capsys.readouterr().err.splitlines()
    copied = {path.name for path in (tmp_path / "moi" / "wheelhouse").iterdir()}
    assert copied == set(wheels)


def test_wheels_that_lack_something_are_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kho").mkdir()
    assert main(["init", str(tmp_path / "moi"), "--ngoai-tuyen", str(tmp_path / "kho")]) == 2
    assert (
        "cần đúng một tệp baocao-*.whl, đang có 0. Lập lại bằng make wheelhouse." in capsys.readouterr().err
    )
    assert not (tmp_path / "moi").exists()


def test_there_is_one_source_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["init", str(tmp_path / "moi"), "--nguon", "baocao==1", "--ngoai-tuyen", str(tmp_path)]
    assert main(call) == 2
    assert "Chỉ dùng một trong hai: --nguon hoặc --ngoai-tuyen." in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tệp").write_text("x")
    assert main(["init", str(tmp_path / "tệp" / "moi")]) == 1
    assert "Lỗi: không ghi được vào" in capsys.readouterr().err
