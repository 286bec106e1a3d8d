"""Which lines are which components, by the rule that judges how they look."""

from collections.abc import Iterator

from baocao.inspection import limits
from baocao.inspection.lines import Line
from baocao.inspection.mending.context import Mending, change_at, pieces_of
from baocao.inspection.mending.looks import Styled, mend_all, size_properties
from baocao.inspection.mending.tracking import Wanted
from baocao.inspection.paragraphs import Run
from baocao.inspection.rules.foot import FOOT, authority_groups
from baocao.inspection.rules.head import HEAD, in_cell, stamp_component
from baocao.inspection.rules.title import TITLE, addressed_groups
from baocao.inspection.verdicts import number_text


def mend_components(mending: Mending) -> None:
    """Letterhead, title, addressees, signature, recipients and heads of appendices look as they have to."""
    mend_all(mending, _head_lines(mending))
    mend_all(mending, _title_lines(mending))
    mend_all(mending, _foot_lines(mending))
    mend_all(mending, _appendix_lines(mending))


def _styled(rule: str, name: str, lines: tuple[Line | None, ...], part: str) -> Iterator[Styled]:
    """Yield lines that stand in the middle where they stand in a cell, as rules ask of them."""
    present = tuple(line for line in lines if line)
    if present:
        yield Styled(rule, name, present, part, centred=in_cell(present[0]))


def _head_lines(mending: Mending) -> Iterator[Styled]:
    head = mending.anatomy.head
    yield from _styled("TT202", "quoc_hieu", (head.country,), HEAD)
    if mending.form.motto:
        yield from _styled("TT203", "tieu_ngu", (head.motto,), HEAD)
    yield from _styled("TT205", "chu_quan", head.parents, HEAD)
    yield from _styled("TT206", "ban_hanh", head.bodies, HEAD)
    yield from _styled("TT209", "so", (head.number,), HEAD)
    yield from _styled("TT211", "dia_danh", (head.date,), HEAD)
    yield from _styled("TT216", "trich_yeu_cong_van", head.subject, HEAD)
    for line in head.stamps:
        yield Styled("TT220", stamp_component(mending.form, line), (line,), HEAD)


def _title_lines(mending: Mending) -> Iterator[Styled]:
    title = mending.anatomy.title
    if title.line:
        yield Styled("TT213", "ten_loai", (title.line,), TITLE, centred=True)
        yield Styled("TT214", "trich_yeu", title.said_subject, TITLE, centred=True)
    for name, lines in addressed_groups(title):
        yield Styled("TT217", name, lines, TITLE)


def _foot_lines(mending: Mending) -> Iterator[Styled]:
    foot = mending.anatomy.foot
    for name, lines in authority_groups(mending.case):
        yield from _styled("TT401", name, tuple(lines), FOOT)
    yield from _styled("TT403", "ho_ten", (foot.name,), FOOT)
    if foot.heading:
        yield Styled("TT405", "noi_nhan", (foot.heading,), FOOT)
    yield Styled("TT406", "danh_sach_noi_nhan", foot.recipients, FOOT)


def _appendix_lines(mending: Mending) -> Iterator[Styled]:
    for appendix in mending.anatomy.appendices:
        yield Styled("TT502", "phu_luc", (appendix.heading,), appendix.name, centred=True)
        yield Styled("TT503", "tieu_de_phu_luc", appendix.title, appendix.name, centred=True)
        yield Styled("TT504", "kem_theo", appendix.reference, appendix.name, centred=True)
    seal = mending.anatomy.head.seal
    if seal and mending.anatomy.is_appendix_only:
        yield Styled("TT509", "chu_ky_so", (seal,), "đầu trang thứ nhất")


def mend_coupled(mending: Mending) -> None:
    """The sizes of country, motto and date are of one set."""
    if not mending.fails("TT212"):
        return
    head = mending.anatomy.head
    lines = {"quoc_hieu": head.country, "tieu_ngu": head.motto, "dia_danh": head.date}
    for name, size in mending.sizes.coupled.items():
        permitted = limits.permitted_sizes(mending.form, name)
        line = lines[name]
        # What is not permitted by itself is set by its own rule, to the same size.
        if line and all(permitted.holds_value(look.size) for look in line.looks):
            _set_size(mending, line, size)


def _set_size(mending: Mending, line: Line, size: float) -> None:
    before = sorted({look.size for look in line.looks} - {size})
    if not before:
        return

    def wanted_of(run: Run) -> Wanted:
        return {} if run.look.raised or run.look.size == size else size_properties(size)

    said, right = (f"cỡ {', '.join(map(number_text, sizes))}" for sizes in (before, [size]))
    change = change_at("TT212", HEAD, line, said, right)
    mending.note_done(mending.set_pieces(line.paragraph, pieces_of(line), wanted_of), change)
