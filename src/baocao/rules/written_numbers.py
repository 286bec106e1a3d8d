"""Numbers that stand in prose as digits, and the figures of the unit that they can be."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple

from baocao.model.figure import Figure
from baocao.model.submission import Ratio, Submission
from baocao.vietnamese.numbers import number_readings, number_text, rounded_number

_INSIDE: Final = r"""[^\s()\[\]“”"'‘’;…]"""
_CHUNK: Final = re.compile(
    rf"(?<!{_INSIDE})(?:\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?![\d.,]*\w)%?|{_INSIDE}*\d{_INSIDE}*)"
)
_EDGES: Final = ".,:!?*_–-+~≈<>=≥≤"
_PLAIN: Final = re.compile(r"\d[\d.,\u0020\u00a0\u202f]*%?")
_PAIR: Final = re.compile(r"(\d[\d.,]*)/(\d[\d.,]*)")
_SPAN: Final = re.compile(r"(\d[\d.,]*%?)[-–](\d[\d.,]*%?)")
_SHARE: Final = re.compile(r"(\d[\d.,]*%)/\D.*")
_YEARS: Final = range(1900, 2101)
_DAYS: Final = 31
_MONTHS: Final = 12
_LABELS: Final = frozenset({
    "điều", "khoản", "chương", "tiết", "luật", "quý", "tháng", "năm", "ngày", "lúc", "hồi", "lần",
    "đợt", "khóa", "khoá", "bảng", "biểu", "mẫu", "tổ", "thôn", "xóm", "ấp", "lớp", "khối", "nhóm",
    "lô", "bước", "mã", "fax", "sđt", "hotline", "bậc", "kênh", "mục", "số", "nq", "qđ", "kh", "tb",
    "ct", "tt", "nđ", "bc", "ql", "dt", "đt", "tl", "iso", "tcvn", "qcvn", "covid", "windows", "office",
    "android", "ios", "nghị quyết", "đề án", "chương trình", "quyết định", "kế hoạch", "thông báo",
    "công văn", "chỉ thị", "kết luận", "nghị định", "thông tư", "phụ lục", "khu phố", "dân phố",
    "dân cư", "cấp độ", "mức độ", "phiên bản", "quốc lộ", "tỉnh lộ", "nhiệm kỳ", "mô hình", "tiêu chí",
    "gói thầu", "nhiệm vụ", "văn bản", "giai đoạn", "điện thoại", "tổng đài",
})  # fmt: skip
"""What a number names rather than counts, when it stands after one of these words."""
_NO_LABELS: Final = frozenset({"tổng số", "trong số", "chuyên mục", "danh mục", "hơn năm"})
_RANKS: Final = frozenset({"thứ", "hạng"})
_HEDGES: Final = frozenset(
    {"hơn", "trên", "gần", "khoảng", "dưới", "chừng", "ước", "ít nhất", "tối thiểu", "tối đa", "xấp xỉ"}
)
_LISTED: Final = re.compile(r"[\s,\-–]*(?:và|đến|hoặc)?[\s,\-–]*")
_LIST_SIGN: Final = re.compile(r"(?:^|[;:.\n])[\s*+-]*\Z")
_OF_TIME: Final = re.compile(
    r"\s*(?:giờ|phút|giây|h\b|g\b|ngày|tuần|tháng|năm|quý|tuổi|thế kỷ)", re.IGNORECASE
)
_SCALE: Final = re.compile(r"\s*(nghìn|ngàn|triệu|tỷ|tỉ)\b", re.IGNORECASE)
_SCALES: Final = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_BEFORE: Final = 24
_LEAST: Final = 10
_MOST_DIGITS: Final = 20
_MOST: Final = 5000
"""How many words with digits are looked at in one text; a hostile one could hold any number."""
_CLOSE: Final = Decimal("0.05")
_NEAR: Final = Decimal("0.1")


class WrittenNumber(NamedTuple):
    """A number in prose: as written, where, what it can mean, its decimals, and the power of ten after it.

    `about` says that a word such as 'hơn' stands before it.
    """

    text: str
    offset: int
    meanings: tuple[Decimal, ...]
    places: int
    power: int
    about: bool


def written_numbers(text: str, *, least: int = _LEAST) -> Iterator[WrittenNumber]:
    """Yield the numbers of a text that can be figures.

    Dates, times, years, numbers of documents and of their parts, telephone numbers, addresses, enumerators,
    ages and spans of time are none, nor are numbers below `least` without '%' or 'triệu'.
    """
    labelled_until = -1
    for chunk in islice(_CHUNK.finditer(text), _MOST):
        start = chunk.start() + len(chunk[0]) - len(chunk[0].lstrip(_EDGES))
        core = chunk[0].strip(_EDGES)
        if not core:
            continue
        if _is_labelled(text, start, core, labelled_until) or _is_telephone(core):
            labelled_until = start + len(core)
            continue
        if _is_enumerator(text, start, core):
            continue
        for part, offset in _number_parts(core):
            number = _figure_number(text, part, start + offset, least)
            if number:
                yield number


def _is_labelled(text: str, start: int, core: str, labelled_until: int) -> bool:
    """Tell whether a number names something ('Điều 5', 'Mô hình 24'), also as one of a list."""
    if core.endswith("%"):
        return False
    last, two = _words_before(text, start)
    if two not in _NO_LABELS and (last in _LABELS or two in _LABELS):
        return True
    if last in _RANKS:
        return "/" not in core
    return 0 <= labelled_until <= start and _LISTED.fullmatch(text, labelled_until, start) is not None


def _words_before(text: str, start: int) -> tuple[str, str]:
    """Return the last word and the last two words before a number, in lower case."""
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    words = [word.strip("([“\"'") for word in before.lower().rstrip(" \u00a0.:№-").split()[-2:]]
    return words[-1] if words else "", " ".join(words)


def _is_telephone(core: str) -> bool:
    digits = re.sub(r"\D", "", core)
    # '04 quyết định' is how offices write small counts.
    return core[0] == "0" and len(digits) > 2 and not core.startswith("0,")  # noqa: PLR2004 - '05' is a count


def _is_enumerator(text: str, start: int, core: str) -> bool:
    """Tell whether a number counts the items of a list: '10. Dân cư', '10) Dân cư'."""
    after = text[start + len(core) : start + len(core) + 1]
    if after not in {".", ")"} or not core.isdecimal():
        return False
    return (
        text[start - 1 : start] == "("
        or _LIST_SIGN.search(text[max(0, start - _BEFORE) : start]) is not None
    )


def _number_parts(core: str) -> Iterator[tuple[str, int]]:
    """Yield the numbers inside a chunk of text with their offsets; dates have none."""
    if _PLAIN.fullmatch(core):
        yield core, 0
    elif share := _SHARE.fullmatch(core):
        yield share[1], 0
    elif pair := _PAIR.fullmatch(core):
        if not _is_date(pair[1], pair[2]):
            yield from ((pair[1], 0), (pair[2], pair.start(2)))
    elif span := _SPAN.fullmatch(core):
        yield from ((span[1], 0), (span[2], span.start(2)))


def _is_date(first: str, second: str) -> bool:
    """Tell whether 'first/second' is a day of a month or a month of a year."""
    if not (first.isdecimal() and second.isdecimal()):
        return False
    one, two = int(first[:5]), int(second[:5])
    return (one <= _DAYS and two <= _MONTHS) or (one <= _MONTHS and two in _YEARS)


def _figure_number(text: str, part: str, offset: int, least: int) -> WrittenNumber | None:
    """Return the number at `offset` if it can be a figure."""
    is_percent, digits = part.endswith("%"), part.rstrip("%").strip(".,")
    end = offset + len(part)
    meanings = (
        tuple(reading.number for reading in number_readings(digits)) if len(digits) <= _MOST_DIGITS else ()
    )
    if not meanings or (digits.isdecimal() and int(digits[:5]) in _YEARS and not is_percent):
        return None
    scale = _SCALE.match(text, end)
    power = _SCALES[scale[1].lower()] if scale else 0
    is_small = all(number < least for number in meanings)
    if _OF_TIME.match(text, end) or (is_small and not is_percent and not power):
        return None
    places = len(digits.partition(",")[2])
    about = not _HEDGES.isdisjoint(_words_before(text, offset))
    shown = f"{part}{text[end : scale.end()]}" if scale else part
    return WrittenNumber(shown, offset, meanings, places=places, power=power, about=about)


class KnownNumbers:
    """The numbers that a unit's figures have, found when the first of them is asked for."""

    def __init__(self, figures: Mapping[str, Figure], submission: Submission) -> None:
        self._figures = figures
        self._submission = submission
        self._rounded: dict[tuple[int, int], set[Decimal]] = {}

    @cached_property
    def _named(self) -> list[tuple[str, Decimal, int]]:
        """What a unit entered, what follows from it and what it published, with powers of ten.

        Hostile numbers with more digits than can be computed with are left out.
        """
        named = [
            (figure.indicator.id, number, _power_of_measure(figure.indicator.unit_of_measure))
            for figure in self._figures.values()
            for number in _numbers_of_figure(figure)
        ]
        controls = self._submission.controls.items()
        named += [(name, control.value, 0) for name, control in controls if control.value is not None]
        return [known for known in named if known[1].adjusted() < _MOST_DIGITS]

    def is_explained(self, number: WrittenNumber) -> bool:
        """Tell whether the number is one of a figure, as it would be printed with as many decimals."""
        if any(meaning in self._rounded_at(number.places, number.power) for meaning in number.meanings):
            return True
        # A figure may itself be counted in millions: then '5 triệu' is 5, not 5,000,000.
        if number.power and any(
            meaning in self._rounded_at(number.places, 0) for meaning in number.meanings
        ):
            return True
        return number.about and self._closest_figure(number, _CLOSE) is not None

    def nearest_words(self, number: WrittenNumber) -> str:
        """Return in brackets the figure that comes nearest, or nothing if none is near."""
        figure = self._closest_figure(number, _NEAR)
        if figure is None:
            return ""
        name, value = figure
        return f" (gần nhất: {name} = {number_text(value, self._figures[name].indicator.places)})"

    def _rounded_at(self, places: int, power: int) -> set[Decimal]:
        """Return the numbers in units of 10^power, rounded as they would be printed."""
        key = places, power
        if key not in self._rounded:
            self._rounded[key] = {
                rounded_number(number.scaleb(own - power if power else 0), places)
                for _, number, own in self._named
            }
        return self._rounded[key]

    def _closest_figure(self, number: WrittenNumber, limit: Decimal) -> tuple[str, Decimal] | None:
        """Return the figure nearest to the number, not further away than `limit` of it."""
        wanted = [meaning.scaleb(number.power) for meaning in number.meanings if meaning]
        distances = [
            (abs(value.scaleb(own if number.power else 0) - meaning) / meaning, name, value)
            for name, value, own in self._named
            for meaning in wanted
        ]
        distance, name, value = min(distances, default=(Decimal(1), "", Decimal(0)))
        return (name, value) if distance <= limit else None


def _numbers_of_figure(figure: Figure) -> Iterator[Decimal]:
    """Yield every number of a figure: its value and readings, the parts of ratios, percentages, ranks."""
    for value in (figure.value, *(reading.entry.value for reading in figure.readings)):
        if isinstance(value, Decimal):
            yield value
        elif isinstance(value, Ratio):
            yield from (value.numerator, value.denominator)
            yield from () if value.percent is None else (value.percent,)
    for rank in (figure.rank, *(reading.entry.rank for reading in figure.readings)):
        if rank:
            yield from (Decimal(rank.place), Decimal(rank.among))


def _power_of_measure(measure: str) -> int:
    """Return the power of ten that a unit of measure such as 'triệu đồng' begins with."""
    return _SCALES.get(measure.partition(" ")[0].lower(), 0)
