"""What is left out of a check is never silent: whose will it was, which codes, the reason."""

from baocao.features.check.left_out import left_out_lines
from baocao.features.check.record import Hidden
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from findings import FILE, error_at, note_at, waived_problem
from findings import make_report as reported


def blank_warning(line: int) -> Diagnostic:
    return problem("BC215", Place(FILE, line, 1), key="hs.a")


def test_what_is_left_out_is_said_with_who_wanted_it_and_how_often() -> None:
    left = left_out_lines(
        reported(
            ignored=(
                waived_problem(blank_warning(1)),
                waived_problem(blank_warning(2)),
                waived_problem(note_at(), 7, "chưa tới hạn"),
            ),
            hidden=(Hidden("--ignore", {"BC701": 3, "BC215": 1}),),
        )
    )
    assert left == [
        "Bỏ qua theo baocao.yaml:2: 2 BC215 (đã thống nhất).",
        "Bỏ qua theo baocao.yaml:7: 1 BC436 (chưa tới hạn).",
        "Bỏ qua theo --ignore: 1 BC215, 3 BC701.",
    ]


def test_nothing_left_out_needs_no_word() -> None:
    assert left_out_lines(reported(error_at())) == []
