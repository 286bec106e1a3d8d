"""The head and the foot of a document, whatever it is rendered to: their lines, and how long these are."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from baocao.model.document import AND_POST, Appendix, Document, Letterhead
from baocao.model.form import SALUTATION, ContactPage, Family, Form, Page, Punctuation, Stamp, StampPlace
from baocao.render.metrics import RULE_SHARE, balanced_lines, text_width
from baocao.vietnamese.dates import long_date

LEFT_SHARE: Final = 0.40
"""The letterhead's left column; at 13 points the country's name needs 96 mm on the right."""
EVEN_SHARE: Final = 0.5
"""The same where the name on the right is the Party's, which is shorter."""
NAME_DISTANCE: Final = 5
"""Millimetres of the left column that a name leaves free before the name of the country."""
SIGNATURE_SHARE: Final = 0.42
ADDRESSEE_INDENT: Final = 35
"""Where 'Kính gửi' starts, in millimetres, as in Mẫu 1.5 of the decree."""
RECIPIENTS: Final = "Nơi nhận"
NO_SIGNER: Final = "[CHỨC VỤ NGƯỜI KÝ]"
NO_NAME: Final = "[họ và tên]"
NO_ADDRESSEE: Final = "[nơi gửi]"
"""What a draft prints where nobody is named; an official document is refused."""
STAMP_HEIGHT: Final = 8
"""Millimetres (Phụ lục I, Mục III.2)."""
STAMP_COLOUR: Final = "FF0000"
NOTICE_COLOUR: Final = "C00000"
"""The colour of what every page says of synthetic data."""
SIGNATURE_GAP: Final = 72
"""Points between title and name, for signature and seal."""
PAPER_MARK: Final = "Tài liệu phục vụ họp"
"""What a paper for a meeting says of itself where a document has its day."""
SUBJECT_INDENT: Final = 12
"""Millimetres by which a long subject stands in on both sides, so that its lines balance."""
TITLE_ROOM: Final = 4
"""Millimetres that a line of an appendix's title leaves free, since fonts differ a little."""
CIRCULATION_INDENT: Final = 105.83
"""Millimetres by which the mark of circulation stands in, to the right half of the page."""
DRAFT: Final = "DỰ THẢO"
REMARKS_TITLE: Final = "GHI CHÚ CỦA BẢN DỰ THẢO"
GAP_LEGEND: Final = (
    "Chữ trong ngoặc vuông, tô vàng là chỗ còn thiếu: điền vào dữ liệu hoặc bỏ khỏi văn bản."
)
"""What the highlight of a draft means, also for who prints it in grey."""


def column_widths(form: Form) -> tuple[float, float]:
    """Return the millimetres of the letterhead's columns."""
    width, share = form.page.text_width, LEFT_SHARE if form.motto else EVEN_SHARE
    return width * share, width * (1 - share)


def signature_widths(form: Form) -> tuple[float, float]:
    """Return the millimetres of recipients and signature."""
    width = form.page.text_width
    return width * SIGNATURE_SHARE, width * (1 - SIGNATURE_SHARE)


def parent_lines(head: Letterhead, form: Form) -> list[str]:
    """Return the lines of the names above the issuing body's; long ones break evenly."""
    return broken_lines(head.parent, "chu_quan", form, column_widths(form)[0] - NAME_DISTANCE)


def body_lines(head: Letterhead, form: Form) -> list[str]:
    """Return the lines of the issuing body's name."""
    return broken_lines(head.body, "ban_hanh", form, column_widths(form)[0] - NAME_DISTANCE)


def letter_lines(subject: str, form: Form) -> list[str]:
    """Return the lines of a subject that stands under the number."""
    return broken_lines([subject], "trich_yeu_cong_van", form, column_widths(form)[0])


def place_and_day(head: Letterhead) -> str:
    """Return 'Vĩnh Long, ngày 18 tháng 11 năm 2025'."""
    return f"{head.place}, {long_date(head.day)}"


def subject_lines(document: Document, form: Form) -> list[str]:
    """Return the lines of the subject under the type of document."""
    return broken_lines([document.subject], "trich_yeu", form, form.page.text_width - 2 * SUBJECT_INDENT)


def appendix_lines(title: str, form: Form, page: Page) -> list[str]:
    """Return the lines of an appendix's title, between phrases."""
    look = form.components["tieu_de_phu_luc"]
    return balanced_lines(title.upper(), page.text_width - TITLE_ROOM, look.size, bold=look.bold)


def appendix_page(appendix: Appendix, form: Form) -> Page:
    """Return the page of an appendix, which may lie."""
    return form.page.turned() if appendix.landscape else form.page


def remark_lines(document: Document, *, gaps: bool) -> tuple[str, ...]:
    """Return what a draft says on a page of its own, first what its `gaps` mean if it has some."""
    return (GAP_LEGEND, *document.remarks) if gaps else document.remarks


def broken_lines(lines: Iterable[str], component: str, form: Form, width: float) -> list[str]:
    """Return lines of a component set in `width` millimetres, in capitals where it is."""
    look = form.components[component]
    texts = (line.upper() if look.capitals else line for line in lines)
    return [part for text in texts for part in balanced_lines(text, width, look.size, bold=look.bold)]


def body_rule(names: Sequence[str], form: Form) -> float:
    """Return the millimetres of the line under the issuing body's name."""
    return _rule_length(names[-1], "ban_hanh", form, column_widths(form)[0]) * RULE_SHARE


def country_rule(form: Form) -> float:
    """Return the millimetres of the line under the motto, or the Party's name: as long as it is."""
    text, component = (form.motto, "tieu_ngu") if form.motto else (form.country, "quoc_hieu")
    return _rule_length(text, component, form, column_widths(form)[1])


def title_rule(lines: Sequence[str], form: Form) -> float:
    """Return the millimetres of the line under the subject."""
    return _rule_length(max(lines, key=len), "trich_yeu", form, form.page.text_width) * RULE_SHARE


def appendix_rule(page: Page) -> float:
    """Return the millimetres of the line under the head of an appendix."""
    return page.text_width * RULE_SHARE / 2


def has_reference_rule(form: Form) -> bool:
    """Tell whether a line stands under the reference of an appendix, as in Mẫu 2.1 of the decree."""
    return form.family is Family.STATE


def has_seal_line(document: Document, form: Form) -> bool:
    """Tell whether a file of appendices begins with room for the body's digital signature (Mẫu 2.2)."""
    return document.is_sealed_attachment and form.family is Family.STATE


def has_date_above(form: Form) -> bool:
    """Tell whether place and day stand right below the name above them: where no motto does."""
    return not form.motto


def has_mark_beside(form: Form) -> bool:
    """Tell whether the drafter's mark ends the line of the archive, and has no line of its own."""
    return form.family is Family.PARTY


def circulation_mark(document: Document, form: Form, place: StampPlace) -> Stamp | None:
    """Return the mark of circulation if it stands at a place."""
    stamp = form.stamps.get(document.letterhead.circulation)
    return stamp if stamp and stamp.place is place else None


def contact_lines(document: Document, form: Form, page: ContactPage) -> tuple[str, ...]:
    """Return the address of the body if it stands on that page."""
    return document.contact if form.contact_page is page and not document.is_attachment else ()


def _rule_length(text: str, component: str, form: Form, width: float) -> float:
    look = form.components[component]
    return min(text_width(text, look.size, bold=look.bold), width)


def listed_names(names: Sequence[str], signs: Punctuation) -> list[str]:
    """Return names as the lines of a list that ends as its form wants."""
    return [
        f"- {name}{signs.last if index == len(names) else signs.item}"
        for index, name in enumerate(names, 1)
    ]


class Addressed(NamedTuple):
    """The addressees: who stands beside 'Kính gửi:', and who in the list under it.

    `label` is 'Kính gửi:' itself, whose line is `indent` millimetres from the margin, the list `start`.
    """

    label: str
    beside: str
    listed: tuple[str, ...]
    indent: float
    start: float


def addressed_lines(document: Document, form: Form) -> Addressed:
    """Return the addressees: the decree's as Mẫu 1.5 sets them, the Party's in the middle."""
    label = f"{document.salutation}:"
    if form.family is Family.PARTY:
        return _party_addressed(label, document.addressees, form)
    start, _ = list_indent(form)
    if len(document.addressees) > 1:
        listed = tuple(listed_names(document.addressees, form.addressees))
        return Addressed(label, "", listed, ADDRESSEE_INDENT, start=start)
    return Addressed(label, "".join(document.addressees), (), ADDRESSEE_INDENT, start=start)


def has_upright_names(form: Form) -> bool:
    """Tell whether who stands beside 'Kính gửi:' is upright while that is italic."""
    return form.components["kinh_gui"].italic and not form.components["noi_gui"].italic


def _party_addressed(label: str, names: Sequence[str], form: Form) -> Addressed:
    """Return 'Kính gửi:' with the first name on its line and the others below that, all in the middle."""
    size, signs = form.components["kinh_gui"].size, form.addressees
    lines = listed_names(names, signs) if len(names) > 1 else [f"{name}{signs.last}" for name in names]
    lead = text_width(f"{label} ", size)
    widest = max((text_width(line, size) for line in lines), default=0)
    indent = max(0, (form.page.text_width - lead - widest) / 2)
    return Addressed(label, "".join(lines[:1]), tuple(lines[1:]), indent, start=indent + lead)


def list_indent(form: Form) -> tuple[float, float]:
    """Return where the decree's list under 'Kính gửi' starts and how wide its dash is, in millimetres."""
    size = form.components["kinh_gui"].size
    return ADDRESSEE_INDENT + text_width(SALUTATION, size), text_width("- ", size)


def signing_lines(document: Document, form: Form) -> list[tuple[str, str]]:
    """Return the lines above the signature with their styles; nothing if nobody is named.

    A title without a mark of authority above it is as heavy as one in the Party's form.
    """
    signed = document.signature
    alone = form.family is Family.PARTY and not signed.authority
    title = "QuyenHan" if alone else "ChucVu"
    return [
        *(("QuyenHan", line.upper()) for line in signed.authority),
        *(("Kiem", line) if line == AND_POST else (title, line.upper()) for line in signed.title),
    ]
