"""What a form permits: its ranges where it leaves a choice, else exactly what it prescribes."""

from typing import Final

from baocao.model.form import Component, Form, Range

_SIDES: Final = {"tren": "top", "duoi": "bottom", "trai": "left", "phai": "right"}


def component_of(form: Form, name: str) -> Component:
    """Return how a component is set."""
    return form.components[name]


def permitted_sizes(form: Form, name: str) -> Range:
    """Return the sizes that a component may have, in points."""
    own = component_of(form, name).size
    return form.permitted.sizes.get(name, Range(own, own))


def permitted_margins(form: Form) -> dict[str, Range]:
    """Return the margins by side in millimetres."""
    own = {name: getattr(form.page, side) for name, side in _SIDES.items()}
    return {name: form.permitted.margins.get(name, Range(value, value)) for name, value in own.items()}


def permitted_indents(form: Form) -> tuple[float, ...]:
    """Return the indents that a first line may have, in millimetres."""
    return form.permitted.indents or (form.indent,)


def least_spacing(form: Form) -> float:
    """Return the least space between paragraphs in points."""
    return form.spacing if form.permitted.spacing is None else form.permitted.spacing


def permitted_line(form: Form) -> Range:
    """Return the spacing of lines, as multiples of single or, where the form is exact, in points."""
    return form.permitted.line or Range(form.line, form.line)
