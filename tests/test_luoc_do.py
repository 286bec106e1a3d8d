"""The exported schemas and the checker, held against each other and against validators of other makers.

What the checker reads without an error the schema accepts; what it refuses the schema refuses too, but for
the codes in STRICTER, which need to know the calendar, the spelling of numbers or other files.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import check_jsonschema
import jsonschema_rs
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from baocao.features.schema.definitions import DEFINITIONS, definition_schema
from baocao.features.schema.schemas import SchemaFile, Wanted, wanted_schemas
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import MESSAGES, Severity
from baocao.model.period import Period
from baocao.model.unit import Registry, Unit
from baocao.model.workspace import Definitions, SourceFile
from baocao.source import nodes
from baocao.source.config import read_config
from baocao.source.log import Log
from baocao.source.nodes import Node
from baocao.source.parsing import parse_source
from baocao.source.submissions import SubmissionReader
from baocao.source.workspace import load_definitions
from defining import FORMS, meant_well, reader, spoiled
from reading import number_of_tries
from submitting import CATALOGUE, Tree, changed_submission, good_submission, written_tree
from support import EXAMPLE, REPOSITORY, Sandbox, period_of
from test_vi_du import BAD, GOOD, expected_lines, overlay_example
from validating import Workshop, as_editors_see, as_texts, parse_file, schema_validator

STRICTER: Final = {
    "BC207": "a day that the calendar does not have",
    "BC208": "digits whose groups make no number, 1.2.3",
    "BC209": "a number that can mean two things",
    "BC210": "decimals where things are counted",
    "BC213": "1_000 where the schema sees a text that may be anything",
    "BC216": "a day that the calendar does not have",
    "BC218": "nothing to divide by",
    "BC219": "rank 9 among 7",
    "BC220": "too many decimals",
    "BC228": "bounds of numbers that are written as text",
    "BC229": "a sign that stands for nothing where any text may stand",
    "BC308": "signers stand in the unit's profile",
    "BC312": "the period is compared with the name of the file",
    "BC313": "the unit is compared with the name of the folder",
    "BC316": "reasons may be given for documents that stand in the same file",
    "BC401": "bounds of numbers that are written as text",
    "BC403": "lengths of texts and lists",
}
"""Codes of the checker's alone, and why."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The sandbox with an indicator of every kind."""
    sandbox = Sandbox(tmp_path_factory.mktemp("shop"))
    sandbox.write("data/directives/chi-tieu.yaml", CATALOGUE)
    return Workshop(sandbox.root)


def reader_errors(
    definitions: Definitions, unit: Unit, period: str, text: str
) -> tuple[set[str], Node | None]:
    """Return the codes of the errors that the reader finds in a submission, and what it read."""
    node, problems = parse_source(SourceFile("tệp.yaml", text, b""))
    log = Log("tệp.yaml")
    if isinstance(node, nodes.Mapping):
        SubmissionReader(definitions, period_of(period)).read_submission(node, log, unit)
    elif node is not None:
        return {"BC201"}, node
    codes = {each.code for each in (*problems, *log.problems) if each.severity is Severity.ERROR}
    return codes, node


def both_agree(shop: Workshop, unit: Unit, period: str, text: str) -> Node | None:
    """Fail where checker and schema do not say the same of a submission; return what was read."""
    errors, node = reader_errors(shop.definitions, unit, period, text)
    if node is not None:
        accepted = shop.accepts(unit, as_texts(node))
        assert accepted or errors, text
        assert not accepted or errors <= STRICTER.keys() | OF_SYNTAX, text
    return None if errors else node


def xa_mot(shop: Workshop) -> Unit:
    """Return the unit of the generated submissions."""
    unit = shop.unit("xa-mot")
    assert unit is not None
    return unit


@given(tree=good_submission())
@number_of_tries(150)
def test_checker_and_schema_agree_on_submissions_that_are_meant_well(shop: Workshop, tree: Tree) -> None:
    both_agree(shop, xa_mot(shop), "2025-11", written_tree(tree))


@given(tree=changed_submission())
@number_of_tries(300)
def test_checker_and_schema_agree_on_submissions_that_were_spoiled(shop: Workshop, tree: Tree) -> None:
    both_agree(shop, xa_mot(shop), "2025-11", written_tree(tree))


def test_the_codes_of_the_checker_alone_are_errors() -> None:
    assert {MESSAGES[code].severity for code in STRICTER} == {Severity.ERROR}


ALONE: Final[Mapping[str, Mapping[str, str]]] = {
    "cau-hinh": {
        "BC531": "codes of messages are not listed",
        "BC304": "nor are files of directives",
        "BC534": "how hosts of Git lead to lines",
    },
    "don-vi": {"BC301": "units above stand in the same file", "BC507": "a ring of units"},
    "ho-so": {"BC514": "what the form of the body does not know"},
    "chi-tieu": {"BC505": "what can be rolled up how"},
    "van-ban": {},
    "trang-thai": {"BC206": "lights stand in the same file"},
    "chi-dao": {
        "BC501": "numbers that come twice",
        "BC508": "the order of the outline",
        "BC510": "words that name no day",
    },
}
"""Codes of the checker's alone in each kind of definitions, and why."""


DEFINING: Final = [
    example
    for example in (*GOOD, *BAD)
    if any(
        path
        for pattern in (
            "baocao.yaml",
            "data/directives/*.yaml",
            "data/units/*.yaml",
            "data/units/*/ho-so.yaml",
        )
        for path in example.glob(pattern)
    )
]
"""Examples that change what is asked, or of whom."""


def agree_on(kind: str, definitions: Definitions, tree: Tree) -> None:
    """Fail where checker and schema do not say the same of a definition."""
    text = written_tree(tree)
    node, problems = parse_source(SourceFile("tệp.yaml", text, b""))
    if not isinstance(node, nodes.Mapping):
        return
    log = Log("tệp.yaml")
    record = log.read_within(reader(kind, definitions), node)
    if isinstance(record, Registry):
        # Of units the schema knows what the file itself says of kinds and groupings.
        definitions = definitions._replace(registry=record)
    codes = {each.code for each in (*problems, *log.problems) if is_error(each)}
    schema = jsonschema_rs.Draft7Validator(definition_schema(kind, definitions))
    accepted = schema.is_valid(as_texts(node))
    assert accepted or codes, text
    assert not accepted or codes <= STRICTER.keys() | ALONE[kind].keys() | OF_SYNTAX, text


@pytest.mark.parametrize("kind", FORMS)
@given(random=st.randoms(use_true_random=False))
@number_of_tries(60)
def test_checker_and_schema_agree_on_definitions_that_are_meant_well(
    plain: Workshop, kind: str, random: Random
) -> None:
    agree_on(kind, plain.definitions, meant_well(FORMS[kind], random))


@pytest.mark.parametrize("kind", FORMS)
@given(random=st.randoms(use_true_random=False))
@number_of_tries(240)
def test_checker_and_schema_agree_on_definitions_that_were_spoiled(
    plain: Workshop, kind: str, random: Random
) -> None:
    agree_on(kind, plain.definitions, spoiled(meant_well(FORMS[kind], random), random))


def errors_at(file: str, problems: Iterable[Diagnostic]) -> set[str]:
    """Return the codes of the errors in a file."""
    return {each.code for each in problems if each.place and each.place.file == file and is_error(each)}


def test_every_kind_of_definitions_is_made_up_and_has_its_codes() -> None:
    assert FORMS.keys() == ALONE.keys() == DEFINITIONS.keys()


@pytest.mark.sampled
@pytest.mark.parametrize("example", [each for each in BAD if each in DEFINING], ids=lambda path: path.name)
def test_what_the_checker_refuses_in_an_example_its_schema_refuses_too(
    sandbox: Sandbox, example: Path
) -> None:
    config, fault = read_config(overlay_example(sandbox, example).root)
    definitions, problems = load_definitions(config)
    kinds = {file.name.removesuffix(".json"): file for file in wanted_schemas(definitions, Wanted())}
    for kind, codes in ALONE.items():
        file = kinds[kind]
        for path in (path for pattern in file.matches for path in example.glob(pattern)):
            name = path.relative_to(example).as_posix()
            wrong = errors_at(name, [*fault, *problems]) - STRICTER.keys() - codes.keys() - OF_SYNTAX
            node = parse_file(path) if wrong else None
            assert node is None or not schema_validator(file).is_valid(as_texts(node)), name


OF_SYNTAX: Final = {code for code in MESSAGES if code.startswith(("BC0", "BC1"))}
"""Codes of what stands before any schema: the file and its YAML."""


def all_submissions(root: Path) -> Iterator[tuple[str, str, str]]:
    """Yield unit, period and text of every submission of a workspace that is a text with content."""
    for path in sorted((root / "data" / "units").glob("*/2*.yaml")):
        data = path.read_bytes() if path.is_file() and Period.parse(path.stem) else b""
        text = data.decode("utf-8-sig", errors="ignore").strip()
        if text:
            yield path.parent.name, path.stem, text


REPORTING: Final = [example for example in (*GOOD, *BAD) if list(example.glob("data/units/*/2*.yaml"))]
"""Examples with submissions."""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The sandbox as it is."""
    return Workshop(Sandbox(tmp_path_factory.mktemp("plain")).root)


@pytest.mark.sampled
@pytest.mark.parametrize("example", REPORTING, ids=lambda path: path.name)
def test_checker_and_schema_agree_on_every_example(
    sandbox: Sandbox, plain: Workshop, example: Path
) -> None:
    """Where nothing is wrong, the schema accepts what editors make of it, too."""
    changes = example in DEFINING or bool(expected_lines(example))
    shop = Workshop(overlay_example(sandbox, example).root) if changes else plain
    for name, period, text in all_submissions(example):
        unit = shop.unit(name)
        node = both_agree(shop, unit, period, text) if unit else None
        assert unit is None or node is None or shop.accepts(unit, as_editors_see(node))


@pytest.mark.sampled
@pytest.mark.parametrize("example", DEFINING, ids=lambda path: path.name)
def test_definitions_that_are_read_without_an_error_fit_their_schemas(
    sandbox: Sandbox, example: Path
) -> None:
    config, fault = read_config(overlay_example(sandbox, example).root)
    definitions, problems = load_definitions(config)
    wrong = {each.place.file for each in (*fault, *problems) if each.place and is_error(each)}
    for file in wanted_schemas(definitions, Wanted()):
        patterns = () if file.name.startswith("bao-cao-") else file.matches
        for path in (path for pattern in patterns for path in example.glob(pattern)):
            name = path.relative_to(example).as_posix()
            node = None if name in wrong or path.is_dir() else parse_file(path)
            assert node is None or schema_validator(file).is_valid(as_texts(node)), name
            assert node is None or schema_validator(file).is_valid(as_editors_see(node)), name


def is_error(diagnostic: Diagnostic) -> bool:
    """Tell whether something fails a check."""
    return diagnostic.severity is Severity.ERROR


@cache
def exported_schemas(root: Path) -> dict[str, SchemaFile]:
    """Return the schemas of a workspace by name."""
    definitions, _ = load_definitions(read_config(root)[0])
    return {file.name: file for file in wanted_schemas(definitions, Wanted())}


KINDS: Final = ("bao-cao-xa", "bao-cao-so", "bao-cao-dang_uy")
SHARED: Final = ("ho-so", "van-ban", "don-vi", "chi-tieu", "trang-thai", "chi-dao")
REAL: Final = [(REPOSITORY, name) for name in (*KINDS, *SHARED)]
INVENTED: Final = [(EXAMPLE, name) for name in ("bao-cao-xa", "bao-cao-dac_khu", "cau-hinh")]


@pytest.mark.sampled
@pytest.mark.parametrize(("root", "name"), [*REAL, *INVENTED])
def test_an_independent_validator_accepts_the_real_data(tmp_path: Path, root: Path, name: str) -> None:
    file = exported_schemas(root)[f"{name}.json"]
    (tmp_path / file.name).write_bytes(file.data)
    files = [str(path) for pattern in file.matches for path in root.glob(pattern)]
    assert files
    done = CliRunner().invoke(check_jsonschema.main, ["--schemafile", str(tmp_path / file.name), *files])
    assert (done.exit_code, done.stdout.strip()) == (0, "ok -- validation done")


def test_an_independent_validator_names_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_bytes(exported_schemas(REPOSITORY)["bao-cao-xa.json"].data)
    (tmp_path / "d.yaml").write_text(
        "don_vi: xa-mo-cay\nky: 2025-11\nchi_tieu: {tthc.tiep_nhan: nhiều}\n", encoding="utf-8"
    )
    names = (str(tmp_path / name) for name in ("s.json", "d.yaml"))
    done = CliRunner().invoke(check_jsonschema.main, ["--schemafile", *names])
    assert done.exit_code == 1
    assert "tthc.tiep_nhan" in done.stdout
