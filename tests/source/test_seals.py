"""A seal covers every sign of a record, and a record names those it follows upon."""

from datetime import date
from hashlib import sha1, sha256
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.issuance import Issued
from baocao.model.place import Place
from baocao.model.seal import Link, Sealing
from baocao.model.workspace import SourceFile
from baocao.source.config import read_config
from baocao.source.issuances import issued_by, record_text
from baocao.source.seals import chain_ends, digest_of, is_content, link_of
from records import write_record
from support import Sandbox

PATH: Final = "data/units/xa-mot/phat-hanh/2025-11_cd_bao-cao.yaml"
RECORD: Final = Issued(
    unit="xa-mot",
    period="2025-11",
    directive="cd",
    product="bao-cao",
    kind="Báo cáo",
    number=9,
    notation="/BC-UBND",
    day=date(2025, 11, 18),
    program="baocao 0.1.0",
    files={"xa-mot_bao-cao_cd.docx": "0" * 64},
    sources={"data/chỉ đạo/công văn 1464.yaml": "a" * 64, "b.yaml": "b" * 64},
    printed={"xa-mot": {"chi_tieu/hs.tiep_nhan": "12e4567890123456", "chot_den": "khong_co"}},
    at=Place(PATH, 2, 1),
    previous={"2025-10_cd_bao-cao": f"sha256:{'1' * 64}", "2025-09_cd_bao-cao": f"sha256:{'2' * 64}"},
)
TEXT: Final = record_text(RECORD)
WORDS: Final = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), min_size=1, max_size=20
)


def record_link(text: str, data: bytes | None = None) -> Link:
    return link_of(SourceFile(PATH, text, data or text.encode()), "xa-mot")


def test_a_record_is_sealed_when_it_is_written_and_names_those_before_it() -> None:
    link = record_link(TEXT)
    assert link.sealing is Sealing.WHOLE
    assert link.previous == RECORD.previous
    assert TEXT.endswith(f"niem_phong: {digest_of(TEXT)}\n")
    assert link.stated == ("xa-mot", "2025-11", "cd", "bao-cao")


def test_what_a_record_follows_upon_is_read_back(sandbox: Sandbox) -> None:
    config, _ = read_config(sandbox.root)
    write_record(config, RECORD)
    assert list(issued_by(config, "xa-mot")) == [RECORD]


@given(kind=WORDS, name=WORDS, key=WORDS)
def test_whatever_words_stand_in_a_record_its_seal_fits(kind: str, name: str, key: str) -> None:
    record = RECORD._replace(
        kind=kind, sources={name: "0" * 64, "niem_phong": "1"}, printed={key: {key: key}}
    )
    assert record_link(record_text(record)).sealing is Sealing.WHOLE


def test_the_seal_can_be_proved_without_the_program() -> None:
    """The hash is that of all lines but the last: `head -n -1 TỆP | sha256sum`."""
    lines = TEXT.encode().splitlines(keepends=True)
    assert lines[-1] == f"niem_phong: sha256:{sha256(b''.join(lines[:-1])).hexdigest()}\n".encode()


def test_every_flipped_bit_breaks_the_seal() -> None:
    data = TEXT.encode()
    for index, byte in enumerate(data):
        for bit in range(8):
            flipped = data[:index] + bytes([byte ^ (1 << bit)]) + data[index + 1 :]
            try:
                link = record_link(flipped.decode())
            except UnicodeDecodeError:  # reported as such when the file is read
                continue
            assert link.sealing in {Sealing.BROKEN, Sealing.SPOILED}, (index, bit)


LINES: Final = TEXT.splitlines(keepends=True)


@pytest.mark.parametrize("index", range(len(LINES)))
def test_a_line_that_is_gone_doubled_or_moved_breaks_the_seal(index: int) -> None:
    rest = LINES[:index] + LINES[index + 1 :]
    line = LINES[index]
    for lines in (rest, [*LINES[:index], line, *LINES[index:]], [line, *rest], [*rest, line]):
        if lines != LINES:
            assert record_link("".join(lines)).sealing in {Sealing.BROKEN, Sealing.SPOILED}


@given(st.integers(0, len(TEXT)), st.sampled_from([" ", "\n", "#", "a", "\t", "\u200b", "# x\n"]))
def test_anything_inserted_breaks_the_seal(index: int, what: str) -> None:
    assert record_link(TEXT[:index] + what + TEXT[index:]).sealing in {Sealing.BROKEN, Sealing.SPOILED}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("niem_phong:", '"niem_phong":'),
        ("niem_phong:", "  niem_phong:"),
        ("niem_phong: sha256:", "niem_phong: SHA256:"),
        (TEXT[TEXT.index("niem_phong:") :], ""),
        (TEXT[TEXT.index("niem_phong:") :], "niem_phong:\n"),
    ],
)
def test_a_seal_that_was_taken_off_or_bent_is_no_record_of_old(old: str, new: str) -> None:
    link = record_link(TEXT.replace(old, new))
    assert link.sealing is Sealing.SPOILED
    assert link.seal_at.line >= TEXT[: TEXT.index("ban_ghi_truoc")].count("\n") + 1


def test_line_ends_of_windows_change_no_seal_and_no_name_in_git() -> None:
    name = sha1(b"blob %d\0" % len(TEXT.encode()) + TEXT.encode(), usedforsecurity=False).hexdigest()
    data = TEXT.replace("\n", "\r\n").encode()
    assert is_content(TEXT.encode(), {name})
    assert is_content(data, {name})
    assert not is_content(data + b" ", {name})


def test_the_ends_of_a_chain_are_those_that_no_other_follows_upon() -> None:
    first, old = RECORD._replace(previous={}), TEXT.partition("\nban_ghi_truoc")[0]
    two = record_text(first._replace(period="2025-12", previous={"2025-11_cd_bao-cao": digest_of(TEXT)}))
    links = [
        link_of(SourceFile(f"x/{name}.yaml", text, text.encode()), "xa-mot")
        for name, text in (("2025-11_cd_bao-cao", TEXT), ("2025-12_cd_bao-cao", two), ("cu", old))
    ]
    assert chain_ends(links) == {"2025-12_cd_bao-cao": digest_of(two), "cu": digest_of(old)}
