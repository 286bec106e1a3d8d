"""Everything that was read from a workspace."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao.model.citation import Citation
from baocao.model.directive import Directive
from baocao.model.form import DEFAULT_SIZES, SIZES
from baocao.model.indicator import Catalogue
from baocao.model.inventory import Inventory
from baocao.model.issuance import Issued
from baocao.model.kinds import Days, Text, Texts, Word
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.profile import Profile, Series, year_series
from baocao.model.shape import Key, Records, Shape
from baocao.model.status import Statuses
from baocao.model.submission import Submission
from baocao.model.unit import Registry


class Waiver(NamedTuple):
    """Warnings and notes of one code that checks leave out, and why; errors are never left out.

    `files` is a pattern of paths ('data/units/*/2025-11.yaml'), `unit` the id of a unit; without them
    all files, all units are meant.
    """

    code: str
    reason: str
    at: Place
    files: str = ""
    unit: str = ""


REGISTRY: Final = "don-vi.yaml"
CATALOGUE: Final = "chi-tieu.yaml"
CITATIONS: Final = "van-ban.yaml"
STATUSES: Final = "trang-thai.yaml"
PROFILE: Final = "ho-so.yaml"
SHARED: Final = frozenset({CATALOGUE, CITATIONS, STATUSES})
"""The files beside the directives, in their folder."""
NEEDED: Final = frozenset({REGISTRY, CATALOGUE})


class Config(NamedTuple):
    """The settings of a workspace: its folders, a notice for every page, days off, what checks leave out.

    `sizes` is the set of coupled letter sizes, '14' or '13' (NĐ 30/2020/NĐ-CP Phụ lục I). `chosen` are the
    names of the directives' files that count here (none: all in the folder). `source` is the settings
    file, where there is one. `main_branch` is the branch of Git on which reports count, if it is named.
    `lines_at` is the pattern of links to lines on the web, where the repository has an address there.
    `public_numbers` are telephones and accounts that everybody may know.
    `instead` are contents that are read in the place of files, by path, be they there or not: what somebody
    proposes to write.
    """

    root: Path
    directives: Path
    units: Path
    templates: Path
    notice: str = ""
    holidays: frozenset[date] = frozenset()
    sizes: str = "14"
    chosen: frozenset[str] = frozenset()
    waivers: tuple[Waiver, ...] = ()
    source: "SourceFile | None" = None
    main_branch: str = ""
    lines_at: str = ""
    public_numbers: tuple[str, ...] = ()
    instead: "Mapping[str, SourceFile]" = MappingProxyType({})


UTF8_MARK: Final = b"\xef\xbb\xbf"


def text_of_bytes(data: bytes) -> str:
    """Return the text of a file in UTF-8 without its byte order mark, all line ends as newlines."""
    text = data.removeprefix(UTF8_MARK).decode()
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class SourceFile:
    """A file that was read: its path relative to the workspace, its text, and its bytes as stored.

    The text is made of the bytes whenever it is asked for, where these hold it: that is a few times, and
    texts take more room than all else that is known of the reports of a country.
    """

    __slots__ = ("_text", "data", "path")

    def __init__(self, path: str, text: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self._text = None if data and _is_text_of(text, data) else text

    @property
    def text(self) -> str:
        """The text, with newlines at the ends of lines."""
        return text_of_bytes(self.data) if self._text is None else self._text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SourceFile):
            return NotImplemented
        return (self.path, self.data, self._text) == (other.path, other.data, other._text)

    def __hash__(self) -> int:
        return hash((self.path, self.data))

    @property
    def sha256(self) -> str:
        """The hash of the file as stored."""
        from hashlib import sha256  # noqa: PLC0415 - checking needs no hashes, and OpenSSL loads slowly

        return sha256(self.data).hexdigest()

    @property
    def start(self) -> Place:
        """The first character of the file."""
        return Place(self.path, 1, 1)


def _is_text_of(text: str, data: bytes) -> bool:
    try:
        return text_of_bytes(data) == text
    except UnicodeDecodeError:
        return False


class Definitions(NamedTuple):
    """What a workspace defines, whatever the period; `files` are the sources, by path.

    `rejected` are units whose profile is there but could not be read, `unread` the names of the other
    files of which that is so, or which are missing. `inventory` tells what lies in the folders.
    """

    config: Config
    registry: Registry = Registry()
    catalogue: Catalogue = Catalogue()
    citations: Mapping[str, Citation] = MappingProxyType({})
    statuses: Statuses = Statuses()
    directives: Mapping[str, Directive] = MappingProxyType({})
    profiles: Mapping[str, Profile] = MappingProxyType({})
    files: Mapping[str, SourceFile] = MappingProxyType({})
    rejected: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    inventory: Inventory = Inventory()

    @property
    def can_be_built(self) -> bool:
        """Whether units and indicators are known, without which no document makes sense."""
        return not self.unread & NEEDED

    def series_of(self, unit: str, day: date) -> Series:
        """Return the series in which a unit numbers a document of `day`."""
        profile = self.profiles.get(unit)
        return profile.series_of(day) if profile else year_series(day)


class Workspace(NamedTuple):
    """Definitions, and the submissions of one period by unit.

    `rejected` are units whose file is there but could not be read at all. `issued` are the records of the
    documents of the period that were given out, `records` their files by path, which are no sources.
    `finished` are by unit the tasks ('nq71/6') of earlier periods that need no report any more.
    """

    definitions: Definitions
    period: Period
    submissions: Mapping[str, Submission] = MappingProxyType({})
    rejected: frozenset[str] = frozenset()
    files: Mapping[str, SourceFile] = MappingProxyType({})
    issued: tuple[Issued, ...] = ()
    records: Mapping[str, SourceFile] = MappingProxyType({})
    finished: Mapping[str, frozenset[str]] = MappingProxyType({})


WAIVER_SHAPE: Final = Shape(
    Waiver,
    (
        Key("ma", "code", Text(), "Mã thông báo", required=True, examples=("BC424",)),
        Key("ly_do", "reason", Text(), "Lý do bỏ qua", required=True),
        Key("tep", "files", Text(), "Chỉ ở các tệp này", "Ví dụ data/units/xa-*/*.yaml."),
        Key("don_vi", "unit", Text(), "Chỉ của đơn vị này"),
    ),
    lenient=True,
)


def _make_config(chosen: tuple[str, ...], **content: Any) -> Config:
    return Config(chosen=frozenset(chosen), **content)


CONFIG_SHAPE: Final = Shape(
    _make_config,
    (
        Key("chi_dao", "directives", Text(), "Thư mục chỉ đạo", "Mặc định data/directives."),
        Key(
            "chi_dao_dung",
            "chosen",
            Texts(),
            "Các tệp chỉ đạo dùng ở đây",
            "Không ghi là tất cả.",
            row="tên các tệp chỉ đạo dùng ở đây; không ghi là tất cả",
        ),
        Key("don_vi", "units", Text(), "Thư mục đơn vị", "Mặc định data/units."),
        Key("mau", "templates", Text(), "Thư mục mẫu", "Mặc định templates."),
        Key(
            "ghi_chu_moi_trang",
            "notice",
            Text(),
            "Dòng in ở mọi trang",
            examples=("SỐ LIỆU GIẢ LẬP",),
            row="dòng in ở mọi trang, ví dụ SỐ LIỆU GIẢ LẬP",
        ),
        Key("ngay_nghi", "holidays", Days(), "Ngày nghỉ lễ"),
        Key(
            "bo_co_chu",
            "sizes",
            Word(SIZES, DEFAULT_SIZES),
            "Bộ cỡ chữ",
            row=(
                "`14` hoặc `13`: bộ cỡ chữ Quốc hiệu, tiêu ngữ, địa danh cùng tăng, cùng giảm "
                "theo Nghị định 30"
            ),
        ),
        Key(
            "so_cong_khai",
            "public_numbers",
            Texts(),
            "Số điện thoại, số tài khoản đã công bố",
            "Không bị nhắc là dữ liệu cá nhân.",
            examples=("0913 000 000",),
            row=(
                "số đường dây nóng, số tài khoản của cơ quan đã công bố, không bị nhắc là dữ liệu cá nhân "
                "([nhap-du-lieu.md](nhap-du-lieu.md#không-ghi-vào-báo-cáo))"
            ),
        ),
        Key(
            "nhanh_chinh",
            "main_branch",
            Text(),
            "Nhánh chính của kho Git",
            row=(
                "tên nhánh Git mà báo cáo được tính là đã gửi khi vào đó; không ghi thì lấy "
                "nhánh chính của máy chủ, `main` hoặc `master`; xem "
                "[tinh-hinh.md](tinh-hinh.md)"
            ),
        ),
        Key(
            "dia_chi_kho",
            "lines_at",
            Text(),
            "Địa chỉ web của kho Git",
            "Trang xem dẫn từ mỗi dòng nguồn tới dòng ấy trên máy chủ Git.",
            examples=("https://github.com/nhom/kho",),
            row=(
                "địa chỉ web của kho Git, để trang xem dẫn tới từng dòng nguồn: kho trên GitHub, GitLab, "
                "Gitea, Forgejo, Bitbucket thì ghi địa chỉ kho; máy chủ khác thì ghi mẫu liên kết có "
                "`{commit}`, `{tep}`, `{dong}`; chỉ nhận `https://`; xem "
                "[truy-vet.md](truy-vet.md#trên-trang-xem)"
            ),
        ),
        Key(
            "bo_qua",
            "waivers",
            Records(lambda: WAIVER_SHAPE),
            "Cảnh báo được bỏ qua",
            row=(
                "cảnh báo không cần báo nữa, mỗi mục có `ma`, `ly_do`, có thể thêm `tep`, "
                "`don_vi`; xem [kiem-tra.md](kiem-tra.md#bỏ-qua-có-lý-do)"
            ),
        ),
    ),
    lenient=True,
)
