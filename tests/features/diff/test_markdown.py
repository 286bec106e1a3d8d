"""What changed, as a comment on a merge request."""

from pathlib import Path

import pytest

from baocao.features.diff.formats import diff_markdown
from baocao.features.diff.records import Differences
from baocao.report.markdown import LONGEST
from diffing import differences
from support import Sandbox


@pytest.fixture
def found(tmp_path: Path) -> Differences:
    return differences(Sandbox(tmp_path))


def test_the_short_part_stands_open_and_the_long_part_is_folded(found: Differences) -> None:
    text = diff_markdown(found)
    head, _, rest = text.partition("<details>")
    assert head.startswith("### So sánh kỳ 2025-10 → kỳ 2025-11\n")
    assert "**SỐ LIỆU GIẢ LẬP**" in head
    assert "| Xã Một | Tiếp nhận | 3.781 | 4.159 | +378 (+10%) |" in head
    assert "- Mới hoàn thành: Xã Một, cd, nhiệm vụ 1: Nhiệm vụ một (đang thực hiện → hoàn thành)" in head
    assert "<summary>Lời văn (1 đoạn)</summary>" in rest
    assert "xã đã **tiếp** nhận" in rest
    assert text.count("<details>") == text.count("</details>")


def test_it_never_grows_longer_than_a_comment_may_be(found: Differences) -> None:
    (comparison,) = found.comparisons
    many = comparison._replace(
        texts=comparison.texts * 5000,
        figures=comparison.figures * 5000,
        facts=comparison.facts * 5000,
        tasks=comparison.tasks * 5000,
    )
    text = diff_markdown(found._replace(comparisons=(many,) * 9, definitions=found.definitions * 999))
    assert len(text.encode()) < LONGEST + 1000
    assert text.count("<details>") == text.count("</details>")
    assert "lược bớt" in text


def test_what_units_wrote_makes_no_markdown_and_calls_nobody(found: Differences) -> None:
    (definition,) = found.definitions
    evil = definition._replace(new="<script>|@admin **đậm**\n# to")
    text = diff_markdown(found._replace(definitions=(evil,)))
    assert "<script>" not in text
    assert "@admin" not in text
    assert "**đậm**" not in text
    assert "\n# to" not in text


def test_no_difference_is_said() -> None:
    assert "Không có thay đổi nào về nội dung." in diff_markdown(Differences("a", "b"))
