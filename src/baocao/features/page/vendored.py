"""Libraries of other people that a page contains, as they were published: what they are, and their text.

Chartist is the smallest kept library that draws SVG (measured: CONTRIBUTING.md).
"""

from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

_FOLDER: Final = files("baocao.features.page") / "assets" / "vendor"
_MAP: Final = "//# sourceMappingURL="


class Library(NamedTuple):
    """A library: `digest` is the SHA-256 of its published file."""

    name: str
    version: str
    licence: str
    author: str
    url: str
    digest: str

    @property
    def file(self) -> str:
        """The name of its file in `assets/vendor`."""
        return f"{self.name}-{self.version}.js"


CHARTIST: Final = Library(
    name="chartist",
    version="1.5.0",
    licence="MIT",
    author="Gion Kunz",
    url="https://github.com/chartist-js/chartist",
    digest="944597015852d8a65defe451a37202e8232938e98ac2215f08bd42a55d573e9d",
)


@cache
def published_text(library: Library) -> str:
    """Return the file as it was published."""
    return (_FOLDER / library.file).read_text("utf-8")


@cache
def embedded_script(library: Library) -> str:
    """Return the script for a page, under a line that says whose it is.

    Its map of sources is not with it: browsers would ask for it, and a page asks for nothing.
    """
    kept = [line for line in published_text(library).splitlines() if not line.startswith(_MAP)]
    whose = f"{library.name} {library.version} | © {library.author} | {library.licence} | {library.url}"
    return "\n".join((f"/*! {whose} */", *kept, ""))
