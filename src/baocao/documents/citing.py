"""How documents are cited (NĐ 30/2020/NĐ-CP, Phụ lục I, Mục II.6.b)."""

from collections.abc import Iterable, Mapping

from baocao.documents.tokens import escaped, note
from baocao.model.citation import Citation
from baocao.vietnamese.dates import short_date


def short_citation(citation: Citation) -> str:
    """Return type, number and notation: 'Quyết định số 09/QĐ-UBND'."""
    if citation.number is None:
        return " ".join(filter(None, (citation.type_name, citation.subject)))
    return f"{citation.type_name} số {citation.number}"


def full_citation(citation: Citation) -> str:
    """Return the form of a first mention, with day, issuer and subject."""
    if citation.number is None:
        return short_citation(citation)
    parts = [
        short_citation(citation),
        f"ngày {short_date(citation.day)}" if citation.day else "",
        f"của {citation.issuer}" if citation.issuer else "",
        citation.subject or "",
    ]
    return " ".join(filter(None, parts))


class Citer:
    """Cites in the order of one document: in full at the first mention, short afterwards."""

    def __init__(self, known: Mapping[str, Citation]) -> None:
        self._known = known
        self._cited: set[str] = set()

    def cite(self, name: str) -> str:
        """Return the citation for the running text."""
        citation = self._known[name]
        text = short_citation(citation) if name in self._cited else full_citation(citation)
        self._cited.add(name)
        return escaped(text)

    def footnote(self, names: Iterable[str]) -> str:
        """Return a footnote with full citations, one paragraph each."""
        citations = [full_citation(self._known[name]) for name in names]
        if len(citations) == 1:
            return note([f"{citations[0]}."])
        last = len(citations) - 1
        return note([f"- {text}{'.' if index == last else ';'}" for index, text in enumerate(citations)])
