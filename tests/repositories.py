"""Git repositories whose commits are made at chosen times of Vietnam."""

import os
import subprocess
from pathlib import Path

PLAIN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Nguyễn Văn A",
    "GIT_AUTHOR_EMAIL": "a@xa-mot.example",
    "GIT_COMMITTER_NAME": "Trần Thị B",
    "GIT_COMMITTER_EMAIL": "b@so-a.example",
}


class Repository:
    """A repository in a folder that may hold files already."""

    def __init__(self, folder: Path, *, new: bool = True) -> None:
        self.folder = folder
        if new:
            self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, at: str = "2025-11-01 08:00") -> str:
        """Run Git as if it were `at` o'clock in Vietnam, and return what it prints."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        seconds = at if at.count(":") > 1 else f"{at}:00"
        moment = f"{seconds.replace(' ', 'T')}+07:00"
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**inherited, **PLAIN, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    def commit(self, at: str, message: str = "Báo cáo") -> str:
        """Commit everything, and return the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}", at=at)
        return self.head

    def branch(self, name: str, start: str = "HEAD") -> None:
        """Begin a branch and go there."""
        self.git("checkout", "--quiet", "-b", name, start)

    def go(self, name: str) -> None:
        """Go to a branch."""
        self.git("checkout", "--quiet", name)

    def merge(self, branch: str, at: str, message: str = "") -> str:
        """Merge a branch in a commit of its own."""
        self.git(
            "merge",
            "--quiet",
            "--no-ff",
            f"--message={message or f'Merge branch {branch!r}'}",
            branch,
            at=at,
        )
        return self.head

    def clone(self, folder: Path, *options: str) -> "Repository":
        """Return a clone, made as from a server."""
        self.git("clone", "--quiet", *options, self.folder.as_uri(), str(folder))
        return Repository(folder, new=False)

    @property
    def head(self) -> str:
        """The commit that is checked out."""
        return self.git("rev-parse", "HEAD").strip()
