"""Measure baocao against named alternatives, as ratios within one run.

    python benchmarks/run.py            the province of 96 communes
    python benchmarks/run.py --large    also 3,321 communes, to see that time grows linearly
    python benchmarks/run.py --brief    the main ones once, for a machine that has other things to do

Machines differ and are shared; a ratio taken in one run says more than seconds. Nothing here is a test.
"""

import argparse
import compileall
import gc
import io
import os
import pickle
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is there

from baocao.documents.compose import compose_document
from baocao.documents.environment import Templates
from baocao.features.exchange.filled.importing import ImportCall, judge_files
from baocao.features.exchange.filled.incoming import incoming_files
from baocao.features.exchange.forms.gathering import gather_form
from baocao.features.exchange.forms.sending import Call, send_forms
from baocao.features.exchange.forms.workbook import render_form
from baocao.features.schema.schemas import Wanted, wanted_schemas
from baocao.figures.versions import in_period
from baocao.foreign.word import W
from baocao.inspection.inspect import inspect_document
from baocao.inspection.lines import plain_beginning, said_text
from baocao.inspection.mending.mend import mend_document
from baocao.model.document import Document, Letterhead, Paragraph, Signature, Text
from baocao.model.period import Period
from baocao.pipeline.asking import Asked, asked_of_units
from baocao.pipeline.loading import load_checked
from baocao.pipeline.plan import Requests, Scope, plan_documents
from baocao.render.word import WordRenderer
from baocao.source.canonical.kinds import Layouts
from baocao.source.config import read_config
from baocao.source.documents import read_mapping
from baocao.source.forms import load_form
from baocao.source.workspace import load_definitions

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "examples"))

from generate import generate_workspace  # noqa: E402 - it lies in examples/
from proposals import changed_file  # noqa: E402 - it lies beside this

sys.path.insert(0, str(HERE.parent / "tests"))

from repositories import Repository  # noqa: E402 - it lies in tests/
from watched import running_watch, save_by_rename  # noqa: E402 - it lies in tests/

PERIOD = "2025-11"
LAST = Period.parse(PERIOD)
MOMENT = datetime(2025, 11, 18, tzinfo=UTC)
PARAGRAPHS = 177
"""As many as fill 30 pages."""
BRIEF = "--brief" in sys.argv[1:]
RUNS = 1 if BRIEF else 5
PAGE_PERIODS = 14
"""A year, the month before it and that of now: what a page shows."""
STEPS = 3 if BRIEF else 12
"""Into how many a long comparison is cut, so that both sides see the same minutes of a shared machine."""


def median_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median seconds of `runs` runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def python_process(*arguments: str) -> Callable[[], object]:
    """Return what runs Python with `arguments` as a process of its own."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, check=False, capture_output=True)


def baocao_process(*arguments: str) -> Callable[[], object]:
    """Return what runs baocao as a process of its own."""
    return python_process("-m", "baocao", *arguments)


@contextmanager
def one_processor() -> Iterator[None]:
    """Run what is inside, and the processes that it starts, on one processor, as the alternatives do."""
    all_of_them = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(all_of_them)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_of_them)


def show_result(name: str, value: str, target: str = "") -> None:
    """Print one line of the result."""
    print(f"{name:<62} {value:>12}  {target}")


def time_loading(root: Path) -> None:
    """Compare reading with positions to the parser's bare events over the same files."""
    files = sorted((root / "data" / "units").glob(f"*/{PERIOD}.yaml"))
    texts = [path.read_text(encoding="utf-8") for path in files]

    def bare_events() -> None:
        for text in texts:
            events = CParser(text)
            while events.get_event() is not None:
                pass

    kept: list[object] = []

    def with_positions() -> None:
        kept[:] = [read_mapping(path, root) for path in files]

    pairs = [(median_seconds(bare_events, 1), median_seconds(with_positions, 1)) for _ in range(2 * RUNS)]
    ratio = statistics.median(ours / theirs for theirs, ours in pairs)
    size = sum(path.stat().st_size for path in files) / len(files) / 1000
    show_result(
        f"read {len(files)} files of {size:.1f} KB with positions / bare events",
        f"{ratio:.2f}",
        "<= 2.5",
    )


def time_commands() -> None:
    """Time whole processes."""
    base = median_seconds(python_process("-c", "import typer"))
    usage = median_seconds(baocao_process("--help"))
    show_result("--help / python -c 'import typer'", f"{usage / base:.2f}")
    show_result("--help", f"{usage * 1000:.0f} ms", "<= 90 ms")


def time_checking(with_history: Path) -> None:
    """Time checking with two earlier periods."""
    check = baocao_process("check", "--root", str(with_history), "--ky", PERIOD)
    show_result(
        "check with two earlier periods, whole process", f"{median_seconds(check):.2f} s", "<= 0.6 s"
    )
    with one_processor():
        whole = median_seconds(check)
        rules = statistics.median(load_checked(with_history, LAST).timings["rules"] for _ in range(RUNS))
    show_result("the same on one processor", f"{whole:.2f} s")
    show_result("share of the rules on one processor", f"{rules / whole:.0%}", "<= 20%")


def time_validating(root: Path) -> None:
    """Compare checking to jsonschema over a round-trip load, both on one processor."""
    files = sorted((root / "data" / "units").glob(f"*/{PERIOD}.yaml"))
    definitions = load_checked(root, LAST).definitions
    schema = next(each.schema for each in wanted_schemas(definitions, Wanted(kind="xa")))
    validator = Draft7Validator(schema)

    def theirs(some: list[Path]) -> None:
        for path in some:
            list(validator.iter_errors(YAML(typ="rt").load(path)))

    def ours() -> None:
        load_checked(root, LAST)

    ratios = []
    with one_processor():
        for some in (files[start::STEPS] for start in range(STEPS)):
            first, slow, second = (
                median_seconds(ours, 1),
                median_seconds(partial(theirs, some), 1),
                median_seconds(ours, 1),
            )
            ratios.append(slow * len(files) / len(some) / statistics.mean((first, second)))
    ratio = statistics.median(ratios)
    show_result(f"jsonschema over a round-trip load of {len(files)} files / check", f"{ratio:.1f}", ">= 10")


def time_comparing(with_history: Path) -> None:
    """Time the comparison of two periods, and of two versions of which one report differs."""
    periods = median_seconds(baocao_process("diff", "--root", str(with_history), "2025-10", PERIOD))
    show_result("diff of two periods, whole process", f"{periods:.2f} s", "<= 0.8 s")
    copied = with_history.parent / "versions"
    shutil.copytree(with_history, copied / "history")
    shutil.copytree(HERE.parent / "data" / "directives", copied / "history" / "data" / "directives")
    settings = copied / "history" / "baocao.yaml"
    settings.write_text("chi_dao_dung: nq-71\n", encoding="utf-8")
    report = min((copied / "history" / "data" / "units").glob(f"*/{PERIOD}.yaml"))
    repository = Repository(copied)
    old = repository.commit("2025-11-15 09:00")
    text = report.read_text(encoding="utf-8")
    report.write_text(re.sub(r"tthc.tiep_nhan: .*", "tthc.tiep_nhan: 99.000", text), encoding="utf-8")
    new = repository.commit("2025-11-16 09:00")
    root = str(copied / "history")
    versions = median_seconds(baocao_process("diff", "--root", root, "--rev", f"{old}..{new}"))
    show_result("diff of two Git versions, whole process", f"{versions:.2f} s", "<= 1.2 s")


def all_documents(root: Path) -> list[tuple[Document, tuple[str, ...]]]:
    """Return every document of the period as a tree, with the formats it is wanted in."""
    period = Period.parse(PERIOD)
    loaded = load_checked(root, period)
    workspace = loaded.workspaces[0]
    config = workspace.definitions.config
    templates = Templates(config.templates, config.root)
    requests = Requests(workspace, loaded.problems, loaded.owed, draft=True)
    listed = []
    for planned in plan_documents(workspace, Scope()):
        composed, _ = compose_document(requests.full_request(planned), templates)
        if composed:
            listed.append((composed.document, composed.outputs))
    return listed


def time_building(root: Path) -> float:
    """Compare a whole build to the naive pipeline over the same files and documents."""
    trees, out = root / "trees.pickle", root / "naive"
    out.mkdir()
    made = all_documents(root)
    trees.write_bytes(pickle.dumps(made))
    units = str(root / "data" / "units")
    naive = python_process(str(HERE / "naive.py"), units, PERIOD, str(trees), str(out))
    build = baocao_process("build", "--root", str(root), "--ky", PERIOD)
    first, slow, second = median_seconds(build), median_seconds(naive, 1), median_seconds(build)
    ours = statistics.mean((first, second))
    show_result(f"naive pipeline / build of {len(made)} documents", f"{slow / ours:.1f}", ">= 8")
    show_result("build, whole process", f"{ours:.2f} s", "<= 3 s")
    memory = peak_memory("build", "--root", str(root), "--ky", PERIOD)
    show_result("peak memory of the build's largest process", f"{memory:.0f} MB", "<= 250 MB")
    return ours


def peak_memory(*arguments: str) -> float:
    """Return the peak memory of a command in MB."""
    return peak_of_process("-m", "baocao", *arguments)


def peak_of_process(*arguments: str) -> float:
    """Return the peak memory of Python with `arguments` in MB, measured by a small process of its own.

    A child of this large one would count what it shares with it before it starts.
    """
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, *arguments]
    result = subprocess.run(
        [sys.executable, "-c", code, *command], check=True, capture_output=True, text=True
    )
    return int(result.stdout) / 1000


def time_writing(root: Path) -> None:
    """Time formatting where nothing is to be done, and opening the next period."""
    call = ("--root", str(root))
    python_process("-m", "baocao", "fmt", *call)()
    show_result(
        "fmt --check of 96 reports and as many profiles, whole process",
        f"{median_seconds(baocao_process('fmt', '--check', *call)):.2f} s",
        "<= 0.5 s",
    )
    show_result(
        "new for 96 units, whole process",
        f"{median_seconds(baocao_process('new', '--ky', '2025-12', *call), 1):.2f} s",
    )


def time_forms(root: Path) -> None:
    """Compare forms for 96 units to openpyxl writing the values of the same cells, without any looks."""
    period = Period.parse("2025-12")
    assert period is not None
    definitions, _ = load_definitions(read_config(root)[0], with_profiles=False)
    definitions = in_period(definitions, period)
    asked = asked_of_units(definitions, period)
    made: list[bytes] = []

    def ours(some: Sequence[Asked]) -> None:
        made[:] = [render_form(gather_form(each, definitions).layout, MOMENT) for each in some]

    def theirs(books: Sequence[Sequence[tuple[str, Sequence[tuple[int, int, object]]]]]) -> None:
        for book in books:
            write_plain_book(book)

    ratios = []
    with one_processor():
        for some in (asked[start::STEPS] for start in range(STEPS)):
            first = median_seconds(partial(ours, some), 1)
            books = [list(form_cells(data)) for data in made]
            plain = median_seconds(partial(theirs, books), 1)
            second = median_seconds(partial(ours, some), 1)
            ratios.append(statistics.mean((first, second)) / plain)
    show_result(
        "forms for 96 units / openpyxl writing the same values", f"{statistics.median(ratios):.2f}", "<= 2"
    )
    with tempfile.TemporaryDirectory() as folder:
        call = ("form", "--root", str(root), "--ky", "2025-12", "--out", folder)
        show_result("form for 96 units, whole process", f"{median_seconds(baocao_process(*call)):.2f} s")


def form_cells(data: bytes) -> Iterator[tuple[str, Sequence[tuple[int, int, object]]]]:
    """Yield by sheet the cells of a form, those to be filled in among them, with their values."""
    sheets: list[Any] = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    for sheet in sheets:
        cells = (cell for row in sheet.iter_rows() for cell in row)
        yield (
            sheet.title,
            [(cell.row, cell.column, cell.value) for cell in cells if cell.has_style],
        )


def write_plain_book(book: Sequence[tuple[str, Sequence[tuple[int, int, object]]]]) -> None:
    """Write cells as one would first."""
    workbook = openpyxl.Workbook()
    for title, cells in book:
        sheet: Any = workbook.create_sheet(title)
        for row, column, value in cells:
            sheet.cell(row, column, value)
    workbook.save(io.BytesIO())


def inspect_cold(data: bytes) -> None:
    """Inspect a document as a new process does, which remembers no text."""
    said_text.cache_clear()
    plain_beginning.cache_clear()
    inspect_document("a.docx", data)


def long_document(count: int) -> bytes:
    """Return a document of so many paragraphs, no two of them alike, as Word writes them."""
    properties = '<w:pPr><w:spacing w:before="120"/><w:ind w:firstLine="567"/><w:jc w:val="both"/></w:pPr>'
    looks = (
        '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr>'
    )
    body = "".join(
        f"<w:p>{properties}<w:r>{looks}<w:t>{number}. Xã đã tổ chức hội nghị thứ {number} với 95,5% cán bộ "
        "tham gia; giao các phòng theo dõi, báo cáo kết quả trước ngày 25 hằng tháng.</w:t></w:r></w:p>"
        for number in range(count)
    )
    root = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", root)
    return buffer.getvalue()


def time_long_documents(folder: Path) -> None:
    """Compare the inspection of 100,000 paragraphs to that of 10,000, and measure its memory."""
    small, large = long_document(10_000), long_document(100_000)
    path = folder / "100000-doan.docx"
    path.write_bytes(large)
    first, second = (median_seconds(partial(inspect_cold, data), 1) for data in (small, large))
    show_result("inspect 100,000 paragraphs / 10,000", f"{second / first:.1f}", "<= 11")
    memory = peak_memory("inspect", "--format", "json", "--chi-loi", str(path))
    show_result("peak memory of inspecting 100,000 paragraphs", f"{memory:.0f} MB", "<= 250 MB")


HEAD = (
    *("UBND XÃ A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 12/BC-UBND"),
    *("A, ngày 05 tháng 3 năm 2026", "BÁO CÁO", "Kết quả công tác năm 2026"),
)
"""By which a document is known as a report."""


def faulty_document(count: int) -> bytes:
    """Return a long report of which every third paragraph is ranged left, every fifth in small letters."""
    with zipfile.ZipFile(io.BytesIO(long_document(count))) as archive:
        text = archive.read("word/document.xml").decode()
    head = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in HEAD)
    text = text.replace("<w:body>", f"<w:body>{head}")
    paragraphs = text.split("<w:p>")
    for place in range(1, len(paragraphs), 3):
        paragraphs[place] = paragraphs[place].replace('w:val="both"', 'w:val="left"')
    for place in range(1, len(paragraphs), 5):
        paragraphs[place] = paragraphs[place].replace('w:val="28"', 'w:val="24"')
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", "<w:p>".join(paragraphs))
    return buffer.getvalue()


def mend_cold(data: bytes) -> None:
    """Mend a document as a new process does, which remembers no text."""
    said_text.cache_clear()
    plain_beginning.cache_clear()
    mend_document("a.docx", data)


def time_mending(folder: Path, count: int = 1000) -> None:
    """Compare mending to inspecting the same document, and to mending ten times as many paragraphs."""
    small, large = faulty_document(count), faulty_document(10 * count)
    mending = median_seconds(partial(mend_cold, small))
    ratio = mending / median_seconds(partial(inspect_cold, small))
    show_result(f"mend {count} paragraphs / inspect them", f"{ratio:.1f}", "<= 4")
    growth = median_seconds(partial(mend_cold, large), 1) / mending
    show_result("mend 10 times as many paragraphs", f"{growth:.1f}", "<= 11")
    path = folder / "sua.docx"
    path.write_bytes(large)
    memory = peak_memory("inspect", "--sua", "--out", str(folder / "da-sua.docx"), str(path))
    show_result(f"peak memory of mending {10 * count} paragraphs", f"{memory:.0f} MB", "<= 250 MB")


def time_inspecting(folder: Path) -> None:
    """Compare the inspection of a document of 30 pages to unpacking and parsing its XML."""
    sentence = "Thực hiện chỉ đạo của cấp trên, xã đã ban hành kế hoạch và phân công nhiệm vụ. " * 5
    head = Letterhead((), ("UBND xã A",), "189", "/BC-UBND", "A", MOMENT.date())
    document = Document(
        title="Báo cáo",
        type_name="Báo cáo",
        subject="Tình hình năm 2025",
        letterhead=head,
        addressees=("UBND tỉnh",),
        blocks=tuple(Paragraph((Text(sentence),)) for _ in range(PARAGRAPHS)),
        signature=Signature(("Chủ tịch",), "Nguyễn Văn A"),
        recipients=("Như trên", "Lưu: VT"),
    )
    data = WordRenderer(load_form()).render(document, MOMENT)
    path = folder / "30-trang.docx"
    path.write_bytes(data)

    def bare() -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                ET.fromstring(archive.read(name))

    ratio = median_seconds(partial(inspect_cold, data)) / median_seconds(bare)
    show_result("inspect 30 pages / unpack and parse their XML", f"{ratio:.1f}")
    show_result(
        "inspect 30 pages, whole process",
        f"{median_seconds(baocao_process('inspect', str(path))):.2f} s",
        "<= 0.5 s",
    )


def time_filled_forms(folder: Path, units: int = 96) -> float:
    """Compare importing the forms of all units to openpyxl reading their cells; return the seconds taken.

    The forms hold the reports of the province, which are then taken away: everything in them is new.
    """
    root = folder / f"filled-{units}"
    generate_workspace(units, 2, root, seed=1, absent=0)
    assert LAST is not None
    sent = send_forms(root, Call(LAST, [], folder / f"forms-{units}"))
    for form in sent.forms:
        (root / "data" / "units" / form.unit.id / f"{PERIOD}.yaml").unlink()

    def theirs() -> None:
        for path in sent.folder.glob("*.xlsx"):
            for sheet in openpyxl.load_workbook(path).worksheets:
                for row in sheet.iter_rows(values_only=True):
                    sum(value is not None for value in row)

    def ours() -> None:
        judged = judge_files(incoming_files([sent.folder]), ImportCall(root))
        assert len(judged.proposals) == units, judged

    runs = 3 if units == 96 else 1
    with one_processor():
        taken, plain = median_seconds(ours, runs), median_seconds(theirs, runs)
    name = f"import of {units} forms / openpyxl reading their cells, one processor"
    show_result(name, f"{taken / plain:.2f}", "<= 2")
    call = ("import", str(sent.folder), "--dry-run", "--format", "json", "--root", str(root))
    show_result("peak memory of its largest process", f"{peak_memory(*call):.0f} MB", "<= 400 MB")
    return taken


def time_tracing(root: Path) -> None:
    """Time whole processes that trace a total to its communes, and a printed cell to its figure."""
    built = root / "out" / PERIOD
    median_seconds(baocao_process("build", "--root", str(root), "--ky", PERIOD), 1)
    total = ("trace", PERIOD, "tthc.tiep_nhan", "--root", str(root))
    show_result(
        "trace a total of 96 units, whole process",
        f"{median_seconds(baocao_process(*total)):.2f} s",
        "<= 0.5 s",
    )
    cell = ("trace", str(built / "so-khcn_phu-luc-so-lieu_nq71.xlsx"), "Tổng hợp chỉ tiêu!D52")
    show_result(
        "trace a cell of a workbook, whole process",
        f"{median_seconds(baocao_process(*cell)):.2f} s",
        "<= 0.5 s",
    )
    size = (built / "truy-vet.json").stat().st_size
    show_result("the map of printed figures", f"{size / 1000:.0f} KB")


def record_months(root: Path) -> None:
    """Bring the catalogue and the templates of a workspace into it, and record it in a commit a month."""
    for name in ("data/directives", "templates"):
        shutil.copytree(HERE.parent / name, root / name)
    settings = root / "baocao.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    own = (line for line in lines if not line.startswith(("chi_dao:", "mau:")))
    settings.write_text("".join(own), encoding="utf-8")
    repository = Repository(root)
    months = sorted({path.stem for path in root.glob("data/units/*/20*.yaml")})
    for month in months:
        repository.git("add", "--", f"data/units/*/{month}.yaml")
        repository.git("commit", "--quiet", "--message=Báo cáo", at=f"{month}-18 09:00")
    repository.commit(f"{months[-1]}-19 09:00")


def compare_between(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Return how many times as long ours takes as theirs before and after it, and its seconds."""
    first, taken, second = (median_seconds(each, 1) for each in (theirs, ours, theirs))
    return taken / statistics.mean((first, second)), taken


def time_pages(folder: Path) -> None:
    """Compare the page of 96 units and 14 periods to checking them all, and weigh it."""
    root = folder / "fourteen"
    generate_workspace(96, PAGE_PERIODS, root, seed=1, absent=0.04)
    record_months(root)
    call = ("--root", str(root), "--ky", PERIOD)
    median_seconds(baocao_process("build", *call), 1)  # the page tells where figures are printed
    check = baocao_process("check", "--root", str(root))
    ratio, seconds = compare_between(baocao_process("page", *call), check)
    name = f"page of 96 units and {PAGE_PERIODS} periods / check of the same, whole processes"
    show_result(name, f"{ratio:.2f}", "<= 1.5")
    show_result("page, whole process", f"{seconds:.2f} s")
    show_result("the peak memory of its largest process", f"{peak_memory('page', *call):.0f} MB")
    weigh_page(root / "out" / PERIOD / "trang.html")


def weigh_page(path: Path) -> None:
    """Tell the size of a page and of its parts; if there is a browser, after which time one can use it."""
    text = path.read_text(encoding="utf-8")
    show_result("the page of 96 units", f"{len(text.encode()) / 1000:.0f} KB", "<= 1500 KB")
    data = '<script type="application/json"'
    for name, start in {"data for scripts": data, "scripts": "<script>", "styles": "<style>"}.items():
        found = re.findall(f"{start}.*?</s", text, re.DOTALL)
        show_result(f"of it {name}", f"{sum(len(each.encode()) for each in found) / 1000:.0f} KB")
    if "BAOCAO_BROWSER" in os.environ:
        show_result("until the page can be used", f"{usable_seconds(path):.2f} s", "<= 0.5 s")
        empty = path.with_name("trong.html")
        empty.write_text("<!DOCTYPE html><title>Trống</title>", encoding="utf-8")
        show_result("until an empty page can be used", f"{usable_seconds(empty):.2f} s")


def usable_seconds(path: Path) -> float:
    """Return the median seconds from the call of a page until all of its scripts have run."""
    from browsing import started_browser, visited  # noqa: PLC0415 - needs what .ci/browser fetches

    script = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
    seconds: list[float] = []
    with started_browser() as browser:
        for _ in range(RUNS):
            with visited(browser, path) as visit:
                seconds.append(visit.page.evaluate(script) / 1000)
    return statistics.median(seconds)


def time_watching(root: Path) -> None:
    """Compare the time from saving one of 96 reports to what is shown of it to checking from cold."""
    report = min((root / "data" / "units").glob(f"xa-*/{PERIOD}.yaml"))
    text = report.read_text(encoding="utf-8")
    check = baocao_process("check", "--root", str(root), "--ky", PERIOD)
    ratios: list[float] = []
    with running_watch(root) as watch:
        for number in range(RUNS):
            cold = median_seconds(check, 1)
            version, start = watch.state()["version"], time.perf_counter()
            save_by_rename(report, re.sub(r"(tthc.rut: ).*", rf"\g<1>{number}", text))
            watch.settled_after(version)
            ratios.append((time.perf_counter() - start) / cold)
    save_by_rename(report, text)
    name = "watch: from saving one of 96 reports to findings and document / cold check"
    show_result(name, f"{statistics.median(ratios):.2f}", "< 1")


def time_many_pages(root: Path, units: int) -> None:
    """Compare the folder of pages of a country to checking it, and weigh it."""
    call = ("--root", str(root), "--ky", PERIOD)
    pages, check = (baocao_process(name, *call) for name in ("page", "check"))
    name = f"pages of {units} units / check of the same, whole processes"
    show_result(name, f"{compare_between(pages, check)[0]:.2f}", "<= 2")
    memory = peak_memory("page", *call)
    show_result("the peak memory of the largest process of pages", f"{memory:.0f} MB", "<= 700 MB")
    folder = root / "out" / PERIOD
    files = (folder / "trang.html", *(folder / "trang").rglob("*.html"))
    sizes = [path.stat().st_size / 1e6 for path in files]
    show_result(f"all {len(sizes)} pages", f"{sum(sizes):.2f} MB", "<= 8 MB")
    show_result("the largest page", f"{max(sizes):.2f} MB", "<= 1.5 MB")


def time_changing(root: Path) -> None:
    """Compare changes of some sixty values in each report to loading and dumping it with comments kept."""
    config, _ = read_config(root)
    layouts = Layouts(config)
    files = sorted(config.units.glob(f"*/{PERIOD}.yaml"))

    def round_trips() -> None:
        for path in files:
            yaml = YAML(typ="rt")
            yaml.dump(yaml.load(path), io.StringIO())

    def changes() -> None:
        for path in files:
            changed_file(path, root, layouts.layout_of(path))

    pairs = [(median_seconds(round_trips, 1), median_seconds(changes, 1)) for _ in range(RUNS)]
    ratio = statistics.median(ours / theirs for theirs, ours in pairs)
    show_result("change 60 values in each of 96 reports / round trips of ruamel", f"{ratio:.2f}", "<= 0.5")


def time_storing(root: Path, units: int) -> None:
    """Change, check and store every report of a large province."""
    script = str(HERE / "proposals.py")
    start = time.perf_counter()
    memory = peak_of_process(script, str(root), PERIOD)
    show_result(f"change, check and store {units} reports", f"{time.perf_counter() - start:.1f} s")
    show_result("its peak memory", f"{memory:.0f} MB", "<= 400 MB")


def compare_growth(folder: Path, small: float, units: int = 3321) -> None:
    """Compare the time per commune of a large province to that of the small one."""
    root = folder / "large"
    generate_workspace(units, 1, root, seed=1, absent=0)
    large = median_seconds(baocao_process("build", "--root", str(root), "--ky", PERIOD), 1)
    show_result(f"seconds for {units} units / for 96", f"{large / small:.1f}", f"linear: {units / 96:.1f}")
    check = ("check", "--root", str(root), "--ky", PERIOD)
    show_result(f"check of {units} units", f"{median_seconds(baocao_process(*check), 1):.1f} s", "<= 8 s")
    show_result("the peak memory of its largest process", f"{peak_memory(*check):.0f} MB", "<= 700 MB")
    with tempfile.TemporaryDirectory() as out:
        forms = ("form", "--root", str(root), "--ky", "2025-12", "--out", out)
        show_result(f"form for {units} units", f"{median_seconds(baocao_process(*forms), 1):.1f} s")
        show_result("the peak memory of its largest process", f"{peak_memory(*forms):.0f} MB", "<= 400 MB")
    time_many_pages(root, units)
    time_storing(root, units)


def main() -> None:
    """Generate, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also build 3,321 communes")
    parser.add_argument("--brief", action="store_true", help="the main ones, once")
    given = parser.parse_args()
    gc.set_threshold(10_000_000, 50, 50)  # as the program does
    compileall.compile_dir(HERE.parent / "src", quiet=1)  # as the installation does
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "province"
        generate_workspace(96, 1, root, seed=1, absent=0)
        time_loading(root)
        time_commands()
        with_history = Path(name) / "history"
        generate_workspace(96, 3, with_history, seed=1, absent=0)
        time_checking(with_history)
        if not BRIEF:
            time_validating(root)
        seconds = time_building(root)
        time_tracing(root)
        time_pages(Path(name))
        if BRIEF:
            return
        time_comparing(with_history)
        time_writing(root)
        time_forms(root)
        time_inspecting(Path(name))
        time_long_documents(Path(name))
        time_mending(Path(name))
        time_watching(Path(name) / "fourteen")
        time_changing(root)
        filled = time_filled_forms(Path(name))
        if given.large:
            compare_growth(Path(name), seconds)
            large = time_filled_forms(Path(name), 3321)
            target = f"linear: {3321 / 96:.1f}"
            show_result("seconds for 3321 forms / for 96", f"{large / filled:.1f}", target)


if __name__ == "__main__":
    main()
