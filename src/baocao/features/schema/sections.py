"""The schemas of the sections of a submission."""

from collections.abc import Mapping

from baocao.features.schema.kinds import record_schema
from baocao.features.schema.parts import Schema, choice_schema, list_schema
from baocao.model.directive import Directive, OutlineItem, Task
from baocao.model.submission import CORRECTION_SHAPE, REMARK_SHAPE, Part


def task_expectation(task: Task) -> str:
    """Return what is expected of a task, and until when."""
    said: Mapping[str, str] = {
        "Chủ trì": task.lead,
        "Kết quả cần có": task.expected_result,
        "Thời hạn": task.deadline.text,
    }
    return " ".join(f"{word}: {words}." for word, words in said.items() if words)


def item_guidance(item: OutlineItem) -> str:
    """Return how an item of the outline is answered."""
    points = [
        f"- {point.text}" + (f" ({point.guidance})" if point.guidance else "") for point in item.points
    ]
    figures = f"Số liệu: {', '.join(item.indicators)}." if item.indicators else ""
    lines = [item.guidance, *points, figures, "Bắt buộc." if item.required else ""]
    return "\n".join(line for line in lines if line)


def remarks_schema(directive: Directive) -> Schema:
    """What a unit says under the concerns of `directive`; without concerns nothing can be said."""
    concerns = directive.concerns
    if not concerns:
        return list_schema({"type": "null"})
    labels = "; ".join(f"{name}: {label}" for name, label in concerns.items())
    return list_schema(
        record_schema(REMARK_SHAPE, {"nhom": {"description": labels, **choice_schema(concerns)}})
    )


def corrections_schema(parts: Mapping[Part, Schema]) -> Schema:
    """Corrections of an issued report: each of one thing, from what to what, why, by whom and when."""
    return list_schema(
        record_schema(CORRECTION_SHAPE, {part.value: schema for part, schema in parts.items()})
    )
