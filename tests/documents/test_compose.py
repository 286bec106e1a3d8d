"""From a product to a document: head and foot, appendices, and figures whose states stay apart."""

import io
from datetime import UTC, date, datetime
from typing import Final

import docx
import pytest
from openpyxl import load_workbook

from baocao.documents.compose import Composed, appendix_names, markdown_has_body
from baocao.documents.tokens import block_token, object_token
from baocao.model.diagnostic import Diagnostic
from baocao.model.document import Document
from baocao.render.sheet import render_workbook
from baocao.render.word import WordRenderer
from baocao.source.forms import load_form
from composing import (
    FRONT,
    TEMPLATES,
    block_lines,
    block_tables,
    compose_first,
    first_document,
    printed_lines,
    row_texts,
)
from office import Word
from support import Sandbox

FILE: Final = "data/units/xa-mot/2025-11.yaml"
PROFILE: Final = "data/units/xa-mot/ho-so.yaml"
TEMPLATE: Final = "templates/bao-cao.md.j2"
MOMENT: Final = datetime(2025, 11, 14, tzinfo=UTC)


def with_front(
    sandbox: Sandbox, front: str, body: str = "Thân."
) -> tuple[Composed | None, list[Diagnostic]]:
    sandbox.write(TEMPLATE, f"---\n{front}\n---\n{body}\n")
    return compose_first(sandbox)


def issued_document(sandbox: Sandbox, text: str) -> Document:
    """Return the report of a unit that says how it issues it."""
    sandbox.replace(FILE, "nhiem_vu:", f"phat_hanh:\n  cd: {text}\nnhiem_vu:")
    return first_document(sandbox)


# Head and foot.


def test_the_letterhead_comes_from_the_profile(sandbox: Sandbox) -> None:
    head = first_document(sandbox).letterhead
    assert (head.parent, head.body) == ((), ("Ủy ban nhân dân", "xã Một"))
    assert (head.number, head.notation, head.place, head.day) == ("", "/BC-UBND", "Một", None)


@pytest.mark.parametrize(("number", "text"), [("5", "05"), ("189", "189"), ("1.024", "1024")])
def test_number_and_day_are_printed_once_they_are_given(sandbox: Sandbox, number: str, text: str) -> None:
    head = issued_document(sandbox, f"{{so: {number}, ngay: 2025-11-20}}").letterhead
    assert (head.number, head.day) == (text, date(2025, 11, 20))


def test_an_upward_report_opens_with_its_addressees_and_ends_with_as_above(sandbox: Sandbox) -> None:
    document = first_document(sandbox)
    assert document.addressees == ("Sở A",)
    assert document.recipients == ("Như trên", "Đảng ủy xã", "Lưu: VT")


@pytest.mark.parametrize("direction", ["huong: ngang\n", "huong: xuong\n", ""])
def test_other_documents_have_no_addressees(sandbox: Sandbox, direction: str) -> None:
    sandbox.replace(TEMPLATE, "huong: len\n", direction)
    document = first_document(sandbox)
    assert document.addressees == ()
    assert document.recipients == ("Đảng ủy xã", "Lưu: VT")


def test_the_unit_may_choose_addressees_and_recipients_of_one_report(sandbox: Sandbox) -> None:
    document = issued_document(sandbox, "{kinh_gui: [Sở B, Sở C], noi_nhan: [HĐND xã]}")
    assert document.addressees == ("Sở B", "Sở C")
    assert document.recipients == ("Như trên", "HĐND xã", "Lưu: VT")


SIGNERS = """
nguoi_ky:
  cu: {tm: Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Lê Văn Cũ, den: 2025-10-31}
  moi: {tm: Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Lê Thị Mới, tu: 2025-11-01}
  pho: {tm: Ủy ban nhân dân, kt: Chủ tịch, chuc_vu: Phó Chủ tịch, ho_ten: Lê Văn Phó}
"""


@pytest.mark.parametrize(
    ("issue", "name"),
    [
        ("{}", "Lê Thị Mới"),
        ("{ngay: 2025-10-15}", "Lê Văn Cũ"),
        ("{ngay: 2025-10-31}", "Lê Văn Cũ"),
        ("{ngay: 2025-11-01}", "Lê Thị Mới"),
        ("{nguoi_ky: pho}", "Lê Văn Phó"),
        ("{ngay: 2025-10-15, nguoi_ky: pho}", "Lê Văn Phó"),
    ],
)
def test_who_held_the_post_on_the_day_signs_unless_another_is_chosen(
    sandbox: Sandbox, issue: str, name: str
) -> None:
    profile = (sandbox.root / PROFILE).read_text(encoding="utf-8").split("nguoi_ky:", maxsplit=1)[0]
    sandbox.write(PROFILE, f"{profile}{SIGNERS.lstrip()}")
    assert issued_document(sandbox, issue).signature.name == name


def test_a_deputy_signs_for_the_head(sandbox: Sandbox) -> None:
    signature = first_document(sandbox, "tong-hop").signature
    assert (signature.lines, signature.name) == (("KT. Giám đốc", "Phó Giám đốc"), "Trần Thị B")


def test_where_nobody_held_the_post_the_place_stays_empty(sandbox: Sandbox) -> None:
    sandbox.replace(PROFILE, "ho_ten: Nguyễn Văn A", "ho_ten: Nguyễn Văn A, den: 2025-01-01")
    assert first_document(sandbox).signature.name == ""


def test_a_unit_without_a_profile_has_no_documents(sandbox: Sandbox) -> None:
    sandbox.remove(PROFILE)
    made, (found,) = compose_first(sandbox)
    assert made is None
    assert (found.code, str(found.place)) == ("BC608", "data/units/don-vi.yaml:13:11")


# Front matter.


def test_subject_and_title_are_filled_in(sandbox: Sandbox) -> None:
    sandbox.replace(TEMPLATE, "trich_yeu: Tình hình {{ ky.nhan }}", "trich_yeu: tình hình {{ ky.nhan }}")
    document = first_document(sandbox)
    assert document.subject == "Tình hình tháng 11 năm 2025"
    assert (document.type_name, document.title) == ("Báo cáo", "Báo cáo tình hình tháng 11 năm 2025")


@pytest.mark.parametrize(
    ("line", "outputs"),
    [
        ("", ("docx",)),
        ("dau_ra: xlsx", ("xlsx",)),
        ("dau_ra: [docx, xlsx]", ("docx", "xlsx")),
    ],
)
def test_a_template_says_in_which_formats_it_is_wanted(
    sandbox: Sandbox, line: str, outputs: tuple[str, ...]
) -> None:
    table = '{% call phu_luc("a", "A") %}{{ bang.so_lieu() }}{% endcall %}'
    body = f'Xem {{{{ xem_phu_luc("a") }}}}.\n{table}'
    made, _ = with_front(sandbox, f"loai: bao-cao\ntrich_yeu: x\n{line}".rstrip(), body)
    assert made is not None
    assert (made.outputs, made.template) == (outputs, TEMPLATE)


@pytest.mark.parametrize(
    ("front", "code", "place"),
    [
        ("loai: bao-cap\ntrich_yeu: x", "BC206", "2:7"),
        ("trich_yeu: x", "BC204", "2:1"),
        ("loai: bao-cao", "BC204", "2:1"),
        ("loai: bao-cao\ntrich_yeu: x\ndau_ra: pdf", "BC206", "4:9"),
        ("loai: bao-cao\ntrich_yeu: x\nhuong: bac", "BC206", "4:8"),
        ("loai: bao-cao\ntrich_yeu: x\nhuongg: len", "BC205", "4:1"),
        ("loai: bao-cao\ntrich_yeu: Kỳ {{ kyy }}", "BC602", "3:12"),
    ],
)
def test_a_fault_in_the_front_matter_has_its_place(
    sandbox: Sandbox, front: str, code: str, place: str
) -> None:
    made, (found,) = with_front(sandbox, front)
    assert made is None
    assert (found.code, str(found.place)) == (code, f"{TEMPLATE}:{place}")


def test_faults_of_front_matter_and_body_are_reported_together(sandbox: Sandbox) -> None:
    _, problems = with_front(sandbox, "loai: bao-cap\ntrich_yeu: Kỳ {{ kyy }}", "{{ tenn }}")
    assert sorted(problem.code for problem in problems) == ["BC206", "BC602", "BC602"]


def test_a_missing_template_is_reported_at_the_product(sandbox: Sandbox) -> None:
    sandbox.remove(TEMPLATE)
    made, (found,) = compose_first(sandbox)
    assert made is None
    assert (found.code, str(found.place)) == ("BC604", "data/directives/cd.yaml:12:12")


# Draft.


def test_a_draft_says_what_it_lacks_and_an_official_document_does_not(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "  hs.tiep_nhan: 3.781\n", "")
    draft, official = first_document(sandbox), first_document(sandbox, draft=False)
    assert (draft.draft, official.draft) == (True, False)
    assert draft.remarks == ("Còn thiếu 1 số liệu: Tiếp nhận.",)
    assert official.remarks == ()


def test_a_notice_of_the_workspace_stands_on_every_document(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", "ghi_chu_moi_trang: Số liệu giả lập\n")
    assert {first_document(sandbox, product).notice for product in ("bao-cao", "tong-hop")} == {
        "Số liệu giả lập"
    }


# Appendices.


def appendix_call(name: str, title: str = "Số liệu") -> str:
    return f"{{% call phu_luc('{name}', '{title}') %}}\nTrong {name}.\n{{% endcall %}}\n"


def appendix_mention(name: str) -> str:
    return f"Xem {{{{ xem_phu_luc('{name}') }}}}.\n\n"


@pytest.mark.parametrize(
    ("names", "single", "called"),
    [
        ([], "", []),
        (["a"], "", ["Phụ lục"]),
        (["a", "b", "c"], "", ["Phụ lục I", "Phụ lục II", "Phụ lục III"]),
        (["a", "b"], "IV", ["Phụ lục IV", "Phụ lục IV"]),
        (["a"], "IV", ["Phụ lục IV"]),
    ],
)
def test_two_or_more_appendices_carry_roman_numbers(
    names: list[str], single: str, called: list[str]
) -> None:
    assert list(appendix_names(names, single).values()) == called


def test_appendices_are_mentioned_by_the_numbers_that_they_get(sandbox: Sandbox) -> None:
    body = appendix_mention("b") + appendix_mention("a") + appendix_call("a") + appendix_call("b")
    assert printed_lines(sandbox, body) == ["Xem Phụ lục II.", "Xem Phụ lục I."]
    appendices = first_document(sandbox).appendices
    assert [(each.number, block_lines(each.blocks)) for each in appendices] == [
        ("Phụ lục I", ["Trong a."]),
        ("Phụ lục II", ["Trong b."]),
    ]


def test_an_appendix_leaves_number_and_day_blank_but_names_its_author(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "nhiem_vu:", "phat_hanh:\n  cd: {so: 189, ngay: 2025-11-20}\nnhiem_vu:")
    printed_lines(sandbox, appendix_mention("a") + appendix_call("a"))
    (appendix,) = first_document(sandbox).appendices
    words = " ".join(appendix.reference.split())
    assert words == "(Kèm theo Báo cáo số /BC-UBND ngày tháng năm của Ủy ban nhân dân xã Một)"


def test_an_appendix_that_the_body_does_not_mention_is_a_warning(sandbox: Sandbox) -> None:
    made, (found,) = with_front(
        sandbox, "loai: bao-cao\ntrich_yeu: x", "Thân.\n" + appendix_call("so-lieu")
    )
    assert made is not None
    assert (found.code, found.severity.value, str(found.place)) == ("BC606", "cảnh báo", f"{TEMPLATE}:5:1")


def test_a_file_of_appendices_alone_need_not_mention_them(sandbox: Sandbox) -> None:
    made, problems = with_front(
        sandbox, "loai: bao-cao\ntrich_yeu: x\nphu_luc_so: IV", appendix_call("so-lieu")
    )
    assert made is not None
    assert problems == []
    assert made.document.appendices[0].number == "Phụ lục IV"


def test_a_mention_of_no_appendix_is_an_error_with_the_nearest_name(sandbox: Sandbox) -> None:
    body = appendix_mention("so-lieu") + appendix_mention("so-lieuu") + appendix_call("so-lieu")
    made, (found,) = with_front(sandbox, "loai: bao-cao\ntrich_yeu: x", body)
    assert made is not None
    assert (found.code, str(found.place)) == ("BC607", f"{TEMPLATE}:5:1")
    assert "'so-lieu'?" in found.message
    assert block_lines(made.document.blocks)[1] == "Xem [so-lieuu]."


@pytest.mark.parametrize(
    ("markdown", "has_body"),
    [
        ("", True),
        ("Thân", True),
        (f"Thân{block_token('mo', 'a')}x{block_token('dong', 'a')}", True),
        (f"\n\n{block_token('mo', 'a')}x{block_token('dong', 'a')}", False),
        (f"Xem {object_token('xem', 'a')}", True),
    ],
)
def test_what_stands_before_the_first_appendix_is_the_body(*, markdown: str, has_body: bool) -> None:
    assert markdown_has_body(markdown) is has_body


# The states of a figure stay apart from the file to the page.

STATES = {
    "khong": "0",
    "khong_co_gi": "khong_phat_sinh",
    "dung_ngoai": "khong_ap_dung",
    "co_ly_do": "{chua_co: VNPT chưa gửi}",
    "de_trong": "~",
    "go_sai": "ba nghìn",
}
"""An indicator for each thing that a clerk can write."""


@pytest.fixture
def stateful(sandbox: Sandbox) -> Sandbox:
    """Three units that each report a figure in every state."""
    kinds = "".join(f"    {name}: {{ten: {name}, loai: so_dem}}\n" for name in STATES)
    derived = "".join(
        f"    gap_{name}: {{ten: gap_{name}, loai: so_dem, cong_thuc: hs.{name} * 2}}\n" for name in STATES
    )
    sandbox.write("data/directives/chi-tieu.yaml", f"hs:\n  ten: Hồ sơ\n  chi_tieu:\n{kinds}{derived}")
    sandbox.replace("data/directives/cd.yaml", "bat_buoc: [hs.tiep_nhan]\n", "")
    figures = "".join(f"  hs.{name}: {value}\n" for name, value in STATES.items())
    for unit in ("xa-mot", "xa-hai", "phuong-ba"):
        sandbox.write(
            f"data/units/{unit}/2025-11.yaml", f"don_vi: {unit}\nky: 2025-11\nchi_tieu:\n{figures}"
        )
    return sandbox


GAP: Final = "[chưa có số liệu]"


def test_in_the_sentences_of_a_unit_states_stay_apart(stateful: Sandbox) -> None:
    body = "\n\n".join(f"{{{{ ct.hs.{name} }}}}" for name in STATES)
    assert printed_lines(stateful, body) == [
        "0",
        "không phát sinh",
        "không áp dụng",
        "chưa có số liệu (VNPT chưa gửi)",
        GAP,
        GAP,
    ]


def test_in_the_sentences_of_all_units_states_stay_apart(stateful: Sandbox) -> None:
    body = "\n\n".join(f"{{{{ th.ct.hs.{name} }}}}" for name in STATES)
    assert printed_lines(stateful, body, "tong-hop") == [
        "0",
        "không phát sinh",
        "không áp dụng",
        GAP,
        GAP,
        GAP,
    ]


@pytest.mark.parametrize(("product", "names"), [("bao-cao", "ct"), ("tong-hop", "th.ct")])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("khong", "0"),
        ("dung_ngoai", "không áp dụng"),
        ("co_ly_do", GAP),
        ("de_trong", GAP),
        ("go_sai", GAP),
    ],
)
def test_what_is_derived_from_a_state_stays_in_it(
    stateful: Sandbox, product: str, names: str, name: str, text: str
) -> None:
    assert printed_lines(stateful, f"{{{{ {names}.hs.gap_{name} }}}}", product) == [text]


def test_in_a_word_table_states_stay_apart(stateful: Sandbox) -> None:
    stateful.write(TEMPLATE, f"{FRONT}Số liệu:\n\n{{{{ bang.so_lieu() }}}}\n")
    data = WordRenderer(load_form()).render(first_document(stateful), MOMENT)
    result = next(
        table
        for table in docx.Document(io.BytesIO(data)).tables
        if table.rows[0].cells[1].text == "Chỉ tiêu"
    )
    cells = [[cell.text for cell in row.cells] for row in result.rows[2 : 2 + len(STATES)]]
    assert [(row[3], row[4]) for row in cells] == [
        ("0", ""),
        ("-", ""),
        ("x", ""),
        ("…", "VNPT chưa gửi"),
        ("…", ""),
        ("…", ""),
    ]


def test_on_a_worksheet_only_a_zero_is_a_number(stateful: Sandbox) -> None:
    stateful.replace("templates/tong-hop.md.j2", "th.ct.hs.tiep_nhan", "th.ct.hs.khong")
    data = render_workbook(first_document(stateful, "tong-hop"), load_form(), MOMENT)
    sheet = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    by_name = {row[1]: row[2 : 2 + len(STATES)] for row in sheet.iter_rows(values_only=True)}
    assert by_name["Xã Một"] == (0, "-", "x", "…", "…", "…")
    assert by_name["Tổng hợp chung"] == (0, "-", "x", "…", "…", "…")


def test_a_missing_unit_is_never_summed_as_zero(sandbox: Sandbox) -> None:
    printed_lines(sandbox, "{{ bang.tong_hop_chi_tieu() }}", "tong-hop")
    (table,) = block_tables(first_document(sandbox, "tong-hop").blocks)
    total, north, south, coverage = (row_texts(table)[1][index] for index in (4, 5, 6, -1))
    assert (total, north, south, coverage) == ("3.781", "3.781", "…", "1/3")


PAPER = "---\nloai: ban-tom-tat\ntrich_yeu: Kết quả {{ ky.nhan }}\n---\n{{ th.ct.hs.tiep_nhan | so_dv }}.\n"


def test_a_paper_for_a_meeting_has_no_number_no_signer_and_no_recipients(sandbox: Sandbox) -> None:
    sandbox.write(TEMPLATES["tong-hop"], PAPER)
    document = first_document(sandbox, "tong-hop")
    assert (document.type_name, document.subject) == ("Bản tóm tắt", "Kết quả tháng 11 năm 2025")
    assert document.letterhead.body == ("Sở A",)
    assert (document.letterhead.notation, document.signature.name, document.recipients) == ("", "", ())
    assert (document.paper, document.remarks) == (True, ())


def test_a_paper_says_what_whose_and_for_what_it_is(sandbox: Sandbox) -> None:
    sandbox.write(TEMPLATES["tong-hop"], PAPER)
    sandbox.build()
    path = sandbox.out / "2025-11" / "so-a_tong-hop_cd.docx"
    printed = Word(path.read_bytes())
    assert printed.texts("TenLoai") == ["BẢN TÓM TẮT"]
    assert printed.texts("CoQuanBanHanh") == ["SỞ A"]
    assert printed.texts("DiaDanhNgay") == ["Tài liệu phục vụ họp"]
    assert (printed.texts("QuocHieu"), printed.texts("SoKyHieu"), printed.texts("HoTen")) == ([], [], [])
