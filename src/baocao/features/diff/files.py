"""What changed, as a workbook or a Word document."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from baocao.features.diff.document import comparison_document
from baocao.features.diff.records import Differences
from baocao.model.diagnostic import Diagnostic
from baocao.pipeline.clock import document_moment
from baocao.pipeline.output import Output
from baocao.source.forms import load_form


def write_comparison(differences: Differences, path: Path) -> Sequence[Diagnostic]:
    """Write a workbook, or a document where the name ends so; return what kept it from being written."""
    form, moment = load_form(), _comparison_moment(differences)
    if path.suffix.lower() == ".docx":
        # A document leaves out what a workbook can still list.
        from baocao.render.word import WordRenderer  # noqa: PLC0415 - loads docx

        document = comparison_document(differences, form, everything=False)
        data = WordRenderer(form).render(document, moment)
    else:
        from baocao.render.sheet import render_workbook  # noqa: PLC0415 - loads openpyxl

        data = render_workbook(comparison_document(differences, form, everything=True), form, moment)
    return Output(path.parent).replace_files({path.name: data}, path.name, ()).problems


def _comparison_moment(differences: Differences) -> datetime:
    """Return the moment asked for, else the day on which the data of the latest period stop."""
    ends = (comparison.new.window.end for comparison in differences.comparisons)
    return document_moment(max(ends, default=date(2000, 1, 1)))
