"""What documents look like while their sources are still being written: drafts, made one by one."""

from datetime import datetime
from functools import partial
from typing import NamedTuple

from baocao.documents.compose import Composed, compose_document
from baocao.documents.environment import Templates
from baocao.model.diagnostic import Diagnostic
from baocao.model.workspace import Definitions
from baocao.pipeline.clock import document_moment
from baocao.pipeline.loading import Loaded
from baocao.pipeline.memory import Memory
from baocao.pipeline.plan import Planned, Requests, Scope, plan_documents
from baocao.pipeline.reading_back import past_reports
from baocao.pipeline.reminding import Reminders
from baocao.render.html import render_page
from baocao.source.files import read_stored
from baocao.source.workspace import read_from


class Preview(NamedTuple):
    """A document as a page of HTML, or nothing and what kept it from being made."""

    page: bytes | None
    problems: tuple[Diagnostic, ...]


class Previewer:
    """Shows the documents of one period, of what was loaded; what they share is made ready once."""

    def __init__(self, loaded: Loaded, memory: Memory | None = None) -> None:
        self._workspace = loaded.workspaces[0]
        self._templates = _templates_of(loaded.definitions, memory)
        self._requests = Requests(
            self._workspace,
            loaded.problems,
            loaded.owed,
            draft=True,
            past=past_reports(loaded, memory=memory),
            remind=Reminders(loaded, {}).reminding_of,
        )
        self._composed: dict[tuple[str, str, str], tuple[Composed | None, tuple[Diagnostic, ...]]] = {}

    def planned_documents(self, scope: Scope | None = None) -> tuple[Planned, ...]:
        """Return the documents that a build would make; none where definitions are too faulty for it."""
        if not self._workspace.definitions.can_be_built:
            return ()
        return tuple(plan_documents(self._workspace, scope or Scope()))

    def preview_of(self, planned: Planned) -> Preview:
        """Return a document as a page."""
        composed, problems = self._composed_document(planned)
        return Preview(render_page(composed.document, composed.form) if composed else None, problems)

    def word_of(self, planned: Planned) -> bytes | None:
        """Return the same document for Word, as which it is turned into pages of paper."""
        composed, _ = self._composed_document(planned)
        return _word_file(composed, self._moment_of(composed)) if composed else None

    def _composed_document(self, planned: Planned) -> tuple[Composed | None, tuple[Diagnostic, ...]]:
        if planned.key not in self._composed:
            request = self._requests.full_request(planned)
            composed, problems = compose_document(request, self._templates)
            self._composed[planned.key] = composed, tuple(problems)
        return self._composed[planned.key]

    def _moment_of(self, composed: Composed) -> datetime:
        return document_moment(composed.document.letterhead.day or self._workspace.period.window.end)


def _templates_of(definitions: Definitions, memory: Memory | None) -> Templates:
    """Return the templates; to compile one takes longer than all else of a small document."""
    config = definitions.config
    make = partial(Templates, config.templates, config.root)
    return memory.made_once("templates", partial(_template_basis, definitions), make) if memory else make()


def _template_basis(definitions: Definitions) -> object:
    """Return all that templates are read from, and where directives ask for them."""
    folder, root = definitions.config.templates, definitions.config.root
    stored = {str(path): read_stored(path, root) for path in sorted(folder.rglob("*"))}
    return read_from(definitions), stored


def _word_file(composed: Composed, moment: datetime) -> bytes:
    from baocao.render.word import WordRenderer  # noqa: PLC0415 - loads docx

    return WordRenderer(composed.form).render(composed.document, moment)
