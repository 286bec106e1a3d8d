"""Why something could not be written, in Vietnamese."""

import errno
from collections.abc import Mapping
from typing import Final

_REASONS: Final[Mapping[int | None, str]] = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã dùng hết hạn mức ổ đĩa",
    errno.EFBIG: "tệp lớn hơn mức ổ đĩa cho phép",
    errno.EACCES: "không có quyền ghi",
    errno.EPERM: "không có quyền ghi",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "ổ đĩa bị lỗi",
    errno.EMFILE: "máy mở quá nhiều tệp cùng lúc",
    errno.ENFILE: "máy mở quá nhiều tệp cùng lúc",
    errno.ENOENT: "thư mục không còn",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.EISDIR: "ở đó có một thư mục trùng tên",
    errno.EEXIST: "ở đó đã có một tệp trùng tên",
    errno.ELOOP: "đường dẫn đi qua một liên kết",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EBUSY: "tệp đang được chương trình khác dùng",
    errno.ESTALE: "ổ đĩa mạng đã mất kết nối",
}


class ScratchError(Exception):
    """The system's folder for temporary files cannot be written; `reason` says why."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.reason = reason_of(error)


def reason_of(error: OSError) -> str:
    """Return why the system refused, in words of its own only where there are no others."""
    return _REASONS.get(error.errno) or error.strerror or str(error)
