"""Seals of records: the last line holds the hash of all before it, where the records before are named.

A seal is read from the text, not from YAML: every sign counts, and two thousand records take no time.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from baocao.model.diagnostic import Diagnostic
from baocao.model.inventory import SUFFIX
from baocao.model.issuance import BEFORE, SEAL
from baocao.model.place import Place
from baocao.model.seal import Given, Link, Sealing
from baocao.model.workspace import Config, SourceFile
from baocao.source.files import read_file
from baocao.source.inventory import RECORDS

_GIVEN_KEYS: Final = ("so", "ky_hieu", "ngay")
HEAD_KEYS: Final = ("don_vi", "ky", "chi_dao", "van_ban")
_DIGEST: Final = "sha256:[0-9a-f]{64}"
_TAIL: Final = re.compile(
    rf"{BEFORE}:(?: {{}}\n|\n(?P<previous>(?:  \S+: {_DIGEST}\n)+)){SEAL}: (?P<seal>{_DIGEST})\n"
)
_TRACE: Final = re.compile(rf"^[^\w\n]*(?:{SEAL}|{BEFORE})\b", re.MULTILINE)
"""What only a record has that was sealed, however it is written."""
_HEAD_LENGTH: Final = 2_000
_SHA1_DIGITS: Final = 40
_REMARKS: Final = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")
_STATED: Final = re.compile(rf"^({'|'.join(HEAD_KEYS)}): +([\w.-]+)[ \t]*(?:#.*)?$", re.MULTILINE)


_NUMBER: Final = re.compile("[1-9][0-9]{0,4}")
"""As many digits as MOST_ISSUED has."""
_GIVEN: Final = re.compile(r'^(so|ky_hieu|ngay): +"?(.+?)"?[ \t]*$', re.MULTILINE)


def sealed_text(text: str, previous: Mapping[str, str]) -> str:
    """Return the text of a record with what it follows upon, and its seal."""
    lines = "".join(f"\n  {name}: {digest}" for name, digest in sorted(previous.items()))
    body = f"{text}\n{BEFORE}:{lines or ' {}'}\n"
    return f"{body}{SEAL}: {_text_digest(body)}\n"


def digest_of(text: str) -> str:
    """Return the digest of the text of a whole record, the one that its seal should hold."""
    body, _ = _parts_of_record(text)
    return _text_digest(body)


def _text_digest(text: str) -> str:
    from hashlib import sha256  # noqa: PLC0415 - most workspaces have no records, and OpenSSL loads slowly

    return f"sha256:{sha256(text.encode()).hexdigest()}"


def read_links(config: Config, unit: str, names: Iterable[str]) -> tuple[list[Link], list[Diagnostic]]:
    """Return the records of one unit as links of a chain, by name, and what is wrong with others."""
    links: list[Link] = []
    problems: list[Diagnostic] = []
    for name in names:
        if name.endswith(SUFFIX):
            source, faults = read_file(config.units / unit / RECORDS / name, config.root)
            links += [link_of(source, unit)] if source else []
            problems += faults
    return links, problems


def link_of(source: SourceFile, unit: str) -> Link:
    """Return a record as a link of its unit's chain."""
    text = source.text
    name = source.path.rpartition("/")[2].removesuffix(SUFFIX)
    body, tail = _parts_of_record(text)
    # Whoever removes a seal rarely removes every word of it: what is left tells that there was one.
    trace = None if tail else _TRACE.search(text)
    at = len(body) if tail else trace.start() if trace else 0
    digest = _text_digest(body)
    return Link(
        source.path,
        unit,
        name,
        sealing=_seal_state(digest, tail["seal"] if tail else None, is_traced=trace is not None),
        digest=digest,
        previous=dict(_previous_records(tail["previous"] or "")) if tail else {},
        stated=_stated_names(text),
        data=source.data,
        at=Place(source.path, text.count("\n", 0, _first_line_start(text)) + 1, 1),
        seal_at=Place(source.path, text.count("\n", 0, at) + 1, 1),
        given=_given_number(text),
    )


def _parts_of_record(text: str) -> tuple[str, re.Match[str] | None]:
    """Return the text before the seal, and the end of the record, if it has one as it should."""
    start = text.rfind(f"\n{BEFORE}:") + 1
    tail = _TAIL.fullmatch(text, start) if start else None
    return (text[: tail.start("seal") - len(f"{SEAL}: ")] if tail else text), tail


def _first_line_start(text: str) -> int:
    """Return where the remarks at the beginning end."""
    remarks = _REMARKS.match(text)
    return remarks.end() if remarks else 0


def _seal_state(digest: str, seal: str | None, *, is_traced: bool) -> Sealing:
    if seal is None:
        return Sealing.SPOILED if is_traced else Sealing.NONE
    return Sealing.WHOLE if seal == digest else Sealing.BROKEN


def _previous_records(lines: str) -> Iterator[tuple[str, str]]:
    for line in lines.splitlines():
        name, _, digest = line.strip().partition(": ")
        yield name, digest


def _stated_names(text: str) -> tuple[str, str, str, str] | None:
    """Return whose record it says it is, if every part stands there once and plainly."""
    stated = _STATED.findall(text[:_HEAD_LENGTH])
    if sorted(key for key, _ in stated) != sorted(HEAD_KEYS):
        return None
    values = dict(stated)
    unit, period, directive, product = (values[key] for key in HEAD_KEYS)
    return unit, period, directive, product


def _given_number(text: str) -> Given | None:
    """Return the number that a record says was given, if every part stands there once and plainly."""
    found = _GIVEN.findall(text[:_HEAD_LENGTH])
    values = dict(found)
    number, day = values.get("so", ""), values.get("ngay", "")
    if not len(found) == len(values) == len(_GIVEN_KEYS) or not _NUMBER.fullmatch(number):
        return None
    try:
        return Given(int(number), values["ky_hieu"], date.fromisoformat(day))
    except ValueError:
        return None


def is_content(data: bytes, ids: Collection[str]) -> bool:
    """Tell whether Git knows a content by one of its `ids`, also where a checkout has changed line ends."""
    from baocao.source.working_files import blob_id  # noqa: PLC0415 - see _digest

    kinds = {"sha1" if len(name) == _SHA1_DIGITS else "sha256" for name in ids}
    # A checkout on Windows writes other line ends than the content that Git has hashed.
    contents = dict.fromkeys((data, data.replace(b"\r\n", b"\n")))
    return any(blob_id(each, kind) in ids for each in contents for kind in kinds)


def chain_ends(links: Iterable[Link]) -> dict[str, str]:
    """Return the digests of the records that no other follows upon, by name."""
    all_links = list(links)
    earlier = {name for link in all_links if link.is_trusted for name in link.previous}
    return {link.name: link.digest for link in all_links if link.name not in earlier}
