"""Reading a form of documents from the package's own data."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from baocao.model.form import Component, DocumentType, Form, Page
from baocao.source.documents import read_mapping
from baocao.source.fields import Fields
from baocao.source.log import Log

STATE_FORM: Final = "nd-30-2020"
_FOLDER: Final = Path(__file__).parent.parent / "forms"


@cache
def load_form(name: str = STATE_FORM) -> Form:
    """Return the form `name`; the file is part of the program, so a fault in it is a defect."""
    path = _FOLDER / f"{name}.yaml"
    _, mapping, problems = read_mapping(path, _FOLDER)
    log = Log(path.name)
    form = _form(Fields(mapping, log)) if mapping else None
    if form is None or problems or log.problems:
        faults = "; ".join(f"{found.place}: {found.message}" for found in [*problems, *log.problems])
        raise ValueError(faults or path.name)
    return form


def _form(fields: Fields) -> Form:
    paragraph = _inner(fields, "doan")
    form = Form(
        id=fields.required_text("ma"),
        name=fields.required_text("ten"),
        font=fields.required_text("phong_chu"),
        page=_page(fields),
        indent=_number(paragraph, "lui_dau_dong"),
        spacing=_number(paragraph, "cach"),
        line=_number(paragraph, "dong"),
        country=fields.required_text("quoc_hieu"),
        motto=fields.required_text("tieu_ngu"),
        components=_components(fields),
        types=_types(fields),
    )
    paragraph.done()
    fields.done()
    return form


def _inner(fields: Fields, key: str) -> Fields:
    found = fields.fields(key)
    if found is None:
        raise ValueError(key)
    return found


def _number(fields: Fields, key: str) -> float:
    """Return a length or size; floats are fine for what is measured in points or millimetres."""
    return float(fields.number(key) or 0)


def _page(fields: Fields) -> Page:
    page = _inner(fields, "trang")
    keys = ("rong", "cao", "tren", "duoi", "trai", "phai", "so_trang")
    found = Page(*(_number(page, key) for key in keys))
    page.done()
    return found


def _components(fields: Fields) -> Mapping[str, Component]:
    """Read the components; the chosen set of coupled sizes overrides theirs."""
    coupled = _inner(_inner(fields, "cac_bo_co"), fields.required_text("bo_co"))
    found = {}
    for name, _, node in fields.entries("thanh_phan"):
        mapping = fields.log.mapping(node, name)
        if mapping:
            part = Fields(mapping, fields.log)
            size = _number(coupled, name) or _number(part, "co")
            found[name] = Component(size, part.flag("dam"), part.flag("nghieng"), part.flag("hoa"))
            part.get("co")
            part.done()
    return found


def _types(fields: Fields) -> Mapping[str, DocumentType]:
    found = {}
    for name, _, node in fields.entries("loai_van_ban"):
        mapping = fields.log.mapping(node, name)
        if mapping:
            part = Fields(mapping, fields.log)
            found[name] = DocumentType(part.required_text("ten"), part.required_text("viet_tat"))
            part.done()
    return found
