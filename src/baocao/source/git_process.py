"""How Git is run: nothing that lies in a repository decides what is executed, or where anything leads.

A repository is as hostile as whoever sent it: its settings name commands to run for filters, diffs, hooks,
pagers, signatures and transports, under names of the attacker's choice, so that no list of overrides holds.
Git is therefore given settings of our own (`git_settings/`) in place of the repository's, and of that only
the contents. The few questions that need its references and its index are such that name no command.
"""

import errno
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Event, Thread, Timer
from typing import IO, Final, NamedTuple, cast

from baocao.source.config import find_root
from baocao.source.git_faults import (
    LongAnswerError,
    NoGitError,
    NoRepositoryError,
    SilentError,
    fault_of_words,
)

_SETTINGS: Final = Path(__file__).parent / "git_settings"
"""A folder for each kind of ids, which Git takes for a repository without references and commands."""
_KEPT: Final = frozenset(
    {
        "GIT_EXEC_PATH",
        "GIT_CEILING_DIRECTORIES",
        "GIT_CONFIG_COUNT",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
    }
    | {"GIT_CONFIG_SYSTEM", "GIT_DISCOVERY_ACROSS_FILESYSTEM"}
)
"""Settings of whoever runs the program; the others are those of a hook that may have started it."""
_QUIET: Final[Mapping[str, str]] = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",  # known since Git 2.45
    "GIT_ALLOW_PROTOCOL": "none",  # counts more than any setting; earlier versions fetch nothing either
    "LC_ALL": "C",
}
_NO_SETTINGS: Final[Mapping[str, str]] = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "0",
}
_OPTIONS: Final = (
    "--no-pager",
    "--no-replace-objects",
    *("-c", "safe.bareRepository=explicit"),  # known since Git 2.38; `open_repository` looks itself too
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor="),  # would run a program; before Git 2.36 one of the name "false"
    *("-c", "credential.helper="),
    *("-c", "protocol.allow=never"),
    *("-c", "fetch.bundleURI="),
    *("-c", "log.showSignature=false"),  # would run gpg
    *("-c", "log.diffMerges=separate"),
    *("-c", "log.follow=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "diff.orderFile=/dev/null"),
    *("-c", "blame.ignoreRevsFile="),
)
"""What no settings must change, be they the user's."""
MOST_SECONDS: Final = 60
"""After so long an answer that is short never comes: Git waits, as for a pipe in place of a file."""
MOST_ANSWER: Final = 100_000_000
"""Bytes of an answer; the changes of 3,321 units in twenty years have fewer."""
_LONGEST_SAID: Final = 10_000
_NOT_TO_BE_RUN: Final = frozenset({errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOEXEC, errno.ENOTDIR})
"""What a system says of a program that is gone, or none."""
_LONGEST: Final = 10
"""So many times as long may a question take that goes through the whole history."""


class Contents(NamedTuple):
    """The contents of a repository, apart from its settings: where they lie, and the kind of their ids."""

    common: Path
    kind: str

    @property
    def environment(self) -> Mapping[str, str]:
        """What makes Git read these contents under settings of our own, and no others.

        Those of the user, too, would change answers: a list of commits to ignore cannot be taken back by an
        option, since Git sorts all lists and reads an empty one, which clears them, first.
        """
        return {
            **_NO_SETTINGS,
            "GIT_DIR": str(self.settings),
            "GIT_OBJECT_DIRECTORY": str(self.common / "objects"),
            "GIT_SHALLOW_FILE": str(self.common / "shallow"),
        }

    @property
    def settings(self) -> Path:
        """The folder with our own settings."""
        return _SETTINGS / self.kind


def ask_git(folder: Path, *arguments: str) -> bytes:
    """Return what Git says in `folder`, under the settings found there; raises the GitError that fits.

    Only for questions that run no command, whatever the settings: about references, places and the index.
    """
    return _run_call(_Call(folder, folder, arguments, {}, MOST_SECONDS))


def read_git(top: Path, contents: Contents, *arguments: str, entry: bytes = b"") -> bytes:
    """Return what Git says about contents of the repository with the top folder `top`."""
    longest = _LONGEST * MOST_SECONDS
    return _run_call(_Call(top, contents.settings, arguments, contents.environment, longest), entry)


class _Call(NamedTuple):
    """A question: about which folder, asked where, in which words and environment, for how long."""

    around: Path
    folder: Path
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    seconds: int


def _run_call(call: _Call, entry: bytes = b"") -> bytes:
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(  # noqa: S603 - the program decides what is run
            git_command(call.around, *call.arguments), cwd=call.folder,
            env={**git_environment(os.environ), **call.environment},
            stdin=pipe, stdout=pipe, stderr=pipe,
        )  # fmt: skip
    except OSError as error:
        raise _not_started(error, call.folder) from None
    with process:
        try:
            answer, said = _await_answer(process, entry, call.seconds)
        # Also when the user interrupts: a Git left running would hold its pipes and files.
        except BaseException:
            process.kill()
            raise
    if process.returncode == 0:
        return answer
    raise fault_of_words(said.decode("utf-8", "replace").strip())


def _await_answer(process: "subprocess.Popen[bytes]", entry: bytes, seconds: float) -> tuple[bytes, bytes]:
    """Return what Git answers and what it says besides; raises SilentError and LongAnswerError.

    A few objects can make a tree of any number of files, whose list would take all memory there is.
    """
    late, said = Event(), bytearray()
    watch = Timer(seconds, _end_process, (process, late))
    # Both pipes must be emptied at once: a Git that waits to complain would never end its answer.
    listener = Thread(target=_listen_errors, args=(process.stderr, said), daemon=True)
    watch.daemon = True
    watch.start()
    listener.start()
    try:
        answer = _exchange_bytes(process, entry)
        process.wait()
    finally:
        watch.cancel()
    if late.is_set():
        raise SilentError(seconds)
    listener.join()
    return answer, bytes(said)


def _end_process(process: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    process.kill()


def _exchange_bytes(process: "subprocess.Popen[bytes]", entry: bytes) -> bytes:
    """Ask, and return the answer; all that Git is asked through its entry it reads before it answers."""
    question, answer = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    with suppress(OSError):  # Git refused before it read
        question.write(entry)
        question.flush()
    with suppress(OSError):
        question.close()
    # One byte more than allowed tells that there is more, without reading it all.
    told = answer.read(MOST_ANSWER + 1)
    if len(told) > MOST_ANSWER:
        raise LongAnswerError(MOST_ANSWER // 1_000_000)
    return told


def _listen_errors(pipe: IO[bytes], said: bytearray) -> None:
    """Keep the beginning of what Git says besides its answer, and let the rest go."""
    while part := pipe.read(_LONGEST_SAID):
        said.extend(part[: max(_LONGEST_SAID - len(said), 0)])


def start_git(top: Path, contents: Contents, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start Git to be asked about contents through pipes; raises NoGitError, and OSError as `_run_call`."""
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(  # noqa: S603 - the program decides what is run
            git_command(top, *arguments), cwd=contents.settings,
            env={**git_environment(os.environ), **contents.environment},
            stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError as error:
        raise _not_started(error, contents.settings) from None


def _not_started(error: OSError, folder: Path) -> Exception:
    """Return what kept Git from starting.

    What the system refuses to any program, as pipes, `/dev/null` and processes, says nothing of Git and of
    the repository: then it is the error itself, and the command ends with it.
    """
    if not folder.is_dir():
        return NoRepositoryError()
    is_of_program = error.errno in _NOT_TO_BE_RUN and error.filename != os.devnull
    return NoGitError() if is_of_program and (error.filename or os.name == "nt") else error


def await_answer(pipe: IO[bytes]) -> None:
    """Wait until Git answers; raises SilentError. Where there are no pipes in archives there is no need."""
    if sys.platform == "win32":
        return
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    if not waiting.poll(MOST_SECONDS * 1000):
        raise SilentError(MOST_SECONDS)


def git_command(around: Path, *arguments: str) -> list[str]:
    """Return the command line that asks Git about a folder; raises NoGitError."""
    return [installed_git(around, os.environ.get("PATH", os.defpath)), *_OPTIONS, *arguments]


@lru_cache(maxsize=16)
def installed_git(around: Path, path: str) -> str:
    """Return where Git is installed; what came with the data of `around` is not it, whatever its name.

    Windows looks into the current folder first, and so does every system where `path` has a relative part.
    """
    own = {os.path.realpath(folder_near) for folder_near in _data_folders(around)}
    for folder in filter(os.path.isabs, path.split(os.pathsep)):
        candidate = os.path.join(folder, "git.exe" if os.name == "nt" else "git")  # noqa: PTH118 - as it is spelled
        if os.path.isfile(candidate) and os.access(candidate, os.X_OK) and not _is_below(folder, own):  # noqa: PTH113
            return candidate
    raise NoGitError


def _data_folders(folder: Path) -> Iterator[Path]:
    """Yield the folders that the data may have come with: the workspace and the repository."""
    yield folder
    yield find_root(folder) or folder
    yield next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)


def _is_below(folder: str, tops: set[str]) -> bool:
    real = Path(os.path.realpath(folder))
    return any(real.is_relative_to(top) for top in tops)


def git_environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for Git: English, without locks, prompts, network and what a hook has set."""
    own = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")
    kept = {n: v for n, v in given.items() if not n.startswith("GIT_") or n in _KEPT or n.startswith(own)}
    return {**kept, **_QUIET}
