"""Fields of a record: each is asked for by kind, and every misfit is collected at its place."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from baocao.model.diagnostic import MOST
from baocao.source.fields import Fields, entries_of
from reading import FILE, fields_of, mapping_of, problem_codes


class Colour(StrEnum):
    RED = "do"
    BLUE = "xanh"


@pytest.mark.parametrize(
    ("text", "read", "expected"),
    [
        ("k: xã Mỏ Cày", lambda fields: fields.text("k"), "xã Mỏ Cày"),
        ("k: Mo\u0309 Ca\u0300y", lambda fields: fields.text("k"), "Mỏ Cày"),
        ("k: '  a  '", lambda fields: fields.text("k"), "a"),
        ("k: ~", lambda fields: fields.text("k", "mặc định"), "mặc định"),
        ("k:", lambda fields: fields.text("k", "mặc định"), "mặc định"),
        ("a: 1", lambda fields: fields.text("k", "mặc định"), "mặc định"),
        ("k: 010", lambda fields: fields.text("k"), "010"),
        ("k: no", lambda fields: fields.required_text("k"), "no"),
        ("k: 2025-11-31", lambda fields: fields.required_text("k"), "2025-11-31"),
        ("k:", lambda fields: fields.optional_text("k"), None),
        ("k: [a, b]", lambda fields: fields.texts("k"), ("a", "b")),
        ("k: a", lambda fields: fields.texts("k"), ("a",)),
        ("a: 1", lambda fields: fields.texts("k"), ()),
        ("k: co", lambda fields: fields.flag("k"), True),
        ("k: khong", lambda fields: fields.flag("k"), False),
        ("a: 1", lambda fields: fields.flag("k"), False),
        ("k: 2025-11-18", lambda fields: fields.day("k"), date(2025, 11, 18)),
        ("k: 18/11/2025", lambda fields: fields.day("k"), date(2025, 11, 18)),
        ("k: 8-1-2025", lambda fields: fields.day("k"), date(2025, 1, 8)),
        ("a: 1", lambda fields: fields.day("k"), None),
        ('k: "14:00"', lambda fields: fields.time("k", "17:00"), "14:00"),
        ("a: 1", lambda fields: fields.time("k", "17:00"), "17:00"),
        (
            "k: 2025-09-22 14:00",
            lambda fields: fields.moment("k"),
            datetime.fromisoformat("2025-09-22T14:00"),
        ),
        (
            "k: 2025-09-22 9:30",
            lambda fields: fields.moment("k"),
            datetime.fromisoformat("2025-09-22T09:30"),
        ),
        ("k: 22/9/2025", lambda fields: fields.moment("k"), datetime.fromisoformat("2025-09-22T23:59")),
        ("k: do", lambda fields: fields.choice("k", Colour), Colour.RED),
        ("a: 1", lambda fields: fields.choice("k", Colour, Colour.BLUE), Colour.BLUE),
        ("k: 1.000", lambda fields: fields.number("k"), Decimal(1000)),
        ("k: 86,6", lambda fields: fields.number("k"), Decimal("86.6")),
        ("k: 1.15", lambda fields: fields.number("k"), Decimal("1.15")),
        ("k: [0, 9.999]", lambda fields: fields.numbers("k", 2), (Decimal(0), Decimal(9999))),
        ("k: [~, 100]", lambda fields: fields.numbers("k", 2), (None, Decimal(100))),
        ("a: 1", lambda fields: fields.numbers("k", 2), (None, None)),
    ],
)
def test_a_field_is_read_as_the_kind_that_is_asked_for(
    text: str, read: Callable[[Fields], Any], expected: Any
) -> None:
    fields = fields_of(text)
    assert read(fields) == expected
    assert fields.log.problems == []


@pytest.mark.parametrize(
    ("text", "read", "code"),
    [
        ("k: [a]", lambda fields: fields.text("k"), "BC203"),
        ("k: {a: b}", lambda fields: fields.required_text("k"), "BC203"),
        ("a: 1", lambda fields: fields.required_text("k"), "BC204"),
        ("k:", lambda fields: fields.required_text("k"), "BC204"),
        ("k: {a: b}", lambda fields: fields.texts("k"), "BC202"),
        ("k: [a, [b]]", lambda fields: fields.texts("k"), "BC203"),
        ("k: [a, ~]", lambda fields: fields.texts("k"), "BC215"),
        ("k: yes", lambda fields: fields.flag("k"), "BC212"),
        ("k: 2025-11-31", lambda fields: fields.day("k"), "BC207"),
        ("k: hôm nay", lambda fields: fields.day("k"), "BC207"),
        ("k: 24:00", lambda fields: fields.time("k", "17:00"), "BC223"),
        ("k: 14h", lambda fields: fields.time("k", "17:00"), "BC223"),
        ("k: 2025-09-22 14h", lambda fields: fields.moment("k"), "BC223"),
        ("k: 2025-09-31 14:00", lambda fields: fields.moment("k"), "BC207"),
        ("k: vang", lambda fields: fields.choice("k", Colour), "BC206"),
        ("a: 1", lambda fields: fields.choice("k", Colour), "BC204"),
        ("k: một", lambda fields: fields.number("k"), "BC208"),
        ("k: [1]", lambda fields: fields.numbers("k", 2), "BC224"),
        ("k: [0, 86,6]", lambda fields: fields.numbers("k", 2), "BC224"),
        ("k: [0, x]", lambda fields: fields.numbers("k", 2), "BC208"),
        ("k: a", lambda fields: fields.mapping("k"), "BC201"),
        ("k: [a]", lambda fields: fields.fields("k"), "BC201"),
        ("k: [a]", lambda fields: list(fields.entries("k")), "BC201"),
        ("k: {a: b}", lambda fields: fields.each("k", lambda item: item.text("a")), "BC202"),
        ("k: [a]", lambda fields: fields.each("k", lambda item: item.text("a")), "BC201"),
    ],
)
def test_each_misfit_has_its_own_message(text: str, read: Callable[[Fields], Any], code: str) -> None:
    fields = fields_of(text)
    read(fields)
    assert problem_codes(fields.log.problems) == [code]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2025-11-31", "(tháng 11 năm 2025 không có ngày 31)"),
        ("29/02/2025", "(tháng 2 năm 2025 không có ngày 29)"),
        ("2025-13-01", "(không có tháng 13)"),
        ("0000-01-01", "có thật."),
    ],
)
def test_a_day_that_does_not_exist_is_told_why(text: str, why: str) -> None:
    fields = fields_of(f"ngay: {text}")
    assert fields.day("ngay") is None
    assert why in fields.log.problems[0].message


@pytest.mark.parametrize(("text", "guess"), [("yes", "'co'"), ("off", "'khong'"), ("False", "'khong'")])
def test_english_truth_is_refused_with_the_vietnamese_word(text: str, guess: str) -> None:
    fields = fields_of(f"bat_buoc: {text}")
    assert fields.flag("bat_buoc") is False
    assert guess in fields.log.problems[0].message


def test_a_missing_field_is_missed_at_its_record() -> None:
    fields = fields_of("a: 1\nb:\n  c: 2\n").fields("b")
    assert fields is not None
    fields.required_text("ten")
    assert fields.log.problems[0].place == (FILE, 3, 3)


def test_a_blank_field_is_missed_where_its_value_should_stand() -> None:
    fields = fields_of("a: 1\nten: ~\n")
    fields.required_text("ten")
    assert fields.log.problems[0].place == (FILE, 2, 6)


def test_the_place_of_a_field_is_its_value_else_its_record() -> None:
    fields = fields_of("ten: a\n")
    assert (fields.place("ten"), fields.place("ma"), fields.at) == (
        (FILE, 1, 6),
        (FILE, 1, 1),
        (FILE, 1, 1),
    )


def test_keys_that_nobody_asks_for_are_reported_with_those_that_exist() -> None:
    fields = fields_of("ten: a\nma_so: 1\n")
    fields.text("ten")
    fields.text("ma")
    assert fields.done()
    (problem,) = fields.log.problems
    assert (problem.code, problem.place) == ("BC205", (FILE, 2, 1))
    assert problem.advice == "Sửa tên khóa. Các khóa được dùng: ten, ma."


def test_a_misspelt_key_is_answered_with_the_nearest() -> None:
    fields = fields_of("ngay_hoan_thanhh: 2025-11-18\n")
    fields.day("ngay_hoan_thanh")
    fields.done()
    assert fields.log.problems[0].message.endswith("Ý bạn là 'ngay_hoan_thanh'?")


@pytest.mark.parametrize("text", ["{gia_tri: 86,6}", "{gia_tri: 479,5 triệu}"])
def test_half_a_value_is_told_from_an_unknown_key(text: str) -> None:
    fields = fields_of(text)
    fields.text("gia_tri")
    assert not fields.done()
    assert problem_codes(fields.log.problems) == ["BC225"]


def test_a_record_without_a_required_field_is_incomplete_and_one_with_a_bad_optional_field_is_not() -> None:
    fields = fields_of("ngay: hôm nay\n")
    fields.day("ngay")
    assert fields.done()
    fields.day("ngay", required=True)
    assert not fields.done()


def test_records_of_a_list_that_cannot_be_read_are_left_out() -> None:
    fields = fields_of("k:\n  - {ten: a}\n  - b\n  - {ten: c}\n")
    assert fields.each("k", lambda item: item.optional_text("ten")) == ("a", "c")


def test_refused_values_count_as_unreadable_and_are_not_reported_again(yaml: Callable[[str], Any]) -> None:
    root, problems = yaml("a: &neo x\nb: *neo\nc: !!str y\n")
    fields = Fields(root, fields_of("a: 1").log)
    assert [fields.text(key) for key in "abc"] == ["", "", ""]
    assert len(problems) == 3
    assert fields.log.problems == []


def test_entries_keep_the_order_of_the_source() -> None:
    assert [name for name, _, _ in entries_of(mapping_of("b: 1\na: 2\n"))] == ["b", "a"]
    assert list(entries_of(None)) == []


def test_named_records_keep_their_order_and_misfits_are_left_out() -> None:
    fields = fields_of("a: {x: {ten: Một}, y: không phải bảng, z: {ten: Ba}}")
    assert list(fields.named("a", lambda name, part: f"{name} {part.text('ten')}").items()) == [
        ("x", "x Một"),
        ("z", "z Ba"),
    ]
    assert problem_codes(fields.log.problems) == ["BC201"]


@pytest.mark.parametrize(("text", "expected"), [("0", 0), ("15", 15), ("1.000", 1000), ("~", None)])
def test_a_whole_number_within_its_limits_is_read(text: str, expected: int | None) -> None:
    fields = fields_of(f"so: {text}\n")
    assert fields.whole("so", 0, 1000) == expected
    assert fields.log.problems == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("-1", "BC228"), ("1.001", "BC228"), ("1,5", "BC228"), ("9" * 5000, "BC208"), ("x", "BC208")],
)
def test_other_whole_numbers_are_reported(text: str, code: str) -> None:
    fields = fields_of(f"so: {text}\n")
    assert fields.whole("so", 0, 1000) is None
    assert problem_codes(fields.log.problems) == [code]


def test_reading_stops_where_there_is_no_end_of_problems() -> None:
    fields = fields_of("".join(f"k{number}: 1\n" for number in range(2000)))
    record = fields.log.read_within(lambda top, log: Fields(top, log).done(), fields.node)
    assert record is None
    assert problem_codes(fields.log.problems) == ["BC205"] * MOST + ["BC022"]


def test_a_value_of_great_length_is_shortened_in_its_message() -> None:
    fields = fields_of(f"so: '{'x' * 10_000}'\n")
    fields.whole("so", 0, 1)
    (problem,) = fields.log.problems
    assert len(problem.message) < 600
    assert "…" in problem.message
