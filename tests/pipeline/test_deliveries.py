"""Who reported and when: the commits on the main branch against the deadline, 17:00 on 17/11/2025."""

import os
import subprocess
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from baocao.model.delivery import Arrival, Delivery, Overview, Timing
from baocao.model.period import Period
from baocao.pipeline.deliveries import status_of_period
from baocao.pipeline.plan import Scope, UnknownScopeError
from baocao.vietnamese.moments import VIETNAM
from repositories import Repository
from support import Sandbox, period_of

ONE = "data/units/xa-mot/2025-11.yaml"
TWO = "data/units/xa-hai/2025-11.yaml"
PERIOD = period_of("2025-11")
NOW = datetime(2025, 11, 25, 8, 0, tzinfo=VIETNAM)
BEFORE = "2025-11-16 09:00"
AFTER = "2025-11-18 09:00"
REPORT = "don_vi: {unit}\nky: 2025-11\nchi_tieu: {{hs.tiep_nhan: 10}}\n"


def gathered_overview(
    root: Path, scope: Scope | None = None, period: Period = PERIOD, now: datetime = NOW
) -> Overview:
    return status_of_period(root, period, scope or Scope(), now).overview


def only_delivery(root: Path, unit: str = "xa-mot") -> Delivery:
    (status,) = gathered_overview(root).statuses
    return next(each for each in status.deliveries if each.unit.id == unit)


def only_arrival(root: Path, unit: str = "xa-mot") -> Arrival:
    arrival = only_delivery(root, unit).arrival
    assert arrival is not None
    return arrival


@pytest.fixture
def repository(sandbox: Sandbox) -> Repository:
    """The sandbox in a repository; the only report is not committed yet."""
    report = (sandbox.root / ONE).read_text(encoding="utf-8")
    sandbox.remove(ONE)
    made = Repository(sandbox.root)
    made.commit("2025-11-01 08:00", "Danh mục")
    sandbox.write(ONE, report)
    return made


@pytest.mark.parametrize(
    ("moment", "timing"),
    [
        (BEFORE, Timing.ON_TIME),
        ("2025-11-17 17:00:00", Timing.ON_TIME),
        ("2025-11-17 17:00:01", Timing.LATE),
        (AFTER, Timing.LATE),
    ],
)
def test_a_report_is_on_time_until_the_very_second_of_the_deadline(
    sandbox: Sandbox, repository: Repository, moment: str, timing: Timing
) -> None:
    repository.commit(moment)
    assert only_arrival(sandbox.root).timing is timing


def test_a_report_came_when_it_was_committed(sandbox: Sandbox, repository: Repository) -> None:
    repository.commit(AFTER)
    arrival = only_arrival(sandbox.root)
    assert arrival.first == arrival.last == datetime(2025, 11, 18, 9, 0, tzinfo=VIETNAM)
    assert (arrival.versions, arrival.amended, arrival.why) == (1, 0, "")


def test_what_a_branch_brings_arrives_when_it_is_merged(sandbox: Sandbox, repository: Repository) -> None:
    repository.branch("xa-mot")
    repository.commit(BEFORE)
    repository.go("main")
    repository.merge("xa-mot", AFTER)
    arrival = only_arrival(sandbox.root)
    assert arrival.timing is Timing.LATE
    assert arrival.first == datetime(2025, 11, 18, 9, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("message", "timing"),
    [
        ("Merge branch 'main' of https://git.example/tinh", Timing.ON_TIME),
        ("Merge branch 'main' of git@git.example:tinh into main", Timing.ON_TIME),
        ("Merge remote-tracking branch 'origin/main'", Timing.ON_TIME),
        ("Merge branch 'main' into 'main'", Timing.LATE),
        ("Merge pull request #7 from xa-mot/main", Timing.LATE),
        ("Merge branch 'main-xa-mot'", Timing.LATE),
    ],
)
def test_a_pull_that_merges_the_main_branch_with_itself_makes_nobody_late(
    sandbox: Sandbox, repository: Repository, message: str, timing: Timing
) -> None:
    repository.branch("server")
    repository.commit(BEFORE)
    repository.go("main")
    sandbox.write(TWO, REPORT.format(unit="xa-hai"))
    repository.commit("2025-11-16 10:00")
    repository.merge("server", AFTER, message)
    arrival = only_arrival(sandbox.root)
    assert (arrival.timing, arrival.versions, arrival.amended) == (timing, 1, 0)
    assert only_arrival(sandbox.root, "xa-hai").timing is Timing.ON_TIME


def test_a_pull_is_known_by_the_name_of_the_branch_in_any_encoding(
    sandbox: Sandbox, repository: Repository
) -> None:
    sandbox.write("baocao.yaml", "nhanh_chinh: xã\n")
    repository.git("branch", "--move", "xã")
    repository.git("config", "i18n.logOutputEncoding", "latin1")
    repository.branch("server")
    repository.commit(BEFORE)
    repository.go("xã")
    repository.merge("server", AFTER, "Merge branch 'xã' of https://git.example/tinh into xã")
    assert only_arrival(sandbox.root).timing is Timing.ON_TIME


def test_a_branch_into_which_main_was_merged_may_become_main(
    sandbox: Sandbox, repository: Repository
) -> None:
    repository.branch("xa-hai")
    repository.go("main")
    repository.commit(BEFORE)
    repository.go("xa-hai")
    sandbox.write(TWO, REPORT.format(unit="xa-hai"))
    repository.commit(AFTER)
    repository.merge("main", AFTER, "Merge branch 'main' into xa-hai")
    repository.git("branch", "--force", "main", "xa-hai")
    assert only_arrival(sandbox.root).timing is Timing.ON_TIME
    assert only_arrival(sandbox.root, "xa-hai").timing is Timing.LATE


def test_a_report_may_be_sent_again_before_the_deadline(sandbox: Sandbox, repository: Repository) -> None:
    repository.commit("2025-11-15 09:00")
    sandbox.replace(ONE, "3.781", "3.782")
    repository.commit(BEFORE)
    arrival = only_arrival(sandbox.root)
    assert (arrival.timing, arrival.versions, arrival.amended) == (Timing.ON_TIME, 2, 0)
    assert gathered_overview(sandbox.root).statuses[0].tally.resubmitted == 1


def test_a_report_that_was_on_time_stays_so_when_it_is_amended(
    sandbox: Sandbox, repository: Repository
) -> None:
    repository.commit(BEFORE)
    sandbox.replace(ONE, "3.781", "3.782")
    repository.commit(AFTER)
    arrival = only_arrival(sandbox.root)
    assert (arrival.timing, arrival.amended) == (Timing.ON_TIME, 1)
    assert arrival.last == datetime(2025, 11, 18, 9, 0, tzinfo=VIETNAM)
    assert gathered_overview(sandbox.root).statuses[0].tally.amended == 1


def test_a_report_that_was_withdrawn_at_the_deadline_is_late_when_it_comes_back(
    sandbox: Sandbox, repository: Repository
) -> None:
    repository.commit("2025-11-15 09:00")
    report = (sandbox.root / ONE).read_text(encoding="utf-8")
    sandbox.remove(ONE)
    repository.commit(BEFORE)
    sandbox.write(ONE, report)
    repository.commit(AFTER)
    assert only_arrival(sandbox.root).timing is Timing.LATE


def test_a_file_that_is_not_committed_is_received_but_its_time_is_not_known(
    sandbox: Sandbox, repository: Repository
) -> None:
    delivery = only_delivery(sandbox.root)
    assert delivery.received
    assert delivery.arrival == Arrival(Timing.UNKNOWN, why="tệp chưa được commit vào nhánh main")
    assert repository.git("status", "--short").startswith("??")


def test_a_file_that_was_removed_from_main_counts_as_not_committed(
    sandbox: Sandbox, repository: Repository
) -> None:
    repository.commit(BEFORE)
    repository.git("rm", "--quiet", "--cached", ONE)
    repository.git("commit", "--quiet", "--message=Rút", at=AFTER)
    assert only_arrival(sandbox.root).timing is Timing.UNKNOWN


def test_a_report_on_another_branch_has_not_arrived(sandbox: Sandbox, repository: Repository) -> None:
    repository.branch("xa-mot")
    repository.commit(BEFORE)
    assert only_arrival(sandbox.root).why == "tệp chưa được commit vào nhánh main"


def test_changes_that_are_not_committed_are_pointed_out(sandbox: Sandbox, repository: Repository) -> None:
    repository.commit(BEFORE)
    assert not only_delivery(sandbox.root).pending
    sandbox.replace(ONE, "3.781", "3.782")
    assert only_delivery(sandbox.root).pending
    assert only_arrival(sandbox.root).timing is Timing.ON_TIME


def test_a_report_that_only_the_server_has_is_pointed_out(
    sandbox: Sandbox, repository: Repository, tmp_path: Path
) -> None:
    copy = repository.clone(tmp_path / "bản sao")
    repository.commit(BEFORE)
    copy.git("fetch", "--quiet")
    delivery = only_delivery(copy.folder)
    assert (delivery.received, delivery.unpulled, delivery.timing) == (False, True, None)
    assert not only_delivery(copy.folder, "xa-hai").unpulled
    copy.git("pull", "--quiet")
    assert only_delivery(copy.folder) == only_delivery(sandbox.root)
    assert only_delivery(copy.folder).timing is Timing.ON_TIME


def test_a_file_that_moved_unchanged_is_still_the_same_report(
    sandbox: Sandbox, repository: Repository
) -> None:
    (sandbox.root / "data/units/xa-mot").rename(sandbox.root / "data/units/xa-cu")
    repository.commit(BEFORE)
    (sandbox.root / "data/units/xa-cu").rename(sandbox.root / "data/units/xa-mot")
    repository.commit(AFTER)
    arrival = only_arrival(sandbox.root)
    assert (arrival.timing, arrival.versions, arrival.amended) == (Timing.ON_TIME, 1, 0)
    assert arrival.first == datetime(2025, 11, 16, 9, 0, tzinfo=VIETNAM)


def test_a_file_that_moved_and_changed_is_not_guessed_about(
    sandbox: Sandbox, repository: Repository
) -> None:
    (sandbox.root / "data/units/xa-mot").rename(sandbox.root / "data/units/xa-cu")
    repository.commit(BEFORE)
    (sandbox.root / "data/units/xa-cu").rename(sandbox.root / "data/units/xa-mot")
    sandbox.replace(ONE, "3.781", "3.782")
    repository.commit(AFTER)
    arrival = only_arrival(sandbox.root)
    assert arrival.timing is Timing.UNKNOWN
    assert arrival.why == "có thể đã đổi tên từ data/units/xa-cu/2025-11.yaml"


def test_a_report_of_another_period_under_a_new_name_is_a_new_report(
    sandbox: Sandbox, repository: Repository
) -> None:
    path = sandbox.root / ONE
    path.rename(path.with_name("2025-10.yaml"))
    repository.commit(BEFORE)
    path.with_name("2025-10.yaml").rename(path)
    repository.commit(AFTER)
    assert only_arrival(sandbox.root).timing is Timing.LATE


@pytest.mark.parametrize(
    ("latest", "timing"), [("2025-11-17 08:00", Timing.ON_TIME), (AFTER, Timing.UNKNOWN)]
)
def test_a_shallow_clone_is_not_guessed_about(
    sandbox: Sandbox, repository: Repository, tmp_path: Path, latest: str, timing: Timing
) -> None:
    repository.commit(BEFORE)
    sandbox.write("ghi-chu.txt", "x")
    repository.commit(latest)
    shallow = tmp_path / "nông"
    repository.clone(shallow, "--depth=1")
    arrival = only_arrival(shallow)
    assert (arrival.timing, arrival.first) == (timing, None)
    assert ("git fetch --unshallow" in arrival.why) is (timing is Timing.UNKNOWN)


def test_what_a_shallow_clone_does_know_is_told(repository: Repository, tmp_path: Path) -> None:
    repository.commit(AFTER)
    repository.clone(tmp_path / "nông", "--depth=2")
    assert only_arrival(tmp_path / "nông").timing is Timing.LATE


def test_without_a_repository_no_time_is_known(sandbox: Sandbox) -> None:
    overview = gathered_overview(sandbox.root)
    assert overview.branch == ""
    assert only_arrival(sandbox.root) == Arrival(Timing.UNKNOWN, why="dữ liệu không nằm trong kho Git")


def test_without_git_no_time_is_known(
    sandbox: Sandbox, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(BEFORE)
    monkeypatch.setenv("PATH", "")
    assert only_arrival(sandbox.root) == Arrival(Timing.UNKNOWN, why="máy này chưa cài Git")


def test_a_repository_without_commits_has_no_main_branch(sandbox: Sandbox) -> None:
    Repository(sandbox.root)
    assert only_arrival(sandbox.root).why.startswith("không rõ nhánh chính")


def test_the_workspace_may_be_a_folder_of_the_repository_with_a_name_in_vietnamese(tmp_path: Path) -> None:
    folder = tmp_path / "kho" / "Dữ liệu báo cáo (tỉnh)"
    sandbox = Sandbox(folder)
    repository = Repository(tmp_path / "kho")
    repository.commit(BEFORE)
    assert only_arrival(sandbox.root).timing is Timing.ON_TIME
    sandbox.replace(ONE, "3.781", "3.782")
    assert only_delivery(sandbox.root).pending


def test_the_repository_is_that_of_the_units(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "chung")
    (sandbox.root / "data/units").rename(tmp_path / "đơn vị")
    sandbox.write("baocao.yaml", 'don_vi: "../đơn vị"\n')
    Repository(tmp_path / "đơn vị").commit(BEFORE)
    assert only_arrival(sandbox.root).timing is Timing.ON_TIME


def test_the_environment_of_a_hook_does_not_lead_astray(
    sandbox: Sandbox, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(BEFORE)
    (tmp_path / "khác").mkdir()
    Repository(tmp_path / "khác").commit(AFTER)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "khác" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "khác"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "không có"))
    monkeypatch.setenv("GIT_PREFIX", "khác/")
    assert only_arrival(sandbox.root).timing is Timing.ON_TIME


SETTINGS = {
    "color.ui": "always",
    "core.fsmonitor": "touch hook-ran",
    "core.quotepath": "true",
    "diff.external": "false",
    "diff.mnemonicPrefix": "true",
    "diff.relative": "true",
    "diff.renames": "copies",
    "log.diffMerges": "off",
    "log.follow": "true",
    "log.showSignature": "true",
    "log.date": "relative",
    "i18n.logOutputEncoding": "latin1",
    "format.pretty": "oneline",
}


@pytest.mark.sampled
@pytest.mark.parametrize("name", SETTINGS)
def test_settings_of_a_user_change_nothing(sandbox: Sandbox, repository: Repository, name: str) -> None:
    repository.branch("xã-một")
    repository.commit(BEFORE, "Báo cáo của xã")
    repository.go("main")
    repository.merge("xã-một", "2025-11-17 10:00")
    expected = only_delivery(sandbox.root)
    repository.git("config", name, SETTINGS[name])
    assert only_delivery(sandbox.root) == expected
    assert expected.arrival is not None
    assert expected.arrival.first == datetime(2025, 11, 17, 10, 0, tzinfo=VIETNAM)
    assert not list(sandbox.root.rglob("hook-ran"))


def test_the_branch_that_the_settings_name_is_the_main_one(
    sandbox: Sandbox, repository: Repository
) -> None:
    sandbox.write("baocao.yaml", "nhanh_chinh: bao-cao\n")
    repository.commit(AFTER)
    assert only_arrival(sandbox.root).why == (
        "kho Git không có nhánh 'bao-cao' ghi ở nhanh_chinh trong baocao.yaml"
    )
    repository.branch("bao-cao")
    assert gathered_overview(sandbox.root).branch == "bao-cao"
    assert only_arrival(sandbox.root).timing is Timing.LATE


def test_nothing_is_written(sandbox: Sandbox, repository: Repository) -> None:
    repository.commit(BEFORE)
    os.utime(sandbox.root / ONE)  # what would make Git refresh its index

    def contents() -> dict[Path, str]:
        paths = (path for path in sandbox.root.rglob("*") if path.is_file())
        return {path: sha256(path.read_bytes()).hexdigest() for path in paths}

    before = contents()
    gathered_overview(sandbox.root)
    assert contents() == before


def test_git_is_asked_as_often_for_many_units_as_for_one(
    sandbox: Sandbox, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: Callable[..., Any] = subprocess.run
    calls: list[list[str]] = []

    def counted(command: list[str], **options: Any) -> Any:
        calls.append(command)
        return run(command, **options)

    repository.commit(BEFORE)
    monkeypatch.setattr(subprocess, "run", counted)
    gathered_overview(sandbox.root)
    for unit in ("xa-hai", "phuong-ba"):
        sandbox.write(f"data/units/{unit}/2025-11.yaml", REPORT.format(unit=unit))
    once = len(calls)
    gathered_overview(sandbox.root)
    assert len(calls) == 2 * once
    assert once <= 6


def test_who_is_expected_who_reported_and_how_well(sandbox: Sandbox, repository: Repository) -> None:
    sandbox.write(TWO, REPORT.format(unit="xa-hai").replace("10", "mười"))
    sandbox.write("data/units/phuong-ba/2025-11.yaml", "don_vi: x\n...\nky: x\n")
    repository.commit(BEFORE)
    (status,) = gathered_overview(sandbox.root).statuses
    tally = status.tally
    assert (tally.expected, tally.received, tally.valid, tally.complete) == (3, 3, 1, 1)
    assert (tally.on_time, tally.late, tally.unknown) == (3, 0, 0)
    assert [each.broken for each in status.deliveries] == [False, False, True]


def test_errors_in_other_files_of_a_unit_do_not_make_its_report_invalid(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/ho-so.yaml", "nguoi_ky:", "nguoi_kyy:")
    assert only_delivery(sandbox.root).valid
    sandbox.replace(ONE, "3.781", "ba nghìn")
    assert not only_delivery(sandbox.root).valid


def test_units_are_parted_by_the_groupings_of_the_registry_and_by_kind(sandbox: Sandbox) -> None:
    (status,) = gathered_overview(sandbox.root).statuses
    counts = {
        split.name: {part.name: (part.tally.received, part.tally.expected) for part in split.parts}
        for split in status.splits
    }
    assert counts == {
        "Tỉnh cũ": {"Bắc cũ": (1, 2), "Nam cũ": (0, 1)},
        "Loại đơn vị": {"xã": (1, 2), "phường": (0, 1)},
    }


def test_the_overview_can_be_narrowed(sandbox: Sandbox) -> None:
    (status,) = gathered_overview(sandbox.root, Scope(frozenset({"xa-hai"}), frozenset({"cd"}))).statuses
    assert [each.unit.id for each in status.deliveries] == ["xa-hai"]
    assert status.splits == ()
    assert gathered_overview(sandbox.root, Scope(frozenset({"so-a"}))).statuses == ()
    with pytest.raises(UnknownScopeError):
        gathered_overview(sandbox.root, Scope(frozenset({"xa-muoi"})))


def test_a_period_for_which_nobody_asks_has_only_next_deadlines(sandbox: Sandbox) -> None:
    overview = gathered_overview(sandbox.root, period=period_of("2025-Q3"))
    assert overview.statuses == ()
    assert [(each.directive.id, each.period.id) for each in overview.upcoming] == [("cd", "2025-12")]


def test_the_notice_of_the_workspace_is_kept(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", "ghi_chu_moi_trang: SỐ LIỆU GIẢ LẬP\n")
    assert gathered_overview(sandbox.root).notice == "SỐ LIỆU GIẢ LẬP"


def test_the_file_of_a_unit_is_named_from_the_workspace(sandbox: Sandbox) -> None:
    assert only_delivery(sandbox.root, "xa-hai").file == TWO
