"""From a sandbox to the document tree of one product, without rendering it."""

from collections.abc import Sequence
from pathlib import Path

from baocao.documents.compose import Composed, compose_document
from baocao.documents.environment import Templates
from baocao.documents.markdown import plain_text
from baocao.model.chart import ChartRow
from baocao.model.diagnostic import Diagnostic
from baocao.model.document import Block, Document, Heading, Paragraph
from baocao.model.table import Table
from baocao.pipeline.loading import load_checked
from baocao.pipeline.plan import Requests, Scope, plan_documents
from baocao.pipeline.reading_back import past_reports
from baocao.pipeline.reminding import Reminders, plan_reminders
from support import Sandbox, period_of

FRONT = "---\nloai: bao-cao\nhuong: len\ntrich_yeu: Tình hình {{ ky.nhan }}\n---\n"
"""Front matter of five lines; the body starts on line 6."""
TEMPLATES = {"bao-cao": "templates/bao-cao.md.j2", "tong-hop": "templates/tong-hop.md.j2"}


def compose_first(
    sandbox: Sandbox, product: str = "bao-cao", unit: str = "", *, draft: bool = True
) -> tuple[Composed | None, list[Diagnostic]]:
    """Return the first document of `product` (by `unit`), and what composing it found."""
    loaded = sandbox.load()
    workspace = loaded.workspaces[0]
    planned = next(
        each
        for each in plan_documents(workspace, Scope())
        if each.product.id == product and unit in {"", each.issuer.id}
    )
    past = past_reports(loaded)
    requests = Requests(workspace, loaded.problems, loaded.owed, draft=draft, past=past)
    request = requests.full_request(planned)
    config = workspace.definitions.config
    return compose_document(request, Templates(config.templates, config.root))


def first_document(
    sandbox: Sandbox, product: str = "bao-cao", unit: str = "", *, draft: bool = True
) -> Document:
    """Return the first document of `product`, which must be made."""
    made, problems = compose_first(sandbox, product, unit, draft=draft)
    assert made is not None, problems
    return made.document


def printed_lines(sandbox: Sandbox, body: str, product: str = "bao-cao") -> list[str]:
    """Put `body` into the template of `product` and return the lines of the document."""
    sandbox.write(TEMPLATES[product], f"{FRONT}{body}\n")
    return block_lines(first_document(sandbox, product).blocks)


def failed_composing(sandbox: Sandbox, body: str, product: str = "bao-cao") -> Diagnostic:
    """Put `body` into the template of `product` and return why no document could be made."""
    sandbox.write(TEMPLATES[product], f"{FRONT}{body}\n")
    made, problems = compose_first(sandbox, product)
    assert made is None
    (problem,) = problems
    return problem


def block_lines(blocks: Sequence[Block]) -> list[str]:
    """Return headings and paragraphs as they read, and the names of tables."""
    return [_block_line(block) for block in blocks]


def _block_line(block: Block) -> str:
    match block:
        case Heading():
            return f"{block.number} {plain_text(block.content)}"
        case Paragraph():
            return f"{block.marker} {plain_text(block.content)}".lstrip()
        case Table():
            return f"[{block.name}]"
        case ChartRow():
            return "; ".join(f"[{chart.title.text}]" for chart in block.charts)
        case _:
            return plain_text(block.content)


def block_tables(blocks: Sequence[Block]) -> list[Table]:
    """Return the tables among the blocks."""
    return [block for block in blocks if isinstance(block, Table)]


def row_texts(table: Table) -> list[list[str]]:
    """Return the texts of a table's rows."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def composed_documents(root: Path, period: str, *, draft: bool = True) -> list[Composed]:
    """Return every document of a period of a workspace."""
    loaded = load_checked(root, period_of(period))
    workspace = loaded.workspaces[0]
    requests = Requests(
        workspace,
        loaded.problems,
        loaded.owed,
        draft=draft,
        past=past_reports(loaded),
        remind=Reminders(loaded, {}).reminding_of,
    )
    config = workspace.definitions.config
    templates = Templates(config.templates, config.root)
    planned = [*plan_documents(workspace, Scope()), *plan_reminders(workspace, Scope())]
    made = [compose_document(requests.full_request(each), templates)[0] for each in planned]
    return [each for each in made if each]
