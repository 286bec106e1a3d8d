"""View 'Truy vết': of a country what is behind numbers is packed, and comes out as it was."""

import pytest

from baocao.features.page.parting import narrowed, parted
from baocao.features.page.records import Gathered
from baocao.features.page.traces.data import trace_data
from baocao.features.page.views import traces
from baocao.features.page.views.traces import traces_view
from paging import as_read, example_gathered, unpacked


def assert_packed(gathered: Gathered) -> None:
    data = traces_view(gathered, ()).data
    assert set(data) == {"host", "packed"}
    assert unpacked(data["packed"]) == as_read(trace_data(gathered))


def test_of_one_file_it_stands_there_as_it_is() -> None:
    gathered = example_gathered()
    assert as_read(traces_view(gathered, ()).data) == as_read(trace_data(gathered))


def test_on_the_pages_of_a_country_it_is_packed() -> None:
    above = parted(example_gathered(), 5)
    for part in (None, *above.parts):
        assert_packed(narrowed(above, part))


def test_where_there_is_much_of_it_it_is_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "MOST_AS_IT_IS", 1000)
    assert_packed(example_gathered())
