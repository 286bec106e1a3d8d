"""Which periods there are, told where one is asked for of which nothing is known."""

import pytest

from baocao.report.periods import (
    empty_period,
    nearest_first,
    nearest_periods,
    unknown_period,
)
from support import Sandbox, period_of


@pytest.mark.parametrize(
    ("asked", "known", "names"),
    [
        ("2025-Q4", "2025-10 2025-11 2025-12", ["2025-12", "2025-11", "2025-10"]),
        ("2025-11", "2025-09 2025-10 2025-12 2026-02", ["2025-12", "2025-10", "2025-09", "2026-02"]),
        ("2025-11", "2025-10 2025-12", ["2025-12", "2025-10"]),
        ("2025-12", "2025-Q4 2026-01", ["2025-Q4", "2026-01"]),
        ("2025-12", "2025 2025-Q4 2024", ["2025", "2025-Q4", "2024"]),
        ("2025-W46", "2025-11 2025-W40 2025-11-10", ["2025-11", "2025-11-10", "2025-W40"]),
    ],
)
def test_the_nearest_period_comes_first(asked: str, known: str, names: list[str]) -> None:
    ordered = nearest_first(period_of(asked), map(period_of, known.split()))
    assert sorted(each.id for each in ordered) == sorted(names)
    distances = [abs((each.window.end - period_of(asked).window.end).days) for each in ordered]
    assert distances == sorted(distances)
    assert ordered[0].id == names[0]


def test_many_periods_are_counted_after_the_nearest() -> None:
    known = [period_of(f"{year}-{month:02}") for year in (2024, 2025) for month in range(1, 13)]
    said = nearest_periods(period_of("2026-01"), known)
    assert said.startswith("Các kỳ có báo cáo, gần nhất trước: 2025-12, 2025-11, 2025-10,")
    assert said.endswith("2025-07 và 18 kỳ khác.")


def test_where_nobody_has_ever_reported_that_is_said() -> None:
    assert (
        nearest_periods(period_of("2025-11"), [period_of("2025-11")]) == "Chưa có kỳ nào khác có báo cáo."
    )


def test_a_quarter_that_nobody_asks_for_names_the_months_there_are(sandbox: Sandbox) -> None:
    said = unknown_period(sandbox.load().definitions, period_of("2025-Q4"))
    assert said == (
        "Không chỉ đạo nào yêu cầu báo cáo kỳ 2025-Q4 (cd: báo cáo hằng tháng). "
        "Các kỳ có báo cáo, gần nhất trước: 2025-11."
    )


def test_a_month_in_which_nobody_reported_is_a_period_all_the_same(sandbox: Sandbox) -> None:
    definitions = sandbox.load().definitions
    assert unknown_period(definitions, period_of("2025-12")) == ""
    said = empty_period(definitions, period_of("2025-12"))
    assert said == ("Không đơn vị nào có báo cáo kỳ 2025-12. Các kỳ có báo cáo, gần nhất trước: 2025-11.")


def test_a_period_of_which_there_is_a_file_is_known_whoever_asks(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mot/2025-Q4.yaml", "don_vi: xa-mot\nky: 2025-Q4\n")
    assert unknown_period(sandbox.load().definitions, period_of("2025-Q4")) == ""
