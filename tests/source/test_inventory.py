"""What lies in the folders of a workspace: listed once, and nothing in it makes a load long."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from baocao.model.inventory import Inventory, periods_among
from baocao.pipeline.loading import load_checked
from baocao.source.config import read_config
from baocao.source.inventory import take_inventory
from support import SUBMISSION, Sandbox, period_of

SECONDS = 60
"""Far more than any load takes; what hangs never ends."""
STRAY = ["(1) 2025-11.yaml", " 2025-11.yaml", "#2025-11.yaml", "-.yaml", "!.yaml", "0001-01.yaml", ".yaml"]


@pytest.fixture(autouse=True)
def _guarded() -> Iterator[None]:
    """Fail a test that hangs, where the system has an alarm."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still running after {SECONDS} seconds")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("name", STRAY)
def test_a_stray_name_does_not_make_the_search_for_earlier_periods_endless(
    sandbox: Sandbox, name: str
) -> None:
    sandbox.write(f"data/units/xa-mot/{name}", SUBMISSION)
    (workspace,) = sandbox.load().workspaces
    assert list(workspace.submissions) == ["xa-mot"]


def test_only_names_of_periods_are_periods() -> None:
    names = [
        *STRAY,
        "2025-11.yaml",
        "2025-Q3.yaml",
        "2024.yaml",
        "ho-so.yaml",
        "2025-13.yaml",
        "2025-11.yml",
    ]
    assert list(periods_among(names)) == ["2025-11.yaml", "2025-Q3.yaml", "2024.yaml"]


def test_periods_are_those_for_which_any_unit_has_a_file(sandbox: Sandbox) -> None:
    for name in ("xa-hai/2025-11", "xa-hai/2025-Q3", "phuong-ba/2024", "xa-mot/thang-11"):
        sandbox.write(f"data/units/{name}.yaml", SUBMISSION)
    inventory = take_inventory(read_config(sandbox.root)[0])
    assert [period.id for period in inventory.all_periods()] == ["2024", "2025-11", "2025-Q3"]


@pytest.mark.parametrize(
    ("period", "most", "earlier"),
    [
        ("2025-11", 2, ["2025-10", "2025-08"]),
        ("2025-11", 9, ["2025-10", "2025-08", "2024-12", "1900-01"]),
        ("2025-Q4", 9, ["2025-Q3"]),
        ("2026", 9, ["2024"]),
        ("1900-01", 9, []),
        ("2025-11-18", 9, ["2025-11-17"]),
        ("2025-11-18T07", 9, ["2025-11-17"]),
    ],
)
def test_earlier_periods_are_of_the_same_kind_and_the_latest_first(
    period: str, most: int, earlier: list[str]
) -> None:
    names = ["2025-10", "2025-08", "2024-12", "1900-01", "2025-12", "2025-Q3", "2024", "2025-11-17"]
    inventory = Inventory(periods=periods_among(f"{name}.yaml" for name in names))
    assert [each.id for each in inventory.earlier_periods(period_of(period), most)] == earlier


def test_a_file_of_the_year_1900_makes_no_search_long(sandbox: Sandbox) -> None:
    for name in ("1900-01", "9999-12", "2025-10"):
        sandbox.write(f"data/units/xa-mot/{name}.yaml", SUBMISSION.replace("2025-11", name))
    assert "xa-mot" in sandbox.load().workspaces[0].submissions
    assert "xa-mot" in sandbox.load("9999-12").workspaces[0].submissions


def test_folders_of_units_are_in_order_and_files_are_none(sandbox: Sandbox) -> None:
    sandbox.write("data/units/README.md", "a")
    sandbox.write("data/units/.git/config", "a")
    inventory = take_inventory(read_config(sandbox.root)[0])
    assert list(inventory.units) == ["so-a", "xa-mot"]
    assert inventory.loose == ("README.md", "don-vi.yaml")


@pytest.mark.parametrize("period", ["2025-11", None])
def test_each_folder_is_listed_once_however_many_periods_there_are(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, period: str | None
) -> None:
    for name in ("xa-mot/2025-10", "xa-mot/2025-09", "xa-hai/2025-10", "so-a/2025-11"):
        unit, month = name.split("/")
        text = SUBMISSION.replace("2025-11", month).replace("xa-mot", unit)
        sandbox.write(f"data/units/{name}.yaml", text)
    sandbox.write("data/units/xa-mot/phat-hanh/2025-11_cd_bao-cao.yaml", "so: 1\n")
    listed: Counter[str] = Counter()
    scandir, listdir = os.scandir, os.listdir

    def counted(path: str | Path) -> Iterator[os.DirEntry[str]]:
        listed[os.path.relpath(path, sandbox.root)] += 1
        return scandir(path)

    def named(path: str | Path) -> list[str]:
        listed[os.path.relpath(path, sandbox.root)] += 1
        return listdir(path)

    monkeypatch.setattr(os, "scandir", counted)
    monkeypatch.setattr(os, "listdir", named)
    load_checked(sandbox.root, period_of(period) if period else None)
    here = {name: count for name, count in listed.items() if not name.startswith("..")}
    units = ("so-a", "xa-hai", "xa-mot", "xa-mot/phat-hanh")
    folders = (
        "data",
        "data/units",
        *(f"data/units/{name}" for name in units),
        "data/directives",
        "templates",
    )
    assert here == dict.fromkeys(folders, 1)
