"""How letters of a component are set right: size, weight, slant, underline, capitals, place."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from baocao.inspection import limits
from baocao.inspection.lines import Line
from baocao.inspection.mending.context import Mending, change_at, left_at, pieces_of, weightiest_of
from baocao.inspection.mending.tracking import Done, Wanted
from baocao.inspection.paragraphs import Paragraph, Run
from baocao.inspection.properties import Look
from baocao.inspection.verdicts import in_capitals, number_text, style_deviations
from baocao.model.form import Form

UNVERIFIED: Final = "giá trị chưa có văn bản chính thức để đối chiếu"
Attributes = Mapping[str, str | None]
ON: Final[Attributes] = {"val": None}
OFF: Final[Attributes] = {"val": "0"}
_VALUES: Final = frozenset({"co", "dam", "nghieng", "gach_chan", "hoa", "canh"})
"""What a form says of a component."""
_LOWERED: Final = frozenset({"TT203"})
"""Rules of words that have capitals only where they are typed."""


class Styled(NamedTuple):
    """Lines of one component that a rule judges; `centred` tells that they stand in the middle."""

    rule: str
    name: str
    lines: tuple[Line, ...]
    part: str
    centred: bool = False


def mend_all(mending: Mending, components: Iterable[Styled]) -> None:
    """Set the lines of components right, of those rules that find fault with any."""
    for styled in components:
        if mending.fails(styled.rule):
            for line in styled.lines:
                _mend_line(mending, styled, line)


def _mend_line(mending: Mending, styled: Styled, line: Line) -> None:
    wrong = list(style_deviations(mending.form, styled.name, line, centred=styled.centred))
    lowered = styled.rule in _LOWERED and any(look.capitals for look in line.looks)
    if lowered:
        wrong.append("in hoa")
    if not wrong:
        return
    target = Target(mending, styled.name, line, lowered=lowered)
    done = [mending.set_pieces(line.paragraph, pieces_of(line), target.wanted_of)]
    after = list(dict.fromkeys(target.words))
    if styled.centred and target.is_known("canh") and _is_aside(line):
        done.append(centre_paragraph(mending, line.paragraph))
        after.append("canh giữa")
    told = weightiest_of(done)
    change = change_at(styled.rule, styled.part, line, ", ".join(wrong), ", ".join(after))
    mending.note_done(told, change)
    if told is Done.SAME:
        mending.leave_alone(left_at(styled.rule, styled.part, line, UNVERIFIED))


def known_values(form: Form, name: str) -> frozenset[str]:
    """Return which values of a component an official text gives."""
    component = limits.component_of(form, name)
    return _VALUES - component.unverified - component.unruled


def _is_aside(line: Line) -> bool:
    return line.alone and line.paragraph.layout.align != "center"


class Target:
    """What the letters of a component's line shall look like; gathers in words what was not so."""

    def __init__(self, mending: Mending, name: str, line: Line, *, lowered: bool = False) -> None:
        self._component = limits.component_of(mending.form, name)
        self._known = known_values(mending.form, name)
        self._sizes = mending.sizes
        self._name = name
        self._capitals = self._component.capitals and not in_capitals(line)
        self._lowered = lowered
        self.words: list[str] = []

    def wanted_of(self, run: Run) -> Wanted:
        """Return the properties to be set on a run; raised marks of notes are left as they are."""
        return {} if run.look.raised else dict(self._properties_of(run.look))

    def _properties_of(self, look: Look) -> Iterator[tuple[str, Attributes]]:
        component = self._component
        size = self._sizes.permitted_for(self._name, look.size)
        if size != look.size and self.is_known("co"):
            self.words.append(f"cỡ {number_text(size)}")
            yield from size_properties(size).items()
        if look.bold != component.bold and self.is_known("dam"):
            self.words.append("đậm" if component.bold else "không đậm")
            yield "b", ON if component.bold else OFF
        if look.italic != component.italic and self.is_known("nghieng"):
            self.words.append("nghiêng" if component.italic else "đứng")
            yield "i", ON if component.italic else OFF
        yield from self._further_properties(look)

    def _further_properties(self, look: Look) -> Iterator[tuple[str, Attributes]]:
        if self._component.underline and not look.underlined and self.is_known("gach_chan"):
            self.words.append("gạch chân")
            yield "u", {"val": "single"}
        if self._capitals and not look.capitals and self.is_known("hoa"):
            self.words.append("in hoa")
            yield "caps", ON
        if self._lowered and look.capitals:
            self.words.append("in thường")
            yield "caps", OFF

    def is_known(self, value: str) -> bool:
        """Tell whether an official text gives a value of the component."""
        return value in self._known


def size_properties(size: float) -> dict[str, Attributes]:
    """Return the properties of letters of so many points."""
    half_points = {"val": str(round(size * 2))}
    return {"sz": half_points, "szCs": half_points}


def centre_paragraph(mending: Mending, paragraph: Paragraph) -> Done:
    """Put a paragraph into the middle, without the indents that would move it from there."""
    layout = paragraph.layout
    wanted: dict[str, Attributes] = {"jc": {"val": "center"}}
    if not layout.numbered and any((layout.first, layout.left, layout.right)):
        wanted["ind"] = indents_of(left=0, first=0, right=0)
    return mending.set_layout(paragraph, wanted)


def indents_of(*, left: int, first: int, right: int | None = None) -> Attributes:
    """Return indents in twips, set so that none of another kind stays in force."""
    indents: dict[str, str | None] = {
        "left": str(left),
        "firstLine": str(first),
        **dict.fromkeys(("start", "hanging", "leftChars", "startChars", "firstLineChars", "hangingChars")),
    }
    if right is not None:
        indents |= {"right": str(right), **dict.fromkeys(("end", "rightChars", "endChars"))}
    return indents
