"""How it is told what documents print otherwise."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from baocao.features.diff.records import Printed, PrintedChange
from baocao.features.diff.sheets import PRINTED, text_sheet
from baocao.model.period import Period
from baocao.report.outline import Edited, Fact, Item, Made, Node, list_section, some_names
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.sentences import Edit
from baocao.vietnamese.text import first_few

MOST_SENTENCES: Final = 10
"""Of so many sentences of a document it is told; the rest is counted."""
_MOST_NAMES: Final = 3
_NAME: Final = "Văn bản in ra thay đổi"


def printed_nodes(every: Sequence[Printed]) -> Iterator[Node]:
    """Yield what is printed otherwise in each period, and what was compared to know it."""
    yield Fact(key="printed_from", value=[_basis_data(printed) for printed in every])
    for printed in every:
        yield from _nodes_of_period(printed)


def _nodes_of_period(printed: Printed) -> Iterator[Node]:
    basis = printed_basis(printed)
    if not printed.changes:
        # A list of nothing would not be told.
        said = " ".join(_other_sentences(printed)) or "không đổi chữ nào."
        yield Fact(f"{said} {basis}", label="Văn bản in ra", gap=True)
        return
    sheet = text_sheet(_NAME, PRINTED, printed.changes, _printed_rows)
    section = list_section(
        "printed", _NAME, Made(printed.changes, partial(_printed_item, printed.period)), sheet=sheet
    )
    changed = printed.changed + len(printed.come) + len(printed.gone)
    yield section._replace(number=changed, counted="nhóm văn bản")
    yield Fact(" ".join([*_other_sentences(printed), basis]))


def printed_basis(printed: Printed) -> str:
    """Return what was compared, and because of which files."""
    causes = first_few(printed.causes, _MOST_NAMES, "tệp")
    if printed.of_build:
        why = f"; đã khác: {causes}" if causes else "; nguồn và phiên bản chương trình không đổi"
        return f"Đã so {count_text(printed.compared)} văn bản kỳ {printed.period.id} đã lập{why}."
    return (
        f"Đã so {count_text(printed.compared)} văn bản kỳ {printed.period.id}, lập từ hai bên với cùng "
        f"báo cáo của bên mới (vì thay đổi: {causes}).{_other_program(printed)}"
    )


def _other_program(printed: Printed) -> str:
    """Return that a build that lies there is another program's, which sources alone cannot tell."""
    if not printed.built_by:
        return ""
    return (
        f" Bản đã lập trong out/{printed.period.id} là của {printed.built_by}, khác chương trình này; "
        f"so chữ với bản ấy: baocao diff {printed.period.id} --out out."
    )


def _other_sentences(printed: Printed) -> Iterator[str]:
    """Yield what else there is to say of documents: which came or went, what only follows from figures."""
    for label, names in (
        ("Chỉ bên mới lập", printed.come),
        ("Chỉ bên cũ lập", printed.gone),
        ("Có bên không lập được, chưa so", printed.failed),
    ):
        if names:
            yield f"{label}: {first_few(names, _MOST_NAMES, 'văn bản')}."
    if printed.layout:
        yield f"{count_text(printed.layout)} văn bản chỉ khác cách trình bày, không khác chữ."
    if printed.following:
        yield f"{count_text(printed.following)} câu, dòng chỉ khác theo số liệu nêu ở trên."


def _basis_data(printed: Printed) -> dict[str, object]:
    names = {"only_new": printed.come, "only_old": printed.gone, "failed": printed.failed}
    return {
        "period": printed.period.id,
        "documents": printed.compared,
        "changed": printed.changed,
        "following_figures": printed.following,
        "layout_only": printed.layout,
        "causes": list(printed.causes),
        **{key: list(value) for key, value in names.items()},
    }


def _printed_item(period: Period, change: PrintedChange) -> Item:
    data = {
        "period": period.id,
        "directive": change.directive,
        "product": change.product,
        "units": [unit.id for unit in change.units],
        "edits": [edit_data(edit) for edit in change.edits],
    }
    return Item(Edited(None, _document_label(change, _MOST_NAMES), change.edits, MOST_SENTENCES), data)


def _document_label(change: PrintedChange, most: int) -> str:
    units = some_names(change.units, most)
    return f"{change.kind} {change.directive}/{change.product} của {units}"


def _printed_rows(change: PrintedChange) -> Iterator[Sequence[str]]:
    label = f"{change.directive}/{change.product}"
    for edit in change.edits:
        now = f"({edit.moved})" if edit.moved else edit.new
        yield label, some_names(change.units, _MOST_NAMES), edit.old, now


def edit_data(edit: Edit) -> dict[str, str | int | None]:
    """Return both sides of a sentence, where it has moved if it has, of how many it is one."""
    more: dict[str, str | int] = {"moved": edit.moved} if edit.moved else {}
    more |= {"alike": edit.alike} if edit.alike > 1 else {}
    return {"old": edit.old or None, "new": edit.new or None, **more}
