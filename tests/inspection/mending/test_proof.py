"""What a mended copy says is proven by reading both files anew; a mender that errs is found out."""

from collections.abc import Callable
from typing import Any

import pytest

from baocao.inspection.mending import rewording, wordings
from baocao.inspection.mending.context import Mending
from baocao.inspection.mending.mend import MENDERS, mend_document
from baocao.inspection.mending.package import W, make_element
from baocao.inspection.mending.proof import Claims, claims_of, unproven_place
from baocao.inspection.mending.records import Change
from baocao.inspection.mending.wordings import Spelling
from baocao.source.forms import load_form
from breaking import Change as Breach
from breaking import change_parts, good_document, pack_parts, replace_first
from mending import broken_document
from office import package_parts


def nothing_claimed(*, tracked: bool = False) -> Claims:
    return claims_of((), load_form(), tracked=tracked)


@pytest.mark.parametrize(
    ("breach", "place"),
    [
        (replace_first("04 kế hoạch", "40 kế hoạch"), "Sở đã ban hành 04 kế hoạch."),
        (replace_first("95,5%", "95.5%"), "95,5%"),
        (replace_first("kính báo cáo", "kính  báo cáo"), "kính báo cáo"),
        (replace_first("Trần Thị B", "Trần Thị C"), "Trần Thị B"),
        (replace_first("<w:tr>", "<w:tr/><w:tr>"), "số bảng"),
        (replace_first("Số: 189/BC-SA", ""), "Số: 189/BC-SA"),
        (replace_first("189/BC-SA", "189/BC-SA thêm"), "Số: 189/BC-SA"),
        (replace_first(" PAGE ", " DATE ", "word/header1.xml"), "word/header1.xml"),
        (replace_first("</w:body>", "<w:p><w:r><w:t>Thêm</w:t></w:r></w:p></w:body>"), "thêm vào"),
    ],
)
def test_a_word_that_changed_is_found(breach: Breach, place: str) -> None:
    data = good_document("report")
    assert place in unproven_place(data, change_parts(data, breach), nothing_claimed())


def test_a_part_that_is_lost_is_found() -> None:
    data = good_document("report")
    files = package_parts(data)
    del files["word/footnotes.xml"]
    assert unproven_place(data, pack_parts(files), nothing_claimed()) == "thiếu phần word/footnotes.xml"


def test_what_nobody_may_change_is_found_whatever_it_is() -> None:
    data = good_document("report")
    changed = change_parts(data, lambda texts: texts.update({"docProps/app.xml": "<x/>"}))
    assert "không được phép" in unproven_place(data, changed, nothing_claimed())


def test_a_change_that_is_claimed_and_not_made_is_found() -> None:
    data = good_document("report")
    changed = change_parts(data, replace_first("<w:titlePg/>", ""))
    claims = claims_of([Change("TT210", "", "", "", "", node=3, reworded=True)], load_form(), tracked=False)
    assert "không sửa" in unproven_place(data, changed, claims)


def test_words_that_rejecting_would_not_bring_back_are_found() -> None:
    """The same change, made plainly, is no tracked one."""
    data = broken_document("TT208")
    plain = mend_document("x.docx", data, tracked=False)
    for tracked in (False, True):
        claims = claims_of(plain.changes, load_form(), tracked=tracked)
        assert bool(unproven_place(data, plain.data, claims)) is tracked


Blunder = Callable[[Mending], None]


def loses_a_sentence(mending: Mending) -> None:
    paragraph = next(each for each in mending.docx.paragraphs if "04 kế hoạch" in each.text)
    element = mending.paragraphs[paragraph.node]
    element.getparent().remove(element)


def writes_more(mending: Mending) -> None:
    paragraph, run, text = make_element("p"), make_element("r"), make_element("t")
    text.text = "Kèm theo."
    run.append(text)
    paragraph.append(run)
    mending.paragraphs[0].addprevious(paragraph)


def lowers_a_name(mending: Mending) -> None:
    for text in mending.root.iter(f"{W}t"):
        text.text = (text.text or "").replace("UBND tỉnh T", "UBND tỉnh t")


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("blunder", [loses_a_sentence, writes_more, lowers_a_name])
def test_a_mender_that_errs_spoils_no_document(blunder: Blunder, *, tracked: bool) -> None:
    data = broken_document("TT208")
    mended = mend_document("x.docx", data, tracked=tracked, menders=(*MENDERS, blunder))
    assert mended.data == data
    assert mended.changes == ()
    assert "lỗi của chương trình" in mended.refused
    assert "tệp gốc không bị thay đổi" in mended.refused


@pytest.mark.parametrize("new", ["00", "1", "", "9", "x"])
def test_a_wrong_character_in_the_right_place_is_found(monkeypatch: pytest.MonkeyPatch, new: str) -> None:
    real = wordings.wordings_for

    def wrong(*given: Any) -> Any:
        return (each._replace(spelling=each.spelling._replace(new=new)) for each in real(*given))

    monkeypatch.setattr(rewording, "wordings_for", wrong)
    data = broken_document("TT208")
    mended = mend_document("x.docx", data)
    assert mended.refused
    assert mended.data == data


@pytest.mark.parametrize("shift", [-2, -1, 1, 2])
def test_the_right_character_in_a_wrong_place_is_found(monkeypatch: pytest.MonkeyPatch, shift: int) -> None:
    real = wordings.wordings_for

    def wrong(*given: Any) -> Any:
        for each in real(*given):
            start, end, new = each.spelling
            yield each._replace(spelling=Spelling(start + shift, end + shift, new))

    monkeypatch.setattr(rewording, "wordings_for", wrong)
    for rule in ("TT208", "TT407", "TT314"):
        mended = mend_document("x.docx", broken_document(rule))
        assert mended.refused or mended.changes == (), (rule, mended.changes)


def test_the_proof_reads_every_part_that_changed() -> None:
    data = broken_document("TT107")
    mended = mend_document("x.docx", data)
    before, after = package_parts(data), package_parts(mended.data)
    assert {name for name in after if after[name] != before.get(name)} == {"word/header1.xml"}
