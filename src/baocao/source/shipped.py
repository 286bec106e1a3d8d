"""Templates that come with the program, for workspaces that have none of their own."""

from pathlib import Path
from typing import Final

from baocao.model.workspace import SourceFile
from baocao.source.files import read_file

REMINDER: Final = "cong-van-don-doc.md.j2"
"""The letter to those who have not reported."""
_SHIPPED: Final = frozenset({REMINDER})
_FOLDER: Final = Path(__file__).parent.parent / "skeleton" / "templates"
_CALLED: Final = "(mẫu sẵn có)"
"""Stands for the folder of what is no file of the workspace."""


def shipped_template(name: str) -> SourceFile | None:
    """Return the template of this name that comes with the program, if there is one."""
    if name not in _SHIPPED:
        return None
    source, _ = read_file(_FOLDER / name, _FOLDER)
    return SourceFile(f"{_CALLED}/{name}", source.text, source.data) if source else None


def is_shipped(path: str) -> bool:
    """Tell whether a template is the program's own: no file of the workspace, it is no source of it."""
    return path.startswith(f"{_CALLED}/")
