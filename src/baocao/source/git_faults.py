"""What keeps Git from answering; the text of each fault is Vietnamese and fits into a sentence."""

import re
from typing import Final

_OTHERS: Final = "git config --global --add safe.directory THƯ_MỤC"
_EMBEDDED: Final = re.compile(r"cannot use bare repository '(.*)' \(")
_FOREIGN: Final = ("dubious ownership", "unsafe repository")
"""What Git says of the repositories of others; the latter is how 2.34 and 2.35 worded it."""


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


class EmbeddedError(NoRepositoryError):
    """Files of the data make up a repository, as nobody needs who keeps data in one."""

    def __str__(self) -> str:
        where = f"'{self.args[0]}'" if self.args else "thư mục này"
        return (
            f"{where} có HEAD, objects, refs như một kho Git trần lẫn trong dữ liệu, "
            "có thể do người lạ cài vào; baocao không dùng kho ấy, hãy xem rồi xóa"
        )


class NoFileError(GitError):
    """Something of the repository is no file and no folder, so that Git would wait for it."""

    def __str__(self) -> str:
        return f"'{self.args[0]}' trong kho Git không phải tệp thường, hãy xem rồi xóa"


class MisledError(GitError):
    """The repository leads elsewhere: its working tree is not around the folder, or not its own."""

    def __str__(self) -> str:
        return "kho Git đặt thư mục làm việc ở nơi khác (core.worktree), baocao không dùng kho như vậy"


class SilentError(GitError):
    """Git did not answer in time."""

    def __str__(self) -> str:
        return f"Git không trả lời sau {self.args[0]} giây"


class LongAnswerError(GitError):
    """Git's answer is longer than any that is needed: a tree or a history made to fill the memory."""

    def __str__(self) -> str:
        return f"Git trả lời quá {self.args[0]} MB, kho có quá nhiều tệp hoặc do người lạ tạo ra như vậy"


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


def fault_of_words(said: str) -> GitError:
    """Return the fault that Git's words, in English, tell of."""
    if "not a git repository" in said or "must be run in a work tree" in said:
        return NoRepositoryError()
    if any(words in said for words in _FOREIGN):
        return NotOursError()
    if embedded := _EMBEDDED.search(said):
        return EmbeddedError(embedded[1])
    return FailedError(*said.splitlines()[:1])
