"""The pipeline that one would write first: round-trip YAML, docxtpl, a style object for every cell.

Run as a process of its own: python benchmarks/naive.py UNITS_FOLDER PERIOD TREES. TREES is a pickle of
the document trees of a build, so that the naive pipeline gets sentences, figures and tables for nothing
and only reading, filling in and writing are compared. What it writes has the same text, the same heading
levels and lists, the same tables, letterhead and signature; it has no footnotes, no page numbers and no
watermark, and it checks nothing.
"""

import io
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docxtpl import DocxTemplate
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from ruamel.yaml import YAML

from baocao.model.document import Document, Heading, Paragraph, Text
from baocao.model.table import Table


def load_submissions(folder: Path, period: str) -> list[Any]:
    """Load every submission with comments kept, as tutorials do."""
    return [YAML(typ="rt").load(path) for path in sorted(folder.glob(f"*/{period}.yaml"))]


class Outline(NamedTuple):
    """What a template is made for: its headings, and the columns of its tables."""

    headings: tuple[tuple[int, str], ...]
    columns: tuple[int, ...]


def outline_template(outline: Outline) -> bytes:
    """Return a docxtpl template as one would type it in Word.

    Headings stand in it; under each, paragraphs and list items are filled in; then come signature and
    tables.
    """
    document = docx.Document()
    head = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (*head.rows[0].cells, *head.rows[1].cells),
        ("{{ body }}", "{{ country }}", "Số: {{ number }}", "{{ place }}"),
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("{{ title }}")
    add_lines(document, 0)
    for index, (level, text) in enumerate(outline.headings, start=1):
        document.add_paragraph(text, style=f"Heading {level}")
        add_lines(document, index)
    document.add_paragraph("{{ signature }}")
    for index, width in enumerate(outline.columns):
        table = document.add_table(rows=4, cols=width, style="Table Grid")
        rows = [table.rows[number].cells for number in range(4)]
        rows[1][0].text = f"{{%tr for row in tables[{index}].rows %}}"
        for number in range(width):
            rows[0][number].text = f"{{{{ tables[{index}].titles[{number}] }}}}"
            rows[2][number].text = f"{{{{ row[{number}] }}}}"
        rows[3][0].text = "{%tr endfor %}"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_lines(document: Any, index: int) -> None:
    """Add the loop that fills in what stands under one heading."""
    document.add_paragraph(f"{{%p for line in sections[{index}] %}}")
    document.add_paragraph("{%p if line.item %}")
    document.add_paragraph("{{ line.text }}", style="List Bullet")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ line.text }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def word_file(document: Document, known: dict[Outline, bytes]) -> bytes:
    """Return the document as docxtpl makes it; templates are made once."""
    blocks = [*document.blocks, *(b for a in document.appendices for b in a.blocks)]
    tables = [block for block in blocks if isinstance(block, Table)]
    headings, sections = outlined_lines(blocks)
    outline = Outline(tuple(headings), tuple(len(table.columns) for table in tables))
    if outline not in known:
        known[outline] = outline_template(outline)
    maker = DocxTemplate(io.BytesIO(known[outline]))
    head = document.letterhead
    maker.render(
        {
            "body": " ".join(head.body),
            "country": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "number": f"{head.number}{head.notation}",
            "place": head.place,
            "title": document.subject,
            "sections": sections,
            "signature": document.signature.name,
            "tables": [
                {"titles": [column.title for column in table.columns], "rows": table_rows(table)}
                for table in tables
            ],
        },
        autoescape=True,
    )
    buffer = io.BytesIO()
    maker.save(buffer)
    return buffer.getvalue()


def outlined_lines(
    blocks: Sequence[Any],
) -> tuple[list[tuple[int, str]], list[list[dict[str, str]]]]:
    """Return the headings, and the lines under each, those before the first included."""
    headings: list[tuple[int, str]] = []
    sections: list[list[dict[str, str]]] = [[]]
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            text = "".join(part.text for part in block.content if isinstance(part, Text))
            if isinstance(block, Heading):
                headings.append((block.level, f"{block.number} {text}"))
                sections.append([])
            else:
                sections[-1].append({"item": block.marker, "text": text})
    return headings, sections


def table_rows(table: Table) -> list[list[str]]:
    """Return the texts of a table, every row as long as the others."""
    width = len(table.columns)
    return [[*(cell.text for cell in row.cells), *[""] * width][:width] for row in table.rows]


def workbook_file(document: Document) -> bytes:
    """Return the workbook with a font, a border and an alignment made for every cell."""
    book = Workbook()
    for appendix in document.appendices:
        for table in appendix.blocks:
            if isinstance(table, Table):
                sheet = book.create_sheet(table.name[:31])
                sheet.append([column.title for column in table.columns])
                for row in table.rows:
                    values = [c.text if c.number is None else float(c.number) for c in row.cells]
                    sheet.append(values)
                for cells in sheet.iter_rows():
                    for cell in cells:
                        side = Side(style="thin")
                        cell.font = Font(name="Times New Roman", size=11)
                        cell.border = Border(left=side, right=side, top=side, bottom=side)
                        cell.alignment = Alignment(wrap_text=True, vertical="center")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def main(units: str, period: str, trees: str, out: str) -> None:
    """Read all submissions and write all documents."""
    load_submissions(Path(units), period)
    known: dict[Outline, bytes] = {}
    with Path(trees).open("rb") as file:
        documents: list[tuple[Document, tuple[str, ...]]] = pickle.load(file)
    for number, (document, outputs) in enumerate(documents):
        for output in outputs:
            data = word_file(document, known) if output == "docx" else workbook_file(document)
            (Path(out) / f"{number}.{output}").write_bytes(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
