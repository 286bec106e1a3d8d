"""Write what ICU says of Vietnamese number words and alphabetical order, for the tests to compare with.

Run where PyICU is installed (it needs ICU's headers to build): python tools/icu_reference.py. The two
files are committed, so that tests need no ICU; they are made again only to follow a newer CLDR. Numbers
stay below 2**53, above which ICU's rules work with doubles.
"""

import itertools
import re
import unicodedata
from pathlib import Path
from typing import Any

import icu

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "tests" / "vietnamese"
REGISTRY = ROOT / "data" / "units" / "don-vi.yaml"
COMMUNE = re.compile(r"ten: ([^,}]+), loai: (?:xa|phuong|dac_khu),")
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"
PLACES = (
    "An Bình", "An Phú", "Anh Sơn", "Ân Thi", "Ăn Khê", "Bạch Đằng", "Bắc Ái", "Bến Đình", "Cam Lộ",
    "Chí Linh", "Chợ Mới", "Cư Jút", "Dĩ An", "Đa Krông", "Đak Pơ", "Đăk Glei", "Đắk Mil", "Đông Hà",
    "Đồng Hới", "Ea H'Leo", "Fansipan", "Gia Lai", "Gio Linh", "Hạ An", "Hà Bình", "Ia Grai", "Jơ Ngây",
    "Khe Sanh", "Kỳ Sơn", "La Gi", "Mường Tè", "Nam Đàn", "Ngã Bảy", "Nghĩa Đô", "Nhà Bè", "Ô Môn",
    "Ơ Ngheo", "Phan Thiết", "Quản Bạ", "Rạch Giá", "Sa Pa", "Thới Bình", "Trà Ôn", "U Minh", "Ứng Hòa",
    "Văn Giang", "Vàm Láng", "Wang Liêng", "Xín Mần", "Y Tý", "Ý Yên", "Zơ Ngây",
)  # fmt: skip
MIXED = ("an phú", "AN PHÚ", "An phú", "Quận 1", "Quận 2", "Quận 10", "Tổ 3", "Tổ 3a", "Tổ 3B", "Tổ", "tổ")


def odd_numbers() -> list[int]:
    """Return 0 to 200, the neighbours of round numbers, and numbers with zeros in odd places."""
    edges = {10**power + step for power in range(3, 16) for step in (-1, 0, 1, 4, 5, 10, 21, 100)}
    table = {1234, 2001, 10_005, 21_000, 105_000, 1_005_000, 15_400_000, 479_000_000, 1_050_000_000}
    groups = itertools.product((0, 4, 15, 105), repeat=3)
    sparse = {high * 10**9 + a * 10**6 + b * 1000 + c for a, b, c in groups for high in (1, 21)}
    return sorted({*range(201), *edges, *table, *sparse, 479_000_500_000, 2**53 - 1})


def collated_names() -> list[str]:
    """Return the communes of the registry and invented names with every vowel, tone and case."""
    communes = COMMUNE.findall(REGISTRY.read_text(encoding="utf-8"))
    toned = [f"L{vowel}{tone}ng" for vowel, tone in itertools.product(VOWELS, TONES)]
    pairs = [f"Ma{first} Đa{second}n" for first, second in itertools.product(TONES, TONES)]
    every = (*communes, *PLACES, *MIXED, *toned, *pairs)
    return sorted({unicodedata.normalize("NFC", name) for name in every})


def main() -> None:
    """Write both files."""
    vietnamese: Any = icu.Locale("vi")
    spelling = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, vietnamese)
    order = icu.Collator.createInstance(vietnamese)
    rows = [f"{number}\t{spelling.format(number)}\n" for number in odd_numbers()]
    source = f"# ICU {icu.ICU_VERSION}, tools/icu_reference.py\n"
    (TARGET / "icu-so.tsv").write_text(source + "".join(rows), encoding="utf-8")
    ordered = sorted(collated_names(), key=order.getSortKey)
    (TARGET / "icu-thu-tu.txt").write_text(source + "\n".join(ordered) + "\n", encoding="utf-8")
    print(f"{len(rows)} numbers, {len(ordered)} names")


if __name__ == "__main__":
    main()
