"""That a document was made official though something was missing, as the list of a build tells it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from baocao.model.unit import Unit
from baocao.pipeline.manifest import ACCEPTED
from baocao.vietnamese.text import first_few

MOST_NAMES: Final = 5
_WORDS: Final = {"chua_bao_cao": "chưa có báo cáo của", "con_thieu": "báo cáo còn thiếu nội dung của"}


def accepted_remarks(
    entries: Iterable[Mapping[str, Any]], units: Mapping[str, Unit], *, named: bool = True
) -> Iterator[str]:
    """Yield, for files that print a figure, what they lack and who has accepted that, if `named`."""
    told = [entry[ACCEPTED] for entry in entries if ACCEPTED in entry]
    # The files of one document lack the same.
    for accepted in {str(each): each for each in told}.values():
        approver, day, reason = (str(accepted.get(key, "")) for key in ("nguoi_duyet", "ngay", "ly_do"))
        yield (
            f"Văn bản in số này là bản chính thức lập khi còn thiếu ({_missing_words(accepted, units)}); "
            f"{f'người duyệt: {approver}, ngày' if named else 'duyệt ngày'} {day}; "
            f"lý do: {reason.rstrip('.')}."
        )


def _missing_words(accepted: Mapping[str, Any], units: Mapping[str, Unit]) -> str:
    """Return what was missing; anybody may have edited the list."""
    clauses = []
    for key, words in _WORDS.items():
        listed = accepted.get(key)
        named = listed if isinstance(listed, list | dict) else ()
        names = [unit.name for unit in units.values() if unit.id in named]
        clauses += [f"{words}: {first_few(names, MOST_NAMES, 'đơn vị')}"] if names else []
    return "; ".join(clauses)
