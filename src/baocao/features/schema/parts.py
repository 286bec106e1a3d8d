"""The parts that every schema is made of.

Editors type scalars by YAML before they look at the schema: 3.781 becomes a number, `true` a boolean. A
part therefore allows every type that the reader's text may have become, and keeps its pattern for texts.
Draft-07 is what the YAML extension of VS Code knew until 2026; nothing here needs a later one.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from baocao.model.kinds import NO_LABELS, Day, Flag
from baocao.model.labels import ids_by_label

Schema = dict[str, Any]
DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_NUMBER: Final = "[-−+]?\\s*[0-9][0-9., \u00a0\u202f]*"
_SYNTAX: Final = re.compile(r"[\^$\\.*+?()\[\]{}|/]")
_LIKE_NUMBER: Final = re.compile(
    r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|0[ox][0-9a-fA-F]+"
)
_LIKE_FLAG: Final = re.compile("true|True|TRUE|false|False|FALSE")
MOST_NAMED: Final = 12
"""How many choices a message lists; editors offer the others."""
TEXTS: Final = ("string", "number", "boolean")
"""What the text of a scalar may have become."""


def escaped_pattern(text: str) -> str:
    """Return a pattern for `text`; only signs of syntax may carry a backslash in editors' patterns."""
    return _SYNTAX.sub(lambda sign: f"\\{sign[0]}", text)


def any_case(text: str) -> str:
    """Return a pattern for `text` in capital and small letters; patterns of schemas have no such flag."""
    return "".join(
        f"[{letter.upper()}{letter}]" if letter.upper() != letter else escaped_pattern(letter)
        for letter in text.lower()
    )


def either_pattern(patterns: Iterable[str]) -> str:
    """Return a pattern for any of `patterns`."""
    return f"(?:{'|'.join(patterns)})"


def whole_pattern(pattern: str) -> str:
    """Return `pattern` for a whole text, spaces around it allowed."""
    return f"^\\s*(?:{pattern})\\s*$"


def types_or_blank(*names: str, blank: bool) -> list[str]:
    """Return types, with nothing written among them if `blank`."""
    return [*names, "null"] if blank else [*names]


def text_schema(*, blank: bool = True) -> Schema:
    """Any text; required ones may not be `blank`."""
    return {"type": types_or_blank(*TEXTS, blank=blank)}


def texts_schema() -> Schema:
    """A list of texts, or one text."""
    return {"type": types_or_blank("array", *TEXTS, blank=True), "items": text_schema()}


def day_schema(*, blank: bool = True) -> Schema:
    """A day."""
    return {
        "type": types_or_blank("string", blank=blank),
        "pattern": whole_pattern(Day.pattern),
        "patternErrorMessage": "Ghi ngày dạng năm-tháng-ngày, ví dụ 2025-11-18.",
    }


def number_schema(*, blank: bool = True, low: int | None = None, high: int | None = None) -> Schema:
    """A number of a definition or a heading; bounds count for what an editor took for a number."""
    bounds = {"minimum": low, "maximum": high}
    return {
        "type": types_or_blank("string", "number", blank=blank),
        "pattern": whole_pattern(_NUMBER),
        "patternErrorMessage": "Ghi số, ví dụ 189.",
        **{name: bound for name, bound in bounds.items() if bound is not None},
    }


def flag_schema() -> Schema:
    """`co` or `khong`."""
    return {
        "type": types_or_blank("string", blank=True),
        "pattern": whole_pattern(YES_NO),
        "patternErrorMessage": "Ghi co hoặc khong.",
        "examples": ["co", "khong"],
    }


YES_NO: Final = either_pattern(map(any_case, Flag.words))


def choice_pattern(words: Iterable[str], labels: Mapping[str, str]) -> str:
    """Return a pattern for one of `words`, or for the label of one."""
    return either_pattern((*map(escaped_pattern, words), *map(any_case, ids_by_label(labels))))


def choice_schema(
    words: Iterable[str], labels: Mapping[str, str] = NO_LABELS, *, blank: bool = False
) -> Schema:
    """One of `words`, or its label."""
    known = list(words)
    if not known:
        return {"not": {}}
    return {
        "type": types_or_blank(*types_of(known), blank=blank),
        "pattern": whole_pattern(choice_pattern(known, labels)),
        "patternErrorMessage": _one_of(known),
        "examples": known,
    }


def _one_of(known: list[str]) -> str:
    more = ", …" if len(known) > MOST_NAMED else ""
    return f"Chọn một trong: {', '.join(known[:MOST_NAMED])}{more}."


def types_of(words: Iterable[str]) -> list[str]:
    """Return what editors may take `words` for: a choice called 1 is a number to them."""
    names = ["string"]
    names += ["number"] if any(_LIKE_NUMBER.fullmatch(word) for word in words) else []
    names += ["boolean"] if any(_LIKE_FLAG.fullmatch(word) for word in words) else []
    return names


def record_lines(
    properties: Mapping[str, Schema], required: Iterable[str] = (), *, blank: bool = True
) -> Schema:
    """The lines 'key: value' of a record."""
    schema: Schema = {
        "type": types_or_blank("object", blank=blank),
        "properties": dict(properties),
        "additionalProperties": False,
    }
    return {**schema, "required": list(required)} if required else schema


def by_id(value: Schema, pattern: str) -> Schema:
    """Lines whose keys are ids of the writer's own making."""
    return {
        "type": types_or_blank("object", blank=True),
        "patternProperties": {f"^(?:{pattern})$": value},
        "additionalProperties": False,
    }


def list_schema(value: Schema) -> Schema:
    """A list of records."""
    return {"type": types_or_blank("array", blank=True), "items": value}


def with_words(schema: Schema, title: str, description: str = "", **more: object) -> Schema:
    """Return `schema` with what editors show of it first."""
    words = {"title": title, "description": description, **more}
    return {**{key: value for key, value in words.items() if value}, **schema}
