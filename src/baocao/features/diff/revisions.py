"""Versions of a workspace: a commit, the index, or the working tree.

Nothing is checked out. The readers want files, so what they need of a commit is written into a folder of
its own outside the workspace; contents come through one process of Git.
"""

import os
import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from baocao.disk.scratch import put_file, put_folder, put_link
from baocao.model.history import Blob
from baocao.model.inventory import SUFFIX
from baocao.model.workspace import Config
from baocao.source.config import NAME, TEMPLATE, read_config
from baocao.source.files import leads_out
from baocao.source.git import (
    Blobs,
    Repository,
    committed_files,
    fork_point,
    last_commit,
    resolve_revision,
    staged_files,
)
from baocao.source.working_files import blob_id, file_content

INDEX: Final = ":"
"""How the index is called in a range; the working tree is called nothing."""


class Range(NamedTuple):
    """Two versions as they were asked for; `forked` starts where the new one left the old one."""

    old: str
    new: str
    forked: bool = False

    @classmethod
    def parse(cls, text: str) -> "Range":
        """Read 'A..B', 'A...B', 'A..' and 'A' (against the working tree), '..B' (from HEAD)."""
        # The longer mark first, as it contains the shorter one.
        for mark in ("...", ".."):
            old, separator, new = text.partition(mark)
            if separator:
                return cls(old or "HEAD", new, mark == "...")
        return cls(text, "")


class Version:
    """One version: its files by path from the workspace, each with the id of its content."""

    def __init__(self, name: str, root: Path, blobs: Mapping[str, Blob], contents: Blobs) -> None:
        self.name = name
        self.root = root
        self.ids: Mapping[str, str] = {path: blob.id for path, blob in blobs.items()}
        self._blobs = blobs
        self._contents = contents

    def read_settings(self) -> Config:
        """Return the settings of this version."""
        self.put_files([NAME])
        return read_config(self.root)[0]

    def content_of(self, path: str) -> bytes:
        """Return a file's content, nothing if it is not there."""
        return self._contents.read(self.ids[path]) if path in self.ids else b""

    def put_files(self, paths: Iterable[str]) -> None:
        """Write files to where the readers look for them."""
        for path in paths:
            if path in self._blobs:
                put = put_link if self._blobs[path].is_link else put_file
                put(Path(os.path.normpath(self.root / path)), self.content_of(path))


class WorkingTree(Version):
    """The files as they are on disk, read where they are."""

    def __init__(self, root: Path, repository: Repository) -> None:
        kind = repository.contents.kind
        config = read_config(root)[0]
        self.name = ""
        self.root = root
        self.ids = {
            _path_from(root, path): blob_id(file_content(path), kind)
            for folder in (config.directives, config.units)
            for path in (*folder.glob("*.yaml"), *folder.glob("*/*.yaml"))
            if path.is_file() and not leads_out(path, root)
        }
        settings = root / NAME
        if settings.is_file() and not leads_out(settings, root):
            self.ids[NAME] = blob_id(file_content(settings), kind)
        # Templates that lie outside have no versions that could be compared.
        kept = Path(os.path.realpath(config.templates)).is_relative_to(os.path.realpath(repository.top))
        for path in config.templates.rglob(f"*{TEMPLATE}") if kept else ():
            if path.is_file() and not leads_out(path, root):
                self.ids[_path_from(root, path)] = blob_id(file_content(path), kind)

    def read_settings(self) -> Config:
        """Return the settings as they are."""
        return read_config(self.root)[0]

    def content_of(self, path: str) -> bytes:
        """Return a file's content, nothing if it is not there, lies elsewhere or cannot be read."""
        return file_content(self.root / path) if path in self.ids else b""

    def put_files(self, paths: Iterable[str]) -> None:
        """Leave the files where they are."""


def _path_from(root: Path, path: Path) -> str:
    return PurePosixPath(os.path.relpath(path, root)).as_posix()


class Versions:
    """Opens versions of the workspace around which a repository lies."""

    def __init__(self, repository: Repository, contents: Blobs, folder: Path, root: Path) -> None:
        self._repository = repository
        self._contents = contents
        self._folder = folder
        self._root = root
        self.undecided: frozenset[str] = frozenset()

    def open_range(self, wanted: Range) -> tuple[Version, Version]:
        """Return both versions; raises GitError for what the repository does not have."""
        old, new = (self._commit_of(name) for name in (wanted.old, wanted.new))
        # 'A...B' asks what B has done since it left A, not what A has done since.
        if wanted.forked and old and new:
            old = fork_point(self._repository, old, new)
        elif wanted.forked and old:
            old = fork_point(self._repository, old, resolve_revision(self._repository, "HEAD"))
        before = self._open_version(wanted.old, old, "cu")
        if wanted.new:
            return before, self._open_version(wanted.new, new, "moi")
        return before, WorkingTree(self._root, self._repository)

    def had_file(self, version: Version, path: str) -> bool:
        """Tell whether a version, or one before it, had a file."""
        commit = "HEAD" if version.name == INDEX else version.name
        inside = posixpath.normpath(f"{self._repository.prefix}{path}")
        return last_commit(self._repository, inside, commit) is not None

    def _commit_of(self, name: str) -> str:
        return "" if name in {"", INDEX} else resolve_revision(self._repository, name)

    def _open_version(self, name: str, commit: str, folder: str) -> Version:
        if name == INDEX:
            blobs, undecided = staged_files(self._repository)
            start = self._repository.prefix
            self.undecided = frozenset(posixpath.relpath(path, start or ".") for path in undecided)
        else:
            blobs = committed_files(self._repository, commit)
        # The repository's own folder is marked, so that settings may lead out of the workspace as before.
        top = self._folder / folder
        put_folder(top / ".git")
        root = top / self._repository.prefix
        put_folder(root)
        return Version(name, root, dict(self._relevant_blobs(blobs)), self._contents)

    def _relevant_blobs(self, blobs: Iterable[Blob]) -> Iterable[tuple[str, Blob]]:
        start = self._repository.prefix or "."
        for blob in blobs:
            if blob.path.endswith((SUFFIX, TEMPLATE)):
                yield posixpath.relpath(blob.path, start), blob
