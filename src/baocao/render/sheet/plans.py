"""Plans of worksheets: on which page, how wide and how small, so that pages are filled and can be read."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from baocao.model.document import Appendix
from baocao.model.form import Form, Page
from baocao.render.metrics import POINT_MM
from baocao.render.sheet.grid import Grid
from baocao.render.sheet.lines import Ruler
from baocao.render.sheet.pages import Laid, Layout
from baocao.render.sheet.prose import Leaf
from baocao.render.sheet.widths import fitted_columns, natural_width, print_scale

PAGE_SHARE: Final = 0.98
"""The share of a page that is counted on; programs make rows a little higher or lower."""
SHRUNK: Final = 12
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
    plans = _plans_by_size(appendix, leaf, form)
    first, short = next(plans)
    shrunk = (plan for plan, still_short in plans if not still_short) if short else iter(())
    return next(shrunk, first)


def _plans_by_size(appendix: Appendix, leaf: Leaf, form: Form) -> Iterator[tuple[Plan, bool]]:
    """Yield plans, each a little smaller, and whether the last page of each has hardly a row."""
    page = _page_for(appendix, leaf, form)
    widths = fitted_columns(leaf.tables, page.text_width, form) if leaf.tables else (page.text_width,)
    full = print_scale(widths, page.text_width)
    for step in range(SHRUNK + 1):
        scale = full - step / 100
        layout = Layout(Ruler(form), _page_capacity(page) / scale)
        laid = list(layout.lay_lines(Grid(form, widths, scale).sheet_lines(appendix, leaf)))
        plan = Plan(page, widths, laid, layout.breaks, layout.pages if step else 0)
        yield plan, layout.ends_short


def _page_for(appendix: Appendix, leaf: Leaf, form: Form) -> Page:
    """Return the page of a sheet: upright, unless its appendix lies and its tables need the width."""
    upright = form.page
    wide = not leaf.tables or natural_width(leaf.tables, form) > upright.text_width
    return upright.turned() if appendix.landscape and wide else upright


def _page_capacity(page: Page) -> float:
    """Return the points of rows that a page has room for."""
    return (page.height - page.top - page.bottom) / POINT_MM * PAGE_SHARE
