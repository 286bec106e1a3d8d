"""The texts of submissions: what does not belong into them, numbers without a figure, names of units."""

import re
from collections.abc import Iterator
from typing import Final

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.submission import Narrative, Submission
from baocao.model.workspace import Workspace
from baocao.rules.places import limited_findings, place_at
from baocao.rules.references import MARK, place_in
from baocao.rules.reports import Finding, Reports
from baocao.rules.unit_names import wrong_names
from baocao.rules.written_numbers import KnownNumbers, WrittenNumber, written_numbers

_MARKUP: Final = re.compile(
    r"""</?(?:p|br|div|span|b|i|u|em|strong|font|a|img|table|tbody|t[dhr]|ul|ol|li|h[1-6]|su[bp]|o:p|script|style)
          (?:\s[^<>]{0,500})?/?>
      | <!--|<!\[|\[(?:end)?if\b[^\]\n]{0,200}\]
      | &(?:nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|ndash|mdash|hellip|\#\d{2,5}|\#x[0-9a-fA-F]{2,4});
      | \bmso-[a-z-]+\s*: | \bstyle\s*=\s*["'] | \bclass\s*=\s*["']?Mso\w+""",
    re.VERBOSE | re.IGNORECASE,
)
_MARKUP_SIGNS: Final = ("<", "&", "[if", "[endif", "mso-", "style=", "class=")
_SHOWN: Final = 40
_DIGIT: Final = re.compile(r"[1-9]")

LONGEST: Final = 20_000
"""Characters of a narrative; an item of an outline is a page, not ten."""


def prose_of(submission: Submission) -> Iterator[tuple[str, Narrative]]:
    """Yield every text in which marks may stand, with the directive that it is written for."""
    for directive, narratives in submission.narratives.items():
        yield from ((directive, narrative) for narrative in narratives.values())
    for directive, reports in submission.tasks.items():
        for report in reports.values():
            for text in (report.result, report.plan, report.difficulty, report.recommendation):
                if text:
                    yield directive, Narrative(text, report.at)
    for section in (submission.difficulties, submission.recommendations):
        for directive, remarks in section.items():
            yield from ((directive, Narrative(remark.text, remark.at)) for remark in remarks)


def without_marks(text: str) -> str:
    """Return the text with blanks in place of marks, each character where it was."""
    # Blanks of the same length: the offsets of what is found must stay those of the text.
    return MARK.sub(lambda mark: " " * len(mark[0]), text) if "[" in text else text


def no_markup(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """Texts are plain or Markdown; HTML and what Word hides behind its pages would be printed."""
    file = workspace.files.get(submission.at.file)
    # A plain look for signs is many times as fast as the pattern, and nearly every file has none.
    text = file.text if file else ""
    if file is None or not any(sign in text for sign in _MARKUP_SIGNS):
        return
    written = (
        match_written
        for match_written in _MARKUP.finditer(text)
        if not _is_remark(file.text, match_written.start())
    )
    for match, more in limited_findings(written):
        place, value = place_at(file, match.start()), match[0][:_SHOWN]
        yield problem("BC450", place, unit=submission.unit, value=value, more=more)


def numbers_are_figures(reports: Reports) -> Iterator[Finding]:
    """A number in prose is that of a figure, of which the mark [=id] keeps it right.

    Only where the unit gives figures, and for directives that ask for some.
    """
    workspace = reports.workspace
    for unit, submission in workspace.submissions.items():
        file, known = workspace.files.get(submission.at.file), KnownNumbers(reports.own[unit], submission)
        unknown = (
            pair for pair in _numbers_in_prose(workspace, submission) if not known.is_explained(pair[1])
        )
        for (narrative, number), more in limited_findings(unknown):
            place, near = place_in(narrative, number.offset, file), known.nearest_words(number)
            yield Finding(problem("BC451", place, unit=unit, value=number.text, near=near, more=more))


def _numbers_in_prose(
    workspace: Workspace, submission: Submission
) -> Iterator[tuple[Narrative, WrittenNumber]]:
    directives = workspace.definitions.directives
    for directive, narrative in prose_of(submission) if submission.entries else ():
        if directives[directive].indicators and _DIGIT.search(narrative.text):
            for number in written_numbers(without_marks(narrative.text)):
                yield narrative, number


def names_are_right(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """Units are named as the registry names them; names that resemble none are left alone."""
    file = workspace.files.get(submission.at.file)
    if file is None:
        return
    names = wrong_names(file.text, workspace.definitions.registry)
    for wrong, more in limited_findings(
        candidate for candidate in names if not _is_remark(file.text, candidate.offset)
    ):
        place, name = place_at(file, wrong.offset), wrong.meant
        yield problem("BC452", place, unit=submission.unit, value=wrong.written, name=name, more=more)


def _is_remark(text: str, offset: int) -> bool:
    """Tell whether a character stands in a line that is a remark of YAML."""
    return text[text.rfind("\n", 0, offset) + 1 : offset].lstrip().startswith("#")


def texts_are_short(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """No text is as long as a document of its own."""
    file = workspace.files.get(submission.at.file)
    if file is not None and len(file.text) <= LONGEST // 2:  # composing letters may lengthen a text
        return
    for _name, narrative in prose_of(submission):
        if len(narrative.text) > LONGEST:
            count = len(narrative.text)
            yield problem("BC404", narrative.at, unit=submission.unit, count=count, limit=LONGEST)


PROSE_CHECKS: Final = (texts_are_short, no_markup, names_are_right)
