"""What comparisons with a rebuild come to."""

from enum import Enum


class Verdict(Enum):
    """What a comparison came to."""

    SAME = "khớp"
    DIFFERENT = "khác"
    UNKNOWN = "không kiểm được"
