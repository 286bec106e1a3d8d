"""A unit as the author of documents: its letterhead, signers and usual recipients."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from baocao.model.form import Family
from baocao.model.identifiers import NAMES
from baocao.model.kinds import Choice, Day, Days, Flag, Text, Texts, Whole
from baocao.model.period import is_between
from baocao.model.place import Place
from baocao.model.shape import ById, Key, Records, Shape
from baocao.vietnamese.dates import short_date

YEARS: Final = (1945, 2999)
REGISTRY: Final = "VT"
"""Where bodies of the state keep a copy (văn thư)."""
_OFFICE: Final = "Văn phòng"
MOST_NUMBER: Final = 99_999
"""Documents of a unit in a year."""


class Signer(NamedTuple):
    """A person who signs, with authority and title (NĐ 30/2020/NĐ-CP Điều 13).

    `authority` are the lines above the title, each a mark ('tm', 'kt' …) and what it stands before.
    """

    id: str
    authority: tuple[tuple[str, str], ...]
    title: str
    name: str
    valid_from: date | None
    valid_to: date | None
    acting: bool = False

    def signs_on(self, day: date) -> bool:
        """Tell whether the person held the post on `day`."""
        return is_between(day, self.valid_from, self.valid_to)


class Series(NamedTuple):
    """What numbers of one notation run through from 01: a year, or the term of a Party body.

    It has days of the years from `first` to `last`; `name` says which it is: 'năm 2025'.
    """

    first: int
    last: int
    name: str


class Outside(NamedTuple):
    """Numbers of a series that the unit used outside of the program, or not at all, and why.

    Without a `year` they are those of every series, without a `first` one all of them.
    """

    notation: str
    year: int | None
    first: int | None
    last: int | None
    reason: str

    def has_number(self, notation: str, series: Series, number: int) -> bool:
        """Tell whether a number is one of them."""
        year = series.first if self.year is None else self.year
        if self.notation != notation or not series.first <= year <= series.last:
            return False
        return self.first is None or self.first <= number <= (self.last or self.first)


class Profile(NamedTuple):
    """What a unit's documents carry at their head and foot.

    `parent` and `body` are the lines of the letterhead; `notation` is the body's abbreviation
    ('UBND' in '189/BC-UBND'). `archive` is where a copy is kept ('VT, KH&ĐMST'). `contact` are the lines
    of address at the foot of page 1, of the Party at the end. `outside` are numbers that have no record,
    and need none. `duplex` bodies print both sides of a sheet. `desk` is
    who answers questions about reports. `terms` are the first days of a Party body's terms of office.
    """

    unit: str
    full_name: str
    short_name: str
    parent: tuple[str, ...]
    body: tuple[str, ...]
    notation: str
    place: str
    signers: tuple[Signer, ...]
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    archive: str
    family: Family
    contact: tuple[str, ...]
    at: Place
    outside: tuple[Outside, ...] = ()
    desk: str = ""
    duplex: bool = False
    terms: frozenset[date] = frozenset()

    def series_of(self, day: date) -> Series:
        """Return the series that a document of `day` is numbered in.

        The state's is of the year (NĐ 30/2020/NĐ-CP, Điều 15), the Party's of the term of office (Hướng dẫn
        05-HD/VPTW, II.I.3.1.1; 36-HD/VPTW, II.1.3.1). Where nobody told when terms began, it is one.
        """
        if self.family is Family.STATE:
            return year_series(day)
        begun = max((first for first in self.terms if first <= day), default=None)
        following = min((first for first in self.terms if first > day), default=None)
        first, last = begun.year if begun else YEARS[0], following.year if following else YEARS[1]
        return Series(first, last, _term_name(begun, following))


def _term_name(begun: date | None, following: date | None) -> str:
    """Return how a term is called, by its first day or by that of the next one."""
    if begun:
        return f"nhiệm kỳ từ ngày {short_date(begun)}"
    return f"nhiệm kỳ trước ngày {short_date(following)}" if following else "nhiệm kỳ"


def year_series(day: date) -> Series:
    """Return the series of a year, which also is that of a body of which nothing is known."""
    return Series(day.year, day.year, f"năm {day.year}")


def _make_signer(tm: str, tl: str, tuq: str, kt: str, **content: Any) -> Signer:
    """Return a signer with the lines of authority in the order in which they stand."""
    lines = (("tm", tm), ("tl", tl), ("tuq", tuq), ("kt", kt))
    return Signer(authority=tuple(line for line in lines if line[1]), **content)


SIGNER_SHAPE: Final = Shape(
    _make_signer,
    (
        Key("tm", "tm", Text(), "Thay mặt (TM.)", "Tập thể được thay mặt.", row="thay mặt tập thể nào"),
        Key("tl", "tl", Text(), "Thừa lệnh (TL.)", row="thừa lệnh ai"),
        Key(
            "tuq",
            "tuq",
            Text(),
            "Thừa ủy quyền (TUQ.)",
            row="thừa ủy quyền ai; cơ quan của Đảng không dùng (ủy nhiệm ký thì ghi `tl`)",
        ),
        Key("kt", "kt", Text(), "Ký thay (KT.)", "Chức vụ của người được ký thay.", row="ký thay ai"),
        Key("q", "acting", Flag(), "Quyền (Q.)", row="`co`: quyền (Q.)"),
        Key(
            "chuc_vu",
            "title",
            Text(),
            "Chức vụ",
            required=True,
            row=(
                "chức vụ; văn bản của Đảng in `Bí thư kiêm Trưởng Ban Chỉ đạo` thành ba dòng, và không in "
                "chức vụ của ủy viên ký thay mặt (T/M)"
            ),
        ),
        Key("ho_ten", "name", Text(), "Họ và tên", required=True),
        Key("tu", "valid_from", Day(), "Giữ chức từ ngày"),
        Key("den", "valid_to", Day(), "Đến ngày"),
    ),
)
"""The marks TM., TL., TUQ., KT., Q. are written as keys (NĐ 30/2020 Điều 13)."""


OUTSIDE_SHAPE: Final = Shape(
    Outside,
    (
        Key("ky_hieu", "notation", Text(), "Ký hiệu sau số", required=True, examples=("/BC-UBND",)),
        Key("nam", "year", Whole(*YEARS), "Năm; không ghi là mọi năm"),
        Key("tu", "first", Whole(1, MOST_NUMBER), "Từ số; không ghi là cả dãy"),
        Key("den", "last", Whole(1, MOST_NUMBER), "Đến số; không ghi là một số"),
        Key("ly_do", "reason", Text(), "Lý do", required=True),
    ),
)


def _make_profile(signers: Mapping[str, Signer], **content: Any) -> Profile:
    """Return a profile; the full name stands for a short one and for the lines of the letterhead."""
    name = content["full_name"]
    given, archive = content.pop("short_name"), content.pop("archive")
    short = name if given is None else given
    return Profile(
        signers=tuple(signers.values()),
        short_name=short,
        body=content.pop("body") or (name,),
        archive=_archive_of(content["family"], short, archive),
        **content,
    )


def _archive_of(family: Family, body: str, archive: str) -> str:
    """Return where a copy is kept: of the state in the registry (VT), of the Party in its own office."""
    if family is Family.STATE or (archive and not archive.startswith(REGISTRY)):
        return archive or REGISTRY
    return body if body.startswith(_OFFICE) else f"{_OFFICE} {body}"


PROFILE_SHAPE: Final = Shape(
    _make_profile,
    (
        Key("ten_day_du", "full_name", Text(), "Tên đầy đủ của cơ quan", required=True),
        Key("ten_ngan", "short_name", Text(None), "Tên ngắn, dùng trong câu"),
        Key(
            "the_thuc",
            "family",
            Choice(Family, Family.STATE),
            "Thể thức văn bản",
            row=(
                "`dang` là cơ quan của Đảng: văn bản theo thể thức của Đảng, có hiệu lực vào "
                "ngày của văn bản; không ghi là cơ quan nhà nước"
            ),
        ),
        Key("co_quan_chu_quan", "parent", Texts(), "Cơ quan chủ quản", "Dòng trên của phần đầu văn bản."),
        Key("co_quan_ban_hanh", "body", Texts(), "Cơ quan ban hành", "Từng dòng của phần đầu văn bản."),
        Key("ky_hieu", "notation", Text(), "Chữ viết tắt của cơ quan", required=True, examples=("UBND",)),
        Key("dia_danh", "place", Text(), "Địa danh", required=True),
        Key(
            "nguoi_ky",
            "signers",
            ById(SIGNER_SHAPE, NAMES),
            "Người ký",
            "Mỗi người một mã.",
            row="mỗi người một mã, xem dưới đây",
        ),
        Key("kinh_gui", "addressees", Texts(), "Nơi gửi thường dùng"),
        Key("noi_nhan", "recipients", Texts(), "Nơi nhận thường dùng"),
        Key(
            "luu",
            "archive",
            Text(),
            "Nơi lưu",
            examples=("VT",),
            row=(
                "nơi lưu; không ghi là `VT`, cơ quan của Đảng là văn phòng của mình (in 'Lưu Văn phòng "
                "Đảng ủy …', không ghi VT)"
            ),
        ),
        Key(
            "lien_he",
            "contact",
            Texts(),
            "Địa chỉ liên hệ",
            "In ở chân trang 1; văn bản của Đảng in ở trang cuối.",
            row=(
                "các dòng địa chỉ, thư điện tử, điện thoại (nếu cần): in ở chân trang 1, văn bản của Đảng "
                "ở trang cuối"
            ),
        ),
        Key(
            "in_hai_mat",
            "duplex",
            Flag(),
            "In hai mặt giấy",
            "Của cơ quan Đảng: lề mặt sau trái 15, phải 30 mm.",
            row=(
                "`co`: cơ quan của Đảng in hai mặt giấy; bản Word có lề mặt sau đối xứng với mặt trước "
                "(trái 15, phải 30 mm), mỗi phụ lục bắt đầu ở mặt trước; bản PDF có cả mặt sau để trống"
            ),
        ),
        Key(
            "dau_moi",
            "desk",
            Text(),
            "Đầu mối trả lời về báo cáo",
            "Họ tên, bộ phận, điện thoại; in trong công văn đôn đốc và tin nhắc.",
            row=(
                "ai trả lời câu hỏi về báo cáo: họ tên, bộ phận, điện thoại; in trong công văn đôn đốc và "
                "tin nhắc ([nhac-viec.md](nhac-viec.md))"
            ),
        ),
        Key(
            "so_ngoai_baocao",
            "outside",
            Records(lambda: OUTSIDE_SHAPE),
            "Số văn bản dùng ngoài baocao",
            row=(
                "số văn bản cơ quan dùng cho văn bản không qua `baocao issue`, hoặc đã hủy: `ky_hieu`, "
                "`ly_do`, có thể thêm `nam`, `tu`, `den`; xem [phat-hanh.md](phat-hanh.md#số-và-bản-ghi)"
            ),
        ),
        Key(
            "nhiem_ky",
            "terms",
            Days(),
            "Ngày đầu của các nhiệm kỳ",
            "Của cơ quan Đảng: số văn bản đánh theo nhiệm kỳ.",
            row=(
                "ngày đầu của mỗi nhiệm kỳ (hôm sau ngày bế mạc đại hội); số văn bản của Đảng đánh "
                "liên tục theo nhiệm kỳ, không theo năm"
            ),
        ),
    ),
)
