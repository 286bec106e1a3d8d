"""docs/truy-vet.md shows what `baocao trace` prints."""

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from baocao.cli.main import main
from baocao.model.printed import Kind
from repositories import Repository
from support import EXAMPLE, REPOSITORY, build_quietly

PAGE: Final = (REPOSITORY / "docs" / "truy-vet.md").read_text(encoding="utf-8")
SCREENS: Final = re.findall(r"^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
OUTPUTS: Final = "out/2025-11/"
ASKED: Final = (
    ("2025-11", "tthc.ty_le_truc_tuyen"),
    (f"{OUTPUTS}xa-an-an_bao-cao_nq71.docx", "14"),
    (f"{OUTPUTS}so-khcn_bao-cao-tong-hop_nq71.docx", "91,7"),
    (f"{OUTPUTS}so-khcn_phu-luc-so-lieu_nq71.xlsx", "Tổng hợp chỉ tiêu!B63"),
)
"""What was asked for each screen, in the order of the page."""
_COMMIT: Final = re.compile(r"\b[0-9a-f]{8}(?= Nguyễn)")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example province, recorded on the day that the page shows, and built."""
    folder = tmp_path_factory.mktemp("example")
    for name in ("templates", "data/directives", "examples/tinh-gia-lap"):
        shutil.copytree(REPOSITORY / name, folder / name)
    Repository(folder).commit("2025-11-18 09:02")
    root = folder / EXAMPLE.relative_to(REPOSITORY)
    build_quietly(root, root / "out")
    return root


@pytest.mark.parametrize(("screen", "call"), [*zip(SCREENS, ASKED, strict=True)])
def test_the_screens_of_the_page_are_what_is_printed(
    screen: str,
    call: tuple[str, str],
    example: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a screen leaves out, it says with an ellipsis on a line or at its end."""
    monkeypatch.chdir(example)
    main(["trace", *call])
    told = _COMMIT.sub("", "".join(capsys.readouterr()))
    rest = told
    pieces = re.split(r"^ *…\n|; …\n", _COMMIT.sub("", screen), flags=re.MULTILINE)
    assert told.startswith(pieces[0])
    for piece in filter(None, pieces):
        _, found, rest = rest.partition(piece)
        assert found, piece


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_number_is_explained(kind: Kind) -> None:
    assert f"`{kind.value}`" in PAGE
