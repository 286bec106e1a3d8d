"""The settings file of a workspace, `baocao.yaml`; without one the usual folders are taken."""

import errno
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import MESSAGES
from baocao.model.workspace import CONFIG_SHAPE, REGISTRY, WAIVER_SHAPE, Config, Waiver
from baocao.source.documents import read_mapping
from baocao.source.fields import Fields
from baocao.source.files import is_there
from baocao.source.log import Log
from baocao.source.shapes import read_record
from baocao.source.web_addresses import link_pattern
from baocao.vietnamese.text import name_hint

TEMPLATE: Final = ".md.j2"
"""How names of templates end."""
NAME: Final = "baocao.yaml"
_LEAVES: Final = "đó là liên kết dẫn ra ngoài thư mục dữ liệu; dùng thư mục thật, hoặc ghi đường dẫn thật"
_LONGEST_PATH: Final = 3000
_LONGEST_NAME: Final = 255
"""Bytes that systems take in a path and in each of its names; longer ones they refuse to look for."""


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that is a workspace."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file() or (folder / "data" / "units" / REGISTRY).is_file():
            return folder
    return None


def refuse_leaving(folder: Path) -> None:
    """Raise OSError for a folder to write into that lies in a workspace, and which a link leads out of it.

    The link may have come with the data; whoever wants to write there can say so by its real path.
    """
    # The path as it is spelled tells in which workspace one believes to write; the real one, where one
    # would.
    spelled = Path(os.path.abspath(folder))  # noqa: PTH100 - no links followed
    root = find_root(spelled)
    if root and not Path(os.path.realpath(spelled)).is_relative_to(os.path.realpath(root)):
        raise OSError(errno.EINVAL, _LEAVES)


def _read_folder(fields: Fields, key: str, default: Path, root: Path) -> Path:
    """Read a folder, told from the workspace; other workspaces of the same repository may share it."""
    text = fields.text(key)
    if not text:
        return default
    folder = Path(os.path.normpath(root / text))
    shared = _outermost_repository(root)
    # Both kinds are asked: the file is written on Windows and checked on Linux, or the other way round.
    absolute = PurePosixPath(text).is_absolute() or PureWindowsPath(text).anchor
    if absolute or "\\" in text or not folder.is_relative_to(shared):
        fields.log.note_at("BC023", fields.place(key), value=text, where="kho dữ liệu")
        return default
    if len(os.fsencode(folder)) > _LONGEST_PATH or any(
        len(os.fsencode(part)) > _LONGEST_NAME for part in folder.parts
    ):
        fields.log.note_at("BC001", fields.place(key), what=f"thư mục '{text}'")
        return default
    return root / text


def _outermost_repository(root: Path) -> Path:
    """Return the outermost folder around the workspace that is a Git repository; without one, any is."""
    # The outermost: data may be a submodule of a repository whose folders it shares.
    around = [folder for folder in (root, *root.parents) if (folder / ".git").exists()]
    return around[-1] if around else Path(root.anchor)


def _read_waiver(entry: Fields) -> Waiver | None:
    """Read one kind of warnings that checks leave out; a reason must be given.

    Where anything is wrong with it nothing is left out, as a misspelled unit would leave out too much.
    """
    problems = len(entry.log.problems)
    waiver = read_record(
        WAIVER_SHAPE, entry, {"code": _read_code, "reason": _read_reason}, at=entry.place("ma")
    )
    return waiver if len(entry.log.problems) == problems else None


def _read_code(entry: Fields) -> str:
    code = entry.required_text("ma")
    if entry.complete and code not in MESSAGES:
        entry.log.note_at("BC531", entry.place("ma"), value=code, hint=name_hint(code, MESSAGES))
    return code


def _read_reason(entry: Fields) -> str:
    reason = entry.required_text("ly_do")
    if entry.complete and not reason:
        entry.log.note_at("BC204", entry.place("ly_do"), key="ly_do")
    return reason


def _read_address(fields: Fields) -> str:
    """Read the web address of the repository as the pattern of links to lines."""
    text = fields.text("dia_chi_kho")
    pattern, fault = link_pattern(text) if text else ("", "")
    if fault:
        fields.log.note_at("BC534", fields.place("dia_chi_kho"), value=text, why=fault)
    return pattern


def read_config(root: Path) -> tuple[Config, list[Diagnostic]]:
    """Return the settings of the workspace `root`."""
    default = Config(root, root / "data" / "directives", root / "data" / "units", root / "templates")
    path = root / NAME
    if not is_there(path):
        return default, []
    source, mapping, problems = read_mapping(path, root)
    if mapping is None:
        return default._replace(source=source), problems
    log = Log(NAME)
    config = log.read_within(lambda top, _: _fill_config(Fields(top, log), default), mapping) or default
    return config._replace(source=source), [*problems, *log.problems]


def _fill_config(fields: Fields, default: Config) -> Config | None:
    def folder(key: str, usual: Path) -> Callable[[Fields], Path]:
        return lambda fields: _read_folder(fields, key, usual, default.root)

    return read_record(
        CONFIG_SHAPE,
        fields,
        {
            "directives": folder("chi_dao", default.directives),
            "units": folder("don_vi", default.units),
            "templates": folder("mau", default.templates),
            "lines_at": _read_address,
            "waivers": lambda fields: fields.each("bo_qua", _read_waiver),
        },
        root=default.root,
    )
