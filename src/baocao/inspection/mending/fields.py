"""The page number in headers and footers: found, taken away, made."""

from collections.abc import Iterator
from typing import Final

from baocao.inspection.mending.characters import COUNTED, NUMBER_WORDS
from baocao.inspection.mending.package import Element, W, local_name, make_element
from baocao.inspection.mending.tracking import SPACE, Tracker

PAGE: Final = "PAGE"
_SHOWN: Final = frozenset({"drawing", "pict", "object", "sym", "AlternateContent"})


def number_paragraphs(root: Element) -> list[Element]:
    """Return the paragraphs of a header or footer that show the page number."""
    return [paragraph for paragraph in root.iter(f"{W}p") if PAGE in codes_in(paragraph)]


def has_boxed_number(root: Element) -> bool:
    """Tell whether a header or footer shows the page number in a text box."""
    return any(PAGE in codes_in(box) for box in root.iter(f"{W}txbxContent"))


def codes_in(paragraph: Element) -> set[str]:
    """Return the names of the fields in a paragraph, those of text boxes in it included."""
    written = "".join(field.text or "" for field in paragraph.iter(f"{W}instrText"))
    simple = (field.get(f"{W}instr", "") for field in paragraph.iter(f"{W}fldSimple"))
    return set(" ".join((written, *simple)).upper().split())


def shows_anything(root: Element) -> bool:
    """Tell whether a header or footer shows anything but page numbers."""
    return any(_said_beside(paragraph).strip() or _draws(paragraph) for paragraph in root.iter(f"{W}p"))


def _draws(paragraph: Element) -> bool:
    return any(str(element.tag).rpartition("}")[2] in _SHOWN for element in paragraph.iter())


def holds_only_number(paragraph: Element) -> bool:
    """Tell whether a paragraph has nothing but the page number and what belongs to it."""
    return NUMBER_WORDS.fullmatch(_said_beside(paragraph)) is not None and not _draws(paragraph)


def _said_beside(paragraph: Element) -> str:
    """Return what a paragraph says beside the numbers of pages."""
    numbers = {run for field in fields_in(paragraph) if field[0] in COUNTED for run in field[1]}
    return "".join(
        text.text or ""
        for run in paragraph.iter(f"{W}r")
        if run not in numbers
        for text in run.iter(f"{W}t")
    )


def fields_in(paragraph: Element) -> Iterator[tuple[str, list[Element]]]:
    """Yield the outermost fields of a paragraph: the name of each, and its runs."""
    for simple in paragraph.iter(f"{W}fldSimple"):
        yield _name_of(simple.get(f"{W}instr", "")), list(simple.iter(f"{W}r"))
    depth, code, runs = 0, "", list[Element]()
    for run in paragraph.iter(f"{W}r"):
        signs = [sign.get(f"{W}fldCharType") for sign in run.iter(f"{W}fldChar")]
        depth += signs.count("begin")
        if depth:
            runs.append(run)
            code += "".join(text.text or "" for text in run.iter(f"{W}instrText"))
        depth -= signs.count("end")
        if runs and depth <= 0:
            yield _name_of(code), runs
            depth, code, runs = 0, "", []


def _name_of(code: str) -> str:
    return next(iter(code.upper().split()), "")


def remove_number(paragraph: Element, tracker: Tracker) -> None:
    """Take the page number out of a paragraph, and what is only written around it."""
    _unfold_simple(paragraph)
    if holds_only_number(paragraph):
        runs = [run for run in paragraph.iter(f"{W}r") if local_name(run.getparent()) != "del"]
    else:
        runs = [run for name, own in fields_in(paragraph) if name == PAGE for run in own]
    for run in runs:
        tracker.delete_run(run)


def _unfold_simple(paragraph: Element) -> None:
    """Write simple fields with their signs, as only such can be marked as deleted."""
    for simple in list(paragraph.iter(f"{W}fldSimple")):
        for run in field_runs(simple.get(f"{W}instr", ""), list(simple.iter(f"{W}r"))):
            simple.addprevious(run)
        simple.getparent().remove(simple)


def field_runs(code: str, shown: list[Element]) -> list[Element]:
    """Return the runs of a field whose result is `shown`."""
    return [_sign_run("begin"), _code_run(code), _sign_run("separate"), *shown, _sign_run("end")]


def _sign_run(kind: str) -> Element:
    run = make_element("r")
    run.append(make_element("fldChar", {"fldCharType": kind}))
    return run


def _code_run(code: str) -> Element:
    run, text = make_element("r"), make_element("instrText")
    text.text = code
    text.set(SPACE, "preserve")
    run.append(text)
    return run


def number_paragraph(font: str, size: float, tracker: Tracker) -> Element:
    """Return a paragraph with the page number in the middle."""
    paragraph, properties = make_element("p"), make_element("pPr")
    paragraph.append(properties)
    properties.append(make_element("spacing", {"before": "0", "after": "0"}))
    properties.append(make_element("ind", {"left": "0", "right": "0", "firstLine": "0"}))
    properties.append(make_element("jc", {"val": "center"}))
    tracker.mark_inserted(paragraph)
    add_number(paragraph, font, size, tracker)
    return paragraph


def add_number(paragraph: Element, font: str, size: float, tracker: Tracker) -> None:
    """Put the page number at the end of a paragraph."""
    result, text = make_element("r"), make_element("t")
    text.text = "2"
    result.append(text)
    runs = field_runs(f" {PAGE} ", [result])
    for run in runs:
        run.insert(0, number_look(font, size))
    tracker.append_runs(paragraph, runs)


def number_look(font: str, size: float) -> Element:
    """Return the look of a page number: upright, of the form's letters."""
    look = make_element("rPr")
    look.append(make_element("rFonts", dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font)))
    look.append(make_element("i", {"val": "0"}))
    halves = str(round(size * 2))
    look.append(make_element("sz", {"val": halves}))
    look.append(make_element("szCs", {"val": halves}))
    return look
