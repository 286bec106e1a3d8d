"""What every number of a document of a build is: the document is made once more, to be asked.

A build notes where figures stand and no more, so that it stays fast and its map small. Documents depend on
nothing but their sources: made again, they say of every other number what it is, too.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from baocao.documents.compose import Composed, compose_document
from baocao.documents.environment import Templates
from baocao.documents.heads import Piece
from baocao.documents.ledger import Ledger, all_parts
from baocao.model.period import Period
from baocao.model.printed import CellPlace, ChartPlace, Places, WordPlace
from baocao.model.workspace import SourceFile, Workspace
from baocao.pipeline.clock import beginning_of
from baocao.pipeline.keeping import DRAFT
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.plan import Planned, Requests, Scope, plan_documents
from baocao.pipeline.reading_back import past_reports
from baocao.pipeline.reminding import Reminders, plan_reminders
from baocao.render.word import WordRenderer


class Explained(NamedTuple):
    """A document made again: its bytes, and what stands where in it and around it."""

    data: bytes
    places: Places
    pieces: tuple[Piece, ...]


class Explainer:
    """Explains the documents of one period, whose sources are read when they are first asked for."""

    def __init__(self, root: Path, period: Period) -> None:
        self._root = root
        self._period = period
        self._loaded: Loaded | None = None

    @property
    def loaded(self) -> Loaded:
        """The sources, checked as for a build."""
        if self._loaded is None:
            self._loaded = load_checked(self._root, self._period)
        return self._loaded

    @property
    def workspace(self) -> Workspace:
        """The sources of the period."""
        return self.loaded.workspaces[0]

    def explain_file(self, name: str, *, draft: bool, moment: datetime | None = None) -> Explained | None:
        """Return the document of which a build made the file `name`; None if it cannot be made any more.

        A letter that reminds tells who had reported at a `moment`.
        """
        workspace = self.workspace
        if not workspace.definitions.can_be_built:
            return None
        stem, _, output = name.rpartition(".")
        stem = stem.removesuffix(DRAFT)  # a draft beside what was given out
        every = chain(plan_documents(workspace, Scope()), plan_reminders(workspace, Scope()))
        planned = next((each for each in every if each.file_stem == stem), None)
        if planned is None:
            return None
        return self._explained_document(planned, output.lower(), draft=draft, moment=moment)

    def _explained_document(
        self, planned: Planned, output: str, *, draft: bool, moment: datetime | None
    ) -> Explained | None:
        loaded, workspace = self.loaded, self.workspace
        requests = Requests(
            workspace,
            loaded.problems,
            loaded.owed,
            draft=draft,
            past=past_reports(loaded),
            remind=Reminders(loaded, {}, moment).reminding_of,
        )
        request = requests.full_request(planned)
        ledger = Ledger(_source_files(workspace))
        config = workspace.definitions.config
        templates = Templates(config.templates, config.root, ledger)
        composed, _ = compose_document(request, templates)
        if composed is None or output not in composed.outputs:
            return None
        data, places = _data_and_places(composed, output, workspace)
        return Explained(data, resolved_places(places, ledger), known_pieces(composed, ledger))


def _source_files(workspace: Workspace) -> Mapping[str, SourceFile]:
    return {**workspace.definitions.files, **workspace.records, **workspace.files}


def _data_and_places(composed: Composed, output: str, workspace: Workspace) -> tuple[bytes, Places]:
    places = Places(everything=True)
    # The moment stands in the properties alone, which nobody reads numbers from.
    moment = beginning_of(workspace.period.window.end)
    if output == "docx":
        return WordRenderer(composed.form).render(composed.document, moment, places), places
    from baocao.render.sheet import render_workbook  # noqa: PLC0415 - loads openpyxl

    return render_workbook(composed.document, composed.form, moment, places), places


def resolved_places(places: Places, ledger: Ledger) -> Places:
    """Return places with what their marks stand for."""
    resolved = Places(everything=True)
    resolved.cells = [_resolved_cell(place, ledger) for place in places.cells]
    resolved.charts = [_resolved_drawn(place, ledger) for place in places.charts]
    resolved.words = [_resolved_word(place, ledger) for place in places.words]
    resolved.notes = [_resolved_word(place, ledger) for place in places.notes]
    return resolved


def known_pieces(composed: Composed, ledger: Ledger) -> tuple[Piece, ...]:
    """Return the pieces of the head and foot with what their marks stand for."""
    return tuple(Piece(piece.text, all_parts(piece.printed, ledger)) for piece in composed.pieces)


def _resolved_cell(place: CellPlace, ledger: Ledger) -> CellPlace:
    return place._replace(figure=ledger.key_of(place.figure))


def _resolved_drawn(place: ChartPlace, ledger: Ledger) -> ChartPlace:
    return place._replace(figure=ledger.key_of(place.figure))


def _resolved_word(place: WordPlace, ledger: Ledger) -> WordPlace:
    return place._replace(figure=ledger.key_of(place.figure))
