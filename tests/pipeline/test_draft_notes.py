"""The last page of a draft: what is missing or wrong, in the words of the clerk who fills it in."""

import re

import pytest

from baocao.pipeline.draft_notes import MOST_NOTES, MOST_OTHERS, MOST_UNITS
from baocao.pipeline.plan import Requests, Scope, plan_documents
from support import DIRECTIVE, Sandbox

MOT = "data/units/xa-mot/2025-11.yaml"
HAI = "data/units/xa-hai/2025-11.yaml"
BA = "data/units/phuong-ba/2025-11.yaml"
CD = "data/directives/cd.yaml"
KEYS = re.compile(r"hs\.\w|data/|\.yaml|chi_tieu|noi_dung|nhiem_vu")


def draft_notes_of(sandbox: Sandbox, product: str = "bao-cao", directive: str = "cd") -> tuple[str, ...]:
    """Return the notes of the first document of a product."""
    loaded = sandbox.load()
    requests = Requests(loaded.workspaces[0], loaded.problems, loaded.owed, draft=True)
    planned = plan_documents(loaded.workspaces[0], Scope(directives=frozenset({directive})))
    return requests.full_request(next(each for each in planned if each.product.id == product)).remarks


def test_a_unit_reads_which_figures_items_and_tasks_its_draft_lacks(sandbox: Sandbox) -> None:
    sandbox.write(MOT, "don_vi: xa-mot\nky: 2025-11\nchi_tieu:\n  hs.may_lay_so: co\n")
    assert draft_notes_of(sandbox) == (
        "Còn thiếu 1 số liệu: Tiếp nhận.",
        "Còn thiếu 1 mục: I.1. Hồ sơ.",
        "Còn thiếu 1 nhiệm vụ: 1. Nhiệm vụ một.",
    )


def test_what_is_wrong_comes_after_what_is_missing_and_before_what_is_doubtful(sandbox: Sandbox) -> None:
    sandbox.replace(MOT, "3.781", "nhiều")
    sandbox.replace(MOT, "Theo [@nq-1]", "Theo [@nq-9]")
    sandbox.replace(MOT, "3.276", "03276")
    assert draft_notes_of(sandbox) == (
        "Lỗi: 'nhiều' không phải là số (dòng 4).",
        "Lỗi: không có văn bản 'nq-9' để dẫn chiếu. Ý bạn là 'nq-1'? (dòng 11).",
        (
            "Cần xem lại: '03276' bắt đầu bằng số 0, có chương trình đọc là hệ bát phân; "
            "được hiểu là 3276 (dòng 5)."
        ),
    )


def test_a_consolidated_draft_says_it_by_unit_counted_by_kind(sandbox: Sandbox) -> None:
    sandbox.replace(CD, "bat_buoc: [hs.tiep_nhan]", "bat_buoc: [hs]")
    sandbox.write(HAI, "don_vi: xa-hai\nky: 2025-11\nchi_tieu:\n  hs.tiep_nhan: 5\n")
    sandbox.write(BA, "don_vi: phuong-ba\nky: 2025-11\nchi_tieu:\n  hs.truc_tuyen: ít\n")
    total, mot, hai, ba = draft_notes_of(sandbox, "tong-hop")
    assert total == (
        "3 đơn vị còn thiếu 11 số liệu, 2 mục, 2 nhiệm vụ. Thiếu ở nhiều đơn vị nhất: "
        "Máy lấy số (3 đơn vị); Tỷ lệ số hóa (3 đơn vị); Kinh phí (3 đơn vị)."
    )
    assert mot == "Xã Một: thiếu 3 số liệu (Máy lấy số; Tỷ lệ số hóa; Kinh phí)."
    assert hai == (
        "Xã Hai: thiếu 4 số liệu (Hồ sơ trực tuyến; Máy lấy số; Tỷ lệ số hóa và 1 số liệu khác), "
        "1 mục (I.1. Hồ sơ), 1 nhiệm vụ (1. Nhiệm vụ một)."
    )
    assert ba.startswith("Phường Ba: thiếu 4 số liệu (Tiếp nhận; ")
    assert ba.endswith("; 1 lỗi: 'ít' không phải là số (dòng 4).")


def test_names_stand_in_place_of_keys(sandbox: Sandbox) -> None:
    sandbox.replace(MOT, "3.781", "99.999.999")
    sandbox.write(HAI, "don_vi: xa-hai\nky: 2025-11\nchi_tieu:\n  hs.tiep_nhan: -5\n  hs.phan_tram: 120\n")
    for product in ("bao-cao", "tong-hop"):
        said = draft_notes_of(sandbox, product)
        assert any("“Tiếp nhận” = " in line for line in said), said
        assert not [line for line in said if KEYS.search(line)]


def test_what_another_directive_asks_for_is_not_missing_here(sandbox: Sandbox) -> None:
    other = (
        DIRECTIVE.replace("ma: cd", "ma: khac").replace("so: I.1", "so: III").replace('so: "1"', 'so: "9"')
    )
    sandbox.write(
        "data/directives/khac.yaml", other.replace("bat_buoc: [hs.tiep_nhan]", "bat_buoc: [hs.kinh_phi]")
    )
    assert draft_notes_of(sandbox) == ()
    assert draft_notes_of(sandbox, directive="khac") == (
        "Còn thiếu 1 số liệu: Kinh phí.",
        "Còn thiếu 1 mục: III. Hồ sơ.",
        "Còn thiếu 1 nhiệm vụ: 9. Nhiệm vụ một.",
    )


@pytest.mark.parametrize("units", [MOST_UNITS + 1, 96])
def test_notes_of_very_many_units_are_a_screenful(sandbox: Sandbox, units: int) -> None:
    names = [f"xa-n{number}" for number in range(units)]
    lines = "".join(
        f'  {name}: {{ma: "n{name}", ten: Xã {name[3:].upper()}, loai: xa, thuoc: tinh-t, tinh_cu: bac}}\n'
        for name in names
    )
    registry = (sandbox.root / "data/units/don-vi.yaml").read_text(encoding="utf-8")
    sandbox.write("data/units/don-vi.yaml", registry + lines)
    for name in names:
        figure = "hs.kinh_phi: 5" if name == names[-1] else "hs.tiep_nhan: 5"
        sandbox.write(
            f"data/units/{name}/2025-11.yaml", f"don_vi: {name}\nky: 2025-11\nchi_tieu:\n  {figure}\n"
        )
    said = draft_notes_of(sandbox, "tong-hop")
    assert len(said) == MOST_UNITS + 2 <= MOST_NOTES
    assert f"Xã N{units - 1}: thiếu 1 số liệu (Tiếp nhận), 1 mục" in said[-2]
    others = units + 1 - MOST_UNITS
    assert said[-1].startswith(f"{others} đơn vị khác: thiếu {others - 1} mục, ")
    assert said[-1].endswith(
        f" và {others - MOST_OTHERS} đơn vị khác." if units > MOST_OTHERS else "xã N11."
    )
    assert max(map(len, said)) < 400


def test_what_is_beyond_a_screenful_is_counted(sandbox: Sandbox) -> None:
    wrong = "".join(f"  hs.la{number}: 1\n" for number in range(MOST_NOTES + 5))
    sandbox.replace(MOT, "chi_tieu:\n", f"chi_tieu:\n{wrong}")
    said = draft_notes_of(sandbox)
    assert len(said) == MOST_NOTES + 1
    assert said[-1] == "Và 5 nội dung khác; xem baocao check."


def test_names_of_tasks_are_not_longer_than_a_line(sandbox: Sandbox) -> None:
    sandbox.replace(CD, "ten: Nhiệm vụ một", f"ten: Nhiệm vụ {'rất ' * 40}dài")
    sandbox.write(MOT, "don_vi: xa-mot\nky: 2025-11\nchi_tieu:\n  hs.tiep_nhan: 1\n")
    assert draft_notes_of(sandbox)[-1].endswith("rất rất…")
