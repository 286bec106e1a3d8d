"""Footnotes: python-docx has none, so their part is written here."""

from collections.abc import Iterable, Iterator
from typing import Final

from baocao.model.document import Footnote
from baocao.model.printed import WordPlace
from baocao.render.metrics import Measure, without_holes
from baocao.render.word.markup import DECLARATION, NAMESPACES, lined_run, paragraph_xml

_MARK = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
_AFTER_MARK: Final = " "
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)


class Notes:
    """Collects the footnotes of one document in order of mention."""

    def __init__(self, measure: Measure) -> None:
        self._notes: list[Footnote] = []
        self._measure = measure

    def add(self, footnote: Footnote) -> str:
        """Keep the footnote and return the run that refers to it."""
        self._notes.append(footnote)
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{len(self._notes)}"/></w:r>'
        )

    def note_places(self) -> Iterator[WordPlace]:
        """Yield what is known of parts of notes; their paragraphs count from 0 through the document."""
        number = 0
        for note in self._notes:
            for index, content in enumerate(note.paragraphs):
                position = len(_AFTER_MARK) if index == 0 else 0
                for run in content:
                    for part in run.figures:
                        yield WordPlace(number, position + part.start, position + part.end, part.figure)
                    position += len(run.text)
                number += 1

    def notes_part(self) -> bytes:
        """Return word/footnotes.xml."""
        notes = "".join(self._note_xml(number, note) for number, note in enumerate(self._notes, start=1))
        return f"{DECLARATION}<w:footnotes {NAMESPACES}>{_SEPARATORS}{notes}</w:footnotes>".encode()

    def _note_xml(self, number: int, footnote: Footnote) -> str:
        texts = ["".join(part.text for part in content) for content in footnote.paragraphs]
        body = "".join(self._note_paragraphs(texts))
        return f'<w:footnote w:id="{number}">{body}</w:footnote>'

    def _note_paragraphs(self, texts: Iterable[str]) -> Iterable[str]:
        """Yield the paragraphs of a note; the first carries its mark."""
        for index, written in enumerate(texts):
            text = without_holes(written, self._measure)
            content = f"{_MARK}{lined_run(f'{_AFTER_MARK}{text}')}" if index == 0 else lined_run(text)
            yield paragraph_xml("FootnoteText", content)
