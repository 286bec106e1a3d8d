"""Bold and italics in the text (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6 and V): it stands upright."""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from baocao.inspection.lines import plain_beginning
from baocao.inspection.outline import Block, Kind
from baocao.inspection.paragraphs import Run
from baocao.inspection.properties import Look
from baocao.inspection.rules.text import TEXT
from baocao.inspection.verdicts import Case, Fault, Verdict, excerpt_of, fault_at
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import measured_text

RUNNING: Final = frozenset({Kind.TEXT, Kind.CLAUSE, Kind.POINT, Kind.ITEM, Kind.ARTICLE})
_SINGLE: Final = frozenset({Kind.TEXT, Kind.POINT, Kind.ITEM})
_MOST_EMPHASIS: Final = 0.5
_LEAST_LETTERS: Final = 120
_LEAST_WORDS: Final = 8
"""A shorter line in bold may be a heading."""
_ENDS: Final = (".", ";", "./.")
_APART: Final = ("(", "“", '"', "Ghi chú", "Căn cứ", "Theo đề nghị", "Xét", "Nguồn", "Lưu ý", "Ví dụ", "*")
"""How notes, quotations and grounds begin, which are set apart by their slant."""
LOOKS: Final[tuple[tuple[str, Callable[[Look], bool]], ...]] = (
    ("đậm", lambda look: look.bold),
    ("nghiêng", lambda look: look.italic),
)


def whole_text(case: Case) -> Verdict | None:
    """The text as a whole is upright and not bold; headings and single words may be."""
    sentences = _sentences_of(case, RUNNING)
    runs = [run for block in sentences for run in block.line.runs]
    letters = _count_letters(runs)
    if letters < _LEAST_LETTERS:
        return None
    shares = {name: _share_of(runs, letters, is_set) for name, is_set in LOOKS}
    faults = tuple(
        Fault(
            f"{measured_text(share * 100, 0)}% chữ của nội dung {name}",
            TEXT,
            excerpt_of(sentences[0].line.text),
        )
        for name, share in shares.items()
        if share > _MOST_EMPHASIS
    )
    return Verdict("lời văn kiểu chữ đứng, không đậm", "đứng, không đậm", faults)


def _count_letters(runs: Iterable[Run]) -> int:
    return sum(len(run.text) for run in runs)


def _share_of(runs: Iterable[Run], letters: int, is_set: Callable[[Look], bool]) -> float:
    return _count_letters(run for run in runs if is_set(run.look)) / letters


def _sentences_of(case: Case, kinds: Collection[Kind]) -> list[Block]:
    """Return the sentences of the text, which begins under 'QUYẾT ĐỊNH:' where grounds stand above that."""
    blocks = case.anatomy.blocks
    decided = (at for at, block in enumerate(blocks) if block.kind is Kind.BANNER and _is_decision(block))
    below = blocks[next(decided, -1) + 1 :]
    return [block for block in below if block.kind in kinds and is_sentence(block)]


def _is_decision(block: Block) -> bool:
    return plain_beginning(block.line.text).startswith(("quyet dinh", "quyet nghi", "chi thi"))


def is_sentence(block: Block) -> bool:
    """Tell whether a paragraph is a sentence, by its sign at the end and its length, and no note."""
    text = block.line.text
    return text.endswith(_ENDS) and len(text.split()) >= _LEAST_WORDS and not text.startswith(_APART)


def single_paragraphs(case: Case) -> Verdict | None:
    """No whole paragraph of plain text is bold or in italics."""
    whole = whole_text(case)
    blocks = _sentences_of(case, _SINGLE)
    # Where all of the text is, this says nothing more.
    if not blocks or (whole and whole.faults):
        return None
    faults = tuple(fault_at(wrong, TEXT, block.line) for block in blocks if (wrong := _look_of_all(block)))
    return Verdict("lời văn kiểu chữ đứng, không đậm", f"{count_text(len(blocks))} đoạn đứng", faults)


def _look_of_all(block: Block) -> str:
    """Return how all letters of a paragraph look that should not, as in 'cả đoạn đậm, nghiêng'."""
    looks = list(block.line.looks)
    wrong = [name for name, is_set in LOOKS if looks and all(is_set(look) for look in looks)]
    return f"cả đoạn {', '.join(wrong)}" if wrong else ""
