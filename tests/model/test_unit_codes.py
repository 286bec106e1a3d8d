"""Electronic codes are spelt in two ways; a unit has other codes before a day than after it."""

from datetime import date

import pytest

from baocao.model.unit_codes import UnitCodes, is_electronic, same_spelling
from records import open_unit

OLD = UnitCodes(date(2025, 6, 30), "20989", "H48.20")
OLDER = UnitCodes(date(2020, 9, 14), "20989", "000.00.20.H48")


@pytest.mark.parametrize(
    "code", ["H37.DN.001", "H56", "H48.12.5", "000.00.01.H56", "01.02.03.H56", "g15.99"]
)
def test_both_spellings_are_read(code: str) -> None:
    assert is_electronic(code)


@pytest.mark.parametrize("code", ["", "21025", "H5", "HH56.1", "000.00.H56", f"H37{'.ABCDE' * 6}"])
def test_other_texts_are_none(code: str) -> None:
    assert not is_electronic(code)


@pytest.mark.parametrize(
    ("code", "same"),
    [
        ("000.00.01.H56", "H56.01"),
        ("h56.01", "H56.01"),
        ("000.02.01.H56", "H56.01.02"),
        ("000.00.00.H56", "H56"),
    ],
)
def test_a_code_is_the_same_however_it_is_spelt(code: str, same: str) -> None:
    assert same_spelling(code) == same


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2025, 7, 1), "21025"), (date(2025, 6, 30), "20989"), (date(2019, 1, 1), "20989")],
)
def test_a_unit_has_the_codes_of_the_day(day: date, code: str) -> None:
    unit = open_unit("xa-mot", code="21025", former_codes=(OLD, OLDER))
    assert unit.codes_on(day).administrative == code
    assert unit.codes_on(date(2019, 1, 1)).electronic == "000.00.20.H48"
