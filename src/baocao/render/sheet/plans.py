"""Plans of worksheets: on which page, how wide and how small, so that pages are filled and can be read."""

from typing import Final, NamedTuple

from baocao.model.document import Appendix
from baocao.model.form import Form, Page
from baocao.render.heads import appendix_page
from baocao.render.metrics import POINT_MM
from baocao.render.sheet.grid import Grid
from baocao.render.sheet.lines import Ruler
from baocao.render.sheet.pages import Laid, Layout
from baocao.render.sheet.prose import Leaf
from baocao.render.sheet.widths import fitted_columns, print_scale, sheet_needs

PAGE_SHARE: Final = 0.98
"""The share of a page that is counted on; programs make rows a little higher or lower."""
TIGHT: Final = 1.25
"""How many upright pages wide a table may want to be, and still stand on one, in narrower columns."""
SHRUNK: Final = 15
"""Percents by which a sheet is printed smaller at most, lest its last page have but a row or two."""


class Plan(NamedTuple):
    """The rows of a sheet on their pages, and the millimetres of its columns.

    Where they are `bound`, pages end by hand. A sheet that is shrunk to so many `high` has just these
    pages; 0 is as many as it needs.
    """

    page: Page
    widths: tuple[float, ...]
    laid: list[Laid]
    bound: bool
    high: int = 0

    @property
    def landscape(self) -> bool:
        """Whether the page lies."""
        return self.page.width > self.page.height


def planned_sheet(appendix: Appendix, leaf: Leaf, form: Form) -> Plan:
    """Return the rows on pages, printed a little smaller where the last page would have hardly a row."""
    sheet = _sheet_on_page(appendix, leaf, form)
    plan, short = sheet.plan_at(0)
    if not short:
        return plan
    best, still_short = sheet.plan_at(SHRUNK)
    if still_short:
        return plan
    low, high = 0, SHRUNK
    # The least that helps: sizes between are tried by halves.
    while high - low > 1:
        middle = (low + high) // 2
        tried, is_short = sheet.plan_at(middle)
        if is_short:
            low = middle
        else:
            high, best = middle, tried
    return best


class _Sheet(NamedTuple):
    """A worksheet and its page, before it is known how small it is printed."""

    appendix: Appendix
    leaf: Leaf
    form: Form
    page: Page
    widths: tuple[float, ...]

    def plan_at(self, percents: int) -> tuple[Plan, bool]:
        """Return the plan of the sheet so much smaller, and whether its last page has hardly a row."""
        scale = print_scale(self.widths, self.page.text_width) - percents / 100
        layout = Layout(Ruler(self.form), _page_capacity(self.page) / scale)
        lines = Grid(self.form, self.widths, scale).sheet_lines(self.appendix, self.leaf)
        laid = list(layout.lay_lines(lines))
        high = layout.pages if percents else 0
        return Plan(self.page, self.widths, laid, layout.breaks, high), layout.ends_short


def _sheet_on_page(appendix: Appendix, leaf: Leaf, form: Form) -> _Sheet:
    """Return a sheet with its page: upright, unless its appendix lies and its tables need the width."""
    upright = form.page
    page = appendix_page(appendix, form)
    if not leaf.tables:
        return _Sheet(appendix, leaf, form, page, (page.text_width,))
    needs = sheet_needs(leaf.tables, form)
    room = upright.text_width
    if sum(needs.least) <= room and needs.natural <= room * TIGHT:
        page = upright
    return _Sheet(appendix, leaf, form, page, fitted_columns(needs, page.text_width))


def _page_capacity(page: Page) -> float:
    """Return the points of rows that a page has room for."""
    return (page.height - page.top - page.bottom) / POINT_MM * PAGE_SHARE
