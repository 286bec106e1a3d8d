"""Each fault that is put into a good file is reported, at the line of the fault."""

import shutil
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.diagnostic import Diagnostic
from baocao.pipeline.loading import load_checked
from mutating import Entry, Mutation, empty_values, rename_keys, retype_values
from reading import few, rare_cases
from support import FILES, REPOSITORY, Sandbox

Way = Callable[[str], Iterator[tuple[Entry, Mutation]]]
YAML: Final = sorted(name for name in FILES if name.endswith(".yaml"))
REPORT: Final = "data/units/xa-mot/2025-11.yaml"
FREE: Final = {
    ("don_vi", "*"), ("nhom", "*"), ("nhom", "*", "gia_tri", "*"), ("nguoi_ky", "*"), ("san_pham", "*"),
    ("nhom_vuong_mac", "*"), ("van_ban", "*"), ("loai", "*"), ("mau", "*"),
}  # fmt: skip
"""Where names are chosen freely, so that a new one is no fault unless something refers to the old one."""
LISTS: Final = {"noi_nhan", "co_quan_ban_hanh", "kinh_gui", "co_quan_chu_quan"}
"""Lists of free texts, for which a single text may stand."""


def file_text(name: str) -> str:
    return textwrap.dedent(FILES[name]).lstrip("\n")


def is_free(entry: Entry, file: str) -> bool:
    """Tell whether the key of an entry is a name that the file itself gives."""
    if file.endswith("van-ban.yaml"):
        return len(entry.path) == 1
    if file.endswith("chi-tieu.yaml"):
        return len(entry.path) == 1 or (len(entry.path) == 3 and entry.path[1] == "chi_tieu")
    pattern = tuple("*" if index % 2 else part for index, part in enumerate(entry.path))
    return pattern in FREE


def mutation_cases(make: Way) -> list[Any]:
    return [
        pytest.param(file, entry, mutation, id=f"{Path(file).name}: {mutation.name}")
        for file in YAML
        for entry, mutation in make(file_text(file))
    ]


def told_problems(sandbox: Sandbox, file: str, text: str) -> list[Diagnostic]:
    sandbox.write(file, text.encode())
    loaded = load_checked(sandbox.root, None)
    return [*loaded.problems, *(each for each in loaded.missing if each.code != "BC701")]


def lines_of(diagnostics: list[Diagnostic], file: str) -> set[int]:
    places = [each.place for each in diagnostics] + [
        place for each in diagnostics for _, place in each.related
    ]
    return {place.line for place in places if place and place.file == file}


@pytest.mark.sampled
@pytest.mark.parametrize(("file", "entry", "mutation"), mutation_cases(rename_keys))
def test_a_key_that_nobody_knows_is_reported_at_its_line(
    sandbox: Sandbox, file: str, entry: Entry, mutation: Mutation
) -> None:
    problems = told_problems(sandbox, file, mutation.text)
    if not is_free(entry, file):
        assert mutation.line in lines_of(problems, file)


@pytest.mark.sampled
@pytest.mark.parametrize(("file", "entry", "mutation"), mutation_cases(retype_values))
def test_a_value_of_the_wrong_type_is_reported_at_its_line(
    sandbox: Sandbox, file: str, entry: Entry, mutation: Mutation
) -> None:
    problems = told_problems(sandbox, file, mutation.text)
    if entry.path[-1] not in LISTS:
        assert mutation.line in lines_of(problems, file)


REQUIRED: Final[Mapping[str, set[tuple[str, ...]]]] = {
    "data/units/don-vi.yaml": {("loai", "*", "ten"), ("loai", "*", "cap"), ("nhom", "*", "ten"),
                               ("don_vi", "*", "ten"), ("don_vi", "*", "loai")},
    "data/units/so-a/ho-so.yaml": {("ten_day_du",), ("ky_hieu",), ("dia_danh",),
                                   ("nguoi_ky", "*", "chuc_vu"), ("nguoi_ky", "*", "ho_ten")},
    "data/units/xa-mot/ho-so.yaml": {("ten_day_du",), ("ky_hieu",), ("dia_danh",),
                                     ("nguoi_ky", "*", "chuc_vu"), ("nguoi_ky", "*", "ho_ten")},
    REPORT: {("don_vi",), ("ky",), ("chi_tieu", "*"), ("nhiem_vu", "cd", "1", "tien_do"),
             ("noi_dung", "cd", "I.1")},
    "data/directives/chi-tieu.yaml": {("*", "chi_tieu", "*", "loai"), ("*", "chi_tieu", "*", "ten")},
    "data/directives/van-ban.yaml": {("*", "loai")},
    "data/directives/cd.yaml": {("ma",), ("ten",), ("don_vi_bao_cao",), ("tan_suat",),
                                ("san_pham", "*", "mau"), ("san_pham", "*", "lap_boi"),
                                ("de_cuong", "-", "so"), ("de_cuong", "-", "ten"),
                                ("nhom_nhiem_vu", "-", "so"), ("nhom_nhiem_vu", "-", "nhiem_vu", "-", "so"),
                                ("nhom_nhiem_vu", "-", "nhiem_vu", "-", "ten")},
}  # fmt: skip
"""What a record cannot do without."""


def is_required(entry: Entry, file: str) -> bool:
    return any(
        len(pattern) == len(entry.path)
        and all(wanted in {"*", part} for wanted, part in zip(pattern, entry.path, strict=True))
        for pattern in REQUIRED.get(file, set())
    )


@pytest.mark.sampled
@pytest.mark.parametrize(("file", "entry", "mutation"), mutation_cases(empty_values))
def test_what_is_required_and_left_blank_is_reported_at_its_line_or_its_parents(
    sandbox: Sandbox, file: str, entry: Entry, mutation: Mutation
) -> None:
    problems = told_problems(sandbox, file, mutation.text)
    if is_required(entry, file):
        assert {mutation.line, mutation.parent} & lines_of(problems, file)


def test_everything_required_occurs_among_the_mutations() -> None:
    for file, patterns in REQUIRED.items():
        blank = [entry for entry, _ in empty_values(file_text(file)) if is_required(entry, file)]
        assert len(blank) >= len(patterns) - 1, file


@few
@given(
    st.integers(10_000_000, 10**23),
    st.sampled_from([("hs.tiep_nhan", "3.781"), ("hs.truc_tuyen", "3.276")]),
)
def test_a_number_beyond_its_bounds_is_reported_at_its_line(
    tmp_path_factory: pytest.TempPathFactory, number: int, figure: tuple[str, str]
) -> None:
    sandbox = Sandbox(tmp_path_factory.mktemp("ngoai-khoang"))
    name, good = figure
    text = file_text(REPORT).replace(f"{name}: {good}", f"{name}: {number}")
    problems = told_problems(sandbox, REPORT, text)
    place = text.split("\n").index(f"  {name}: {number}") + 1
    assert ("BC401", place) in {(each.code, each.place.line) for each in problems if each.place}


REAL: Final = sorted(
    path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "data").rglob("*.yaml")
)


@pytest.fixture(scope="module")
def real_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("that")
    shutil.copytree(REPOSITORY / "data", folder / "data")
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
    return folder


@pytest.fixture(scope="module")
def known(real_copy: Path) -> set[Diagnostic]:
    """What is said of the real data as they are."""
    loaded = load_checked(real_copy, None)
    return {*loaded.problems, *loaded.missing}


@pytest.mark.sampled
@pytest.mark.parametrize("file", REAL)
@pytest.mark.parametrize("way", [rename_keys, *rare_cases(retype_values)])
def test_faults_of_the_real_data_are_reported(
    real_copy: Path, known: set[Diagnostic], file: str, way: Way
) -> None:
    """Tries a few places of each file, far from each other."""
    original = (real_copy / file).read_text(encoding="utf-8")
    result = [each for each in way(original) if not is_free(each[0], file)]
    for entry, mutation in result[:: max(1, len(result) // 3)]:
        if entry.path[-1] in LISTS or len(entry.path) < 2:
            continue
        (real_copy / file).write_text(mutation.text, encoding="utf-8")
        try:
            loaded = load_checked(real_copy, None)
        finally:
            (real_copy / file).write_text(original, encoding="utf-8")
        assert {*loaded.problems, *loaded.missing} - known, mutation.name
