"""`baocao watch` as a clerk uses it: a process, a browser, and files that are saved."""

import os
import pty
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading import rare_cases
from support import Sandbox
from watched import Watch, asked, is_gone, running_watch, save_by_rename, watch_command

REPORT = "data/units/xa-mot/2025-11.yaml"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    return Sandbox(tmp_path_factory.mktemp("kho"))


@pytest.fixture(scope="module")
def watch(sandbox: Sandbox) -> Iterator[Watch]:
    with running_watch(sandbox.root) as started:
        yield started


def saved(sandbox: Sandbox, watch: Watch, old: str, new: str) -> None:
    """Save the report with one place changed, and wait until that can be seen."""
    version = watch.state()["version"]
    path = sandbox.root / REPORT
    text = path.read_text(encoding="utf-8")
    assert old in text
    save_by_rename(path, text.replace(old, new))
    watch.settled_after(version)


def choose(watch: Watch, document: str) -> None:
    """Choose another document, and wait until it is shown."""
    version = watch.state()["version"]
    assert watch.ask(f"chon?van-ban={document}").code == 303
    watch.settled_after(version)


def test_saving_a_report_shows_its_faults_at_their_places_with_advice(
    sandbox: Sandbox, watch: Watch
) -> None:
    saved(sandbox, watch, "hs.truc_tuyen: 3.276", "hs.truc_tuyem: 3.276")
    screen = watch.ask().text
    assert f"Tệp vừa lưu: <code>{REPORT}</code>" in screen
    assert "dòng 5, cột 3" in screen
    assert "hs.truc_tuyem: 3.276" in screen
    assert "→ " in screen
    saved(sandbox, watch, "hs.truc_tuyem: 3.276", "hs.truc_tuyen: 3.276")
    assert "Không có vấn đề nào trong tệp này." in watch.ask().text


def test_the_document_shows_what_was_typed(sandbox: Sandbox, watch: Watch) -> None:
    assert "4.321" not in watch.ask("van-ban.html").text
    saved(sandbox, watch, "hs.tiep_nhan: 3.781", "hs.tiep_nhan: 4.321")
    assert "4.321" in watch.ask("van-ban.html").text
    saved(sandbox, watch, "hs.tiep_nhan: 4.321", "hs.tiep_nhan: 3.781")


def test_a_broken_file_keeps_the_last_document_and_says_so(sandbox: Sandbox, watch: Watch) -> None:
    saved(sandbox, watch, "Đang làm", "Đang làm tiếp")
    before = watch.ask("van-ban.html").text
    saved(sandbox, watch, "nhiem_vu:", "nhiem_vu: [")
    screen = watch.ask().text
    assert "Đang giữ bản lúc" in screen
    assert "chưa đọc được" in screen
    assert watch.ask("van-ban.html").text == before
    saved(sandbox, watch, "nhiem_vu: [", "nhiem_vu:")
    assert "Đang giữ bản lúc" not in watch.ask().text


def test_another_document_can_be_chosen_and_the_page_beside_it(sandbox: Sandbox, watch: Watch) -> None:
    choose(watch, "so-a_tong-hop_cd")
    assert "Tổng hợp" in watch.ask("van-ban.html").text
    choose(watch, "trang")
    assert 'src="trang.html"' in watch.ask().text
    page = watch.ask("trang.html").text
    assert "3.781" in page
    saved(sandbox, watch, "hs.tiep_nhan: 3.781", "hs.tiep_nhan: 3.999")
    assert "3.999" in watch.ask("trang.html").text
    saved(sandbox, watch, "hs.tiep_nhan: 3.999", "hs.tiep_nhan: 3.781")
    choose(watch, "")


def test_a_document_that_is_none_shows_that_of_the_file_being_written(watch: Watch) -> None:
    choose(watch, "%3Cscript%3E_../..")
    assert "Theo [@nq-1]" not in watch.ask("van-ban.html").text
    assert "Theo Nghị quyết" in watch.ask("van-ban.html").text
    assert "<script>_" not in watch.ask().text
    choose(watch, "")


def test_hostile_texts_are_inert_on_the_screen(sandbox: Sandbox, watch: Watch) -> None:
    evil = "</pre><script>alert(1)</script>"
    saved(sandbox, watch, "xa-mot\n", f'"{evil}"\n')
    screen = watch.ask().text
    assert "&lt;script&gt;alert(1)" in screen
    assert evil not in screen
    saved(sandbox, watch, f'"{evil}"\n', "xa-mot\n")


def test_a_change_is_seen_within_half_a_second_of_quiet(sandbox: Sandbox, watch: Watch) -> None:
    version, started = watch.state()["version"], time.monotonic()
    with (sandbox.root / REPORT).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert watch.state(version)["busy"] or watch.state()["version"] > version
    assert time.monotonic() - started < 5  # a busy machine is no failure
    watch.settled_after(version)


def test_nothing_of_the_workspace_is_given_out(watch: Watch) -> None:
    for name in (REPORT, f"../{REPORT}", "baocao.yaml", "../../etc/passwd", "out/2025-11/manifest.json"):
        assert watch.ask(name).code == 404
    assert asked(watch.port, "/").code == 404


def test_the_terminal_tells_one_line_a_rebuild(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    with running_watch(sandbox.root, "--don-vi", "xa-mot") as own:
        assert [line for line in own.said if "http://" in line] == own.said[-1:]
        assert own.process.stderr is not None
        begun = [own.process.stderr.readline() for _ in range(2)]
        assert "Ctrl+C" in begun[0]
        assert "bắt đầu" in begun[1]
        saved(sandbox, own, "3.781", "3.7819")
        line = own.process.stderr.readline()
        assert REPORT in line
        assert "1 lỗi" in line
        assert own.end_with(signal.SIGINT) == 0
        # What is being written when it is told to stop may come twice.
        assert own.process.stderr.read().removeprefix(line) == "Đã dừng.\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, *rare_cases(signal.SIGHUP, signal.SIGINT)])
def test_every_way_to_end_it_ends_all_its_processes_at_once(tmp_path: Path, number: int) -> None:
    with running_watch(Sandbox(tmp_path).root) as own:
        children = own.children()
        assert children
        started = time.monotonic()
        assert own.end_with(number) == 0
        assert time.monotonic() - started < 10  # a busy machine is no failure
        assert all(map(is_gone, children))
        assert own.process.stderr is not None
        assert "Traceback" not in own.process.stderr.read()


@pytest.mark.thorough
def test_whoever_serves_ends_with_a_builder_that_was_killed(tmp_path: Path) -> None:
    with running_watch(Sandbox(tmp_path).root) as own:
        children = own.children()
        own.end_with(signal.SIGKILL)
        assert all(map(is_gone, children))


@pytest.mark.thorough
def test_a_builder_whose_server_was_killed_says_so_and_ends(tmp_path: Path) -> None:
    with running_watch(Sandbox(tmp_path).root) as own:
        for child in own.children():
            os.kill(child, signal.SIGKILL)
        assert own.process.wait(60) == 1
        assert own.process.stderr is not None
        assert "chạy lại baocao watch" in own.process.stderr.read()


def test_closing_the_terminal_ends_it(tmp_path: Path) -> None:
    control, terminal = pty.openpty()
    process = subprocess.Popen(
        ["setsid", "--ctty", *watch_command(Sandbox(tmp_path).root, "--html")],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    said = b""
    while b"http://" not in said:
        said += os.read(control, 4096)
    os.close(control)
    process.wait(60)
    assert is_gone(process.pid)


def test_a_port_that_is_taken_is_told(sandbox: Sandbox, watch: Watch) -> None:
    told = run_watch(sandbox.root, "--port", str(watch.port))
    assert told.returncode == 2
    assert f"cổng {watch.port} đang có chương trình khác dùng" in told.stderr


@pytest.mark.thorough
def test_a_second_start_has_the_same_port_at_once_and_another_address(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    with running_watch(sandbox.root) as own:
        own.ask()
    with running_watch(sandbox.root, "--port", str(own.port)) as again:
        assert again.port == own.port
        assert again.path != own.path
        assert asked(again.port, own.path).code == 404


@pytest.mark.thorough
def test_definitions_that_cannot_be_read_are_told_until_they_can(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    sandbox.replace("data/directives/chi-tieu.yaml", "hs:", "hs: [")
    with running_watch(sandbox.root) as own:
        assert "chưa lập được văn bản" in own.ask().text
        assert "Chưa lập được trang" in own.ask("trang.html").text
        version = own.state()["version"]
        sandbox.replace("data/directives/chi-tieu.yaml", "hs: [", "hs:")
        own.settled_after(version)
        assert own.ask("van-ban.html").code == 200


def test_a_unit_that_nobody_knows_is_refused(sandbox: Sandbox) -> None:
    told = run_watch(sandbox.root, "--don-vi", "xa-mott")
    assert told.returncode == 2
    assert "Không có đơn vị 'xa-mott'" in told.stderr
    assert "Ý bạn là 'xa-mot'" in told.stderr


def run_watch(root: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    """Run it where it ends by itself."""
    command = watch_command(root, *more)
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
