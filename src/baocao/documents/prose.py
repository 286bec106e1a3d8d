"""Expanding the marks of prose: `[@id]`, `[^@a; @b]`, `[=id]` and `[#I.2]`."""

import re
from collections.abc import Mapping
from typing import Final

from baocao.documents import writing
from baocao.documents.citing import Citer, citation_source, dated_citation
from baocao.documents.ledger import UNASKED, Marks
from baocao.documents.markdown import SECTION
from baocao.documents.tokens import GAP_CLOSE, GAP_OPEN, gap_token, object_token, unescaped_text
from baocao.documents.traceable import printed_value, written_with_key
from baocao.documents.written import Writings
from baocao.model.citation import Citation
from baocao.model.figure import Figure
from baocao.model.marks import Mark, MarkKind
from baocao.model.place import Place
from baocao.model.printed import FigureKey
from baocao.rules.references import MARK, names_of

_UNKNOWN: Final = "[chưa rõ: {}]"
_NO_TOKENS: Final = str.maketrans({GAP_OPEN: "", GAP_CLOSE: ""})


class Prose:
    """Expands what one unit wrote; unknown names, reported elsewhere, become visible gaps.

    Figures of `unit` can be traced where it is given.
    """

    def __init__(
        self,
        citations: Mapping[str, Citation],
        figures: Mapping[str, Figure],
        citer: Citer,
        unit: str = "",
        marks: Marks = UNASKED,
        *,
        writings: Writings | None = None,
    ) -> None:
        self._citations = citations
        self._figures = figures
        self._citer = citer
        self._unit = unit
        self._marks = marks
        self._writings = writings

    def _marked_typed(self, text: str, mark: re.Match[str]) -> str:
        """Return what stands for a mark, which knows what the unit typed; a figure knows it already."""
        if self._writings is None or mark["kind"] == "=":
            return text
        return self._writings.mark_typed(text, mark[0], self._unit)

    def expand_markdown(self, text: str, at: Place | None = None) -> str:
        """Return the text, which stands at a place, as Markdown with tokens."""
        return MARK.sub(
            lambda mark: self._marked_typed(self._expanded_mark(mark), mark),
            self._marks.mark_text(text, at),
        )

    def expand_plain(self, text: str, at: Place | None = None) -> str:
        """Return the text for a table's cell: citations without issuer and subject, no footnotes."""
        return MARK.sub(
            lambda mark: self._marked_typed(self._shortened_mark(mark), mark),
            self._marks.mark_text(text, at),
        ).translate(_NO_TOKENS)

    def _expanded_mark(self, mark: re.Match[str]) -> str:
        kind, names = mark["kind"], names_of(mark)
        if kind == "=":
            return "; ".join(self._traced_figure(name) for name in names)
        if kind == "#":
            return "; ".join(object_token(SECTION, name) for name in names)
        known = [name for name in names if name in self._citations]
        lacking = "".join(gap_token(_UNKNOWN.format(name)) for name in names if name not in known)
        if kind == "^@":
            return (self._citer.footnote_of(known) if known else "") + lacking
        return "; ".join(map(self._cited_document, known)) + lacking

    def _cited_document(self, name: str) -> str:
        source = citation_source(self._citations[name])
        return self._marks.mark_text(self._citer.cite_document(name), source)

    def _shortened_mark(self, mark: re.Match[str]) -> str:
        names = names_of(mark)
        if mark["kind"] == "=":
            return "; ".join(map(self._plain_figure, names))
        if mark["kind"] == "#":
            return "; ".join(names)
        known = [self._citations[name] for name in names if name in self._citations]
        return "; ".join(
            self._marks.mark_text(dated_citation(citation, self._citer.manner), citation_source(citation))
            for citation in known
        )

    def _plain_figure(self, name: str) -> str:
        key = FigureKey(name, self._unit) if self._unit and name in self._figures else None
        text = self._marks.mark_text(unescaped_text(self._figure_text(name)), key)
        if key is None or self._writings is None:
            return text
        return self._writings.mark_words(text, Mark(MarkKind.FIGURE, key.text, "", self._unit))

    def _traced_figure(self, name: str) -> str:
        key = FigureKey(name, self._unit) if self._unit and name in self._figures else None
        return str(printed_value(written_with_key(self._figure_text(name), key)))

    def _figure_text(self, name: str) -> str:
        figure = self._figures.get(name)
        return writing.written_figure(figure) if figure else gap_token(_UNKNOWN.format(name))
