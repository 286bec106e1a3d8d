"""manifest.json: every file with what it is and the hashes of all that it was made from."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from baocao.pipeline.manifest import (
    NAME,
    VERSION,
    Made,
    earlier_build,
    is_sealed,
    manifest_bytes,
    manifest_entry,
)
from support import Sandbox

SOURCES = {"b.yaml": "bb", "a.yaml": "aa"}
MADE = Made("xa-mot_bao-cao_cd.docx", b"PK", "Báo cáo", "xa-mot", "cd", "bao-cao", True, SOURCES)  # noqa: FBT003


def manifest_content(*made: Made, sources: dict[str, str] | None = None) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        manifest_bytes("2025-11", map(manifest_entry, made), sources or SOURCES)
    )
    return content


def text_digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def test_an_entry_says_what_a_file_is() -> None:
    assert manifest_entry(MADE) == {
        "tep": "xa-mot_bao-cao_cd.docx",
        "loai": "Báo cáo",
        "don_vi": "xa-mot",
        "chi_dao": "cd",
        "san_pham": "bao-cao",
        "du_thao": True,
        "kich_thuoc": 2,
        "sha256": text_digest(b"PK"),
        "nguon": ["a.yaml", "b.yaml"],
    }


def test_the_manifest_tells_its_version_and_the_period() -> None:
    content = manifest_content(MADE)
    assert (content["phien_ban"], content["ky"]) == (VERSION, "2025-11")


def test_files_and_sources_are_sorted_whatever_their_order() -> None:
    other = MADE._replace(name="a.docx")
    assert manifest_content(MADE, other) == manifest_content(other, MADE)
    assert [documents["tep"] for documents in manifest_content(MADE, other)["van_ban"]] == [
        "a.docx",
        MADE.name,
    ]
    assert list(manifest_content(MADE)["nguon"]) == ["a.yaml", "b.yaml"]


def test_only_sources_that_a_file_was_made_from_are_listed() -> None:
    assert manifest_content(MADE, sources={**SOURCES, "c.yaml": "cc"})["nguon"] == SOURCES


def test_letters_are_readable_in_the_manifest() -> None:
    assert "Báo cáo".encode() in manifest_bytes("2025-11", [manifest_entry(MADE)], SOURCES)


def test_what_was_written_can_be_read(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(manifest_bytes("2025-11", [manifest_entry(MADE)], SOURCES))
    (tmp_path / MADE.name).write_bytes(MADE.data)
    assert earlier_build(tmp_path) == ([manifest_entry(MADE)], SOURCES, None)


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(manifest_bytes("2025-11", [manifest_entry(MADE)], SOURCES))
    assert earlier_build(tmp_path).entries == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"van_ban": 3}', '{"van_ban": [{}], "nguon": {}}', "\x00"]
)
def test_a_manifest_that_makes_no_sense_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert earlier_build(tmp_path)[:2] == ([], {})


def test_no_manifest_counts_as_none(tmp_path: Path) -> None:
    assert earlier_build(tmp_path / "chưa có") == ([], {}, None)


def test_every_file_of_a_build_is_listed_with_its_hash(sandbox: Sandbox) -> None:
    folder = sandbox.build().folder
    listed = json.loads((folder / NAME).read_text(encoding="utf-8"))["van_ban"]
    assert {result["tep"]: result["sha256"] for result in listed} == {
        path.name: text_digest(path.read_bytes()) for path in folder.iterdir() if path.suffix != ".json"
    }
    assert all(result["kich_thuoc"] == (folder / result["tep"]).stat().st_size for result in listed)


def test_every_source_of_a_build_is_listed_with_its_hash(sandbox: Sandbox) -> None:
    folder = sandbox.build().folder
    listed = json.loads((folder / NAME).read_text(encoding="utf-8"))["nguon"]
    assert listed == {name: text_digest((sandbox.root / name).read_bytes()) for name in listed}
    assert {"data/units/xa-mot/2025-11.yaml", "data/directives/cd.yaml", "templates/tong-hop.md.j2"} <= set(
        listed
    )


def test_a_unit_is_made_from_its_own_files_and_the_shared_ones(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\nky: 2025-11\n")
    made = {each.unit: each.sources for each in sandbox.build().made if each.name.endswith("docx")}
    assert set(made["xa-mot"]) == {
        "data/directives/cd.yaml",
        "data/directives/chi-tieu.yaml",
        "data/directives/trang-thai.yaml",
        "data/directives/van-ban.yaml",
        "data/units/don-vi.yaml",
        "data/units/xa-mot/2025-11.yaml",
        "data/units/xa-mot/ho-so.yaml",
        "templates/bao-cao.md.j2",
    }
    assert {"data/units/xa-hai/2025-11.yaml", "data/units/xa-mot/2025-11.yaml"} <= set(made["so-a"])


def test_a_manifest_that_was_tampered_with_leads_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "2025-11"
    folder.mkdir(parents=True)
    (tmp_path / "x.docx").write_bytes(b"mine")
    (folder / NAME).write_text('{"van_ban": [{"tep": "../../x.docx"}], "nguon": {}}', encoding="utf-8")
    assert earlier_build(folder)[:2] == ([], {})


@pytest.mark.parametrize("edited", [lambda data: data + b" ", lambda data: data.replace(b"cd", b"dc", 1)])
def test_a_seal_holds_for_no_other_letter(edited: Callable[[bytes], bytes]) -> None:
    data = manifest_bytes("2025-11", [manifest_entry(MADE)], SOURCES, {"truy-vet.json": b"{}"})
    assert is_sealed(data)
    assert is_sealed(edited(data)) is False
    assert json.loads(data)["kem_theo"] == {"truy-vet.json": text_digest(b"{}")}


def test_a_manifest_of_an_earlier_version_has_no_seal() -> None:
    assert is_sealed(b'{"van_ban": []}') is None
