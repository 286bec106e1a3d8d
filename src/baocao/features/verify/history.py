"""What Git knows of records and of the sources that documents were made from."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from baocao.disk.scratch import put_file, put_folder, scratch_folder
from baocao.model.history import Commit
from baocao.model.issuance import Issued
from baocao.model.workspace import Config, SourceFile
from baocao.source import git
from baocao.source.git_faults import GitError, NoContentError

_SOURCES: Final = (".yaml", ".j2")


class Origin(NamedTuple):
    """From what a document is built again: a commit, or the working tree, where `fault` tells why."""

    commit: Commit | None = None
    fault: str = ""
    edited: bool = False


class History:
    """What Git knows of records and their sources."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._fault = ""
        self._ids: dict[str, str] = {}
        self._repository: git.Repository | None = None
        try:
            self._repository = git.open_repository(config.units)
        except GitError as error:
            self._fault = str(error)

    @property
    def is_shallow(self) -> bool:
        """Whether earlier commits are not here."""
        return self._repository is not None and self._repository.is_shallow

    def origin_of(self, issued: Issued, record: SourceFile) -> Origin:
        """Return the commit with which a record came, if there is one."""
        if self._repository is None:
            return Origin(fault=self._fault)
        path = self._path_in_repository(self._config.root / issued.at.file)
        if any(self._path_in_repository(folder).startswith("../") for folder in self._folders):
            return Origin(fault="chỉ đạo, đơn vị hoặc mẫu nằm ngoài kho Git")
        try:
            commit = git.commit_adding(self._repository, path)
            if commit is None:
                return Origin(fault="bản ghi phát hành chưa được commit")
            return Origin(commit, edited=self._content_at(commit, path) != record.data)
        except GitError as error:
            return Origin(fault=str(error))

    @property
    def _folders(self) -> tuple[Path, ...]:
        config = self._config
        return (config.root, config.units, config.directives, config.templates)

    def _path_in_repository(self, path: Path) -> str:
        """Return a path in the repository."""
        top = self._repository.top if self._repository else self._config.root
        return PurePosixPath(os.path.relpath(os.path.normpath(path), top)).as_posix()

    def _content_at(self, commit: Commit, path: str) -> bytes:
        if self._repository is None:
            return b""
        with git.reading_blobs(self._repository) as blobs:
            return next(
                (blobs.read(blob.id) for blob in git.committed_files(self._repository, commit.id, path)),
                b"",
            )

    @contextmanager
    def tree_of(self, commit: str) -> Iterator[Path]:
        """Give the workspace as a commit has it, in a folder of its own; without one, as it is."""
        if not commit or self._repository is None:
            yield self._config.root
            return
        with scratch_folder() as top:
            put_folder(top / ".git")  # settings may lead out of the workspace, but not of the repository
            self._put_tree(commit, top)
            yield Path(os.path.normpath(top / self._path_in_repository(self._config.root)))

    def _put_tree(self, commit: str, top: Path) -> None:
        if self._repository is None:
            return
        starts = tuple(
            "" if path == "." else f"{path}/" for path in map(self._path_in_repository, self._folders)
        )
        with git.reading_blobs(self._repository) as blobs:
            for blob in git.committed_files(self._repository, commit):
                if blob.path.startswith(starts) and blob.path.endswith(_SOURCES) and not blob.is_link:
                    put_file(top / blob.path, blobs.read(blob.id))

    def content_of(self, name: str, digest: str, origin: Origin) -> bytes | None:
        """Return what a source was when its hash was `digest`, where a version near the record's has it."""
        if self._repository is None:
            return None
        path = self._path_in_repository(self._config.root / name)
        try:
            with git.reading_blobs(self._repository) as blobs:
                for commit in self._versions_near(origin):
                    content = _version_or_none(blobs, commit, path)
                    if content is not None and sha256(content).hexdigest() == digest:
                        return content
        except GitError:
            pass  # nothing is known of it, as without Git
        return None

    def _versions_near(self, origin: Origin) -> Iterator[str]:
        """Yield the commits that may have a source as it was when the document was made."""
        if self._repository is None:
            return
        first = origin.commit.id if origin.commit else "HEAD"
        yield from filter(None, map(self._id_of, (first, f"{first}^", "HEAD")))

    def _id_of(self, revision: str) -> str:
        """Return the commit of that name, nothing if there is none; each is asked for once."""
        if revision not in self._ids and self._repository is not None:
            self._ids[revision] = ""
            with suppress(GitError):
                self._ids[revision] = git.resolve_revision(self._repository, revision)
        return self._ids.get(revision, "")


def _version_or_none(blobs: git.Blobs, commit: str, path: str) -> bytes | None:
    try:
        return blobs.read_version(commit, path)
    except NoContentError:
        return None
