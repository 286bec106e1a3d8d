"""What the data behind a page's figures say, unpacked as `truy-vet.js` does it, and what `trace` says."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from baocao.features.trace.formats import trace_json
from baocao.figures.shown import PERCENT_PLACES, labelled_text
from baocao.foreign.worksheets import cell_reference
from baocao.pipeline.tracing import words
from baocao.pipeline.tracing.records import Trace
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.numbers import number_text, percent_text

Told = dict[str, Any]
_RUN: Final = re.compile(r"(-?\d+)(?:([-x])(-?\d+))?")


def numbers_in(packed: str) -> list[int]:
    """Return the numbers of '0-5 7 9x3'."""
    found: list[int] = []
    for token in packed.split():
        match = _RUN.fullmatch(token)
        assert match, token
        first, sign, last = int(match[1]), match[2], int(match[3] or 0)
        found += [first] if not sign else [first] * last if sign == "x" else range(first, last + 1)
    return found


def texts_in(packed: str | list[str]) -> list[str]:
    return packed.split("|") if isinstance(packed, str) else packed


def runs_in(packed: str | list[str]) -> list[str]:
    told: list[str] = []
    for text in texts_in(packed):
        told.append(text or told[-1])
    return told


class Answers:
    """Answers to questions about the figures of a page; `shown` is what its tables of all units say."""

    def __init__(
        self, data: Mapping[str, Any], units: Mapping[str, str], shown: Mapping[tuple[str, str], str]
    ) -> None:
        self.data = data
        self.shown = shown
        self.units = list(units.items())
        self.numbers = {unit: number for number, unit in enumerate(units)}
        self.indicators = {each["id"]: number for number, each in enumerate(data["indicators"])}

    # Figures of one unit

    def unit(self, unit: str, indicator: str) -> Told:
        """Return what is told of the figure of a unit."""
        u, i = self.numbers[unit], self.indicators[indicator]
        about = self.data["indicators"][i]
        reason = self.reason(u, i)
        return {
            "whose": self.units[u][1],
            "value": self.text(u, i),
            "rounding": self.rounding(u, i),
            "roll_up": None,
            "formula": about.get("formula"),
            "nature": (about["nature"], about["defined"]),
            "operands": [self.derivation(u, each) for each in about.get("operands", ())],
            "sources": self.sources(u, i),
            "rank": self.rank(u, indicator),
            "published": self.data["units"][u].get("published", {}).get(i),
            "coverage": "",
            "contributors": [],
            "missing": [reason] if reason and self.state(u, i) in {2, 3} else [],
            "not_applicable": [],
            "printed": list(self.spots(u, i)),
            "remarks": self.unit_remarks(u, i),
        }

    def coded(self, u: int, i: int) -> str:
        code = texts_in(self.data["units"][u]["texts"])[i]
        if code not in {"", "~"}:
            return code
        about = self.data["indicators"][i]
        shown = self.shown[self.units[u][0], about["id"]]
        return f"{shown}{code}" if code else shown.removesuffix(about.get("suffix", ""))

    def state(self, u: int, i: int) -> int:
        """Return what stands in place of a value, by number; -1 where there is one."""
        code = self.coded(u, i)
        return int(code[1:]) if code.startswith("=") else -1

    def text(self, u: int, i: int) -> str:
        about, code = self.data["indicators"][i], self.coded(u, i)
        if code.startswith("="):
            return str(self.data["states"][int(code[1:])])
        if code.startswith("'"):
            return code[1:]
        if code.endswith("~"):
            over, under = (self.bare(u, part) for part in about["parts"])
            return f"{code[:-1]} ({over}/{under})"
        return f"{code}{about.get('suffix', '')}"

    def bare(self, u: int, i: int) -> str:
        return self.text(u, i).removesuffix(self.data["indicators"][i].get("suffix", ""))

    def rounding(self, u: int, i: int) -> str | None:
        about = self.data["indicators"][i]
        listed = [n for n, each in enumerate(self.data["indicators"]) if each.get("listed")]
        if about.get("listed"):
            exact = texts_in(self.data["units"][u]["exact"])[listed.index(i)]
            if exact in {"", "="}:
                return "không" if exact else None
            return f"giá trị đúng {exact}; nửa lên, đến {about['kept']}"
        return "không" if about.get("number") and self.state(u, i) < 0 else None

    def path(self, u: int) -> str:
        row = self.data["units"][u]
        return str(row["path"] if "path" in row else self.data["path"].replace("{}", self.units[u][0]))

    def lines(self, u: int) -> list[int]:
        lines, last = [], 0
        for step in self.data["lineRows"][self.data["units"][u]["lines"]]:
            line = 0 if step == 0 else last + (step if step > 0 else step + 1)
            last = line or last
            lines.append(line)
        return lines

    def own_place(self, u: int, i: int) -> tuple[str, int, int] | None:
        line = self.lines(u)[i]
        odd = self.data["units"][u].get("columns", {})
        return (
            (self.path(u), line, odd.get(i, self.data["indicators"][i].get("column", 0))) if line else None
        )

    def source(self, u: int, place: tuple[str, int, int]) -> Told:
        return {"place": place, "origin": self.origin(u, place[1])}

    def origin(self, u: int, line: int) -> str:
        runs = self.data["units"][u].get("commits", "").split()
        told = [number for first, number in (run.split(":") for run in runs) if int(first) <= line]
        return str(self.data["origins"][int(told[-1])]) if told else ""

    def sources(self, u: int, i: int) -> list[Told]:
        about = self.data["indicators"][i]
        if about.get("derived"):
            parts = [place for part in about.get("operands", ()) for place in self.sources(u, part)]
            return [place for number, place in enumerate(parts) if place not in parts[:number]]
        place = self.own_place(u, i)
        return [self.source(u, place)] if place else []

    def derivation(self, u: int, i: int) -> Told:
        about = self.data["indicators"][i]
        return {
            "indicator": about["id"],
            "text": self.text(u, i),
            "operands": [self.derivation(u, each) for each in about.get("operands", ())],
            "sources": self.sources(u, i),
        }

    def reason(self, u: int, i: int, number: int | None = None) -> Told | None:
        """Return why there is no value, and where that is written."""
        row = numbers_in(self.data["reasonRows"][self.data["units"][u]["why"]])
        number = row[i] if number is None else number
        if not number:
            return None
        why, code = self.data["reasons"][number - 1]
        place = self.own_place(u, i) if code == "@" else self.coded_place(u, code)
        return {"unit": self.units[u][0], "why": why, "source": self.source(u, place) if place else None}

    def coded_place(self, u: int, code: str) -> tuple[str, int, int] | None:
        if not code:
            return None
        *file, line, column = code.rsplit(":", 2)
        return file[0] if file else self.path(u), int(line), int(column)

    def rank(self, u: int, indicator: str) -> str | None:
        asking = (each[indicator] for each in self.data["ranks"].values() if indicator in each)
        among, units, places = next(asking, ("", "", []))
        ranked = numbers_in(units)
        return f"{texts_in(places)[ranked.index(u)]}/{among}" if u in ranked else None

    # Totals

    def total(self, directive: str, indicator: str) -> Told:
        """Return what is told of the total of an indicator."""
        i = self.indicators[indicator]
        about, total = self.data["indicators"][i], self.data["totals"][directive][indicator]
        return {
            "whose": self.data["whose"][directive],
            "value": total["value"],
            "rounding": total.get("rounding"),
            "roll_up": total["how"],
            "formula": about.get("formula"),
            "nature": (about["nature"], about["defined"]),
            "operands": [
                {"indicator": self.data["indicators"][n]["id"], "text": text, "operands": [], "sources": []}
                for n, text in total.get("operands", ())
            ],
            "sources": [],
            "rank": None,
            "published": None,
            "coverage": total["coverage"],
            "contributors": list(self.contributors(total, i)),
            "missing": [*self.absent(total, "missing", i), *self.absent(total, "partial", i)],
            "not_applicable": self.absent(total, "outside", i),
            "printed": list(self.spots(-1 - list(self.data["totals"]).index(directive), i)),
            "remarks": self.total_remarks(directive, total, i),
        }

    def contributors(self, total: Mapping[str, Any], i: int) -> Iterator[Told]:
        order = numbers_in(total.get("order", ""))
        shares, weights = runs_in(total.get("shares", [])), texts_in(total.get("weights", []))
        held = total.get("held")
        for number, u in enumerate(order):
            yield {
                "unit": self.units[u][0],
                "share": shares[number] if shares else None,
                "weight": (weights[number] if weights else None) or None,
                "holds": number < held[0] if held else None,
                **self.derivation(u, i),
            }

    def absent(self, total: Mapping[str, Any], kind: str, i: int) -> list[Told | None]:
        units, odd = numbers_in(total.get(kind, "")), total.get("reasons", {})
        return [self.reason(u, i, odd.get(u)) for u in units]

    # Where it is printed, and remarks

    def spots(self, whose: int, i: int) -> Iterator[tuple[str, str, str]]:
        readings = self.data["units"][whose].get("readings", {}).get(i) if whose >= 0 else None
        days = {"", readings[-1][0]} if readings else {""}
        printed = self.data["printed"]
        for file in printed.get("files", ()):
            if any(self.found(run, whose, i, days) for run in file.get("changed", ())):
                yield file["name"], self.data["changedFile"], ""
            for place, aspect in self.spots_in(file, whose, i, days):
                yield file["name"], place, self.data["aspects"][aspect]

    def found(self, run: list[Any], whose: int, i: int, days: set[str]) -> list[tuple[int, list[int]]]:
        """Return which rows of the pattern of a run are about a figure."""
        printed = self.data["printed"]
        if run[0] != whose or printed["days"][run[2]] not in days:
            return []
        columns = [numbers_in(part) for part in printed["patterns"][run[-1]].split(";")]
        return [(at, list(row)) for at, row in enumerate(zip(*columns, strict=True)) if row[0] == i]

    def spots_in(self, file: Told, whose: int, i: int, days: set[str]) -> Iterator[tuple[str, int]]:
        said = [
            (row[2], numbers_in(starts)[at], row[1], run[1])
            for *run, starts in file.get("words", ())
            for at, row in self.found(run, whose, i, days)
        ]
        for paragraph, start, section, aspect in sorted(said):
            heading = self.data["printed"]["sections"][section]
            under = f"mục '{heading}', " if heading else ""
            yield f"{under}đoạn {paragraph}, ký tự {start}", aspect
        for kind, place in (("sheets", sheet_place), ("tables", table_place)):
            for name, runs in file.get(kind, []):
                cells = [
                    (run[3] + row[1], row[2], run[1])
                    for run in runs
                    for _, row in self.found(run, whose, i, days)
                ]
                for down, across, aspect in sorted(cells):
                    yield place(name, down, across), aspect
        drawn = [
            (row[2], row[1], run[1])
            for run in file.get("charts", ())
            for _, row in self.found(run, whose, i, days)
        ]
        for _, chart, aspect in sorted(drawn):
            yield f"biểu đồ {chart}", aspect

    def lacks(self, spots: list[tuple[str, str, str]]) -> list[str]:
        printed = self.data["printed"]
        names = {name for name, _, _ in spots}
        numbers = {
            file["lacks"] for file in printed.get("files", ()) if file["name"] in names and "lacks" in file
        }
        return [printed["lacks"][number] for number in sorted(numbers)]

    def unit_remarks(self, u: int, i: int) -> list[str]:
        reason = self.reason(u, i)
        written = bool(self.sources(u, i) or (reason and self.state(u, i) in {2, 3} and reason["source"]))
        changed = self.data["units"][u].get("changed", [0, 0])[0 if written else 1]
        return self.remarks(list(self.spots(u, i)), changed)

    def total_remarks(self, directive: str, total: Told, i: int) -> list[str]:
        spots = list(self.spots(-1 - list(self.data["totals"]).index(directive), i))
        return self.remarks(spots, total.get("changed", [0, 0])[0 if spots else 1])

    def remarks(self, spots: list[tuple[str, str, str]], changed: int) -> list[str]:
        told = [self.data["changes"][changed - 1]] if changed else []
        return [*self.lacks(spots), *told, *self.data["remarks"]]


def sheet_place(name: str, row: int, column: int) -> str:
    return f"{name}!{cell_reference(row, column)}"


def table_place(number: int, row: int, column: int) -> str:
    return f"bảng {number}, hàng {row}, cột {column}"


# What `trace` says, in the same words.


def told_by_trace(trace: Trace) -> Told:
    """Return what `trace --format json --tat-ca` answers, without who recorded anything."""
    told = json.loads(trace_json(trace))
    indicator = trace.figure.indicator
    return {
        "whose": told["whose"],
        "value": labelled_text(told["figure"]["text"], trace.figure),
        "rounding": told["rounding"],
        "roll_up": told["roll_up"],
        "formula": told["formula"],
        "nature": (words.NATURES[indicator.nature], str(indicator.at)),
        "operands": [derivation_told(each) for each in told["operands"]],
        "sources": [source_told(each) for each in told["sources"]],
        "rank": rank_told(told["rank"]),
        "published": rank_told(told["figure"]["published_rank"]),
        "coverage": words.coverage_words(trace.figure) if trace.directive else "",
        "contributors": [contributor_told(each) for each in told["contributors"]],
        "missing": [absent_told(each) for each in told["missing"]],
        "not_applicable": [absent_told(each) for each in told["not_applicable"]],
        "printed": [
            (each["file"], each["place"], words.aspect_text(spot.key) if spot.key else "")  # type: ignore[arg-type]
            for each, spot in zip(told["also_printed"], trace.others, strict=True)
        ],
        "remarks": told["remarks"],
    }


def rank_told(rank: Told | None) -> str | None:
    return f"{rank['place']}/{rank['among']}" if rank else None


def derivation_told(part: Told) -> Told:
    return {
        "indicator": part["indicator"],
        "text": part["text"],
        "operands": [derivation_told(each) for each in part["operands"]],
        "sources": [source_told(each) for each in part["sources"]],
    }


def contributor_told(each: Told) -> Told:
    share, weight = each["share_percent"], each["weight"]
    return {
        "unit": each["unit"],
        "share": None if share is None else percent_text(Decimal(share), PERCENT_PLACES),
        "weight": None if weight is None else number_text(Decimal(weight)),
        "holds": each["holds"],
        **derivation_told(each),
    }


def source_told(source: Told) -> Told:
    place = (source["file"], source["line"], source["column"])
    if source["commit"] is None:
        return {"place": place, "origin": source["why"] or ""}
    day = short_date(date.fromisoformat(source["moment"][:10]))
    return {"place": place, "origin": f"{source['commit'][:8]}, ngày {day}"}


def absent_told(each: Told) -> Told:
    return {
        "unit": each["unit"],
        "why": each["reason"],
        "source": source_told(each["source"]) if each["source"] else None,
    }
