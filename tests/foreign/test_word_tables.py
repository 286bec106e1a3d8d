"""Tables of Word documents, as people see them."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from baocao.foreign.faults import UnreadableError
from baocao.foreign.grids import Grid
from baocao.foreign.word_tables import word_grids


def saved(document: object) -> bytes:
    data = io.BytesIO()
    document.save(data)  # type: ignore[attr-defined]
    return data.getvalue()


def table_of(*rows: tuple[str, ...]) -> tuple[object, Table]:
    document = Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document, table


def only_grid(document: object) -> Grid:
    (grid,) = word_grids(saved(document))
    return grid


def texts_of(grid: Grid) -> dict[tuple[int, int], str]:
    return {place: cell.text for place, cell in grid.cells.items()}


def test_cells_are_told_by_row_and_column() -> None:
    document, _ = table_of(("Đơn vị", "Hồ sơ"), ("Xã Một", "1.234"), ("Xã Hai", ""))
    grid = only_grid(document)
    assert grid.name == "bảng 1"
    assert texts_of(grid) == {
        (1, 1): "Đơn vị",
        (1, 2): "Hồ sơ",
        (2, 1): "Xã Một",
        (2, 2): "1.234",
        (3, 1): "Xã Hai",
    }


def test_joined_cells_stand_once_and_say_over_which_they_lie() -> None:
    document, table = table_of(("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(2, 0))
    grid = only_grid(document)
    assert texts_of(grid)[1, 1] == "a d g"
    assert texts_of(grid)[1, 2] == "b c"
    assert (2, 1) not in grid.cells
    assert sorted(grid.joined) == [(1, 1, 3, 1), (1, 2, 1, 3)]


def test_a_cell_that_goes_on_ends_where_the_next_one_begins() -> None:
    document, table = table_of(("a",), ("b",), ("c",), ("d",))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(3, 0))
    assert sorted(only_grid(document).joined) == [(1, 1, 2, 1), (3, 1, 4, 1)]


def test_texts_are_as_after_accepting_all_tracked_changes() -> None:
    document, table = table_of(("x",))
    paragraph = table.cell(0, 0).paragraphs[0]._p
    for tag, inner in (("del", "<w:delText>cũ</w:delText>"), ("ins", "<w:t>mới</w:t>")):
        run = f"<w:r>{inner}</w:r>"
        paragraph.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="a">{run}</w:{tag}>'))
    assert texts_of(only_grid(document)) == {(1, 1): "xmới"}


def test_a_raised_digit_does_not_become_part_of_the_number() -> None:
    document, table = table_of(("1.234",))
    run = table.cell(0, 0).paragraphs[0].add_run("1")
    run.font.superscript = True
    assert texts_of(only_grid(document)) == {(1, 1): "1.234¹"}


def test_a_deleted_row_is_not_there() -> None:
    document, table = table_of(("a",), ("b",))
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="a"/>'))
    assert texts_of(only_grid(document)) == {(1, 1): "b"}


def test_hidden_words_are_not_read() -> None:
    document, table = table_of(("a",))
    table.cell(0, 0).paragraphs[0].add_run("b").font.hidden = True
    assert texts_of(only_grid(document)) == {(1, 1): "a"}


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    document, table = table_of(("a",))
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "b"
    first, second = word_grids(saved(document))
    assert (texts_of(first), texts_of(second)) == ({(1, 1): "a"}, {(1, 1): "b"})


def test_a_cell_over_more_columns_than_a_sheet_has_is_refused() -> None:
    document, table = table_of(*((("a",) * 20),))
    for cell in table.rows[0].cells:
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="999"/>'))
    with pytest.raises(UnreadableError):
        only_grid(document)


def test_a_number_of_columns_of_thousands_of_digits_is_none() -> None:
    document, table = table_of(("a", "b"))
    span = f'<w:gridSpan {nsdecls("w")} w:val="{"0" * 6 + "9" * 5_000}"/>'
    table.cell(0, 0)._tc.get_or_add_tcPr().append(parse_xml(span))
    assert texts_of(only_grid(document)) == {(1, 1): "a", (1, 2): "b"}


def test_a_file_that_is_no_document_is_refused() -> None:
    with pytest.raises(UnreadableError):
        word_grids(b"PK\x03\x04")
