"""What the builder and the server of `watch` send each other: a line of JSON, and bytes if it says so."""

import json
from collections.abc import Mapping
from typing import Any, BinaryIO, NamedTuple

_SIZE = "size"


class Frame(NamedTuple):
    """One message: what it says, and a body."""

    head: Mapping[str, Any]
    body: bytes = b""


def write_frame(stream: BinaryIO, frame: Frame) -> None:
    """Write a message at once; raises OSError if nobody reads any more."""
    head = json.dumps({**frame.head, _SIZE: len(frame.body)}, ensure_ascii=False)
    stream.write(head.encode() + b"\n" + frame.body)
    stream.flush()


def read_frame(stream: BinaryIO) -> Frame | None:
    """Return the next message; None at the end, also where it ends in the middle of one."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    body = stream.read(head[_SIZE])
    return Frame(head, body) if len(body) == head[_SIZE] else None
