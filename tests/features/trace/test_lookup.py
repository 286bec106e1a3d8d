"""`trace TỆP 84`: every place where 84 stands, what each is, never a figure that has but its digits."""

import json
from collections.abc import Callable
from functools import cache

import pytest

from baocao.features.trace.formats import WHOLE, cut_of, found_json, found_markdown, found_text
from baocao.features.trace.lookup import PrintedFile, look_up
from baocao.features.trace.telling import FIGURE, UNKNOWN, tell_found
from baocao.model.printed import FigureKey, Kind
from baocao.pipeline.tracing.records import Asked, Found, Told
from baocao.pipeline.tracing.spots import SpotError, open_output
from baocao.pipeline.tracing.stands import CHART
from repositories import Repository
from support import Sandbox, period_of

REPORT = "xa-mot_bao-cao_cd.docx"
TOTALS = "so-a_tong-hop_cd.docx"
BOOK = "so-a_tong-hop_cd.xlsx"
SOURCE = "data/units/xa-mot/2025-11.yaml"
SUBMISSION = """\
don_vi: xa-mot
ky: 2025-11
chi_tieu:
  hs.tiep_nhan: 84
  hs.truc_tuyen: 42
nhiem_vu:
  cd:
    "1": {tien_do: dang_thuc_hien, ket_qua: "Đã tập huấn 84 người theo [@kh-84]"}
noi_dung:
  cd:
    "I.1": |
      Theo [@nq-1], xã đã nhận [=hs.tiep_nhan] hồ sơ.

      - Đã số hóa 1.840 hồ sơ, đạt 84,5% và 84 lượt[^@kh-84].
vuong_mac:
  cd:
    - nhom: kinh_phi
      noi_dung: >-
        Thiếu 84 triệu đồng
        cho năm 2026
van_ban:
  kh-84: {loai: Kế hoạch, so: 84/KH-UBND, ngay: 2025-09-30, co_quan: UBND xã, trich_yeu: tập huấn}
phat_hanh:
  cd: {so: 84, ngay: 2025-11-18}
"""
TEMPLATE = """\
---
loai: bao-cao
huong: len
trich_yeu: Tình hình theo Quyết định 84 {{ ky.nhan }}
---
{{ muc("I") }}
{% call muc("I.1") %}
- Mục tiêu năm là 84 hồ sơ; {{ ct.hs.ty_le | ty_so }}.
{% endcall %}
{% for y in vuong_mac or [] %}
- {{ y.noi_dung }}
{% endfor %}

{{ don_vi.ten_ngan }} gửi {{ noi_gui | liet_ke }}, xem {{ xem_phu_luc("so-lieu") }}./.

{% call phu_luc("so-lieu", "Số liệu đợt 84 " ~ ky.nhan) %}
{{ bang.so_lieu() }}
{{ bang.nhiem_vu_don_vi() }}
{{ bang.tong_hop_nhiem_vu() }}
{% endcall %}
"""
CONSOLIDATED = """\
---
loai: bao-cao
huong: len
trich_yeu: Tổng hợp {{ ky.nhan }}
dau_ra: [docx, xlsx]
---
# Kết quả

{{ th.bao_cao.da_bao_cao | length }}/{{ th.bao_cao.so_don_vi }} đơn vị; {{ th.ct.hs.tiep_nhan | so_dv }}.

{{ bang.tinh_hinh_bao_cao() }}

{% for nhom in th.vuong_mac %}
- {{ nhom.ten }} ({{ nhom.don_vi | length | so }} đơn vị):
{% for y in nhom.y_kien %}
  + {{ y.noi_dung }}.
{% endfor %}
{% endfor %}

Giao {{ th.nhiem_vu.tong | so }} lượt; xem {{ xem_phu_luc("so-lieu") }}./.

{% call phu_luc("so-lieu", "Số liệu", ngang=true) %}
{{ bang.don_vi_chi_tieu("hs") }}
{{ bang.nhiem_vu() }}
{% endcall %}
"""
Look = Callable[..., Found]


def built_sandbox(sandbox: Sandbox) -> Sandbox:
    sandbox.write(SOURCE, SUBMISSION)
    sandbox.write("templates/bao-cao.md.j2", TEMPLATE)
    sandbox.write("templates/tong-hop.md.j2", CONSOLIDATED)
    Repository(sandbox.root).commit("2025-11-15 09:00")
    made = {each.name for each in sandbox.build().made}
    assert {REPORT, TOTALS, BOOK} <= made
    return sandbox


def looking_in(built: Sandbox) -> Look:
    """Return what looks a text up in a file of the build."""

    def look_for(file: str, text: str) -> Found:
        output = open_output(built.out / "2025-11" / file)
        meanings, remarks = look_up(output, text, built.root)
        asked = Asked(file, text, tuple(meanings), tuple(remarks))
        return tell_found(built.root, period_of("2025-11"), asked, WHOLE.lines)

    return look_for


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """Build a workspace that no test changes."""
    return built_sandbox(Sandbox(tmp_path_factory.mktemp("built")))


@pytest.fixture(scope="module")
def look(built: Sandbox) -> Look:
    """Look a text up in a file of the build, each only once."""
    return cache(looking_in(built))


def told_at(found: Found, words: str) -> Told:
    """Return what was told of the place around which the words stand."""
    (told,) = (
        told
        for told in found.told
        if any(words in spot.around or words in spot.place for spot in told.meaning.spots)
    )
    return told


def lines_of(told: Told) -> list[str]:
    return [f"{place.file}:{place.line}" for place in told.sources]


@pytest.mark.parametrize(
    ("around", "kind", "line"),
    [
        ("đã nhận [84] hồ sơ", FIGURE, f"{SOURCE}:4"),
        ("và [84] lượt", Kind.WORDS, f"{SOURCE}:14"),
        ("Thiếu [84] triệu", Kind.WORDS, f"{SOURCE}:19"),
        ("tập huấn [84] người", Kind.WORDS, f"{SOURCE}:8"),
        ("Mục tiêu năm là [84] hồ sơ", Kind.TEMPLATE, "templates/bao-cao.md.j2:8"),
        ("Quyết định [84] tháng 11", Kind.TEMPLATE, "templates/bao-cao.md.j2:4"),
        ("ĐỢT [84] THÁNG 11", Kind.TEMPLATE, "templates/bao-cao.md.j2:16"),
        ("Kế hoạch số [84]/KH-UBND ngày 30/9/2025", Kind.REGISTER, f"{SOURCE}:22"),
        ("Số: [84]/BC-UBND", Kind.REGISTER, f"{SOURCE}:24"),
    ],
)
def test_each_place_of_a_number_is_told_with_its_line(
    look: Look, around: str, kind: str, line: str
) -> None:
    told = told_at(look(REPORT, "84"), around)
    assert told.kind == kind
    assert line in lines_of(told)


def test_a_number_inside_another_is_no_place_of_it(look: Look) -> None:
    places = [spot.around for told in look(REPORT, "84").told for spot in told.meaning.spots]
    assert not any("1.8[40]" in around or "[84],5" in around or "1.[84]0" in around for around in places)
    assert all("[84]" in around or "42/84" in around for around in places)


@pytest.mark.parametrize("asked", ["840", "184", "4,5", "1.8", "8"])
def test_a_number_that_stands_nowhere_is_not_found_in_others(look: Look, asked: str) -> None:
    with pytest.raises(SpotError, match=f"Không thấy '{asked}'"):
        look(REPORT, asked)


def test_places_come_in_the_order_of_the_document_and_equal_ones_are_one(look: Look) -> None:
    found = look(TOTALS, "3")
    first = found.told[0]
    assert first.what == "số đơn vị phải báo cáo (Tổng số)"
    assert [spot.place for spot in first.meaning.spots][1:] == ["bảng 1, hàng 2, cột 2"]
    assert lines_of(first) == [f"data/units/don-vi.yaml:{line}" for line in (13, 14, 15)]


@pytest.mark.parametrize(
    ("around", "what", "lines"),
    [
        ("[1]/3 đơn vị", "số đơn vị đã báo cáo (Tổng số)", [f"{SOURCE}:1"]),
        ("Kinh phí ([01] đơn vị)", "số đơn vị có ý kiến về 'Kinh phí'", [f"{SOURCE}:19"]),
    ],
)
def test_a_count_names_the_lines_of_what_was_counted(
    look: Look, around: str, what: str, lines: list[str]
) -> None:
    told = told_at(look(TOTALS, "1"), around)
    assert (told.kind, told.what) == (Kind.TALLY, what)
    assert lines_of(told) == lines


def test_a_share_of_reporting_names_every_unit_that_it_is_computed_of(look: Look) -> None:
    told = look(TOTALS, "33,3").told[0]
    assert told.what == "số đơn vị đã báo cáo trên số đơn vị phải báo cáo (Tổng số)"
    assert lines_of(told) == [f"{SOURCE}:1", "data/units/don-vi.yaml:14", "data/units/don-vi.yaml:15"]


def test_a_count_of_tasks_names_the_reports_of_them(look: Look) -> None:
    told = told_at(look(TOTALS, "3"), "Giao [03] lượt")
    assert told.what == "số lượt nhiệm vụ được giao"
    assert f"{SOURCE}:8" in lines_of(told)


def test_a_sentence_that_several_gather_leads_to_the_line_of_each(look: Look) -> None:
    assert lines_of(told_at(look(TOTALS, "84"), "Thiếu [84] triệu")) == [f"{SOURCE}:19"]
    assert lines_of(told_at(look(REPORT, "2026"), "năm [2026]")) == [f"{SOURCE}:20"]


def test_a_rank_and_the_number_of_a_row_are_told_apart(look: Look) -> None:
    told = look(BOOK, "1").told
    kinds = {each.kind: each.what for each in told}
    assert kinds[Kind.NUMBERING] == "số thứ tự của dòng"
    assert "thứ hạng của chỉ tiêu Tiếp nhận" in kinds[FIGURE]


def test_a_rank_names_the_lines_of_all_that_were_ranked(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.tiep_nhan: 9}\n"
    )
    told = told_at(looking_in(built_sandbox(sandbox))(BOOK, "2"), "Hồ sơ!D9")
    assert told.value == "2/2 trong các đơn vị có số liệu; giá trị 9 hồ sơ"
    assert lines_of(told) == ["data/units/xa-hai/2025-11.yaml:3", f"{SOURCE}:4"]


def test_a_computed_figure_names_its_operands_and_their_lines(look: Look) -> None:
    told = told_at(look(REPORT, "50"), "chiếm 50%")
    assert told.how[0].startswith("hs.truc_tuyen / hs.tiep_nhan")
    assert {"hs.truc_tuyen = 42 hồ sơ", "hs.tiep_nhan = 84 hồ sơ"} <= set(told.how)
    assert lines_of(told) == [f"{SOURCE}:5", f"{SOURCE}:4"]


def test_a_number_is_found_however_it_is_typed(look: Look) -> None:
    assert [told.kind for told in look(REPORT, "1840").told] == [Kind.WORDS]
    assert look(REPORT, "1840").told == look(REPORT, "1.840").told


def test_words_with_a_number_mean_the_number_in_them(look: Look) -> None:
    (told,) = look(REPORT, "mục tiêu năm là 84").told
    assert told.kind == Kind.TEMPLATE
    assert lines_of(told) == ["templates/bao-cao.md.j2:8"]


def test_a_cell_without_a_figure_tells_what_its_number_is(look: Look) -> None:
    found = look(BOOK, "Nhiệm vụ!A9")
    assert found.told[0].sources[0].file == "data/directives/cd.yaml"


def test_who_recorded_a_line_is_told(look: Look, built: Sandbox) -> None:
    told = told_at(look(REPORT, "84"), "và [84] lượt")
    origin = look(REPORT, "84").origins[told.sources[0]]
    assert origin.commit is not None
    assert origin.commit.id == Repository(built.root, new=False).head


def test_sentences_that_changed_since_are_unknown_and_the_others_are_not(sandbox: Sandbox) -> None:
    look = looking_in(built_sandbox(sandbox))
    sandbox.replace(SOURCE, "Đã số hóa 1.840 hồ sơ", "Đã số hóa hơn 1.840 hồ sơ")
    found = look(REPORT, "84")
    assert told_at(found, "và [84] lượt").kind == UNKNOWN
    assert told_at(found, "tập huấn [84] người").kind == Kind.WORDS
    assert any("đã đổi từ khi lập văn bản" in remark for remark in found.remarks)
    assert told_at(found, "đã nhận [84] hồ sơ").kind == FIGURE


def test_where_the_document_cannot_be_made_any_more_its_figures_are_known(sandbox: Sandbox) -> None:
    look = looking_in(built_sandbox(sandbox))
    sandbox.write("templates/bao-cao.md.j2", "---\n")
    found = look(REPORT, "84")
    assert {told.kind for told in found.told} == {FIGURE, UNKNOWN}
    assert any("Không lập lại được" in remark for remark in found.remarks)


def test_every_format_tells_every_meaning(look: Look) -> None:
    found = look(REPORT, "84")
    cut = cut_of(len(found.told), everything=True)
    content = json.loads(found_json(found, cut))
    assert (content["version"], content["asked"], content["file"]) == (2, "84", REPORT)
    assert [hit["what"] for hit in content["hits"]] == [told.what for told in found.told]
    for written in (found_text(found, cut), found_markdown(found, cut).replace("\\", "")):
        assert all(told.what in written for told in found.told)
        assert "và [84] lượt" in written
        assert "Nguyễn Văn A, 09:00 ngày 15/11/2025" in written


def test_of_many_meanings_each_is_told_with_less(look: Look) -> None:
    found = look(TOTALS, "3")
    many = found._replace(told=found.told[:1] * 20)
    told = found_text(many, cut_of(20, everything=False))
    assert told.count("số đơn vị phải báo cáo (Tổng số)") == 20
    assert told.count("… và 2 dòng khác (--tat-ca để xem hết)") == 20


CHARTED = """\
---
loai: bao-cao
huong: len
trich_yeu: Tổng hợp {{ ky.nhan }}
---
{{ bieu_do.xep_hang("hs.tiep_nhan") }}

{{ bieu_do.muc_dat("hs.tiep_nhan", theo="tinh_cu") }}
"""


def test_a_label_of_a_chart_is_a_printed_number_and_says_beside_which_bar_it_stands(
    sandbox: Sandbox,
) -> None:
    sandbox.write("templates/tong-hop.md.j2", CHARTED)
    sandbox.build()
    output = open_output(sandbox.out / "2025-11" / TOTALS)
    meanings, remarks = look_up(output, "3.781", sandbox.root)
    assert remarks == []
    keys = [meaning.key for meaning in meanings if isinstance(meaning.key, FigureKey)]
    assert [key.part or key.unit for key in keys] == ["xa-mot", "Bắc cũ"]
    (own,), (part,) = (meaning.spots for meaning in meanings)
    assert (own.place, own.around) == ("biểu đồ 1", "Xã Một: [3.781]")
    assert (part.place, part.around) == ("biểu đồ 2", "Bắc cũ (2 đơn vị): [3.781]")


def test_every_number_in_a_chart_is_known(sandbox: Sandbox) -> None:
    sandbox.write("templates/tong-hop.md.j2", CHARTED)
    sandbox.build()
    file = PrintedFile(open_output(sandbox.out / "2025-11" / TOTALS), sandbox.root)
    stands = [stand for stand in file.stands if stand.where.part == CHART]
    numbers = [(stand, start) for stand in stands for start, _ in stand.numbers()]
    assert len(numbers) > 5
    assert [stand for stand, start in numbers if file.meaning_at(stand, start) is None] == []
