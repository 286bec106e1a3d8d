"""Page numbers: in the middle of the top margin, from the second page on, in every section."""

import posixpath
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Final, NamedTuple

from lxml import etree

from baocao.foreign.packages import R
from baocao.inspection import limits
from baocao.inspection.lines import is_worded
from baocao.inspection.mending.context import Mending
from baocao.inspection.mending.fields import (
    add_number,
    has_boxed_number,
    holds_only_number,
    number_paragraph,
    number_paragraphs,
    remove_number,
    shows_anything,
)
from baocao.inspection.mending.package import Element, W, local_name, make_element
from baocao.inspection.mending.records import Change, Left
from baocao.inspection.mending.tracking import CHANGES, Done, Tracker, Wanted, settle_changes
from baocao.inspection.properties import is_on
from baocao.inspection.rules.page import MISSING, number_misplaced

MARGIN: Final = "lề trang"
PLACE: Final = "TT107"
FIRST: Final = "TT106"
STYLE: Final = "TT108"
OWN: Final = "TT507"
SHARED: Final = "trang đầu của phần sau dùng chung đầu trang với trang đầu văn bản"
PART_OF_OTHER: Final = (
    "phụ lục không bắt đầu ở một phần (section) riêng; cần ngắt phần trước khi đánh số lại"
)
IN_BOX: Final = "số trang nằm trong hộp văn bản ở đầu trang hoặc cuối trang"
WAITING: Final = "định dạng của phần đang có thay đổi của người khác chờ duyệt"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS: Final = {"header": "hdr", "footer": "ftr"}


_MIDDLE: Final[Wanted] = {
    "jc": {"val": "center"},
    "ind": {"left": "0", "right": "0", "firstLine": "0", "hanging": None},
}


class Scope(NamedTuple):
    """A section: which, its properties, and the parts that are its headers and footers ('header first')."""

    number: int
    element: Element
    parts: Mapping[str, str]


def mend_page_numbers(mending: Mending) -> None:
    """Set page numbers right where a rule about them is broken; those in text boxes are left there."""
    if _has_boxed_number(mending):
        for rule in filter(mending.fails, (PLACE, FIRST, STYLE)):
            _leave(mending, rule, IN_BOX)
    else:
        _mend_unboxed(mending)
    if mending.fails(OWN):
        _restart_appendices(mending)


def _has_boxed_number(mending: Mending) -> bool:
    parts = {part for scope in scopes_of(mending) for part in scope.parts.values()}
    return any(has_boxed_number(mending.package.tree(part)) for part in sorted(parts))


def _mend_unboxed(mending: Mending) -> None:
    placed = mending.fails(PLACE) or _lacks_even_number(mending)
    if placed:
        _place_numbers(mending)
    if placed or mending.fails(FIRST):
        _clear_first_page(mending)
    if mending.fails(STYLE):
        _style_numbers(mending)


def scopes_of(mending: Mending) -> list[Scope]:
    """Return the sections of the document with what is in force; those of a draft's remarks left out."""
    last = max((each.section for each in mending.docx.paragraphs[: mending.anatomy.end]), default=0)
    elements = _section_elements(mending)
    found: list[Scope] = []
    inherited: dict[str, str] = {}
    for index, element in enumerate(elements[: last + 1]):
        for reference in element:
            if local_name(reference) in {"headerReference", "footerReference"}:
                part = mending.package.target_of(reference.get(f"{R}id", ""))
                if part:
                    which = f"{local_name(reference)[:6]} {reference.get(f'{W}type', 'default')}"
                    inherited[which] = part
        found.append(Scope(index, element, dict(inherited)))
    return found


def _section_elements(mending: Mending) -> list[Element]:
    """Return the properties of all sections, in order; a document may come without those of the last."""
    found = mending.root.iter(f"{W}sectPr")
    elements = [each for each in found if local_name(each.getparent()) in {"pPr", "body"}]
    if len(elements) < len(mending.docx.sections):
        elements.append(make_element("sectPr"))
        mending.root.find(f"{W}body").append(elements[-1])
    return elements


def _lacks_even_number(mending: Mending) -> bool:
    """Tell whether even pages have headers of their own, which show no number where the others do."""
    if "even" not in _shown_kinds(mending):
        return False
    return any(
        _shows_number(mending, scope, "default") and not _shows_number(mending, scope, "even")
        for scope in scopes_of(mending)
    )


def _shows_number(mending: Mending, scope: Scope, kind: str) -> bool:
    part = scope.parts.get(f"header {kind}")
    return part is not None and bool(number_paragraphs(mending.package.tree(part)))


def _shown_kinds(mending: Mending) -> tuple[str, ...]:
    """Return the kinds of headers that pages after the first have."""
    name = mending.package.related_name("settings")
    setting = mending.package.tree(name).find(f"{W}evenAndOddHeaders") if name else None
    turns = setting is not None and is_on(setting.get(f"{W}val", "true"))
    return ("default", "even") if turns else ("default",)


def _place_numbers(mending: Mending) -> None:
    """Put the number into the headers of all sections that lack it, and take it out of their footers."""
    for kind in _shown_kinds(mending):
        done: set[str] = set()
        scopes = scopes_of(mending)
        for index in range(len(scopes)):
            scope = scopes[index]
            part = scope.parts.get(f"header {kind}", "")
            if part in done or not _is_misplaced(mending, scope, kind):
                continue
            if part:
                done.add(_number_header(mending, part))
            else:
                done.add(_add_header(mending, scope, kind))
                # Anew: a header that was added is in force in the sections that follow.
                scopes = scopes_of(mending)
    _clear_footers(mending)


def _is_misplaced(mending: Mending, scope: Scope, kind: str) -> bool:
    """Tell whether a header of a section has no number, or not in the middle."""
    if kind != "default":
        return not _shows_number(mending, scope, kind)
    section = mending.docx.sections[scope.number]
    wrong = number_misplaced(section)
    # A section of one page that counts from one shows nothing, as the first page of a document does.
    alone = wrong == MISSING and section.start == "1" and scope.number > 0
    return bool(wrong) and not alone


def _add_header(mending: Mending, scope: Scope, kind: str) -> str:
    root = etree.Element(f"{W}hdr", nsmap={"w": W[1:-1]})
    root.append(_new_number(mending))
    _note(mending, PLACE, "không có số trang", "số trang ở giữa, lề trên")
    return _refer_to(mending, scope, f"header {kind}", root)


def _new_number(mending: Mending) -> Element:
    size = limits.component_of(mending.form, "so_trang").size
    return number_paragraph(mending.form.font, size, mending.tracker)


def _number_header(mending: Mending, part: str) -> str:
    """Let a header show the number in the middle; what else it shows stays."""
    root = mending.package.tree(part)
    numbered = number_paragraphs(root)
    if len(numbered) == 1 and holds_only_number(numbered[0]) and not numbered[0].findall(f".//{W}tab"):
        _centre_number(mending, numbered[0])
        return part
    for paragraph in numbered:
        remove_number(paragraph, mending.tracker)
    _append_number(mending, root)
    before = "số trang không ở giữa" if numbered else "không có số trang"
    _note(mending, PLACE, before, "số trang ở giữa, lề trên")
    return part


def _centre_number(mending: Mending, paragraph: Element) -> None:
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    framed = frame is not None and frame.get(f"{W}xAlign")
    wanted: Wanted = {"framePr": {"xAlign": "center"}} if framed else _MIDDLE
    if mending.tracker.set_paragraph(paragraph, wanted) is Done.CHANGED:
        _note(mending, PLACE, "số trang không ở giữa", "số trang ở giữa")


def _append_number(mending: Mending, root: Element) -> None:
    """Put the number into the last paragraph where that is empty, else into one of its own above others."""
    last = root[-1] if len(root) else None
    empty = last is not None and local_name(last) == "p" and not _has_content(last)
    if not empty:
        # The last mark of a header cannot be taken back where changes are rejected; others can.
        above = root.find(f"{W}p")
        place = len(root) if above is None else root.index(above)
        root.insert(place, _new_number(mending))
        return
    form = mending.form
    mending.tracker.set_paragraph(last, _MIDDLE)
    add_number(last, form.font, limits.component_of(form, "so_trang").size, mending.tracker)


def _has_content(paragraph: Element) -> bool:
    return any(True for _ in paragraph.iter(f"{W}r"))


def _clear_footers(mending: Mending) -> None:
    """Take the number out of every footer; what else stands there stays."""
    parts = {
        part for scope in scopes_of(mending) for which, part in scope.parts.items() if "footer" in which
    }
    for part in sorted(parts):
        for paragraph in number_paragraphs(mending.package.tree(part)):
            remove_number(paragraph, mending.tracker)
            _note(mending, PLACE, "số trang ở lề dưới", "đã chuyển lên lề trên")


def _clear_first_page(mending: Mending) -> None:
    """Let the first page show no number, and keep all else that it showed."""
    scopes = scopes_of(mending)
    first = scopes[0]
    if mending.docx.sections[0].titled:
        _clear_titled(mending, first)
        return
    if any(_lacks_own_first(mending, scope) for scope in scopes[1:]):
        _leave(mending, FIRST, SHARED)
        return
    if mending.tracker.set_section(first.element, {"titlePg": {"val": "1"}}) is Done.PENDING:
        _leave(mending, FIRST, WAITING)
        return
    for kind in _KINDS:
        _keep_on_first(mending, first, kind)
    _note(mending, FIRST, "trang thứ nhất có số trang", "trang thứ nhất không có số trang")


def _lacks_own_first(mending: Mending, scope: Scope) -> bool:
    """Tell whether a later section would take over what the first page gets."""
    own = {f"{local_name(each)[:6]} {each.get(f'{W}type')}" for each in scope.element}
    return mending.docx.sections[scope.number].titled and "header first" not in own


def _keep_on_first(mending: Mending, scope: Scope, kind: str) -> None:
    """Give the first page what its header or footer showed beside the number."""
    part = scope.parts.get(f"{kind} default")
    root = _settled_copy(mending, part) if part else None
    if root is None or not shows_anything(root):
        if f"{kind} first" in scope.parts:
            empty = etree.Element(f"{W}{_KINDS[kind]}", nsmap={"w": W[1:-1]})
            empty.append(make_element("p"))
            _refer_to(mending, scope, f"{kind} first", empty)
        return
    _refer_to(mending, scope, f"{kind} first", root, copied_from=part)


def _settled_copy(mending: Mending, part: str) -> Element:
    """Return a header or footer without its number, in which nothing of ours needs to be tracked."""
    root = deepcopy(mending.package.tree(part))
    for paragraph in number_paragraphs(root):
        remove_number(paragraph, Tracker(iter(()), tracked=False))
    settle_changes(root)
    for mark in root.iter(*(f"{W}{name}" for name in CHANGES)):
        mark.set(f"{W}id", mending.tracker.fresh_id())
    return root


def _clear_titled(mending: Mending, first: Scope) -> None:
    """Take the number out of the headers of a first page that has its own."""
    for kind in _KINDS:
        part = first.parts.get(f"{kind} first", "")
        if not part or not number_paragraphs(mending.package.tree(part)):
            continue
        if part in _parts_of_others(mending):
            root = _settled_copy(mending, part)
            _refer_to(mending, first, f"{kind} first", root, copied_from=part)
        else:
            for paragraph in number_paragraphs(mending.package.tree(part)):
                remove_number(paragraph, mending.tracker)
        _note(mending, FIRST, "trang thứ nhất có số trang", "trang thứ nhất không có số trang")


def _parts_of_others(mending: Mending) -> set[str]:
    """Return the headers and footers of other pages than first ones."""
    scopes = scopes_of(mending)
    return {part for scope in scopes for which, part in scope.parts.items() if not which.endswith("first")}


def _refer_to(
    mending: Mending, scope: Scope, which: str, root: Element, copied_from: str | None = None
) -> str:
    """Add a header or footer of a kind ('header first'), let a section refer to it, return its name."""
    kind, _, side = which.partition(" ")
    folder = posixpath.dirname(mending.package.main)
    name = mending.package.free_name(posixpath.join(folder, f"{kind}{{}}.xml"))
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    identity = mending.package.add_part(name, data, f"{_TYPES}.{kind}+xml", kind)
    if copied_from:
        relations = mending.package.relations_of(name)
        relations.extend(deepcopy(each) for each in mending.package.relations_of(copied_from))
    for reference in scope.element.findall(f"{W}{kind}Reference"):
        if reference.get(f"{W}type", "default") == side:
            scope.element.remove(reference)
    reference = make_element(f"{kind}Reference", {"type": side})
    reference.set(f"{R}id", identity)
    scope.element.insert(0, reference)
    return name


def _style_numbers(mending: Mending) -> None:
    """Set letters and count of the numbers right."""
    for part in dict.fromkeys(scope.parts.get("header default", "") for scope in scopes_of(mending)):
        if part:
            for paragraph in number_paragraphs(mending.package.tree(part))[:1]:
                _set_letters(mending, paragraph)
    for scope in scopes_of(mending):
        _set_count(mending, scope)


def _set_letters(mending: Mending, paragraph: Element) -> None:
    font = mending.form.font
    halves = str(round(limits.component_of(mending.form, "so_trang").size * 2))
    wanted: Wanted = {
        "rFonts": {**dict.fromkeys(("ascii", "hAnsi", "cs"), font), **_NO_THEME},
        "i": {"val": "0"},
        "sz": {"val": halves},
        "szCs": {"val": halves},
    }
    done = [mending.tracker.set_run(run, wanted) for run in paragraph.iter(f"{W}r")]
    if Done.CHANGED in done:
        _note(mending, STYLE, "kiểu chữ số trang", f"{font}, cỡ {int(halves) // 2}, đứng")


_NO_THEME: Final[dict[str, str | None]] = {"asciiTheme": None, "hAnsiTheme": None, "cstheme": None}


def _set_count(mending: Mending, scope: Scope) -> None:
    """Count in Arabic digits, and the document from 1."""
    section = mending.docx.sections[scope.number]
    if section.number_format != "decimal":
        _set_section(mending, scope, STYLE, {"fmt": "decimal"}, f"kiểu số {section.number_format}")
    if section.start not in {None, "1"}:
        if scope.number == 0:
            _set_section(mending, scope, STYLE, {"start": "1"}, f"bắt đầu từ {section.start}")
        else:
            named = f"phần {scope.number + 1} của tệp bắt đầu từ {section.start}"
            _leave(mending, STYLE, f"{named}: chưa rõ có chủ ý không")


def _set_section(
    mending: Mending, scope: Scope, rule: str, count: dict[str, str | None], before: str
) -> None:
    done = mending.tracker.set_section(scope.element, {"pgNumType": count})
    if done is Done.CHANGED:
        after = "chữ số Ả Rập" if "fmt" in count else "bắt đầu từ 1"
        _note(mending, rule, before, after)
    elif done is Done.PENDING:
        _leave(mending, rule, WAITING)


def _restart_appendices(mending: Mending) -> None:
    """Count the pages of an appendix from 1 where it is a section of its own."""
    scopes = scopes_of(mending)
    starts = dict(_section_starts(mending))
    for appendix in mending.anatomy.appendices:
        own = appendix.heading.paragraph
        if mending.docx.sections[own.section].start == "1" and starts.get(own.section) == own.at:
            continue
        if starts.get(own.section) == own.at and own.section < len(scopes):
            before = f"{appendix.name}: số trang nối tiếp"
            _set_section(mending, scopes[own.section], OWN, {"start": "1"}, before)
        else:
            left = Left(OWN, appendix.name, appendix.heading.text, PART_OF_OTHER, node=own.node)
            mending.leave_alone(left)


def _section_starts(mending: Mending) -> Iterator[tuple[int, int]]:
    """Yield each section with the first paragraph in it that says something."""
    seen: set[int] = set()
    for paragraph in mending.docx.paragraphs:
        if paragraph.section not in seen and is_worded(paragraph.text):
            seen.add(paragraph.section)
            yield paragraph.section, paragraph.at


def _note(mending: Mending, rule: str, before: str, after: str) -> None:
    mending.note_change(Change(rule, MARGIN, "", before, after))


def _leave(mending: Mending, rule: str, reason: str) -> None:
    mending.leave_alone(Left(rule, MARGIN, "", reason))
