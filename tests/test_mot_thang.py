"""The months of docs/mot-thang.md and docs/chi-co-excel.md are lived through, and every screen compared."""

from datetime import datetime
from pathlib import Path

import pytest

from baocao.vietnamese.moments import in_vietnam
from living import CELL, FORM, WORD, live_through, page_moments
from support import REPOSITORY

PAGES = ("mot-thang.md", "chi-co-excel.md")


def page_text(name: str) -> str:
    """Return a page of the documentation."""
    return (REPOSITORY / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.thorough
@pytest.mark.parametrize("name", PAGES)
def test_the_month_goes_as_the_page_tells(name: str, tmp_path: Path) -> None:
    live_through(page_text(name), tmp_path)


@pytest.mark.parametrize("name", PAGES)
def test_the_clock_of_the_page_never_goes_back(name: str) -> None:
    moments = page_moments(page_text(name))
    assert moments == sorted(moments)
    assert in_vietnam(datetime.fromisoformat(f"{moments[0]}+07:00")).hour == moments[0].hour


def test_what_people_do_in_excel_and_word_is_done() -> None:
    page = page_text("chi-co-excel.md")
    forms = list(FORM.finditer(page))
    assert len(forms) == page.count("| ô | gõ vào |")
    assert [len(CELL.findall(each["cells"])) for each in forms] == [
        each["cells"].count("\n") for each in forms
    ]
    assert len(WORD.findall(page)) == 1
