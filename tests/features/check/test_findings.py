"""What a diagnostic is about: the keys that lead to its place, their names, the line that stands there."""

from typing import Final

import pytest

from baocao.features.check.findings import MAX_WRITTEN, Finder, Finding, keys_at, owning_directives
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.source import nodes
from reading import mapping_of, node_of
from support import DIRECTIVE, Sandbox

FILE: Final = "data/units/xa-mot/2025-11.yaml"
OTHER: Final = DIRECTIVE.replace("ma: cd", "ma: khac").replace("chi_tieu: [hs]\nbat_buoc", "bat_buoc")


def finding_about(sandbox: Sandbox, code: str) -> Finding:
    """Return the only finding with a code."""
    loaded = sandbox.load()
    (finding,) = (each for each in loaded.problems if each.code == code)
    return Finder(loaded.workspaces[0]).finding_of(finding)


# The keys that lead to a place.

TEXT: Final = """
don_vi: xa-mot
chi_tieu:
  hs.a: 5
  hs.b: {gia_tri: 6, tu: co}
nhiem_vu:
  cd:
    - {so: 1}
    - so: 2
      ket_qua: |
        Một
        Hai
"""


@pytest.mark.parametrize(
    ("line", "column", "keys"),
    [
        (1, 9, ("don_vi",)),
        (3, 3, ("chi_tieu", "hs.a")),
        (3, 9, ("chi_tieu", "hs.a")),
        (4, 3, ("chi_tieu", "hs.b")),
        (4, 12, ("chi_tieu", "hs.b", "gia_tri")),
        (4, 26, ("chi_tieu", "hs.b", "tu")),
        (7, 8, ("nhiem_vu", "cd", "so")),
        (10, 9, ("nhiem_vu", "cd", "ket_qua")),
        (11, 12, ("nhiem_vu", "cd", "ket_qua")),
    ],
)
def test_keys_lead_to_every_place_of_a_file(line: int, column: int, keys: tuple[str, ...]) -> None:
    assert keys_at(mapping_of(TEXT), line, column) == keys


def test_no_keys_lead_to_a_place_before_the_first_one_or_into_a_file_without_any() -> None:
    assert keys_at(mapping_of("\n# chú thích\na: 1"), 1, 1) == ()
    assert keys_at(node_of("- 1\n- 2"), 2, 3) == ()
    assert keys_at(nodes.Scalar("x", "", 1, 1), 1, 1) == ()
    assert keys_at(None, 1, 1) == ()


# The line that stands there.


def test_a_long_line_is_shown_around_its_place_and_says_where_it_was_cut(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.781", f"{'a' * 200} # {'b' * 200}")
    (written,) = finding_about(sandbox, "BC208").written
    assert len(written) <= MAX_WRITTEN
    assert written.startswith("hs.tiep_nhan: aaa")
    assert written.endswith("…")


def test_letters_that_turn_a_line_around_are_shown_as_such(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.781", "3.\u202e781")
    finding = Finder(sandbox.load().workspaces[0]).finding_of(
        problem("BC208", Place(FILE, 4, 3), value="x")
    )
    assert finding.written == ("hs.tiep_nhan: 3.<U+202E>781",)


# Names of what it is about.


@pytest.mark.parametrize(
    ("old", "new", "code", "subject", "written"),
    [
        ("3.781", "abc", "BC208", "Tiếp nhận (hs.tiep_nhan)", "hs.tiep_nhan: abc"),
        ("hs.truc_tuyen", "hs.truc", "BC302", "hs.truc", "hs.truc: 3.276"),
        ("dang_thuc_hien", "dang_lam", "BC206", "Nhiệm vụ 1: Nhiệm vụ một", ""),
        ('"1": {', '"7": {', "BC303", "Nhiệm vụ 7", ""),
        ("[@nq-1]", "[@nq-9]", "BC306", "Mục I.1: Hồ sơ", ""),
        ('"I.1"', '"I.9"', "BC305", "Mục I.9", ""),
        ("ky: 2025-11", "ky: 2025-10", "BC312", "Khóa 'ky'", "ky: 2025-10"),
        ("nhiem_vu:", "phat_hanh: {x: {so: 1}}\nnhiem_vu:", "BC304", "Phát hành văn bản", ""),
        ("nhiem_vu:", "kien_nghi: {cd: [{nhom: x, noi_dung: y}]}\nnhiem_vu:", "BC307", "Kiến nghị", ""),
        (
            "nhiem_vu:",
            "vuong_mac: {cd: [{nhom: x, noi_dung: y}]}\nnhiem_vu:",
            "BC307",
            "Khó khăn, vướng mắc",
            "",
        ),
        (
            "nhiem_vu:",
            "van_ban: {qd-1: {so: 1/QĐ-UBND, ngay: 2025-02-30, co_quan: UBND xã, trich_yeu: x}}\nnhiem_vu:",
            "BC207",
            "Văn bản dẫn chiếu 'qd-1'",
            "",
        ),
        ("3.781", "3.781\n  hs.tiep_nhan: 5", "BC110", "Tiếp nhận (hs.tiep_nhan)", "hs.tiep_nhan: 5"),
    ],
)
def test_a_problem_is_called_by_the_name_of_what_it_is_about(
    sandbox: Sandbox, old: str, new: str, code: str, subject: str, written: str
) -> None:
    sandbox.replace(FILE, old, new)
    finding = finding_about(sandbox, code)
    assert finding.subject == subject
    assert finding.written[0].startswith(written)


def test_a_value_that_stands_twice_shows_both_lines(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.276", "3.276\n  hs.tiep_nhan: 5")
    assert finding_about(sandbox, "BC110").written == ("hs.tiep_nhan: 5", "hs.tiep_nhan: 3.781")


def test_a_file_that_cannot_be_read_is_meant_as_a_whole(sandbox: Sandbox) -> None:
    sandbox.write(FILE, "don_vi: xa-mot\n\tky: 2025-11\n")
    finding = finding_about(sandbox, "BC101")
    assert (finding.keys, finding.subject, finding.written) == ((), "Cả tệp", ("ky: 2025-11",))
    sandbox.write(FILE, b"\xff\xfex")
    finding = finding_about(sandbox, "BC003")
    assert (finding.keys, finding.subject, finding.written) == ((), "Cả tệp", ())


def test_a_problem_of_the_profile_is_one_of_the_profile(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/ho-so.yaml", "ky_hieu: UBND", "ky_hieuu: UBND")
    assert finding_about(sandbox, "BC205").subject == "Hồ sơ đơn vị"


# Whom it concerns.


@pytest.mark.parametrize(
    ("old", "new", "code", "concerned"),
    [
        ("3.781", "abc", "BC208", {"cd"}),
        ("hs.truc_tuyen", "hs.truc", "BC302", {"cd", "khac"}),
        ("dang_thuc_hien", "dang_lam", "BC206", {"cd"}),
        ('"I.1"', '"I.9"', "BC305", {"cd"}),
        ('cd:\n    "I.1"', 'khac:\n    "I.9"', "BC305", {"khac"}),
        ("[@nq-1]", "[@nq-9]", "BC306", {"cd"}),
        ("nhiem_vu:", "phat_hanh: {khac/bao-cao: {so: x}}\nnhiem_vu:", "BC208", {"khac"}),
        ("ky: 2025-11", "ky: 2025-10", "BC312", {"cd", "khac"}),
        ("don_vi: xa-mot", "\tdon_vi: xa-mot", "BC101", {"cd", "khac"}),
    ],
)
def test_a_problem_concerns_the_directives_that_ask_for_what_it_is_about(
    sandbox: Sandbox, old: str, new: str, code: str, concerned: set[str]
) -> None:
    sandbox.write("data/directives/khac.yaml", OTHER)
    sandbox.replace(FILE, old, new)
    directives = sandbox.load().definitions.directives.values()
    assert owning_directives(finding_about(sandbox, code), directives) == concerned


def test_what_nobody_asks_for_alone_concerns_all(sandbox: Sandbox) -> None:
    directives = sandbox.load().definitions.directives.values()
    nowhere = Finder(sandbox.load().workspaces[0]).finding_of(Diagnostic("BC006", None))
    assert owning_directives(nowhere, directives) == {"cd"}
    assert owning_directives(nowhere, ()) == frozenset()
