"""What units wrote: paragraphs and items, in which figures lead to their traces and citations are named."""

from baocao.features.page.prose import Block, Piece, Teller
from paging import example_gathered

UNIT = "xa-cam-phong"


def example_teller() -> Teller:
    gathered = example_gathered()
    return Teller(gathered, gathered.consolidations["nq71"], gathered.workspace.submissions[UNIT])


def blocks_of(text: str) -> list[Block]:
    return list(example_teller().blocks_of(text))


def words_of(text: str) -> list[tuple[bool, str]]:
    return [(block.is_item, "".join(piece.text for piece in block.pieces)) for block in blocks_of(text)]


def test_lines_that_were_broken_are_joined_and_items_stay_apart() -> None:
    assert words_of("Xã đã ban hành\nkế hoạch.\n\n- Một\n  dòng nữa\n- Hai\n\nCuối.") == [
        (False, "Xã đã ban hành kế hoạch."),
        (True, "Một dòng nữa"),
        (True, "Hai"),
        (False, "Cuối."),
    ]


def test_a_figure_in_a_text_leads_to_its_trace() -> None:
    (block,) = blocks_of("Tiếp nhận [=tthc.tiep_nhan] hồ sơ.")
    before, figure, behind = block.pieces
    assert (before, behind) == (Piece("Tiếp nhận "), Piece(" hồ sơ."))
    assert figure.route == f"#truy-vet/tthc.tiep_nhan/{UNIT}"
    assert figure.text


def test_what_is_not_known_is_said_and_leads_nowhere() -> None:
    (block,) = blocks_of("Theo [@khong-co] và [=khong.co].")
    assert [piece.route for piece in block.pieces] == [""] * len(block.pieces)
    assert "chưa rõ: khong.co" in "".join(piece.text for piece in block.pieces)


def test_a_text_that_acts_in_pages_is_words() -> None:
    assert words_of("<img src=x onerror=alert(1)>") == [(False, "<img src=x onerror=alert(1)>")]


def test_an_item_of_the_outline_a_task_and_a_remark_each_have_their_heading() -> None:
    teller = example_teller()
    directive = example_gathered().consolidations["nq71"].expected.directive
    report = example_gathered().workspace.submissions[UNIT]
    titles = {f"{item.id}. {item.title}" for item in directive.outline}
    told = list(teller.narratives())
    assert len(told) == len(report.narratives["nq71"])
    assert {each.heading for each in told} <= titles
    said = [each for each in report.tasks["nq71"].values() if each.result or each.plan or each.difficulty]
    assert len(list(teller.task_reports())) >= len(said) > 0
    assert {each.heading for each in teller.remarks()} <= {"Vướng mắc", "Kiến nghị"}
