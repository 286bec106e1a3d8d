"""A document that is composed to be explained prints the same, and every number of it says what it is."""

import re
from collections.abc import Iterator

import pytest

from baocao.documents.compose import Composed, compose_document
from baocao.documents.environment import Templates
from baocao.documents.ledger import Ledger
from baocao.model.chart import ChartRow
from baocao.model.document import Document, Footnote, Heading, Paragraph, Text
from baocao.model.place import Place
from baocao.model.printed import FigureKey, Key, Kind, Source
from baocao.model.table import Table
from baocao.pipeline.plan import Requests, Scope, plan_documents
from composing import FRONT
from support import Sandbox

TEMPLATE = "templates/bao-cao.md.j2"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
BODIES = (
    "Theo 84 văn bản {{ dan_chieu('nq-1') }} và {{ dan_chieu('nq-1') }}.",
    "# Mục 1\n\n- 84 việc\n+ 2025. Năm\n\n**84** và *85*, 1\\*2, `86`",
    "| Năm 2025 | Số |\n| --- | --- |\n| 84 | {{ ct.hs.tiep_nhan | so }} |",
    "{{ 'Quý 3' ~ ' năm ' ~ 2025 }}; {{ ky.den | ngay }}, {{ ky.den.year }}; {{ ky.nhan | upper }}",
    "{% set x %}Tháng {{ ky.den.month }}{% endset %}{{ x }}; {% filter upper %}đợt 84{% endfilter %}",
    "{% macro m(a) %}{{ a }}/{{ nv.tong }} (12){% endmacro %}{{ m(nv.da_bao_cao) }}; {{ m('7') }}",
    "{{ ['Phòng 1', don_vi.ten, 3] | liet_ke }}; {{ ['a1', 'b2'] | join(', ') }}",
    "Xem{{ chu_thich('nq-1') }} {{ chua_co('còn 3 mục') }}; {{ 'Điều 5' | viet_thuong_dau }}",
    "{{ muc('I') }}{% call muc('I.1') %}- Trong đó 84 hồ sơ, {{ ct.hs.ty_le | ty_so }}.{% endcall %}",
    "{{ 84 }} {{ 84 // 5 }} {{ '%02d' % 7 }} {{ 1234567 | so }} {{ 3 | bang_chu }}",
    "{% for moc in ct.hs.tiep_nhan.cac_moc or [none] %}{{ moc | ngay if moc else 'lần 1' }}{% endfor %}",
    (
        "Xem {{ xem_phu_luc('a') }}, {{ xem_muc('m') }}.\n\n## {{ ma_muc('m') }}Mục 9\n\n"
        "{% call phu_luc('a', 'Đợt 2 ' ~ ky.nhan) %}{{ bang.so_lieu() }}{% endcall %}"
    ),
    "{{ bang.nhiem_vu_don_vi(cot={'tt': 'Số 1', 'ket_qua': 'Đến ' ~ (ky.den | ngay)}) }}",
)


def composed_both_ways(sandbox: Sandbox, body: str) -> tuple[Composed, Composed, Ledger]:
    """Return the report of a template's body as a build makes it and as an explanation does."""
    sandbox.write(TEMPLATE, f"{FRONT}{body}\n")
    loaded = sandbox.load()
    workspace = loaded.workspaces[0]
    planned = next(each for each in plan_documents(workspace, Scope()) if each.product.id == "bao-cao")
    request = Requests(workspace, loaded.problems, loaded.owed, draft=True).full_request(planned)
    config = workspace.definitions.config
    ledger = Ledger({**workspace.definitions.files, **workspace.files})
    plain, _ = compose_document(request, Templates(config.templates, config.root))
    explained, _ = compose_document(request, Templates(config.templates, config.root, ledger))
    assert plain is not None
    assert explained is not None
    return plain, explained, ledger


def texts_of(document: Document) -> Iterator[Text]:
    """Yield the runs of a document, cells and footnotes as runs."""
    blocks = [*document.blocks, *(block for part in document.appendices for block in part.blocks)]
    for block in blocks:
        if isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row.cells):
                yield Text(cell.text, figures=cell.printed)
            continue
        if isinstance(block, ChartRow):
            continue
        for part in block.content:
            if isinstance(part, Footnote):
                yield from (run for paragraph in part.paragraphs for run in paragraph)
            elif isinstance(part, Text):
                yield part


def keys_of(document: Document, ledger: Ledger) -> list[tuple[str, Key | None]]:
    """Return the numbers of paragraphs and headings with what they are."""
    told: list[tuple[str, Key | None]] = []
    for block in document.blocks:
        content = block.content if isinstance(block, Heading | Paragraph) else ()
        for run in (run for run in content if isinstance(run, Text)):
            for number in NUMBER.finditer(run.text):
                parts = (part for part in run.figures if part.start <= number.start() < part.end)
                part = next(parts, None)
                told.append((number[0], ledger.key_of(part.figure) if part else None))
    return told


@pytest.mark.parametrize("body", BODIES)
def test_explaining_prints_the_same_and_leaves_no_number_out(sandbox: Sandbox, body: str) -> None:
    plain, explained, ledger = composed_both_ways(sandbox, body)
    assert [run[:4] for run in texts_of(explained.document)] == [
        run[:4] for run in texts_of(plain.document)
    ]
    assert explained.document.title == plain.document.title
    assert [part.title for part in explained.document.appendices] == [
        part.title for part in plain.document.appendices
    ]
    assert [number for number, key in keys_of(explained.document, ledger) if key is None] == []
    assert plain.pieces == ()


def kind_of(key: Key | None) -> str:
    if isinstance(key, Source):
        return key.kind.value
    return "so_lieu" if isinstance(key, FigureKey) else "dong"


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("Đợt 84 {{ ct.hs.tiep_nhan | so }}", [Kind.TEMPLATE, "so_lieu"]),
        ("{{ dan_chieu('nq-1') }}", [Kind.REGISTER] * 4),
        ("{{ nv.tong }} {{ nv.da_bao_cao | so }}", [Kind.TALLY] * 2),
        ("{{ nv.qua_han | length }} {{ 'abc' | length }}", [Kind.TEMPLATE] * 2),
        ("{{ 'Quý 3 ' ~ ky.nhan }}", [Kind.TEMPLATE, Kind.REGISTER, Kind.REGISTER]),
        ("{{ ky.nhan | upper }}; {{ ky.den | ngay }}", [Kind.REGISTER] * 5),
        ("{{ noi_dung('I.1') }}", [Kind.REGISTER] * 4 + ["so_lieu"]),
    ],
)
def test_what_a_template_prints_is_told_by_kind(sandbox: Sandbox, body: str, kinds: list[str]) -> None:
    _, explained, ledger = composed_both_ways(sandbox, body)
    assert [kind_of(key) for _, key in keys_of(explained.document, ledger)] == kinds


def test_text_of_a_template_is_told_with_its_very_line(sandbox: Sandbox) -> None:
    body = "Một\n\n{% if true %}\nHai 84\n{% endif %}\n\n- Ba {{ '85' }}\n  bốn 86"
    _, explained, ledger = composed_both_ways(sandbox, body)
    lines = (sandbox.root / TEMPLATE).read_text(encoding="utf-8").split("\n")
    for number, key in keys_of(explained.document, ledger):
        assert isinstance(key, Source)
        assert number in lines[key.parts[0].line - 1]


def test_a_figure_in_what_a_unit_wrote_is_told_apart_from_the_sentence(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "xã đã nhận", "84 cán bộ đã nhận")
    _, explained, ledger = composed_both_ways(sandbox, "{{ noi_dung('I.1') }}")
    keys = dict(keys_of(explained.document, ledger))
    assert keys["3.781"] == FigureKey("hs.tiep_nhan", "xa-mot")
    assert keys["84"] == Place("data/units/xa-mot/2025-11.yaml", 11, 1)


def test_a_column_that_the_template_names_is_told_as_text_of_the_template(sandbox: Sandbox) -> None:
    _, explained, ledger = composed_both_ways(
        sandbox, "{{ bang.nhiem_vu_don_vi(cot={'tt': 'Năm 2025', 'ket_qua': 'Kết quả'}) }}"
    )
    (piece,) = (each for each in explained.pieces if each.text == "Năm 2025")
    (printed,) = piece.printed
    key = ledger.key_of(printed.figure)
    assert isinstance(key, Source)
    assert key.kind is Kind.TEMPLATE
