"""What the leader changed in a Word file, and what becomes of it."""

import re

import pytest
from docx import Document

from baocao.cli.main import main
from baocao.features.exchange.word.atoms import NOTE
from baocao.features.exchange.word.carrying import Carried, Why
from baocao.features.exchange.word.figures import FigureFound
from baocao.features.exchange.word.opinions import write_opinions
from baocao.features.exchange.word.outline import returned_outline
from baocao.features.exchange.word.proposing import Proposed, propose_changes
from baocao.features.exchange.word.records import Sort, Spot
from baocao.features.exchange.word.returning import Reader, Returned, State, Wish
from baocao.model.printed import FigureKey
from baocao.report.terminal import Manner, outline_text
from editing import NARRATIVE, SOURCE, TEMPLATE, WordFile, built, report_of
from reminding import LETTER, remind_at
from repositories import Repository
from support import Sandbox

NARRATIVE_WAY = "noi_dung/cd/I.1"


def came_back(sandbox: Sandbox, file: WordFile, wish: Wish | None = None) -> Returned:
    return Reader(sandbox.root, wish or Wish()).read_file(file.save(sandbox.root / "sua.docx"))


def proposed(sandbox: Sandbox, file: WordFile, wish: Wish | None = None) -> tuple[str, Proposed]:
    """Return the unit's file as it is proposed, and the proposal."""
    returned = came_back(sandbox, file, wish)
    made = propose_changes(sandbox.root, [returned], (wish or Wish()).accepted)
    assert not made.problems
    assert not made.differing
    (only,) = made.proposals
    return only.after.text, made


def only_text(returned: Returned) -> Carried:
    (text,) = returned.carried
    return text


def only_figure(returned: Returned) -> FigureFound:
    (figure,) = returned.figures
    return figure


def test_what_nobody_has_edited_says_so(sandbox: Sandbox) -> None:
    returned = came_back(sandbox, report_of(sandbox))
    assert returned.state is State.SAME
    assert returned.document == "dự thảo Báo cáo của Xã Một, kỳ 2025-11"


def test_edited_words_come_back_and_nothing_else_differs(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Tập huấn cán bộ về", "Tập huấn toàn thể cán bộ về")
    text, _ = proposed(sandbox, file)
    assert text == NARRATIVE.lstrip("\n").replace("Tập huấn cán bộ", "Tập huấn toàn thể cán bộ")


def test_words_around_marks_and_bold_ones_change_alone(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("xã đã nhận", "toàn xã đã tiếp nhận")
    file.type_over("thủ tục tại trụ sở", "mọi thủ tục tại trụ sở, Trang thông tin")
    text, _ = proposed(sandbox, file)
    assert "Theo [@nq-1], toàn xã đã tiếp nhận [=hs.tiep_nhan] hồ sơ[^@nq-1]." in text
    assert "- Niêm yết **công khai** mọi thủ tục tại trụ sở, Trang thông tin." in text


def test_tracked_changes_are_read_as_accepted_and_their_authors_named(sandbox: Sandbox) -> None:
    file = report_of(sandbox).track("Vận động người dân", "Vận động mọi người dân", "Trần Thị Bình")
    returned = came_back(sandbox, file)
    assert returned.people == ("Trần Thị Bình",)
    assert "- Vận động mọi người dân nộp hồ sơ qua mạng." in (only_text(returned).after or "")


def test_prose_in_a_cell_comes_back_with_its_marks(sandbox: Sandbox) -> None:
    text, _ = proposed(sandbox, report_of(sandbox).type_over("Đã số hóa", "Đã số hóa *xong*"))
    assert "ket_qua: Đã số hóa *xong* theo [@nq-1]; tiếp nhận [=hs.tiep_nhan] hồ sơ." in text


def test_items_of_lists_come_back_however_they_are_written(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("cán bộ chuyên trách", "công chức chuyên trách")
    file.type_over("Thiếu kinh phí", "Chưa có kinh phí")
    text, _ = proposed(sandbox, file)
    assert "- {nhom: kinh_phi, noi_dung: Chưa có kinh phí mua máy quét}" in text
    assert "      noi_dung: Thiếu công chức chuyên trách\n" in text


def refused_edit_of_a_remark(sandbox: Sandbox, source: str) -> Proposed:
    """Return what is proposed for an edited remark of a report that reads otherwise."""
    sandbox.write(SOURCE, source)
    sandbox.write("templates/bao-cao.md.j2", TEMPLATE)
    file = built(sandbox, "xa-mot_bao-cao_cd.docx")
    file.type_over("Thiếu cán bộ chuyên trách", "Thiếu công chức chuyên trách")
    return propose_changes(sandbox.root, [came_back(sandbox, file)], frozenset())


def test_a_remark_is_not_taken_for_one_that_could_not_be_read(sandbox: Sandbox) -> None:
    proposed_change = refused_edit_of_a_remark(
        sandbox, NARRATIVE.replace("nhom: kinh_phi", "nhom: la_hoac")
    )
    assert not proposed_change.proposals
    assert "có ý không đọc được" in proposed_change.refusals[0].why


@pytest.mark.parametrize(
    "fault", ["  hs.truc_tuyen: 3.276\n  hs.truc_tuyen: 3.276\n", "  hs.truc_tuyen: !x 3.276\n"]
)
def test_an_edited_remark_of_a_file_that_nobody_can_write_again_is_refused(
    sandbox: Sandbox, fault: str
) -> None:
    proposed_change = refused_edit_of_a_remark(
        sandbox, NARRATIVE.replace("  hs.truc_tuyen: 3.276\n", fault)
    )
    assert not proposed_change.proposals
    assert proposed_change.refusals


def test_what_word_does_by_itself_is_no_edit(sandbox: Sandbox) -> None:
    sandbox.write(SOURCE, NARRATIVE)
    sandbox.replace(SOURCE, "Vận động người dân", 'Vận động "người dân" - cả nông dân...')
    sandbox.write(
        "templates/bao-cao.md.j2", '---\nloai: bao-cao\ntrich_yeu: A\n---\n{{ noi_dung("I.1") }}\n'
    )
    file = built(sandbox, "xa-mot_bao-cao_cd.docx")
    file.type_over('"người dân" - cả nông dân...', "“người dân” –\u00a0cả nông dân…")
    returned = came_back(sandbox, file)
    assert returned.state is State.SAME
    assert returned.respelled == 5


def test_a_changed_figure_is_refused_with_its_source_and_where_it_still_stands(sandbox: Sandbox) -> None:
    returned = came_back(sandbox, report_of(sandbox).type_over("Tiếp nhận 3.781", "Tiếp nhận 3.800"))
    figure = only_figure(returned)
    assert (figure.label, figure.old, figure.new) == ("hs.tiep_nhan", "3.781 hồ sơ", "3.800 hồ sơ")
    assert str(figure.at) == f"{SOURCE}:4:17"
    assert len(figure.standing) == 2
    assert not propose_changes(sandbox.root, [returned], frozenset()).proposals


def test_a_figure_inside_prose_is_a_figure(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("đã nhận 3.781 hồ sơ", "đã tiếp nhận 3.800 hồ sơ")
    returned = came_back(sandbox, file)
    assert only_figure(returned).new == "3.800"
    assert "đã tiếp nhận [=hs.tiep_nhan] hồ sơ" in (only_text(returned).after or "")


def test_a_correction_that_is_given_goes_to_the_figure(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Tiếp nhận 3.781", "Tiếp nhận 3.800")
    text, _ = proposed(sandbox, file, Wish({"hs.tiep_nhan": "3.800"}))
    assert "  hs.tiep_nhan: 3.800   # sổ tiếp nhận\n" in text


def test_a_correction_that_is_not_what_the_document_says_is_told(sandbox: Sandbox) -> None:
    returned = came_back(
        sandbox,
        report_of(sandbox).type_over("Tiếp nhận 3.781", "Tiếp nhận 3.800"),
        Wish({"hs.tiep_nhan": "3.900"}),
    )
    assert propose_changes(sandbox.root, [returned], frozenset()).differing == ("hs.tiep_nhan|xa-mot",)


def test_a_correction_passes_the_checks_or_is_not_proposed(sandbox: Sandbox) -> None:
    returned = came_back(
        sandbox,
        report_of(sandbox).type_over("Tiếp nhận 3.781", "Tiếp nhận 3,8"),
        Wish({"hs.tiep_nhan": "3,8"}),
    )
    made = propose_changes(sandbox.root, [returned], frozenset())
    assert [each.code for each in made.problems]


def test_faults_that_the_data_have_anyway_keep_nothing_from_being_proposed(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Tập huấn cán bộ", "Tập huấn công chức")
    sandbox.replace(SOURCE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.276\n  hs.kinh_phi: chưa rõ lắm")
    assert sandbox.load().errors
    assert proposed(sandbox, file)[1].proposals


@pytest.mark.parametrize(
    ("printed", "measure", "typed"),
    [
        ("3.800 hồ sơ", "hồ sơ", "3.800"),
        ("trên 95%", "%", "trên 95%"),
        ("480 triệu đồng", "đồng", ""),
        ("3.300/3.800 hồ sơ", "hồ sơ", "3.300/3.800"),
        ("88.300/110.022 (80%)", "", ""),
        ("có", "", ""),
    ],
)
def test_a_value_is_only_offered_where_it_is_what_one_types(printed: str, measure: str, typed: str) -> None:
    figure = FigureFound(FigureKey("a.b"), "", None, "", printed, Spot(), measure=measure)
    assert figure.typed == typed


def test_a_figure_that_is_only_written_otherwise_is_none(sandbox: Sandbox) -> None:
    returned = came_back(sandbox, report_of(sandbox).type_over("Tiếp nhận 3.781", "Tiếp nhận 3781"))
    assert returned.state is State.SAME
    assert returned.respelled == 1


def test_a_computed_figure_cannot_be_corrected(sandbox: Sandbox) -> None:
    figure = only_figure(came_back(sandbox, report_of(sandbox).type_over("86,64%", "90%")))
    assert figure.key.indicator == "hs.ty_le"
    assert not figure.way


def test_a_figure_that_went_with_its_words_is_told(sandbox: Sandbox) -> None:
    returned = came_back(
        sandbox, report_of(sandbox).type_over("Tiếp nhận 3.781 hồ sơ, trong đó", "Trong đó")
    )
    assert [(each.key.indicator, each.new) for each in returned.figures] == [("hs.tiep_nhan", "")]
    assert [other.edit.sort for other in returned.others] == [Sort.EDITED]


def test_a_new_number_in_prose_is_asked_about(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Vận động người dân", "Vận động 250 người dân")
    text = only_text(came_back(sandbox, file))
    assert [(reason.why, reason.about) for reason in text.reasons] == [(Why.NUMBER, "250")]


@pytest.mark.sampled
@pytest.mark.parametrize("number", ["0", "3", "07", "2,5%"])
def test_small_numbers_are_numbers_too(sandbox: Sandbox, number: str) -> None:
    file = report_of(sandbox).type_over("Vận động người dân", f"Còn {number} hồ sơ trễ; vận động người dân")
    assert [reason.why for reason in only_text(came_back(sandbox, file)).reasons] == [Why.NUMBER]


def test_what_was_asked_is_written_when_somebody_says_so(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Vận động người dân", "Vận động 250 người dân")
    text, _ = proposed(sandbox, file, Wish(accepted=frozenset({NARRATIVE_WAY})))
    assert "- Vận động 250 người dân nộp hồ sơ qua mạng." in text


def test_a_number_that_some_figure_always_has_is_asked_about_too(sandbox: Sandbox) -> None:
    sandbox.write(SOURCE, NARRATIVE)
    sandbox.replace(SOURCE, "  hs.truc_tuyen: 3.276", "  hs.truc_tuyen: 3.276\n  hs.phan_tram: 100%")
    sandbox.write("templates/bao-cao.md.j2", TEMPLATE)
    file = built(sandbox, "xa-mot_bao-cao_cd.docx").type_over("Vận động", "Đạt 100%; vận động")
    assert [reason.about for reason in only_text(came_back(sandbox, file)).reasons] == ["100%"]


def test_a_number_of_the_unit_needs_no_question(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Vận động", "Trong 3.276 hồ sơ trực tuyến, vận động")
    assert not only_text(came_back(sandbox, file)).reasons


def test_days_and_numbers_of_documents_need_no_question(sandbox: Sandbox) -> None:
    new = "Theo Kế hoạch số 12/KH-UBND ngày 03/11/2025, vận động"
    file = report_of(sandbox).type_over("Vận động", new)
    assert not only_text(came_back(sandbox, file)).reasons


def test_text_under_a_heading_without_any_is_proposed_for_its_item(sandbox: Sandbox) -> None:
    report_of(sandbox)
    sandbox.replace(
        "data/directives/cd.yaml",
        "{so: I.2, ten: Phần của phường, ap_dung: {loai: phuong}}",
        "{so: I.2, ten: Việc khác, bat_buoc: co}",
    )
    sandbox.replace("templates/bao-cao.md.j2", "{% for y in", '{{ muc("I.2") }}\n{% for y in')
    file = built(sandbox, "xa-mot_bao-cao_cd.docx")
    file.type_over("[chưa có nội dung]", "Đã ban hành kế hoạch *năm*.")
    text = only_text(came_back(sandbox, file))
    assert (text.edit.mark.key, [reason.why for reason in text.reasons]) == ("noi_dung/cd/I.2", [Why.NEW])
    made, _ = proposed(sandbox, file, Wish(accepted=frozenset({"noi_dung/cd/I.2"})))
    assert '    "I.2": |\n      Đã ban hành kế hoạch \\*năm\\*.\n' in made


def test_the_notes_of_a_draft_may_be_taken_out(sandbox: Sandbox) -> None:
    sandbox.replace(
        SOURCE, 'noi_dung:\n  cd:\n    "I.1": Theo [@nq-1], xã đã nhận [=hs.tiep_nhan] hồ sơ.\n', ""
    )
    file = built(sandbox, "xa-mot_bao-cao_cd.docx")
    assert any("GHI CHÚ CỦA BẢN DỰ THẢO" in line for line in file.lines())
    notes = [*file.lines()][[*file.lines()].index("GHI CHÚ CỦA BẢN DỰ THẢO") :]
    for line in filter(None, notes):
        file.delete(line)
    assert came_back(sandbox, file).state is State.SAME


def test_a_footnote_that_was_edited_is_told(sandbox: Sandbox) -> None:
    file = report_of(sandbox)
    part = file.parts["word/footnotes.xml"].decode()
    assert "1/NQ-CP" in part
    file.parts["word/footnotes.xml"] = part.replace("1/NQ-CP", "2/NQ-CP").encode()
    returned = came_back(sandbox, file)
    assert [other.writer for other in returned.others] or [each.new for each in returned.references]


def test_a_footnote_that_was_deleted_is_told_once_and_in_words(sandbox: Sandbox) -> None:
    file = report_of(sandbox).delete_note()
    returned = came_back(sandbox, file)
    assert not returned.others
    assert only_text(returned).dropped[0].mark == "[^@nq-1]"
    assert NOTE not in outline_text(
        returned_outline([returned], Proposed(), frozenset(), written=False), Manner()
    )


def test_a_footnote_that_was_emptied_is_told_under_the_heading_of_its_sign(sandbox: Sandbox) -> None:
    file = report_of(sandbox)
    part = file.parts["word/footnotes.xml"].decode()
    file.parts["word/footnotes.xml"] = re.sub(r"<w:t[ >][^<]*</w:t>", "", part).encode()
    (other,) = came_back(sandbox, file).others
    assert (other.edit.sort, other.edit.spot.heading) == (Sort.REMOVED, "1. Hồ sơ")


def test_a_line_that_the_sources_changed_and_the_leader_edited_is_still_told(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    file = report_of(sandbox)
    repository.commit("2025-11-19 08:00")
    sandbox.replace("templates/bao-cao.md.j2", "được giao", "được cấp trên giao")
    file.type_over("báo cáo như sau", "kính báo cáo như sau").delete("kính báo cáo./.")
    sorts = [other.edit.sort for other in came_back(sandbox, file).others]
    assert Sort.EDITED in sorts
    assert Sort.REMOVED in sorts


def test_what_has_changed_since_is_not_said_to_be_the_program(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("xã đã nhận", "toàn xã đã nhận")
    sandbox.replace("data/directives/van-ban.yaml", "1/NQ-CP", "2/NQ-CP")
    (remark,) = came_back(sandbox, file).remarks
    assert "mẫu, danh mục hoặc chương trình đã đổi" in remark


def test_a_new_paragraph_is_asked_about_and_can_join_the_text_beside_it(sandbox: Sandbox) -> None:
    file = report_of(sandbox).add_after("Vận động người dân", "- Lắp đặt máy lấy số tự động.")
    returned = came_back(sandbox, file)
    assert [reason.why for reason in only_text(returned).reasons] == [Why.BESIDE]
    text, _ = proposed(sandbox, file, Wish(accepted=frozenset({NARRATIVE_WAY})))
    assert "      - Vận động người dân nộp hồ sơ qua mạng.\n      - Lắp đặt máy lấy số tự động.\n" in text


def test_a_new_paragraph_inside_a_text_is_part_of_it(sandbox: Sandbox) -> None:
    file = report_of(sandbox).add_after("Niêm yết", "- Lắp đặt máy lấy số tự động.")
    text, _ = proposed(sandbox, file)
    assert "thủ tục tại trụ sở.\n      - Lắp đặt máy lấy số tự động.\n      - Tập huấn" in text


def test_a_new_paragraph_that_belongs_to_nothing_is_told(sandbox: Sandbox) -> None:
    file = report_of(sandbox).add_after("kính báo cáo", "Trân trọng cảm ơn.")
    (other,) = came_back(sandbox, file).others
    assert (other.edit.sort, other.edit.new) == (Sort.ADDED, "Trân trọng cảm ơn.")


def test_a_paragraph_that_was_moved_keeps_its_marks(sandbox: Sandbox) -> None:
    file = report_of(sandbox).move("Tập huấn cán bộ", before="Niêm yết")
    text, _ = proposed(sandbox, file)
    assert (
        "\n\n      - Tập huấn cán bộ về tiếp nhận hồ sơ trực tuyến.\n      - Niêm yết **công khai**" in text
    )


def test_a_paragraph_that_was_divided_keeps_its_marks(sandbox: Sandbox) -> None:
    text, _ = proposed(sandbox, report_of(sandbox).divide("xã đã nhận"))
    assert (
        "      Theo [@nq-1],\n\n      xã đã nhận [=hs.tiep_nhan] hồ sơ[^@nq-1].\n\n      - Niêm yết" in text
    )


def test_a_deleted_item_goes(sandbox: Sandbox) -> None:
    text, _ = proposed(sandbox, report_of(sandbox).delete("Tập huấn cán bộ"))
    assert "Tập huấn" not in text
    assert "trụ sở.\n      - Vận động" in text


def test_prose_that_is_gone_as_a_whole_is_asked_about(sandbox: Sandbox) -> None:
    file = report_of(sandbox).delete("Thiếu kinh phí")
    returned = came_back(sandbox, file)
    assert [reason.why for reason in only_text(returned).reasons] == [Why.GONE]
    text, _ = proposed(sandbox, file, Wish(accepted=frozenset({"vuong_mac/cd/1/noi_dung"})))
    assert "kinh_phi" not in text
    assert "Thiếu cán bộ chuyên trách" in text


def test_a_paragraph_pasted_anew_is_found_by_its_words_and_asked_about(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Thiếu kinh phí mua", "Thiếu nhiều kinh phí mua")
    file.forget_marks("Thiếu nhiều kinh phí")
    text = only_text(came_back(sandbox, file))
    assert text.after == "Thiếu nhiều kinh phí mua máy quét"
    assert [reason.why for reason in text.reasons] == [Why.LIKENESS]


def test_a_document_without_any_bookmark_is_still_read(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Tập huấn cán bộ về", "Tập huấn toàn thể cán bộ về")
    file.forget_marks()
    texts = came_back(sandbox, file).carried
    assert [text.edit.mark.key for text in texts] == [NARRATIVE_WAY]
    assert "Tập huấn toàn thể" in (texts[0].after or "")


def test_words_of_the_template_are_told_with_its_line(sandbox: Sandbox) -> None:
    (other,) = came_back(sandbox, report_of(sandbox).type_over("được giao", "được phân công")).others
    assert other.writer == "câu do mẫu templates/bao-cao.md.j2 viết (dòng 6)"


def test_words_of_the_outline_are_told_with_their_line(sandbox: Sandbox) -> None:
    (other,) = came_back(sandbox, report_of(sandbox).type_over("1. Hồ sơ", "1. Hồ sơ, thủ tục")).others
    assert other.writer.startswith("tên mục của đề cương, ở data/directives/cd.yaml:")


def test_headings_of_the_template_are_told_with_their_line(sandbox: Sandbox) -> None:
    sandbox.write(SOURCE, NARRATIVE)
    sandbox.write("templates/bao-cao.md.j2", f"{TEMPLATE}\n# Tiến độ chung\n\nĐang làm.\n")
    line = TEMPLATE.count("\n") + 2
    file = built(sandbox, "xa-mot_bao-cao_cd.docx").type_over("TIẾN ĐỘ CHUNG", "TIẾN ĐỘ")
    (other,) = came_back(sandbox, file).others
    assert other.writer == f"tên mục của mẫu templates/bao-cao.md.j2 (dòng {line})"


def test_a_name_of_a_document_is_no_prose(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("số 1/NQ-CP ngày 02/01/2025 của", "số 2/NQ-CP ngày 02/01/2025 của")
    text = only_text(came_back(sandbox, file))
    assert [reason.why for reason in text.reasons] == [Why.REFERENCE]
    assert "[@nq-1]" in (text.after or "")


def test_a_file_that_changed_since_is_shown_and_never_overwritten_silently(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    file = report_of(sandbox)
    repository.commit("2025-11-19 08:00")
    sandbox.replace(SOURCE, "Vận động người dân", "Vận động doanh nghiệp")
    returned = came_back(sandbox, file.type_over("Tập huấn cán bộ", "Tập huấn công chức"))
    text = only_text(returned)
    assert [reason.why for reason in text.reasons] == [Why.CHANGED]
    assert "Vận động doanh nghiệp" in text.reasons[0].about


def test_another_text_that_changed_since_is_no_edit(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    file = report_of(sandbox)
    repository.commit("2025-11-19 08:00")
    sandbox.replace(SOURCE, "Thiếu kinh phí", "Không có kinh phí")
    sandbox.replace(SOURCE, "3.276", "3.300")
    text, _ = proposed(sandbox, file.type_over("Tập huấn cán bộ", "Tập huấn công chức"))
    assert "Tập huấn công chức" in text
    assert "Không có kinh phí" in text
    assert "3.300" in text


def test_without_git_what_only_the_file_changed_is_no_edit(sandbox: Sandbox) -> None:
    file = report_of(sandbox)
    sandbox.replace(SOURCE, "Thiếu kinh phí", "Không có kinh phí")
    sandbox.replace(SOURCE, "3.781", "3.790")
    returned = came_back(sandbox, file)
    assert not returned.carried
    assert not returned.figures
    assert returned.remarks


def test_without_git_an_edit_beside_a_change_is_asked_about(sandbox: Sandbox) -> None:
    file = report_of(sandbox)
    sandbox.replace(SOURCE, "Vận động người dân", "Vận động doanh nghiệp")
    text = only_text(came_back(sandbox, file.type_over("Tập huấn cán bộ", "Tập huấn công chức")))
    assert Why.CHANGED in [reason.why for reason in text.reasons]


def test_the_second_time_there_is_nothing_to_do(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    file = report_of(sandbox)
    repository.commit("2025-11-19 08:00")
    file.type_over("Tập huấn cán bộ", "Tập huấn công chức").type_over("Tiếp nhận 3.781", "Tiếp nhận 3.800")
    text, _ = proposed(sandbox, file, Wish({"hs.tiep_nhan": "3.800"}))
    sandbox.write(SOURCE, text)
    returned = came_back(sandbox, file)
    assert not returned.figures
    assert not propose_changes(sandbox.root, [returned], frozenset()).proposals


def test_two_copies_edited_at_different_places_come_back_together(sandbox: Sandbox) -> None:
    report_of(sandbox)
    files = [built(sandbox, "xa-mot_bao-cao_cd.docx") for _ in range(2)]
    files[0].type_over("Tập huấn cán bộ", "Tập huấn công chức")
    files[1].type_over("Đã số hóa", "Đã số hóa xong")
    returned = [came_back(sandbox, file) for file in files]
    (only,) = propose_changes(sandbox.root, returned, frozenset()).proposals
    assert "Tập huấn công chức" in only.after.text
    assert "Đã số hóa xong" in only.after.text


def test_two_copies_that_say_different_things_of_one_text_are_refused(sandbox: Sandbox) -> None:
    report_of(sandbox)
    files = [built(sandbox, "xa-mot_bao-cao_cd.docx") for _ in range(2)]
    files[0].type_over("Tập huấn cán bộ", "Tập huấn công chức")
    files[1].type_over("Tập huấn cán bộ", "Tập huấn viên chức")
    made = propose_changes(sandbox.root, [came_back(sandbox, file) for file in files], frozenset())
    assert not made.proposals
    assert len(made.refusals) == 2


def test_a_stranger_is_told_as_one(sandbox: Sandbox) -> None:
    file = report_of(sandbox)
    file.forget_marks()
    returned = came_back(sandbox, file.forget_map())
    assert returned.state is State.OTHER
    assert "baocao inspect" in returned.message


def test_a_document_that_lost_its_map_can_be_named(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Tập huấn cán bộ", "Tập huấn công chức").forget_map()
    assert "--ky KỲ" in came_back(sandbox, file).message
    period = sandbox.load().workspaces[0].period
    returned = came_back(sandbox, file, Wish(period=period, unit="xa-mot"))
    assert [text.edit.mark.key for text in returned.carried] == [NARRATIVE_WAY]


def test_a_document_of_another_province_is_told_as_one(sandbox: Sandbox) -> None:
    file = report_of(sandbox)
    part = file.parts["customXml/item1.xml"].decode()
    file.parts["customXml/item1.xml"] = part.replace('don_vi="xa-mot"', 'don_vi="xa-khac"').encode()
    assert "không có trong danh mục đơn vị" in came_back(sandbox, file).message


def test_a_document_that_is_made_no_more_is_told_as_one(sandbox: Sandbox) -> None:
    file = report_of(sandbox)
    sandbox.replace("data/directives/cd.yaml", "  bao-cao:", "  bao-cao-thang:")
    assert "không còn lập văn bản này" in came_back(sandbox, file).message


def test_a_letter_that_reminds_is_told_as_one(sandbox: Sandbox) -> None:
    remind_at(sandbox)
    returned = Reader(sandbox.root, Wish()).read_file(sandbox.out / "2025-11" / LETTER)
    assert returned.state is State.OTHER
    assert "công văn đôn đốc, do chương trình viết" in returned.message
    assert "baocao remind --ky 2025-11" in returned.message


def test_what_cannot_be_opened_is_told_by_the_door(sandbox: Sandbox) -> None:
    path = sandbox.write("sua.docx", b"PK\x03\x04 khong phai")
    returned = Reader(sandbox.root, Wish()).read_file(path)
    assert returned.state is State.OTHER
    assert "không phải là DOCX" in returned.message


def test_what_was_given_out_is_not_edited_but_corrected(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764545400")
    call = ["issue", "--root", str(sandbox.root), "--ky", "2025-11", "--don-vi", "xa-mot"]
    assert main([*call, "--so", "189", "--ngay", "18/11/2025"]) == 0
    path = sandbox.out / "2025-11" / "xa-mot_bao-cao_cd.docx"
    file = WordFile(path.read_bytes()).type_over("xã đã nhận", "toàn xã đã nhận")
    returned = came_back(sandbox, file)
    assert returned.state is State.ISSUED
    assert only_text(returned).is_refused
    accepted = frozenset({NARRATIVE_WAY})
    assert not propose_changes(sandbox.root, [returned], accepted).proposals


# What must not be in Git.


def test_a_document_with_a_mark_of_secrecy_is_not_taken_over(sandbox: Sandbox) -> None:
    path = (
        report_of(sandbox).type_over("Tập huấn cán bộ về", "Tập huấn kín về").save(sandbox.root / "a.docx")
    )
    document = Document(str(path))
    document.sections[0].first_page_header.add_paragraph("TUYỆT MẬT")
    document.save(str(path))
    returned = Reader(sandbox.root, Wish()).read_file(path)
    assert (returned.state, returned.text, returned.carried) == (State.OTHER, None, ())
    assert "117/2025/QH15" in returned.message
    assert "Tập huấn kín" not in returned.message
    done = write_opinions([path], sandbox.root / "y-kien.docx", sandbox.root)
    assert "117/2025/QH15" in done.unread[0]
    assert not (sandbox.root / "y-kien.docx").exists()


def test_numbers_of_persons_are_pointed_out_before_anything_is_written(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    file = report_of(sandbox).type_over("Tập huấn cán bộ về", "Tập huấn ông A (CCCD 051090001234) về")
    path = file.save(sandbox.root / "sua.docx")
    before = sandbox.load().files[SOURCE].data
    main(["import", str(path), "--root", str(sandbox.root)])
    assert "051*********" in capsys.readouterr().out
    assert sandbox.load().files[SOURCE].data == before
