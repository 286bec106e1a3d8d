"""What is printed, held against the published schemas of SARIF and JUnit.

`.ci/schemas` fetches them; the folder stands in the environment as BAOCAO_SCHEMAS.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from baocao.features.check.junit import junit_report
from baocao.features.check.record import Hidden, Report
from baocao.features.check.sarif import sarif_report
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.workspace import SourceFile
from baocao.pipeline.loading import load_checked
from findings import (
    absent_unit,
    broken_relation,
    error_at,
    make_report,
    note_at,
    of_two_units,
    waived_problem,
    warning_at,
)
from support import Sandbox
from test_vi_du import BAD, overlay_example

pytestmark = pytest.mark.schemas


@pytest.fixture(scope="module")
def schemas() -> Path:
    """The folder of the schemas; without it these tests fail."""
    return Path(os.environ["BAOCAO_SCHEMAS"])


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """All that the bad examples lead to, which is nearly every code there is."""
    listed: list[Diagnostic] = []
    files: dict[str, SourceFile] = {}
    for example in BAD:
        loaded = load_checked(
            overlay_example(Sandbox(tmp_path_factory.mktemp("vi_du")), example).root, None
        )
        listed += [*loaded.problems, *loaded.missing]
        files |= loaded.files
    return make_report(*listed, prefix="tỉnh A")._replace(files=files)


def sample_reports() -> Iterator[Report]:
    """Yield small reports that show every part of the formats."""
    ignored = (waived_problem(note_at()),)
    hidden = (Hidden("--select", {"BC701": 2}),)
    yield make_report()
    yield of_two_units(error_at(), warning_at(), broken_relation(), ignored=ignored, hidden=hidden)
    yield of_two_units(error_at(value="\x00\x1b<]]>"), strict=True, complete=True)
    yield make_report(absent_unit(), ignored=ignored)


def sarif_errors(schemas: Path, shown: Report) -> list[str]:
    import jsonschema_rs  # noqa: PLC0415 - only these tests need it

    schema = json.loads((schemas / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    validator = jsonschema_rs.validator_for(schema)
    return [str(error) for error in validator.iter_errors(json.loads(sarif_report(shown)))]


def junit_errors(schemas: Path, shown: Report) -> list[str]:
    schema = etree.XMLSchema(etree.parse(schemas / "junit-10.xsd"))
    document = etree.fromstring(junit_report(shown).encode())
    return [] if schema.validate(document) else [str(error_log) for error_log in schema.error_log]


@pytest.mark.parametrize("shown", tuple(sample_reports()))
def test_sarif_and_junit_are_valid(schemas: Path, shown: Report) -> None:
    assert sarif_errors(schemas, shown) == []
    assert junit_errors(schemas, shown) == []


def test_every_problem_of_every_bad_example_is_valid(schemas: Path, everything: Report) -> None:
    assert len({result.code for result in everything.found}) > 80
    assert sarif_errors(schemas, everything) == []
    assert junit_errors(schemas, everything) == []


def test_the_schema_of_sarif_refuses_a_level_that_it_does_not_know(
    schemas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baocao.features.check.sarif.LEVELS", dict.fromkeys(Severity, "fatal"))
    assert sarif_errors(schemas, make_report(error_at())) != []


def test_the_schema_of_junit_refuses_a_suite_without_numbers(
    schemas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baocao.features.check.junit._suite_counts", lambda *_: {})
    assert junit_errors(schemas, make_report(error_at())) != []
