"""How a form is filled in, on one page, in words for those who have never seen one."""

from collections.abc import Iterator
from typing import Final

from baocao.features.exchange.forms.records import FormLine, LineKind
from baocao.pipeline.asking import Asked

_GUIDE: Final = """
Ghi vào đâu
Chỉ ghi vào các ô màu vàng nhạt. Các ô khác khóa lại (không có mật khẩu) để biểu không bị lệch. \
Ô nào không có gì để ghi thì để trống.

Số liệu (trang 'Biểu', cột D)
Ghi số liệu của kỳ này. Số đếm là số nguyên: gõ liền các chữ số, 3781, không gõ dấu chấm; máy tự tách \
hàng nghìn. Tỷ lệ phần trăm chỉ ghi số, 86,6, không ghi dấu %. Số không chính xác thì ghi chữ trước số: \
trên 90, khoảng 500.

Không có số liệu thì chọn, không ghi dấu gạch
Để trống ô số liệu và chọn ở cột 'Nếu không có số liệu'. Không phát sinh: kỳ này không có việc nào, tức là \
số không. Chưa có số liệu: có nhưng chưa biết; ghi lý do. Không áp dụng: đơn vị không có việc này; ghi lý \
do. Khi cộng cả tỉnh, ba điều này khác nhau.

Ngày
Ghi ngày/tháng/năm: 05/11/2025. Ô ngày giữ đúng chữ đã gõ, không đổi theo cài đặt của máy.

Danh sách
Bấm vào ô, chọn ở mũi tên bên phải. Ô có nhiều mục thì ghi các mục cách nhau bằng dấu chấm phẩy.

Ô đổi sang màu cam
Có điều nên xem lại: số đếm có phần lẻ (3,781 thay vì 3781), số ngoài khoảng cho phép, phần trăm từ 1 trở \
xuống, chữ không phải là số. Nếu đúng như vậy thì cứ để, ghi lý do ở cột 'Ghi chú khi số liệu khác thường'.

Chép từ tệp khác
Khi dán, chọn Dán giá trị (Paste Special, Values). Không gộp ô, không đổi tên trang. Các dòng được nhận ra \
bằng mã ẩn ở cột A, không bằng vị trí.

Nhiệm vụ
Mỗi nhiệm vụ chọn một tiến độ và ghi kết quả. Đã hoàn thành thì ghi ngày hoàn thành; quá hạn thì ghi lý do.

Nội dung
Viết vào cột D, xuống dòng bằng Alt+Enter. Muốn dẫn chiếu văn bản: ghi văn bản ở trang 'Văn bản' với một \
mã ngắn, như qd-09, rồi viết [@qd-09] ở chỗ cần dẫn. Chưa quen thì cứ viết tên văn bản như thường.

Gửi lại
Lưu đúng dạng Excel (.xlsx) và gửi lại tệp này. Sai chỗ nào, tệp được trả lại có ghi chú ở đúng ô ấy.
"""


def guide_lines(asked: Asked, notice: str) -> Iterator[FormLine]:
    """Yield the paragraphs of the guide, each after its heading."""
    yield _told_line(LineKind.GROUP, f"Cách ghi biểu báo cáo {asked.period.label}")
    if notice:
        yield _told_line(LineKind.KEPT, notice)
    for number, paragraph in enumerate(_GUIDE.strip().split("\n\n"), start=1):
        heading, text = paragraph.split("\n")
        yield _told_line(LineKind.GROUP, f"{number}. {heading}")
        yield _told_line(LineKind.KEPT, text)


def _told_line(kind: LineKind, text: str) -> FormLine:
    return FormLine("", kind, printed={"ten": text})
