"""Corrections of issued reports: `dinh_chinh` of a submission."""

from collections.abc import Iterable

from baocao.model.directive import Directive
from baocao.model.issuance import ABSENT
from baocao.model.submission import CORRECTION_SHAPE, ONE_PART, Correction, Entry, Part
from baocao.model.workspace import Definitions
from baocao.source.fields import Fields
from baocao.source.nodes import Node, Scalar
from baocao.source.shapes import put_off, values_of, written_keys
from baocao.source.values import read_entry
from baocao.vietnamese.text import name_hint, to_nfc


def read_corrections(fields: Fields, definitions: Definitions) -> tuple[Correction, ...]:
    """Read `dinh_chinh` in its order; entries that cannot be understood are reported and left out."""
    return fields.each("dinh_chinh", lambda entry: _Reader(entry, definitions, fields).read_correction())


class _Reader:
    """Reads one correction."""

    def __init__(self, entry: Fields, definitions: Definitions, submission: Fields) -> None:
        self._entry = entry
        self._log = entry.log
        self._definitions = definitions
        self._submission = submission

    def read_correction(self) -> Correction | None:
        entry = self._entry
        part = self._corrected_part()
        name = self._corrected_name(part) if part else None
        values = values_of(
            CORRECTION_SHAPE,
            entry,
            {
                "part": put_off,
                "before": lambda _: self._corrected_side("tu", part, name),
                "after": lambda _: self._corrected_side("thanh", part, name),
            },
        )
        if not entry.done() or not part or not name:
            return None
        return Correction(
            **{**values, "part": part},
            key=f"{part}/{name}",
            at=entry.at,
            before_at=entry.place("tu"),
            after_at=entry.place("thanh"),
        )

    def _corrected_part(self) -> Part | None:
        """Return what the correction is about; exactly one key says so."""
        written = written_keys(ONE_PART, self._entry)
        if len(written) == 1:
            return Part(written[0])
        self._log.note_problem("BC870", self._entry.node, known=", ".join(ONE_PART.keys))
        return None

    def _corrected_name(self, part: Part) -> str | None:
        """Return the name of what is corrected, if there is such a thing."""
        name = self._entry.required_text(part.value)
        if part is Part.FIGURE:
            return self._known_indicator(name)
        if part is Part.CITATION:
            own = (citation for citation, _, _ in self._submission.entries("van_ban"))
            return self._known_name("BC306", part, name, own)
        directive, _, rest = name.partition("/")
        directives = self._definitions.directives
        if self._known_name("BC304", part, directive, directives) is None:
            return None
        return name if self._is_inside(part, directives[directive], rest) else None

    def _known_indicator(self, name: str) -> str | None:
        indicator = self._definitions.catalogue.indicators.get(name)
        # A computed figure is corrected by correcting what it is computed from.
        if indicator is not None and indicator.is_derived:
            formula = indicator.formula or f"{indicator.numerator} / {indicator.denominator}"
            self._log.note_at("BC310", self._entry.place(Part.FIGURE), value=name, formula=formula)
            return None
        return self._known_name("BC302", Part.FIGURE, name, self._definitions.catalogue.indicators)

    def _is_inside(self, part: Part, directive: Directive, rest: str) -> bool:
        """Tell whether the directive has what is named behind the slash."""
        known: dict[Part, tuple[str, list[str]]] = {
            Part.TASK: ("BC303", [task.id for task in directive.all_tasks() if not task.subtasks]),
            Part.NARRATIVE: ("BC305", [item.id for item in directive.outline]),
        }
        code, names = known.get(part, ("BC304", []))
        if part is Part.FORM:
            names = [product.id for product in directive.products]
        if not rest and part not in known:
            return True
        return self._known_name(code, part, rest or directive.id, names, directive=directive.id) is not None

    def _known_name(
        self, code: str, part: Part, name: str, known: Iterable[str], directive: str = ""
    ) -> str | None:
        names = list(known)
        if name in names:
            return name
        if name:
            place = self._entry.place(part.value)
            self._log.note_at(code, place, value=name, hint=name_hint(name, names), directive=directive)
        return None

    def _corrected_side(self, key: str, part: Part | None, name: str | None) -> Entry | str | None:
        """Return what `tu` or `thanh` says: as `chi_tieu` would of figures, else as text."""
        node = self._entry.required_node(key)
        if node is None or name is None or _is_absent(node):
            return None
        if part is Part.FIGURE:
            return read_entry(node, self._definitions.catalogue.indicators[name], self._log)
        scalar = self._log.scalar(node, key)
        return to_nfc(scalar.text).strip() if scalar else None


def _is_absent(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text == ABSENT
