"""Discovering and reading a whole workspace: what is missing, what stands in the wrong place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.inventory import Inventory
from baocao.model.place import Place
from baocao.model.workspace import Definitions
from baocao.report.text import text_report
from baocao.source.config import read_config
from baocao.source.workspace import load_definitions, load_workspace
from reading import few, problem_codes
from support import DIRECTIVE, FILES, REPOSITORY, SUBMISSION, Sandbox, period_of

NOVEMBER = period_of("2025-11")
REPORT = "data/units/xa-mot/2025-11.yaml"


def test_a_workspace_has_its_definitions_by_id(sandbox: Sandbox) -> None:
    definitions, problems = load_definitions(read_config(sandbox.root)[0])
    assert problems == []
    assert list(definitions.registry.units) == ["tinh-t", "so-a", "xa-mot", "xa-hai", "phuong-ba"]
    assert list(definitions.directives) == ["cd"]
    assert list(definitions.profiles) == ["so-a", "xa-mot"]
    assert list(definitions.citations) == ["nq-1"]


def test_every_file_that_was_read_is_remembered(sandbox: Sandbox) -> None:
    definitions, _ = load_definitions(read_config(sandbox.root)[0])
    workspace, _ = load_workspace(definitions, NOVEMBER)
    assert {*definitions.files, *workspace.files} == {name for name in FILES if name.endswith(".yaml")}
    assert workspace.files[REPORT].data == (sandbox.root / REPORT).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "data/units/don-vi.yaml",
        "data/directives/chi-tieu.yaml",
        "data/directives/van-ban.yaml",
        "data/directives/trang-thai.yaml",
    ],
)
def test_a_file_that_every_workspace_needs_is_missed_by_name(sandbox: Sandbox, name: str) -> None:
    sandbox.remove(name)
    _, problems = load_definitions(read_config(sandbox.root)[0])
    missed = [problem.message for problem in problems if problem.code == "BC001"]
    assert missed == [f"Không tìm thấy {name}."]


def test_an_empty_folder_is_a_workspace_without_anything(sandbox: Sandbox) -> None:
    config, _ = read_config(sandbox.root / "templates")
    definitions, problems = load_definitions(config)
    assert problem_codes(problems) == ["BC001"] * 4
    assert load_workspace(definitions, NOVEMBER)[0].submissions == {}
    assert definitions.inventory == Inventory()


def test_two_directives_cannot_have_one_id(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/khac.yaml", DIRECTIVE)
    definitions, problems = load_definitions(read_config(sandbox.root)[0])
    assert problem_codes(problems) == ["BC501"]
    assert definitions.directives["cd"].at.file == "data/directives/cd.yaml"


def test_a_folder_of_no_unit_is_reported_with_the_nearest(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mott/2025-11.yaml", SUBMISSION)
    (problem,) = sandbox.load().problems
    assert (problem.code, str(problem.place)) == ("BC301", "data/units/xa-mott:1:1")
    assert problem.message.endswith("Ý bạn là 'xa-mot'?")


def test_the_line_of_a_file_that_is_no_yaml_can_be_shown(sandbox: Sandbox) -> None:
    sandbox.write(REPORT, "don_vi: xa-mot\nnhiem_vu: {a: 16:30}\n")
    loaded = sandbox.load()
    (problem,) = (found for found in loaded.problems if found.code == "BC102")
    assert problem.place == Place(REPORT, 2, 17)
    assert "    nhiem_vu: {a: 16:30}\n                    ^" in text_report([problem], loaded.files)


def test_a_profile_that_cannot_be_read_is_told_from_none(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mot/ho-so.yaml", "ten_day_du: UBND xã Một\n")
    sandbox.write("data/units/so-a/ho-so.yaml", "a: 'x")
    definitions = sandbox.load().definitions
    assert list(definitions.profiles) == []
    assert definitions.rejected == {"xa-mot", "so-a"}


@pytest.mark.parametrize(
    ("name", "old", "new", "column"),
    [
        ("data/units/don-vi.yaml", "xa-hai: {", "Xã Hai: {", 3),
        ("data/units/xa-mot/ho-so.yaml", "  nguoi-a: {", "  người a: {", 3),
        ("data/directives/chi-tieu.yaml", "may_lay_so: {", "may-lay-so: {", 5),
        ("data/directives/van-ban.yaml", "nq-1: {", "nq-1: {loai: Nghị quyết}\nNQ 2: {", 1),
    ],
)
def test_what_cannot_be_an_id_is_reported_at_its_key(
    sandbox: Sandbox, name: str, old: str, new: str, column: int
) -> None:
    sandbox.replace(name, old, new)
    (problem,) = sandbox.load().problems
    assert (problem.code, problem.place and (problem.place.file, problem.place.column)) == (
        "BC511",
        (name, column),
    )


def test_a_group_of_indicators_has_no_signs_in_its_id(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/directives/chi-tieu.yaml", "h-s: {ten: Hồ sơ}\nhs.x: {ten: Hồ sơ}\n1a: {ten: Hồ sơ}\n"
    )
    assert sandbox.codes().count("BC511") == 3


def test_only_the_files_of_the_period_are_read(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mot/2025-10.yaml", b"- a\n")
    assert sandbox.codes("2025-11") == []
    assert sandbox.codes("2025-10") == ["BC201"]


def test_a_unit_without_a_file_has_no_submission(sandbox: Sandbox) -> None:
    (workspace,) = sandbox.load().workspaces
    assert list(workspace.submissions) == ["xa-mot"]
    assert workspace.rejected == frozenset()


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"ten: M\xd2\n", b"- a", b"a: 1\n---\nb: 1\n", b"#" * 2_000_001]
)
def test_a_file_that_cannot_be_read_is_rejected_not_missing(sandbox: Sandbox, data: bytes) -> None:
    sandbox.write(REPORT, data)
    (workspace,) = sandbox.load().workspaces
    assert workspace.submissions == {}
    assert workspace.rejected == {"xa-mot"}


def test_problems_of_a_submission_belong_to_its_unit(sandbox: Sandbox) -> None:
    sandbox.replace(REPORT, "hs.tiep_nhan: 3.781", "hs.tiep_nhan: no")
    (problem,) = sandbox.load().problems
    assert (problem.unit, str(problem.place)) == ("xa-mot", f"{REPORT}:4:17")


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    return load_definitions(read_config(Sandbox(tmp_path_factory.mktemp("definitions")).root)[0])[0]


@few
@given(data=st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_in_place_of_a_submission_are_refused_with_a_reason(
    definitions: Definitions, data: bytes
) -> None:
    (definitions.config.root / REPORT).write_bytes(data)
    workspace, problems = load_workspace(definitions, NOVEMBER)
    sent = bool(data.strip() and data.strip() != b"\xef\xbb\xbf")
    assert {*workspace.submissions, *workspace.rejected} == {"xa-mot"} or not sent
    assert problems != []
    assert all(problem.message and problem.advice for problem in problems)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(sandbox: Sandbox) -> None:
    plain = sandbox.load().workspaces[0].submissions
    data = (sandbox.root / REPORT).read_bytes().replace(b"\n", b"\r\n")
    sandbox.write(REPORT, b"\xef\xbb\xbf" + data)
    assert sandbox.load().workspaces[0].submissions == plain


def test_the_real_workspace_is_read_without_a_problem() -> None:
    definitions, problems = load_definitions(read_config(REPOSITORY)[0])
    assert problems == []
    communes = [unit for unit in definitions.registry.units.values() if unit.kind.level == "xa"]
    assert len(communes) == 96
