"""The custom XML part that says what the bookmarks of a document are."""

from collections.abc import Iterable, Sequence
from typing import Final

from baocao.model.marks import NAMESPACE, VERSION, Mark, Origin, marks_digest
from baocao.render.word.markup import DECLARATION, escape_xml

ITEM: Final = "customXml/item1.xml"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
PROPERTIES: Final = "customXml/itemProps1.xml"
PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PROPERTIES_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
)
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_STORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ID: Final = "{6B0C0A5D-7C0B-4E0B-9B6E-0B1A0C5E0D15}"
"""Word knows custom XML parts by an id, which may be the same in all documents."""


def item_part(origin: Origin, marks: Sequence[Mark]) -> bytes:
    """Return the part with what each bookmark is, in the order in which they begin."""
    said = (
        ("phien_ban", str(VERSION)),
        ("loai", origin.kind),
        ("don_vi", origin.unit),
        ("ky", origin.period),
        ("chi_dao", origin.directive),
        ("san_pham", origin.product),
        ("du_thao", "1" if origin.draft else ""),
        ("bam", marks_digest(marks)),
    )
    sources = "".join(
        f"<nguon{_attributes((('tep', each.path), ('blob', each.blob)))}/>" for each in origin.sources
    )
    lines = "".join(map(_mark_xml, marks))
    return f'{DECLARATION}<dau xmlns="{NAMESPACE}"{_attributes(said)}>{sources}{lines}</dau>'.encode()


def around_parts() -> dict[str, bytes]:
    """Return what stands beside the part in every document: its id, and how the id is found."""
    return {
        PROPERTIES: (
            f'{DECLARATION}<ds:datastoreItem ds:itemID="{_ID}" xmlns:ds="{_STORE}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode(),
        "customXml/_rels/item1.xml.rels": (
            f'{DECLARATION}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_PROPERTIES_RELATION}" Target="itemProps1.xml"/></Relationships>'
        ).encode(),
    }


def _mark_xml(mark: Mark) -> str:
    said = _attributes(
        (("k", mark.key), ("u", mark.unit), ("n", str(mark.shared) if mark.shared > 1 else ""))
    )
    return f"<{mark.kind}{said}>{escape_xml(mark.value)}</{mark.kind}>"


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Return attributes; an empty one is left out."""
    return "".join(f' {name}="{escape_xml(value)}"' for name, value in pairs if value)
