"""Marks in prose, and where they stand in the file."""

import pytest

from baocao.model.place import Place
from baocao.model.submission import Narrative
from baocao.model.workspace import SourceFile
from baocao.rules.references import marks_in, place_in
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Theo [@qd-09], xã", "@", ("qd-09",)),
        ("Theo [^@qd-09]", "^@", ("qd-09",)),
        ("Nhận [=hs.tiep_nhan] hồ sơ", "=", ("hs.tiep_nhan",)),
        ("[@a; @b;c]", "@", ("a", "b", "c")),
        ("[^@ a ;  b ]", "^@", ("a", "b")),
        ("[@]", "@", ()),
        ("[=; ]", "=", ()),
    ],
)
def test_a_mark_has_a_kind_and_names(text: str, kind: str, names: tuple[str, ...]) -> None:
    (mark,) = marks_in(text)
    assert (mark.kind, mark.names) == (kind, names)


@pytest.mark.parametrize("text", ["", "[1]", "[a]", "a@b", "[@a\nb]", "[@a", "@a]", "[^a]", "\\[a]"])
def test_other_brackets_are_plain_text(text: str) -> None:
    assert list(marks_in(text)) == []


def test_marks_come_in_order_with_their_offsets() -> None:
    text = "Theo [@a] và [=b]."
    assert [text[mark.offset :][:4] for mark in marks_in(text)] == ["[@a]", "[=b]"]


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ('"I.1": Theo [@sai], xã đã làm.', 1, 13),
        ('"I.1": |\n  Đoạn một.\n\n  Theo [@sai], xã đã làm.', 4, 8),
        ('"I.1": >-\n  Đoạn một\n  theo [@sai], xã đã làm.', 3, 8),
        ('"I.1": "Theo [@sai], xã đã làm."', 1, 14),
        ('"I.1":\n  Theo [@sai], xã đã làm.', 2, 8),
    ],
)
def test_an_unknown_document_is_reported_where_its_mark_stands(
    sandbox: Sandbox, source: str, line: int, column: int
) -> None:
    before = "don_vi: xa-mot\nky: 2025-11\nnoi_dung:\n  cd:\n"
    shifted = "\n".join(f"    {text}" for text in source.split("\n"))
    sandbox.write(FILE, f"{before}{shifted}\n")
    (problem,) = sandbox.load().problems
    assert (problem.code, str(problem.place)) == ("BC306", f"{FILE}:{line + 4}:{column + 4}")


def test_a_report_carries_out_documents_that_are_registered(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "chi_tieu:", "phat_hanh: {cd: {thuc_hien: [nq-1, nq-11]}}\nchi_tieu:")
    (problem,) = sandbox.load().problems
    assert (problem.code, str(problem.place)) == ("BC306", f"{FILE}:3:13")
    assert "'nq-11'" in problem.message


def test_marks_of_one_line_have_their_own_columns(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "Theo [@nq-1]", "Theo [@mot] và [@hai]")
    assert [str(problem.place) for problem in sandbox.load().problems] == [f"{FILE}:11:17", f"{FILE}:11:27"]


def test_a_mark_in_a_result_is_found_below_the_task(sandbox: Sandbox) -> None:
    task = '"1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}'
    sandbox.replace(FILE, task, '"1":\n      tien_do: dang_thuc_hien\n      ket_qua: Theo [@sai] đang làm')
    (problem,) = sandbox.load().problems
    assert str(problem.place) == f"{FILE}:10:21"


@pytest.mark.parametrize("file", [None, SourceFile(FILE, "khác\nhẳn\n", b"")])
def test_a_mark_that_cannot_be_found_is_placed_at_its_narrative(file: SourceFile | None) -> None:
    narrative = Narrative("Theo [@sai]", Place(FILE, 2, 5))
    assert place_in(narrative, 5, file) == Place(FILE, 2, 5)
