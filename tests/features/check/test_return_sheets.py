"""Return sheets in a folder: whole or not at all, the same bytes every time, nothing outlives its cause."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest

from baocao.features.check import return_sheets
from baocao.features.check.return_sheet import UNKNOWN_DAY
from baocao.features.check.return_sheets import LIST, Call, Sheets, write_return_sheets
from baocao.inspection.inspect import inspect_document
from baocao.pipeline import parallel
from baocao.pipeline.loading import load_checked
from baocao.pipeline.parallel import Sharing
from office import Word, lint_module, package_parts, printed_text
from support import EXAMPLE, Sandbox, period_of

FILE: Final = "data/units/xa-mot/2025-11.yaml"
BEFORE: Final = datetime(2025, 11, 15)  # noqa: DTZ001 - Vietnam's time
AFTER: Final = datetime(2025, 12, 1)  # noqa: DTZ001
NAMES: Final = ("phuong-ba_phieu_cd.docx", "xa-hai_phieu_cd.docx")


def write_all(sandbox: Sandbox, folder: str = "phieu", now: datetime = BEFORE, **changes: Any) -> Sheets:
    loaded = sandbox.load()
    call = Call(sandbox.root / folder, now, **changes)
    return write_return_sheets(loaded, [*loaded.problems, *loaded.missing], call)


def folder_hashes(folder: Path) -> dict[str, str]:
    """Return the hashes of all files under a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths}


def sheet_text(sandbox: Sandbox, name: str = NAMES[1]) -> str:
    """Return everything that a sheet says."""
    return printed_text(Word((sandbox.root / "phieu" / name).read_bytes()).root)


def listed_sheets(sandbox: Sandbox) -> list[str]:
    content = json.loads((sandbox.root / "phieu" / LIST).read_text(encoding="utf-8"))
    return [sheet["tep"] for sheet in content["van_ban"]]


# What is written.


def test_every_unit_with_something_to_mend_gets_a_sheet_and_a_list_names_them(sandbox: Sandbox) -> None:
    assert write_all(sandbox) == Sheets(written=NAMES)
    assert set(folder_hashes(sandbox.root / "phieu")) == {*NAMES, LIST}
    assert listed_sheets(sandbox) == list(NAMES)


def test_the_list_says_from_what_each_sheet_was_made(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.781", "abc")
    write_all(sandbox)
    content = json.loads((sandbox.root / "phieu" / LIST).read_text(encoding="utf-8"))
    (entry,) = (sheet for sheet in content["van_ban"] if sheet["don_vi"] == "xa-mot")
    assert (entry["chi_dao"], entry["san_pham"], entry["du_thao"]) == ("cd", "phieu", True)
    assert {FILE, "data/units/xa-mot/ho-so.yaml", "data/units/so-a/ho-so.yaml"} <= set(entry["nguon"])
    assert content["nguon"][FILE] == sha256((sandbox.root / FILE).read_bytes()).hexdigest()


def test_nothing_to_mend_writes_nothing_at_all(sandbox: Sandbox) -> None:
    loaded = sandbox.load()
    assert write_return_sheets(loaded, [], Call(sandbox.root / "phieu", BEFORE)) == Sheets()
    assert not (sandbox.root / "phieu").exists()


def test_nothing_outside_of_the_folder_changes(sandbox: Sandbox) -> None:
    before = folder_hashes(sandbox.root)
    write_all(sandbox)
    after = folder_hashes(sandbox.root)
    assert {name for name in after if name not in before} == {f"phieu/{name}" for name in (*NAMES, LIST)}
    assert {name: digest for name, digest in after.items() if name in before} == before


def test_only_what_is_shown_is_told(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.781", "abc")
    loaded = sandbox.load()
    shown = [problem for problem in loaded.problems if problem.code == "BC208"]
    done = write_return_sheets(loaded, shown, Call(sandbox.root / "phieu", BEFORE))
    assert done.written == ("xa-mot_phieu_cd.docx",)


def test_who_has_something_to_mend_but_reports_to_nobody_is_named(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/so-a/ho-so.yaml", "ky_hieu: SA", "ky_hieu: SA\nla: x")
    assert [unit.id for unit in write_all(sandbox).unsent] == ["so-a"]


def test_without_the_profile_of_the_department_nobody_gets_a_sheet_and_it_is_said_why(
    sandbox: Sandbox,
) -> None:
    sandbox.remove("data/units/so-a/ho-so.yaml")
    done = write_all(sandbox)
    assert [problem.code for problem in done.problems] == ["BC608"]
    assert [unit.id for unit in done.unsent] == ["xa-hai", "phuong-ba"]
    assert done.written == ()


# Until when.


def test_the_deadline_counts_while_it_lies_ahead(sandbox: Sandbox) -> None:
    write_all(sandbox)
    assert "trước 17 giờ 00 ngày 17/11/2025;" in sheet_text(sandbox)


def test_after_the_deadline_the_day_is_left_open(sandbox: Sandbox) -> None:
    write_all(sandbox, now=AFTER)
    assert f"trước {UNKNOWN_DAY};" in sheet_text(sandbox)


def test_a_day_that_is_given_counts_always(sandbox: Sandbox) -> None:
    write_all(sandbox, now=AFTER, until=date(2025, 12, 5))
    assert "trước 17 giờ 00 ngày 05/12/2025;" in sheet_text(sandbox)


# The same bytes.


def test_the_same_sources_give_the_same_bytes_whatever_the_clock_says(sandbox: Sandbox) -> None:
    write_all(sandbox)
    write_all(sandbox, "nơi khác", BEFORE.replace(day=16))
    assert folder_hashes(sandbox.root / "phieu") == folder_hashes(sandbox.root / "nơi khác")


SCRIPT: Final = """
from datetime import datetime
from pathlib import Path
from baocao.pipeline.loading import load_checked
from baocao.features.check.return_sheets import Call, write_return_sheets
from baocao.model.period import Period
loaded = load_checked(Path("."), Period.parse("2025-11"))
call = Call(Path("phieu"), datetime(2025, 11, 15))
write_return_sheets(loaded, [*loaded.problems, *loaded.missing], call)
"""


def test_the_same_sources_give_the_same_bytes_in_every_process(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.781", "abc")
    sandbox.replace(FILE, "3.276", "x\n  hs.kinh_phi:\n  hs.may_lay_so: y")
    write_all(sandbox)
    expected = folder_hashes(sandbox.root / "phieu")
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", SCRIPT], cwd=sandbox.root, env=environment, check=True)
        assert folder_hashes(sandbox.root / "phieu") == expected


def test_forked_work_gives_the_same_bytes(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(sandbox)
    monkeypatch.setattr(return_sheets, "DOCUMENTS", Sharing(2))
    monkeypatch.setattr(parallel, "_processor_count", lambda: 2)
    write_all(sandbox, "hai")
    assert folder_hashes(sandbox.root / "hai") == folder_hashes(sandbox.root / "phieu")


def test_documents_carry_the_time_that_reproducible_builds_ask_for(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(sandbox)
    core = package_parts((sandbox.root / "phieu" / NAMES[0]).read_bytes())["docProps/core.xml"]
    assert b"2025-11-14T00:00:00Z" in core
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    write_all(sandbox)
    core = package_parts((sandbox.root / "phieu" / NAMES[0]).read_bytes())["docProps/core.xml"]
    assert b"2023-11-14T22:13:20Z" in core


# Earlier sheets.


def report_completely(sandbox: Sandbox, unit: str = "xa-hai") -> None:
    """Let a unit report completely."""
    original = (sandbox.root / FILE).read_text(encoding="utf-8")
    sandbox.write(f"data/units/{unit}/2025-11.yaml", original.replace("xa-mot", unit))


def test_the_sheet_of_a_unit_that_has_mended_everything_is_removed(sandbox: Sandbox) -> None:
    write_all(sandbox)
    report_completely(sandbox)
    done = write_all(sandbox)
    assert (done.written, done.removed) == (NAMES[:1], NAMES[1:])
    assert set(folder_hashes(sandbox.root / "phieu")) == {NAMES[0], LIST}
    assert listed_sheets(sandbox) == [NAMES[0]]


def test_when_everybody_has_mended_everything_only_the_empty_list_stays(sandbox: Sandbox) -> None:
    write_all(sandbox)
    report_completely(sandbox)
    report_completely(sandbox, "phuong-ba")
    assert write_all(sandbox).removed == NAMES
    assert set(folder_hashes(sandbox.root / "phieu")) == {LIST}


def test_a_narrowed_call_leaves_the_other_sheets_and_still_knows_them(sandbox: Sandbox) -> None:
    write_all(sandbox)
    report_completely(sandbox, "phuong-ba")
    sandbox.replace(FILE, "3.781", "abc")
    done = write_all(sandbox, narrowed=True)
    assert done.removed == ()
    assert listed_sheets(sandbox) == [*NAMES, "xa-mot_phieu_cd.docx"]
    assert write_all(sandbox).removed == ("phuong-ba_phieu_cd.docx",)


@pytest.mark.parametrize(
    "name", ["../FILE.docx", "baocao.yaml", "khac.docx", "a/xa-hai_phieu_cd.docx", "..", "", 5, None]
)
def test_only_sheets_in_the_folder_itself_are_removed_whatever_the_list_says(
    sandbox: Sandbox, name: object
) -> None:
    write_all(sandbox)
    for other in ("FILE.docx", "phieu/baocao.yaml", "phieu/khac.docx", "phieu/a/xa-hai_phieu_cd.docx"):
        sandbox.write(other, "x")
    path = sandbox.root / "phieu" / LIST
    path.write_text(path.read_text(encoding="utf-8").replace(f'"{NAMES[1]}"', json.dumps(name)))
    before = folder_hashes(sandbox.root)
    report_completely(sandbox)
    assert write_all(sandbox).removed == ()
    assert {*before} <= {*folder_hashes(sandbox.root)}


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"van_ban": 5}', '{"van_ban": [5], "nguon": 1}'])
def test_a_list_that_cannot_be_read_removes_nothing_and_is_written_anew(
    sandbox: Sandbox, content: str
) -> None:
    write_all(sandbox)
    sandbox.write(f"phieu/{LIST}", content)
    report_completely(sandbox)
    assert write_all(sandbox).removed == ()
    assert listed_sheets(sandbox) == [NAMES[0]]
    assert (sandbox.root / "phieu" / NAMES[1]).exists()


def test_a_list_whose_entries_lack_something_is_no_reason_to_fail(sandbox: Sandbox) -> None:
    write_all(sandbox)
    sandbox.write(f"phieu/{LIST}", json.dumps({"van_ban": [{"tep": NAMES[1]}], "nguon": {}}))
    assert write_all(sandbox, narrowed=True).written == NAMES


def test_a_folder_that_cannot_be_written_is_reported(sandbox: Sandbox) -> None:
    sandbox.write("phieu", "đây là một tệp")
    done = write_all(sandbox)
    assert [problem.code for problem in done.problems] == ["BC801"]
    assert (done.written, done.removed) == ((), ())


# What comes out is a proper document.


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sheets of the synthetic province."""
    folder = tmp_path_factory.mktemp("phieu")
    loaded = load_checked(EXAMPLE, period_of("2025-11"))
    write_return_sheets(loaded, [*loaded.problems, *loaded.missing], Call(folder, AFTER))
    return folder


def test_sheets_have_the_form_that_the_law_prescribes(example: Path, sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.781", "abc")
    write_all(sandbox)
    for path in [*example.glob("*.docx"), *(sandbox.root / "phieu").glob("*.docx")]:
        data = path.read_bytes()
        # The day that is still to be filled in is highlighted.
        open_marks = ["TT705"] if UNKNOWN_DAY in printed_text(Word(data).root) else []
        judged = inspect_document(path.name, data).judged
        assert [each.rule.id for each in judged if each.fails] == open_marks
        assert lint_module().lint_file(data) == []


def test_sheets_are_drafts_that_say_what_is_synthetic(example: Path) -> None:
    (name,) = (path.name for path in example.glob("*.docx"))
    package = package_parts((example / name).read_bytes())
    assert "DỰ THẢO" in package["word/header3.xml"].decode()
    for part in ("word/footer1.xml", "word/footer2.xml"):
        assert "SỐ LIỆU GIẢ LẬP" in package[part].decode()
