"""The ten things that a reporting regime has to say (NĐ 09/2019/NĐ-CP, Điều 8)."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.directive import Directive
from baocao.model.period import PeriodKind
from baocao.model.workspace import Definitions


class Element(NamedTuple):
    """One of the ten: what it is called, the keys that say it, and whether a directive has it."""

    name: str
    keys: tuple[str, ...]
    is_said: Callable[[Directive], bool]


def _has_content(directive: Directive) -> bool:
    return bool(directive.indicators or directive.outline or directive.groups or directive.tasks_from)


def _has_reporters(directive: Directive) -> bool:
    return bool(directive.reporters)


def _has_receiver(directive: Directive) -> bool:
    """Tell whether somebody receives the reports: who is named, is addressed, or consolidates them."""
    return bool(directive.receivers) or any(
        product.addressees or not set(product.issuers) <= set(directive.reporters)
        for product in directive.products
    )


def _has_cycle(directive: Directive) -> bool:
    return bool(directive.schedule.kinds or directive.schedule.windows)


def _has_forms(directive: Directive) -> bool:
    return bool(directive.indicators or directive.groups or directive.tasks_from)


def _always(_: Directive) -> bool:
    """What a directive cannot be without, or the law says where nothing else does."""
    return True


ELEMENTS: Final = (
    Element("tên báo cáo", ("ten",), _always),
    Element("nội dung yêu cầu báo cáo", ("chi_tieu", "de_cuong", "nhom_nhiem_vu"), _has_content),
    Element("đối tượng thực hiện báo cáo", ("don_vi_bao_cao",), _has_reporters),
    Element("cơ quan nhận báo cáo", ("co_quan_nhan", "kinh_gui", "san_pham"), _has_receiver),
    Element("phương thức gửi, nhận báo cáo", ("phuong_thuc",), lambda directive: bool(directive.ways)),
    Element("thời hạn gửi báo cáo", ("han_gui_sau_chot", "lich"), _always),
    Element("tần suất thực hiện báo cáo", ("tan_suat", "lich"), _has_cycle),
    Element("thời gian chốt số liệu báo cáo", ("lich",), _always),
    Element("mẫu đề cương báo cáo", ("de_cuong",), lambda directive: bool(directive.outline)),
    Element("biểu mẫu số liệu báo cáo", ("chi_tieu", "nhom_nhiem_vu"), _has_forms),
)
"""In the order of the decree. Deadline and cut-off have values of the law where a directive is silent."""


def regimes_are_complete(definitions: Definitions) -> Iterator[Diagnostic]:
    """A periodic reporting regime says all ten things; one-off requests are as their sender wants them."""
    for directive in definitions.directives.values():
        if directive.schedule.kinds - {PeriodKind.DAY}:
            lacking = [element for element in ELEMENTS if not element.is_said(directive)]
            if lacking:
                what = ", ".join(element.name for element in lacking)
                keys = ", ".join(dict.fromkeys(element.keys[0] for element in lacking))
                yield problem("BC524", directive.at, value=directive.id, what=what, keys=keys)
