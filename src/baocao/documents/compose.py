"""From a product of a directive to a document tree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeGuard

from baocao.documents.context import AppendixHead, Context
from baocao.documents.declaring import with_scope
from baocao.documents.environment import LoadedTemplate, Templates
from baocao.documents.frame import Direction, Frame
from baocao.documents.fuel import Fuel
from baocao.documents.heads import MarkedHeads, Piece, head_pieces
from baocao.documents.ledger import UNASKED, Ledger
from baocao.documents.markdown import (
    ADVICE,
    APPENDIX,
    SECTION,
    Part,
    Reference,
    excess_words,
    parse_markdown,
    referred_names,
    resolve_references,
)
from baocao.documents.numbering import number_parts, section_numbers
from baocao.documents.punctuation import punctuated_blocks
from baocao.documents.reminding import letter_profile
from baocao.documents.request import Request
from baocao.documents.sources import registered
from baocao.documents.tokens import OBJECT, escaped_text
from baocao.documents.traceable import list_with_key, without_marks
from baocao.model.chart import Chart, ChartRow
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.document import Appendix, Block, Document, Letterhead, Signature
from baocao.model.form import DocumentType, Form, Numerals
from baocao.model.place import Place
from baocao.model.printed import NUMBERING
from baocao.model.profile import Profile
from baocao.model.table import Table
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.vietnamese.numbers import roman_numeral
from baocao.vietnamese.text import lower_first, name_hint, sentence_case

MOST_SUBJECT: Final = 5_000
"""The longest subject; those of the decree's examples have 200 characters."""
MOST_UNKNOWN: Final = 20
"""References to nothing that are told of one document."""
OUTPUTS = ("docx", "xlsx")
"""The formats that a template can ask for."""


class Composed(NamedTuple):
    """A document with its form and kind, the formats it is wanted in and the template it came from.

    One that is composed to be explained has the `pieces` of its head and foot.
    """

    document: Document
    form: Form
    kind: str
    outputs: tuple[str, ...]
    template: str
    pieces: tuple[Piece, ...] = ()


def compose_document(request: Request, templates: Templates) -> tuple[Composed | None, list[Diagnostic]]:
    """Return the composed document, or None with what kept it from being made."""
    profile = request.workspace.definitions.profiles.get(request.issuer.id)
    # Asked before the profile: one that cannot be read is also not there, and would be told twice.
    if request.issuer.id in request.workspace.definitions.rejected:
        return None, []  # what is wrong with its profile is reported already
    if profile is None:
        return None, [problem("BC608", request.issuer.at, value=request.issuer.id)]
    template, problems = templates.load_template(request.product.template, request.product.at)
    if template is None:
        return None, problems
    composed, more_problems = _Composer(request, templates, template, profile).compose_all()
    return composed, [*problems, *more_problems]


class _Composer:
    def __init__(
        self,
        request: Request,
        templates: Templates,
        template: LoadedTemplate,
        profile: Profile,
    ) -> None:
        self._request = request
        self._templates = templates
        self._form = request.form
        self._template = template
        self._profile = profile = letter_profile(profile, request)
        self._frame = Frame(profile, request.product, request.issue, self._form)
        self._fuel = Fuel(_cells_of(request))
        self._marks = templates.ledger or UNASKED
        self._marked_subject = ""
        self._context = Context(request, self._form, self._fuel, self._marks)
        self._names = {
            **self._context.all_names(),
            "noi_gui": list_with_key(
                [escaped_text(name) for name in self._frame.usual_addressees],
                None,
                registered("nơi gửi", request.issue.at or request.product.at, profile.at),
            ),
        }
        self._log = Log(template.source.path)
        self._problems: list[Diagnostic] = []

    def compose_all(self) -> tuple[Composed | None, list[Diagnostic]]:
        fields = Fields(self._template.front, self._log)
        kind = self._document_type(fields)
        subject = self._filled_text(fields, "trich_yeu")
        outputs = tuple(
            name
            for item in self._log.scalars(fields.get("dau_ra"), "dau_ra")
            if (name := self._log.choice(item, "dau_ra", OUTPUTS))
        ) or ("docx",)
        direction = fields.choice("huong", Direction, Direction.DOWN) or Direction.DOWN
        single = self._filled_text(fields, "phu_luc_so") if fields.get("phu_luc_so") else ""
        fields.done()
        markdown, problems = self._templates.render(self._template, self._names, self._fuel)
        self._problems += problems
        if markdown is not None:
            paper, listings = kind in self._form.papers.values(), self._context.listings
            markdown = with_scope(markdown, self._request, self._marks, listings, paper=paper)
        if markdown is not None and (unfit := self._why_unfit(markdown)):
            return None, [*self._problems, unfit]
        if markdown is None or subject is None or single is None or kind is None or self._log.problems:
            return None, [*self._problems, *self._log.problems]
        blocks, appendices = self._document_tree(markdown, kind, single)
        document = _without_datasets(self._make_document(kind, subject, blocks, appendices, direction))
        outputs = self._possible_outputs(outputs, document)
        path = self._template.source.path
        pieces = self._head_pieces(document)
        composed = Composed(document, self._form, kind.name, outputs, template=path, pieces=pieces)
        return composed, self._problems

    def _head_pieces(self, document: Document) -> tuple[Piece, ...]:
        if not isinstance(self._marks, Ledger):
            return ()
        heads = MarkedHeads(self._marked_subject, tuple(self._context.titles.values()))
        return head_pieces(document, self._request, self._form, self._marks, heads)

    def _why_unfit(self, markdown: str) -> Diagnostic | None:
        """Return why no document can be made of a text: it is too much, or nothing."""
        if reason := excess_words(markdown):
            return problem("BC612", self._start, reason=reason, advice=ADVICE)
        return None if markdown.strip() else problem("BC613", self._start)

    def _possible_outputs(self, outputs: tuple[str, ...], document: Document) -> tuple[str, ...]:
        """Return the outputs without a workbook that would have no worksheet."""
        tables = any(isinstance(block, Table) for part in document.appendices for block in part.blocks)
        if document.datasets and "xlsx" not in outputs:
            self._problems.append(problem("BC625", self._start))
        if "xlsx" in outputs and not tables and not document.datasets:
            self._problems.append(problem("BC610", self._start))
            return tuple(output for output in outputs if output != "xlsx")
        return outputs

    def _document_type(self, fields: Fields) -> DocumentType | None:
        node = fields.required_node("loai")
        scalar = self._log.scalar(node, "loai") if node else None
        known = {**self._form.types, **self._form.papers}
        name = self._log.choice(scalar, "loai", known) if scalar else None
        if name in self._form.papers:
            self._form = self._form.as_paper()
        return known[name] if name else None

    def _filled_text(self, fields: Fields, key: str) -> str | None:
        """Return a text of the front matter with its expressions filled in."""
        node = fields.required_node(key)
        scalar = self._log.scalar(node, key) if node else None
        if scalar is None:
            return None
        text, problems = self._templates.render_text(scalar, self._template.source, self._names, self._fuel)
        self._problems += problems
        if key == "trich_yeu":
            self._marked_subject = text or ""
        text = text and without_marks(text)
        if text and len(text) > MOST_SUBJECT:
            place = Place(self._template.source.path, scalar.line, scalar.column)
            reason = f"{key} dài quá {MOST_SUBJECT} ký tự"
            self._problems.append(problem("BC612", place, reason=reason, advice=f"Rút gọn {key}"))
            return None
        return text

    def _document_tree(
        self, markdown: str, kind: DocumentType, single: str
    ) -> tuple[tuple[Block, ...], tuple[Appendix, ...]]:
        heads = self._context.appendices
        titles = appendix_names(tuple(heads), single, self._form.appendix_numerals)
        # On the text, before parsing: references that stand inside sentences are gone from the tree.
        self._check_appendices(markdown, heads)
        body, inside = _separate_appendices(
            self._known_parts(resolve_references(markdown, APPENDIX, self._marked_numbers(titles)))
        )
        appendices = tuple(
            Appendix(
                titles[name],
                head.title,
                self._frame.reference_line(kind),
                head.landscape,
                blocks=self._placed_blocks(inside.get(name, [])),
                sheet=head.sheet,
            )
            for name, head in heads.items()
        )
        return self._placed_blocks(body), appendices

    def _placed_blocks(self, parts: Sequence[Part]) -> tuple[Block, ...]:
        """Return the blocks with tables and charts in place of their tokens, and the signs of the form."""
        blocks = tuple(_paired_charts(_blocks_of(parts, self._context.tables, self._context.charts)))
        return punctuated_blocks(blocks, self._form)

    def _numbered_parts(self, markdown: str) -> list[Part]:
        """Return the numbered parts; sections are called by their numbers wherever they are named."""
        parts = list(number_parts(parse_markdown(markdown), self._form.heading))
        named = referred_names(markdown, SECTION)
        if not named:
            return parts
        numbers = section_numbers(parts)
        self._problems += [
            problem("BC609", self._start, value=name, hint=name_hint(name, numbers))
            for name in sorted(named - numbers.keys())[:MOST_UNKNOWN]
        ]
        # Parsed a second time: numbers are only known once everything stands, and a reference may come
        # before its section.
        return list(
            number_parts(
                parse_markdown(resolve_references(markdown, SECTION, self._marked_numbers(numbers))),
                self._form.heading,
            )
        )

    def _marked_numbers(self, names: Mapping[str, str]) -> Mapping[str, str]:
        """Return what sections and appendices are called, which is their numbering."""
        return {name: self._marks.mark_text(text, NUMBERING) for name, text in names.items()}

    def _known_parts(self, markdown: str) -> list[Part]:
        """Return the parts without signs that stand for nothing, as templates make that cut up others."""
        parts = self._numbered_parts(markdown)
        unknown = [part for part in parts if isinstance(part, Reference) and not self._stands_for(part)]
        signs = dict.fromkeys(f"{part.kind}:{part.name}" for part in unknown)
        self._problems += [
            problem("BC603", self._start, reason=f"dấu hiệu '{sign}' không chỉ bảng nào", hint="")
            for sign in list(signs)[:MOST_UNKNOWN]
        ]
        return [part for part in parts if part not in unknown] if unknown else parts

    def _stands_for(self, part: Reference) -> bool:
        heads = self._context.appendices.keys()
        known = {
            "bang": self._context.tables.keys(),
            "hinh": self._context.charts.keys(),
            "mo": heads,
            "dong": heads,
        }
        return part.name in known.get(part.kind, ())

    @property
    def _start(self) -> Place:
        """Where the body of the template begins."""
        return Place(self._template.source.path, self._template.first_line, 1)

    def _check_appendices(self, markdown: str, heads: Mapping[str, AppendixHead]) -> None:
        """Every appendix is referred to, and every reference has its appendix."""
        names = referred_names(markdown, APPENDIX)
        self._problems += [
            problem("BC607", self._start, value=name, hint=name_hint(name, heads))
            for name in sorted(names - heads.keys())[:MOST_UNKNOWN]
        ]
        if markdown_has_body(markdown):
            self._problems += [
                problem("BC606", self._start, value=name) for name in heads if name not in names
            ]

    def _make_document(
        self,
        kind: DocumentType,
        subject: str,
        blocks: tuple[Block, ...],
        appendices: tuple[Appendix, ...],
        direction: Direction,
    ) -> Document:
        request, frame = self._request, self._frame
        if kind in self._form.papers.values():
            return self._make_paper(kind, subject, blocks)
        addressees = frame.usual_addressees if frame.is_addressed(kind, direction) else ()
        return Document(
            title=f"{kind.name} {lower_first(subject)}",
            type_name=kind.name if kind.titled else "",
            subject=frame.title_subject(subject) if kind.titled else "",
            letterhead=self._make_letterhead(kind, subject),
            salutation=kind.salutation,
            addressed=frame.is_addressed(kind, direction),
            addressees=addressees,
            blocks=blocks,
            signature=frame.make_signature(request.day),
            recipients=frame.recipient_lines(kind, direction),
            appendices=appendices,
            draft=request.draft,
            notice=request.workspace.definitions.config.notice,
            remarks=request.remarks if request.draft else (),
            drafter=frame.drafter,
            contact=self._profile.contact,
            duplex=self._profile.duplex,
            written=tuple(self._context.writings.marks),
        )

    def _make_letterhead(self, kind: DocumentType, subject: str) -> Letterhead:
        """Return the head of page 1, of a draft with its count."""
        head = self._frame.make_letterhead(kind, subject)
        return head._replace(edition=self._frame.edition) if self._request.draft else head

    def _make_paper(self, kind: DocumentType, subject: str, blocks: tuple[Block, ...]) -> Document:
        """Return a paper for a meeting, which says whose it is and no more."""
        request, definitions = self._request, self._request.workspace.definitions
        return Document(
            title=f"{kind.name} {lower_first(subject)}",
            type_name=kind.name,
            subject=sentence_case(subject),
            letterhead=Letterhead(
                self._profile.parent, self._profile.body, "", notation="", place="", day=None
            ),
            addressees=(),
            blocks=blocks,
            signature=Signature((), ""),
            recipients=(),
            draft=request.draft,
            notice=definitions.config.notice,
            paper=True,
            written=tuple(self._context.writings.marks),
        )


def _without_datasets(document: Document) -> Document:
    """Return the document with its datasets apart from what is printed, wherever the template has them."""
    parts = (document.blocks, *(appendix.blocks for appendix in document.appendices))
    datasets = tuple(block for part in parts for block in part if _is_dataset(block))
    if not datasets:
        return document
    appendices = (
        appendix._replace(blocks=_printed_blocks(appendix.blocks)) for appendix in document.appendices
    )
    return document._replace(
        blocks=_printed_blocks(document.blocks), appendices=tuple(appendices), datasets=datasets
    )


def _printed_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not _is_dataset(block))


def _is_dataset(block: Block) -> TypeGuard[Table]:
    return isinstance(block, Table) and bool(block.dataset)


def _cells_of(request: Request) -> int:
    """Return how many cells the data of a period would fill, each printed once."""
    definitions, units = request.workspace.definitions, len(request.workspace.submissions)
    asked = len(definitions.catalogue.indicators) + sum(1 for _ in request.directive.all_tasks())
    return units * asked


def appendix_names(
    names: Sequence[str], single: str, numerals: Numerals = Numerals.ROMAN
) -> dict[str, str]:
    """Return what each appendix is called; two or more carry numbers as the form writes them.

    `single` is the number of an appendix whose parts are all in one separate file.
    """
    if single:
        return dict.fromkeys(names, f"Phụ lục {single}")
    if len(names) == 1:
        return {names[0]: "Phụ lục"}
    written = roman_numeral if numerals is Numerals.ROMAN else str
    return {name: f"Phụ lục {written(index)}" for index, name in enumerate(names, start=1)}


def markdown_has_body(markdown: str) -> bool:
    """Tell whether anything stands before the first appendix."""
    first = OBJECT.search(markdown)
    return bool(markdown[: first.start()].strip()) if first else True


def _separate_appendices(parts: Sequence[Part]) -> tuple[list[Part], dict[str, list[Part]]]:
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


def _blocks_of(
    parts: Sequence[Part], tables: Mapping[str, Table], charts: Mapping[str, Chart]
) -> Iterator[Block]:
    """Put tables and charts in place of their tokens."""
    for part in parts:
        if not isinstance(part, Reference):
            yield part
        elif part.kind == "hinh":
            yield ChartRow((charts[part.name],))
        else:
            yield tables[part.name]


def _paired_charts(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; of charts that follow each other, two halves stand side by side."""
    waiting: ChartRow | None = None
    for block in blocks:
        if waiting and isinstance(block, ChartRow) and block.charts[0].half:
            yield ChartRow((*waiting.charts, *block.charts))
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = block if isinstance(block, ChartRow) and block.charts[0].half else None
        if not waiting:
            yield block
    if waiting:
        yield waiting
