"""Which documents a build makes, and what a draft says of itself."""

import pytest

from baocao.pipeline.concerning import missing_behind
from baocao.pipeline.loading import Loaded
from baocao.pipeline.plan import (
    Planned,
    Requests,
    Scope,
    UnknownScopeError,
    plan_documents,
)
from support import Sandbox

EVERYTHING = Scope()


def planned_documents(loaded: Loaded, scope: Scope = EVERYTHING) -> list[Planned]:
    return list(plan_documents(loaded.workspaces[0], scope))


def planned_names(loaded: Loaded, scope: Scope = EVERYTHING) -> list[tuple[str, str]]:
    return [(each.product.id, each.issuer.id) for each in planned_documents(loaded, scope)]


def draft_remarks(loaded: Loaded, index: int, *, draft: bool = True) -> tuple[str, ...]:
    """Return what the draft of a planned document says of itself."""
    requests = Requests(loaded.workspaces[0], loaded.problems, loaded.owed, draft=draft)
    return requests.full_request(planned_documents(loaded)[index]).remarks


def test_units_that_reported_and_the_lead_department_have_documents(sandbox: Sandbox) -> None:
    assert planned_names(sandbox.load()) == [("bao-cao", "xa-mot"), ("tong-hop", "so-a")]


def test_only_what_speaks_for_the_reporters_is_consolidated(sandbox: Sandbox) -> None:
    assert [each.consolidated for each in planned_documents(sandbox.load())] == [False, True]


def test_where_nobody_has_reported_nothing_is_consolidated(sandbox: Sandbox) -> None:
    sandbox.remove("data/units/xa-mot/2025-11.yaml")
    assert planned_names(sandbox.load()) == []


def test_nothing_is_made_for_a_period_that_is_not_asked_for(sandbox: Sandbox) -> None:
    assert planned_names(sandbox.load("2025-Q3")) == []


def test_nothing_is_made_before_the_directive_begins(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "tu: 2025-01-01", "tu: 2026-01-01")
    assert planned_names(sandbox.load()) == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(units=frozenset({"xa-mot"})), [("bao-cao", "xa-mot")]),
        (Scope(units=frozenset({"so-a"})), [("tong-hop", "so-a")]),
        (Scope(units=frozenset({"xa-hai"})), []),
        (Scope(directives=frozenset({"cd"})), [("bao-cao", "xa-mot"), ("tong-hop", "so-a")]),
        (Scope(frozenset({"xa-mot"}), frozenset({"cd"})), [("bao-cao", "xa-mot")]),
    ],
)
def test_a_build_can_be_narrowed(sandbox: Sandbox, scope: Scope, expected: list[tuple[str, str]]) -> None:
    assert planned_names(sandbox.load(), scope) == expected


def test_only_an_empty_scope_is_everything() -> None:
    assert Scope().is_everything
    assert not Scope(units=frozenset({"xa-mot"})).is_everything
    assert not Scope(directives=frozenset({"cd"})).is_everything


@pytest.mark.parametrize(
    ("scope", "message"),
    [
        (Scope(units=frozenset({"Xã Mốt"})), "Không có đơn vị 'Xã Mốt'. Ý bạn là 'xa-mot'?"),
        (Scope(units=frozenset({"xa-mot", "zzz"})), "Không có đơn vị 'zzz'."),
        (Scope(directives=frozenset({"cdd"})), "Không có chỉ đạo 'cdd'. Ý bạn là 'cd'?"),
    ],
)
def test_a_scope_that_does_not_exist_is_refused(sandbox: Sandbox, scope: Scope, message: str) -> None:
    with pytest.raises(UnknownScopeError) as refused:
        scope.check_names(sandbox.load().workspaces[0].definitions)
    assert str(refused.value) == message


def test_a_draft_names_what_it_lacks(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "  hs.tiep_nhan: 3.781\n", "")
    assert "Còn thiếu 1 số liệu: Tiếp nhận." in draft_remarks(sandbox.load(), 0)


def test_an_official_document_has_no_remarks(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "  hs.tiep_nhan: 3.781\n", "")
    assert draft_remarks(sandbox.load(), 0, draft=False) == ()


def test_a_unit_does_not_answer_for_the_gaps_of_others(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\nky: 2025-11\n")
    loaded = sandbox.load()
    workspace = loaded.workspaces[0]
    by_issuer = {
        each.issuer.id: missing_behind(workspace, each, loaded.owed) for each in planned_documents(loaded)
    }
    assert by_issuer["xa-mot"] == []
    assert {result.unit for result in by_issuer["so-a"]} == {"xa-hai", "phuong-ba"}


def test_who_has_not_reported_is_said_in_the_text_and_not_in_the_remarks(sandbox: Sandbox) -> None:
    assert draft_remarks(sandbox.load(), 1) == ()


def test_a_rejected_file_is_said_in_the_remarks_of_the_consolidated_report(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\n...\nky: 2025-11\n")
    assert any("cả báo cáo chưa được tổng hợp" in said for said in draft_remarks(sandbox.load(), 1))


def test_directives_are_consolidated_once_for_all_their_documents(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/cd.yaml",
        "de_cuong:",
        "  tong-hop-2: {mau: tong-hop.md.j2, lap_boi: [{don_vi: so-a}]}\nde_cuong:",
    )
    loaded = sandbox.load()
    requests = Requests(loaded.workspaces[0], (), (), draft=True)
    first, second = (requests.full_request(each) for each in planned_documents(loaded) if each.consolidated)
    assert first.consolidation is second.consolidation is not None
