"""Every test of the repository is run, and every room can be found by tools."""

from support import REPOSITORY

PASSED_OVER = {"build", "dist", "out", "lib"}
"""Tools take what lies in such folders for products; pytest never ran 541 tests in one of them."""


def test_no_room_has_a_name_that_tools_pass_over() -> None:
    files = [*(REPOSITORY / "src").rglob("*.py"), *(REPOSITORY / "tests").rglob("*.py")]
    folders = {name for path in files for name in path.relative_to(REPOSITORY).parts[:-1]}
    assert "pipeline" in folders
    assert not folders & PASSED_OVER
