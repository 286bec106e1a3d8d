"""The report that a form makes: the one that is there with its changes, or a new one."""

from collections.abc import Sequence
from typing import Final

from baocao.model.period import Period
from baocao.model.submission import Imported
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, SourceFile
from baocao.pipeline.proposing import Proposal
from baocao.pipeline.taking_over import take_over
from baocao.source.canonical.changing import Change, UnchangeableError
from baocao.source.canonical.kinds import Layouts
from baocao.source.canonical.making import block_comments
from baocao.source.files import is_there, read_file, relative_path

_UNREAD: Final = "tệp báo cáo đang có không đọc được; chạy baocao check, sửa tệp rồi nhập lại"


class Drafter:
    """Makes reports of the units of one period."""

    def __init__(self, definitions: Definitions, period: Period) -> None:
        self._config = definitions.config
        self._period = period
        self._layouts = Layouts(definitions.config)

    def proposal_of(self, unit: Unit, changes: Sequence[Change], imported: Imported) -> Proposal | None:
        """Return the report of a unit with changes and their origin, None if these change nothing.

        Raises UnchangeableError.
        """
        path = self._config.units / unit.id / f"{self._period.id}.yaml"
        before, _ = read_file(path, self._config.root) if is_there(path) else (None, ())
        if before is None and is_there(path):
            raise UnchangeableError((), _UNREAD)
        if not changes:
            return None
        base = before or self._empty_report(relative_path(path, self._config.root), unit)
        changed = take_over(base, changes, imported, self._layouts.layout_of(path))
        if changed.source.data == base.data:
            return None
        return Proposal(unit, path, before, changed.source)

    def _empty_report(self, name: str, unit: Unit) -> SourceFile:
        # Not what `new` writes: what it carries over nobody has said for this period.
        notice = "".join(f"{line}\n" for line in block_comments(self._config.notice or ""))
        text = f"{notice}don_vi: {unit.id}\nky: {self._period.id}\n"
        return SourceFile(name, text, text.encode())
