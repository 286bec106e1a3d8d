"""Characters of files: what is not what it looks like is reported where it stands."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.diagnostic import Diagnostic
from baocao.model.workspace import Config, SourceFile
from baocao.pipeline.loading import load_checked
from baocao.rules.characters import check_characters
from baocao.rules.places import LIMIT
from reading import many
from support import EXAMPLE, REPOSITORY

ROOT = REPOSITORY
CONFIG = Config(ROOT, ROOT / "data/directives", ROOT / "data/units", ROOT / "templates")
FILE = "data/units/xa-mot/2025-11.yaml"
CODES = {f"BC01{digit}" for digit in range(7)}


def found_in(text: str, path: str = FILE) -> list[Diagnostic]:
    return check_characters(CONFIG, [SourceFile(path, text, b"")])


@pytest.mark.parametrize(
    ("text", "code", "column", "said"),
    [
        ("xã \u00d0ông Sơn", "BC010", 4, "U+00D0"),
        ("Sở T\u0430i chính", "BC010", 5, "U+0430"),
        ("xã \uff11\uff12", "BC010", 4, "U+FF11"),
        ("ệ \ufb01le", "BC010", 3, "'fi'"),
        ("số\u200bhóa", "BC011", 3, "giữa 'số' và 'hóa'"),
        ("số\u00ad", "BC011", 3, "sau 'số'"),
        ("\u2060số", "BC011", 1, "trước 'số'"),
        ("\u202esố", "BC012", 1, "U+202E"),
        ("  \uf0b7 số", "BC013", 3, "U+F0B7"),
        ("- • số", "BC013", 3, "'•'"),
        ("số ¶", "BC013", 4, "dấu đoạn"),
        ("s\ufffd", "BC014", 2, "sau 's'"),
        ("a Mo\u0309 Cày", "BC015", 3, "'Mỏ'"),
        ("a C«ng v¨n b", "BC016", 3, "'Công văn'"),
        ("a: ñaõ", "BC016", 4, "VNI"),
    ],
)
def test_a_character_is_named_where_it_stands(text: str, code: str, column: int, said: str) -> None:
    (problem,) = found_in(f"một\n{text}\n")
    assert (problem.code, str(problem.place), problem.unit) == (code, f"{FILE}:2:{column}", "xa-mot")
    assert said in problem.message


@pytest.mark.parametrize(
    ("text", "meant"),
    [("\u00d0ại \u00d0ồng", ["Đại", "Đồng"]), ("ＵＢＮＤ xã", ["UBND"]), ("ệ con\ufb02ict", ["flict"])],
)
def test_what_to_type_instead_is_said(text: str, meant: list[str]) -> None:
    assert [problem.advice for problem in found_in(text)] == [f"Gõ lại: {word}." for word in meant]


@pytest.mark.parametrize(
    "text",
    [
        "a 👨\u200d👩\u200d👧 b",
        "«Đổi mới» “số” … – — × ½ · § © °C m² Ω α ✓",
        "một • hai",
        "Россия, 漢字",
        "đạt\u00a098,5\u00a0%",
    ],
)
def test_other_signs_are_in_their_place(text: str) -> None:
    assert found_in(text) == []


def test_a_line_in_an_old_encoding_is_reported_once() -> None:
    assert [problem.code for problem in found_in("H\u00d0ND ph\u00adêng ®· häp\n\u00d0ại")] == [
        "BC016",
        "BC010",
    ]


def test_letters_of_several_characters_are_reported_once_for_a_file() -> None:
    (problem,) = found_in(unicodedata.normalize("NFD", "một hai\nbốn năm sáu\n"))
    assert "4 từ" in problem.message


def test_the_last_of_many_findings_tells_how_many_there_are() -> None:
    problem = found_in("\u200b\n" * (LIMIT + 7))
    assert len(problem) == LIMIT
    assert [each.message.endswith("(còn 7 chỗ như vậy ở dưới).") for each in problem[-2:]] == [False, True]


@pytest.mark.parametrize("path", ["data/units/don-vi.yaml", "data/directives/van-ban.yaml", "baocao.yaml"])
def test_a_shared_file_belongs_to_no_unit(path: str) -> None:
    assert [problem.unit for problem in found_in("s\ufffd", path)] == [None]


@pytest.mark.parametrize("root", [REPOSITORY, EXAMPLE], ids=["real", "synthetic"])
def test_the_real_and_the_synthetic_data_are_clean(root: Path) -> None:
    assert [problem for problem in load_checked(root, None).problems if problem.code in CODES] == []


@many
@given(st.text())
def test_any_text_can_be_checked(text: str) -> None:
    lines = text.split("\n")
    for problem in found_in(text):
        assert problem.place is not None
        assert problem.place.column <= len(lines[problem.place.line - 1])


@pytest.mark.parametrize(
    "text", ["ñaõ ", "ñaõ\n", "a\u200b", "\u00d0", "\u00d0ảng ", "a\u0309 ", "•\n", "©", "１"]
)
def test_a_hostile_file_takes_no_time(text: str) -> None:
    started = time.perf_counter()
    found_in(text * (100_000 // len(text)))
    assert time.perf_counter() - started < 5
