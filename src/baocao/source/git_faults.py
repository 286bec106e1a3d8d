"""What keeps Git from answering; the text of each fault is Vietnamese and fits into a sentence."""

from typing import Final

_OTHERS: Final = "git config --global --add safe.directory THƯ_MỤC"


class GitError(Exception):
    """Git could not answer."""


class NoGitError(GitError):
    """There is no Git on this machine."""

    def __str__(self) -> str:
        return "máy này chưa cài Git"


class NoRepositoryError(GitError):
    """The folder is in no working tree of Git."""

    def __str__(self) -> str:
        return "dữ liệu không nằm trong kho Git"


class UnknownRevisionError(GitError):
    """There is no commit of the name that is given."""

    def __str__(self) -> str:
        return f"kho Git không có phiên bản '{self.args[0]}'"


class NoMainBranchError(GitError):
    """The main branch that is named is not there, or none is named and none is usual."""

    def __str__(self) -> str:
        (wanted,) = self.args
        if wanted:
            return f"kho Git không có nhánh '{wanted}' ghi ở nhanh_chinh trong baocao.yaml"
        return "không rõ nhánh chính, hãy ghi nhanh_chinh: TÊN_NHÁNH vào baocao.yaml"


class NoContentError(GitError):
    """The repository does not hold the content with the id that is given."""

    def __str__(self) -> str:
        return f"kho Git không có nội dung '{self.args[0]}'"


class FailedError(GitError):
    """Git failed; its own first words are given, if it said any."""

    def __str__(self) -> str:
        return f"Git báo lỗi: {''.join(self.args) or 'không rõ'}"


class NotTrackedError(GitError):
    """The file has never been recorded."""

    def __str__(self) -> str:
        return "tệp chưa được ghi vào Git"


class NotOursError(GitError):
    """The repository belongs to another user, and Git does not trust it."""

    def __str__(self) -> str:
        return f"kho Git thuộc người dùng khác, hãy chạy {_OTHERS}"


def is_unknown(error: FailedError) -> bool:
    """Tell whether Git failed because no commit holds the file that it was asked about."""
    said = "".join(error.args)
    return "no such path" in said or "no such ref: HEAD" in said


def failure(said: str) -> GitError:
    """Return the fault that Git's words, in English, tell of."""
    if "not a git repository" in said or "must be run in a work tree" in said:
        return NoRepositoryError()
    if "dubious ownership" in said:
        return NotOursError()
    return FailedError(*said.splitlines()[:1])
