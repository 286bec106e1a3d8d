"""Where other machines can install this program from: for CI files and hooks of a new workspace."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any, Final, NamedTuple

from baocao.foreign.records import BadRecordError, parse_record

PACKAGE: Final = "baocao"
_LETTER: Final = r"[^@#\s\"'\\$`]"
"""What an address may be made of that is printed between quotes for a shell and for YAML."""
_URL: Final = re.compile(
    rf"(?:git\+)?(?P<url>(?:https?|ssh|git|file)://(?:{_LETTER}+@)?{_LETTER}*/{_LETTER}+)(?:@(?P<rev>{_LETTER}+))?"
)
_CONDITION: Final = r"(?:===?|~=|!=|[<>]=?)\s*[0-9][0-9A-Za-z.*+!-]*"
_PINNED: Final = re.compile(rf"{PACKAGE}\s*(?:{_CONDITION}(?:\s*,\s*{_CONDITION})*)?")
_WHEEL: Final = re.compile(
    rf"(?P<url>https://{_LETTER}*/{PACKAGE}-{_LETTER}*\.whl)#sha256=(?P<digest>[0-9a-f]{{64}})"
)
_COMMIT: Final = re.compile("[0-9a-f]{40}")
PYTHON: Final = "3.12"
"""What CI runs, if no wheels ask for another one."""
REQUIREMENTS: Final = "requirements.txt"
"""What CI installs, with the hash of every file; written into the new workspace."""
_INSTALL: Final = "python -m pip install"
_LOCAL: Final = """\
# Kiểm tra dữ liệu trước mỗi lần commit. Bật bằng: pre-commit install
repos:
  - repo: local
    hooks:
      - id: baocao-check
        name: baocao check
        entry: baocao check
        language: {language}
        files: '\\.(?:yaml|yml|j2)$'
        pass_filenames: false
"""
_REMOTE: Final = """\
# Kiểm tra dữ liệu trước mỗi lần commit. Bật bằng: pre-commit install
repos:
  - repo: {url}
    rev: "{rev}"
    hooks:
      - id: baocao-check
"""


class BadSourceError(Exception):
    """What was given is neither an address of Git nor a requirement of this package."""


class Source(NamedTuple):
    """A repository, perhaps at a revision, a version on the package index, or a wheel with its `digest`.

    The wheel is at an address, or in a folder of the new workspace (`house`). Nothing if nobody knows.
    """

    url: str | None = None
    revision: str | None = None
    pinned: str | None = None
    wheel: str | None = None
    digest: str | None = None
    house: str | None = None
    python: str = PYTHON

    @property
    def requirement(self) -> str | None:
        """What `pip install` understands."""
        if self.url:
            return f"git+{self.url}" + (f"@{self.revision}" if self.revision else "")
        if self.wheel:
            return f"{PACKAGE} @ {self.wheel}#sha256={self.digest}"
        return self.pinned

    @property
    def is_fixed(self) -> bool:
        """Whether nobody can put another program in its place: a commit, or a file with its hash."""
        return bool(self.digest or _COMMIT.fullmatch(self.revision or ""))

    @property
    def locked(self) -> str:
        """The program's own line among what is installed by hash, if its hash is known."""
        named = self.pinned if self.house else f"{PACKAGE} @ {self.wheel}"
        return f"{named} \\\n    --hash=sha256:{self.digest}\n" if self.digest else ""

    def install_commands(self) -> tuple[str, ...]:
        """Return the commands with which CI installs: by hash what has one, then the program."""
        if self.requirement is None:
            return ()
        where = f" --no-index --find-links {self.house}" if self.house else ""
        by_hash = f"{_INSTALL}{where} --require-hashes -r {REQUIREMENTS}"
        if self.digest:
            return (by_hash,)
        return by_hash, f'{_INSTALL} --no-deps --no-build-isolation "{self.requirement}"'

    def hook_settings(self) -> str:
        """Return .pre-commit-config.yaml; without a source it runs the program that is installed."""
        if self.url and self.revision:
            return _REMOTE.format(url=self.url, rev=self.revision)
        if self.requirement is None or self.house:
            return _LOCAL.format(language="system")
        needs = f'python\n        additional_dependencies: ["{self.requirement}"]'
        return _LOCAL.format(language=needs)


def read_source(text: str) -> Source:
    """Return the source that a person wrote: an address of Git or of a wheel, or 'baocao==1.2'."""
    if match := _WHEEL.fullmatch(text.strip()):
        return Source(wheel=match["url"], digest=match["digest"])
    if match := _URL.fullmatch(text.strip()):
        return Source(match["url"], match["rev"])
    if _PINNED.fullmatch(text.strip()):
        return Source(pinned=text.strip())
    raise BadSourceError


def own_source() -> Source:
    """Return where this program itself was installed from, as pip recorded it (PEP 610).

    A folder on this machine is no source for others.
    """
    try:
        installed = distribution(PACKAGE)
    except PackageNotFoundError:
        return Source()
    recorded = installed.read_text("direct_url.json")
    if recorded is None:
        return Source(pinned=f"{PACKAGE}=={installed.version}")
    try:
        return _recorded_source(parse_record(recorded.encode()))
    except (BadRecordError, UnicodeEncodeError):
        return Source()


def _recorded_source(origin: dict[str, Any]) -> Source:
    """Return a source that would be believed if a person wrote it; anything may have been recorded."""
    # Only what Git recorded: a folder or an archive of this machine is not there on the next one.
    git, url = origin.get("vcs_info"), origin.get("url")
    if not isinstance(git, dict) or git.get("vcs") != "git" or not isinstance(url, str):
        return Source()
    revision = git.get("commit_id")
    try:
        return read_source(f"git+{url}@{revision}" if isinstance(revision, str) else f"git+{url}")
    except BadSourceError:
        return Source()
