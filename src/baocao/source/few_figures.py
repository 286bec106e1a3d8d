"""Reading a few figures of every unit, for questions about one number that have to be answered at once.

Files are parsed in full, so that one that `check` refuses is refused here too; of their records only the
figures that matter are made.
"""

from collections.abc import Iterable

from baocao.model.period import Period, Window
from baocao.model.submission import Entry, Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, SourceFile, Workspace
from baocao.source import nodes
from baocao.source.documents import read_report
from baocao.source.drafts import is_draft
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.secrets import without_secrets
from baocao.source.sections import with_right_names
from baocao.source.values import read_entry
from baocao.source.workspace import files_of


def load_few(definitions: Definitions, period: Period, names: Iterable[str]) -> Workspace:
    """Return the workspace of `period` with the figures called `names` of all units and nothing else."""
    wanted = tuple(names)
    submissions: dict[str, Submission] = {}
    files: dict[str, SourceFile] = {}
    rejected: set[str] = set()
    for unit, path in files_of(definitions, period):
        file = without_secrets(
            read_report(path, definitions.config.root, definitions.config.instead), unit.id
        )
        source, mapping, problems, torn, blank = file
        if source is not None:
            files[source.path] = source
        if blank:
            continue
        if source is None or mapping is None:
            rejected.add(unit.id)
            continue
        report = with_right_names(mapping, definitions.catalogue.indicators, Log(source.path))
        submission = _few_submission(
            Fields(report, Log(source.path, torn=torn)), unit, period, definitions, wanted
        )
        submissions[unit.id] = submission._replace(draft=is_draft(report, problems))
    return Workspace(definitions, period, submissions, frozenset(rejected), files)


def _few_submission(
    fields: Fields, unit: Unit, period: Period, definitions: Definitions, wanted: tuple[str, ...]
) -> Submission:
    end = fields.day("chot_den")
    return Submission(
        unit=unit.id,
        period=period,
        at=fields.at,
        window=Window(fields.day("tu_ngay"), end) if end else None,
        entries=_few_entries(fields.get("chi_tieu"), definitions, wanted, fields.log),
    )


def _few_entries(
    node: nodes.Node | None, definitions: Definitions, wanted: tuple[str, ...], log: Log
) -> dict[str, Entry]:
    if not isinstance(node, nodes.Mapping):
        return {}
    indicators = definitions.catalogue.indicators
    written = ((name, node.get(name)) for name in wanted if not indicators[name].is_derived)
    return {name: read_entry(value, indicators[name], log) for name, value in written if value is not None}
