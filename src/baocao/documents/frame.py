"""What stands around the content of a document: letterhead, addressees, signature, recipients."""

import re
from datetime import date
from enum import StrEnum
from typing import Final

from baocao.model.directive import Product
from baocao.model.document import Appendix, Document, Letterhead, Signature
from baocao.model.form import DocumentType, Form
from baocao.model.profile import Profile, Signer
from baocao.model.submission import Issue
from baocao.vietnamese.counts import document_number
from baocao.vietnamese.text import sentence_case

AS_ABOVE: Final = "Như trên"
_ABOUT: Final = re.compile(r"(?:V/v|về việc)\s+", re.IGNORECASE)
"""What authors may have written before the subject of a công văn already."""
BLANK: Final = " " * 9
"""Where an electronic appendix leaves number, day and month open (Mẫu 2.2)."""


def appendices_alone(title: str, appendices: tuple[Appendix, ...], *, draft: bool, notice: str) -> Document:
    """Return a document of appendices that nobody has issued: no letterhead, no body, no signature."""
    return Document(
        title=title,
        type_name="",
        subject="",
        letterhead=Letterhead((), (), "", notation="", place="", day=None),
        addressees=(),
        blocks=(),
        signature=Signature((), ""),
        recipients=(),
        appendices=appendices,
        draft=draft,
        notice=notice,
    )


class Direction(StrEnum):
    """Where a document goes; upward ones open with 'Kính gửi' (Phụ lục I, Mục II.9.b)."""

    UP = "len"
    PEER = "ngang"
    DOWN = "xuong"


class Frame:
    """Makes the parts around the content from profile, product and form."""

    def __init__(self, profile: Profile, product: Product, issue: Issue, form: Form) -> None:
        self._profile = profile
        self._product = product
        self._issue = issue
        self._form = form

    def make_letterhead(self, kind: DocumentType, subject: str) -> Letterhead:
        """Return the head of page 1; a công văn carries its subject there."""
        issue, profile = self._issue, self._profile
        marks = (issue.secrecy, issue.urgency)
        return Letterhead(
            parent=profile.parent,
            body=profile.body,
            number=document_number(issue.number) if issue.number is not None else "",
            notation=self.make_notation(kind),
            place=profile.place,
            day=issue.day,
            subject="" if kind.titled else self._letter_subject(_ABOUT.sub("", subject)),
            stamps=tuple(mark.value for mark in marks if mark),
            circulation=issue.circulation.value if issue.circulation else "",
        )

    def _letter_subject(self, subject: str) -> str:
        """Return the subject of a letter as its form begins it: 'V/v', 'về việc', or with a capital."""
        return f"{self._form.about} {subject}" if self._form.about else sentence_case(subject)

    def make_notation(self, kind: DocumentType) -> str:
        """Return what follows the number: '/BC-UBND', '/SKHCN-KH&ĐMST'."""
        numbering, drafter = self._form.numbering, self._product.drafter
        letter = numbering.letter if drafter else numbering.plain_letter
        pattern = numbering.titled if kind.titled else letter
        return pattern.format(loai=kind.abbreviation, co_quan=self._profile.notation, soan_thao=drafter)

    def reference_line(self, kind: DocumentType) -> str:
        """Return 'Kèm theo …'; electronic appendices leave number and day open (Mẫu 2.2)."""
        comma = "," if self._form.comma_before_date else ""
        return (
            f"(Kèm theo {kind.name} số{BLANK}{self.make_notation(kind)}{comma} ngày      tháng      "
            f"năm{BLANK}của {self._profile.full_name})"
        )

    def is_addressed(self, kind: DocumentType, direction: Direction) -> bool:
        """Tell whether 'Kính gửi' stands there: on letters always, on other documents only upward."""
        return kind.addressed or direction is Direction.UP

    @property
    def usual_addressees(self) -> tuple[str, ...]:
        """The addressees that issue, product or profile name, in this order."""
        if self._issue.addressees is not None:
            return self._issue.addressees
        return self._product.addressees or self._profile.addressees

    def recipient_lines(self, kind: DocumentType, direction: Direction) -> tuple[str, ...]:
        """Return the lines of Nơi nhận, the archive last."""
        drafter = self._product.drafter
        archive = f"VT, {drafter}" if drafter else self._profile.archive
        return (
            *((AS_ABOVE,) if self.is_addressed(kind, direction) else ()),
            *(self._issue.recipients or self._product.recipients or self._profile.recipients),
            self._form.archive.format(luu=archive),
        )

    @property
    def drafter(self) -> str:
        """The mark of the drafter and the number of copies: 'PL.(300)'."""
        copies = f"({self._issue.copies})" if self._issue.copies is not None else ""
        return f"{self._issue.drafted_by.upper()}.{copies}" if self._issue.drafted_by else ""

    def make_signature(self, day: date) -> Signature:
        """Return the signer that the unit chose, else the first who held the post on `day`."""
        signers = [signer for signer in self._profile.signers if signer.signs_on(day)]
        chosen = [signer for signer in self._profile.signers if signer.id == self._issue.signer]
        # The unit's own choice first, even of one who does not hold the post on that day: it may be a
        # deputy.
        signer = next(iter([*chosen, *signers]), None)
        return Signature(self._authority_lines(signer), signer.name) if signer else Signature((), "")

    def _authority_lines(self, signer: Signer) -> tuple[str, ...]:
        marks = self._form.authority
        above = [f"{marks.get(mark, mark.upper())} {text}" for mark, text in signer.authority]
        return (*above, f"{marks['q']} {signer.title}" if signer.acting else signer.title)
