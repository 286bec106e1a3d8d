"""What our own renderer makes has no error: of real data, of synthetic data, of both parties' forms."""

from datetime import date

import pytest

import samples
from baocao.inspection.inspect import inspect
from baocao.model.document import Heading, Signature, Text
from baocao.model.messages import Severity
from baocao.pipeline.making import Outcome
from baocao.render.word import WordRenderer
from baocao.source.forms import load_form
from breaking import GOOD, broken, changed, good, inspected, looks, replace


@pytest.mark.parametrize("workspace", ["real", "synthetic"])
def test_what_is_built_has_no_error(workspace: str, request: pytest.FixtureRequest) -> None:
    outcome: Outcome = request.getfixturevalue(workspace)
    made = [each for each in outcome.made if each.name.endswith(".docx")]
    assert made
    for each in made:
        found = inspect(each.name, each.data)
        wrong = [
            judged.rule.id for judged in found.judged if judged.fails and judged.severity is Severity.ERROR
        ]
        assert wrong == [], each.name


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
    assert inspected(good(name)).kind == kind


@pytest.mark.parametrize("name", GOOD)
def test_a_document_of_the_state_is_judged_by_the_decree(name: str) -> None:
    form = inspected(good(name)).form
    assert form is not None
    assert form.id == "nd-30-2020"


def party(day: date, form: str) -> bytes:
    """Return a report of a Party committee as rendered."""
    head = samples.HEAD._replace(
        parent=("Tỉnh ủy T",), body=("Đảng ủy xã Một",), number="35", notation="-BC/ĐU", day=day
    )
    document = samples.DOCUMENT._replace(
        letterhead=head,
        blocks=(
            samples.paragraph("Đảng ủy xã báo cáo như sau:"),
            Heading(1, "I-", (Text("Kết quả"),)),
            samples.paragraph("Đảng ủy đã ban hành nghị quyết."),
        ),
        signature=Signature(("T/M Ban Thường vụ", "Phó Bí thư"), "Trần Thị B"),
        recipients=("Như trên", "Lưu Đảng ủy"),
    )
    return WordRenderer(load_form(form)).render(document, samples.MOMENT)


@pytest.mark.parametrize(
    ("day", "form"), [(date(2025, 11, 18), "dang-2018"), (date(2026, 8, 5), "dang-2026")]
)
def test_a_party_document_is_judged_by_the_partys_form_of_its_day(day: date, form: str) -> None:
    found = inspected(party(day, form))
    assert found.form is not None
    assert found.form.id == form
    assert [each.rule.id for each in found.judged if each.fails] == []


def test_a_party_draft_without_a_day_is_judged_by_the_form_of_its_making() -> None:
    data = changed(
        party(date(2026, 8, 5), "dang-2018"),
        replace("ngày 05 tháng 8 năm 2026", "ngày      tháng      năm"),
    )
    form = inspected(data).form
    assert form is not None
    assert form.id == "dang-2018"


def test_nothing_in_a_party_document_is_worse_than_a_warning() -> None:
    data = changed(
        party(date(2025, 11, 18), "dang-2018"),
        looks("T/M BAN", '<w:sz w:val="40"/>'),
        replace("Số 35", "Số: 35"),
    )
    found = inspected(data)
    assert {"TT208", "TT401"} <= broken(data)
    assert not found.has_errors
    assert found.count(Severity.WARNING) >= 2
