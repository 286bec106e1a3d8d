"""`build --check`: manifest.json and truy-vet.json are what a build has written."""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from baocao.features.issue.issuing import Call, issue_document
from baocao.features.verify.verdicts import Verdict
from baocao.features.verify.verifying import Verification, verify_period
from baocao.pipeline.manifest import manifest_bytes
from baocao.pipeline.plan import Scope
from support import Sandbox, period_of

MANIFEST, MAP = "manifest.json", "truy-vet.json"
NAME = "xa-mot_bao-cao_cd.docx"
REPORT = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))
Edit = Callable[[Path], object]


def verify_november(sandbox: Sandbox) -> Verification:
    return verify_period(sandbox.root, sandbox.out, period_of("2025-11"), Scope(), lambda *_: None)


def told_lists(sandbox: Sandbox) -> dict[str, Verdict]:
    return {each.name: each.verdict for each in verify_november(sandbox).lists}


@pytest.fixture
def given_out(sandbox: Sandbox) -> Sandbox:
    """A workspace whose drafts were built, and one of whose reports was issued after that."""
    sandbox.build()
    assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), REPORT, lambda *_: None).issued
    return sandbox


def folder_of(sandbox: Sandbox) -> Path:
    return sandbox.out / "2025-11"


def replace_bytes(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def read_object(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def seal_anew(folder: Path, change: Callable[[dict[str, Any]], object] = lambda _: None) -> None:
    """Write a manifest as a build would, of entries that somebody has changed."""
    content = read_object(folder / MANIFEST)
    change(content)
    beside = {MAP: (folder / MAP).read_bytes()}
    data = manifest_bytes(content["ky"], content["van_ban"], content["nguon"], beside)
    (folder / MANIFEST).write_bytes(data)


def test_both_lists_are_proved_after_every_build(given_out: Sandbox) -> None:
    assert told_lists(given_out) == {MANIFEST: Verdict.SAME, MAP: Verdict.SAME}
    given_out.build()
    assert told_lists(given_out) == {MANIFEST: Verdict.SAME, MAP: Verdict.SAME}
    given_out.build(scope=Scope(frozenset({"xa-mot"})), official=True)
    assert told_lists(given_out) == {MANIFEST: Verdict.SAME, MAP: Verdict.SAME}


def test_they_are_proved_of_drafts_alone_too(sandbox: Sandbox) -> None:
    assert told_lists(sandbox) == {}
    sandbox.build()
    assert told_lists(sandbox) == {MANIFEST: Verdict.SAME, MAP: Verdict.SAME}
    replace_bytes(folder_of(sandbox) / MAP, b"tep", b"tap")
    assert told_lists(sandbox) == {MANIFEST: Verdict.SAME, MAP: Verdict.DIFFERENT}


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (MANIFEST, b'"du_thao": false', b'"du_thao": true'),
        (MANIFEST, b"xa-mot", b"xa-hai"),
        (MANIFEST, b" ", b"  "),
        (MANIFEST, b'"niem_phong": "sha256:', b'"niem_phong": "sha256:0'),
        (MANIFEST, b"\n}\n", b"\n}"),
        (MANIFEST, b"{", b"["),
        (MAP, b"tep", b"tap"),
        (MAP, b"\n", b"\n\n"),
    ],
)
def test_a_letter_changed_in_a_list_is_told(given_out: Sandbox, name: str, old: bytes, new: bytes) -> None:
    path = folder_of(given_out) / name
    replace_bytes(path, old, new)
    done = verify_november(given_out)
    assert {each.name for each in done.lists if each.verdict is Verdict.DIFFERENT} == {name}
    assert [(each.code, str(each.place)) for each in done.problems] == [
        ("BC846", f"out/2025-11/{name}:1:1")
    ]


def test_what_is_not_of_this_world_is_told_too(given_out: Sandbox) -> None:
    for data in (b"", b"\xff\xfe", b"[]", b"[" * 100_000):
        for name in (MANIFEST, MAP):
            (folder_of(given_out) / name).write_bytes(data)
        assert Verdict.SAME not in told_lists(given_out).values()
        assert verify_november(given_out).has(Verdict.DIFFERENT)


@pytest.mark.sampled
@pytest.mark.parametrize("key", ["sha256", "kich_thuoc", "don_vi", "nguon"])
def test_whoever_seals_a_false_manifest_anew_is_found_by_the_rebuild(given_out: Sandbox, key: str) -> None:
    def falsify(content: dict[str, Any]) -> None:
        entry = next(entry for entry in content["van_ban"] if entry["tep"] == NAME)
        entry[key] = [] if key == "nguon" else "xa-hai"

    seal_anew(folder_of(given_out))
    assert told_lists(given_out)[MANIFEST] is Verdict.SAME
    seal_anew(folder_of(given_out), falsify)
    done = verify_november(given_out)
    assert [each.verdict for each in done.lists] == [Verdict.DIFFERENT, Verdict.SAME]
    assert NAME in done.problems[0].message


def test_whoever_seals_a_false_map_anew_is_found_by_the_rebuild(given_out: Sandbox) -> None:
    path = folder_of(given_out) / MAP
    before, of_file, after = path.read_bytes().partition(json.dumps(NAME).encode())
    path.write_bytes(before + of_file + after.replace(b"hs.ty_le", b"hs.le_ty", 1))
    seal_anew(folder_of(given_out))
    assert told_lists(given_out) == {MANIFEST: Verdict.SAME, MAP: Verdict.DIFFERENT}


def test_a_list_of_an_earlier_version_is_neither_right_nor_wrong(given_out: Sandbox) -> None:
    path = folder_of(given_out) / MANIFEST
    content = read_object(path)
    del content["kem_theo"], content["niem_phong"]
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert told_lists(given_out) == {MANIFEST: Verdict.UNKNOWN, MAP: Verdict.UNKNOWN}
    assert not verify_november(given_out).problems
    given_out.build()
    assert told_lists(given_out) == {MANIFEST: Verdict.SAME, MAP: Verdict.SAME}


@pytest.mark.parametrize("name", [MANIFEST, MAP])
def test_a_list_that_is_gone_is_told_and_made_again_by_a_build(given_out: Sandbox, name: str) -> None:
    (folder_of(given_out) / name).unlink()
    assert told_lists(given_out)[name] is Verdict.UNKNOWN
    given_out.build()
    assert told_lists(given_out) == {MANIFEST: Verdict.SAME, MAP: Verdict.SAME}


def test_a_false_list_does_not_lead_a_build_to_remove_what_was_given_out(given_out: Sandbox) -> None:
    folder = folder_of(given_out)
    before = (folder / NAME).read_bytes()
    replace_bytes(folder / MANIFEST, sha256(before).hexdigest().encode(), b"0" * 64)
    outcome = given_out.build()
    assert "BC841" in {each.code for each in outcome.problems}
    assert (folder / NAME).read_bytes() == before
    assert told_lists(given_out)[MANIFEST] is Verdict.SAME


def test_a_later_build_of_the_same_bytes_is_no_forgery(given_out: Sandbox) -> None:
    given_out.replace("data/directives/chi-tieu.yaml", "hs:", "# ghi chú\nhs:")
    given_out.build(scope=Scope(frozenset({"xa-mot"})), official=True)
    assert told_lists(given_out) == {MANIFEST: Verdict.SAME, MAP: Verdict.SAME}
