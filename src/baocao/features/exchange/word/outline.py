"""What came back in edited Word files, as it is told: figures first, then prose, then what nobody takes."""

from collections.abc import Iterator, Sequence
from typing import Final

from baocao.features.exchange.word.atoms import readable_text
from baocao.features.exchange.word.carrying import Carried, Reason, Why
from baocao.features.exchange.word.data import returned_data
from baocao.features.exchange.word.figures import FigureFound
from baocao.features.exchange.word.proposing import Proposed, Refusal, is_ready
from baocao.features.exchange.word.records import ReferenceEdit, Sort, Spot, cell_text
from baocao.features.exchange.word.returning import OtherFound, Returned, State
from baocao.foreign.word_text import Part
from baocao.model.marks import Mark
from baocao.report.outline import ARROW, Edited, Fact, Item, Node, Outline, Section, Tone
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.sentences import Edit, changed_sentences
from baocao.vietnamese.text import first_few

_FIELDS: Final = {
    "ket_qua": "kết quả",
    "du_kien": "dự kiến",
    "ly_do_cham": "lý do chậm",
    "vuong_mac": "vướng mắc",
    "kien_nghi": "kiến nghị",
}
_SHORT: Final = 8
_MOST_SPOTS: Final = 3
_MOST_OTHERS: Final = 30
_LONGEST: Final = 160
_MOST_SHOWN: Final = 20_000
_HEADING: Final = 60
_STRAY: Final = "đoạn mới, không rõ thuộc nội dung nào; ghi vào noi_dung"
_ADVICE: Final = {
    Why.CHANGED: "đang ghi trong tệp: “{about}”",
    Why.FOREIGN: "của {about}",
    Why.BESIDE: "“{about}”",
    Why.REFERENCE: "{about}",
    Why.NUMBER: "{about}",
    Why.MOVED: "{about}",
}


def returned_outline(
    files: Sequence[Returned], proposed: Proposed, accepted: frozenset[str], *, written: bool
) -> Outline:
    """Return what is told of the files; `written` says that the proposals were written."""
    nodes: list[Node] = [
        Fact(key="files", value=[returned_data(each, accepted) for each in files]),
        Fact(key="proposed", value=[each.after.path for each in proposed.proposals]),
        Fact(key="written", value=written),
    ]
    for each in files:
        nodes += _file_nodes(each, accepted)
    nodes += _refusal_nodes(proposed.refusals)
    if proposed.problems:
        items = [Item(each) for each in proposed.problems]
        nodes.append(Section("problems", "Sửa như vậy thì dữ liệu có lỗi, nên không ghi", items, items))
    if proposed.persons:
        items = [Item(each) for each in proposed.persons]
        nodes.append(Section("persons", "Xem lại trước khi ghi: có thể là dữ liệu cá nhân", items, items))
    if proposed.differing:
        nodes.append(
            Fact(
                "Lập lại với các sửa đổi này, văn bản vẫn khác tệp Word ở: "
                f"{first_few(proposed.differing, _MOST_SPOTS, 'chỗ')}. Xem lại trước khi ghi.",
                gap=True,
            )
        )
    nodes += _end_nodes(files, proposed, accepted, written=written)
    return Outline(tuple(nodes))


def _file_nodes(returned: Returned, accepted: frozenset[str]) -> Iterator[Node]:
    if returned.state is State.OTHER:
        yield Fact(f"{returned.path.name}: {returned.message}", gap=True)
        return
    yield Fact(f"{returned.path.name}: {returned.document}", tone=Tone.TITLE, gap=True)
    yield from (Fact(remark) for remark in returned.remarks)
    if returned.people:
        yield Fact(f"Sửa có theo dõi (track changes) của: {', '.join(returned.people)}.")
    if returned.state is State.ISSUED:
        yield Fact(
            "Văn bản này đã phát hành: không nhận sửa đổi nào. Sai thì đính chính (mục dinh_chinh, xem "
            "docs/phat-hanh.md)."
        )
    if returned.state is State.SAME:
        yield Fact("Không có chỗ nào được sửa.")
    yield from _figure_nodes(returned)
    yield from _prose_nodes(returned, accepted)
    yield from _reference_nodes(returned.references)
    yield from _other_nodes(returned.others)
    yield from _count_facts(returned)


def _figure_nodes(returned: Returned) -> Iterator[Node]:
    refused = [each for each in returned.figures if not _is_settled(each)]
    given = [each for each in returned.figures if _is_settled(each)]
    if refused:
        yield _listed("Số liệu bị sửa trong văn bản, không nhận", refused, returned)
    if given:
        yield _listed("Số liệu sửa theo --sua", given, returned)


def _is_settled(figure: FigureFound) -> bool:
    return figure.given is not None and bool(figure.way)


def _listed(name: str, figures: Sequence[FigureFound], returned: Returned) -> Section:
    items = [Item(text) for each in figures for text in _figure_sentences(each, returned)]
    return Section("", name, items, items, len(figures), counted="")


def _figure_sentences(figure: FigureFound, returned: Returned) -> Iterator[str]:
    now = readable_text(figure.new) or "(bỏ)"
    where = f" ({spot_text(figure.spot)})" if spot_text(figure.spot) else ""
    yield f"{figure.name} [{figure.label}]: {figure.old} {ARROW} {now}{where}"
    if figure.at:
        by = figure.commit
        recorded = (
            f"; commit {by.id[:_SHORT]} của {by.author} ngày {short_date(by.moment.date())}" if by else ""
        )
        yield f"  nguồn: {figure.at.file}:{figure.at.line}{recorded}"
    if figure.standing:
        places = [spot_text(spot) or "thân văn bản" for spot in figure.standing]
        spots = first_few(list(dict.fromkeys(places)), _MOST_SPOTS, "chỗ")
        yield f"  còn in nguyên ở: {spots}"
    yield f"  {_figure_advice(figure, returned)}"


def _figure_advice(figure: FigureFound, returned: Returned) -> str:
    period = returned.workspace.period.id if returned.workspace else ""
    key = figure.key
    if _is_settled(figure):
        return f"sửa thành {figure.given}"
    if figure.is_total:
        command = f"baocao trace {period} {key.indicator} --chi-dao {key.directive}"
        return f"là số tổng hợp, không sửa thẳng; xem đơn vị góp số: {command}"
    if not figure.way:
        command = f"baocao trace {period} {key.indicator} --don-vi {key.unit}"
        whose = figure.unit.name if figure.unit else key.unit
        return f"là số được tính hoặc của đơn vị khác ({whose}); xem nguồn: {command}"
    option = f"{figure.label}={figure.typed or 'GIÁ_TRỊ'}"
    quoted = f"'{option}'" if " " in option else option
    return f"số mới đúng thì nhập lại, thêm: --sua {quoted}"


def _prose_nodes(returned: Returned, accepted: frozenset[str]) -> Iterator[Node]:
    ready = [each for each in returned.carried if is_ready(each, accepted) and _says_more(each)]
    asked = [each for each in returned.carried if not is_ready(each, accepted) and not each.is_refused]
    refused = [each for each in returned.carried if each.is_refused]
    if ready:
        items = [Item(_edited(each)) for each in ready]
        dropped = [mark.mark for each in ready for mark in each.dropped]
        aside = f"Bỏ theo câu chữ: {', '.join(dropped)}." if dropped else ""
        yield Section("", "Lời văn đề xuất sửa", items, items, len(items), counted="", aside=aside)
    yield from _reasoned("Lời văn phải hỏi trước khi ghi", asked)
    yield from _reasoned("Lời văn không đưa về được", refused)


def _says_more(carried: Carried) -> bool:
    return carried.before is not None and carried.after != carried.before.text


def _reasoned(name: str, listed: Sequence[Carried]) -> Iterator[Node]:
    for place, each in enumerate(listed):
        item = Item(_edited(each))
        heading = f"{name} ({count_text(len(listed))})" if place == 0 else ""
        why = "; ".join(_reason_text(reason) for reason in each.reasons)
        way = each.edit.mark.way
        advice = "" if each.is_refused else f" Đúng là muốn vậy thì thêm: --nhan {way}"
        yield Section("", heading, [item], [item], None, counted="", aside=f"Vì {why}.{advice}")


def _reason_text(reason: Reason) -> str:
    shown = _cut(readable_text(reason.about))
    extra = _ADVICE.get(reason.why, "").format(about=shown) if shown else ""
    return f"{reason.why.value}{f' ({extra})' if extra else ''}"


def _edited(carried: Carried) -> Edited:
    """Return a change of prose sentence by sentence: in the source where it can be carried there."""
    if carried.before is not None and carried.after is not None and carried.after != carried.before.text:
        edits = changed_sentences(carried.before.text, carried.after).edits
    else:
        sides = carried.edit.old, (*carried.edit.new, *carried.edit.beside)
        old, new = (readable_text("\n".join(side)[:_MOST_SHOWN]) for side in sides)
        edits = changed_sentences(old, new).edits
    at = f", {carried.before.at.file}:{carried.before.at.line}" if carried.before else ""
    return Edited(None, f"{mark_name(carried.edit.mark)}{at}", edits or (_whole_edit(carried),))


def _whole_edit(carried: Carried) -> Edit:
    sides = carried.edit.old, carried.edit.new
    old, new = (readable_text("\n".join(side)) for side in sides)
    return Edit(old, new, "đã chuyển chỗ" if carried.edit.target else "")


def mark_name(mark: Mark) -> str:
    """Return what people call the text that a mark is around."""
    match mark.way.split("/"):
        case ["noi_dung", directive, item]:
            return f"{directive}, mục {item}"
        case ["nhiem_vu", directive, task, field]:
            return f"{directive}, nhiệm vụ {task}, {_FIELDS.get(field, field)}"
        case [section, directive, number, _]:
            return f"{directive}, {_FIELDS.get(section, section)} thứ {number}"
    return mark.key


def _reference_nodes(references: Sequence[ReferenceEdit]) -> Iterator[Node]:
    items = [
        Item(
            f"{each.mark.key}: “{each.old}” {ARROW} “{readable_text(each.new)}”; tên văn bản sửa ở van_ban "
            "của đơn vị hoặc data/directives/van-ban.yaml"
        )
        for each in references
    ]
    if items:
        yield Section(
            "references", "Chỗ dẫn chiếu bị sửa, không nhận", items, items, len(items), counted=""
        )


def _other_nodes(others: Sequence[OtherFound]) -> Iterator[Node]:
    items = [Item(_other_words(each)) for each in others]
    if items:
        name = "Chữ không do đơn vị viết bị sửa, không nhận"
        told = items[:_MOST_OTHERS]
        yield Section("", name, items, told, len(items), counted="chỗ")
        if len(items) > len(told):
            yield Fact(f"  … và {count_text(len(items) - len(told))} chỗ khác như vậy.")


def _other_words(found: OtherFound) -> Edited:
    edit = found.edit
    writer = _STRAY if edit.sort is Sort.ADDED else found.writer
    where = f"{spot_text(edit.spot)}: " if spot_text(edit.spot) else ""
    to = f" sang {cell_text(edit.target)}" if edit.target else ""
    moved = f"đã chuyển chỗ{to}" if edit.sort is Sort.MOVED else ""
    old, new = readable_text(edit.old), readable_text(edit.old if moved else edit.new)
    return Edited(None, f"{where}{writer}", (Edit(old, new, moved),))


def _cut(text: str, longest: int = _LONGEST) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"


def spot_text(spot: Spot) -> str:
    """Return where something stands, as a reader of the document finds it."""
    parts = [_cut(spot.heading, _HEADING)] if spot.heading else []
    if spot.cell is not None and spot.part is Part.CELL:
        parts.append(cell_text(spot.cell))
    if spot.part is Part.NOTE:
        parts.append("chú thích")
    return "; ".join(parts)


def _count_facts(returned: Returned) -> Iterator[Node]:
    if returned.respelled:
        yield Fact(
            f"{count_text(returned.respelled)} chỗ chỉ khác cách gõ mà Word tự đổi (ngoặc kép, gạch ngang, "
            "dấu cách, chữ hoa đầu câu): giữ như trong dữ liệu.",
            gap=True,
        )
    if returned.comments:
        yield Fact(
            f"{count_text(returned.comments)} ghi chú (comment): thêm --y-kien BẢNG.docx để lập bảng."
        )


def _refusal_nodes(refusals: Sequence[Refusal]) -> Iterator[Node]:
    items = [Item(f"{_source_name(each)}: {each.why}") for each in refusals]
    if items:
        yield Section("", "Không ghi vào tệp được", items, items, len(items), counted="")


def _source_name(refusal: Refusal) -> str:
    if isinstance(refusal.source, FigureFound):
        return refusal.source.label
    return mark_name(refusal.source.edit.mark)


def _end_nodes(
    files: Sequence[Returned], proposed: Proposed, accepted: frozenset[str], *, written: bool
) -> Iterator[Node]:
    names = [each.after.path for each in proposed.proposals]
    if not names or written:
        return
    left = "" if is_settled(files, accepted) else " (phần còn hỏi, không nhận thì không ghi)"
    if not proposed.problems:
        yield Fact(f"Chưa ghi gì. Thêm --write để ghi vào {', '.join(names)}{left}.", gap=True)


def is_settled(files: Sequence[Returned], accepted: frozenset[str]) -> bool:
    """Tell whether nothing that was edited is refused or waits for an answer."""
    return not any(
        each.state in {State.OTHER, State.ISSUED}
        or each.others
        or each.references
        or any(not _is_settled(figure) for figure in each.figures)
        or any(not is_ready(carried, accepted) for carried in each.carried)
        for each in files
    )
