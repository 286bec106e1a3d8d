"""View 'Đơn vị': every unit has a part with what no table shows, also where that must be packed."""

import pytest
from lxml import html as lxml_html

from baocao.features.page.packed import packed_json
from baocao.features.page.parting import narrowed, parted
from baocao.features.page.views import units
from baocao.features.page.views.units import units_view
from paging import Reader, example_gathered, unpacked


def test_every_unit_can_be_chosen_and_says_what_became_of_its_reports() -> None:
    gathered = example_gathered()
    view = units_view(gathered, ())
    assert view
    document = lxml_html.fromstring(f"<div>{view.html}</div>")
    for number, unit in enumerate(gathered.units):
        (article,) = document.xpath(f'//article[@data-unit="{number}"]')
        assert article.get("id") == f"don-vi/{unit.id}"
        assert document.xpath(f'//a[@href="#don-vi/{unit.id}"]')
        statuses = [
            each for each in gathered.overview.statuses for own in each.deliveries if own.unit == unit
        ]
        assert len(article.xpath('.//span[starts-with(@class, "state")]')) == len(statuses)


def test_what_units_wrote_stands_there_and_not_on_a_concise_page() -> None:
    gathered = example_gathered()
    full, concise = (units_view(gathered._replace(concise=each), ()) for each in (False, True))
    assert full
    assert concise
    narrative = next(iter(gathered.workspace.submissions["xa-cam-phong"].narratives["nq71"].values()))
    begins = narrative.text.splitlines()[0].lstrip("- ")[:25]
    assert begins in Reader(full.html).words
    assert begins not in Reader(concise.html).words
    assert "Nội dung báo cáo" not in concise.html
    assert not concise.data


def test_of_many_units_it_is_packed_and_comes_out_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    gathered = example_gathered()
    plain = units_view(gathered, ())
    monkeypatch.setattr(units, "MOST_PROSE", 1000)
    packed = units_view(gathered, ())
    assert plain
    assert packed
    assert not plain.data
    texts = unpacked(packed.data["prose"])
    assert len(texts) == len(gathered.units)
    assert all(text in plain.html for text in texts)
    assert len(packed.html) + len(packed.data["prose"]) < len(plain.html) / 3


def test_texts_are_packed_without_what_acts_instead_of_being_read() -> None:
    assert unpacked(packed_json(["Xã \u202eMỏ"])) != ["Xã \u202eMỏ"]
    assert unpacked(packed_json(["</script>", "đủ"])) == ["</script>", "đủ"]


def test_a_page_of_a_part_has_its_units_and_the_one_above_has_none() -> None:
    gathered = parted(example_gathered(), 4)
    assert units_view(gathered, ()) is None
    part = narrowed(gathered, gathered.parts[0])
    view = units_view(part, ())
    assert view
    assert view.html.count("<article") == len(part.units) < len(gathered.everyone)
