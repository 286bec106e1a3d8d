"""Signs that belong to the form, where a template wrote those of another: end of the text, grounds.

One template serves both forms; it is written with the signs of NĐ 30/2020/NĐ-CP. What a unit wrote itself
is left as it is: it comes back, and is compared then.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final, TypeGuard

from baocao.model.document import Block, Edge, Heading, Inline, Paragraph, Text
from baocao.model.form import Family, Form

STATE_END: Final = "./."
"""How templates end a text (NĐ 30/2020/NĐ-CP, Phụ lục III)."""
_GROUND: Final = "căn cứ "
_MORE_GROUNDS: Final = (_GROUND, "theo đề nghị ", "xét ")
_OPEN: Final = (";", ",")
"""What ends a ground that is followed by another, or by the sentence that it belongs to."""


def punctuated_blocks(blocks: Sequence[Block], form: Form) -> tuple[Block, ...]:
    """Return the blocks with the signs of their form."""
    if form.family is Family.STATE:
        return tuple(blocks)
    return tuple(_ended_block(block, form.end_mark) for block in _punctuated_grounds(blocks, form))


def _ended_block(block: Block, end: str) -> Block:
    """Return a paragraph with the form's sign where the template ends the text."""
    if not _is_templates(block) or not _plain_text(block).endswith(STATE_END):
        return block
    return _with_end(block, STATE_END, end)


def _punctuated_grounds(blocks: Sequence[Block], form: Form) -> list[Block]:
    """Return the blocks, the grounds among the first of them as the form has them."""
    start = next((index for index, block in enumerate(blocks) if _begins_so(block, (_GROUND,))), 0)
    # Grounds stand before all sections; below, the words begin a sentence like any other.
    if any(isinstance(block, Heading) for block in blocks[:start]):
        return list(blocks)
    grounds = list(takewhile(lambda block: _begins_so(block, _MORE_GROUNDS), blocks[start:]))
    if not _are_grounds(grounds):
        return list(blocks)
    last = len(grounds) - 1
    signs = form.grounds
    made = [
        _ground_of(block, signs.last if index == last else signs.item, form)
        for index, block in enumerate(grounds)
        if isinstance(block, Paragraph)
    ]
    return [*blocks[:start], *made, *blocks[start + len(made) :]]


def _are_grounds(blocks: Sequence[Block]) -> bool:
    """Tell whether paragraphs are a list of grounds: a sentence that begins so ends by itself."""
    texts = [_plain_text(block) for block in blocks if isinstance(block, Paragraph)]
    *before, last = texts or [""]
    ends = (*_OPEN, ".") if before else _OPEN
    return all(text.endswith(_OPEN) for text in before) and last.endswith(ends)


def _ground_of(block: Paragraph, sign: str, form: Form) -> Paragraph:
    """Return a ground upright as the text, with its dash and its sign."""
    upright = tuple(
        part._replace(italic=False) if isinstance(part, Text) else part for part in block.content
    )
    ended = _with_end(block._replace(content=upright), _plain_text(block)[-1], sign)
    return ended._replace(marker="-") if form.ground_dash else ended


def _begins_so(block: Block, words: tuple[str, ...]) -> bool:
    return _is_templates(block) and _plain_text(block).lower().startswith(words)


def _is_templates(block: Block) -> TypeGuard[Paragraph]:
    """Tell whether a block is a paragraph that the template wrote."""
    return isinstance(block, Paragraph) and not any(isinstance(part, Edge) for part in block.content)


def _plain_text(block: Paragraph) -> str:
    return "".join(part.text for part in block.content if isinstance(part, Text)).strip()


def _with_end(block: Paragraph, old: str, new: str) -> Paragraph:
    """Return a paragraph that ends in other signs, if one run has the old ones."""
    content: list[Inline] = list(block.content)
    for index in reversed(range(len(content))):
        part = content[index]
        if isinstance(part, Text) and part.text.strip():
            text = part.text.rstrip()
            if text.endswith(old):
                content[index] = part._replace(text=f"{text.removesuffix(old)}{new}")
            break
    return block._replace(content=tuple(content))
