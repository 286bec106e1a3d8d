"""How documents are cited (NĐ 30/2020/NĐ-CP, Phụ lục I, Mục II.6.b)."""

from collections.abc import Iterable, Mapping

from baocao.documents.tokens import escaped_text, note_token
from baocao.model.citation import Citation
from baocao.vietnamese.dates import short_date


def short_citation(citation: Citation) -> str:
    """Return type, number and notation: 'Quyết định số 09/QĐ-UBND'."""
    if citation.number is None:
        return " ".join(filter(None, (citation.type_name, citation.subject)))
    return f"{citation.type_name} số {citation.number}"


def dated_citation(citation: Citation) -> str:
    """Return type, number and day, as tables name a document."""
    day = f" ngày {short_date(citation.day)}" if citation.number and citation.day else ""
    return f"{short_citation(citation)}{day}"


def full_citation(citation: Citation, *, comma: bool = False) -> str:
    """Return the form of a first mention, with day, issuer and subject.

    Party documents put a `comma` before the day.
    """
    if citation.number is None:
        return short_citation(citation)
    parts = [
        f"{short_citation(citation)}{',' if comma and citation.day else ''}",
        f"ngày {short_date(citation.day)}" if citation.day else "",
        f"của {citation.issuer}" if citation.issuer else "",
        citation.subject or "",
    ]
    return " ".join(filter(None, parts))


class Citer:
    """Cites in the order of one document: in full at the first mention, short afterwards."""

    def __init__(self, known: Mapping[str, Citation], *, comma: bool = False) -> None:
        self._known = known
        self._comma = comma
        self._cited: set[str] = set()

    def cite_document(self, name: str) -> str:
        """Return the citation for the running text."""
        citation = self._known[name]
        text = short_citation(citation) if name in self._cited else self._full_citation(citation)
        self._cited.add(name)
        return escaped_text(text)

    def _full_citation(self, citation: Citation) -> str:
        return full_citation(citation, comma=self._comma)

    def footnote_of(self, names: Iterable[str]) -> str:
        """Return a footnote with full citations, one paragraph each."""
        citations = [self._full_citation(self._known[name]) for name in names]
        if len(citations) == 1:
            return note_token([f"{citations[0]}."])
        last = len(citations) - 1
        return note_token(
            [f"- {text}{'.' if index == last else ';'}" for index, text in enumerate(citations)]
        )
