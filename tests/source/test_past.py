"""Earlier periods, cut to what is compared, are read to the same effect as if they were read in full."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baocao.model.past import UnitPast
from baocao.source.config import read_config
from baocao.source.past import past_of
from baocao.source.workspace import load_definitions, load_past, load_workspace
from reading import number_of_tries
from support import EXAMPLE, REPOSITORY, Sandbox, period_of

FILE = "data/units/xa-mot/2025-11.yaml"


def both_ways(root: Path, period: str = "2025-11") -> tuple[dict[str, UnitPast], dict[str, UnitPast]]:
    """Return what is found in the cut files and what full reading finds, of indicators that are watched."""
    definitions, _ = load_definitions(read_config(root)[0])
    cut = load_past(definitions, period_of(period))
    workspace, _ = load_workspace(definitions, period_of(period))
    watched = {
        name for name, each in definitions.catalogue.indicators.items() if each.watch.jump is not None
    }
    read = {}
    for unit, submission in workspace.submissions.items():
        past = past_of(submission)
        read[unit] = past._replace(numbers={n: v for n, v in past.numbers.items() if n in watched})
    kept = {
        unit: past._replace(numbers={n: v for n, v in past.numbers.items() if n in watched})
        for unit, past in cut.units.items()
    }
    return kept, read


@pytest.mark.parametrize(
    ("root", "period"),
    [
        (EXAMPLE, "2025-10"),
        (EXAMPLE, "2025-11"),
        (REPOSITORY, "2025-05"),
        (REPOSITORY, "2025-09"),
        (REPOSITORY, "2025-11"),
    ],
)
def test_real_and_synthetic_reports_are_read_the_same_when_cut(root: Path, period: str) -> None:
    cut, read = both_ways(root, period)
    assert cut == read
    assert any(past.numbers or past.done for past in cut.values())


LINES = (
    "  hs.tiep_nhan: 3.781",
    "  hs.tiep_nhan: 3781 # ghi chú",
    "  hs.tiep_nhan: '3.781'",
    "  hs.tiep_nhan: khoảng 3781",
    "  hs.tiep_nhan: khong_phat_sinh",
    "  hs.tiep_nhan: {chua_co: chờ}",
    "  hs.tiep_nhan: {gia_tri: 12, xep_hang: 1/3}",
    "  hs.tiep_nhan:\n    2025-11-01: 3\n    2025-11-09: 4",
    "  hs.tiep_nhan: 99.999.999",
    "  hs.tiep_nhan:  5  ",
    "  hs.tiep_nhan:",
    "  hs.tiep_nhan: |\n    7",
    "  hs.tiep_nhan: 1\n    2",
    "  hs.phan_tram: 86,6%",
    "  hs.phan_tram: 86.6",
    "  hs.phan_tram: 101",
    "  hs.kinh_phi: 2 tỷ đồng",
    "  hs.may_lay_so: co",
    "  # hs.tiep_nhan: 4",
    "",
    "  hs.ty_le: 1/2",
    "  hs.la: 4",
    "    hs.tiep_nhan: 4",
    "  ? hs.tiep_nhan\n  : 4",
    '  "hs.tiep_nhan": 4',
    "  hs.truc_tuyen: 12 hồ sơ",
)
ODD = (
    """ghi_chu: "abc\nchi_tieu:\n  hs.tiep_nhan: 5\nend: x"\nchi_tieu:\n  hs.tiep_nhan: 3781\n""",
    """chi_tieu:\n  hs.tiep_nhan: 3781\nghi_chu: 'abc\nnhiem_vu: x'\n""",
    """  don_vi: xa-mot\n  chi_tieu:\n    hs.tiep_nhan: 3781\n""",
    """{chi_tieu: {hs.tiep_nhan: 3781}}\n""",
    """"chi_tieu":\n  hs.tiep_nhan: 3781\n""",
)


@pytest.mark.parametrize("text", ODD)
def test_a_file_of_which_it_is_not_clear_where_sections_end_is_not_cut(sandbox: Sandbox, text: str) -> None:
    sandbox.root.joinpath(FILE).write_text(text, encoding="utf-8")
    result, _ = both_ways(sandbox.root)
    assert result["xa-mot"].numbers == {"hs.tiep_nhan": 3781}


TASKS = (
    "",
    "nhiem_vu:\n  cd:\n    '1': {tien_do: hoan_thanh}",
    "nhiem_vu:\n  cd:\n    '1':\n      tien_do: hoan_thanh",
    "nhiem_vu:\n  cd:\n    1:\n      ket_qua: |\n        tien_do: hoan_thanh\n      tien_do: chua_co",
    "nhiem_vu:\n    cd:\n        '1':\n            tien_do: hoan_thanh",
    "nhiem_vu: {cd: {'1': {tien_do: hoan_thanh}}}",
    "nhiem_vu:\n  cd:\n    '1':\n      tien_do: hoan_thanh # xong\n\n  # hết",
    "nhiem_vu:\n  cd:\n    '1':\n      tien_do: hoan_thanh\n    '1':\n      tien_do: chua_thuc_hien",
)


@given(
    lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=4),
    tasks=st.sampled_from(TASKS),
    tasks_first=st.booleans(),
)
@settings(number_of_tries(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_a_report_is_written_what_is_cut_out_says_the_same(
    sandbox: Sandbox, lines: list[str], tasks: str, *, tasks_first: bool
) -> None:
    figures = "chi_tieu:\n" + "\n".join(lines)
    parts = [tasks, figures] if tasks_first else [figures, tasks]
    sandbox.write(FILE, "\n".join(["don_vi: xa-mot", "ky: 2025-11", *parts, ""]))
    cut, read = both_ways(sandbox.root)
    if read:
        assert cut == read
