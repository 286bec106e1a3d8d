"""Corrections are read as what they are about would be."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from baocao.model.submission import Correction, Entry, Part
from baocao.source import nodes
from baocao.source.corrections import read_corrections
from baocao.source.fields import Fields
from baocao.source.log import Log
from support import Sandbox

Read = Callable[[str], tuple[tuple[Correction, ...], list[str]]]
WHY = "ly_do: Đếm lại, nguoi: Trần Thị B, ngay: 20/11/2025"


@pytest.fixture
def read(sandbox: Sandbox, yaml: Callable[[str], tuple[nodes.Node, object]]) -> Read:
    """Read the corrections of a submission; return them with the codes of problems."""
    definitions = sandbox.load().definitions

    def read_corrections_of(text: str) -> tuple[tuple[Correction, ...], list[str]]:
        node, _ = yaml(text)
        assert isinstance(node, nodes.Mapping)
        log = Log("tệp.yaml", "xa-mot")
        corrections = read_corrections(Fields(node, log), definitions)
        return corrections, [each.code for each in log.problems]

    return read_corrections_of


def test_a_figure_is_read_as_in_the_figures(read: Read) -> None:
    (found,), problems = read(
        f'dinh_chinh: [{{chi_tieu: hs.phan_tram, tu: "86,6%", thanh: trên 90%, {WHY}}}]'
    )
    assert problems == []
    assert (found.part, found.key, found.name) == (Part.FIGURE, "chi_tieu/hs.phan_tram", "hs.phan_tram")
    assert isinstance(found.before, Entry)
    assert isinstance(found.after, Entry)
    assert (found.before.value, found.after.value, found.after.qualifier) == (
        Decimal("86.6"), Decimal(90), "trên",
    )  # fmt: skip
    assert (found.reason, found.person, found.day) == ("Đếm lại", "Trần Thị B", date(2025, 11, 20))


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("nhiem_vu: cd/1", "nhiem_vu/cd/1"),
        ("noi_dung: cd/I.1", "noi_dung/cd/I.1"),
        ("vuong_mac: cd", "vuong_mac/cd"),
        ("kien_nghi: cd", "kien_nghi/cd"),
        ("the_thuc: cd", "the_thuc/cd"),
        ("the_thuc: cd/bao-cao", "the_thuc/cd/bao-cao"),
    ],
)  # fmt: skip
def test_everything_else_is_read_as_text(read: Read, what: str, key: str) -> None:
    (found,), problems = read(f"dinh_chinh: [{{{what}, tu: Một, thanh: khong_co, {WHY}}}]")
    assert problems == []
    assert (found.key, found.before, found.after) == (key, "Một", None)
    assert found.is_about_form == key.startswith("the_thuc")


def test_documents_of_the_submission_itself_can_be_corrected(read: Read) -> None:
    text = (
        f"van_ban: {{qd-2: {{loai: Quyết định}}}}\ndinh_chinh: [{{van_ban: qd-2, tu: a, thanh: b, {WHY}}}]"
    )
    assert read(text)[0][0].key == "van_ban/qd-2"


@pytest.mark.parametrize(
    ("correction", "codes"),
    [
        (f"tu: 1, thanh: 2, {WHY}", ["BC870"]),
        (f"chi_tieu: hs.tiep_nhan, nhiem_vu: cd/1, tu: 1, thanh: 2, {WHY}", ["BC870"]),
        (f"chi_tieu: hs.tiep_nham, tu: 1, thanh: 2, {WHY}", ["BC302"]),
        (f"chi_tieu: hs.ty_le, tu: 1, thanh: 2, {WHY}", ["BC310"]),
        (f"chi_tieu: hs.tiep_nhan, tu: một, thanh: 2, {WHY}", ["BC208"]),
        (f"nhiem_vu: dc/1, tu: a, thanh: b, {WHY}", ["BC304"]),
        (f"nhiem_vu: cd, tu: a, thanh: b, {WHY}", ["BC303"]),
        (f"nhiem_vu: cd/9, tu: a, thanh: b, {WHY}", ["BC303"]),
        (f"noi_dung: cd/IX, tu: a, thanh: b, {WHY}", ["BC305"]),
        (f"vuong_mac: cd/1, tu: a, thanh: b, {WHY}", ["BC304"]),
        (f"the_thuc: cd/khac, tu: a, thanh: b, {WHY}", ["BC304"]),
        (f"van_ban: qd-9, tu: a, thanh: b, {WHY}", ["BC306"]),
        (f"chi_tieu: hs.tiep_nhan, tu: 1, {WHY}", ["BC204"]),
        ("chi_tieu: hs.tiep_nhan, tu: 1, thanh: 2, ngay: 2025-11-20", ["BC204", "BC204"]),
        (f"chi_tieu: hs.tiep_nhan, tu: 1, thanh: 2, {WHY}, vi_sao: a", ["BC205"]),
    ],
)
def test_what_cannot_be_understood_is_reported(read: Read, correction: str, codes: list[str]) -> None:
    corrections, problems = read(f"dinh_chinh: [{{{correction}}}]")
    assert problems == codes
    assert corrections == () or codes in (["BC208"], ["BC205"])
