"""Whatever number of a page is asked about, its data answer as `baocao trace` does."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baocao.features.page.records import Gathered
from baocao.features.page.rendering import script_json
from baocao.features.page.traces.data import trace_data
from baocao.features.page.views.figures import figures_view
from baocao.model.printed import FigureKey
from baocao.pipeline.making import Outcome
from baocao.pipeline.tracing.tracing import Workplace, brief_traces, trace_figure
from paging import gathered_page, matrix_texts
from repositories import Repository
from support import EXAMPLE, REPOSITORY, Sandbox, period_of
from unpacking import Answers, Told, told_by_trace

MONTH = period_of("2025-11")
MOST_BYTES = 250_000
"""What is behind all figures of 96 units takes no more of their page."""


@pytest.fixture(scope="module")
def answers(synthetic: Outcome) -> Answers:
    return answers_of(gathered_page(EXAMPLE, "2025-11", synthetic.folder))


def answers_of(gathered: Gathered) -> Answers:
    shown = matrix_texts(figures_view(gathered, ()).html, [unit.id for unit in gathered.units])
    return Answers(trace_data(gathered), {unit.id: unit.name for unit in gathered.units}, shown)


def every_key(answers: Answers) -> list[FigureKey]:
    """Return the keys of all totals and of all figures of units."""
    totals = [
        FigureKey(indicator, directive=name)
        for name, each in answers.data["totals"].items()
        for indicator in each
    ]
    units = [FigureKey(key.indicator, unit=unit) for unit in answers.numbers for key in totals]
    return [*totals, *units]


def answer_to(answers: Answers, key: FigureKey) -> Told:
    if key.unit:
        return answers.unit(key.unit, key.indicator)
    return answers.total(key.directive, key.indicator)


def without_outputs(told: Any) -> Any:
    """Return an answer without what a listing does not know: recorders, printed places, remarks."""
    if isinstance(told, dict):
        left = {key: value for key, value in told.items() if key not in {"origin", "printed", "remarks"}}
        return {key: without_outputs(value) for key, value in left.items()}
    return [without_outputs(each) for each in told] if isinstance(told, list) else told


def test_every_figure_is_told_as_trace_tells_it(answers: Answers) -> None:
    keys = every_key(answers)
    assert len(keys) == 78 + 78 * 12 + 78
    traces = brief_traces(EXAMPLE, MONTH, keys)
    assert set(traces) == set(keys)
    for key in keys:
        expected = without_outputs(told_by_trace(traces[key]))
        assert without_outputs(answer_to(answers, key)) == expected, key.text


SOME = (
    FigureKey("tthc.tiep_nhan", directive="nq71"),
    FigureKey("tthc.ty_le_truc_tuyen", directive="nq71"),
    FigureKey("bdhvs.muc_tieu_cbcc", directive="nq71"),
    FigureKey("quan_tri.may_lay_so", directive="nq71"),
    FigureKey("ha_tang.nha_mang", directive="nq71"),
    FigureKey("tthc.ty_le_truc_tuyen", unit="xa-an-an"),
    FigureKey("tthc.tiep_nhan", unit="xa-an-hai"),
    FigureKey("tthc.tiep_nhan", unit="xa-tinh-xuan"),
    FigureKey("to_cnscd.binh_quan", unit="so-khcn"),
)


def check_wholly(
    answers: Answers, folder: Path, root: Path, key: FigureKey, period: str = "2025-11"
) -> None:
    """Hold the whole answer about a figure against that of `trace --tat-ca`."""
    place = Workplace(root, folder.parent, everything=True)
    expected = told_by_trace(trace_figure(place, period_of(period), key))
    assert answer_to(answers, key) == expected, key.text


@pytest.mark.parametrize("key", SOME, ids=lambda key: key.text)
def test_a_figure_is_told_with_its_commits_and_its_printed_places(
    answers: Answers, synthetic: Outcome, key: FigureKey
) -> None:
    check_wholly(answers, synthetic.folder, EXAMPLE, key)


@pytest.mark.thorough
def test_figures_of_all_units_and_indicators_are_told_with_commits_and_printed_places(
    answers: Answers, synthetic: Outcome
) -> None:
    for key in every_key(answers)[::7]:
        check_wholly(answers, synthetic.folder, EXAMPLE, key)


@pytest.mark.thorough
def test_figures_of_a_province_of_96_units_are_told_as_trace_tells_them(tmp_path: Path) -> None:
    root = tmp_path / "tinh"
    arguments = [sys.executable, "examples/generate.py", "--units", "96", "--periods", "1"]
    subprocess.run([*arguments, "--out", str(root)], cwd=REPOSITORY, check=True, capture_output=True)
    answers = answers_of(gathered_page(root, "2025-11"))
    keys = every_key(answers)[::7]
    traces = brief_traces(root, MONTH, keys)
    for key in keys:
        expected = without_outputs(told_by_trace(traces[key]))
        assert without_outputs(answer_to(answers, key)) == expected, key.text
    for key in (keys[0], keys[-1]):
        check_wholly(answers, root / "out" / "2025-11", root, key)
    assert len(script_json(answers.data).encode()) < MOST_BYTES


def test_nobody_is_named_and_no_mail_is_given(answers: Answers) -> None:
    text = script_json(answers.data)
    assert "@" not in text.replace('"@"', "")
    assert "author" not in text


REPORT = "data/units/xa-mot/2025-11.yaml"
CATALOGUE = "data/directives/chi-tieu.yaml"
OTHER = "data/units/phuong-ba/2025-11.yaml"


@pytest.fixture
def built(sandbox: Sandbox) -> Sandbox:
    """A small workspace in Git, of which documents are made."""
    text = "don_vi: xa-hai\nky: 2025-11\nchi_tieu:\n  hs.tiep_nhan: 9\n"
    sandbox.write("data/units/xa-hai/2025-11.yaml", text)
    repository = Repository(sandbox.root)
    repository.commit("2025-11-18 09:00", "Báo cáo tháng 11")
    sandbox.build()
    return sandbox


def printed(sandbox: Sandbox, ending: str) -> Path:
    """Return the first document of the build with an ending."""
    return min((sandbox.out / "2025-11").glob(f"*{ending}"))


def write_anew(sandbox: Sandbox, name: str, old: str, new: str) -> None:
    path = sandbox.out / "2025-11" / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


CHANGES: dict[str, Callable[[Sandbox], object]] = {
    "nothing": lambda _: None,
    "a source edited": lambda box: box.replace(REPORT, "3.781", "3.900"),
    "lines moved": lambda box: box.replace(REPORT, "chi_tieu:", "# thêm\n\nchi_tieu:"),
    "a new report": lambda box: box.write(
        OTHER, "don_vi: phuong-ba\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 5, hs.truc_tuyen: 1}\n"
    ),
    "a report taken away": lambda box: box.remove(REPORT),
    "a report that cannot be read": lambda box: box.write(REPORT, "chi_tieu: [\n"),
    "a value that cannot be read": lambda box: box.replace(REPORT, "3.781", "ba nghìn"),
    "a reason instead of a value": lambda box: box.replace(REPORT, "3.781", "{chua_co: máy hỏng}"),
    "nothing to count": lambda box: box.replace(REPORT, "3.276", "khong_phat_sinh"),
    "what does not apply": lambda box: box.replace(REPORT, "3.276", "{khong_ap_dung: chưa có cổng}"),
    "a published rank": lambda box: box.replace(REPORT, "3.781", "{gia_tri: 3.781, hang: 1/3}"),
    "several days": lambda box: box.replace(
        REPORT, "3.781", "[{ngay: 2025-11-01, gia_tri: 7}, {ngay: 2025-11-15, gia_tri: 3.781}]"
    ),
    "the catalogue edited": lambda box: box.replace(CATALOGUE, "ten: Kinh phí, loai", "ten: Tiền, loai"),
    "a document edited": lambda box: printed(box, ".docx").write_bytes(b"khac"),
    "a workbook edited": lambda box: printed(box, ".xlsx").write_bytes(b"khac"),
    "a document deleted": lambda box: printed(box, ".docx").unlink(),
    "the map deleted": lambda box: (box.out / "2025-11" / "truy-vet.json").unlink(),
    "the map spoiled": lambda box: write_anew(box, "truy-vet.json", '"phien_ban":1', '"phien_ban":7'),
    "the list spoiled": lambda box: write_anew(box, "manifest.json", '"phien_ban": 1', '"phien_ban": "x"'),
}


@pytest.mark.sampled
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_was_changed_since_the_build_is_told_as_trace_tells_it(
    built: Sandbox, change: Callable[[Sandbox], object]
) -> None:
    change(built)
    answers = answers_of(gathered_page(built.root, "2025-11", built.out / "2025-11"))
    keys = every_key(answers)
    assert len(keys) > len(answers.units)
    for key in keys:
        check_wholly(answers, built.out / "2025-11", built.root, key)
