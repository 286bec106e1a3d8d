"""Who wrote words that no unit wrote as prose: the template, the outline, a register, or the program."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from baocao.documents.context import DRAFT_MATERIAL
from baocao.features.exchange.word.records import OtherEdit
from baocao.features.exchange.word.spelling import clean_text
from baocao.foreign.word_text import Part
from baocao.model.marks import Mark
from baocao.model.workspace import Workspace
from baocao.pipeline.plan import Planned
from baocao.source.files import read_file, relative_path
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import to_nfc

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SIGNS: Final = re.compile(r"^\s*(?:#{1,4}|[-+*])\s+|\*+")
_NUMBER: Final = re.compile(r"^\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ]{1,2})[.)]\s+")
_OWN_HEADING: Final = re.compile(r"#{1,4}\s+(.*)")
_NARRATIVE: Final = re.compile(r"""noi_dung\(\s*["']([^"']+)["']\s*\)""")
_LEAST: Final = 10
"""Letters of a template that must be found in a sentence for it to be the template's."""
PROGRAM: Final = "câu do chương trình viết từ số liệu"
TABLE: Final = "ô do chương trình lập từ số liệu và danh mục"
NOTE: Final = "chú thích lấy từ danh mục văn bản dẫn chiếu (van_ban, van-ban.yaml)"
MATERIAL: Final = "dòng chỉ in ở bản dự thảo, bản chính thức không có"
HEAD: Final = "phần thể thức lấy từ ho-so.yaml, phat_hanh và mẫu"


def writer_of(edit: OtherEdit, workspace: Workspace, planned: Planned) -> str:
    """Return who wrote what was edited, and where it is mended."""
    if edit.spot.part is Part.NOTE:
        return NOTE
    text = clean_text(edit.old)
    if edit.gathered:
        return _gathered_words(edit.gathered, workspace)
    if text.strip() == DRAFT_MATERIAL:
        return MATERIAL
    if heading := _heading_writer(text, planned) or _own_heading_writer(text, workspace, planned):
        return heading
    if template := _template_writer(text, workspace, planned):
        return template
    if edit.spot.part is Part.CELL:
        return TABLE if edit.spot.heading or (edit.spot.cell and edit.spot.cell.table) else HEAD
    return PROGRAM if edit.spot.heading else HEAD


def _gathered_words(mark: Mark, workspace: Workspace) -> str:
    """Return whose words the program has gathered."""
    unit = workspace.definitions.registry.units.get(mark.unit)
    others = f" và {count_text(mark.shared - 1)} đơn vị khác" if mark.shared > 1 else ""
    return f"câu gom từ báo cáo của {unit.name if unit else mark.unit}{others}"


def item_under(heading: str, workspace: Workspace, planned: Planned) -> str:
    """Return the item of the outline whose text is printed under a heading; nothing if it is not sure."""
    title = _NUMBER.sub("", clean_text(heading)).strip().casefold()
    items = [item.id for item in planned.directive.outline if item.title.casefold() == title]
    config = workspace.definitions.config
    items = items or list(
        _items_in_template(config.templates / planned.product.template, config.root, title)
    )
    return items[0] if len(items) == 1 else ""


def _items_in_template(path: Path, root: Path, title: str) -> Iterator[str]:
    """Yield the items whose text a template prints under a heading of its own."""
    source, _ = read_file(path, root)
    is_under = False
    for line in to_nfc(source.text).split("\n") if source else ():
        if heading := _OWN_HEADING.match(line):
            is_under = heading[1].strip().casefold() == title
        found = _NARRATIVE.search(line) if is_under else None
        if found:
            is_under = False
            yield found[1]


def _heading_writer(text: str, planned: Planned) -> str:
    title = _NUMBER.sub("", text).strip().casefold()
    found = next((item for item in planned.directive.outline if item.title.casefold() == title), None)
    return f"tên mục của đề cương, ở {found.at.file}:{found.at.line}" if found else ""


def _own_heading_writer(text: str, workspace: Workspace, planned: Planned) -> str:
    """Return which heading of the template it is; printed, it may be in capitals."""
    title = _NUMBER.sub("", text).strip().casefold()
    config = workspace.definitions.config
    path = config.templates / planned.product.template
    source, _ = read_file(path, config.root)
    lines = to_nfc(source.text).split("\n") if source else ()
    headings = ((number, _OWN_HEADING.match(line)) for number, line in enumerate(lines, start=1))
    found = (number for number, heading in headings if heading and heading[1].strip().casefold() == title)
    line = next(found, 0)
    return f"tên mục của mẫu {relative_path(path, config.root)} (dòng {line})" if line else ""


def _template_writer(text: str, workspace: Workspace, planned: Planned) -> str:
    config = workspace.definitions.config
    path = config.templates / planned.product.template
    best, line = max(_scored_lines(path, config.root, text), default=(0, 0))
    if best < _LEAST:
        return ""
    return f"câu do mẫu {relative_path(path, config.root)} viết (dòng {-line})"


def _scored_lines(path: Path, root: Path, text: str) -> Iterator[tuple[int, int]]:
    """Yield how many letters of each line of the template stand in a text; the first of equals counts."""
    for number, pieces in enumerate(_template_lines(path, root), start=1):
        score = sum(len(piece) for piece in pieces if piece in text)
        if score:
            yield score, -number


@lru_cache(maxsize=8)
def _template_lines(path: Path, root: Path) -> tuple[tuple[str, ...], ...]:
    """Return what the lines of a template say themselves, two words or more."""
    source, _ = read_file(path, root)
    blank = _TAG.sub(lambda tag: "\0" + "\n" * tag[0].count("\n"), to_nfc(source.text) if source else "")
    return tuple(
        tuple(piece for part in line.split("\0") if " " in (piece := _SIGNS.sub("", part).strip(" .,;:()")))
        for line in blank.split("\n")
    )
