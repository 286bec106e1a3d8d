"""Properties are set in the order of the schema, and Word can take tracked ones back."""

from itertools import count
from typing import Any

import pytest
from lxml import etree

from baocao.inspection.mending.package import W, local_name
from baocao.inspection.mending.tracking import Done, Tracker, Wanted, run_length

NAMESPACE = f'xmlns:w="{W[1:-1]}"'


def make_tracker(*, tracked: bool = True, moment: str = "") -> Tracker:
    return Tracker((str(number) for number in count(1)), tracked=tracked, moment=moment)


def xml_of(text: str) -> Any:
    return etree.fromstring(f"<a {NAMESPACE}>{text}</a>")[0]


def names_in(element: Any) -> list[str]:
    return [local_name(child) for child in element]


def shown(element: Any) -> str:
    return str(etree.tostring(element).decode()).replace(f" {NAMESPACE}", "")


def test_a_run_gets_its_properties_in_the_order_of_the_schema() -> None:
    run = xml_of('<w:r><w:rPr><w:rStyle w:val="a"/><w:sz w:val="20"/><w:lang w:val="vi"/></w:rPr></w:r>')
    wanted: Wanted = {
        "u": {"val": "none"},
        "b": {"val": None},
        "rFonts": {"ascii": "Times New Roman"},
        "i": {},
    }
    assert make_tracker().set_run(run, wanted) is Done.CHANGED
    assert names_in(run[0]) == ["rStyle", "rFonts", "b", "i", "sz", "u", "lang", "rPrChange"]
    assert names_in(run[0][-1][0]) == ["rStyle", "sz", "lang"]


def test_a_run_without_properties_records_that_it_had_none() -> None:
    run = xml_of("<w:r><w:t>a</w:t></w:r>")
    make_tracker().set_run(run, {"b": {}})
    assert shown(run) == (
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="baocao"><w:rPr/></w:rPrChange></w:rPr>'
        "<w:t>a</w:t></w:r>"
    )


def test_a_change_has_a_date_only_where_one_is_given() -> None:
    run = xml_of("<w:r><w:t>a</w:t></w:r>")
    make_tracker(moment="2025-11-18T00:00:00Z").set_run(run, {"b": {}})
    assert 'w:date="2025-11-18T00:00:00Z"' in shown(run)


def test_several_changes_of_a_run_are_one_that_keeps_what_was_before_all_of_them() -> None:
    run, tracker = xml_of('<w:r><w:rPr><w:sz w:val="20"/></w:rPr></w:r>'), make_tracker()
    tracker.set_run(run, {"sz": {"val": "28"}})
    tracker.set_run(run, {"b": {}})
    assert len(list(run.iter(f"{W}rPrChange"))) == 1
    assert run.find(f"{W}rPr/{W}rPrChange/{W}rPr/{W}sz").get(f"{W}val") == "20"
    assert run.find(f"{W}rPr/{W}rPrChange/{W}rPr/{W}b") is None


def test_what_is_so_already_is_not_changed() -> None:
    run = xml_of('<w:r><w:rPr><w:sz w:val="28"/></w:rPr></w:r>')
    before = shown(run)
    assert make_tracker().set_run(run, {"sz": {"val": "28"}, "b": None}) is Done.SAME
    assert shown(run) == before


def test_a_change_of_somebody_else_is_left_alone() -> None:
    text = '<w:r><w:rPr><w:b/><w:rPrChange w:id="7" w:author="Lan"><w:rPr/></w:rPrChange></w:rPr></w:r>'
    run = xml_of(text)
    assert make_tracker().set_run(run, {"sz": {"val": "28"}}) is Done.PENDING
    assert shown(run) == text
    assert make_tracker(tracked=False).set_run(run, {"sz": {"val": "28"}}) is Done.CHANGED


def test_a_paragraph_records_neither_its_mark_nor_its_section() -> None:
    paragraph = xml_of(
        '<w:p><w:pPr><w:ind w:left="0"/><w:rPr><w:b/></w:rPr><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:pPr>'
        "</w:p>"
    )
    make_tracker().set_paragraph(paragraph, {"jc": {"val": "both"}, "spacing": {"before": "120"}})
    assert names_in(paragraph[0]) == ["spacing", "ind", "jc", "rPr", "sectPr", "pPrChange"]
    assert names_in(paragraph[0][-1][0]) == ["ind"]


def test_an_attribute_is_taken_away_and_the_others_stay() -> None:
    paragraph = xml_of('<w:p><w:pPr><w:ind w:left="10" w:hanging="5"/></w:pPr></w:p>')
    make_tracker(tracked=False).set_paragraph(paragraph, {"ind": {"hanging": None, "firstLine": "567"}})
    assert shown(paragraph) == '<w:p><w:pPr><w:ind w:left="10" w:firstLine="567"/></w:pPr></w:p>'


def test_a_section_records_all_but_its_headers() -> None:
    section = xml_of('<w:sectPr><w:headerReference w:type="default"/><w:pgSz w:w="1"/><w:cols/></w:sectPr>')
    make_tracker().set_section(section, {"pgMar": {"top": "1134"}})
    assert names_in(section) == ["headerReference", "pgSz", "pgMar", "cols", "sectPrChange"]
    assert names_in(section[-1][0]) == ["pgSz", "cols"]


def test_the_sign_at_the_end_of_a_paragraph_can_be_set() -> None:
    paragraph = xml_of("<w:p><w:r/></w:p>")
    assert make_tracker().set_mark(paragraph, {"b": None}) is Done.SAME
    assert shown(paragraph) == "<w:p><w:r/></w:p>"
    make_tracker(tracked=False).set_mark(paragraph, {"b": {}})
    assert shown(paragraph) == "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r/></w:p>"


@pytest.mark.parametrize("at", range(8))
def test_a_run_is_parted_before_any_of_its_characters(at: int) -> None:
    run = xml_of("<w:r><w:rPr><w:b/></w:rPr><w:t>ab</w:t><w:tab/><w:t> cd</w:t><w:br/></w:r>")
    holder = xml_of("<w:p><w:bookmarkEnd/></w:p>")
    holder.append(run)  # after a bookmark
    first, second = make_tracker().split_run(run, at)
    assert [run_length(first), run_length(second)] == [min(at, 7), 7 - min(at, 7)]
    said = "".join(
        (each.text or "") if local_name(each) == "t" else "|"
        for each in holder.iter(f"{W}t", f"{W}tab", f"{W}br")
    )
    assert said == "ab| cd|"
    assert names_in(second)[0] == "rPr"
    assert holder.index(second) == holder.index(first) + 1


def test_a_parted_run_has_ids_of_its_own() -> None:
    holder = xml_of("<w:p><w:r><w:t>abcd</w:t></w:r></w:p>")
    tracker = make_tracker()
    tracker.set_run(holder[0], {"b": {}})
    tracker.split_run(holder[0], 2)
    ids = [each.get(f"{W}id") for each in holder.iter(f"{W}rPrChange")]
    assert len(ids) == len(set(ids)) == 2


def test_text_is_deleted_and_inserted_as_tracked_changes() -> None:
    holder = xml_of("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r></w:p>")
    tracker, run = make_tracker(), holder[0]
    tracker.delete_run(run)
    tracker.insert_text(run, " b")
    assert shown(holder) == (
        '<w:p><w:del w:id="1" w:author="baocao"><w:r><w:rPr><w:b/></w:rPr><w:delText>a</w:delText></w:r>'
        '</w:del><w:ins w:id="2" w:author="baocao"><w:r><w:rPr><w:b/></w:rPr>'
        '<w:t xml:space="preserve"> b</w:t></w:r></w:ins></w:p>'
    )


def test_plain_text_is_deleted_and_inserted_without_a_trace() -> None:
    holder = xml_of("<w:p><w:r><w:t>a</w:t></w:r></w:p>")
    tracker, run = make_tracker(tracked=False), holder[0]
    tracker.insert_text(run, "b", before=True)
    tracker.delete_run(run)
    assert shown(holder) == '<w:p><w:r><w:t xml:space="preserve">b</w:t></w:r></w:p>'


def test_what_stands_in_another_order_or_twice_is_put_right_where_anything_is_set() -> None:
    paragraph = xml_of(
        '<w:p><w:pPr><w:jc w:val="left"/><w:spacing w:before="60" w:line="300"/><w:spacing w:line="480"/>'
        "<w:keepNext/></w:pPr></w:p>"
    )
    make_tracker(tracked=False).set_paragraph(paragraph, {"jc": {"val": "both"}})
    assert shown(paragraph) == (
        '<w:p><w:pPr><w:keepNext/><w:spacing w:before="60" w:line="480"/><w:jc w:val="both"/></w:pPr></w:p>'
    )


def test_of_what_is_there_twice_the_last_one_is_what_is_changed() -> None:
    run = xml_of('<w:r><w:rPr><w:color w:val="000000"/><w:color w:val="0000FF"/></w:rPr></w:r>')
    assert make_tracker(tracked=False).set_run(run, {"color": {"val": "000000"}}) is Done.CHANGED
    assert shown(run) == '<w:r><w:rPr><w:color w:val="000000"/></w:rPr></w:r>'
