"""What stands around the content of a document, piece by piece, and where each piece comes from.

Renderers break, capitalise and place these texts in their own ways; whoever explains a document looks
them up by their words, each as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from baocao.documents.ledger import Ledger, marked_parts
from baocao.documents.request import Request
from baocao.documents.sources import registered
from baocao.documents.traceable import key_of_text, marked_form
from baocao.model.document import Block, Document
from baocao.model.form import Form
from baocao.model.place import Place
from baocao.model.printed import NUMBERING, Key, Kind, Printed, Source
from baocao.model.table import Table
from baocao.vietnamese.dates import long_date

FORM_WORDS: Final = Source(Kind.FORM, "chữ của thể thức văn bản")
REMARK: Final = Source(Kind.REMARK, "ghi chú của bản dự thảo, theo baocao check")


class Piece(NamedTuple):
    """A text as a whole, and what its numbers are."""

    text: str
    printed: tuple[Printed, ...]


class MarkedHeads(NamedTuple):
    """The texts of a head that the template filled in, with their marks; titles of appendices by number."""

    subject: str
    titles: tuple[str, ...]


def head_pieces(
    document: Document, request: Request, form: Form, ledger: Ledger, heads: MarkedHeads
) -> tuple[Piece, ...]:
    """Return the pieces of a document that have numbers."""
    marked = [
        ledger.mark_text(text, key)
        for text, key in (
            (heads.subject, None),
            *((title, None) for title in heads.titles),
            *_letterhead_texts(document, request),
            *_foot_texts(document, request),
            *_appendix_texts(document, request),
            *_table_texts(document),
            (form.country, FORM_WORDS),
            *((remark, REMARK) for remark in document.remarks),
        )
    ]
    pieces = (Piece(*marked_parts(text)) for text in marked)
    return tuple(sorted({piece for piece in pieces if piece.printed}, key=_piece_order))


def _piece_order(piece: Piece) -> tuple[int, str]:
    return -len(piece.text), piece.text


Texts = Iterator[tuple[str, Key]]


def _letterhead_texts(document: Document, request: Request) -> Texts:
    head, at = document.letterhead, profile_place(request)
    issued = registered("số, ký hiệu văn bản đã cấp", request.issue.at, at)
    yield f"{head.number}{head.notation}", issued
    if head.day:
        yield long_date(head.day), registered("ngày văn bản", request.issue.at)
    for text in (*head.parent, *head.body, head.place):
        yield text, registered("hồ sơ đơn vị", at)


def _foot_texts(document: Document, request: Request) -> Texts:
    profile = profile_place(request)
    own = registered("hồ sơ đơn vị", profile)
    sent = registered("nơi gửi, nơi nhận", request.issue.at or request.product.at, profile)
    for text in (*document.addressees, *document.recipients):
        yield text, sent
    for text in (*document.signature.lines, document.signature.name, *document.contact):
        yield text, own
    yield document.drafter, registered("ký hiệu người soạn thảo, số bản phát hành", request.issue.at)
    yield document.notice, registered("thông báo đặt trong baocao.yaml")


def profile_place(request: Request) -> Place:
    """Return where the issuer's profile stands, or the issuer itself."""
    profile = request.workspace.definitions.profiles.get(request.issuer.id)
    return profile.at if profile else request.issuer.at


def _appendix_texts(document: Document, request: Request) -> Texts:
    for appendix in document.appendices:
        yield appendix.number, NUMBERING
        yield appendix.reference, registered("số, ký hiệu văn bản kèm theo", profile_place(request))


def _table_texts(document: Document) -> Texts:
    for table in _tables_of(document):
        for column in table.columns:
            for text in (column.title, column.group):
                yield marked_form(text), key_of_text(text) or column.source or FORM_WORDS
        for note in table.note.split("\n"):
            yield note, key_of_text(table.note) or FORM_WORDS
        yield table.measure, FORM_WORDS
        yield from ((number, NUMBERING) for number in table.column_numbers())


def _tables_of(document: Document) -> Sequence[Table]:
    blocks: Iterable[Block] = (
        *document.blocks,
        *(block for appendix in document.appendices for block in appendix.blocks),
    )
    return (*(block for block in blocks if isinstance(block, Table)), *document.datasets)
