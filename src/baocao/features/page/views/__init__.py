"""The views of the page in their order: each makes its HTML and data of what was gathered."""

from collections.abc import Callable, Sequence
from typing import Final

from baocao.features.page.records import Gathered, View
from baocao.features.page.views.changes import changes_view
from baocao.features.page.views.checks import checks_view
from baocao.features.page.views.directory import directory_view
from baocao.features.page.views.figures import figures_view
from baocao.features.page.views.files import files_view
from baocao.features.page.views.overview import overview_view
from baocao.features.page.views.tasks import tasks_view
from baocao.features.page.views.traces import traces_view
from baocao.features.page.views.units import units_view
from baocao.report.outline import Outline

MakeView = Callable[[Gathered, Sequence[Outline]], View | None]
VIEWS: Final[tuple[MakeView, ...]] = (
    overview_view,
    figures_view,
    directory_view,
    units_view,
    tasks_view,
    changes_view,
    checks_view,
    files_view,
    traces_view,
)
