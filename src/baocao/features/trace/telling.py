"""From what the numbers of a text are to words: what each is, how it is computed, which lines it is of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from baocao.features.trace.operands import operands_text
from baocao.figures.shown import IN_TRACE, figure_text, rank_text
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.printed import CHANGE, LEFT_OUT, RANK, TARGET, FigureKey, Kind, Source
from baocao.model.workspace import CATALOGUE, CITATIONS, PROFILE, REGISTRY, Config
from baocao.pipeline.tracing import words
from baocao.pipeline.tracing.origins import origins_of_places
from baocao.pipeline.tracing.records import Asked, Found, Meaning, Told, Trace
from baocao.pipeline.tracing.tracing import TraceError, brief_traces, period_of_key
from baocao.source.config import read_config
from baocao.source.files import relative_path

FIGURE: Final = "so_lieu"
UNKNOWN: Final = "khong_ro"
_REGISTERS: Final = {
    CATALOGUE: "danh mục chỉ tiêu",
    CITATIONS: "danh mục văn bản dẫn chiếu",
    REGISTRY: "danh mục đơn vị",
    PROFILE: "hồ sơ đơn vị",
}


def tell_found(root: Path, period: Period, asked: Asked, shown: int) -> Found:
    """Return in words what a text means, and who recorded the first `shown` lines of each."""
    figures = [meaning.key for meaning in asked.meanings if isinstance(meaning.key, FigureKey)]
    traces, config, remarks = _known_traces(root, period, figures)
    told = tuple(_told_meaning(meaning, traces, config) for meaning in asked.meanings)
    places = [place for each in told for place in each.sources[:shown]]
    origins, limits = origins_of_places(root, places)
    return Found(asked.file, asked.text, told, origins, (*asked.remarks, *remarks, *limits))


def _known_traces(
    root: Path, period: Period, keys: Iterable[FigureKey]
) -> tuple[Mapping[FigureKey, Trace], Config, tuple[str, ...]]:
    """Return what is behind figures; where data cannot be read any more, that is said."""
    traces: dict[FigureKey, Trace] = {}
    faults: list[str] = []
    figures_asked = [key for asked in keys for key in (asked, *_other_operand(asked))]
    for asked, figures in _keys_by_period(period, figures_asked).items():
        try:
            traces |= brief_traces(root, asked, figures)
        except TraceError as error:
            faults.append(str(error))
    return traces, read_config(root)[0], tuple(faults)


def _other_operand(key: FigureKey) -> tuple[FigureKey, ...]:
    """Return the figure of the document's own period, from which an earlier one was taken away."""
    return (key._replace(aspect="", period=""),) if key.aspect == CHANGE else ()


def _keys_by_period(period: Period, keys: Iterable[FigureKey]) -> Mapping[Period, list[FigureKey]]:
    """Return figures by their periods: some were printed to be compared with those of the document's."""
    by_period: dict[Period, list[FigureKey]] = {}
    for key in keys:
        by_period.setdefault(period_of_key(key, period), []).append(key)
    return by_period


def _told_meaning(meaning: Meaning, traces: Mapping[FigureKey, Trace], config: Config) -> Told:
    key = meaning.key
    if isinstance(key, FigureKey):
        other = [traces[each] for each in _other_operand(key) if each in traces]
        return _told_figure(meaning, key, traces.get(key), other)
    if key is None:
        return Told(meaning, UNKNOWN, "không rõ nguồn")
    source = source_at(key, config) if isinstance(key, Place) else key
    return Told(meaning, source.kind.value, source.what, sources=source.parts)


def _told_figure(
    meaning: Meaning, key: FigureKey, trace: Trace | None, others: Sequence[Trace] = ()
) -> Told:
    if trace is None:
        return Told(meaning, FIGURE, f"số liệu {key.indicator}, nay không còn trong nguồn")
    indicator = trace.figure.indicator
    aspect = words.aspect_text(key)
    called = f"{indicator.name} ({indicator.id})"
    what = f"{aspect} {called}" if aspect else called
    return Told(
        meaning,
        FIGURE,
        f"{what}, {words.whose_text(trace)}",
        operands_text((*others, trace)) if others else _aspect_value(trace, key),
        how=tuple(_computing_words(trace, key)),
        sources=tuple(dict.fromkeys(line for each in (*others, trace) for line in _lines_of(each, key))),
    )


def _lines_of(trace: Trace, key: FigureKey) -> Iterator[Place]:
    return _lines_left_out(trace) if key.aspect == LEFT_OUT else _figure_lines(trace)


def _aspect_value(trace: Trace, key: FigureKey) -> str:
    """Return what is printed of a figure: its value, its rank; how many units, the coverage tells."""
    if key.aspect not in {"", RANK, TARGET}:
        return ""
    value = figure_text(trace.figure, IN_TRACE)
    if key.aspect != RANK:
        return value
    own, published = trace.rank, trace.figure.rank
    ranks = (
        f"đơn vị tự ghi {rank_text(published)}" if published else "",
        f"{rank_text(own)} trong các đơn vị có số liệu" if own else "",
    )
    return "; ".join(filter(None, (*ranks, f"giá trị {value}")))


def _computing_words(trace: Trace, key: FigureKey) -> Iterator[str]:
    """Yield how a figure is computed, and of what; of a target first what it demands."""
    if key.aspect == TARGET and trace.figure.indicator.target:
        yield words.target_text(trace.figure.indicator.target)
    if trace.coverage:
        yield words.function_words(trace.figure.indicator)
    if formula := words.formula_text(trace.figure.indicator):
        yield formula
    for part in trace.derivation.operands:
        yield f"{part.figure.indicator.id} = {figure_text(part.figure, IN_TRACE)}"
    if trace.coverage:
        yield words.coverage_words(trace.figure)


def _figure_lines(trace: Trace) -> Iterator[Place]:
    """Yield the lines of a figure: its own, or those of the units that are in it, the weightiest first."""
    yield from trace.derivation.entered_places()
    for contributor in (*trace.contributors, *trace.ranked):
        yield from contributor.derivation.entered_places()


def _lines_left_out(trace: Trace) -> Iterator[Place]:
    """Yield where the units report whose values are not in a total."""
    left = trace.coverage.partial if trace.coverage else ()
    yield from (absent.at for absent in trace.missing if absent.at and absent.unit.id in left)


def source_at(place: Place, config: Config) -> Source:
    """Return what stands at a place of a source, which its file tells."""
    folder, _, name = place.file.rpartition("/")
    if name in _REGISTERS:
        return Source(Kind.REGISTER, _REGISTERS[name], (place,))
    units = relative_path(config.units, config.root)
    if f"{folder}/".startswith(f"{units}/"):
        return Source(Kind.WORDS, "lời văn của đơn vị", (place,))
    return Source(Kind.REGISTER, "nội dung của chỉ đạo", (place,))
