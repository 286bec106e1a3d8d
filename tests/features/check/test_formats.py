"""Every format is made by its own module, and only the chosen one is imported."""

import subprocess
import sys

import pytest

from baocao.features.check.formats import Format, render_report
from findings import error_at, make_report

HEAVY = {"hashlib", "xml.etree.ElementTree", "urllib.parse"}


def test_every_format_says_what_was_found() -> None:
    assert all("BC208" in render_report(make_report(error_at()), form, columns=80) for form in Format)


def test_only_text_takes_heed_of_the_width_of_the_terminal() -> None:
    shown = make_report(error_at(), text="x\n" * 2 + "y" * 200)
    wide, narrow = (
        {form: render_report(shown, form, columns=width) for form in Format} for width in (200, 40)
    )
    assert {form for form in Format if wide[form] != narrow[form]} == {Format.TEXT}


@pytest.mark.parametrize("form", ["text", "json", "github", "markdown"])
def test_a_format_does_not_pay_for_the_others(form: str) -> None:
    code = (
        "import sys\n"
        "from baocao.features.check.formats import Format, render_report\n"
        "from baocao.features.check.record import report_of\n"
        "before = set(sys.modules)\n"
        f"render_report(report_of([], {{}}), Format('{form}'), 80)\n"
        "print(*set(sys.modules) - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert set(done.stdout.split()) & HEAVY == set()
