"""What the terminal shows during and after a build."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Final, Self

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from baocao.cli.options import say, seen_from_here
from baocao.cli.refusals import can_be_accepted, refusal_lines
from baocao.cli.terminal import without_door
from baocao.figures.expected import directives_due, expected_reporters
from baocao.model.diagnostic import Diagnostic
from baocao.model.workspace import SourceFile
from baocao.pipeline.making import Outcome
from baocao.pipeline.manifest import Made
from baocao.pipeline.plan import Scope
from baocao.pipeline.portable import EQUALS, Printing
from baocao.report.acceptance import accepted_lines
from baocao.report.text import severity_summary, text_report
from baocao.source.accounting import UNREAD_REPORT
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.moments import moment_text
from baocao.vietnamese.numbers import measured_text
from baocao.vietnamese.text import first_few, sentence_case
from baocao.vietnamese.visible import visible_line

MOST_NAMES: Final = 5
"""How many names of missing units are listed before the rest is counted."""
MOST_FILES: Final = 20


class Screen:
    """Progress on a terminal, plain lines elsewhere; then the table of what was written."""

    def __init__(self) -> None:
        self._console = Console(
            file=without_door(sys.stderr), markup=False, emoji=False, highlight=False, soft_wrap=True
        )
        self._result = plain_console()
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            console=self._console,
            transient=True,
            auto_refresh=False,  # no thread may run while the build forks
        )
        self._task: TaskID | None = None
        self._stage = ""

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._bar.start()
        return self

    def __exit__(
        self,
        _: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        if self._console.is_terminal:
            self._bar.stop()

    def show_progress(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage has come."""
        if self._console.is_terminal:
            if stage != self._stage:
                self._task = self._bar.add_task(stage, total=total)
            if self._task is not None:
                self._bar.update(self._task, completed=done, refresh=True)
        elif stage != self._stage:
            say(f"{stage} …")
        self._stage = stage

    def tell(self, text: str) -> None:
        """Print a line for the person who waits: whole, and above the progress."""
        if self._console.is_terminal:
            self._console.print(visible_line(text))
        else:
            say(text)

    def show_outcome(self, outcome: Outcome, scope: Scope, seconds: float, *, official: bool) -> None:
        """Show problems, what was written, what is missing, and where the files are."""
        shown = _concerning_problems(outcome, scope)
        # Of a refusal only the reasons count: all that is unusual in the data would hide them.
        reasons_known = outcome.refused and (outcome.refusals or outcome.planned)
        report = "" if reasons_known else text_report(shown, _files_of(outcome))
        if report:
            self._print_text(report)
        if outcome.refused:
            self._print_refusal(outcome)
            return
        self._print_title(outcome, official=official)
        if outcome.idle:
            self._print_text(outcome.idle)
        if outcome.made:
            self._print_files(outcome)
        self._print_missing(outcome, scope)
        self._print_accepted(outcome)
        count = len(outcome.made)
        took = measured_text(seconds, 1)
        if count:
            self._print_text(
                f"Đã ghi {count_text(count)} tệp vào {seen_from_here(outcome.folder)} ({took} giây)."
            )
        else:
            self._print_text(
                "Không có tệp nào được ghi." if outcome.planned else "Không có văn bản nào để lập."
            )
        for line in printing_lines(outcome.printing) if outcome.printing and count else ():
            self._print_text(line)
        if shown:
            self._print_text(f"Dữ liệu có {severity_summary(shown)}; xem ở trên.")
        # Only counted: an hour before the deadline a clerk needs what concerns the documents at hand.
        others = [diagnostic for diagnostic in outcome.problems if diagnostic not in shown]
        if others:
            self._print_text(
                f"Dữ liệu của đơn vị khác có {severity_summary(others)}; chạy baocao check để xem."
            )

    def _print_text(self, text: str) -> None:
        self._result.print(text)

    def _print_refusal(self, outcome: Outcome) -> None:
        self._print_text("TỪ CHỐI lập bản chính thức; không có tệp nào được ghi. Lý do:")
        self._print_text("")
        if outcome.refusals:
            workspace = outcome.workspace
            for line in refusal_lines(outcome.refusals, workspace, _files_of(outcome)):
                self._print_text(line)
        else:
            known = () if outcome.planned else outcome.problems
            shown = [reason for reason in outcome.missing if reason not in known]
            told = outcome.idle or text_report(shown, _files_of(outcome)).rstrip()
            self._print_text(told or "Các lỗi nêu trên.")
            self._print_text("")
        if can_be_accepted(outcome.refusals):
            self._print_text("Đến hạn mà vẫn thiếu, văn bản tổng hợp nêu rõ phần thiếu, có người duyệt:")
            self._print_text(f"  baocao build --ky {outcome.workspace.period.id} --chinh-thuc \\")
            self._print_text('    --chap-nhan-thieu "lý do" --nguoi-duyet "Họ tên, chức vụ"')
        if not outcome.idle:
            self._print_text("Lập bản dự thảo: bỏ --chinh-thuc. Lập cho một đơn vị: thêm --don-vi MÃ.")

    def _print_accepted(self, outcome: Outcome) -> None:
        """Tell that official documents lack something, who has accepted that, and where it is recorded."""
        units = outcome.workspace.definitions.registry.units
        lines = (accepted_lines(made.accepted, units) for made in outcome.made if made.accepted)
        # The files of one document lack the same.
        for line in dict.fromkeys(line for told in lines for line in told):
            self._print_text(line)
        if outcome.recorded:
            self._print_text(f"Đã ghi việc chấp nhận thiếu vào {outcome.recorded}; hãy commit tệp ấy.")

    def _print_title(self, outcome: Outcome, *, official: bool) -> None:
        period = outcome.workspace.period
        state = "BẢN CHÍNH THỨC" if official else "DỰ THẢO"
        self._print_text(f"{sentence_case(period.label)} - {state}")

    def _print_files(self, outcome: Outcome) -> None:
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        longest = max((len(made.name) for made in outcome.made), default=0)
        table.add_column("Tệp", no_wrap=True, min_width=longest)
        table.add_column("Đơn vị", overflow="ellipsis", no_wrap=True)
        table.add_column("Cỡ", justify="right", no_wrap=True, min_width=7)
        units = outcome.workspace.definitions.registry.units
        for made in _most_files(outcome.made):
            size = f"{measured_text(len(made.data) / 1000, 0)} KB"
            table.add_row(made.name, units[made.unit].name, size)
        if len(outcome.made) > MOST_FILES:
            table.add_row(f"… và {count_text(len(outcome.made) - MOST_FILES)} tệp khác", "", "")
        self._result.print(table)

    def _print_missing(self, outcome: Outcome, scope: Scope) -> None:
        """Tell who has not reported and what the reports lack, directive by directive."""
        workspace = outcome.workspace
        wanted = [directive for directive in directives_due(workspace) if scope.has_directive(directive.id)]
        if not wanted:
            self._print_text("Không có chỉ đạo nào yêu cầu báo cáo kỳ này.")
        for directive in wanted:
            who = expected_reporters(workspace, directive)
            if not who.units:
                continue
            absent = [unit.name for unit in who.missing]
            due = directive.schedule.deadline(workspace.period, workspace.definitions.config.holidays)
            reported = pair_text(len(who.reported), len(who.units))
            self._print_text(
                f"{directive.id}: {reported} đơn vị đã báo cáo (số liệu đến "
                f"{workspace.period.stop_words(who.window.end)}, hạn gửi {moment_text(due)})."
            )
            if who.faulty:
                faulty = [unit.name for unit in who.faulty]
                self._print_text(f"  Đã gửi, có lỗi: {first_few(faulty, MOST_NAMES, 'đơn vị')}.")
            if absent:
                self._print_text(f"  Chưa báo cáo: {first_few(absent, MOST_NAMES, 'đơn vị')}.")
        self._print_lacking(outcome.missing)

    def _print_lacking(self, missing: Sequence[Diagnostic]) -> None:
        by_unit = Counter(
            diagnostic.unit for diagnostic in missing if diagnostic.code in {"BC702", "BC703", "BC704"}
        )
        for unit, count in by_unit.most_common(MOST_NAMES):
            self._print_text(f"  {unit}: còn thiếu {count_text(count)} nội dung; chạy baocao check để xem.")
        if len(by_unit) > MOST_NAMES:
            self._print_text(
                f"  … và {count_text(len(by_unit) - MOST_NAMES)} đơn vị khác còn thiếu nội dung."
            )


def printing_lines(printing: Printing) -> Iterator[str]:
    """Yield what a person should know of PDF that were made: how many, in which font, how long it took."""
    fonts = ", ".join(printing.fonts)
    took = measured_text(printing.seconds, 1)
    count = count_text(printing.files)
    yield f"Trong đó {count} tệp PDF/A-2, chữ {fonts} nhúng trong tệp, chưa ký số ({took} giây)."
    if strange := [name for name in printing.fonts if name not in EQUALS]:
        yield (
            f"Chữ {', '.join(strange)} không rộng bằng Times New Roman: chỗ ngắt dòng, số trang của PDF "
            "có thể khác bản Word. Cài phông Times New Roman hoặc Liberation Serif rồi lập lại."
        )


def _files_of(outcome: Outcome) -> Mapping[str, SourceFile]:
    return {**outcome.workspace.definitions.files, **outcome.workspace.files, **outcome.workspace.records}


def plain_console() -> Console:
    """Return a console for texts and tables as they are: no markup in them, no colours."""
    return Console(markup=False, emoji=False, highlight=False, soft_wrap=True, force_terminal=False)


def _concerning_problems(outcome: Outcome, scope: Scope) -> list[Diagnostic]:
    """Return the problems of what the documents were made from; all of them if none was made.

    A file that nothing reads is no source, and may well be what they should have been made from.
    """
    sources = {name for made in outcome.made for name in made.sources}
    return [
        diagnostic
        for diagnostic in outcome.problems
        if not outcome.made
        or diagnostic.unit is None
        or not diagnostic.place
        or diagnostic.place.file in sources
        or (diagnostic.code == UNREAD_REPORT and scope.has_unit(diagnostic.unit))
    ]


def _most_files(made: Sequence[Made]) -> Sequence[Made]:
    """Return the files to list: all, or the first ones where there are too many."""
    return made if len(made) <= MOST_FILES else made[:MOST_FILES]
