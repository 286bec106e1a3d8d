"""What letters that remind say: who has not reported, whose report lacks what, until when it is due."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from baocao.documents.request import Request
from baocao.documents.sources import known_text, named_text, registered, unit_names, unit_tally
from baocao.documents.tables.cells import ordinal_cell
from baocao.documents.tokens import escaped_text
from baocao.documents.traceable import count_with_key, day_with_key, list_with_key, moment_with_key
from baocao.figures.lacking import lacking_text, unit_today
from baocao.model.printed import Key, Kind, Source
from baocao.model.profile import Profile, Signer
from baocao.model.reminding import Reminded, Reminding
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import first_few, lower_first, sentence_case

MOST_NAMED: Final = 20
"""More units than these are in an appendix."""
MOST_ADDRESSED: Final = 6
"""More units than these are addressed by their kinds."""
_REMARKED: Final = 10
MOST_TOGETHER: Final = 6
"""More units than these are told part by part."""
_ON_BEHALF: Final = "tl"
_COLUMNS: Final = (
    Column("TT", 12, Align.CENTER),
    Column("Đơn vị", 62),
    Column("Tình trạng, nội dung cần bổ sung", 96),
)


class PartialView(NamedTuple):
    """A unit whose report has come and lacks something: `ten`, and `noi_dung`, what."""

    ten: str
    noi_dung: str


class PartView(NamedTuple):
    """Units of one part, as of a former province: `nhan`, and the names of its units."""

    nhan: str
    don_vi: list[str]


class ReminderView:
    """What a letter says of those whom it reminds."""

    def __init__(self, reminding: Reminding, request: Request, known: Collection[str]) -> None:
        self._reminding = reminding
        self._workspace = workspace = request.workspace
        self._profile = workspace.definitions.profiles.get(request.issuer.id)
        directive = reminding.status.directive
        due = registered("hạn gửi theo lịch của chỉ đạo", directive.at)
        self.qua_han = reminding.is_overdue
        self.so_ngay = count_with_key(
            reminding.days, Source(Kind.TALLY, "số ngày giữa ngày lập công văn và hạn gửi", due.parts)
        )
        self.luc = _moment_or_day(reminding)
        self.han = moment_with_key(reminding.status.deadline, due)
        self.han_moi = moment_with_key(reminding.until, due)
        self.viec = "đôn đốc" if reminding.is_overdue else "nhắc"
        self.can_cu = [name for name in directive.citations if name in known]
        self.nhieu = len(reminding.units) > MOST_NAMED
        self._count_units()

    def _count_units(self) -> None:
        reminding, reports = self._reminding, self._workspace.submissions
        everyone = [each.unit for each in reminding.status.deliveries]
        sent = [each.unit for each in reminding.status.deliveries if each.received or each.unpulled]
        self.so_don_vi = count_with_key(
            len(everyone), unit_tally("số đơn vị phải gửi báo cáo", everyone, {})
        )
        self.da_gui = count_with_key(len(sent), unit_tally("số đơn vị đã gửi báo cáo", sent, reports))
        absent = unit_tally("số đơn vị chưa gửi báo cáo", (each.unit for each in reminding.absent), {})
        lacking = unit_tally(
            "số đơn vị gửi báo cáo chưa đầy đủ hoặc có lỗi",
            (each.unit for each in reminding.partial),
            reports,
        )
        self.so_chua_gui = count_with_key(len(reminding.absent), absent)
        self.so_can_hoan_thien = count_with_key(len(reminding.partial), lacking)
        self.chua_gui = _listed_units(reminding.absent, absent)
        self.can_hoan_thien = list_with_key(map(self._partial_view, reminding.partial), lacking)

    def _partial_view(self, reminded: Reminded) -> PartialView:
        report = self._workspace.submissions.get(reminded.unit.id)
        at = report.at if report else reminded.unit.at
        told = Source(Kind.REMARK, "báo cáo còn thiếu, sai, theo baocao check", (at,))
        return PartialView(
            known_text(escaped_text(sentence_case(unit_today(reminded))), unit_names([reminded.unit])),
            known_text(escaped_text(lacking_text(reminded)), told),
        )

    @property
    def chia_nhom(self) -> bool:
        """Whether the units that have sent nothing are so many that they are told part by part."""
        return self.so_chua_gui > MOST_TOGETHER and len(self.theo_nhom) > 1

    @property
    def theo_nhom(self) -> list[PartView]:
        """The units that have sent nothing, parted as the registry parts units."""
        return [
            PartView(escaped_text(sentence_case(label)), _listed_units(units, None))
            for label, units in parted_units(self._reminding, self._reminding.absent)
        ]

    @property
    def dau_moi(self) -> str:
        """Who answers questions, by the issuer's profile; nothing where it does not say."""
        profile = self._profile
        if profile is None:
            return ""
        return named_text(" ".join(profile.desk.split()), "đầu mối trong hồ sơ đơn vị", profile.at)


def _moment_or_day(reminding: Reminding) -> date:
    """Return as of when the letter speaks: of one that is issued its day."""
    known = registered("thời điểm lập công văn")
    moment = reminding.moment
    return day_with_key(moment, known) if reminding.by_day else moment_with_key(moment, known)


def _listed_units(units: Sequence[Reminded], counted: Key | None) -> list[str]:
    own = [each.unit for each in units]
    names = (escaped_text(lower_first(unit_today(each))) for each in units)
    return list_with_key(names, counted, unit_names(own))


def parted_units(
    reminding: Reminding, units: Sequence[Reminded]
) -> Iterator[tuple[str, Sequence[Reminded]]]:
    """Yield units as the registry parts them first; all under no name where it does not."""
    if not reminding.status.splits:
        yield "", units
        return
    for part in reminding.status.splits[0].parts:
        own = {delivery.unit.id for delivery in part.deliveries}
        if inside := [each for each in units if each.unit.id in own]:
            yield part.name, inside


def reminder_table(reminding: Reminding) -> Table:
    """Return the list of all who are reminded, part by part, and what is asked of each."""
    rows: list[Row] = []
    number = 0
    for label, units in parted_units(reminding, reminding.units):
        if label:
            rows.append(Row((_part_cell(label, units),), RowKind.GROUP))
        for each in units:
            number += 1
            rows.append(_reminder_row(number, each))
    return Table("Đôn đốc", _COLUMNS, tuple(rows))


def _part_cell(label: str, units: Sequence[Reminded]) -> Cell:
    counted = unit_tally(f"số đơn vị được đôn đốc của '{label}'", [each.unit for each in units], {})
    text = f"{sentence_case(label)}: {count_text(len(units))} đơn vị"
    return Cell(text, span=len(_COLUMNS), bold=True, figure=counted)


def _reminder_row(number: int, reminded: Reminded) -> Row:
    told = Source(Kind.REMARK, "báo cáo còn thiếu, sai, theo baocao check", (reminded.unit.at,))
    return Row(
        (
            ordinal_cell(number),
            Cell(sentence_case(unit_today(reminded)), figure=reminded.unit.at),
            Cell(sentence_case(lacking_text(reminded)), figure=told),
        )
    )


def reminder_remarks(reminding: Reminding) -> Iterator[str]:
    """Yield what whoever sends the letter should know before."""
    if reminding.unpulled:
        names = first_few([unit.name for unit in reminding.unpulled], _REMARKED, "đơn vị")
        yield (
            f"Báo cáo đã có trên nhánh chính nhưng chưa lấy về máy này, nên không đôn đốc: {names}. Chạy "
            "git pull rồi lập lại để biết báo cáo ấy có đủ không."
        )


def letter_profile(profile: Profile, request: Request) -> Profile:
    """Return the profile as a letter that reminds needs it: it goes to those whom it reminds."""
    if request.reminding is None:
        return profile
    definitions = request.workspace.definitions
    return profile._replace(
        addressees=tuple(reminded_addressees(request.reminding, definitions)),
        recipients=(),
        signers=tuple(sorted(profile.signers, key=_signs_for_others)),
    )


def _signs_for_others(signer: Signer) -> bool:
    """Tell whether a signer is not one by order (TL.), who signs such letters where a unit has one."""
    return all(mark != _ON_BEHALF for mark, _ in signer.authority)


def reminded_addressees(reminding: Reminding, definitions: Definitions) -> Iterator[str]:
    """Yield to whom the letter goes: few by full names, more by kind, many as those of the appendix."""
    units = [*{each.today.id: each.today for each in reminding.units}.values()]
    if len(units) <= MOST_ADDRESSED:
        yield from (_full_name(unit, definitions) for unit in units)
    elif len(units) <= MOST_NAMED:
        yield from _addressed_kinds(units, definitions)
    else:
        kinds = dict.fromkeys(lower_first(unit.kind.name) for unit in units)
        whole = f"{_shared_office(units, definitions)} các {', '.join(kinds)}".strip()
        yield f"{sentence_case(whole)} (danh sách kèm theo)"


def _full_name(unit: Unit, definitions: Definitions) -> str:
    profile = definitions.profiles.get(unit.id)
    return profile.full_name if profile else unit.name


def _addressed_kinds(units: Sequence[Unit], definitions: Definitions) -> Iterator[str]:
    """Yield a line for each kind of unit: 'Ủy ban nhân dân các xã: An An, Cẩm Lâm'."""
    by_kind: dict[str, list[Unit]] = {}
    for unit in units:
        by_kind.setdefault(unit.kind.name, []).append(unit)
    for kind, own in by_kind.items():
        names = ", ".join(_bare_name(unit) for unit in own)
        many = f"{_shared_office(own, definitions)} các {lower_first(kind)}: {names}".strip()
        yield sentence_case(many) if len(own) > 1 else _full_name(own[0], definitions)


def _bare_name(unit: Unit) -> str:
    """Return the name of a unit without its kind."""
    kind = f"{unit.kind.name} "
    return unit.name[len(kind) :] if unit.name.lower().startswith(kind.lower()) else unit.name


def _shared_office(units: Sequence[Unit], definitions: Definitions) -> str:
    """Return what the offices of all units are called before their names; nothing where they differ."""
    called = {_full_name(unit, definitions).removesuffix(lower_first(unit.name)).strip() for unit in units}
    return called.pop() if len(called) == 1 and not called & {unit.name for unit in units} else ""
