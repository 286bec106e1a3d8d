"""From views to one file of HTML that needs nothing else, and in which nothing acts but our own scripts."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from baocao import __version__
from baocao.features.page.records import View
from baocao.features.page.vendored import CHARTIST, embedded_script
from baocao.render.html.markup import source_hash
from baocao.vietnamese.visible import visible_text

_PACKAGE: Final = "baocao.features.page"
_STYLES: Final = ("page.css", "charts.css", "units.css", "lists.css", "traces.css")
_CORE: Final = ("core.js", "tables.js", "filters.js", "charts.js", "traces.js")
"""The scripts that all views use; each view has one of its own name beside them, if it needs any."""
_EARLY: Final = """(root => {
root.className = "scripted";
addEventListener("error", () => { if (!root.dataset.ready) root.className = ""; });
})(document.documentElement);"""
"""What runs before anything is laid out: of all views only the one that is shown will be; where our scripts
fail, as in an old browser, all are."""
_COMMENT: Final = re.compile(r"^ *(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)\n", re.MULTILINE | re.DOTALL)
"""Lines of our scripts that are for those who read them in the package."""
_IN_SCRIPT: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""What could end the block of data, or begin another, in any reading of HTML."""


class Way(NamedTuple):
    """A link to another page: its address, what stands there, and how that page is related to this one."""

    address: str
    title: str
    relation: str


class Head(NamedTuple):
    """What stands above the views: the page's title, what it says of its data, and its notices.

    `ways` lead to other pages of the same period.
    """

    title: str
    basis: str
    notices: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()


def render_view(name: str, **content: Any) -> Markup:
    """Return the HTML of a template of a view, in which every text is what it says and no more."""
    return Markup(_environment().get_template(f"{name}.html.j2").render(content))  # noqa: S704 - escaped there


def render_page(head: Head, views: Sequence[View], data: Mapping[str, Any]) -> bytes:
    """Return the page of some views; `data` are for all scripts."""
    script, style = _script_of(views), _style_of()
    everything = {**data, "views": {view.id: view.data for view in views if view.data}}
    text = render_view(
        "page",
        head=head,
        views=views,
        version=__version__,
        style=Markup(style),  # noqa: S704 - ours
        early=Markup(_EARLY),  # noqa: S704 - ours
        script=Markup(script),  # noqa: S704 - ours
        policy=_policy_of(script, style),
        data=Markup(script_json(everything)),  # noqa: S704 - escaped for scripts
    )
    return text.encode()


def script_json(value: object) -> str:
    """Return a value as JSON for a block of data: nothing in it ends the block or begins another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return visible_text(text).translate(_IN_SCRIPT)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen_text,
    )
    environment.filters["json"] = script_json
    return environment


def _seen_text(value: object) -> object:
    """Return what a template prints: letters that act instead of being read are shown by name."""
    if isinstance(value, Markup):
        return value
    return visible_text(value) if isinstance(value, str) else value


def _policy_of(script: str, style: str) -> str:
    """Return what the page may do: run and be styled by what stands in it, and reach nobody."""
    return (
        f"default-src 'none'; script-src {source_hash(_EARLY)} {source_hash(script)}; "
        f"style-src {source_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _script_of(views: Iterable[View]) -> str:
    """Return all scripts as one, in which no name is anybody else's."""
    own = [f"{view.id}.js" for view in views if has_asset(f"{view.id}.js")]
    body = "\n".join(_COMMENT.sub("", asset_text(name)) for name in (*_CORE, *own))
    return f'{embedded_script(CHARTIST)}(() => {{\n"use strict";\n{body}\npage.start();\n}})();'


def _style_of() -> str:
    return "\n".join(map(asset_text, _STYLES))


def has_asset(name: str) -> bool:
    """Tell whether the package has a file of this name for pages."""
    return files(_PACKAGE).joinpath("assets", name).is_file()


@cache
def asset_text(name: str) -> str:
    """Return a script or a style sheet of the package."""
    return files(_PACKAGE).joinpath("assets", name).read_text(encoding="utf-8")
