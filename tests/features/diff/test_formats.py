"""What changed, on a terminal, in a comment on a merge request and for other programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from baocao.features.diff.formats import Style, diff_json, diff_markdown, diff_text
from baocao.features.diff.outline import MOST
from baocao.features.diff.records import Differences
from baocao.report.markdown import LONGEST
from baocao.report.text import text_columns
from diffing import sample_differences
from support import Sandbox

WANTED = """\
So sánh kỳ 2025-10 → kỳ 2025-11
SỐ LIỆU GIẢ LẬP
1 → 2 đơn vị có báo cáo; 2 số liệu của 1 đơn vị thay đổi; 1 nhiệm vụ mới hoàn
  thành; 1 đoạn văn có câu thay đổi.

Đơn vị (1)
  Có báo cáo, trước không có (1): Phường Ba

cd, tổng hợp (3 chỉ tiêu): đã báo cáo 1/3 → 2/3 đơn vị
  Tiếp nhận  3.781 → 5.159  +1.378  +36,4%
      số đơn vị 1/3 → 2/3; vì sao: phường Ba mới có báo cáo +1.000 hồ sơ; xã Một
        +378 hồ sơ
  Hồ sơ trực tuyến: 3.276 → chưa có số liệu; số đơn vị 1/3 → 0/3; thiếu số liệu:
    Xã Một
  Tỷ lệ: 86,64% → chưa có số liệu; số đơn vị 1/3 → 0/3; thiếu số liệu: Xã Một

Nhiệm vụ (1)
  Mới hoàn thành (1)
    cd, nhiệm vụ 1: Nhiệm vụ một (đang thực hiện → hoàn thành): Xã Một

Số liệu của đơn vị (2)
  Xã Một
  Tiếp nhận  3.781 → 4.159  +378  +10%
  Hồ sơ trực tuyến: 3.276 → chưa có số liệu (Chưa đối chiếu)

Lời văn (1)
  Xã Một, cd, mục I.1: Hồ sơ
    ~ Theo [@nq-1], xã đã {+tiếp +}nhận [=hs.tiep_nhan] hồ sơ.
    + Đã họp dân.

Văn bản dẫn chiếu, phát hành, nội dung khác (1)
  Xã Một, văn bản qd: thêm Quyết định, số 9/QĐ-UBND, ngày 01/7/2025, UBND xã

Định nghĩa (1)
  data/units/don-vi.yaml: don_vi.xa-mot.ten: Xã Một → Xã Nhất
"""


@pytest.fixture
def differences(tmp_path: Path) -> Differences:
    return sample_differences(Sandbox(tmp_path))


@pytest.fixture
def data(differences: Differences) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(diff_json(differences))
    return content


def test_everything_that_changed_is_told_in_order_of_weight(differences: Differences) -> None:
    assert diff_text(differences, Style(80)) == WANTED


@pytest.mark.parametrize("columns", [10, 60, 80, 200])
def test_lines_fit_the_terminal(differences: Differences, columns: int) -> None:
    room = min(max(columns, 60), 120)
    assert all(text_columns(line) <= room for line in diff_text(differences, Style(columns)).split("\n"))


def test_no_difference_is_said() -> None:
    empty = Differences("main", "mr")
    assert diff_text(empty, Style()) == "So sánh main → mr\nKhông có thay đổi nào về nội dung.\n"


def test_long_lists_are_counted_unless_everything_is_asked_for(differences: Differences) -> None:
    many = differences._replace(definitions=differences.definitions * (MOST + 7))
    assert "… và 7 thay đổi khác." in diff_text(many, Style())
    assert "… và" not in diff_text(many, Style(everything=True))


def test_letters_that_would_upset_the_terminal_are_replaced(differences: Differences) -> None:
    (definition,) = differences.definitions
    evil = differences._replace(definitions=(definition._replace(new="\x1b[2J"),))
    assert "\x1b" not in diff_text(evil, Style())


def test_in_a_comment_the_short_part_stands_open_and_the_long_part_is_folded(
    differences: Differences,
) -> None:
    text = diff_markdown(differences)
    head, _, rest = text.partition("<details>")
    assert head.startswith("### So sánh kỳ 2025-10 → kỳ 2025-11\n")
    assert "**SỐ LIỆU GIẢ LẬP**" in head
    assert "| Xã Một | Tiếp nhận | 3.781 | 4.159 | +378 (+10%) |" in head
    assert "- Mới hoàn thành: Xã Một, cd, nhiệm vụ 1: Nhiệm vụ một (đang thực hiện → hoàn thành)" in head
    assert "<summary>Lời văn (1 đoạn)</summary>" in rest
    assert "xã đã **tiếp** nhận" in rest
    assert text.count("<details>") == text.count("</details>")


def test_a_comment_never_grows_longer_than_a_comment_may_be(differences: Differences) -> None:
    (comparison,) = differences.comparisons
    many = comparison._replace(
        texts=comparison.texts * 5000,
        figures=comparison.figures * 5000,
        facts=comparison.facts * 5000,
        tasks=comparison.tasks * 5000,
    )
    text = diff_markdown(
        differences._replace(comparisons=(many,) * 9, definitions=differences.definitions * 999)
    )
    assert len(text.encode()) < LONGEST + 1000
    assert text.count("<details>") == text.count("</details>")
    assert "lược bớt" in text


def test_what_units_wrote_makes_no_markdown_and_calls_nobody(differences: Differences) -> None:
    (definition,) = differences.definitions
    evil = definition._replace(new="<script>|@admin **đậm**\n# to")
    text = diff_markdown(differences._replace(definitions=(evil,)))
    assert "<script>" not in text
    assert "@admin" not in text
    assert "**đậm**" not in text
    assert "\n# to" not in text


def test_a_comment_says_that_there_is_no_difference() -> None:
    assert "Không có thay đổi nào về nội dung." in diff_markdown(Differences("a", "b"))


def test_an_object_is_versioned_and_names_both_sides(data: dict[str, Any]) -> None:
    assert data["version"] == 1
    assert (data["old"], data["new"], data["notice"]) == ("kỳ 2025-10", "kỳ 2025-11", "SỐ LIỆU GIẢ LẬP")


def test_figures_hold_numbers_states_and_places(data: dict[str, Any]) -> None:
    first, second = data["comparisons"][0]["figures"]
    if first["indicator"] != "hs.tiep_nhan":
        first, second = second, first
    assert (first["old"]["value"], first["new"]["value"], first["change"]) == (3781, 4159, 378)
    assert first["new"]["place"]["file"] == "data/units/xa-mot/2025-11.yaml"
    assert second["new"] == {
        "state": "missing",
        "value": None,
        "text": "chưa có số liệu (Chưa đối chiếu)",
        "place": second["new"]["place"],
    }
    assert second["change"] is None


def test_totals_hold_coverage_drivers_and_the_share_of_other_units(data: dict[str, Any]) -> None:
    (directive,) = data["comparisons"][0]["directives"]
    assert directive["old"] == {"reported": 1, "expected": 3}
    total = directive["totals"][0]
    assert total["change_of_other_units"] == 1000
    assert total["drivers"] == [{"unit": "xa-mot", "change": 378}]
    assert (total["old"]["counted"], total["new"]["counted"]) == (1, 2)


def test_why_a_total_changed_adds_up_to_its_change(data: dict[str, Any]) -> None:
    (directive,) = data["comparisons"][0]["directives"]
    total = directive["totals"][0]
    assert total["why"] == [
        {"cause": "unit", "change": 378, "units": ["xa-mot"], "joining": None},
        {"cause": "report", "change": 1000, "units": ["phuong-ba"], "joining": True},
    ]
    assert sum(part["change"] for part in total["why"]) == total["change"]
    assert [each["why"] for each in directive["totals"][1:]] == [None, None]


def test_tasks_texts_and_facts_are_all_there(data: dict[str, Any]) -> None:
    comparison = data["comparisons"][0]
    assert comparison["tasks"][0]["progress"] == ["dang_thuc_hien", "hoan_thanh"]
    assert {"old": None, "new": "Đã họp dân."} in comparison["texts"][0]["edits"]
    assert comparison["facts"][0]["part"] == "văn bản qd"
    assert comparison["units"][0]["fate"] == "started"
