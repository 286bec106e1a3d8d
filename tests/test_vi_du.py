"""Discovered examples: what clerks do wrong, each with its diagnostic, and what they may rightly write.

An example is a folder that is laid over the sandbox: tests/vi_du/xau/<stage>/<code>-<slug> or
tests/vi_du/tot/<slug>. The stage is the first digit of the code: BC208 stands in BC2xx-truong-du-lieu.
`<- BC208` at the end of a line says what must be reported there; where a file cannot hold such a
comment, `mong-doi.txt` says it: 'BC003 <file>:<line>', and 'xóa <file>' for a file of the sandbox to be
taken away. Nothing else may be reported.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from baocao.features.check.reporting import report_on
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import MESSAGES
from baocao.pipeline.loading import load_checked
from baocao.pipeline.making import Outcome
from baocao.pipeline.plan import Scope
from support import Sandbox

EXAMPLES = Path(__file__).parent / "vi_du"
STAGES = {path.name[:3]: path for path in sorted((EXAMPLES / "xau").glob("BC?xx-*"))}
"""Folders of bad examples by the beginning of the codes in them."""
BAD = [example for stage in STAGES.values() for example in sorted(stage.iterdir())]
FIRST = {example.name.partition("-")[0]: example for example in reversed(BAD)}
"""The first example of each code."""
LIKE = [example for example in BAD if example not in FIRST.values()]
"""The others, which show that a code is found in other places, too."""
GOOD = sorted((EXAMPLES / "tot").iterdir())
EXPECTED = "mong-doi.txt"
MARK = re.compile(r"<- (BC\d{3}(?:, BC\d{3})*)")
ABSENT = {"xa-hai", "phuong-ba"}
"""Units of the sandbox that have not reported, which every example says of them."""
WITHOUT_GIT = "BC894"
"""What every example with records says: the sandbox is in no repository."""
CANNOT_BE_SHOWN = {
    "BC002": "needs a link that leads nowhere or a file that may not be read",
    "BC005": "a file over the limit does not belong into a repository",
    "BC020": "needs a link, which not every system has",
    "BC022": "needs a file of hundreds of faulty lines",
    "BC841": "belongs to a second build: tests/foreign/test_records.py",
    "BC842": "belongs to a second, narrowed build: tests/foreign/test_records.py",
    "BC027": "a repository with such a name cannot be fetched on Windows",
    "BC028": "a repository with two such names cannot be fetched whole on Windows and macOS",
    "BC840": "only `fmt` reports it, of a file that it leaves alone",
    "BC725": "belongs to `--chap-nhan-thieu`: tests/pipeline/test_accepting.py",
    "BC726": "belongs to `--chap-nhan-thieu`: tests/pipeline/test_accepting.py",
    "BC727": "belongs to `--chap-nhan-thieu`: tests/pipeline/test_accepting.py",
    "BC730": "needs an import that was killed; tests/pipeline/test_proposing.py",
    **dict.fromkeys(
        (f"BC76{digit}" for digit in range(10)),
        "belongs to `import --bang`: tests/features/exchange/tables/",
    ),
    "BC802": "needs a file that another program holds open",
    "BC806": "needs somebody who saves while a command runs; tests/pipeline/test_guarding.py",
    "BC844": "a list of 5,000 commits does not belong into a repository; tests/source/test_rewrites.py",
    "BC846": "belongs to `build --check`: tests/features/verify/test_lists.py",
    "BC849": "needs two versions in Git: tests/rules/test_register.py",
    "BC879": "belongs to `baocao issue`: tests/features/issue/test_issuing.py",
    "BC880": "belongs to `baocao issue`: tests/features/issue/test_issuing.py",
    "BC881": "belongs to `baocao issue`: tests/features/issue/test_issuing.py",
    "BC883": "belongs to `baocao issue`: tests/features/issue/test_issuing.py",
    "BC892": "needs a history in Git: tests/pipeline/test_sealing.py",
    "BC893": "needs a history in Git: tests/pipeline/test_sealing.py",
    "BC894": "every example with records would give it; tests/pipeline/test_sealing.py",
    "BC850": "needs a merge in Git; tests/features/diff/test_comparing_versions.py has one",
}
"""Codes without an example, and why.

tests/test_tep_doc_hai.py shows those of hostile files, tests/source/test_accounting.py those of names.
"""

Found = tuple[str, str]
"""Code and 'file:line', or no place."""


def overlay_example(sandbox: Sandbox, example: Path) -> Sandbox:
    """Lay an example over the sandbox."""
    for line in expected_lines(example):
        if line.startswith("xóa "):
            sandbox.remove(line.removeprefix("xóa "))
    for path in example_files(example):
        target = sandbox.root / path.relative_to(example)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return sandbox


def example_files(example: Path) -> list[Path]:
    """Return the files that an example lays over the sandbox."""
    return sorted(path for path in example.rglob("*") if path.is_file() and path.name != EXPECTED)


def expected_lines(example: Path) -> list[str]:
    """Return the lines of mong-doi.txt; nothing if there is none."""
    path = example / EXPECTED
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def expected_problems(example: Path) -> Iterator[Found]:
    """Yield what an example must lead to."""
    for line in expected_lines(example):
        code, _, place = line.partition(" ")
        if code in MESSAGES:
            yield code, place
    for path in example_files(example):
        text = path.read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.split("\n"), start=1):
            for mark in MARK.finditer(line):
                for code in mark[1].split(", "):
                    yield code, f"{path.relative_to(example).as_posix()}:{number}"


def build_draft(sandbox: Sandbox) -> Outcome:
    """Build a draft of everything; nothing half-written may be left."""
    outcome = sandbox.build()
    assert not list(sandbox.root.rglob(".dang-ghi-*"))
    return outcome


def issue_documents(sandbox: Sandbox) -> Outcome:
    """Try to issue the documents of the unit that reported."""
    return sandbox.build(scope=Scope(frozenset({"xa-mot"})), official=True)


def checked(sandbox: Sandbox) -> list[Diagnostic]:
    """Return all that checking reports, but for the absent units."""
    loaded = load_checked(sandbox.root, None)
    listed = [*loaded.problems, *loaded.missing, *report_on(loaded, whole=True).found]
    return [each for each in listed if not is_of_the_sandbox(each)]


def built(sandbox: Sandbox) -> list[Diagnostic]:
    """Return all that a draft and official documents report, but for the absent units."""
    return [*told_by(build_draft(sandbox)), *told_by(issue_documents(sandbox))]


def told_by(outcome: Outcome) -> list[Diagnostic]:
    """Return all that a build reports, but for the absent units."""
    return [each for each in (*outcome.problems, *outcome.missing) if not is_of_the_sandbox(each)]


def is_of_the_sandbox(diagnostic: Diagnostic) -> bool:
    """Tell whether a diagnostic comes of the sandbox, and not of what is laid over it."""
    return diagnostic.code == WITHOUT_GIT or (diagnostic.code == "BC701" and diagnostic.unit in ABSENT)


def problem_places(diagnostics: Iterable[Diagnostic]) -> set[Found]:
    """Return code and line of each."""
    return {
        (each.code, f"{each.place.file}:{each.place.line}" if each.place else "") for each in diagnostics
    }


@pytest.mark.parametrize("example", sorted(FIRST.values()), ids=lambda path: path.name)
def test_a_bad_example_gives_its_diagnostics_and_no_others(sandbox: Sandbox, example: Path) -> None:
    code = example.name.partition("-")[0]
    wanted = set(expected_problems(example))
    assert code in {places for places, _ in wanted}
    overlay_example(sandbox, example)
    places = problem_places(checked(sandbox))
    # What a check has not told a draft tells, and what that has not either an official document.
    for build in (build_draft, issue_documents):
        if places != wanted:
            places |= problem_places(told_by(build(sandbox)))
    assert places == wanted


@pytest.mark.sampled
@pytest.mark.parametrize("example", LIKE, ids=lambda path: path.name)
def test_another_bad_example_does_as_well(sandbox: Sandbox, example: Path) -> None:
    test_a_bad_example_gives_its_diagnostics_and_no_others(sandbox, example)


@pytest.mark.thorough
@pytest.mark.parametrize("example", BAD, ids=lambda path: path.name)
def test_a_build_of_a_bad_example_gives_no_other_diagnostics(sandbox: Sandbox, example: Path) -> None:
    """Nor is anything left half written."""
    overlay_example(sandbox, example)
    assert problem_places([*checked(sandbox), *built(sandbox)]) == set(expected_problems(example))


def test_every_bad_example_stands_in_the_folder_of_its_stage() -> None:
    astray = [
        f"{example.relative_to(EXAMPLES)} belongs into {stage.name}"
        for example in (EXAMPLES / "xau").glob("**/BC[0-9][0-9][0-9]-*")
        if (stage := STAGES[example.name[:3]]) != example.parent
    ]
    assert astray == []
    assert sorted((EXAMPLES / "xau").iterdir()) == list(STAGES.values())
    assert len({example.name for example in BAD}) == len(BAD)


@pytest.mark.parametrize("code", sorted(MESSAGES.keys() - CANNOT_BE_SHOWN.keys()))
def test_every_message_has_a_bad_example(code: str) -> None:
    assert code in {example.name.partition("-")[0] for example in BAD}


@pytest.mark.parametrize("example", GOOD, ids=lambda path: path.name)
def test_a_good_example_is_accepted_without_a_word(sandbox: Sandbox, example: Path) -> None:
    overlay_example(sandbox, example)
    assert problem_places(told_in_check(sandbox)) == set()


@pytest.mark.sampled
@pytest.mark.parametrize("example", GOOD, ids=lambda path: path.name)
def test_a_good_example_is_built_without_a_word(sandbox: Sandbox, example: Path) -> None:
    overlay_example(sandbox, example)
    draft = build_draft(sandbox)
    assert problem_places(each for each in draft.problems if not is_of_the_sandbox(each)) == set()
    assert draft.made


def told_in_check(sandbox: Sandbox) -> list[Diagnostic]:
    """Return what reading and checking reports, but for the absent units."""
    return [each for each in load_checked(sandbox.root, None).problems if not is_of_the_sandbox(each)]
