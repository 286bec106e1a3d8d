"""Pages of parts are put in place together; old ones go, and nothing that is not ours."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from baocao.features.page.writing import LIST, Pages, write_pages
from baocao.pipeline.guarding import sweep_folder

PERIOD = "2025-11"
TWO = Pages(b"above", {"nhom-bac.html": b"bac", "nhom-nam.html": b"nam"})
ONE = Pages(b"above of one", {"nhom-bac.html": b"bac of one"})
WHOLE = Pages(b"whole")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a period's documents, with one."""
    made = tmp_path / "out" / PERIOD
    made.mkdir(parents=True)
    (made / "a.docx").write_bytes(b"document")
    return made


def told_codes(folder: Path, pages: Pages) -> list[str]:
    return [problem.code for problem in write_pages(folder, PERIOD, pages)]


def page_files(folder: Path) -> dict[str, bytes]:
    """Return all files but the list of pages, by their paths; what lies aside is among them."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != LIST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def expected_files(pages: Pages, **others: bytes) -> dict[str, bytes]:
    parts = {f"trang/{name}": data for name, data in pages.parts.items()}
    return {"a.docx": b"document", "trang.html": pages.above, **parts, **others}


def test_pages_of_parts_stand_in_a_folder_beside_the_one_that_leads_to_them(folder: Path) -> None:
    assert told_codes(folder, TWO) == []
    assert page_files(folder) == expected_files(TWO)


def test_pages_that_no_longer_belong_are_removed(folder: Path) -> None:
    told_codes(folder, TWO)
    assert told_codes(folder, ONE) == []
    assert page_files(folder) == expected_files(ONE)


def test_once_all_units_fit_on_one_page_the_folder_of_parts_is_gone(folder: Path) -> None:
    told_codes(folder, TWO)
    assert told_codes(folder, WHOLE) == []
    assert page_files(folder) == expected_files(WHOLE)
    assert not (folder / "trang").exists()


def test_what_a_person_has_put_there_stays(folder: Path) -> None:
    told_codes(folder, TWO)
    others = {"trang/ghi-chu.txt": b"mine", "trang/nhom-cua-toi.html": b"mine", "trang/nhom-x/a": b"mine"}
    for name, data in others.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    for pages in (ONE, WHOLE):
        assert told_codes(folder, pages) == []
        assert page_files(folder) == {**expected_files(pages), **others}


def test_the_same_pages_written_twice_are_the_same_files(folder: Path) -> None:
    told_codes(folder, TWO)
    before = (folder / "trang" / LIST).read_bytes()
    told_codes(folder, ONE)
    told_codes(folder, TWO)
    assert (folder / "trang" / LIST).read_bytes() == before


@pytest.mark.parametrize("name", ["../a.docx", "a.docx", "../trang.html", "nhom-../a.html", "/etc/x", ""])
def test_whatever_the_list_names_only_pages_of_parts_are_removed(folder: Path, name: str) -> None:
    told_codes(folder, TWO)
    (folder / "trang" / "a.docx").write_bytes(b"mine")
    listed = folder / "trang" / LIST
    listed.write_text(listed.read_text().replace("nhom-nam.html", name))
    assert told_codes(folder, ONE) == []
    kept = {"trang/a.docx": b"mine", "trang/nhom-nam.html": b"nam"}
    assert page_files(folder) == {**expected_files(ONE), **kept}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"van_ban": 3, "nguon": {}}', b"\xff"])
def test_with_a_list_that_cannot_be_read_old_pages_stay_and_new_ones_are_written(
    folder: Path, content: bytes
) -> None:
    told_codes(folder, TWO)
    (folder / "trang" / LIST).write_bytes(content)
    assert told_codes(folder, ONE) == []
    assert page_files(folder) == {**expected_files(ONE), "trang/nhom-nam.html": b"nam"}


def test_a_link_in_the_place_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write_pages(elsewhere, PERIOD, TWO)
    (folder / "trang").symlink_to(elsewhere / "trang")
    before = page_files(elsewhere)
    assert told_codes(folder, TWO) == ["BC801"]
    assert not (folder / "trang.html").exists()
    assert told_codes(folder, WHOLE) == []
    assert page_files(elsewhere) == before
    assert (folder / "trang").is_symlink()


def test_a_file_in_the_place_of_the_folder_is_told_and_kept(folder: Path) -> None:
    (folder / "trang").write_bytes(b"mine")
    assert told_codes(folder, TWO) == ["BC801"]
    assert told_codes(folder, WHOLE) == []
    assert (folder / "trang").read_bytes() == b"mine"


def test_a_link_in_the_place_of_a_page_is_replaced_and_what_it_leads_to_stays(
    folder: Path, tmp_path: Path
) -> None:
    told_codes(folder, TWO)
    precious = tmp_path / "precious.html"
    precious.write_bytes(b"precious")
    for name in TWO.parts:
        (folder / "trang" / name).unlink()
        (folder / "trang" / name).symlink_to(precious)
    assert told_codes(folder, ONE) == []
    assert page_files(folder) == expected_files(ONE)
    assert precious.read_bytes() == b"precious"


@pytest.mark.parametrize(("before", "pages"), [(TWO, ONE), (ONE, TWO), (TWO, WHOLE), (WHOLE, TWO)])
def test_killed_at_any_step_no_page_leads_to_one_that_is_not_there_and_the_next_call_finishes(
    folder: Path, before: Pages, pages: Pages
) -> None:
    for step in range(40):
        write_pages(folder, PERIOD, before)
        ended = is_killed_at(step, lambda: write_pages(folder, PERIOD, pages))
        there = page_files(folder)
        above = next(each for each in (before, pages) if each.above == there["trang.html"])
        assert {f"trang/{name}" for name in above.parts} <= there.keys()
        sweep_folder(folder)  # as every command does whose turn it is
        assert told_codes(folder, pages) == []
        assert page_files(folder) == expected_files(pages)
        if not ended:
            return
    pytest.fail("it never ends")


KILLED = 9


def is_killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do work in a process that ends before its step of this number that changes files; tell if it did."""
    process = os.fork()
    if process == 0:
        try:
            end_at_step(step)
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == KILLED


def end_at_step(most: int) -> None:
    done = 0

    def counted(act: Callable[..., object]) -> Callable[..., object]:
        def act_or_end(*arguments: object, **names: object) -> object:
            nonlocal done
            done += 1
            if done > most:
                os._exit(KILLED)
            return act(*arguments, **names)

        return act_or_end

    for name in ("replace", "unlink", "mkdir", "rmdir", "write"):
        setattr(os, name, counted(getattr(os, name)))
