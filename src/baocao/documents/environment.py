"""Templates: Jinja2 in a sandbox, whose every failure is a diagnostic with the template's line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.utils import missing

from baocao.documents.drawing import ChartError
from baocao.documents.explaining import ExplainingSandbox
from baocao.documents.filters import FILTERS
from baocao.documents.fuel import Fuel, OutOfFuelError
from baocao.documents.ledger import Ledger
from baocao.documents.sandbox import Sandbox, refuse_many
from baocao.documents.views import Namespace
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.config import TEMPLATE
from baocao.source.file_names import legible_name
from baocao.source.files import is_there, read_file
from baocao.source.parsing import parse_source
from baocao.source.shipped import is_shipped, shipped_template
from baocao.vietnamese.text import name_hint

_FENCE: Final = "---\n"
MOST_CHARACTERS: Final = 100_000
"""The longest template; the longest in use has 6,400 characters."""


class UnknownNameError(UndefinedError):
    """A template used a name that is not there; `name` and what could have been meant."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(known)


class _Unknown(StrictUndefined):
    """An undefined name that fails at its first use and knows what could have been meant."""

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,  # noqa: ARG002 - jinja2's signature
    ) -> None:
        def failure(_: str) -> UnknownNameError:
            return UnknownNameError(str(name), _names_of(obj))

        super().__init__(hint, obj, name, failure)  # type: ignore[arg-type]  # called, not caught


def _names_of(owner: object) -> list[str]:
    """Return the names that `owner` has for templates; nothing stands for the template itself."""
    if owner is missing:
        return []
    if isinstance(owner, Namespace):
        return list(owner)
    return [name for name in dir(owner) if not name.startswith("_")]


class LoadedTemplate(NamedTuple):
    """A template: its front matter as nodes and its body, compiled.

    `first_line` is the line of the file on which the body starts.
    """

    source: SourceFile
    front: nodes.Mapping
    body: Template
    first_line: int


class Templates:
    """The templates of a folder, each read and compiled once.

    With a `ledger` all that they print is marked with what it is.
    """

    def __init__(self, folder: Path, root: Path, ledger: Ledger | None = None) -> None:
        self._folder = folder
        self._root = root
        self._sandbox = ExplainingSandbox(_Unknown, ledger) if ledger else Sandbox(_Unknown)
        self.ledger = ledger
        self._loaded: dict[str, LoadedTemplate | None] = {}
        self._problems: dict[str, list[Diagnostic]] = {}
        self._texts: dict[str, Template] = {}

    def load_template(self, name: str, asked_at: Place) -> tuple[LoadedTemplate | None, list[Diagnostic]]:
        """Return the template `name`, or None with the reasons."""
        if name not in self._loaded:
            self._loaded[name], self._problems[name] = self._read_template(name, asked_at)
        return self._loaded[name], self._problems[name]

    def source_digest(self, name: str) -> Mapping[str, str]:
        """Return the path of a loaded template with its hash; nothing of one that the program has."""
        loaded = self._loaded[name]
        path = loaded.source.path if loaded else ""
        return {path: loaded.source.sha256} if loaded and not is_shipped(path) else {}

    def _read_template(self, name: str, asked_at: Place) -> tuple[LoadedTemplate | None, list[Diagnostic]]:
        path = self._folder / name
        if _leads_out(name):
            return None, [problem("BC023", asked_at, value=name, where="thư mục mẫu")]
        if not is_there(path):
            if shipped := shipped_template(name):
                return self._compile_source(shipped)
            known = [
                legible_name(template_file.name) for template_file in self._folder.glob(f"*{TEMPLATE}")
            ]
            return None, [problem("BC604", asked_at, value=name, hint=name_hint(name, known))]
        source, problems = read_file(path, self._root)
        return self._compile_source(source) if source else (None, problems)

    def _compile_source(self, source: SourceFile) -> tuple[LoadedTemplate | None, list[Diagnostic]]:
        end = source.text.find(f"\n{_FENCE}")
        if not source.text.startswith(_FENCE) or end < 0:
            return None, [problem("BC605", source.start)]
        body = source.text[end + len(_FENCE) + 1 :]
        first_line = source.text.count("\n", 0, end + len(_FENCE) + 1) + 1
        # Blank lines in place of the fences keep the line numbers of the file.
        front_text = "\n" + source.text[len(_FENCE) : end] + "\n"
        front, problems = parse_source(SourceFile(source.path, front_text, source.data))
        if not isinstance(front, nodes.Mapping):
            return None, problems or [problem("BC605", source.start)]
        self._sandbox.use_file(source.path)
        try:
            code = self._compile_text(body, first_line)
        except TemplateSyntaxError as error:
            return None, [_syntax_problem(_syntax_place(source, error), error)]
        return LoadedTemplate(source, front, code, first_line), problems

    def _compile_text(self, text: str, first_line: int = 1) -> Template:
        """Compile a template; what only Python's own compiler refuses is a fault of its syntax too."""
        if len(text) > MOST_CHARACTERS:
            raise TemplateSyntaxError("template too long", first_line)
        refuse_many(text, first_line)
        try:
            # Empty lines stand for the front matter, so that Jinja2 counts as the file does.
            return self._sandbox.from_string("\n" * (first_line - 1) + text)
        except TemplateSyntaxError:
            raise
        except (RecursionError, SyntaxError, ValueError, ArithmeticError, MemoryError) as error:
            raise TemplateSyntaxError("nested too deeply", first_line) from error

    def render(
        self, template: LoadedTemplate, context: Mapping[str, object], fuel: Fuel | None = None
    ) -> tuple[str | None, list[Diagnostic]]:
        """Return the Markdown that the template makes of `context`; `fuel` is that of its document."""
        self._sandbox.use_fuel(fuel or Fuel())
        self._sandbox.use_file(template.source.path)
        return self._run_template(template.body, template.source, context, None)

    def render_text(
        self,
        node: nodes.Scalar,
        source: SourceFile,
        context: Mapping[str, object],
        fuel: Fuel | None = None,
    ) -> tuple[str | None, list[Diagnostic]]:
        """Return a value of the front matter with its expressions filled in."""
        self._sandbox.use_fuel(fuel or Fuel())
        self._sandbox.use_file(source.path, node.line)
        place = Place(source.path, node.line, node.column)
        if node.text not in self._texts:
            try:
                self._texts[node.text] = self._compile_text(node.text)
            except TemplateSyntaxError as error:
                return None, [_syntax_problem(place, error)]
        return self._run_template(self._texts[node.text], source, context, place)

    def _run_template(
        self,
        template: Template,
        source: SourceFile,
        context: Mapping[str, object],
        fixed: Place | None,
    ) -> tuple[str | None, list[Diagnostic]]:
        try:
            return template.render(context), []
        except UnknownNameError as error:
            place = fixed or _failing_place(source, error, error.name)
            known = [name for name in error.known or context if name != error.name]
            guess = name_hint(error.name, known)
            return None, [problem("BC602", place, value=error.name, hint=guess)]
        except OutOfFuelError as error:
            place = fixed or _tag_place(source, error)
            return None, [problem("BC611", place, reason=error.reason, advice=error.advice)]
        except ChartError as error:
            place = fixed or _failing_place(source, error, "bieu_do")
            return None, [problem("BC620", place, reason=error.reason, hint=error.hint)]
        # Whoever writes templates meets Python's errors there; each must lead to a line of the template.
        except Exception as error:  # noqa: BLE001 - a template may fail in any way
            place = fixed or _failing_place(source, error, "")
            reason, guess = _failure_reason(error)
            return None, [problem("BC603", place, reason=reason, hint=guess)]


def _leads_out(name: str) -> bool:
    """Tell whether the name of a template is no name inside its folder, on any system."""
    return bool(set(name) & set("\\:\0")) or name.startswith("/") or ".." in name.split("/")


def _failing_place(source: SourceFile, error: Exception, name: str) -> Place:
    """Return the template's line that failed, and in it the column of `name`."""
    frames = traceback.extract_tb(error.__traceback__)
    # The innermost frame of the template: below it lie Python's own.
    lines = [frame.lineno for frame in frames if frame.filename == "<template>" and frame.lineno]
    line = lines[-1] if lines else 1
    return Place(source.path, line, _column_of(source, line, name))


def _tag_place(source: SourceFile, error: Exception) -> Place:
    """Return where the first tag stands in the template's line that failed."""
    place = _failing_place(source, error, "")
    text = source.text.split("\n")[place.line - 1]
    return place._replace(column=max(text.find("{"), 0) + 1)


def _syntax_place(source: SourceFile, error: TemplateSyntaxError) -> Place:
    """Return the line on which the parser gave up, and the column of what it met there."""
    met = _MET.search(error.message or "")
    return Place(source.path, error.lineno, _column_of(source, error.lineno, met[1]) if met else 1)


def _column_of(source: SourceFile, line: int, word: str) -> int:
    """Return where `word` first stands in a line, and not as a part of another; 1 if it is not there."""
    text = "".join(source.text.split("\n")[line - 1 : line])
    match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
    return match.start() + 1 if match else 1


_FILTER: Final = re.compile(r"No filter named '(\w+)'")
_MET: Final = re.compile(r"(?:got|named|unknown tag|unexpected char|block|^unexpected) '(\w+|[^\w{}])'")
_SYNTAX: Final = (
    ("nested too deeply", "biểu thức hoặc thẻ lồng nhau quá sâu"),
    ("too many tags", "quá nhiều thẻ hoặc biểu thức, hãy tách mẫu ra"),
    ("template too long", "mẫu quá dài, hãy tách mẫu ra"),
    ("private character", "có ký tự riêng (U+E000 đến U+E00D, U+2CFA đến U+2CFC) không in được"),
    ("number too long", "số quá dài hoặc quá lớn"),
    ("unexpected end of template, expected", "'{{' hoặc '{%' mở mà không đóng"),
    (
        "unexpected end of template",
        "thiếu thẻ đóng, như {% endif %}, {% endfor %}, {% endcall %}",
    ),
    ("missing end of comment tag", "'{#' mở mà không đóng"),
    ("unknown tag", "có thẻ không tồn tại hoặc đặt sai chỗ"),
    ("no test named", "có phép thử không tồn tại"),
    ("unexpected char", "có ký tự không được phép trong biểu thức"),
    ("expected token", "biểu thức thiếu hoặc thừa dấu"),
    ("expected", "biểu thức viết dở, thiếu hoặc thừa dấu"),
)
"""What the parser says and what it means, the first that fits."""
_FAILURES: Final[tuple[tuple[type[Exception], str], ...]] = (
    (TemplateRuntimeError, "dùng một thứ không có của Jinja2"),
    (ZeroDivisionError, "chia cho 0"),
    (OverflowError, "số quá lớn hoặc vòng lặp quá dài"),
    (RecursionError, "macro gọi chính nó không dừng"),
    (MemoryError, "cần quá nhiều bộ nhớ"),
    (TypeError, "dùng sai loại giá trị"),
    (AttributeError, "bộ lọc không hợp với giá trị"),
    (ValueError, "giá trị không dùng được ở đây"),
    (LookupError, "không có phần tử được hỏi"),
    (ArithmeticError, "không tính được"),
)
"""What Python's exceptions mean, the first that fits."""


def _syntax_problem(place: Place, error: TemplateSyntaxError) -> Diagnostic:
    unknown = _FILTER.match(error.message or "")
    if unknown:
        return problem("BC602", place, value=unknown[1], hint=name_hint(unknown[1], FILTERS))
    return problem("BC601", place, reason=_translated_reason(error))


def _translated_reason(error: TemplateSyntaxError) -> str:
    text = (error.message or "").rstrip(".")
    known = next((meaning for phrase, meaning in _SYNTAX if phrase in text.lower()), "")
    return f": {known} ({text})" if known else f" ({text})"


def _failure_reason(error: Exception) -> tuple[str, str]:
    """Return why a template failed, and the hint if there is one."""
    if isinstance(error, SecurityError):
        return "dùng một chức năng không được phép trong mẫu", ""
    text = str(error).rstrip(".")
    if _is_ours(error):
        reason, stop, guess = text.partition(". ")
        return reason, f" {guess}" if stop else ""
    known = next((meaning for kind, meaning in _FAILURES if isinstance(error, kind)), "có lỗi")
    return f"{known} ({text or type(error).__name__})", ""


def _is_ours(error: Exception) -> bool:
    """Tell whether this program raised it, with a Vietnamese sentence; Python speaks English."""
    return type(error) is LookupError and not str(error).isascii()
