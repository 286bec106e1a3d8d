"""`baocao import` as a clerk runs it: a folder goes in, a line for each file comes out."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from baocao.cli.main import main
from features.exchange.filled.test_importing import COUNT, GOOD, ONLINE, Desk, form_of
from filling import filled_form, place_of
from repositories import Repository
from support import REGISTRY


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def run(desk: Desk, *options: str, folder: bool = True) -> int:
    named = [str(desk.folder)] if folder else []
    return main(["import", *named, *options, "--root", str(desk.root)])


def test_a_clean_form_is_imported_and_the_way_back_is_named(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.put(filled_form(form_of(desk.root), GOOD))
    assert run(desk) == 0
    told = capsys.readouterr()
    assert re.search(r"bieu\.xlsx +nhập +Xã Hai: 5 điều mới", told.out)
    assert "xóa các tệp data/units/xa-hai/2025-11.yaml" in told.err
    assert run(desk) == 0
    assert re.search(r"bieu\.xlsx +không đổi", capsys.readouterr().out)


def test_a_faulty_form_ends_with_1_and_is_told_at_its_cells_in_80_columns(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.put(filled_form(form_of(desk.root), {**GOOD, COUNT: 3.781, ONLINE: "Ko"}))
    assert run(desk, "--tra-lai", str(desk.folder.parent / "tra")) == 1
    told = capsys.readouterr()
    assert f"{place_of(form_of(desk.root), *COUNT)} (Tiếp nhận): đọc được 3,781" in told.out
    assert all(len(line) <= 80 for line in told.out.splitlines())
    assert "1 tệp đã đánh dấu và danh sách danh-sach-gui.txt" in told.err
    assert (desk.folder.parent / "tra" / "bieu.xlsx").is_file()
    assert desk.report() == ""


def test_a_dry_run_shows_by_meaning_and_writes_nothing(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.put(filled_form(form_of(desk.root, "xa-mot"), {COUNT: 3800}))
    before = desk.report("xa-mot")
    assert run(desk, "--dry-run") == 0
    out = capsys.readouterr().out
    assert re.search(r"Tiếp nhận.*3\.781 → +3\.800", out)
    assert desk.report("xa-mot") == before


def test_files_are_told_to_programs(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.put(filled_form(form_of(desk.root), {**GOOD, COUNT: 3.781}))
    assert run(desk, "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    (file,) = told["files"]
    assert (file["outcome"], file["unit"]) == ("faulty", "xa-hai")
    assert file["findings"][0]["cell"] == place_of(form_of(desk.root), *COUNT)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Ghi tệp hoặc thư mục cần nhập"),
        (("khong-co.xlsx",), "Không có tệp hay thư mục"),
    ],
)
def test_a_wrong_call_is_refused(
    desk: Desk, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    assert run(desk, *options, folder=False) == 2
    assert said in capsys.readouterr().err


def test_a_chosen_file_must_be_among_those_that_came(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.put(filled_form(form_of(desk.root), GOOD))
    assert run(desk, "--chon", str(desk.root / "data/units/don-vi.yaml")) == 2
    assert "không nằm trong các tệp được nhập" in capsys.readouterr().err


def test_what_goes_back_never_takes_the_place_of_what_came(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    path = desk.put(filled_form(form_of(desk.root), {**GOOD, COUNT: 3.781}))
    before = path.read_bytes()
    assert main(["import", str(path), "--tra-lai", str(desk.folder), "--root", str(desk.root)]) == 2
    assert "chứa tệp gốc" in capsys.readouterr().err
    assert path.read_bytes() == before


def add_communes(desk: Desk, count: int) -> list[str]:
    """Let as many communes report."""
    names = [f"xa-so-{number}" for number in range(count)]
    lines = "".join(
        f'  {name}: {{ma: "s{number}", ten: Xã Số {number}, loai: xa, thuoc: tinh-t, mo: 2025-07-01}}\n'
        for number, name in enumerate(names)
    )
    desk.sandbox.write("data/units/don-vi.yaml", REGISTRY.lstrip("\n") + lines)
    return names


def spoiled_inbox(desk: Desk, count: int) -> None:
    """Put forms of so many communes: 3 corrupt, 1 encrypted, 1 of another period, 2 sent twice.

    All of these are of communes that send nothing else, but for the two duplicates.
    """
    names = add_communes(desk, count)
    form = form_of(desk.root, names[0])
    for number, name in enumerate(names):
        own = {("bieu/don_vi", "gia_tri"): name, ("bieu/don_vi", "don_vi_tinh"): f"Xã Số {number}"}
        data = filled_form(form, {**GOOD, COUNT: 1000 + number, ONLINE: 500 + number, **own})
        desk.put(data, f"{name}.xlsx")
    for name in names[:3]:
        desk.put((desk.folder / f"{name}.xlsx").read_bytes()[:2_000], f"{name}.xlsx")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    desk.put(locked, f"{names[3]}.xlsx")
    desk.put(form_of(desk.root, names[4], "2025-10"), f"{names[4]}.xlsx")
    for name, twin in ((names[5], names[6]), (names[7], names[8])):
        desk.put((desk.folder / f"{name}.xlsx").read_bytes(), f"{twin}.xlsx")


def test_of_96_files_89_are_imported_and_seven_are_named_in_one_run(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    spoiled_inbox(desk, 96)
    assert run(desk, "--ky", "2025-11") == 1
    told = capsys.readouterr().out
    assert "96 tệp: 89 nhập, 4 không đọc được, 1 sai kỳ, 2 trùng." in told
    assert len([*desk.root.glob("data/units/xa-so-*/2025-11.yaml")]) == 89
    assert run(desk, "--ky", "2025-11") == 1
    assert "96 tệp: 89 không đổi, 4 không đọc được, 1 sai kỳ, 2 trùng." in capsys.readouterr().out


def test_the_way_back_works_in_the_folder_in_which_somebody_is(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    Repository(desk.root).commit("2025-11-18 08:00")
    desk.put(filled_form(form_of(desk.root), GOOD))
    assert run(desk) == 0
    (way,) = re.findall(r"Bỏ báo cáo mới: (.+)", capsys.readouterr().err)
    assert desk.report()
    subprocess.run(shlex.split(way), check=True, capture_output=True)
    assert not desk.report()
