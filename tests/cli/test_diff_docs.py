"""docs/so-sanh.md shows what `baocao diff` prints."""

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from baocao.cli.main import main
from baocao.features.diff.records import Move
from repositories import Repository
from support import EXAMPLE, REPOSITORY, SUBMISSION, Sandbox

PAGE = (REPOSITORY / "docs" / "so-sanh.md").read_text(encoding="utf-8")
SCREENS: Final[list[str]] = re.findall(r"^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_screen_of_two_periods_is_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["diff", "2025-10", "2025-11", "--root", str(EXAMPLE)]) == 0
    shown, cut, _ = SCREENS[0].partition("        …\n")
    assert cut
    assert capsys.readouterr().out.startswith(shown)


@pytest.mark.parametrize("move", list(Move))
def test_every_move_of_a_task_is_explained(move: Move) -> None:
    assert move.value in PAGE


def screen_with(words: str) -> str:
    return next(screen for screen in SCREENS if words in screen)


def test_the_screen_of_what_is_printed_otherwise_is_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("templates", "data/directives", "examples/tinh-gia-lap"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    Repository(tmp_path).commit("2025-11-15 09:00")
    for kind in ("cap-xa", "tong-hop"):
        template = tmp_path / "templates" / f"bao-cao-nq57-{kind}.md.j2"
        text = template.read_text(encoding="utf-8")
        template.write_text(text.replace("kính báo cáo", "trân trọng báo cáo"), encoding="utf-8")
    assert main(["diff", "--rev", "HEAD", "--root", str(tmp_path / "examples" / "tinh-gia-lap")]) == 0
    assert capsys.readouterr().out == screen_with("Văn bản in ra thay đổi")


def test_the_screen_of_a_retired_indicator_is_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    catalogue = "data/directives/chi-tieu.yaml"
    sandbox.replace(catalogue, "ten: Hồ sơ trực tuyến,", "ten: Hồ sơ trực tuyến, den_ky: 2025-10,")
    sandbox.replace(
        catalogue,
        "ty_le: {ten: Tỷ lệ, loai: ty_so, don_vi_tinh: hồ sơ, tu_so: hs.truc_tuyen, mau_so: hs.tiep_nhan}",
        "moi: {ten: Mới hỏi, loai: so_dem, tu_ky: 2025-11}",
    )
    sandbox.write("data/units/xa-mot/2025-10.yaml", SUBMISSION.replace("2025-11", "2025-10"))
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.truc_tuyen: 3.276", "hs.moi: 12")
    for period, online in (("2025-10", ", hs.truc_tuyen: 4"), ("2025-11", "")):
        text = f"don_vi: xa-hai\nky: {period}\nchi_tieu: {{hs.tiep_nhan: 9{online}}}\n"
        sandbox.write(f"data/units/xa-hai/{period}.yaml", text)
    assert main(["diff", "2025-10", "2025-11", "--root", str(sandbox.root)]) == 0
    assert capsys.readouterr().out.endswith(screen_with("không hỏi từ 2025-11"))
