"""`fmt`: which files are rewritten, and which are left alone."""

import os
from pathlib import Path

import pytest

from baocao.features.fmt import formatting as module
from baocao.features.fmt.formatting import data_files, formatting_of, reformat_files
from support import EXAMPLE, REPOSITORY, Sandbox

SKELETON = REPOSITORY / "src" / "baocao" / "skeleton"
REPORT = "data/units/xa-mot/2025-11.yaml"


@pytest.mark.parametrize("root", [REPOSITORY, EXAMPLE, SKELETON], ids=["data", "examples", "skeleton"])
def test_the_data_of_the_repository_are_canonical(root: Path) -> None:
    formatted = formatting_of(root, data_files(root))
    assert [each.source.path for each in formatted.rewritten] == []
    assert formatted.problems == ()
    assert formatted.right == len(data_files(root)) > 5


def test_directives_that_other_workspaces_share_belong_to_these() -> None:
    assert all(path.is_relative_to(EXAMPLE) and ".." not in path.parts for path in data_files(EXAMPLE))
    assert REPOSITORY / "data" / "directives" / "nq-71.yaml" in data_files(REPOSITORY)


def test_a_file_is_replaced_as_a_whole_and_keeps_its_rights(sandbox: Sandbox) -> None:
    path = sandbox.root / REPORT
    sandbox.write(REPORT, "ky: 2025-11\ndon_vi: xa-mot\n")
    path.chmod(0o640)
    formatted = formatting_of(sandbox.root, [path])
    assert [each.path for each in formatted.rewritten] == [path]
    assert path.read_text(encoding="utf-8").startswith("ky")
    assert reformat_files(sandbox.root, [path]).rewritten == formatted.rewritten
    assert path.read_text(encoding="utf-8") == "don_vi: xa-mot\nky: 2025-11\n"
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in path.parent.iterdir()) == ["2025-11.yaml", "ho-so.yaml"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("don_vi: [xa-mot\n", "BC102"),
        ("<<<<<<< cua toi\nky: 1\n=======\nky: 2\n>>>>>>> cua ban\n", "BC113"),
        ("ky: 1\nky: 2\n", "BC110"),
        ("- a\n", "BC201"),
        ("", "BC006"),
    ],
)
def test_a_faulty_file_is_left_as_it_is_and_its_fault_told(sandbox: Sandbox, text: str, code: str) -> None:
    path = sandbox.root / REPORT
    path.write_text(text, encoding="utf-8")
    formatted = formatting_of(sandbox.root, [path])
    assert formatted.rewritten == ()
    assert {each.code for each in formatted.problems} == {code}
    assert formatted.refused == 1
    assert path.read_text(encoding="utf-8") == text


def test_a_file_whose_meaning_might_change_is_left_alone(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "canonical_text", lambda *_: "ky: 2025-12\n")
    formatted = formatting_of(sandbox.root, [sandbox.root / REPORT])
    assert formatted.rewritten == ()
    assert [each.code for each in formatted.problems] == ["BC840"]


def test_a_link_stays_one_and_its_target_is_rewritten(sandbox: Sandbox) -> None:
    path, target = sandbox.root / REPORT, sandbox.root / "data" / "units" / "xa-mot" / "that.yaml"
    path.unlink()
    target.write_text("ky: 2025-11\ndon_vi: xa-mot\n", encoding="utf-8")
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("links need rights here")
    reformat_files(sandbox.root, [path])
    assert path.is_symlink()
    assert target.read_text(encoding="utf-8") == "don_vi: xa-mot\nky: 2025-11\n"


def test_faults_of_the_catalogue_do_not_keep_reports_from_being_formatted(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/chi-tieu.yaml", "hs: [\n")
    sandbox.write(REPORT, "ky: 2025-11\ndon_vi: xa-mot\n")
    assert len(formatting_of(sandbox.root, [sandbox.root / REPORT]).rewritten) == 1


def test_labels_become_the_ids_for_which_they_stand(sandbox: Sandbox) -> None:
    kinds = "    ket_qua: {ten: Kết quả, loai: lua_chon, lua_chon: {tot: Hoạt động hiệu quả, kem: Kém}}\n"
    sandbox.replace("data/directives/chi-tieu.yaml", "    kinh_phi:", f"{kinds}    kinh_phi:")
    path = sandbox.root / REPORT
    sandbox.replace(
        REPORT, "nhiem_vu:", "  hs.may_lay_so: Ko  # hỏng\n  hs.ket_qua: Hoạt động hiệu quả\nnhiem_vu:"
    )
    sandbox.replace(REPORT, "tien_do: dang_thuc_hien", 'tien_do: "Đang thực hiện"')
    before = sandbox.load().workspaces[0].submissions["xa-mot"]
    assert reformat_files(sandbox.root, [path]).problems == ()
    text = path.read_text(encoding="utf-8")
    assert "hs.may_lay_so: khong  # hỏng\n" in text
    assert "hs.ket_qua: tot\n" in text
    assert "tien_do: dang_thuc_hien" in text
    after = sandbox.load().workspaces[0].submissions["xa-mot"]
    assert [entry.value for entry in after.entries.values()] == [
        entry.value for entry in before.entries.values()
    ]


def test_words_of_a_text_are_no_labels(sandbox: Sandbox) -> None:
    sandbox.replace(REPORT, "ket_qua: Đang làm", "ket_qua: Hoàn thành")
    assert formatting_of(sandbox.root, [sandbox.root / REPORT]).rewritten == ()
