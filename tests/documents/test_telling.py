"""Templates say sentences: `{{ f | cau }}`, of all units and of one, each number with what it is."""

from typing import NamedTuple

import pytest

from baocao.features.trace.formats import WHOLE
from baocao.features.trace.lookup import look_up
from baocao.features.trace.telling import tell_found
from baocao.model.document import Paragraph, Text
from baocao.model.printed import CHANGE, TARGET, FigureKey
from baocao.pipeline.tracing.records import Asked, Told
from baocao.pipeline.tracing.spots import open_output
from composing import FRONT, first_document, printed_lines
from support import Sandbox, period_of

TARGETED = "don_vi_tinh: hồ sơ, muc_tieu: gia_tri >= 90, xep_hang: cao, tu_so"


class Reported(NamedTuple):
    """What one unit reported in one month."""

    unit: str
    taken: str
    online: str
    period: str = "2025-11"


def report_all(sandbox: Sandbox, *reports: Reported) -> None:
    for each in reports:
        figures = f"  hs.tiep_nhan: {each.taken}\n  hs.truc_tuyen: {each.online}\n"
        head = f"don_vi: {each.unit}\nky: {each.period}\n"
        sandbox.write(f"data/units/{each.unit}/{each.period}.yaml", f"{head}chi_tieu:\n{figures}")


@pytest.fixture
def months(sandbox: Sandbox) -> Sandbox:
    """Three communes in November, of which two reported in October too."""
    sandbox.replace("data/directives/chi-tieu.yaml", "don_vi_tinh: hồ sơ, tu_so", TARGETED)
    report_all(
        sandbox,
        Reported("xa-mot", "100", "80", "2025-10"),
        Reported("xa-hai", "200", "100", "2025-10"),
        Reported("xa-mot", "120", "110"),
        Reported("xa-hai", "200", "120"),
        Reported("phuong-ba", "300", "300"),
    )
    return sandbox


def said_in(sandbox: Sandbox, *bodies: str) -> list[str]:
    return printed_lines(sandbox, "\n\n".join(f"{{{{ {body} }}}}" for body in bodies), "tong-hop")


def test_a_total_is_said_against_its_target_and_against_the_same_units_before(months: Sandbox) -> None:
    (told,) = said_in(months, "th.ct.hs.ty_le | cau")
    assert told == (
        "Tỷ lệ đạt 85,48% (530/620 hồ sơ), thấp hơn chỉ tiêu 4,52 điểm phần trăm, tăng 11,88 điểm phần "
        "trăm so với tháng trước (tính trên 02 đơn vị có số liệu ở cả hai kỳ)."
    )


OVER: str = (
    "So sánh với tháng trước được tính trên cùng những đơn vị có số liệu ở cả hai kỳ "
    "(ít nhất 02 đơn vị, trừ chỗ ghi khác)."
)


def test_of_how_many_units_a_report_compares_can_be_said_once(months: Sandbox) -> None:
    base, change = "th.co_so_so_sanh('Phụ lục I')", "th.ct.hs.tiep_nhan | so_ky_truoc"
    assert said_in(months, base, change) == [OVER, "tăng 20 hồ sơ (6,7%) so với tháng trước"]
    assert said_in(months, change)[0].endswith("(tính trên 02 đơn vị có số liệu ở cả hai kỳ)")


def test_a_report_says_once_of_how_many_units_its_figures_are(months: Sandbox) -> None:
    report, level = "data/units/phuong-ba/2025-11.yaml", "th.ct.hs.truc_tuyen | muc_do"
    months.replace(report, "hs.truc_tuyen: 300", "hs.truc_tuyen: {chua_co: đang đo}")
    told = "chi_tieu: [hs]\nloi_van: [hs.tiep_nhan, hs.truc_tuyen]\nbat"
    months.replace("data/directives/cd.yaml", "chi_tieu: [hs]\nbat", told)
    values = "Số liệu của mỗi chỉ tiêu được tổng hợp từ 02 đến 3/3 đơn vị (chi tiết tại Phụ lục I)"
    assert said_in(months, "th.co_so_so_sanh('Phụ lục I')", level) == [
        f"{values}, trừ chỗ ghi khác. {OVER}",
        "Hồ sơ trực tuyến: 230 hồ sơ",
    ]
    assert said_in(months, level) == ["Hồ sơ trực tuyến: 230 hồ sơ (số liệu của 2/3 đơn vị)"]


def test_a_section_says_once_of_how_many_units_it_is(months: Sandbox) -> None:
    for unit in ("xa-hai", "phuong-ba"):
        report = (months.root / f"data/units/{unit}/2025-11.yaml").read_text(encoding="utf-8")
        online = next(line for line in report.splitlines() if "truc_tuyen" in line)
        months.write(f"data/units/{unit}/2025-11.yaml", report.replace(online, "  hs.phan_tram: 5"))
    own = "data/units/xa-mot/2025-11.yaml"
    months.replace(own, "hs.truc_tuyen: 110", "hs.truc_tuyen: 110\n  hs.kinh_phi: 5")
    told = "chi_tieu: [hs]\nloi_van: [hs.kinh_phi, hs.ty_le]\nbat"
    months.replace("data/directives/cd.yaml", "chi_tieu: [hs]\nbat", told)
    body = (
        "{{ th.ket_qua[0].pham_vi }}\n\n{{ th.ct.hs.ty_le | muc_do }}\n\n{{ th.ct.hs.tiep_nhan | muc_do }}"
    )
    assert printed_lines(months, body, "tong-hop") == [
        "Số liệu trong mục này là của 1/3 đơn vị, trừ chỗ ghi khác.",
        "Tỷ lệ đạt 91,67% (110/120 hồ sơ)",
        "Tiếp nhận: 620 hồ sơ (số liệu của 3/3 đơn vị)",
    ]


def test_every_part_of_a_sentence_can_stand_in_one_of_the_templates_own(months: Sandbox) -> None:
    figure = "th.ct.hs.ty_le"
    said = said_in(
        months,
        *(f"{figure} | {name}" for name in ("muc_do", "so_muc_tieu", "don_vi_dat", "don_vi_chua_dat")),
        f"{figure} | cao_thap",
        f"'-' ~ ({figure} | so_cung_ky)",
        f"{figure} | so_muc_tieu | viet_hoa_dau",
    )
    assert said == [
        "Tỷ lệ đạt 85,48% (530/620 hồ sơ)",
        "thấp hơn chỉ tiêu 4,52 điểm phần trăm",
        "2/3 đơn vị đạt từ 90% trở lên; chưa đạt: xã Hai",
        "xã Hai",
        "cao nhất: phường Ba (100%); thấp nhất: xã Hai (60%)",
        "-",
        "Thấp hơn chỉ tiêu 4,52 điểm phần trăm",
    ]


def test_what_falls_short_is_said_with_where_it_lies(months: Sandbox) -> None:
    assert said_in(months, "th.ct.hs.ty_le | cau_han_che") == [
        "Tỷ lệ mới đạt 85,48% (chỉ tiêu 90%); tập trung ở: xã Hai (60%)."
    ]


def test_a_part_of_the_units_is_compared_within_itself(months: Sandbox) -> None:
    parts = printed_lines(
        months,
        "{% for p in th.ct.hs.tiep_nhan.theo('tinh_cu') %}\n{{ p.so_lieu | cau }}\n\n{% endfor %}",
        "tong-hop",
    )
    assert parts[0].startswith("Tiếp nhận: 320 hồ sơ")
    assert "tăng 20 hồ sơ (6,7%) so với tháng trước" in parts[0]


def test_a_unit_of_all_is_said_with_its_own_change_and_rank(months: Sandbox) -> None:
    body = "{% for h in th.ct.hs.tiep_nhan.dung_dau(1) %}{{ h.so_lieu | thu_hang }}{% endfor %}"
    assert printed_lines(months, body, "tong-hop") == ["đứng thứ 1/3"]
    second = "th.ct.hs.tiep_nhan.xep_hang[1].so_lieu"
    assert said_in(months, f"{second} | thu_hang", f"{second} | so_ky_truoc") == [
        "đứng thứ 2/3, tháng trước thứ 1/2",
        "không thay đổi so với tháng trước",
    ]


def test_a_unit_says_its_own_figures_against_its_own_report_before(months: Sandbox) -> None:
    assert printed_lines(months, "{{ ct.hs.tiep_nhan | cau }}") == [
        "Tiếp nhận: 120 hồ sơ, tăng 20 hồ sơ (20%) so với tháng trước."
    ]


def test_a_total_is_told_with_its_parts_and_only_if_they_agree(months: Sandbox) -> None:
    total, part = "th.ct.hs.tiep_nhan", "th.ct.hs.truc_tuyen"
    assert said_in(months, f"{total} | gom({part})", f"{part} | gom({total})") == [
        "620 hồ sơ, trong đó 530 hồ sơ trực tuyến",
        "530 hồ sơ",
    ]
    assert said_in(months, f"{total} | cau_gom([{part}], kin=true)")[0].startswith(
        "Tiếp nhận: 620 hồ sơ, tăng"
    )
    assert said_in(months, f"{total} | cau_gom([{part}])")[0].startswith(
        "Tiếp nhận: 620 hồ sơ, trong đó 530 hồ sơ trực tuyến; tăng 20 hồ sơ (6,7%) so với tháng trước"
    )


def test_a_total_and_its_parts_are_of_the_same_units(months: Sandbox) -> None:
    months.replace(
        "data/units/phuong-ba/2025-11.yaml", "hs.truc_tuyen: 300", "hs.truc_tuyen: {chua_co: đang đo}"
    )
    assert said_in(months, "th.ct.hs.tiep_nhan | gom(th.ct.hs.truc_tuyen)") == [
        "320 hồ sơ, trong đó 230 hồ sơ trực tuyến"
    ]


def test_without_an_earlier_period_nothing_is_said_of_one(sandbox: Sandbox) -> None:
    said = said_in(sandbox, "th.ct.hs.tiep_nhan | cau", "'-' ~ (th.ct.hs.tiep_nhan | so_ky_truoc)")
    assert said == ["Tiếp nhận: 3.781 hồ sơ.", "-"]


def test_what_is_missing_stays_a_gap(sandbox: Sandbox) -> None:
    sandbox.write("templates/tong-hop.md.j2", f"{FRONT}{{{{ th.ct.hs.kinh_phi | cau }}}}\n")
    (paragraph,) = first_document(sandbox, "tong-hop").blocks
    assert isinstance(paragraph, Paragraph)
    gaps = [run.text for run in paragraph.content if isinstance(run, Text) and run.missing]
    assert gaps == ["[chưa có số liệu]"]


def test_every_number_of_a_sentence_keeps_what_it_is(months: Sandbox) -> None:
    months.write("templates/tong-hop.md.j2", f"{FRONT}{{{{ th.ct.hs.ty_le | cau | viet_thuong_dau }}}}\n")
    (paragraph,) = first_document(months, "tong-hop").blocks
    assert isinstance(paragraph, Paragraph)
    keys = [each.figure for run in paragraph.content if isinstance(run, Text) for each in run.figures]
    total = FigureKey("hs.ty_le", directive="cd")
    change = total._replace(aspect=CHANGE, period="2025-10")
    assert keys == [total, total, total._replace(aspect=TARGET), change, change]


def test_a_change_is_traced_to_both_its_operands(months: Sandbox) -> None:
    months.write("templates/tong-hop.md.j2", f"{FRONT}{{{{ th.ct.hs.ty_le | cau }}}}\n")
    made = months.build()
    assert made.folder is not None
    told = look_told(months, "11,88")
    assert told.what.startswith("chênh lệch của chỉ tiêu Tỷ lệ (hs.ty_le)")
    assert told.value == (
        "tháng 11 năm 2025: 71,88% (230/320); tháng 10 năm 2025: 60% (180/300); "
        "chênh lệch tính trên 2 đơn vị có số liệu ở cả hai kỳ"
    )
    assert {place.file for place in told.sources} == {
        f"data/units/{unit}/{period}.yaml"
        for unit, period in (
            ("xa-mot", "2025-10"),
            ("xa-hai", "2025-10"),
            ("xa-mot", "2025-11"),
            ("xa-hai", "2025-11"),
            ("phuong-ba", "2025-11"),
        )
    }
    assert "mục tiêu: gia_tri >= 90" in look_told(months, "4,52").how


def look_told(sandbox: Sandbox, text: str) -> Told:
    """Return what a number of the consolidated report is."""
    file = "so-a_tong-hop_cd.docx"
    output = open_output(sandbox.out / "2025-11" / file)
    meanings, remarks = look_up(output, text, sandbox.root)
    asked = Asked(file, text, tuple(meanings), tuple(remarks))
    (told,) = tell_found(sandbox.root, period_of("2025-11"), asked, WHOLE.lines).told
    return told


def test_a_period_in_which_others_reported_is_not_compared_with_and_that_is_said_once(
    sandbox: Sandbox,
) -> None:
    report_all(
        sandbox,
        Reported("phuong-ba", "100", "80", "2025-10"),
        Reported("xa-mot", "120", "110"),
        Reported("xa-hai", "200", "120"),
    )
    base, told, other = said_in(
        sandbox, "th.co_so_so_sanh('Phụ lục I')", "th.ct.hs.tiep_nhan | cau", "th.ct.hs.truc_tuyen | cau"
    )
    assert base.endswith("Không so sánh với tháng trước do chỉ 0/2 đơn vị báo cáo ở cả hai kỳ.")
    assert (told, other) == ("Tiếp nhận: 320 hồ sơ.", "Hồ sơ trực tuyến: 230 hồ sơ.")


def test_where_no_base_was_told_every_figure_says_why_it_is_not_compared(sandbox: Sandbox) -> None:
    report_all(sandbox, Reported("phuong-ba", "100", "80", "2025-10"), Reported("xa-mot", "120", "110"))
    (told,) = said_in(sandbox, "th.ct.hs.tiep_nhan | cau")
    assert "không so sánh với tháng trước do" in told


def test_files_of_a_period_that_cannot_be_read_make_nothing_to_compare_with(sandbox: Sandbox) -> None:
    report_all(sandbox, Reported("xa-mot", "120", "110"), Reported("xa-hai", "200", "120"))
    for unit in ("xa-mot", "xa-hai"):
        sandbox.write(f"data/units/{unit}/2025-10.yaml", "don_vi: [\n")
    base, told = said_in(sandbox, "th.co_so_so_sanh('Phụ lục I')", "th.ct.hs.tiep_nhan | cau")
    assert base.count("Không so sánh với tháng trước do") == 1
    assert told == "Tiếp nhận: 320 hồ sơ."
