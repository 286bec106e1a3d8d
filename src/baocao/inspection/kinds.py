"""What a document is, by what was recognised of it, and which components it therefore has to have."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from itertools import islice
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.inspection.anatomy import Anatomy
from baocao.inspection.foot import has_mark
from baocao.inspection.head import Head, names_party
from baocao.inspection.lines import Line, is_worded, lines_in, plain_beginning, worded_in
from baocao.inspection.reading import Docx
from baocao.inspection.title import LETTER, Title
from baocao.model.form import Act, Family, Form, Outsider
from baocao.vietnamese.text import folded_text, joined_words, sentence_case


class Nature(Enum):
    """What a file is, as far as it decides which rules it can keep at all."""

    DOCUMENT = "văn bản"
    ATTACHED = "văn bản ban hành kèm theo"
    APPENDIX = "phụ lục"
    FORM = "biểu mẫu"
    PAPER = "tài liệu phục vụ họp"
    REGULATION = "văn bản quy phạm pháp luật"
    ASSOCIATION = "văn bản của đoàn thể"
    OTHER = "giấy tờ khác"


Scope = frozenset[Nature]
"""Which natures a rule is for."""
ANYTHING: Final[Scope] = frozenset(Nature)
ISSUED: Final[Scope] = frozenset({Nature.DOCUMENT, Nature.ATTACHED, Nature.APPENDIX})
"""What the form of documents governs."""
SIGNED: Final[Scope] = frozenset({Nature.DOCUMENT})
"""What has a letterhead, a signature and recipients of its own."""
TITLED: Final[Scope] = frozenset({Nature.DOCUMENT, Nature.ATTACHED})

PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "quoc_hieu": "Quốc hiệu",
        "tieu_ngu": "Tiêu ngữ",
        "ban_hanh": "tên cơ quan ban hành",
        "so": "số, ký hiệu",
        "dia_danh": "địa danh và thời gian",
        "ten_loai": "tên loại",
        "trich_yeu": "trích yếu",
        "noi_dung": "nội dung",
        "quyen_han": "chức vụ người ký",
        "ho_ten": "họ tên người ký",
        "noi_nhan": "nơi nhận",
    }
)
"""The components that every document has to have (Điều 8), by the names of the form's data."""
_NOTATION: Final = re.compile(r"số\s*:?[\s\d.…_]*[/-]\s*[A-ZĐ]", re.IGNORECASE)
_YEAR: Final = re.compile(r"[/\s](?:19|20)\d\d\s*/\s*(?P<rest>[A-ZĐ][A-Za-zĐđ0-9-]*)")
_TEMPLATE: Final = re.compile(r"(?:mau|bieu|bieu mau|phu bieu)(?: so)?\s*[:.]?\s*[\w./-]{1,20}")
"""What stands alone over a form that somebody is to fill in, without diacritics."""
_PLACEHOLDER: Final = re.compile(r"(?:ten (?:co quan|don vi|cq|to chuc)\b.*|[\s.…_()\d]*)")
_LONGEST_CITED: Final = 300
_NEAR: Final = 12
"""Among how many paragraphs from the top a paper says what it is."""
_TOP: Final = 3
"""Among how many lines from the top a form says that it is one."""
_ENOUGH: Final = 3
_WEIGHTS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "số và ký hiệu": 3,
        "tên loại": 2,
        "trích yếu công văn": 2,
        "nơi nhận": 2,
        "quyền hạn người ký": 2,
        "Quốc hiệu": 1,
        "tên cơ quan ban hành và thời gian": 1,
        "Kính gửi": 1,
        "chức vụ người ký": 1,
    }
)
"""How much each component tells that a file is a document, however broken; `_ENOUGH` of it make one."""


class Identity(NamedTuple):
    """What a file is, in words, with the components that it has to have, by id and by name.

    `note` says once why it is not judged by the form, or by what its kind was decided.
    """

    nature: Nature
    name: str
    wants: Mapping[str, str] = MappingProxyType({})
    note: str = ""

    @property
    def is_judged(self) -> bool:
        """Whether the form of documents says how it has to look."""
        return self.nature in ISSUED


def identify_document(docx: Docx, anatomy: Anatomy, form: Form) -> Identity:
    """Decide what a file is: by its own words where they say it, else by how much of a document it has."""
    if form.family is Family.PARTY:
        return _as_appendix(docx, anatomy, form) or _document(anatomy, form)
    decided = next(filter(None, (decide(docx, anatomy, form) for decide in _DECISIONS)), None)
    return decided or _by_evidence(docx, anatomy, form)


def found_parts(docx: Docx, anatomy: Anatomy) -> dict[str, bool]:
    """Return of each component whether it was recognised."""
    head, foot, title = anatomy.head, anatomy.foot, anatomy.title
    text = islice(docx.paragraphs, title.start, foot.start)
    return {
        "quoc_hieu": head.country is not None,
        "tieu_ngu": head.motto is not None,
        "ban_hanh": bool(head.bodies),
        "so": head.number is not None,
        "dia_danh": head.date is not None,
        "ten_loai": title.line is not None or bool(head.subject),
        "trich_yeu": bool(title.subject or head.subject or title.merged),
        "noi_dung": any(is_worded(paragraph.text) for paragraph in text),
        "quyen_han": bool(foot.authority),
        "ho_ten": foot.name is not None,
        "noi_nhan": foot.heading is not None,
    }


def _document(anatomy: Anatomy, form: Form) -> Identity:
    """Return a document of the form's types, or of a type that the form does not know."""
    title, head = anatomy.title, anatomy.head
    kind = title.type
    needless = set(kind.lacks if kind else ()) | (set() if form.motto else {"tieu_ngu"})
    # A draft may await its signer's name.
    if head.number is not None and not head.has_number:
        needless.add("ho_ten")
    if title.kind == LETTER:
        needless.add("ten_loai")
    # Whether what has a name of its own has a subject under it, no template says.
    if title.line and not kind:
        needless.add("trich_yeu")
    wants = {part: name for part, name in _names_of_parts(title, form).items() if part not in needless}
    name = _name_of_title(anatomy) or "văn bản chưa rõ tên loại"
    copied = f"{name}, {anatomy.copy.kind.name.lower()}" if anatomy.copy else name
    is_unknown = title.line is not None and kind is None
    unknown = f"Tên loại '{name.upper()}' không có trong {form.short_name}. Xét theo thể thức chung"
    note = _misnamed(head, form) or (unknown if is_unknown else "")
    return Identity(Nature.DOCUMENT, copied, wants, note)


def _misnamed(head: Head, form: Form) -> str:
    """Return why a document is judged by the Party's form though the country's name stands over it."""
    if form.family is not Family.PARTY or head.country is None or names_party(head.country):
        return ""
    body = " ".join(line.text for line in head.bodies)
    return f"{body} là tổ chức đảng, nên xét theo thể thức của Đảng dù văn bản ghi Quốc hiệu"


def _names_of_parts(title: Title, form: Form) -> Mapping[str, str]:
    """Return the components of documents with the names that they have on this one."""
    own = {"trich_yeu": "trích yếu công văn"} if title.kind == LETTER else {}
    return {**PARTS, **({} if form.motto else {"quoc_hieu": "tên Đảng"}), **own}


def _as_paper(docx: Docx, anatomy: Anatomy, form: Form) -> Identity | None:
    """Return a paper for a meeting; what has a country's name or a number is a document."""
    if anatomy.head.country or anatomy.head.number:
        return None
    names = {folded_text(kind.name): kind for kind in form.papers.values()}
    worded = filter(None, (folded_text(paragraph.text.strip()) for paragraph in docx.paragraphs))
    paper = next((names[text] for text in islice(worded, _NEAR) if text in names), None)
    if paper is None:
        return None
    note = f"Tài liệu phục vụ họp, không phải loại văn bản của {form.short_name}"
    return Identity(Nature.PAPER, paper.name.lower(), note=note)


def _as_regulation(_: Docx, anatomy: Anatomy, form: Form) -> Identity | None:
    """Return a legal normative document, or what is issued with one: its notation has the year."""
    title = anatomy.title
    kinds = form.outside.regulations.values()
    lines = [*filter(None, (anatomy.head.number,)), *anatomy.head.others, *title.reference]
    # An act of law is known by its name alone; a decision only by its notation.
    known = {kind.abbreviation for kind in form.types.values()}
    named = {folded_text(kind.name): kind for kind in kinds if kind.abbreviation not in known}
    own = named.get(plain_beginning(title.line.text)) if title.line else None
    cited = next(filter(None, (_regulation_cited(line.text, form) for line in lines)), "")
    own_name = own.name if own else ""
    name = own_name or (title.type.name if title.type and cited else cited)
    if not name:
        return None
    act = _act_in_force(form.outside.acts.values(), anatomy.head.day)
    what = name.lower()
    if title.reference and not own:
        what = f"{_name_of_title(anatomy) or 'văn bản'} ban hành kèm theo {cited.lower()}"
    note = f"Văn bản quy phạm pháp luật, theo {act.name}, không theo {form.short_name}"
    return Identity(Nature.REGULATION, what, note=note)


def _regulation_cited(text: str, form: Form) -> str:
    """Return the type of regulation whose notation, with its year, stands in a line; else nothing."""
    match = _YEAR.search(text) if len(text) <= _LONGEST_CITED else None
    if match is None:
        return ""
    abbreviation, _, issuer = match["rest"].partition("-")
    for kind in form.outside.regulations.values():
        whole = kind.abbreviation and abbreviation.rstrip("0123456789") == kind.abbreviation
        if whole and (not kind.issuers or issuer.startswith(kind.issuers)):
            return kind.name
    return ""


def _act_in_force(acts: Iterable[Act], day: date | None) -> Act:
    """Return the law under which a regulation was made, by the day in its letterhead."""
    in_order = sorted(acts, key=lambda act: act.valid_from or date.min)
    begun = [act for act in in_order if (act.valid_from or date.min) <= (day or date.max)]
    return [*in_order[:1], *begun][-1]


def _as_association(_: Docx, anatomy: Anatomy, form: Form) -> Identity | None:
    """Return what a mass organisation issues, by the name in its letterhead."""
    head = anatomy.head
    lines = (*head.parents, *head.bodies, *head.others)
    outsider = _outsider_named(filter(_is_capital, lines), form.outside.associations)
    if outsider is None:
        return None
    note = f"Văn bản của {outsider.name}, theo thể thức riêng, không theo {form.short_name}"
    return Identity(Nature.ASSOCIATION, _name_of_title(anatomy) or "văn bản của đoàn thể", note=note)


def _is_capital(line: Line) -> bool:
    return line.text.isupper()


def _outsider_named(lines: Iterable[Line], outsiders: Mapping[str, Outsider]) -> Outsider | None:
    """Return the outsider with one of whose beginnings a line begins."""
    texts = [f"{plain_beginning(line.text)} " for line in lines]
    return next((each for each in outsiders.values() if any(map(_begins_with(each), texts))), None)


def _begins_with(outsider: Outsider) -> Callable[[str], bool]:
    beginnings = tuple(f"{folded_text(beginning)} " for beginning in outsider.beginnings)
    return lambda text: text.startswith(beginnings)


def _as_appendix(_: Docx, anatomy: Anatomy, __: Form) -> Identity | None:
    return Identity(Nature.APPENDIX, "phụ lục") if anatomy.is_appendix_only else None


def _as_attached(_: Docx, anatomy: Anatomy, __: Form) -> Identity | None:
    """Return a text that says with which document it is issued, and has no number of its own."""
    title = anatomy.title
    if not title.reference or anatomy.head.number:
        return None
    name = _name_of_title(anatomy) or "văn bản"
    said = "ban hành kèm theo" if "ban hành" in title.reference[0].text.lower() else "kèm theo"
    wants = {part: PARTS[part] for part in ("ten_loai", "noi_dung")}
    return Identity(Nature.ATTACHED, f"{name} {said}", wants)


def _as_other(_: Docx, anatomy: Anatomy, form: Form) -> Identity | None:
    """Return what people write by other rules: the title says it."""
    line = anatomy.title.line
    outsider = None if line is None else _outsider_named([line], form.outside.papers)
    if outsider is None:
        return None
    said = "không có mẫu trong" if outsider.listed else "không thuộc loại văn bản nào của"
    note = f"{sentence_case(outsider.name)} {said} {form.name}"
    return Identity(Nature.OTHER, outsider.name, note=note)


def _as_form(docx: Docx, anatomy: Anatomy, form: Form) -> Identity | None:
    """Return a form that somebody is to fill in: 'Mẫu số 01' on top, or no body's name in its place."""
    head = anatomy.head
    top = [line for paragraph in islice(worded_in(docx.paragraphs), _TOP) for line in lines_in(paragraph)][
        :_TOP
    ]
    marked = any(_TEMPLATE.fullmatch(plain_beginning(line.text)) for line in top)
    bodies = [plain_beginning(line.text) for line in (*head.parents, *head.bodies)]
    unnamed = bool(bodies) and all(_PLACEHOLDER.fullmatch(text) for text in bodies)
    if head.has_number or not (marked or unnamed):
        return None
    name = _name_of_title(anatomy)
    note = f"Biểu mẫu để điền, chưa phải là văn bản của {form.short_name}"
    return Identity(Nature.FORM, f"mẫu {name}" if name else "biểu mẫu", note=note)


_DECISIONS: Final = (
    _as_paper,
    _as_regulation,
    _as_association,
    _as_appendix,
    _as_attached,
    _as_other,
    _as_form,
)
"""In this order: what says of itself what it is, then what only looks like something."""


def _by_evidence(docx: Docx, anatomy: Anatomy, form: Form) -> Identity:
    """Return a document where enough of one was found, however broken it is; else say what was not."""
    evidence = _evidence_of(anatomy)
    has = [name for name, found in evidence.items() if found]
    weights = [_WEIGHTS[name] for name in has]
    # Country, body and a title of their own have many papers that are no documents.
    if sum(weights) >= _ENOUGH and max(weights) > 1:
        return _document(anatomy, form)
    if not any(is_worded(paragraph.text) for paragraph in docx.paragraphs):
        note = "Không đọc được chữ nào trong tệp (có thể là ảnh chụp văn bản)"
        return Identity(Nature.OTHER, "không có chữ", note=note)
    lacking = joined_words(name for name, found in evidence.items() if not found and _WEIGHTS[name] > 1)
    seen = f"chỉ thấy {joined_words(has)}; " if has else ""
    note = f"Không thuộc loại văn bản nào của {form.name}: {seen}không tìm thấy {lacking}"
    name = _name_of_title(anatomy) if evidence["tên loại"] else "không rõ loại"
    return Identity(Nature.OTHER, name, note=note)


def _evidence_of(anatomy: Anatomy) -> dict[str, bool]:
    """Return of each sign of a document whether it was found."""
    head, foot, title = anatomy.head, anatomy.foot, anatomy.title
    has_letterhead = head.country is not None and bool(head.bodies) and head.date is not None
    return {
        "số và ký hiệu": head.number is not None and _NOTATION.match(head.number.text) is not None,
        "tên loại": title.type is not None and title.kind != LETTER,
        "trích yếu công văn": bool(head.subject),
        "nơi nhận": foot.heading is not None,
        "quyền hạn người ký": any(has_mark(line) for line in foot.authority),
        "Quốc hiệu": head.country is not None and not names_party(head.country),
        "tên cơ quan ban hành và thời gian": has_letterhead,
        "Kính gửi": title.addressed is not None,
        "chức vụ người ký": bool(foot.authority),
    }


def _name_of_title(anatomy: Anatomy) -> str:
    title = anatomy.title
    if title.type:
        return title.type.name.lower()
    return title.line.text.lower() if title.line else ""
