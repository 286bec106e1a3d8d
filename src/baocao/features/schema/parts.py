"""The parts that every schema is made of.

Editors type scalars by YAML before they look at the schema: 3.781 becomes a number, `true` a boolean. A
part therefore allows every type that the reader's text may have become, and keeps its pattern for texts.
Draft-07 is what the YAML extension of VS Code knew until 2026; nothing here needs a later one.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from baocao.model.kinds import Day

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


def escaped(text: str) -> str:
    """Return a pattern for `text`; only signs of syntax may carry a backslash in editors' patterns."""
    return _SYNTAX.sub(lambda found: f"\\{found[0]}", text)


def any_case(text: str) -> str:
    """Return a pattern for `text` in capital and small letters; patterns of schemas have no such flag."""
    return "".join(
        f"[{letter.upper()}{letter}]" if letter.upper() != letter else escaped(letter)
        for letter in text.lower()
    )


def either(patterns: Iterable[str]) -> str:
    """Return a pattern for any of `patterns`."""
    return f"(?:{'|'.join(patterns)})"


def whole(pattern: str) -> str:
    """Return `pattern` for a whole text, spaces around it allowed."""
    return f"^\\s*(?:{pattern})\\s*$"


def types(*names: str, blank: bool) -> list[str]:
    """Return types, with nothing written among them if `blank`."""
    return [*names, "null"] if blank else [*names]


def text(*, blank: bool = True) -> Schema:
    """Any text; required ones may not be `blank`."""
    return {"type": types(*TEXTS, blank=blank)}


def texts() -> Schema:
    """A list of texts, or one text."""
    return {"type": types("array", *TEXTS, blank=True), "items": text()}


def day(*, blank: bool = True) -> Schema:
    """A day."""
    return {
        "type": types("string", blank=blank),
        "pattern": whole(Day.pattern),
        "patternErrorMessage": "Ghi ngày dạng năm-tháng-ngày, ví dụ 2025-11-18.",
    }


def number(*, blank: bool = True, low: int | None = None, high: int | None = None) -> Schema:
    """A number of a definition or a heading; bounds count for what an editor took for a number."""
    bounds = {"minimum": low, "maximum": high}
    return {
        "type": types("string", "number", blank=blank),
        "pattern": whole(_NUMBER),
        "patternErrorMessage": "Ghi số, ví dụ 189.",
        **{name: bound for name, bound in bounds.items() if bound is not None},
    }


def flag() -> Schema:
    """`co` or `khong`."""
    return {
        "type": types("string", blank=True),
        "pattern": whole(YES_NO),
        "patternErrorMessage": "Ghi co hoặc khong.",
        "examples": ["co", "khong"],
    }


YES_NO: Final = either(any_case(word) for word in ("co", "có", "khong", "không"))


def choice(words: Iterable[str], *, blank: bool = False) -> Schema:
    """One of `words`."""
    known = list(words)
    if not known:
        return {"not": {}}
    return {
        "type": types(*types_of(known), blank=blank),
        "pattern": whole(either(map(escaped, known))),
        "patternErrorMessage": _one_of(known),
        "examples": known,
    }


def _one_of(known: list[str]) -> str:
    more = ", …" if len(known) > MOST_NAMED else ""
    return f"Chọn một trong: {', '.join(known[:MOST_NAMED])}{more}."


def types_of(words: Iterable[str]) -> list[str]:
    """Return what editors may take `words` for: a choice called 1 is a number to them."""
    found = ["string"]
    found += ["number"] if any(_LIKE_NUMBER.fullmatch(word) for word in words) else []
    found += ["boolean"] if any(_LIKE_FLAG.fullmatch(word) for word in words) else []
    return found


def record(properties: Mapping[str, Schema], required: Iterable[str] = (), *, blank: bool = True) -> Schema:
    """The lines 'key: value' of a record."""
    found: Schema = {
        "type": types("object", blank=blank),
        "properties": dict(properties),
        "additionalProperties": False,
    }
    return {**found, "required": list(required)} if required else found


def by_id(value: Schema, pattern: str) -> Schema:
    """Lines whose keys are ids of the writer's own making."""
    return {
        "type": types("object", blank=True),
        "patternProperties": {f"^(?:{pattern})$": value},
        "additionalProperties": False,
    }


def items(value: Schema) -> Schema:
    """A list of records."""
    return {"type": types("array", blank=True), "items": value}


def about(schema: Schema, title: str, description: str = "", **more: object) -> Schema:
    """Return `schema` with what editors show of it first."""
    words = {"title": title, "description": description, **more}
    return {**{key: value for key, value in words.items() if value}, **schema}
