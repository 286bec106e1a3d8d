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
    assert {".gitlab-ci.yml", *WORKFLOWS} <= names
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
        ".github/workflows/trang-cong-khai.yml",
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
        assert by_name[".gitlab-ci.yml"][".baocao"]["before_script"] == commands
        for name, job in (("kiem-tra", "kiem-tra"), ("trang-cong-khai", "lap-trang")):
            steps = by_name[f".github/workflows/{name}.yml"]["jobs"][job]["steps"]
            ran = [step["run"] for step in steps if "run" in step]
            assert ran[0].splitlines() == commands


CHECKING, PUBLISHING = (f".github/workflows/{name}.yml" for name in ("kiem-tra", "trang-cong-khai"))
WORKFLOWS = [CHECKING, PUBLISHING]


def github_workflow(source: Source, name: str) -> Any:
    """Return a workflow of GitHub."""
    return YAML(typ="safe", pure=True).load(skeleton_files(source)[name])


def gitlab_jobs(source: Source) -> Any:
    """Return the jobs of GitLab, with what all of them share."""
    by_name = YAML(typ="safe", pure=True).load(skeleton_files(source)[".gitlab-ci.yml"])
    shared = by_name.pop(".baocao")
    return {name: {**shared, **job} for name, job in by_name.items() if job["extends"] == ".baocao"}


def test_what_is_checked_is_checked_and_shown_after_every_change_with_the_right_to_read_alone() -> None:
    workflow = github_workflow(GIT, CHECKING)
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["cancel-in-progress"] is True
    assert set(workflow["on"]) == {"push", "pull_request"}
    checked, *shown = job["steps"][3:]
    assert checked["run"] == "baocao check --format github"
    # Whoever reviews wrong data needs the page the most.
    assert {step["if"] for step in shown} == {"${{ !cancelled() }}"}
    ran = [step["run"] for step in shown if "run" in step]
    since = '${GITHUB_BASE_REF:+--rev "origin/$GITHUB_BASE_REF"}'
    assert ran == ["baocao build --ky moi-nhat", f"baocao page --ky moi-nhat {since}"]
    assert [step["with"]["path"] for step in shown if "uses" in step] == ["out/*/trang.html", "out/"]


def test_the_page_is_made_public_only_by_hand_and_by_a_job_that_runs_nothing_of_the_repository() -> None:
    workflow = github_workflow(GIT, PUBLISHING)
    making, publishing = workflow["jobs"].values()
    assert set(workflow["on"]) == {"workflow_dispatch"}
    assert making["permissions"] == {"contents": "read"}
    assert "baocao page --ky moi-nhat --kin" in making["steps"][3]["run"]
    assert publishing["permissions"] == {"pages": "write", "id-token": "write"}
    assert [set(step) for step in publishing["steps"]] == [{"name", "id", "uses"}]


@pytest.mark.parametrize("name", WORKFLOWS)
@pytest.mark.parametrize("source", SOURCES)
def test_no_workflow_has_more_rights_and_more_time_than_its_jobs_need(source: Source, name: str) -> None:
    workflow = github_workflow(source, name)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 15
        checkouts = [step for step in job["steps"] if "/checkout@" in step.get("uses", "")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("name", WORKFLOWS)
@pytest.mark.parametrize("source", SOURCES)
def test_actions_are_named_by_commit_with_their_version_beside_it(source: Source, name: str) -> None:
    used = [line for line in skeleton_files(source)[name].splitlines() if "uses:" in line]
    assert used
    assert all(re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+$", line) for line in used)


@pytest.mark.parametrize("name", WORKFLOWS)
@pytest.mark.parametrize("source", SOURCES)
def test_no_text_of_a_pull_request_gets_into_a_command(source: Source, name: str) -> None:
    jobs = github_workflow(source, name)["jobs"].values()
    assert not [step for job in jobs for step in job["steps"] if "${{" in step.get("run", "")]


@pytest.mark.parametrize("source", SOURCES)
def test_the_jobs_of_gitlab_end_in_time_and_give_way_to_newer_ones(source: Source) -> None:
    jobs = gitlab_jobs(source)
    assert set(jobs) == {"kiem-tra", "trang", "pages"}
    for job in jobs.values():
        assert job["timeout"] == "15 minutes"
        assert job["interruptible"] is True
        assert re.fullmatch(r"python:3\.\d+\.\d+", job["image"])


def test_gitlab_shows_the_page_with_the_merge_request_be_the_data_right_or_wrong() -> None:
    job = gitlab_jobs(GIT)["trang"]
    assert "rules" not in job
    kept = job["artifacts"]
    assert kept["when"] == "always"
    # What GitLab takes for a link: letters without accents, and a folder with a slash, no pattern.
    assert re.fullmatch(r"[A-Za-z0-9_][-\w ]*", kept["expose_as"], re.ASCII)
    assert kept["paths"] == ["out/"]


def test_gitlab_makes_the_page_public_only_where_a_variable_of_the_unit_says_so() -> None:
    job = gitlab_jobs(GIT)["pages"]
    (rule,) = job["rules"]
    assert rule["if"] == '$TRANG_CONG_KHAI == "co" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'
    assert job["script"][0] == "baocao page --ky moi-nhat --kin --out trang"
    assert job["artifacts"]["paths"] == ["public"]


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
    assert all('python-version: "3.13"' in files[name] for name in WORKFLOWS)


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
