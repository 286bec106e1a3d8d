"""A file that was only opened for the period is no report yet."""

import pytest

from baocao.figures.expected import expected_reporters
from baocao.source.drafts import is_draft, was_draft
from reading import mapping_of
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
OPENED = """
    don_vi: xa-mot
    ky: 2025-11
    chi_tieu:
      hs.tiep_nhan:   # kỳ 2025-10: 3.700
      hs.may_lay_so: khong_ap_dung
    nhiem_vu:
      cd:
        "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}
    noi_dung:
      cd:
        "I.1":
    kien_nghi:
      cd: []
    """


def test_what_was_opened_and_carried_forward_says_nothing_yet() -> None:
    assert is_draft(mapping_of(OPENED))


@pytest.mark.parametrize(
    ("blank", "filled"),
    [
        ("hs.tiep_nhan: ", "hs.tiep_nhan: 0 "),
        ("hs.tiep_nhan: ", "hs.tiep_nhan: khong_phat_sinh "),
        ("hs.tiep_nhan: ", "hs.tiep_nhan: {chua_co: Chưa đối chiếu} "),
        ('"I.1":', '"I.1": Xã đã tiếp nhận hồ sơ.'),
        ("cd: []", "cd: [{nhom: kinh_phi, noi_dung: Thiếu kinh phí}]"),
    ],
)
def test_the_first_figure_or_text_makes_it_a_report(blank: str, filled: str) -> None:
    assert blank in OPENED
    assert not is_draft(mapping_of(OPENED.replace(blank, filled)))


def test_where_only_tasks_are_asked_about_they_are_the_report() -> None:
    assert not is_draft(
        mapping_of('don_vi: x\nky: 2025-11\nnhiem_vu:\n  cd:\n    "1": {tien_do: hoan_thanh}\n')
    )


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a: [", b"- 1"])
def test_what_cannot_be_read_was_meant_as_a_report(data: bytes) -> None:
    assert not was_draft(data)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_opened_file_is_one_however_its_lines_end(end: str) -> None:
    lines = ("don_vi: x", "ky: 2025-11", "chi_tieu: # điền vào", "  hs.a: ~", "  hs.b: null # x", "")
    assert was_draft(end.join(lines).encode())


def test_an_opened_file_does_not_count_as_received(sandbox: Sandbox) -> None:
    sandbox.write(FILE, OPENED)
    workspace = sandbox.load().workspaces[0]
    who = expected_reporters(workspace, workspace.definitions.directives["cd"])
    assert "xa-mot" in {unit.id for unit in who.missing}
    assert who.reported == ()
