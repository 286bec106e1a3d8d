"""Telling whether a name can be an id."""

from baocao.model.identifiers import NAMES, Alphabet
from baocao.source.log import Log
from baocao.source.nodes import Node


def is_valid(name: str, node: Node, log: Log, alphabet: Alphabet = NAMES) -> bool:
    """Tell whether `name` can be an id; report it at `node` if it cannot."""
    if alphabet.form.fullmatch(name):
        return True
    log.note_problem("BC511", node, value=name, rule=alphabet.rule)
    return False
