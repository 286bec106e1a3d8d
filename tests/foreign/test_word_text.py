"""Documents with marks that somebody has made to mislead or to hang the reader."""

import random
import time
from collections.abc import Callable

import pytest

from baocao.foreign.faults import UnreadableError
from baocao.foreign.word_marks import Map, read_marked
from baocao.model.marks import NAMESPACE, Mark, MarkKind, MarkSource
from baocao.render.word.marks import item_part
from marking import (
    BOTH,
    NAME,
    NAMES,
    ORIGIN,
    PROSE,
    comments_part,
    end,
    marked,
    paragraph,
    run,
    start,
    word_file,
)
from spoiling import of_archive, of_xml

GOOD = word_file(paragraph(marked(PROSE, 1, run("Đã rút ") + marked(NAME, 2, run("107")) + run(" hồ sơ."))))
BOMB = '<!DOCTYPE dau [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def many_bookmarks(count: int) -> str:
    return "".join(f"{start(f'_bc{number:07x}', number)}{end(number)}" for number in range(count))


def told_with(old: str, new: str) -> Map:
    """Return what is thought of a map of which one place was changed."""
    item = item_part(ORIGIN, BOTH).decode()
    assert old in item
    return read_marked(
        word_file(paragraph(run("x")), marks=None, parts={"item1": item.replace(old, new)})
    ).map


def test_hundreds_of_thousands_of_bookmarks_are_refused() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_marked(word_file(paragraph(many_bookmarks(300_000))))
    assert refused.value.code == "TT005"


def test_bookmarks_that_cover_everything_a_thousand_times_are_refused() -> None:
    starts = "".join(start(f"_bc{number:07x}", number) for number in range(3_000))
    ends = "".join(end(number) for number in range(3_000))
    text = "".join(paragraph(run("x" * 50)) for _ in range(1_000))
    with pytest.raises(UnreadableError) as refused:
        read_marked(word_file(paragraph(starts) + text + paragraph(ends)))
    assert refused.value.code == "TT005"


def test_many_comments_over_many_bookmarks_take_no_time() -> None:
    count = 4_000
    around = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in range(count))
    after = "".join(f'<w:commentRangeEnd w:id="{number}"/>' for number in range(count))
    body = paragraph(around + many_bookmarks(5_000) + run("x") + after)
    comments = comments_part(*((str(number), "A", f"{number:08X}", "x") for number in range(count)))
    began = time.process_time()
    assert len(read_marked(word_file(body, parts={"comments": comments})).comments) == count
    assert time.process_time() - began < 20


@pytest.mark.parametrize("body", [
    paragraph(start(NAME, 1) + run("107")),
    paragraph(run("107") + end(1)),
    paragraph(start(NAME, 1) + start(PROSE, 1) + run("107") + end(1)),
    paragraph(start(NAME, 1) + run("107")) + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "<w:tbl/><w:tbl><w:tr/></w:tbl>" + start(NAME, 1) + end(1),
    paragraph('<w:bookmarkStart/><w:bookmarkEnd/><w:bookmarkStart w:name="_bc"/>'),
    "",
], ids=range(7))  # fmt: skip
def test_bookmarks_without_beginning_or_end_are_just_lost(body: str) -> None:
    found = read_marked(word_file(body))
    assert set(found.changed) | set(found.lost) | {NAME, PROSE} == {NAME, PROSE}


def test_of_two_bookmarks_of_one_name_the_first_counts_and_it_is_told() -> None:
    found = read_marked(word_file(paragraph(marked(NAME, 1, run("107")) + marked(NAME, 2, run("999")))))
    assert found.text_now(NAME) == "107"
    assert found.now.repeated == {NAME}


@pytest.mark.parametrize(("old", "new", "thought"), [
    ("<so k=", "<so x=", Map.SPOILED),
    ('k="tthc.rut|xa-mo-cay"', f'k="{"x" * 2_000}"', Map.SPOILED),
    ('u="xa-mo-cay"', f'u="{"x" * 2_000}"', Map.SPOILED),
    ('u="xa-mo-cay"', 'u="xa-mo-cay" n="-1"', Map.SPOILED),
    ('u="xa-mo-cay"', 'u="xa-mo-cay" n="9e9"', Map.SPOILED),
    ('phien_ban="1"', 'phien_ban="x"', Map.SPOILED),
    ('phien_ban="1"', 'phien_ban="10"', Map.NEWER),
    ("107</so>", "108</so>", Map.EDITED),
    ("<loi ", "<loi2 ", Map.SPOILED),
    ("<dau", f"{BOMB}<dau", Map.SPOILED),
    ("</dau>", "", Map.SPOILED),
    (NAMESPACE, "urn:khac", Map.MISSING),
])  # fmt: skip
def test_a_map_with_lies_is_told(old: str, new: str, thought: Map) -> None:
    assert told_with(old, new) is thought


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../../x.yaml", "a/../../x", "C:\\x", "c:/x", "a\u202e.yaml", ""]
)
def test_sources_outside_of_the_workspace_are_none(path: str) -> None:
    origin = ORIGIN._replace(sources=(*ORIGIN.sources, MarkSource(path, "cd" * 20)))
    found = read_marked(word_file(paragraph(run("x")), origin=origin))
    assert found.origin == ORIGIN


def test_what_another_program_keeps_beside_the_text_is_left_alone() -> None:
    data = word_file(
        paragraph(marked(NAME, 1, run("107"))), parts={"item2": "<khác", "item3": f"{BOMB}<x/>"}
    )
    found = read_marked(data)
    assert (found.map, found.text_now(NAME)) == (Map.WHOLE, "107")


def test_answers_that_answer_each_other_end_somewhere() -> None:
    extended = (
        f'<w15:commentsEx {NAMES}><w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000002"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/></w15:commentsEx>'
    )
    comments = comments_part(("0", "A", "00000001", "x"), ("1", "B", "00000002", "y"))
    data = word_file(paragraph(run("x")), parts={"comments": comments, "commentsExtended": extended})
    assert len(read_marked(data).comments) <= 2


@pytest.mark.sampled
@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("spoil", [of_archive, of_xml])
def test_a_spoiled_file_is_refused_or_read(spoil: Callable[..., object], seed: int) -> None:
    mutant = spoil(GOOD, random.Random(seed))
    assert is_refused_or_read(mutant.data)  # type: ignore[attr-defined]


def is_refused_or_read(data: bytes) -> bool:
    try:
        found = read_marked(data)
    except UnreadableError as error:
        return bool(error.message)
    return len(found.changed) + len(found.lost) <= len(found.marks)


def test_long_texts_are_refused() -> None:
    marks = [Mark(MarkKind.PROSE, "noi_dung/a/b", "x" * 1_000_000, "xa")] * 21
    with pytest.raises(UnreadableError) as refused:
        read_marked(word_file(paragraph(run("x")), marks=marks))
    assert refused.value.code == "TT005"
