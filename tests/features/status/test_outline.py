"""Who reported is told in every format: nothing that an overview holds is forgotten by one of them."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

import pytest

from baocao.features.status.formats import status_json, status_text
from baocao.features.status.sheets import status_document
from baocao.model.delivery import Delivery, Overview, Timing, Upcoming
from baocao.report.bars import ASCII
from deliveries import CAME, DEADLINE, monthly_directive, parted_units, sample_overview, unit_delivery
from support import period_of

MARK: Final = "dau-rieng"
NAME_SPACE: Final = "\u00a0"
FORMATS: Final[Mapping[str, Callable[[Overview], str]]] = {
    "text": lambda found: status_text(found, 400, ASCII),
    "json": status_json,
    "xlsx": lambda found: str(status_document(found)),
}
FATES: Final[Mapping[str, Delivery]] = {
    "missing": unit_delivery(MARK),
    "broken": unit_delivery(MARK, broken=True),
    "unpulled": unit_delivery(MARK, unpulled=True),
    "late": unit_delivery(MARK, Timing.LATE),
    "unknown": unit_delivery(MARK, Timing.UNKNOWN),
    "invalid": unit_delivery(MARK, Timing.ON_TIME, valid=False),
    "incomplete": unit_delivery(MARK, Timing.ON_TIME, complete=False),
    "pending": unit_delivery(MARK, Timing.ON_TIME, pending=True),
}
"""A report for each thing that wants looking after."""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("fate", FATES)
def test_a_unit_to_be_looked_after_is_named_in_every_format(fate: str, form: str) -> None:
    assert MARK in FORMATS[form](sample_overview(FATES[fate]))


@pytest.mark.parametrize("form", FORMATS)
def test_a_change_after_the_deadline_is_told_in_every_format(form: str) -> None:
    good = unit_delivery(MARK, Timing.ON_TIME)
    assert good.arrival is not None
    amended = good._replace(arrival=good.arrival._replace(amended=7, versions=8, last=CAME))
    told = FORMATS[form](sample_overview(amended))
    assert any(words in told for words in (f"Sửa sau hạn (1): {MARK}", '"amended": 7', "ửa 7 lần sau hạn"))


@pytest.mark.parametrize("form", FORMATS)
def test_names_of_directives_parts_and_the_notice_are_told_in_every_format(form: str) -> None:
    units = (unit_delivery("Xã Một"),)
    (status,) = sample_overview(*units, splits=parted_units(Bắc=units)).statuses
    named = status._replace(directive=monthly_directive("cd")._replace(name="Tên riêng"))
    told = FORMATS[form](sample_overview(statuses=(named,), notice="GIẢ LẬP"))
    assert all(words in told for words in ("cd", "Tên riêng", "Bắc cũ", "GIẢ LẬP"))


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_falls_due_next_is_told(form: str) -> None:
    following = Upcoming(monthly_directive(MARK), period_of("2025-12"), DEADLINE)
    assert MARK in FORMATS[form](sample_overview(upcoming=(following,)))


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("text", f"Muộn (1): {MARK} (17:00:01 ngày 17/11/2025)"),
        ("json", "2025-11-17T17:00:01+07:00"),
        ("xlsx", "17:00:01 17/11/2025"),
    ],
)
def test_a_report_one_second_late_is_not_told_with_the_minute_of_the_deadline(
    form: str, words: str
) -> None:
    late = unit_delivery(MARK, Timing.LATE)
    assert late.arrival is not None
    came = DEADLINE + timedelta(seconds=1)
    told = FORMATS[form](
        sample_overview(late._replace(arrival=late.arrival._replace(first=came, last=came)))
    )
    assert words in told.replace(NAME_SPACE, " ")
