"""What documents print otherwise: a change of a template, an outline or the program is a change of text."""

import json
from datetime import date
from pathlib import Path

import pytest

from baocao.cli.main import main
from baocao.features.diff.builds import compare_build
from baocao.features.diff.comparing import RefusedError
from baocao.features.diff.comparing_versions import compare_versions
from baocao.features.diff.document import comparison_document
from baocao.features.diff.formats import Style, diff_json, diff_markdown, diff_text
from baocao.features.diff.printed import PROGRAM
from baocao.features.diff.printed_text import Lines, edit_shape, line_changes, lines_of_file
from baocao.features.diff.records import Differences, Printed
from baocao.features.diff.side import Narrowing
from baocao.model.form import Family, Form
from baocao.source.forms import form_of, load_form
from baocao.vietnamese.sentences import Edit
from repositories import Repository
from support import SUBMISSION, Sandbox, period_of

TEMPLATE = "templates/bao-cao.md.j2"
REPORT = "data/units/xa-mot/2025-11.yaml"


@pytest.fixture
def kho(tmp_path: Path) -> Sandbox:
    """A workspace whose first version is a commit."""
    folder = tmp_path / "kho"
    folder.mkdir()
    sandbox = Sandbox(folder)
    Repository(folder).commit("2025-11-15 09:00")
    return sandbox


def compare_now(sandbox: Sandbox, narrowing: Narrowing = Narrowing()) -> Differences:  # noqa: B008 - immutable
    return compare_versions(sandbox.root, "HEAD", (), narrowing)


def printed_now(sandbox: Sandbox) -> Printed:
    (printed,) = compare_now(sandbox).printed
    return printed


def test_a_change_of_a_template_shows_as_a_change_of_what_is_printed(kho: Sandbox) -> None:
    kho.replace(TEMPLATE, "kính báo cáo./.", "trân trọng báo cáo./.")
    differences = compare_now(kho)
    assert differences.comparisons == ()
    assert not differences.is_empty
    text = diff_text(differences, Style(80))
    assert "Văn bản in ra thay đổi (1)\n  Báo cáo cd/bao-cao của Xã Một\n" in text
    assert "~ UBND xã Một [-kính-]{+trân trọng+} báo cáo./." in text
    assert "mẫu bao-cao.md.j2" in text
    assert "UBND xã Một ~~kính~~**trân trọng** báo cáo./." in diff_markdown(differences)
    (told,) = json.loads(diff_json(differences))["printed"]
    assert (told["directive"], told["product"], told["units"]) == ("cd", "bao-cao", ["xa-mot"])
    assert told["edits"] == [
        {"old": "UBND xã Một kính báo cáo./.", "new": "UBND xã Một trân trọng báo cáo./."}
    ]


def test_a_change_of_a_directive_s_text_is_one_of_what_is_printed(kho: Sandbox) -> None:
    kho.replace("data/directives/cd.yaml", "ten: Hồ sơ,", "ten: Hồ sơ đã nhận,")
    (change,) = printed_now(kho).changes
    assert change.edits == (Edit("Hồ sơ", "Hồ sơ đã nhận"),)


def test_what_follows_from_reports_is_not_repeated_as_printed_text(kho: Sandbox) -> None:
    kho.replace(REPORT, "3.781", "3.999")
    assert compare_now(kho).printed == ()
    kho.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    (change,) = printed_now(kho).changes
    assert len(change.edits) == 1


def test_numbers_that_other_definitions_changed_and_that_are_told_are_only_counted(kho: Sandbox) -> None:
    whole = "ten: Tỷ lệ, so_le: 0, loai"
    kho.replace("data/directives/chi-tieu.yaml", "ten: Tỷ lệ, loai", whole)
    printed = printed_now(kho)
    assert (printed.changes, printed.following) == ((), 4)
    assert "4 câu, dòng chỉ khác theo số liệu nêu ở trên." in diff_text(compare_now(kho), Style(80))


def test_a_template_that_changed_and_prints_the_same_is_said_to_print_the_same(kho: Sandbox) -> None:
    kho.replace(TEMPLATE, "---\n{{ muc", "---\n{# ghi chú #}\n{{ muc")
    text = diff_text(compare_now(kho), Style(80))
    assert "Văn bản in ra: không đổi chữ nào. Đã so 1 văn bản kỳ 2025-11" in text


def test_another_unit_s_profile_changes_no_document_of_this_one(kho: Sandbox) -> None:
    kho.replace("data/units/xa-mot/ho-so.yaml", "Nguyễn Văn A", "Nguyễn Văn B")
    printed = printed_now(kho)
    assert printed.compared == 1
    assert [edit.new for change in printed.changes for edit in change.edits] == ["Nguyễn Văn B"]


def test_a_product_that_one_side_alone_makes_is_named(kho: Sandbox) -> None:
    kho.replace("data/directives/cd.yaml", "  bao-cao: {mau", "  bao-cao-moi: {mau")
    printed = printed_now(kho)
    assert (printed.come, printed.gone) == (("cd/bao-cao-moi của Xã Một",), ("cd/bao-cao của Xã Một",))


def test_a_template_that_fails_is_told_and_not_compared(kho: Sandbox) -> None:
    kho.replace(TEMPLATE, "{{ don_vi.ten_ngan }}", "{{ don_vi.khong_co }}")
    assert printed_now(kho).failed == ("cd/bao-cao của Xã Một",)
    words = "Có bên không lập được, chưa so: cd/bao-cao của Xã Một."
    assert words in diff_text(compare_now(kho), Style(80))


def test_what_many_units_print_alike_is_told_once(kho: Sandbox) -> None:
    profile = (kho.root / "data/units/xa-mot/ho-so.yaml").read_text(encoding="utf-8")
    kho.write("data/units/xa-hai/ho-so.yaml", profile.replace("xã Một", "xã Hai"))
    kho.write("data/units/xa-hai/2025-11.yaml", SUBMISSION.replace("xa-mot", "xa-hai"))
    Repository(kho.root).commit("2025-11-15 10:00")
    kho.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    (change,) = printed_now(kho).changes
    assert [unit.id for unit in change.units] == ["xa-mot", "xa-hai"]
    assert len(change.edits) == 1


def test_of_a_document_the_first_sentences_are_told_and_the_rest_is_counted(kho: Sandbox) -> None:
    words = "một hai ba bốn năm sáu bảy tám chín mười mốt tư"
    more = "\n".join(f"Câu riêng {word} của xã.\n" for word in words.split(" "))
    kho.replace(TEMPLATE, '{{ muc("I.2") }}', f'{{{{ muc("I.2") }}}}\n\n{more}')
    differences = compare_now(kho)
    assert "    … và 2 câu khác." in diff_text(differences, Style(80))
    assert "_… và 2 câu khác_" in diff_markdown(differences)
    assert "câu khác" not in diff_text(differences, Style(80, everything=True))


def test_the_answer_can_be_narrowed_to_a_unit(kho: Sandbox) -> None:
    kho.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    (printed,) = compare_now(kho, Narrowing(frozenset({"so-a"}))).printed
    assert printed.compared == 0


def test_a_build_of_another_program_is_named_since_sources_cannot_tell(kho: Sandbox) -> None:
    kho.build()
    older_program(kho.out)
    kho.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    words = " ".join(diff_text(compare_now(kho), Style(80)).split())
    assert "Bản đã lập trong out/2025-11 là của baocao 0.0.1, khác chương trình này" in words


def older_program(out: Path) -> None:
    """Make the files of a build those of an older program."""
    path = out / "2025-11" / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace(PROGRAM, "baocao 0.0.1"), encoding="utf-8")


def compare_with_build(sandbox: Sandbox) -> Differences:
    return compare_build(sandbox.root, sandbox.out, period_of("2025-11"), Narrowing())


def test_a_build_is_compared_with_what_would_be_printed_now(sandbox: Sandbox) -> None:
    sandbox.build()
    assert compare_with_build(sandbox).is_empty
    sandbox.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    sandbox.replace(REPORT, "3.781", "3.999")
    differences = compare_with_build(sandbox)
    text = diff_text(differences, Style(80))
    assert "~ UBND xã Một [-kính-]{+trân trọng+} báo cáo./." in text
    assert "[-3.781-]{+3.999+}" in text
    assert "bao-cao.md.j2" in " ".join(differences.printed[0].causes)


def test_a_change_of_a_form_or_the_program_shows_as_a_change_of_what_is_printed(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("baocao.documents.request.form_of", older_form)
        sandbox.build()
    older_program(sandbox.out)
    differences = compare_with_build(sandbox)
    assert differences.printed[0].causes == (f"chương trình baocao 0.0.1 → {PROGRAM}",)
    assert "(baocao 0.0.1)" in differences.old
    text = diff_text(differences, Style(80))
    assert "{+Độc lập - +}Tự do" in text


def older_form(family: Family, day: date, sizes: str) -> Form:
    """Return a form as an older program had it."""
    form = form_of(family, day, sizes)
    return form._replace(motto=form.motto.replace("Độc lập - Tự do", "Tự do"))


def compare_report(sandbox: Sandbox) -> Differences:
    """Compare the report of xa-mot alone."""
    return compare_build(sandbox.root, sandbox.out, period_of("2025-11"), Narrowing(frozenset({"xa-mot"})))


def issue_report(sandbox: Sandbox) -> None:
    """Give out the report of xa-mot under its number, as `issue` does."""
    sandbox.replace(REPORT, "ky: 2025-11\n", "ky: 2025-11\nphat_hanh:\n  cd: {so: 12, ngay: 2025-11-18}\n")
    assert main(["issue", "--root", str(sandbox.root), "--ky", "2025-11", "--don-vi", "xa-mot"]) == 0


def test_what_was_given_out_is_compared_with_what_it_would_be_now(sandbox: Sandbox) -> None:
    issue_report(sandbox)
    assert compare_report(sandbox).is_empty
    sandbox.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    (printed,) = compare_report(sandbox).printed
    assert (printed.gone, printed.come) == ((), ())
    assert [change.edits for change in printed.changes] == [
        (Edit("UBND xã Một kính báo cáo./.", "UBND xã Một trân trọng báo cáo./."),)
    ]
    assert printed.causes == (TEMPLATE,)


def test_a_draft_beside_what_was_given_out_is_compared_too(sandbox: Sandbox) -> None:
    issue_report(sandbox)
    sandbox.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    sandbox.build()
    (printed,) = compare_report(sandbox).printed
    assert (printed.gone, printed.come) == ((), ())
    assert printed.compared == 2


def test_without_a_build_there_is_nothing_to_compare_with(sandbox: Sandbox) -> None:
    with pytest.raises(RefusedError, match="Chạy baocao build trước"):
        compare_with_build(sandbox)


def test_a_file_of_a_build_that_is_damaged_is_told_and_not_compared(sandbox: Sandbox) -> None:
    sandbox.build()
    (file,) = sandbox.out.glob("2025-11/*bao-cao_cd.docx")
    file.write_bytes(b"PK")
    sandbox.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    (printed,) = compare_with_build(sandbox).printed
    assert printed.failed == (file.name,)


def test_a_row_that_is_only_numbered_otherwise_has_not_changed() -> None:
    old = lines_of_file(["TT\tTên\tSố", "1\tXã An\t5", "2\tXã Bình\t6"])
    new = lines_of_file(["TT\tTên\tSố", "1\tXã Ái\t7", "2\tXã An\t5", "3\tXã Bình\t6"])
    assert line_changes(old, new) == (Edit("", "Xã Ái | 7"),)


def test_numbers_of_different_rows_are_not_changed_alike() -> None:
    first, second = Edit("Hồ sơ | 5", "Hồ sơ | 6"), Edit("Học viên | 5", "Học viên | 6")
    assert edit_shape(first) != edit_shape(second)
    assert edit_shape(Edit("Xã An kính báo cáo", "Xã An báo cáo")) == edit_shape(
        Edit("Xã Bình kính báo cáo", "Xã Bình báo cáo")
    )


def test_a_paragraph_that_moved_in_a_document_has_moved() -> None:
    sentences = ("Đã họp dân trong tháng.", "Đã lập tổ công tác.", "Đã báo cáo cấp trên.")
    moved = (*sentences[1:], sentences[0])
    (edit,) = line_changes(Lines(sentences, {}), Lines(moved, {}))
    assert edit.moved == "chuyển từ câu 1 xuống câu 3"


def test_a_document_that_neither_side_can_make_has_not_changed(kho: Sandbox) -> None:
    kho.replace(TEMPLATE, "{{ don_vi.ten_ngan }}", "{{ don_vi.khong_co }}")
    Repository(kho.root).commit("2025-11-15 10:00")
    kho.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    assert printed_now(kho).failed == ()


def test_templates_outside_of_the_repository_have_no_versions(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "kho")
    (sandbox.root / "templates").rename(tmp_path / "mau")
    sandbox.write("baocao.yaml", "mau: ../mau\n")
    Repository(sandbox.root).commit("2025-11-15 09:00")
    sandbox.replace(REPORT, "3.781", "3.999")
    assert compare_now(sandbox).printed == ()


def test_a_template_that_is_staged_is_compared_too(kho: Sandbox) -> None:
    kho.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    Repository(kho.root).git("add", "-A")
    for asked, changed in (("HEAD..:", 1), (":..", 0)):
        printed = compare_versions(kho.root, asked, (), Narrowing()).printed
        assert sum(each.changed for each in printed) == changed


def test_what_is_printed_otherwise_stands_in_the_workbook(kho: Sandbox) -> None:
    kho.replace(TEMPLATE, "kính báo cáo", "trân trọng báo cáo")
    document = comparison_document(compare_now(kho), load_form(), everything=True)
    assert "trân trọng báo cáo" in str(document)


def test_a_template_of_a_directive_that_asks_less_often_is_compared_in_its_own_latest_period(
    kho: Sandbox,
) -> None:
    text = (kho.root / "data/directives/cd.yaml").read_text(encoding="utf-8")
    yearly = text.replace("ma: cd", "ma: nam").replace("[thang]", "[9_thang]")
    kho.write("data/directives/nam.yaml", yearly.replace("bao-cao.md.j2", "chin-thang.md.j2"))
    kho.write("templates/chin-thang.md.j2", (kho.root / TEMPLATE).read_text(encoding="utf-8"))
    figures = "chi_tieu: {hs.tiep_nhan: 5}\n"
    kho.write("data/units/xa-mot/2025-9T.yaml", f"don_vi: xa-mot\nky: 2025-9T\n{figures}")
    Repository(kho.root).commit("2025-11-15 10:00")
    kho.replace("templates/chin-thang.md.j2", "kính báo cáo", "trân trọng báo cáo")
    told = {each.period.id: each.changed for each in compare_now(kho).printed}
    assert told == {"2025-9T": 1}
