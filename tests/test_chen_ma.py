"""What is written in data is printed as it is written: it never runs, in templates, Word or Excel."""

import textwrap
from xml.etree import ElementTree as ET

import pytest

from baocao.pipeline.making import Outcome
from office import S, W, package_parts
from support import CATALOGUE, DEPARTMENT, PROFILE, Sandbox

TEMPLATES = (
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ don_vi.ma }}",
    "{# ẩn #}",
    "{% raw %}x{% endraw %}",
    "${7*7} #{7*7} <%= 7*7 %>",
)
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1:A9)",
    "-2+3",
    '=HYPERLINK("http://x.vn","bấm")',
    "\t=1+1",
)
MARKUP = (
    "<script>alert(1)</script>",
    "<w:p/>",
    "&lt;b&gt; &amp; &#7840;",
    "]]><!--",
    "%s %(ten)s {0} {ten}",
    "a | b ** c __ d \\ e ` f",
    "\u202eđảo chiều",
)
PAYLOADS = TEMPLATES + FORMULAS + MARKUP


def quoted_text(text: str) -> str:
    """Return a text in double quotes, as YAML and JSON write it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'


@pytest.fixture
def written(sandbox: Sandbox, request: pytest.FixtureRequest) -> Outcome:
    """Documents whose data hold the payload wherever a unit writes freely."""
    text = quoted_text(request.param)
    sandbox.write(
        "data/directives/chi-tieu.yaml",
        f"{textwrap.dedent(CATALOGUE).rstrip()}\n"
        "    y_kien: {ten: Ý kiến, loai: van_ban}\n"
        "    viec: {ten: Việc, loai: danh_sach}\n",
    )
    sandbox.write("data/units/xa-mot/ho-so.yaml", PROFILE.replace("Nguyễn Văn A", text))
    sandbox.write("data/units/so-a/ho-so.yaml", DEPARTMENT.replace("Trần Thị B", text))
    sandbox.replace("data/units/don-vi.yaml", "ten: Xã Một", f"ten: {text}")
    sandbox.write(
        "data/units/xa-mot/2025-11.yaml",
        f"""
        don_vi: xa-mot
        ky: 2025-11
        chi_tieu:
          hs.tiep_nhan: 3.781
          hs.truc_tuyen: {{chua_co: {text}}}
          hs.y_kien: {text}
          hs.viec: [{text}, Họp]
        nhiem_vu:
          cd:
            "1": {{tien_do: dang_thuc_hien, ket_qua: {text}, vuong_mac: {text}}}
        noi_dung:
          cd:
            "I.1": {quoted_text("Kết quả: " + request.param)}
        """,
    )
    return sandbox.build()


def printed_letters(data: bytes) -> str:
    """Return all letters of a Word document."""
    root = ET.fromstring(package_parts(data)["word/document.xml"])
    return "".join(each.text or "\t" for each in root.iter() if each.tag in {f"{W}t", f"{W}tab"})


def unit_document(outcome: Outcome, unit: str, suffix: str) -> bytes:
    """Return the one file of a unit with this suffix."""
    (data,) = (made.data for made in outcome.made if made.unit == unit and made.name.endswith(suffix))
    return data


@pytest.mark.parametrize("written", TEMPLATES + FORMULAS, indirect=True, ids=repr)
def test_a_word_document_prints_what_was_written(written: Outcome, request: pytest.FixtureRequest) -> None:
    payload = request.node.callspec.params["written"]
    text = printed_letters(unit_document(written, "xa-mot", ".docx"))
    assert payload.strip() in text
    assert "root:" not in text
    assert "<class" not in text


@pytest.mark.parametrize("written", PAYLOADS, indirect=True, ids=repr)
def test_a_worksheet_holds_no_formula(written: Outcome) -> None:
    book = package_parts(unit_document(written, "so-a", ".xlsx"))
    for name, data in book.items():
        if name.startswith("xl/worksheets/sheet"):
            cells = list(ET.fromstring(data).iter(f"{S}c"))
            assert cells
            assert not [cell for cell in cells if cell.find(f"{S}f") is not None]
            assert not [cell for cell in cells if cell.get("t") in {"str", "e"}]
    assert not [name for name in book if "externalLink" in name]
    assert b"HYPERLINK" not in b"".join(data for name, data in book.items() if name.endswith(".rels"))


@pytest.mark.parametrize("written", FORMULAS[:3], indirect=True, ids=repr)
def test_a_name_that_looks_like_a_formula_is_text_in_the_worksheet(
    written: Outcome, request: pytest.FixtureRequest
) -> None:
    payload = request.node.callspec.params["written"]
    book = package_parts(unit_document(written, "so-a", ".xlsx"))
    sheets = [data for name, data in book.items() if name.startswith(("xl/worksheets/", "xl/shared"))]
    assert payload in "".join(text for data in sheets for text in ET.fromstring(data).itertext())


@pytest.mark.parametrize("written", MARKUP, indirect=True, ids=repr)
def test_every_document_stays_well_formed(written: Outcome) -> None:
    assert len(written.made) == 3
    for made in written.made:
        for name, data in package_parts(made.data).items():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(data)


@pytest.mark.parametrize(
    "forged", ["\ue005bang:0\ue006", '"\\ue005bang:0\\ue006"'], ids=["plain", "escaped"]
)
def test_tokens_of_the_program_cannot_be_forged(sandbox: Sandbox, forged: str) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "Đang làm", forged)
    assert "BC007" in sandbox.codes()
    assert all(
        b"bang:0" not in part for made in sandbox.build().made for part in package_parts(made.data).values()
    )
