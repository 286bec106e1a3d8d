"""Why the system refused something, in words of those who must do something about it."""

import errno
from collections.abc import Mapping
from typing import Final

_FULL: Final = ("đĩa đầy", "Giải phóng chỗ trống trên đĩa rồi chạy lại.")
_FORBIDDEN: Final = ("không có quyền", "Kiểm tra quyền của tệp và thư mục rồi chạy lại.")
_TOO_MANY: Final = (
    "quá nhiều tệp đang mở cùng lúc",
    "Đóng bớt chương trình, hoặc nâng giới hạn (ulimit -n), rồi chạy lại.",
)
_BROKEN: Final = ("ổ đĩa hoặc đường truyền bị lỗi", "Kiểm tra ổ đĩa, ổ mạng rồi chạy lại.")
_KNOWN: Final[Mapping[int, tuple[str, str]]] = {
    getattr(errno, name): words
    for names, words in (
        ("ENOSPC", _FULL),
        ("EDQUOT", ("hết hạn mức đĩa được cấp", "Xóa bớt tệp hoặc xin thêm hạn mức rồi chạy lại.")),
        ("EFBIG", ("tệp vượt cỡ mà hệ thống cho phép", "Nâng giới hạn cỡ tệp (ulimit -f) rồi chạy lại.")),
        ("EACCES EPERM", _FORBIDDEN),
        ("EROFS", ("ổ đĩa chỉ cho đọc", "Chọn thư mục khác, hoặc gắn lại ổ đĩa cho ghi, rồi chạy lại.")),
        ("EMFILE ENFILE", _TOO_MANY),
        ("EBADF", ("không mở để ghi", "Kiểm tra chỗ nhận kết quả ('>', '|') rồi chạy lại.")),
        ("EIO ENODEV ENXIO ESTALE EREMOTEIO", _BROKEN),
        ("ENOMEM", ("máy hết bộ nhớ", "Đóng bớt chương trình rồi chạy lại.")),
        ("EAGAIN", ("hệ thống đang hết chỗ cho tiến trình mới", "Đóng bớt chương trình rồi chạy lại.")),
        ("ENOENT", ("không còn ở đó", "Có thể vừa bị xóa hoặc đổi tên; kiểm tra rồi chạy lại.")),
        ("ENOTDIR", ("một phần của đường dẫn không phải là thư mục", "Kiểm tra đường dẫn rồi chạy lại.")),
        ("EISDIR", ("là thư mục, không phải tệp", "Kiểm tra đường dẫn rồi chạy lại.")),
        ("EEXIST", ("ở đó đã có một tệp trùng tên", "Đổi tên hoặc xóa tệp ấy rồi chạy lại.")),
        ("ELOOP", ("liên kết dẫn vòng về chính nó", "Sửa liên kết rồi chạy lại.")),
        ("ENAMETOOLONG", ("tên tệp quá dài", "Đặt tên ngắn hơn rồi chạy lại.")),
        ("EBUSY ETXTBSY", ("đang được chương trình khác dùng", "Đóng chương trình ấy rồi chạy lại.")),
    )
    for name in names.split()
    # No system knows all of them.
    if hasattr(errno, name)
}
_NO_TEMPORARY: Final = "No usable temporary directory"
"""How Python begins to say that, with the number of a missing file."""
_NOWHERE: Final = (
    "không có thư mục tạm nào ghi được",
    "Giải phóng chỗ trống trên đĩa, hoặc đặt TMPDIR là thư mục ghi được, rồi chạy lại.",
)
_READING: Final[Mapping[int | None, str]] = {
    errno.ENOENT: "tệp hoặc đích của liên kết không tồn tại",
    errno.EACCES: "không có quyền đọc",
    errno.EPERM: "không có quyền đọc",
}
"""What sounds otherwise where something is read, not written."""
_ADVICE: Final = "Kiểm tra ổ đĩa và quyền truy cập rồi chạy lại."


def reason_of(error: OSError) -> str:
    """Return why the system refused, such as 'đĩa đầy'."""
    return _reason_and_advice(error)[0]


def unread_reason_of(error: OSError) -> str:
    """Return why something could not be read; an error of our own, without a number, says so itself."""
    own = error.strerror if error.errno == 0 else None
    return _READING.get(error.errno) or own or reason_of(error)


def advice_for(error: OSError) -> str:
    """Return what to do about it, as a sentence."""
    return _reason_and_advice(error)[1]


def _reason_and_advice(error: OSError) -> tuple[str, str]:
    if (error.strerror or "").startswith(_NO_TEMPORARY):
        return _NOWHERE
    unknown = (f"hệ thống báo '{error.strerror or error}'", _ADVICE)
    return _KNOWN.get(error.errno or 0, unknown)
