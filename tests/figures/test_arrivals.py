"""Was a report on time: pure rules over the changes of its file."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.figures.arrivals import KIND, arrival_of, split_deliveries
from baocao.model.delivery import Arrival, Delivery, Tally, Timing
from baocao.model.history import Action, Change, group_timelines
from baocao.model.unit import Grouping, Registry
from records import COMMUNE, WARD, open_unit

DEADLINE = datetime(2025, 11, 17, 10, tzinfo=UTC)
PATH = "data/units/xa-mot/2025-11.yaml"
STEPS = st.lists(
    st.tuples(st.sampled_from([Action.ADDED, Action.CHANGED, Action.REMOVED]), st.integers(-9, 9))
)


def file_change(action: Action, hours: int, **details: Any) -> Change:
    plain = Change(PATH, action, "c", DEADLINE + timedelta(hours=hours))
    return plain._replace(**details)


def judged_arrival(*changes: Change) -> Arrival:
    return arrival_of(changes, DEADLINE, "main")


@given(STEPS)
def test_a_report_is_on_time_exactly_if_it_was_there_at_the_deadline(
    steps: list[tuple[Action, int]],
) -> None:
    changes = [file_change(action, hours) for action, hours in sorted(steps, key=lambda step: step[1])]
    arrival = judged_arrival(*changes)
    at_deadline = [each.action for each in changes if each.moment <= DEADLINE][-1:]
    if not changes or changes[-1].action is Action.REMOVED:
        assert arrival.timing is Timing.UNKNOWN
    else:
        there = bool(at_deadline) and at_deadline != [Action.REMOVED]
        assert arrival.timing is (Timing.ON_TIME if there else Timing.LATE)
    assert arrival.amended <= arrival.versions


@pytest.mark.parametrize("first", [{"oldest": True}, {"replaces": "cũ"}])
@given(hours=st.lists(st.integers(1, 9)))
def test_a_file_that_may_have_been_there_before_never_makes_a_unit_late(
    first: dict[str, Any], hours: list[int]
) -> None:
    later = [file_change(Action.CHANGED, each) for each in sorted(hours)]
    assert judged_arrival(file_change(Action.ADDED, 1, **first), *later).timing is Timing.UNKNOWN
    arrival = judged_arrival(file_change(Action.ADDED, -1, **first), *later)
    assert (arrival.timing, arrival.amended) == (Timing.ON_TIME, len(hours))


def test_a_reason_is_given_exactly_where_the_time_is_not_known() -> None:
    assert judged_arrival().why == "tệp chưa được commit vào nhánh main"
    assert (
        judged_arrival(file_change(Action.ADDED, 1, oldest=True)).why
        == "kho sao chép nông, chạy git fetch --unshallow"
    )
    assert judged_arrival(file_change(Action.ADDED, 1, replaces="cũ")).why == "có thể đã đổi tên từ cũ"
    assert (
        judged_arrival(file_change(Action.ADDED, 1)).why
        == judged_arrival(file_change(Action.ADDED, -1, oldest=True)).why
        == ""
    )


def test_moving_a_file_makes_no_new_version_of_its_report() -> None:
    arrival = judged_arrival(file_change(Action.ADDED, -2), file_change(Action.MOVED, 1))
    assert (arrival.timing, arrival.versions, arrival.amended) == (Timing.ON_TIME, 1, 0)


def test_what_a_file_was_before_it_moved_belongs_to_it() -> None:
    added, other = file_change(Action.ADDED, -2, path="cũ"), file_change(Action.ADDED, -1, path="khác")
    moved = file_change(Action.MOVED, 1, path="mới", origin="cũ")
    again = file_change(Action.ADDED, 2, path="cũ")
    assert group_timelines([added, other, moved, again]) == {
        "mới": (added, moved), "khác": (other,), "cũ": (again,),
    }  # fmt: skip


def made_deliveries(*timings: Timing | None) -> list[Delivery]:
    return [
        Delivery(
            open_unit(), PATH, received=timing is not None, arrival=Arrival(timing) if timing else None
        )
        for timing in timings
    ]


@given(st.lists(st.sampled_from([None, *Timing])))
def test_no_more_is_received_than_expected_and_all_that_is_received_is_judged(
    timings: list[Timing | None],
) -> None:
    tally = Tally.count_deliveries(made_deliveries(*timings))
    assert tally.on_time + tally.late + tally.unknown == tally.received <= tally.expected
    assert max(tally.valid, tally.complete, tally.amended, tally.resubmitted) <= tally.received


REGISTRY = Registry(
    kinds={"xa": COMMUNE, "phuong": WARD},
    groupings={"tinh_cu": Grouping("tinh_cu", "Tỉnh cũ", {"bac": "Bắc cũ", "nam": "Nam cũ"})},
)


def test_parts_stand_in_the_order_of_the_registry_and_units_without_a_value_last() -> None:
    units = (
        open_unit("a"),
        open_unit("b", WARD, groups={"tinh_cu": "nam"}),
        open_unit("c", groups={"tinh_cu": "bac"}),
    )
    deliveries = split_deliveries([Delivery(each, "") for each in units], REGISTRY)
    parts = {
        each.name: {part.name: [d.unit.id for d in part.deliveries] for part in each.parts}
        for each in deliveries
    }
    assert parts == {
        "Tỉnh cũ": {"Bắc cũ": ["c"], "Nam cũ": ["b"], "Không thuộc nhóm nào": ["a"]},
        KIND: {"xã": ["a", "c"], "phường": ["b"]},
    }
    assert list(parts["Tỉnh cũ"]) == ["Bắc cũ", "Nam cũ", "Không thuộc nhóm nào"]


def test_what_does_not_part_the_units_is_no_split() -> None:
    assert split_deliveries([Delivery(open_unit("a"), ""), Delivery(open_unit("b"), "")], REGISTRY) == ()
    assert split_deliveries([], REGISTRY) == ()
