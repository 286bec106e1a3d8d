"""The rules as a list, and the page of the documentation that shows it."""

import re
import unicodedata

import pytest

from baocao.foreign.faults import PROBLEMS
from baocao.inspection.rules.catalogue import RULES
from baocao.inspection.verdicts import Rule
from baocao.model.messages import Severity
from baocao.source.forms import load_form
from support import REPOSITORY

STATE = load_form()

PAGE = (REPOSITORY / "docs" / "kiem-tra-the-thuc.md").read_text(encoding="utf-8")


def test_ids_are_unique_and_in_order() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"TT\d{3}", each) for each in ids)
    assert not set(ids) & set(PROBLEMS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_states_itself_in_one_sentence(rule: Rule) -> None:
    assert rule.check.__doc__
    assert unicodedata.is_normalized("NFC", rule.title)


def test_every_rule_has_its_article_in_the_decrees_form() -> None:
    assert list(STATE.articles) == [rule.id for rule in RULES]


@pytest.mark.parametrize(
    "rule", [each for each in RULES if STATE.articles[each.id][0].islower()], ids=lambda rule: rule.id
)
def test_what_is_only_a_custom_is_no_error(rule: Rule) -> None:
    assert rule.severity in {Severity.WARNING, Severity.NOTE}


def test_the_page_shows_every_rule_as_it_is() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.splitlines()
        if line.startswith("| TT")
    ]
    assert [row[:2] for row in rows] == [[each.id, each.title] for each in RULES]
    assert [row[2] for row in rows] == [STATE.articles[each.id] for each in RULES]
    assert [row[5] for row in rows] == [each.severity.value for each in RULES]


@pytest.mark.parametrize(("column", "name"), [(3, "dang-2018"), (4, "dang-2026")])
def test_the_page_shows_where_the_party_says_each_rule(column: int, name: str) -> None:
    articles = load_form(name).articles
    shown = {
        row.split("|")[1].strip(): row.split("|")[column + 1].strip()
        for row in PAGE.splitlines()
        if row.startswith("| TT")
    }
    assert shown == {each.id: articles.get(each.id, "thông lệ") for each in RULES}


@pytest.mark.parametrize("name", ["dang-2018", "dang-2026"])
def test_the_partys_articles_are_of_rules_in_their_order(name: str) -> None:
    articles = list(load_form(name).articles)
    assert articles == [rule.id for rule in RULES if rule.id in articles]


@pytest.mark.parametrize(
    ("rules", "of_2018", "of_2026"),
    [
        ("TT101", "Phần II, điểm 4.2", "Phần II, mục IV.3"),
        ("TT103", "Phần II, điểm 4.3", "Phần II, mục IV.4"),
        ("TT106 TT107 TT108", "Phần II, điểm 4.4", "Phần II, mục IV.5.1"),
        ("TT202 TT204", "Phần II, điểm 1.1.2", "Phần II, mục I.1.2"),
        ("TT205 TT206 TT207", "Phần II, điểm 1.2", "Phần II, mục I.2"),
        ("TT208", "Phần II, điểm 1.3", "Phần II, mục I.3"),
        ("TT210", "Phần II, điểm 1.4", "Phần II, mục I.4"),
        ("TT213 TT214 TT215 TT216", "Phần II, điểm 1.5.2", "Phần II, mục I.5.2"),
        ("TT218 TT219", "Phần II, điểm 1.9.2", "Phần II, mục I.9.2"),
        ("TT301 TT303 TT304 TT305 TT306 TT314", "Phần II, điểm 1.6.2", "Phần II, mục I.6.2"),
        ("TT307 TT310 TT311 TT312", "Phần II, điểm 1.6.2", "Phần II, mục I.6.2.4"),
        ("TT401 TT402 TT404", "Phần II, điểm 1.7", "Phần II, mục I.7"),
        ("TT405 TT407 TT409", "Phần II, điểm 1.9", "Phần II, mục I.9"),
        ("TT501 TT502 TT503 TT506", "Phần II, điểm 4.5", "Phần II, mục II.1"),
    ],
)
def test_rules_are_found_at_these_points_of_the_partys_guidance(
    rules: str, of_2018: str, of_2026: str
) -> None:
    for name, point in (("dang-2018", of_2018), ("dang-2026", of_2026)):
        articles = load_form(name).articles
        assert [rule for rule in rules.split() if not articles[rule].startswith(point)] == []


def test_the_page_shows_every_problem_of_files() -> None:
    shown = re.findall(r"^- `(TT0\d\d)`", PAGE, re.MULTILINE)
    assert shown == list(PROBLEMS)
