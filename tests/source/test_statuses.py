"""Names and lights of task states, kept in a file that a province can change."""

import pytest

from baocao.model.figure import Timeliness
from baocao.model.status import Light
from baocao.model.submission import Progress
from baocao.source.statuses import read_statuses
from reading import problem_codes, read_with

LABELS = """
tien_do: {chua_thuc_hien: Chưa, dang_thuc_hien: Đang, hoan_thanh: Xong, khong_ap_dung: Không}
"""
LIGHTS = """
mau: {xanh: {ten: Xanh, rgb: C6E0B4}, do: {ten: Đỏ, rgb: F4B183}}
den:
  - {mau: do, thoi_han: [qua_han, hoan_thanh_qua_han]}
  - {mau: xanh, tien_do: hoan_thanh}
sap_den_han_truoc: 15
"""


def test_states_have_labels_and_lights() -> None:
    parsed, problems = read_with(read_statuses, LABELS + LIGHTS)
    assert problems == []
    assert parsed.progress[Progress.UNDER_WAY] == "Đang"
    assert parsed.soon == 15
    assert parsed.light(Progress.DONE, Timeliness.DONE_LATE) == Light("do", "Đỏ", "F4B183")
    assert parsed.light(Progress.DONE, Timeliness.DONE) == Light("xanh", "Xanh", "C6E0B4")
    assert parsed.light(Progress.UNDER_WAY, Timeliness.IN_TIME) is None


def test_states_without_labels_are_called_by_their_words() -> None:
    parsed, problems = read_with(read_statuses, LABELS)
    assert parsed.timeliness == {each: each.value for each in Timeliness}
    assert (parsed.rules, parsed.soon, problems) == ((), 0, [])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("chua_thuc_hien: Chưa, ", "", "BC204"),
        ("hoan_thanh: Xong", "hoan_thanh: Xong, tam_dung: Dừng", "BC205"),
        ("mau: do, thoi_han", "mau: den, thoi_han", "BC206"),
        ("mau: do, thoi_han", "thoi_han", "BC204"),
        ("[qua_han, hoan", "[qua, hoan", "BC206"),
        ("tien_do: hoan_thanh", "tien_do: xong", "BC206"),
        ("ten: Đỏ, ", "", "BC204"),
        (": 15", ": mười lăm", "BC208"),
    ],
)
def test_each_fault_of_the_statuses_is_reported(old: str, new: str, code: str) -> None:
    text = LABELS + LIGHTS
    assert old in text
    assert problem_codes(read_with(read_statuses, text.replace(old, new))[1]) == [code]
