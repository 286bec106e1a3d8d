"""The settings file of a workspace, `baocao.yaml`; without one the usual folders are taken."""

from pathlib import Path
from typing import Final

from baocao.model.diagnostic import Diagnostic
from baocao.model.workspace import Config
from baocao.source.documents import read_mapping
from baocao.source.fields import Fields
from baocao.source.forms import DEFAULT_SIZES, SIZES
from baocao.source.log import Log

NAME: Final = "baocao.yaml"
REGISTRY: Final = "don-vi.yaml"


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that is a workspace."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file() or (folder / "data" / "units" / REGISTRY).is_file():
            return folder
    return None


def _sizes(fields: Fields) -> str:
    """Read which of the coupled sets of letter sizes documents use."""
    node = fields.get("bo_co_chu")
    scalar = fields.log.scalar(node, "bo_co_chu") if node else None
    chosen = fields.log.choice(scalar, "bo_co_chu", SIZES) if scalar else None
    return chosen or DEFAULT_SIZES


def read_config(root: Path) -> tuple[Config, list[Diagnostic]]:
    """Return the settings of the workspace `root`."""
    default = Config(root, root / "data" / "directives", root / "data" / "units", root / "templates")
    path = root / NAME
    if not path.is_file():
        return default, []
    _, mapping, problems = read_mapping(path, root)
    if mapping is None:
        return default, problems
    log = Log(NAME)
    fields = Fields(mapping, log)
    days = (log.day(item) for item in log.scalars(fields.get("ngay_nghi"), "ngay_nghi"))
    config = Config(
        root,
        root / fields.text("chi_dao", "data/directives"),
        root / fields.text("don_vi", "data/units"),
        root / fields.text("mau", "templates"),
        fields.text("ghi_chu_moi_trang"),
        frozenset(day for day in days if day),
        _sizes(fields),
        frozenset(fields.texts("chi_dao_dung")),
    )
    fields.done()
    return config, [*problems, *log.problems]
