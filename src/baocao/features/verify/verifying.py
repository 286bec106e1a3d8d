"""`baocao build --check`: what was given out equals what its sources give, and what lies in out/."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from baocao import __version__
from baocao.disk.scratch import put_file, put_folder, scratch_folder
from baocao.foreign import files as foreign
from baocao.foreign.limits import MOST_FILE
from baocao.model.diagnostic import Diagnostic, problems_in_order
from baocao.model.history import Commit
from baocao.model.issuance import Issued
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.workspace import Config, SourceFile
from baocao.pipeline.loading import load_checked
from baocao.pipeline.making import Progress, make_documents
from baocao.pipeline.manifest import Made
from baocao.pipeline.output import is_plain
from baocao.pipeline.plan import Scope, plan_documents
from baocao.pipeline.sealing import check_records
from baocao.source import git
from baocao.source.config import read_config
from baocao.source.git_faults import GitError
from baocao.source.issuances import read_issued
from baocao.source.workspace import load_definitions

_SOURCES = (".yaml", ".j2")


class Verdict(Enum):
    """What a comparison came to."""

    SAME = "khớp"
    DIFFERENT = "khác"
    UNKNOWN = "không kiểm được"


class Checked(NamedTuple):
    """A file that was given out: whether a rebuild equals it, why not, and whether the one in out/ does.

    `origin` says from what it was built again; `changed` are the sources that are not as they were.
    """

    name: str
    issued: Issued
    verdict: Verdict
    origin: str = ""
    why: str = ""
    changed: tuple[str, ...] = ()
    found: Verdict | None = None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Both verdicts; a file that is no longer in out/ has one."""
        return (self.verdict, *((self.found,) if self.found else ()))


class Verification(NamedTuple):
    """Every file of the period that was given out, and what is wrong with their records."""

    folder: Path
    checked: tuple[Checked, ...]
    problems: tuple[Diagnostic, ...]
    files: Mapping[str, SourceFile]

    def has(self, verdict: Verdict) -> bool:
        """Tell whether any comparison came to `verdict`."""
        return any(verdict in each.verdicts for each in self.checked)


class _Origin(NamedTuple):
    """From what a document is built again: a commit, or the working tree, where `fault` tells why."""

    commit: Commit | None = None
    fault: str = ""
    edited: bool = False


def verify_period(root: Path, out: Path, period: Period, scope: Scope, progress: Progress) -> Verification:
    """Build again what was given out in `period`, and compare.

    Raises UnknownScopeError if it is narrowed to what does not exist.
    """
    config, _ = read_config(root)
    definitions, _ = load_definitions(config)
    scope.check_names(definitions)
    records, files, problems = read_issued(config, period, definitions.inventory)
    broken = [record for record in check_records(definitions)[0] if record.severity is Severity.ERROR]
    problems = problems_in_order([*problems, *broken])
    wanted = [
        record
        for record in records
        if scope.has_unit(record.unit) and scope.has_directive(record.directive)
    ]
    history = _History(config)
    # By commit: each is laid out and loaded once, however many documents came with it.
    groups: dict[str, list[tuple[Issued, _Origin]]] = {}
    for record in wanted:
        origin = history.origin_of(record, files[record.at.file])
        groups.setdefault(origin.commit.id if origin.commit else "", []).append((record, origin))
    checked: list[Checked] = []
    for commit, group in groups.items():
        progress("Lập lại văn bản", len(checked), len(wanted))
        rebuilt, fault = _rebuilt_from(history, commit, period, [record for record, _ in group])
        for issued, intended in group:
            origin = _Origin(fault=fault) if fault else intended
            checked += _compare_files(issued, origin, rebuilt, shallow=history.is_shallow)
    folder = out / period.id
    verdicts = sorted((_with_found(record, folder) for record in checked), key=lambda record: record.name)
    return Verification(folder, tuple(verdicts), tuple(problems), files)


class _History:
    """What Git knows of records and their sources."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._fault = ""
        self._repository: git.Repository | None = None
        try:
            self._repository = git.open_repository(config.units)
        except GitError as error:
            self._fault = str(error)

    @property
    def is_shallow(self) -> bool:
        """Whether earlier commits are not here."""
        return self._repository is not None and self._repository.is_shallow

    def origin_of(self, issued: Issued, record: SourceFile) -> _Origin:
        """Return the commit with which a record came, if there is one."""
        if self._repository is None:
            return _Origin(fault=self._fault)
        path = self._path_in_repository(self._config.root / issued.at.file)
        if any(self._path_in_repository(folder).startswith("../") for folder in self._folders):
            return _Origin(fault="chỉ đạo, đơn vị hoặc mẫu nằm ngoài kho Git")
        try:
            commit = git.commit_adding(self._repository, path)
            if commit is None:
                return _Origin(fault="bản ghi phát hành chưa được commit")
            return _Origin(commit, edited=self._content_at(commit, path) != record.data)
        except GitError as error:
            return _Origin(fault=str(error))

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


def _rebuilt_from(
    history: _History, commit: str, period: Period, records: list[Issued]
) -> tuple[Mapping[str, Made], str]:
    """Return the documents as a commit has them, or as the working tree has them and why that had to do."""
    try:
        with history.tree_of(commit) as tree:
            return _rebuild_documents(tree, period, records), ""
    except GitError as error:  # contents are missing, or Git does not answer
        with history.tree_of("") as tree:
            return _rebuild_documents(tree, period, records), str(error)


def _rebuild_documents(root: Path, period: Period, records: Iterable[Issued]) -> Mapping[str, Made]:
    """Return the official files of documents, made again, by name."""
    names = {(document.unit, document.directive) for document in records}
    loaded = load_checked(root, period)
    if not loaded.definitions.can_be_built:
        return {}
    planned = [
        document
        for document in plan_documents(loaded.workspaces[0], Scope())
        if (document.issuer.id, document.directive.id) in names
    ]
    made, _ = make_documents(loaded, planned, lambda *_: None, official=True)
    return {document.name: document for document in made}


def _compare_files(
    issued: Issued, origin: _Origin, rebuilt: Mapping[str, Made], *, shallow: bool
) -> Iterator[Checked]:
    """Compare the files of one document with their hashes in its record."""
    where = f"commit {origin.commit.id[:10]}" if origin.commit else "thư mục làm việc"
    for name, digest in issued.files.items():
        made = rebuilt.get(name)
        same = made is not None and sha256(made.data).hexdigest() == digest
        changed = tuple(_changed_sources(issued, made)) if made else ()
        checked = Checked(name, issued, Verdict.SAME, where, changed=changed)
        # The record was changed: its hashes bear witness to nothing, even if they agree.
        if origin.edited:
            why = "bản ghi phát hành đã bị sửa sau khi commit"
            yield checked._replace(verdict=Verdict.DIFFERENT, why=why)
        elif origin.commit is None and changed:
            yield checked._replace(verdict=Verdict.UNKNOWN, why=f"{origin.fault}, và nguồn đã đổi")
        elif same:
            yield checked._replace(changed=())
        # Of a shallow clone the commit found may not be the one with which the record came.
        elif changed and shallow:
            why = "kho sao chép nông; chạy git fetch --unshallow"
            yield checked._replace(verdict=Verdict.UNKNOWN, why=why)
        elif made is None:
            yield checked._replace(verdict=Verdict.DIFFERENT, why="không lập lại được từ nguồn")
        else:
            verdict, why = _difference_meaning(issued, changed)
            yield checked._replace(verdict=verdict, why=why)


def _difference_meaning(issued: Issued, changed: tuple[str, ...]) -> tuple[Verdict, str]:
    """Return what a difference means: another version of the program proves nothing."""
    now = f"baocao {__version__}"
    if not changed and issued.program != now:
        return Verdict.UNKNOWN, f"lập bằng {issued.program}, đang dùng {now}"
    why = "" if changed else "không nguồn nào đổi; có thể do thư viện của chương trình khác bản"
    return Verdict.DIFFERENT, why


def _changed_sources(issued: Issued, made: Made) -> Iterator[str]:
    """Yield the sources that are not what they were, those that came or went included."""
    for name in sorted(issued.sources.keys() | made.sources.keys()):
        if issued.sources.get(name) != made.sources.get(name):
            yield name


def _with_found(checked: Checked, folder: Path) -> Checked:
    """Compare the file in the output folder, if it is there."""
    if not is_plain(checked.name):
        return checked
    try:
        digest_found = foreign.digest_of_file(folder / checked.name, MOST_FILE)
    except OSError:
        return checked
    same = digest_found == checked.issued.files[checked.name]
    return checked._replace(found=Verdict.SAME if same else Verdict.DIFFERENT)
