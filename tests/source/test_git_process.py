"""Where Git is found, and which repository counts: nothing that came with the data leads elsewhere."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from baocao.source import git
from baocao.source.git_faults import (
    EmbeddedError,
    FailedError,
    GitError,
    MisledError,
    NoContentError,
    NoGitError,
    NoRepositoryError,
    NotOursError,
    SilentError,
)
from baocao.source.git_process import git_command, installed_git
from repositories import PLAIN, Repository
from support import Sandbox

GIT = shutil.which("git") or ""
FILE = "data/units/xa-mot/2025-11.yaml"


@pytest.fixture
def kho(tmp_path: Path) -> Repository:
    """A workspace in a repository of its own."""
    repository = Repository(Sandbox(tmp_path / "kho").root)
    repository.commit("2025-11-15 09:00")
    return repository


def fake_git(path: Path, text: str = "exit 1") -> Path:
    """Write a program that is called git."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "git").write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (path / "git").chmod(0o755)
    return path


def test_git_is_started_by_its_whole_path(kho: Repository) -> None:
    assert git_command(kho.folder)[0] == GIT


@pytest.mark.parametrize("within", [".", "data/units", "out"])
def test_a_git_that_came_with_the_data_is_never_started(
    kho: Repository, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = fake_git(kho.folder / within)
    path = os.pathsep.join([str(own), str(Path(GIT).parent)])
    for folder in (kho.folder, kho.folder / "data/units"):
        assert installed_git(folder, path) == GIT
    monkeypatch.setenv("PATH", str(own))
    with pytest.raises(NoGitError, match="máy này chưa cài Git"):
        git.open_repository(kho.folder)


def test_a_link_to_a_git_that_came_with_the_data_is_no_other(kho: Repository, tmp_path: Path) -> None:
    (tmp_path / "bin").symlink_to(fake_git(kho.folder / "bin"), target_is_directory=True)
    with pytest.raises(NoGitError):
        installed_git(kho.folder, str(tmp_path / "bin"))


@pytest.mark.parametrize("part", ["", ".", "bin", "../bin"])
def test_the_current_folder_is_not_searched(
    kho: Repository, tmp_path: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "nơi khác"
    for each in (elsewhere, elsewhere / "bin", tmp_path / "bin"):
        fake_git(each)
    monkeypatch.chdir(elsewhere)
    with pytest.raises(NoGitError):
        installed_git(kho.folder, part)


def test_what_cannot_be_run_is_no_git(kho: Repository, tmp_path: Path) -> None:
    (tmp_path / "a" / "git").mkdir(parents=True)
    (fake_git(tmp_path / "b") / "git").chmod(0o644)
    path = os.pathsep.join([str(tmp_path / "a"), str(tmp_path / "b"), str(Path(GIT).parent)])
    assert installed_git(kho.folder, path) == GIT


def test_a_further_working_tree_and_a_submodule_are_repositories_as_any(
    kho: Repository, tmp_path: Path
) -> None:
    kho.git("worktree", "add", "--quiet", str(tmp_path / "cây hai"), "-b", "hai")
    repository = git.open_repository(tmp_path / "cây hai" / "data")
    assert (repository.top, repository.prefix) == (tmp_path / "cây hai", "data/")
    assert git.main_branch(repository).tip == kho.head
    assert FILE in {blob.path for blob in git.committed_files(repository, "HEAD")}
    (tmp_path / "tỉnh").mkdir()
    outer = Repository(tmp_path / "tỉnh")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(kho.folder), "xã")
    repository = git.open_repository(outer.folder / "xã")
    assert (repository.top, git.resolve_revision(repository, "HEAD")) == (outer.folder / "xã", kho.head)
    assert FILE in {blob.path for blob in git.committed_files(repository, "HEAD")}


def test_ids_of_the_longer_kind_are_read_too(sandbox: Sandbox) -> None:
    made = Repository(sandbox.root, new=False)
    made.git("init", "--quiet", "--initial-branch=main", "--object-format=sha256")
    commit = made.commit("2025-11-15 09:00")
    repository = git.open_repository(sandbox.root)
    assert (len(commit), git.main_branch(repository).tip) == (64, commit)
    with git.reading_blobs(repository) as blobs:
        assert blobs.read_version(commit, FILE) == (sandbox.root / FILE).read_bytes()
        assert git.differing_paths(repository, git.main_branch(repository), [FILE], blobs) == frozenset()
    last = git.last_commit(repository, FILE, "HEAD")
    assert last is not None
    assert last.id == commit


def test_packed_and_borrowed_contents_are_read(kho: Repository, tmp_path: Path) -> None:
    kho.git("gc", "--quiet")
    kho.git("clone", "--quiet", "--shared", str(kho.folder), str(tmp_path / "mượn"))
    repository = git.open_repository(tmp_path / "mượn")
    with git.reading_blobs(repository) as blobs:
        assert (
            blobs.read_version(git.resolve_revision(repository, "HEAD"), FILE)
            == (kho.folder / FILE).read_bytes()
        )


def test_a_clone_without_contents_knows_when_files_came_and_fetches_none(
    kho: Repository, tmp_path: Path
) -> None:
    kho.git("config", "uploadpack.allowFilter", "true")
    copy = kho.clone(tmp_path / "bản sao", "--filter=blob:none", "--no-checkout")
    repository = git.open_repository(copy.folder)
    assert [
        change.path
        for change in git.branch_arrivals(repository, git.main_branch(repository), "2025-11.yaml")
    ] == [FILE]
    assert FILE in {blob.path for blob in git.committed_files(repository, "HEAD")}
    with pytest.raises(NoContentError):
        _stored_content(copy)


@pytest.mark.parametrize("where", [".", "data/units"])
def test_a_bare_repository_among_the_data_is_told_with_its_place(kho: Repository, where: str) -> None:
    kho.git("config", "core.worktree", str(kho.folder))
    for path in (kho.folder / ".git").iterdir():
        path.rename(kho.folder / where / path.name)
    (kho.folder / ".git").rmdir()
    with pytest.raises(EmbeddedError) as caught:
        git.open_repository(kho.folder / where)
    assert isinstance(caught.value, NoRepositoryError)
    assert str(kho.folder / where) in str(caught.value)
    assert "có thể do người lạ cài vào" in str(caught.value)


def test_whoever_has_set_that_bare_repositories_are_found_is_not_asked(
    kho: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gitconfig").write_text("[safe]\n\tbareRepository = all\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    test_a_bare_repository_among_the_data_is_told_with_its_place(kho, "data/units")


@pytest.mark.parametrize("elsewhere", ["/", "..", "../khác"])
def test_a_repository_whose_files_are_elsewhere_is_not_used(kho: Repository, elsewhere: str) -> None:
    (kho.folder / ".." / "khác").mkdir()
    kho.git("config", "core.worktree", elsewhere if elsewhere == "/" else f"../{elsewhere}")
    with pytest.raises((MisledError, NoRepositoryError)):
        git.open_repository(kho.folder / "data")


def test_a_repository_that_takes_files_of_another_is_not_used(kho: Repository, tmp_path: Path) -> None:
    (tmp_path / "khác" / "trong").mkdir(parents=True)
    other = Repository(tmp_path / "khác")
    (other.folder / "trong" / ".git").write_text(f"gitdir: {kho.folder / '.git'}\n", encoding="utf-8")
    kho.git("config", "core.worktree", str(other.folder))
    with pytest.raises(MisledError, match=r"core\.worktree"):
        git.open_repository(other.folder / "trong")


def test_a_repository_of_somebody_else_is_told_until_it_is_trusted(
    kho: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = kho.head
    wrapped = fake_git(tmp_path / "bin", f'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {GIT} "$@"')
    monkeypatch.setenv("PATH", os.pathsep.join([str(wrapped), os.environ["PATH"]]))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    with (kho.folder / ".git/config").open("a") as settings:
        settings.write("[safe]\n\tdirectory = *\n")  # which does not count there
    with pytest.raises(NotOursError, match=r"safe\.directory"):
        git.open_repository(kho.folder)
    trusted = f"[safe]\n\tdirectory = {kho.folder}\n"
    (tmp_path / "gitconfig").write_text(trusted, encoding="utf-8")
    assert git.main_branch(git.open_repository(kho.folder)).tip == head


@pytest.mark.parametrize("name", ["a\u2028b", "a\x85b", "a\udcffb", "--upload-pack=x", "x;y$(z)"])
def test_branches_may_have_any_name(kho: Repository, name: str) -> None:
    packed = b"# pack-refs with: peeled fully-peeled sorted \n%b refs/heads/%b\n"
    (kho.folder / ".git/packed-refs").write_bytes(packed % (kho.head.encode(), os.fsencode(name)))
    repository = git.open_repository(kho.folder)
    assert set(git.revision_names(repository)) == {"main", name}
    assert git.main_branch(repository).name == "main"
    assert git.main_branch(repository, name).tip == kho.head


def test_a_branch_that_is_another_name_of_one_counts(kho: Repository) -> None:
    kho.git("branch", "--move", "chính")
    kho.git("symbolic-ref", "refs/heads/main", "refs/heads/chính")
    assert git.main_branch(git.open_repository(kho.folder)) == git.Branch("main", kho.head)


def test_names_that_are_no_utf8_can_be_asked_about(kho: Repository) -> None:
    name = b"data/\xc0\xff.yaml"
    (kho.folder / os.fsdecode(name)).write_text("a: 1\n", encoding="utf-8")
    commit = kho.commit("2025-11-16 09:00")
    with git.reading_blobs(git.open_repository(kho.folder)) as blobs:
        assert blobs.read_version(commit, os.fsdecode(name)) == b"a: 1\n"


def test_a_folder_is_no_content_and_the_next_is_still_read(kho: Repository) -> None:
    with git.reading_blobs(git.open_repository(kho.folder)) as blobs:
        with pytest.raises(NoContentError):
            blobs.read_version(kho.head, "data")
        assert blobs.read_version(kho.head, FILE)


def test_what_is_too_large_is_passed_over(kho: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "_MOST_BYTES", 100)
    (kho.folder / "to").write_bytes(bytes(12_345))
    (kho.folder / "nhỏ").write_bytes(b"x")
    commit = kho.commit("2025-11-16 09:00")
    with git.reading_blobs(git.open_repository(kho.folder)) as blobs:
        with pytest.raises(NoContentError):
            blobs.read_version(commit, "to")
        assert blobs.read_version(commit, "nhỏ") == b"x"


def test_a_git_that_is_killed_is_told(
    kho: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = f'case "$*" in *cat-file*) kill -{signal.SIGKILL} $$;; esac; exec {GIT} "$@"'
    monkeypatch.setenv(
        "PATH", os.pathsep.join([str(fake_git(tmp_path / "bin", dying)), os.environ["PATH"]])
    )
    repository = git.open_repository(kho.folder)
    with pytest.raises(GitError), git.reading_blobs(repository) as blobs:
        blobs.read_version(kho.head, FILE)


def test_a_git_that_ends_between_questions_is_told(
    kho: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository, head = git.open_repository(kho.folder), kho.head
    ending = f'case "$*" in *cat-file*) read line; exit 0;; esac; exec {GIT} "$@"'
    monkeypatch.setenv(
        "PATH", os.pathsep.join([str(fake_git(tmp_path / "bin", ending)), os.environ["PATH"]])
    )
    with pytest.raises(GitError):
        _ask_twice(repository, head)


def _ask_twice(repository: git.Repository, commit: str) -> None:
    with git.reading_blobs(repository) as blobs:
        with pytest.raises(NoContentError):
            blobs.read_version(commit, FILE)
        blobs.read_version(commit, "x" * 1_000_000)


def test_a_pipe_in_place_of_settings_is_not_waited_for(
    kho: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baocao.source.git_process.MOST_SECONDS", 1)
    (kho.folder / ".git/config").unlink()
    os.mkfifo(kho.folder / ".git/config")
    with pytest.raises((SilentError, FailedError)):
        git.open_repository(kho.folder)


@pytest.mark.parametrize("name", ["objects/info/alternates", "objects/pack/pack-1.idx", "shallow"])
def test_a_pipe_that_every_question_would_wait_for_is_named(
    kho: Repository, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baocao.source.git_process.MOST_SECONDS", 1)
    os.mkfifo(kho.folder / ".git" / name)
    with pytest.raises(GitError, match=r"không phải tệp thường|Git không trả lời"):
        git.open_repository(kho.folder)


def test_a_pipe_in_place_of_a_content_is_not_waited_for(
    kho: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baocao.source.git_process.MOST_SECONDS", 1)
    name = kho.git("rev-parse", f"HEAD:{FILE}").strip()
    path = kho.folder / ".git/objects" / name[:2] / name[2:]
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(SilentError, match="Git không trả lời sau 1 giây"):
        _stored_content(kho)


def _stored_content(repository: Repository) -> bytes:
    with git.reading_blobs(git.open_repository(repository.folder)) as blobs:
        return blobs.read_version(repository.head, FILE)


@pytest.mark.parametrize("date", ["999999999999 +0700", "-5 +0700", f"{'9' * 25} +0000", "", "mai +0000"])
def test_a_commit_whose_date_cannot_be_was_never_in_time(kho: Repository, date: str) -> None:
    lines = kho.git("cat-file", "commit", "HEAD").split("\n")
    forged = [
        f"{line.partition('>')[0]}> {date}" if line.startswith("committer") else line for line in lines
    ]
    (kho.folder / ".git/raw").write_text("\n".join(forged), encoding="utf-8")
    made = kho.git("hash-object", "-t", "commit", "-w", "--literally", ".git/raw").strip()
    kho.git("update-ref", "HEAD", made)
    repository = git.open_repository(kho.folder)
    changes = git.branch_arrivals(repository, git.main_branch(repository), "2025-11.yaml")
    assert {change.moment.year for change in changes} == {3000}
    origins = git.line_origins(repository, made, FILE, [1])
    assert [origin.commit.id for origin in origins.values() if origin.commit] == [made]


def test_a_commit_without_people_is_one(kho: Repository) -> None:
    raw = kho.git("cat-file", "commit", "HEAD").split("\n")
    (kho.folder / ".git/raw").write_text(
        "\n".join(line for line in raw if not line.startswith(("author", "committer"))), encoding="utf-8"
    )
    made = kho.git("hash-object", "-t", "commit", "-w", "--literally", ".git/raw").strip()
    kho.git("update-ref", "HEAD", made)
    repository = git.open_repository(kho.folder)
    author = git.line_origins(repository, made, FILE, [1])[1].commit
    assert author is not None
    assert author.author in {"", "(unknown)"}
    assert PLAIN["GIT_AUTHOR_NAME"] not in str(git.last_commit(repository, FILE, made))
