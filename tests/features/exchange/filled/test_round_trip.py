"""Forms go out with what reports say and come back: whoever saved them, the reports are the same."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from baocao.features.diff.comparison import compare_workspaces
from baocao.features.diff.side import Narrowing
from baocao.features.exchange.filled.importing import ImportCall, Judged, judge_files
from baocao.features.exchange.filled.incoming import incoming_files
from baocao.features.exchange.forms.sending import Call, send_forms
from baocao.model.workspace import Workspace
from baocao.pipeline.loading import load_checked
from baocao.pipeline.proposing import apply_proposals
from support import EXAMPLE, REPOSITORY, period_of

PERIOD = period_of("2025-11")


class Province:
    """The example province in a folder of its own, its forms given out."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "examples" / "tinh-gia-lap"
        shutil.copytree(EXAMPLE, self.root)
        for name in ("data/directives", "templates"):
            shutil.copytree(REPOSITORY / name, folder / name)
        sent = send_forms(self.root, Call(PERIOD, [], folder / "out"))
        self.forms = sent.folder
        self.units = [form.unit.id for form in sent.forms]
        self.before = self.workspace()

    def workspace(self) -> Workspace:
        return load_checked(self.root, PERIOD).workspaces[0]

    def remove_reports(self) -> None:
        for unit in self.units:
            (self.root / "data" / "units" / unit / f"{PERIOD.id}.yaml").unlink(missing_ok=True)

    def judge(self, folder: Path | None = None) -> Judged:
        return judge_files(incoming_files([folder or self.forms]), ImportCall(self.root, PERIOD))

    def says_the_same(self, folder: Path) -> bool:
        """Tell whether the forms in a folder make the reports that there were."""
        self.remove_reports()
        judged = self.judge(folder)
        assert not [result.faults for result in judged.results if result.faults]
        assert not apply_proposals(self.root, judged.proposals).problems
        compared = compare_workspaces(self.before, self.workspace(), Narrowing(), versions=True)
        return compared.is_empty


@pytest.fixture
def province(tmp_path: Path) -> Province:
    return Province(tmp_path)


def convert_files(paths: list[Path], folder: Path, ending: str) -> None:
    """Let LibreOffice open files and save them in another format."""
    program = shutil.which("soffice")
    assert program is not None
    profile = (folder.parent / "lo").as_uri()
    subprocess.run(
        [
            *(program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending),
            *("--outdir", str(folder), *map(str, paths)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )


def outcomes(judged: Judged) -> Counter[str]:
    return Counter(result.outcome.value for result in judged.results)


def test_what_went_out_and_comes_back_changes_no_byte(province: Province) -> None:
    judged = province.judge()
    assert outcomes(judged) == {"không đổi": 12}
    assert not judged.proposals


def test_forms_saved_by_another_library_make_the_same_reports(province: Province, tmp_path: Path) -> None:
    saved = tmp_path / "da-gui"
    saved.mkdir()
    paths = sorted(province.forms.glob("*.xlsx"))
    for path in paths[:2]:
        load_workbook(path).save(saved / path.name)
    for path in paths[2:]:
        shutil.copy(path, saved)
    assert province.says_the_same(saved)


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_forms_saved_by_libreoffice_make_the_same_reports(
    province: Province, tmp_path: Path, ending: str
) -> None:
    saved = tmp_path / "da-gui"
    convert_files(sorted(province.forms.glob("*.xlsx")), saved, ending)
    assert province.says_the_same(saved)
