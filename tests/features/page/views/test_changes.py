"""View 'Thay đổi': what `baocao diff` says, where people can open it."""

from pathlib import Path

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
