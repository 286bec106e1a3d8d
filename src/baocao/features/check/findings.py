"""What diagnostics are about, in the words of those who report: which figure, task or section.

A diagnostic knows its place; the keys that lead to the place tell whom it concerns and what it is called.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive
from baocao.model.place import Place
from baocao.model.workspace import PROFILE, Definitions, SourceFile, Workspace
from baocao.report.text import source_excerpt
from baocao.source import nodes
from baocao.source.nodes import Node
from baocao.source.parsing import parse_source

MAX_WRITTEN: Final = 90
"""The most characters of a source line that are shown; a shortened line says so with '…'."""
_BY_DIRECTIVE: Final = frozenset({"noi_dung", "vuong_mac", "kien_nghi", "phat_hanh"})
_OF_INDICATORS: Final = {"chi_tieu": "", "doi_chieu": "Đối chiếu: ", "giai_trinh": "Giải trình: "}
_TITLES: Final = {
    "vuong_mac": "Khó khăn, vướng mắc",
    "kien_nghi": "Kiến nghị",
    "phat_hanh": "Phát hành văn bản",
    "van_ban": "Văn bản dẫn chiếu",
}


class Finding(NamedTuple):
    """A diagnostic with what it is about and the source lines that it speaks of.

    `keys` lead to its place in the file: ('nhiem_vu', 'nq71', '6', 'tien_do'); without any it is about the
    file as a whole.
    """

    diagnostic: Diagnostic
    keys: tuple[str, ...]
    subject: str
    written: tuple[str, ...]


class Finder:
    """Makes findings of diagnostics; every file is parsed at most once."""

    def __init__(self, workspace: Workspace) -> None:
        self._definitions = workspace.definitions
        self._files: Mapping[str, SourceFile] = {**workspace.definitions.files, **workspace.files}
        self._reports = workspace.files
        self._roots: dict[str, Node | None] = {}

    def finding_of(self, diagnostic: Diagnostic) -> Finding:
        """Return what `diagnostic` is about."""
        keys = self._keys_of(diagnostic.place)
        subject = _subject_of(keys, diagnostic, self._definitions)
        return Finding(diagnostic, keys, subject, tuple(self._written_lines(diagnostic)))

    def _keys_of(self, place: Place | None) -> tuple[str, ...]:
        if place is None or place.file not in self._reports:
            return ()
        if place.file not in self._roots:
            self._roots[place.file] = parse_source(self._reports[place.file])[0]
        return keys_at(self._roots[place.file], place.line, place.column)

    def _written_lines(self, diagnostic: Diagnostic) -> Iterable[str]:
        """Return the distinct lines of the problem and of what it is related to."""
        places = (diagnostic.place, *(place for _, place in diagnostic.related))
        lines_found = (self._line_at(place) for place in places if place)
        return dict.fromkeys(line for line in lines_found if line)

    def _line_at(self, place: Place) -> str:
        file = self._files.get(place.file)
        lines = file.text.split("\n")[place.line - 1 : place.line] if file else []
        return next(source_excerpt(lines[0], place.column, MAX_WRITTEN), "").strip() if lines else ""


def keys_at(node: Node | None, line: int, column: int) -> tuple[str, ...]:
    """Return the keys that lead to a position."""
    if isinstance(node, nodes.Sequence):
        items = [item for item in node.items if (item.line, item.column) <= (line, column)]
        return keys_at(items[-1], line, column) if items else ()
    if not isinstance(node, nodes.Mapping):
        return ()
    inside: tuple[str, Node] | None = None
    for name, (key, value) in node.entries.items():
        if (key.line, key.column) > (line, column):
            break
        inside = name, value
    return (inside[0], *keys_at(inside[1], line, column)) if inside else ()


def owning_directives(finding: Finding, directives: Iterable[Directive]) -> frozenset[str]:
    """Return the directives that a finding concerns: all of them where it speaks of no part of one."""
    everyone = list(directives)
    own = frozenset(directive.id for directive in everyone if _concerns_directive(finding, directive))
    return own or frozenset(directive.id for directive in everyone)


def _concerns_directive(finding: Finding, directive: Directive) -> bool:
    named = dict(finding.diagnostic.details).get("directive")
    if named is not None:
        return named in {directive.id, directive.tasks_from}
    section, name = (*finding.keys, "", "")[:2]
    if section == "nhiem_vu":
        return name == directive.tasks_from
    if section in _BY_DIRECTIVE:
        return name.split("/")[0] == directive.id
    return section in _OF_INDICATORS and name in directive.indicators


def _subject_of(keys: tuple[str, ...], diagnostic: Diagnostic, definitions: Definitions) -> str:
    """Return the name of what the keys lead to."""
    match keys:
        case ("chi_tieu" | "doi_chieu" | "giai_trinh" as section, name, *_):
            # A rule over several figures is placed at the first; its message repeats the one that is meant.
            repeated = dict(diagnostic.details).get("key", "")
            known = repeated if repeated in definitions.catalogue.indicators else name
            return _OF_INDICATORS[section] + _indicator_subject(known, definitions)
        case ("nhiem_vu", directive, number, *_):
            return _task_subject(directive, number, definitions)
        case ("noi_dung", directive, item, *_):
            return _item_subject(directive, item, definitions)
        case ("van_ban", name, *_):
            return f"{_TITLES['van_ban']} '{name}'"
        case (section, *_) if section in _TITLES:
            return _TITLES[section]
        case (section, *_):
            return f"Khóa '{section}'"
    is_profile = diagnostic.place is not None and diagnostic.place.file.endswith(f"/{PROFILE}")
    return "Hồ sơ đơn vị" if is_profile else "Cả tệp"


def _indicator_subject(name: str, definitions: Definitions) -> str:
    known = definitions.catalogue.indicators.get(name)
    return f"{known.name} ({name})" if known else name


def _task_subject(directive: str, number: str, definitions: Definitions) -> str:
    known = definitions.directives.get(directive)
    names = (task.name for task in known.all_tasks() if task.id == number) if known else iter(())
    return ": ".join([f"Nhiệm vụ {number}", *names])


def _item_subject(directive: str, item: str, definitions: Definitions) -> str:
    known = definitions.directives.get(directive)
    titles = (
        (outline_item.title for outline_item in known.outline if outline_item.id == item)
        if known
        else iter(())
    )
    return ": ".join([f"Mục {item}", *titles])
