"""Tasks that were finished in earlier periods."""

import pytest

from baocao.source.config import read_config
from baocao.source.finished import finished_before
from baocao.source.workspace import load_definitions
from support import Sandbox, period_of

DONE = 'don_vi: xa-mot\nky: {}\nnhiem_vu:\n  cd:\n    "1": {{tien_do: {}, ket_qua: Xong}}\n'


def finished_tasks(sandbox: Sandbox, period: str) -> dict[str, frozenset[str]]:
    definitions, problems = load_definitions(read_config(sandbox.root)[0])
    assert problems == []
    return dict(finished_before(definitions, period_of(period)))


@pytest.fixture
def dropping(sandbox: Sandbox) -> Sandbox:
    """A workspace whose directive does not ask again about what is finished."""
    sandbox.replace("data/directives/cd.yaml", "de_cuong:", "giu_nhiem_vu_xong: khong\nde_cuong:")
    sandbox.write("data/units/xa-mot/2025-10.yaml", DONE.format("2025-10", "hoan_thanh"))
    return sandbox


def test_a_task_stays_settled_in_all_later_periods(dropping: Sandbox) -> None:
    dropping.remove("data/units/xa-mot/2025-11.yaml")
    assert finished_tasks(dropping, "2025-10") == {}
    assert finished_tasks(dropping, "2025-11") == {"xa-mot": frozenset({"cd/1"})}
    assert finished_tasks(dropping, "2026-06") == {"xa-mot": frozenset({"cd/1"})}


def test_what_is_under_way_is_not_settled(dropping: Sandbox) -> None:
    dropping.write("data/units/xa-mot/2025-10.yaml", DONE.format("2025-10", "dang_thuc_hien"))
    assert finished_tasks(dropping, "2025-11") == {"xa-mot": frozenset()}


@pytest.mark.parametrize("written", ["co", "# không ghi"])
def test_a_directive_keeps_finished_tasks_unless_it_says_otherwise(dropping: Sandbox, written: str) -> None:
    line = "giu_nhiem_vu_xong: co" if written == "co" else written
    dropping.replace("data/directives/cd.yaml", "giu_nhiem_vu_xong: khong", line)
    assert finished_tasks(dropping, "2025-11") == {}
