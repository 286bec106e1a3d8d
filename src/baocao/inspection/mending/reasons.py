"""Why a file or a place is not mended: what only people can decide, in their words."""

from collections.abc import Iterable, Iterator
from typing import Final

from baocao.inspection.inspect import Inspection, Judged
from baocao.inspection.mending.package import EditablePackage
from baocao.inspection.mending.records import Left

SIGNED: Final = (
    "tệp đã được ký số; sửa bất cứ chỗ nào cũng làm mất giá trị của chữ ký. "
    "Sửa bản chưa ký, hoặc bỏ chữ ký trong Word rồi sửa và ký lại"
)
STRICT: Final = (
    "tệp lưu ở dạng Strict Open XML, chương trình chưa sửa được dạng này. "
    "Mở bằng Word, chọn Lưu thành, kiểu 'Tài liệu Word (*.docx)', rồi sửa"
)
UNPROVEN: Final = (
    "bản sửa không qua được phép đối chiếu câu chữ ({place}). Đây là lỗi của chương trình; "
    "tệp gốc không bị thay đổi, xin gửi thông báo này cho người phát triển"
)
ODD: Final = (
    "tệp có XML khác thường nên không sửa được ({reason}). "
    "Mở bằng Word hoặc LibreOffice, lưu lại dưới dạng .docx rồi sửa"
)
UNREADABLE: Final = (
    "bản sửa vượt quá khả năng xử lý ({reason}). Dấu theo dõi thay đổi làm tệp lớn thêm: "
    "thử lại với --thang, hoặc tách tệp gốc"
)
_WORDS: Final = "thuộc câu chữ, chỉ người soạn mới quyết định được"
_UNVERIFIED: Final = "giá trị này chưa kiểm chứng được với văn bản quy định"
_CUSTOM: Final = "chỉ là thông lệ, không phải quy định"
_UNSURE: Final = "chưa đủ chắc chắn để tự sửa"
_PEOPLE: Final = {
    "TT102": "trang nằm ngang có thể có chủ ý",
    "TT109": "ký tự của cả đoạn phải gõ lại; dùng bộ gõ Unicode dựng sẵn",
    "TT201": "thiếu thành phần, chỉ người soạn mới bổ sung được",
    "TT219": "thêm hay bỏ nơi gửi là việc của người soạn",
    "TT309": "chỉ là thông lệ",
    "TT311": _WORDS,
    "TT312": "đổi thứ tự điểm làm sai các chỗ viện dẫn",
    "TT313": "đổi cách đánh số làm sai các chỗ viện dẫn",
    "TT316": _WORDS,
    "TT317": _WORDS,
    "TT318": "bỏ đậm, nghiêng cả văn bản thì mất cả những chỗ nhấn mạnh có chủ ý",
    "TT319": "đoạn đậm, nghiêng có thể có chủ ý",
    **dict.fromkeys(("TT320", "TT321", "TT322", "TT323", "TT324"), _WORDS),
    **dict.fromkeys(("TT325", "TT326", "TT327", "TT328"), _WORDS),
    "TT402": "thuộc thẩm quyền ký, phải do người soạn xác định",
    "TT403": "chữ hoa đã gõ không đổi thành chữ thường được chắc chắn",
    "TT404": "họ tên người ký do người soạn ghi",
    "TT408": "nơi lưu do người soạn xác định",
    "TT409": "danh sách nơi nhận do người soạn xác định",
    "TT410": "thuộc thẩm quyền ký, phải do người soạn xác định",
    "TT411": "thuộc thẩm quyền ký, phải do người soạn xác định",
    "TT501": "đổi số phụ lục làm sai các chỗ viện dẫn",
    "TT506": "chỉ người soạn mới biết viện dẫn phụ lục ở đâu",
    "TT601": _WORDS,
    "TT701": "chỗ trống phải do người soạn điền",
    "TT702": "chờ người có thẩm quyền chấp nhận hoặc từ chối",
    "TT703": "chờ người soạn xử lý",
    "TT704": "chữ ẩn có thể có chủ ý",
    "TT705": "chỗ đánh dấu để người soạn xem lại",
}
WAITING: Final = frozenset({"TT702", "TT703"})
"""Rules about what waits for somebody, which comments of ours would only add to."""


def refusal_of(package: EditablePackage) -> str:
    """Return why a file must not be changed at all; nothing where it may be."""
    if package.is_signed:
        return SIGNED
    return STRICT if package.is_strict else ""


def _reason_of(judged: Judged) -> str:
    """Return why nothing changes a document for a rule that names no reason of its own."""
    if judged.verdict is not None and judged.verdict.unverified:
        return _UNVERIFIED
    return _UNSURE if judged.article[0].isupper() else _CUSTOM


def remaining_faults(before: Inspection, after: Inspection, named: Iterable[Left]) -> Iterator[Left]:
    """Yield the faults that mending left, but for those of rules that it has named a reason for.

    Changes and comments that wait for somebody are those that waited before: ours are no faults.
    """
    known = {left.rule for left in named}
    waiting = [judged for judged in before.judged if judged.rule.id in WAITING]
    for judged in (*(each for each in after.judged if each.rule.id not in WAITING), *waiting):
        if judged.fails and judged.verdict and judged.rule.id not in known:
            reason = _PEOPLE.get(judged.rule.id) or _reason_of(judged)
            for fault in judged.verdict.faults:
                yield Left(judged.rule.id, fault.part, fault.text, f"{fault.measured}; {reason}")
