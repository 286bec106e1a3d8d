"""What is still unfinished: blanks, tracked changes, comments, hidden text, highlights. No law names it."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from baocao.inspection.blanks import Blank, blanks_in
from baocao.inspection.kinds import Nature
from baocao.inspection.lines import Line, is_worded, plain_beginning, said_text, whole_line
from baocao.inspection.paragraphs import Paragraph, Run
from baocao.inspection.pending import Matter, Pending
from baocao.inspection.rules.page import appendix_at, is_white, part_of
from baocao.inspection.verdicts import EXCERPT, Case, Fault, Verdict, excerpt_of
from baocao.vietnamese.counts import count_text

ELSEWHERE: Final = "đầu trang, chân trang hoặc chú thích"
_BEGUN: Final = 8 * EXCERPT
"""Characters from which the first words of a paragraph are taken."""
_AROUND: Final = 20
"""Characters that are quoted before a blank, so that it is found in a long paragraph."""
_BY_HAND: Final = ("giay-", "phieu-")
_FORMS: Final = re.compile(r"(?:mau|bieu mau|phieu|don|to khai|giay)\b")
_SAMPLE: Final = re.compile(r"(?:mau|bieu mau|bieu|phieu)(?: so)?:?(?: [\w./-]{1,12})?")
_DRAFTED: Final = re.compile(r"\(?(?:ban hanh )?kem theo\b")


def blanks_left(case: Case) -> Verdict:
    """Nothing is left to be filled in, but for number and day of a draft and places in forms."""
    controls = [each for each in case.docx.pending if each.matter is Matter.CONTROL]
    sample = _first_sample(case)
    prompted = {control.at for control in controls}
    faults = [_fault_of(case, control, "ô nhập liệu chưa điền") for control in controls]
    for paragraph in _filled_paragraphs(case):
        if paragraph.at not in prompted:
            faults += _blank_faults(case, paragraph, sample)
    return _counted_verdict("điền hết các chỗ trống", "chỗ trống", faults)


def _blank_faults(case: Case, paragraph: Paragraph, sample: int) -> Iterator[Fault]:
    text, part = paragraph.text, ""
    for blank in _blanks_of(case, paragraph, sample):
        part = part or part_of(case, paragraph.at)
        yield Fault(f"chỗ trống '{excerpt_of(blank.written.strip())}'", part, _words_around(text, blank))


def _filled_paragraphs(case: Case) -> Iterator[Paragraph]:
    """Yield the paragraphs in which nothing may be blank."""
    head = case.anatomy.head
    given_later = {line.paragraph.at for line in (head.number, head.date, head.seal) if line}
    # What is issued with a document repeats number and day that it has not got yet.
    unissued = head.number is not None and not head.has_number
    for paragraph in _printed_paragraphs(case):
        drafted = unissued and _DRAFTED.match(plain_beginning(paragraph.text))
        if paragraph.at not in given_later and not drafted:
            yield paragraph


def _blanks_of(case: Case, paragraph: Paragraph, sample: int) -> Iterator[Blank]:
    """Yield the blanks of a paragraph; dots and strokes in a form are written over by hand."""
    found = list(blanks_in(paragraph.text))
    by_hand = bool(found) and (paragraph.at > sample or _is_form(case, paragraph.at))
    yield from (blank for blank in found if not (blank.dotted and by_hand))


def _is_form(case: Case, at: int) -> bool:
    """Tell whether a paragraph belongs to a form: the document itself, or an appendix."""
    if case.identity.nature is Nature.FORM:
        return True
    title = case.anatomy.title
    appendix = appendix_at(case, at)
    if appendix:
        named: tuple[Line, ...] = (appendix.heading, *appendix.title)
    elif title.kind:
        return title.kind.startswith(_BY_HAND)
    else:
        named = (title.line,) if title.line else ()
    return any(_FORMS.match(plain_beginning(line.text)) for line in named)


def _first_sample(case: Case) -> int:
    """Return where a sample form begins behind the signature."""
    behind = case.docx.paragraphs[case.anatomy.foot.end :]
    samples = (each.at for each in behind if _SAMPLE.fullmatch(plain_beginning(each.text)))
    return next(samples, len(case.docx.paragraphs))


def _words_around(text: str, blank: Blank) -> str:
    start = max(0, blank.at - _AROUND)
    words = " ".join(text[start : start + EXCERPT * 2].split())
    return excerpt_of(f"…{words}" if start else words)


def changes_settled(case: Case) -> Verdict:
    """No tracked change waits to be accepted or rejected."""
    changes = [each for each in case.docx.pending if each.matter is Matter.CHANGE]
    faults = [_fault_of(case, each, f"{each.what}{_quoted(each.text)}") for each in changes]
    return _counted_verdict("chấp nhận hoặc từ chối hết các thay đổi được theo dõi", "thay đổi", faults)


def comments_settled(case: Case) -> Verdict:
    """No comment is left."""
    comments = [each for each in case.docx.pending if each.matter is Matter.COMMENT]
    faults = [_fault_of(case, each, f"nhận xét{_quoted(each.text)}") for each in comments]
    return _counted_verdict("xử lý và xóa hết các nhận xét", "nhận xét", faults)


def text_shown(case: Case) -> Verdict:
    """No text is hidden, nor printed white on white."""
    hidden = [each for each in case.docx.pending if each.matter is Matter.HIDDEN]
    faults = [
        *(_fault_of(case, each, f"chữ ẩn{_quoted(each.text)}") for each in hidden),
        *_run_faults(case, _is_unseen, "chữ trắng trên nền trắng"),
    ]
    return _counted_verdict("không có chữ ẩn", "chỗ có chữ ẩn", faults)


def letters_unmarked(case: Case) -> Verdict:
    """No letters are highlighted or shaded, nor whole paragraphs outside of tables."""
    faults = [
        *_run_faults(case, _is_highlighted, "chữ được tô màu nền"),
        *(
            Fault(
                "đoạn được tô màu nền", part_of(case, paragraph.at), excerpt_of(whole_line(paragraph).text)
            )
            for paragraph in _printed_paragraphs(case)
            if paragraph.layout.shaded and paragraph.cell is None and is_worded(paragraph.text)
        ),
    ]
    return _counted_verdict("bỏ hết màu đánh dấu", "chỗ được tô màu", faults)


def _printed_paragraphs(case: Case) -> tuple[Paragraph, ...]:
    return case.docx.paragraphs[: case.anatomy.end or None]


def _run_faults(case: Case, is_wrong: Callable[[Paragraph, Run], bool], what: str) -> Iterator[Fault]:
    """Yield one fault for each paragraph with letters of which something is wrong."""
    for paragraph in _printed_paragraphs(case):
        wrong = "".join(run.text for run in paragraph.runs if is_wrong(paragraph, run))
        if wrong:
            yield Fault(what, part_of(case, paragraph.at), excerpt_of(" ".join(wrong.split())))


def _is_highlighted(_: Paragraph, run: Run) -> bool:
    return run.look.marked and is_worded(run.text)


def _is_unseen(paragraph: Paragraph, run: Run) -> bool:
    """Tell whether letters are white where the paper is."""
    coloured = run.look.marked or paragraph.layout.shaded or bool(paragraph.cell and paragraph.cell.shaded)
    return not coloured and is_white(run.look.colour) and is_worded(run.text)


def _quoted(text: str) -> str:
    words = excerpt_of(" ".join(text.split()))
    return f" '{words}'" if words else ""


def _fault_of(case: Case, pending: Pending, measured: str) -> Fault:
    """Return a pending thing as a fault at its paragraph."""
    if pending.at < 0:
        return Fault(measured, ELSEWHERE)
    paragraph = case.docx.paragraphs[pending.at]
    return Fault(measured, part_of(case, pending.at), _first_words(paragraph))


def _first_words(paragraph: Paragraph) -> str:
    """Return how a paragraph begins; putting all of it together for each of its changes is quadratic."""
    begun = ""
    for run in paragraph.runs:
        begun += run.text
        if len(begun) > _BEGUN:
            break
    return excerpt_of(said_text(begun[:_BEGUN]))


def _counted_verdict(wants: str, what: str, faults: Iterable[Fault]) -> Verdict:
    """Return a verdict that says how many are left."""
    found = tuple(faults)
    if not found:
        return Verdict(wants, f"không còn {what}")
    left = f"còn {count_text(len(found))} {what}"
    return Verdict(f"{wants}; {left}", left, found)
