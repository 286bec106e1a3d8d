"""The big list of naughty strings, in every kind of place: each is printed as it is, or refused there.

`.ci/corpora` fetches it; the folder stands in the environment as BAOCAO_CORPORA. Many strings share one
workspace: a string that is refused leaves it, and what is built then holds all the others.
"""

import contextlib
import io
import json
import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pytest

from baocao.cli.main import main
from baocao.model.workspace import SourceFile
from baocao.source.parsing import parse_source
from support import FILES, Sandbox

pytestmark = pytest.mark.corpora
CODES: Final = frozenset({0, 1, 2, 3})
GROUPS: Final = 5
GROUP: Final = 93
"""How many strings share one workspace."""
PERIOD: Final = ("--ky", "2025-11")
DIRECTIVE_FILE: Final = "data/directives/cd.yaml"
UNIT: Final = "data/units/xa-mot/2025-11.yaml"
HEADS: Final = {
    **{name: text for name, text in FILES.items() if name != UNIT},
    UNIT: "don_vi: xa-mot\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 3.781, hs.truc_tuyen: 3.276}\n",
}
LINES: Final = {
    "name": ("data/units/don-vi.yaml", "", ("  xa-s{n}: {{ten: {text}, loai: xa, "
             "thuoc: tinh-t, tinh_cu: bac, mo: 2025-07-01}}")),
    "indicator": ("data/directives/chi-tieu.yaml", "", ("    s{n}: {{ten: {text}, loai: so_dem, "
                  "don_vi_tinh: hồ sơ, khoang: [0, 9]}}")),
    "citation": ("data/directives/van-ban.yaml", "", "q-{n}: {{loai: Luật, trich_yeu: {text}}}"),
    "task": (DIRECTIVE_FILE, "", ('      - {{so: "{n}", ten: {text}, '
             "giao_cho: [{{cap: xa}}], thoi_han: Tháng 12/2025}}")),
    "result": (UNIT, "nhiem_vu:\n  cd:\n", '    "{n}": {{tien_do: dang_thuc_hien, ket_qua: {text}}}'),
    "narrative": (UNIT, 'noi_dung:\n  cd:\n    "I.1": CITED\n', '    "I.{n}": {text}'),
    "difficulty": (UNIT, "vuong_mac:\n  cd:\n", "  - {{nhom: kinh_phi, noi_dung: {text}}}"),
    "reason": (UNIT, "giai_trinh:\n", "  hs.s{n}: {text}"),
}  # fmt: skip
"""The kinds of places: the file, what stands once above the lines, and the line of each string."""
FIRST: Final = 10
"""The number of the first string; smaller ones are the sandbox's own."""


class Placed(NamedTuple):
    """A string in one kind of place of one workspace."""

    place: str
    number: int
    text: str

    @property
    def marked(self) -> str:
        """The string with a mark behind it, by which it is known from itself in other places."""
        return f"{self.text} {self.place}-{self.number}"


Lines = dict[tuple[str, int], Placed]
"""Which string stands in which line of which file."""


def all_strings() -> list[str]:
    """Return the whole list."""
    path = Path(os.environ["BAOCAO_CORPORA"]) / "blns.json"
    content: list[str] = json.loads(path.read_text(encoding="utf-8"))
    return content


def string_groups() -> list[list[str]]:
    """Return the list in parts, each for one workspace."""
    whole = all_strings()
    assert len(whole) <= GROUP * GROUPS
    return [whole[start : start + GROUP] for start in range(0, len(whole), GROUP)]


def quoted_line(text: str) -> str:
    """Return a text as YAML writes it in one line."""
    return json.dumps(text, ensure_ascii=False)


UNIT_PAGE: Final = """---
loai: bao-cao
huong: len
trich_yeu: Chuỗi quái
---
{{ muc("I") }}

{{ muc("I.1") }}

SECTIONS
{% for y in vuong_mac or [] %}
- {{ y.noi_dung }}
{% endfor %}

{{ bang.so_lieu() }}

{{ bang.nhiem_vu_don_vi() }}

Xã kính báo cáo./.
"""
CONSOLIDATED_PAGE: Final = """---
loai: bao-cao
huong: len
trich_yeu: Chuỗi quái
dau_ra: [docx, xlsx]
---
Sở kính báo cáo./.

{% call phu_luc("so-lieu", "Số liệu", ngang=true) %}
{{ bang.tong_hop_chi_tieu() }}
{% endcall %}

{% call phu_luc("nhiem-vu", "Nhiệm vụ", ngang=true) %}
{{ bang.nhiem_vu() }}
{% endcall %}

{% call phu_luc("don-vi", "Đơn vị", ngang=true) %}
{{ bang.chua_bao_cao() }}
{% endcall %}
"""


def laid_out(sandbox: Sandbox, texts: Sequence[Placed], size: int) -> Lines:
    """Write a workspace full of strings; tell where each stands."""
    numbers = range(FIRST, FIRST + size)
    outline = "".join(f"  - {{so: I.{n}, ten: Mục {n}}}\n" for n in numbers)
    whole = {name: text.lstrip("\n") for name, text in HEADS.items()}
    directive = whole[DIRECTIVE_FILE]
    whole[DIRECTIVE_FILE] = directive.replace("  - {so: I.2,", f"{outline}  - {{so: I.2,")
    sections = "".join(f'{{{{ muc("I.{n}") }}}}\n' for n in numbers)
    cited = ", ".join(f"[@q-{each.number}]" for each in texts if each.place == "citation")
    whole["templates/bao-cao.md.j2"] = UNIT_PAGE.replace("SECTIONS", sections)
    whole["templates/tong-hop.md.j2"] = CONSOLIDATED_PAGE
    lines: Lines = {}
    for place, (file, head, line) in LINES.items():
        whole[file] += head.replace("CITED", quoted_line(cited))
        for each in texts:
            if each.place == place:
                lines[file, whole[file].count("\n") + 1] = each
                whole[file] += line.format(n=each.number, text=quoted_line(each.marked)) + "\n"
    for file, text in whole.items():
        sandbox.write(file, text.encode())
    earlier = whole[UNIT].replace("ky: 2025-11", "ky: 2025-10")
    sandbox.write("data/units/xa-mot/2025-10.yaml", earlier.encode())
    return lines


def run_quietly(root: Path, *command: str) -> tuple[int, str, str]:
    """Run a command in this process; return its exit code and what it printed."""
    said, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        code = main([*command, "--root", str(root)])
    assert code in CODES, (command, complained.getvalue())
    assert "\x1b" not in said.getvalue() + complained.getvalue(), command
    return code, said.getvalue(), complained.getvalue()


def refused_strings(sandbox: Sandbox, lines: Lines) -> set[tuple[str, int]]:
    """Return which strings a check finds wrong: their places and numbers. Nothing else may be wrong."""
    code, said, _ = run_quietly(sandbox.root, "check", *PERIOD, "--format", "json")
    diagnostics = {
        lines[each["file"], each["line"]]
        for each in json.loads(said)["diagnostics"]
        if each["severity"] == "error"
    }
    assert bool(diagnostics) is (code == 1), said
    return {(each.place, each.number) for each in diagnostics}


def is_left(text: Placed, gone: set[tuple[str, int]]) -> bool:
    """Tell whether a string is left, and what it is said of."""
    owners = {"reason": "indicator", "result": "task"}
    return not gone & {(text.place, text.number), (owners.get(text.place, text.place), text.number)}


def accepted_strings(sandbox: Sandbox, group: Sequence[str]) -> list[Placed]:
    """Fill a workspace, and take out what is refused until nothing is: many of a kind are told in part."""
    texts = [Placed(place, n, text) for place in LINES for n, text in enumerate(group, FIRST)]
    while gone := refused_strings(sandbox, laid_out(sandbox, texts, len(group))):
        texts = [each for each in texts if is_left(each, gone)]
    return texts


def spaced_text(text: str) -> str:
    """Return a text with single blanks and composed letters, as it is printed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def words_of(path: Path) -> str:
    """Return what a document or a workbook holds, as its reader would see it.

    What is too tall for a row of a sheet goes on in the row below it.
    """
    if path.suffix == ".xlsx":
        sheets = openpyxl.load_workbook(path).worksheets
        columns = (column for sheet in sheets for column in sheet.iter_cols(values_only=True))
        return " ".join(spaced_text(str(cell)) for column in columns for cell in column if cell is not None)
    paragraphs = [each for each in docx.Document(str(path)).element.body.iter() if each.tag.endswith("}p")]
    runs = (
        "".join(
            "\n" if each.tag.endswith("}br") else each.text or ""
            for each in paragraph.iter()
            if each.tag.endswith(("}t", "}br"))
        )
        for paragraph in paragraphs
    )
    return "\n".join(map(spaced_text, runs))


PRINTED: Final = {
    "name": ("so-a_tong-hop_cd.docx", "so-a_tong-hop_cd.xlsx"),
    "indicator": ("so-a_tong-hop_cd.docx", "so-a_tong-hop_cd.xlsx"),
    "task": ("so-a_tong-hop_cd.docx", "so-a_tong-hop_cd.xlsx", "xa-mot_bao-cao_cd.docx"),
    "citation": ("xa-mot_bao-cao_cd.docx",),
    "result": ("xa-mot_bao-cao_cd.docx",),
    "narrative": ("xa-mot_bao-cao_cd.docx",),
    "difficulty": ("xa-mot_bao-cao_cd.docx",),
    "reason": (),
}
"""Where a string of each place must be found; reasons are for whoever reviews."""
MARKDOWN: Final = frozenset({"narrative", "difficulty"})
"""Where signs of Markdown mean something."""


@pytest.mark.parametrize("number", range(GROUPS))
def test_every_naughty_string_is_printed_as_it_is_or_refused_at_its_line(
    sandbox: Sandbox, number: int
) -> None:
    group = string_groups()[number]
    texts = accepted_strings(sandbox, group)
    assert len(texts) > len(group)
    _, said, _ = run_quietly(sandbox.root, "build", *PERIOD)
    assert " lỗi: " not in said
    out = sandbox.out / "2025-11"
    printed = {path.name: words_of(path) for path in out.iterdir() if path.suffix in {".docx", ".xlsx"}}
    for each in texts:
        shown = plain_letters if each.place in MARKDOWN else spaced_text
        for name in PRINTED[each.place]:
            assert shown(each.marked) in shown(printed[name]), (name, each)
    run_quietly(sandbox.root, "status", *PERIOD)
    run_quietly(sandbox.root, "diff", "2025-10", "2025-11")
    run_quietly(sandbox.root, "trace", str(out / "xa-mot_bao-cao_cd.docx"), "result")


@pytest.mark.parametrize("number", range(GROUPS))
def test_every_format_tells_of_every_naughty_string_and_holds(sandbox: Sandbox, number: int) -> None:
    group = string_groups()[number]
    laid_out(
        sandbox,
        [Placed(place, n, text) for place in LINES for n, text in enumerate(group, FIRST)],
        len(group),
    )
    keys = "".join(f"  {quoted_line(f'{text}{n}')}: {quoted_line(text)}\n" for n, text in enumerate(group))
    sandbox.write(
        "data/units/xa-hai/2025-11.yaml", f"don_vi: xa-hai\nky: 2025-11\nchi_tieu:\n{keys}".encode()
    )
    for form, reader in READERS.items():
        _, said, _ = run_quietly(sandbox.root, "check", *PERIOD, "--format", form)
        reader(said)


def lines_of_commands(said: str) -> None:
    """See that each line is one command of GitHub's, and that nothing opened another."""
    for line in filter(None, said.split("\n")):
        assert re.match(r"::(error|warning|notice) (file|title)=[^\r\n]+::[^\r\n]*\Z", line), line


READERS: Final[dict[str, Callable[[str], object]]] = {
    "text": str,
    "markdown": str,
    "json": json.loads,
    "sarif": json.loads,
    "gitlab": json.loads,
    "junit": ET.fromstring,
    "github": lines_of_commands,
}


def test_a_file_of_each_naughty_string_as_it_stands_is_read_or_refused() -> None:
    for number, text in enumerate(all_strings()):
        for n, form in enumerate(("{0}\n", "a: {0}\n", "a: [{0}]\n", "{0}: a\n", "a: |\n  {0}\n")):
            written = form.format(text)
            root, problems = parse_source(SourceFile("a.yaml", written, written.encode()))
            assert root is not None or problems or not written.partition("#")[0].strip("\ufeff \n"), (
                number,
                n,
            )
            assert all(each.place for each in problems), (number, n)


def can_name_file(name: str) -> bool:
    """Tell whether a file can have this name."""
    return name.strip(".") != "" and "/" not in name and "\0" not in name and len(name.encode()) < 200


def test_files_of_every_naughty_name_are_used_or_told_of(sandbox: Sandbox) -> None:
    names = [text for text in all_strings() if can_name_file(text)]
    assert len(names) > 100
    for text in names:
        for name in (
            f"data/units/xa-mot/{text}.yaml",
            f"data/units/{text}/2025-11.yaml",
            f"templates/{text}",
        ):
            sandbox.write(name, FILES["data/units/xa-mot/2025-11.yaml"])
    for form, reader in READERS.items():
        code, said, _ = run_quietly(sandbox.root, "check", *PERIOD, "--format", form)
        reader(said)
        assert code == 1
    run_quietly(sandbox.root, "build", *PERIOD)
    run_quietly(sandbox.root, "fmt", "--check")


CALLS: Final = (
    ("build", "--ky={}"), ("build", *PERIOD, "--don-vi={}"), ("build", *PERIOD, "--chi-dao={}"),
    ("check", "--ky={}"), ("check", "--don-vi={}"), ("check", "--select={}"), ("check", "--format={}"),
    ("check", *PERIOD, "--han={}"), ("status", "--ky={}"), ("trace", "2025-11", "{}"), ("trace", "{}", "1"),
    ("diff", "{}", "2025-11"), ("diff", "--rev={}"), ("new", "--ky={}"), ("inspect", "{}"), ("{}",),
)  # fmt: skip


SHARE: Final = 8
"""Each string is tried in two of sixteen calls."""


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_naughty_strings_on_the_command_line_are_answered(
    sandbox: Sandbox, call: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sandbox.root)
    turn = CALLS.index(call) % SHARE
    for text in all_strings()[turn::SHARE]:
        if "\0" not in text:  # which no system passes on
            run_quietly(sandbox.root, *(part.replace("{}", text) for part in call))


def test_templates_of_naughty_strings_are_printed_or_refused(sandbox: Sandbox) -> None:
    page = "---\nloai: bao-cao\nhuong: len\ntrich_yeu: Thử\n---\n{}\n\nXã kính báo cáo./.\n"
    for number, text in enumerate(all_strings()):
        sandbox.write(f"templates/m{number}.md.j2", page.replace("{}", text).encode())
    products = "".join(
        f"  m{number}: {{mau: m{number}.md.j2, lap_boi: [{{don_vi: so-a}}]}}\n"
        for number in range(len(all_strings()))
    )
    sandbox.replace(DIRECTIVE_FILE, "san_pham:\n", f"san_pham:\n{products}")
    _, said, _ = run_quietly(sandbox.root, "build", *PERIOD, "--don-vi", "so-a")
    missing = 0
    for number, text in enumerate(all_strings()):
        path = sandbox.out / "2025-11" / f"so-a_m{number}_cd.docx"
        if path.exists():
            assert plain_letters(text) in plain_letters(words_of(path)), text
        else:
            missing += 1
            assert f"templates/m{number}.md.j2:" in said, text
    assert missing < len(all_strings()) / 2


def plain_letters(text: str) -> str:
    """Return a text without the signs, of which Markdown takes some."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text))
