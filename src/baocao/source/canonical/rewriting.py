"""A file in its canonical form, and the proof that it still says the same."""

from collections import Counter

from baocao.model.workspace import SourceFile
from baocao.source.canonical.blocks import BLOCKS
from baocao.source.canonical.layout import Layout
from baocao.source.canonical.printing import printed
from baocao.source.canonical.reading import RefusedError, read_parts
from baocao.source.characters import NBSP, has_control_characters
from baocao.source.nodes import Mapping, Node, Scalar, Sequence
from baocao.source.parsing import parse
from baocao.vietnamese.text import nfc


def canonical(source: SourceFile, layout: Layout) -> str:
    """Return the canonical text of a file; raises RefusedError if the readers cannot take the file.

    A file without any entry is canonical as it is.
    """
    text = _whole(source)
    doubtful = NBSP in text or "\\" in text
    if has_control_characters(text) or (doubtful and parse(source)[1]):
        raise RefusedError
    root = read_parts(text)
    return printed(root, layout) if root.items else source.text


def says_the_same(source: SourceFile, text: str) -> bool:
    """Tell whether `text` has the keys, the texts and the comments of the file, whatever their order."""
    whole = _whole(source)
    before, problems = parse(SourceFile(source.path, whole, b""))
    after, others = parse(SourceFile(source.path, text, b""))
    if problems or others or before is None or after is None or not _same(before, after):
        return False
    return Counter(read_parts(whole).comments()) == Counter(read_parts(text).comments())


def _whole(source: SourceFile) -> str:
    """Return the text with composed letters and a last line that ends."""
    text = nfc(source.text)
    return text if text.endswith("\n") else f"{text}\n"


def _same(before: Node, after: Node) -> bool:
    match before, after:
        case Scalar(), Scalar():
            return before.is_blank == after.is_blank and _text(before) == _text(after)
        case Sequence(), Sequence():
            same_length = len(before.items) == len(after.items)
            return same_length and all(map(_same, before.items, after.items))
        case Mapping(), Mapping():
            return before.entries.keys() == after.entries.keys() and all(
                _same(value, after.entries[name][1]) for name, (_, value) in before.entries.items()
            )
    return False


def _text(scalar: Scalar) -> str:
    """Return the text of a scalar; spaces before the line ends of a block say nothing."""
    if scalar.style not in BLOCKS:
        return scalar.text
    return "\n".join(line.rstrip(" \t") for line in scalar.text.split("\n"))
