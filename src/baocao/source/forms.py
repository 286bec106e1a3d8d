"""Reading a form of documents from the package's own data."""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from baocao.model.form import (
    DEFAULT_SIZES,
    SALUTATION,
    Act,
    Component,
    ContactPage,
    DocumentType,
    Family,
    Form,
    Numbering,
    Numerals,
    Outside,
    Outsider,
    Page,
    Permitted,
    Punctuation,
    Range,
    Regulation,
    Stamp,
    StampPlace,
)
from baocao.source.documents import read_mapping
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.shapes import read_labels

STATE_FORM: Final = "nd-30-2020"
_LOOKS: Final = ("dam", "nghieng", "hoa", "gach_chan")
_LETTERING: Final = "kieu_chu"
"""All values of how letters look, but for their size, in one word."""
_FOLDER: Final = Path(__file__).parent.parent / "forms"


def form_of(family: Family, day: date, sizes: str = DEFAULT_SIZES) -> Form:
    """Return the form that bodies of `family` have to keep on `day`, else their oldest."""
    own = [form for form in _forms_by_date(sizes) if form.family is family]
    begun = [form for form in own if form.valid_from is None or form.valid_from <= day]
    return [*own[:1], *begun][-1]


@cache
def _forms_by_date(sizes: str) -> tuple[Form, ...]:
    """Return every form, in the order in which they came into force."""
    forms = (load_form(path.stem, sizes) for path in _FOLDER.glob("*.yaml"))
    return tuple(sorted(forms, key=lambda form: form.valid_from or date.min))


@cache
def load_form(name: str = STATE_FORM, sizes: str = DEFAULT_SIZES) -> Form:
    """Return the form `name` with one of its sets of coupled sizes.

    The file is part of the program, so a fault in it is a defect.
    """
    path = _FOLDER / f"{name}.yaml"
    _, mapping, problems = read_mapping(path, _FOLDER)
    log = Log(path.name)
    form = _read_form(Fields(mapping, log), sizes) if mapping else None
    if form is None or problems or log.problems:
        faults = "; ".join(f"{problem.place}: {problem.message}" for problem in [*problems, *log.problems])
        raise ValueError(faults or path.name)
    return form


def _read_form(fields: Fields, sizes: str) -> Form:
    paragraph = _required_fields(fields, "doan")
    form = Form(
        id=fields.required_text("ma"),
        name=fields.required_text("ten"),
        short_name=fields.required_text("ten_ngan"),
        family=fields.choice("ho", Family, Family.STATE) or Family.STATE,
        valid_from=fields.day("tu"),
        valid_to=fields.day("den"),
        font=fields.required_text("phong_chu"),
        page=_read_page(fields),
        indent=_read_length(paragraph, "lui_dau_dong"),
        spacing=_read_length(paragraph, "cach"),
        line=_read_length(paragraph, "dong"),
        line_is_exact=paragraph.flag("dong_chinh_xac"),
        country=fields.required_text("quoc_hieu"),
        motto=fields.text("tieu_ngu"),
        numbering=_read_numbering(fields),
        authority=read_labels(fields, "quyen_han"),
        under_body=fields.text("duoi_ban_hanh"),
        under_subject=fields.text("duoi_trich_yeu"),
        heading=fields.required_text("de_muc"),
        archive=fields.required_text("luu"),
        comma_before_date=fields.flag("dau_phay_truoc_ngay"),
        about=fields.text("mo_trich_yeu_cong_van"),
        stamps=fields.named("dau_muc_do", _read_stamp),
        components=_read_components(fields, sizes),
        types=fields.named("loai_van_ban", _read_type),
        permitted=_read_permitted(fields),
        articles=read_labels(fields, "dieu_khoan"),
        addressees=_read_punctuation(fields, "dau_kinh_gui"),
        grounds=_read_punctuation(fields, "dau_can_cu"),
        ground_dash=fields.flag("gach_can_cu"),
        recipients=_read_punctuation(fields, "dau_noi_nhan"),
        end_mark=fields.required_text("het_noi_dung"),
        appendix_numerals=fields.choice("so_phu_luc", Numerals, Numerals.ROMAN) or Numerals.ROMAN,
        contact_page=fields.choice("trang_lien_he", ContactPage, ContactPage.FIRST) or ContactPage.FIRST,
        framed=fields.flag("dong_khung_dau"),
        papers=fields.named("tai_lieu", _read_type),
        outside=Outside(
            papers=fields.named("giay_to_khac", _read_outsider),
            associations=fields.named("doan_the", _read_outsider),
            regulations=fields.named("quy_pham", _read_regulation),
            acts=fields.named("luat_quy_pham", _read_act),
            copies=fields.named("ban_sao", _read_type),
        ),
    )
    paragraph.done()
    fields.done()
    return form


def _required_fields(fields: Fields, key: str) -> Fields:
    inner = fields.fields(key)
    if inner is None:
        raise ValueError(key)
    return inner


def _read_length(fields: Fields, key: str) -> float:
    """Return a length or size; floats are fine for what is measured in points or millimetres."""
    return float(fields.number(key) or 0)


def _read_page(fields: Fields) -> Page:
    page = _required_fields(fields, "trang")
    keys = ("rong", "cao", "tren", "duoi", "trai", "phai", "so_trang")
    sizes = Page(*(_read_length(page, key) for key in keys))
    page.done()
    return sizes


def _read_components(fields: Fields, sizes: str) -> Mapping[str, Component]:
    """Read the components; the chosen set of coupled sizes overrides theirs."""
    coupled = _required_fields(_required_fields(fields, "cac_bo_co"), sizes)

    def component(name: str, part: Fields) -> Component:
        own = _read_length(part, "co")
        bold, italic, capitals, underline = (part.flag(mark) for mark in _LOOKS)
        silent = frozenset(_value_names(part, "khong_quy_dinh"))
        guessed = frozenset(_value_names(part, "chua_kiem_chung")) - silent
        size = _read_length(coupled, name) or own
        made = Component(
            size, bold, italic, capitals, underline=underline, unverified=guessed, unruled=silent
        )
        part.done()
        return made

    return fields.named("thanh_phan", component)


def _value_names(part: Fields, key: str) -> Iterator[str]:
    """Yield the names of a component's values that stand under a key."""
    for name in part.texts(key):
        yield from _LOOKS if name == _LETTERING else (name,)


def _read_numbering(fields: Fields) -> Numbering:
    inner = _required_fields(fields, "so_ky_hieu")
    keys = ("nhan", "co_ten_loai", "cong_van", "cong_van_khong_don_vi")
    label, *patterns = (inner.required_text(key) for key in keys)
    numbering = Numbering(label, *patterns)._replace(internal=inner.text("noi_bo"))
    inner.done()
    return numbering


def _read_punctuation(fields: Fields, key: str) -> Punctuation:
    """Read what ends the items of a list: `muc` all but the last, `cuoi` that."""
    inner = _required_fields(fields, key)
    signs = Punctuation(inner.text("muc"), inner.text("cuoi"))
    inner.done()
    return signs


def _read_stamp(_: str, fields: Fields) -> Stamp:
    place = fields.choice("vi_tri", StampPlace, StampPlace.TOP) or StampPlace.TOP
    stamp = Stamp(fields.required_text("ten"), _read_length(fields, "rong"), place)
    fields.done()
    return stamp


def _read_permitted(fields: Fields) -> Permitted:
    """Read what the form leaves open; what is not named has to be as the form itself says."""
    sets = _required_fields(fields, "cac_bo_co")
    coupled = tuple(_read_lengths(_required_fields(sets, name)) for name in sets.node.entries)
    inner = fields.fields("cho_phep")
    if inner is None:
        return Permitted({}, (), None, line=None, sizes={}, coupled=coupled)
    permitted = Permitted(
        margins=_read_ranges(inner, "le"),
        indents=tuple(float(value) for value in inner.numbers("lui_dau_dong", 2) if value is not None),
        spacing=_read_length(inner, "cach"),
        line=_read_range(inner, "dong"),
        sizes=_read_ranges(inner, "co"),
        coupled=coupled,
    )
    inner.done()
    return permitted


def _read_lengths(fields: Fields) -> Mapping[str, float]:
    return {name: _read_length(fields, name) for name in fields.node.entries}


def _read_ranges(fields: Fields, key: str) -> Mapping[str, Range]:
    inner = _required_fields(fields, key)
    return {name: _read_range(inner, name) for name in inner.node.entries}


def _read_range(fields: Fields, key: str) -> Range:
    """Read from where to where something is permitted; '~' is no bound."""
    low, high = fields.numbers(key, 2)
    return Range(float(low or 0), math.inf if high is None else float(high))


def _read_type(_: str, fields: Fields) -> DocumentType:
    kind = DocumentType(
        fields.required_text("ten"),
        fields.text("viet_tat"),
        titled=not fields.flag("khong_ten_loai"),
        addressed=fields.flag("kinh_gui"),
        salutation=fields.text("loi_gui") or SALUTATION,
        other_abbreviations=fields.texts("viet_tat_khac"),
        small=fields.flag("giay_nho"),
        lacks=frozenset(fields.texts("khong_can")),
        grounded=fields.flag("co_can_cu"),
        two_signers=fields.flag("hai_nguoi_ky"),
    )
    fields.done()
    return kind


def _read_outsider(_: str, fields: Fields) -> Outsider:
    outsider = Outsider(fields.required_text("ten"), fields.texts("mo_dau"), fields.flag("khong_co_mau"))
    fields.done()
    return outsider


def _read_regulation(_: str, fields: Fields) -> Regulation:
    issuers = fields.texts("co_quan")
    regulation = Regulation(fields.required_text("ten"), fields.text("viet_tat"), issuers)
    fields.done()
    return regulation


def _read_act(_: str, fields: Fields) -> Act:
    act = Act(fields.required_text("ten"), fields.day("tu"))
    fields.done()
    return act
