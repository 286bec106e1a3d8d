"""What a document says of each unit's submission, as hashes that its record keeps."""

from collections.abc import Iterator, Mapping
from itertools import chain

from baocao.figures.expected import expected_reporters
from baocao.model.issuance import ABSENT
from baocao.model.workspace import Workspace
from baocao.pipeline.plan import Planned
from baocao.rules.contents import (
    ACCEPTED,
    content_digest,
    content_under,
    figure_keys,
    printed_keys,
    remark_keys,
    task_keys,
)
from baocao.rules.templates import named_indicators
from baocao.source.files import read_file


def printed_by(workspace: Workspace, planned: Planned) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield for every unit what the document says of its submission; letters say nothing."""
    # A letter that asks or corrects repeats nothing of a report, so it freezes nothing.
    if planned.product.request or planned.product.corrects:
        return
    definitions, directive = workspace.definitions, planned.directive
    path = definitions.config.templates / planned.product.template
    template, _ = read_file(path, definitions.config.root)
    named = named_indicators(template.text if template else "", definitions)
    units = expected_reporters(workspace, directive).units if planned.consolidated else ()
    for unit in {reporter.id: reporter for reporter in (planned.issuer, *units)}.values():
        submission = workspace.submissions.get(unit.id)
        if submission is None:
            continue
        if unit.id == planned.issuer.id:
            keys = printed_keys(directive, unit, submission, definitions.catalogue, named)
            keys = chain(keys, [f"{ACCEPTED}/{directive.id}"] if planned.consolidated else [])
        else:
            figures = figure_keys({*directive.indicators, *named}, unit, definitions.catalogue)
            keys = chain(figures, task_keys(directive, unit), remark_keys(directive))
        printed = {key: content_digest(content_under(submission, key)) for key in keys}
        if planned.consolidated and unit.id == planned.issuer.id:
            # Of the issuer's own report a consolidated one says only what is there; what is absent may
            # still come.
            printed = {
                key: digest_printed for key, digest_printed in printed.items() if digest_printed != ABSENT
            }
        if printed:
            yield unit.id, printed
