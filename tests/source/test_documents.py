"""One YAML file with a mapping at its top."""

from pathlib import Path

import pytest

from baocao.source.documents import read_mapping
from reading import problem_codes


def test_a_file_gives_its_text_and_its_mapping(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("ky: 2025-11\n", encoding="utf-8")
    source, mapping, problems = read_mapping(path, tmp_path)
    assert source is not None
    assert mapping is not None
    assert (source.path, list(mapping.entries), problems) == ("a.yaml", ["ky"], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", ["BC201"]),
        ("một câu\n", ["BC201"]),
        ("a: 'x\n", ["BC102"]),
        ("\ta: 1\n", ["BC101"]),
        ("a: 1\n---\nb: 2\n", ["BC105"]),
        ("", ["BC006"]),
    ],
)
def test_a_file_without_a_mapping_gives_one_problem(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    _, mapping, problems = read_mapping(path, tmp_path)
    assert mapping is None
    assert problem_codes(problems) == expected
