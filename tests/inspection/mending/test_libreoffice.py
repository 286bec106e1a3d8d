"""Mended documents open in LibreOffice and show there what was put right."""

import subprocess
from pathlib import Path

import pytest

from baocao.inspection.mending.mend import mend_document
from breaking import broken_rules, change_parts, good_document
from mending import broken_cases
from numbered import number_below, typed_pages

pytestmark = pytest.mark.libreoffice
RULES = ("TT204", "TT207", "TT215", "TT505", "TT203", "TT208", "TT210", "TT218", "TT314", "TT407", "TT507")


def sources() -> dict[str, bytes]:
    changes = [change for rule in RULES for change in broken_cases()[rule][1]]
    return {"report": change_parts(good_document("report"), *changes), "typed": typed_pages(number_below)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Mended documents, as PDF and saved again by LibreOffice."""
    folder = tmp_path_factory.mktemp("mended")
    for name, data in sources().items():
        for way, tracked in (("tracked", True), ("plain", False)):
            mended = mend_document(name, data, tracked=tracked, comments=tracked)
            assert mended.refused == ""
            (folder / f"{name}-{way}.docx").write_bytes(mended.data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(map(str, folder.glob("*.docx")))
    for kind in ("pdf", "docx"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / kind)]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return folder


def pages_of(path: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True).stdout
    return text.decode().rstrip("\f").split("\f")


@pytest.mark.parametrize("way", ["tracked", "plain"])
def test_numbers_stand_on_every_page_but_the_first(folder: Path, way: str) -> None:
    pages = pages_of(folder / "pdf" / f"typed-{way}.pdf")
    assert len(pages) > 2
    tops = [next(line.strip() for line in page.splitlines() if line.strip()) for page in pages]
    assert tops[1:] == [str(number) for number in range(2, len(pages) + 1)]
    assert tops[0] != "1"


def test_the_words_of_a_plain_copy_are_those_of_the_law(folder: Path) -> None:
    first = pages_of(folder / "pdf" / "report-plain.pdf")[0]
    for words in ("Độc lập - Tự do - Hạnh phúc", "Số: 09/BC-SA", "tháng 4 năm 2025", "Kính gửi: UBND"):
        assert words in first


@pytest.mark.parametrize("name", ["report", "typed"])
def test_what_libreoffice_saves_breaks_no_rule_that_was_mended(folder: Path, name: str) -> None:
    mended = broken_rules((folder / f"{name}-plain.docx").read_bytes())
    assert broken_rules((folder / "docx" / f"{name}-plain.docx").read_bytes()) <= mended
