"""Measure what the checks find of the faults that clerks make: SỐ LIỆU GIẢ LẬP.

    make faults, or python benchmarks/injection.py   the table, with 200 trials of every fault
    python benchmarks/injection.py --months 2        with one earlier month to compare with

A clean province of 96 communes is written, then spoiled in a few places at a time and checked as a user
would. A fault is found if a warning or an error about its unit is there that is not there without it. The
same arguments give the same table.
"""

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.pipeline.loading import load_checked
from baocao.vietnamese.numbers import number_text

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "examples"))
sys.path.insert(0, str(HERE))

from generate import generate_workspace, make_places  # noqa: E402 - it lies in examples/
from province import Numbers, monthly_figures  # noqa: E402 - it lies beside this

LAST: Final = "2025-11"
BEFORE: Final = "2025-10"
UNITS: Final = 96
BLOCK: Final = (4, 8)
"""The fewest and the most figures of a pasted block."""
FEWEST_OTHERS: Final = 3
"""How many figures of it are other than the unit's own at least."""
LARGE: Final = 20
"""The least figure of which a zero or a lost digit is a fault worth a warning."""
_LINE: Final = re.compile(r"^  ([a-z_0-9]+\.[a-z_0-9]+): ([0-9.,]+)(%?)$", re.MULTILINE)
_NOT_OF_FIGURES: Final = ("BC7",)
"""Codes of what is missing, which no fault brings."""


class Written(NamedTuple):
    """A figure as a file has it."""

    number: Decimal
    is_percentage: bool

    @property
    def text(self) -> str:
        """The figure as a clerk writes it."""
        return f"{number_text(self.number, None)}%" if self.is_percentage else number_text(self.number)


class Found(NamedTuple):
    """What was found: whose, what, where. Other words at the same place are no other finding."""

    unit: str | None
    code: str
    place: Place | None


Figures = Mapping[str, Written]


class Trial(NamedTuple):
    """What a fault is made of: the unit's text, now and a month ago, and that of another unit."""

    now: str
    before: str
    other: str
    chance: random.Random


Fault = Callable[[Trial], str]
"""Return the text with the fault in it; unchanged where there is no room for it."""


def figures_in(text: str) -> dict[str, Written]:
    """Return the plain numbers of a report, in the order of the form."""
    return {
        name: Written(Decimal(number.replace(".", "").replace(",", ".")), bool(percent))
        for name, number, percent in _LINE.findall(text)
    }


def with_figures(text: str, figures: Figures) -> str:
    """Return the text with other values in the lines of these indicators."""
    return _LINE.sub(
        lambda found: f"  {found[1]}: {figures[found[1]].text}" if found[1] in figures else found[0], text
    )


def _with_one(trial: Trial, change: Callable[[str, Written], Decimal | None]) -> str:
    """Return the text with one figure changed, of those that the fault can befall."""
    changed = {
        name: written._replace(number=number)
        for name, written in figures_in(trial.now).items()
        if (number := change(name, written)) is not None and number != written.number
    }
    if not changed:
        return trial.now
    name = trial.chance.choice(list(changed))
    return with_figures(trial.now, {name: changed[name]})


def copy_last_month(trial: Trial) -> str:
    """The whole file is last month's, with the head of this month."""
    return _with_head_of(trial.now, trial.before, re.compile(r"^ky: .*\nchot_den: .*\n", re.MULTILINE))


def copy_other_unit(trial: Trial) -> str:
    """The whole file is another unit's, with the name of this one."""
    return _with_head_of(trial.now, trial.other, re.compile(r"^don_vi: .*\n", re.MULTILINE))


def _with_head_of(text: str, body: str, head: re.Pattern[str]) -> str:
    """Return `body` with the lines of `head` that `text` has."""
    own = head.search(text)
    return head.sub(own[0], body) if own else text


def forget_figure(trial: Trial) -> str:
    """A figure of twenty or more becomes 0."""
    return _with_one(trial, lambda _, written: Decimal(0) if written.number >= LARGE else None)


def lose_digit(trial: Trial) -> str:
    """A digit before the comma is lost."""

    def without_digit(_: str, written: Written) -> Decimal | None:
        whole, comma, rest = str(written.number).partition(".")
        place = trial.chance.randrange(len(whole))
        left = Decimal(f"0{whole[:place]}{whole[place + 1 :]}{comma}{rest}")
        return left if written.number >= LARGE and left else None

    return _with_one(trial, without_digit)


def keep_figure(trial: Trial) -> str:
    """A figure is last month's."""
    before = figures_in(trial.before)
    return _with_one(trial, lambda name, _: before[name].number if name in before else None)


def paste_block(trial: Trial) -> str:
    """Several figures, one below the other, are those of another unit."""
    now, other = figures_in(trial.now), figures_in(trial.other)
    names, length = list(now), trial.chance.randint(*BLOCK)
    blocks = (names[start : start + length] for start in range(len(names) - length + 1))
    differ = [
        block
        for block in blocks
        if sum(name in other and now[name] != other[name] for name in block) >= FEWEST_OTHERS
    ]
    if not differ:
        return trial.now
    block = trial.chance.choice(differ)
    return with_figures(trial.now, {name: other[name] for name in block if name in other})


def swap_columns(trial: Trial) -> str:
    """Two figures that stand beside each other are swapped."""
    figures = figures_in(trial.now)
    pairs = [
        (first, second)
        for first, second in zip(figures, list(figures)[1:], strict=False)
        if figures[first].number != figures[second].number
        and figures[first].is_percentage == figures[second].is_percentage
    ]
    first, second = trial.chance.choice(pairs)
    return with_figures(trial.now, {first: figures[second], second: figures[first]})


FAULTS: Final[Mapping[str, tuple[Fault, int]]] = {
    "whole file copied from last month": (copy_last_month, 100),
    "whole file copied from another unit": (copy_other_unit, 100),
    "20 or more becomes 0": (forget_figure, 95),
    "digit lost": (lose_digit, 95),
    "one value copied from last month": (keep_figure, 60),
    "neighbour's block pasted": (paste_block, 95),
    "two columns swapped": (swap_columns, 85),
}
"""Every fault, and the share in percent that is to be found."""


class Province:
    """A clean province on the disk, which is spoiled for a moment."""

    def __init__(self, root: Path, months: int, seed: int) -> None:
        self.root = root
        generate_workspace(UNITS, months, root, seed=seed, absent=0)
        folder = root / "data" / "units"
        weather = [random.Random(f"{seed}-{month}").lognormvariate(0, 0.15) for month in range(months)]
        places = make_places(UNITS, random.Random(seed))
        # The department writes words alone, in which none of these faults can be.
        self.files = {name: folder / name / f"{LAST}.yaml" for name in sorted(place.id for place in places)}
        for place in places:
            paths = sorted((folder / place.id).glob("20*.yaml"))
            months_of = monthly_figures(place.people, months, weather, f"{seed}-{place.id}")
            for path, numbers in zip(paths, months_of, strict=True):
                path.write_text(with_numbers(path.read_text("utf-8"), numbers), encoding="utf-8")
        self.texts = {unit: path.read_text("utf-8") for unit, path in self.files.items()}
        self.clean = self.find()

    def find(self) -> set[Found]:
        """Return the warnings and errors of the last month."""
        return {
            Found(found.unit, found.code, found.place)
            for found in load_checked(self.root, Period.parse(LAST)).problems
            if found.severity is not Severity.NOTE and not found.code.startswith(_NOT_OF_FIGURES)
        }

    def trial_of(self, unit: str, other: str, chance: random.Random) -> Trial:
        """Return what a fault in this unit is made of."""
        before = self.files[unit].with_name(f"{BEFORE}.yaml")
        return Trial(self.texts[unit], before.read_text("utf-8"), self.texts[other], chance)

    def find_with(self, spoiled: Mapping[str, str]) -> set[Found]:
        """Return what is found only while these units have these texts."""
        try:
            for unit, text in spoiled.items():
                self.files[unit].write_text(text, encoding="utf-8")
            return self.find() - self.clean
        finally:
            for unit in spoiled:
                self.files[unit].write_text(self.texts[unit], encoding="utf-8")


def with_numbers(text: str, numbers: Numbers) -> str:
    """Return a generated report with these numbers, where it has a plain one of the indicator."""

    def other_line(line: re.Match[str]) -> str:
        return f"  {line[1]}: {_as_written(numbers[line[1]])}" if line[1] in numbers else line[0]

    return re.sub(r"^  ([a-z_0-9.]+): ([0-9.,]+)(%| [^\n]*)?$", other_line, text, flags=re.MULTILINE)


def _as_written(number: float) -> str:
    """Return a number as it is written; counts are whole numbers, percentages are not."""
    return Written(Decimal(str(number)).normalize() + 0, isinstance(number, float)).text


Outcome = tuple[str, frozenset[str]]
"""The name of a fault, and the codes that tell of it."""


def run_trials(province: Province, trials: int, chance: random.Random) -> Iterator[Outcome]:
    """Yield what became of faults, one of each kind at a time."""
    for _ in range(trials):
        units = chance.sample(sorted(province.files), 2 * len(FAULTS))
        spoiled = {}
        by_unit = {}
        for name, (fault, _) in FAULTS.items():
            unit, other = units.pop(), units.pop()
            text = fault(province.trial_of(unit, other, chance))
            if text != province.texts[unit]:
                spoiled[unit], by_unit[unit] = text, name
        found = province.find_with(spoiled)
        for unit, name in by_unit.items():
            yield name, frozenset(each.code for each in found if each.unit == unit)


def print_table(provinces: list[Province], outcomes: list[Outcome]) -> None:
    """Print the share of every fault that was found, by which codes, and how many alarms are false."""
    for name, (_, wanted) in FAULTS.items():
        mine = [codes for fault, codes in outcomes if fault == name]
        share = 100 * sum(map(bool, mine)) / max(1, len(mine))
        told = Counter(code for codes in mine for code in codes).most_common(5)
        by = ", ".join(f"{code} {count}" for code, count in told)
        print(f"{name:<38} {share:5.1f} %  (>= {wanted}) of {len(mine):<4} {by}")
    values = sum(len(figures_in(text)) for province in provinces for text in province.texts.values())
    alarms = Counter(found.code for province in provinces for found in province.clean)
    by = ", ".join(f"{code} {count}" for code, count in alarms.most_common())
    share = 100 * alarms.total() / values
    print(f"{'false alarms on clean data':<38} {share:5.2f} %  (<= 0.17) of {values} values  {by}")


def main() -> None:
    """Write clean provinces, spoil them, and print what is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200, help="of every fault")
    parser.add_argument("--months", type=int, default=5, help="of history, the last included")
    parser.add_argument("--provinces", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    outcomes: list[Outcome] = []
    provinces = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.provinces):
            seed = given.seed * 100 + number
            province = Province(Path(folder) / str(seed), given.months, seed)
            provinces.append(province)
            trials = given.trials // given.provinces
            outcomes += run_trials(province, trials, random.Random(seed))
    print_table(provinces, outcomes)


if __name__ == "__main__":
    main()
