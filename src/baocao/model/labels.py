"""Words that people see, accepted where the data have their ids: 'Hoàn thành' for hoan_thanh."""

from collections.abc import Mapping

from baocao.vietnamese.text import to_nfc


def plain_label(text: str) -> str:
    """Return a label as it is compared: capital and small letters are the same."""
    return to_nfc(text).strip().lower()


def ids_by_label(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return ids by their labels; what two ids share, or is an id itself, stands for none."""
    ids: dict[str, list[str]] = {}
    for name, label in labels.items():
        ids.setdefault(plain_label(label), []).append(name)
    return {label: names[0] for label, names in ids.items() if len(names) == 1 and label not in labels}
