"""The formats of `diff`: the manner in which its outline is told by each."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from baocao.features.diff.nameless import nameless_differences, prints_people
from baocao.features.diff.outline import MOST, OWN_WORDS, PRINTED_WORDS, diff_outline, wordless_outline
from baocao.features.diff.records import Differences
from baocao.model.profile import Profile
from baocao.report.json import outline_json
from baocao.report.markdown import Comment, Folding, outline_markdown
from baocao.report.outline import Fact, Outline
from baocao.report.terminal import EVERYTHING, Manner, outline_text
from baocao.vietnamese.counts import count_text

NARROWEST: Final = 60
WIDEST: Final = 120
KEYS: Final = (
    *("old_period", "new_period", "reported", "units", "directives"),
    *("figures", "ranks_only", "tasks", "texts", "facts", "first_looks"),
)
"""The order of a comparison for other programs; terminals show first what wants looking at."""
COMMENT: Final = Comment(
    {
        "problems": Folding(opened=10, folded=0),
        "units": Folding(opened=10, folded=0, number=None),
        "figures": Folding(opened=10, parted=False, name="Số liệu"),
        "tasks": Folding(opened=10, folded=90),
        "printed": Folding(opened=5, number=None),
        "texts": Folding(number=lambda number: f"{count_text(number)} đoạn"),
    },
    ("units", "figures", "first_looks", "tasks", "directives", "texts", "facts", "ranks_only"),
    "baocao diff",
)
"""The order of a comment, and what is seen in it at once; other sections are folded, new ones come last."""


class Style(NamedTuple):
    """How wide the terminal is, and whether all is told."""

    width: int = 80
    everything: bool = False


def diff_text(differences: Differences, style: Style) -> str:
    """Return what changed, for a terminal of a certain width."""
    width = min(max(style.width, NARROWEST), WIDEST)
    manner = Manner(width, EVERYTHING if style.everything else MOST)
    return outline_text(diff_outline(differences, everything=style.everything), manner)


def diff_markdown(differences: Differences) -> str:
    """Return what changed, as a comment for a merge request."""
    return outline_markdown(diff_outline(differences), COMMENT)


def diff_json(differences: Differences) -> str:
    """Return what changed, all of it, as a versioned object; what is not known is null."""
    return outline_json(diff_outline(differences), (), KEYS)


def page_outline(differences: Differences, profiles: Mapping[str, Profile], *, concise: bool) -> Outline:
    """Return what changed, for a page, which names nobody; a `concise` one has no words of units.

    Of sentences that documents print otherwise only the number is told where people may stand in them.
    """
    # What stands on every page stands above all of this one.
    unnoted = nameless_differences(differences)._replace(notice="")
    if concise:
        return wordless_outline(unnoted, OWN_WORDS)
    return wordless_outline(unnoted, PRINTED_WORDS if prints_people(differences, profiles) else ())


def page_sentence(words: str) -> Outline:
    """Return why there is nothing to compare, for a page."""
    return Outline((Fact(words),))
