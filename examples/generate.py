"""Generate a complete synthetic province in the formats of `data/`: SỐ LIỆU GIẢ LẬP.

    python examples/generate.py --units 12 --periods 2 --out examples/tinh-gia-lap

The same arguments give the same files. Directives and templates are those of this repository; the
generated workspace refers to them. Every page built from it says that its data are synthetic.
"""

import argparse
import os
import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from baocao.model.directive import Directive, Task
from baocao.model.indicator import Indicator, IndicatorKind, Nature
from baocao.model.period import Period
from baocao.model.unit import Unit, UnitKind
from baocao.model.workspace import Config, Definitions
from baocao.source.workspace import load_definitions
from baocao.vietnamese.numbers import number_text
from baocao.vietnamese.text import folded_text

HERE: Final = Path(__file__).resolve().parent
REPOSITORY: Final = HERE.parent
NOTICE: Final = "SỐ LIỆU GIẢ LẬP"
LAST_PERIOD: Final = "2025-11"
FIRST_YEAR: Final = 2025
"""Ages of months are counted from its beginning."""
PROVINCE: Final = "tinh-gia-lap"
FIRST = ["An", "Bình", "Cẩm", "Đông", "Hòa", "Long", "Minh", "Nghĩa"]
FIRST += ["Phú", "Sơn", "Tân", "Thanh", "Thọ", "Tịnh", "Trường", "Vĩnh"]
SECOND = ["An", "Châu", "Giang", "Hải", "Khê", "Lâm", "Lộc", "Mỹ"]
SECOND += ["Phong", "Quang", "Sơn", "Thạnh", "Thủy", "Trung", "Xuân", "Yên"]
FAMILY: Final = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Đinh", "Y", "A"]
MIDDLE: Final = ["Văn", "Thị", "Minh", "Thanh", "Quốc", "Hoàng", "Ngọc", "Đức"]
GIVEN = ["An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hùng", "Khánh", "Lan", "Mai", "Nam", "Phúc"]
GIVEN += ["Quân", "Sơn", "Thảo", "Tuấn", "Việt"]
SENTENCES: Final = (
    "Ủy ban nhân dân đã ban hành kế hoạch và phân công từng thành viên phụ trách theo lĩnh vực.",
    "Tuyên truyền trên hệ thống truyền thanh, trang thông tin điện tử và mạng xã hội đến từng khu dân cư.",
    "Cán bộ, công chức tham gia đầy đủ các lớp tập huấn về kỹ năng số và an toàn thông tin.",
    "Tổ công nghệ số cộng đồng hướng dẫn người dân nộp hồ sơ trực tuyến và thanh toán không dùng tiền mặt.",
    "Trung tâm Phục vụ hành chính công bố trí người hướng dẫn, giảm thời gian chờ của người dân.",
    "Hồ sơ, kết quả giải quyết được số hóa và dùng lại, không yêu cầu người dân nộp giấy tờ đã có.",
    "Các phòng chuyên môn phối hợp rà soát, làm sạch dữ liệu trước khi kết nối với hệ thống của tỉnh.",
    "Hạ tầng mạng được nâng cấp tại trụ sở; các điểm dân cư xa trung tâm còn thiếu sóng.",
    "Doanh nghiệp, hợp tác xã được hỗ trợ đưa sản phẩm lên sàn thương mại điện tử.",
    "Việc ký số và xử lý văn bản trên môi trường mạng được thực hiện thống nhất ở tất cả bộ phận.",
    "Kinh phí được bố trí theo dự toán; một số nội dung phải lồng ghép từ các chương trình khác.",
    "Công tác kiểm tra, đôn đốc được duy trì hằng tháng, kịp thời tháo gỡ vướng mắc.",
)
STRENGTHS: Final = (
    "Cấp ủy, chính quyền quan tâm chỉ đạo; nhiệm vụ được giao rõ người, rõ việc, rõ thời hạn.",
    "Tổ công nghệ số cộng đồng hoạt động nền nếp, người dân nộp hồ sơ trực tuyến ngày càng nhiều.",
    "Hồ sơ được giải quyết cơ bản đúng hạn, việc số hóa hồ sơ đi vào nền nếp.",
)
CAUSES: Final = (
    "Đơn vị mới sắp xếp, nhân sự phụ trách chuyển đổi số còn thay đổi.",
    "Một bộ phận người dân quen nộp hồ sơ trực tiếp, chưa có tài khoản định danh điện tử mức 2.",
    "Việc phối hợp giữa các phòng trong đôn đốc, cập nhật số liệu có lúc chưa kịp thời.",
    "Trang thiết bị tại Trung tâm Phục vụ hành chính công chưa được đầu tư đồng bộ.",
)
OWN_WORDS: Final = {"II.1": STRENGTHS, "II.3": CAUSES}
"""What is written under an item of the outline that asks for something of its own."""
DEPARTMENT_WORDS: Final = {
    "I.1": "Sở đã hướng dẫn các xã, phường, đặc khu thống nhất cách thống kê và kiểm tra tại cơ sở.",
    "II.1": "Các xã, phường, đặc khu đã chủ động triển khai; tiếp nhận, giải quyết hồ sơ trực tuyến đi vào "
    "nền nếp, chất lượng báo cáo được nâng lên.",
}
"""What the department writes itself in its report about all."""
DIFFICULTIES: Final = {
    "kinh_phi": "Kinh phí cho chuyển đổi số còn hạn hẹp, phụ thuộc ngân sách cấp trên.",
    "nhan_luc": "Thiếu công chức có chuyên môn công nghệ thông tin, phần lớn kiêm nhiệm.",
    "ha_tang": "Thiết bị đầu cuối cũ, đường truyền ở một số thôn chưa ổn định.",
    "doanh_nghiep": "Người cao tuổi ngại dùng dịch vụ trực tuyến; doanh nghiệp quy mô nhỏ.",
    "co_che": "Chưa có cơ chế hỗ trợ thành viên Tổ công nghệ số cộng đồng.",
}
REQUESTS: Final = {
    "kinh_phi": "Đề nghị bổ sung kinh phí đầu tư thiết bị cho Trung tâm Phục vụ hành chính công.",
    "nhan_luc": "Đề nghị mở thêm lớp bồi dưỡng chuyên sâu cho công chức cấp xã.",
    "ha_tang": "Đề nghị doanh nghiệp viễn thông phủ sóng các thôn còn lõm sóng.",
}


@dataclass(frozen=True)
class Place:
    """A synthetic commune: id, code, name, kind, former province and how many people live there."""

    id: str
    code: str
    name: str
    kind: str
    former: str
    people: int

    @property
    def bare(self) -> str:
        """The name without its kind."""
        return self.name.removeprefix("Xã ").removeprefix("Phường ").removeprefix("Đặc khu ")


def make_places(count: int, chance: random.Random) -> list[Place]:
    """Return `count` communes with distinct names, one in eight a ward, the last a special zone."""
    listed = []
    for index in range(count):
        pair = index * 37 % (len(FIRST) * len(SECOND))
        again = index // (len(FIRST) * len(SECOND))
        name = f"{FIRST[pair // len(SECOND)]} {SECOND[pair % len(SECOND)]}"
        name = f"{name} {again + 1}" if again else name
        kind = "dac_khu" if index == count - 1 and count > 1 else "phuong" if index % 8 == 3 else "xa"
        label = {"xa": "Xã", "phuong": "Phường", "dac_khu": "Đặc khu"}[kind]
        full = f"{label} {name}"
        former = "giai_lap" if index < count * 7 // 12 else "mo_phong"
        people = round(chance.lognormvariate(9.4, 0.5))
        listed.append(
            Place(folded_text(full).replace(" ", "-"), f"9{index + 1:04}", full, kind, former, people)
        )
    return listed


def registry_text(communes: list[Place]) -> str:
    """Return don-vi.yaml."""
    rows = "\n".join(
        f'  {place.id}: {{ma: "{place.code}", ten: {place.name}, loai: {place.kind}, '
        f"thuoc: {PROVINCE}, tinh_cu: {place.former}, mo: 2025-07-01}}"
        for place in communes
    )
    return f"""# {NOTICE}: danh mục đơn vị do examples/generate.py sinh ra, không phải đơn vị có thật.

loai:
  tinh: {{ten: tỉnh, cap: tinh}}
  so: {{ten: sở, cap: so}}
  xa: {{ten: xã, cap: xa}}
  phuong: {{ten: phường, cap: xa}}
  dac_khu: {{ten: đặc khu, cap: xa}}

nhom:
  tinh_cu:
    ten: Tỉnh cũ
    gia_tri: {{giai_lap: Giả Lập cũ, mo_phong: Mô Phỏng cũ}}

don_vi:
  {PROVINCE}: {{ma: "99", ten: tỉnh Giả Lập, loai: tinh}}
  so-khcn: {{ten: Sở Khoa học và Công nghệ, loai: so, thuoc: {PROVINCE}}}

{rows}
"""


def person_name(chance: random.Random) -> str:
    """Return a name that belongs to nobody in particular."""
    return " ".join((chance.choice(FAMILY), chance.choice(MIDDLE), chance.choice(GIVEN)))


def commune_profile(place: Place, chance: random.Random) -> str:
    """Return the ho-so.yaml of a commune."""
    kind = place.name.removesuffix(place.bare).strip().lower()
    return f"""# {NOTICE}
ten_day_du: Ủy ban nhân dân {kind} {place.bare}
ten_ngan: UBND {kind} {place.bare}
co_quan_ban_hanh: [Ủy ban nhân dân, {kind} {place.bare}]
ky_hieu: UBND
dia_danh: {place.bare}
nguoi_ky:
  pho-chu-tich: {{tm: Ủy ban nhân dân, kt: Chủ tịch, chuc_vu: Phó Chủ tịch, ho_ten: {person_name(chance)}}}
kinh_gui: Sở Khoa học và Công nghệ
noi_nhan: [Thường trực Đảng ủy, Chủ tịch và các Phó Chủ tịch, Các phòng chuyên môn]
luu: VT
"""


def department_profile(chance: random.Random) -> str:
    """Return the ho-so.yaml of the lead department."""
    return f"""# {NOTICE}
ten_day_du: Sở Khoa học và Công nghệ tỉnh Giả Lập
ten_ngan: Sở Khoa học và Công nghệ
co_quan_chu_quan: UBND tỉnh Giả Lập
co_quan_ban_hanh: Sở Khoa học và Công nghệ
ky_hieu: SKHCN
dia_danh: Giả Lập
nguoi_ky:
  pho-giam-doc: {{kt: Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: {person_name(chance)}}}
kinh_gui: Ủy ban nhân dân tỉnh Giả Lập
noi_nhan: [Lãnh đạo Sở, Các phòng thuộc Sở]
luu: VT
"""


class Month(NamedTuple):
    """A month: of the year, `step`, and since 2025 began, `age`, with what is special in it.

    `busy` is how much more or less than usual came in, `paper` how much more of it on paper than at last.
    """

    step: int
    age: int
    busy: float
    paper: float


def month_of(period: Period, last: Period, seed: str) -> Month:
    """Return what a month was like for a commune; the last is as usual, the others lead up to it."""
    age = (period.year - FIRST_YEAR) * 12 + period.index
    if period == last:
        return Month(period.index, age, 1, 1)
    chance = random.Random(f"{seed}-{period.id}-tháng")
    # Little enough that what accumulates never falls.
    return Month(period.index, age, chance.uniform(0.98, 1.02), chance.uniform(1, 1.02))


def agreeing_figures(place: Place, month: Month, chance: random.Random) -> dict[str, object]:
    """Return figures that agree with each other; cumulative ones grow with the months."""
    step = month.step
    learners = round(round(place.people * chance.uniform(0.02, 0.1)) * month.age * month.busy)
    received = round(round(place.people * chance.uniform(0.04, 0.1)) * step * month.busy)
    online = round(received * (1 - month.paper * (1 - chance.uniform(0.6, 1))))
    withdrawn = round(received * chance.uniform(0, 0.01))
    settled = round((received - withdrawn) * chance.uniform(0.93, 1))
    late = round(settled * chance.uniform(0, 0.01))
    open_files = received - withdrawn - settled
    part, full = round(received * 0.7), received - round(received * 0.7)
    part_online, full_online = (
        round(part * chance.uniform(0.6, 1)),
        round(full * chance.uniform(0.9, 1)),
    )
    products, hamlets = chance.randint(0, 9) + month.age, max(3, place.people // 1200)
    mobile, carriers = chance.randint(800, 1000), chance.choice((["VNPT", "Viettel"], ["Viettel"]))
    three = round(products * chance.uniform(0.5, 1))
    return {
        "chi_dao.quyet_dinh": chance.randint(1, 4) * step,
        "to_cnscd.so_to": hamlets,
        "to_cnscd.so_thon": hamlets,
        "to_cnscd.thanh_vien": hamlets * chance.randint(5, 9),
        "bdhvs.hoc_vien": learners,
        "bdhvs.chuyen_de": round(learners * chance.uniform(2.5, 4)),
        "bdhvs.chung_nhan": round(learners * chance.uniform(0.5, 0.95)),
        "bdhvs.theo_dan_so": learners,
        "ocop.tong": products,
        "ocop.ba_sao": three,
        "ocop.bon_sao": products - three,
        "tthc.tiep_nhan": received,
        "tthc.truc_tuyen": online,
        "tthc.truc_tiep": received - online,
        "tthc.da_giai_quyet": settled,
        "tthc.dung_han": settled - late,
        "tthc.qua_han": late,
        "tthc.dang_giai_quyet": open_files,
        "tthc.dang_trong_han": open_files,
        "tthc.dang_qua_han": 0,
        "tthc.rut": withdrawn,
        "dvctt.mot_phan_ho_so": part,
        "dvctt.mot_phan_truc_tuyen": part_online,
        "dvctt.mot_phan_tai_cho": part - part_online,
        "dvctt.toan_trinh_ho_so": full,
        "dvctt.toan_trinh_truc_tuyen": full_online,
        "dvctt.toan_trinh_tai_cho": full - full_online,
        "tthc.tu_ngay": "2025-07-01" if month.age == step else f"{FIRST_YEAR + month.age // 13}-01-01",
        "ha_tang.di_dong": percent_text(mobile),
        "ha_tang.di_dong_5g": percent_text(mobile - chance.randint(100, 500)),
        "ha_tang.nha_mang": f"[{', '.join(carriers)}]",
        "ha_tang.so_nha_mang": len(carriers),
    }


def percent_text(tenths: int) -> str:
    """Return '97,4%' for 974."""
    return f"{tenths // 10},{tenths % 10}%"


def other_value(indicator: Indicator, place: Place, end: date, chance: random.Random) -> object:
    """Return a plausible value by the indicator's kind and bounds."""
    match indicator.kind:
        case IndicatorKind.YES_NO:
            return "co" if chance.random() < 0.7 else "khong"
        case IndicatorKind.DECIMAL:
            return percent_text(chance.randint(700, 1000))
        case IndicatorKind.MONEY:
            return chance.randint(200, 900) * (1 if "triệu" in indicator.unit_of_measure else 1_000_000)
        case IndicatorKind.DATE:
            return end.isoformat()
        case IndicatorKind.CHOICE:
            return chance.choice(list(indicator.choices))
        case IndicatorKind.TEXT:
            return f"https://{place.id}.example"
        case _:
            high = int(indicator.high or 100)
            return chance.randint(10, max(10, min(high, 30)))


def grown_value(value: object, month: Month) -> object:
    """Return a cumulative value as it stands after so many months; percentages of people only grow."""
    if isinstance(value, int):
        return value * month.step
    return f"{min(100, 60 + 4 * month.age)}%" if str(value).endswith("%") else value


def written_value(value: object, indicator: Indicator, chance: random.Random) -> str:
    """Return a value as clerks write it: grouped or not, at times with its unit."""
    if not isinstance(value, int):
        return str(value)
    text = number_text(Decimal(value)) if chance.random() < 0.6 else str(value)
    with_unit = chance.random() < 0.05 and indicator.unit_of_measure
    return f"{text} {indicator.unit_of_measure}" if with_unit else text


def unusual_entry(indicator: Indicator, chance: random.Random, *, often: bool) -> str | None:
    """Return, now and then, one of the ways in which a figure has no value."""
    roll = chance.random()
    if not often:
        return "{chua_co: Chưa đối chiếu xong với hệ thống của tỉnh}" if roll < 0.005 else None
    if roll < 0.01:
        return "{chua_co: Doanh nghiệp viễn thông chưa cung cấp}"
    new = indicator.nature is Nature.IN_PERIOD and indicator.kind.is_number
    if roll < 0.03 and new and not indicator.is_percentage:
        return "khong_phat_sinh"
    return "khong_ap_dung" if roll < 0.035 else None


def figure_lines(
    place: Place, period: Period, month: Month, definitions: Definitions, seed: str
) -> Iterator[str]:
    """Yield the lines of `chi_tieu`."""
    directive = definitions.directives["nq71"]
    known, end = agreeing_figures(place, month, random.Random(seed)), directive.schedule.window(period).end
    lasting, chance = random.Random(seed), random.Random(f"{seed}-{period.id}")
    for name in directive.indicators:
        indicator = definitions.catalogue.indicators[name]
        if indicator.is_derived:
            continue
        changes = indicator.nature is Nature.IN_PERIOD and indicator.kind is not IndicatorKind.MONEY
        other = other_value(indicator, place, end, chance if changes else lasting)
        if indicator.nature is Nature.CUMULATIVE:
            other = grown_value(other, month)
        value = known.get(name, other)
        odd = unusual_entry(indicator, chance, often=name not in known and name not in directive.required)
        yield f"  {name}: {odd or written_value(value, indicator, chance)}"


def task_lines(task: Task, age: int, end: date, chance: random.Random) -> Iterator[str]:
    """Yield the lines of one task's report; a task that is done stays done in later months."""
    done = chance.random() < 0.04 * age
    progress = "hoan_thanh" if done else chance.choices(("dang_thuc_hien", "chua_thuc_hien"), (9, 1))[0]
    finished = min(date(2025, chance.randint(7, 9), chance.randint(1, 28)), end)
    result, plan, number = chance.choice(SENTENCES), chance.choice(SENTENCES), chance.randint(10, 99)
    due = task.deadline.due
    yield f'    "{task.id}":'
    yield f"      tien_do: {progress}"
    if done:
        issued = f"ngày {finished.day:02}/{finished.month}/{finished.year}"
        yield f"      ngay_hoan_thanh: {finished}"
        yield f"      ket_qua: Đã ban hành văn bản số {number}/UBND {issued}. {result}"
    elif progress == "dang_thuc_hien":
        yield f"      ket_qua: {result}"
    if not done:
        yield f"      du_kien: {plan}"
    if due and due < (finished if done else end):
        yield f"      ly_do_cham: {chance.choice(list(DIFFICULTIES.values()))}"
    if chance.random() < 0.2:
        yield f"      vuong_mac: {chance.choice(list(DIFFICULTIES.values()))}"


def narrative_lines(directive: Directive, unit: Unit, chance: random.Random) -> Iterator[str]:
    """Yield the narratives of every outline item without children, and of the required ones."""
    parents = {item.id.rpartition(".")[0] for item in directive.outline}
    for item in directive.outline_of(unit):
        if item.id in parents or item.id == "II.2":
            continue
        yield f'    "{item.id}": |'
        for sentence in chance.sample(OWN_WORDS.get(item.id, SENTENCES), 2):
            yield f"      - {sentence}"
        if item.id == "I.1":
            yield "      - Đã ban hành [=chi_dao.quyet_dinh] quyết định[^@qd-01], thực hiện [@kh-359-tu]."


def remark_lines(section: str, texts: Mapping[str, str], chance: random.Random) -> Iterator[str]:
    """Yield `vuong_mac` or `kien_nghi` with one or two remarks."""
    yield f"{section}:"
    yield "  nq71:"
    for concern in chance.sample(list(texts), 2):
        text = texts[concern]
        shown = f'"{text}"' if "," in text else text
        yield f"    - {{nhom: {concern}, noi_dung: {shown}}}"


def submission_text(place: Place, period: Period, month: Month, definitions: Definitions, seed: str) -> str:
    """Return the submission of a commune for a period.

    What lasts from month to month is drawn from the same chances; what does not, from the month's own.
    """
    chance = random.Random(f"{seed}-{period.id}")
    directive = definitions.directives["nq71"]
    kind = UnitKind(place.kind, "", "xa")
    at = directive.at
    unit = Unit(place.id, place.code, place.name, kind, PROVINCE, {}, None, None, None, at)
    end = directive.schedule.window(period).end
    tasks = [
        line
        for task in directive.tasks_of(unit)
        for line in task_lines(task, month.age, end, random.Random(f"{seed}-{task.id}"))
    ]
    return "\n".join(
        (
            f"# {NOTICE}",
            f"don_vi: {place.id}",
            f"ky: {period.id}",
            f"chot_den: {end}",
            "",
            "chi_tieu:",
            *figure_lines(place, period, month, definitions, seed),
            "",
            "nhiem_vu:",
            "  nq71:",
            *tasks,
            "",
            "noi_dung:",
            "  nq71:",
            *narrative_lines(directive, unit, chance),
            "",
            *remark_lines("vuong_mac", DIFFICULTIES, chance),
            "",
            *remark_lines("kien_nghi", REQUESTS, chance),
            "",
            "van_ban:",
            "  qd-01:",
            "    loai: Quyết định",
            "    so: 01/QĐ-UBND",
            "    ngay: 2025-07-01",
            f"    co_quan: UBND {place.bare}",
            "    trich_yeu: về việc thành lập Ban Chỉ đạo",
            "",
        )
    )


def department_text(period: Period) -> str:
    """Return what the department writes itself for a period."""
    words = "\n".join(f'    "{item}": |\n      {text}' for item, text in DEPARTMENT_WORDS.items())
    return f"# {NOTICE}\ndon_vi: so-khcn\nky: {period.id}\n\nnoi_dung:\n  nq71:\n{words}\n"


def period_months(count: int, last: str) -> list[Period]:
    """Return `count` months, the `last` at the end."""
    period = Period.parse(last)
    listed: list[Period] = []
    while period is not None and len(listed) < count:
        listed.insert(0, period)
        period = period.previous
    return listed


def definitions_of_repository() -> Definitions:
    """Return the directives and the catalogue of this repository."""
    data = REPOSITORY / "data"
    config = Config(REPOSITORY, data / "directives", data / "units", REPOSITORY / "templates")
    definitions, problems = load_definitions(config)
    if problems:
        raise SystemExit("\n".join(f"{problem.place}: {problem.message}" for problem in problems))
    return definitions


def generate_workspace(
    units: int, periods: int, out: Path, *, seed: int, absent: float, last: str = LAST_PERIOD
) -> None:
    """Write a workspace of `units` communes and `periods` months.

    `absent` is the share of reports that are not there.
    """
    chance = random.Random(seed)
    definitions = definitions_of_repository()
    communes = make_places(units, chance)
    if out.exists():
        shutil.rmtree(out)
    folder = out / "data" / "units"
    folder.mkdir(parents=True)
    shared = Path(os.path.relpath(REPOSITORY, out.resolve())).as_posix()
    write_file(
        out / "baocao.yaml",
        f"# {NOTICE}: chỉ đạo và mẫu dùng chung với kho mã nguồn.\nchi_dao: {shared}/data/directives\n"
        "chi_dao_dung: nq-71\n"
        f"mau: {shared}/templates\nghi_chu_moi_trang: {NOTICE}\n",
    )
    write_file(folder / "don-vi.yaml", registry_text(communes))
    write_file(folder / "so-khcn" / "ho-so.yaml", department_profile(chance))
    months = period_months(periods, last)
    for period in months:
        write_file(folder / "so-khcn" / f"{period.id}.yaml", department_text(period))
    for place in communes:
        write_file(folder / place.id / "ho-so.yaml", commune_profile(place, chance))
        own = random.Random(f"{seed}-{place.id}")
        for period in months:
            if own.random() >= absent:
                month = month_of(period, months[-1], f"{seed}-{place.id}")
                text = submission_text(place, period, month, definitions, f"{seed}-{place.id}")
                write_file(folder / place.id / f"{period.id}.yaml", text)


def write_file(path: Path, text: str) -> None:
    """Write a text file with the same line ends on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the arguments and generate."""
    parser = argparse.ArgumentParser(description="Generate a synthetic province (SỐ LIỆU GIẢ LẬP).")
    parser.add_argument("--units", type=int, default=12, help="number of communes")
    parser.add_argument("--periods", type=int, default=2, help="number of months")
    parser.add_argument("--last", default=LAST_PERIOD, help="the last of them; communes exist from 2025-07")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--absent", type=float, default=0.1, help="share of reports not handed in")
    parser.add_argument("--out", type=Path, default=HERE / "tinh-gia-lap")
    given = parser.parse_args()
    generate_workspace(
        given.units, given.periods, given.out, seed=given.seed, absent=given.absent, last=given.last
    )


if __name__ == "__main__":
    main()
