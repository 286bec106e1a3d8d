"""One form for each unit, in a folder of its own; what was filled in there is never written over."""

from pathlib import Path

import pytest

from baocao.features.exchange.forms.sending import LIST, Call, Sent, State, send_forms
from baocao.pipeline.asking import UnaskedError
from form_layouts import REPORT
from support import EXAMPLE, Sandbox, period_of


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


def sent_forms(sandbox: Sandbox, *units: str, period: str = "2025-12") -> Sent:
    return send_forms(sandbox.root, Call(period_of(period), units, sandbox.out))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_every_unit_that_must_report_gets_a_form(sandbox: Sandbox) -> None:
    sent = sent_forms(sandbox)
    assert sent.folder == sandbox.out / "2025-12" / "bieu"
    assert names_in(sent.folder) == [
        LIST,
        "bieu_2025-12_phuong-ba.xlsx",
        "bieu_2025-12_xa-hai.xlsx",
        "bieu_2025-12_xa-mot.xlsx",
    ]
    assert {each.state for each in sent.forms} == {State.WRITTEN}


def test_only_a_unit_that_is_named_gets_one_and_the_others_stay(sandbox: Sandbox) -> None:
    sent_forms(sandbox)
    sent = sent_forms(sandbox, "xa-hai")
    assert [each.unit.id for each in sent.forms] == ["xa-hai"]
    assert len(names_in(sent.folder)) == 4


def test_the_same_sources_give_the_same_bytes(sandbox: Sandbox) -> None:
    folder = sent_forms(sandbox).folder
    before = {name: (folder / name).read_bytes() for name in names_in(folder)}
    sent_forms(sandbox)
    assert {name: (folder / name).read_bytes() for name in names_in(folder)} == before


def test_a_form_that_somebody_filled_in_stays(sandbox: Sandbox) -> None:
    path = sent_forms(sandbox).folder / "bieu_2025-12_xa-mot.xlsx"
    path.write_bytes(path.read_bytes() + b"\0")
    filled = path.read_bytes()
    for _ in range(2):
        states = {each.unit.id: each.state for each in sent_forms(sandbox).forms}
        assert states["xa-mot"] is State.FILLED
        assert states["xa-hai"] is State.WRITTEN
        assert path.read_bytes() == filled


def test_a_form_of_a_unit_that_need_not_report_any_more_goes(sandbox: Sandbox) -> None:
    sent_forms(sandbox)
    sandbox.replace(
        "data/directives/cd.yaml", "don_vi_bao_cao: [{cap: xa}]", "don_vi_bao_cao: [{loai: xa}]"
    )
    sent = sent_forms(sandbox)
    assert sent.removed == ("bieu_2025-12_phuong-ba.xlsx",)
    assert "bieu_2025-12_phuong-ba.xlsx" not in names_in(sent.folder)


def test_a_report_that_cannot_be_read_makes_no_empty_form(sandbox: Sandbox) -> None:
    sandbox.write(REPORT, "- một\n- hai\n")
    sent = sent_forms(sandbox, period="2025-11")
    states = {each.unit.id: each.state for each in sent.forms}
    assert states["xa-mot"] is State.FAILED
    assert [problem.unit for problem in sent.problems] == ["xa-mot"]
    assert "bieu_2025-11_xa-mot.xlsx" not in names_in(sent.folder)


def test_definitions_that_cannot_be_read_make_nothing(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/chi-tieu.yaml", "[")
    sent = sent_forms(sandbox)
    assert sent.problems
    assert not sandbox.out.exists()


def test_a_period_that_nobody_asks_about_is_refused_before_anything_is_written(sandbox: Sandbox) -> None:
    with pytest.raises(UnaskedError):
        sent_forms(sandbox, period="2024-Q1")
    assert not sandbox.out.exists()


def test_the_folder_is_all_that_is_written(sandbox: Sandbox) -> None:
    before = {path for path in sandbox.root.rglob("*") if path.is_file()}
    folder = sent_forms(sandbox).folder
    new = {path for path in sandbox.root.rglob("*") if path.is_file()} - before
    assert {path.parent for path in new} == {folder}


def test_what_each_form_asks_is_counted(tmp_path: Path) -> None:
    sent = send_forms(EXAMPLE, Call(period_of("2025-11"), ["xa-an-an"], tmp_path))
    assert sent.forms[0].counts == (65, 7, 26)
