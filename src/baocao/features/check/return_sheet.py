"""The return sheet: what a unit has to mend in its report, sent back by the one that consolidates it.

It is a Phiếu báo (NĐ 30/2020/NĐ-CP, Phụ lục III), or a công văn where a form knows no such type. The letter
is one page; what is wrong stands in its appendix, with room for the answer of the receiver.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from baocao.documents.frame import Direction, Frame
from baocao.documents.punctuation import punctuated_blocks
from baocao.documents.views import in_sentence
from baocao.features.check.findings import Finding
from baocao.features.check.mending import (
    TO_MEND,
    answer_table,
    fold_alike,
    missing_table,
    places_text,
    problem_table,
)
from baocao.figures.expected import has_reported
from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive, Product
from baocao.model.document import Appendix, Block, Document, Heading, Paragraph, Text
from baocao.model.form import DocumentType, Form
from baocao.model.profile import Profile
from baocao.model.submission import Issue
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.vietnamese.counts import prose_count
from baocao.vietnamese.dates import prose_moment
from baocao.vietnamese.numbers import roman_numeral
from baocao.vietnamese.text import joined_words, sentence_case, to_nfc

PRODUCT: Final = "phieu"
"""What stands for the product in names of files and in the manifest."""
UNKNOWN_DAY: Final = "[giờ, ngày]"
"""Stands where nobody has said until when to mend: the deadline has passed, and no day is invented."""
_KINDS: Final = ("phieu-bao", "cong-van")


class ReturnSheet(NamedTuple):
    """What one unit has to mend under one directive, and who tells it.

    `problems` and `missing` are what is wrong and what lacks. `until` is when the mended report is due,
    None where that is filled in by hand. `drafter` is the unit within the issuer that drafts the sheet.
    """

    workspace: Workspace
    directive: Directive
    issuer: Profile
    drafter: str
    unit: Unit
    problems: tuple[Finding, ...]
    missing: tuple[Diagnostic, ...]
    until: datetime | None

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What has to be mended or looked at again."""
        return tuple(finding for finding in self.problems if finding.diagnostic.severity in TO_MEND)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What is only pointed out."""
        return tuple(finding for finding in self.problems if finding.diagnostic.severity not in TO_MEND)

    @property
    def addressee(self) -> str:
        """The full name of the unit by its profile, else its name in the registry, as in a sentence."""
        profile = self.workspace.definitions.profiles.get(self.unit.id)
        return profile.full_name if profile else in_sentence(self.unit)

    @property
    def report(self) -> str:
        """What is asked for: 'báo cáo tháng 11 năm 2025'."""
        return f"báo cáo {self.workspace.period.label}"

    @property
    def is_absent(self) -> bool:
        """Whether there is no report at all, not even one that could not be read."""
        reported = has_reported(self.workspace.submissions.get(self.unit.id))
        return not reported and self.unit.id not in self.workspace.rejected


def make_return_sheet(sheet: ReturnSheet, form: Form) -> Document:
    """Return the sheet as a draft without number and day."""
    kind = next(form.types[name] for name in _KINDS if name in form.types)
    frame = _frame_of_sheet(sheet, form, kind)
    subject = f"{'gửi' if sheet.is_absent else 'hoàn thiện'} {sheet.report}"
    appendix = Appendix(
        number="Phụ lục",
        title=f"Nội dung cần hoàn thiện của {sheet.addressee}",
        reference=frame.reference_line(kind),
        landscape=True,
        blocks=tuple(_appendix_blocks(sheet, form)),
    )
    return Document(
        title=f"{kind.name} {subject}",
        type_name=kind.name if kind.titled else "",
        subject=frame.title_subject(subject) if kind.titled else "",
        letterhead=frame.make_letterhead(kind, subject),
        salutation=kind.salutation,
        addressed=kind.addressed,
        addressees=(sentence_case(sheet.addressee),) if kind.addressed else (),
        blocks=punctuated_blocks(tuple(_letter_blocks(sheet)), form),
        signature=frame.make_signature(sheet.directive.schedule.window(sheet.workspace.period).end),
        recipients=frame.recipient_lines(kind, Direction.DOWN),
        appendices=(appendix,),
        # Always a draft: who sends it gives it its number, and signs it.
        draft=True,
        notice=sheet.workspace.definitions.config.notice,
        contact=sheet.issuer.contact,
        duplex=sheet.issuer.duplex,
    )


def _frame_of_sheet(sheet: ReturnSheet, form: Form, kind: DocumentType) -> Frame:
    """Return what stands around it; who is not addressed by 'Kính gửi' is named under 'Nơi nhận'."""
    recipients = () if kind.addressed else (sentence_case(sheet.addressee),)
    product = Product(PRODUCT, "", (), sheet.directive.at, drafter=sheet.drafter)
    return Frame(sheet.issuer._replace(recipients=recipients), product, Issue(), form)


def _letter_blocks(sheet: ReturnSheet) -> Iterator[Block]:
    """Yield the letter: what was looked at, what was found, until when to mend it."""
    window = sheet.directive.schedule.window(sheet.workspace.period)
    due = report_deadline(sheet.workspace, sheet.directive)
    done = "chưa nhận được" if sheet.is_absent else "đã kiểm tra"
    stopped = sheet.workspace.period.stop_words(window.end, "ngày ")
    yield _plain_paragraph(
        f"{sheet.issuer.full_name} {done} {sheet.report} của {sheet.addressee} (số liệu đến "
        f"{stopped}, hạn gửi {_moment_text(due)}). Nội dung báo cáo: {sheet.directive.name}."
    )
    if not sheet.is_absent:
        yield _plain_paragraph(_result_sentence(sheet))
    until = Text(_moment_text(sheet.until)) if sheet.until else Text(UNKNOWN_DAY, missing=True)
    asked = "lập và gửi báo cáo" if sheet.is_absent else "sửa, bổ sung và gửi lại báo cáo"
    yield Paragraph(
        (Text(f"Đề nghị {sheet.addressee} {asked} trước "), until, Text("; chi tiết tại Phụ lục kèm theo."))
    )
    yield _plain_paragraph(
        "Nội dung không sửa, bổ sung được, đề nghị ghi rõ lý do vào phần dành cho đơn vị nhận phiếu và "
        "gửi lại phiếu này cùng báo cáo./."
    )


def _plain_paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def report_deadline(workspace: Workspace, directive: Directive) -> datetime:
    """Return when the reports of the period are due under `directive`."""
    return directive.schedule.deadline(workspace.period, workspace.definitions.config.holidays)


def _moment_text(moment: datetime) -> str:
    return prose_moment(moment, minutes="")


def _result_sentence(sheet: ReturnSheet) -> str:
    """Tell how much of the report is to be mended."""
    state = "Báo cáo đã nhận"
    if sheet.unit.id in sheet.workspace.rejected:
        state = "Tệp báo cáo đã nhận nhưng không đọc được nên toàn bộ báo cáo chưa được tổng hợp"
    return f"{state}, còn {joined_words(_count_words(sheet))}."


def _count_words(sheet: ReturnSheet) -> Iterator[str]:
    severities = [finding.diagnostic.severity for finding in sheet.faults]
    for severity, words in TO_MEND.items():
        if severity in severities:
            yield f"{prose_count(severities.count(severity))} {words}"
    if sheet.missing:
        yield f"{prose_count(len(sheet.missing))} nội dung còn thiếu"


def _appendix_blocks(sheet: ReturnSheet, form: Form) -> Iterator[Block]:
    """Yield the parts of the appendix under their numbers."""
    parts: tuple[tuple[str, Sequence[Block]], ...] = (
        (
            "Nội dung phải sửa, cần kiểm tra lại",
            [problem_table(sheet.faults)] if sheet.faults else [],
        ),
        ("Nội dung còn thiếu", [missing_table(sheet.missing)] if sheet.missing else []),
        ("Lưu ý", [*_note_paragraphs(sheet.notes)]),
        ("Phần dành cho đơn vị nhận phiếu", [answer_table()]),
    )
    for order, (title, blocks) in enumerate((part for part in parts if part[1]), start=1):
        yield Heading(1, form.heading.format(so=roman_numeral(order)), (Text(title),))
        yield from blocks


def _note_paragraphs(findings: Sequence[Finding]) -> Iterator[Paragraph]:
    """Yield a line for each thing that is only pointed out; of many alike the rest is counted."""
    for told, rest in fold_alike(findings):
        text = f"{told[0].subject}: {told[0].diagnostic.message} ({places_text(told)})"
        yield Paragraph((Text(to_nfc(text)),), "-")
        if rest:
            yield Paragraph(
                (Text(f"Và {prose_count(len(rest))} chỗ tương tự ({places_text(rest)})."),), "-"
            )
