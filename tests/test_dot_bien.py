"""Whatever is done to a file of a workspace, the program answers with diagnostics and never fails."""

import textwrap
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baocao.features.check.formats import Format, render_report
from baocao.features.check.record import report_of
from baocao.model.diagnostic import Diagnostic
from baocao.pipeline.loading import load_checked
from baocao.pipeline.plan import Scope
from reading import number_of_tries
from support import FILES, Sandbox

JUNK: Final = (
    "", "~", "[]", "{}", "- a", "a: b", "a", "0", "-1", "1.234", "86,6", "86,6%", "1/0", "3.781/0",
    "120%", "2025-11-31", "2025-13", "31/12", "co", "yes", "null", "!!str a", "&a b", "*a", "'", '"',
    "[", "{", "]", "}", ": ", "#", "|", ">", "%", "@x", "{{ x }}", "{% if %}", "{{ ct.hs }}", "[@x]",
    "[=x]", "[^@x]", "[#x]", "\u00a0", "\ufeff", "\u200b", "\t", "Ð", "9" * 400, "a" * 3000, "<<: 1",
    "---", "...", "<<<<<<< HEAD", "xa-mot", "{cap: xa}", "{don_vi: [x]}", "gia_tri >=", "hs.a / hs.b",
    "Tháng 13/2025", "10-01-2025", "=1+1",
)  # fmt: skip
"""What people and programs put in the wrong place."""


@st.composite
def draw_change(draw: st.DrawFn) -> tuple[str, str]:
    """Choose a file of the sandbox and change it somewhere."""
    path = draw(st.sampled_from(sorted(FILES)))
    text = textwrap.dedent(FILES[path]).lstrip("\n")
    lines = text.split("\n")
    number = draw(st.integers(0, len(lines) - 1))
    line, junk = lines[number], draw(st.sampled_from(JUNK))
    start = draw(st.integers(0, len(line)))
    end = draw(st.integers(start, len(line)))
    head, colon, _ = line.partition(":")
    lines[number] = draw(
        st.sampled_from(
            (
                f"{head}{colon} {junk}",
                f"{line[:start]}{junk}{line[end:]}",
                line[:start] + line[end:],
                f"{line}\n{line}",
                f"  {line}",
                line.lstrip(),
                junk,
            )
        )
    )
    return path, "\n".join(lines)


@given(draw_change())
@settings(number_of_tries(250), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_change_of_a_file_makes_the_program_fail(sandbox: Sandbox, change: tuple[str, str]) -> None:
    path, text = change
    original = (sandbox.root / path).read_text(encoding="utf-8")
    (sandbox.root / path).write_text(text, encoding="utf-8")
    try:
        report_everything(sandbox)
    finally:
        (sandbox.root / path).write_text(original, encoding="utf-8")


@given(
    st.sampled_from(sorted(FILES)),
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.sampled_from(["insert", "delete", "flip"]),
            st.binary(min_size=1, max_size=3),
        ),
        min_size=1,
        max_size=3,
    ),
)
@settings(number_of_tries(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_change_of_single_bytes_makes_the_program_fail(
    sandbox: Sandbox, path: str, places: list[tuple[float, str, bytes]]
) -> None:
    original = (sandbox.root / path).read_bytes()
    data = bytearray(original)
    for where, how, piece in places:
        start = int(where * len(data))
        end = start if how == "insert" else start + len(piece)
        flipped = bytes(byte ^ piece[0] for byte in data[start:end])
        data[start:end] = {"insert": piece, "delete": b"", "flip": flipped}[how]
    (sandbox.root / path).write_bytes(bytes(data))
    try:
        report_everything(sandbox)
    finally:
        (sandbox.root / path).write_bytes(original)


def report_everything(sandbox: Sandbox) -> None:
    """Check, draft and issue, and render all that is said about it; nothing is left half written."""
    loaded = load_checked(sandbox.root, None)
    said: list[Diagnostic] = [*loaded.problems, *loaded.missing]
    for official in (False, True):
        outcome = sandbox.build(scope=Scope(), official=official)
        said += [*outcome.problems, *outcome.missing]
    assert all(each.message and each.advice for each in said)
    for form in Format:
        render_report(report_of(said, loaded.files), form, columns=80)
    assert not list(Path(sandbox.root).rglob(".dang-ghi-*"))
