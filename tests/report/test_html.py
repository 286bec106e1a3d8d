"""An outline as HTML: everything that a terminal tells, and nothing that acts."""

import re
from pathlib import Path

import pytest

import hostile_texts as hostile
from baocao.features.diff.comparing import compare_periods
from baocao.features.diff.outline import diff_outline
from baocao.features.diff.side import Narrowing
from baocao.model.diagnostic import problem
from baocao.model.place import Place
from baocao.report.html import Reading, outline_html
from baocao.report.html_text import html_element
from baocao.report.outline import (
    Change,
    Count,
    Counts,
    Each,
    Edited,
    Fact,
    Item,
    Legend,
    Move,
    Names,
    Outline,
    Row,
    Section,
    Tone,
    Words,
    list_section,
)
from baocao.report.terminal import Manner, outline_text
from baocao.vietnamese.sentences import Edit
from baocao.vietnamese.visible import UNSEEN
from paging import Reader
from records import open_unit
from support import EXAMPLE, REPOSITORY

COMMUNE = open_unit("xa-mot", name="Xã Một")
ALLOWED = {
    *("a", "b", "caption", "code", "del", "details", "div", "h2", "h3", "i", "ins", "li", "p", "rect"),
    *("section", "span", "strong", "summary", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}


def html_of(*words: Words, **more: str) -> str:
    items = [Item(each, **more) for each in words]  # type: ignore[arg-type]
    return outline_html(Outline((list_section("hop", "Cuộc họp", items),)))


def every_kind(text: str) -> list[Words]:
    who = open_unit("xa-mot", name=text)
    return [
        text,
        Row((text, text)),
        Change(who, text, text, text, text, text, (text,), is_number=True),
        Change(None, text, text, text, notes=(text,)),
        Move(text, who, text, text, text, "x"),
        Edited(who, text, (Edit(text, ""), Edit(f"Xã {text} họp", f"Xã {text} không họp"))),
        problem(
            "BC024",
            Place(text, 1, 1),
            related=((text, Place(text, 2, 1)),),
            name=text,
            what=text,
            advice=text,
        ),
    ]


def whole_outline(text: str) -> Outline:
    sections = (list_section("hop", text, [Item(words, under=(text,))]) for words in every_kind(text))
    return Outline(
        (
            *(Fact(text, label=text, tone=tone, under=(text,)) for tone in Tone),
            *sections,
            Section("k", "", [], [], brief=text, aside=text),
            Each("x", (Outline((Fact(text, label=text, tone=Tone.LEAD), Names(text, (text, text)))),)),
            Counts((text,), (Count(text), Count(text, (1, 2, 3), text, (1,)))),
            Legend((text, text, text)),
        )
    )


@pytest.mark.sampled
@pytest.mark.parametrize("text", hostile.ALL)
def test_nothing_in_data_acts_in_a_page(text: str) -> None:
    made = outline_html(whole_outline(text), Reading(address=lambda key: f"#truy-vet/{key}"))
    page = Reader(made)
    assert set(page.tags) <= ALLOWED
    assert not {name for name, _ in page.attributes} & {"style", "src", "srcdoc", "id", "name"}
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert all(str(value).startswith("#truy-vet/") for name, value in page.attributes if name == "href")
    assert not re.search(f"[{UNSEEN}]", made)


@pytest.mark.parametrize("words", every_kind("Thôn Bốn"))
def test_a_page_tells_whatever_a_terminal_tells(words: Words) -> None:
    outline = Outline((list_section("hop", "Cuộc họp", [Item(words)]),))
    told = Reader(outline_html(outline)).words
    for word in re.findall(r"\w+", outline_text(outline, Manner())):
        assert word in told


def words_in(text: str) -> set[str]:
    """Return the words and numbers of a text; terminals cut names, with '…' at their ends."""
    return set(re.findall(r"\w(?:[\w.,/-]*\w)?%?(?!\w*…)", text))


@pytest.mark.parametrize(("root", "period"), [(EXAMPLE, "2025-11"), (REPOSITORY, "2025-11")])
def test_a_page_tells_every_word_of_what_really_changed(root: Path, period: str) -> None:
    differences = compare_periods(root, (period,), Narrowing())
    outline = diff_outline(differences, everything=True)
    told = outline_text(outline, Manner())
    page = Reader(outline_html(outline)).words
    # Figures to look at first are called by their codes on terminals, by their names on pages.
    codes = {look.indicator.id for each in differences.comparisons for look in each.looks}
    words = words_in(told) - codes
    assert words <= words_in(page)
    assert len(words) > 50


def test_a_heading_that_says_it_all_is_followed_by_what_is_said_of_the_rest() -> None:
    section = Section("totals", "nq71: đã báo cáo 1/96 đơn vị", [], [], aside="64 chỉ tiêu khác.")
    assert (
        Reader(outline_html(Outline((section,)))).words == "nq71: đã báo cáo 1/96 đơn vị 64 chỉ tiêu khác."
    )


def test_headings_stand_in_order_and_results_of_each_below_their_own() -> None:
    inner = Outline(
        (Fact("02 việc", label="Kỳ 2025-11", tone=Tone.LEAD), list_section("a", "Việc", [Item("x")]))
    )
    made = outline_html(Outline((Fact("Đã đổi", tone=Tone.TITLE), Each("x", (inner,)))))
    assert re.findall(r"<(h\d)>([^<]*)", made) == [
        ("h2", "Đã đổi"),
        ("h3", "Kỳ 2025-11"),
        ("h4", "Việc (1)"),
    ]


def test_changes_are_a_table_whose_cells_know_their_heads() -> None:
    change = Change(COMMUNE, "Hồ sơ", "1.000", "1.250", "+250", "+25%", ("hạng 2 → 1/5",), is_number=True)
    page = Reader(html_of(change))
    assert page.words.endswith(
        "Cuộc họp Đơn vị Chỉ tiêu Cũ Mới Thay đổi Tỷ lệ Ghi chú "
        "Xã Một Hồ sơ 1.000 1.250 +250 +25% hạng 2 → 1/5"
    )
    assert page.attributes.count(("scope", "col")) == 7
    assert page.attributes.count(("scope", "row")) == 1


def test_the_new_number_leads_to_how_it_came_about() -> None:
    change = Change(COMMUNE, "Hồ sơ", "1.000", "1.250", is_number=True)
    section = list_section("a", "Số liệu", [Item(change, key="tthc.nhan|xa-mot")])
    reading = Reading(address=lambda key: f"#truy-vet/{key.replace('|', '/')}")
    assert "<a href=#truy-vet/tthc.nhan/xa-mot>1.250</a>" in outline_html(Outline((section,)), reading)
    assert "<a" not in outline_html(Outline((section,)))


def test_a_sentence_shows_what_went_and_what_came() -> None:
    made = html_of(Edited(COMMUNE, "mục I", (Edit("Xã đã họp.", "Xã chưa họp."), Edit("", "Có mưa."))))
    assert "Xã <del>đã</del><ins>chưa</ins> họp." in made
    assert "<i>thêm:</i> <ins>Có mưa.</ins>" in made


def test_a_long_list_is_folded_and_only_what_no_page_holds_is_counted() -> None:
    items = [Item(f"dòng {number}") for number in range(1, 41)]
    outline = Outline((list_section("a", "Việc", items),))
    made = outline_html(outline, Reading(opened=10, most=30))
    opened, folded = made.split("<details>")
    assert opened.count("<li>") == 10
    assert folded.count("<li>") == 20
    assert "<summary>20 thay đổi khác</summary>" in folded
    assert Reader(made).words.endswith("… và 10 thay đổi khác.")


def test_one_more_than_is_seen_at_once_is_seen_too() -> None:
    outline = Outline((list_section("a", "Việc", [Item("x")] * 11),))
    assert "<details>" not in outline_html(outline, Reading(opened=10))


def test_a_move_that_many_units_share_is_told_once_with_all_their_names() -> None:
    units = [open_unit(f"xa-{number}", name=f"Xã {number}") for number in range(1, 6)]
    moves = [Move("Mới xong", unit, "nq71, nhiệm vụ 2", "Họp", "chưa → xong", "nq71 2") for unit in units]
    words = Reader(html_of(*moves)).words
    assert "nq71, nhiệm vụ 2: Họp chưa → xong 5 Xã 1, Xã 2, Xã 3, Xã 4, Xã 5" in words


def test_a_bar_says_in_words_what_its_parts_are() -> None:
    counts = Counts(("Đã gửi",), (Count("Tất cả", (9, 0, 3), "75%", (9,)),))
    made = outline_html(Outline((counts, Legend(("đầy đủ", "còn thiếu", "chưa gửi")))))
    assert 'aria-label="đầy đủ: 9; còn thiếu: 0; chưa gửi: 3"' in made
    assert made.count("<rect") == 2


def test_what_can_be_typed_is_of_no_use_to_who_has_no_terminal() -> None:
    assert not outline_html(Outline((Fact("Xem hết: --toan-bo", tone=Tone.HINT),)))


def test_an_attribute_ends_only_where_it_was_begun() -> None:
    made = html_element("td", "x", attributes={"title": '" onclick=alert(1) x="'})
    assert Reader(made).attributes == [("title", '" onclick=alert(1) x="')]
