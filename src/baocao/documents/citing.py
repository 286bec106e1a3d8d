"""How documents are cited (NĐ 30/2020/NĐ-CP, Phụ lục I, Mục II.6.b; Hướng dẫn 05-HD/VPTW, I.6)."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from baocao.documents.ledger import UNASKED, Marks
from baocao.documents.tokens import escaped_text, note_token
from baocao.documents.traceable import written_with_key
from baocao.model.citation import Citation
from baocao.model.form import Family, Form
from baocao.model.printed import Kind, Source
from baocao.vietnamese.dates import short_date

_LAWS: Final = frozenset({"luật", "bộ luật", "pháp lệnh"})


class Manner(NamedTuple):
    """How documents of a form cite: whether with a comma before the day, and laws by name and year."""

    comma: bool = False
    years: bool = False


STATE_MANNER: Final = Manner()


def manner_of(form: Form) -> Manner:
    """Return how documents of a form cite others."""
    return Manner(comma=form.comma_before_date, years=form.family is Family.PARTY)


def short_citation(citation: Citation, manner: Manner = STATE_MANNER) -> str:
    """Return type, number and notation: 'Quyết định số 09/QĐ-UBND'."""
    if _is_named(citation, manner):
        return " ".join(filter(None, (citation.type_name, citation.subject, _year_of(citation, manner))))
    return f"{citation.type_name} số {citation.number}"


def _is_named(citation: Citation, manner: Manner) -> bool:
    """Tell whether a document is cited by its name: a law without a number, of the Party any law."""
    is_law = citation.type_name.casefold() in _LAWS and bool(citation.subject)
    return citation.number is None or (manner.years and is_law)


def _year_of(citation: Citation, manner: Manner) -> str:
    """Return 'năm 2025' after the name of a law where its form wants that and the name does not say it."""
    if not manner.years or citation.day is None or citation.type_name.casefold() not in _LAWS:
        return ""
    year = f"năm {citation.day.year}"
    return "" if citation.subject and year in citation.subject else year


def dated_citation(citation: Citation, manner: Manner = STATE_MANNER) -> str:
    """Return type, number and day, as tables name a document."""
    text = short_citation(citation, manner)
    if not citation.day or _is_named(citation, manner):
        return text
    return f"{text}{',' if manner.comma else ''} ngày {short_date(citation.day)}"


def full_citation(citation: Citation, manner: Manner = STATE_MANNER) -> str:
    """Return the form of a first mention, with day, issuer and subject."""
    if _is_named(citation, manner):
        return short_citation(citation, manner)
    parts = [
        dated_citation(citation, manner),
        f"của {citation.issuer}" if citation.issuer else "",
        citation.subject or "",
    ]
    return " ".join(filter(None, parts))


def citation_source(citation: Citation) -> Source:
    """Return what the numbers of a citation are: those of a registered document."""
    return Source(Kind.REGISTER, f"văn bản dẫn chiếu '{citation.id}'", (citation.at,))


class Citer:
    """Cites in the order of one document: in full at the first mention, short afterwards."""

    def __init__(
        self, known: Mapping[str, Citation], manner: Manner = STATE_MANNER, marks: Marks = UNASKED
    ) -> None:
        self.manner = manner
        self._known = known
        self._marks = marks
        self._cited: set[str] = set()

    def cite_document(self, name: str) -> str:
        """Return the citation for the running text, which knows where the document is registered."""
        citation = self._known[name]
        cite = short_citation if name in self._cited else full_citation
        text = cite(citation, self.manner)
        self._cited.add(name)
        return written_with_key(escaped_text(text), citation_source(citation))

    def footnote_of(self, names: Iterable[str]) -> str:
        """Return a footnote with full citations, one paragraph each."""
        known = [self._known[name] for name in names]
        citations = [
            self._marks.mark_text(full_citation(citation, self.manner), citation_source(citation))
            for citation in known
        ]
        if len(citations) == 1:
            return note_token([f"{citations[0]}."])
        last = len(citations) - 1
        return note_token(
            [f"- {text}{'.' if index == last else ';'}" for index, text in enumerate(citations)]
        )
