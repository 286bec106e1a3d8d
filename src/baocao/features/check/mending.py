"""The tables of a return sheet: what is wrong, what lacks, and room for the receiver's answer.

What is repeated from a file is printed with composed letters, as documents must have them, whatever the
file has.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Final

from baocao.features.check.findings import Finding
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.place import Place
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.vietnamese.counts import prose_count
from baocao.vietnamese.text import joined_words, sentence_case, to_nfc

MOST_ALIKE: Final = 5
"""How many problems of one code are told in full; the others share one row, a line for each."""
TO_MEND: Final = {
    Severity.ERROR: "lỗi phải sửa",
    Severity.WARNING: "nội dung cần kiểm tra lại",
}
"""The gravities that ask for something to be done, gravest first, and what they are called."""
_PROBLEMS: Final = (
    Column("TT", 9, Align.CENTER),
    Column("Nội dung", 45),
    Column("Số liệu, chữ đã ghi", 50),
    Column("Vấn đề", 56),
    Column("Cách sửa", 56),
    Column("Vị trí (tệp:dòng)", 36),
)
_MISSING: Final = (
    Column("TT", 9, Align.CENTER),
    Column("Nội dung còn thiếu", 143),
    Column("Cách bổ sung", 100),
)
_ANSWER: Final = (
    Column("Ngày nhận phiếu; người nhận", 55),
    Column("Ngày gửi báo cáo đã hoàn thiện", 55),
    Column("Nội dung không sửa, bổ sung được; lý do", 142),
)
_ROOM: Final = "\n" * 4
"""Five lines, for answers by hand; one row, so that no part of it goes to another page."""


def problem_table(findings: Sequence[Finding]) -> Table:
    """Return what is wrong, gravest first, under a line for each gravity."""
    folders = {place.file.rpartition("/")[0] for finding in findings for place in _places_of(finding)}
    note = f"Tệp ở thư mục {joined_words(sorted(folders))}." if any(folders) else ""
    return Table("Vấn đề", _PROBLEMS, tuple(_problem_rows(findings)), filters=False, note=note)


def _problem_rows(findings: Sequence[Finding]) -> Iterator[Row]:
    numbers = count(1)
    for severity, title in TO_MEND.items():
        own = [finding for finding in findings if finding.diagnostic.severity is severity]
        if own:
            text = f"{sentence_case(title)}: {prose_count(len(own))}"
            yield Row((Cell(text, span=len(_PROBLEMS)),), RowKind.GROUP)
        for told, rest in fold_alike(own):
            yield _problem_row(next(numbers), told)
            if rest:
                yield _rest_row(next(numbers), rest)


def fold_alike(findings: Sequence[Finding]) -> list[tuple[list[Finding], list[Finding]]]:
    """Return what rows tell in full, and what comes after each only as more of its kind.

    What is the same everywhere is told once, at its first place. Of the problems of one code or rule only
    the first few are told, and the last of them has the rest.
    """
    kinds: dict[object, dict[object, list[Finding]]] = {}
    for finding in findings:
        diagnostic = finding.diagnostic
        kind = kinds.setdefault((diagnostic.code, diagnostic.rule and diagnostic.rule.id), {})
        kind.setdefault((finding.subject, diagnostic.message, diagnostic.advice), []).append(finding)
    rows: list[tuple[list[Finding], list[Finding]]] = []
    for kind in kinds.values():
        # One more than allowed is told too: a row that says 'and one more' would save nothing.
        most = MOST_ALIKE if len(kind) > MOST_ALIKE + 1 else len(kind)
        told, rest = [*kind.values()][:most], [*kind.values()][most:]
        rows += [(same, []) for same in told[:-1]]
        rows.append((told[-1], [finding for same in rest for finding in same]))
    order = {id(finding): index for index, finding in enumerate(findings)}
    return sorted(rows, key=lambda row: order[id(row[0][0])])


def _problem_row(order: int, equal: Sequence[Finding]) -> Row:
    """Return one problem in full, and how often it occurs."""
    first_finding, diagnostic = equal[0], equal[0].diagnostic
    times = [f"({prose_count(len(equal))} chỗ)"] if len(equal) > 1 else []
    basis = [f"Căn cứ: {diagnostic.basis}"] if diagnostic.basis else []
    texts = (
        str(order),
        first_finding.subject,
        _distinct_lines(line for finding in equal for line in finding.written),
        _distinct_lines([diagnostic.message, *times]),
        _distinct_lines([diagnostic.advice, *basis]),
        places_text(equal),
    )
    return Row(tuple(Cell(to_nfc(text)) for text in texts))


def _rest_row(order: int, findings: Sequence[Finding]) -> Row:
    """Return the problems that are like those above them."""
    lines = (
        f"- {places_text([finding])}: {finding.subject}: {finding.diagnostic.message}"
        for finding in findings
    )
    text = _distinct_lines(
        [f"Và {prose_count(len(findings))} chỗ tương tự, sửa như chỗ ngay trên:", *lines]
    )
    return Row((Cell(str(order)), Cell(to_nfc(text), span=len(_PROBLEMS) - 1)))


def _distinct_lines(texts: Iterable[str]) -> str:
    """Return the distinct texts as paragraphs."""
    return "\n".join(dict.fromkeys(texts))


def places_text(findings: Iterable[Finding]) -> str:
    """Return '2025-11.yaml:12, 14': names of files and lines, those of related values too."""
    lines: dict[str, set[int]] = {}
    for place in (place for finding in findings for place in _places_of(finding)):
        lines.setdefault(place.file.rpartition("/")[2], set()).add(place.line)
    return "; ".join(f"{file}:{', '.join(map(str, sorted(own)))}" for file, own in lines.items())


def _places_of(finding: Finding) -> list[Place]:
    diagnostic = finding.diagnostic
    return [
        place
        for place in (diagnostic.place, *(related_place for _, related_place in diagnostic.related))
        if place
    ]


def missing_table(missing: Sequence[Diagnostic]) -> Table:
    """Return what lacks; what is added in one way shares a row, every item on its line."""
    shared: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in missing:
        shared.setdefault((diagnostic.code, diagnostic.advice), []).append(diagnostic)
    rows = (_missing_row(order, alike) for order, alike in enumerate(shared.values(), start=1))
    return Table("Còn thiếu", _MISSING, tuple(rows), filters=False)


def _missing_row(order: int, alike: Sequence[Diagnostic]) -> Row:
    listed = [diagnostic.message for diagnostic in alike]
    if len(listed) > 1:
        listed = [f"{prose_count(len(alike))} nội dung:", *(f"- {message}" for message in listed)]
    return Row(tuple(Cell(to_nfc(text)) for text in (str(order), _distinct_lines(listed), alike[0].advice)))


def answer_table() -> Table:
    """Return the cells that the receiver fills in."""
    return Table("Trả lời", _ANSWER, (Row(tuple(Cell(_ROOM) for _ in _ANSWER)),), filters=False)
