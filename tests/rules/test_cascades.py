"""A definition that cannot be read is told alone, not with all that refers to it."""

import pytest

from support import Sandbox

BROKEN = "a: 'mở\n"


@pytest.mark.parametrize(
    "file",
    ["data/units/don-vi.yaml", "data/directives/chi-tieu.yaml", "data/directives/van-ban.yaml",
     "data/directives/cd.yaml", "data/directives/trang-thai.yaml"],
)  # fmt: skip
def test_only_the_file_that_cannot_be_read_is_reported(sandbox: Sandbox, file: str) -> None:
    sandbox.write(file, BROKEN)
    assert sandbox.codes() == ["BC102"]


def test_without_units_or_indicators_no_document_is_made(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/chi-tieu.yaml", BROKEN)
    assert [each.code for each in sandbox.build().problems] == ["BC102"]
    assert sandbox.build().made == ()
    assert sandbox.build(official=True).refused


def test_without_the_register_of_documents_drafts_are_made_but_nothing_official(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/van-ban.yaml", BROKEN)
    assert sandbox.build().made
    assert sandbox.build(official=True).refused


def test_other_faults_are_still_told(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/van-ban.yaml", BROKEN)
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.truc_tuyen", "hs.truc_tuyenn")
    assert sandbox.codes() == ["BC102", "BC302"]


def test_faults_of_yaml_are_told_even_without_the_registry(sandbox: Sandbox) -> None:
    sandbox.write("data/units/don-vi.yaml", BROKEN)
    sandbox.write("data/directives/cd.yaml", BROKEN)
    assert sandbox.codes() == ["BC102", "BC102"]
