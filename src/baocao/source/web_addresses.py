"""The web address of the repository, from which pages lead to lines: a known host, or a whole pattern."""

import re
from typing import Final
from urllib.parse import urlsplit

COMMIT: Final = "{commit}"
PATH: Final = "{tep}"
LINE: Final = "{dong}"
_HOLES: Final = (COMMIT, PATH, LINE)
_ALLOWED: Final = re.compile(r"https://[A-Za-z0-9._~!$&()*+,;=:/?#%-]+")
"""Neither quotes nor spaces, nor anything that is no letter of an address."""
_HOST: Final = re.compile(r"(?=.{1,260}\Z)[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?")
"""A host by its name, with no user before it."""
_LONGEST: Final = 500
_KINDS: Final = {
    "github": f"/blob/{COMMIT}/{PATH}#L{LINE}",
    "gitlab": f"/-/blob/{COMMIT}/{PATH}#L{LINE}",
    "gitea": f"/src/commit/{COMMIT}/{PATH}#L{LINE}",
    "forgejo": f"/src/commit/{COMMIT}/{PATH}#L{LINE}",
    "codeberg": f"/src/commit/{COMMIT}/{PATH}#L{LINE}",
    "bitbucket": f"/src/{COMMIT}/{PATH}#lines-{LINE}",
}
"""How hosts lead to a line, by a part of their names."""
NO_ADDRESS: Final = "chỉ nhận địa chỉ https:// viết liền, không có dấu nháy, khoảng trắng, tên người dùng"
NO_HOLES: Final = f"mẫu liên kết phải có đủ {COMMIT}, {PATH}, {LINE}, mỗi chỗ một lần"
UNKNOWN_HOST: Final = "không rõ máy chủ này dẫn tới một dòng của tệp bằng liên kết nào"


def link_pattern(text: str) -> tuple[str, str]:
    """Return the pattern of links to lines that an address means, and else why it means none."""
    bare = _without_holes(text)
    if "{" in bare or "}" in bare:
        return "", NO_HOLES
    if len(text) > _LONGEST or not _ALLOWED.fullmatch(bare):
        return "", NO_ADDRESS
    host = urlsplit(text).netloc.lower()
    if not _HOST.fullmatch(host):
        return "", NO_ADDRESS
    if text != bare:
        return (text, "") if all(text.count(hole) == 1 for hole in _HOLES) else ("", NO_HOLES)
    known = next((pattern for name, pattern in _KINDS.items() if _is_named(host, name)), "")
    if not known or "?" in text or "#" in text:
        return "", UNKNOWN_HOST
    return f"{text.rstrip('/').removesuffix('.git')}{known}", ""


def _without_holes(text: str) -> str:
    for hole in _HOLES:
        text = text.replace(hole, "x")
    return text


def _is_named(host: str, kind: str) -> bool:
    """Tell whether a host is of a kind by its name: 'gitlab.com', 'gitlab.tinh.gov.vn'."""
    return kind in host.partition(":")[0].split(".")
