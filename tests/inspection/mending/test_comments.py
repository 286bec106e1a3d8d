"""Comments of Word say at its place what was changed and what is left, and leave those of others alone."""

from xml.etree import ElementTree as ET

import pytest

from baocao.inspection.mending.mend import mend_document
from baocao.inspection.mending.package import W
from breaking import change_parts, good_document, pack_parts, replace_first
from mending import broken_cases, main_part
from office import package_parts

COMMENTS = "word/comments.xml"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def spoiled_report() -> bytes:
    changes = [change for rule in ("TT208", "TT316", "TT103") for change in broken_cases()[rule][1]]
    return change_parts(good_document("report"), *changes)


def comments_in(data: bytes) -> list[tuple[str, str, list[str]]]:
    """Return author, id and lines of each comment."""
    root = ET.fromstring(package_parts(data)[COMMENTS])
    return [
        (
            each.get(f"{W}author", ""),
            each.get(f"{W}id", ""),
            ["".join(line.itertext()) for line in each.iter(f"{W}p")],
        )
        for each in root
    ]


def test_each_change_and_each_fault_left_has_its_comment() -> None:
    mended = mend_document("x.docx", spoiled_report(), comments=True)
    said = comments_in(mended.data)
    lines = [line for _, _, lines in said for line in lines]
    assert {author for author, _, _ in said} == {"baocao"}
    changed = next(line for line in lines if line.startswith("TT208"))
    assert changed == (
        "TT208 Số, ký hiệu: cách ghi. Đã sửa: Số: 9/BC-SA → Số: 09/BC-SA. "
        "Căn cứ: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3."
    )
    left = next(line for line in lines if line.startswith("TT316"))
    assert "Chưa sửa: '4 kế hoạch'; thuộc câu chữ, chỉ người soạn mới quyết định được." in left
    assert any(line.startswith("TT103") for line in lines)


def test_a_comment_stands_at_its_paragraph_and_its_part_is_related() -> None:
    mended = mend_document("x.docx", spoiled_report(), comments=True)
    root = main_part(mended.data)
    places = {
        mark.get(f"{W}id"): "".join(mark.getparent().itertext())
        for mark in root.iter(f"{W}commentRangeStart")
    }
    for _, number, lines in comments_in(mended.data):
        if lines[0].startswith("TT316"):
            assert "4 kế hoạch" in places[number]
    ends = [mark.get(f"{W}id") for mark in root.iter(f"{W}commentRangeEnd")]
    assert ends == list(places)
    assert [mark.get(f"{W}id") for mark in root.iter(f"{W}commentReference")] == ends
    parts = package_parts(mended.data)
    assert TYPE.encode() in parts["[Content_Types].xml"]
    assert KIND.encode() in parts["word/_rels/document.xml.rels"]


def test_comments_that_are_there_stay_and_numbers_are_not_given_twice() -> None:
    files = package_parts(
        change_parts(
            spoiled_report(),
            replace_first(
                "<w:t", '<w:t xml:space="preserve">' + '</w:t><w:commentReference w:id="7"/><w:t'
            ),
            replace_first(
                "</Relationships>",
                f'<Relationship Id="rIdNX" Type="{KIND}" Target="comments.xml"/></Relationships>',
                "word/_rels/document.xml.rels",
            ),
            replace_first(
                "</Types>",
                f'<Override PartName="/{COMMENTS}" ContentType="{TYPE}"/></Types>',
                "[Content_Types].xml",
            ),
        )
    )
    note = (
        f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="7" w:author="Lan"><w:p><w:r><w:t>Xem lại</w:t>'
        "</w:r></w:p></w:comment></w:comments>"
    )
    mended = mend_document("x.docx", pack_parts({**files, COMMENTS: note.encode()}), comments=True)
    assert mended.refused == ""
    said = comments_in(mended.data)
    assert said[0] == ("Lan", "7", ["Xem lại"])
    numbers = [number for _, number, _ in said]
    assert len(numbers) == len(set(numbers)) > 2


@pytest.mark.parametrize("tracked", [True, False])
def test_a_second_run_says_nothing_twice(*, tracked: bool) -> None:
    once = mend_document("x.docx", spoiled_report(), tracked=tracked, comments=True)
    again = mend_document("x.docx", once.data, tracked=tracked, comments=True)
    assert again.changes == ()
    assert again.data == once.data


def test_nothing_is_said_of_a_good_document() -> None:
    data = good_document("report")
    assert mend_document("x.docx", data, comments=True).data == data


def test_a_paragraph_with_many_faults_has_one_comment_with_a_line_for_each() -> None:
    mended = mend_document("x.docx", spoiled_report(), comments=True)
    root = main_part(mended.data)
    for paragraph in root.iter(f"{W}p"):
        assert len(paragraph.findall(f"{W}commentRangeStart")) <= 2
