"""The figures to look at first, as people read them."""

from collections.abc import Iterator
from decimal import Decimal

from baocao.features.check.record import Report
from baocao.figures.shown import entered_number
from baocao.report.markdown_text import code_markdown, plain_markdown
from baocao.rules.compared import exact_before
from baocao.rules.first_looks import FirstLook
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import percent_text, rounded_number


def look_lines(report: Report) -> list[str]:
    """Return a heading and a line for each figure; nothing where few units report."""
    if not report.looks:
        return []
    widest = max(len(_share_text(look)) for look in report.looks)
    lines = (f"  {_share_text(look):>{widest}}  {_look_text(look)}" for look in report.looks)
    return [_heading(report), *lines, ""]


def look_markdown(report: Report) -> str:
    """Return the figures folded under their heading."""
    if not report.looks:
        return ""
    return "".join(_markdown_parts(report))


def _markdown_parts(report: Report) -> Iterator[str]:
    yield f"\n<details><summary>{_heading(report).removesuffix(':')}</summary>\n\n"
    for look in report.looks:
        at = look.known.at
        place = f" {code_markdown(f'{report.repo_path(at.file)}:{at.line}')}" if at else ""
        yield f"- {plain_markdown(f'{_share_text(look)} {_look_text(look)}')}{place}\n"
    yield "\n</details>\n"


def _heading(report: Report) -> str:
    count = count_text(len(report.looks))
    return f"{count} số liệu nên xem trước (phần lệch khỏi mức dự kiến so với tổng số các đơn vị):"


def _share_text(look: FirstLook) -> str:
    return percent_text(rounded_number(Decimal(look.share * 100), 2), 2)


def _look_text(look: FirstLook) -> str:
    """Return 'Xã An An: tthc.rut = 58 (kỳ 2025-10: 22)'."""
    now = entered_number(look.known.number, look.indicator)
    if look.before is None:
        before = "kỳ trước không có"
    else:
        before = f"kỳ {look.period}: {entered_number(exact_before(look.before), look.indicator)}"
    return f"{look.unit.name}: {look.indicator.id} = {now} ({before})"
