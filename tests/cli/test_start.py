"""The program as a process: whatever becomes of its output, and whenever it is told to stop."""

import errno
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from reading import rare_cases
from support import Sandbox

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams and signals of POSIX systems")
FULL = Path("/dev/full")
HAS_FULL = [FULL] if FULL.exists() else []
PATIENCE = 60
"""Seconds after which a process is taken to hang; the machine may be busy."""
CHECK = ("check", "--ky", "2025-11")
FORMATS = ["text", *rare_cases("json", "github", "sarif", "junit", "gitlab", "markdown")]
SPOILED = ("hs.tiep_nhan: 3.781", "hs.tiep_nhan: 3.78.1")


def run_in_shell(root: Path, ending: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in bash, its output going where `ending` says; the exit code is the program's."""
    command = shlex.join([sys.executable, "-m", "baocao", *arguments])
    return subprocess.run(
        ["bash", "-c", f"{command} {ending}; exit ${{PIPESTATUS[0]}}"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def limit_of(kind: str, most: int) -> Callable[[], None]:
    """Return what sets a limit of the system for a process that is about to begin."""
    import resource  # noqa: PLC0415 - not there on every system

    return lambda: resource.setrlimit(getattr(resource, kind), (most, most))


def is_quiet(said: str) -> bool:
    """Tell whether nothing is said that only developers understand."""
    return not any(word in said for word in ("Traceback", "Exception ignored", "Error", "Errno", "nội bộ"))


@pytest.mark.parametrize("output", FORMATS)
@pytest.mark.parametrize("full", HAS_FULL)
def test_a_result_that_finds_no_room_is_not_a_good_one(sandbox: Sandbox, output: str, full: Path) -> None:
    done = run_in_shell(sandbox.root, f"> {full}", *CHECK, "--format", output)
    assert done.returncode == 1
    assert (
        "Lỗi: không in được hết kết quả ra đầu ra chuẩn: đĩa đầy.\nPhần đã in không đầy đủ" in done.stderr
    )
    assert "Giải phóng chỗ trống" in done.stderr
    assert is_quiet(done.stderr)


@pytest.mark.parametrize("ending", [f"> {each} 2>&1" for each in HAS_FULL])
def test_a_result_that_finds_no_room_fails_where_nothing_can_be_said_of_it(
    sandbox: Sandbox, ending: str
) -> None:
    done = run_in_shell(sandbox.root, ending, *CHECK)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.parametrize("ending", [f"2> {each}" for each in HAS_FULL])
def test_what_is_only_said_beside_the_result_may_find_no_room(sandbox: Sandbox, ending: str) -> None:
    done = run_in_shell(sandbox.root, ending, *CHECK, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


def test_a_result_longer_than_a_file_may_be_is_not_a_good_one(sandbox: Sandbox) -> None:
    done = run_in_shell(sandbox.root, "> ket-qua.json", *CHECK, "--format", "json")
    assert done.returncode == 0
    whole = (sandbox.root / "ket-qua.json").read_bytes()
    command = [sys.executable, "-B", "-m", "baocao", *CHECK, "--format", "json"]
    with (sandbox.root / "ket-qua.json").open("wb") as file:
        limited = subprocess.run(
            command,
            cwd=sandbox.root,
            stdout=file,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
            preexec_fn=limit_of("RLIMIT_FSIZE", 100),
        )
    assert len((sandbox.root / "ket-qua.json").read_bytes()) <= 100 < len(whole)
    assert limited.returncode == 1
    assert "tệp vượt cỡ mà hệ thống cho phép" in limited.stderr.decode()


@pytest.mark.sampled
@pytest.mark.parametrize("output", ["text", *rare_cases("json")])
@pytest.mark.parametrize("code", [0, 1])
@pytest.mark.parametrize("ending", [">&-", "<&- >&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_verdict(sandbox: Sandbox, output: str, code: int, ending: str) -> None:
    if code:
        sandbox.replace("data/units/xa-mot/2025-11.yaml", *SPOILED)
    done = run_in_shell(sandbox.root, ending, *CHECK, "--format", output)
    assert done.returncode == code
    assert is_quiet(done.stderr + done.stdout)


def test_nothing_that_is_said_lands_in_the_result_where_errors_go_nowhere(sandbox: Sandbox) -> None:
    open_ = run_in_shell(sandbox.root, "", *CHECK)
    closed = run_in_shell(sandbox.root, "2>&-", *CHECK)
    assert "Kết quả: " in open_.stderr
    assert closed.stdout == open_.stdout


def test_no_file_is_opened_in_the_place_of_a_closed_stream(sandbox: Sandbox) -> None:
    done = run_in_shell(sandbox.root, "<&- >&- 2>&-", "build", "--ky", "2025-11")
    assert done.returncode == 0
    plain = {path.name: path.read_bytes() for path in (sandbox.root / "out" / "2025-11").iterdir()}
    run_in_shell(sandbox.root, "", "build", "--ky", "2025-11")
    assert plain == {path.name: path.read_bytes() for path in (sandbox.root / "out" / "2025-11").iterdir()}


@pytest.mark.parametrize("output", [*rare_cases("text"), "json"])
@pytest.mark.parametrize("code", [0, 1])
@pytest.mark.parametrize("reader", ["true", *rare_cases("head -c 1"), "sh -c 'exec <&-; sleep 0.2'"])
def test_a_reader_that_leaves_changes_no_verdict(
    sandbox: Sandbox, output: str, code: int, reader: str
) -> None:
    if code:
        sandbox.replace("data/units/xa-mot/2025-11.yaml", *SPOILED)
    done = run_in_shell(sandbox.root, f"| {reader}", *CHECK, "--format", output)
    assert done.returncode == code
    assert is_quiet(done.stderr)


def test_a_command_does_what_it_has_to_do_though_nobody_reads_what_it_says(sandbox: Sandbox) -> None:
    done = run_in_shell(sandbox.root, "| true", *CHECK, "--phieu", "phieu")
    assert done.returncode == 0
    assert list((sandbox.root / "phieu").glob("*.docx"))


def test_a_reader_that_is_slow_gets_everything(sandbox: Sandbox) -> None:
    """Its end of the output does not block, so that a write may find no room."""
    whole = run_in_shell(sandbox.root, "", "schema", "--help").stdout
    reader, writer = os.pipe()
    filled = fill_pipe(writer)
    with subprocess.Popen(
        [sys.executable, "-m", "baocao", "schema", "--help"], stdout=writer, stderr=subprocess.PIPE
    ) as process:
        os.close(writer)
        time.sleep(0.5)
        with open(reader, "rb") as file:  # noqa: PTH123 - a descriptor
            said = file.read()
        _, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (0, b"")
    assert said[filled:].decode() == whole


SCRIPT = """
import errno, os, sys
import lxml.etree
from baocao.{room} import {module}
from baocao.cli.start import start

def refused(*_, **__):
    raise {error}

{module}.load_checked = refused
sys.argv = ["baocao", *{arguments!r}]
sys.exit(start())
"""
REFUSALS = [
    ("OSError(errno.ENOSPC, 'x', 'a.yaml')", "không dùng được 'a.yaml': đĩa đầy."),
    *rare_cases(
        ("OSError(errno.EACCES, 'x', 'a.yaml')", "không dùng được 'a.yaml': không có quyền."),
        ("OSError(errno.EROFS, 'x', b'a.yaml')", "không dùng được 'a.yaml': ổ đĩa chỉ cho đọc."),
        ("OSError(errno.EMFILE, 'x')", "quá nhiều tệp đang mở cùng lúc."),
        ("OSError(errno.EIO, 'x', 3)", "không dùng được 'tệp số 3': ổ đĩa hoặc đường truyền bị lỗi."),
        ("OSError(errno.EAGAIN, 'x')", "hệ thống đang hết chỗ cho tiến trình mới."),
        ("OSError('what nobody knows')", "hệ thống báo 'what nobody knows'."),
        ("lxml.etree.SerialisationError('IO_WRITE')", "ổ đĩa hoặc đường truyền bị lỗi."),
    ),
    ("lxml.etree.SerialisationError('IO_ENOSPC')", "đĩa đầy."),
    ("MemoryError()", "máy hết bộ nhớ."),
]


@pytest.mark.sampled
@pytest.mark.parametrize(("error", "told"), REFUSALS)
def test_what_the_system_refuses_is_not_a_fault_of_the_program(
    sandbox: Sandbox, error: str, told: str
) -> None:
    script = SCRIPT.format(
        room="pipeline", module="making", error=error, arguments=["build", "--ky", "2025-11"]
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=sandbox.root,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert f"Lỗi: {told}\nLệnh đã dừng; không tệp nào bị ghi dở. " in done.stderr
    assert "Lỗi nội bộ" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [CHECK, ("build", "--ky", "2025-11")])
@pytest.mark.parametrize("most", [3, 5, *rare_cases(4, 6, 8)])
def test_few_descriptors_are_told_or_enough(sandbox: Sandbox, command: Sequence[str], most: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "baocao", *command],
        cwd=sandbox.root,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        preexec_fn=limit_of("RLIMIT_NOFILE", most),
    )
    assert done.returncode != 70
    assert "nội bộ" not in done.stderr


@pytest.mark.parametrize("most", [*rare_cases(0, 100), 5_000])
def test_outputs_that_find_no_room_leave_everything_as_it_was(sandbox: Sandbox, most: int) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-m", "baocao", "build", "--ky", "2025-11"],
        cwd=sandbox.root,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        preexec_fn=limit_of("RLIMIT_FSIZE", most),
    )
    assert done.returncode == 1
    assert "tệp vượt cỡ mà hệ thống cho phép" in done.stdout + done.stderr
    out = sandbox.root / "out" / "2025-11"
    assert not out.exists() or not any(out.iterdir())


@contextmanager
def start_program(*command: str, cwd: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        command,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


STAGES = """
import os, signal, sys, time
from pathlib import Path
from baocao.pipeline import output
from baocao.pipeline import parallel
from baocao.pipeline import making as pipeline
from baocao.cli.start import start
from baocao.disk import staging

STAGE, SIGNAL, AGAIN = sys.argv[1], getattr(signal, sys.argv[2]), sys.argv[3] == "again"
HERE, SIGNS = os.getpid(), Path("signs")
SIGNS.mkdir()
parallel._processor_count = lambda: 2
pipeline.DOCUMENTS = parallel.Sharing(2)

def told_to_stop(*given, **named):
    os.kill(HERE, SIGNAL)
    return rest(*given, **named)

def rest(*_, **__):
    time.sleep(60)

class Sticky:
    def __del__(self):
        os.kill(HERE, SIGNAL)
        for _ in range(1000):
            pass

def lost(*_, **__):
    Sticky()
    os.kill(HERE, SIGNAL)
    time.sleep(60)

def at_work(*_, **__):
    (SIGNS / str(os.getpid())).touch()
    while os.getpid() == HERE and len(list(SIGNS.iterdir())) < 2:
        time.sleep(0.01)
    told_to_stop() if os.getpid() == HERE else time.sleep(60)

def again(function):
    def cleaning(*arguments, **named):
        for _ in range(3):
            os.kill(HERE, SIGNAL)
        function(*arguments, **named)
        for _ in range(3):
            os.kill(HERE, SIGNAL)
    return cleaning

if STAGE == "load":
    pipeline.load_checked = told_to_stop
elif STAGE == "ignored":
    signal.signal(SIGNAL, signal.SIG_IGN)
    rest, pipeline.load_checked = pipeline.load_checked, told_to_stop
elif STAGE == "lost":
    pipeline.load_checked = lost
elif STAGE == "work":
    pipeline._Maker.make_planned = at_work
elif STAGE == "write":
    output.Output._move_files = told_to_stop
elif STAGE == "import":
    class Finder:
        def find_spec(self, name, *_):
            if name == "baocao.cli.main":
                told_to_stop()
    for name in [name for name in sys.modules if name == "baocao.cli.main"]:
        del sys.modules[name]
    sys.meta_path.insert(0, Finder())
elif STAGE == "tidied":
    class Last:
        def __del__(self, kill=os.kill, here=HERE, sign=SIGNAL):
            kill(here, sign)

    _last = Last()
    if AGAIN:
        pipeline.load_checked = told_to_stop
if AGAIN:
    staging.remove_tree = again(staging.remove_tree)
    parallel._Team.end_helpers = again(parallel._Team.end_helpers)
sys.argv = ["baocao", "build", "--ky", "2025-11"]
sys.exit(start())
"""


@pytest.mark.parametrize(("again", "code"), [("once", 0), ("again", 130)])
@pytest.mark.parametrize("sign", [*rare_cases("SIGINT", "SIGHUP"), "SIGTERM"])
def test_a_signal_while_python_tidies_up_changes_no_verdict(
    sandbox: Sandbox, sign: str, again: str, code: int
) -> None:
    with start_program(sys.executable, "-c", STAGES, "tidied", sign, again, cwd=sandbox.root) as process:
        process.communicate(timeout=PATIENCE)
    assert process.returncode == code


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("sign", "again"), [*rare_cases(("SIGINT", "once"), ("SIGHUP", "once")), ("SIGTERM", "again")]
)
@pytest.mark.parametrize("stage", ["import", "load", "lost", "work", "write"])
def test_a_command_that_is_told_to_stop_cleans_up_and_says_so(
    sandbox: Sandbox, stage: str, sign: str, again: str
) -> None:
    before = {path.name for path in sandbox.root.iterdir()}
    with start_program(sys.executable, "-c", STAGES, stage, sign, again, cwd=sandbox.root) as process:
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert said.endswith("Đã dừng.\n")
    assert "Traceback" not in said
    out = sandbox.root / "out" / "2025-11"
    assert not out.exists() or not any(out.iterdir())
    assert {path.name for path in sandbox.root.iterdir()} - before <= {"signs", "out"}
    signs = [int(path.name) for path in (sandbox.root / "signs").iterdir()]
    assert len(signs) == (2 if stage == "work" and sys.platform == "linux" else len(signs))
    assert not any(Path(f"/proc/{each}").exists() for each in signs)


@pytest.mark.parametrize("sign", [*rare_cases("SIGINT", "SIGTERM"), "SIGHUP"])
def test_a_signal_that_is_to_be_ignored_stops_nothing(sandbox: Sandbox, sign: str) -> None:
    """As after nohup, or in the background of a script."""
    with start_program(sys.executable, "-c", STAGES, "ignored", sign, "once", cwd=sandbox.root) as process:
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0


WAITING = """
import os, signal, sys
from baocao.cli import streams
from baocao.cli.start import start

write = streams._Steady.write

stopped = []

def waited(self, data):
    if not stopped:  # a clock that runs on while Python ends would end it in its own way
        signal.setitimer(signal.ITIMER_REAL, 0.3)
    return write(self, data)

def stop(*_):
    stopped.append(True)
    os.kill(os.getpid(), signal.SIGTERM)

streams._Steady.write = waited
signal.signal(signal.SIGALRM, stop)
sys.argv = ["baocao", "check", "--ky", "2025-11"]
sys.exit(start())
"""


@pytest.mark.parametrize("both", [False, True])
def test_a_command_whose_reader_does_not_read_stops_at_once(sandbox: Sandbox, *, both: bool) -> None:
    reader, writer = os.pipe()
    fill_pipe(writer)
    os.set_blocking(writer, True)
    errors = writer if both else subprocess.PIPE
    command = [sys.executable, "-c", WAITING]
    with subprocess.Popen(command, cwd=sandbox.root, stdout=writer, stderr=errors) as process:
        os.close(writer)
        try:
            _, said = process.communicate(timeout=PATIENCE)
        finally:
            os.close(reader)
    assert process.returncode == 130
    assert both or said.decode() == "Đã dừng.\n"


def fill_pipe(pipe: int) -> int:
    """Write into a pipe until there is no room; returns how many bytes it holds."""
    os.set_blocking(pipe, False)
    filled = 0
    with suppress(BlockingIOError):
        while True:
            filled += os.write(pipe, b"." * 4096)
    return filled


def test_every_known_refusal_has_its_words() -> None:
    from baocao.vietnamese.system_errors import advice_for, reason_of  # noqa: PLC0415

    for number in errno.errorcode:
        error = OSError(number, os.strerror(number))
        assert reason_of(error)
        assert advice_for(error).endswith("chạy lại.")
