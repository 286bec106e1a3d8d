"""The figures of a period as they were given out, before units corrected them."""

from pathlib import Path

from baocao.figures.published import published_workspace
from baocao.model.issuance import Noted
from baocao.model.submission import Correction, Part
from baocao.model.workspace import Config, Definitions, Workspace
from records import AT, given_entry, open_unit, unit_submission
from support import period_of


def correction_of(before: int, after: int) -> Noted:
    correction = Correction(
        Part.FIGURE, "chi_tieu/hs.a", given_entry(before), given_entry(after), "Sai", person="A", day=None,
        at=AT, before_at=AT, after_at=AT,
    )  # fmt: skip
    return Noted(open_unit(), period_of("2025-10"), None, correction)  # type: ignore[arg-type]  # not asked


def test_a_figure_that_was_corrected_twice_was_given_out_as_the_first_correction_found_it() -> None:
    nowhere = Path("/nowhere")
    definitions = Definitions(Config(nowhere, nowhere, nowhere, nowhere))
    report = unit_submission("xa-mot", {"hs.a": given_entry(120)})
    reports = Workspace(definitions, period_of("2025-10"), {"xa-mot": report})
    published = published_workspace(reports, [correction_of(100, 110), correction_of(110, 120)])
    assert published is not None
    assert published.submissions["xa-mot"].entries["hs.a"].value == 100
