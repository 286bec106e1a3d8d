"""What our own renderer makes has no error: of real data, of synthetic data, of both parties' forms."""

from datetime import date

import pytest

import samples
from baocao.inspection.inspect import inspect_document
from baocao.inspection.kinds import Nature
from baocao.inspection.report import text_report
from baocao.inspection.rules.catalogue import UNFINISHED
from baocao.model.document import Heading, Signature, Text
from baocao.model.messages import Severity
from baocao.pipeline.making import Outcome
from baocao.render.word import WordRenderer
from baocao.source.forms import load_form
from breaking import (
    GOOD,
    add_run_looks,
    broken_rules,
    change_parts,
    good_document,
    inspect_bytes,
    replace_first,
)


@pytest.mark.parametrize("workspace", ["real", "synthetic"])
def test_what_is_built_has_no_error(workspace: str, request: pytest.FixtureRequest) -> None:
    outcome: Outcome = request.getfixturevalue(workspace)
    made = [each for each in outcome.made if each.name.endswith(".docx")]
    assert made
    for each in made:
        inspection = inspect_document(each.name, each.data)
        wrong = [
            judged.rule.id
            for judged in inspection.judged
            if judged.fails and judged.severity is Severity.ERROR
        ]
        assert wrong == [], each.name


def test_only_marks_of_the_draft_are_told_of_the_consolidated_report_whose_notes_have_several_lines(
    synthetic: Outcome,
) -> None:
    (report,) = [each for each in synthetic.made if each.product == "bao-cao-tong-hop"]
    judged = inspect_document(report.name, report.data).judged
    assert [each.rule.id for each in judged if each.fails] == ["TT705"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("report", "báo cáo"),
        ("letter", "công văn"),
        ("attachment", "phụ lục"),
        ("typed letter", "công văn"),
        ("typed decision", "quyết định"),
        ("typed with tabs", "báo cáo"),
    ],
)
def test_the_type_of_a_document_is_recognised(name: str, kind: str) -> None:
    assert inspect_bytes(good_document(name)).kind == kind


@pytest.mark.parametrize("name", [name for name in GOOD if not name.startswith("party")])
def test_a_document_of_the_state_is_judged_by_the_decree(name: str) -> None:
    form = inspect_bytes(good_document(name)).form
    assert form is not None
    assert form.id == "nd-30-2020"


def party_report(day: date, form: str) -> bytes:
    """Return a report of a Party committee as rendered."""
    head = samples.HEAD._replace(
        parent=("Tỉnh ủy T",), body=("Đảng ủy xã Một",), number="35", notation="-BC/ĐU", day=day
    )
    document = samples.DOCUMENT._replace(
        letterhead=head,
        blocks=(
            samples.plain_paragraph("Đảng ủy xã báo cáo như sau:"),
            Heading(1, "I-", (Text("Kết quả"),)),
            samples.plain_paragraph("Đảng ủy đã ban hành nghị quyết."),
        ),
        signature=Signature(("T/M Ban Thường vụ", "Phó Bí thư"), "Trần Thị B"),
        recipients=("Như trên", "Lưu Đảng ủy"),
    )
    return WordRenderer(load_form(form)).render(document, samples.MOMENT)


@pytest.mark.parametrize(
    ("day", "form"), [(date(2025, 11, 18), "dang-2018"), (date(2026, 8, 5), "dang-2026")]
)
def test_a_party_document_is_judged_by_the_partys_form_of_its_day(day: date, form: str) -> None:
    result = inspect_bytes(party_report(day, form))
    assert result.form is not None
    assert result.form.id == form


def test_a_party_draft_without_a_day_is_judged_by_the_form_of_its_making() -> None:
    data = change_parts(
        party_report(date(2026, 8, 5), "dang-2018"),
        replace_first("ngày 05 tháng 8 năm 2026", "ngày      tháng      năm"),
    )
    form = inspect_bytes(data).form
    assert form is not None
    assert form.id == "dang-2018"


def test_a_breach_of_the_partys_own_text_is_an_error() -> None:
    data = change_parts(
        party_report(date(2025, 11, 18), "dang-2018"),
        add_run_looks("T/M BAN", '<w:sz w:val="40"/>'),
        replace_first("Số 35", "Số: 35"),
    )
    result = inspect_bytes(data)
    assert {"TT208", "TT401"} <= broken_rules(data)
    assert {"TT208", "TT401"} <= {
        each.rule.id for each in result.judged if each.fails and each.severity is Severity.ERROR
    }


def paper_bytes(**changes: object) -> bytes:
    paper = samples.DOCUMENT._replace(type_name="Bản tóm tắt", paper=True, **changes)  # type: ignore[arg-type]
    return WordRenderer(load_form().as_paper()).render(paper, samples.MOMENT)


def test_a_paper_for_a_meeting_is_told_as_one_and_not_judged_by_the_decree() -> None:
    inspection = inspect_document("tom-tat.docx", paper_bytes())
    assert (inspection.kind, inspection.has_errors) == ("bản tóm tắt", False)
    assert [each.rule.id for each in inspection.judged] == [each.id for each in UNFINISHED]
    assert "không phải loại văn bản của NĐ 30/2020/NĐ-CP" in text_report([inspection])


def test_what_has_the_name_of_a_paper_and_a_number_is_judged_as_a_document() -> None:
    document = samples.DOCUMENT._replace(type_name="Bản tóm tắt")
    inspection = inspect_document("x.docx", WordRenderer(load_form()).render(document, samples.MOMENT))
    assert inspection.identity is not None
    assert inspection.identity.nature is Nature.DOCUMENT
    assert inspection.judged
