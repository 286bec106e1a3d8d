"""What was given out stays, until a correction says what was wrong, what is right, why, who and when."""

from datetime import date
from typing import Final

import pytest

from baocao.features.issue.issuing import Call, issue_document
from baocao.model.diagnostic import Diagnostic
from baocao.source.seals import digest_of, sealed_text
from support import Sandbox, period_of

FILE: Final = "data/units/xa-mot/2025-11.yaml"
RECORD: Final = "data/units/xa-mot/phat-hanh/2025-11_cd_bao-cao.yaml"
REPORT: Final = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))
WHY: Final = "ly_do: Đếm lại, nguoi: Trần Thị B, ngay: 2025-11-20"
FIGURE: Final = "{{chi_tieu: hs.truc_tuyen, tu: {}, thanh: {}, ly_do: Đếm lại, nguoi: B, ngay: 2025-11-20}}"
REMARK: Final = "    - {nhom: kinh_phi, noi_dung: Thiếu kinh phí.}\n"
REMARKS: Final = f"vuong_mac:\n  cd:\n{REMARK}"
CITED: Final = (
    "van_ban:\n"
    "  qd-2: {loai: Quyết định, so: 2/QĐ-UBND, ngay: 2025-07-01, co_quan: UBND xã, trich_yeu: về việc}\n"
)


@pytest.fixture
def given_out(sandbox: Sandbox) -> Sandbox:
    """A workspace whose only report was issued."""
    sandbox.replace(FILE, "Theo [@nq-1]", "Theo [@nq-1] và [@qd-2]")
    sandbox.write(FILE, (sandbox.root / FILE).read_text(encoding="utf-8") + REMARKS + CITED)
    assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), REPORT, lambda *_: None).issued
    return sandbox


def load_problems(sandbox: Sandbox) -> tuple[Diagnostic, ...]:
    return sandbox.load().problems


def write_correction(sandbox: Sandbox, *corrections: str) -> None:
    text = (sandbox.root / FILE).read_text(encoding="utf-8")
    lines = "".join(f"  - {each}\n" for each in corrections)
    sandbox.write(FILE, f"{text}dinh_chinh:\n{lines}")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.275", 8),
        ("hs.truc_tuyen: 3.276", "hs.truc_tuyen: trên 3.276", 8),
        ("  hs.truc_tuyen: 3.276\n", "", 1),
        ("hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.276\n  hs.kinh_phi: 5", 9),
        ("Đang làm", "Làm xong", 11),
        ("xã đã nhận", "xã nhận", 14),
        ("Thiếu kinh phí.", "Thiếu người.", 17),
        ("2/QĐ-UBND", "3/QĐ-UBND", 19),
        ("ky: 2025-11\n", "ky: 2025-11\nchot_den: 2025-11-15\n", 1),
    ],
)
def test_a_change_of_what_was_printed_is_an_error_where_it_stands(
    given_out: Sandbox, old: str, new: str, line: int
) -> None:
    given_out.replace(FILE, old, new)
    problems = [each for each in load_problems(given_out) if each.code == "BC872"]
    assert [(each.place.file, each.place.line) for each in problems if each.place] == [(FILE, line)]
    assert "Báo cáo số 189/BC-UBND ngày 18/11/2025" in problems[0].message
    assert [place.file for _, place in problems[0].related] == [RECORD]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3276   # hồ sơ"),
        ("chi_tieu:", "# Số liệu\nchi_tieu:"),
        (
            "  hs.tiep_nhan: 3.781\n  hs.truc_tuyen: 3.276\n",
            "  hs.truc_tuyen: 3.276\n  hs.tiep_nhan: 3.781\n",
        ),
        (
            '    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}',
            '    "1":\n      ket_qua: |\n        Đang làm\n      tien_do: dang_thuc_hien',
        ),
        ("vuong_mac:", "giai_trinh: {nq-1: Ghi thêm}\nvuong_mac:"),
    ],
)
def test_layout_comments_and_what_is_not_printed_may_change(given_out: Sandbox, old: str, new: str) -> None:
    given_out.replace(FILE, old, new)
    assert not [each.code for each in load_problems(given_out) if each.code.startswith("BC87")]


def test_an_explained_change_of_a_figure_is_right(given_out: Sandbox) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.275")
    write_correction(given_out, FIGURE.format("3.276", 3275))
    assert load_problems(given_out) == ()


@pytest.mark.parametrize(
    ("old", "new", "correction"),
    [
        ("Đang làm", "Làm xong", "{nhiem_vu: cd/1, tu: Đang, thanh: Làm xong}"),
        ("Đang làm", "Đang làm xong", "{nhiem_vu: cd/1, tu: làm, thanh: làm xong}"),
        ("dang_thuc_hien", "chua_thuc_hien", "{nhiem_vu: cd/1, tu: dang_thuc_hien, thanh: chua_thuc_hien}"),
        ("xã đã nhận", "xã nhận", "{noi_dung: cd/I.1, tu: xã đã nhận, thanh: xã nhận}"),
        ("xã đã nhận", "xã nhận", "{noi_dung: cd/I.1, tu: đã nhận, thanh: nhận}"),
        ("Thiếu kinh phí.", "Thiếu người.", "{vuong_mac: cd, tu: kinh phí, thanh: người}"),
        ("2/QĐ-UBND", "3/QĐ-UBND", "{van_ban: qd-2, tu: 2/QĐ-UBND, thanh: 3/QĐ-UBND}"),
        (
            REMARK,
            f"{REMARK}    - {{nhom: nhan_luc, noi_dung: Ít người}}\n",
            "{vuong_mac: cd, tu: khong_co, thanh: Ít người}",
        ),
        (
            f"  cd:\n{REMARK}",
            "  cd: []\n",
            "{vuong_mac: cd, tu: Thiếu kinh phí., thanh: khong_co}",
        ),
    ],
)
def test_tasks_sections_remarks_and_documents_are_corrected_by_their_words(
    given_out: Sandbox, old: str, new: str, correction: str
) -> None:
    if "Làm xong" in correction:
        correction = correction.replace("tu: Đang", "tu: Đang làm")
    given_out.replace(FILE, old, new)
    write_correction(given_out, correction.replace("}", f", {WHY}}}"))
    assert not [each for each in load_problems(given_out) if each.code.startswith("BC87")]


def test_corrections_of_one_figure_follow_each_other(given_out: Sandbox) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.270")
    write_correction(given_out, FIGURE.format(3276, 3275), FIGURE.format(3275, 3270))
    assert load_problems(given_out) == ()


def test_a_chain_of_corrections_with_a_gap_does_not_lead_back(given_out: Sandbox) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.270")
    write_correction(given_out, FIGURE.format(3276, 3275), FIGURE.format(3274, 3270))
    assert [each.code for each in load_problems(given_out)] == ["BC874"]


def test_a_report_that_came_after_the_first_correction_printed_it_already(given_out: Sandbox) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.275")
    write_correction(given_out, FIGURE.format(3276, 3275))
    report = (given_out.root / FILE).read_text(encoding="utf-8")
    for unit in ("xa-hai", "phuong-ba"):
        own = report.replace("xa-mot", unit).partition("dinh_chinh")[0]
        given_out.write(f"data/units/{unit}/2025-11.yaml", own)
    department = Call("so-a", date(2025, 12, 1), number=15, day=date(2025, 11, 21))
    assert issue_document(
        given_out.root, given_out.out, period_of("2025-11"), department, lambda *_: None
    ).issued
    assert load_problems(given_out) == ()
    given_out.replace(FILE, "hs.truc_tuyen: 3.275", "hs.truc_tuyen: 3.270")
    given_out.replace(FILE, "dinh_chinh:\n", f"dinh_chinh:\n  - {FIGURE.format(3275, 3270)}\n")
    assert [each.code for each in load_problems(given_out)] == ["BC873"]
    text = (given_out.root / FILE).read_text(encoding="utf-8")
    head, _, tail = text.partition("dinh_chinh:\n")
    given_out.write(FILE, f"{head}dinh_chinh:\n" + "".join(reversed(tail.splitlines(keepends=True))))
    assert load_problems(given_out) == ()


def test_a_figure_that_was_given_out_as_missing_may_be_supplied(given_out: Sandbox) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.276\n  hs.kinh_phi: 5")
    write_correction(given_out, f"{{chi_tieu: hs.kinh_phi, tu: khong_co, thanh: 5, {WHY}}}")
    assert load_problems(given_out) == ()


def test_the_correction_must_say_what_stands_there_now(given_out: Sandbox) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.270")
    write_correction(given_out, FIGURE.format(3276, 3275))
    assert [each.code for each in load_problems(given_out)] == ["BC873"]


def test_the_correction_must_say_what_was_given_out(given_out: Sandbox) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.275")
    write_correction(given_out, FIGURE.format(3000, 3275))
    assert [each.code for each in load_problems(given_out)] == ["BC874"]


def test_a_text_may_not_change_beyond_what_its_correction_says(given_out: Sandbox) -> None:
    given_out.replace(FILE, "xã đã nhận [=hs.tiep_nhan] hồ sơ", "xã nhận [=hs.tiep_nhan] bộ hồ sơ")
    write_correction(given_out, f"{{noi_dung: cd/I.1, tu: đã nhận, thanh: nhận, {WHY}}}")
    assert [each.code for each in load_problems(given_out)] == ["BC874"]


def test_nothing_is_corrected_that_was_not_given_out(sandbox: Sandbox) -> None:
    write_correction(sandbox, FIGURE.format(3000, 3276), f"{{the_thuc: cd, tu: A, thanh: B, {WHY}}}")
    assert [each.code for each in load_problems(sandbox)] == ["BC875", "BC875"]


def test_nothing_is_corrected_before_it_is_given_out(given_out: Sandbox) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.275")
    write_correction(given_out, FIGURE.format(3276, 3275).replace("11-20", "11-17"))
    assert [each.code for each in load_problems(given_out)] == ["BC876"]


def test_errors_of_form_need_nothing_in_the_data(given_out: Sandbox) -> None:
    write_correction(given_out, f"{{the_thuc: cd/bao-cao, tu: Chủ tịch, thanh: Phó Chủ tịch, {WHY}}}")
    assert load_problems(given_out) == ()


@pytest.mark.parametrize("new", ["{so: 190, ngay: 2025-11-18}", "{so: 189, ngay: 2025-11-19}", "{}"])
def test_number_and_day_stay_those_of_the_record(given_out: Sandbox, new: str) -> None:
    given_out.replace(FILE, "{so: 189, ngay: 2025-11-18}", new)
    assert [each.code for each in load_problems(given_out)] == ["BC877"]


def test_a_report_that_was_given_out_cannot_be_deleted(given_out: Sandbox) -> None:
    given_out.remove(FILE)
    assert [each.code for each in load_problems(given_out)] == ["BC884"]


def test_one_number_in_two_records_is_found(given_out: Sandbox) -> None:
    text = (given_out.root / RECORD).read_text(encoding="utf-8")
    body = text.partition("\nban_ghi_truoc:")[0].replace("van_ban: bao-cao", "van_ban: tong-hop")
    after = sealed_text(body, {"2025-11_cd_bao-cao": digest_of(text)})
    given_out.write(RECORD.replace("bao-cao", "tong-hop"), after)
    assert [each.code for each in load_problems(given_out)] == ["BC878"]


def test_a_record_under_another_name_is_found(given_out: Sandbox) -> None:
    text = (given_out.root / RECORD).read_text(encoding="utf-8")
    given_out.remove(RECORD)
    given_out.write(RECORD.replace("xa-mot", "xa-hai"), text)
    assert [each.code for each in load_problems(given_out)] == ["BC871"]
