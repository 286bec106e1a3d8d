"""`baocao import FILE.docx`: documents of ours that somebody has edited in Word, back to their sources."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import Reading, refuse_call, say, say_lines, tell_outline
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import name_hint

if TYPE_CHECKING:
    from baocao.features.exchange.word.returning import Returned, Wish
    from baocao.model.period import Period
    from baocao.pipeline.proposing import Proposal

ENDINGS: Final = (".docx", ".docm", ".doc")
"""Of what people send as Word files; those of macros and of old programs are told as what they are."""


class WordCall(NamedTuple):
    """What was asked for beside the files."""

    root: Path
    corrections: Sequence[str] = ()
    accepted: Sequence[str] = ()
    opinions: Path | None = None
    period: "Period | None" = None
    unit: str = ""
    directive: str = ""
    write: bool = False
    trial: bool = False
    output: Reading = Reading.TEXT

    @property
    def is_about_edits(self) -> bool:
        """Whether edits are asked for: beside a table of comments only where something says so."""
        said = self.write or self.corrections or self.accepted
        return self.opinions is None or self.trial or bool(said)


Store = Callable[[Path, "Sequence[Proposal]"], bool]
"""Writes proposals, all or none, and tells the way back."""


def import_word(files: Sequence[Path], call: WordCall, store: Store) -> int:
    """Tell what came back in edited documents, in a table what was commented; with `write` store it."""
    wish = _wish_of(call)
    of_table = GOOD if call.opinions is None else _write_opinions(files, call)
    return max(of_table, _import_edits(files, call, wish, store)) if call.is_about_edits else of_table


def _import_edits(files: Sequence[Path], call: WordCall, wish: "Wish", store: Store) -> int:
    from baocao.features.exchange.word.outline import is_settled  # noqa: PLC0415 - keeps --help fast
    from baocao.features.exchange.word.proposing import propose_changes  # noqa: PLC0415
    from baocao.features.exchange.word.returning import Reader  # noqa: PLC0415

    reader = Reader(call.root, wish)
    returned = [reader.read_file(path) for path in files]
    _refuse_unknown(returned, wish)
    proposed = propose_changes(call.root, returned, wish.accepted)
    can_write = call.write and not proposed.problems and bool(proposed.proposals)
    _tell_returned(returned, proposed, call, writing=can_write)
    stored = store(call.root, proposed.proposals) if can_write else True
    settled = is_settled(returned, wish.accepted) and not any(
        (proposed.problems, proposed.refusals, proposed.differing)
    )
    waits = bool(proposed.proposals) and not can_write
    return GOOD if stored and settled and not waits else DATA_ERRORS


def word_files(given: Sequence[Path]) -> list[Path]:
    """Return the files that are meant, of folders those of Word; ends the command for any other."""
    files: list[Path] = []
    for path in given:
        if not path.exists():
            raise refuse_call(f"Không có tệp hay thư mục '{path}'.")
        if path.is_dir():
            inside = (each for each in path.iterdir() if each.suffix.lower() == ENDINGS[0])
            files += sorted(each for each in inside if not each.name.startswith("~$"))
        elif path.suffix.lower() in ENDINGS:
            files.append(path)
        else:
            raise refuse_call(
                f"'{path}' không phải tệp Word; nhập tệp Word và biểu Excel ở hai lệnh riêng."
            )
    if not files:
        raise refuse_call("Không có tệp DOCX nào trong thư mục.")
    return files


def _wish_of(call: WordCall) -> "Wish":
    """Return what was said beside the files, or end the command."""
    from baocao.features.exchange.word.returning import Wish  # noqa: PLC0415

    pairs = [text.partition("=") for text in call.corrections]
    for name, sign, value in pairs:
        if not (name.strip() and sign and value.strip()):
            raise refuse_call(
                f"--sua ghi KHÓA=GIÁ_TRỊ, như --sua tthc.rut=35; đang ghi '{name}{sign}{value}'."
            )
    corrections = {name.strip(): value.strip() for name, _, value in pairs}
    if len(corrections) < len(pairs):
        raise refuse_call("--sua ghi hai lần cho cùng một số liệu.")
    accepted = frozenset(text.strip() for text in call.accepted)
    return Wish(corrections, accepted, call.period, call.unit, call.directive)


def _refuse_unknown(returned: "Sequence[Returned]", wish: "Wish") -> None:
    """End the command where an option names what nobody has edited."""
    changed = {figure.label for each in returned for figure in each.figures}
    known_figures = {
        name
        for each in returned
        if each.workspace
        for name in each.workspace.definitions.catalogue.indicators
    }
    for name in wish.corrections:
        if name.partition("/")[0] in known_figures and name not in changed:
            say(f"--sua {name}: văn bản không khác dữ liệu ở số này; bỏ qua.")
        elif name not in changed:
            known = f" Số bị sửa: {', '.join(sorted(changed))}." if changed else ""
            hint = name_hint(name, changed) or known
            raise refuse_call(f"--sua {name}: trong văn bản không có số nào của '{name}' bị sửa.{hint}")
    edited = {text.edit.mark.way for each in returned for text in each.carried}
    for name in sorted(wish.accepted - edited):
        hint = name_hint(name, edited)
        raise refuse_call(f"--nhan {name}: trong văn bản không có lời văn nào của '{name}' bị sửa.{hint}")


def _tell_returned(
    returned: "Sequence[Returned]", proposed: object, call: WordCall, *, writing: bool
) -> None:
    from baocao.features.exchange.word.outline import returned_outline  # noqa: PLC0415

    outline = returned_outline(returned, proposed, frozenset(call.accepted), written=writing)  # type: ignore[arg-type]
    tell_outline(outline, call.output)


def _write_opinions(files: Sequence[Path], call: WordCall) -> int:
    """Write the comments of all copies as one table."""
    from baocao.features.exchange.word.opinions import write_opinions  # noqa: PLC0415 - loads docx
    from baocao.report.text import text_report  # noqa: PLC0415

    if call.opinions is None or call.opinions.suffix.lower() != ".docx":
        raise refuse_call("--y-kien ghi ra tệp Word: đặt tên tận cùng bằng .docx.")
    if call.opinions.resolve() in {path.resolve() for path in files}:
        raise refuse_call(f"--y-kien: '{call.opinions}' là tệp đang nhập; chọn tên khác.")
    if call.trial:
        say(f"--dry-run: không ghi {call.opinions}.")
        return GOOD
    done = write_opinions(files, call.opinions, call.root)
    for message in done.unread:
        say(message)
    if done.problems:
        say_lines(text_report(done.problems, {}))
        return DATA_ERRORS
    if not done.written:
        say("Không tệp nào có ghi chú (comment); không lập bảng.")
        return DATA_ERRORS if done.unread else GOOD
    say(f"Đã ghi {count_text(done.written)} ý kiến vào {call.opinions}; điền cột Tiếp thu, Giải trình.")
    return DATA_ERRORS if done.unread else GOOD
