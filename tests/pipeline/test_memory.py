"""A load that remembers the ones before it: the same result as a load that knows nothing, and sooner."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.pipeline import loading
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.memory import Memory, Remembered, share_remembered
from baocao.pipeline.parallel import Sharing
from baocao.pipeline.previewing import Previewer
from baocao.source import workspace as source_workspace
from reading import number_of_tries
from support import DIRECTIVE, PROFILE, SUBMISSION, Sandbox, period_of

PERIOD = period_of("2025-11")
SETTINGS = (
    "ghi_chu_moi_trang: SỐ LIỆU GIẢ LẬP\n",
    "chi_dao_dung: [cd]\n",
    "chi_dao_dung: [khac]\n",
    "bo_co_chu: '13'\nngay_nghi: [2025-11-20]\n",
    "bo_qua: [{ma: BC422, ly_do: đã đối chiếu}]\n",
    "don_vi: data/khac\n",
    "sai: [",
)


def living_workspace(root: Path) -> Sandbox:
    """Return three communes with seven months, a task that is asked for until it is done, and settings."""
    sandbox = Sandbox(root)
    sandbox.write("baocao.yaml", SETTINGS[0])
    sandbox.write("data/directives/cd.yaml", f"{DIRECTIVE}giu_nhiem_vu_xong: khong\n")
    for unit, factor in (("xa-mot", 1), ("xa-hai", 2), ("phuong-ba", 3)):
        sandbox.write(f"data/units/{unit}/ho-so.yaml", PROFILE)
        for month in range(5, 12):
            text = SUBMISSION.replace("2025-11", f"2025-{month:02d}").replace("xa-mot", unit)
            number = f"{3781 * factor + month * 10}"
            sandbox.write(f"data/units/{unit}/2025-{month:02d}.yaml", text.replace("3.781", number))
    return sandbox


def everything_of(loaded: Loaded) -> Loaded:
    """Return all that a load gives, the seconds that it took aside."""
    return loaded._replace(timings={})


def assert_same_as_cold(root: Path, memory: Memory) -> Loaded:
    """Load with what is remembered, and hold it against a load that knows nothing."""
    loaded = everything_of(load_checked(root, PERIOD, proving=True, memory=memory))
    assert loaded == everything_of(load_checked(root, PERIOD, proving=True))
    return loaded


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of reports and profiles that are read to be checked, not only to be compared."""
    seen: list[str] = []

    def noting(name: str) -> None:
        real = getattr(source_workspace, name)

        def read_noted(path: Path, *more: object) -> object:
            seen.append(f"{path.parent.name}/{path.name}")
            return real(path, *more)

        monkeypatch.setattr(source_workspace, name, read_noted)

    noting("read_report")
    noting("read_mapping")
    return seen


def test_of_a_workspace_that_did_not_change_nothing_is_read_twice(tmp_path: Path, reads: list[str]) -> None:
    sandbox, memory = living_workspace(tmp_path), Memory()
    load_checked(sandbox.root, PERIOD, memory=memory)
    reads.clear()
    load_checked(sandbox.root, PERIOD, memory=memory)
    assert reads == []


def test_only_the_report_that_was_saved_is_checked_anew(tmp_path: Path, reads: list[str]) -> None:
    sandbox, memory = living_workspace(tmp_path), Memory()
    load_checked(sandbox.root, PERIOD, memory=memory)
    reads.clear()
    sandbox.replace("data/units/xa-hai/2025-11.yaml", "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 9.999.999")
    loaded = load_checked(sandbox.root, PERIOD, memory=memory)
    assert reads == ["xa-hai/2025-11.yaml"]
    assert {problem.unit for problem in loaded.errors} == {"xa-hai"}


def test_a_corrected_earlier_report_is_compared_with_anew(tmp_path: Path) -> None:
    sandbox, memory = living_workspace(tmp_path), Memory()
    assert_same_as_cold(sandbox.root, memory)
    sandbox.replace("data/units/xa-mot/2025-10.yaml", "3881", "999881")
    loaded = assert_same_as_cold(sandbox.root, memory)
    assert "BC422" in {problem.code for problem in loaded.problems if problem.unit == "xa-mot"}


def test_a_task_that_was_done_in_an_earlier_period_is_no_longer_missed(tmp_path: Path) -> None:
    sandbox, memory = living_workspace(tmp_path), Memory()
    sandbox.replace(
        "data/units/xa-mot/2025-11.yaml", '"1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}', ""
    )
    before = assert_same_as_cold(sandbox.root, memory)
    assert "BC704" in {missing.code for missing in before.missing}
    sandbox.replace("data/units/xa-mot/2025-06.yaml", "dang_thuc_hien", "hoan_thanh")
    sandbox.replace("data/units/xa-mot/2025-06.yaml", "ket_qua: Đang làm", "ket_qua: Xong")
    after = assert_same_as_cold(sandbox.root, memory)
    assert len(after.missing) < len(before.missing)


def test_another_limit_in_the_catalogue_is_held_against_every_report(tmp_path: Path) -> None:
    sandbox, memory = living_workspace(tmp_path), Memory()
    assert_same_as_cold(sandbox.root, memory)
    sandbox.replace("data/directives/chi-tieu.yaml", "khoang: [0, 9.999.999]", "khoang: [0, 5]")
    assert {problem.unit for problem in assert_same_as_cold(sandbox.root, memory).errors} == {
        "xa-mot",
        "xa-hai",
        "phuong-ba",
    }


def test_a_signer_who_left_the_profile_is_missed_in_the_report(tmp_path: Path) -> None:
    sandbox, memory = living_workspace(tmp_path), Memory()
    report = "data/units/xa-mot/2025-11.yaml"
    sandbox.write(report, f"{SUBMISSION}phat_hanh: {{cd: {{nguoi_ky: nguoi-a}}}}\n")
    assert_same_as_cold(sandbox.root, memory)
    sandbox.replace("data/units/xa-mot/ho-so.yaml", "nguoi-a:", "nguoi-moi:")
    assert "BC308" in {problem.code for problem in assert_same_as_cold(sandbox.root, memory).errors}


def test_periods_and_all_periods_do_not_take_each_others_results(tmp_path: Path) -> None:
    sandbox, memory = living_workspace(tmp_path), Memory()
    for period in (PERIOD, None, period_of("2025-09"), PERIOD, None):
        loaded = load_checked(sandbox.root, period, memory=memory)
        assert everything_of(loaded) == everything_of(load_checked(sandbox.root, period))


def test_what_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "tệp"
    file.write_text("một", encoding="utf-8")

    def read_slowly(names: Sequence[str]) -> list[str]:
        texts = [file.read_text(encoding="utf-8") for _ in names]
        file.write_text("hai", encoding="utf-8")
        return texts

    remembered = Remembered(Memory(), lambda name: (name, file.read_bytes()))
    found = [share_remembered(read_slowly, ["tệp"], Sharing(9), remembered) for _ in range(3)]
    assert found == [[["một"]], [["hai"]], [["hai"]]]


def test_results_are_the_same_when_other_processes_make_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baocao.pipeline.parallel._processor_count", lambda: 2)
    monkeypatch.setattr(loading, "REPORTS", Sharing(2, processes=2))
    sandbox, memory = living_workspace(tmp_path), Memory()
    assert_same_as_cold(sandbox.root, memory)
    sandbox.replace("data/directives/cd.yaml", "bat_buoc: [hs.tiep_nhan]", "bat_buoc: [hs.kinh_phi]")
    assert_same_as_cold(sandbox.root, memory)


def test_previews_are_those_of_a_load_that_knows_nothing(tmp_path: Path) -> None:
    sandbox, memory = living_workspace(tmp_path), Memory()
    changes = (
        ("data/units/xa-mot/2025-11.yaml", "3891", "4.321"),
        ("data/units/xa-hai/2025-10.yaml", "7662", "9.876"),
        ("templates/bao-cao.md.j2", "Trực tuyến", "Qua mạng"),
        ("templates/tong-hop.md.j2", "# Kết quả", "# Kết quả chung"),
        ("data/directives/chi-tieu.yaml", "ten: Tiếp nhận", "ten: Nhận"),
    )
    for name, old, new in (("baocao.yaml", "SỐ", "SỐ"), *changes):
        sandbox.replace(name, old, new)
        kept = Previewer(load_checked(sandbox.root, PERIOD, memory=memory), memory)
        cold = Previewer(load_checked(sandbox.root, PERIOD))
        assert len(kept.planned_documents()) == 4
        for planned, same in zip(kept.planned_documents(), cold.planned_documents(), strict=True):
            assert kept.preview_of(planned) == cold.preview_of(same)


class Editor:
    """Edits files as clerks, editors and commands do, also wrongly."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._before: dict[Path, bytes] = {}

    def edit(self, kind: int, which: int, where: int) -> None:
        """Do one of the edits to one of the files, at some place in it."""
        files = sorted(path for path in self._root.rglob("*") if path.is_file() and path.suffix != ".j2")
        edits = [*self._edits()]
        path = files[which % len(files)]
        self._before.setdefault(path, path.read_bytes())
        edits[kind % len(edits)](path, where)

    def _edits(self) -> Iterator[Callable[[Path, int], None]]:
        yield from (self._other_number, self._lost_line, self._doubled_line, self._broken, self._deleted)
        yield from (self._created, self._linked, self._folder, self._other_content, self._settings)
        yield from (self._undone, self._undone, self._undone, self._bytes, self._renamed)

    def _other_number(self, path: Path, where: int) -> None:
        text = path.read_text(encoding="utf-8", errors="replace")
        digits = [at for at, letter in enumerate(text) if letter.isdigit()] or [0]
        at = digits[where % len(digits)]
        path.write_text(f"{text[:at]}{where % 10}{text[at + 1 :]}", encoding="utf-8")

    def _lost_line(self, path: Path, where: int) -> None:
        self._with_lines(path, where, 0)

    def _doubled_line(self, path: Path, where: int) -> None:
        self._with_lines(path, where, 2)

    def _with_lines(self, path: Path, where: int, times: int) -> None:
        lines = path.read_bytes().splitlines(keepends=True)
        at = where % max(len(lines), 1)
        path.write_bytes(b"".join([*lines[:at], *lines[at : at + 1] * times, *lines[at + 1 :]]))

    def _broken(self, path: Path, where: int) -> None:
        data = path.read_bytes()
        at = where % (len(data) + 1)
        path.write_bytes(data[:at] + (b"\n: [", b"\x00", b"\t", b'"')[where % 4] + data[at:])

    def _deleted(self, path: Path, _: int) -> None:
        path.unlink()

    def _created(self, path: Path, where: int) -> None:
        names = ("2025-04.yaml", "2025-12.yaml", "ho-so (1).yaml", "2024-11.yaml", "T11-2025.yaml")
        path.with_name(names[where % len(names)]).write_bytes(path.read_bytes())

    def _linked(self, path: Path, where: int) -> None:
        targets = (path.with_name("2025-10.yaml"), Path("nowhere"), Path("/etc/hostname"))
        path.unlink()
        path.symlink_to(targets[where % len(targets)])

    def _folder(self, path: Path, _: int) -> None:
        path.unlink()
        path.mkdir()

    def _other_content(self, path: Path, where: int) -> None:
        others = sorted(self._before)
        path.write_bytes(self._before[others[where % len(others)]])

    def _settings(self, _: Path, where: int) -> None:
        path = self._root / "baocao.yaml"
        self._remove(path)
        path.write_text(SETTINGS[where % len(SETTINGS)], encoding="utf-8")

    def _undone(self, _: Path, where: int) -> None:
        path = sorted(self._before)[where % len(self._before)]
        self._remove(path)
        path.write_bytes(self._before[path])

    def _remove(self, path: Path) -> None:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)

    def _bytes(self, path: Path, where: int) -> None:
        text = path.read_text(encoding="utf-8", errors="replace")
        path.write_bytes((text.encode("utf-16"), b"", b"\xef\xbb\xbf" + text.encode(), b"\xff")[where % 4])

    def _renamed(self, path: Path, where: int) -> None:
        path.rename(path.with_name(f"2025-{where % 12 + 1:02d}.yaml"))


edits = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999)), max_size=7)


@number_of_tries(300)
@given(edits)
def test_after_any_edits_the_result_is_that_of_a_load_that_knows_nothing(
    sequence: list[tuple[int, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, memory = Path(folder), Memory()
        living_workspace(root)
        editor = Editor(root)
        assert_same_as_cold(root, memory)
        for edit in sequence:
            editor.edit(*edit)
            assert_same_as_cold(root, memory)
