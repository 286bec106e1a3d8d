"""The proof that a mended copy says what the document said, but for the characters that rules may change.

It reads both files anew, with another parser than the menders use, and knows of them only which paragraphs
they say they changed by which rules. Word's tracked changes are read twice: as if all were accepted, and as
if all were rejected, which must give the words that were there before.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.trees import parsed_tree, walk_whole
from baocao.foreign.word import W
from baocao.inspection.mending.characters import COUNTED, NUMBER_WORDS, is_licensed
from baocao.inspection.mending.records import Change
from baocao.inspection.verdicts import excerpt_of
from baocao.model.form import Form

_ADDED: Final = frozenset({f"{W}ins", f"{W}moveTo"})
_TAKEN: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_TEXTS: Final = frozenset({f"{W}t", f"{W}delText"})
_CODES: Final = frozenset({f"{W}instrText", f"{W}delInstrText"})
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SILENT: Final = frozenset(
    f"{W}{name}"
    for name in ("rPr", "commentReference", "annotationRef", "lastRenderedPageBreak", "fldChar")
)
_PARTS: Final = frozenset({f"{W}{name}" for name in ("document", "hdr", "ftr", "footnotes", "endnotes")})
_MARGINS: Final = frozenset({f"{W}hdr", f"{W}ftr"})
_LISTS: Final = (".rels", "[Content_Types].xml")
_FORMATS: Final = frozenset({f"{W}{name}" for name in ("styles", "settings", "numbering", "comments")})
_TABLES: Final = frozenset({f"{W}{name}" for name in ("tbl", "tr", "tc", "sdt", "drawing", "object")})


class Said(NamedTuple):
    """What a paragraph says with all changes accepted, and with all rejected; which paragraph it is."""

    accepted: str
    rejected: str
    node: int


class Claims(NamedTuple):
    """What the menders say they changed: rules by paragraph, and signs that were put between paragraphs."""

    rules: Mapping[int, frozenset[str]]
    signs: frozenset[str]
    form: Form
    tracked: bool


def claims_of(changes: Iterable[Change], form: Form, *, tracked: bool) -> Claims:
    """Return what a list of changes says of the text."""
    rules: dict[int, frozenset[str]] = {}
    for change in changes:
        if change.reworded:
            rules[change.node] = rules.get(change.node, frozenset()) | {change.rule}
    signs = frozenset(filter(None, (form.under_body, form.under_subject)))
    return Claims(rules, signs, form, tracked)


def unproven_place(before: bytes, after: bytes, claims: Claims) -> str:
    """Return where a mended copy says something else than it may, or nothing where all is proven."""
    if before == after:
        return ""
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        names, new_names = _names_in(old), _names_in(new)
        lost = sorted(names - new_names)
        if lost:
            return f"thiếu phần {lost[0]}"
        known = _said_in_margins(old) if new_names - names else ()
        for name in sorted(new_names):
            # One part at a time: pictures are compared as well, and all of them would be held twice.
            wrong = (
                _wrong_in(name, old.read(name), new.read(name), claims)
                if name in names
                else _wrong_new(new.read(name), known)
            )
            if wrong:
                return f"{name}: {wrong}"
    return ""


def _names_in(archive: zipfile.ZipFile) -> set[str]:
    return {name for name in archive.namelist() if not name.endswith("/")}


def _said_in_margins(archive: zipfile.ZipFile) -> list[str]:
    """Return what each header and footer says."""
    parts = (archive.read(name) for name in sorted(_names_in(archive)) if name.endswith(".xml"))
    return [_said_together(data) for data in parts if _is_margin(data)]


def _wrong_in(name: str, old: bytes, new: bytes, claims: Claims) -> str:
    """Return what is wrong with a part that was there before; nothing where it may be as it is."""
    if old == new:
        return ""
    if name.endswith(_LISTS):
        return _wrong_list(parsed_tree(name, old), parsed_tree(name, new))
    before, after = _Spoken(name, old), _Spoken(name, new)
    wrong = _wrong_text(before, after, claims)
    if before.tag != after.tag or before.tag not in _PARTS | _FORMATS:
        return "phần không được phép thay đổi"
    if before.tag in _FORMATS:
        return _wrong_format(before.rest(), after.rest())
    if before.structure != after.structure:
        return "số bảng, hàng, ô, hình không như cũ"
    return wrong


class _Spoken:
    """A part that is read as a stream: what its paragraphs say, and what it was made of once that was read.

    `tag` is that of its root, `structure` counts its tables and drawings.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self._pieces = walk_whole(name, data, f"{W}body")
        self._node = 0
        self._root: ET.Element | None = None
        self.is_main = False
        self.structure: Counter[str] = Counter()

    @property
    def tag(self) -> str:
        return "" if self._root is None else self._root.tag

    def rest(self) -> ET.Element:
        """Return the root with all that stands outside of the text."""
        return ET.Element("") if self._root is None else self._root

    def paragraphs(self) -> Iterator[Said]:
        """Yield what paragraphs say, as `paragraphs_said` does; those beside the text come last."""
        for piece, is_root in self._pieces:
            if is_root:
                self._root = piece
            self.is_main = not is_root or piece.tag == f"{W}document"
            for tag in _TABLES:
                self.structure[tag] += len(list(piece.iter(tag)))
            yield from paragraphs_said(piece, self._node)
            self._node += len(list(piece.iter(f"{W}p")))


def _wrong_list(before: ET.Element, after: ET.Element) -> str:
    """Return whether a list of parts or relations lost an entry."""
    kept = {tuple(sorted(each.attrib.items())) for each in after}
    lost = any(tuple(sorted(each.attrib.items())) not in kept for each in before)
    return "mất một mục" if lost else ""


def _wrong_format(before: ET.Element, after: ET.Element) -> str:
    """Return whether a part without text of its own lost what it says: signs of lists, comments."""
    shown = {f"{W}lvlText", *_TEXTS}
    old = [_shown_value(each) for each in before.iter() if each.tag in shown]
    new = [_shown_value(each) for each in after.iter() if each.tag in shown]
    return (
        ""
        if old == new[: len(old)] and (before.tag == f"{W}comments" or old == new)
        else "nội dung không như cũ"
    )


def _shown_value(element: ET.Element) -> str:
    return element.get(f"{W}val", "") + (element.text or "")


def _is_margin(data: bytes) -> bool:
    return b":hdr" in data[:4000] or b":ftr" in data[:4000]


def _wrong_new(data: bytes, known: Sequence[str]) -> str:
    """Return whether a new part says anything that no header or footer said before."""
    root = ET.fromstring(data)  # noqa: S314 - our own part
    if root.tag not in _MARGINS:
        return "" if root.tag == f"{W}comments" or root.tag.endswith("Relationships") else "phần lạ"
    said = "".join(each.accepted for each in paragraphs_said(root))
    return "" if not said or said in known else "đầu trang, cuối trang có chữ mới"


def _said_together(data: bytes) -> str:
    root = parsed_tree("header", data)
    return "".join(each.accepted for each in paragraphs_said(root))


def _wrong_text(before: _Spoken, after: _Spoken, claims: Claims) -> str:
    """Return the first place where the text changed otherwise than was claimed and may be."""
    old, new = before.paragraphs(), after.paragraphs()
    wrong = _compare_text(before, old, new, claims)
    # To the end: only then is it known what else the parts hold.
    for _ in chain(old, new):
        pass
    return wrong


def _compare_text(part: _Spoken, old: Iterator[Said], new: Iterator[Said], claims: Claims) -> str:
    reached: set[int] = set()
    current = next(new, None)
    for paragraph in old:
        while current is not None and part.is_main and _is_put_between(current, paragraph, claims):
            current = next(new, None)
        if current is None:
            return _lost_text(paragraph)
        if current[:2] != paragraph[:2]:
            rules = claims.rules.get(paragraph.node, frozenset()) if part.is_main else frozenset()
            if not claims.tracked and is_licensed(paragraph.accepted, "", rules, claims.form):
                # A typed line that was taken away; what comes is the paragraph under it.
                reached.add(paragraph.node)
                continue
            if not _may_become(paragraph, current, rules, claims):
                return _lost_text(paragraph)
            reached.add(paragraph.node)
        current = next(new, None)
    if current is not None or next(new, None) is not None:
        return "có chữ thêm vào ở cuối"
    missed = set(claims.rules) - reached if part.is_main else set()
    return f"đoạn {min(missed) + 1} ghi là đã sửa mà không sửa" if missed else ""


def _lost_text(paragraph: Said) -> str:
    return f'chữ khác với bản gốc ở "{excerpt_of(paragraph.accepted.strip())}"'


def _is_put_between(said: Said, paragraph: Said, claims: Claims) -> bool:
    """Tell whether a paragraph holds nothing but a sign of the form, which was put before another."""
    is_sign = said.accepted in claims.signs and (not claims.tracked or not said.rejected)
    return is_sign and said[:2] != paragraph[:2]


def _may_become(old: Said, new: Said, rules: frozenset[str], claims: Claims) -> bool:
    """Tell whether a paragraph may have become another by some rules."""
    kept = (
        old.rejected == new.rejected
        if claims.tracked
        else is_licensed(old.rejected, new.rejected, rules, claims.form)
    )
    return bool(rules) and kept and is_licensed(old.accepted, new.accepted, rules, claims.form)


def paragraphs_said(root: ET.Element, first: int = 0) -> Iterator[Said]:
    """Yield what those paragraphs of a part say that say anything, but for page numbers in margins.

    `first` is the number of the first one.
    """
    in_margin = root.tag in _MARGINS
    for node, paragraph in enumerate(root.iter(f"{W}p"), first):
        reader = _Reader()
        reader.read_children(paragraph, added=False, taken=False)
        said = reader.said(node, without_numbers=in_margin)
        if said.accepted or said.rejected:
            yield said


class _Piece(NamedTuple):
    """Characters that a run says, what becomes of them, and in the field of which name they stand."""

    text: str
    added: bool
    taken: bool
    field: int


class _Reader:
    """Reads the runs of one paragraph, not those of text boxes in it."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self._codes: list[str] = []
        self._open: list[int] = []

    def read_children(self, parent: ET.Element, *, added: bool, taken: bool) -> None:
        """Read what stands in a paragraph or in something around its runs."""
        for child in parent:
            if child.tag == f"{W}r":
                self._read_run(child, added=added, taken=taken)
            elif child.tag == f"{W}fldSimple":
                self._begin(child.get(f"{W}instr", ""))
                self.read_children(child, added=added, taken=taken)
                self._open.pop()
            elif child.tag != f"{W}p" and not child.tag.endswith("Pr"):
                self.read_children(
                    child, added=added or child.tag in _ADDED, taken=taken or child.tag in _TAKEN
                )

    def _begin(self, code: str) -> None:
        self._codes.append(code)
        self._open.append(len(self._codes) - 1)

    def _read_run(self, run: ET.Element, *, added: bool, taken: bool) -> None:
        for child in run:
            if child.tag == f"{W}fldChar":
                self._pass_sign(child.get(f"{W}fldCharType", ""))
            elif child.tag in _CODES and self._open:
                self._codes[self._open[-1]] += child.text or ""
            elif child.tag not in _SILENT:
                text = (
                    child.text or ""
                    if child.tag in _TEXTS
                    else _SIGNS.get(child.tag, f"<{_name_of(child)}>")
                )
                field = self._open[-1] if self._open else -1
                self._pieces.append(_Piece(text, added, taken, field))

    def _pass_sign(self, kind: str) -> None:
        if kind == "begin":
            self._begin("")
        elif kind == "end" and self._open:
            self._open.pop()

    def said(self, node: int, *, without_numbers: bool) -> Said:
        """Return what was read; codes of fields are part of it, so that none is lost."""
        names = [next(iter(code.upper().split()), "") for code in self._codes]
        shown = [
            piece
            for piece in self._pieces
            if not (without_numbers and piece.field >= 0 and names[piece.field] in COUNTED)
        ]
        codes = "".join(
            f"{{{code.strip()}}}"
            for code, name in zip(self._codes, names, strict=True)
            if not (without_numbers and name in COUNTED)
        )
        accepted, rejected = (
            "".join(piece.text for piece in shown if not getattr(piece, gone)) + codes
            for gone in ("taken", "added")
        )
        has_number = without_numbers and any(name in COUNTED for name in names)
        if has_number:
            accepted, rejected = (_without_number_words(text) for text in (accepted, rejected))
        return Said(accepted, rejected, node)


def _name_of(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _without_number_words(text: str) -> str:
    """Return nothing for what only goes with a page number."""
    return "" if NUMBER_WORDS.fullmatch(text) else text
