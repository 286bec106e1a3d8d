"""The figures to look at first, as a check prints them."""

from collections.abc import Iterator

from baocao.features.check.record import Report
from baocao.report.markdown_text import code_markdown, plain_markdown
from baocao.rules.look_words import look_lines, look_text, looks_heading, share_text


def terminal_looks(report: Report) -> list[str]:
    """Return a heading and a line for each figure; nothing where few units report."""
    if not report.looks:
        return []
    return [f"{looks_heading(report.looks)}:", *(f"  {line}" for line in look_lines(report.looks)), ""]


def look_markdown(report: Report) -> str:
    """Return the figures folded under their heading."""
    if not report.looks:
        return ""
    return "".join(_markdown_parts(report))


def _markdown_parts(report: Report) -> Iterator[str]:
    yield f"\n<details><summary>{looks_heading(report.looks)}</summary>\n\n"
    for look in report.looks:
        at = look.known.at
        place = f" {code_markdown(f'{report.repo_path(at.file)}:{at.line}')}" if at else ""
        yield f"- {plain_markdown(f'{share_text(look)} {look_text(look)}')}{place}\n"
    yield "\n</details>\n"
