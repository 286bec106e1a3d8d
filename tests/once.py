"""What takes long and comes out the same every time is made once for all tests of a process."""

from collections.abc import Mapping
from typing import Final

from baocao.model.form import Form
from baocao.render.word import package, styles

_PARTS: Final[dict[str, Mapping[str, bytes]]] = {}


def base_parts(form: Form) -> Mapping[str, bytes]:
    """Return what is the same in every document of a form; making it takes half of a small build."""
    key = repr(form)
    if key not in _PARTS:
        _PARTS[key] = styles.base_parts(form)
    return _PARTS[key]


def make_styles_once() -> None:
    """Let renderers of this process share what does not differ between documents of one form."""
    setattr(package, "base_parts", base_parts)  # noqa: B010 - which exports nothing


def make_styles_anew() -> None:
    """Let every renderer make them itself, as the program does."""
    setattr(package, "base_parts", styles.base_parts)  # noqa: B010 - which exports nothing
