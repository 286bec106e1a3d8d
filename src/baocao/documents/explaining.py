"""The sandbox of templates that are run to be explained: all that they print says where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from jinja2 import nodes as syntax
from jinja2 import pass_context
from jinja2.runtime import Context

from baocao.documents.sandbox import Paying, Sandbox, bare_text, paid_items
from baocao.documents.traceable import (
    Listed,
    Traceable,
    Woven,
    printed_value,
    woven_text,
    written_with_key,
)
from baocao.model.place import Place
from baocao.model.printed import FigureKey, Key, Kind, Source
from baocao.vietnamese.text import joined_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import StrictUndefined
    from jinja2.compiler import Frame

    from baocao.documents.ledger import Ledger

OWN_TEXT: Final = "chữ của mẫu văn bản"
COMPUTED: Final = "tính trong mẫu văn bản"
_SAME_NUMBERS: Final = ("lower", "upper", "trim")
"""Filters that change no number of a text."""


def _kept_source(write: Callable[..., str]) -> Callable[..., str]:
    """Make a filter keep what the text is that it is given."""

    @pass_context
    def kept(context: Context, value: Any, *args: Any) -> str:
        text = write(context, value, *args)
        known = isinstance(value, Traceable) and not isinstance(value.key, FigureKey)
        return written_with_key(text, value.key) if known else text

    return kept


class ExplainingSandbox(Sandbox):
    """Marks the numbers of all that templates print."""

    def __init__(self, undefined: type[StrictUndefined], ledger: Ledger) -> None:
        super().__init__(undefined)
        self.code_generator_class = _Explaining
        self.ledger = ledger
        self.use_file("")
        self.filters["liet_ke"] = self._woven_list(self.filters["liet_ke"])
        for name in _SAME_NUMBERS:
            self.filters[name] = _kept_source(self.filters[name])

    def use_file(self, path: str, first_line: int = 1) -> None:
        """Know which file the code comes from, and on which line it begins."""
        self._file, self._first_line = path, first_line

    def own_text(self, text: str, line: int) -> str:
        """Return text of a template itself, each number marked with its line."""
        lines = text.split("\n")
        marked = (
            self.ledger.mark_text(words, self._source(OWN_TEXT, line + number))
            for number, words in enumerate(lines)
        )
        return "\n".join(marked)

    def constant(self, text: str, line: int) -> str:
        """Return a text that stands inside an expression."""
        return written_with_key(text, self._source(OWN_TEXT, line))

    def explained(self, value: Any, line: int) -> str:
        """Return what an expression prints, its numbers marked with what they are."""
        return self._marked_value(value, self._source(COMPUTED, line))

    def concatenated(self, *values: Any) -> str:
        """Return what the operator '~' makes, which still knows what its parts are."""
        marked = (self._marked_value(value, None) for value in values)
        return woven_text(super().concatenated(*values), "".join(marked))

    def _woven_list(self, write: Callable[..., str]) -> Callable[..., str]:
        """Make the filter that lists items keep what each of them is."""

        @pass_context
        def woven(context: Context, value: Any) -> str:
            if isinstance(value, (Traceable, Listed)):
                return write(context, value)
            items = list(paid_items(self.fuel, value))
            marked = (self._marked_value(item, None) for item in items)
            return woven_text(write(context, items), joined_words(marked))

        return woven

    def _marked_value(self, value: Any, otherwise: Key | None) -> str:
        if isinstance(value, Woven):
            return self.ledger.mark_text(value.marked, value.key or otherwise)
        key = value.key if isinstance(value, Traceable) else None
        text = bare_text(self.fuel, printed_value(value))
        return text if isinstance(key, FigureKey) else self.ledger.mark_text(text, key or otherwise)

    def _source(self, what: str, line: int) -> Source:
        return Source(Kind.TEMPLATE, what, (Place(self._file, self._first_line + line - 1, 1),))


class _Explaining(Paying):
    """Makes code that tells, of all that is printed, on which line of the template it stands."""

    def _output_child_to_const(self, node: Any, frame: Frame, finalize: Any) -> str:
        text = super()._output_child_to_const(node, frame, finalize)
        if not isinstance(node, syntax.TemplateData):
            return text
        return cast("ExplainingSandbox", self.environment).own_text(text, node.lineno)

    def _output_child_pre(self, node: Any, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("environment.explained(")

    def _output_child_post(self, node: Any, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(f", {node.lineno})")

    def visit_FilterBlock(self, node: syntax.FilterBlock, frame: Frame) -> None:  # noqa: N802
        """Write a block that is filtered: what it says has no marks any more, so that its line is told."""
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.start_write(frame, node)
        self.write("environment.explained(")
        self.visit_Filter(node.filter, inner)
        self.write(f", {node.lineno})")
        self.end_write(frame)
        self.leave_frame(inner)

    def visit_Const(self, node: syntax.Const, frame: Frame) -> None:  # noqa: N802 - jinja2's names
        """Write a constant; a text with numbers is told where it stands."""
        if isinstance(node.value, str) and any(map(str.isdigit, node.value)):
            self.write("environment.constant(")
            super().visit_Const(node, frame)
            self.write(f", {node.lineno})")
        else:
            super().visit_Const(node, frame)
