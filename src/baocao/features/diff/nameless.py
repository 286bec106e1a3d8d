"""What changed, without who signs and who answers calls: a page is sent on to anybody."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from baocao.features.diff.records import Comparison, DefinitionChange, Differences, FactChange
from baocao.features.diff.text_changes import names_people
from baocao.model.profile import Profile
from baocao.model.workspace import PROFILE

_WITHHELD: Final = "(không ghi trên trang)"
_OF_PEOPLE: Final = frozenset({"nguoi_ky", "dau_moi", "lien_he"})
"""Keys of a profile below which people stand; the ids of signers are their names, too."""
_NO_VALUES: Final = frozenset({"", "có tệp"})


def nameless_differences(differences: Differences) -> Differences:
    """Return the same, in which it is told that something about people changed, but not what it is."""
    return differences._replace(
        definitions=tuple(dict.fromkeys(map(_nameless_definition, differences.definitions))),
        comparisons=tuple(map(_nameless_comparison, differences.comparisons)),
    )


def prints_people(differences: Differences, profiles: Mapping[str, Profile]) -> bool:
    """Tell whether sentences of documents that changed may name people: those of now, or of before."""
    causes = (cause for printed in differences.printed for cause in printed.causes)
    if any(PurePosixPath(cause).name == PROFILE for cause in causes):
        return True
    text = "\n".join(_printed_sides(differences))
    return any(word in text for word in _words_about_people(profiles.values()))


def _printed_sides(differences: Differences) -> Iterator[str]:
    changes = (change for printed in differences.printed for change in printed.changes)
    for edit in (edit for change in changes for edit in change.edits):
        yield from (edit.old, edit.new)


def _words_about_people(profiles: Iterable[Profile]) -> Iterator[str]:
    for profile in profiles:
        yield from (signer.name for signer in profile.signers)
        yield from filter(None, (profile.desk, *profile.contact))


def _nameless_definition(change: DefinitionChange) -> DefinitionChange:
    key = change.path.split(".")[0]
    as_a_whole = not key and not _NO_VALUES.issuperset((change.old, change.new))
    if PurePosixPath(change.file).name != PROFILE or not (key in _OF_PEOPLE or as_a_whole):
        return change
    return change._replace(path=key, old=_withheld(change.old), new=_withheld(change.new))


def _nameless_comparison(comparison: Comparison) -> Comparison:
    return comparison._replace(facts=tuple(map(_nameless_fact, comparison.facts)))


def _nameless_fact(change: FactChange) -> FactChange:
    if not names_people(change):
        return change
    return change._replace(old=_withheld(change.old), new=_withheld(change.new))


def _withheld(value: str) -> str:
    return _WITHHELD if value else ""
