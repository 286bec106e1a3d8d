"""A file in its canonical form, and the proof that it still says the same."""

from collections import Counter

from baocao.model.labels import plain_label
from baocao.model.workspace import SourceFile
from baocao.source.canonical.blocks import BLOCKS
from baocao.source.canonical.layout import NO_LAYOUT, Layout
from baocao.source.canonical.parts import Group, Text
from baocao.source.canonical.printing import print_file
from baocao.source.canonical.reading import RefusedError, read_parts
from baocao.source.characters import NBSP, has_control_characters
from baocao.source.nodes import Mapping, Node, Scalar, Sequence
from baocao.source.parsing import parse_source
from baocao.vietnamese.text import to_nfc


def canonical_text(source: SourceFile, layout: Layout) -> str:
    """Return the canonical text of a file; raises RefusedError if the readers cannot take the file.

    A file without any entry is canonical as it is.
    """
    text = _composed_text(source)
    # The readers are slower than the events; only these two can hide what the readers alone refuse.
    doubtful = NBSP in text or "\\" in text
    if has_control_characters(text) or (doubtful and parse_source(source)[1]):
        raise RefusedError
    root = read_parts(text)
    _put_ids(root, layout)
    return print_file(root, layout) if root.items else source.text


def _put_ids(group: Group, layout: Layout) -> None:
    """Put ids in the place of labels."""
    for item in group.items:
        inner = layout.of(item.key.text if item.key else "")
        if isinstance(item.value, Group):
            _put_ids(item.value, inner)
        elif inner.ids and (meant := _id_of_label(item.value.text, inner)) != item.value.text:
            item.value = Text(meant, "")


def _id_of_label(text: str, layout: Layout) -> str:
    return layout.ids.get(plain_label(text), text)


def says_the_same(source: SourceFile, text: str, layout: Layout = NO_LAYOUT) -> bool:
    """Tell whether `text` has the keys, the texts and the comments of the file, whatever their order.

    An id says the same as the label that `layout` knows for it.
    """
    whole = _composed_text(source)
    before, problems = parse_source(SourceFile(source.path, whole, b""))
    after, others = parse_source(SourceFile(source.path, text, b""))
    if problems or others or before is None or after is None or not _same_nodes(before, after, layout):
        return False
    # Counted, not compared in order: keys are put in order and take their comments with them.
    return Counter(read_parts(whole).comments()) == Counter(read_parts(text).comments())


def _composed_text(source: SourceFile) -> str:
    """Return the text with composed letters and a last line that ends."""
    text = to_nfc(source.text)
    return text if text.endswith("\n") else f"{text}\n"


def _same_nodes(before: Node, after: Node, layout: Layout) -> bool:
    match before, after:
        case Scalar(), Scalar():
            text = _scalar_text(before)
            told = {text, _id_of_label(text, layout)} if layout.ids else {text}
            return before.is_blank == after.is_blank and _scalar_text(after) in told
        case Sequence(), Sequence():
            same_length = len(before.items) == len(after.items)
            pairs = zip(before.items, after.items, strict=False)
            return same_length and all(_same_nodes(*pair, layout.of("")) for pair in pairs)
        case Mapping(), Mapping():
            return before.entries.keys() == after.entries.keys() and all(
                _same_nodes(value, after.entries[name][1], layout.of(name))
                for name, (_, value) in before.entries.items()
            )
    return False


def _scalar_text(scalar: Scalar) -> str:
    """Return the text of a scalar; spaces before the line ends of a block say nothing."""
    if scalar.style not in BLOCKS:
        return scalar.text
    return "\n".join(line.rstrip(" \t") for line in scalar.text.split("\n"))
