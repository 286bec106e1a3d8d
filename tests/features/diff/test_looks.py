"""The figures to look at first, in reviews: where periods are compared, or what a change brings."""

import json
import re
import shutil

import pytest

from baocao.features.diff.comparing import compare_periods
from baocao.features.diff.comparing_versions import compare_versions
from baocao.features.diff.formats import Style, diff_json, diff_markdown, diff_text
from baocao.features.diff.looks import looks_of_periods
from baocao.features.diff.records import Differences
from baocao.features.diff.side import Narrowing
from baocao.pipeline.loading import load_checked
from baocao.rules.look_words import look_text
from repositories import Repository
from support import EXAMPLE, REPOSITORY, period_of

ONE_UNIT = "data/units/xa-son-khe/2025-11.yaml"


@pytest.fixture(scope="module")
def months() -> Differences:
    """What changed in the synthetic province, in which eleven communes report."""
    return compare_periods(EXAMPLE, ("2025-10", "2025-11"), Narrowing())


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Differences:
    """A change of the report of one unit, from one commit to the next."""
    folder = tmp_path_factory.mktemp("review")
    root = folder / EXAMPLE.relative_to(REPOSITORY)
    for part in (EXAMPLE / "data", REPOSITORY / "data" / "directives"):
        shutil.copytree(part, folder / part.relative_to(REPOSITORY))
    shutil.copy(EXAMPLE / "baocao.yaml", root)
    repository = Repository(folder)
    before = repository.commit("2025-11-15 09:00")
    file = root / ONE_UNIT
    text, changed = re.subn(
        r"tthc\.tiep_nhan: .*", "tthc.tiep_nhan: 90.000", file.read_text(encoding="utf-8")
    )
    assert changed == 1
    file.write_text(text, encoding="utf-8")
    after = repository.commit("2025-11-16 09:00")
    shutil.rmtree(root / "data" / "units")  # both sides come from Git alone
    return compare_versions(root, f"{before}..{after}", (), Narrowing())


def test_two_periods_have_those_that_a_check_has(months: Differences) -> None:
    (comparison,) = months.comparisons
    assert len(comparison.looks) == 20
    assert comparison.looks == load_checked(EXAMPLE, period_of("2025-11")).looks


def test_a_terminal_shows_all_of_them_under_one_heading(months: Differences) -> None:
    lines = diff_text(months, Style()).splitlines()
    start = lines.index("20 số liệu nên xem trước (phần lệch khỏi mức dự kiến so với tổng số các đơn vị)")
    told = lines[start + 1 : start + 22]
    (comparison,) = months.comparisons
    assert [line.split("  ", 1)[1] for line in map(str.strip, told[:20])] == [
        *map(look_text, comparison.looks)
    ]
    assert any("%  Xã Sơn Khê: tthc.dang_giai_quyet = 1.495 (kỳ 2025-10: " in line for line in told)
    assert told[20] == ""


def test_a_comment_has_them_folded(months: Differences) -> None:
    comment = diff_markdown(months)
    assert "<summary>20 số liệu nên xem trước (phần lệch" in comment
    assert "Xã Sơn Khê: tthc.dang\\_giai\\_quyet = 1.495 (kỳ 2025-10: " in comment


def test_programs_read_the_same_object_as_of_a_check(months: Differences) -> None:
    (comparison,) = json.loads(diff_json(months))["comparisons"]
    look = comparison["first_looks"][4]
    first = months.comparisons[0].looks[4]
    assert (look["unit"], look["indicator"], look["value"]) == ("xa-son-khe", "tthc.dang_giai_quyet", 1495)
    assert (look["before"], look["share"]) == (first.before, round(first.share, 6))
    assert (look["file"], look["line"] > 1) == (ONE_UNIT, True)


def test_a_review_lists_the_reports_that_changed_held_against_the_period_before(
    review: Differences,
) -> None:
    (comparison,) = review.comparisons
    assert {look.unit.id for look in comparison.looks} == {"xa-son-khe"}
    first = comparison.looks[0]
    assert look_text(first).startswith("Xã Sơn Khê: tthc.tiep_nhan = 90.000 (kỳ 2025-10: ")
    assert first.share > 0.3
    # Of one unit there is room for more than two.
    assert 2 < len(comparison.looks) <= 20


def test_who_asks_for_a_unit_or_a_directive_is_told_of_these(months: Differences) -> None:
    def asked(narrowing: Narrowing) -> set[str]:
        (comparison,) = compare_periods(EXAMPLE, ("2025-10", "2025-11"), narrowing).comparisons
        return {look.unit.id for look in comparison.looks}

    assert asked(Narrowing(units=frozenset({"xa-son-khe"}))) == {"xa-son-khe"}
    assert len(asked(Narrowing(directives=frozenset({"nq71"})))) > 2
    assert months.comparisons


def test_a_month_is_not_held_against_nine() -> None:
    old, new = (load_checked(EXAMPLE, period_of(name)).workspaces[0] for name in ("2025-10", "2025-11"))
    assert looks_of_periods(old, new, Narrowing())
    assert looks_of_periods(old._replace(period=period_of("2025-9T")), new, Narrowing()) == ()
