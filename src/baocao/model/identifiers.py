"""What ids may be made of: some become names of files, others names in expressions and templates."""

import re
from typing import Final, NamedTuple

LONGEST_ID: Final = 64
"""Letters of an id of which, with two others, the name of a file is made."""


class Alphabet(NamedTuple):
    """The form of a kind of ids, and how a clerk is told of it."""

    form: re.Pattern[str]
    rule: str


NAMES: Final = Alphabet(
    re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*"),
    "chỉ dùng chữ thường không dấu a-z, chữ số, '-', '_' và '.' ở giữa",
)
"""Of citations, signers and tasks, which are words in marks."""
FILE_NAMES: Final = Alphabet(
    re.compile(
        rf"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$))(?=.{{1,{LONGEST_ID}}}$){NAMES.form.pattern}"
    ),
    f"{NAMES.rule}, không quá {LONGEST_ID} ký tự, không phải tên riêng của Windows (con, aux, nul, com1…)",
)
"""Of units, directives and products, which become names of files and folders on every system."""
VARIABLES: Final = Alphabet(
    re.compile(r"[a-z][a-z0-9_]*"),
    "chỉ dùng chữ thường không dấu a-z, chữ số và '_', bắt đầu bằng chữ cái",
)
"""Of indicators and their groups, where '-' would be a minus sign and '.' parts the two."""
