"""Ways to spoil a foreign file, from its archive down to one attribute; the same seed, the same file."""

import io
import json
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from office import package_parts

TAG: Final = re.compile(rb"<[^<>!?]+>")
ANY: Final = re.compile("")
ATTRIBUTE: Final = re.compile(rb'"[^"<>]*"')
NUMBERS: Final = (b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"", b"1048577", b"16385")
LONG: Final = "a" * 70_000
TEXTS: Final = (b"A1:XFD1048576", b"XFD1048576", LONG.encode(), b"&#x202e;", b"../../etc/passwd", b"&#768;")
VALUES: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 2**63, 10**400, 1.5, "", "a", "../a.docx", "a\0b", "\ud800", "\x1b[2J",
    LONG, [], {}, [[]], [None], [1, 2, 3], [-1, 0, 0], [10**9, 10**9, 0], [1, 10**9, 10**9, 0], {"": ""},
)  # fmt: skip
DOCTYPE: Final = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]>'


class Mutant(NamedTuple):
    """A spoiled file, and how it was spoiled."""

    name: str
    data: bytes


def zip_parts(files: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return parts as a zip, names as often as they are given."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.simplefilter("ignore", UserWarning)
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, method)
    return buffer.getvalue()


def of_archive(data: bytes, dice: random.Random, aim: re.Pattern[str] = ANY) -> Mutant:
    """Spoil the archive, or which parts are in it, of those whose names `aim` finds."""
    files = list(package_parts(data).items())
    at = dice.choice([place for place, (name, _) in enumerate(files) if aim.search(name)])
    name, body = files[at]
    others = [each for each in files if each[0] != name]
    ways: dict[str, Callable[[], bytes]] = {
        "cut off": lambda: data[: dice.randrange(len(data))],
        "bytes changed": lambda: _flip_bytes(data, dice),
        "junk before": lambda: b"MZ" + bytes(dice.randrange(1, 200)) + data,
        "junk behind": lambda: data + b"PK\x01\x02" * dice.randrange(1, 40),
        "central directory spoiled": lambda: _patch_header(data, b"PK\x01\x02", dice),
        "end of directory spoiled": lambda: _patch_header(data, b"PK\x05\x06", dice),
        "local header spoiled": lambda: _patch_header(data, b"PK\x03\x04", dice),
        f"without {name}": lambda: zip_parts(others),
        f"{name} renamed": lambda: zip_parts([*others, (f"../{name}", body)]),
        f"{name} empty": lambda: zip_parts([*others, (name, b"")]),
        f"{name} random": lambda: zip_parts([*others, (name, dice.randbytes(3000))]),
        f"{name} cut off": lambda: zip_parts([*others, (name, body[: len(body) // 2])]),
        f"{name} is another": lambda: zip_parts([*others, (name, dice.choice(files)[1] + b" ")]),
        f"{name} in UTF-16": lambda: zip_parts([*others, (name, body.decode().encode("utf-16"))]),
        "encrypted": lambda: _mark_encrypted(data),
    }
    way = dice.choice(list(ways))
    return Mutant(way, ways[way]())


def _flip_bytes(data: bytes, dice: random.Random) -> bytes:
    body = bytearray(data)
    for _ in range(dice.choice((1, 3, 20))):
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
    return bytes(body)


def _patch_header(data: bytes, sign: bytes, dice: random.Random) -> bytes:
    """Overwrite some numbers of one header: sizes, offsets, flags, counts."""
    body = bytearray(data)
    places = [match.start() for match in re.finditer(re.escape(sign), data)]
    start = dice.choice(places) + 4
    for _ in range(dice.choice((1, 2, 4))):
        at = min(start + dice.randrange(0, 40, 2), len(body) - 4)
        struct.pack_into("<I", body, at, dice.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)))
    return bytes(body)


def _mark_encrypted(data: bytes) -> bytes:
    body = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(sign), data):
            body[match.start() + offset] |= 1
    return bytes(body)


def of_xml(data: bytes, dice: random.Random, aim: re.Pattern[str] = ANY) -> Mutant:
    """Spoil elements or attributes of one part, of those whose names `aim` finds."""
    files = package_parts(data)
    name = dice.choice([each for each in files if each.endswith((".xml", ".rels")) and aim.search(each)])
    body = files[name]
    tags = list(TAG.finditer(body))
    way = dice.choice(_WAYS)
    return Mutant(
        f"{name}: {way.__name__.strip('_')}", zip_parts([*{**files, name: way(body, tags, dice)}.items()])
    )


def _replace_match(body: bytes, match: re.Match[bytes], new: bytes) -> bytes:
    return body[: match.start()] + new + body[match.end() :]


def _tag_lost(body: bytes, tags: list[re.Match[bytes]], dice: random.Random) -> bytes:
    return _replace_match(body, dice.choice(tags), b"")


def _tag_twice(body: bytes, tags: list[re.Match[bytes]], dice: random.Random) -> bytes:
    chosen = dice.choice(tags)
    return _replace_match(body, chosen, chosen[0] * 2)


def _tag_renamed(body: bytes, tags: list[re.Match[bytes]], dice: random.Random) -> bytes:
    chosen, other = dice.choice(tags), dice.choice(tags)
    return _replace_match(body, chosen, other[0])


def _element_renamed(body: bytes, tags: list[re.Match[bytes]], dice: random.Random) -> bytes:
    """Give all elements of one name another, so that the part stays well-formed."""
    old = re.split(rb"[\s/>]", dice.choice(tags)[0].lstrip(b"</"))[0]
    new = re.split(rb"[\s/>]", dice.choice(tags)[0].lstrip(b"</"))[0]
    return re.sub(
        rb"(</?)" + re.escape(old) + rb"(?=[\s/>])", rb"\g<1>" + (new if new != old else b"zz"), body
    )


def _attributes_spoiled(body: bytes, tags: list[re.Match[bytes]], dice: random.Random) -> bytes:
    """Change values of attributes, at one place or at many."""
    del tags
    bad, often = dice.choice((*NUMBERS, *TEXTS)), dice.choice((1.0, 0.3, 0.02))
    return ATTRIBUTE.sub(lambda item: b'"%s"' % bad if dice.random() < often else item[0], body)


def _texts_spoiled(body: bytes, tags: list[re.Match[bytes]], dice: random.Random) -> bytes:
    del tags
    bad, often = dice.choice((*NUMBERS, *TEXTS)), dice.choice((1.0, 0.3))
    return re.sub(rb">[^<>]+<", lambda item: b">%s<" % bad if dice.random() < often else item[0], body)


def _deepen_tree(body: bytes, tags: list[re.Match[bytes]], dice: random.Random) -> bytes:
    """Put a tower of one element around what the root holds."""
    if len(tags) < 3:
        return DOCTYPE + body
    depth, opened = dice.choice((5, 50, 300, 20_000)), re.split(rb"[\s/>]", tags[1][0].lstrip(b"</"))[0]
    start, end = tags[0].end(), tags[-1].start()
    tower = b"<%s>" % opened * depth + body[start:end] + b"</%s>" % opened * depth
    return body[:start] + tower + body[end:]


def _add_entities(body: bytes, tags: list[re.Match[bytes]], dice: random.Random) -> bytes:
    del dice
    start = tags[0].start() if tags else 0
    return body[:start] + DOCTYPE + body[start:].replace(b"><", b">&y;<", 3)


def _repeat_content(body: bytes, tags: list[re.Match[bytes]], dice: random.Random) -> bytes:
    """Let what the root holds stand there many times."""
    start, end = tags[0].end(), max(tags[0].end(), tags[-1].start())
    return body[:start] + body[start:end] * dice.choice((2, 5)) + body[end:]


_WAYS: Final = (
    _tag_lost, _tag_twice, _tag_renamed, _element_renamed, _attributes_spoiled, _attributes_spoiled,
    _texts_spoiled, _texts_spoiled, _deepen_tree, _add_entities, _repeat_content,
)  # fmt: skip


def of_json(data: bytes, dice: random.Random) -> Mutant:
    """Spoil one value, one key or the whole of a JSON file."""
    if dice.random() < 0.2:
        way, spoil = dice.choice(list(_RAW.items()))
        return Mutant(way, spoil(data, dice))
    content = json.loads(data)
    path = dice.choice(list(_json_paths(content)))
    holder: Any = content
    for step in path[:-1]:
        holder = holder[step]
    way = dice.choice(("another value", "another value", "lost", "renamed", "nested", "itself"))
    old = holder[path[-1]]
    if way == "another value":
        holder[path[-1]] = dice.choice(VALUES)
    elif way == "lost" or (way == "renamed" and isinstance(holder, list)):
        del holder[path[-1]]
    elif way == "renamed":
        holder[dice.choice(("", "zz", "../x", "tep", "a\0b", "\ud800"))] = holder.pop(path[-1])
    elif way == "nested":
        holder[path[-1]] = [[[old]]]
    else:
        holder[path[-1]] = json.loads(data)
    place = "/".join(map(str, path))[:60]
    return Mutant(f"{place}: {way}", json.dumps(content).encode())


_RAW: Final[dict[str, Callable[[bytes, random.Random], bytes]]] = {
    "empty": lambda _, __: b"",
    "cut off": lambda data, dice: data[: dice.randrange(1, len(data) - 2)],
    "brackets": lambda _, __: b"[" * 100_000,
    "groups": lambda _, __: b'{"a":' * 100_000,
    "a number of a million digits": lambda _, __: b'{"tep":' + b"9" * 1_000_000 + b"}",
    "NaN": lambda data, _: data.replace(b":1,", b":NaN,").replace(b": 1,", b": NaN,"),
    "1e999": lambda data, _: data.replace(b":1,", b":1e999,").replace(b": 1,", b": 1e999,"),
    "a list": lambda data, _: b"[" + data + b"]",
    "UTF-16": lambda data, _: data.decode().encode("utf-16"),
    "bytes": lambda _, dice: dice.randbytes(500),
    "bytes changed": _flip_bytes,
    "twice": lambda data, _: data * 2,
    "null": lambda _, __: b"null",
}


def _json_paths(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where the values of JSON stand, of long lists only the first ones."""
    pairs = (
        node.items() if isinstance(node, dict) else enumerate(node[:8]) if isinstance(node, list) else ()
    )
    for key, value in pairs:
        yield (*path, key)
        yield from _json_paths(value, (*path, key))
