"""From a product of a directive to a document tree."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from baocao.documents.context import AppendixHead, Context
from baocao.documents.environment import LoadedTemplate, Templates
from baocao.documents.markdown import Part, Reference, parse_markdown, resolved
from baocao.documents.numbering import numbered, roman
from baocao.documents.tokens import OBJECT
from baocao.figures.consolidation import Consolidation
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.directive import Directive, Product
from baocao.model.document import Appendix, Block, Document, Letterhead, Signature
from baocao.model.figure import Figure
from baocao.model.form import DocumentType, Form
from baocao.model.place import Place
from baocao.model.profile import Profile
from baocao.model.table import Table
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.nodes import Scalar
from baocao.vietnamese.text import hint, sentence_case

OUTPUTS = ("docx", "xlsx")
"""The formats that a template can ask for."""


class Direction(StrEnum):
    """Where a document goes; upward ones open with 'Kính gửi' (Phụ lục I, Mục II.9.b)."""

    UP = "len"
    PEER = "ngang"
    DOWN = "xuong"


class Composed(NamedTuple):
    """A document with the formats it is wanted in and the template it came from."""

    document: Document
    outputs: tuple[str, ...]
    template: str


class Request(NamedTuple):
    """One document to make: product of a directive by an issuer.

    `figures` are the issuer's own, where they are computed already; `remarks` are what a draft lacks.
    """

    workspace: Workspace
    directive: Directive
    product: Product
    issuer: Unit
    consolidation: Consolidation | None
    figures: Mapping[str, Figure] | None
    draft: bool
    remarks: tuple[str, ...]


def compose(request: Request, templates: Templates, form: Form) -> tuple[Composed | None, list[Diagnostic]]:
    """Return the composed document, or None with what kept it from being made."""
    profile = request.workspace.definitions.profiles.get(request.issuer.id)
    if profile is None:
        return None, [problem("BC608", request.issuer.at, value=request.issuer.id)]
    template, problems = templates.load(request.product.template, request.product.at)
    if template is None:
        return None, problems
    return _Composer(request, templates, form, template, profile).run()


class _Composer:
    def __init__(
        self,
        request: Request,
        templates: Templates,
        form: Form,
        template: LoadedTemplate,
        profile: Profile,
    ) -> None:
        self._request = request
        self._templates = templates
        self._form = form
        self._template = template
        self._profile = profile
        self._context = Context(
            request.workspace,
            request.directive,
            request.issuer,
            request.consolidation,
            request.figures,
        )
        self._names = self._context.names()
        self._issue = self._context.issue
        self._log = Log(template.source.path)
        self._problems: list[Diagnostic] = []

    def run(self) -> tuple[Composed | None, list[Diagnostic]]:
        fields = Fields(self._template.front, self._log)
        kind = self._type(fields)
        subject = self._filled(fields, "trich_yeu")
        outputs = tuple(
            name
            for item in self._log.scalars(fields.get("dau_ra"), "dau_ra")
            if (name := self._log.choice(item, "dau_ra", OUTPUTS))
        ) or ("docx",)
        upward = fields.choice("huong", Direction, Direction.DOWN) is Direction.UP
        single = fields.text("phu_luc_so")
        fields.done()
        markdown, problems = self._templates.render(self._template, self._names)
        self._problems += problems
        if markdown is None or subject is None or self._log.problems or kind is None:
            return None, [*self._problems, *self._log.problems]
        blocks, appendices = self._tree(markdown, kind, single)
        document = self._document(kind, subject, blocks, appendices, upward=upward)
        return Composed(document, outputs, self._template.source.path), self._problems

    def _type(self, fields: Fields) -> DocumentType | None:
        node = fields.require("loai")
        scalar = self._log.scalar(node, "loai") if node else None
        name = self._log.choice(scalar, "loai", self._form.types) if scalar else None
        return self._form.types[name] if name else None

    def _filled(self, fields: Fields, key: str) -> str | None:
        """Return a text of the front matter with its expressions filled in."""
        node = fields.require(key)
        if not isinstance(node, Scalar):
            return None
        text, problems = self._templates.render_text(node, self._template.source, self._names)
        self._problems += problems
        return text

    def _tree(
        self, markdown: str, kind: DocumentType, single: str
    ) -> tuple[tuple[Block, ...], tuple[Appendix, ...]]:
        heads = self._context.appendices
        titles = appendix_names(tuple(heads), single)
        self._check_references(markdown, heads)
        known = {
            **titles,
            **{name: f"[{name}]" for name in _referred(markdown) - titles.keys()},
        }
        parts = list(numbered(parse_markdown(resolved(markdown, known))))
        body, inside = _separated(parts)
        appendices = tuple(
            Appendix(
                titles[name],
                head.title,
                self._reference(kind),
                head.landscape,
                tuple(_blocks(inside.get(name, []), self._context.tables)),
            )
            for name, head in heads.items()
        )
        return tuple(_blocks(body, self._context.tables)), appendices

    def _check_references(self, markdown: str, heads: Mapping[str, AppendixHead]) -> None:
        """Every appendix is referred to, and every reference has its appendix."""
        place = Place(self._template.source.path, self._template.first_line, 1)
        referred = _referred(markdown)
        self._problems += [
            problem("BC607", place, value=name, hint=hint(name, heads))
            for name in sorted(referred - heads.keys())
        ]
        if markdown_has_body(markdown):
            self._problems += [
                problem("BC606", place, value=name) for name in heads if name not in referred
            ]

    def _reference(self, kind: DocumentType) -> str:
        """Return 'Kèm theo …'; electronic appendices leave number and day blank (Mẫu 2.2)."""
        notation = self._notation(kind)
        return (
            f"(Kèm theo {kind.name} số         {notation} ngày      tháng      năm         "
            f"của {self._profile.full_name})"
        )

    def _notation(self, kind: DocumentType) -> str:
        return f"/{kind.abbreviation}-{self._profile.notation}"

    def _document(
        self,
        kind: DocumentType,
        subject: str,
        blocks: tuple[Block, ...],
        appendices: tuple[Appendix, ...],
        *,
        upward: bool,
    ) -> Document:
        request, profile, issue = self._request, self._profile, self._issue
        addressees = self._context.addressees if upward else ()
        recipients = issue.recipients or profile.recipients
        return Document(
            title=f"{kind.name} {subject[:1].lower()}{subject[1:]}",
            type_name=kind.name,
            subject=sentence_case(subject),
            letterhead=Letterhead(
                parent=profile.parent,
                body=profile.body,
                number=f"{issue.number:02}" if issue.number is not None else "",
                notation=self._notation(kind),
                place=profile.place,
                day=issue.day,
            ),
            addressees=addressees,
            blocks=blocks,
            signature=self._signature(),
            recipients=(
                *(("Như trên",) if addressees else ()),
                *recipients,
                f"Lưu: {profile.archive}",
            ),
            appendices=appendices,
            draft=request.draft,
            notice=request.workspace.definitions.config.notice,
            remarks=request.remarks if request.draft else (),
        )

    def _signature(self) -> Signature:
        """Return the signer that the unit chose, else the first who held the post on the day."""
        window = self._request.directive.schedule.window(self._request.workspace.period)
        day = self._issue.day or window.end
        signers = [signer for signer in self._profile.signers if signer.signs_on(day)]
        chosen = [signer for signer in self._profile.signers if signer.id == self._issue.signer]
        signer = next(iter([*chosen, *signers]), None)
        return Signature(signer.lines, signer.name) if signer else Signature((), "")


def appendix_names(names: Sequence[str], single: str) -> dict[str, str]:
    """Return what each appendix is called; two or more carry Roman numbers.

    `single` is the number of an appendix whose parts are all in one separate file.
    """
    if single:
        return dict.fromkeys(names, f"Phụ lục {single}")
    if len(names) == 1:
        return {names[0]: "Phụ lục"}
    return {name: f"Phụ lục {roman(index)}" for index, name in enumerate(names, start=1)}


def _referred(markdown: str) -> set[str]:
    return {found["name"] for found in OBJECT.finditer(markdown) if found["kind"] == "xem"}


def markdown_has_body(markdown: str) -> bool:
    """Tell whether anything stands before the first appendix."""
    first = OBJECT.search(markdown)
    return bool(markdown[: first.start()].strip()) if first else True


def _separated(parts: Sequence[Part]) -> tuple[list[Part], dict[str, list[Part]]]:
    """Part the body from the appendices."""
    body: list[Part] = []
    inside: dict[str, list[Part]] = {}
    current = body
    for part in parts:
        if isinstance(part, Reference) and part.kind == "mo":
            current = inside.setdefault(part.name, [])
        elif isinstance(part, Reference) and part.kind == "dong":
            current = body
        else:
            current.append(part)
    return body, inside


def _blocks(parts: Sequence[Part], tables: Mapping[str, Table]) -> Iterator[Block]:
    """Put the tables in place of their tokens."""
    for part in parts:
        if isinstance(part, Reference):
            yield tables[part.name]
        else:
            yield part
