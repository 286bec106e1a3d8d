"""Citations as NĐ 30/2020/NĐ-CP wants them: in full at the first mention, short afterwards."""

from datetime import date

import pytest

from baocao.documents.citing import (
    STATE_MANNER,
    Citer,
    Manner,
    dated_citation,
    full_citation,
    manner_of,
    short_citation,
)
from baocao.documents.markdown import parse_markdown
from baocao.model.citation import Citation
from baocao.model.document import Footnote, Paragraph
from baocao.model.place import Place
from baocao.source.forms import load_form

AT = Place("data/directives/van-ban.yaml", 1, 1)
PLAN = Citation("kh-02", "Kế hoạch", "02-KH/BCĐTW", date(2025, 6, 19), "Ban Chỉ đạo", "về việc A", AT)
DECISION = Citation("qd-09", "Quyết định", "09/QĐ-UBND", None, None, None, AT)
LAW = Citation("luat", "Luật", None, date(2023, 6, 22), "Quốc hội", "Giao dịch điện tử", AT)
KNOWN = {found.id: found for found in (PLAN, DECISION, LAW)}
FULL_PLAN = "Kế hoạch số 02-KH/BCĐTW ngày 19/6/2025 của Ban Chỉ đạo về việc A"


@pytest.mark.parametrize(
    ("citation", "full", "short"),
    [
        (PLAN, FULL_PLAN, "Kế hoạch số 02-KH/BCĐTW"),
        (
            PLAN._replace(day=None),
            "Kế hoạch số 02-KH/BCĐTW của Ban Chỉ đạo về việc A",
            "Kế hoạch số 02-KH/BCĐTW",
        ),
        (
            PLAN._replace(issuer=None, subject=None),
            "Kế hoạch số 02-KH/BCĐTW ngày 19/6/2025",
            "Kế hoạch số 02-KH/BCĐTW",
        ),
        (DECISION, "Quyết định số 09/QĐ-UBND", "Quyết định số 09/QĐ-UBND"),
        (LAW, "Luật Giao dịch điện tử", "Luật Giao dịch điện tử"),
        (LAW._replace(subject=None), "Luật", "Luật"),
    ],
)
def test_a_document_is_cited_by_what_is_known_of_it(citation: Citation, full: str, short: str) -> None:
    assert (full_citation(citation), short_citation(citation)) == (full, short)


PARTY = Manner(comma=True, years=True)
NUMBERED_LAW = LAW._replace(number="20/2023/QH15")


@pytest.mark.parametrize(
    ("citation", "full", "short", "dated"),
    [
        (
            PLAN,
            "Kế hoạch số 02-KH/BCĐTW, ngày 19/6/2025 của Ban Chỉ đạo về việc A",
            "Kế hoạch số 02-KH/BCĐTW",
            "Kế hoạch số 02-KH/BCĐTW, ngày 19/6/2025",
        ),
        (DECISION, *["Quyết định số 09/QĐ-UBND"] * 3),
        (LAW, *["Luật Giao dịch điện tử năm 2023"] * 3),
        (NUMBERED_LAW, *["Luật Giao dịch điện tử năm 2023"] * 3),
        (LAW._replace(subject="Giao dịch điện tử năm 2023"), *["Luật Giao dịch điện tử năm 2023"] * 3),
        (LAW._replace(type_name="Pháp lệnh"), *["Pháp lệnh Giao dịch điện tử năm 2023"] * 3),
        (LAW._replace(day=None), *["Luật Giao dịch điện tử"] * 3),
    ],
)
def test_the_party_puts_a_comma_before_the_day_and_cites_laws_by_name_and_year(
    citation: Citation, full: str, short: str, dated: str
) -> None:
    assert full_citation(citation, PARTY) == full
    assert short_citation(citation, PARTY) == short
    assert dated_citation(citation, PARTY) == dated


@pytest.mark.parametrize(
    ("name", "manner"), [("nd-30-2020", STATE_MANNER), ("dang-2018", PARTY), ("dang-2026", PARTY)]
)
def test_the_form_says_how_its_documents_cite(name: str, manner: Manner) -> None:
    assert manner_of(load_form(name)) == manner


def test_the_first_mention_is_full_and_later_ones_are_short() -> None:
    citer = Citer(KNOWN)
    assert [citer.cite_document("kh-02") for _ in range(3)] == [FULL_PLAN, *["Kế hoạch số 02-KH/BCĐTW"] * 2]


def test_each_document_has_its_own_first_mention() -> None:
    citer = Citer(KNOWN)
    citer.cite_document("qd-09")
    assert citer.cite_document("kh-02") == FULL_PLAN


def test_each_report_begins_anew() -> None:
    Citer(KNOWN).cite_document("kh-02")
    assert Citer(KNOWN).cite_document("kh-02") == FULL_PLAN


def test_signs_of_markdown_in_a_citation_are_escaped() -> None:
    known = {"a": DECISION._replace(subject="về *một* việc")}
    assert Citer(known).cite_document("a") == r"Quyết định số 09/QĐ-UBND về \*một\* việc"


@pytest.mark.parametrize(
    ("names", "paragraphs"),
    [
        (["kh-02"], [f"{FULL_PLAN}."]),
        (["qd-09", "luat"], ["- Quyết định số 09/QĐ-UBND;", "- Luật Giao dịch điện tử."]),
        (
            ["kh-02", "qd-09", "luat"],
            [f"- {FULL_PLAN};", "- Quyết định số 09/QĐ-UBND;", "- Luật Giao dịch điện tử."],
        ),
    ],
)
def test_a_footnote_cites_in_full_with_one_paragraph_for_each(
    names: list[str], paragraphs: list[str]
) -> None:
    (part,) = parse_markdown(f"Theo{Citer(KNOWN).footnote_of(names)}.")
    assert isinstance(part, Paragraph)
    note = part.content[1]
    assert isinstance(note, Footnote)
    assert ["".join(run.text for run in line) for line in note.paragraphs] == paragraphs
