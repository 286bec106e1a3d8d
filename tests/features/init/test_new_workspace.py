"""A new workspace: complete, valid, and never written over anything."""

import os
import re
from pathlib import Path
from typing import Any, NoReturn

import pytest
from ruamel.yaml import YAML

from baocao.features.init.install_source import Source, read_source
from baocao.features.init.new_workspace import PERIOD, NotEmptyError, create_workspace, skeleton_files
from baocao.pipeline.loading import load_checked
from repositories import Repository
from support import REPOSITORY, build_quietly
from support import period_of as period

GIT = read_source("https://a.vn/b/baocao.git@v0.1.0")
SOURCES = [
    GIT,
    read_source(f"https://a.vn/baocao-0.1.0-py3-none-any.whl#sha256={'0a' * 32}"),
    read_source("baocao==0.1.0"),
    Source(pinned="baocao==0.1.0", digest="0a" * 32, house="wheelhouse", python="3.13"),
]


def folder_contents(folder: Path) -> list[str]:
    """Return everything inside a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_new_workspace_has_no_errors_and_lacks_only_one_report(tmp_path: Path) -> None:
    create_workspace(tmp_path / "moi", GIT)
    loaded = load_checked(tmp_path / "moi", None)
    assert loaded.problems == ()
    assert [(each.code, each.unit) for each in loaded.missing] == [("BC701", "xa-doi-thong")]


def test_a_new_workspace_builds_documents_whose_pages_say_that_it_is_invented(
    tmp_path: Path,
) -> None:
    create_workspace(tmp_path / "moi", GIT)
    outcome = build_quietly(tmp_path / "moi", tmp_path / "out", PERIOD)
    assert not outcome.problems
    assert sorted(made.name for made in outcome.made) == [
        "so-noi-vu_tong-hop_cai-cach.docx",
        "so-noi-vu_tong-hop_cai-cach.xlsx",
        "xa-suoi-may_bao-cao_cai-cach.docx",
    ]
    assert outcome.workspace.definitions.config.notice == "SỐ LIỆU GIẢ LẬP"


def test_the_other_commune_can_report_by_copying_as_the_readme_says(tmp_path: Path) -> None:
    folder = tmp_path / "moi"
    create_workspace(folder, GIT)
    text = (folder / "data/units/xa-suoi-may/2025-11.yaml").read_text(encoding="utf-8")
    other = folder / "data/units/xa-doi-thong/2025-11.yaml"
    other.parent.mkdir()
    other.write_text(text.replace("don_vi: xa-suoi-may", "don_vi: xa-doi-thong"), encoding="utf-8")
    loaded = load_checked(folder, period(PERIOD))
    assert (loaded.problems, loaded.missing) == ((), ())


def test_the_rule_of_the_skeleton_catches_what_cannot_be(tmp_path: Path) -> None:
    folder = tmp_path / "moi"
    create_workspace(folder, GIT)
    path = folder / "data/units/xa-suoi-may/2025-11.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("1.230", "1.235"), encoding="utf-8")
    assert [each.code for each in load_checked(folder, None).errors] == ["BC411"]


def test_files_that_start_with_a_dot_arrive_with_it() -> None:
    names = set(skeleton_files(GIT))
    assert {".gitignore", ".gitattributes", ".vscode/extensions.json", ".pre-commit-config.yaml"} <= names
    assert {".gitlab-ci.yml", ".github/workflows/kiem-tra.yml"} <= names
    assert ".git-blame-ignore-revs" in names
    assert not [name for name in names if "dot-" in name]


@pytest.mark.parametrize("name", ["thu-den/bieu.xlsx", "tra-lai/bieu.xlsx", "out/2025-12/bieu/bieu.xlsx"])
def test_git_leaves_out_what_comes_by_mail_and_what_goes_back(tmp_path: Path, name: str) -> None:
    create_workspace(tmp_path / "moi", GIT)
    (tmp_path / "moi" / name).parent.mkdir(parents=True)
    (tmp_path / "moi" / name).write_bytes(b"")
    seen = Repository(tmp_path / "moi").git("status", "--porcelain", "--untracked-files=all")
    assert "?? baocao.yaml" in seen
    assert "xlsx" not in seen


def test_without_a_source_there_are_no_files_for_ci() -> None:
    assert skeleton_files(GIT).keys() - skeleton_files(Source()).keys() == {
        ".gitlab-ci.yml",
        ".github/workflows/kiem-tra.yml",
        "requirements.txt",
    }


def test_no_placeholder_is_left() -> None:
    text = "".join(skeleton_files(GIT).values())
    assert not {"@CAI_DAT@", "@ANH@", "@PYTHON@"} & set(re.findall("@[A-Z_]+@", text))


@pytest.mark.parametrize("source", [*SOURCES, Source()])
def test_every_yaml_file_of_the_tools_is_yaml(source: Source) -> None:
    by_name: dict[str, Any] = {
        name: YAML(typ="safe", pure=True).load(text)
        for name, text in skeleton_files(source).items()
        if name.startswith(".") and name.endswith((".yaml", ".yml"))
    }
    (repository,) = by_name[".pre-commit-config.yaml"]["repos"]
    assert repository["hooks"][0]["id"] == "baocao-check"
    assert isinstance(repository.get("rev", ""), str)
    commands = list(source.install_commands())
    if commands:
        assert by_name[".gitlab-ci.yml"]["kiem-tra"]["script"][: len(commands)] == commands
        steps = by_name[".github/workflows/kiem-tra.yml"]["jobs"]["kiem-tra"]["steps"]
        ran = [step["run"] for step in steps if "run" in step]
        assert [ran[0].splitlines(), *ran[1:]] == [commands, "baocao check --format github"]


def github_workflow(source: Source) -> Any:
    """Return the workflow of GitHub."""
    text = skeleton_files(source)[".github/workflows/kiem-tra.yml"]
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize("source", SOURCES)
def test_the_workflow_has_no_more_rights_and_no_more_time_than_it_needs(source: Source) -> None:
    workflow = github_workflow(source)
    (job,) = workflow["jobs"].values()
    assert workflow["permissions"] == {}
    assert job["permissions"] == {"contents": "read"}
    assert job["timeout-minutes"] <= 15
    assert workflow["concurrency"]["cancel-in-progress"] is True
    assert set(workflow["on"]) == {"push", "pull_request"}
    assert job["steps"][0]["with"]["persist-credentials"] is False


@pytest.mark.parametrize("source", SOURCES)
def test_actions_are_named_by_commit_with_their_version_beside_it(source: Source) -> None:
    text = skeleton_files(source)[".github/workflows/kiem-tra.yml"]
    used = [line for line in text.splitlines() if "uses:" in line]
    assert used
    assert all(re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+$", line) for line in used)


@pytest.mark.parametrize("source", SOURCES)
def test_no_text_of_a_pull_request_gets_into_a_command(source: Source) -> None:
    (job,) = github_workflow(source)["jobs"].values()
    assert not [step for step in job["steps"] if "${{" in step.get("run", "")]


@pytest.mark.parametrize("source", SOURCES)
def test_the_job_of_gitlab_ends_in_time_and_gives_way_to_a_newer_one(source: Source) -> None:
    job = YAML(typ="safe", pure=True).load(skeleton_files(source)[".gitlab-ci.yml"])["kiem-tra"]
    assert job["timeout"] == "15 minutes"
    assert job["interruptible"] is True
    assert re.fullmatch(r"python:3\.\d+\.\d+", job["image"])


@pytest.mark.parametrize("source", SOURCES)
def test_everything_that_ci_installs_has_a_hash_but_what_can_have_none(source: Source) -> None:
    first, *rest = source.install_commands()
    assert "--require-hashes -r requirements.txt" in first
    assert rest == [] if source.digest else "--no-deps" in rest[0]
    names = re.findall(r"^([a-z0-9-]+)(?:==| @ )", skeleton_files(source)["requirements.txt"], re.MULTILINE)
    assert ("baocao" in names) is bool(source.digest)
    assert {"jinja2", "lxml", "flit-core"} <= set(names)


def test_what_ci_installs_is_what_this_repository_has_locked() -> None:
    locked = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8")
    assert skeleton_files(GIT)["requirements.txt"] == locked


def test_wheels_for_another_python_ask_for_its_image() -> None:
    files = skeleton_files(SOURCES[-1])
    assert "image: python:3.13." in files[".gitlab-ci.yml"]
    assert 'python-version: "3.13"' in files[".github/workflows/kiem-tra.yml"]


def test_an_empty_folder_is_filled_and_a_repository_without_files_too(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    create_workspace(tmp_path, GIT)
    assert (tmp_path / "data" / "units" / "don-vi.yaml").is_file()


def test_a_folder_with_anything_in_it_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "ghi-chu.txt").write_text("x")
    (tmp_path / "data").mkdir()
    with pytest.raises(NotEmptyError) as raised:
        create_workspace(tmp_path, GIT)
    assert raised.value.names == ["data", "ghi-chu.txt"]
    assert folder_contents(tmp_path) == ["data", "ghi-chu.txt"]


@pytest.mark.parametrize("exists", [True, False])
def test_a_workspace_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exists: bool
) -> None:
    folder = tmp_path / "moi"
    if exists:
        folder.mkdir()

    def full(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    replace = os.replace

    def replace_some(path: Path, target: Path) -> None:
        return full() if path.name == "templates" else replace(path, target)

    monkeypatch.setattr(os, "replace", replace_some)
    with pytest.raises(OSError, match="No space"):
        create_workspace(folder, GIT)
    assert folder.exists() is exists
    assert folder_contents(tmp_path) == (["moi"] if exists else [])


def test_the_hook_of_this_repository_does_what_the_local_one_does() -> None:
    own = YAML(typ="safe", pure=True).load(REPOSITORY / ".pre-commit-hooks.yaml")[0]
    local = YAML(typ="safe", pure=True).load(Source().hook_settings())["repos"][0]["hooks"][0]
    shared = {key: value for key, value in own.items() if key not in {"description", "language"}}
    assert {**shared, "language": "system"} == local
    assert own["language"] == "python"
