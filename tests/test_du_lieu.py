"""The workbook's data as pandas, polars and SheetJS read them, called as docs/du-lieu.md says.

`.ci/readers` fetches these programs; the folder stands in the environment as BAOCAO_READERS.
"""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from baocao.pipeline.making import Outcome
from support import REPOSITORY

pytestmark = pytest.mark.readers
PAGE: Final = (REPOSITORY / "docs" / "du-lieu.md").read_text(encoding="utf-8")
PRINT: Final = """
print(json.dumps({"rows": len(d), "columns": list(d.columns), "kinds": [str(k) for k in d.dtypes],
    "first": [str(v) for v in rows(d)[0]]}))
"""
PYTHON: Final = {
    "pandas": "import json, warnings\nwarnings.simplefilter('ignore')\nrows = lambda d: d.values.tolist()",
    "polars": "import json\nrows = lambda d: d.rows()",
}
SHEET_JS: Final = """
const XLSX = require("xlsx");
%s
console.log(JSON.stringify({rows: d.length, columns: Object.keys(d[0]), first: d[0]}));
"""


@pytest.fixture(scope="module")
def workbook(synthetic: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the workbook of the synthetic province under the name that the page calls it by."""
    (made,) = [each for each in synthetic.made if each.name.endswith(".xlsx")]
    path = tmp_path_factory.mktemp("du-lieu") / made.name
    path.write_bytes(made.data)
    return path


def said_code(language: str, word: str) -> str:
    """Return the lines of the page in a language that have a word."""
    blocks = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    (block,) = [block for block in blocks if word in block]
    return str(block)


def answer_of(command: list[str], folder: Path, path: Path) -> Mapping[str, Any]:
    surroundings = {**os.environ, "NODE_PATH": str(folder / "node_modules")}
    done = subprocess.run(
        command, cwd=path.parent, env=surroundings, check=True, capture_output=True, text=True
    )
    answer: Mapping[str, Any] = json.loads(done.stdout)
    return answer


def readers_folder() -> Path:
    return Path(os.environ["BAOCAO_READERS"]).resolve()


def frame_by(reader: str, path: Path) -> Mapping[str, Any]:
    folder = readers_folder()
    code = "\n".join((PYTHON[reader], said_code("python", reader), PRINT))
    return answer_of([str(folder / "python" / "bin" / "python"), "-c", code], folder, path)


def rows_by_sheetjs(path: Path) -> Mapping[str, Any]:
    code = SHEET_JS % said_code("js", "XLSX")
    return answer_of(["node", "-e", code], readers_folder(), path)


@pytest.mark.parametrize(
    ("reader", "number", "text", "day"),
    [
        ("pandas", r"float64|int64", r"str|object", r"datetime64.*"),
        ("polars", r"Int64|Float64", "String", "Date"),
    ],
)
def test_a_frame_has_a_row_for_each_unit_and_the_kinds_of_its_columns(
    reader: str, number: str, text: str, day: str, workbook: Path
) -> None:
    frame = frame_by(reader, workbook)
    kinds = dict(zip(frame["columns"], frame["kinds"], strict=True))
    assert (frame["rows"], len(kinds)) == (12, 85)
    assert re.fullmatch(number, kinds["tthc.tiep_nhan"])
    assert re.fullmatch(number, kinds["tthc.ty_le_truc_tuyen"])
    assert re.fullmatch(text, kinds["ten"])
    assert re.fullmatch(day, kinds["tthc.tu_ngay"])
    assert frame["first"][:2] == ["xa-an-an", "Xã An An"]


def test_pandas_and_polars_read_the_same_numbers(workbook: Path) -> None:
    pandas, polars = frame_by("pandas", workbook), frame_by("polars", workbook)
    at = pandas["columns"].index("tthc.ty_le_truc_tuyen")
    assert pandas["columns"] == polars["columns"]
    assert pandas["first"][at] == polars["first"][at] == str(4186 * 100 / 4422)


def test_sheetjs_makes_an_object_of_each_row(workbook: Path) -> None:
    read = rows_by_sheetjs(workbook)
    assert read["rows"] == 12
    assert (read["first"]["don_vi"], read["first"]["tthc.tiep_nhan"]) == ("xa-an-an", 4422)
    assert read["first"]["tthc.ty_le_truc_tuyen"] == pytest.approx(4186 * 100 / 4422, rel=1e-15)
