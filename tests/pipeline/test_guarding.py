"""What is saved while a command runs stays, and is told at the line where it begins."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from baocao.disk.locks import Holder, Wait
from baocao.disk.ownership import Owner
from baocao.features.fmt import formatting as fmt_room
from baocao.features.issue import issuing as issue_room
from baocao.features.issue.issuing import Call, issue_document
from baocao.features.new import next_period as new_room
from baocao.features.new.next_period import State, open_period
from baocao.model.place import Place
from baocao.pipeline.guarding import waiting_words
from support import Sandbox, period_of

REPORT: Final = "data/units/xa-mot/2025-11.yaml"
TEMPLATE: Final = "templates/bao-cao.md.j2"
CALL: Final = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))
Meanwhile = Callable[[Any, str, Callable[[], object]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Let something happen right after a step of a command."""

    def set_up(room: Any, step: str, happens: Callable[[], object]) -> None:
        real = getattr(room, step)

        def then(*arguments: Any, **named: Any) -> Any:
            done = real(*arguments, **named)
            happens()
            return done

        monkeypatch.setattr(room, step, then)

    return set_up


def test_fmt_leaves_what_was_saved_since_it_read(sandbox: Sandbox, meanwhile: Meanwhile) -> None:
    sandbox.replace(REPORT, "don_vi: xa-mot\nky: 2025-11\n", "ky: 2025-11\ndon_vi: xa-mot\n")
    meanwhile(fmt_room, "formatting_of", lambda: sandbox.replace(REPORT, "3.781", "3.782"))
    files = fmt_room.reformat_files(sandbox.root, [sandbox.root / REPORT])
    (told,) = files.problems
    assert (told.code, told.place) == ("BC806", Place(REPORT, 4, 1))
    assert "nội dung đã đổi từ dòng 4" in told.message
    assert (files.rewritten, files.refused) == ((), 1)
    text = (sandbox.root / REPORT).read_text(encoding="utf-8")
    assert text.startswith("ky: 2025-11\ndon_vi")
    assert "3.782" in text


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (REPORT, "3.781", "3.782"),
        (TEMPLATE, "Trực tuyến", "Qua mạng"),
        ("data/units/don-vi.yaml", "Sở A", "Sở B"),
    ],
)
def test_issue_prints_only_what_stands_in_the_files(
    sandbox: Sandbox, meanwhile: Meanwhile, file: str, old: str, new: str
) -> None:
    meanwhile(issue_room, "make_documents", lambda: sandbox.replace(file, old, new))
    done = issue_document(sandbox.root, sandbox.out, period_of("2025-11"), CALL, lambda *_: None)
    (told,) = done.outcome.missing
    assert (told.code, told.place and told.place.file) == ("BC806", file)
    assert (done.issued, done.begun, sandbox.out.exists()) == (None, False, False)
    assert new in (sandbox.root / file).read_text(encoding="utf-8")
    assert "phat_hanh" not in (sandbox.root / REPORT).read_text(encoding="utf-8")
    assert list(sandbox.root.rglob("phat-hanh")) == []


def test_issue_never_writes_its_number_over_an_edit(sandbox: Sandbox, meanwhile: Meanwhile) -> None:
    """The report is saved after the last look at all sources, while the documents are moved into place."""
    meanwhile(issue_room, "write_outcome", lambda: sandbox.replace(REPORT, "3.781", "3.782"))
    done = issue_document(sandbox.root, sandbox.out, period_of("2025-11"), CALL, lambda *_: None)
    assert [each.code for each in done.outcome.missing] == ["BC806"]
    assert (done.issued, done.begun) == (None, True)
    assert "phat_hanh" not in (sandbox.root / REPORT).read_text(encoding="utf-8")
    assert list(sandbox.root.rglob("phat-hanh")) == []


def test_new_keeps_a_file_that_appeared_meanwhile(sandbox: Sandbox, meanwhile: Meanwhile) -> None:
    path = "data/units/xa-mot/2025-12.yaml"
    meanwhile(new_room, "draft_report", lambda: sandbox.write(path, "don_vi: xa-mot\n"))
    opened = open_period(sandbox.root, period_of("2025-12"), ["xa-mot"])
    assert [each.state for each in opened.files] == [State.THERE]
    assert (sandbox.root / path).read_text(encoding="utf-8") == "don_vi: xa-mot\n"


def test_who_waits_is_told_for_whom(sandbox: Sandbox) -> None:
    holder = Holder("issue", Owner(4242, 1, "may_so_2"), "16:41 ngày 29/11/2026")
    assert waiting_words(Wait(sandbox.out, holder)) == (
        "Đang chờ 'baocao issue' (tiến trình 4242, máy may_so_2, từ 16:41 ngày 29/11/2026) ghi xong "
        f"'{sandbox.out}' … Nhấn Ctrl+C để dừng."
    )
    unknown = waiting_words(Wait(sandbox.out, None, sandbox.out / ".dang-ghi-giu-cho"))
    assert unknown.startswith("Đang chờ một lệnh baocao khác ghi xong")
    assert "nếu lệnh ấy không còn chạy, xóa tệp" in unknown
