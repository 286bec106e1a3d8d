"""Documents that LibreOffice opened and saved again keep every rule that they kept before."""

import subprocess
from pathlib import Path

import pytest

from baocao.inspection.inspect import inspect_document
from baocao.inspection.mending.mend import mend_document
from baocao.model.messages import Severity
from baocao.pipeline.making import Outcome
from breaking import (
    GOOD,
    add_paragraph_looks,
    add_run_looks,
    broken_rules,
    change_parts,
    good_document,
    replace_first,
)
from mending import spoiled_document

pytestmark = pytest.mark.libreoffice
SPOILED = {
    "TT103": change_parts(
        good_document("report"), replace_first('w:left="1701" w:header', 'w:left="1134" w:header')
    ),
    "TT205": change_parts(good_document("report"), add_run_looks("UBND TỈNH T", "<w:b/>")),
    "TT303": change_parts(
        good_document("report"), add_paragraph_looks("Tỷ lệ giải quyết", '<w:jc w:val="left"/>')
    ),
    "TT408": change_parts(good_document("typed letter"), replace_first("- Lưu: VT,", "- Lưu: HC,")),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, real: Outcome) -> dict[str, bytes]:
    """Every document as LibreOffice saves it; without LibreOffice these tests fail."""
    folder = tmp_path_factory.mktemp("libreoffice")
    made = {each.name: each.data for each in real.made if each.name.endswith(".docx")}
    sources = {**{f"{name}.docx": good_document(name) for name in GOOD}, **made}
    sources |= {f"{rule}.docx": data for rule, data in SPOILED.items()}
    for name, data in sources.items():
        (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(map(str, folder.glob("*.docx")))
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "out")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {path.name: path.read_bytes() for path in (folder / "out").glob("*.docx")}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_document_is_still_good(saved: dict[str, bytes], name: str) -> None:
    assert broken_rules(saved[f"{name}.docx"]) == set()


@pytest.mark.parametrize("rule", SPOILED)
def test_a_breach_is_still_found(saved: dict[str, bytes], rule: str) -> None:
    assert broken_rules(saved[f"{rule}.docx"]) == {rule}


def test_what_was_built_from_real_data_still_has_no_error(saved: dict[str, bytes], real: Outcome) -> None:
    names = {each.name for each in real.made if each.name.endswith(".docx")}
    assert names
    for name in names:
        assert inspect_document(name, saved[name]).count_broken(Severity.ERROR) == 0


def test_mended_copies_open_in_libreoffice_and_plain_ones_keep_their_rules(tmp_path: Path) -> None:
    broken = {**SPOILED, **{f"tay-{seed}": spoiled_document(seed) for seed in range(4)}}
    for name, data in broken.items():
        (tmp_path / f"{name}.docx").write_bytes(mend_document(name, data, tracked=False).data)
        # Of a tracked change LibreOffice writes old and new side by side: only its opening is tried.
        (tmp_path / f"{name}-theo-doi.docx").write_bytes(mend_document(name, data).data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = sorted(map(str, tmp_path.glob("*.docx")))
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    assert len(list((tmp_path / "out").glob("*.docx"))) == len(files)
    for name in broken:
        left = broken_rules((tmp_path / f"{name}.docx").read_bytes())
        assert broken_rules((tmp_path / "out" / f"{name}.docx").read_bytes()) == left, name
