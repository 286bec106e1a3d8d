"""What takes long and comes out the same every time is made once for all tests of a process."""

from collections.abc import Mapping
from functools import lru_cache
from types import CodeType
from typing import Any, Final

from baocao.documents.sandbox import Sandbox
from baocao.model.form import Form
from baocao.render.word import package, styles
from baocao.source import line_reader, nodes, parsing

_PARTS: Final[dict[str, Mapping[str, bytes]]] = {}


def base_parts(form: Form, *, told: bool = True) -> Mapping[str, bytes]:
    """Return what is the same in every document of a form; making it takes half of a small build."""
    key = f"{form!r} {told}"
    if key not in _PARTS:
        _PARTS[key] = styles.base_parts(form, told=told)
    return _PARTS[key]


def make_styles_once() -> None:
    """Let renderers of this process share what does not differ between documents of one form."""
    setattr(package, "base_parts", base_parts)  # noqa: B010 - which exports nothing


def make_styles_anew() -> None:
    """Let every renderer make them itself, as the program does."""
    setattr(package, "base_parts", styles.base_parts)  # noqa: B010 - which exports nothing


SHORT: Final = 8000
"""Letters of a file that many tests have alike: that of a small workspace."""
_MANY: Final = 400
_read_once = lru_cache(_MANY)(line_reader.read_lines)
_compile: Final[Any] = Sandbox.compile
_CODES: Final[dict[str, CodeType]] = {}


def read_lines(text: str) -> nodes.Mapping | None:
    """Return the nodes of a file; of the same text, the same ones, which nobody changes."""
    if len(text) > SHORT:
        return line_reader.read_lines(text)
    return _read_once(text)


def compiled_template(sandbox: Sandbox, source: Any, *more: Any, **named: Any) -> Any:
    """Return the code of a template; of the same text the same, unless it is marked with what it prints."""
    if type(sandbox) is not Sandbox or more or named or not isinstance(source, str):
        return _compile(sandbox, source, *more, **named)
    if source not in _CODES:
        made = _compile(sandbox, source)
        if len(_CODES) >= _MANY or len(source) > SHORT:
            return made
        _CODES[source] = made
    return _CODES[source]


def read_sources_once() -> None:
    """Let all tests of this process share what is read of the same text, and compiled of it."""
    setattr(parsing, "read_lines", read_lines)  # noqa: B010 - which exports nothing
    setattr(Sandbox, "compile", compiled_template)  # noqa: B010
