"""`new`: the files of the next period."""

import pytest

from baocao.cli.main import main
from baocao.features.fmt.formatting import data_files, formatting_of
from baocao.features.new.next_period import Opened, State, open_period
from baocao.pipeline.asking import UnaskedError
from support import REGISTRY, Sandbox, period_of

LAST = "data/units/xa-mot/2025-11.yaml"
NEXT = "data/units/xa-mot/2025-12.yaml"
CONCERNS = (
    "  # Mỗi ý một dòng: - {nhom: …, noi_dung: …}; không có thì ghi []. "
    "Nhóm: kinh_phi (Kinh phí); nhan_luc\n  # (Nhân lực).\n"
)
ANY_FIGURE = (
    "# Mỗi dòng một số liệu. Không có phát sinh thì ghi khong_phat_sinh; "
    "không thuộc đơn vị: khong_ap_dung;\n"
    "# chưa có số: {chua_co: lý do}.\n"
)
ANY_TEXT = (
    "# Viết sau dấu hai chấm; nhiều đoạn thì ghi | rồi xuống dòng, thụt vào. "
    "Số lấy từ chi_tieu: [=mã]; văn\n"
    "# bản ở van_ban: [@mã].\n"
)
CUMULATIVE = "khoang: [0, 9.999.999], xep_hang: cao"


def open_next(sandbox: Sandbox, *units: str, period: str = "2025-12") -> Opened:
    return open_period(sandbox.root, period_of(period), units)


def made_file(sandbox: Sandbox, text: str = "", period: str = "2025-12") -> str:
    """Return the next file of xa-mot, whose last one says `text`."""
    if text:
        sandbox.write(LAST, text)
    opened = open_next(sandbox, "xa-mot", period=period)
    assert opened.problems == ()
    assert [file.state for file in opened.files] == [State.WRITTEN]
    return (sandbox.root / "data" / "units" / "xa-mot" / f"{period}.yaml").read_text(encoding="utf-8")


def make_cumulative(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/chi-tieu.yaml", CUMULATIVE, f"tinh_chat: luy_ke, {CUMULATIVE}")


def test_a_report_is_carried_over_to_be_filled_in(sandbox: Sandbox) -> None:
    make_cumulative(sandbox)
    text = """
        # Báo cáo của xã Một
        don_vi: xa-mot
        ky: 2025-11
        chot_den: 2025-11-18

        phat_hanh:
          cd: {so: 12, ngay: 2025-11-18}

        chi_tieu:
          # lấy từ hệ thống một cửa
          hs.tiep_nhan: 3.781
          hs.truc_tuyen: 3.276     # cả bưu chính
          hs.may_lay_so: khong_ap_dung
        doi_chieu:
          hs.ty_le: 86,6%
        nhiem_vu:
          cd:
            # phòng Văn hóa theo dõi
            "1": {tien_do: dang_thuc_hien, ket_qua: "Theo [@qd-1], đang làm"}
        noi_dung:
          cd:
            "I.1": Theo [@qd-2], xã đã nhận [=hs.tiep_nhan] hồ sơ.
        giai_trinh:
          hs.tiep_nhan: Đúng.
        van_ban:
          # văn bản của xã
          qd-1: {loai: Quyết định, so: 1/QĐ-UBND, ngay: 2025-07-01, co_quan: UBND xã}
          qd-2: {loai: Quyết định, so: 2/QĐ-UBND, ngay: 2025-07-01, co_quan: UBND xã}
        """
    assert made_file(sandbox, text) == (
        "# Báo cáo của xã Một\n"
        "# cd: số liệu đến ngày 14/12/2025, hạn gửi 17:00 ngày 15/12/2025.\n"
        "don_vi: xa-mot\n"
        "ky: 2025-12\n"
        "\n"
        f"{ANY_FIGURE}"
        "chi_tieu:\n"
        "  # lấy từ hệ thống một cửa\n"
        "  hs.tiep_nhan:    # kỳ 2025-11: 3.781 (lũy kế); Tiếp nhận (hồ sơ)\n"
        "  hs.truc_tuyen:   # cả bưu chính\n"
        "  hs.may_lay_so: khong_ap_dung\n"
        "\n"
        "nhiem_vu:\n"
        "  cd:\n"
        "    # phòng Văn hóa theo dõi\n"
        '    "1": {tien_do: dang_thuc_hien, ket_qua: "Theo [@qd-1], đang làm"}\n'
        "\n"
        f"{ANY_TEXT}"
        "noi_dung:\n"
        "  cd:\n"
        "    # I.1. Hồ sơ\n"
        '    "I.1":\n'
        "\n"
        "vuong_mac:\n"
        f"{CONCERNS}"
        "  cd:\n"
        "\n"
        "kien_nghi:\n"
        f"{CONCERNS}"
        "  cd:\n"
        "\n"
        "van_ban:\n"
        "  # văn bản của xã\n"
        "  qd-1: {loai: Quyết định, so: 1/QĐ-UBND, ngay: 2025-07-01, co_quan: UBND xã}\n"
    )


def test_what_is_not_filled_in_is_all_that_check_reports(sandbox: Sandbox) -> None:
    open_next(sandbox)
    loaded = sandbox.load("2025-12")
    assert {problem.code for problem in loaded.problems} == {"BC215"}
    assert {problem.code for problem in loaded.missing} == {"BC701"}
    assert loaded.errors == ()


def test_new_files_are_canonical(sandbox: Sandbox) -> None:
    open_next(sandbox)
    paths = [path for path in data_files(sandbox.root) if path.name == "2025-12.yaml"]
    assert formatting_of(sandbox.root, paths).right == 3


def test_a_unit_without_an_earlier_file_gets_one_from_the_directive(sandbox: Sandbox) -> None:
    file = open_next(sandbox, "phuong-ba").files[0]
    assert (file.last, file.state) == (None, State.WRITTEN)
    text = (sandbox.root / file.path).read_text(encoding="utf-8")
    assert "  hs.tiep_nhan:    # Tiếp nhận (hồ sơ, trong kỳ)\n" in text
    assert "hs.ty_le" not in text
    assert (
        '    # Nhiệm vụ 1: Nhiệm vụ một; thời hạn: Tháng 12/2025.\n    "1":   # tien_do: chua_thuc_hien | '
        in text
    )
    assert '    # I.2. Phần của phường\n    "I.2":\n' in text
    assert '"I":' not in text


def test_every_unit_that_must_report_gets_a_file_and_no_other(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/units/don-vi.yaml",
        REGISTRY.replace(
            "tinh_cu: bac, mo: 2025-07-01}\n  phuong", "tinh_cu: bac, dong: 2025-11-30}\n  phuong"
        ),
    )
    assert [file.unit.id for file in open_next(sandbox).files] == ["xa-mot", "phuong-ba"]


def test_a_file_that_is_there_is_never_touched(sandbox: Sandbox) -> None:
    sandbox.write(NEXT, "don_vi: xa-mot\n")
    opened = open_next(sandbox)
    assert {file.unit.id: file.state for file in opened.files} == {
        "xa-mot": State.THERE,
        "xa-hai": State.WRITTEN,
        "phuong-ba": State.WRITTEN,
    }
    assert (sandbox.root / NEXT).read_text(encoding="utf-8") == "don_vi: xa-mot\n"


def test_the_latest_earlier_period_of_the_same_kind_counts(sandbox: Sandbox) -> None:
    make_cumulative(sandbox)
    for period, count in (("2025-09", "9"), ("2025-10", "10"), ("2025-12", "12"), ("2025-Q3", "33")):
        sandbox.write(
            f"data/units/xa-hai/{period}.yaml",
            f"don_vi: xa-hai\nky: {period}\nchi_tieu: {{hs.tiep_nhan: {count}}}\n",
        )
    open_next(sandbox, "xa-hai", period="2025-11")
    text = (sandbox.root / "data/units/xa-hai/2025-11.yaml").read_text(encoding="utf-8")
    assert "hs.tiep_nhan:   # kỳ 2025-10: 10 (lũy kế); Tiếp nhận (hồ sơ)\n" in text


def test_a_report_of_a_moment_goes_on_from_the_moment_before_it(sandbox: Sandbox) -> None:
    """Of one day, too: at seven the commune said something, at four it says more."""
    sandbox.replace("data/directives/cd.yaml", "tan_suat: [thang]", "tan_suat: [thang, dot_xuat]")
    make_cumulative(sandbox)
    for period, number in (
        ("2025-11-11", 1),
        ("2025-11-12T07", 7),
        ("2025-11-12T18", 18),
        ("2025-11-12", 24),
    ):
        text = f"don_vi: xa-mot\nky: {period}\nchi_tieu:\n  hs.tiep_nhan: {number}\n"
        sandbox.write(f"data/units/xa-mot/{period}.yaml", text)
    made = made_file(sandbox, period="2025-11-12T16")
    assert "# cd: số liệu đến 16 giờ ngày 12/11/2025, hạn gửi " in made
    assert "# kỳ 2025-11-12T07: 7 (lũy kế)" in made
    assert "2025-11-12T18: 18 (lũy kế)" in made_file(sandbox, period="2025-11-12T1830")


@pytest.mark.parametrize(
    ("kind", "last", "following"),
    [("tuan", "2025-W52", "2026-W01"), ("10_ngay", "2025-12-K3", "2026-01-K1")],
)
def test_reports_of_weeks_and_ten_days_go_on_over_the_turn_of_the_year(
    sandbox: Sandbox, kind: str, last: str, following: str
) -> None:
    sandbox.replace("data/directives/cd.yaml", "tan_suat: [thang]", f"tan_suat: [{kind}]")
    make_cumulative(sandbox)
    text = f"don_vi: xa-mot\nky: {last}\nchi_tieu:\n  hs.tiep_nhan: 7\n"
    sandbox.write(f"data/units/xa-mot/{last}.yaml", text)
    assert f"# kỳ {last}: 7 (lũy kế)" in made_file(sandbox, period=following)


def test_comments_do_not_pile_up_over_the_months(sandbox: Sandbox) -> None:
    make_cumulative(sandbox)
    first = made_file(sandbox)
    sandbox.write(NEXT, first.replace("hs.tiep_nhan:  ", "hs.tiep_nhan: 4.000"))
    second = made_file(sandbox, period="2026-01")
    expected = first.replace("2025-12", "2026-01").replace("kỳ 2025-11: 3.781", "kỳ 2025-12: 4.000")
    expected = expected.replace("14/12/2025", "14/01/2026").replace("15/12/2025", "15/01/2026")
    assert second.count("# I.1.") == 1
    assert second == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("{gia_tri: 5, xep_hang: 7/96}", "5"),
        ("{2025-11-03: {gia_tri: 5}, 2025-11-18: {gia_tri: 6}}", "6"),
        ("khoảng 500", "khoảng 500"),
        ("khong_phat_sinh", "khong_phat_sinh"),
    ],
)
def test_the_last_value_stands_beside_the_new_one(sandbox: Sandbox, value: str, shown: str) -> None:
    make_cumulative(sandbox)
    text = made_file(sandbox, f"don_vi: xa-mot\nky: 2025-11\nchi_tieu:\n  hs.tiep_nhan: {value}\n")
    assert f"  hs.tiep_nhan:   # kỳ 2025-11: {shown} (lũy kế); Tiếp nhận (hồ sơ)\n" in text


def test_a_value_that_was_missing_is_not_shown(sandbox: Sandbox) -> None:
    make_cumulative(sandbox)
    text = made_file(sandbox, "don_vi: xa-mot\nky: 2025-11\nchi_tieu:\n  hs.tiep_nhan: {chua_co: chờ}\n")
    assert "  hs.tiep_nhan:   # Tiếp nhận (hồ sơ, lũy kế)\n" in text


def test_finished_tasks_are_kept_unless_the_directive_says_otherwise(sandbox: Sandbox) -> None:
    done = '    "1": {tien_do: hoan_thanh, ngay_hoan_thanh: 2025-11-10, ket_qua: Xong}\n'
    sandbox.write(LAST, f"don_vi: xa-mot\nky: 2025-11\nnhiem_vu:\n  cd:\n{done}")
    assert done in made_file(sandbox)
    sandbox.remove(NEXT)
    sandbox.replace("data/directives/cd.yaml", "de_cuong:", "giu_nhiem_vu_xong: khong\nde_cuong:")
    file = open_next(sandbox, "xa-mot").files[0]
    assert file.draft is not None
    assert (file.draft.carried, file.draft.dropped) == (0, 1)
    assert "nhiem_vu" not in file.draft.text
    missing = [each.code for each in sandbox.load("2025-12").missing if each.unit == "xa-mot"]
    assert "BC704" not in missing
    open_next(sandbox, "xa-mot", period="2026-01")
    assert "nhiem_vu" not in (sandbox.root / "data/units/xa-mot/2026-01.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("period", "units", "reason"),
    [
        ("2025-Q4", (), "Không chỉ đạo nào yêu cầu báo cáo kỳ 2025-Q4 (cd: báo cáo hằng tháng)."),
        ("2024-11", (), "Không chỉ đạo nào yêu cầu báo cáo kỳ 2024-11 (cd: hiệu lực từ 01/01/2025)."),
        ("2025-12", ("xa-mott",), "Không có đơn vị 'xa-mott' trong danh mục đơn vị. Ý bạn là 'xa-mot'?"),
        ("2025-12", ("so-a",), "Sở A không phải báo cáo kỳ 2025-12: không thuộc đơn vị báo cáo của cd."),
        ("2025-06", ("xa-mot",), "Kỳ 2025-06 không có đơn vị nào đang hoạt động phải báo cáo."),
    ],
)
def test_what_nobody_asks_for_is_refused_with_the_reason(
    sandbox: Sandbox, period: str, units: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(UnaskedError) as refused:
        open_next(sandbox, *units, period=period)
    assert str(refused.value).startswith(reason)
    assert not list((sandbox.root / "data" / "units").glob(f"*/{period}.yaml"))


def test_a_unit_that_is_closed_is_refused_with_the_day(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/don-vi.yaml", 'ma: "2",', 'ma: "2", dong: 2025-11-30,')
    with pytest.raises(UnaskedError, match=r"Xã Hai .* kết thúc hoạt động ngày 30/11/2025"):
        open_next(sandbox, "xa-hai")


def test_a_faulty_last_file_is_told_and_the_other_units_get_theirs(sandbox: Sandbox) -> None:
    sandbox.write(LAST, "don_vi: [xa-mot\n")
    opened = open_next(sandbox)
    assert [(each.code, each.unit) for each in opened.problems] == [("BC102", "xa-mot")]
    assert [file.state for file in opened.files] == [State.FAILED, State.WRITTEN, State.WRITTEN]


def test_nothing_is_made_from_definitions_that_cannot_be_read(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/cd.yaml", "ma: [\n")
    opened = open_next(sandbox)
    assert opened.files == ()
    assert opened.problems


def test_the_notice_of_the_workspace_stands_at_the_head(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", "ghi_chu_moi_trang: SỐ LIỆU GIẢ LẬP\n")
    open_next(sandbox, "xa-hai")
    text = (sandbox.root / "data/units/xa-hai/2025-12.yaml").read_text(encoding="utf-8")
    assert text.startswith("# SỐ LIỆU GIẢ LẬP\n# cd: số liệu")


def test_a_name_of_several_lines_puts_no_key_into_a_new_file(sandbox: Sandbox) -> None:
    """Names and notices become comments there; whoever edits a catalogue fills in no report."""
    sandbox.write("baocao.yaml", 'ghi_chu_moi_trang: "GIẢ LẬP\\nla_1: 1"\n')
    catalogue = "data/directives/chi-tieu.yaml"
    sandbox.replace(catalogue, "ten: Tiếp nhận", 'ten: "Tiếp nhận\\nla_2: 1"')
    sandbox.replace(catalogue, "don_vi_tinh: hồ sơ, tu_so", 'don_vi_tinh: "hồ\\n  la_3: 1", tu_so')
    sandbox.replace("data/directives/cd.yaml", "ten: Nhóm một", 'ten: "Nhóm\\nla_4: 1"')
    sandbox.replace("data/directives/cd.yaml", "kinh_phi: Kinh phí", 'kinh_phi: "Kinh\\nla_5: 1"')
    assert main(["new", "--ky", "2025-12", "--root", str(sandbox.root)]) == 0
    written = list(sandbox.root.rglob("2025-12.yaml"))
    assert len(written) == 3
    lines = [line.strip() for path in written for line in path.read_text(encoding="utf-8").splitlines()]
    assert not [line for line in lines if line.startswith("la_")]
    assert any("Tiếp nhận la_2: 1" in line for line in lines)


LONG_NAME = "Số lượng hồ sơ của người dân và doanh nghiệp nộp trực tiếp ở bộ phận một cửa của xã trong kỳ"
KINDS = """
hs:
  ten: Hồ sơ
  chi_tieu:
    tiep_nhan: {ten: Tiếp nhận, loai: so_dem, don_vi_tinh: hồ sơ}
    ty_le: {ten: Đúng hạn, loai: ty_so, don_vi_tinh: hồ sơ}
    may: {ten: Máy lấy số, loai: co_khong}
    ngay: {ten: Ngày đối chiếu, loai: ngay}
    muc: {ten: Mức độ, loai: lua_chon, lua_chon: {cao: Cao, can_xem: Cần xem lại}}
    mang: {ten: Nhà mạng, loai: danh_sach}
    dia_chi: {ten: Địa chỉ trang, loai: van_ban}
    dai: {ten: TÊN_DÀI, loai: so_dem}
""".replace("TÊN_DÀI", LONG_NAME)


@pytest.mark.parametrize(
    "line",
    [
        "  hs.tiep_nhan:   # Tiếp nhận (hồ sơ, trong kỳ)",
        "  hs.ty_le:       # Đúng hạn (tử số/mẫu số, ví dụ 3.681/3.781)",
        "  hs.may:         # Máy lấy số (co | khong)",
        "  hs.ngay:        # Ngày đối chiếu (ngày, ví dụ 2025-11-18)",
        "  hs.muc:         # Mức độ (cao | can_xem (Cần xem lại))",
        "  hs.mang:        # Nhà mạng (danh sách, ví dụ [một, hai])",
        "  hs.dia_chi:     # Địa chỉ trang (chữ)",
        f"  # {LONG_NAME}\n  hs.dai:         # số, trong kỳ",
    ],
)
def test_every_line_to_be_filled_says_what_may_be_written(sandbox: Sandbox, line: str) -> None:
    sandbox.write("data/directives/chi-tieu.yaml", KINDS)
    open_next(sandbox, "phuong-ba")
    text = (sandbox.root / "data/units/phuong-ba/2025-12.yaml").read_text(encoding="utf-8")
    assert f"{line}\n" in text
    assert max(map(len, text.split("\n"))) <= 110


def test_what_was_told_beside_a_line_is_not_told_twice(sandbox: Sandbox) -> None:
    make_cumulative(sandbox)
    text = made_file(sandbox)
    assert "  hs.tiep_nhan:    # kỳ 2025-11: 3.781 (lũy kế); Tiếp nhận (hồ sơ)\n" in text
    sandbox.write(NEXT, text.replace("hs.tiep_nhan:    #", "hs.tiep_nhan: 4.000   #"))
    again = made_file(sandbox, period="2026-01")
    assert "  hs.tiep_nhan:    # kỳ 2025-12: 4.000 (lũy kế); Tiếp nhận (hồ sơ)\n" in again
    assert again.count("Mỗi dòng một số liệu") == 1


def test_a_unit_that_has_nothing_gets_a_profile_too(sandbox: Sandbox) -> None:
    opened = open_next(sandbox, "xa-hai", "xa-mot")
    assert opened.profiles == ("data/units/xa-hai/ho-so.yaml",)
    text = (sandbox.root / opened.profiles[0]).read_text(encoding="utf-8")
    assert "ten_day_du: Ủy ban nhân dân xã Hai   " in text
    assert "co_quan_ban_hanh: [Ủy ban nhân dân, xã Hai]   # " in text
    assert "#  chu-tich: {tm: Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn A}\n" in text
    assert max(map(len, text.split("\n"))) <= 110
    assert sandbox.load("2025-12").errors == ()
    assert formatting_of(sandbox.root, [sandbox.root / opened.profiles[0]]).right == 1


def test_the_examples_of_signers_are_data_without_their_first_sign(sandbox: Sandbox) -> None:
    open_next(sandbox, "xa-hai")
    sandbox.replace("data/units/xa-hai/ho-so.yaml", "#  chu-tich:", "  chu-tich:")
    assert [each.name for each in sandbox.load("2025-12").definitions.profiles["xa-hai"].signers] == [
        "Nguyễn Văn A"
    ]


def test_an_office_gets_its_own_profile(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "don_vi_bao_cao: [{cap: xa}]", "don_vi_bao_cao: [{cap: so}]")
    sandbox.remove("data/units/so-a/ho-so.yaml")
    (name,) = open_next(sandbox, "so-a").profiles
    text = (sandbox.root / name).read_text(encoding="utf-8")
    assert "ten_day_du: Sở A tỉnh T " in text
    assert "co_quan_chu_quan: UBND tỉnh T " in text
    assert "ky_hieu: SA " in text


def test_a_profile_that_is_there_is_never_touched(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/ho-so.yaml", "ten_day_du: a\n")
    assert open_next(sandbox, "xa-hai").profiles == ()
    assert (sandbox.root / "data/units/xa-hai/ho-so.yaml").read_text("utf-8") == "ten_day_du: a\n"
