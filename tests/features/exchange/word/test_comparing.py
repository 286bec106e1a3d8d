"""Wherever somebody types into a report, it is told: as prose, as a figure, or as what nobody takes."""

import random
import re
from itertools import takewhile

import pytest

from baocao.features.exchange.word.comparing import compare_documents
from baocao.features.exchange.word.records import Edits
from baocao.foreign.word_marks import MarkedDocument, read_marked
from baocao.render.heads import REMARKS_TITLE
from editing import WordFile, report_of
from reading import SHARE
from support import Sandbox

WORD = re.compile(r"\S+")
EDITS = 90 // SHARE


def said_in(edits: Edits) -> str:
    """Return everything that is told to stand there now."""
    prose = (text for each in edits.prose for text in (*each.new, *each.beside))
    values = (each.new for listed in (edits.figures, edits.references, edits.others) for each in listed)
    return "\n".join((*prose, *values))


def typed_somewhere(file: WordFile, chance: random.Random, tag: str) -> str:
    """Type a word over, before or into any word of the report; return what stood there."""
    text = chance.choice([text for text in file.texts() if WORD.search(text.text or "")])
    before = text.text or ""
    word = chance.choice(list(WORD.finditer(before)))
    start, end = chance.choice([word.span(), (word.start(), word.start()), (word.end(), word.end())])
    text.text = before[:start] + tag + before[end:]
    return before


@pytest.mark.parametrize("tag", ["ZZQ", " 7771 "])
def test_whatever_is_typed_is_told(sandbox: Sandbox, tag: str) -> None:
    chance = random.Random(tag)
    original = report_of(sandbox).save(sandbox.root / "goc.docx").read_bytes()
    made: MarkedDocument = read_marked(original)
    for _ in range(EDITS):
        file = WordFile(original)
        before = typed_somewhere(file, chance, tag)
        edited = read_marked(file.save(sandbox.root / "sua.docx").read_bytes())
        assert tag.strip() in said_in(compare_documents(made, edited)), before


def test_whatever_paragraph_is_deleted_is_told(sandbox: Sandbox) -> None:
    original = report_of(sandbox).save(sandbox.root / "goc.docx").read_bytes()
    made = read_marked(original)
    # The notes of a draft stand at its end, and may go.
    lines = takewhile(lambda line: line != REMARKS_TITLE, WordFile(original).lines())
    for line in dict.fromkeys(line for line in lines if line.strip()):
        file = WordFile(original).empty(line)
        edited = read_marked(file.save(sandbox.root / "sua.docx").read_bytes())
        assert not compare_documents(made, edited).is_empty, line
