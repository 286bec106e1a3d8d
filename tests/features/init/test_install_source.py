"""Where other machines install the program from."""

import json
from importlib.metadata import PackageNotFoundError
from typing import Any, NoReturn

import pytest

from baocao.features.init import install_source
from baocao.features.init.install_source import BadSourceError, Source, own_source, read_source

WHEEL = f"https://a.vn/baocao-0.1.0-py3-none-any.whl#sha256={'0a' * 32}"


@pytest.mark.parametrize(
    ("text", "requirement"),
    [
        ("https://a.vn/b/baocao.git@v0.1.0", "git+https://a.vn/b/baocao.git@v0.1.0"),
        ("git+https://a.vn/b/baocao.git", "git+https://a.vn/b/baocao.git"),
        ("ssh://git@a.vn/b/baocao.git@nhanh/moi", "git+ssh://git@a.vn/b/baocao.git@nhanh/moi"),
        ("file:///srv/baocao@1a2b", "git+file:///srv/baocao@1a2b"),
        ("baocao==0.1.0", "baocao==0.1.0"),
        ("baocao>=0.1,<1", "baocao>=0.1,<1"),
        (WHEEL, f"baocao @ {WHEEL}"),
    ],
)
def test_an_address_of_git_and_a_version_are_sources(text: str, requirement: str) -> None:
    assert read_source(text).requirement == requirement


@pytest.mark.parametrize(
    "text",
    [
        "",
        "baocao-khac==1.0",
        "../baocao",
        "https://a.vn",
        'https://a.vn/b"; rm -rf /',
        "https://a.vn/$(id)",
        "https://a.vn/`id`",
        "https://a.vn/b@c@d",
        "baocao==$(id)",
        "https://a.vn/baocao-0.1.0-py3-none-any.whl#sha256=0a",
        f"https://a.vn/$(id)/baocao-0.1.0.whl#sha256={'0a' * 32}",
    ],
)
def test_nothing_else_is_a_source(text: str) -> None:
    """What is written into CI files must not be able to run anything."""
    with pytest.raises(BadSourceError):
        read_source(text)


def test_hooks_of_a_repository_at_a_revision_are_its_own() -> None:
    text = read_source("https://a.vn/b/baocao.git@v0.1.0").hook_settings()
    assert 'repo: https://a.vn/b/baocao.git\n    rev: "v0.1.0"\n' in text


def test_hooks_of_a_version_install_it() -> None:
    text = read_source("baocao==0.1.0").hook_settings()
    assert 'language: python\n        additional_dependencies: ["baocao==0.1.0"]\n' in text


def test_a_wheel_is_installed_by_its_hash_alone() -> None:
    source = read_source(WHEEL)
    assert source.install_commands() == ("python -m pip install --require-hashes -r requirements.txt",)
    address = WHEEL.partition("#")[0]
    assert source.locked == f"baocao @ {address} \\\n    --hash=sha256:{'0a' * 32}\n"


def test_a_repository_is_installed_after_what_it_needs_which_comes_by_hash() -> None:
    _, second = read_source(f"https://a.vn/b.git@{'0a' * 20}").install_commands()
    assert second == (
        f'python -m pip install --no-deps --no-build-isolation "git+https://a.vn/b.git@{"0a" * 20}"'
    )


def test_without_a_source_hooks_run_what_is_installed() -> None:
    assert "language: system\n" in Source().hook_settings()


class Distribution:
    """What pip recorded when it installed the program."""

    version = "0.1.0"

    def __init__(self, origin: dict[str, Any] | None) -> None:
        self._origin = origin

    def read_text(self, _: str) -> str | None:
        return None if self._origin is None else json.dumps(self._origin)


@pytest.mark.parametrize(
    ("origin", "source"),
    [
        (None, Source(pinned="baocao==0.1.0")),
        (
            {"url": "https://a.vn/b.git", "vcs_info": {"vcs": "git", "commit_id": "1a2b"}},
            Source("https://a.vn/b.git", "1a2b"),
        ),
        ({"url": "file:///home/a/baocao", "dir_info": {"editable": True}}, Source()),
        ({"url": "file:///tmp/baocao.whl", "archive_info": {}}, Source()),
    ],
)
def test_the_program_knows_where_it_came_from(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, source: Source
) -> None:
    monkeypatch.setattr(install_source, "distribution", lambda _: Distribution(origin))
    assert own_source() == source


def test_a_program_that_was_never_installed_came_from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> NoReturn:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(install_source, "distribution", absent)
    assert own_source() == Source()
