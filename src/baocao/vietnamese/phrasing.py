"""The words of sentences about figures, as reports of government offices write them.

Texts in, text out: numbers come written. What nobody may write cannot be written here: an increase of
nothing, a percentage of percentages, more than three figures in one sentence.
"""

import re
from collections.abc import Sequence
from typing import Final

from baocao.vietnamese.text import joined_words, lower_first, sentence_case

MOST_FIGURES: Final = 3
"""Figures of one sentence."""
MOST_NAMES: Final = 20
"""Names of units in one sentence; more belong into an appendix."""
MOST_BEHIND: Final = 10
"""Units of one shortfall that are named; of more, the worst few."""
WORST: Final = 3
NO_DATA: Final = "chưa có số liệu"
NOTHING: Final = "không phát sinh"
NOTHING_MORE: Final = "không phát sinh thêm"
NONE_THERE: Final = "không có"
POINTS: Final = "điểm phần trăm"
BEGAN: Final = "kỳ đầu thống kê, chưa có số liệu so sánh"
UNCHANGED: Final = "không thay đổi"
NEARLY_UNCHANGED: Final = "cơ bản không thay đổi"
REACHES: Final = "đạt chỉ tiêu"
FAILS: Final = "chưa đạt chỉ tiêu"
_AT_MOST: Final = "không quá"
LIES_IN: Final = "tập trung ở"
FARTHEST: Final = "xa chỉ tiêu nhất"
_ACTIONS: Final = tuple(
    f"{verb} "
    for verb in (
        "Đã",
        "Áp dụng",
        "Ban hành",
        "Bố trí",
        "Công bố",
        "Hoàn thành",
        "Kết nối",
        "Kiện toàn",
        "Niêm yết",
        "Phân công",
        "Phân lớp",
        "Sử dụng",
        "Thành lập",
        "Thực hiện",
        "Triển khai",
        "Xây dựng",
    )
)
"""Verbs with which the name of an indicator says what is done."""
_SOMETHING: Final = re.compile("[1-9]")


class PhrasingError(ValueError):
    """What was to be said must not be said so."""


def _refuse_nothing(amount: str) -> None:
    if not _SOMETHING.search(amount):
        raise PhrasingError(amount)


def points_text(number: str) -> str:
    """Return '1,3 điểm phần trăm', by which rates change."""
    if "%" in number:
        raise PhrasingError(number)
    return f"{number} {POINTS}"


def about_text(amount: str) -> str:
    """Return 'khoảng 120 hồ sơ', for what is computed of estimates."""
    return f"khoảng {amount}"


def with_share(amount: str, share: str) -> str:
    """Return '120 hồ sơ (3,2%)'; without a share, the amount."""
    return f"{amount} ({share})" if share else amount


def moved_amount(amount: str, *, up: bool) -> str:
    """Return 'tăng 1,3 điểm phần trăm'."""
    _refuse_nothing(amount)
    return f"{'tăng' if up else 'giảm'} {amount}"


def against(change: str, basis: str) -> str:
    """Return 'tăng 1,3 điểm phần trăm so với tháng trước'."""
    return f"{change} so với {basis}"


def against_both(changes: tuple[str, str], bases: tuple[str, str], *, up: bool) -> str:
    """Return 'tăng 3,2% so với tháng trước và 5,1% so với cùng kỳ năm 2024'."""
    first, second = (against(amount, basis) for amount, basis in zip(changes, bases, strict=True))
    _refuse_nothing(changes[1])
    return moved_amount(f"{first} và {second}", up=up)


def multiplied(times: str, basis: str) -> str:
    """Return 'gấp 2,4 lần tháng trước'."""
    return f"{times_as_much(times)} {basis}"


def multiplied_twice(times: tuple[str, str], bases: tuple[str, str]) -> str:
    """Return 'gấp 2,4 lần tháng trước và 3 lần cùng kỳ năm 2024'."""
    first, second = (multiplied(*each) for each in zip(times, bases, strict=True))
    return f"{first} và {second.removeprefix('gấp ')}"


def times_as_much(times: str) -> str:
    """Return 'gấp 2,4 lần'."""
    _refuse_nothing(times)
    return f"gấp {times} lần"


def measured_change(signed: str, *, points: bool) -> str:
    """Return '+1,3 điểm' of rates, else '+1.300': as columns and notes write a change."""
    return f"{signed} {POINTS.split(maxsplit=1)[0]}" if points else signed


def none_before(basis: str) -> str:
    """Return 'tháng trước không phát sinh'."""
    return f"{basis} {NOTHING}"


def some_before(amount: str, basis: str) -> str:
    """Return 'tháng trước 12 hồ sơ', for what is nothing now."""
    _refuse_nothing(amount)
    return f"{basis} {amount}"


def unchanged(basis: str) -> str:
    """Return 'không thay đổi so với tháng trước'."""
    return against(UNCHANGED, basis)


def nearly_unchanged(basis: str) -> str:
    """Return 'cơ bản không thay đổi so với tháng trước', of a change that rounding hides."""
    return against(NEARLY_UNCHANGED, basis)


def not_compared(basis: str, reason: str) -> str:
    """Return 'không so sánh với tháng trước do đổi cách tính'."""
    return f"không so sánh với {basis} do {reason}"


def few_reporters(pair: str) -> str:
    """Return 'chỉ 1/12 đơn vị báo cáo ở cả hai kỳ'."""
    return f"chỉ {pair} đơn vị báo cáo ở cả hai kỳ"


def over_units(number: str) -> str:
    """Return '(tính trên 90 đơn vị có số liệu ở cả hai kỳ)'."""
    return f"(tính trên {number} đơn vị có số liệu ở cả hai kỳ)"


def values_of(fewest: str, most: str, where: str = "") -> str:
    """Return that figures are of 87 to 92/96 units; of which each is stands in an appendix."""
    units = f"{fewest} đến {most} đơn vị" if fewest else f"{most} đơn vị"
    told = with_share(f"từ {units}", where and f"chi tiết tại {where}")
    return f"Số liệu của mỗi chỉ tiêu được tổng hợp {told}, trừ chỗ ghi khác."


def compared_over(bases: str, fewest: str) -> str:
    """Return that comparisons are over the same units, at least so many."""
    told = "trên cùng những đơn vị có số liệu ở cả hai kỳ"
    return f"So sánh với {bases} được tính {told} (ít nhất {fewest} đơn vị, trừ chỗ ghi khác)."


def of_units(pair: str) -> str:
    """Return 'số liệu của 90/96 đơn vị'."""
    return f"số liệu của {pair} đơn vị"


def section_of(pair: str) -> str:
    """Return 'Số liệu trong mục này là của 9/12 đơn vị, trừ chỗ ghi khác.', said once for its figures."""
    return f"Số liệu trong mục này là của {pair} đơn vị, trừ chỗ ghi khác."


def so_many_units(pair: str) -> str:
    """Return 'của 80/87 đơn vị'."""
    return f"của {pair} đơn vị"


def of_whom(parts: str, coverage: str) -> str:
    """Return '88.241/110.022 hồ sơ, số liệu của 90/96 đơn vị'."""
    return ", ".join(filter(None, (parts, coverage)))


def achieved(name: str, rate: str, parts: str, *, about: bool = False) -> str:
    """Return 'Tỷ lệ … đạt 80,2% (88.241/110.022 hồ sơ)'; of an estimate 'ước đạt'."""
    return with_share(f"{name} {'ước đạt' if about else 'đạt'} {rate}", parts)


def amounting(name: str, rate: str, parts: str) -> str:
    """Return 'Tỷ lệ … là 2,1% (231/11.002 hồ sơ)', of a rate that is no achievement."""
    return with_share(f"{name} là {rate}", parts)


def making_up(name: str, parts: str, rate: str) -> str:
    """Return 'Hồ sơ đang giải quyết: 3.333/110.022 hồ sơ, chiếm 3%', of a part of a whole."""
    return f"{named(name, parts)}, chiếm {rate}"


def equalling(name: str, rate: str, parts: str) -> str:
    """Return '… bằng 120,5% (241/200 triệu đồng)', of what is no part of the other."""
    return with_share(f"{name} bằng {rate}", parts)


def named(name: str, amount: str) -> str:
    """Return 'Công chức chuyên trách: 196 công chức'."""
    return f"{name}: {amount}"


def flow_and_total(name: str, within: str, flow: str, total: str) -> str:
    """Return 'Hồ sơ tiếp nhận: trong tháng 3.781 hồ sơ, lũy kế 110.022 hồ sơ'."""
    return named(name, f"{within} {flow}, {total}")


def so_far(total: str) -> str:
    """Return 'lũy kế 110.022 hồ sơ'."""
    return f"lũy kế {total}"


def met(target: str) -> str:
    """Return 'đạt chỉ tiêu 85%'; without a number, that it is reached."""
    return f"{REACHES} {target}".rstrip()


def exceeded(amount: str) -> str:
    """Return 'vượt 2,1 điểm phần trăm so với chỉ tiêu'."""
    _refuse_nothing(amount)
    return f"vượt {amount} so với chỉ tiêu"


def missed(amount: str, *, above: bool = False) -> str:
    """Return 'thấp hơn chỉ tiêu 4,8 điểm phần trăm'; of a limit, 'cao hơn'."""
    _refuse_nothing(amount)
    return f"{'cao' if above else 'thấp'} hơn chỉ tiêu {amount}"


def within_limit(limit: str) -> str:
    """Return 'trong mức chỉ tiêu (không quá 5%)'."""
    return f"trong mức chỉ tiêu ({at_most(limit)})"


def at_least(bound: str, *, highest: bool) -> str:
    """Return what units reach: 'đạt 100%', 'đạt từ 80% trở lên'."""
    return f"đạt {bound}" if highest else f"đạt từ {bound} trở lên"


def at_most(bound: str) -> str:
    """Return 'không quá 5%'."""
    return f"{_AT_MOST} {bound}"


def exceeding(bound: str) -> str:
    """Return 'vượt mức 5%', of a limit."""
    return f"vượt mức {bound}"


def units_that(pair: str, does: str) -> str:
    """Return '70/96 đơn vị đạt 100%'."""
    return f"{pair} đơn vị {does}".rstrip()


def no_unit_that(does: str) -> str:
    """Return 'chưa có đơn vị nào đạt 100%', 'đơn vị nào cũng vượt mức 5%'; who has is enough to say."""
    if does.startswith(_AT_MOST):
        return f"đơn vị nào cũng {exceeding(does.removeprefix(_AT_MOST).strip())}"
    return f"chưa có đơn vị nào {does.removeprefix('có').removeprefix('đã ')}".rstrip()


def listed_units(names: Sequence[str], number: str, where: str = "") -> str:
    """Return the names of units; more than twenty are counted: '42 đơn vị (danh sách tại Phụ lục II)'."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return listed_in(number, where)


def listed_in(number: str, where: str) -> str:
    """Return '42 đơn vị (danh sách tại Phụ lục II)'; without an appendix, how many."""
    return with_share(f"{number} đơn vị", where and f"danh sách tại {where}")


def only_reached(name: str, amount: str, target: str) -> str:
    """Return '… mới đạt 80,2% (chỉ tiêu 85%)', of what falls short."""
    return f"{name} mới đạt {amount} (chỉ tiêu {target})"


def still_at(name: str, amount: str, target: str) -> str:
    """Return '… còn ở mức 7% (chỉ tiêu không quá 5%)', of what should be less."""
    return f"{name} còn ở mức {amount} (chỉ tiêu {target})"


def is_action(name: str) -> bool:
    """Tell whether a name says what is done, so that units do it, and do not have it."""
    return name.startswith(_ACTIONS)


def answer_yes(name: str) -> str:
    """Return 'có' of a hotline, 'đã thực hiện' of 'Công bố đường dây nóng'."""
    return "đã thực hiện" if is_action(name) else "có"


def answer_no(name: str) -> str:
    """Return 'chưa có' of a hotline, 'chưa thực hiện' of 'Công bố đường dây nóng'."""
    return "chưa thực hiện" if is_action(name) else "chưa có"


def lacking(name: str) -> str:
    """Return 'chưa có đường dây nóng', 'chưa công bố đường dây nóng'."""
    return (
        f"chưa {lower_first(name.removeprefix('Đã '))}"
        if is_action(name)
        else f"chưa có {lower_first(name)}"
    )


def all_behind(does: str, end: str, worst: str) -> str:
    """Return 'chưa có đơn vị nào đạt 100%, thấp nhất là xã A (60,5%)', of what nobody reaches."""
    return f"{no_unit_that(does)}, {end} là {worst}"


def many_behind(told: str, where: str, end: str, worst: str) -> str:
    """Return '42/96 đơn vị chưa đạt 100% (danh sách tại Phụ lục II), thấp nhất là xã A (60,5%)'."""
    listed = with_share(told, where and f"danh sách tại {where}")
    return f"{listed}, {end} là {worst}" if worst else listed


def from_to(lowest: str, highest: str) -> str:
    """Return 'từ thấp nhất 88,1% (xã A) đến cao nhất 100% (xã B)'."""
    return f"từ thấp nhất {lowest} đến cao nhất {highest}"


def all_alike(number: str, level: str) -> str:
    """Return '12 đơn vị cùng ở mức 100%'."""
    return f"{number} đơn vị cùng ở mức {level}"


def best_and_worst(ends: Sequence[tuple[str, str]]) -> str:
    """Return 'cao nhất: xã A (98%); thấp nhất: xã B (40%)' of what each end is called, and who is there."""
    return "; ".join(f"{end}: {who}" for end, who in ends)


def rank_phrase(rank: str) -> str:
    """Return 'đứng thứ 7/96'."""
    return f"đứng thứ {rank}"


def rank_move(steps: str, basis: str, *, up: bool) -> str:
    """Return 'tăng 3 bậc so với tháng trước'."""
    return against(moved_amount(f"{steps} bậc", up=up), basis)


def same_rank(basis: str) -> str:
    """Return 'giữ nguyên thứ hạng so với tháng trước'."""
    return against("giữ nguyên thứ hạng", basis)


def ranked_before(rank: str, basis: str) -> str:
    """Return 'tháng trước thứ 10/80', where others are ranked now."""
    return f"{basis} thứ {rank}"


def consisting_of(total: str, parts: Sequence[str], *, closed: bool) -> str:
    """Return '110 hồ sơ, gồm: …' where the parts are all there is, else '110 hồ sơ, trong đó …'."""
    if not parts:
        return total
    return f"{total}, gồm: {'; '.join(parts)}" if closed else f"{total}, trong đó {joined_words(parts)}"


def joined_sentence(clauses: Sequence[tuple[str, int]], joint: str = ", ") -> str:
    """Return clauses as one sentence, or as two where they have more figures than one may hold.

    Each comes with the number of its figures.
    """
    told = [clause for clause in clauses if clause[0]]
    first = _fitting(told)
    sentence = f"{joint.join(text for text, _ in told[:first])}."
    rest = told[first:]
    return f"{sentence} {sentence_case(joined_sentence(rest, joint))}" if rest else sentence


def _fitting(clauses: Sequence[tuple[str, int]]) -> int:
    """Return how many clauses a sentence holds; a single one is never cut."""
    figures = 0
    for position, (_, number) in enumerate(clauses):
        figures += number
        if figures > MOST_FIGURES:
            return max(1, position)
    return len(clauses)
