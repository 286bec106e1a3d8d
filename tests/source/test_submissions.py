"""Submissions: header, tasks, narratives, remarks, issue; what is unknown is named, the rest is kept."""

from datetime import date
from functools import partial

import pytest

from baocao.model.diagnostic import Diagnostic
from baocao.model.period import Window
from baocao.model.submission import Issue, Progress, State, Submission
from baocao.model.workspace import Definitions
from baocao.source.config import read_config
from baocao.source.submissions import SubmissionReader
from baocao.source.workspace import load_definitions
from reading import FILE, problem_codes, read_with
from support import Sandbox, period_of

HEAD = "don_vi: xa-mot\nky: 2025-11\n"
NOVEMBER = period_of("2025-11")


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    config, _ = read_config(Sandbox(tmp_path_factory.mktemp("definitions")).root)
    return load_definitions(config)[0]


def read_text(definitions: Definitions, text: str, head: str = HEAD) -> tuple[Submission, list[Diagnostic]]:
    """Return the submission of xa-mot for 2025-11 with the lines `text` after its head."""
    unit = definitions.registry.units["xa-mot"]
    make = partial(SubmissionReader(definitions, NOVEMBER).read_submission, unit=unit)
    return read_with(make, head + text)


def test_a_submission_may_be_empty_and_then_reports_nothing(definitions: Definitions) -> None:
    submission, problems = read_text(definitions, "")
    assert problems == []
    assert (submission.unit, submission.period, submission.window) == ("xa-mot", NOVEMBER, None)
    assert (submission.entries, submission.tasks, submission.narratives) == ({}, {}, {})


@pytest.mark.parametrize(
    ("head", "code", "line"),
    [
        ("ky: 2025-11\n", "BC204", 1),
        ("don_vi: xa-mot\n", "BC204", 1),
        ("don_vi: xa-hai\nky: 2025-11\n", "BC313", 1),
        ("don_vi: xa-mot\nky: 2025-10\n", "BC312", 2),
        ("don_vi: xa-mot\nky: tháng 11\n", "BC216", 2),
        ("don_vi: xa-mot\nky: 2025-13\n", "BC216", 2),
        ("don_vi: [xa-mot]\nky: 2025-11\n", "BC203", 1),
    ],
)
def test_the_header_agrees_with_folder_and_file(
    definitions: Definitions, head: str, code: str, line: int
) -> None:
    _, (found,) = read_text(definitions, "", head)
    assert found.place is not None
    assert (found.code, found.place.line) == (code, line)


def test_a_unit_can_name_the_days_that_its_figures_speak_of(definitions: Definitions) -> None:
    submission, _ = read_text(definitions, "tu_ngay: 2025-07-01\nchot_den: 18/11/2025\n")
    assert submission.window == Window(date(2025, 7, 1), date(2025, 11, 18))


def test_figures_are_read_by_the_catalogue(definitions: Definitions) -> None:
    submission, problems = read_text(
        definitions,
        "chi_tieu:\n  hs.tiep_nhan: 3.781\n  hs.may_lay_so: co\n  hs.phan_tram: {chua_co: Chưa chốt}\n",
    )
    assert problems == []
    assert submission.entries["hs.tiep_nhan"].value == 3781
    assert submission.entries["hs.tiep_nhan"].at == (FILE, 4, 17)
    assert submission.entries["hs.may_lay_so"].value is True
    assert submission.entries["hs.phan_tram"].state is State.MISSING


def test_a_task_has_its_progress_and_its_words(definitions: Definitions) -> None:
    submission, problems = read_text(
        definitions,
        """
nhiem_vu:
  cd:
    "1":
      tien_do: hoan_thanh
      ngay_hoan_thanh: 2025-11-10
      ket_qua: |
        Đã số hóa 100%.
      du_kien: Duy trì
      vuong_mac: Thiếu máy
      kien_nghi: Cấp máy
      ly_do_cham: Chờ máy
""",
    )
    report = submission.tasks["cd"]["1"]
    assert problems == []
    assert (report.progress, report.finished) == (Progress.DONE, date(2025, 11, 10))
    assert (report.result, report.plan) == ("Đã số hóa 100%.", "Duy trì")
    assert (report.difficulty, report.recommendation) == ("Thiếu máy", "Cấp máy")
    assert (report.late_reason, report.at) == ("Chờ máy", (FILE, 6, 5))


def test_narratives_keep_their_lines_and_their_place(definitions: Definitions) -> None:
    submission, problems = read_text(
        definitions, 'noi_dung:\n  cd:\n    "I.1": |\n      Dòng một.\n\n      Dòng hai.\n'
    )
    assert problems == []
    assert submission.narratives["cd"]["I.1"] == ("Dòng một.\n\nDòng hai.", (FILE, 5, 12))


def test_difficulties_and_recommendations_stand_under_the_concerns(definitions: Definitions) -> None:
    submission, problems = read_text(
        definitions,
        "vuong_mac:\n  cd:\n    - {nhom: kinh_phi, noi_dung: Thiếu vốn}\n"
        "kien_nghi:\n  cd:\n    - {nhom: nhan_luc, noi_dung: Thêm người}\n",
    )
    assert problems == []
    assert [(remark.concern, remark.text) for remark in submission.difficulties["cd"]] == [
        ("kinh_phi", "Thiếu vốn")
    ]
    assert [remark.text for remark in submission.recommendations["cd"]] == ["Thêm người"]


def test_an_issue_has_number_day_signer_and_addressees(definitions: Definitions) -> None:
    parts = "so: 189, ngay: 2025-11-18, nguoi_ky: nguoi-a, kinh_gui: Sở A, noi_nhan: [B, C]"
    submission, problems = read_text(definitions, f"phat_hanh: {{cd: {{{parts}}}}}\n")
    assert problems == []
    said = Issue(189, date(2025, 11, 18), "nguoi-a", ("Sở A",), ("B", "C"))
    assert submission.issues["cd"]._replace(at=None) == said


def test_an_issue_stands_at_its_key(definitions: Definitions) -> None:
    submission, _ = read_text(definitions, "phat_hanh:\n  cd: {so: 189}\n")
    at = submission.issues["cd"].at
    assert at == submission.at._replace(line=submission.at.line + 3, column=3)


def test_an_issue_that_says_nothing_leaves_all_to_the_profile(definitions: Definitions) -> None:
    submission, _ = read_text(definitions, "phat_hanh: {cd: {}}\n")
    assert submission.issues["cd"]._replace(at=None) == Issue()


def test_documents_can_be_cited_from_the_submission_itself(definitions: Definitions) -> None:
    submission, problems = read_text(definitions, "van_ban: {qd-9: {loai: Quyết định, so: 09/QĐ-UBND}}\n")
    assert (submission.citations["qd-9"].number, problems) == ("09/QĐ-UBND", [])


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("chi_tieu: {hs.tiep_nhn: 5}\n", "BC302", (3, 12)),
        ("chi_tieu: {hs.ty_le: 1/2}\n", "BC310", (3, 12)),
        ("chi_tieu: [5]\n", "BC201", (3, 11)),
        ("chot_den: 2025-11-31\n", "BC207", (3, 11)),
        ("nhiem_vu: {ce: {}}\n", "BC304", (3, 12)),
        ('nhiem_vu: {cd: {"2": {tien_do: hoan_thanh}}}\n', "BC303", (3, 17)),
        ('nhiem_vu: {cd: {"1": hoan_thanh}}\n', "BC201", (3, 22)),
        ('nhiem_vu: {cd: {"1": {ket_qua: Tốt}}}\n', "BC204", (3, 22)),
        ('nhiem_vu: {cd: {"1": {tien_do: xong}}}\n', "BC206", (3, 32)),
        ('nhiem_vu: {cd: {"1": {tien_do: hoan_thanh, ngay: 2025-11-10}}}\n', "BC205", (3, 44)),
        ("nhiem_vu: {cd: [1]}\n", "BC201", (3, 16)),
        ('noi_dung: {cd: {"I.9": Tốt}}\n', "BC305", (3, 17)),
        ('noi_dung: {cd: {"I.1": [a]}}\n', "BC203", (3, 24)),
        ('noi_dung: {cd: {"I.1": }}\n', "BC215", (3, 24)),
        ("vuong_mac: {cd: [{nhom: dat_dai, noi_dung: A}]}\n", "BC307", (3, 25)),
        ("vuong_mac: {cd: [{nhom: kinh_phi}]}\n", "BC204", (3, 18)),
        ("kien_nghi: {cd: [Cấp máy]}\n", "BC201", (3, 18)),
        ("phat_hanh: {cd: {so: 189/BC-UBND}}\n", "BC208", (3, 22)),
        ("phat_hanh: {cd: {nguoi_ky: nguoi-b}}\n", "BC308", (3, 28)),
        ("phat_hanh: {cd: 189}\n", "BC201", (3, 17)),
        ("van_ban: {qd-9: {so: 09/QĐ-UBND}}\n", "BC204", (3, 17)),
        ("chi_tieuu: {}\n", "BC230", (3, 1)),
        ("ghi_chu: x\n", "BC205", (3, 1)),
    ],
)
def test_each_fault_of_a_submission_is_reported_at_its_place(
    definitions: Definitions, text: str, code: str, place: tuple[int, int]
) -> None:
    _, (found,) = read_text(definitions, text)
    assert (found.code, found.place) == (code, (FILE, *place))


def test_what_cannot_be_read_is_left_out_and_the_rest_is_kept(definitions: Definitions) -> None:
    submission, problems = read_text(
        definitions,
        """
chi_tieu: {hs.tiep_nhan: no, hs.truc_tuyen: 3.276}
nhiem_vu: {cd: {"1": {tien_do: xong}, "9": {tien_do: hoan_thanh}}}
noi_dung: {cd: {"I.1": Tốt, "I.9": Xấu}}
vuong_mac: {cd: [{nhom: kinh_phi, noi_dung: A}, {nhom: dat_dai, noi_dung: B}]}
""",
    )
    assert submission.entries["hs.tiep_nhan"].state is State.UNREADABLE
    assert submission.entries["hs.truc_tuyen"].value == 3276
    assert submission.tasks["cd"] == {}
    assert list(submission.narratives["cd"]) == ["I.1"]
    assert [remark.concern for remark in submission.difficulties["cd"]] == ["kinh_phi"]
    assert sorted(problem_codes(problems)) == ["BC206", "BC208", "BC303", "BC305", "BC307"]


def test_letters_of_another_form_are_the_same_letters(definitions: Definitions) -> None:
    submission, _ = read_text(definitions, 'noi_dung: {cd: {"I.1": Mo\u0309 Ca\u0300y}}\n')
    assert submission.narratives["cd"]["I.1"].text == "Mỏ Cày"


@pytest.mark.parametrize("text", ["Hoàn thành", "hoàn thành", "hoan_thanh"])
def test_a_task_may_have_the_label_of_its_progress(definitions: Definitions, text: str) -> None:
    submission, problems = read_text(definitions, f'nhiem_vu: {{cd: {{"1": {{tien_do: {text}}}}}}}\n')
    assert submission.tasks["cd"]["1"].progress is Progress.DONE
    assert problems == []


def test_a_task_that_is_a_text_is_one_fault_whose_advice_names_the_key(definitions: Definitions) -> None:
    submission, (found,) = read_text(definitions, 'nhiem_vu: {cd: {"1": Đã hoàn thành}}\n')
    assert found.code == "BC201"
    assert "tien_do: hoan_thanh" in found.advice
    assert submission.is_unread("nhiem_vu", "cd", "1")
