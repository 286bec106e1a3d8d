"""View 'Thay đổi': what changed since the last period, and since a revision, outliers first."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from baocao.features.page.records import Gathered, View
from baocao.model.printed import FigureKey
from baocao.report.html import Reading, outline_html
from baocao.report.outline import Outline

ROUTE: Final = "thay-doi"
MOST: Final = 150
"""How many changes of one kind stand on the page: all figures stand in other views already."""
MOST_OF_PART: Final = 60
"""The same on each of the pages of a country."""


def changes_view(gathered: Gathered, outlines: Sequence[Outline]) -> View | None:
    """Return the view of what changed; none where nobody compared anything."""
    reading = Reading(
        level=3,
        most=MOST_OF_PART if gathered.part else MOST,
        elsewhere="; mọi số liệu của từng đơn vị ở phần Đơn vị",
        address=lambda key: gathered.figure_link(FigureKey.parse(key)),
        home=gathered.unit_link,
    )
    shown = Markup("\n").join(
        Markup('<article class="changes">{}</article>').format(outline_html(outline, reading))
        for outline in outlines
    )
    return View(ROUTE, "Thay đổi", shown) if outlines else None
