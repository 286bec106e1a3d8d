"""Paragraphs as read: what is seen of them, and where in the XML they stand."""

from xml.etree import ElementTree as ET

import pytest

from baocao.foreign.word import W
from baocao.inspection.reading import read_docx
from breaking import GOOD, good_document
from office import package_parts


def main_elements(data: bytes, name: str) -> list[ET.Element]:
    """Return the elements of a name of the main part in their order."""
    return list(ET.fromstring(package_parts(data)["word/document.xml"]).iter(f"{W}{name}"))


def text_under(element: ET.Element) -> str:
    """Return the letters under an element."""
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


@pytest.mark.parametrize("name", GOOD)
def test_paragraphs_and_runs_know_which_of_the_main_part_they_are(name: str) -> None:
    data = good_document(name)
    blocks, runs = main_elements(data, "p"), main_elements(data, "r")
    docx = read_docx(data)
    assert docx.paragraphs
    for paragraph in docx.paragraphs:
        assert text_under(blocks[paragraph.node]) == paragraph.text.replace("\t", "").replace("\n", "")
        for run in paragraph.runs:
            assert text_under(runs[run.node]) == run.text.replace("\t", "").replace("\n", "")


@pytest.mark.parametrize("name", GOOD)
def test_paragraphs_of_headers_are_none_of_the_main_part(name: str) -> None:
    for section in read_docx(good_document(name)).sections:
        for header in (section.header, section.footer):
            if header and header.paragraph:
                assert header.paragraph.node == -1
                assert {run.node for run in header.paragraph.runs} <= {-1}
