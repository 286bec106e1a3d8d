"""Official with gaps that are declared: put on record by whom, when and why, and said in the document."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Final

import pytest

from baocao.features.fmt.formatting import formatting_of
from baocao.features.issue.issuing import Call, Issuing, issue_document
from baocao.features.verify.verdicts import Verdict
from baocao.features.verify.verifying import verify_period
from baocao.model.messages import Severity
from baocao.pipeline import making
from baocao.pipeline.accepting import Accepting
from baocao.pipeline.deliveries import status_of_period
from baocao.pipeline.making import Outcome, build_period
from baocao.pipeline.plan import Scope, UnknownScopeError
from baocao.rules.accepted import standing_gaps
from office import Word, printed_text
from support import Sandbox, period_of

FILE: Final = "data/units/so-a/2025-11.yaml"
HAI: Final = "data/units/xa-hai/2025-11.yaml"
REPORT: Final = "so-a_tong-hop_cd.docx"
DEPARTMENT: Final = Scope(frozenset({"so-a"}))
DAY: Final = date(2025, 11, 18)
ACCEPTING: Final = Accepting("Đến hạn, hai đơn vị chưa gửi", "Trần Thị B, Phó Giám đốc", DAY)
RECORD: Final = """
chap_nhan_thieu:
  cd:
    ky: 2025-11
    ly_do: Đến hạn, hai đơn vị chưa gửi
    nguoi_duyet: Trần Thị B, Phó Giám đốc
    ngay: 2025-11-18
    chua_bao_cao:
      - xa-hai
      - phuong-ba
"""
SENTENCE: Final = "Báo cáo tổng hợp từ 1/3 đơn vị; chưa có báo cáo của: xã Hai và phường Ba."


def build_accepting(
    sandbox: Sandbox,
    accepting: Accepting | None = ACCEPTING,
    scope: Scope = Scope(),  # noqa: B008 - immutable
) -> Outcome:
    return build_period(
        sandbox.root, sandbox.out, period_of("2025-11"), scope,
        official=True, progress=lambda *_: None, accepting=accepting,
    )  # fmt: skip


def issue_accepting(sandbox: Sandbox, accepting: Accepting | None = ACCEPTING) -> Issuing:
    call = Call("so-a", date(2025, 12, 1), number=7, day=DAY, accepting=accepting)
    return issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None)


def text_of(sandbox: Sandbox, name: str = FILE) -> str:
    return (sandbox.root / name).read_text(encoding="utf-8")


def said_in(outcome: Outcome, name: str = REPORT) -> str:
    return printed_text(Word((outcome.folder / name).read_bytes()).root)


def codes_of(outcome: Outcome) -> list[str]:
    return [each.code for each in outcome.missing]


def test_the_record_says_what_is_missing_why_who_accepts_it_and_when(sandbox: Sandbox) -> None:
    outcome = build_accepting(sandbox)
    assert (outcome.refused, outcome.recorded) == (False, FILE)
    assert text_of(sandbox) == f"don_vi: so-a\nky: 2025-11\n{RECORD}"
    assert sandbox.codes() == []


def test_only_what_speaks_for_others_is_made(sandbox: Sandbox) -> None:
    assert {made.name for made in build_accepting(sandbox).made} == {REPORT, "so-a_tong-hop_cd.xlsx"}


def test_the_record_alone_makes_the_same_bytes(sandbox: Sandbox) -> None:
    accepted = {made.name: made.data for made in build_accepting(sandbox).made}
    again = sandbox.build(scope=DEPARTMENT, official=True)
    assert {made.name: made.data for made in again.made} == accepted
    assert not again.recorded


def test_the_document_names_who_is_missing_even_if_its_template_forgets(sandbox: Sandbox) -> None:
    outcome = build_accepting(sandbox)
    assert SENTENCE in said_in(outcome)


def test_a_template_says_it_in_its_own_place_and_once(sandbox: Sandbox) -> None:
    sandbox.replace("templates/tong-hop.md.j2", "Tiếp nhận", "Phạm vi: {{ th.pham_vi }} Tiếp nhận")
    said = said_in(build_accepting(sandbox))
    assert f"Phạm vi: {SENTENCE} Tiếp nhận" in said
    assert said.count("Báo cáo tổng hợp từ") == 1


def test_a_draft_has_the_sentence_where_its_template_asks_for_it(sandbox: Sandbox) -> None:
    sandbox.replace("templates/tong-hop.md.j2", "Tiếp nhận", "{{ th.pham_vi }} Tiếp nhận")
    assert SENTENCE in said_in(sandbox.build())


def test_without_acceptance_the_official_build_refuses_as_before(sandbox: Sandbox) -> None:
    assert codes_of(build_accepting(sandbox, None, DEPARTMENT)) == ["BC701", "BC701"]
    assert not (sandbox.root / FILE).exists()


def test_a_report_that_lacks_something_is_accepted_piece_by_piece(sandbox: Sandbox) -> None:
    sandbox.write(HAI, "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.truc_tuyen: 5}\n")
    said = said_in(build_accepting(sandbox))
    lacking = "    con_thieu:\n      - don_vi: xa-hai\n        thieu:\n          - chi_tieu/hs.tiep_nhan\n"
    assert lacking in text_of(sandbox)
    assert "từ 2/3 đơn vị; chưa có báo cáo của: phường Ba; báo cáo còn thiếu nội dung của: xã Hai." in said


def test_a_total_that_nobody_can_give_is_said_to_be_missing(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "  hs.tiep_nhan: 3.781\n", "")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "[=hs.tiep_nhan]", "nhiều")
    outcome = build_accepting(sandbox)
    assert codes_of(outcome) != ["BC706"]
    assert "Tiếp nhận chưa có số liệu;" in said_in(outcome)


def test_errors_in_data_are_never_accepted(sandbox: Sandbox) -> None:
    sandbox.write(HAI, "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: ba nghìn}\n")
    outcome = build_accepting(sandbox)
    assert (outcome.refused, outcome.fails) == (True, True)
    assert "BC208" in codes_of(outcome)
    assert not (sandbox.root / FILE).exists()
    assert not sandbox.out.exists()


def test_a_file_that_cannot_be_read_is_an_error_and_no_gap(sandbox: Sandbox) -> None:
    sandbox.write(HAI, "don_vi: xa-hai\n...\nky: 2025-11\n")
    assert {"BC102", "BC705"} <= set(codes_of(build_accepting(sandbox)))
    assert not (sandbox.root / FILE).exists()


def test_what_has_gone_missing_since_is_not_accepted(sandbox: Sandbox) -> None:
    sandbox.write(HAI, "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 5}\n")
    build_accepting(sandbox)
    sandbox.remove("data/units/xa-mot/2025-11.yaml")
    refused = sandbox.build(scope=DEPARTMENT, official=True)
    assert [(each.code, each.unit) for each in refused.missing] == [("BC701", "xa-mot")]


def test_a_report_that_came_since_is_told_and_the_document_says_what_is_left(sandbox: Sandbox) -> None:
    build_accepting(sandbox)
    whole = text_of(sandbox, "data/units/xa-mot/2025-11.yaml")
    sandbox.write(HAI, whole.replace("xa-mot", "xa-hai"))
    (told,) = [each for each in sandbox.load().problems if each.code == "BC721"]
    assert (told.severity, "Xã Hai" in told.message) == (Severity.WARNING, True)
    outcome = sandbox.build(scope=DEPARTMENT, official=True)
    assert "từ 2/3 đơn vị; chưa có báo cáo của: phường Ba." in said_in(outcome)


def test_accepting_anew_takes_the_place_of_the_record_and_of_nothing_else(sandbox: Sandbox) -> None:
    build_accepting(sandbox)
    head = "# Của Sở\ndon_vi: so-a   # mã\nky: 2025-11\n\nphat_hanh:\n  cd: {nguoi_ky: nguoi-b} # ký\n\n"
    tail = "\n# Lời văn\nnoi_dung: {}\n"
    sandbox.write(FILE, f"{head}{RECORD.strip()}\n{tail}")
    again = build_accepting(
        sandbox, ACCEPTING._replace(reason='Hạn "17 giờ": đã qua', day=date(2025, 11, 20))
    )
    assert not again.refused
    renewed = RECORD.strip().replace("Đến hạn, hai đơn vị chưa gửi", "'Hạn \"17 giờ\": đã qua'")
    assert text_of(sandbox) == f"{head}{renewed.replace('11-18', '11-20')}\n{tail}"


def test_saying_the_same_again_leaves_the_record_and_its_day(sandbox: Sandbox) -> None:
    build_accepting(sandbox)
    again = build_accepting(sandbox, ACCEPTING._replace(day=date(2025, 11, 25)))
    assert (again.recorded, "2025-11-18" in text_of(sandbox)) == ("", True)


@pytest.mark.parametrize(
    "before",
    [
        "don_vi: so-a\nky: 2025-11\n",
        "don_vi: so-a\nky: 2025-11",
        "don_vi: so-a\r\nky: 2025-11\r\n# cuối\r\n",
        "# đầu\ndon_vi: so-a\nky: 2025-11\n\n# số liệu của Sở\nchi_tieu: {}\n",
        "don_vi: so-a\nky: 2025-11\nphat_hanh:\n  cd: {nguoi_ky: nguoi-b}\n  # hết\nnoi_dung: {}\n",
        "don_vi: so-a\nky: 2025-11\nchap_nhan_thieu:\n",
    ],
)
def test_comments_and_lines_around_the_record_stay_to_the_letter(sandbox: Sandbox, before: str) -> None:
    (sandbox.root / FILE).write_bytes(before.encode())
    build_accepting(sandbox)
    after = (sandbox.root / FILE).read_bytes().decode()
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line for line in after.splitlines() if line in before.splitlines() and line] == [
        line for line in before.splitlines() if line
    ]
    assert [line.strip() for line in added if line.strip()] == [
        line.strip() for line in RECORD.splitlines()[1:] if line not in before.splitlines()
    ]
    assert ("\r\n" in before) == ("\r\n" in after)
    assert standing(sandbox)


def standing(sandbox: Sandbox) -> bool:
    loaded = sandbox.load()
    return standing_gaps(loaded.workspaces[0], loaded.owed, "cd", "so-a") is not None


def test_a_file_in_braces_is_left_alone_and_the_reason_told(sandbox: Sandbox) -> None:
    sandbox.write(FILE, "{don_vi: so-a, ky: 2025-11}\n")
    assert codes_of(build_accepting(sandbox)) == ["BC727"]
    assert text_of(sandbox) == "{don_vi: so-a, ky: 2025-11}\n"


@pytest.mark.parametrize("key", ["ly_do", "nguoi_duyet", "ngay", "ky"])
def test_a_record_without_reason_approver_day_or_period_accepts_nothing(sandbox: Sandbox, key: str) -> None:
    build_accepting(sandbox)
    lines = text_of(sandbox).splitlines(keepends=True)
    sandbox.write(FILE, "".join(line for line in lines if not line.startswith(f"    {key}: ")))
    assert sandbox.codes() == ["BC204"]
    assert sandbox.build(scope=DEPARTMENT, official=True).refused


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ky: 2025-11\n    ly", "ky: 2025-10\n    ly", "BC720"),
        ("    nguoi_duyet: Trần Thị B, Phó Giám đốc\n", "", "BC204"),
    ],
)
def test_accepting_anew_mends_a_record_that_was_wrong(
    sandbox: Sandbox, old: str, new: str, code: str
) -> None:
    build_accepting(sandbox)
    right = text_of(sandbox)
    sandbox.replace(FILE, old, new)
    assert sandbox.codes() == [code]
    assert not build_accepting(sandbox).refused
    assert text_of(sandbox) == right


def test_a_file_with_faults_is_told_of_by_its_faults(sandbox: Sandbox) -> None:
    sandbox.write(FILE, "don_vi: so-a\nky: 2025-11\nphat_hanh: {cd: {so: a}\n")
    assert "BC727" not in codes_of(build_accepting(sandbox))


def test_nothing_is_accepted_before_the_data_stop(sandbox: Sandbox) -> None:
    assert codes_of(build_accepting(sandbox, ACCEPTING._replace(day=date(2025, 11, 13)))) == ["BC725"]


def test_where_nothing_is_missing_there_is_nothing_to_accept(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/cd.yaml", "don_vi_bao_cao: [{cap: xa}]", "don_vi_bao_cao: [{don_vi: xa-mot}]"
    )
    with pytest.raises(UnknownScopeError, match="bỏ --chap-nhan-thieu"):
        build_accepting(sandbox)


def test_a_unit_cannot_accept_gaps_of_its_own_report(sandbox: Sandbox) -> None:
    with pytest.raises(UnknownScopeError, match="chỉ dùng cho văn bản tổng hợp"):
        build_accepting(sandbox, scope=Scope(frozenset({"xa-mot"})))


def test_the_list_of_the_build_tells_it_of_these_documents_alone(sandbox: Sandbox) -> None:
    sandbox.build(scope=Scope(frozenset({"xa-mot"})), official=True)
    outcome = build_accepting(sandbox)
    listed = json.loads((outcome.folder / "manifest.json").read_text(encoding="utf-8"))["van_ban"]
    told = {each["tep"]: each.get("chap_nhan_thieu") for each in listed}
    assert told["xa-mot_bao-cao_cd.docx"] is None
    assert told[REPORT] == {
        "ly_do": ACCEPTING.reason,
        "nguoi_duyet": ACCEPTING.approver,
        "ngay": "2025-11-18",
        "chua_bao_cao": ["xa-hai", "phuong-ba"],
        "con_thieu": {},
    }


def test_a_later_build_keeps_what_the_list_tells(sandbox: Sandbox) -> None:
    build_accepting(sandbox)
    outcome = sandbox.build(scope=Scope(frozenset({"xa-mot"})), official=True)
    assert '"nguoi_duyet": "Trần Thị B' in (outcome.folder / "manifest.json").read_text(encoding="utf-8")


def test_status_tells_what_was_accepted(sandbox: Sandbox) -> None:
    build_accepting(sandbox)
    moment = datetime(2025, 11, 18, 12, tzinfo=UTC)
    (status,) = status_of_period(sandbox.root, period_of("2025-11"), Scope(), moment).overview.statuses
    assert status.accepted["so-a"].gaps.silent == {"xa-hai", "phuong-ba"}


def test_issuing_records_numbers_and_seals_it_at_once(sandbox: Sandbox) -> None:
    done = issue_accepting(sandbox)
    assert done.issued is not None
    assert f"phat_hanh:\n  cd: {{so: 7, ngay: 2025-11-18}}\n{RECORD}" in text_of(sandbox)
    record = text_of(sandbox, done.record)
    assert 'chap_nhan_thieu:\n  ly_do: "Đến hạn, hai đơn vị chưa gửi"\n' in record
    assert '  chua_bao_cao: "xa-hai, phuong-ba"\n' in record
    assert sandbox.codes() == []


def test_issuing_by_a_record_that_stands_gives_the_same(sandbox: Sandbox) -> None:
    build_accepting(sandbox)
    done = issue_accepting(sandbox, None)
    assert done.issued is not None
    assert done.issued.accepted["nguoi_duyet"] == ACCEPTING.approver


def test_without_acceptance_nothing_is_issued(sandbox: Sandbox) -> None:
    done = issue_accepting(sandbox, None)
    assert (done.issued, done.lacks_something) == (None, True)


def test_what_was_issued_with_gaps_is_proved_by_its_record(sandbox: Sandbox) -> None:
    issue_accepting(sandbox)
    done = verify_period(sandbox.root, sandbox.out, period_of("2025-11"), Scope(), lambda *_: None)
    assert [each.verdict for each in done.checked] == [Verdict.SAME, Verdict.SAME]
    assert done.checked[0].issued.accepted["ngay"] == "2025-11-18"


def test_the_record_of_an_issued_document_stays_as_it_was(sandbox: Sandbox) -> None:
    issue_accepting(sandbox)
    sandbox.replace(FILE, "Trần Thị B, Phó Giám đốc", "Người khác")
    (told,) = [each for each in sandbox.load().problems if each.severity is Severity.ERROR]
    assert (told.code, "Chấp nhận thiếu theo 'cd'" in told.message) == ("BC872", True)


def test_a_report_that_comes_after_the_document_was_issued_makes_nothing_wrong(sandbox: Sandbox) -> None:
    issue_accepting(sandbox)
    whole = text_of(sandbox, "data/units/xa-mot/2025-11.yaml")
    sandbox.write(HAI, whole.replace("xa-mot", "xa-hai"))
    assert sandbox.codes() == []


def test_gaps_of_an_issued_document_are_not_accepted_anew(sandbox: Sandbox) -> None:
    issue_accepting(sandbox)
    other = ACCEPTING._replace(approver="Người khác")
    assert codes_of(build_accepting(sandbox, other)) == ["BC726"]


@pytest.mark.parametrize(
    "reason", ["Đến hạn: đã qua", "# 1", '"quá" hạn', "2025", "- chờ", "{a}", "it's", "x" * 300]
)
def test_the_record_is_written_as_fmt_would_write_it(sandbox: Sandbox, reason: str) -> None:
    sandbox.write(HAI, "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.truc_tuyen: 5}\n")
    build_accepting(sandbox, ACCEPTING._replace(reason=reason))
    assert formatting_of(sandbox.root, [sandbox.root / FILE]).right == 1
    submission = sandbox.load().workspaces[0].submissions["so-a"]
    assert submission.accepted["cd"].reason == reason


@pytest.mark.parametrize(("word", "code"), [("<b>x</b>", "BC450"), ("MÊt ®iÖn do b·o", "BC016")])
def test_words_that_the_next_build_would_refuse_are_not_put_on_record(
    sandbox: Sandbox, word: str, code: str
) -> None:
    for accepting in (ACCEPTING._replace(reason=word), ACCEPTING._replace(approver=word)):
        outcome = build_accepting(sandbox, accepting)
        assert (outcome.refused, set(codes_of(outcome))) == (True, {code})
        assert not issue_accepting(sandbox, accepting).issued
    assert not (sandbox.root / FILE).exists()


def test_a_number_that_stands_already_and_a_new_acceptance_are_issued_together(sandbox: Sandbox) -> None:
    before = "don_vi: so-a\nky: 2025-11\n\nphat_hanh:\n  cd: {so: 7, ngay: 2025-11-18}   # văn thư cấp\n"
    sandbox.write(FILE, before)
    call = Call("so-a", date(2025, 12, 1), accepting=ACCEPTING)
    done = issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None)
    assert done.issued is not None
    assert text_of(sandbox) == f"{before}{RECORD}"
    assert done.issued.sources[FILE] == sha256((sandbox.root / FILE).read_bytes()).hexdigest()
    assert sandbox.codes() == []


def test_what_is_refused_to_be_issued_leaves_no_record(sandbox: Sandbox) -> None:
    sandbox.write(HAI, "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: ba nghìn}\n")
    assert issue_accepting(sandbox).issued is None
    assert not (sandbox.root / FILE).exists()


def test_a_report_of_a_unit_is_not_issued_with_gaps(sandbox: Sandbox) -> None:
    call = Call("xa-mot", date(2025, 12, 1), number=3, day=DAY, accepting=ACCEPTING)
    with pytest.raises(UnknownScopeError, match="chỉ dùng cho văn bản tổng hợp"):
        issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None)


def test_a_file_that_somebody_saves_meanwhile_is_not_written_over(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.write(FILE, "don_vi: so-a\nky: 2025-11\n")
    made = making.make_documents

    def saving(*given: Any, **named: Any) -> Any:
        sandbox.write(FILE, "don_vi: so-a\nky: 2025-11   # người khác\n")
        return made(*given, **named)

    monkeypatch.setattr(making, "make_documents", saving)
    outcome = build_accepting(sandbox)
    assert "BC806" in {each.code for each in outcome.problems}
    assert (outcome.made, outcome.fails) == ((), True)
    assert text_of(sandbox) == "don_vi: so-a\nky: 2025-11   # người khác\n"
    assert not (sandbox.out / "2025-11" / REPORT).exists()
