"""Registers of cited documents."""

from datetime import date

import pytest

from baocao.source.citations import read_citations
from reading import FILE, problem_codes, read_with


def test_a_citation_has_type_number_day_issuer_and_subject() -> None:
    text = (
        "nq-71: {loai: Nghị quyết, so: 71/NQ-CP, ngay: 2025-04-01, co_quan: Chính phủ, trich_yeu: về A}\n"
    )
    parsed, problems = read_with(read_citations, text)
    citation = parsed["nq-71"]
    assert problems == []
    assert (citation.id, citation.type_name, citation.number) == ("nq-71", "Nghị quyết", "71/NQ-CP")
    assert (citation.day, citation.issuer) == (date(2025, 4, 1), "Chính phủ")
    assert (citation.subject, citation.at) == ("về A", (FILE, 1, 8))


def test_a_law_is_cited_without_a_number() -> None:
    parsed, problems = read_with(
        read_citations, "luat-cnsc: {loai: Luật, trich_yeu: Công nghiệp công nghệ số}\n"
    )
    assert (parsed["luat-cnsc"].number, parsed["luat-cnsc"].day, problems) == (None, None, [])


@pytest.mark.parametrize(
    ("text", "code", "kept"),
    [
        ("a: {so: 1/NQ-CP}\n", "BC204", False),
        ("a: {loai: ~, so: 1/NQ-CP}\n", "BC204", False),
        ("a: {loai: Nghị quyết, ngay: 31/6/2025}\n", "BC207", True),
        ("a: {loai: Nghị quyết, cq: Chính phủ}\n", "BC205", True),
        ("a: Nghị quyết\n", "BC201", False),
    ],
)
def test_each_fault_of_a_citation_is_reported(text: str, code: str, *, kept: bool) -> None:
    parsed, problems = read_with(read_citations, text)
    assert problem_codes(problems) == [code]
    assert ("a" in parsed) is kept
