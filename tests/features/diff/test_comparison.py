"""Two periods, or two versions of one, by meaning; each test changes a small workspace."""

import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.features.diff.comparison import compare_workspaces
from baocao.features.diff.document import comparison_document
from baocao.features.diff.formats import diff_json, diff_markdown
from baocao.features.diff.records import Comparison, Differences, Fate, Move, Turn
from baocao.features.diff.side import Narrowing
from baocao.features.diff.text_changes import ISSUED_KEYS, MARKS
from baocao.features.diff.words import (
    change_notes,
    comparison_summary,
    is_numeric,
    named_figure,
    side_words,
    task_text,
    total_notes,
)
from baocao.figures.shown import change_text, side_text
from baocao.model.submission import Circulation, Issue, Urgency
from baocao.model.workspace import Workspace
from baocao.source.forms import load_form
from reading import few
from support import SUBMISSION, Sandbox

OCTOBER = "data/units/xa-mot/2025-10.yaml"
NOVEMBER = "data/units/xa-mot/2025-11.yaml"


@pytest.fixture
def october(sandbox: Sandbox) -> Sandbox:
    """A workspace whose only commune reported the same in October."""
    sandbox.write(OCTOBER, SUBMISSION.replace("2025-11", "2025-10"))
    return sandbox


def load_workspace(sandbox: Sandbox, period: str) -> Workspace:
    return sandbox.load(period).workspaces[0]


def compare_months(sandbox: Sandbox, narrowing: Narrowing = Narrowing()) -> Comparison:  # noqa: B008 - immutable
    return compare_workspaces(
        load_workspace(sandbox, "2025-10"), load_workspace(sandbox, "2025-11"), narrowing, versions=False
    )


def write_report(sandbox: Sandbox, unit: str, period: str, figures: str) -> None:
    text = f"don_vi: {unit}\nky: {period}\nchi_tieu: {{{figures}}}\n"
    sandbox.write(f"data/units/{unit}/{period}.yaml", text)


def test_what_did_not_change_is_not_told(october: Sandbox) -> None:
    months = compare_months(october)
    assert months.is_empty
    assert months.reported == (1, 1)


def test_order_comments_quotes_and_notation_are_no_change(october: Sandbox) -> None:
    october.write(
        OCTOBER,
        """
        # ghi chú
        ky: "2025-10"
        don_vi: xa-mot
        noi_dung: {cd: {"I.1": "Theo [@nq-1],  xã đã nhận [=hs.tiep_nhan] hồ sơ."}}
        nhiem_vu: {cd: {"1": {ket_qua: Đang làm, tien_do: dang_thuc_hien}}}
        chi_tieu: {hs.truc_tuyen: "3276", hs.tiep_nhan: 3781 hồ sơ}
        """,
    )
    assert compare_months(october).is_empty


def test_a_figure_is_told_with_its_change(october: Sandbox) -> None:
    october.replace(NOVEMBER, "tiep_nhan: 3.781", "tiep_nhan: 4.159,1")
    october.replace(NOVEMBER, "4.159,1", "4.159")
    by_id = {each.indicator.id: each for each in compare_months(october).figures}
    assert by_id["hs.tiep_nhan"].change == Decimal(378)
    assert round(by_id["hs.tiep_nhan"].relative or 0, 1) == Decimal("10.0")
    assert by_id["hs.ty_le"].change == Decimal("-7.87")
    assert by_id["hs.ty_le"].relative is None


def test_a_figure_that_is_missing_now_is_no_zero(october: Sandbox) -> None:
    october.replace(NOVEMBER, "3.276", "{chua_co: Chưa đối chiếu}")
    (figure,) = compare_months(october).figures
    assert figure.indicator.id == "hs.truc_tuyen"
    assert figure.change is None
    assert figure.new is not None
    assert figure.new.reason == "Chưa đối chiếu"


def test_nothing_occurred_is_another_thing_than_zero(october: Sandbox) -> None:
    october.replace(OCTOBER, "3.276", "0")
    october.replace(NOVEMBER, "3.276", "khong_phat_sinh")
    assert [
        each.indicator.id for each in compare_months(october).figures if not each.indicator.is_derived
    ] == ["hs.truc_tuyen"]


def test_a_target_is_reached_or_lost(october: Sandbox) -> None:
    october.replace(
        "data/directives/chi-tieu.yaml",
        "loai: so_dem, don_vi_tinh: hồ sơ, khoang: [0, 9.999.999]",
        'loai: so_dem, don_vi_tinh: hồ sơ, muc_tieu: "gia_tri >= 3800"',
    )
    october.replace(NOVEMBER, "3.781", "3.900")
    months = compare_months(october)
    assert next(each.turn for each in months.figures if each.indicator.id == "hs.tiep_nhan") is Turn.REACHED
    october.replace(OCTOBER, "3.781", "4.000")
    october.replace(NOVEMBER, "3.900", "3.700")
    months = compare_months(october)
    lost = next(each for each in months.figures if each.indicator.id == "hs.tiep_nhan")
    assert lost.turn is Turn.LOST
    assert "không còn đạt mục tiêu: thấp hơn chỉ tiêu 100 hồ sơ" in change_notes(lost)


def test_each_period_is_held_against_its_own_target(october: Sandbox) -> None:
    october.replace(
        "data/directives/chi-tieu.yaml",
        "loai: so_dem, don_vi_tinh: hồ sơ, khoang: [0, 9.999.999]",
        "loai: so_dem, don_vi_tinh: hồ sơ, muc_tieu: [{dieu_kien: gia_tri >= 3000, den: 2025-10-31}, "
        "{dieu_kien: gia_tri >= 4000, tu: 2025-11-01}]",
    )
    october.replace(NOVEMBER, "3.781", "3.900")
    months = compare_months(october)
    assert next(each.turn for each in months.figures if each.indicator.id == "hs.tiep_nhan") is Turn.LOST


def test_totals_name_the_units_that_moved_them_and_those_on_one_side_only(october: Sandbox) -> None:
    write_report(october, "xa-hai", "2025-10", "hs.tiep_nhan: 100")
    write_report(october, "xa-hai", "2025-11", "hs.tiep_nhan: 150")
    write_report(october, "phuong-ba", "2025-11", "hs.tiep_nhan: 1.000")
    (directive,) = compare_months(october).directives
    assert (directive.before, directive.after) == ((2, 3), (3, 3))
    total = next(each for each in directive.totals if each.indicator.id == "hs.tiep_nhan")
    assert total.change == Decimal(1050)
    assert total.uneven == Decimal(1000)
    assert [(each.unit.id, each.change) for each in total.drivers] == [("xa-hai", Decimal(50))]
    assert not total.only_coverage


def test_a_total_that_changed_because_of_who_reported_says_so(october: Sandbox) -> None:
    write_report(october, "phuong-ba", "2025-11", "hs.tiep_nhan: 1.000")
    (directive,) = compare_months(october).directives
    assert all(each.only_coverage for each in directive.totals)


def test_one_unit_far_off_the_others_is_unusual_and_comes_first(sandbox: Sandbox) -> None:
    names = [f"xa-{number}" for number in range(12)]
    rows = "".join(
        f'  {name}: {{ma: "9{order}", ten: Xã Số {order}, loai: xa, thuoc: tinh-t, tinh_cu: bac}}\n'
        for order, name in enumerate(names)
    )
    registry = (sandbox.root / "data/units/don-vi.yaml").read_text(encoding="utf-8")
    sandbox.write("data/units/don-vi.yaml", registry + rows)
    for order, name in enumerate(names):
        write_report(sandbox, name, "2025-10", f"hs.tiep_nhan: {1000 + 10 * order}")
        write_report(sandbox, name, "2025-11", f"hs.tiep_nhan: {1100 + 11 * order}")
    write_report(sandbox, "xa-7", "2025-11", "hs.tiep_nhan: 10700")
    figures = compare_months(sandbox).figures
    assert [each.unit.id for each in figures if each.is_outlier] == ["xa-7"]
    assert figures[0].unit.id == "xa-7"
    assert figures[0].ranks[0] != figures[0].ranks[1]


@pytest.mark.parametrize(
    ("before", "now", "move"),
    [
        ("dang_thuc_hien", "hoan_thanh", Move.FINISHED),
        ("hoan_thanh", "dang_thuc_hien", Move.REGRESSED),
        ("chua_thuc_hien", "dang_thuc_hien", Move.MOVED),
    ],
)
def test_tasks_move(october: Sandbox, before: str, now: str, move: Move) -> None:
    for name, progress in ((OCTOBER, before), (NOVEMBER, now)):
        october.replace(name, "tien_do: dang_thuc_hien", f"tien_do: {progress}")
    assert [each.move for each in compare_months(october).tasks] == [move]


def test_a_task_slips_when_its_deadline_passes(october: Sandbox) -> None:
    october.replace("data/directives/cd.yaml", "Tháng 12/2025", "Tháng 10/2025")
    assert [each.move for each in compare_months(october).tasks] == [Move.SLIPPED]


def test_tasks_are_taken_up_and_dropped(october: Sandbox) -> None:
    october.write(OCTOBER, "don_vi: xa-mot\nky: 2025-10\nchi_tieu: {hs.kinh_phi: 5}\n")
    assert [each.move for each in compare_months(october).tasks] == [Move.TAKEN_UP]
    backwards = compare_workspaces(
        load_workspace(october, "2025-11"), load_workspace(october, "2025-10"), Narrowing(), versions=False
    )
    assert [each.move for each in backwards.tasks] == [Move.DROPPED]


@pytest.mark.parametrize(
    ("keeps", "before", "moves"),
    [
        ("khong", "hoan_thanh", []),
        ("khong", "dang_thuc_hien", [Move.DROPPED]),
        ("co", "hoan_thanh", [Move.DROPPED]),
    ],
)
def test_a_finished_task_that_nobody_asks_about_again_was_not_dropped(
    october: Sandbox, keeps: str, before: str, moves: list[Move]
) -> None:
    october.replace("data/directives/cd.yaml", "de_cuong:", f"giu_nhiem_vu_xong: {keeps}\nde_cuong:")
    october.replace(OCTOBER, "tien_do: dang_thuc_hien", f"tien_do: {before}")
    october.write(NOVEMBER, "don_vi: xa-mot\nky: 2025-11\nchi_tieu: {hs.kinh_phi: 5}\n")
    assert [each.move for each in compare_months(october).tasks] == moves


def test_narratives_are_compared_by_sentence(october: Sandbox) -> None:
    october.replace(NOVEMBER, "hồ sơ.", "hồ sơ. Đã họp dân.")
    (text,) = compare_months(october).texts
    assert text.part == "cd, mục I.1: Hồ sơ"
    assert text.changed.added == ("Đã họp dân.",)
    assert text.changed.removed == ()


def test_units_that_report_on_one_side_are_told_once(october: Sandbox) -> None:
    write_report(october, "xa-hai", "2025-10", "hs.tiep_nhan: 100")
    write_report(october, "phuong-ba", "2025-11", "hs.tiep_nhan: 100")
    months = compare_months(october)
    assert {(each.unit.id, each.fate) for each in months.units} == {
        ("xa-hai", Fate.STOPPED),
        ("phuong-ba", Fate.STARTED),
    }
    assert months.figures == ()


def test_a_unit_that_is_asked_about_shows_what_it_gave_on_one_side(october: Sandbox) -> None:
    write_report(october, "phuong-ba", "2025-11", "hs.tiep_nhan: 100")
    months = compare_months(october, Narrowing(frozenset({"phuong-ba"})))
    assert [each.indicator.id for each in months.figures] == ["hs.tiep_nhan"]
    assert months.directives == ()


def test_a_renamed_unit_goes_on_under_its_new_id(october: Sandbox) -> None:
    october.replace(
        "data/units/don-vi.yaml",
        'xa-hai: {ma: "2", ten: Xã Hai, loai: xa, thuoc: tinh-t, tinh_cu: bac, mo: 2025-07-01}',
        'xa-hai: {ma: "2", ten: Xã Hai, loai: xa, thuoc: tinh-t, tinh_cu: bac, dong: 2025-10-31}\n'
        '  xa-hoa: {ma: "2", ten: Xã Hòa, loai: xa, thuoc: tinh-t, tinh_cu: bac, mo: 2025-11-01}',
    )
    write_report(october, "xa-hai", "2025-10", "hs.tiep_nhan: 100")
    write_report(october, "xa-hoa", "2025-11", "hs.tiep_nhan: 120")
    months = compare_months(october)
    assert [(each.unit.id, each.fate, each.detail) for each in months.units] == [
        ("xa-hoa", Fate.RENAMED, "trước là Xã Hai, mã xa-hai → xa-hoa")
    ]
    assert [(each.unit.id, each.change) for each in months.figures] == [("xa-hoa", Decimal(20))]
    (total,) = months.directives[0].totals
    assert [(each.unit.id, each.change) for each in total.drivers] == [("xa-hoa", Decimal(20))]
    assert total.gained == total.lost == ()


def test_units_that_merge_are_closed_and_the_new_one_says_of_what_it_was_made(october: Sandbox) -> None:
    for name in ("xa-mot", "xa-hai"):
        october.replace(
            "data/units/don-vi.yaml",
            f"{name}: {{",
            f"{name}: {{dong: 2025-10-31, sap_nhap_vao: xa-moi, ",
        )
    registry = (october.root / "data/units/don-vi.yaml").read_text(encoding="utf-8")
    row = '  xa-moi: {ma: "7", ten: Xã Mới, loai: xa, thuoc: tinh-t, tinh_cu: bac, mo: 2025-11-01}\n'
    october.write("data/units/don-vi.yaml", registry + row)
    fates = {each.unit.id: (each.fate, each.detail) for each in compare_months(october).units}
    assert fates == {
        "xa-mot": (Fate.CLOSED, "sáp nhập vào Xã Mới"),
        "xa-hai": (Fate.CLOSED, "sáp nhập vào Xã Mới"),
        "xa-moi": (Fate.OPENED, "sáp nhập từ Xã Một và Xã Hai"),
    }


def test_days_and_numbers_of_issue_belong_to_versions_of_a_period(october: Sandbox, tmp_path: Path) -> None:
    other = Sandbox(tmp_path / "khác")
    october.write(NOVEMBER, f"{SUBMISSION}chot_den: 2025-11-18\nphat_hanh: {{cd: {{so: 12}}}}\n")
    comparison = compare_workspaces(
        load_workspace(other, "2025-11"), load_workspace(october, "2025-11"), Narrowing(), versions=True
    )
    assert [(each.part, each.old, each.new) for each in comparison.facts] == [
        ("chốt đến", "", "18/11/2025"),
        ("phát hành cd, số", "", "12"),
    ]
    assert compare_months(october).facts == ()


def test_marks_of_a_document_are_called_as_sentences_call_them(october: Sandbox, tmp_path: Path) -> None:
    other = Sandbox(tmp_path / "khác")
    marks = "{do_khan: hoa_toc, luu_hanh: xem_xong_tra_lai, so_ban: 1.050}"
    october.write(NOVEMBER, f"{SUBMISSION}phat_hanh: {{cd: {marks}}}\n")
    comparison = compare_workspaces(
        load_workspace(other, "2025-11"), load_workspace(october, "2025-11"), Narrowing(), versions=True
    )
    assert [each.new for each in comparison.facts] == ["hỏa tốc", "xem xong trả lại", "1.050"]


def test_all_that_is_said_of_issuing_is_compared() -> None:
    # What is secret is not read.
    assert set(ISSUED_KEYS) == set(Issue._fields) - {"at", "secrecy"}


def test_edition_and_reason_of_a_number_from_outside_are_facts(october: Sandbox, tmp_path: Path) -> None:
    other = Sandbox(tmp_path / "khác")
    issue = "{so: 9, ngay: 2025-11-18, lan_du_thao: 2, ngoai_baocao: Ký ở nơi khác}"
    october.write(NOVEMBER, f"{SUBMISSION}phat_hanh: {{cd: {issue}}}\n")
    comparison = compare_workspaces(
        load_workspace(other, "2025-11"), load_workspace(october, "2025-11"), Narrowing(), versions=True
    )
    assert [(each.part, each.new) for each in comparison.facts[2:]] == [
        ("phát hành cd, lần dự thảo", "2"),
        ("phát hành cd, ngoài baocao", "Ký ở nơi khác"),
    ]


def test_what_takes_the_place_of_an_act_is_a_fact(october: Sandbox, tmp_path: Path) -> None:
    other = Sandbox(tmp_path / "khác")
    act = "loai: Quyết định, so: 9/QĐ-UBND, ngay: 2025-07-02, co_quan: UBND tỉnh T"
    for sandbox, more in ((other, ""), (october, ", het_hieu_luc: 2025-09-02, thay_bang: nq-1")):
        sandbox.write(NOVEMBER, f"{SUBMISSION}van_ban: {{qd: {{{act}{more}}}}}\n")
    comparison = compare_workspaces(
        load_workspace(other, "2025-11"), load_workspace(october, "2025-11"), Narrowing(), versions=True
    )
    (fact,) = comparison.facts
    assert fact.new == f"{fact.old}, hết hiệu lực từ ngày 02/9/2025, thay bằng nq-1"


def test_every_mark_has_the_words_that_forms_print() -> None:
    stamps = load_form("nd-30-2020").stamps
    marks = [mark.value for kind in (Urgency, Circulation) for mark in kind]
    assert [MARKS[mark].upper() for mark in marks] == [stamps[mark].text for mark in marks]


def test_cited_documents_are_compared_in_words(october: Sandbox) -> None:
    cited = "van_ban:\n  qd: {loai: Quyết định, so: 9/QĐ-UBND, ngay: 2025-07-01, co_quan: UBND xã}\n"
    for name, month in ((OCTOBER, "10"), (NOVEMBER, "11")):
        october.write(name, SUBMISSION.replace("2025-11", f"2025-{month}") + cited)
    october.replace(NOVEMBER, "9/QĐ-UBND", "19/QĐ-UBND")
    (fact,) = compare_months(october).facts
    assert fact.part == "văn bản qd"
    assert fact.new == "Quyết định, số 19/QĐ-UBND, ngày 01/7/2025, UBND xã"


def test_what_a_period_does_not_ask_for_is_not_missing_in_it(october: Sandbox) -> None:
    october.replace("data/directives/cd.yaml", "tu: 2025-01-01", "tu: 2025-11-01")
    months = compare_months(october)
    assert months.figures == ()
    assert months.texts == ()
    assert months.tasks == ()
    october.replace(NOVEMBER, "3.276", "3.300")
    october.replace(NOVEMBER, "  hs.tiep_nhan: 3.781\n", "")
    assert [each.indicator.id for each in compare_months(october).figures] == ["hs.truc_tuyen"]
    (directive,) = compare_months(october).directives
    assert (directive.before, directive.after) == ((0, 0), (1, 3))


def test_the_answer_can_be_narrowed_to_a_directive(october: Sandbox) -> None:
    october.replace(NOVEMBER, "3.276", "3.300")
    october.replace(NOVEMBER, "hồ sơ.", "hồ sơ. Đã họp dân.")
    assert compare_months(october, Narrowing(directives=frozenset({"cd"}))) == compare_months(october)
    months = compare_months(october, Narrowing(directives=frozenset({"khac"})))
    assert months.is_empty


def test_a_unit_that_opened_before_data_stop_under_the_directive_is_compared(october: Sandbox) -> None:
    october.replace("data/directives/cd.yaml", "[thang]", "[thang]\nlich: {2025-10: {chot: 2025-10-31}}")
    text = (october.root / "data/units/don-vi.yaml").read_text(encoding="utf-8")
    row = next(line for line in text.split("\n") if "xa-hai:" in line)
    october.replace("data/units/don-vi.yaml", row, row.replace("2025-07-01", "2025-10-20"))
    write_report(october, "xa-hai", "2025-10", "hs.tiep_nhan: 100")
    write_report(october, "xa-hai", "2025-11", "hs.tiep_nhan: 120")
    assert [each.unit.id for each in compare_months(october).figures] == ["xa-hai"]


FIGURES = {
    "hs.tiep_nhan": ("3.781", "3781", '"3.781"', "3781 hồ sơ", "'3 781'"),
    "hs.truc_tuyen": ("0", '"0"'),
    "hs.phan_tram": ("86,6%", "86,60", '"86,6 %"'),
    "hs.may_lay_so": ("co", "có", '"co"'),
    "hs.kinh_phi": ("khong_phat_sinh", '"khong_phat_sinh"'),
}


@given(st.permutations(list(FIGURES)), st.data())
@few
def test_the_same_written_in_another_way_is_no_difference(names: list[str], data: st.DataObject) -> None:
    lines = []
    for name in names:
        text = data.draw(st.sampled_from(FIGURES[name]))
        comment = data.draw(st.sampled_from(["", "  # đã kiểm", "\n\n  # ghi chú riêng"]))
        lines.append(f"  {name}: {text}{comment}")
    with TemporaryDirectory() as folder:
        sandbox = Sandbox(Path(folder))
        usual = "\n".join(f"  {name}: {texts[0]}" for name, texts in FIGURES.items())
        sandbox.write(OCTOBER, f"don_vi: xa-mot\nky: 2025-10\nchi_tieu:\n{usual}\n")
        sandbox.write(NOVEMBER, "chi_tieu:\n" + "\n".join(lines) + '\nky: "2025-11"\ndon_vi: xa-mot\n')
        assert sandbox.codes() == []
        assert compare_months(sandbox).is_empty


def test_a_ratio_that_changed_by_less_than_is_printed_is_told_finer(october: Sandbox) -> None:
    october.replace(
        "data/directives/chi-tieu.yaml",
        "    may_lay_so:",
        "    nhap: {ten: Tỷ lệ nhập, loai: ty_so, don_vi_tinh: hồ sơ, so_le: 0}\n    may_lay_so:",
    )
    write_report(october, "xa-mot", "2025-10", "hs.nhap: 3.681/3.781")
    write_report(october, "xa-mot", "2025-11", "hs.nhap: 3.682/3.781")
    (figure,) = compare_months(october).figures
    assert (side_text(figure.old), side_text(figure.new)) == ("97,36%", "97,38%")
    assert change_text(figure.change, figure.indicator) == "+0,02 điểm"


def retire_online(sandbox: Sandbox) -> None:
    """Ask for one count until October, and for another one from November on."""
    catalogue = "data/directives/chi-tieu.yaml"
    sandbox.replace(catalogue, "ten: Hồ sơ trực tuyến,", "ten: Hồ sơ trực tuyến, den_ky: 2025-10,")
    sandbox.replace(
        catalogue,
        "ty_le: {ten: Tỷ lệ, loai: ty_so, don_vi_tinh: hồ sơ, tu_so: hs.truc_tuyen, mau_so: hs.tiep_nhan}",
        "moi: {ten: Mới hỏi, loai: so_dem, don_vi_tinh: hồ sơ, tu_ky: 2025-11}",
    )
    sandbox.replace(NOVEMBER, "hs.truc_tuyen: 3.276", "hs.moi: 12")


def test_a_retired_indicator_is_not_asked_and_keeps_its_true_old_total(october: Sandbox) -> None:
    retire_online(october)
    write_report(october, "xa-hai", "2025-10", "hs.tiep_nhan: 10, hs.truc_tuyen: 4")
    write_report(october, "xa-hai", "2025-11", "hs.tiep_nhan: 10")
    months = compare_months(october)
    totals = {each.indicator.id: each for each in months.directives[0].totals}
    assert totals.keys() == {"hs.truc_tuyen", "hs.moi"}
    retired, new = totals["hs.truc_tuyen"], totals["hs.moi"]
    assert side_words(retired) == ("3.280", "không hỏi từ 2025-11")
    assert side_words(new) == ("chưa hỏi", "12")
    assert [*total_notes(new)] == ["hỏi từ kỳ 2025-11", "số đơn vị 1/3"]
    assert new.change is new.relative is retired.change is None
    assert months.figures == ()
    assert "1 chỉ tiêu không hỏi nữa; 1 chỉ tiêu mới hỏi" in comparison_summary(months)


def test_of_a_unit_that_is_asked_about_a_retired_indicator_is_no_gap(october: Sandbox) -> None:
    retire_online(october)
    months = compare_months(october, Narrowing(frozenset({"xa-mot"})))
    told = {each.indicator.id: (side_words(each), change_notes(each)) for each in months.figures}
    assert told == {
        "hs.truc_tuyen": (("3.276", "không hỏi từ 2025-11"), []),
        "hs.moi": (("chưa hỏi", "12"), ["hỏi từ kỳ 2025-11"]),
    }


@pytest.mark.parametrize(("period", "since"), [("2025-11", "2025-11"), ("2026-02", "2025-11")])
def test_a_retired_indicator_says_the_first_period_without_it(
    october: Sandbox, period: str, since: str
) -> None:
    retire_online(october)
    text = f"don_vi: xa-mot\nky: {period}\nchi_tieu: {{hs.tiep_nhan: 3.781}}\n"
    october.write(f"data/units/xa-mot/{period}.yaml", text)
    months = compare_workspaces(
        load_workspace(october, "2025-10"), load_workspace(october, period), Narrowing(), versions=False
    )
    asking = {each.indicator.id: each.asking for each in months.directives[0].totals}["hs.truc_tuyen"]
    assert asking is not None
    assert asking.since is not None
    assert asking.since.id == since


def test_an_indicator_that_goes_on_under_another_name_is_compared_with_its_old_value(
    october: Sandbox,
) -> None:
    october.replace(
        "data/directives/chi-tieu.yaml",
        "    ty_le:",
        "    qua_mang: {ten: Nộp qua mạng, loai: so_dem, don_vi_tinh: hồ sơ, tu_ky: 2025-11,"
        " tiep_noi: [hs.truc_tuyen]}\n    ty_le:",
    )
    october.replace(
        "data/directives/chi-tieu.yaml",
        "ten: Hồ sơ trực tuyến,",
        "ten: Hồ sơ trực tuyến, den_ky: 2025-10,",
    )
    october.replace(NOVEMBER, "hs.truc_tuyen: 3.276", "hs.qua_mang: 3.300")
    (figure,) = (each for each in compare_months(october).figures if not each.indicator.is_derived)
    assert (figure.indicator.id, figure.change) == ("hs.qua_mang", Decimal(24))
    total = next(
        each for each in compare_months(october).directives[0].totals if each.indicator.id == "hs.qua_mang"
    )
    assert total.change == Decimal(24)
    assert "tiếp nối: Hồ sơ trực tuyến" in [*total_notes(total)]


def test_what_was_divided_names_what_is_asked_now(october: Sandbox) -> None:
    parts = "".join(
        f"    {name}: {{ten: Phần {name}, loai: so_dem, tu_ky: 2025-11, tiep_noi: [hs.truc_tuyen]}}\n"
        for name in ("mot", "hai")
    )
    october.replace("data/directives/chi-tieu.yaml", "    ty_le:", f"{parts}    ty_le:")
    october.replace(
        "data/directives/chi-tieu.yaml",
        "ten: Hồ sơ trực tuyến,",
        "ten: Hồ sơ trực tuyến, den_ky: 2025-10,",
    )
    october.replace(NOVEMBER, "hs.truc_tuyen: 3.276", "hs.mot: 3.000\n  hs.hai: 276")
    totals = {each.indicator.id: each for each in compare_months(october).directives[0].totals}
    assert "nay hỏi: Phần mot, Phần hai" in [*total_notes(totals["hs.truc_tuyen"])]
    assert "tiếp nối: Hồ sơ trực tuyến" in [*total_notes(totals["hs.mot"])]


@pytest.mark.parametrize(
    ("validity", "move", "words"),
    [
        ("den_ky: 2025-10", Move.RETIRED, "đang thực hiện; không hỏi từ 2025-11"),
        ("tu_ky: 2025-11", Move.ASKED, "đang thực hiện; hỏi từ kỳ 2025-11"),
    ],
)
def test_a_task_that_one_period_alone_asks_about_was_neither_dropped_nor_taken_up(
    october: Sandbox, validity: str, move: Move, words: str
) -> None:
    october.replace("data/directives/cd.yaml", "ten: Nhiệm vụ một,", f"ten: Nhiệm vụ một, {validity},")
    silent = NOVEMBER if move is Move.RETIRED else OCTOBER
    october.write(silent, f"don_vi: xa-mot\nky: {silent[-12:-5]}\nchi_tieu: {{hs.tiep_nhan: 3.781}}\n")
    months = compare_months(october)
    assert [(each.move, task_text(each, months.statuses)) for each in months.tasks] == [(move, words)]


def test_a_file_that_was_only_laid_out_is_no_report(october: Sandbox) -> None:
    laid_out = "don_vi: xa-hai\nky: 2025-11\nchi_tieu:\n  hs.tiep_nhan:\n  hs.truc_tuyen:\n"
    october.write("data/units/xa-hai/2025-11.yaml", laid_out)
    months = compare_months(october)
    assert months.reported == (1, 1)
    assert months.units == ()
    write_report(october, "xa-hai", "2025-10", "hs.tiep_nhan: 100")
    months = compare_months(october)
    assert months.reported == (2, 1)
    assert [(each.unit.id, each.fate) for each in months.units] == [("xa-hai", Fate.STOPPED)]
    assert [each for each in months.figures if each.unit.id == "xa-hai"] == []


def test_a_computed_ratio_in_whole_percents_does_not_hide_half_a_point(october: Sandbox) -> None:
    october.replace("data/directives/chi-tieu.yaml", "ten: Tỷ lệ, loai", "ten: Tỷ lệ, so_le: 0, loai")
    october.replace(NOVEMBER, "3.276", "3.300")
    (figure,) = (each for each in compare_months(october).figures if each.indicator.is_derived)
    assert side_words(figure) == ("86,6%", "87,3%")
    assert change_text(figure.change, figure.indicator) == "+0,7 điểm"
    total = next(
        each for each in compare_months(october).directives[0].totals if each.indicator.id == "hs.ty_le"
    )
    assert side_words(total) == ("86,6%", "87,3%")


def test_a_ratio_of_other_parts_that_come_to_the_same_tells_the_parts(october: Sandbox) -> None:
    october.replace(
        "data/directives/chi-tieu.yaml",
        "    may_lay_so:",
        "    nhap: {ten: Tỷ lệ nhập, loai: ty_so, don_vi_tinh: hồ sơ}\n    may_lay_so:",
    )
    write_report(october, "xa-mot", "2025-10", "hs.nhap: 1/2")
    write_report(october, "xa-mot", "2025-11", "hs.nhap: 2/4")
    (figure,) = compare_months(october).figures
    assert (side_words(figure), change_notes(figure)) == (("1/2", "2/4"), ["vẫn là 50%"])
    assert not is_numeric(figure)


def test_a_sentence_that_went_to_another_part_has_moved(october: Sandbox) -> None:
    text = "Xã đã lập tổ công tác tại 12 thôn."
    october.replace(OCTOBER, "ket_qua: Đang làm", f"ket_qua: Đang làm. {text}")
    october.replace(NOVEMBER, "hồ sơ.", f"hồ sơ. {text}")
    october.replace(NOVEMBER, "ket_qua: Đang làm", "ket_qua: Đang làm.")
    (change,) = compare_months(october).texts
    assert change.part == "cd, mục I.1: Hồ sơ"
    assert [edit.moved for edit in change.changed.edits] == ["chuyển từ cd, nhiệm vụ 1, kết quả"]


def test_a_change_of_a_mean_is_told_as_one_of_a_mean(october: Sandbox) -> None:
    for period, rate in (("2025-10", 80), ("2025-11", 90)):
        for unit in ("xa-mot", "xa-hai"):
            write_report(october, unit, period, f"hs.phan_tram: {rate}")
    (total,) = [each for each in compare_months(october).directives[0].totals if each.change == 10]
    assert named_figure(total) == "Tỷ lệ số hóa (bình quân các đơn vị)"


def test_what_has_no_total_never_changes(october: Sandbox) -> None:
    catalogue = october.root / "data/directives/chi-tieu.yaml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text + "    web: {ten: Trang, loai: van_ban}\n", encoding="utf-8")
    for period, site in (("2025-10", "a.gov.vn"), ("2025-11", "b.gov.vn")):
        write_report(october, "xa-mot", period, f"hs.web: {site}")
    months = compare_months(october)
    assert [each.indicator.id for each in months.figures] == ["hs.web"]
    assert not months.directives[0].totals if months.directives else True


def test_a_retired_indicator_is_told_in_every_format(october: Sandbox) -> None:
    retire_online(october)
    differences = Differences("kỳ 2025-10", "kỳ 2025-11", (compare_months(october),))
    totals = json.loads(diff_json(differences))["comparisons"][0]["directives"][0]["totals"]
    told = {each["indicator"]: (each["asking"], each["old"], each["new"]) for each in totals}
    asking, old, new = told["hs.truc_tuyen"]
    assert asking == {"begins": False, "since": "2025-11", "others": []}
    assert (old["value"], new) == (3276, None)
    assert told["hs.moi"][0] == {"begins": True, "since": "2025-11", "others": []}
    assert "| Hồ sơ trực tuyến | 3.276 | không hỏi từ 2025-11 |" in diff_markdown(differences)
    assert "không hỏi từ 2025-11" in str(comparison_document(differences, load_form(), everything=True))


def test_a_value_that_is_still_given_for_a_retired_indicator_is_no_change(october: Sandbox) -> None:
    catalogue = "data/directives/chi-tieu.yaml"
    october.replace(catalogue, "ten: Hồ sơ trực tuyến,", "ten: Hồ sơ trực tuyến, den_ky: 2025-10,")
    months = compare_months(october)
    assert [each.indicator.id for each in months.figures if not each.indicator.is_derived] == []
    (retired,) = (each for each in months.directives[0].totals if each.asking)
    assert side_words(retired) == ("3.276", "không hỏi từ 2025-11")


def test_of_more_units_than_a_comment_holds_the_others_are_counted(october: Sandbox) -> None:
    registry = october.root / "data/units/don-vi.yaml"
    row = '  xa-{0}: {{ma: "9{0}", ten: Xã {0}, loai: xa, thuoc: tinh-t, tinh_cu: bac}}\n'
    rows = "".join(row.format(f"{each:02}") for each in range(13))
    october.write("data/units/don-vi.yaml", registry.read_text(encoding="utf-8") + rows)
    before = load_workspace(october, "2025-11")
    october.replace("data/units/don-vi.yaml", "ten: Xã ", "ten: Xã Mới ")
    comparison = compare_workspaces(before, load_workspace(october, "2025-11"), Narrowing(), versions=True)
    assert len(comparison.units) == 15
    assert "_… và 5 đơn vị khác._" in diff_markdown(Differences("cũ", "mới", (comparison,)))


def test_of_merged_indicators_one_in_which_nothing_occurred_counts_as_zero(october: Sandbox) -> None:
    catalogue = "data/directives/chi-tieu.yaml"
    october.replace(catalogue, "ten: Hồ sơ trực tuyến,", "ten: Hồ sơ trực tuyến, den_ky: 2025-10,")
    october.replace(catalogue, "ten: Kinh phí, loai: tien", "ten: Khác, den_ky: 2025-10, loai: so_dem")
    merged = "gop: {ten: Gộp, loai: so_dem, tu_ky: 2025-11, tiep_noi: [hs.truc_tuyen, hs.kinh_phi]}"
    october.replace(catalogue, "    ty_le:", f"    {merged}\n    ty_le:")
    october.replace(OCTOBER, "3.276", "3.276\n  hs.kinh_phi: khong_phat_sinh")
    october.replace(NOVEMBER, "hs.truc_tuyen: 3.276", "hs.gop: 3.300")
    totals = {each.indicator.id: each for each in compare_months(october).directives[0].totals}
    assert side_words(totals["hs.gop"]) == ("3.276", "3.300")
