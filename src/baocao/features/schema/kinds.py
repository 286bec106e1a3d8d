"""What JSON Schema says of records and of the kinds of their values."""

from collections.abc import Mapping
from functools import singledispatch
from types import MappingProxyType
from typing import Any, Final

from baocao.features.schema.parts import (
    TEXTS,
    YES_NO,
    Schema,
    by_id,
    choice_schema,
    day_schema,
    flag_schema,
    list_schema,
    number_schema,
    record_lines,
    text_schema,
    texts_schema,
    types_of,
    types_or_blank,
    whole_pattern,
    with_words,
)
from baocao.model.directive import OutlineNumber, PeriodOrKind
from baocao.model.kinds import (
    Bounds,
    Choice,
    Choices,
    Day,
    Days,
    Flag,
    Identifier,
    Kind,
    Labels,
    Moment,
    Number,
    PeriodName,
    Text,
    Texts,
    Time,
    Whole,
    Word,
)
from baocao.model.period import PeriodKind
from baocao.model.period_names import PERIOD_EXAMPLES, PERIOD_FORM, PERIODS_SHOWN
from baocao.model.shape import (
    Anything,
    ById,
    Demand,
    Key,
    Known,
    Many,
    OneOrMany,
    Only,
    Record,
    Records,
    Scope,
    Shape,
    TextOr,
    WordOr,
)
from baocao.model.status import Colour
from baocao.model.submission import PublishedRank

Schemas = Mapping[str, Schema]
NOTHING: Final[Schemas] = MappingProxyType({})


def record_schema(
    shape: Shape[Any], given: Schemas = NOTHING, more: Schemas = NOTHING, *, blank: bool = True
) -> Schema:
    """Return the schema of a record.

    `given` are the schemas of keys that depend on the workspace, `more` those of keys that only it has.
    """
    properties = {key.name: _key_schema(key, given.get(key.name)) for key in shape.keys}
    required = [key.name for key in shape.keys if key.required]
    lines = record_lines({**properties, **more}, required, blank=blank)
    lines |= _demand_schema(shape.demand) if shape.demand else {}
    return lines | (_only_schema(shape.only) if shape.only else {})


def _key_schema(key: Key, given: Schema | None) -> Schema:
    schema = kind_schema(key.kind, blank=not key.required) if given is None else given
    return with_words(schema, key.title, key.help, examples=list(key.examples))


def _demand_schema(demand: Demand) -> Schema:
    """Return what has to hold between the keys of a record."""
    written = [_is_written(key) for key in demand.keys]
    # Of nothing at all, which has no keys, JSON Schema takes every one as there.
    return {"anyOf": [{"type": "null"}, {"oneOf": written}] if demand.exactly else written}


def _only_schema(only: Only) -> Schema:
    """Return where a key may stand that not every record has."""
    return {
        "if": {"required": [only.key]},
        "then": {"properties": {only.under: choice_schema(only.words)}},
    }


def _is_written(key: str) -> Schema:
    return {"required": [key], "properties": {key: {"not": {"enum": [None, [], {}]}}}}


def refer_to(name: str) -> Schema:
    """Return a reference to a shared definition."""
    return {"$ref": f"#/definitions/{name}"}


def one_or_many(schema: Schema, *, blank: bool = True) -> Schema:
    """A list, or one item of it."""
    many: Schema = {"type": "array", "items": {"anyOf": [schema, {"type": "null"}]}}
    return {
        "anyOf": [
            schema,
            many if blank else {**many, "minItems": 1},
            *([{"type": "null"}] if blank else []),
        ]
    }


@singledispatch
def kind_schema(kind: Kind, *, blank: bool) -> Schema:
    """Return the schema of a kind of values, nothing written among them if `blank`."""
    raise TypeError(type(kind).__name__, blank)


@kind_schema.register
def _(_kind: Text, *, blank: bool) -> Schema:
    return text_schema(blank=blank)


@kind_schema.register
def _(_kind: Texts, *, blank: bool) -> Schema:
    del blank
    return texts_schema()


@kind_schema.register
def _(kind: Identifier, *, blank: bool) -> Schema:
    return {
        "type": types_or_blank("string", "number", blank=blank),
        "pattern": whole_pattern(kind.alphabet.form.pattern),
        "patternErrorMessage": f"Mã {kind.alphabet.rule}.",
    }


@kind_schema.register
def _(_kind: Flag, *, blank: bool) -> Schema:
    del blank
    return flag_schema()


@kind_schema.register
def _(_kind: Day, *, blank: bool) -> Schema:
    return day_schema(blank=blank)


@kind_schema.register
def _(_kind: Days, *, blank: bool) -> Schema:
    return {**day_schema(), "type": types_or_blank("string", "array", blank=blank), "items": day_schema()}


@kind_schema.register
def _(kind: Time, *, blank: bool) -> Schema:
    return {
        "type": types_or_blank("string", blank=blank),
        "pattern": f"^{kind.pattern}$",
        "examples": [kind.absent],
    }


@kind_schema.register
def _(_kind: Moment, *, blank: bool) -> Schema:
    return {
        "type": types_or_blank("string", blank=blank),
        "pattern": whole_pattern(f"(?:{Day.pattern})(?: {Time.pattern})?"),
    }


@kind_schema.register
def _(_kind: PeriodName, *, blank: bool) -> Schema:
    return {
        "type": types_or_blank(*types_of(["2025"]), blank=blank),
        "pattern": whole_pattern(PERIOD_FORM),
        "patternErrorMessage": f"Ghi như {PERIODS_SHOWN}.",
        "examples": list(PERIOD_EXAMPLES),
    }


@kind_schema.register
def _(_kind: Number, *, blank: bool) -> Schema:
    return number_schema(blank=blank)


@kind_schema.register
def _(kind: Whole, *, blank: bool) -> Schema:
    return number_schema(blank=blank, low=kind.low, high=kind.high)


@kind_schema.register
def _(kind: Bounds, *, blank: bool) -> Schema:
    del blank  # two numbers are wanted where the key is written at all
    sizes = {"minItems": kind.count, "maxItems": kind.count}
    return {"type": types_or_blank("array", blank=False), "items": number_schema(), **sizes}


@kind_schema.register
def _(kind: Choice, *, blank: bool) -> Schema:
    return choice_schema(kind.words, blank=blank and kind.absent is not None)


@kind_schema.register
def _(kind: Choices, *, blank: bool) -> Schema:
    return one_or_many(choice_schema(kind.words), blank=blank)


@kind_schema.register
def _(kind: Word, *, blank: bool) -> Schema:
    return choice_schema(kind.words, blank=blank)


@kind_schema.register
def _(_kind: Labels, *, blank: bool) -> Schema:
    return {"type": types_or_blank("object", blank=blank), "additionalProperties": text_schema()}


@kind_schema.register
def _(kind: Colour, *, blank: bool) -> Schema:
    return {
        "type": types_or_blank(*types_of(["000000"]), blank=blank),
        "pattern": whole_pattern(kind.pattern),
        "patternErrorMessage": "Ghi sáu chữ số thập lục phân RRGGBB, ví dụ C6E0B4.",
    }


@kind_schema.register
def _(kind: OutlineNumber, *, blank: bool) -> Schema:
    return {"type": types_or_blank("string", "number", blank=blank), "pattern": whole_pattern(kind.pattern)}


@kind_schema.register
def _(_kind: PeriodOrKind, *, blank: bool) -> Schema:
    words = "|".join(each.value for each in PeriodKind)
    return {
        "type": types_or_blank(*types_of(["2025"]), blank=blank),
        "pattern": f"^(?:{PERIOD_FORM}|{words})$",
    }


@kind_schema.register
def _(kind: PublishedRank, *, blank: bool) -> Schema:
    return {"type": types_or_blank("string", blank=blank), "pattern": f"^{kind.pattern}$"}


@kind_schema.register
def _(kind: Record, *, blank: bool) -> Schema:
    return record_schema(kind.shape, blank=blank)


@kind_schema.register
def _(kind: Records, *, blank: bool) -> Schema:
    del blank
    shape = kind.shape
    return list_schema(refer_to(shape.definition) if shape.definition else record_schema(shape))


@kind_schema.register
def _(kind: ById, *, blank: bool) -> Schema:
    del blank
    return by_id(record_schema(kind.shape), kind.pattern)


@kind_schema.register
def _(kind: Known, *, blank: bool) -> Schema:
    return _or_blank(refer_to(kind.what), blank=blank)


@kind_schema.register
def _(_kind: Scope, *, blank: bool) -> Schema:
    return _or_blank(refer_to("pham_vi"), blank=blank)


def _or_blank(schema: Schema, *, blank: bool) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]} if blank else schema


@kind_schema.register
def _(kind: OneOrMany, *, blank: bool) -> Schema:
    return one_or_many(kind_schema(kind.item, blank=False), blank=blank)


@kind_schema.register
def _(kind: Many, *, blank: bool) -> Schema:
    each: Schema = {"anyOf": [kind_schema(kind.item, blank=False), {"type": "null"}]}
    return {"type": types_or_blank("array", *TEXTS, blank=blank), "items": each}


@kind_schema.register
def _(kind: TextOr, *, blank: bool) -> Schema:
    return {**record_schema(kind.shape), "type": types_or_blank("object", *TEXTS, blank=blank)}


@kind_schema.register
def _(kind: WordOr, *, blank: bool) -> Schema:
    inside = record_schema(kind.shape, blank=False)
    if isinstance(kind.word, Choice):
        return {"anyOf": [choice_schema(kind.word.words, blank=blank), inside]}
    return {"anyOf": [{"type": "string", "pattern": whole_pattern(YES_NO)}, inside]}


@kind_schema.register
def _(_kind: Anything, *, blank: bool) -> Schema:
    return {} if blank else {"not": {"type": "null"}}
