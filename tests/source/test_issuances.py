"""Records of issued documents are written once, and read back as they were."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from baocao.disk.writing import ChangedError
from baocao.model.issuance import Issued
from baocao.model.place import Place
from baocao.source.config import read_config
from baocao.source.issuances import issued_by, read_issued
from baocao.vietnamese.text import to_nfc
from reading import few
from records import write_record
from support import Sandbox, period_of

AT = Place("data/units/xa-mot/phat-hanh/2025-11_cd_bao-cao.yaml", 2, 1)
RECORD = Issued(
    unit="xa-mot",
    period="2025-11",
    directive="cd",
    product="bao-cao",
    kind="Báo cáo",
    number=9,
    notation="/BC-UBND",
    day=date(2025, 11, 18),
    program="baocao 0.1.0",
    files={"xa-mot_bao-cao_cd.docx": "0" * 64},
    sources={"data/chỉ đạo/công văn 1464.yaml": "a" * 64},
    printed={"xa-mot": {"chi_tieu/hs.tiep_nhan": "12e4567890123456", "chot_den": "khong_co"}},
    at=AT,
)
TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20
)


def test_a_record_reads_back_as_it_was_written(sandbox: Sandbox) -> None:
    config, _ = read_config(sandbox.root)
    path = write_record(config, RECORD)
    assert path.relative_to(sandbox.root).as_posix() == AT.file
    assert read_issued(config, period_of("2025-11"))[0] == (RECORD,)
    assert read_issued(config, period_of("2025-10"))[0] == ()
    assert list(issued_by(config, "xa-mot")) == [RECORD]
    assert RECORD.reference == "Báo cáo số 09/BC-UBND ngày 18/11/2025"


@example(kind="null", notation="~", name="a: b #c")
@given(kind=TEXTS, notation=TEXTS, name=TEXTS)
@settings(few, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_read_back(tmp_path: Path, kind: str, notation: str, name: str) -> None:
    stripped = [to_nfc(text).strip() or "x" for text in (kind, notation, name)]
    record = RECORD._replace(kind=stripped[0], notation=stripped[1], files={stripped[2]: "0" * 64})
    config, _ = read_config(tmp_path)
    (tmp_path / AT.file).unlink(missing_ok=True)
    write_record(config, record).rename(tmp_path / "kept")
    (tmp_path / "kept").replace(tmp_path / AT.file)
    (found,), _, problems = read_issued(config, period_of("2025-11"))
    assert problems == []
    assert found == record
    (tmp_path / AT.file).unlink()


def test_a_record_is_never_replaced_and_nothing_is_left_beside_it(sandbox: Sandbox) -> None:
    config, _ = read_config(sandbox.root)
    path = write_record(config, RECORD)
    before = path.read_bytes()
    with pytest.raises(ChangedError):
        write_record(config, RECORD._replace(number=10))
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("so: 9\n", "so: chín\n", "BC208"),
        ("so: 9\n", "", "BC204"),
        ("ngay: 2025-11-18", "ngay: 2025-11-31", "BC207"),
        ("loai: Báo cáo\n", "", "BC204"),
        ("van_ban: bao-cao", "van_ban: khac", "BC871"),
        ("chuong_trinh", "chuong_trinh_", "BC204"),
    ],
)
def test_a_spoiled_record_is_reported_and_counts_for_nothing(
    sandbox: Sandbox, old: str, new: str, code: str
) -> None:
    config, _ = read_config(sandbox.root)
    write_record(config, RECORD)
    sandbox.replace(AT.file, old, new)
    issued, files, problems = read_issued(config, period_of("2025-11"))
    assert issued == ()
    assert code in {each.code for each in problems}
    assert {each.place.file for each in problems if each.place} == {AT.file} == set(files)
