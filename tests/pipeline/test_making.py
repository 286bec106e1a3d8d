"""From a workspace to the files of one period."""

import errno
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from baocao.pipeline import making, parallel
from baocao.pipeline.making import Outcome, build_period
from baocao.pipeline.parallel import Sharing
from baocao.pipeline.plan import Scope, UnknownScopeError
from office import Word, package_parts, printed_text
from support import CONSOLIDATED_TEMPLATE, EXAMPLE, Sandbox, build_quietly, period_of

DEPARTMENT, UNIT = "so-a_tong-hop_cd.docx", "xa-mot_bao-cao_cd.docx"
ABOUT = {"manifest.json", "truy-vet.json"}
"""What tells of the documents."""
ALL = {DEPARTMENT, "so-a_tong-hop_cd.xlsx", UNIT, *ABOUT}
ONLY_THE_UNIT = Scope(units=frozenset({"xa-mot"}))
SUBMISSION = "data/units/xa-mot/2025-11.yaml"


def folder_hashes(folder: Path) -> dict[str, str]:
    """Return the hashes of all files under a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths}


def listed_files(outcome: Outcome) -> list[str]:
    manifest = json.loads((outcome.folder / "manifest.json").read_text(encoding="utf-8"))
    return [document["tep"] for document in manifest["van_ban"]]


def word_text(outcome: Outcome, name: str) -> str:
    """Return everything that a Word document says."""
    return printed_text(Word((outcome.folder / name).read_bytes()).root)


def problem_codes(outcome: Outcome) -> list[str]:
    return sorted(problem.code for problem in outcome.problems)


def test_a_build_writes_the_documents_of_the_period_and_their_manifest(sandbox: Sandbox) -> None:
    outcome = sandbox.build()
    assert set(folder_hashes(outcome.folder)) == ALL
    assert outcome.folder == sandbox.out / "2025-11"
    assert {made.name for made in outcome.made} | ABOUT == ALL


def test_the_same_sources_give_the_same_bytes(sandbox: Sandbox) -> None:
    first = folder_hashes(sandbox.build().folder)
    assert folder_hashes(sandbox.build().folder) == first
    sandbox.out = sandbox.root / "nơi khác"
    assert folder_hashes(sandbox.build().folder) == first


def test_the_same_sources_give_the_same_bytes_in_every_process(sandbox: Sandbox) -> None:
    for seed in ("0", "1"):
        subprocess.run(
            [sys.executable, "-m", "baocao", "build", "--ky", "2025-11", "--out", f"out{seed}"],
            cwd=sandbox.root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
    assert folder_hashes(sandbox.root / "out0") == folder_hashes(sandbox.root / "out1")
    assert folder_hashes(sandbox.root / "out0/2025-11") == folder_hashes(sandbox.build().folder)


def test_forked_builds_give_the_same_bytes_as_serial_ones(
    synthetic: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "DOCUMENTS", Sharing(2))
    monkeypatch.setattr(parallel, "_processor_count", lambda: 2)
    assert folder_hashes(build_quietly(EXAMPLE, tmp_path).folder) == folder_hashes(synthetic.folder)


def test_what_is_saved_while_documents_are_made_is_not_said_to_be_in_them(sandbox: Sandbox) -> None:
    before = folder_hashes(sandbox.build().folder)
    sources = [path for top in ("data", "templates") for path in (sandbox.root / top).rglob("*.*")]

    def progress(stage: str, done: int, _: int) -> None:
        if stage == "Lập văn bản" and not done:
            for path in sources:
                path.write_text("# khác hẳn\n", encoding="utf-8")

    outcome = build_period(
        sandbox.root, sandbox.out, period_of("2025-11"), Scope(), official=False, progress=progress
    )
    assert {path.read_text(encoding="utf-8") for path in sources} == {"# khác hẳn\n"}
    assert folder_hashes(outcome.folder) == before


def test_nothing_outside_of_the_output_folder_changes(sandbox: Sandbox) -> None:
    before = folder_hashes(sandbox.root)
    sandbox.build()
    sandbox.replace(SUBMISSION, "3.781", "3.782")
    before[SUBMISSION] = folder_hashes(sandbox.root)[SUBMISSION]
    sandbox.build()
    after = folder_hashes(sandbox.root)
    assert {name: after[name] for name in after if not name.startswith("out/2025-11/")} == before


def test_the_output_of_another_period_is_left_alone(sandbox: Sandbox) -> None:
    first = folder_hashes(sandbox.build().folder)
    sandbox.build("2025-12")
    assert folder_hashes(sandbox.out / "2025-11") == first


def test_a_narrowed_build_keeps_the_other_files_and_their_entries(sandbox: Sandbox) -> None:
    before = folder_hashes(sandbox.build().folder)
    sandbox.replace(SUBMISSION, "3.781", "3.782")
    outcome = sandbox.build(scope=ONLY_THE_UNIT)
    after = folder_hashes(outcome.folder)
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {UNIT, *ABOUT}
    assert set(listed_files(outcome)) == ALL - ABOUT


def test_a_narrowed_build_alone_lists_what_it_made(sandbox: Sandbox) -> None:
    assert listed_files(sandbox.build(scope=ONLY_THE_UNIT)) == [UNIT]


def test_files_that_are_no_longer_made_are_removed_and_those_of_the_user_are_not(sandbox: Sandbox) -> None:
    folder = sandbox.build().folder
    (folder / "góp ý.docx").write_bytes(b"mine")
    sandbox.remove(SUBMISSION)
    sandbox.write(
        "data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 1}\n"
    )
    assert set(folder_hashes(sandbox.build().folder)) == {*(ALL - {UNIT}), "góp ý.docx"}


def test_an_official_build_of_incomplete_data_writes_nothing(sandbox: Sandbox) -> None:
    outcome = sandbox.build(official=True)
    assert outcome.refused
    assert outcome.made == ()
    assert {missing.unit for missing in outcome.missing} == {"xa-hai", "phuong-ba"}
    assert not sandbox.out.exists()


def test_a_refused_build_leaves_the_drafts_as_they_were(sandbox: Sandbox) -> None:
    before = folder_hashes(sandbox.build().folder)
    assert sandbox.build(official=True).refused
    assert folder_hashes(sandbox.out / "2025-11") == before


def test_an_official_build_of_wrong_data_writes_nothing(sandbox: Sandbox) -> None:
    sandbox.replace(SUBMISSION, "3.276", "ba nghìn")
    outcome = sandbox.build(scope=ONLY_THE_UNIT, official=True)
    assert (outcome.refused, outcome.has_errors) == (True, True)
    assert not sandbox.out.exists()


def test_an_official_document_with_a_gap_in_a_sentence_is_refused(sandbox: Sandbox) -> None:
    sandbox.replace(SUBMISSION, "  hs.truc_tuyen: 3.276\n", "")
    outcome = sandbox.build(scope=ONLY_THE_UNIT, official=True)
    assert outcome.refused
    assert problem_codes(outcome) == ["BC706"]
    assert not sandbox.out.exists()


def test_a_unit_whose_data_are_complete_gets_its_official_document(sandbox: Sandbox) -> None:
    outcome = sandbox.build(scope=ONLY_THE_UNIT, official=True)
    assert [made.draft for made in outcome.made] == [False]
    assert b"string=" not in Word(outcome.made[0].data).parts["word/header2.xml"]


def test_a_draft_is_one_even_if_nothing_is_missing(sandbox: Sandbox) -> None:
    (made,) = sandbox.build(scope=ONLY_THE_UNIT).made
    assert made.draft
    assert "DỰ THẢO".encode() in Word(made.data).parts["word/header2.xml"]


def test_a_draft_names_what_was_left_out(sandbox: Sandbox) -> None:
    sandbox.replace(SUBMISSION, "  hs.tiep_nhan: 3.781\n", "")
    said = word_text(sandbox.build(), UNIT)
    assert "GHI CHÚ CỦA BẢN DỰ THẢO" in said
    assert "Còn thiếu 1 số liệu: Tiếp nhận." in said
    assert "[chưa có số liệu]" in said


def test_the_consolidated_draft_says_how_many_units_a_sum_speaks_for(sandbox: Sandbox) -> None:
    sandbox.replace(
        "templates/tong-hop.md.j2",
        "Tiếp nhận",
        "{{ th.bao_cao.da_bao_cao | length }}/{{ th.bao_cao.so_don_vi }} đơn vị; tiếp nhận",
    )
    assert "1/3 đơn vị; tiếp nhận 3.781 hồ sơ" in word_text(sandbox.build(), DEPARTMENT)


def test_a_broken_file_of_one_unit_does_not_stop_the_others(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\n...\nky: 2025-11\n")
    outcome = sandbox.build()
    assert problem_codes(outcome) == ["BC102"]
    assert outcome.has_errors
    assert set(folder_hashes(outcome.folder)) == ALL


def test_the_consolidated_report_says_whose_broken_file_is_left_out(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\n...\nky: 2025-11\n")
    outcome = sandbox.build()
    assert "Xã Hai: cả báo cáo chưa được tổng hợp vì tệp có lỗi." in word_text(outcome, DEPARTMENT)
    assert "Xã Hai" not in word_text(outcome, UNIT)


def test_a_value_that_cannot_be_read_is_a_gap_and_not_a_zero(sandbox: Sandbox) -> None:
    sandbox.replace(SUBMISSION, "3.781", "ba nghìn")
    outcome = sandbox.build()
    assert problem_codes(outcome) == ["BC208"]
    assert "đã nhận [chưa có số liệu] hồ sơ" in word_text(outcome, UNIT)


def test_a_template_that_fails_keeps_only_its_own_documents_from_being_made(sandbox: Sandbox) -> None:
    sandbox.write("templates/tong-hop.md.j2", CONSOLIDATED_TEMPLATE.replace("th.ct.hs", "th.ct.hx"))
    outcome = sandbox.build()
    assert problem_codes(outcome) == ["BC602"]
    assert set(folder_hashes(outcome.folder)) == {UNIT, *ABOUT}


def test_a_template_that_is_not_there_is_named(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "bao-cao.md.j2", "bao-caoo.md.j2")
    (problem,) = sandbox.build().problems
    assert problem.code == "BC604"
    assert "Ý bạn là 'bao-cao.md.j2'?" in problem.message


def test_a_unit_without_a_profile_has_no_document_and_the_build_says_so(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.kinh_phi: 5}\n"
    )
    outcome = sandbox.build()
    assert problem_codes(outcome) == ["BC608"]
    assert set(folder_hashes(outcome.folder)) == ALL


def test_a_folder_that_cannot_be_written_is_named(sandbox: Sandbox) -> None:
    sandbox.out.write_bytes(b"mine")
    outcome = sandbox.build()
    assert problem_codes(outcome) == ["BC801"]
    assert outcome.made == ()
    assert sandbox.out.read_bytes() == b"mine"


def test_only_files_that_are_in_place_count_as_made(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = os.replace

    def replace(source: Path, target: Path) -> None:
        if target.name == UNIT:
            raise PermissionError(errno.EACCES, "Permission denied")
        moved(source, target)

    monkeypatch.setattr(os, "replace", replace)
    outcome = sandbox.build()
    assert problem_codes(outcome) == ["BC802"]
    assert {made.name for made in outcome.made} == ALL - {UNIT, *ABOUT}


@pytest.mark.parametrize("name", ["de-nghi/xa", "../x", "../../x"])
def test_a_product_cannot_lead_out_of_the_output_folder(sandbox: Sandbox, name: str) -> None:
    sandbox.replace("data/directives/cd.yaml", "  bao-cao: {", f"  {name}: {{")
    before = folder_hashes(sandbox.root)
    outcome = sandbox.build()
    assert problem_codes(outcome) == ["BC511"]
    assert set(folder_hashes(outcome.folder)) == ALL - {UNIT}
    assert {path for path in folder_hashes(sandbox.root) if not path.startswith("out/")} == set(before)


def test_a_profile_with_an_error_is_not_called_missing(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/ho-so.yaml", "dia_danh: Một\n", "")
    sandbox.write(
        "data/units/xa-mot/2025-11.yaml",
        "don_vi: xa-mot\nky: 2025-11\nphat_hanh: {cd: {nguoi_ky: nguoi-a}}\n",
    )
    outcome = sandbox.build()
    assert problem_codes(outcome) == ["BC204"]
    assert UNIT not in {made.name for made in outcome.made}


def test_an_unknown_unit_is_refused_before_anything_is_made(sandbox: Sandbox) -> None:
    with pytest.raises(UnknownScopeError):
        sandbox.build(scope=Scope(units=frozenset({"xa-khac"})))
    assert not sandbox.out.exists()


def test_a_period_that_nobody_asks_for_is_refused_with_those_there_are(sandbox: Sandbox) -> None:
    with pytest.raises(UnknownScopeError, match="gần nhất trước: 2025-11"):
        sandbox.build("2025-Q3")
    assert not sandbox.out.exists()


@pytest.mark.parametrize(
    ("epoch", "created"),
    [
        ("0", "1970-01-01T00:00:00Z"),
        ("1763424000", "2025-11-18T00:00:00Z"),
        ("", "2025-11-14T00:00:00Z"),
        ("hôm nay", "2025-11-14T00:00:00Z"),
    ],
)
def test_documents_are_dated_by_the_epoch_or_by_the_day_their_data_stop(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, epoch: str, created: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    for made in sandbox.build().made:
        assert package_parts(made.data)["docProps/core.xml"].decode().count(created) == 2


def test_a_document_with_a_day_of_its_own_is_dated_by_it(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    sandbox.replace(SUBMISSION, "chi_tieu:", "phat_hanh: {cd: {so: 189, ngay: 2025-11-18}}\nchi_tieu:")
    (made,) = sandbox.build(scope=ONLY_THE_UNIT).made
    assert b"2025-11-18T00:00:00Z" in Word(made.data).parts["docProps/core.xml"]


def test_progress_is_told_document_by_document(sandbox: Sandbox) -> None:
    told: list[tuple[str, int, int]] = []
    period = period_of("2025-11")
    build_period(
        sandbox.root, sandbox.out, period, Scope(), official=False, progress=lambda *at: told.append(at)
    )
    assert told[0][0] == "Đọc và kiểm tra dữ liệu"
    assert told[-3:] == [("Lập văn bản", 0, 2), ("Lập văn bản", 1, 2), ("Lập văn bản", 2, 2)]


def test_a_template_may_ask_for_a_workbook_alone(sandbox: Sandbox) -> None:
    sandbox.replace("templates/tong-hop.md.j2", "dau_ra: [docx, xlsx]", "dau_ra: xlsx")
    assert {made.name for made in sandbox.build().made} == {"so-a_tong-hop_cd.xlsx", UNIT}
