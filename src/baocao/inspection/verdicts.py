"""What rules are, what they are given, and what they answer."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

from baocao.inspection import limits
from baocao.inspection.anatomy import Anatomy
from baocao.inspection.kinds import ISSUED, Identity, Scope
from baocao.inspection.lines import Line
from baocao.inspection.places import Places
from baocao.inspection.properties import Look
from baocao.inspection.reading import Docx
from baocao.model.form import Component, Family, Form
from baocao.model.messages import Severity
from baocao.vietnamese.numbers import length_text

EXCERPT: Final = 60
"""How many characters of a paragraph are quoted to show where something is."""
_DASHES: Final = "–—−‒―‐‑"
"""What Word's automatic correction, or a copy from elsewhere, puts for a hyphen."""
_ALIGNED: Final = {"left": "canh trái", "right": "canh phải", "center": "canh giữa"}


class Case(NamedTuple):
    """What a rule looks at: the document, its components, its form, what it is, and the known places."""

    docx: Docx
    anatomy: Anatomy
    form: Form
    identity: Identity
    places: Places = Places()

    @property
    def is_state(self) -> bool:
        """Whether the document is one of the state."""
        return self.form.family is Family.STATE

    def report_missing(self, part: str) -> "NotFound | None":
        """Return what a rule answers whose component was not recognised: None where none has to be."""
        name = self.identity.wants.get(part)
        return NotFound(name) if name else None


class Fault(NamedTuple):
    """One place that does not conform: what was measured, in which part, and its first words.

    `unverified` tells that it differs only from what no official text says: from a value that was measured
    on a copy, or from an example.
    """

    measured: str
    part: str
    text: str = ""
    unverified: bool = False


class Outcome(Enum):
    """What came of a rule for one document; the text is how reports say it."""

    CONFORMS = "phù hợp"
    FAILS = "không phù hợp"
    NOT_FOUND = "không tìm thấy"
    NOT_APPLICABLE = "không áp dụng"


class Verdict(NamedTuple):
    """What the law wants, what was measured, and every place that does not conform."""

    wants: str
    measured: str
    faults: tuple[Fault, ...] = ()

    @property
    def unverified(self) -> bool:
        """Whether all faults are only against what no official text says."""
        return bool(self.faults) and all(fault.unverified for fault in self.faults)


class NotFound(NamedTuple):
    """A component that should be there and was not recognised, so that nothing can be said of it."""

    component: str
    wants: str = ""


Answer = Verdict | NotFound | None
"""What a rule answers; None where it does not apply to a document."""


class Rule(NamedTuple):
    """A rule of the law, and for which natures of documents it is; its article is data of the form.

    `of_party` is what it is called on documents of the Party, where that differs.
    """

    id: str
    title: str
    severity: Severity
    check: Callable[[Case], Answer]
    scope: Scope = ISSUED
    of_party: str = ""


class Deviation(NamedTuple):
    """In what a line differs from its component: the value of the form ('co', 'dam' …), and what it has."""

    value: str
    said: str


def excerpt_of(text: str) -> str:
    """Return the first words of a text."""
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1].rstrip()}…"


def fault_at(measured: str, part: str, line: Line, *, unverified: bool = False) -> Fault:
    """Return a fault at a line."""
    return Fault(measured, part, excerpt_of(line.text), unverified)


def fault_of(
    form: Form, name: str, deviations: Iterable[Deviation], *, part: str, line: Line
) -> Iterator[Fault]:
    """Yield the fault of a line that deviates from a component; nothing where it does not."""
    listed = list(deviations)
    if listed:
        known = limits.component_of(form, name).unverified
        unverified = all(deviation.value in known for deviation in listed)
        yield fault_at(", ".join(deviation.said for deviation in listed), part, line, unverified=unverified)


def number_text(value: float) -> str:
    """Return '12,7' or '20'."""
    return length_text(value)


def span_text(low: float, high: float) -> str:
    """Return '13 - 14', one number where both are equal, or 'từ 18' where there is no upper bound."""
    if high == math.inf:
        return f"từ {number_text(low)}"
    return number_text(low) if low == high else f"{number_text(low)} - {number_text(high)}"


def judge_style(
    case: Case, name: str, lines: Sequence[Line], part: str, *, centred: bool = False
) -> Verdict | None:
    """Judge size, weight, slant, capitals and place of the lines of one component."""
    if not lines:
        return None
    faults = tuple(
        fault
        for line in lines
        for fault in fault_of(
            case.form, name, deviations_of(case.form, name, line, centred=centred), part=part, line=line
        )
    )
    first = lines[0].first_look
    return Verdict(
        wanted_style(case.form, name, centred=centred), shown_look(first) if first else "", faults
    )


def wanted_style(form: Form, name: str, *, centred: bool = False) -> str:
    """Return how the law wants a component, as in 'cỡ 13 - 14, đứng, đậm, in hoa'."""
    component, sizes = limits.component_of(form, name), limits.permitted_sizes(form, name)
    words = [("co", f"cỡ {span_text(*sizes)}"), *_style_words(component)]
    if centred:
        words.append(("canh", "canh giữa"))
    return ", ".join(said for value, said in words if value not in component.unruled)


def _style_words(component: Component) -> Iterator[tuple[str, str]]:
    yield "nghieng", "nghiêng" if component.italic else "đứng"
    yield "dam", "đậm" if component.bold else "không đậm"
    if component.capitals:
        yield "hoa", "in hoa"
    if component.underline:
        yield "gach_chan", "gạch chân"


def shown_look(look: Look) -> str:
    """Return how letters look, as in 'cỡ 14, đứng, đậm'."""
    slant, weight = "nghiêng" if look.italic else "đứng", "đậm" if look.bold else "không đậm"
    return f"cỡ {number_text(look.size)}, {slant}, {weight}"


def style_deviations(form: Form, name: str, line: Line, *, centred: bool = False) -> Iterator[str]:
    """Yield in what a line differs from what its component has to look like."""
    return (deviation.said for deviation in deviations_of(form, name, line, centred=centred))


def deviations_of(form: Form, name: str, line: Line, *, centred: bool = False) -> Iterator[Deviation]:
    """Yield in what a line differs from its component, what the form does not rule left out."""
    component = limits.component_of(form, name)
    for deviation in _all_deviations(form, name, line, centred=centred):
        if deviation.value not in component.unruled:
            yield deviation


def _all_deviations(form: Form, name: str, line: Line, *, centred: bool) -> Iterator[Deviation]:
    component, sizes = limits.component_of(form, name), limits.permitted_sizes(form, name)
    looks = list(line.looks)
    wrong = sorted({look.size for look in looks if not sizes.holds_value(look.size)})
    if wrong:
        yield Deviation("co", f"cỡ {', '.join(map(number_text, wrong))}")
    if any(look.bold != component.bold for look in looks):
        yield Deviation("dam", "không đậm" if component.bold else "đậm")
    if any(look.italic != component.italic for look in looks):
        yield Deviation("nghieng", "không nghiêng" if component.italic else "nghiêng")
    if component.underline and not all(look.underlined for look in looks):
        yield Deviation("gach_chan", "không gạch chân")
    if component.capitals and not in_capitals(line):
        yield Deviation("hoa", "không in hoa")
    if centred and line.alone and line.paragraph.layout.align != "center":
        yield Deviation("canh", _ALIGNED.get(line.paragraph.layout.align, "canh đều hai bên"))


def capital_faults(form: Form, name: str, lines: Iterable[Line], part: str) -> Iterator[Fault]:
    """Yield the lines of a component that are in capitals, where they must not be."""
    for line in lines:
        if line.text.isupper():
            yield from fault_of(form, name, [Deviation("hoa", "in hoa")], part=part, line=line)


def other_dash(text: str) -> str:
    """Return what is wrong where a text has a longer dash than '-', else nothing."""
    dash = next((letter for letter in text if letter in _DASHES), "")
    return f"dùng dấu '{dash}' thay cho dấu '-'" if dash else ""


def in_capitals(line: Line) -> bool:
    """Tell whether a line is printed in capitals, as typed or by its look."""
    looks = list(line.looks)
    return line.text.isupper() or (bool(looks) and all(look.capitals for look in looks))


def first_measured(faults: Iterable[Fault], otherwise: str) -> str:
    """Return what the first fault measured, or what a conforming document has."""
    return next((fault_given.measured for fault_given in faults), otherwise)
