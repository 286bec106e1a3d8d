"""A corrected copy of any document: what can be mended is, what cannot is said, nothing else changes."""

import re

import pytest

from baocao.inspection.mending.body import PARTED
from baocao.inspection.mending.context import PENDING
from baocao.inspection.mending.mend import FORMATTING, Way, mend_document, mended_copy
from baocao.inspection.mending.records import Mended
from breaking import (
    DOCUMENT,
    GOOD,
    add_run_looks,
    broken_rules,
    change_parts,
    good_document,
    pack_parts,
    replace_first,
)
from collected import NAMES, made_paper
from mending import (
    broken_document,
    main_part,
    out_of_order,
    properties_in,
    rejected,
    said_in,
    spoiled_document,
    twice_used_ids,
)
from office import package_parts

MENDABLE = (
    *("TT101", "TT102", "TT103", "TT104", "TT105", "TT205", "TT206", "TT209", "TT211", "TT212", "TT213"),
    *("TT214", "TT216", "TT217", "TT220", "TT301", "TT302", "TT303", "TT304", "TT305", "TT306", "TT307"),
    *("TT308", "TT310", "TT315", "TT318", "TT401", "TT405", "TT406", "TT502", "TT503", "TT504", "TT509"),
)
"""The rules whose broken documents break something that mending sets right."""
WAITING = {"TT702"}
"""What tracked changes wait for: that people accept them."""


def mend_well(data: bytes, *, tracked: bool = True) -> Mended:
    """Mend a document; see that nothing but properties changed, and that mending again changes nothing."""
    way = Way(tracked=tracked, menders=FORMATTING)
    mended = mended_copy("văn bản.docx", data, way)
    root, original = main_part(mended.data), main_part(data)
    assert said_in(root) == said_in(original)
    # Documents that were broken as text may have been out of order where nothing was mended.
    assert [names for names in out_of_order(root) if names not in out_of_order(original)] == []
    assert twice_used_ids(root) == []
    taken_back = rejected(root) if tracked else None
    if taken_back is not None:
        assert list(properties_in(taken_back)) == list(properties_in(original))
    again = mended_copy("văn bản.docx", mended.data, way)
    assert again.changes == ()
    assert again.data == mended.data
    return mended


@pytest.mark.parametrize("name", GOOD)
def test_a_good_document_comes_back_byte_for_byte(name: str) -> None:
    data = good_document(name)
    assert mend_document("văn bản.docx", data).data is data


@pytest.mark.parametrize("rule", MENDABLE)
def test_what_a_rule_finds_wrong_is_set_right(rule: str) -> None:
    data = broken_document(rule)
    mended = mend_well(data)
    assert broken_rules(mended.data) == WAITING
    assert {change.rule for change in mended.changes} == {rule}
    assert mended.left == ()


@pytest.mark.parametrize("rule", MENDABLE[::6])
def test_a_plain_copy_has_no_tracked_changes(rule: str) -> None:
    mended = mend_well(broken_document(rule), tracked=False)
    assert broken_rules(mended.data) == set()
    assert b"Change" not in b"".join(each.tag.encode() for each in main_part(mended.data).iter())


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(n, marks=pytest.mark.thorough) for n in range(6, 150))]
)
def test_whatever_is_spoiled_is_set_right_or_said(seed: int) -> None:
    data = spoiled_document(seed)
    mended = mend_well(data)
    told = {left.rule for left in mended.left}
    assert broken_rules(mended.data) <= told | WAITING, broken_rules(data)


@pytest.mark.parametrize(
    ("font", "text", "kept"),
    [
        (".VnTime", "Tû lÖ gi¶i quyÕt", True),
        ("VNI-Times", "Tyû leä giaûi quyeát", True),
        (".VnTimeH", "ubnd", True),
        ("Wingdings", "ü", True),
        (".VnTime", "Tỷ lệ giải quyết", False),
        (".VnTime", "UBND", False),
        ("Arial", "Tû lÖ", False),
    ],
)
def test_letters_that_would_be_others_in_another_font_are_left_and_said(
    font: str, text: str, *, kept: bool
) -> None:
    data = change_parts(
        good_document("report"),
        add_run_looks("Tỷ lệ giải quyết", f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'),
        replace_first("Tỷ lệ giải quyết đúng hạn đạt 95,5%.", text),
    )
    mended = mend_well(data)
    assert {left.rule for left in mended.left} >= ({"TT104"} if kept else set())
    assert ("TT104" in {change.rule for change in mended.changes}) is not kept


def test_changes_of_others_that_wait_are_left_as_they_are() -> None:
    pending = '<w:sz w:val="20"/><w:rPrChange w:id="77" w:author="Lan"><w:rPr/></w:rPrChange>'
    data = change_parts(good_document("report"), add_run_looks("Tỷ lệ giải quyết", pending))
    tracked, plain = (
        mended_copy("văn bản.docx", data, Way(tracked=each, menders=FORMATTING)) for each in (True, False)
    )
    assert [left.reason for left in tracked.left if left.rule == "TT302"] == [PENDING]
    assert tracked.data == data
    assert [change.rule for change in plain.changes] == ["TT302"]


def test_a_title_and_a_date_in_one_run_are_parted_for_their_looks() -> None:
    data = change_parts(
        good_document("typed with tabs"),
        add_run_looks("Số: 05", '<w:sz w:val="32"/><w:b/>'),
    )
    mended = mended_copy("văn bản.docx", data, Way(menders=FORMATTING))
    assert broken_rules(mended.data) == WAITING
    assert said_in(main_part(mended.data)) == said_in(main_part(data))


def with_wide_table(width: int) -> bytes:
    """Return a report with a narrow left margin and a table that was drawn for it, so many twips wide."""
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/>'
        "</w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>Số hộ</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    sentence = "Tỷ lệ giải quyết đúng hạn đạt 95,5%.</w:t></w:r></w:p>"
    return change_parts(
        good_document("report"),
        replace_first('w:left="1701" w:header', 'w:left="567" w:header'),
        replace_first(sentence, sentence + table),
    )


@pytest.mark.parametrize(("width", "is_set"), [(9000, True), (10500, False)])
def test_a_table_is_never_pushed_out_of_the_page(width: int, *, is_set: bool) -> None:
    mended = mend_document("văn bản.docx", with_wide_table(width))
    assert ("TT103" in {change.rule for change in mended.changes}) is is_set
    assert ["TT103"] * (not is_set) == [left.rule for left in mended.left if "bảng rộng" in left.reason]


@pytest.mark.thorough
def test_of_every_kind_of_document_what_is_wrong_is_mended_or_said() -> None:
    for name in NAMES:
        data = made_paper(name)
        mended = mend_document(name, data)
        left = {judged.rule.id for judged in mended.after.judged if judged.fails} - WAITING
        assert mended.refused == "", name
        assert mended.after.form is None or left <= {each.rule for each in mended.left}, name
        assert mend_document(name, mended.data).data == mended.data, name


def test_a_paragraph_with_line_breaks_is_not_justified_and_said() -> None:
    """Word would stretch the words before each break to the margin."""
    broken = change_parts(
        good_document("typed report"),
        lambda texts: texts.update(
            {
                DOCUMENT: texts[DOCUMENT]
                .replace('<w:jc w:val="both"/>', "")
                .replace("04 kế hoạch", "04</w:t><w:br/><w:t>kế hoạch")
            }
        ),
    )
    mended = mend_document("x.docx", broken)
    left = [each for each in mended.left if each.rule == "TT303"]
    assert [each.reason for each in left] == [PARTED]
    assert any(change.rule == "TT303" for change in mended.changes)


def test_a_file_without_a_list_of_types_is_refused_and_no_crash() -> None:
    """Readers need none; a header that is added has to be named in it."""
    numberless = change_parts(
        good_document("report"),
        lambda texts: texts.update({DOCUMENT: re.sub(r"<w:headerReference [^>]*>", "", texts[DOCUMENT])}),
    )
    files = package_parts(numberless)
    del files["[Content_Types].xml"]
    mended = mend_document("x.docx", pack_parts(files))
    assert "[Content_Types].xml" in mended.refused
