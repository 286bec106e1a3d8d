"""The one door to Git: revisions, files, contents, authors of lines; nothing a user has set disturbs it."""

import errno
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.history import Blob, Commit
from baocao.source import git
from baocao.source.git_faults import (
    EmbeddedError,
    FailedError,
    GitError,
    LongAnswerError,
    NoContentError,
    NoGitError,
    NoMainBranchError,
    NoRepositoryError,
    NotOursError,
    UnknownRevisionError,
    fault_of_words,
)
from baocao.source.git_process import Contents, git_environment
from repositories import PLAIN, Repository

NAME = "Xã Mỏ Cày/số liệu.yaml"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A repository with two commits to one file whose name has spaces and diacritics."""
    folder = tmp_path / "kho dữ liệu"
    (folder / "Xã Mỏ Cày").mkdir(parents=True)
    (folder / NAME).write_text("một\nhai\n", encoding="utf-8")
    repository = Repository(folder)
    repository.commit("2025-11-16 09:00", "Lần đầu: số liệu")
    (folder / NAME).write_text("một\nba\n", encoding="utf-8")
    repository.commit("2025-11-18 09:00", "Sửa")
    return repository


def open_made(repository: Repository) -> git.Repository:
    return git.open_repository(repository.folder)


def test_a_repository_knows_where_in_it_one_stands(made: Repository) -> None:
    repository = git.open_repository(made.folder / "Xã Mỏ Cày")
    contents = Contents(made.folder / ".git", "sha1")
    assert repository == git.Repository(made.folder, "Xã Mỏ Cày/", is_shallow=False, contents=contents)
    assert open_made(made).prefix == ""


def test_a_shallow_clone_is_told(made: Repository, tmp_path: Path) -> None:
    assert open_made(made.clone(tmp_path / "nông", "--depth=1")).is_shallow


@pytest.mark.parametrize("folder", [".", "không có"])
def test_a_folder_without_a_repository_is_told(tmp_path: Path, folder: str) -> None:
    with pytest.raises(NoRepositoryError, match="dữ liệu không nằm trong kho Git"):
        git.open_repository(tmp_path / folder)


def test_a_repository_without_files_of_its_own_is_none(made: Repository, tmp_path: Path) -> None:
    bare = made.clone(tmp_path / "máy chủ", "--bare")
    with pytest.raises(NoRepositoryError):
        open_made(bare)


def test_a_machine_without_git_is_told(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = open_made(made)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoGitError, match="máy này chưa cài Git"):
        git.resolve_revision(repository, "HEAD")
    with pytest.raises(NoGitError), git.reading_blobs(repository):
        pass


@pytest.mark.parametrize("number", [errno.EMFILE, errno.EACCES, errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("refused", ["pipe", "open"])
def test_what_the_system_refuses_to_any_program_says_nothing_of_git(
    made: Repository, refused: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = open_made(made)

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number), *(["/dev/null"] if refused == "open" else []))

    monkeypatch.setattr(os, refused, refuse)
    with pytest.raises(OSError, match=re.escape(os.strerror(number))), git.reading_blobs(repository):
        pass
    if refused == "pipe":
        with pytest.raises(OSError, match=re.escape(os.strerror(number))):
            git.resolve_revision(repository, "HEAD")


def test_a_git_that_the_system_does_not_run_is_none(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = open_made(made)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").write_text("#!/không/có\n", encoding="utf-8")
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(NoGitError):
        git.resolve_revision(repository, "HEAD")


@pytest.mark.parametrize(
    "revision",
    ["HEAD", "main", "HEAD~0", "refs/heads/main", "@", "@{0}", "main@{2025-11-30 08:00}", "v1", "v1^{/S}"],
)
def test_a_revision_names_a_commit(made: Repository, revision: str) -> None:
    made.git("tag", "--annotate", "--message=x", "v1")
    assert git.resolve_revision(open_made(made), revision) == made.head
    assert git.resolve_revision(open_made(made), f"{revision}~1") == made.git("rev-parse", "HEAD~1").strip()


@pytest.mark.parametrize(
    "revision",
    [
        "",
        "không-có",
        "--all",
        "-h",
        "HEAD:Xã Mỏ Cày",
        "HEAD~9",
        "HEAD\0",
        "main..main",
        "^main",
        ":/Sửa",
        "~1",
        "main@{",
        "main^{tree}",
        "0" * 40,
    ],
)
def test_what_names_no_commit_is_told(made: Repository, revision: str) -> None:
    with pytest.raises(UnknownRevisionError, match="kho Git không có phiên bản"):
        git.resolve_revision(open_made(made), revision)


@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_no_text_makes_git_do_anything_but_look_for_a_revision(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "một lần"
    if not folder.exists():
        folder.mkdir()
        Repository(folder)
    with pytest.raises(UnknownRevisionError):
        git.resolve_revision(git.open_repository(folder), text)
    assert [path.name for path in folder.iterdir()] == [".git"]


def test_the_files_of_a_revision_are_listed_by_their_path_in_the_repository(made: Repository) -> None:
    (made.folder / "liên kết").symlink_to(NAME)
    (made.folder / "[a]*").mkdir()
    (made.folder / "[a]*" / "b.yaml").write_text("x")
    made.commit("2025-11-19 09:00")
    repository = open_made(made)
    by_path = {blob.path: blob.is_link for blob in git.committed_files(repository, made.head)}
    assert by_path == {NAME: False, "liên kết": True, "[a]*/b.yaml": False}
    assert [blob.path for blob in git.committed_files(repository, made.head, "Xã Mỏ Cày")] == [NAME]
    assert [blob.path for blob in git.committed_files(repository, made.head, "[a]*")] == ["[a]*/b.yaml"]


def test_contents_of_any_revision_are_read_through_one_process(made: Repository) -> None:
    (made.folder / "nhị phân").write_bytes(b"\x00\r\n\xff")
    (made.folder / "rỗng").write_bytes(b"")
    made.commit("2025-11-19 09:00")
    repository = open_made(made)
    now = {blob.path: blob.id for blob in git.committed_files(repository, "HEAD")}
    (before,) = git.committed_files(repository, git.resolve_revision(repository, "HEAD~2"))
    with git.reading_blobs(repository) as blobs:
        assert blobs.read(now["nhị phân"]) == b"\x00\r\n\xff"
        assert blobs.read(now["rỗng"]) == b""
        assert blobs.read(now[NAME]).decode() == "một\nba\n"
        assert blobs.read(before.id).decode() == "một\nhai\n"


@pytest.mark.parametrize("blob", ["0" * 40, "không có", "", "a\nb", "HEAD:x"])
def test_content_that_is_not_there_is_told_and_the_next_is_still_read(made: Repository, blob: str) -> None:
    repository = open_made(made)
    (there,) = git.committed_files(repository, "HEAD")
    with git.reading_blobs(repository) as blobs:
        with pytest.raises(NoContentError):
            blobs.read(blob)
        assert blobs.read(there.id).decode() == "một\nba\n"


def line_authors(repository: Repository, revision: str = "HEAD") -> dict[int, Commit]:
    """Return who wrote the two lines of the file."""
    known = open_made(repository)
    origins = git.line_origins(known, git.resolve_revision(known, revision), NAME, [2, 1, 2])
    return {line: origin.commit for line, origin in origins.items() if origin.commit}


def test_every_line_has_the_commit_that_wrote_it(made: Repository) -> None:
    first, second = line_authors(made).values()
    assert (first.subject, first.author) == ("Lần đầu: số liệu", PLAIN["GIT_AUTHOR_NAME"])
    assert first.moment.isoformat() == "2025-11-16T02:00:00+00:00"
    assert (second.subject, second.id) == ("Sửa", made.head)


def test_lines_can_be_asked_about_as_of_a_revision(made: Repository) -> None:
    assert [commit.subject for commit in line_authors(made, "HEAD~1").values()] == ["Lần đầu: số liệu"] * 2


def test_people_have_the_names_that_the_repository_gives_them(made: Repository) -> None:
    (made.folder / ".mailmap").write_text(
        f"Lê Văn C <c@xa> <{PLAIN['GIT_AUTHOR_EMAIL']}>\n", encoding="utf-8"
    )
    assert {commit.author for commit in line_authors(made).values()} == {PLAIN["GIT_AUTHOR_NAME"]}
    made.commit("2025-11-19 09:00")
    assert {commit.author for commit in line_authors(made).values()} == {"Lê Văn C"}


def test_a_file_came_with_a_commit_and_comes_anew_when_it_was_removed(made: Repository) -> None:
    path = made.folder / "bản ghi.yaml"
    path.write_text("1", encoding="utf-8")
    first = made.commit("2025-11-20 08:00")
    path.write_text("2", encoding="utf-8")
    made.commit("2025-11-21 08:00")
    commit_adding = git.commit_adding(open_made(made), path.name)
    assert commit_adding is not None
    assert commit_adding.id == first
    path.unlink()
    made.commit("2025-11-22 08:00")
    path.write_text("2", encoding="utf-8")
    again = made.commit("2025-11-23 08:00")
    commit_adding = git.commit_adding(open_made(made), path.name)
    assert commit_adding is not None
    assert commit_adding.id == again
    assert git.commit_adding(open_made(made), "không có") is None


def test_a_file_has_a_last_commit(made: Repository) -> None:
    repository = open_made(made)
    (made.folder / "khác").write_text("x")
    made.commit("2025-11-20 09:00")
    commit = git.last_commit(repository, NAME, "HEAD")
    assert commit is not None
    assert (commit.subject, commit.author) == ("Sửa", PLAIN["GIT_AUTHOR_NAME"])
    assert git.last_commit(repository, "không có", "HEAD") is None
    assert git.last_commit(repository, "*", "HEAD") is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("blame.ignoreRevsFile", "bỏ qua"),
        ("diff.chữ.textconv", "touch hook-ran; cat"),
        ("log.follow", "true"),
        ("log.showSignature", "true"),
        ("color.ui", "always"),
        ("i18n.logOutputEncoding", "latin1"),
    ],
)
def test_settings_of_a_user_change_no_author(made: Repository, name: str, value: str) -> None:
    repository = open_made(made)
    (made.folder / ".gitattributes").write_text("*.yaml diff=chữ\n", encoding="utf-8")
    (made.folder / "bỏ qua").write_text(made.head)
    expected = (line_authors(made), git.last_commit(repository, NAME, "HEAD"))
    made.git("config", name, value)
    assert (line_authors(made), git.last_commit(repository, NAME, "HEAD")) == expected
    assert not list(made.folder.rglob("hook-ran"))


def test_signatures_of_commits_are_not_verified(made: Repository) -> None:
    raw = made.git("cat-file", "commit", "HEAD")
    head, _, body = raw.partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n{body}"
    (made.folder / "signed").write_text(signed, encoding="utf-8")
    made.git("update-ref", "HEAD", made.git("hash-object", "-t", "commit", "-w", "signed").strip())
    program = made.folder / "gpg"
    program.write_text("#!/bin/sh\ntouch hook-ran\n")
    program.chmod(0o755)
    made.git("config", "gpg.program", str(program))
    made.git("config", "log.showSignature", "true")
    commit = git.last_commit(open_made(made), NAME, "HEAD")
    assert commit is not None
    assert commit.id == made.head
    assert not list(made.folder.rglob("hook-ran"))


def test_a_commit_that_was_replaced_on_this_machine_is_read_as_it_is(made: Repository) -> None:
    made.git("replace", "HEAD", "HEAD~1")
    commit = git.last_commit(open_made(made), NAME, "HEAD")
    assert commit is not None
    assert commit.subject == "Sửa"


def test_a_file_that_was_never_committed_has_no_authors(made: Repository) -> None:
    with pytest.raises(FailedError):
        git.line_origins(open_made(made), made.head, "không có", [1])
    with pytest.raises(FailedError):
        git.line_origins(open_made(made), made.head, NAME, [99])
    assert git.line_origins(open_made(made), made.head, "không có", []) == {}


@pytest.mark.parametrize("name", ["main", "master"])
def test_the_main_branch_is_the_usual_one(made: Repository, name: str) -> None:
    made.git("branch", "--move", name)
    made.branch("nháp")
    assert git.main_branch(open_made(made)) == git.Branch(name, made.head)


def test_a_repository_with_other_branches_only_has_no_main_one(made: Repository) -> None:
    made.git("branch", "--move", "nháp")
    with pytest.raises(NoMainBranchError, match="không rõ nhánh chính"):
        git.main_branch(open_made(made))
    assert git.main_branch(open_made(made), "nháp").tip == made.head


def test_the_server_tells_which_branch_is_the_main_one(made: Repository, tmp_path: Path) -> None:
    made.git("branch", "--move", "bao-cao")
    copy = made.clone(tmp_path / "bản sao")
    copy.branch("main")
    assert git.main_branch(open_made(copy)).name == "bao-cao"


def test_of_the_branch_here_and_on_the_server_the_one_that_holds_the_other_counts(
    made: Repository, tmp_path: Path
) -> None:
    copy = made.clone(tmp_path / "bản sao")
    assert git.main_branch(open_made(copy)).name == "main"
    here = copy.commit("2025-11-19 09:00")
    assert git.main_branch(open_made(copy)) == git.Branch("main", here)
    there = made.commit("2025-11-19 10:00")
    copy.git("fetch", "--quiet")
    assert git.main_branch(open_made(copy)) == git.Branch("origin/main", there)
    copy.git("reset", "--quiet", "--hard", "HEAD~1")
    assert git.main_branch(open_made(copy)) == git.Branch("origin/main", there)
    copy.git("pull", "--quiet")
    assert git.main_branch(open_made(copy)) == git.Branch("main", there)


def test_a_checkout_without_a_branch_counts_by_the_server(made: Repository, tmp_path: Path) -> None:
    copy = made.clone(tmp_path / "CI")
    copy.git("checkout", "--quiet", "--detach")
    copy.git("branch", "--quiet", "--delete", "--force", "main")
    assert git.main_branch(open_made(copy)) == git.Branch("origin/main", made.head)


def test_other_repositories_inside_are_no_files(made: Repository) -> None:
    (made.folder / "con").mkdir()
    Repository(made.folder / "con").commit("2025-11-19 09:00")
    made.git("-c", "advice.addEmbeddedRepo=false", "add", "con")
    made.git("commit", "--quiet", "--message=x")
    assert [blob.path for blob in git.committed_files(open_made(made), "HEAD")] == [NAME]


def test_a_blob_is_a_file_unless_it_is_a_link() -> None:
    assert not Blob("a", "0").is_link


def test_git_answers_in_english_without_locks_and_without_what_a_hook_has_set() -> None:
    given = {
        "PATH": "/bin",
        "LC_ALL": "vi_VN.UTF-8",
        "GIT_DIR": "x",
        "GIT_INDEX_FILE": "x",
        "GIT_CONFIG": "x",
    }
    trusted = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    network = {"GIT_ALLOW_PROTOCOL": "none"}
    environment = git_environment({**given, **trusted})
    assert environment == {"PATH": "/bin", "LC_ALL": "C", **trusted, **quiet, **network}


@pytest.mark.parametrize(
    ("said", "kind", "text"),
    [
        ("fatal: not a git repository (or any of the parent directories): .git", NoRepositoryError,
         "dữ liệu không nằm trong kho Git"),
        ("fatal: detected dubious ownership in repository at '/a'\nTo add an exception", NotOursError,
         "kho Git thuộc người dùng khác, hãy chạy git config --global --add safe.directory THƯ_MỤC"),
        ("fatal: unsafe repository ('/a' is owned by someone else)", NotOursError,
         "kho Git thuộc người dùng khác, hãy chạy git config --global --add safe.directory THƯ_MỤC"),
        ("fatal: cannot use bare repository '/a' (safe.bareRepository is 'explicit')", EmbeddedError,
         str(EmbeddedError("/a"))),
        ("fatal: bad object\nmore", FailedError, "Git báo lỗi: fatal: bad object"),
        ("", FailedError, "Git báo lỗi: không rõ"),
    ],
)  # fmt: skip
def test_what_git_says_is_told_in_vietnamese(said: str, kind: type[GitError], text: str) -> None:
    fault = fault_of_words(said)
    assert type(fault) is kind
    assert str(fault) == text


def test_the_index_is_told_apart_from_what_a_merge_left_undecided(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    repository.commit("2025-11-01 08:00")
    repository.branch("khác")
    (tmp_path / "a.yaml").write_text("a: 2\n", encoding="utf-8")
    repository.commit("2025-11-01 09:00")
    repository.go("main")
    (tmp_path / "a.yaml").write_text("a: 3\n", encoding="utf-8")
    (tmp_path / "chữ có dấu.yaml").write_text("b: 1\n", encoding="utf-8")
    repository.commit("2025-11-01 10:00")
    with pytest.raises(Exception, match="merge"):
        repository.merge("khác", "2025-11-01 11:00")
    files, undecided = git.staged_files(git.open_repository(tmp_path))
    assert [blob.path for blob in files] == ["chữ có dấu.yaml"]
    assert undecided == {"a.yaml"}


def test_branches_and_tags_are_named(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit("2025-11-01 08:00")
    repository.git("tag", "kỳ-2025-11")
    assert set(git.revision_names(git.open_repository(tmp_path))) == {"main", "kỳ-2025-11"}


def test_lines_of_development_fork_at_their_latest_common_commit(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    start = repository.commit("2025-11-01 08:00")
    repository.branch("khác")
    other = repository.commit("2025-11-01 09:00")
    repository.go("main")
    own = repository.commit("2025-11-01 10:00")
    known = git.open_repository(tmp_path)
    assert git.fork_point(known, own, other) == start
    repository.git("checkout", "--quiet", "--orphan", "riêng")
    alone = repository.commit("2025-11-01 11:00")
    with pytest.raises(UnknownRevisionError):
        git.fork_point(known, own, alone)


def test_a_tree_of_ever_more_files_is_refused_before_it_fills_the_memory(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baocao.source.git_process.MOST_ANSWER", 100_000)
    tree = made.git("rev-parse", "HEAD^{tree}").strip()
    for _ in range(4):
        made.git("read-tree", "--empty")
        for each in range(10):
            made.git("read-tree", f"--prefix={each}/", tree)
        tree = made.git("write-tree").strip()
    bomb = made.git("commit-tree", tree, "-m", "nhiều tệp").strip()
    with pytest.raises(LongAnswerError, match="quá 0 MB"):
        git.committed_files(open_made(made), bomb)
    assert git.committed_files(open_made(made), "HEAD")
