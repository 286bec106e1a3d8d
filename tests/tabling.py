"""Tables that people send, and what becomes of them in the sandbox."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from openpyxl import Workbook

from baocao.features.exchange.tables.drafting import Call as DraftCall
from baocao.features.exchange.tables.drafting import Drafted, draft_mapping
from baocao.features.exchange.tables.importing import Call, judge_table
from baocao.features.exchange.tables.members import load_field
from baocao.features.exchange.tables.records import Judged, NewFigure
from baocao.model.place import Place
from baocao.pipeline.proposing import apply_proposals
from baocao.vietnamese.numbers import exact_text
from support import Sandbox, period_of

PERIOD = "2025-11"
Rows = Iterable[Sequence[Any]]
PLAIN: Rows = (
    ("STT", "Đơn vị", "Tiếp nhận", "Hồ sơ trực tuyến"),
    (1, "Xã Một", 3781, 3276),
    (2, "Xã Hai", 120, 40),
    (3, "Phường Ba", 900, 700),
    (None, "Tổng cộng", 4801, 4016),
)
"""What a department would send."""


def sheet_of(rows: Rows, joined: Iterable[str] = (), name: str = "Sheet1") -> Workbook:
    """Return a workbook of one sheet; what openpyxl would take for a formula stays a text in quotes."""
    book = Workbook()
    book.worksheets[0].title = name
    for row in rows:
        book.worksheets[0].append(list(row))
    for area in joined:
        book.worksheets[0].merge_cells(area)
    return book


def book_bytes(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def document_of(*tables: Rows) -> Any:
    """Return a Word document with these tables."""
    document = Document()
    for rows in tables:
        lines = [list(row) for row in rows]
        table = document.add_table(len(lines), len(lines[0]))
        for row, texts in zip(table.rows, lines, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = "" if text is None else str(text)
        document.add_paragraph()
    return document


class Sent(NamedTuple):
    """A table that was sent to the sandbox, and the mapping beside it."""

    sandbox: Sandbox
    table: Path
    mapping: Path

    def draft(self, sheet: str = "", period: str | None = PERIOD) -> Drafted:
        """Propose a mapping."""
        field = load_field(self.sandbox.root, period_of(period) if period else None)
        self.mapping.unlink(missing_ok=True)
        return draft_mapping(field, DraftCall(self.table, self.mapping, sheet, "baocao import …"))

    def update(self) -> Drafted:
        """Bring the mapping that is there up to date."""
        field = load_field(self.sandbox.root, period_of(PERIOD))
        return draft_mapping(field, DraftCall(self.table, self.mapping, "", "baocao import …"))

    def draft_lines(self, sheet: str = "") -> dict[str, str]:
        """Propose a mapping and return its lines by what stands before the colon, without comments."""
        self.draft(sheet)
        lines = (line.partition("  #")[0].strip() for line in self.text.splitlines() if ": " in line)
        return {key.strip('"'): value for line in lines for key, _, value in [line.partition(": ")]}

    @property
    def text(self) -> str:
        """The mapping."""
        return self.mapping.read_text(encoding="utf-8")

    def confirm(self, **answers: str) -> "Sent":
        """Confirm what is proposed, with other answers for some lines: their key as it is in the file."""
        self.draft()
        return self.answer(**answers)

    def answer(self, **answers: str) -> "Sent":
        """Confirm the mapping that is there."""
        text = self.text.replace("da_duyet: khong", "da_duyet: co")
        for key, value in answers.items():
            before = next(line for line in text.splitlines() if line.strip().startswith(f"{key}: "))
            indent = before[: len(before) - len(before.lstrip())]
            text = text.replace(f"{before}\n", f"{indent}{key}: {value}\n")
        self.mapping.write_text(text, encoding="utf-8")
        return self

    def add(self, *lines: str) -> "Sent":
        """Put keys at the end of the mapping."""
        self.mapping.write_text(self.text + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return self

    def judge(self, sheet: str = "") -> Judged:
        """Return what would become of the table."""
        return judge_table(self.sandbox.root, Call(self.table, self.mapping, period_of(PERIOD), sheet))

    def store(self) -> Judged:
        """Import the table."""
        judged = self.judge()
        assert not apply_proposals(self.sandbox.root, judged.proposals).problems
        return judged

    def report(self, unit: str) -> str:
        """Return the report of a unit as it is stored."""
        path = self.sandbox.root / f"data/units/{unit}/{PERIOD}.yaml"
        return path.read_text(encoding="utf-8")


def sent_book(sandbox: Sandbox, rows: Rows | Workbook, joined: Iterable[str] = ()) -> Sent:
    """Send a workbook."""
    book = rows if isinstance(rows, Workbook) else sheet_of(rows, joined)
    return _sent(sandbox, "bang.xlsx", book_bytes(book))


def sent_document(sandbox: Sandbox, *tables: Rows, document: Any = None) -> Sent:
    """Send a Word document."""
    data = io.BytesIO()
    (document or document_of(*tables)).save(data)
    return _sent(sandbox, "bang.docx", data.getvalue())


def _sent(sandbox: Sandbox, name: str, data: bytes) -> Sent:
    folder = sandbox.root / "gui-den"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return Sent(sandbox, folder / name, folder / "anh-xa.yaml")


def told(judged: Judged) -> list[str]:
    """Return where something is said, and its code."""
    return [f"{finding.where} {finding.diagnostic.code}" for finding in judged.findings]


def said(judged: Judged) -> str:
    """Return all that is said of cells."""
    return "\n".join(
        f"{finding.where}: {finding.diagnostic.message} {finding.advice}" for finding in judged.findings
    )


def problem_lines(judged: Judged) -> list[str]:
    """Return the codes and lines of what is wrong with the mapping."""
    return [f"{each.code} {(each.place or Place('', 0, 0)).line}" for each in judged.problems]


def _value_text(figure: NewFigure) -> str:
    value = figure.after.value
    return exact_text(value) if isinstance(value, Decimal) else str(value)


def figures(judged: Judged) -> dict[str, dict[str, str]]:
    """Return what the reports get, by unit and indicator."""
    return {
        result.unit.id: {figure.indicator.id: _value_text(figure) for figure in result.figures}
        for result in judged.units
        if result.outcome.value == "nhập"
    }
