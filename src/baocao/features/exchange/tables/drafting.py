"""Proposing a mapping for a table: the file is written, nothing is imported.

A mapping that is there already is brought up to date: what a person decided and noted in it stays.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from baocao.disk.writing import ChangedError
from baocao.features.exchange.tables.column_lines import QUOTED, Line
from baocao.features.exchange.tables.finding import Asked, LayoutError
from baocao.features.exchange.tables.indicator_names import IndicatorNames, indicator_label
from baocao.features.exchange.tables.mapping_file import headings_digest
from baocao.features.exchange.tables.members import Field
from baocao.features.exchange.tables.proposal import Proposal, propose_mapping
from baocao.features.exchange.tables.table_files import Chosen, UnusableError, choose_table, read_table_file
from baocao.features.exchange.tables.unit_names import cleaned_name
from baocao.model.indicator import Indicator
from baocao.model.table_mapping import TABLE_MAPPING_SHAPE, Along
from baocao.model.workspace import SourceFile
from baocao.pipeline.guarding import create_file, replace_file
from baocao.source import nodes
from baocao.source.canonical.changing import Change, UnchangeableError, changed_report
from baocao.source.canonical.layout import shape_layout
from baocao.source.canonical.making import line_comment
from baocao.source.canonical.parts import Text
from baocao.source.documents import read_mapping
from baocao.source.files import is_there
from baocao.source.nodes import Scalar
from baocao.vietnamese.system_errors import reason_of

_HEADINGS: Final = "chi_tieu"
_NAMES: Final = "don_vi"
_BROKEN: Final = "tệp ánh xạ có lỗi; sửa lỗi, hoặc đề xuất vào tệp khác"


class Drafted(NamedTuple):
    """A mapping that was proposed, and where; `kept` if it was there and all of it holds."""

    path: Path
    proposal: Proposal
    was_there: bool = False
    kept: bool = False
    remark: str = ""


class Call(NamedTuple):
    """What is to be looked at, and where the mapping goes; `again` is what to type once it is confirmed."""

    table: Path
    mapping: Path
    sheet: str
    again: str


class _Old(NamedTuple):
    """A mapping that is there."""

    source: SourceFile
    top: nodes.Mapping

    def text(self, key: str) -> str:
        """Return the text under a key, nothing where there is none."""
        node = self.top.get(key)
        return node.text.strip() if isinstance(node, Scalar) and not node.is_blank else ""

    def keys(self, section: str) -> list[str]:
        """Return the keys of a section."""
        node = self.top.get(section)
        return list(node.entries) if isinstance(node, nodes.Mapping) else []

    def answer(self, heading: str) -> str:
        """Return the indicator that a heading was said to be; nothing where there is more to it."""
        section = self.top.get(_HEADINGS)
        node = section.get(heading) if isinstance(section, nodes.Mapping) else None
        return node.text.strip() if isinstance(node, Scalar) else ""

    def asked(self) -> Asked:
        """Return what a person said of where things stand."""
        along = next((each for each in Along if each.value == self.text("don_vi_theo")), None)
        return Asked(along, self.text("tieu_de"), self.text("ten_don_vi"))


def draft_mapping(field: Field, call: Call) -> Drafted:
    """Write what is proposed for a table, or bring the mapping up to date; raises UnusableError."""
    old = _old_mapping(call.mapping, field) if is_there(call.mapping) else None
    file = read_table_file(call.table)
    try:
        asked = old.asked() if old else Asked()
        wanted = call.sheet or (old.text("trang") if old else "")
        chosen = choose_table(file, wanted, field.names(), asked)
    except LayoutError as error:
        raise UnusableError(f"Không đọc được bảng: {error}.") from None
    indicators = IndicatorNames(field.definitions.catalogue, field.indicators)
    proposal = propose_mapping(chosen, indicators, field, _head_words(chosen, call))
    if old is None:
        _write_new(call.mapping, proposal.text)
        return Drafted(call.mapping, proposal, remark=file.remark)
    drafted = _updated_mapping(_Update(old, chosen, proposal, field.known), call.mapping)
    return drafted._replace(remark=file.remark)


def _head_words(chosen: Chosen, call: Call) -> tuple[str, ...]:
    name = chosen.layout.view.grid.name
    return (
        f"Ánh xạ do baocao đề xuất cho {name} của tệp {call.table.name}; chưa nhập gì.",
        "Xem từng dòng, sửa chỗ sai, thay mọi '?' bằng một mã hoặc bo_qua, ghi da_duyet: co, rồi chạy:",
        call.again,
    )


def _old_mapping(path: Path, field: Field) -> _Old:
    source, top, problems = read_mapping(path, field.definitions.config.root)
    if source is None or top is None or problems:
        raise UnusableError(f"{path}: {_BROKEN}.")
    return _Old(source, top)


class _Update(NamedTuple):
    """A mapping that is there, and what is proposed now."""

    old: _Old
    chosen: Chosen
    proposal: Proposal
    known: Mapping[str, Indicator]

    def new_columns(self) -> tuple[Line, ...]:
        """Return the lines of headings of which nothing was said yet."""
        said = self.old.keys(_HEADINGS)
        return tuple(line for line in self.proposal.columns if line.key not in said)

    def new_units(self) -> tuple[Line, ...]:
        """Return the lines of names of which nothing was said yet."""
        said = {cleaned_name(key) for key in self.old.keys(_NAMES)}
        return tuple(line for line in self.proposal.units if cleaned_name(line.key) not in said)

    def gone_headings(self) -> list[str]:
        """Return the headings that the table has no more."""
        found = {line.key for line in self.proposal.columns}
        return [key for key in self.old.keys(_HEADINGS) if key not in found]

    def changes(self) -> Iterator[Change]:
        """Yield what the mapping is to say otherwise."""
        layout = self.chosen.layout
        digest = headings_digest(layout.view.along, layout.headings)
        if self.old.text("dau_tieu_de") != digest:
            yield Change(("dau_tieu_de",), Text(digest, QUOTED))
        yield from (Change((_HEADINGS, line.key), line.value) for line in self.new_columns())
        yield from (Change((_HEADINGS, key), None) for key in self.gone_headings())
        yield from (Change((_NAMES, line.key), line.value) for line in self.new_units())

    def without_notes(self, text: str) -> str:
        """Return a mapping without what the program had noted of headings that are gone.

        Comments of an entry that goes are kept, and would stand above another one.
        """
        answers = map(self.old.answer, self.gone_headings())
        notes = {line_comment(indicator_label(self.known[name])) for name in answers if name in self.known}
        return "".join(line for line in text.splitlines(keepends=True) if line.strip() not in notes)


def _updated_mapping(update: _Update, path: Path) -> Drafted:
    """Put in what is new and take out what is gone; what was decided stays, to be confirmed anew."""
    changes, old = list(update.changes()), update.old.source
    told = update.proposal._replace(columns=update.new_columns(), units=update.new_units())
    if not changes:
        return Drafted(path, told, was_there=True, kept=True)
    try:
        changes.append(Change(("da_duyet",), Text("khong", "")))
        after = changed_report(old, changes, shape_layout(TABLE_MAPPING_SHAPE)).source
        replace_file(path, update.without_notes(after.text).encode(), old.data)
    except UnchangeableError as error:
        raise UnusableError(f"{path}: không cập nhật được ({error.why}); đề xuất vào tệp khác.") from None
    except ChangedError as error:
        raise UnusableError(f"{path}: {error.how} trong khi lệnh đang chạy; chạy lại.") from None
    except OSError as error:
        raise UnusableError(f"Không ghi được '{path}': {reason_of(error)}.") from None
    return Drafted(path, told, was_there=True)


def _write_new(path: Path, text: str) -> None:
    try:
        create_file(path, text.encode())
    except ChangedError:
        raise UnusableError(f"'{path}' vừa được người khác tạo; chạy lại.") from None
    except OSError as error:
        raise UnusableError(f"Không ghi được '{path}': {reason_of(error)}.") from None
