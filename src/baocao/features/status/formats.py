"""The formats of `status`: the manner in which its outline is told by each."""

from typing import Final

from baocao.features.status.outline import status_outline
from baocao.model.delivery import Overview
from baocao.report.bars import Signs
from baocao.report.json import outline_json
from baocao.report.terminal import Manner, outline_text

NARROWEST: Final = 60


def status_text(overview: Overview, width: int, signs: Signs) -> str:
    """Return the overview for a terminal of `width` columns."""
    manner = Manner(max(width, NARROWEST), fits=True, signs=signs)
    return outline_text(status_outline(overview), manner)


def status_json(overview: Overview) -> str:
    """Return a versioned object; moments are in Vietnam's time, what is not known is null."""
    return outline_json(status_outline(overview))
