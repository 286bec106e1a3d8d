"""View 'Tình hình': who reported, and first of all who did not."""

from pathlib import Path

from baocao.features.page.views.overview import overview_view
from baocao.features.page.views.states import state_of
from baocao.model.delivery import Timing
from deliveries import unit_delivery
from paging import Reader, example_gathered, gathered_page
from repositories import Repository
from support import Sandbox


def overview_words(root: Path) -> str:
    return Reader(str(overview_view(gathered_page(root, "2025-11"), ()).html)).words


def test_who_sent_nothing_is_named_before_all_tables() -> None:
    words = Reader(str(overview_view(example_gathered(), ()).html)).words
    assert "Đã gửi 11/12 đơn vị (91%)" in words
    assert words.index("Chưa gửi (1): ") < words.index("Số đơn vị đã gửi báo cáo")


def test_the_rows_of_units_begin_with_those_that_are_missing() -> None:
    rows = str(overview_view(example_gathered(), ()).html).partition("Từng đơn vị")[2]
    states = [part.split('"')[0] for part in rows.split('class="state ')[1:]]
    order = ["absent", "faulty", "lacking", "late", "complete"]
    assert states == sorted(states, key=order.index)
    assert states[0] == "absent"


def test_every_unit_leads_to_its_own_view() -> None:
    gathered = example_gathered()
    links = Reader(str(overview_view(gathered, ()).html)).values_of("href")
    reporters = {unit.id for each in gathered.consolidations.values() for unit in each.expected.units}
    assert {f"#don-vi/{unit}" for unit in reporters} == {*links}


def test_on_time_is_measured_by_commits_on_the_main_branch(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    repository.commit("2025-11-14 09:00")
    words = overview_words(sandbox.root)
    assert "Thời điểm gửi là giờ commit trên nhánh main." in words
    assert "đúng hạn 1" in words
    assert "09:00 14/11/2025" in words


def test_outside_of_git_nobody_is_called_late(sandbox: Sandbox) -> None:
    words = overview_words(sandbox.root)
    assert "Không có kho Git nên chưa biết đơn vị gửi đúng hạn hay muộn." in words
    assert "chưa rõ hạn 1" in words


def test_how_long_it_is_until_a_deadline_is_not_said() -> None:
    # A page is opened later than it was made.
    assert ", còn " not in Reader(str(overview_view(example_gathered(), ()).html)).words


def test_a_report_that_came_late_is_not_shown_as_what_is_in_order() -> None:
    assert state_of(unit_delivery("xa-mot", Timing.ON_TIME, complete=True)) == "complete"
    assert state_of(unit_delivery("xa-mot", Timing.LATE, complete=True)) == "late"
    assert state_of(unit_delivery("xa-mot", Timing.LATE, complete=False)) == "lacking"
    assert state_of(unit_delivery("xa-mot")) == "absent"


def test_who_has_lines_that_no_commit_has_is_named(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    repository.commit("2025-11-15 09:00")
    assert "Có sửa đổi chưa commit" not in overview_words(sandbox.root)
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "3.782")
    assert "Có sửa đổi chưa commit (1): Xã Một ." in overview_words(sandbox.root)


def test_outside_of_git_it_is_not_said_how_often_a_report_was_sent(sandbox: Sandbox) -> None:
    html = str(overview_view(gathered_page(sandbox.root, "2025-11"), ()).html)
    (row,) = (row for row in html.split("<tr>") if "Xã Một" in row and 'class="state' in row)
    assert '<td class="number"><td>' in row
