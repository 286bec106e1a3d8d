"""Records are read by the tables of their keys: every kind, what is absent, what is left to code."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

import pytest

from baocao.model.identifiers import NAMES
from baocao.model.kinds import (
    Bounds,
    Choice,
    Choices,
    Day,
    Days,
    Flag,
    Identifier,
    Kind,
    Labels,
    Number,
    OptionalText,
    PeriodName,
    Text,
    Texts,
    Time,
    Whole,
    Word,
)
from baocao.model.shape import ById, Demand, Key, Record, Records, Section, Shape
from baocao.source.shapes import read_record, values_of, written_keys
from reading import fields_of, problem_codes
from support import period_of


class Colour(StrEnum):
    RED = "do"
    BLUE = "xanh"


class Pot(NamedTuple):
    name: str
    size: int | None
    id: str = ""


POT = Shape(
    Pot,
    (Key("ten", "name", Text(), required=True), Key("co", "size", Whole(1, 9))),
    demand=Demand(("ten", "co")),
)


def read_kind(kind: Kind, text: str, *, required: bool = False) -> tuple[Any, list[str]]:
    """Return what stands under `k`, and the codes of what is wrong."""
    fields = fields_of(text)
    values = values_of(Shape(dict, (Key("k", "value", kind, required=required),)), fields)
    return values["value"], problem_codes(fields.log.problems)


@pytest.mark.parametrize(
    ("kind", "written", "value", "absent"),
    [
        (Text(), "a", "a", ""),
        (Text("VT"), "a", "a", "VT"),
        (OptionalText(), "a", "a", None),
        (Texts(), "[a, b]", ("a", "b"), ()),
        (Texts(None), "[]", (), None),
        (Texts(None, None), "[]", None, None),
        (Identifier(NAMES), "qd-1", "qd-1", ""),
        (Flag(), "co", True, False),
        (Flag(absent=True), "khong", False, True),
        (Day(), "18/11/2025", date(2025, 11, 18), None),
        (Days(), "[2025-11-18]", {date(2025, 11, 18)}, set()),
        (Time("17:00"), '"8:30"', "8:30", "17:00"),
        (PeriodName(), "2025-6TC", period_of("2025-6TC"), None),
        (Number(), '"86,6"', Decimal("86.6"), None),
        (Whole(0, 9, 3), "5", 5, 3),
        (Bounds(), "[~, 9.999]", (None, Decimal(9999)), (None, None)),
        (Choice(Colour), "do", Colour.RED, None),
        (Choice(Colour, Colour.BLUE), "do", Colour.RED, Colour.BLUE),
        (Choices(Colour), "[do, xanh]", set(Colour), set()),
        (Word(("13", "14"), "14"), "13", "13", "14"),
        (Labels(), "{a: Một}", {"a": "Một"}, {}),
        (Record(POT), "{ten: Nồi}", Pot("Nồi", None), None),
        (Records(lambda: POT), "[{ten: Nồi}]", (Pot("Nồi", None),), ()),
        (ById(POT, NAMES), "{a: {ten: Nồi}}", {"a": Pot("Nồi", None, "a")}, {}),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Kind) else "",
)
def test_every_kind_is_read_as_what_it_is_and_has_a_value_where_nothing_is_written(
    kind: Kind, written: str, value: Any, absent: Any
) -> None:
    assert read_kind(kind, f"k: {written}") == (value, [])
    assert read_kind(kind, "a: 1") == (absent, [])


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Text(), "a: 1", "BC204"),
        (Identifier(NAMES), "k:", "BC204"),
        (Day(), "a: 1", "BC204"),
        (Whole(1, 9), "a: 1", "BC204"),
        (Choice(Colour), "k:", "BC204"),
        (Choice(Colour), "k: vang", "BC206"),
        (Whole(1, 9), "k: 10", "BC228"),
    ],
)
def test_what_is_required_is_missed(kind: Kind, text: str, code: str) -> None:
    assert read_kind(kind, text, required=True)[1] == [code]


def test_a_choice_without_a_usual_value_may_be_left_out_but_not_left_blank() -> None:
    assert read_kind(Choice(Colour), "k:") == (None, ["BC204"])


def test_a_record_is_made_of_what_stands_under_its_keys_and_of_what_code_knows() -> None:
    assert read_record(POT, fields_of("{co: 3, ten: Nồi}"), id="a") == Pot("Nồi", 3, "a")


def test_a_record_without_what_it_needs_is_not_made_unless_its_table_is_lenient() -> None:
    lenient = Shape(Pot, POT.keys, lenient=True)
    assert read_record(POT, fields_of("co: 3")) is None
    assert read_record(lenient, fields_of("co: 3")) == Pot("", 3)


def test_a_key_is_left_to_code_where_there_is_any_even_where_it_is_not_written() -> None:
    record = read_record(POT, fields_of("ten: Nồi"), {"size": lambda fields: len(fields.node.entries)})
    assert record == Pot("Nồi", 1)


def test_what_only_code_can_read_is_not_read_without_it() -> None:
    with pytest.raises(NotImplementedError):
        read_kind(Section(), "k: a")


def test_keys_are_told_in_the_order_of_the_table_whatever_was_asked_for_first() -> None:
    fields = fields_of("lo: 1")
    fields.get("la")
    fields.get("co")
    read_record(POT, fields)
    problem = next(each for each in fields.log.problems if each.code == "BC205")
    assert problem.advice.endswith("Các khóa được dùng: ten, co, la.")


@pytest.mark.parametrize(
    ("text", "keys"), [("ten: a", ["ten"]), ("{ten: , co: 1}", ["co"]), ("co: []", [])]
)
def test_a_demand_counts_what_is_written_and_not_what_is_left_blank(text: str, keys: list[str]) -> None:
    assert POT.demand
    assert written_keys(POT.demand, fields_of(text)) == keys


def test_ids_of_another_alphabet_are_left_out_and_reported() -> None:
    value, problems = read_kind(ById(POT, NAMES), "k: {A B: {ten: Nồi}}")
    assert (value, problems) == ({}, ["BC511"])
