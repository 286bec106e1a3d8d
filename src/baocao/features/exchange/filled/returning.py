"""What goes back: each faulty file with its marks, and one list of sentences to paste into a chat."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from baocao.features.exchange.filled.marking import Mark, UnmarkableError, marked_workbook
from baocao.features.exchange.filled.receiving import Received
from baocao.features.exchange.filled.records import FileResult, Finding, Outcome
from baocao.features.exchange.filled.remaking import remake_form
from baocao.foreign.any_book import OPEN
from baocao.foreign.faults import SHEET, UnreadableError
from baocao.foreign.packages import read_package
from baocao.foreign.sniffing import sort_of_file
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import text_file
from baocao.vietnamese.visible import visible_line

LIST: Final = "danh-sach-gui.txt"
_GOES_BACK: Final = frozenset({Outcome.FAULTY, Outcome.TWICE})
_NEEDS_WORD: Final = _GOES_BACK | {Outcome.WRONG, Outcome.NO_FORM, Outcome.UNREADABLE}
_MOST_TOLD: Final = 60
"""Findings of one file that are pasted into a chat."""


class Returned(NamedTuple):
    """The files to be written, by name, and the names of those that could not be marked."""

    files: Mapping[str, bytes]
    unmarked: tuple[str, ...]


def files_to_return(
    results: Iterable[FileResult], forms: Mapping[str, Received], until: date | None
) -> Returned:
    """Return faulty files with their marks, and the list; what cannot be marked is only in the list."""
    files: dict[str, bytes] = {}
    unmarked = []
    told = [result for result in results if result.outcome in _NEEDS_WORD]
    for result in told:
        if result.outcome is not Outcome.FAULTY:
            continue
        try:
            name, data = _marked_file(forms[result.name], result)
            files[_free_name(name, files)] = data
        except UnmarkableError:
            unmarked.append(result.name)
    files[LIST] = text_file(chat_text(told, until))
    return Returned(files, tuple(unmarked))


def _marked_file(form: Received, result: FileResult) -> tuple[str, bytes]:
    """Return the name and the bytes of a file with its marks; raises UnmarkableError.

    One of an old program goes back as an XLSX.
    """
    data, marks = _same_data(form), [*_marks_of(result)]
    if sort_of_file(data) in OPEN:
        return result.name, marked_workbook(data, marks, _title_of(result))
    remade = remake_form(form)
    if remade is None:
        raise UnmarkableError
    moved = [
        mark._replace(spots=tuple(remade.spots[spot] for spot in mark.spots if spot in remade.spots))
        for mark in marks
    ]
    name = PurePosixPath(result.name).with_suffix(".xlsx").name
    return name, marked_workbook(remade.data, moved, _title_of(result))


def _same_data(form: Received) -> bytes:
    """Return the bytes of a file, which must be those that were judged; raises UnmarkableError."""
    try:
        data = read_package(form.incoming.path, SHEET)
    except UnreadableError as error:
        raise UnmarkableError from error
    if sha256(data).hexdigest() != form.digest:
        raise UnmarkableError
    return data


def _marks_of(result: FileResult) -> Iterator[Mark]:
    for finding in sorted(result.findings, key=lambda each: not each.fault):
        label = f"{finding.label}: " if finding.label else ""
        yield Mark(finding.name, f"{label}{finding.text}", finding.cells if finding.fault else ())


def _title_of(result: FileResult) -> str:
    name = result.unit.name if result.unit else result.name
    return f"{name}: {count_text(len(result.faults))} chỗ cần sửa. Sửa xong thì gửi lại chính tệp này."


def _free_name(name: str, taken: Iterable[str]) -> str:
    """Return the name of a file that goes back; files of one name came from different folders."""
    path, known = PurePosixPath(name), {each.casefold() for each in taken}
    names = (path.name, *(f"{path.stem}_{number}{path.suffix}" for number in range(2, len(known) + 3)))
    return next(name for name in names if name.casefold() not in known)


def chat_text(results: Iterable[FileResult], until: date | None) -> str:
    """Return a paragraph for each file that has to be sent again, to be pasted into a chat."""
    paragraphs = ("\n".join(map(visible_line, _paragraph_lines(result, until))) for result in results)
    return "\n\n".join(paragraphs) + "\n"


def _paragraph_lines(result: FileResult, until: date | None) -> Iterator[str]:
    who = result.unit.name if result.unit else "Người gửi"
    due = f" trước ngày {short_date(until)}" if until else ""
    file = PurePosixPath(result.name).name
    if result.outcome is Outcome.FAULTY:
        count = count_text(len(result.faults))
        yield f"{who}: tệp '{file}' còn {count} chỗ cần sửa, xin sửa và gửi lại{due}:"
        for number, finding in enumerate(result.faults[:_MOST_TOLD], start=1):
            yield f"{number}. {finding_text(finding)}"
        if len(result.faults) > _MOST_TOLD:
            yield f"… và {count_text(len(result.faults) - _MOST_TOLD)} chỗ khác, xem tệp gửi trả."
        return
    reason = f"{result.reason.rstrip('.')}."
    if result.outcome is Outcome.TWICE and result.findings:
        reason = f"{reason} Xin cho biết giá trị nào đúng."
    yield f"{who}: tệp '{file}' chưa nhập được ({result.outcome.value}): {reason}"
    for finding in result.findings[:_MOST_TOLD]:
        yield f"- {finding_text(finding)}"


def finding_text(finding: Finding) -> str:
    """Return what is said of a cell: 'Biểu!D17 (Tiếp nhận): đọc được 3,781; cần số nguyên …'."""
    label = f" ({finding.label})" if finding.label and finding.name else finding.label
    where = f"{finding.name}{label}"
    return f"{where}: {finding.text}" if where else finding.text[:1].upper() + finding.text[1:]
