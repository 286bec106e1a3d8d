"""The schema of one figure: everything that `source/values.py` can read for an indicator."""

from collections.abc import Hashable, Iterable
from decimal import Decimal
from typing import Final

from baocao.features.schema.kinds import record_schema
from baocao.features.schema.parts import (
    TEXTS,
    YES_NO,
    Schema,
    any_case,
    choice_pattern,
    either_pattern,
    number_schema,
    text_schema,
    types_of,
    whole_pattern,
)
from baocao.model.indicator import Indicator, IndicatorKind, Nature
from baocao.model.kinds import Day
from baocao.model.submission import FIGURE_SHAPE
from baocao.source.spelling import WORDS, known_suffixes
from baocao.source.values import RATIO_PART, STATES, as_published
from baocao.vietnamese.numbers import number_text

_NUMBER: Final = "[-−+]?[0-9][0-9., \u00a0\u202f]*"
_RATIO: Final = f"{RATIO_PART}/\\s*{RATIO_PART}\\s*"
_DAY_KEY: Final = f"^(?:{Day.key})$"
_WITHOUT_PARTS: Final = FIGURE_SHAPE.without_keys("tu_so", "mau_so")
"""Of what is no ratio."""
_WRITTEN_STATES: Final = either_pattern(map(any_case, STATES))
_NATURES: Final = {
    Nature.IN_PERIOD: "Phát sinh trong kỳ",
    Nature.CUMULATIVE: "Lũy kế đến cuối kỳ",
    Nature.MOMENT: "Tại thời điểm chốt số liệu",
}
_HOW: Final = {
    IndicatorKind.COUNT: "Ghi số nguyên, ví dụ 3.781",
    IndicatorKind.DECIMAL: "Ghi số, ví dụ 86,6",
    IndicatorKind.MONEY: "Ghi số tiền, ví dụ 479.000.000 hoặc 479 triệu đồng",
    IndicatorKind.RATIO: "Ghi tử số/mẫu số, ví dụ 3.681/3.781",
    IndicatorKind.YES_NO: "Ghi co hoặc khong",
    IndicatorKind.DATE: "Ghi ngày, ví dụ 2025-11-18",
    IndicatorKind.CHOICE: "Chọn một mã",
    IndicatorKind.TEXT: "Ghi văn bản",
    IndicatorKind.LIST: "Ghi danh sách, ví dụ [VNPT, Viettel]",
}
_NONE: Final = ("khong_phat_sinh", "khong_ap_dung")
_SNIPPETS: Final = (
    {"label": "chua_co: lý do", "description": "Chưa có số liệu, kèm lý do", "body": {"chua_co": "$1"}},
)
_MISSING: Final = "nếu chưa có số liệu thì ghi {chua_co: lý do}; không phát sinh thì ghi khong_phat_sinh."
_SERIES: Final[Schema] = {"type": "object", "minProperties": 1, "propertyNames": {"pattern": _DAY_KEY}}
"""Figures by days."""
_ONE_DAY: Final = "mot_ngay"
"""The name of the definition of what may stand at one of the days."""
WAYS: Final = "cach_ghi"
"""The name of the definition that says which keys go together."""
WAYS_PUBLISHED: Final = "cach_ghi_doi_chieu"
"""The same where a published rank may stand alone."""


def ways_to_write(*, rank_alone: bool) -> Schema:
    """What may stand inside braces: one of these, never a mixture; what is not in braces always fits."""
    shapes = [
        (["gia_tri"], ["gia_tri", "xep_hang"]),
        (["chua_co"], ["chua_co"]),
        (["khong_ap_dung"], ["khong_ap_dung"]),
        (["tu_so", "mau_so"], ["tu_so", "mau_so"]),
    ]
    shapes += [(["xep_hang"], ["xep_hang"])] if rank_alone else []
    return {
        "anyOf": [
            *({"required": need, "propertyNames": {"enum": known}} for need, known in shapes),
            _SERIES,
        ]
    }


class Entries:
    """The schemas of figures; indicators that are written alike share one among the definitions."""

    def __init__(self, definitions: dict[str, Schema]) -> None:
        self._definitions = definitions
        self._names: dict[Hashable, str] = {}
        definitions[WAYS] = ways_to_write(rank_alone=False)
        definitions[WAYS_PUBLISHED] = ways_to_write(rank_alone=True)
        definitions[_ONE_DAY] = {"allOf": [{"$ref": f"#/definitions/{WAYS}"}], "not": _SERIES}

    def entered_schema(self, indicator: Indicator) -> Schema:
        """Return what may be written for `indicator`."""
        return self._shared_schema(indicator, WAYS)

    def published_schema(self, indicator: Indicator) -> Schema:
        """Return what may be written for `indicator` among published totals."""
        return self._shared_schema(as_published(indicator), WAYS_PUBLISHED)

    def _shared_schema(self, indicator: Indicator, braces: str) -> Schema:
        alike = (indicator.kind, indicator.unit_of_measure, indicator.low, indicator.high)
        key = (*alike, tuple(indicator.choices.items()), braces)
        if key not in self._names:
            name = f"{indicator.kind}-{len(self._names) + 1}"
            self._names[key] = name
            self._definitions[name] = entry_schema(indicator, f"#/definitions/{name}", braces)
        return {"allOf": [{"$ref": f"#/definitions/{self._names[key]}"}]}


def entry_schema(indicator: Indicator, own: str, braces: str = WAYS) -> Schema:
    """Everything that may be written for `indicator`; `own` is its place, for dated figures."""
    value = _value_schema(indicator)
    schema: Schema = {
        **value,
        "type": [*value["type"], "object", "null"],
        "properties": _inside_braces(indicator, value),
        "patternProperties": {_DAY_KEY: {"allOf": [{"$ref": own}, {"$ref": f"#/definitions/{_ONE_DAY}"}]}},
        "additionalProperties": False,
        "allOf": [{"$ref": f"#/definitions/{braces}"}],
        "examples": [*_offered_words(indicator), *_NONE],
        "defaultSnippets": list(_SNIPPETS),
    }
    if "pattern" in value:
        schema["pattern"] = whole_pattern(f"{_WRITTEN_STATES}|{_core_pattern(indicator)}")
        schema["patternErrorMessage"] = f"{how_written(indicator)}; {_MISSING}"
    return schema


def _inside_braces(indicator: Indicator, value: Schema) -> dict[str, Schema]:
    part = number_schema(blank=False)
    shape = FIGURE_SHAPE if indicator.kind is IndicatorKind.RATIO else _WITHOUT_PARTS
    properties: dict[str, Schema] = record_schema(shape, {"gia_tri": value, "tu_so": part, "mau_so": part})[
        "properties"
    ]
    return properties


def _value_schema(indicator: Indicator) -> Schema:
    """The value itself, without braces."""
    if indicator.kind is IndicatorKind.LIST:
        return {"type": ["array", *TEXTS], "items": text_schema()}
    if indicator.kind is IndicatorKind.TEXT:
        return text_schema(blank=False)
    schema: Schema = {
        "type": _value_types(indicator),
        "pattern": whole_pattern(_core_pattern(indicator)),
        "patternErrorMessage": f"{how_written(indicator)}.",
    }
    return {**schema, **_number_limits(indicator)} if indicator.kind.is_number else schema


def _value_types(indicator: Indicator) -> list[str]:
    if indicator.kind is IndicatorKind.CHOICE:
        return types_of((*indicator.choices, *indicator.choices.values()))
    return ["string", "number"] if indicator.kind.is_number else ["string"]


def _core_pattern(indicator: Indicator) -> str:
    """Return the pattern of a value as it is written."""
    match indicator.kind:
        case IndicatorKind.RATIO:
            unit = indicator.unit_of_measure
            return f"{_RATIO}(?:{any_case(unit)})?" if unit else _RATIO
        case IndicatorKind.YES_NO:
            return YES_NO
        case IndicatorKind.DATE:
            return Day.pattern
        case IndicatorKind.CHOICE:
            return choice_pattern(indicator.choices, indicator.choices)
        case _:
            return f"(?:{_qualifier_pattern()})?\\s*{_NUMBER}\\s*{_suffix_pattern(indicator)}"


def _qualifier_pattern() -> str:
    *words, signs = WORDS.split("|")
    return "|".join([*map(any_case, words), signs])


def _suffix_pattern(indicator: Indicator) -> str:
    words = [any_case(word).replace(" ", "\\s+") for word in known_suffixes(indicator)]
    return f"{either_pattern(words)}?"


def _number_limits(indicator: Indicator) -> Schema:
    """Bounds on what an editor took for a number: it may be a thousandth of what was meant (3.781)."""
    limits = {}
    low, high = indicator.low, indicator.high
    if low is not None:
        limits["minimum"] = float(low if low <= 0 else low / 1000)
    if high is not None:
        limits["maximum"] = float(high if high >= 0 else high / 1000)
    return limits


def _offered_words(indicator: Indicator) -> tuple[str, ...]:
    """Return the words that editors offer; never numbers, which somebody might leave there."""
    if indicator.kind is IndicatorKind.YES_NO:
        return "co", "khong"
    return tuple(indicator.choices)


def how_written(indicator: Indicator) -> str:
    """Return how a value is written, in words."""
    if indicator.kind is IndicatorKind.CHOICE:
        return f"Chọn một mã: {', '.join(indicator.choices)}"
    return "Ghi phần trăm, ví dụ 86,6%" if indicator.is_percentage else _HOW[indicator.kind]


def explained_indicator(indicator: Indicator, asked: Iterable[str] = ()) -> str:
    """Return what a clerk should know of an indicator: nature, unit, bounds, words, who asks for it."""
    unit = f"đơn vị tính: {indicator.unit_of_measure}" if indicator.unit_of_measure else ""
    sentences = [
        "; ".join(part for part in (_NATURES[indicator.nature], unit) if part),
        _bounds_sentence(indicator.low, indicator.high),
        *(f"{name}: {label}" for name, label in indicator.choices.items()),
        how_written(indicator),
        *asked,
    ]
    return "".join(f"{sentence}. " for sentence in sentences if sentence).strip()


def _bounds_sentence(low: Decimal | None, high: Decimal | None) -> str:
    words = (("Từ", low), ("đến" if low is not None else "Đến", high))
    return " ".join(f"{word} {number_text(bound)}" for word, bound in words if bound is not None)
