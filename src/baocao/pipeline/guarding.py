"""One writer at a time, in the user's words: for whom a command waits, and what changed under its hands.

Whatever commands write into a workspace passes here or through `output`: no link that came with the data
leads them to write, lock or sweep elsewhere.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from itertools import zip_longest
from pathlib import Path

from baocao.disk import staging, together, writing
from baocao.disk.locks import Wait, folder_lock
from baocao.disk.together import Replaced, has_interrupted, undo_interrupted
from baocao.disk.writing import ChangedError, Put
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.source.config import refuse_leaving
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.system_errors import reason_of

Tell = Callable[[str], None]
"""Called with a line for the person who waits."""


def tell_nobody(_: str) -> None:
    """Tell nobody."""


@contextmanager
def our_turn(folder: Path, command: str, tell: Tell) -> Iterator[tuple[Diagnostic, ...]]:
    """Wait until no other command writes into a folder; whoever comes now waits for us.

    Gives what keeps us from writing there, if anything.
    """
    with ExitStack() as stack:
        problems: tuple[Diagnostic, ...] = ()
        try:
            refuse_leaving(folder)
            # The lock first, then the sweep: what lies aside may belong to a command that still runs.
            stack.enter_context(folder_lock(folder, command, lambda wait: tell(waiting_words(wait))))
            _undo_interrupted(folder, tell)
            sweep_folder(folder)
        except FileExistsError as error:  # which names what is in the place of the lock
            problems = (unwritable_problem(error.filename or folder, error),)
        except OSError as error:
            problems = (unwritable_problem(folder, error),)
        yield problems


def _undo_interrupted(folder: Path, tell: Tell) -> None:
    """Take back what a killed run has changed of many files, and say so."""
    undone = undo_interrupted(folder)
    if undone.restored:
        count = count_text(len(undone.restored))
        tell(f"Lần nhập trước bị ngắt giữa chừng: đã trả {count} tệp về như trước khi nhập.")
    for path in undone.kept:
        tell(f"Lần nhập trước bị ngắt giữa chừng; '{path}' đã được sửa từ đó nên giữ nguyên, hãy xem lại.")


def interrupted_problems(folder: Path, name: str) -> Iterator[Diagnostic]:
    """Yield that a killed run has left some files of a folder changed and others not."""
    with suppress(OSError):
        refuse_leaving(folder)
        if has_interrupted(folder):
            yield problem("BC730", None, what=name)


def sweep_folder(folder: Path) -> None:
    """Remove what killed commands have left aside in a folder of the workspace."""
    with suppress(OSError):  # which whoever writes there is told
        refuse_leaving(folder)
        staging.sweep_abandoned(folder)


def creating_file(path: Path, data: bytes) -> AbstractContextManager[Put]:
    """Lay a new file of the workspace ready; raises as the disk's `creating_file`, also for links out."""
    refuse_leaving(path.parent)
    return writing.creating_file(path, data)


def replacing_file(path: Path, data: bytes, read: bytes) -> AbstractContextManager[Put]:
    """Lay a file of the workspace ready; a link stays, and the file it leads to is replaced.

    Raises as the disk's `replacing_file`, also for links out of the workspace.
    """
    refuse_leaving(path)
    # Replacing the link itself would leave the shared file as it was, and the two would part.
    return writing.replacing_file(path.resolve(), data, read)


def replacing_together(folder: Path, files: Sequence[Replaced]) -> AbstractContextManager[Put]:
    """Lay many files below a folder of the workspace ready; raises as the disk's `replacing_together`."""
    refuse_leaving(folder)
    return together.replacing_together(folder, files)


def create_file(path: Path, data: bytes) -> None:
    """Write a file where there is none; raises as `creating_file`."""
    with creating_file(path, data) as put:
        put()


def replace_file(path: Path, data: bytes, read: bytes) -> None:
    """Put `data` in the place of a file that still is what was read of it; raises as `replacing_file`."""
    with replacing_file(path, data, read) as put:
        put()


def unwritable_problem(what: Path | str, error: OSError) -> Diagnostic:
    """Say that something could not be written, and why."""
    return problem("BC801", None, what=str(what), reason=reason_of(error))


def waiting_words(wait: Wait) -> str:
    """Say for whom we wait, and what can be done if nobody is there any more."""
    holder = wait.holder
    who = "một lệnh baocao khác"
    if holder:
        owner = holder.owner
        who = f"'baocao {holder.command}' (tiến trình {owner.process}, máy {owner.host}, từ {holder.since})"
    if wait.claim is None:
        return f"Đang chờ {who} ghi xong '{wait.folder}' … Nhấn Ctrl+C để dừng."
    return (
        f"Đang chờ {who} ghi xong '{wait.folder}' … Ổ đĩa này không có khóa tệp: "
        f"nếu lệnh ấy không còn chạy, xóa tệp '{wait.claim}'. Nhấn Ctrl+C để dừng."
    )


def changed_problem(error: ChangedError, name: str, read: bytes) -> Diagnostic:
    """Say what became of the file `name` since it was read, where it first differs."""
    line = 1 if error.found is None else _first_difference(read, error.found)
    how = error.how if error.found is None else f"{error.how} từ dòng {line}"
    return problem("BC806", Place(name, line, 1), how=how)


def _first_difference(old: bytes, new: bytes) -> int:
    """Return the first line that differs; line ends count, too."""
    lines = zip_longest(old.splitlines(keepends=True), new.splitlines(keepends=True))
    return next((number for number, (was, is_) in enumerate(lines, start=1) if was != is_), 1)
