"""What stands around the content of a document: letterhead, addressees, signature, recipients."""

import re
from datetime import date
from enum import StrEnum
from typing import Final

from baocao.model.directive import Product
from baocao.model.document import AND_POST, Appendix, Document, Letterhead, Signature
from baocao.model.form import DocumentType, Family, Form
from baocao.model.profile import Profile, Signer
from baocao.model.submission import Issue
from baocao.vietnamese.counts import document_number
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import lower_first, sentence_case

AS_ABOVE: Final = "Như trên"
_ABOUT: Final = re.compile(r"(?:V/v|về việc)\s+", re.IGNORECASE)
"""What authors may have written before the subject of a công văn already."""
BLANK: Final = " " * 9
"""Where an electronic appendix leaves number, day and month open (Mẫu 2.2)."""
_NO_DAY: Final = f"{' ' * 5}/{' ' * 5}/{BLANK}"
"""Where a Party document has not got its day yet."""
_NUMBERED: Final = re.compile(r"(?:\w+ ){1,4}số \d")
"""How a subject begins that names a document: its capital stays."""
_MEMBER: Final = re.compile(r"(?:ủy|uỷ) viên\b", re.IGNORECASE)
_TWO_POSTS: Final = re.compile(rf",?\s+{AND_POST}\s+(?!nhiệm\b)", re.IGNORECASE)
_BODY: Final = re.compile(
    r"(?:Đảng(?! viên| phí)|Nhà nước|Nhân dân|(?:Ủy|Uỷ) ban|(?:Tỉnh|Thành) (?:ủy|uỷ)|Hội đồng nhân dân|"
    r"Mặt trận|Ban Chấp hành|Ban Thường vụ|Quốc hội|Chính phủ|Trung ương)\b"
)
"""Names of bodies that subjects begin with: they keep their capitals (NĐ 30/2020/NĐ-CP, Phụ lục II)."""


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
        return Letterhead(
            parent=profile.parent,
            body=profile.body,
            number=document_number(issue.number) if issue.number is not None else "",
            notation=self.make_notation(kind),
            place=profile.place,
            day=issue.day,
            subject="" if kind.titled else self._letter_subject(_ABOUT.sub("", subject)),
            # No document of ours is secret: a report that says so is not read.
            stamps=(issue.urgency.value,) if issue.urgency else (),
            circulation=issue.circulation.value if issue.circulation else "",
        )

    def _letter_subject(self, subject: str) -> str:
        """Return the subject of a letter as its form begins it: 'V/v', 'về việc', or with a capital."""
        if not self._form.about:
            return sentence_case(subject)
        return f"{self._form.about} {_lowered_subject(subject) if self._is_party else subject}"

    def title_subject(self, subject: str) -> str:
        """Return the subject under the type, which the Party begins with a small letter."""
        return _lowered_subject(subject) if self._is_party else sentence_case(subject)

    @property
    def _is_party(self) -> bool:
        return self._form.family is Family.PARTY

    @property
    def edition(self) -> str:
        """Which draft of the Party's it is, if the unit counts them: 'Dự thảo lần 2'."""
        return f"Dự thảo lần {self._issue.edition}" if self._issue.edition and self._is_party else ""

    def make_notation(self, kind: DocumentType) -> str:
        """Return what follows the number: '/BC-UBND', '/SKHCN-KH&ĐMST'."""
        numbering, drafter = self._form.numbering, self._product.drafter
        letter = numbering.letter if drafter else numbering.plain_letter
        pattern = numbering.titled if kind.titled else letter
        return pattern.format(loai=kind.abbreviation, co_quan=self._profile.notation, soan_thao=drafter)

    def reference_line(self, kind: DocumentType) -> str:
        """Return 'Kèm theo …'; electronic appendices leave number and day open (Mẫu 2.2).

        The Party has no such template: what is known stands there (Hướng dẫn 05-HD/VPTW, II.1.2).
        """
        notation, own = self.make_notation(kind), self._issue
        if not self._is_party:
            number, day = BLANK, f" ngày      tháng      năm{BLANK}"
        else:
            number = f" {document_number(own.number)}" if own.number is not None else BLANK
            day = f", ngày {short_date(own.day)} " if own.day else f", ngày {_NO_DAY} "
        return f"(Kèm theo {kind.name} số{number}{notation}{day}của {self._profile.full_name})"

    def is_addressed(self, kind: DocumentType, direction: Direction) -> bool:
        """Tell whether 'Kính gửi' stands there: on letters always, on others of the state upward."""
        return kind.addressed or (direction is Direction.UP and not self._is_party)

    @property
    def usual_addressees(self) -> tuple[str, ...]:
        """The addressees that issue, product or profile name, in this order."""
        if self._issue.addressees is not None:
            return self._issue.addressees
        return self._product.addressees or self._profile.addressees

    def recipient_lines(self, kind: DocumentType, direction: Direction) -> tuple[str, ...]:
        """Return the lines of Nơi nhận, the archive last."""
        drafter = self._product.drafter
        archive = f"VT, {drafter}" if drafter and not self._is_party else self._profile.archive
        return (
            *((AS_ABOVE,) if self.is_addressed(kind, direction) else ()),
            *(self._issue.recipients or self._product.recipients or self._profile.recipients),
            self._form.archive.format(luu=archive),
        )

    @property
    def drafter(self) -> str:
        """The mark of the drafter and the number of copies: 'PL.(300)', of the Party 'PL-300'."""
        name, copies = self._issue.drafted_by.upper(), self._issue.copies
        if self._is_party:
            return "-".join([name, *([str(copies)] if copies is not None else [])]) if name else ""
        return f"{name}.{f'({copies})' if copies is not None else ''}" if name else ""

    def make_signature(self, day: date) -> Signature:
        """Return the signer that the unit chose, else the first who held the post on `day`."""
        signers = [signer for signer in self._profile.signers if signer.signs_on(day)]
        chosen = [signer for signer in self._profile.signers if signer.id == self._issue.signer]
        # The unit's own choice first, even of one who does not hold the post on that day: it may be a
        # deputy.
        signer = next(iter([*chosen, *signers]), None)
        return self._signed_by(signer) if signer else Signature((), "")

    def _signed_by(self, signer: Signer) -> Signature:
        marks, title = self._form.authority, self._title_lines(signer)
        # A mark that the form does not know is an error of the profile, told where it stands.
        above = tuple(f"{marks[mark]} {text}" for mark, text in signer.authority if mark in marks)
        return Signature((*above, *title), signer.name, len(title))

    def _title_lines(self, signer: Signer) -> tuple[str, ...]:
        """Return the title; the Party writes two posts on lines of their own, and a member's not at all."""
        title = f"{self._form.authority['q']} {signer.title}" if signer.acting else signer.title
        if not self._is_party:
            return (title,)
        if not title or (_signs_for_all(signer) and _MEMBER.match(title)):
            return ()
        first, *others = _TWO_POSTS.split(title)
        return (first, *(line for other in others for line in (AND_POST, other)))


def _lowered_subject(subject: str) -> str:
    """Return a subject that begins with a small letter, unless it begins with a name."""
    _, _, rest = subject.partition(" ")
    is_name = rest[:1].isupper() or _NUMBERED.match(subject) or _BODY.match(subject)
    return subject if is_name else lower_first(subject)


def _signs_for_all(signer: Signer) -> bool:
    """Tell whether a signer signs on behalf of a committee (T/M)."""
    return any(mark == "tm" for mark, _ in signer.authority)
