"""Which process a temporary file belongs to, by its name, and whether that process still lives."""

import os
import platform
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

PREFIX: Final = ".dang-ghi-"
"""What the names of all that is only there while a command runs begin with; one line of .gitignore."""
SCRATCH: Final = "baocao-"
"""The same in the system's folder for temporary files, where others have theirs."""
_ABANDONED: Final = 24 * 60 * 60
"""Seconds after which what nobody here can ask about is nobody's any more."""
_OWNED: Final = re.compile(r"(\d{1,19})-(\d{1,19})-([A-Za-z0-9_]{1,32})-[0-9a-f]{8}")
_OF_EARLIER_VERSIONS: Final = re.compile(r"[a-z0-9_]{8}")
_STARTED: Final = 19
"""The place of the time of its start among what Linux says of a process behind its name."""


_ENDED: Final = frozenset("ZX")


class Owner(NamedTuple):
    """A process on a machine; numbers of processes come again, their starts do not."""

    process: int
    started: int
    host: str


def this_process() -> Owner:
    """Return who we are."""
    return Owner(os.getpid(), _start_of_process(os.getpid()), host_name())


def host_name() -> str:
    """Return the name of this machine, as far as it may stand in the name of a file."""
    return re.sub(r"[^A-Za-z0-9_]", "_", platform.node())[:32] or "may"


def own_name(prefix: str = PREFIX) -> str:
    """Return a new name for something of ours."""
    process, started, host = this_process()
    return f"{prefix}{process}-{started}-{host}-{secrets.token_hex(4)}"


def has_traces(folder: Path) -> bool:
    """Tell whether a command writes into a folder, or has left anything there."""
    with suppress(OSError), os.scandir(folder) as entries:
        return any(entry.name.startswith(PREFIX) for entry in entries)
    return False


def abandoned_paths(folder: Path, prefix: str = PREFIX) -> Iterator[Path]:
    """Yield what processes that live no more have left in a folder."""
    with os.scandir(folder) as entries:
        named = sorted(entry.name for entry in entries if entry.name.startswith(prefix))
    for name in named:
        owner = _owner_in_name(name.removeprefix(prefix))
        if owner and not _is_owner_alive(owner, folder / name):
            yield folder / name


def _owner_in_name(rest: str) -> Owner | None:
    """Return whose a name is; None for what only looks like one of ours."""
    match = _OWNED.fullmatch(rest)
    if match:
        return Owner(int(match[1]), int(match[2]), match[3])
    return Owner(0, 0, "") if _OF_EARLIER_VERSIONS.fullmatch(rest) else None


def _is_owner_alive(owner: Owner, path: Path) -> bool:
    if owner.host == host_name() and os.name != "nt":  # where asking after a process would end it
        return is_alive(owner)
    try:
        return time.time() - path.lstat().st_mtime < _ABANDONED
    except OSError:
        return True


def is_alive(owner: Owner) -> bool:
    """Tell whether a process of this machine is there."""
    try:
        os.kill(owner.process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it is there, and another user's
        pass
    # Numbers of processes come again: one that was started later only has the same number.
    return _start_of_process(owner.process) in {0, owner.started}


def _start_of_process(process: int) -> int:
    """Return when a process was started, in the system's own count; 0 where it does not tell.

    It is -1 of one that has ended, of which nobody has taken notice.
    """
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
        # From the last bracket on: the name of a program may hold brackets and spaces itself.
        state = text.rpartition(")")[2].split()
        return -1 if state[0] in _ENDED else int(state[_STARTED])
    except (OSError, ValueError, IndexError):
        return 0
