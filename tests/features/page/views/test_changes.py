"""View 'Thay đổi': what `baocao diff` says, where people can open it."""

from pathlib import Path

import pytest

from baocao.cli.page import changes_of
from baocao.features.page.records import Gathered, View
from baocao.features.page.views.changes import changes_view
from baocao.model.printed import FigureKey
from paging import Reader, gathered_page
from repositories import Repository
from support import EXAMPLE, SUBMISSION, Sandbox


def view_of(gathered: Gathered, rev: str | None = None) -> View:
    view = changes_view(gathered, tuple(changes_of(gathered, rev)))
    assert view is not None
    return view


def october_and_november(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mot/2025-10.yaml", SUBMISSION.replace("2025-11", "2025-10"))
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "4.159")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "xã đã nhận", "xã đã tiếp nhận")


def test_what_is_unusual_stands_before_all_other_figures() -> None:
    words = Reader(view_of(gathered_page(EXAMPLE, "2025-11")).html).words
    assert words.startswith("So sánh kỳ 2025-10 → kỳ 2025-11")
    assert (
        words.index("Khác thường (4)") < words.index("tổng hợp (64 chỉ tiêu)") < words.index("Số liệu khác")
    )
    assert "Xã Hòa Sơn Tỷ lệ thanh toán trực tuyến 99,5% 71,1% -28,4 điểm" in words


def test_every_new_number_leads_to_its_trace() -> None:
    gathered = gathered_page(EXAMPLE, "2025-11")
    links = Reader(view_of(gathered).html).values_of("href")
    traced = [link.split("/")[1:] for link in links if link.startswith("#truy-vet/")]
    assert {link.split("/")[0] for link in links} == {"#truy-vet", "#don-vi"}
    assert len(traced) > 200
    for parts in traced:
        key = FigureKey(*parts)
        if key.unit:
            assert key.indicator in gathered.consolidations["nq71"].own[key.unit]
        else:
            assert key.indicator in gathered.consolidations[key.directive].totals


def test_a_first_period_has_nothing_before_it(sandbox: Sandbox) -> None:
    words = Reader(view_of(gathered_page(sandbox.root, "2025-11")).html).words
    assert words == "Không có kỳ nào cùng loại trước kỳ 2025-11 để so sánh."


def test_sentences_show_what_went_and_what_came(sandbox: Sandbox) -> None:
    october_and_november(sandbox)
    html = view_of(gathered_page(sandbox.root, "2025-11")).html
    assert "xã đã <ins>tiếp </ins>nhận" in html


def test_a_concise_page_counts_what_units_wrote_and_does_not_say_it(sandbox: Sandbox) -> None:
    october_and_november(sandbox)
    gathered = gathered_page(sandbox.root, "2025-11")._replace(concise=True)
    words = Reader(view_of(gathered).html).words
    assert "Lời văn (1) 1 đoạn lời văn thay đổi." in words
    assert "tiếp nhận [=" not in words
    assert "3.781 4.159" in words


def test_what_changed_since_a_revision_stands_below_what_changed_since_the_last_period(
    tmp_path: Path,
) -> None:
    sandbox = Sandbox(tmp_path)
    repository = Repository(tmp_path)
    repository.commit("2025-11-15 09:00")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "4.159")
    words = Reader(view_of(gathered_page(sandbox.root, "2025-11"), "HEAD").html).words
    first, second = words.split("So sánh HEAD → thư mục làm việc")
    assert first.startswith("Không có kỳ nào cùng loại trước")
    assert "Tiếp nhận 3.781 4.159 +378 +10%" in second


PEOPLE = {
    "ho_ten: Nguyễn Văn A": "ho_ten: Phạm Thị Cúc",
    "nguoi_ky:": "dau_moi: Lê Văn Mối, 0912345678\nlien_he: [Thư điện tử moi@xa-mot.example]\n"
    "nguoi_ky:\n  vo-van-hai: {chuc_vu: Phó Chủ tịch, ho_ten: Võ Văn Hai}",
}
ABOUT_PEOPLE = (
    *("Nguyễn Văn A", "Phạm Thị Cúc", "Lê Văn Mối", "0912345678", "moi@xa-mot.example", "vo-van-hai"),
    *("Võ Văn Hai", "PTC-nguoi-soan"),
)


@pytest.mark.parametrize("concise", [False, True])
def test_who_signs_and_who_answers_calls_is_not_told(sandbox: Sandbox, *, concise: bool) -> None:
    repository = Repository(sandbox.root)
    repository.commit("2025-11-15 09:00")
    for old, new in PEOPLE.items():
        sandbox.replace("data/units/xa-mot/ho-so.yaml", old, new)
    issued = "phat_hanh:\n  cd: {so: 12, nguoi_ky: vo-van-hai, nguoi_soan: PTC-nguoi-soan}\n"
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "chi_tieu:", f"{issued}chi_tieu:")
    gathered = gathered_page(sandbox.root, "2025-11", concise=concise)
    words = Reader(view_of(gathered, "HEAD").html).words
    assert [each for each in ABOUT_PEOPLE if each in words] == []
    assert "ho-so.yaml: nguoi_ky: (không ghi trên trang) → (không ghi trên trang)" in words
    assert "ho-so.yaml: dau_moi: thêm (không ghi trên trang)" in words
    assert "1 nhóm văn bản in ra thay đổi." in words
    assert ("phát hành cd, số: thêm 12" in words) is not concise
    assert ("phát hành cd, người ký: thêm (không ghi trên trang)" in words) is not concise


def test_a_template_that_begins_to_print_a_signer_names_nobody_either(sandbox: Sandbox) -> None:
    Repository(sandbox.root).commit("2025-11-15 09:00")
    sandbox.replace("templates/bao-cao.md.j2", "kính báo cáo", "(đồng chí Nguyễn Văn A) kính báo cáo")
    words = Reader(view_of(gathered_page(sandbox.root, "2025-11"), "HEAD").html).words
    assert "1 nhóm văn bản in ra thay đổi." in words
    assert "Nguyễn Văn A" not in words
