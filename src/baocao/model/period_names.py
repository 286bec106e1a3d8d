"""What names of periods look like; told to people in many places, and always the same."""

from typing import Final

PERIOD_FORM: Final = (
    "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-K[1-3]|-[0-9]{2}(?:T(?:[01][0-9]|2[0-3])(?:0[1-9]|[1-5][0-9])?)?)?"
    "|-W[0-9]{2}|-Q[1-4]|-6TC?|-9T)?"
)
"""For JSON Schemas too, whose patterns have no named groups."""
PERIOD_EXAMPLES: Final = (
    *("2025-11", "2025-Q3", "2025-6T", "2025-6TC", "2025-9T", "2025"),
    *("2025-W46", "2025-11-K2", "2025-11-18", "2025-11-18T07"),
)
"""One of every form."""
PERIODS_SHOWN: Final = f"{', '.join(PERIOD_EXAMPLES[:-1])} hoặc {PERIOD_EXAMPLES[-1]}"
