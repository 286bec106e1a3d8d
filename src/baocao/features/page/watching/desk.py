"""What lies on the desk: the last rebuild, the document that is looked at, what the server gives out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from baocao.features.page.gathering import gather_page
from baocao.features.page.making import made_pages
from baocao.features.page.parting import ONE_FILE, parted
from baocao.features.page.records import FOLDER
from baocao.features.page.watching.answering import SCREEN
from baocao.features.page.watching.rebuilding import Rebuilder, is_unreadable, unit_of_file
from baocao.features.page.watching.records import Choice, Order, Rebuilt, Shown
from baocao.features.page.watching.screen import (
    PAGE_POLICY,
    PAPER_POLICY,
    PREVIEW_POLICY,
    Screen,
    clock_words,
    screen_page,
)
from baocao.features.page.watching.server import Server
from baocao.features.page.watching.shelf import PAGE
from baocao.features.page.writing import Pages
from baocao.pipeline.loading import Loaded
from baocao.pipeline.manifest import earlier_build
from baocao.pipeline.output import is_plain
from baocao.pipeline.plan import Planned, Scope
from baocao.pipeline.previewing import Previewer
from baocao.report.text import severity_summary
from baocao.vietnamese.numbers import measured_text

PREVIEW: Final = "van-ban.html"
PAPER: Final = "van-ban.pdf"
WHOLE_PAGE: Final = "trang"
"""The key of the page among the documents that can be looked at."""
_HTML: Final = "text/html; charset=utf-8"


class Desk:
    """Keeps what browsers see up to date with what is saved."""

    def __init__(self, order: Order, server: Server) -> None:
        self._order = order
        self._server = server
        self._prints = 0
        self._printing = False
        self._rebuilder = Rebuilder(order)
        self._rebuilt: Rebuilt
        self._previewer: Previewer
        self._focus = order.unit
        self._chosen = ""
        self._shown = Shown(None, "")
        self._version = 0
        self._previews = 0
        self._page_is_made = False

    def rebuild(self, changed: Sequence[str]) -> None:
        """Do anew what hangs on these files, and tell of it."""
        self._tell_state(busy=True)
        rebuilt = self._rebuilder.rebuild(changed)
        if not rebuilt.saved and self._version > 1:
            rebuilt = rebuilt._replace(saved=self._rebuilt.saved)
        self._rebuilt = rebuilt
        self._previewer = Previewer(rebuilt.loaded, self._rebuilder.memory)
        self._focus = self._order.unit or self._unit_being_written() or self._focus
        self._page_is_made = False
        self._server.call_stale(PAGE)
        self._server.list_files(dict(built_files(self._order.folder)))
        self._renew_preview()

    @property
    def loaded(self) -> Loaded:
        """What was loaded last."""
        return self._rebuilt.loaded

    def take_wish(self, wish: Mapping[str, Any]) -> None:
        """Do what a browser asks for, another document or the page; or show what has been printed."""
        if "chosen" in wish:
            self._chosen = str(wish["chosen"])
            self._shown, self._printing = Shown(None, ""), False
            self._renew_preview()
        elif "printed" in wish:
            self._take_print(wish)
        elif wish.get("wants") == PAGE and not self._page_is_made:
            self._give_page()

    def _take_print(self, wish: Mapping[str, Any]) -> None:
        """Show the pages of paper, unless something else is looked at meanwhile."""
        if not self._printing or wish["number"] != self._prints:
            return
        self._printing = False
        kind, kept = (PAPER, "") if wish["printed"] else (PREVIEW, str(wish["reason"]))
        self._shown = self._shown._replace(kind=kind, kept=kept)
        self._previews += 1
        self._show_screen()

    def _unit_being_written(self) -> str:
        return unit_of_file(self._rebuilt.saved[0], self._rebuilt) if self._rebuilt.saved else ""

    def _renew_preview(self) -> None:
        """Make the document that is looked at anew, or say why an older one stays."""
        planned, reason = self._wanted_document(), ""
        if self._chosen == WHOLE_PAGE:
            self._shown = Shown(None, "Trang của kỳ", PAGE, self._rebuilt.moment)
            self._previews += 1
        elif reason := self._reason_to_keep(planned):
            self._shown = self._shown._replace(kept=reason)
        elif planned:
            self._show_document(planned)
        self._show_screen()

    def _reason_to_keep(self, planned: Planned | None) -> str:
        """Return why no new preview can be made; nothing where one can."""
        rebuilt = self._rebuilt
        if rebuilt.broken:
            return "Danh mục đơn vị hoặc chỉ tiêu chưa đọc được, chưa lập được văn bản."
        if planned is None:
            return "Chưa có báo cáo đọc được để lập văn bản."
        name = self._report_of(planned)
        before = self._shown.planned
        if before and before.key == planned.key and is_unreadable(name, rebuilt.found):
            return f"Có chỗ trong {name} chưa đọc được."
        return ""

    def _report_of(self, planned: Planned) -> str:
        config, period = self._rebuilt.loaded.definitions.config, self._order.period
        path = config.units / planned.issuer.id / f"{period.id}.yaml"
        return path.relative_to(config.root).as_posix() if path.is_relative_to(config.root) else str(path)

    def _show_document(self, planned: Planned) -> None:
        preview = self._previewer.preview_of(planned)
        title = _title_of(planned)
        if preview.page is None:
            told = preview.problems[0].message if preview.problems else ""
            self._shown = self._shown._replace(kept=f"{title}: chưa lập được. {told}".strip())
            return
        self._server.give_out(PREVIEW, _HTML, PREVIEW_POLICY, preview.page)
        self._previews += 1
        # Pages of paper of the same document stay until there are new ones.
        was_paper = self._shown.kind == PAPER and self._shown.title == title
        self._shown = Shown(planned, title, PAPER if was_paper else PREVIEW, self._rebuilt.moment)
        self._print_document(planned)

    def _print_document(self, planned: Planned) -> None:
        word = self._previewer.word_of(planned) if self._order.prints and self._server.prints else None
        self._printing = word is not None
        if word is not None:
            self._prints += 1
            self._server.print_word(PAPER, PAPER_POLICY, self._prints, word)

    def _wanted_document(self) -> Planned | None:
        """Return the document that was chosen, else that of the unit whose file is being written."""
        planned = self._planned()
        chosen = next((each for each in planned if each.file_stem == self._chosen), None)
        own = (each for each in planned if each.issuer.id == self._focus)
        return chosen or next(own, None) or (None if self._focus else next(iter(planned), None))

    def _planned(self) -> list[Planned]:
        """Return the documents that can be looked at: of the unit, and those that speak for all."""
        unit = self._order.unit
        every = self._previewer.planned_documents(Scope(frozenset({unit}) if unit else frozenset()))
        wanted = [each for each in every if each.issuer.id == self._focus or each.consolidated]
        return wanted + [each for each in every if each.file_stem == self._chosen and each not in wanted]

    def _choices(self) -> Iterator[Choice]:
        for each in self._planned():
            yield Choice(each.file_stem, _title_of(each), chosen=each.file_stem == self._chosen)
        yield Choice(WHOLE_PAGE, "Trang của kỳ", chosen=self._chosen == WHOLE_PAGE)

    def _show_screen(self) -> None:
        self._version += 1
        screen = Screen(
            self._order,
            self._rebuilt,
            self._focus,
            list(self._choices()),
            self._shown,
            follows=not self._chosen,
            printing=self._printing,
            version=self._version,
            preview=self._preview_name,
        )
        data, policy = screen_page(screen)
        self._server.give_out(SCREEN, _HTML, policy, data)
        self._tell_state(busy=False)

    @property
    def _preview_name(self) -> str:
        return f"{self._shown.kind}-{self._previews}"

    def _tell_state(self, *, busy: bool) -> None:
        if busy:
            self._version += 1
        self._server.tell_state({"version": self._version, "busy": busy, "preview": self._preview_name})

    def _give_page(self) -> None:
        """Make the page of the period, which is made only for those who look at it."""
        rebuilt, order = self._rebuilt, self._order
        pages = Pages(_page_that_waits())
        if not rebuilt.broken:
            gathered = gather_page(
                rebuilt.loaded,
                order.folder,
                order.page.progress,
                concise=order.page.concise,
                memory=self._rebuilder.memory,
            )
            gathered = gathered._replace(checked=rebuilt.checked)
            pages = made_pages(parted(gathered, ONE_FILE), order.page)
        for name, part in pages.parts.items():
            self._server.give_out(f"{FOLDER}/{name}", _HTML, PAGE_POLICY, part)
        self._server.give_out(PAGE, _HTML, PAGE_POLICY, pages.above)
        self._page_is_made = True

    def tell_line(self, changed: Iterable[str]) -> None:
        """Tell the terminal of the last rebuild, after these paths changed."""
        rebuilt = self._rebuilt
        names = ", ".join(rebuilt.saved[:3]) if [*changed] else "bắt đầu"
        took = measured_text(rebuilt.seconds, 2)
        told = severity_summary(rebuilt.found)
        self._order.tell(f"{clock_words(rebuilt.moment)} {names}: {told} ({took} giây)")


def _page_that_waits() -> bytes:
    return (
        '<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>Chưa lập được trang</title>'
        "<p>Danh mục đơn vị hoặc chỉ tiêu chưa đọc được; sửa lỗi ở màn hình bên cạnh, trang sẽ hiện ra.</p>"
    ).encode()


def _title_of(planned: Planned) -> str:
    return f"{planned.issuer.name}: {planned.product.id} ({planned.directive.id})"


def built_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the files that the build of the period lists, with their real paths; links lead nowhere."""
    real = folder.resolve()
    if folder.is_symlink():
        return
    for entry in earlier_build(folder).entries:
        name = str(entry["tep"])
        if is_plain(name):
            yield name, str(real / name)
