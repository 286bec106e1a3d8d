"""Lines lead to a host only where they are those of the commit that it shows."""

import pytest

from baocao.features.page.traces.data import trace_data
from baocao.features.page.traces.recorded import path_in_repository
from paging import gathered_page
from repositories import Repository
from support import Sandbox

HOST = "https://github.com/tinh-t/du-lieu"


@pytest.mark.parametrize(
    ("prefix", "path", "expected"),
    [
        ("", "data/units/xa-mot/2025-11.yaml", "data/units/xa-mot/2025-11.yaml"),
        ("tinh/", "data/a.yaml", "tinh/data/a.yaml"),
        ("examples/tinh/", "../../data/a.yaml", "data/a.yaml"),
        ("tinh/", "../../../a.yaml", "a.yaml"),
    ],
)
def test_a_workspace_may_lie_below_the_top_of_its_repository(prefix: str, path: str, expected: str) -> None:
    assert path_in_repository(prefix, path) == expected


def test_a_file_that_is_edited_here_leads_nowhere(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", f"dia_chi_kho: {HOST}\n")
    head = Repository(sandbox.root).commit("2025-11-18 09:00")
    gathered = gathered_page(sandbox.root, "2025-11")
    assert trace_data(gathered)["host"] == {
        "template": f"{HOST}/blob/{{commit}}/{{tep}}#L{{dong}}",
        "commit": head,
        "prefix": "",
        "edited": [],
    }
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "chi_tieu:", "# thêm một dòng\nchi_tieu:")
    host = trace_data(gathered_page(sandbox.root, "2025-11"))["host"]
    assert host["edited"] == ["data/units/xa-mot/2025-11.yaml"]


def test_without_an_address_or_without_git_there_are_no_links(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", f"dia_chi_kho: {HOST}\n")
    assert trace_data(gathered_page(sandbox.root, "2025-11"))["host"] is None
    sandbox.write("baocao.yaml", "ghi_chu_moi_trang: Thử\n")
    Repository(sandbox.root).commit("2025-11-18 09:00")
    assert trace_data(gathered_page(sandbox.root, "2025-11"))["host"] is None
