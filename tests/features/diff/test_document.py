"""What changed, as an appendix of tables."""

import io
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from baocao.features.diff.document import comparison_document
from baocao.features.diff.records import Differences
from baocao.model.document import Heading
from baocao.model.table import Table
from baocao.render.sheet import render_workbook
from baocao.source.forms import load_form
from diffing import sample_differences
from support import Sandbox

FORM = load_form()


@pytest.fixture
def differences(tmp_path: Path) -> Differences:
    return sample_differences(Sandbox(tmp_path))


def document_tables(differences: Differences, *, everything: bool) -> dict[str, Table]:
    (appendix,) = comparison_document(differences, FORM, everything=everything).appendices
    return {each.name: each for each in appendix.blocks if isinstance(each, Table)}


def test_it_is_a_draft_in_landscape_that_keeps_the_notice(differences: Differences) -> None:
    document = comparison_document(differences, FORM, everything=False)
    (appendix,) = document.appendices
    assert document.draft
    assert document.notice == "SỐ LIỆU GIẢ LẬP"
    assert appendix.landscape
    assert appendix.title == "So sánh kết quả tháng 11 năm 2025 với tháng 10 năm 2025"
    numbers = [each.number for each in appendix.blocks if isinstance(each, Heading)]
    assert numbers == ["I.", "II.", "III.", "IV.", "V."]


def test_numbers_are_numbers_and_states_are_words(differences: Differences) -> None:
    rows = document_tables(differences, everything=False)["Số liệu của đơn vị"].rows
    by_name = {row.cells[2].text: row.cells for row in rows}
    assert [cell.number for cell in by_name["Tiếp nhận"][4:8]] == [
        Decimal(3781),
        Decimal(4159),
        Decimal(378),
        Decimal("10.0"),
    ]
    assert by_name["Tiếp nhận"][6].text == "+378"
    assert by_name["Hồ sơ trực tuyến"][5].text == "chưa có số liệu (Chưa đối chiếu)"


def test_columns_are_called_by_their_periods(differences: Differences) -> None:
    titles = [
        column.title for column in document_tables(differences, everything=False)["Tổng hợp cd"].columns
    ]
    assert titles[3:5] == ["Tháng 10 năm 2025", "Tháng 11 năm 2025"]


def test_only_the_workbook_tells_texts_and_definitions(differences: Differences) -> None:
    assert {"Lời văn", "Nội dung khác", "Định nghĩa"} == (
        document_tables(differences, everything=True).keys()
        - document_tables(differences, everything=False).keys()
    )


def test_the_workbook_has_a_sheet_for_each_table(differences: Differences) -> None:
    document = comparison_document(differences, FORM, everything=True)
    data = render_workbook(document, FORM, datetime(2025, 11, 14, tzinfo=UTC))
    assert load_workbook(io.BytesIO(data)).sheetnames == [*document_tables(differences, everything=True)]


def test_no_difference_is_a_sentence() -> None:
    (appendix,) = comparison_document(Differences("a", "b"), FORM, everything=True).appendices
    assert "Không có thay đổi nào" in str(appendix.blocks)
