"""The documentation says what the program does; these tests fail where it does not."""

import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from baocao import model
from baocao.documents import views
from baocao.documents.context import Context
from baocao.documents.environment import Templates
from baocao.documents.filters import FILTERS
from baocao.model.shape import Shape
from baocao.pipeline.loading import load_checked
from baocao.pipeline.plan import Planned, Requests
from support import REPOSITORY, period_of

DOCS = REPOSITORY / "docs"
PAGES = sorted(
    [
        *DOCS.glob("*.md"),
        *(REPOSITORY / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")),
    ]
)
LINES_OF_A_PAGE = 70
PAGES_OF_KEYS = ("nhap-du-lieu.md", "chi-dao.md", "nhap-bang.md")
"""Pages that say what may be written in files."""


def keys_declared() -> Iterator[str]:
    """Yield every key that a table of a record has, those of what the program writes itself aside."""
    for module in pkgutil.iter_modules(model.__path__, "baocao.model."):
        for name, shape in vars(importlib.import_module(module.name)).items():
            if isinstance(shape, Shape) and name != "ISSUED_SHAPE":
                yield from shape.names


@pytest.mark.parametrize("key", sorted(set(keys_declared())))
def test_every_key_of_the_data_is_documented(key: str) -> None:
    pages = "".join((DOCS / name).read_text(encoding="utf-8") for name in PAGES_OF_KEYS)
    assert re.search(rf"\b{key}\b", pages)


def template_names() -> list[str]:
    """Return every name that templates can use, those of a consolidated report included."""
    workspace = load_checked(REPOSITORY, period_of("2025-11")).workspaces[0]
    directive = workspace.definitions.directives["nq71"]
    issuer = workspace.definitions.registry.units["so-khcn"]
    product = next(each for each in directive.products if each.id == "bao-cao-tong-hop")
    planned = Planned(directive, product, issuer, consolidated=True)
    request = Requests(workspace, (), (), draft=True).full_request(planned)
    names = Context(request, request.form).all_names()
    inner = [name for value in names.values() if isinstance(value, views.Namespace) for name in value]
    groups = {group.id for group in workspace.definitions.catalogue.groups}
    return sorted({*names, *inner, "noi_gui"} - groups)


@pytest.mark.parametrize("name", template_names())
def test_every_name_of_templates_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", (DOCS / "mau.md").read_text(encoding="utf-8"))


def view_names() -> Iterator[str]:
    """Yield what templates can ask of the things that they are given."""
    for _, view in inspect.getmembers(views, inspect.isclass):
        if view.__name__.endswith("View"):
            source = inspect.getsource(view)
            yield from re.findall(r"self\.([a-z]\w*) =", source)
            yield from (name for name in vars(view) if not name.startswith("_"))


@pytest.mark.parametrize("name", sorted(set(view_names()) - {"figure", "key", "index", "count"}))
def test_every_attribute_of_views_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", (DOCS / "mau.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_every_filter_is_documented(name: str) -> None:
    assert f"`{name}`" in (DOCS / "mau.md").read_text(encoding="utf-8")


def test_the_filters_of_jinja_that_the_docs_name_are_those_that_work(tmp_path: Path) -> None:
    page = (DOCS / "mau.md").read_text(encoding="utf-8")
    line = page[page.index("Các bộ lọc sẵn có") : page.index("## Thêm một loại văn bản")]
    environment = Templates(tmp_path, tmp_path)._sandbox.filters
    public = {name for name in environment if not name.startswith("_")}
    assert set(re.findall(r"`(\w+)`", line)) == public - set(FILTERS)


@pytest.mark.parametrize(
    "name", ["lenh.md", "thong-bao.md", "chi-dao.md", "nhap-du-lieu.md", "kiem-tra-the-thuc.md"]
)
def test_generated_pages_match_the_program(name: str) -> None:
    code = f"import make_docs; print(make_docs.PAGES[{name!r}](), end='')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY / "tools",
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "PATH": ""},
    )
    assert done.stdout == (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_for_users_can_be_reached_from_the_readme() -> None:
    links = re.findall(r"\]\((docs/[\w-]+\.md)", (REPOSITORY / "README.md").read_text(encoding="utf-8"))
    assert {f"docs/{page.name}" for page in DOCS.glob("*.md")} - {*links} == set()


@pytest.mark.parametrize(
    "command",
    [
        *("make build", "make test", "py -m pip install -e .", "baocao build --ky 2025-11"),
        *("baocao form --ky 2025-11", "baocao import FOLDER", "baocao remind --ky 2025-11"),
        "baocao page --ky 2025-11",
    ],
)
def test_the_first_screen_of_the_readme_shows_how_to_start(command: str) -> None:
    first_screen = (REPOSITORY / "README.md").read_text(encoding="utf-8").split("\n")[:45]
    assert any(command in line for line in first_screen)


def limits_promised() -> list[tuple[str, int]]:
    """Return the limits that SECURITY.md names: the constant and its value."""
    page = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .+ \| ([\d,]+) \| `([\w.]+)` \|$", page, re.MULTILINE)
    return [(constant, int(most.replace(",", ""))) for most, constant in rows]


def test_the_limits_that_are_promised_are_many() -> None:
    assert len(limits_promised()) > 20


@pytest.mark.parametrize(("constant", "most"), limits_promised())
def test_limits_that_are_promised_are_those_of_the_program(constant: str, most: int) -> None:
    module, name = constant.rsplit(".", 1)
    assert getattr(importlib.import_module(f"baocao.{module}"), name) == most


ROOM = re.compile(r"`([a-z_]+)/`")


def test_the_architecture_fits_one_page_and_shows_every_room() -> None:
    page = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    lines = page.split("\n")
    assert len(lines) <= LINES_OF_A_PAGE
    rooms = page[page.index("## The rooms") : page.index("## How one figure")]
    program = REPOSITORY / "src" / "baocao"
    assert {path.name for path in program.iterdir() if path.is_dir()} - {"__pycache__"} <= set(
        ROOM.findall(rooms)
    )
    features = {path.name for path in (program / "features").iterdir() if path.is_dir()} - {"__pycache__"}
    assert features <= set(re.findall(r"`([a-z]+)`", rooms))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_of_the_program_that_a_page_names_are_there(page: Path) -> None:
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", page.read_text(encoding="utf-8"))
    places = (REPOSITORY, REPOSITORY / "src" / "baocao")
    assert [name for name in named if not any((place / name).exists() for place in places)] == []
