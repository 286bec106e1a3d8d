"""Schemas and readers know the same keys: what is added to one and forgotten in the other fails here."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from baocao.features.schema.definitions import DEFINITIONS, definition_schema
from baocao.features.schema.parts import Schema
from baocao.features.schema.schemas import Wanted, wanted_schemas
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, SourceFile
from baocao.source import nodes
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.nodes import Node
from baocao.source.parsing import parse_source
from baocao.source.submissions import SubmissionReader
from defining import reader
from support import Sandbox, period_of

EVERYTHING = """
don_vi: xa-mot
ky: 2025-11
chi_tieu:
  hs.tiep_nhan: {gia_tri: 3.781, xep_hang: 1/3}
  hs.truc_tuyen: {chua_co: Chưa thống kê}
  hs.kinh_phi: {khong_ap_dung: Không có}
  hs.ty_so: {tu_so: 3, mau_so: 4}
nhiem_vu: {cd: {"1": {tien_do: hoan_thanh}}}
vuong_mac: {cd: [{nhom: kinh_phi, noi_dung: Thiếu}]}
van_ban: {qd-1: {loai: Quyết định}}
phat_hanh: {cd: {so: 1}}
chap_nhan_thieu:
  cd: {ky: 2025-11, ly_do: a, nguoi_duyet: b, ngay: 2025-11-18, con_thieu: [{don_vi: a, thieu: [b]}]}
nhap_tu: {tep: a}
dinh_chinh: [{chi_tieu: hs.tiep_nhan, tu: 1, thanh: 2, ly_do: a, nguoi: b, ngay: 2025-11-18}]
"""
Asked = Callable[[str, Callable[[nodes.Mapping, Log], object]], set[str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Read a text and return the keys that its reader asked for."""
    keys: set[str] = set()
    get, ask = Fields.get, Fields.ask

    def remembering(fields: Fields, key: str) -> Node | None:
        keys.add(key)
        return get(fields, key)

    def asking(fields: Fields, names: Mapping[str, None]) -> None:
        keys.update(names)
        ask(fields, names)

    def read_asking(text: str, read: Callable[[nodes.Mapping, Log], object]) -> set[str]:
        node, problems = parse_source(SourceFile("tệp.yaml", text, b""))
        log = Log("tệp.yaml")
        assert isinstance(node, nodes.Mapping)
        monkeypatch.setattr(Fields, "get", remembering)
        monkeypatch.setattr(Fields, "ask", asking)
        read(node, log)
        assert [*problems, *log.problems] == []
        return keys

    return read_asking


def property_names(schema: object) -> Iterator[str]:
    """Yield the name of every property anywhere in a schema."""
    if isinstance(schema, list):
        for item in schema:
            yield from property_names(item)
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from property_names(value)


def data_ids(definitions: Definitions) -> set[str]:
    """Return the properties that are ids of the data instead of keys."""
    directives = definitions.directives.values()
    tasks = [(directive.id, task.id) for directive in directives for task in directive.all_tasks()]
    products = [(directive.id, product.id) for directive in directives for product in directive.products]
    return {
        *definitions.catalogue.indicators,
        *(rule.id for rule in definitions.catalogue.rules),
        *definitions.directives,
        *(f"{directive}/{name}" for directive, name in (*tasks, *products)),
        *(name for _, name in tasks),
        *(item.id for directive in directives for item in directive.outline),
    }


def test_the_schema_of_submissions_has_the_keys_that_their_reader_asks_for(
    sandbox: Sandbox, asked: Asked
) -> None:
    sandbox.replace(
        "data/directives/chi-tieu.yaml",
        "  chi_tieu:\n",
        "  chi_tieu:\n    ty_so: {ten: Tỷ số, loai: ty_so}\n",
    )
    definitions = sandbox.load().definitions
    unit: Unit = definitions.registry.units["xa-mot"]

    def read(mapping: nodes.Mapping, log: Log) -> object:
        return SubmissionReader(definitions, period_of("2025-11")).read_submission(mapping, log, unit)

    (file,) = wanted_schemas(definitions, Wanted(kind="xa"))
    keys = asked(EVERYTHING, read)
    assert set(property_names(file.schema)) - data_ids(definitions) == keys


DEFINED = {
    "cau-hinh": """
        ngay_nghi: [2025-01-01]
        bo_qua: [{ma: BC424, ly_do: Số đúng}]
    """,
    "don-vi": """
        loai: {xa: {ten: xã, cap: xa}}
        nhom: {tinh_cu: {ten: Tỉnh cũ, gia_tri: {bac: Bắc, nam: Nam}}}
        don_vi: {xa-mot: {ten: Xã Một, loai: xa, ma_truoc: [{den: 2025-06-30}]}}
    """,
    "ho-so": """
        ten_day_du: Ủy ban nhân dân xã Một
        ky_hieu: UBND
        dia_danh: Một
        nguoi_ky: {a: {chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn A}}
        so_ngoai_baocao: [{ky_hieu: /BC-UBND, ly_do: Sổ chung}]
    """,
    "chi-tieu": """
        hs:
          ten: Hồ sơ
          chi_tieu:
            a: {ten: A, loai: so_dem, theo_doi: {gap: 3}, tong_hop: {ham: tong}, ap_dung: {cap: xa}}
            b: {ten: B, loai: so_dem, muc_tieu: {dieu_kien: gia_tri >= 1}}
          quy_tac: {r: {ten: Quy tắc, dieu_kien: hs.a > 1}}
    """,
    "van-ban": "qd-1: {loai: Quyết định}",
    "trang-thai": """
        tien_do:
          {chua_thuc_hien: a, dang_thuc_hien: b, hoan_thanh: c, khong_ap_dung: d}
        thoi_han:
          {hoan_thanh_dung_han: a, hoan_thanh_qua_han: b, hoan_thanh: c, trong_han: d, sap_den_han: e,
           qua_han: f, khong_thoi_han: g, khong_ap_dung: h}
        mau: {do: {ten: Đỏ, rgb: F4B183}}
        den: [{mau: do}]
    """,
    "chi-dao": """
        ma: cd
        ten: Chỉ đạo
        don_vi_bao_cao: [{cap: xa}]
        tan_suat: [thang]
        lich: {2025-11: {chot: 2025-11-18}}
        de_cuong: [{so: I, ten: Mục, y: [{noi_dung: Ý}]}]
        nhom_nhiem_vu:
          - {so: I, ten: Nhóm, nhiem_vu: [{so: "1", ten: Việc, thoi_han: {nhu_van_ban: x}}]}
        san_pham: {bao-cao: {mau: a.md.j2, lap_boi: {cap: xa}}}
        quy_tac: {r: {ten: Quy tắc, cung_co: [hs.tiep_nhan, hs.truc_tuyen]}}
    """,
}
"""Every record of each kind of file once."""


@pytest.mark.parametrize("name", DEFINED)
def test_the_schemas_of_definitions_have_the_keys_that_their_readers_ask_for(
    sandbox: Sandbox, asked: Asked, name: str
) -> None:
    definitions = sandbox.load().definitions
    keys = asked(textwrap.dedent(DEFINED[name]), reader(name, definitions))
    known = set(property_names(definition_schema(name, definitions)))
    assert keys == known


def test_there_is_an_example_of_every_kind_of_file() -> None:
    assert DEFINED.keys() == DEFINITIONS.keys()


def schema_records(schema: object) -> Iterator[Schema]:
    """Yield everything in a schema that lists keys."""
    if isinstance(schema, list):
        for item in schema:
            yield from schema_records(item)
    if isinstance(schema, dict):
        if {"type", "properties"} <= schema.keys():
            yield schema
        for value in schema.values():
            yield from schema_records(value)


def test_no_record_of_a_schema_lets_unknown_keys_through(sandbox: Sandbox) -> None:
    schemas = wanted_schemas(sandbox.load().definitions, Wanted())
    everything: list[Any] = [each.schema for each in schemas]
    assert [
        record for record in schema_records(everything) if record.get("additionalProperties") is not False
    ] == []
