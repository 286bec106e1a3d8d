"""What a build tells of the figures in its documents: whether their sources are still as they were."""

from collections.abc import Mapping, Sequence

from baocao.foreign.records import Fault
from baocao.model.figure import Figure
from baocao.model.period import Period
from baocao.model.printed import FigureKey
from baocao.model.workspace import Workspace
from baocao.pipeline import manifest
from baocao.vietnamese.dates import iso_date

_MOST_NAMES = 3


def same_keys(key: FigureKey, figure: Figure) -> list[FigureKey]:
    """Return the keys of a figure: the last of several readings is the figure itself."""
    key, readings = key.figure, figure.readings
    last = iso_date(readings[-1].day) if readings else ""
    if last and key.day in {"", last}:
        return [key._replace(day=""), key._replace(day=last)]
    return [key]


def changed_sources(hashes: Mapping[str, str], workspace: Workspace) -> frozenset[str]:
    """Return the sources that are not as they were when the documents were made, or that are new."""
    files = {**workspace.definitions.files, **workspace.files} if hashes else {}
    return frozenset(name for name, file in files.items() if hashes.get(name) != file.sha256)


def unknown_places(fault: Fault | None, period: Period) -> str:
    """Return why nobody knows where figures are printed."""
    state = (
        f"Bản đồ văn bản của kỳ này không dùng được ({fault.reason})"
        if fault
        else "Chưa có bản đồ văn bản của kỳ này"
    )
    return f"{state}; chạy baocao build --ky {period.id} để biết số in ở đâu."


def spoiled_list(fault: Fault | None) -> str:
    """Return that the list of a build does not tell any more what its documents were made of."""
    if not fault:
        return ""
    return f"{manifest.NAME} không dùng được hết ({fault.reason}), không rõ nguồn có đổi không."


def changed_words(changed: Sequence[str]) -> str:
    """Return that sources of a figure changed; nothing where none did."""
    if not changed:
        return ""
    more = "…" if len(changed) > _MOST_NAMES else ""
    return (
        f"Nguồn đã đổi từ khi lập văn bản ({', '.join(changed[:_MOST_NAMES])}{more}); "
        "số dưới đây tính theo nguồn hiện nay."
    )
