"""Who reported, on a terminal and for machines: an object whose keys never change."""

import json
import re
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.features.status.formats import NARROWEST, status_json, status_text
from baocao.features.status.outline import VERSION
from baocao.model.delivery import Arrival, Overview, Tally, Timing, Upcoming
from baocao.model.period import Window
from baocao.report.bars import ASCII
from baocao.report.delivery_words import TITLES, percent_text
from baocao.report.terminal import MOST_NAMES
from baocao.report.text import text_columns
from baocao.source.git_faults import NoGitError, NoMainBranchError, NoRepositoryError, NotOursError
from baocao.vietnamese.moments import VIETNAM
from deliveries import CAME, SAMPLE, monthly_directive, parted_units, sample_overview, unit_delivery
from support import REPOSITORY, period_of

NQ71 = "Tình hình thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị và Nghị quyết số 71/NQ-CP của Chính phủ"
TALLIES = st.tuples(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200)).map(
    lambda parts: Tally(expected=sum(parts), received=parts[0] + parts[1], complete=parts[0])
)


COUNTS = {
    "expected": 5, "received": 4, "valid": 2, "complete": 2, "on_time": 2, "late": 1, "unknown": 1,
    "amended": 0, "resubmitted": 0,
}  # fmt: skip


def shown(overview: Overview, columns: int = 80) -> str:
    return status_text(overview, columns, ASCII)


def test_everything_is_said_in_its_order() -> None:
    lines = shown(sample_overview(*SAMPLE)).split("\n")
    assert lines[:5] == [
        "Tình hình gửi báo cáo tháng 11 năm 2025",
        "Đọc lúc 14:00 ngày 15/11/2025; thời điểm gửi là giờ commit trên nhánh main.",
        "",
        "cd: Chỉ đạo thử",
        "Số liệu đến 14/11/2025. Hạn gửi 17:00 ngày 17/11/2025, còn 2 ngày 3 giờ.",
    ]
    assert lines[8:] == [
        "Chưa gửi (1): Xã Năm.",
        "Tệp không đọc được (1): Xã Bốn.",
        "Muộn (1): Xã Hai (09:00 ngày 16/11/2025).",
        "Chưa xác định được đúng hạn hay muộn vì tệp chưa được commit vào nhánh main (1):",
        "  Xã Ba.",
        "Đã gửi, có lỗi (2): Xã Hai, Xã Bốn.",
        "Còn thiếu nội dung (1): Xã Ba.",
        "Có sửa đổi chưa commit (1): Xã Ba.",
        "",
        "# đầy đủ  + đã gửi, chưa đầy đủ  . chưa gửi",
        "",
        "Hạn sắp tới:",
        "  17:00 ngày 17/11/2025  còn 2 ngày 3 giờ  cd  tháng 11 năm 2025",
        "",
    ]


def test_the_counts_stand_under_their_titles() -> None:
    upper, lower, counts = shown(sample_overview(*SAMPLE)).split("\n")[5:8]
    assert upper.split() == ["Phải", "Đã", "Hợp", "Đầy", "Đúng", "Chưa"]
    assert lower.split() == ["gửi", "gửi", "lệ", "đủ", "hạn", "Muộn", "rõ", "hạn"]
    assert re.fullmatch(r"Tất cả #+\++\.+ +80%( +\d)+", counts)
    assert counts.split()[-7:] == ["5", "4", "2", "2", "2", "1", "1"]
    assert len(upper) <= len(lower) == len(counts)


def test_columns_that_say_nothing_are_left_out() -> None:
    assert "Sửa" not in shown(sample_overview(*SAMPLE))
    assert "Chưa rõ" not in shown(sample_overview(unit_delivery("a", Timing.LATE)))
    late = unit_delivery("a", Timing.ON_TIME)
    assert late.arrival is not None
    amended = late._replace(arrival=late.arrival._replace(amended=1, versions=2))
    result = shown(sample_overview(amended))
    assert re.search(r"sau hạn +lại$", result, re.MULTILINE)
    assert "Sửa sau hạn (1): a (09:00 ngày 16/11/2025)." in result


def test_a_terminal_too_narrow_for_all_columns_shows_them_all_the_same() -> None:
    twice = unit_delivery("Xã Một", Timing.ON_TIME)
    assert twice.arrival is not None
    amended = twice._replace(arrival=twice.arrival._replace(amended=1, versions=2))
    result = shown(sample_overview(amended, *SAMPLE), NARROWEST)
    assert re.search(r"^Tất cả +#+\++\.+ +83%( +\d)+$", result, re.MULTILINE)


def test_each_part_has_its_line_under_the_way_of_parting() -> None:
    lines = shown(sample_overview(*SAMPLE, splits=parted_units(Bắc=SAMPLE[:2], Nam=SAMPLE[2:]))).split("\n")
    start = lines.index("Theo tỉnh cũ")
    assert lines[start + 1].startswith("  Bắc cũ ")
    assert lines[start + 1].split()[-7:] == ["2", "2", "1", "2", "1", "1", "0"]
    assert lines[start + 2].split()[-7:] == ["3", "2", "1", "0", "1", "0", "1"]


@pytest.mark.parametrize(("count", "rest"), [(MOST_NAMES, 0), (MOST_NAMES + 1, 1), (96, 96 - MOST_NAMES)])
def test_of_many_names_the_first_are_shown_and_the_rest_is_counted(count: int, rest: int) -> None:
    text = shown(sample_overview(*(unit_delivery(f"Xã-{index}") for index in range(count))))
    assert f"Chưa gửi ({count}):" in text
    assert text.count("Xã-") == MOST_NAMES
    assert (f"và {rest} đơn vị khác." in text.replace("\n  ", " ")) is bool(rest)


@pytest.mark.parametrize("columns", [20, 60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_no_name_is_broken(columns: int) -> None:
    names = [unit_delivery(f"Phường Nghĩa Hành {index}", Timing.LATE) for index in range(30)]
    long = parted_units(
        **{"Một tên nhóm dài hơn chỗ dành cho nó rất nhiều": tuple(names[:3]), "Nam": tuple(names[3:])}
    )
    text = shown(sample_overview(*names, splits=long), columns)
    assert max(text_columns(line) for line in text.split("\n")) <= max(columns, NARROWEST)
    assert text.count("Phường Nghĩa Hành ") == MOST_NAMES
    assert "\u00a0" not in text


def test_reports_that_are_still_to_be_pulled_are_not_said_to_be_missing() -> None:
    result = shown(sample_overview(unit_delivery("Xã Một", unpulled=True), unit_delivery("Xã Hai")))
    assert "Chưa gửi (1): Xã Hai.\n" in result
    assert "Có trên nhánh chính nhưng chưa có ở máy này, chạy git pull (1): Xã Một.\n" in result


def test_names_with_commas_are_parted_by_semicolons() -> None:
    result = shown(
        sample_overview(unit_delivery("Sở Văn hóa, Thể thao và Du lịch"), unit_delivery("Sở Y tế"))
    )
    assert "Chưa gửi (2): Sở Văn hóa, Thể thao và Du lịch; Sở Y tế.\n" in result


def test_a_workspace_of_synthetic_data_says_so() -> None:
    assert "SỐ LIỆU GIẢ LẬP" in shown(sample_overview(notice="SỐ LIỆU GIẢ LẬP")).split("\n")


def test_without_a_repository_nothing_is_said_of_commits() -> None:
    assert "commit" not in shown(sample_overview(branch=""))


def test_a_period_for_which_nobody_asks_is_told() -> None:
    assert shown(sample_overview(statuses=(), upcoming=())).split("\n")[2:] == [
        "Không có chỉ đạo nào yêu cầu báo cáo kỳ này.", "", "Không có hạn nào sắp tới.", "",
    ]  # fmt: skip


def test_a_report_whose_beginning_a_shallow_clone_does_not_know_has_no_time() -> None:
    late = unit_delivery("Xã Một", Timing.LATE)
    assert late.arrival is not None
    changed = late._replace(arrival=late.arrival._replace(first=None, last=CAME))
    assert "Muộn (1): Xã Một.\n" in shown(sample_overview(changed))


@given(TALLIES)
def test_a_hundred_percent_are_all(tally: Tally) -> None:
    assert (percent_text(tally) == "100%") == (tally.received == tally.expected > 0)


def example() -> Overview:
    """Return the province of the documentation: eleven of twelve reported, two of them late."""
    late = {"Xã Sơn Khê": datetime(2025, 11, 20, 7, 30, tzinfo=VIETNAM)}
    late["Xã An Hải"] = datetime(2025, 11, 19, 19, 12, tzinfo=VIETNAM)
    north = ["Xã An An", "Xã Cẩm Lâm", "Xã Hòa Sơn", "Phường Minh Yên", "Xã Sơn Khê", "Xã Thanh Quang"]
    south = ["Xã An Hải", "Xã Cẩm Phong", "Xã Hòa Trung", "Xã Nghĩa Giang", "Đặc khu Sơn Mỹ"]
    units = [
        unit_delivery("Xã Tịnh Xuân"),
        *(unit_delivery(name, Timing.ON_TIME) for name in north + south),
    ]
    units[1] = units[1]._replace(valid=False, complete=False)
    units[2] = units[2]._replace(complete=False)
    units[3] = units[3]._replace(arrival=Arrival(Timing.ON_TIME, CAME, CAME, versions=2))
    units[-1] = units[-1]._replace(complete=False)
    for index, each in enumerate(units):
        if moment := late.get(each.unit.name):
            units[index] = each._replace(arrival=Arrival(Timing.LATE, moment, moment, 1))
    (status,) = sample_overview(
        *units, splits=parted_units(**{"Giả Lập": tuple(units[:7]), "Mô Phỏng": tuple(units[7:])})
    ).statuses
    asked = monthly_directive("nq71")._replace(name=NQ71)
    deadline = datetime(2025, 11, 19, 17, tzinfo=VIETNAM)
    changed = status._replace(directive=asked, deadline=deadline, window=Window(None, date(2025, 11, 18)))
    following = Upcoming(asked, period_of("2025-12"), datetime(2025, 12, 15, 17, tzinfo=VIETNAM))
    now = datetime(2025, 11, 20, 8, tzinfo=VIETNAM)
    return sample_overview(statuses=(changed,), upcoming=(following,), moment=now)


def test_the_example_in_the_documentation_is_what_is_printed() -> None:
    page = (REPOSITORY / "docs" / "tinh-hinh.md").read_text(encoding="utf-8")
    assert f"```text\n{shown(example())}```" in page


def test_the_documentation_explains_every_column_and_every_reason() -> None:
    page = (REPOSITORY / "docs" / "tinh-hinh.md").read_text(encoding="utf-8")
    assert [title for title in TITLES if f"| {title} |" not in page] == []
    faults = (NoGitError(), NoRepositoryError(), NoMainBranchError(""), NotOursError())
    assert [str(fault) for fault in faults if str(fault).split(",")[0] not in page] == []


def read_status(**changes: Any) -> dict[str, Any]:
    overview = sample_overview(
        *SAMPLE, **{"splits": parted_units(Bắc=SAMPLE[:2], Nam=SAMPLE[2:]), **changes}
    )
    content: dict[str, Any] = json.loads(status_json(overview))
    return content


def test_the_overview_has_these_keys_and_no_others() -> None:
    status = read_status()
    assert (VERSION, status.pop("version")) == (1, 1)
    assert [each["id"] for each in status.pop("directives")] == ["cd"]
    assert status == {
        "period": "2025-11",
        "read_at": "2025-11-15T14:00:00+07:00",
        "branch": "main",
        "notice": None,
        "upcoming": [
            {
                "directive": "cd",
                "period": "2025-11",
                "deadline": "2025-11-17T17:00:00+07:00",
                "seconds_left": 51 * 3600,
            }
        ],
    }


def test_a_directive_has_these_keys_and_no_others() -> None:
    (directive,) = read_status()["directives"]
    assert len(directive.pop("units")) == 5
    (split,) = directive.pop("splits")
    assert directive == {
        "id": "cd",
        "name": "Chỉ đạo thử",
        "data_until": "2025-11-14",
        "deadline": "2025-11-17T17:00:00+07:00",
        "seconds_left": 51 * 3600,
        "counts": COUNTS,
        "accepted": {},
    }
    assert split["name"] == "Tỉnh cũ"
    assert [(part["name"], part["counts"]["expected"]) for part in split["parts"]] == [
        ("Bắc cũ", 2),
        ("Nam cũ", 3),
    ]


def test_a_unit_has_these_keys_and_no_others() -> None:
    units = read_status()["directives"][0]["units"]
    assert units[2] == {
        "id": "Xã Ba",
        "name": "Xã Ba",
        "file": "data/units/Xã Ba/2025-11.yaml",
        "received": True,
        "unreadable": False,
        "valid": True,
        "complete": False,
        "timing": "unknown",
        "reason": "tệp chưa được commit vào nhánh main",
        "first_commit": "2025-11-16T09:00:00+07:00",
        "last_commit": "2025-11-16T09:00:00+07:00",
        "versions": 1,
        "amended": 0,
        "uncommitted": True,
        "only_on_branch": False,
    }
    assert {tuple(each) for each in units} == {tuple(units[0])}


def test_what_is_not_known_is_null() -> None:
    units = read_status()["directives"][0]["units"]
    nothing = [units[4][key] for key in ("timing", "reason", "first_commit", "last_commit")]
    assert nothing == [None] * 4
    assert [each["timing"] for each in units] == ["on_time", "late", "unknown", "on_time", None]
    assert [each["unreadable"] for each in units] == [False, False, False, True, False]
    assert read_status(branch="")["branch"] is None


def test_the_notice_of_synthetic_data_is_passed_on() -> None:
    assert read_status(notice="SỐ LIỆU GIẢ LẬP")["notice"] == "SỐ LIỆU GIẢ LẬP"
