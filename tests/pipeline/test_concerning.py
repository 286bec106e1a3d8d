"""A document is kept from being official by what concerns it, and by nothing else."""

from typing import Final

import pytest

from baocao.pipeline.concerning import keys_above
from baocao.pipeline.making import reasons_to_refuse
from baocao.pipeline.plan import Scope, plan_documents
from support import CATALOGUE, DIRECTIVE, PROFILE, SUBMISSION, Sandbox

OTHER: Final = (
    DIRECTIVE.replace("ma: cd", "ma: khac").replace("chi_tieu: [hs]\n", "chi_tieu: [phi]\n")
    .replace("bat_buoc: [hs.tiep_nhan]", "bat_buoc: [phi.muc]").replace(", chi_tieu: [hs]", "")
    .replace("don_vi_bao_cao: [{cap: xa}]", "don_vi_bao_cao: [{don_vi: so-a}]")
    .replace("san_pham:\n  bao-cao: {mau: bao-cao.md.j2, lap_boi: [{cap: xa}]}\n", "san_pham:\n")
)  # fmt: skip
FEES: Final = "phi: {ten: Phí, chi_tieu: {muc: {ten: Mức, loai: so_dem, don_vi_tinh: đồng}}}\n"
REPORT: Final = "data/units/xa-mot/2025-11.yaml"
OWN: Final = Scope(frozenset({"xa-mot"}))
CONSOLIDATED: Final = Scope(frozenset({"so-a"}), frozenset({"cd"}))


@pytest.fixture
def two(sandbox: Sandbox) -> Sandbox:
    """A workspace with a second directive, under which the department reports; all communes have."""
    sandbox.write("data/directives/khac.yaml", OTHER)
    sandbox.write("data/directives/chi-tieu.yaml", CATALOGUE + FEES)
    for unit in ("xa-hai", "phuong-ba"):
        ward = '    "I.2": Không có\n' if unit == "phuong-ba" else ""
        sandbox.write(f"data/units/{unit}/2025-11.yaml", SUBMISSION.replace("xa-mot", unit) + ward)
    return sandbox


def reasons(sandbox: Sandbox, scope: Scope) -> list[tuple[str, str | None]]:
    loaded = sandbox.load()
    planned = list(plan_documents(loaded.workspaces[0], scope))
    refusals = reasons_to_refuse(planned, loaded)
    return sorted({(each.code, each.unit) for refusal in refusals for each in refusal.reasons})


def test_what_another_directive_lacks_is_no_reason(two: Sandbox) -> None:
    two.write("data/units/so-a/2025-11.yaml", "don_vi: so-a\nky: 2025-11\nchi_tieu: {phi.muc: 1}\n")
    assert reasons(two, CONSOLIDATED) == []
    assert reasons(two, Scope(frozenset({"so-a"}), frozenset({"khac"}))) == [
        ("BC702", "so-a"),
    ]


def test_reasons_stand_with_the_documents_that_they_keep(sandbox: Sandbox) -> None:
    sandbox.replace(REPORT, "  hs.tiep_nhan: 3.781\n", "")
    sandbox.replace(REPORT, "[=hs.tiep_nhan]", "nhiều")
    loaded = sandbox.load()
    refusals = reasons_to_refuse(list(plan_documents(loaded.workspaces[0], Scope())), loaded)
    told = {
        refusal.documents[0].file_stem: [(each.code, each.unit) for each in refusal.reasons]
        for refusal in refusals
    }
    assert told["xa-mot_bao-cao_cd"] == [("BC703", "xa-mot")]
    assert sorted(told["so-a_tong-hop_cd"], key=str) == [
        ("BC701", "phuong-ba"), ("BC701", "xa-hai"), ("BC703", "xa-mot"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("chi_tieu:\n", "chi_tieu:\n  phi.muc: năm nghìn\n"),
        ("noi_dung:\n", 'noi_dung:\n  khac:\n    "I.9": Lạc\n'),
        ("noi_dung:\n", "vuong_mac:\n  khac:\n    - {nhom: la, noi_dung: Lạc}\nnoi_dung:\n"),
    ],
)
def test_an_error_in_what_another_directive_asks_keeps_nothing_else_back(
    two: Sandbox, old: str, new: str
) -> None:
    two.replace(REPORT, old, new)
    assert two.codes()
    assert reasons(two, OWN) == []
    assert reasons(two, CONSOLIDATED) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3.781", "ba nghìn"),
        ("chi_tieu:\n", "chi_tieu:\n  hs.la: 1\n"),
        ("noi_dung:\n", 'noi_dung:\n  lạ:\n    "I.9": Lạc\n'),
        ('"I.1": Theo', '"I.9": Lạc\n    "I.1": Theo'),
        ("noi_dung:\n", "kien_nghi: {cd: [{nhom: la, noi_dung: Lạc}]}\nnoi_dung:\n"),
    ],
)
def test_an_error_that_may_be_the_documents_own_keeps_it_back(two: Sandbox, old: str, new: str) -> None:
    two.replace(REPORT, old, new)
    assert reasons(two, OWN)
    assert reasons(two, CONSOLIDATED)


def test_the_profile_of_a_reporter_is_in_no_document_of_another(two: Sandbox) -> None:
    two.write("data/units/xa-mot/ho-so.yaml", PROFILE.replace("ky_hieu", "ky_hieuu"))
    assert reasons(two, OWN)
    assert reasons(two, CONSOLIDATED) == []


def test_a_fault_of_another_directives_file_keeps_nothing_back(two: Sandbox) -> None:
    two.write(
        "data/directives/khac.yaml", OTHER.replace("lap_boi: [{don_vi: so-a}]", "lap_boi: [{cap: lạ}]")
    )
    assert two.codes()
    assert reasons(two, CONSOLIDATED) == []


def test_a_fault_of_its_own_directives_file_keeps_it_back(two: Sandbox) -> None:
    two.replace("data/directives/cd.yaml", "lap_boi: [{don_vi: so-a}]", "lap_boi: [{don_vi: so-a}], la: 1")
    assert reasons(two, CONSOLIDATED)


def test_official_documents_are_made_beside_errors_of_others(two: Sandbox) -> None:
    two.replace("data/units/xa-hai/2025-11.yaml", "3.781", "ba nghìn")
    outcome = two.build(scope=OWN, official=True)
    assert [made.name for made in outcome.made] == ["xa-mot_bao-cao_cd.docx"]


def test_a_request_for_reports_waits_for_none(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/cd.yaml", "san_pham:\n",
        "san_pham:\n  de-nghi: {mau: bao-cao.md.j2, de_nghi_bao_cao: co, lap_boi: [{don_vi: so-a}]}\n",
    )  # fmt: skip
    sandbox.remove(REPORT)
    assert reasons(sandbox, CONSOLIDATED) == []
    assert [made.product for made in sandbox.build().made] == ["de-nghi"]


@pytest.mark.parametrize(
    ("text", "line", "keys"),
    [
        ("a: 1\n", 1, ["a"]),
        ("a:\n  b.c: 1\n  d:\n    - e\n", 4, ["a", "d"]),
        ('nhiem_vu:\n  cd:\n    "6":\n      kq: |\n        chữ\n', 5, ["nhiem_vu", "cd", "6", "kq"]),
        ("a:\n  b:\n\n# x: y\n    # z\n", 5, ["a", "b"]),
        ("a: {b: 1}\n", 1, ["a"]),
        ("", 1, []),
    ],
)  # fmt: skip
def test_keys_around_a_line_are_read_off_the_lines_above(text: str, line: int, keys: list[str]) -> None:
    assert keys_above(text.split("\n"), line) == keys
