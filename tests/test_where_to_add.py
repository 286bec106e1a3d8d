"""'Where to add what' (ARCHITECTURE.md) is followed in a copy of the house, and is enough.

Each test adds one thing as its row says, sees it work, and compares the files that it touched with those
that the row names.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from support import REPOSITORY, Sandbox

ROW: Final = re.compile(r"^\| (?P<thing>[^|]+?) \| (?P<where>[^|]+?) \|$", re.MULTILINE)
NAMED: Final = re.compile(r"`([^`]*/[^`]*)`")
PROGRAM: Final = "src/baocao/"
EXAMPLE: Final = "tests/vi_du/xau/BC4xx-gia-tri/BC499-so-1313"
PATIENCE: Final = 120


def files_named(thing: str) -> list[str]:
    """Return the files that the row of a thing names; '…' stands for the rest of a name."""
    page = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = {row["thing"]: row["where"] for row in ROW.finditer(page[page.index("## Where to add what") :])}
    return NAMED.findall(rows[thing])


def is_named(file: str, name: str) -> bool:
    """Tell whether a name of the page means a file: the file, or a folder above it."""
    short = file.removeprefix(PROGRAM)
    return short == name or (name.endswith(("/", "…")) and short.startswith(name.rstrip("…")))


class House:
    """A copy of the program, its tools, docs and tests, to which something is added."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.touched: set[str] = set()
        # With what was compiled of the program: of a file that is changed it is made anew.
        shutil.copytree(REPOSITORY / "src", root / "src")
        ignored = shutil.ignore_patterns("__pycache__", "vi_du", "fuzz", "faults")
        for name in ("tests", "docs", "tools", "data", "templates"):
            shutil.copytree(REPOSITORY / name, root / name, ignore=ignored)
        shutil.copyfile(REPOSITORY / "pyproject.toml", root / "pyproject.toml")
        (root / "tests/vi_du/tot").mkdir(parents=True)

    def write(self, name: str, text: str) -> None:
        """Add a file that is not there."""
        path = self.root / name
        assert not path.exists(), f"{name} is there"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.touched.add(name)

    def insert(self, name: str, *, after: str, text: str) -> None:
        """Put a text after the first place in a file where another stands."""
        path = self.root / name
        before, problems, rest = path.read_text(encoding="utf-8").partition(after)
        assert problems, f"{name} has no {after!r}"
        path.write_text(f"{before}{problems}{text}{rest}", encoding="utf-8")
        self.touched.add(name)

    def run(self, *words: str, folder: Path | None = None) -> str:
        """Run Python with this program; return what it says on both streams."""
        environment = {"PYTHONPATH": str(self.root / "src"), "PATH": "", "COLUMNS": "80", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, *words],
            cwd=folder or self.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        return done.stdout + done.stderr

    def baocao(self, sandbox: Sandbox, *words: str) -> str:
        """Run a command in a workspace."""
        return self.run("-m", "baocao", *words, folder=sandbox.root)

    def is_as_told(self, thing: str) -> bool:
        """Tell whether the files that were touched are those that the row of a thing names."""
        named = files_named(thing)
        return all(any(is_named(file, name) for name in named) for file in self.touched) and all(
            any(is_named(file, name) for file in self.touched) for name in named
        )


@pytest.fixture
def house(tmp_path: Path) -> House:
    """The house as it is."""
    return House(tmp_path / "nha")


NUMBER: Final = (
    '        Key("fax", "fax", Text(), "Số fax", "In sau địa chỉ liên hệ.", examples=("0255.1",)),\n'
)
PROFILE: Final = "data/units/xa-mot/ho-so.yaml"


def test_a_key_is_one_file_which_reader_editor_fmt_and_docs_ask(house: House, sandbox: Sandbox) -> None:
    text = (sandbox.root / PROFILE).read_text(encoding="utf-8")
    sandbox.write(PROFILE, f"fax: 0255.1313\n{text}")
    assert "BC205" in house.baocao(sandbox, "check")
    profile = f"{PROGRAM}model/profile.py"
    house.insert(profile, after="    contact: tuple[str, ...]\n", text="    fax: str\n")
    recipients = '        Key("noi_nhan", "recipients", Texts(), "Nơi nhận thường dùng"),\n'
    house.insert(profile, after=recipients, text=NUMBER)
    assert "BC205" not in house.baocao(sandbox, "check")
    assert house.run("-c", READ.format(root=str(sandbox.root))) == "0255.1313\n"
    house.baocao(sandbox, "schema", "--out", "luoc-do")
    (schema,) = (
        path for path in sandbox.root.glob("luoc-do/*.json") if "0255.1" in path.read_text("utf-8")
    )
    assert '"description": "In sau địa chỉ liên hệ."' in schema.read_text("utf-8")
    house.baocao(sandbox, "fmt")
    keys = re.findall(r"^(\w+):", (sandbox.root / PROFILE).read_text(encoding="utf-8"), re.MULTILINE)
    assert keys[-1] == "fax"
    assert house.run("tools/make_docs.py") == ""
    assert "| `fax` | số fax; in sau địa chỉ liên hệ |" in (house.root / "docs/chi-dao.md").read_text(
        "utf-8"
    )
    assert house.is_as_told("a key of the data")
    assert house.touched == {profile}


READ: Final = """
from pathlib import Path
from baocao.pipeline.loading import load_checked
print(load_checked(Path({root!r}), None).workspaces[0].definitions.profiles["xa-mot"].fax)
"""
CHECK: Final = '''

def figures_are_not_unlucky(_: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """No figure is 1.313."""
    for name, entry in submission.entries.items():
        if entry.value == 1313:
            yield problem("BC499", entry.at, key=name)
'''
REPORT: Final = """\
don_vi: xa-mot
ky: 2025-11
chi_tieu:
  hs.tiep_nhan: 3.781
  hs.truc_tuyen: 1.313  # <- BC499
nhiem_vu:
  cd:
    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}
noi_dung:
  cd:
    "I.1": Theo [@nq-1], xã đã nhận [=hs.tiep_nhan] hồ sơ.
"""


def test_a_check_is_a_function_a_message_and_an_example(house: House) -> None:
    rules = f"{PROGRAM}rules/submissions.py"
    house.insert(rules, after="Iterator[Diagnostic]]\n", text=CHECK)
    house.insert(rules, after="    figures_apply,\n", text="    figures_are_not_unlucky,\n")
    message = '    "BC499": Message("Chỉ tiêu {key} ghi 1.313.", "Kiểm tra lại số liệu."),\n'
    house.insert(f"{PROGRAM}model/messages.py", after="    # 5: definitions\n", text=message)
    house.write(f"{EXAMPLE}/data/units/xa-mot/2025-11.yaml", REPORT)
    own = ("-p", "no:cacheprovider", "--basetemp", str(house.root.parent / "tam"))
    tests = ("tests/test_vi_du.py", "-k", "BC499", *own)
    assert re.search(r"= 2 passed, \d+ deselected in ", house.run("-m", "pytest", *tests))
    assert house.is_as_told("a check")


TABLE: Final = '''
"""The table of a unit's name, for the joy of it."""

from baocao.model.table import Cell, Column, Row, Table
from baocao.model.unit import Unit


def unit_name(unit: Unit) -> Table:
    """One row: what the unit is called."""
    return Table("Tên", (Column("Đơn vị", 100),), (Row((Cell(f"Tên bảng: {unit.name}"),)),))
'''


@pytest.mark.thorough
def test_a_table_is_a_file_and_a_name_for_templates(house: House, sandbox: Sandbox) -> None:
    context = f"{PROGRAM}documents/context.py"
    house.write(f"{PROGRAM}documents/tables/unit_name.py", TABLE.lstrip())
    imports = "from baocao.documents.tables.unit_name import unit_name\n"
    house.insert(context, after="import UnitTasks, Wording, task_counts\n", text=imports)
    maker = '            "ten_don_vi": lambda: self._put_table(unit_name(self._issuer)),\n'
    table = (house.root / context).read_text(encoding="utf-8")
    opening = table[: table.index('            "so_lieu": ')].rpartition("\n\n")[2]
    house.insert(context, after=opening, text=maker)
    template = sandbox.root / "templates/bao-cao.md.j2"
    template.write_text(
        template.read_text(encoding="utf-8") + "\n{{ bang.ten_don_vi() }}\n", encoding="utf-8"
    )
    assert "Đã ghi" in house.baocao(sandbox, "build", "--ky", "2025-11")
    (report,) = sandbox.root.glob("out/2025-11/xa-mot_*.docx")
    assert "Tên bảng: Xã Một" in house.baocao(sandbox, "diff", "--textconv", str(report))
    assert house.is_as_told("a table")


COMMAND: Final = '''
"""`baocao count`: how many reports there are."""

from baocao.cli.exits import GOOD
from baocao.cli.options import RootOption, root_of, tell_line


def count(root: RootOption = None) -> int:
    """Đếm các báo cáo của đơn vị."""
    files = (root_of(root) / "data/units").glob("*/2*.yaml")
    tell_line(f"{len(list(files))} báo cáo.")
    return GOOD
'''


@pytest.mark.thorough
def test_a_command_is_a_file_and_a_line_and_its_page_writes_itself(house: House, sandbox: Sandbox) -> None:
    main = f"{PROGRAM}cli/main.py"
    house.write(f"{PROGRAM}cli/count.py", COMMAND.lstrip())
    house.insert(
        main, after="from baocao.cli.check import check\n", text="from baocao.cli.count import count\n"
    )
    house.insert(main, after="for command in (\n    build,\n    check,\n", text="    count,\n")
    assert house.baocao(sandbox, "count") == "1 báo cáo.\n"
    assert house.run("tools/make_docs.py") == ""
    house.touched.add("docs/lenh.md")
    page = (house.root / "docs/lenh.md").read_text(encoding="utf-8")
    assert "## baocao count" in page
    assert "Đếm các báo cáo của đơn vị." in page
    assert house.is_as_told("a command")


FORMAT: Final = '''
"""The result of a check in one line."""

from baocao.features.check.record import Report


def short_report(report: Report) -> str:
    """Return how many diagnostics there are."""
    return f"Có {len(report.found)} vấn đề.\\n"
'''
CASE: Final = """\
        case Format.SHORT:
            from baocao.features.check.short import short_report  # noqa: PLC0415

            return short_report(report)
"""


def test_a_format_of_diagnostics_is_a_file_and_its_name(house: House, sandbox: Sandbox) -> None:
    formats = f"{PROGRAM}features/check/formats.py"
    house.write(f"{PROGRAM}features/check/short.py", FORMAT.lstrip())
    house.insert(formats, after='    MARKDOWN = "markdown"\n', text='    SHORT = "short"\n')
    house.insert(formats, after="    match form:\n", text=CASE)
    assert house.baocao(sandbox, "check", "--format", "short").startswith("Có ")
    assert house.is_as_told("an output format of diagnostics")


CITED: Final = '''
class CitedChange(NamedTuple):
    """How many documents a unit cites, before and now."""

    unit: Unit
    old: int
    new: int

'''
FOUND: Final = '''

def _cited(sides: tuple[Side, Side], both: list[Pair]) -> Iterator[CitedChange]:
    """Yield the units that cite more documents, or fewer."""
    for pair in both:
        old, new = (len(report.citations) for report in _reports_of_pair(sides, pair))
        if old != new:
            yield CitedChange(pair.new, old, new)

'''
TOLD: Final = """

def _cited(found: Comparison) -> Section:
    sheet = text_sheet("Số văn bản", TEXTS, found.cited, _cited_rows)
    return list_section("cited", "Số văn bản dẫn", Made(found.cited, _cited_item), sheet=sheet)


def _cited_item(each: CitedChange) -> Item:
    data = {"unit": each.unit.id, "cited": [each.old, each.new]}
    return Item(f"{each.unit.name} dẫn {each.old}, nay {each.new} văn bản", data)


def _cited_rows(each: CitedChange) -> Iterator[tuple[str, ...]]:
    yield each.unit.name, "văn bản dẫn", str(each.old), str(each.new)

"""


@pytest.mark.thorough
def test_a_kind_of_change_is_a_record_a_calculation_and_its_outline(house: House, sandbox: Sandbox) -> None:
    """The terminal, the comment, the object and the worksheet all tell of it."""
    records, comparison, outline = (
        f"{PROGRAM}features/diff/{name}.py" for name in ("records", "comparison", "outline")
    )
    house.insert(
        records, after="from baocao.vietnamese.sentences import Changed, Edit\n", text=f"\n{CITED}"
    )
    house.insert(
        records,
        after="    facts: tuple[FactChange, ...] = ()\n",
        text="    cited: tuple[CitedChange, ...] = ()\n",
    )
    for name in (comparison, outline):
        house.insert(name, after="from baocao.features.diff.records import (\n", text="    CitedChange,\n")
    house.insert(comparison, after="_MOVES: Final = list(Move)\n", text=FOUND)
    facts = "        facts=tuple(_fact_changes(sides, both, versions=versions)),\n"
    house.insert(comparison, after=facts, text="        cited=tuple(_cited(sides, both)),\n")
    house.insert(outline, after="VERSION: Final = 1\n", text=TOLD)
    house.insert(
        outline, after="    yield _facts_section(comparison)\n", text="    yield _cited(comparison)\n"
    )

    report = "data/units/xa-mot/2025-11.yaml"
    text = (sandbox.root / report).read_text(encoding="utf-8")
    sandbox.write(report.replace("2025-11", "2025-10"), text.replace("2025-11", "2025-10"))
    sandbox.write(
        report,
        text + "van_ban:\n  qd: {loai: Quyết định, so: 9/QĐ-UBND, ngay: 2025-07-01, co_quan: UBND xã}\n",
    )
    diff = ("diff", "2025-10", "2025-11")
    assert "Số văn bản dẫn (1)\n  Xã Một dẫn 0, nay 1 văn bản\n" in house.baocao(sandbox, *diff)
    assert "<summary>Số văn bản dẫn (1)</summary>" in house.baocao(sandbox, *diff, "--format", "markdown")
    (told,) = json.loads(house.baocao(sandbox, *diff, "--format", "json"))["comparisons"]
    assert told["cited"] == [{"unit": "xa-mot", "cited": [0, 1]}]
    assert "Đã ghi" in house.baocao(sandbox, *diff, "--xlsx", "so-sanh.xlsx")
    assert "Xã Một\tvăn bản dẫn\t0\t1" in house.baocao(sandbox, "diff", "--textconv", "so-sanh.xlsx")
    assert house.is_as_told("a kind of change that `diff` tells")
