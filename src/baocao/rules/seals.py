"""Records of issued documents stay as they were made: seals, the chain of a unit, and Git bear witness."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.history import Commit
from baocao.model.inventory import SUFFIX
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.seal import Kept, Link, Sealing
from baocao.model.workspace import Definitions
from baocao.source.inventory import RECORDS
from baocao.source.seals import chain_ends, is_content
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.moments import in_vietnam
from baocao.vietnamese.text import joined_words, name_hint

_SHORT: Final = 10
"""As many digits name a commit."""
_MOST_NAMES: Final = 3
_BY_HAND: Final = "lấy lại tệp từ bản sao lưu hoặc từ kho Git của đơn vị"


class Evidence(NamedTuple):
    """All records of a workspace by path, those that cannot be read, and what Git keeps of them by path."""

    links: Mapping[str, Link]
    unread: frozenset[str] = frozenset()
    kept: Mapping[str, Kept] = MappingProxyType({})

    def is_changed(self, link: Link) -> bool:
        """Tell whether a record is not as it was first committed."""
        kept = self.kept.get(link.path)
        return kept is not None and not is_content(link.data, kept.ids)

    def is_original(self, link: Link) -> bool:
        """Tell whether a record is as it was first committed."""
        kept = self.kept.get(link.path)
        return kept is not None and is_content(link.data, kept.ids)

    def way_back(self, path: str) -> str:
        """Return how a record is brought back."""
        kept = self.kept.get(path)
        if kept is None:
            return _BY_HAND
        return f"chạy git restore --source={kept.commit.id[:_SHORT]} -- {shlex.quote(path)}"


def check_seals(definitions: Definitions, evidence: Evidence) -> list[Diagnostic]:
    """Report records that were altered, replaced or lost, and those that lie where they do not belong."""
    units: dict[str, list[Link]] = {}
    for link in evidence.links.values():
        units.setdefault(link.unit, []).append(link)
    chains = [_Chain(links, evidence) for links in units.values()]
    problems = [diagnostic for chain in chains for diagnostic in chain.chain_problems()]
    # A record that a chain misses and Git remembers is one loss, and told once.
    told = {
        diagnostic.place.file
        for diagnostic in problems
        if diagnostic.place and diagnostic.severity is Severity.ERROR
    }
    problems += [
        _gone_problem(path, kept)
        for path, kept in evidence.kept.items()
        if path not in evidence.links and path not in evidence.unread | told
    ]
    loose = [link for chain in chains for link in chain.loose_records() if link.path not in told]
    if loose:
        problems.append(problem("BC890", loose[0].at, count=len(loose)))
    return [
        *problems,
        *(
            diagnostic
            for link in evidence.links.values()
            for diagnostic in _unknown_names(definitions, link)
        ),
    ]


class _Chain:
    """The records of one unit."""

    def __init__(self, links: list[Link], evidence: Evidence) -> None:
        self._evidence = evidence
        self._stray = [link for link in links if expected_path(link) != link.path]
        self._links = [link for link in links if link not in self._stray]
        self._names = {link.name for link in links}
        self._next: dict[str, list[Link]] = {}
        for link in filter(lambda link: link.is_trusted, self._links):
            for name in link.previous:
                self._next.setdefault(name, []).append(link)

    def chain_problems(self) -> Iterator[Diagnostic]:
        """Yield what is wrong; that there are several ends is told where nothing else is."""
        wrong = [*self._stray_problems(), *self._altered_problems(), *self._missing_problems()]
        # A missing record makes several ends of its own: the fork would only follow from it.
        yield from wrong or self._fork_problem()

    def loose_records(self) -> Iterator[Link]:
        """Yield the records without a seal that no record with one keeps."""
        yield from (
            link for link in self._links if link.sealing is Sealing.NONE and link.name not in self._next
        )

    def _stray_problems(self) -> Iterator[Diagnostic]:
        for link in self._stray:
            yield problem("BC871", link.at, unit=link.unit, name=expected_path(link))

    def _altered_problems(self) -> Iterator[Diagnostic]:
        """A record is as it was made; of several witnesses that it is not, the nearest speaks."""
        for link in self._links:
            how = self._evidence.way_back(link.path)
            after = next(
                (follower for follower in self._next.get(link.name, ()) if _denies_content(follower, link)),
                None,
            )
            if link.sealing is Sealing.BROKEN:
                yield problem("BC885", link.seal_at, unit=link.unit, how=how)
            elif link.sealing is Sealing.SPOILED:
                yield problem("BC886", link.seal_at, unit=link.unit, how=how)
            elif self._evidence.is_changed(link):
                yield _differing_problem(link, self._evidence.kept[link.path], how)
            elif after:
                related = (("bản ghi nối tiếp", _named_at(after, link.name)),)
                yield problem("BC888", link.at, related=related, unit=link.unit, next=after.name, how=how)
            elif self._is_stripped(link):
                sealed = next(
                    follower.name for follower in self._links if follower.sealing is not Sealing.NONE
                )
                yield problem("BC889", link.at, unit=link.unit, name=sealed, how=how)

    def _is_stripped(self, link: Link) -> bool:
        """Tell whether a record lacks the seal that it should have.

        A branch on which an older program still issued may be merged after the first seal: then Git has to
        show that the record came like this.
        """
        if link.sealing is not Sealing.NONE or link.name in self._next:
            return False
        has_seals = any(link.sealing is not Sealing.NONE for link in self._links)
        return has_seals and not self._evidence.is_original(link)

    def _missing_problems(self) -> Iterator[Diagnostic]:
        for name, (after, *_) in self._next.items():
            path = f"{_folder_of(after)}{name}{SUFFIX}"
            if name in self._names or path in self._evidence.unread:
                continue
            where, at = self._between_words(after), _named_at(after, name)
            kept = self._evidence.kept.get(path)
            if kept:
                yield _gone_problem(path, kept, f", {where}", (("bản ghi nối tiếp", at),))
            else:
                yield problem("BC887", at, unit=after.unit, name=name, where=where, how=_BY_HAND)

    def _between_words(self, after: Link) -> str:
        """Return between which records one is missing that `after` follows upon."""
        later = {after.name}
        # Subtracting what is known ends it, also where forged records follow upon each other in a ring.
        while more := {link.name for name in later for link in self._next.get(name, ())} - later:
            later |= more
        ends = [name for name in chain_ends(self._links) if name not in later]
        if not ends:
            return f"đứng đầu chuỗi, trước '{after.name}'"
        return f"đứng giữa {_quoted_names(ends)} và '{after.name}'"

    def _fork_problem(self) -> Iterator[Diagnostic]:
        ends = sorted(chain_ends(self._links))
        sealed = [link for link in self._links if link.sealing is not Sealing.NONE]
        if sealed and len(ends) > 1:
            first = next(link for link in self._links if link.name == ends[0])
            yield problem("BC891", first.at, unit=first.unit, count=len(ends), names=_quoted_names(ends))


def _quoted_names(names: Sequence[str]) -> str:
    shown = [f"'{name}'" for name in names[:_MOST_NAMES]]
    return joined_words([*shown, *(["…"] if len(names) > _MOST_NAMES else [])])


def _folder_of(link: Link) -> str:
    return link.path.removesuffix(f"{link.name}{SUFFIX}")


def expected_path(link: Link) -> str:
    """Return the path of the record by what it says; its own if it says that in no plain way."""
    if link.stated is None:
        return link.path
    unit, *name = link.stated
    units = _folder_of(link).removesuffix(f"{link.unit}/{RECORDS}/")
    return f"{units}{unit}/{RECORDS}/{'_'.join(name)}{SUFFIX}"


def _denies_content(after: Link, link: Link) -> bool:
    """Tell whether a record follows upon another content than a record has."""
    return after.previous[link.name] != link.digest


def _named_at(after: Link, name: str) -> Place:
    """Return where a record names one that it follows upon: in the lines before its seal."""
    first = after.seal_at.line - len(after.previous)
    return Place(after.path, first + list(after.previous).index(name), 3)


def _gone_problem(
    path: str, kept: Kept, where: str = "", related: tuple[tuple[str, Place], ...] = ()
) -> Diagnostic:
    return problem(
        "BC892",
        Place(path, 1, 1),
        related=related,
        unit=path.rsplit("/", 3)[-3],
        came=_came_words(kept),
        where=where,
        changed=_changed_words(kept, "bị xóa"),
        how=Evidence({}, kept={path: kept}).way_back(path),
    )


def _differing_problem(link: Link, kept: Kept, how: str) -> Diagnostic:
    changed = _changed_words(kept, "bị sửa")
    return problem("BC893", link.at, unit=link.unit, came=_came_words(kept), changed=changed, how=how)


def _came_words(kept: Kept) -> str:
    return f"vào Git {_commit_words(kept.commit)}"


def _changed_words(kept: Kept, what: str) -> str:
    return f"; {what} {_commit_words(kept.changed)}" if kept.changed else ""


def _commit_words(commit: Commit) -> str:
    day = short_date(in_vietnam(commit.moment))
    return f"ngày {day} (commit {commit.id[:_SHORT]} của {commit.author})"


def _unknown_names(definitions: Definitions, link: Link) -> Iterator[Diagnostic]:
    """What a record is of exists: its period, its directive, its product."""
    if link.stated is None:
        return
    _, period, directive, product = link.stated
    known = definitions.directives
    if Period.parse(period) is None:
        yield problem("BC895", link.at, unit=link.unit, what="kỳ", value=period, hint="")
    if definitions.unread or definitions.config.chosen:
        return
    if directive not in known:
        guess = name_hint(directive, known)
        yield problem("BC895", link.at, unit=link.unit, what="chỉ đạo", value=directive, hint=guess)
    elif product not in (names := {product.id for product in known[directive].products}):
        guess = name_hint(product, names)
        yield problem("BC895", link.at, unit=link.unit, what="văn bản", value=product, hint=guess)
