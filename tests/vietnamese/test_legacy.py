"""Text of the days before Unicode: recognised where it stands, never where it does not."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.vietnamese.legacy import TCVN3, VNI, Encoding, legacy_text
from baocao.vietnamese.syllables import is_syllable
from reading import many
from support import REPOSITORY

WORDS = sorted(
    {
        word.lower()
        for path in sorted((REPOSITORY / "data" / "units").glob("*/2025-*.yaml"))
        for word in re.findall(r"[^\W\d_]+", path.read_text(encoding="utf-8"))
        if not word.isascii() and is_syllable(word)
    }
)
"""Words of the real reports."""
PROSE = [
    path
    for pattern in ("docs/*.md", "templates/*", "data/**/*.yaml", "src/baocao/forms/*.yaml", "README.md")
    for path in sorted(REPOSITORY.glob(pattern))
]


def test_there_are_words_and_prose_to_try() -> None:
    assert len(WORDS) > 500
    assert len(PROSE) > 20


@pytest.mark.parametrize(
    ("written", "encoding", "meant"),
    [
        ("Uû ban nh©n d©n", "TCVN3 (ABC)", "Uỷ ban nhân dân"),
        ("C«ng v¨n", "TCVN3 (ABC)", "Công văn"),
        ("®Æc khu, ph\u00adêng", "TCVN3 (ABC)", "đặc khu, phường"),
        ("Uûy ban nhaân daân", "VNI", "Ủy ban nhân dân"),
        ("ñaõ", "VNI", "đã"),
        ("ÑAÕ", "VNI", "ĐÃ"),
        ("Chuû tòch UBND tænh", "VNI", "Chủ tịch UBND tỉnh"),
        ("Ñaûng uûy xaõ", "VNI", "Đảng ủy xã"),
    ],
)
def test_old_text_is_recognised_and_read(written: str, encoding: str, meant: str) -> None:
    legacy = legacy_text(f"  ket_qua: {written}.")
    assert legacy is not None
    assert (legacy.encoding, legacy.meant) == (encoding, meant)
    assert f"  ket_qua: {written}."[legacy.start : legacy.end] == written


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Ủy ban nhân dân xã Mỏ Cày, đạt 100%, 5 °C, ½, «Đổi mới», © 2025, § 5, £5, ×",
        "30 µm, 5 µg, N·m và kW·h, 20·30",
        "Noël à Paris, très bien, São Paulo, Curaçao, Côte d'Azur, déjà vu, hôtel, naïve",
        "Müller und Söhne für Köln, El Niño y La Niña, Señor Peña",
        "hoà, khoẻ, thuỷ, uỷ, quý, loã, oé",
        "https://xa-mot.gov.vn/tin?x=1&y=2 a.b@c.vn plain ASCII text",
    ],
)
def test_other_text_is_left_alone(line: str) -> None:
    assert legacy_text(line) is None


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_no_line_of_this_repository_is_taken_for_old_text(path: Path) -> None:
    assert [line for line in path.read_text(encoding="utf-8").split("\n") if legacy_text(line)] == []


@pytest.mark.parametrize("encoding", [TCVN3, VNI], ids=lambda encoding: encoding.name)
@many
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_what_is_written_in_an_encoding_is_read_back(encoding: Encoding, words: list[str]) -> None:
    text = " ".join(words)
    assert encoding.decode(encoding.encode(text)) == text


@pytest.mark.parametrize("encoding", [TCVN3, VNI], ids=lambda encoding: encoding.name)
def test_each_letter_is_written_in_its_own_way(encoding: Encoding) -> None:
    assert len(set(encoding.table.values())) == len(encoding.table)
    assert all(encoding.meant[written] == letter for letter, written in encoding.table.items())


@pytest.mark.parametrize("encoding", [TCVN3, VNI], ids=lambda encoding: encoding.name)
@many
@given(words=st.lists(st.sampled_from(WORDS), min_size=12, max_size=12, unique=True))
def test_a_sentence_in_an_encoding_is_recognised(encoding: Encoding, words: list[str]) -> None:
    legacy = legacy_text(encoding.encode(" ".join(words)))
    assert legacy is not None
    assert legacy.encoding == encoding.name


@many
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_a_sentence_in_unicode_is_not(words: list[str]) -> None:
    assert legacy_text(" ".join(words)) is None
