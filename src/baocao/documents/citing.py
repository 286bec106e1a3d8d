"""How documents are cited (NĐ 30/2020/NĐ-CP, Phụ lục I, Mục II.6.b)."""

from collections.abc import Iterable, Mapping

from baocao.documents.ledger import UNASKED, Marks
from baocao.documents.tokens import escaped_text, note_token
from baocao.documents.traceable import written_with_key
from baocao.model.citation import Citation
from baocao.model.printed import Kind, Source
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


def citation_source(citation: Citation) -> Source:
    """Return what the numbers of a citation are: those of a registered document."""
    return Source(Kind.REGISTER, f"văn bản dẫn chiếu '{citation.id}'", (citation.at,))


class Citer:
    """Cites in the order of one document: in full at the first mention, short afterwards."""

    def __init__(
        self, known: Mapping[str, Citation], *, comma: bool = False, marks: Marks = UNASKED
    ) -> None:
        self._known = known
        self._comma = comma
        self._marks = marks
        self._cited: set[str] = set()

    def cite_document(self, name: str) -> str:
        """Return the citation for the running text, which knows where the document is registered."""
        citation = self._known[name]
        text = short_citation(citation) if name in self._cited else self._full_citation(citation)
        self._cited.add(name)
        return written_with_key(escaped_text(text), citation_source(citation))

    def _full_citation(self, citation: Citation) -> str:
        return full_citation(citation, comma=self._comma)

    def footnote_of(self, names: Iterable[str]) -> str:
        """Return a footnote with full citations, one paragraph each."""
        known = [self._known[name] for name in names]
        citations = [
            self._marks.mark_text(self._full_citation(citation), citation_source(citation))
            for citation in known
        ]
        if len(citations) == 1:
            return note_token([f"{citations[0]}."])
        last = len(citations) - 1
        return note_token(
            [f"- {text}{'.' if index == last else ';'}" for index, text in enumerate(citations)]
        )
