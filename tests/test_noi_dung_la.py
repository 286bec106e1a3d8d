"""What strangers wrote does nothing where it is shown: every command, every format, every place.

Commands, their parameters and their formats are found in the program, so that a new one is tried as well.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
import typer.main
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

import hostile_texts as hostile
from baocao.cli.main import app, main
from reading import rare_cases
from repositories import Repository
from support import FILES, Sandbox
from watched import end_watching_at_once

GROUP: Any = typer.main.get_command(app)
COMMANDS: Final[dict[str, Any]] = dict(GROUP.commands)
USUAL: Final[dict[str, list[str]]] = {
    "build": ["--ky", "2025-11"],
    "check": ["--ky", "2025-11"],
    "issue": ["--ky", "2025-11", "--don-vi", "xa-mot", "--so", "5", "--ngay", "2025-11-20"],
    "fmt": [],
    "new": ["--ky", "2025-12"],
    "inspect": ["out/2025-11"],
    "schema": [],
    "status": ["--ky", "2025-11"],
    "remind": ["--ky", "2025-11"],
    "page": ["--ky", "2025-11"],
    "watch": ["--ky", "2025-11"],
    "form": ["--ky", "2025-12"],
    "import": ["thu-den"],
    "trace": ["2025-11", "hs.tiep_nhan"],
    "diff": ["--rev", "HEAD~1"],
    "init": ["moi"],
}
"""How each command is usually called."""
TEXTS_OF: Final = (
    "ten|ten_ngan|ten_day_du|chuc_vu|ho_ten|kinh_gui|dia_danh|co_quan|trich_yeu|don_vi_tinh|ket_qua|kinh_phi"
    '|ky_hieu|thoi_han|bac|nam|"I.1"'
)
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VALUE: Final = re.compile(rf'(\b|(?<=[ {{]))({TEXTS_OF}): (?:"[^"]*"|[^,{{}}\[\]\n]+(?:\[[^\n]*)?)')
NAMES: Final = (
    "\x1b[31mđỏ.yaml", "::error::x.yaml", "a\n::error::b.yaml", "\u202exấu.yaml", "`x`|y.yaml",
    "[red]x.yaml", "##[error]x.yaml", "@ai <b>.yaml", os.fsdecode(b"\xff.yaml"),
)  # fmt: skip
TEXTS_OF_CALLS: Final = (
    "\x1b]0;x\x07\x1b[31m", "\x9b31m\u202e\u200b", "a\n::error::b", "::error::x", "##[error]x",
    "[red]x[/red]", "nửa\udcff", "@ai", "[/]",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _ended_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    end_watching_at_once(monkeypatch)


def yaml_text(text: str) -> str:
    """Return a text as YAML holds it, whatever its letters."""
    return json.dumps(text, ensure_ascii=False)


def full_of_texts(sandbox: Sandbox) -> None:
    """Put a hostile text into every free text of the workspace, and a notice of one on every page."""
    turns = count()

    def instead(match: re.Match[str]) -> str:
        return f"{match[2]}: {yaml_text(hostile.READ[next(turns) % len(hostile.READ)])}"

    for name, text in FILES.items():
        if name.endswith(".yaml"):
            sandbox.write(name, _VALUE.sub(instead, text))
    sandbox.write("baocao.yaml", f"ghi_chu_moi_trang: {yaml_text('&D ::error::x @ai [red]')}\n")


def full_of_faults(sandbox: Sandbox) -> None:
    """Put hostile texts where they are wrong, so that messages repeat them, and into names of files."""
    values = "".join(
        f"  {yaml_text(f'k{number}{text}')}: {yaml_text(text)}\n"
        for number, text in enumerate(hostile.READ)
    )
    sandbox.write(
        "data/units/xa-mot/2025-11.yaml",
        f"don_vi: xa-mot\nky: 2025-11\nchi_tieu:\n  hs.tiep_nhan: 1\n{values}",
    )
    lines = "".join(f"  # {text}\n" for text in hostile.ALL if "\n" not in text)
    broken = f"don_vi: xa-hai\nky: 2025-11\nghi_chu: >\n{lines}"
    sandbox.write("data/units/xa-hai/2025-11.yaml", broken.encode("utf-8", "surrogatepass"))
    for text in NAMES:
        sandbox.write(f"data/directives/{text}", f"ma: {yaml_text(text)}\n".encode(errors="replace"))


PLACES: Final = {"texts": full_of_texts, "faults": full_of_faults}


@pytest.fixture(params=sorted(PLACES))
def place(request: pytest.FixtureRequest, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """A workspace that strangers filled, with two commits of somebody who calls himself as he likes."""
    monkeypatch.chdir(sandbox.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    repository = Repository(sandbox.root)
    repository.git("config", "user.name", "x")
    repository.commit("2025-11-18 08:00")
    PLACES[request.param](sandbox)
    repository.git("add", "--all")
    repository.git(
        "commit", "--quiet", "--message=::error::x", "--author=\x1b[31m::error::x [red] <a@xau.example>"
    )
    return sandbox


def receive_forms(place: Sandbox) -> None:
    """Put a folder of what may come by mail into the workspace: forms in which units wrote anything."""
    received = place.root / "thu-den"
    main(["form", "--ky", "2025-11"])
    received.mkdir()
    (received / "thu.docx").write_bytes(b"PK")
    (received / "\u202e[red]x.xlsx").write_bytes(b"PK")
    for path in (place.root / "out" / "2025-11" / "bieu").glob("*.xlsx"):
        book = load_workbook(path)
        for sheet in book.worksheets:
            _type_anything(sheet)
        book.save(received / path.name)


def _type_anything(sheet: Worksheet) -> None:
    """Type a hostile text into every cell of a form that is open for typing."""
    texts = cycle(text for text in hostile.ALL if not _NO_XML.search(text))
    open_cells = (cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked)
    for cell in open_cells:
        if not isinstance(cell, MergedCell):
            cell.value = next(texts)


def command_formats(name: str) -> list[list[str]]:
    """Return the choices of a command's --format, as options; one of none if it has no such option."""
    choices = [
        str(getattr(choice, "value", choice))
        for parameter in COMMANDS[name].params
        if "--format" in parameter.opts
        for choice in parameter.type.choices
    ]
    return [["--format", choice] for choice in choices] or [[]]


def every_call() -> Iterator[list[str]]:
    """Yield every command in every format, and the ways that write further files."""
    for name in COMMANDS:
        yield from ([name, *USUAL[name], *form] for form in command_formats(name))
    yield ["check", "--format", "text"]
    yield ["check", "--ky", "2025-11", "--phieu", "phieu"]
    yield ["status", "--ky", "2025-11", "--xlsx", "bang.xlsx"]
    yield ["diff", "--rev", "HEAD~1", "--toan-bo", "--xlsx", "so-sanh.xlsx", "--docx", "so-sanh.docx"]
    yield ["diff", "--textconv", "data/units/xa-mot/2025-11.yaml"]
    yield ["trace", "2025-11", "hs.tiep_nhan", "--don-vi", "xa-mot"]
    yield ["build", "--ky", "2025-11", "--chinh-thuc"]
    yield ["build", "--ky", "2025-11", "--check"]
    yield ["page", "--ky", "moi-nhat", "--kin"]
    yield ["fmt", "--check"]
    yield ["import", "thu-den", "--dry-run", "--tra-lai", "tra-lai"]
    yield ["import", "thu-den/bieu_2025-11_xa-mot.xlsx", "--don-vi", "xa-mot", "--ky", "2025-11"]


def printed_output(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Return what a command prints, which may refuse but never break."""
    assert main(arguments) in {0, 1, 2, 3}
    shown = capsys.readouterr()
    return shown.out, shown.err


def test_every_command_has_a_usual_call() -> None:
    assert set(USUAL) == set(COMMANDS)


@pytest.mark.sampled
@pytest.mark.parametrize("arguments", list(every_call()), ids=" ".join)
def test_nothing_that_is_in_a_workspace_acts_where_a_command_prints_it(
    place: Sandbox, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    if arguments[0] == "inspect":
        main(["build", "--ky", "2025-11"])
        (place.root / "out" / "2025-11").mkdir(parents=True, exist_ok=True)
    if arguments[0] == "import":
        receive_forms(place)
    capsys.readouterr()
    out, err = printed_output(arguments, capsys)
    form = arguments[arguments.index("--format") + 1] if "--format" in arguments else "text"
    _hold_to_format(form, out)
    told = [] if form == "github" else hostile.acting_letters(out)
    assert not [*told, *hostile.acting_letters(err)]


def _hold_to_format(form: str, out: str) -> None:
    """Hold a format to what its readers need."""
    if form in {"json", "sarif", "gitlab"} and out:
        json.loads(out.encode("utf-8"))
    if form == "junit":
        ET.fromstring(out.encode("utf-8"))
    if form == "github":
        lines = out.removesuffix("\n").split("\n")
        assert all(re.match(r"::(?:error|warning|notice) \S", line) for line in lines)
        assert not hostile.ACTING.search(out)
        assert [re.findall(r"::", line)[:2] for line in lines] == [["::", "::"]] * len(lines)


@pytest.mark.sampled
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("text", [*TEXTS_OF_CALLS[:3], *rare_cases(*TEXTS_OF_CALLS[3:])], ids=ascii)
def test_no_argument_acts_where_a_command_repeats_it(
    sandbox: Sandbox,
    name: str,
    text: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(sandbox.root)
    for arguments in _calls_with(name, text):
        out, err = printed_output(arguments, capsys)
        assert not [*hostile.acting_letters(out), *hostile.acting_letters(err)], arguments


def _calls_with(name: str, text: str) -> Iterator[list[str]]:
    """Yield calls in which each parameter, an unknown option and the command are a hostile text."""
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "argument":
            yield [name, text, *USUAL[name]]
            yield [name, text]
        elif parameter.is_flag:
            yield [name, *USUAL[name], f"{parameter.opts[0]}={text}"]
        else:
            yield [name, *USUAL[name], parameter.opts[0], text]
    yield [name, *USUAL[name], f"--{text}"]
    yield [f"{name}{text}"]


def test_a_crash_is_told_without_acting(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("\n::error::\x1b[31m\u202e")

    monkeypatch.setattr("baocao.cli.schema.root_of", crash)
    monkeypatch.setenv("BAOCAO_DEBUG", "1")
    assert main(["schema"]) == 70
    shown = capsys.readouterr()
    assert "RuntimeError" in shown.err
    assert not hostile.acting_letters(shown.out + shown.err)


def test_a_command_in_pieces_is_broken_as_well(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def pieces(*_: object) -> int:
        for piece in (
            ":",
            ":error::x\n",
            " ",
            "\u00a0",
            "::x\n",
            "#",
            "#[er",
            "ror]x\n",
            "a" * 99,
            "::b\n",
            "##v",
            "so[x]",
        ):
            sys.stdout.write(piece)
        return Path.cwd()  # type: ignore[return-value]

    monkeypatch.setattr("baocao.cli.schema.root_of", pieces)
    main(["schema"])
    assert not hostile.acting_letters(capsys.readouterr().out)
