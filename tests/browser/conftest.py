"""The browser, started once."""

from collections.abc import Iterator
from typing import Any

import pytest

from browsing import started_browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's browser."""
    with started_browser() as each:
        yield each
