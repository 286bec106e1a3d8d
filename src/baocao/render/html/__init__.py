"""Documents as pages of HTML that look as they are printed, for those who read or check them on a screen.

Nothing in a page acts or is fetched: no scripts, no links to elsewhere, styles in one block that the page's
own policy names by its hash.
"""

from baocao.render.html.page import render_page

__all__ = ["render_page"]
