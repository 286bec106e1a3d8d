"""Forms of workspaces, laid out for tests."""

from pathlib import Path

from baocao.features.exchange.forms.gathering import unit_layout
from baocao.features.exchange.forms.records import FormLayout
from baocao.figures.versions import in_period
from baocao.pipeline.asking import asked_of_units
from baocao.source.config import read_config
from baocao.source.workspace import load_definitions
from support import Sandbox, period_of

REPORT = "data/units/xa-mot/2025-11.yaml"
CATALOGUE = "data/directives/chi-tieu.yaml"


def layout_of(root: Path, period: str, unit: str) -> FormLayout:
    """Return the form of a unit of a workspace."""
    config, _ = read_config(root)
    definitions, _ = load_definitions(config, with_profiles=False)
    definitions = in_period(definitions, period_of(period))
    (asked,) = asked_of_units(definitions, period_of(period), [unit])
    return unit_layout(asked, definitions)


def written_as(sandbox: Sandbox, value: str, kind: str = "loai: so_dem") -> FormLayout:
    """Return the form of a unit that has written `value` for an indicator of this kind."""
    sandbox.replace(
        CATALOGUE, "may_lay_so: {ten: Máy lấy số, loai: co_khong}", f"moi: {{ten: Mới, {kind}}}"
    )
    sandbox.replace(REPORT, "hs.truc_tuyen: 3.276", f"hs.moi: {value}")
    return layout_of(sandbox.root, "2025-11", "xa-mot")
