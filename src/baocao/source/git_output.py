"""What Git prints, as records: the parts of its output that are made for programs."""

import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from baocao.model.history import Action, Blob, Change, Commit
from baocao.model.seal import Kept

_RECORD: Final = "\x1e"
_UNIT: Final = "\x1f"
LOG_FORMAT: Final = "%x1e%H%x1f%P%x1f%ct%x1f%s"
COMMIT_FORMAT: Final = "%H%x1f%ct%x1f%an%x1f%s"
"""The subject stands last: it is the only part that may hold anything."""
KEPT_FORMAT: Final = f"%x1e%P%x1f{COMMIT_FORMAT}"
TOUCHED_FORMAT: Final = "%x1e%P%x1f%H%x1f%ct%x1f%aN%x1f%B"
"""With the whole message: Git's blame takes its first line, where logs join lines to a subject."""
_UNCOMMITTED: Final = re.compile(r"0+")
_MOST_DIGITS: Final = 11
_NEVER: Final = datetime(3000, 1, 1, tzinfo=UTC)
_ACTIONS: Final = {action.value: action for action in Action}
_LINE: Final = re.compile(r"([0-9a-f]{40,64}) (\d+) \d+(?: \d+)?")


class Record(NamedTuple):
    """One commit of a log: what it did to files, as (status, paths)."""

    commit: str
    parents: tuple[str, ...]
    moment: datetime
    subject: str
    touched: tuple[tuple[str, tuple[str, ...]], ...] = ()


def log_records(output: bytes) -> list[Record]:
    """Return the commits of `git log -z --name-status` in its order."""
    read: list[Record] = []
    tokens = iter(_decoded_output(output).split("\0"))
    for token in tokens:
        entry = token.lstrip("\n")
        if entry.startswith(_RECORD):
            read.append(_log_record(entry))
        elif entry:
            paths = (next(tokens), next(tokens)) if entry[0] in "RC" else (next(tokens),)
            read[-1] = read[-1]._replace(touched=(*read[-1].touched, (entry[0], paths)))
    return read


def _log_record(head: str) -> Record:
    commit, parents, seconds, subject = head.removeprefix(_RECORD).split(_UNIT, 3)
    return Record(commit, tuple(parents.split()), _moment_of(seconds), subject)


def joins_itself(record: Record, branch: str) -> bool:
    """Tell whether a merge joins `branch` with its copy on the server, as `git pull` words it.

    A platform that merges a branch of the same name from elsewhere puts both names in quotes.
    """
    name = re.escape(branch.removeprefix("origin/"))
    own = rf"Merge (?:remote-tracking )?branch '(?:origin/)?{name}'(?: of \S+)?(?: into [^' ]+)?"
    return len(record.parents) > 1 and re.fullmatch(own, record.subject) is not None


def log_changes(log: Sequence[Record], branch: str, *, shallow: bool) -> tuple[Change, ...]:
    """Return what the commits of a log changed, oldest first."""
    return tuple(
        change
        for record in reversed(log)
        if not joins_itself(record, branch)
        for change in _record_changes(record, oldest=shallow and not record.parents)
    )


def _record_changes(record: Record, *, oldest: bool) -> Iterator[Change]:
    removed = next((paths[0] for status, paths in record.touched if status == "D"), "")
    for status, paths in record.touched:
        action = _ACTIONS.get(status, Action.CHANGED)
        origin = paths[0] if action is Action.MOVED else ""
        replaces = removed if action is Action.ADDED else ""
        yield Change(
            paths[-1],
            action,
            record.commit,
            moment=record.moment,
            origin=origin,
            replaces=replaces,
            oldest=oldest,
        )


def tree_blobs(output: bytes, *, link: str) -> tuple[Blob, ...]:
    """Return the files of `git ls-tree -r -z`; other repositories inside are none."""
    rows = (row.partition("\t") for row in _decoded_output(output).split("\0") if row)
    entries = ((head.split(), path) for head, _, path in rows if is_plain(path))
    return tuple(Blob(path, head[2], head[0] == link) for head, path in entries if head[1] == "blob")


def is_plain(path: str, *, windows: bool = os.name == "nt") -> bool:
    """Tell whether a path stays in the folder it is put into; a forged tree may hold '..' and '/'."""
    led = windows and ("\\" in path or ":" in path)
    return not led and not any(part in {"", ".", ".."} for part in path.split("/"))


def staged_blobs(output: bytes, *, link: str) -> tuple[tuple[Blob, ...], frozenset[str]]:
    """Return the files of `git ls-files --stage -z`, and the paths of which there are several versions."""
    rows = (row.partition("\t") for row in _decoded_output(output).split("\0") if row)
    entries = [(*head.split(), path) for head, _, path in rows if is_plain(path)]
    decided = tuple(Blob(path, id_, mode == link) for mode, id_, stage, path in entries if stage == "0")
    return decided, frozenset(path for _, _, stage, path in entries if stage != "0")


class Blamed(NamedTuple):
    """Where a line comes from: its commit, None if it is not committed, its file and line there."""

    commit: Commit | None
    path: str
    line: int


def blamed_lines(output: bytes) -> tuple[Blamed, ...]:
    """Return the origin of every line of `git blame --porcelain`."""
    known: dict[str, dict[str, str]] = {}
    lines: list[tuple[str, str, int]] = []
    current: dict[str, str] = {}
    number = 0
    for row in _decoded_output(output).split("\n"):
        # Git tells author and time only at the first line of each commit, later ones by id alone.
        head = _LINE.fullmatch(row)
        if row.startswith("\t"):
            lines.append((current["id"], current.get("filename", ""), number))
            current = {}
        elif head and not current:
            current, number = known.setdefault(head[1], {"id": head[1]}), int(head[2])
        elif current:
            key, _, value = row.partition(" ")
            current[key] = value
    return tuple(Blamed(_blamed_commit(known[name]), path, line) for name, path, line in lines)


def kept_files(output: bytes, *, link: str) -> dict[str, Kept]:
    """Return what `git log -z --raw --topo-order` keeps of files that are written once, by path.

    Two branches may each have made one: both are as first committed, and the commit that counts is of the
    one that their merge has chosen. What came where it had been taken away, or only with a merge, is not.
    """
    files: dict[str, Kept] = {}
    came: dict[tuple[str, str], Commit] = {}
    gone: set[str] = set()
    # Oldest first, so that what first stood under a path is known when later commits touch it.
    for commit, is_merge, rows in reversed(list(_raw_commits(output))):
        for mode, id_, status, path in rows:
            before = files.get(path)
            if before is None and status == "A" and mode != link:
                files[path] = Kept(frozenset({id_}), commit)
                came[path, id_] = commit
            elif before and status == "A" and not is_merge and path not in gone:
                files[path] = before._replace(ids=before.ids | {id_})
                came.setdefault((path, id_), commit)
            elif before and is_merge and id_ in before.ids:
                files[path] = before._replace(commit=came[path, id_])
            elif before and id_ not in before.ids:
                files[path] = before._replace(changed=commit)
            (gone.add if status == "D" else gone.discard)(path)
    return files


def _raw_commits(output: bytes) -> Iterator[tuple[Commit, bool, list[tuple[str, str, str, str]]]]:
    """Yield commits, whether they merge, and mode, content, status and path of what they did to files."""
    for head, rows in _log_entries(output):
        parents, _, rest = head.partition(_UNIT)
        if made := printed_commit(rest.encode("utf-8", "surrogateescape")):
            yield made, " " in parents, [(*_raw_change(change), path) for change, path in rows]


def _raw_change(change: str) -> tuple[str, str, str]:
    """Return mode, content and status of ':100644 100644 ID ID M'."""
    _, mode, _, id_, status = change.split(" ")
    return mode, id_, status[:1]


def _log_entries(output: bytes) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield what a log tells of commits, and of each what it did to files, with their paths."""
    tokens = iter(_decoded_output(output).split("\0"))
    current: tuple[str, list[tuple[str, str]]] | None = None
    for token in tokens:
        entry = token.lstrip("\n")
        if entry.startswith(_RECORD):
            if current:
                yield current
            current = (entry.removeprefix(_RECORD), [])
        elif entry and current:
            current[1].append((entry, next(tokens)))
    if current:
        yield current


def sole_commits(output: bytes) -> dict[str, Commit]:
    """Return by path the files of a log that one commit alone touched, and made from nothing.

    Whoever removes other files with the same commit may have moved them; a merge chooses among versions.
    """
    known: dict[str, Commit | None] = {}
    for head, rows in _log_entries(output):
        commit = _touching_commit(head)
        made_anew = None if any("D" in status for status, _ in rows) else commit
        for status, path in rows:
            known[path] = made_anew if status == "A" and path not in known else None
    return {path: commit for path, commit in known.items() if commit}


def _touching_commit(head: str) -> Commit | None:
    """Return the commit that a log tells of; none for merges and what only forgers write."""
    parents, name, seconds, author, message = head.split(_UNIT, 4)
    subject = message.lstrip("\n").partition("\n")[0]
    if " " in parents or not (seconds.isdecimal() and author and subject):
        return None
    return Commit(name, author, _moment_of(seconds), subject)


def _blamed_commit(told: dict[str, str]) -> Commit | None:
    if _UNCOMMITTED.fullmatch(told["id"]):
        return None
    moment = _moment_of(told.get("committer-time", ""))
    return Commit(told["id"], told.get("author", ""), moment, told.get("summary", ""))


def printed_commit(output: bytes) -> Commit | None:
    """Return the commit that `COMMIT_FORMAT` prints."""
    if not output.strip():
        return None
    name, seconds, author, subject = _decoded_output(output).rstrip("\n").split(_UNIT, 3)
    return Commit(name, author, _moment_of(seconds), subject)


def _moment_of(seconds: str) -> datetime:
    """Return a moment; one that cannot be, as only a forged commit has, was never in time."""
    # A forged commit may hold any number; too large a one would raise instead of being far away.
    known = seconds.isdecimal() and len(seconds) <= _MOST_DIGITS
    return min(datetime.fromtimestamp(int(seconds), UTC), _NEVER) if known else _NEVER


def _decoded_output(output: bytes) -> str:
    """Return the output as text; names that are no UTF-8 keep their bytes."""
    return output.decode("utf-8", "surrogateescape")
