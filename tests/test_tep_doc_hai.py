"""Hostile files that no repository can hold: links, pipes, folders in place of files, and sizes.

What may stand in an example folder stands in tests/vi_du.
"""

import errno
import os
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baocao.features.check.reporting import report_on
from baocao.model.diagnostic import MOST, Diagnostic
from baocao.pipeline.loading import load_checked
from baocao.report.text import text_report
from baocao.source.files import LIMIT_MB
from support import SUBMISSION, Sandbox

REPORT = "data/units/xa-mot/2025-11.yaml"
SIZE = 500_000
"""A quarter of the largest size, large enough to tell a time that grows with its square."""
SECONDS = 15
"""For a file of that size, on a busy machine; what is not bounded takes many minutes."""
MEGABYTES = 150
"""Of memory for it."""


def found_at(sandbox: Sandbox, file: str) -> list[str]:
    """Return the codes of what is reported of one file, but for what follows from it."""
    loaded = load_checked(sandbox.root, None)
    return sorted(each.code for each in loaded.problems if each.place and each.place.file == file)


def link_path(sandbox: Sandbox, name: str, target: str | Path) -> None:
    """Put a link in the place of a file or a folder."""
    path = sandbox.root / name
    path.unlink(missing_ok=True)
    try:
        path.symlink_to(target)
    except (OSError, NotImplementedError):
        pytest.skip("this system makes no links")


@pytest.mark.parametrize(
    "file",
    [REPORT, "data/units/xa-mot/ho-so.yaml", "data/units/don-vi.yaml", "data/directives/cd.yaml",
     "data/directives/van-ban.yaml", "baocao.yaml"],
)  # fmt: skip
def test_a_link_out_of_the_workspace_is_not_followed(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory, file: str
) -> None:
    secret = tmp_path_factory.mktemp("ngoai") / "bi-mat.yaml"
    secret.write_text("mat_khau: 123456\n", encoding="utf-8")
    link_path(sandbox, file, secret)
    loaded = load_checked(sandbox.root, None)
    assert found_at(sandbox, file) == ["BC020"]
    assert "123456" not in text_report([*loaded.problems, *loaded.missing], loaded.files)


def test_a_template_that_is_a_link_out_of_the_workspace_is_not_followed(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("ngoai") / "bi-mat"
    secret.write_text("---\nloai: bao-cao\ntrich_yeu: x\n---\nmật khẩu\n", encoding="utf-8")
    link_path(sandbox, "templates/bao-cao.md.j2", secret)
    outcome = sandbox.build()
    assert [each.code for each in outcome.problems] == ["BC020"]
    assert not [made for made in outcome.made if made.unit == "xa-mot"]


def test_a_folder_of_a_unit_that_is_a_link_out_of_the_workspace_is_not_followed(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("xa-hai")
    (folder / "2025-11.yaml").write_text("mat_khau: 123456\n", encoding="utf-8")
    link_path(sandbox, "data/units/xa-hai", folder)
    assert found_at(sandbox, "data/units/xa-hai") == ["BC020"]
    assert "123456" not in str(sandbox.load())


def test_a_link_inside_the_workspace_is_followed(sandbox: Sandbox) -> None:
    (sandbox.root / "chung").mkdir()
    (sandbox.root / REPORT).rename(sandbox.root / "chung" / "xa-mot.yaml")
    link_path(sandbox, REPORT, "../../../chung/xa-mot.yaml")
    assert sandbox.codes() == []
    assert "xa-mot" in sandbox.load().workspaces[0].submissions


def test_a_workspace_may_itself_be_reached_by_a_link(sandbox: Sandbox, tmp_path: Path) -> None:
    folder = tmp_path.parent / f"{tmp_path.name}-lien-ket"
    try:
        folder.symlink_to(sandbox.root)
    except (OSError, NotImplementedError):
        pytest.skip("this system makes no links")
    assert load_checked(folder, None).problems == ()


def test_a_shared_folder_outside_the_workspace_is_read_but_links_from_it_are_not(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    around = tmp_path_factory.mktemp("kho")
    inner = Sandbox(around / "xa")
    (inner.root / "data" / "directives").rename(around / "chung")
    inner.write("baocao.yaml", "chi_dao: ../chung\n")
    assert inner.codes() == []
    target = around / "chung" / "van-ban.yaml"
    elsewhere = tmp_path_factory.mktemp("ngoai") / "van-ban.yaml"
    target.rename(elsewhere)
    try:
        target.symlink_to(elsewhere)
    except (OSError, NotImplementedError):
        pytest.skip("this system makes no links")
    assert inner.codes() == ["BC020"]


def test_the_settings_may_not_lead_out_of_the_repository(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    around = tmp_path_factory.mktemp("ngoai")
    inner = Sandbox(around / "kho" / "xa")
    (around / "kho" / ".git").mkdir()
    inner.write("baocao.yaml", "mau: ../../mau-chung\n")
    assert inner.codes() == ["BC023"]
    inner.write("baocao.yaml", "mau: ../xa/templates\n")
    assert inner.codes() == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [("2025-11.yaml", "vòng về chính nó"), ("khong-co.yaml", "không tồn tại"), ("ho-so.yaml/a", "thư mục")],
    ids=["to itself", "to nowhere", "through a file"],
)
def test_a_link_that_leads_nowhere_is_not_taken_for_a_missing_report(
    sandbox: Sandbox, target: str, reason: str
) -> None:
    link_path(sandbox, REPORT, target)
    (problem,) = sandbox.load().problems
    assert problem.code == "BC002"
    assert reason in problem.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
@pytest.mark.parametrize("file", [REPORT, "data/directives/cd-hai.yaml", "baocao.yaml"])
def test_a_pipe_is_not_waited_for(sandbox: Sandbox, file: str) -> None:
    (sandbox.root / file).unlink(missing_ok=True)
    os.mkfifo(sandbox.root / file)
    assert found_at(sandbox, file) == ["BC021"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_device_without_end_is_not_read(sandbox: Sandbox) -> None:
    link_path(sandbox, REPORT, "/dev/zero")
    assert found_at(sandbox, REPORT) == ["BC021"]


@pytest.mark.parametrize(
    "file", [REPORT, "data/units/xa-mot/ho-so.yaml", "data/units/don-vi.yaml", "data/directives/cd.yaml",
             "baocao.yaml"],
)  # fmt: skip
def test_a_folder_that_is_named_like_a_file_is_reported(sandbox: Sandbox, file: str) -> None:
    (sandbox.root / file).unlink(missing_ok=True)
    (sandbox.root / file).mkdir()
    assert found_at(sandbox, file) == ["BC021"]


def test_a_file_that_may_not_be_read_says_so(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's refusal is played, since nothing is refused to an administrator."""
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path == sandbox.root / REPORT:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = sandbox.load().problems
    assert (problem.code, problem.message) == ("BC002", "Không đọc được tệp: không có quyền đọc.")


def test_a_file_over_the_limit_is_refused(sandbox: Sandbox) -> None:
    sandbox.write(REPORT, b"# " + b"x" * LIMIT_MB * 1_000_000)
    assert found_at(sandbox, REPORT) == ["BC005"]


def large_text(unit: str, head: str = "", tail: str = "") -> str:
    """Return a long text that repeats `unit`."""
    return head + unit * (SIZE // len(unit.encode())) + tail


def numbered_lines(form: str, head: str = "") -> str:
    """Return a long text of different lines."""
    return head + "".join(f"{form.format(number)}\n" for number in range(SIZE // (len(form) + 4)))


HEAD = SUBMISSION.lstrip("\n")
FIGURES = "don_vi: xa-mot\nky: 2025-11\nchi_tieu:\n"
PROSE = "don_vi: xa-mot\nky: 2025-11\nnoi_dung:\n  cd:\n    I.1: |\n"
LARGE: dict[str, Callable[[], str]] = {
    "unknown keys": lambda: numbered_lines("k{}: 1", HEAD),
    "unknown indicators": lambda: numbered_lines("  k{}.x: 1", FIGURES),
    "unknown tasks": lambda: numbered_lines(
        "    k{}: {{a: 1}}", "don_vi: xa-mot\nky: 2025-11\nnhiem_vu:\n  cd:\n"
    ),
    "repeated keys": lambda: large_text("a: 1\n", HEAD),
    "anchors": lambda: numbered_lines("k{}: &a 1", HEAD),
    "one key": lambda: large_text("ab", f"{HEAD}? '", "'\n: 1\n"),
    "one number": lambda: large_text("9", f"{FIGURES}  hs.tiep_nhan: ", "\n"),
    "one grouped number": lambda: large_text(".999", f"{FIGURES}  hs.tiep_nhan: 1", "\n"),
    "spaces in a number": lambda: large_text(" ", f'{FIGURES}  hs.tiep_nhan: "1', 'x"\n'),
    "commas in a number": lambda: large_text(",", f'{FIGURES}  hs.tiep_nhan: "1', 'x"\n'),
    "words before a number": lambda: large_text("trên ", f'{FIGURES}  hs.tiep_nhan: "', '1"\n'),
    "one rank": lambda: large_text("9", f"{FIGURES}  hs.tiep_nhan: {{gia_tri: 1, xep_hang: 1/", "}\n"),
    "one day": lambda: large_text("2025-11-", f"{HEAD}chot_den: '", "'\n"),
    "list items": lambda: large_text("- 1\n", f"{HEAD}a:\n"),
    "control characters": lambda: large_text("\x07", f"{HEAD}# "),
    "control characters in lines": lambda: large_text("#\x07\n", HEAD),
    "no-break spaces": lambda: large_text("\u00a0a: 1\n", HEAD),
    "colons behind no-break spaces": lambda: large_text("- a:\u00a0b\n", f"{HEAD}x:\n"),
    "brackets": lambda: large_text("[", f"{HEAD}a: "),
    "dashes": lambda: large_text("- ", f"{HEAD}a: "),
    "tabs": lambda: large_text("\t"),
    "colons": lambda: large_text(":"),
    "question marks": lambda: large_text("? "),
    "conflicts": lambda: large_text("<<<<<<< a\n=======\n>>>>>>> b\n", HEAD),
    "half conflicts": lambda: large_text("<<<<<<<\n", HEAD),
    "unknown marks": lambda: large_text("      [@x; @y]\n", PROSE),
    "unknown figures": lambda: large_text("      [=x]\n", PROSE),
    "marks in one line": lambda: large_text("[@x]", f"{PROSE}      "),
    "marks that never close": lambda: large_text("[@", f"{PROSE}      "),
    "numbers in prose": lambda: large_text("      12.345 và 67,8%\n", PROSE),
    "one long word": lambda: large_text("ă", f"{PROSE}      "),
    "unfinished tags": lambda: large_text("<p ", f"{PROSE}      "),
    "stars": lambda: large_text("*a_ ", f"{PROSE}      "),
}
"""A long report for whatever might take a time that grows with its square."""


@pytest.mark.sampled
@pytest.mark.parametrize("name", LARGE)
def test_a_long_report_takes_bounded_time_and_says_a_bounded_number_of_things(
    sandbox: Sandbox, name: str
) -> None:
    sandbox.write(REPORT, LARGE[name]().encode())
    began = time.monotonic()
    loaded = load_checked(sandbox.root, None)
    said: list[Diagnostic] = [*loaded.problems, *loaded.missing]
    text_report(said, loaded.files)
    assert time.monotonic() - began < SECONDS
    assert len(said) < 10 * MOST
    assert max(len(each.message) for each in said) < 3000


DEFINITIONS: dict[str, tuple[str, Callable[[str], str]]] = {
    "units in a row": (
        "data/units/don-vi.yaml",
        lambda text: numbered_lines("  u{0}: {{ten: U, loai: xa, thuoc: v{0}}}", text),
    ),
    "indicators": (
        "data/directives/chi-tieu.yaml",
        lambda text: numbered_lines("    x{0}: {{ten: X, loai: so_dem, cong_thuc: hs.y{0} + 1}}", text),
    ),
    "a row of indicators": (
        "data/directives/chi-tieu.yaml",
        lambda text: (
            text
            + "".join(
                f"    x{n}: {{ten: X, loai: so_dem, cong_thuc: hs.x{n + 1} + 1}}\n" for n in range(5000)
            )
            + "    x5000: {ten: X, loai: so_dem}\n"
        ),
    ),
    "a ring of indicators": (
        "data/directives/chi-tieu.yaml",
        lambda text: (
            text
            + "".join(
                f"    x{n}: {{ten: X, loai: so_dem, cong_thuc: hs.x{(n + 1) % 3000} + 1}}\n"
                for n in range(3000)
            )
        ),
    ),
    "deadlines": (
        "data/directives/cd.yaml",
        lambda text: large_text("thang 1 nam ", f"{text}      - {{so: a, ten: b, thoi_han: '", "'}\n"),
    ),
    "formulas": (
        "data/directives/chi-tieu.yaml",
        lambda text: large_text("1+", f'{text}    x: {{ten: X, loai: so_dem, cong_thuc: "', '1"}\n'),
    ),
    "outline": (
        "data/directives/cd.yaml",
        lambda text: text.replace(
            "de_cuong:\n", "de_cuong:\n" + numbered_lines("  - {{so: I.{}, ten: K}}")
        ),
    ),
}


@pytest.mark.sampled
@pytest.mark.parametrize("name", DEFINITIONS)
def test_long_definitions_take_bounded_time(sandbox: Sandbox, name: str) -> None:
    file, change = DEFINITIONS[name]
    text = change((sandbox.root / file).read_text(encoding="utf-8"))
    sandbox.write(file, text.encode())
    began = time.monotonic()
    result = report_on(load_checked(sandbox.root, None)).found
    assert time.monotonic() - began < SECONDS
    assert result
    assert len(result) < 10 * MOST


def test_memory_stays_within_bounds(sandbox: Sandbox) -> None:
    sandbox.write(REPORT, LARGE["unknown keys"]().encode())
    tracemalloc.start()
    try:
        load_checked(sandbox.root, None)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MEGABYTES * 1_000_000


def test_a_bomb_of_aliases_takes_no_memory(sandbox: Sandbox) -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60))
    sandbox.write(REPORT, f"{HEAD}a0: &a0 x\n{levels}".encode())
    began = time.monotonic()
    assert set(found_at(sandbox, REPORT)) == {"BC106", "BC022"}
    assert time.monotonic() - began < SECONDS


def test_that_not_all_problems_are_told_is_said(sandbox: Sandbox) -> None:
    sandbox.write(REPORT, (HEAD + "".join(f"k{n}: 1\n" for n in range(MOST + 1))).encode())
    codes = found_at(sandbox, REPORT)
    assert (codes.count("BC205"), codes.count("BC022")) == (MOST, 1)
    sandbox.write(REPORT, (HEAD + "".join(f"k{n}: 1\n" for n in range(MOST))).encode())
    assert found_at(sandbox, REPORT).count("BC022") == 0
