"""The catalogue of messages: for every code what is wrong, what to do, and on what basis.

Codes are stable. The first digit tells the stage: 0 files, 1 YAML, 2 fields, 3 references, 4 values,
5 definitions, 6 templates, 7 completeness, 8 output.
"""

from enum import Enum
from typing import Final, NamedTuple

from baocao.model.period_names import PERIOD_EXAMPLES


class Severity(Enum):
    """How grave a problem is; only errors make a command fail."""

    ERROR = "lỗi"
    WARNING = "cảnh báo"
    NOTE = "lưu ý"

    @property
    def rank(self) -> int:
        """The order in which severities are listed, gravest first."""
        return list(Severity).index(self)


class Message(NamedTuple):
    """The text of one code; {names} in `what` and `advice` are filled from a diagnostic."""

    what: str
    advice: str
    severity: Severity = Severity.ERROR
    basis: str = ""


INCOMPLETE: Final = frozenset({"BC701", "BC702", "BC703", "BC704", "BC705"})
"""The codes that tell of what is not there yet, and of nothing that is wrong."""
_W: Final = Severity.WARNING
_N: Final = Severity.NOTE
_APPEND_ONLY: Final = "NĐ 30/2020/NĐ-CP Điều 18"
"""What was given out is replaced or withdrawn by another document, never erased."""
_SERIES: Final = (
    "NĐ 30/2020/NĐ-CP Điều 15; cơ quan Đảng: Hướng dẫn số 05-HD/VPTW, Phần II, mục I.3.1.1, trước đó "
    "Hướng dẫn số 36-HD/VPTW, Phần II, điểm 1.3.1"
)
"""Where numbers begin anew: with the year, those of the Party with the term of office."""
_PRIVATE: Final = "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15"
_UNICODE: Final = "TCVN 6909:2001; NĐ 30/2020/NĐ-CP Phụ lục I"

MESSAGES: Final = {
    # 0: files and folders
    "BC001": Message(
        "Không tìm thấy {what}.",
        "Tạo {what} hoặc chỉ đúng thư mục bằng --root.",
    ),
    "BC002": Message(
        "Không đọc được tệp: {reason}.",
        "Kiểm tra quyền đọc, hoặc đóng chương trình đang khóa tệp.",
    ),
    "BC003": Message(
        "Tệp được lưu theo bảng mã UTF-16.",
        "Mở tệp, chọn 'Lưu thành…' (Save as) với bảng mã UTF-8.",
        basis=_UNICODE,
    ),
    "BC004": Message(
        "Tệp không phải UTF-8: byte {byte} không hợp lệ{guess}.",
        "Mở tệp, chọn 'Lưu thành…' (Save as) với bảng mã UTF-8.",
        basis=_UNICODE,
    ),
    "BC005": Message(
        "Tệp lớn {size} MB, quá giới hạn {limit} MB.",
        "Kiểm tra xem có dán nhầm nội dung không; tách phần dài thành tệp khác.",
    ),
    "BC006": Message(
        "Tệp không có nội dung.",
        "Điền nội dung, hoặc xóa tệp nếu chưa báo cáo.",
    ),
    "BC007": Message(
        "Có ký tự điều khiển không được phép (mã {character}).",
        "Xóa ký tự đó; thường do dán từ Word hoặc PDF.",
    ),
    "BC008": Message(
        "Tên tệp '{name}' không phải là một kỳ báo cáo.",
        f"Đặt tên theo kỳ: {', '.join(f'{name}.yaml' for name in PERIOD_EXAMPLES)}.",
        _W,
    ),
    "BC009": Message(
        "Tệp '{name}' không được đọc.",
        "{advice}",
        _W,
    ),
    "BC010": Message(
        "'{found}' ({point}) trông giống '{letter}' nhưng là ký tự khác{more}.",
        "Gõ lại: {meant}.",
        basis=_UNICODE,
    ),
    "BC011": Message(
        "Có {name}{where}: không nhìn thấy nhưng làm hai chữ giống nhau thành khác nhau{more}.",
        "Xóa ký tự ấy rồi gõ lại chữ hai bên; thường do dán từ Word, PDF hoặc trang web.",
        _W,
    ),
    "BC012": Message(
        "Có ký tự đổi chiều chữ ({point}): chữ nhìn thấy có thể khác chữ trong tệp{more}.",
        "Xóa ký tự ấy, gõ lại đoạn chữ.",
    ),
    "BC013": Message(
        "Có {name} dán từ Word hoặc PDF{more}.",
        "Ở đầu dòng thì thay bằng '- '; ở chỗ khác thì xóa.",
        _W,
    ),
    "BC014": Message(
        "Có chữ đã mất, chỉ còn dấu thế chỗ (�){where}{more}.",
        "Gõ lại chữ đúng theo bản gốc.",
    ),
    "BC015": Message(
        "Tệp có {count} từ gõ bằng dấu tổ hợp, trước hết là '{value}'.",
        "Chọn 'Unicode dựng sẵn' trong bộ gõ; khi đọc, chương trình tự ghép dấu nên bản in vẫn đúng.",
        _N,
        _UNICODE,
    ),
    "BC016": Message(
        "Có vẻ là '{meant}' gõ bằng bảng mã {encoding}{more}.",
        "Chuyển mã sang Unicode dựng sẵn trong bộ gõ (Unikey: Ctrl+Shift+F6) rồi dán lại.",
        basis=_UNICODE,
    ),
    "BC020": Message(
        "Liên kết '{name}' dẫn ra ngoài thư mục dữ liệu nên không được đọc.",
        "Chép chính tệp ấy vào thay cho liên kết.",
    ),
    "BC021": Message(
        "'{name}' không phải là tệp mà là {found}.",
        "Đổi tên hoặc chuyển đi nơi khác; chỗ này cần một tệp văn bản.",
    ),
    "BC022": Message(
        "Tệp có hơn {limit} lỗi; các lỗi sau dòng này chưa được nêu.",
        "Sửa các lỗi đã nêu rồi chạy lại; có thể cả tệp bị hỏng hoặc nhầm loại tệp.",
    ),
    "BC023": Message(
        "Đường dẫn '{value}' dẫn ra ngoài {where}.",
        "Ghi đường dẫn tương đối, nằm trong {where}.",
    ),
    "BC024": Message(
        "Tệp '{name}' có vẻ là {what} nhưng không được đọc.",
        "{advice}",
    ),
    "BC025": Message(
        "Tệp '{name}' là {what} của {target}, không được đọc.",
        "Xóa tệp này; các bản cũ đã có trong Git.",
        _W,
    ),
    "BC026": Message(
        "Tệp '{name}' không được đọc: {why}.",
        "Chuyển tệp ra ngoài {folder}; tệp cần giữ tại đây thì khai ở bo_qua trong baocao.yaml.",
        _W,
    ),
    "BC027": Message(
        "Tên '{name}' không dùng được trên mọi máy: {why}.",
        "Đổi tên; dùng chữ thường không dấu a-z, chữ số, '-' và '_'.",
    ),
    "BC028": Message(
        "Windows và macOS coi '{name}' và '{other}' là một tên: chỉ khác chữ hoa hoặc cách mã hóa dấu.",
        "Chuyển phần cần giữ vào '{other}' rồi xóa '{name}'.",
    ),
    "BC029": Message(
        "Thư mục '{name}' có {count} không được đọc.",
        "Báo cáo đặt thẳng trong thư mục của đơn vị; tệp khác chuyển ra ngoài thư mục dữ liệu.",
        _W,
    ),
    # 1: YAML
    "BC101": Message(
        "Dùng phím Tab để thụt dòng.",
        "Thay bằng dấu cách; mỗi cấp thụt vào 2 dấu cách.",
    ),
    "BC102": Message(
        "Sai cú pháp YAML: {reason}.",
        "{advice}",
    ),
    "BC103": Message(
        "Có dấu cách không ngắt (NBSP) {where}; máy không hiểu đây là dấu cách.",
        "Xóa dấu cách ấy và gõ lại bằng phím cách; thường do dán từ Word hoặc trang web.",
    ),
    "BC104": Message(
        "Không dùng chỉ thị '%' ở đầu tệp.",
        "Xóa dòng bắt đầu bằng '%'.",
    ),
    "BC105": Message(
        "Tệp có hai tài liệu, phân cách bằng '---'; phần sau sẽ bị bỏ qua.",
        "Gộp làm một, hoặc tách thành hai tệp.",
    ),
    "BC106": Message(
        "Không dùng {sign} (neo và tham chiếu YAML) trong số liệu.",
        "Viết lại giá trị đầy đủ; nếu là văn bản có dấu {sign}, đặt trong dấu nháy.",
    ),
    "BC107": Message(
        "Không dùng thẻ kiểu '{tag}'.",
        "Xóa thẻ; kiểu dữ liệu do danh mục chỉ tiêu quy định.",
    ),
    "BC108": Message(
        "Không dùng khóa gộp '<<'.",
        "Viết lại đầy đủ các dòng cần có.",
    ),
    "BC109": Message(
        "Cấu trúc lồng quá {limit} cấp.",
        "Kiểm tra dấu ngoặc và thụt dòng.",
    ),
    "BC110": Message(
        "Khóa '{key}' được ghi hai lần.",
        "Giữ lại một dòng; hai giá trị cho cùng một khóa thì không biết lấy giá trị nào.",
    ),
    "BC111": Message(
        "Khóa '{key}' được ghi hai lần với hai cách mã hóa dấu (dựng sẵn và tổ hợp).",
        "Giữ lại một dòng; gõ tiếng Việt ở chế độ Unicode dựng sẵn.",
        basis=_UNICODE,
    ),
    "BC112": Message(
        "Khóa phải là một từ, không phải danh sách hay nhóm.",
        "Kiểm tra dấu '?', dấu ngoặc và thụt dòng.",
    ),
    "BC113": Message(
        "Tệp còn dấu xung đột do gộp (merge) dở dang.",
        "Chọn nội dung đúng giữa các dấu <<<<<<<, ======= và >>>>>>>, rồi xóa các dòng dấu ấy.",
    ),
    "BC114": Message(
        "Dấu '-' ở '{key}' không cho biết: không phát sinh, không áp dụng hay chưa có số liệu?",
        "Ghi khong_phat_sinh, khong_ap_dung hoặc {{chua_co: lý do}}; chưa điền thì để trống.",
    ),
    "BC115": Message(
        "'{value}' bắt đầu bằng dấu '>', là ký hiệu riêng của YAML, nên không đọc được.",
        'Ghi {meant}, hoặc đặt trong dấu nháy kép: "{value}".',
    ),
    # 2: fields
    "BC201": Message(
        "'{key}' phải gồm các dòng 'khóa: giá trị', đang là {found}.",
        "{advice}",
    ),
    "BC202": Message(
        "'{key}' phải là danh sách, đang là {found}.",
        "Ghi mỗi mục một dòng, bắt đầu bằng '- '.",
    ),
    "BC203": Message(
        "'{key}' phải là một giá trị, đang là {found}.",
        "Ghi một giá trị trên cùng dòng; văn bản dài thì dùng '|' và xuống dòng.",
    ),
    "BC204": Message(
        "Thiếu '{key}'.",
        "Thêm dòng '{key}: …'.",
    ),
    "BC205": Message(
        "Không có khóa '{key}' ở đây.{hint}",
        "Sửa tên khóa. Các khóa được dùng: {known}.",
    ),
    "BC206": Message(
        "'{value}' không phải là giá trị cho '{key}'.{hint} Các giá trị được dùng: {known}.",
        "Ghi một trong các giá trị ấy.",
    ),
    "BC207": Message(
        "'{value}' không phải là ngày có thật{why}.",
        "Ghi theo dạng năm-tháng-ngày, ví dụ 2025-11-18 (hoặc 18/11/2025).",
    ),
    "BC208": Message(
        "'{value}' không phải là số.",
        "Ghi số bằng chữ số, ví dụ 3.781 hoặc 86,6; nếu chưa có số liệu thì ghi {{chua_co: lý do}}.",
    ),
    "BC209": Message(
        "'{value}' có thể hiểu là {first} hoặc {second}. Ý bạn là số nào?",
        "Ghi lại cho rõ: {first_plain} hoặc {second_plain}.",
    ),
    "BC210": Message(
        "'{value}' là số lẻ, nhưng '{key}' đếm bằng số nguyên ({measure}).",
        "Ghi số nguyên, ví dụ 3.781.",
    ),
    "BC211": Message(
        "'{key}' ghi trong ngoặc vuông nên dấu phẩy tách thành {count} mục.",
        "Bỏ ngoặc vuông: {key}: {joined}.",
    ),
    "BC212": Message(
        "'{value}' không phải là co hoặc khong.{hint}",
        "Ghi co hoặc khong (không ghi yes/no/on/off/true/false).",
    ),
    "BC213": Message(
        "'{value}' có dấu gạch dưới; có chương trình đọc là {as_number}, có chương trình đọc là chữ.",
        "Bỏ dấu gạch dưới: {plain}.",
    ),
    "BC214": Message(
        "'{value}' bắt đầu bằng số 0, có chương trình đọc là hệ bát phân; được hiểu là {plain}.",
        "Ghi {plain}.",
        _W,
    ),
    "BC215": Message(
        "'{key}' chưa điền giá trị.",
        "Điền giá trị; chưa có thì ghi {{chua_co: lý do}}, không phát sinh thì ghi khong_phat_sinh.",
        _W,
    ),
    "BC216": Message(
        "'{value}' không phải là một kỳ báo cáo.",
        f"Ghi theo một trong các dạng: {', '.join(PERIOD_EXAMPLES)}.",
    ),
    "BC217": Message(
        "'{value}' là giờ trong ngày, không phải là số.",
        "Nếu là tỷ số, ghi dạng 16/30; nếu là số lẻ, dùng dấu phẩy: 16,3.",
    ),
    "BC218": Message(
        "'{value}' không phải là tỷ số.",
        "Ghi dạng tử số/mẫu số, ví dụ 3.681/3.781; mẫu số phải lớn hơn 0.",
    ),
    "BC219": Message(
        "'{value}' không phải là thứ hạng.",
        "Ghi dạng thứ hạng/tổng số, ví dụ 7/96.",
    ),
    "BC220": Message(
        "'{value}' có {places} chữ số thập phân; '{key}' chỉ lấy tối đa {limit}.",
        "Làm tròn số, hoặc kiểm tra xem dấu phân cách hàng nghìn có đúng không.",
    ),
    "BC221": Message(
        "'{value}' ghi kèm '{found}', nhưng '{key}' tính bằng {measure}.",
        "Bỏ phần chữ, hoặc đổi số sang {measure}.",
    ),
    "BC222": Message(
        "'{value}' dùng dấu theo kiểu tiếng Anh; được hiểu là {meaning}.",
        "Ghi theo cách viết tiếng Việt: {meaning}.",
        _W,
        "Luật Kế toán 88/2015/QH13",
    ),
    "BC223": Message(
        "'{value}' không phải là giờ.",
        'Ghi dạng giờ:phút, ví dụ "14:00".',
    ),
    "BC224": Message(
        "'{key}' phải có đúng {count} giá trị, đang có {found}.",
        "Ghi dạng [giá trị đầu, giá trị cuối].",
    ),
    "BC225": Message(
        "Dấu phẩy trong ngoặc nhọn tách '{key}' khỏi giá trị đứng trước.",
        'Đặt giá trị có dấu phẩy trong dấu nháy kép, ví dụ {{gia_tri: "86,6"}}.',
    ),
    "BC226": Message(
        "'{value}' không phải mã màu.",
        "Ghi sáu chữ số thập lục phân RRGGBB, ví dụ C6E0B4.",
    ),
    "BC227": Message(
        "Dấu ': ' sau '{value}' biến câu thành 'khóa: giá trị'.",
        'Đặt cả câu trong dấu nháy kép: "{value}: …".',
    ),
    "BC228": Message(
        "'{value}' không phải là giá trị cho '{key}': cần số nguyên từ {low} đến {high}.",
        "Ghi một số nguyên trong khoảng ấy.",
    ),
    "BC229": Message(
        "'{value}' ở '{key}' không cho biết: không phát sinh, không áp dụng hay chưa có số liệu?",
        "Ghi khong_phat_sinh, khong_ap_dung hoặc {{chua_co: lý do}}; chưa điền thì để trống.",
    ),
    "BC230": Message(
        "Không có phần '{key}'; tên đúng là '{name}' ({title}).",
        "Đổi '{key}' thành '{name}'; nội dung bên dưới được đọc theo tên đúng.",
    ),
    # 3: references
    "BC301": Message(
        "Không có đơn vị '{value}' trong danh mục đơn vị.{hint}",
        "Sửa mã đơn vị, hoặc thêm đơn vị vào don-vi.yaml.",
    ),
    "BC302": Message(
        "Không có chỉ tiêu '{value}' trong danh mục chỉ tiêu.{hint}",
        "Sửa mã chỉ tiêu theo chi-tieu.yaml.",
    ),
    "BC303": Message(
        "Chỉ đạo '{directive}' không có nhiệm vụ '{value}'.{hint}",
        "Sửa số nhiệm vụ theo tệp của chỉ đạo.",
    ),
    "BC304": Message(
        "Không có chỉ đạo '{value}'.{hint}",
        "Sửa mã chỉ đạo theo các tệp trong thư mục chỉ đạo.",
    ),
    "BC305": Message(
        "Đề cương của '{directive}' không có mục '{value}'.{hint}",
        "Sửa số mục theo đề cương.",
    ),
    "BC306": Message(
        "Không có văn bản '{value}' để dẫn chiếu.{hint}",
        "Thêm văn bản vào mục van_ban của tệp này hoặc vào van-ban.yaml.",
    ),
    "BC307": Message(
        "Chỉ đạo '{directive}' không có nhóm vướng mắc '{value}'.{hint} Các nhóm được dùng: {known}.",
        "Ghi một trong các nhóm ấy.",
    ),
    "BC308": Message(
        "Đơn vị không có người ký '{value}'.{hint}",
        "Sửa mã người ký theo ho-so.yaml của đơn vị.",
    ),
    "BC309": Message(
        "Đơn vị '{value}' không hoạt động vào ngày {day} ({why}).",
        "Kiểm tra kỳ báo cáo và ngày mở, ngày đóng trong don-vi.yaml.",
    ),
    "BC310": Message(
        "Chỉ tiêu '{value}' được tính từ chỉ tiêu khác, không nhập trực tiếp.",
        "Xóa dòng này; công thức: {formula}.",
    ),
    "BC311": Message(
        "{what} '{value}' không dành cho đơn vị này.",
        "Xóa dòng này, hoặc sửa phạm vi áp dụng trong {where}.",
        _W,
    ),
    "BC312": Message(
        "Tệp ghi kỳ '{value}' nhưng tên tệp là '{name}'.",
        "Sửa một trong hai cho khớp.",
    ),
    "BC313": Message(
        "Tệp ghi đơn vị '{value}' nhưng nằm trong thư mục của '{name}'.",
        "Sửa don_vi, hoặc chuyển tệp sang đúng thư mục.",
    ),
    "BC316": Message(
        "Không có chỉ tiêu, quy tắc hay nhiệm vụ '{value}' để giải trình.{hint}",
        "Ghi mã chỉ tiêu (tthc.rut), quy tắc (tthc/tiep-nhan) hoặc nhiệm vụ (nq71/6) nêu trong thông báo.",
    ),
    "BC317": Message(
        "{what} '{value}' không hỏi trong kỳ này, chỉ {when}.",
        "Xóa dòng này; nếu đã đổi tên thì ghi theo mã mới trong chi-tieu.yaml hoặc tệp của chỉ đạo.",
        _W,
    ),
    # 4: values
    "BC401": Message(
        "'{key}' = {value} nằm ngoài khoảng cho phép ({bounds}).",
        "Kiểm tra lại số liệu và đơn vị tính ({measure}).",
    ),
    "BC402": Message(
        "Nhiệm vụ có ngày hoàn thành nhưng tiến độ là '{progress}'.",
        "Sửa tien_do thành hoan_thanh, hoặc bỏ ngày hoàn thành.",
    ),
    "BC403": Message(
        "'{key}' có {count} {what}, ngoài khoảng cho phép ({bounds}).",
        "Viết gọn lại; phần giải thích dài thì đưa vào noi_dung.",
    ),
    "BC404": Message(
        "Đoạn viết dài {count} ký tự, hơn {limit}.",
        "Viết gọn lại, hoặc chia theo mục của đề cương; xem có dán nhầm văn bản khác không.",
        _W,
    ),
    "BC411": Message(
        "{name}: {condition} không đúng với {operands}.",
        "Sửa số liệu sai; nếu các số đều đúng thì sửa quy tắc '{rule}' trong danh mục.",
    ),
    "BC412": Message(
        "{name}: {given} có số liệu nhưng {absent} thì không.",
        "Điền đủ các chỉ tiêu, hoặc bỏ tất cả.",
    ),
    "BC413": Message(
        "{name}: phải có đúng một trong {indicators}, đang có {found}.",
        "Giữ lại một chỉ tiêu có số liệu.",
    ),
    "BC414": Message(
        "{name}: khi {condition} thì cần có {absent}.",
        "Điền {absent}.",
    ),
    "BC415": Message(
        "Số đã công bố '{key}' là {published}, tính lại được {computed} ({operands}).",
        "Kiểm tra các số thành phần; nếu bản đã công bố sai thì đính chính khi báo cáo.",
        _W,
    ),
    "BC416": Message(
        "Thứ hạng đã công bố của '{key}' là {published}, tính lại được {computed}.",
        "Kiểm tra số liệu của đơn vị và thời điểm xếp hạng.",
        _W,
    ),
    "BC421": Message(
        "Số lũy kế '{key}' giảm từ {before} (kỳ {period}) xuống {now}.",
        "Sửa số liệu; nếu đúng (đính chính kỳ trước, đổi cách tính) thì ghi lý do vào giai_trinh.",
        _W,
    ),
    "BC422": Message(
        "'{key}' = {now}, {change} so với kỳ {period} ({before}).",
        "Kiểm tra dấu phân cách hàng nghìn và đơn vị tính; nếu đúng thì ghi lý do vào giai_trinh.",
        _W,
    ),
    "BC423": Message(
        "'{key}' = {now} lệch xa các kỳ trước của đơn vị (thường vào khoảng {usual}).",
        "Kiểm tra lại số liệu; nếu đúng thì ghi lý do vào giai_trinh.",
        _W,
    ),
    "BC424": Message(
        "'{key}' = {now} lệch xa {count} đơn vị cùng báo cáo (thường vào khoảng {usual}).",
        "Kiểm tra số liệu và đơn vị tính ({measure}); nếu đúng thì ghi lý do vào giai_trinh.",
        _W,
    ),
    "BC425": Message(
        "'{key}' = {now} không đổi trong {count} kỳ liền ({periods}).",
        "Kiểm tra xem có chép lại số kỳ trước không; nếu đúng thì ghi lý do vào giai_trinh.",
        _N,
    ),
    "BC426": Message(
        "Nhiệm vụ {value} đã hoàn thành ở kỳ {period} nay ghi '{progress}'.",
        "Sửa tien_do; nếu phải làm lại thì ghi lý do vào giai_trinh, khóa '{key}'.",
        _W,
    ),
    "BC428": Message(
        "Giải trình cho '{value}' không ứng với điều gì bất thường.",
        "Xóa dòng này, hoặc sửa khóa theo thông báo cần giải trình.",
        _N,
    ),
    "BC429": Message(
        "{message} Giải trình: {reason}.",
        "Người duyệt xem lý do có thỏa đáng không.",
        _N,
    ),
    "BC431": Message(
        "Nhiệm vụ {value} ghi hoàn thành ngày {day}, sau ngày chốt số liệu {end}.",
        "Sửa ngay_hoan_thanh, hoặc tien_do nếu chưa hoàn thành.",
    ),
    "BC432": Message(
        "Nhiệm vụ {value} đã hoàn thành nhưng chưa ghi kết quả.",
        "Ghi ket_qua: việc đã làm xong và văn bản đã ban hành.",
        _W,
    ),
    "BC433": Message(
        "Nhiệm vụ {value} đã hoàn thành, yêu cầu là '{expected}', nhưng kết quả chưa nêu số văn bản.",
        "Thêm văn bản vào van_ban và dẫn chiếu [@mã] trong ket_qua, hoặc ghi số, ngày của văn bản.",
        _W,
    ),
    "BC434": Message(
        "Nhiệm vụ {value} {late} (hạn {due}) nhưng chưa nêu lý do.",
        "Ghi ly_do_cham.",
        _W,
    ),
    "BC435": Message(
        "Nhiệm vụ {value} ghi chưa thực hiện nhưng lại có kết quả.",
        "Sửa tien_do thành dang_thuc_hien hoặc hoan_thanh, hoặc chuyển phần ấy sang du_kien.",
        _W,
    ),
    "BC436": Message(
        "Nhiệm vụ {value} đã hoàn thành, có hạn {due}, nhưng chưa ghi ngày hoàn thành.",
        "Ghi ngay_hoan_thanh để biết đúng hạn hay chậm.",
        _N,
    ),
    "BC440": Message(
        "Số, ký hiệu '{value}' không đúng thể thức.{hint}",
        "Ghi như 964/QĐ-UBND, 816/UBND-VX (công văn), 107/2021/NĐ-CP (quy phạm), 57-NQ/TW (của Đảng).",
        _W,
        "NĐ 30/2020/NĐ-CP Phụ lục I, Phần I, Mục II.3",
    ),
    "BC441": Message(
        "Ký hiệu '{value}' không hợp với loại '{type}': {want}.",
        "Sửa số, ký hiệu hoặc sửa loại văn bản.",
        _W,
        "NĐ 30/2020/NĐ-CP Phụ lục III",
    ),
    "BC442": Message(
        "Số '{value}' ghi năm {year} nhưng văn bản ghi ngày {day}.",
        "Kiểm tra lại năm trong số và ngày của văn bản.",
        _W,
    ),
    "BC443": Message(
        "{value} chưa ghi {what}.",
        "Thêm {keys}: lần dẫn đầu tiên phải ghi đủ số, ngày và cơ quan ban hành.",
        _W,
        "NĐ 30/2020/NĐ-CP Phụ lục I, Phần I, Mục II.6.b",
    ),
    "BC444": Message(
        "{value} đề ngày {day}, sau ngày chốt số liệu {end}.",
        "Kiểm tra lại ngày của văn bản, hoặc ghi chot_den cho đúng.",
        _W,
    ),
    "BC445": Message(
        "{value} ghi ngày {second}, nhưng nơi khác ghi ngày {first}.",
        "Xem bản gốc rồi sửa chỗ sai; hai nguồn ghi khác nhau thật thì nêu lý do ở giai_trinh, mã {id}.",
        basis="NĐ 30/2020/NĐ-CP Phụ lục I, Phần I, Mục II.6.b",
    ),
    "BC446": Message(
        "{value} đã có trong van-ban.yaml với mã '{other}'.",
        "Xóa mục này, dẫn bằng [@{other}].",
        _N,
    ),
    "BC447": Message(
        "{value} được khai báo hai lần trong tệp, lần trước với mã '{other}'.",
        "Giữ một mục; hai mã làm văn bản được dẫn đầy đủ hai lần.",
        _W,
    ),
    "BC448": Message(
        "{value} không còn hiệu lực vào ngày của văn bản: hết hiệu lực từ ngày {day}{instead}.",
        "Dẫn văn bản đang có hiệu lực; nhắc lại việc đã làm theo văn bản cũ thì bỏ qua có lý do (bo_qua).",
        _W,
    ),
    "BC449": Message(
        "{value} ghi hết hiệu lực từ ngày {end}, trước ngày ban hành {day}.",
        "Sửa ngay hoặc het_hieu_luc theo bản gốc.",
    ),
    "BC450": Message(
        "Có mã HTML hoặc Word '{value}' trong chữ; mã ấy sẽ in nguyên văn{more}.",
        "Xóa đoạn mã; cần xuống dòng thì xuống dòng, cần in đậm thì dùng **chữ**.",
    ),
    "BC451": Message(
        "Số {value} trong lời văn không khớp chỉ tiêu nào của đơn vị{near}{more}.",
        "Nếu là số của một chỉ tiêu, ghi [=mã] thay cho chữ số; nếu là số khác thì để nguyên.",
        _N,
    ),
    "BC452": Message(
        "Không có '{value}' trong danh mục đơn vị; có '{name}'{more}.",
        "Sửa thành '{name}'; nếu là đơn vị cũ trùng gần tên thì để nguyên.",
        _W,
    ),
    "BC453": Message(
        "Tỷ lệ '{key}' ghi 'không phát sinh': chưa rõ là 0% hay không có gì để tính tỷ lệ.",
        "Tỷ lệ bằng không thì ghi 0; không phải việc của đơn vị thì ghi khong_ap_dung; mẫu số thật bằng "
        "không thì giữ nguyên, ghi lý do vào giai_trinh (đơn vị không vào số bình quân và xếp hạng).",
        _W,
    ),
    "BC454": Message(
        "Có dãy số giống số định danh cá nhân, căn cước: {value}{more}.",
        "Xóa khỏi báo cáo; Git giữ mọi bản đã ghi, nên đã commit thì báo người quản trị kho.",
        _W,
        basis=_PRIVATE,
    ),
    "BC455": Message(
        "Có số điện thoại di động, có thể của cá nhân: {value}{more}.",
        "Xóa khỏi báo cáo; số đường dây nóng đã công bố thì khai ở so_cong_khai của baocao.yaml.",
        _W,
        basis=_PRIVATE,
    ),
    "BC456": Message(
        "Có số tài khoản ngân hàng: {value}{more}.",
        "Xóa khỏi báo cáo; tài khoản đã công bố của cơ quan, quỹ thì khai ở so_cong_khai của baocao.yaml.",
        _W,
        basis=_PRIVATE,
    ),
    "BC457": Message(
        "'{key}' {how} từ {before} (kỳ {period}) {to} {now}, còn {count} đơn vị khác thường {usual}.",
        "Kiểm tra có thiếu, thừa chữ số hay ghi nhầm dòng không; nếu đúng thì ghi lý do vào giai_trinh.",
        _W,
    ),
    "BC458": Message(
        "'{key}' = {now}, đúng bằng kỳ {period}, còn {moved}/{count} đơn vị khác đã đổi (thường {usual}).",
        "Kiểm tra xem có chép lại số kỳ trước không; nếu đúng thì ghi lý do vào giai_trinh.",
        _W,
    ),
    "BC459": Message(
        "'{key}' = {first_now} và '{other}' = {second_now} có vẻ đổi chỗ cho nhau "
        "(kỳ {period}: {first_before} và {second_before}).",
        "Kiểm tra hai dòng có bị ghi ngược không; nếu đúng thì ghi lý do vào giai_trinh, khóa '{key}'.",
        _W,
    ),
    "BC460": Message(
        "'{key}' = 0, trong khi kỳ {period} là {before} và {count} kỳ đã xét không kỳ nào dưới 20.",
        "Điền số liệu; không phát sinh thì ghi khong_phat_sinh; đúng là 0 thì ghi lý do vào giai_trinh.",
        _W,
    ),
    "BC461": Message(
        "{count}/{of} số đếm trong kỳ và lũy kế trùng hệt kỳ {period}: {figures}.",
        "Báo cáo có thể chép nguyên kỳ trước: nhập lại số liệu; nếu đúng thì ghi lý do vào giai_trinh, "
        "khóa '{key}'.",
        _W,
    ),
    "BC462": Message(
        "{count} số liệu mới trùng hệt của {other}: {figures}.",
        "Một trong hai báo cáo có thể chép nhầm: đối chiếu với sổ gốc; nếu đúng thì ghi lý do vào "
        "giai_trinh, khóa '{key}'.",
        _W,
    ),
    "BC463": Message(
        "Văn bản ghi độ mật '{value}': dữ liệu bí mật nhà nước không được đưa vào đây.",
        "Lập, gửi, lưu văn bản này theo quy định về bảo vệ bí mật nhà nước, không qua chương trình này và "
        "Git; xóa dữ liệu ấy, đã commit thì báo người quản trị kho.",
        basis="Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
    ),
    "BC470": Message(
        "Chỉ tiêu '{value}' có hai mục tiêu cùng áp dụng cho {day}.",
        "Sửa tu, den của từng mục tiêu cho không trùng ngày nào.",
    ),
    # 5: definitions
    "BC501": Message(
        "Mã '{value}' đã được dùng.",
        "Đặt mã khác; mỗi mã chỉ dùng một lần.",
    ),
    "BC502": Message(
        "Biểu thức '{value}' không hợp lệ: {reason}.",
        "Chỉ dùng mã chỉ tiêu, số, + - * / ( ), so sánh (== != < <= > >=), and, or, not, min, max.",
    ),
    "BC503": Message(
        "Biểu thức dùng chỉ tiêu '{value}' không có trong danh mục.{hint}",
        "Sửa mã chỉ tiêu trong biểu thức.",
    ),
    "BC504": Message(
        "Các chỉ tiêu được tính vòng quanh: {cycle}.",
        "Sửa một công thức để không phụ thuộc vào chính nó.",
    ),
    "BC505": Message(
        "Cách tổng hợp '{value}' không dùng được cho loại '{kind}'.",
        "Chọn một trong: {known}.",
    ),
    "BC506": Message(
        "Phạm vi '{key}' không chọn được đơn vị nào.",
        "Kiểm tra cấp, loại, nhóm và mã đơn vị.",
        _W,
    ),
    "BC507": Message(
        "Đơn vị cấp trên của '{value}' tạo thành vòng.",
        "Sửa 'thuoc' để cây đơn vị có gốc.",
    ),
    "BC508": Message(
        "Mục '{value}' của đề cương đứng trước hoặc thiếu mục cha '{parent}'.",
        "Thêm mục cha ở trên.",
    ),
    "BC509": Message(
        "Mục '{value}' có số sai: phần cuối phải là số La Mã, số hoặc chữ cái.",
        "Ghi như I, I.1, I.5.1 hoặc I.5.2.a.",
    ),
    "BC510": Message(
        "Hạn '{value}' không rõ là ngày nào{why}.",
        'Sửa lại; nếu văn bản ghi đúng như vậy thì ghi {{nhu_van_ban: "{value}", ngay: năm-tháng-ngày}}.',
    ),
    "BC511": Message(
        "Mã '{value}' không hợp lệ: {rule}.",
        "Đổi mã ở đây và ở mọi chỗ dùng mã ấy.",
    ),
    "BC512": Message(
        "Quy tắc phải có đúng một trong: {known}.",
        "Giữ lại một; quy tắc khác thì tách thành mục riêng.",
    ),
    "BC513": Message(
        "'{value}' tiếp nối '{old}', nhưng hai bên cùng được hỏi ở một kỳ.",
        "Ghi den_ky cho '{old}' và tu_ky cho '{value}', không trùng kỳ nào.",
    ),
    "BC514": Message(
        "Hồ sơ đơn vị ghi '{value}' không hợp với thể thức của đơn vị: {reason}.",
        "Sửa hoặc xóa dòng này; cơ quan của Đảng thì ghi the_thuc: dang.",
    ),
    "BC521": Message(
        "Không chỉ đạo nào hỏi chỉ tiêu '{value}'.",
        "Thêm chỉ tiêu vào chi_tieu của một chỉ đạo, hoặc xóa khỏi danh mục.",
        _N,
    ),
    "BC522": Message(
        "Nhiệm vụ {value} của '{directive}' không giao cho đơn vị nào trong danh mục.",
        "Ghi giao_cho; nếu nhiệm vụ chỉ của bộ, ngành khác thì để nguyên.",
        _N,
    ),
    "BC523": Message(
        "Không chỉ đạo nào yêu cầu {value} báo cáo.",
        "Thêm đơn vị vào don_vi_bao_cao của một chỉ đạo, nếu đơn vị phải báo cáo.",
        _N,
    ),
    "BC524": Message(
        "Chỉ đạo '{value}' chưa nêu {what}.",
        "Thêm {keys}: chế độ báo cáo định kỳ phải nêu đủ mười nội dung.",
        _N,
        "NĐ 09/2019/NĐ-CP Điều 8",
    ),
    "BC525": Message(
        "Mã định danh điện tử '{value}' không đúng dạng.",
        "Ghi như H37.DN.001 hoặc 000.00.01.H56, theo quyết định đã cấp mã.",
        _W,
        "Quyết định số 20/2020/QĐ-TTg, sửa đổi bởi Quyết định số 09/2025/QĐ-TTg",
    ),
    "BC526": Message(
        "Mã '{value}' trong cùng thời gian là của {other}.",
        "Sửa mã theo quyết định đã cấp; đơn vị đổi mã thì ghi mã cũ ở ma_truoc, kèm den.",
    ),
    "BC531": Message(
        "Mục bo_qua ghi mã '{value}' không có trong danh mục thông báo.{hint}",
        "Sửa mã theo docs/thong-bao.md; mỗi mục bỏ qua đúng một mã.",
    ),
    "BC532": Message(
        "Không bỏ qua được {value}: đó là lỗi ({count} chỗ), chỉ bỏ qua được cảnh báo và lưu ý.",
        "Sửa dữ liệu tại các chỗ ấy, hoặc thu hẹp mục này bằng tep, don_vi.",
    ),
    "BC533": Message(
        "Mục bỏ qua {value} không khớp với vấn đề nào.{hint}",
        "Xóa mục này nếu không còn cần, hoặc sửa ma, tep, don_vi.",
        _N,
    ),
    "BC534": Message(
        "Địa chỉ kho Git '{value}' không dùng được: {why}.",
        "Ghi địa chỉ kho như https://github.com/nhom/kho; máy chủ khác thì ghi mẫu liên kết, ví dụ "
        "https://git.tinh.gov.vn/kho/src/commit/{{commit}}/{{tep}}#L{{dong}}.",
    ),
    # 6: templates
    "BC601": Message(
        "Mẫu sai cú pháp{reason}.",
        "Sửa mẫu tại dòng này.",
    ),
    "BC602": Message(
        "Mẫu dùng tên '{value}' không có.{hint}",
        "Sửa tên trong mẫu; xem danh sách tên trong docs/mau.md.",
    ),
    "BC603": Message(
        "Mẫu không chạy được: {reason}.{hint}",
        "Sửa mẫu tại dòng này.",
    ),
    "BC604": Message(
        "Không có mẫu '{value}'.{hint}",
        "Thêm tệp vào thư mục templates, hoặc sửa tên mẫu trong chỉ đạo.",
    ),
    "BC605": Message(
        "Mẫu thiếu phần khai báo ở đầu (giữa hai dòng '---').",
        "Thêm phần khai báo với loai, trich_yeu, dau_ra.",
    ),
    "BC606": Message(
        "Phụ lục '{value}' không được nhắc đến trong nội dung.",
        "Thêm {{{{ xem_phu_luc('{value}') }}}} vào nội dung của mẫu.",
        _W,
        "NĐ 30/2020/NĐ-CP Phụ lục I, Phần I, Mục III.1",
    ),
    "BC607": Message(
        "Mẫu nhắc đến phụ lục '{value}' nhưng không có phụ lục ấy.{hint}",
        "Sửa mã phụ lục, hoặc thêm phụ lục vào mẫu.",
    ),
    "BC608": Message(
        "Đơn vị '{value}' chưa có hồ sơ (ho-so.yaml) nên không lập được văn bản.",
        "Tạo ho-so.yaml trong thư mục của đơn vị: tên, ký hiệu, địa danh, người ký, nơi nhận.",
    ),
    "BC609": Message(
        "Nội dung dẫn đến mục '{value}' nhưng văn bản không có mục ấy.{hint}",
        "Sửa mã mục trong xem_muc(…) hoặc [#…], hoặc thêm mục vào đề cương.",
    ),
    "BC610": Message(
        "Mẫu cần lập tệp bảng tính nhưng phụ lục không có bảng nào.",
        "Đặt bảng vào phụ lục, hoặc bỏ xlsx khỏi dau_ra.",
    ),
    "BC611": Message(
        "Mẫu chạy quá giới hạn: {reason}.",
        "{advice}.",
    ),
    "BC612": Message(
        "Văn bản mà mẫu làm ra quá giới hạn: {reason}.",
        "{advice}.",
    ),
    "BC613": Message(
        "Mẫu không làm ra nội dung nào.",
        "Viết nội dung sau phần khai báo của mẫu, hoặc xem lại điều kiện {{% if … %}} bao quanh nó.",
    ),
    "BC620": Message(
        "Không lập được biểu đồ: {reason}.{hint}",
        "Sửa lệnh bieu_do tại dòng này; xem mục Biểu đồ trong docs/mau.md.",
    ),
    "BC625": Message(
        "Mẫu có bang.du_lieu() nhưng không lập tệp bảng tính; văn bản Word không in bảng dữ liệu.",
        "Thêm xlsx vào dau_ra, hoặc bỏ bang.du_lieu().",
    ),
    # 7: completeness
    "BC701": Message(
        "{name} chưa có báo cáo kỳ {period} cho '{directive}'.",
        "{advice}",
        _W,
    ),
    "BC702": Message(
        "Thiếu nội dung mục {value} ({title}).",
        'Viết nội dung vào noi_dung, mục "{value}".',
        _W,
    ),
    "BC703": Message(
        "Thiếu số liệu '{value}' ({name}).",
        "Điền số liệu, hoặc ghi {{chua_co: lý do}} / khong_phat_sinh / khong_ap_dung.",
        _W,
    ),
    "BC704": Message(
        "Thiếu kết quả nhiệm vụ {value} ({name}).",
        "Thêm nhiệm vụ vào nhiem_vu với tien_do và ket_qua.",
        _W,
    ),
    "BC705": Message(
        "Tệp bị lỗi nên toàn bộ báo cáo của {name} không được tổng hợp.",
        "Sửa các lỗi của tệp rồi chạy lại.",
        _W,
    ),
    "BC706": Message(
        "Văn bản {value} còn {count} chỗ chưa có số liệu hoặc nội dung.",
        "Xem bản dự thảo, điền các chỗ tô vàng; hoặc ghi {{chua_co: lý do}} cho số liệu chưa có.",
    ),
    "BC707": Message(
        "Chưa có người ký văn bản '{product}' của {value}.",
        "Ghi nguoi_ky (chức vụ, họ tên, thời gian giữ chức vụ) vào ho-so.yaml của đơn vị.",
        basis="NĐ 30/2020/NĐ-CP Điều 13",
    ),
    "BC708": Message(
        "Chưa có nơi gửi (Kính gửi) của văn bản '{product}' của {value}.",
        "Ghi kinh_gui ở san_pham của chỉ đạo, ở ho-so.yaml, hoặc ở phat_hanh.",
        basis="NĐ 30/2020/NĐ-CP Phụ lục I, Phần I, Mục II.9",
    ),
    "BC720": Message(
        "Bản ghi chấp nhận thiếu là của kỳ {value}, còn tệp là báo cáo kỳ {period}.",
        "Xóa mục chap_nhan_thieu chép từ kỳ khác; kỳ này còn thiếu thì chạy lại --chap-nhan-thieu.",
    ),
    "BC721": Message(
        "Điều được chấp nhận là thiếu nay đã có: {units}.",
        "Lập lại bản chính thức; chỗ còn thiếu thì chạy lại --chap-nhan-thieu, hết thiếu thì xóa mục này.",
        _W,
    ),
    "BC722": Message(
        "Đơn vị không lập văn bản tổng hợp nào theo '{directive}' nên không có gì để chấp nhận thiếu.",
        "Xóa mục này; chỉ đơn vị tổng hợp mới chấp nhận thiếu được.",
    ),
    "BC723": Message(
        "'{value}' không phải là {what}.{hint}",
        "Sửa lại, hoặc xóa mục này rồi chạy lại --chap-nhan-thieu.",
    ),
    "BC724": Message(
        "Ngày duyệt thiếu {day} sớm hơn ngày chốt số liệu {stop}: khi ấy các đơn vị còn đang báo cáo.",
        "Sửa ngày duyệt, hoặc xóa mục này rồi chạy lại --chap-nhan-thieu sau ngày chốt.",
    ),
    "BC725": Message(
        "Chưa đến lúc chấp nhận thiếu: hôm nay là {day}, số liệu chốt ngày {stop}.",
        "Chạy lại từ ngày chốt số liệu; đến khi ấy các đơn vị còn báo cáo.",
    ),
    "BC726": Message(
        "{document} đã phát hành: không chấp nhận thiếu thêm cho văn bản ấy được nữa.",
        "Báo cáo đến sau thì đưa vào kỳ sau, hoặc lập văn bản sửa đổi (docs/phat-hanh.md).",
        basis=_APPEND_ONLY,
    ),
    "BC727": Message(
        "Không ghi được mục chap_nhan_thieu vào tệp báo cáo vì cách viết của tệp.",
        "Viết mỗi khóa một dòng (baocao fmt), xóa mục chap_nhan_thieu: {{…}} nếu có, rồi chạy lại.",
    ),
    "BC730": Message(
        "Lần nhập báo cáo trước bị ngắt giữa chừng: trong {what} có tệp đã thay, có tệp chưa.",
        "Chạy lại baocao import: lệnh trả các tệp về như trước khi nhập rồi nhập lại từ đầu.",
    ),
    "BC760": Message(
        "Ánh xạ chưa được duyệt: {why}.",
        "Xem từng dòng, thay '?' bằng một mã hoặc bo_qua, rồi ghi da_duyet: co.",
    ),
    "BC761": Message(
        "{what}: '{value}'.{hint}",
        "Sửa dòng ấy cho đúng chữ trong bảng, hoặc chạy lại với --de-xuat để chương trình đề xuất.",
    ),
    "BC762": Message(
        "Hai tiêu đề cùng là chỉ tiêu '{value}'.",
        "Giữ một dòng, dòng kia ghi bo_qua hoặc mã khác.",
    ),
    "BC763": Message(
        "Không đổi được số của bảng ra '{value}': {why}.",
        "Sửa nhan hoặc don_vi_tinh; bảng ghi cùng đơn vị tính với danh mục thì bỏ đi.",
    ),
    "BC764": Message(
        "Tiêu đề của bảng đã khác khi được duyệt: {changes}.",
        "Chạy lại với --de-xuat để cập nhật ánh xạ, xem các dòng mới, rồi ghi lại da_duyet: co.",
    ),
    "BC765": Message(
        "Không thấy bảng như ánh xạ nói: {why}.",
        "Sửa trang, don_vi_theo, tieu_de, ten_don_vi cho đúng tệp, hoặc xóa đi để chương trình tự tìm.",
    ),
    "BC766": Message(
        "Tên đơn vị {value} {why}.{hint}",
        "Ghi vào don_vi của ánh xạ: tên như trong bảng, rồi mã đơn vị hoặc bo_qua.",
    ),
    "BC767": Message(
        "{value} đứng ở nhiều nơi trong bảng: {lines}.",
        "Giữ một; nơi kia xóa hoặc ghi đúng đơn vị.",
    ),
    "BC768": Message(
        "{key}: {why}.",
        "{advice}",
    ),
    "BC769": Message(
        "'{value}' ghi {said}, còn các dòng cộng lại được {found} (chênh {by}).",
        "Hỏi lại nơi lập bảng: thiếu đơn vị, hay có số sai.",
        _W,
    ),
    # 8: output
    "BC801": Message(
        "Không ghi được {what}: {reason}.",
        "Kiểm tra quyền ghi và dung lượng đĩa.",
    ),
    "BC802": Message(
        "Tệp {what} đang mở trong chương trình khác nên không thay được.",
        "Đóng tệp trong Word hoặc Excel rồi chạy lại.",
    ),
    "BC806": Message(
        "Tệp đã bị sửa trong khi lệnh đang chạy ({how}); không ghi gì lên tệp này.",
        "Xem người khác vừa lưu gì ở dòng ấy, rồi chạy lại lệnh.",
    ),
    "BC840": Message(
        "Không viết lại tệp được mà vẫn chắc chắn giữ nguyên nội dung.",
        "Tệp được để nguyên. Sửa chỗ viết khác thường (khóa nhiều dòng, dấu '?'), rồi chạy lại.",
    ),
    "BC841": Message(
        "Danh sách tệp của lần lập trước không dùng được hết: {reason}.",
        "Không cần sửa; tệp cũ không còn trong danh sách được để nguyên, xóa bằng tay nếu thừa.",
        _W,
    ),
    "BC842": Message(
        "Bản đồ truy vết của lần lập trước không dùng được: {reason}.",
        "Lập lại cả kỳ (không kèm --don-vi, --chi-dao) để truy được mọi tệp.",
        _W,
    ),
    "BC843": Message(
        "'{value}' không phải là mã đầy đủ của một commit, nên dòng này bị bỏ qua.",
        "Ghi đủ 40 (hoặc 64) chữ số hex, mỗi dòng một mã (git log --format=%H); ghi chú đặt sau dấu '#'.",
        _W,
    ),
    "BC844": Message(
        "Danh sách có nhiều hơn {count} commit; phần sau bị bỏ qua.",
        "Chỉ giữ những commit viết lại dữ liệu mà không đổi nội dung.",
        _W,
    ),
    "BC845": Message(
        "'{value}' dùng diff=baocao: git blame cũng đọc tệp qua textconv của driver ấy nên chỉ sai dòng.",
        "Đổi thành diff=baocao-yaml, rồi chạy: "
        'git config diff.baocao-yaml.command "baocao diff --git-driver".',
        _W,
    ),
    "BC846": Message(
        "{value} {why}, nên không còn chứng minh được gì.",
        "Xóa tệp ấy rồi lập lại: baocao build --ky {period}.",
    ),
    "BC847": Message(
        "Số {value} đã ghi ở phat_hanh ({key}) nhưng không có bản ghi phát hành.",
        "Bản ghi bị xóa thì khôi phục; chưa phát hành thì chạy baocao issue --ky {period} --don-vi "
        "{holder}; phát hành mà không qua baocao issue thì ghi thêm ngoai_baocao: lý do.",
        basis="NĐ 30/2020/NĐ-CP Điều 15",
    ),
    "BC848": Message(
        "Sổ đăng ký thiếu số {numbers}{notation} {series}: không bản ghi nào, không phat_hanh nào có.",
        "Bản ghi bị xóa thì khôi phục; số dùng cho văn bản không qua baocao issue, hoặc đã hủy, thì khai "
        "so_ngoai_baocao ở ho-so.yaml, kèm lý do.",
        basis=_SERIES,
    ),
    "BC849": Message(
        "Bản ghi phát hành có ở {old}, nay không còn ở {new}.",
        "Khôi phục bản ghi; văn bản phát hành nhầm thì thu hồi, thay thế bằng văn bản khác.",
        basis=_APPEND_ONLY,
    ),
    "BC850": Message(
        "{what} đang xung đột trong index nên không có bản nào để so sánh.",
        "Chọn nội dung cuối cùng, chạy git add {what}, rồi so sánh lại.",
    ),
    "BC870": Message(
        "Mỗi đính chính phải có đúng một trong: {known}.",
        "Giữ lại một; điều khác thì tách thành mục riêng.",
    ),
    "BC871": Message(
        "Nội dung bản ghi phát hành là của tệp {name}.",
        "Trả bản ghi về tên cũ; không sửa, không chép bản ghi phát hành.",
    ),
    "BC872": Message(
        "{what} đã in trong {document}, nay {state}.",
        "Khôi phục như đã phát hành; bản phát hành sai thì ghi dinh_chinh: tu, thanh, ly_do, nguoi, ngay.",
        basis="NĐ 30/2020/NĐ-CP Điều 18",
    ),
    "BC873": Message(
        "Đính chính '{value}' không khớp với dữ liệu hiện nay.",
        "Ghi ở 'thanh' đúng như dữ liệu hiện nay, hoặc sửa dữ liệu theo đính chính.",
    ),
    "BC874": Message(
        "Đính chính '{value}' ghi 'tu' không khớp với {document}, hoặc dữ liệu còn thay đổi khác.",
        "Ghi ở 'tu' đúng như đã phát hành; mỗi thay đổi là một mục đính chính.",
    ),
    "BC875": Message(
        "Không có văn bản nào đã phát hành in '{value}' để đính chính.",
        "Xóa mục này: dữ liệu chưa phát hành thì sửa thẳng.",
    ),
    "BC876": Message(
        "Đính chính '{value}' đề ngày {day}, trước ngày phát hành {first}.",
        "Sửa ngày của đính chính.",
    ),
    "BC877": Message(
        "Số hoặc ngày ở phat_hanh khác {document}.",
        "Ghi lại đúng số, ngày đã phát hành; sai số, ngày thì đính chính bằng công văn (the_thuc).",
        basis="NĐ 30/2020/NĐ-CP Điều 18",
    ),
    "BC878": Message(
        "Số {value} đã dùng trong {series} cho văn bản khác{where}.",
        "Lấy số tiếp theo trong sổ đăng ký văn bản đi.",
        basis=_SERIES,
    ),
    "BC879": Message(
        "Văn bản này đã phát hành: {document}.",
        "Mỗi văn bản chỉ phát hành một lần; có sai sót thì ghi dinh_chinh rồi phát hành văn bản sửa đổi.",
        basis="NĐ 30/2020/NĐ-CP Điều 18",
    ),
    "BC880": Message(
        "Không phát hành được vào ngày {day}: {why}.",
        "Kiểm tra --ngay, hoặc ngày ở phat_hanh.",
    ),
    "BC881": Message(
        "Ở phat_hanh đã ghi {written}, khác với {asked} ghi ở lệnh.",
        "Sửa phat_hanh hoặc sửa lệnh cho khớp; không ghi --so, --ngay thì lấy ở phat_hanh.",
    ),
    "BC882": Message(
        "Lập lại {name} được bản khác với {document} đã phát hành; tệp đã phát hành được giữ nguyên.",
        "Chứng minh tệp đã phát hành: baocao build --ky {period} --check.",
        _N,
    ),
    "BC883": Message(
        "Không ghi được số, ngày vào phat_hanh mà giữ nguyên phần còn lại của tệp.",
        "Tự ghi vào tệp phat_hanh: {{{key}: {{so: {number}, ngay: {day}}}}}, rồi chạy lại.",
    ),
    "BC884": Message(
        "{document} lấy số liệu của '{value}' nhưng tệp báo cáo của đơn vị ấy không còn.",
        "Khôi phục tệp từ Git; báo cáo đã phát hành phải giữ được nguồn.",
    ),
    "BC885": Message(
        "Bản ghi phát hành đã bị sửa: nội dung không còn khớp niêm phong.",
        "Khôi phục đúng như đã lập ({how}), không niêm phong lại.",
        basis=_APPEND_ONLY,
    ),
    "BC886": Message(
        "Niêm phong của bản ghi phát hành bị xóa hoặc không còn nguyên dạng.",
        "Khôi phục đúng như đã lập ({how}), không niêm phong lại.",
        basis=_APPEND_ONLY,
    ),
    "BC887": Message(
        "Mất bản ghi phát hành '{name}' {where}.",
        "Khôi phục bản ghi ấy ({how}).",
        basis=_APPEND_ONLY,
    ),
    "BC888": Message(
        "Bản ghi phát hành không phải là bản mà '{next}' nối tiếp: đã bị thay bằng bản khác.",
        "Khôi phục đúng bản cũ ({how}).",
        basis=_APPEND_ONLY,
    ),
    "BC889": Message(
        "Bản ghi phát hành không có niêm phong, mà đơn vị đã có bản ghi niêm phong ('{name}').",
        "Bản ghi bị bóc niêm phong thì khôi phục ({how}); bản ghi tự chép vào thì bỏ ra.",
        basis=_APPEND_ONLY,
    ),
    "BC890": Message(
        "Có {count} bản ghi phát hành chưa niêm phong, do phiên bản trước của chương trình lập.",
        "Không phải làm gì: văn bản phát hành tiếp theo của đơn vị nối và giữ chúng bằng niêm phong.",
        _N,
    ),
    "BC891": Message(
        "Chuỗi bản ghi phát hành của đơn vị có {count} bản ghi cuối ({names}): phát hành trên các nhánh "
        "Git khác nhau rồi gộp lại.",
        "Không phải là lỗi: văn bản phát hành tiếp theo của đơn vị nối tất cả.",
        _N,
    ),
    "BC892": Message(
        "Bản ghi phát hành {came} nay không còn{where}{changed}.",
        "Khôi phục bản ghi ({how}); văn bản phát hành nhầm thì thu hồi, thay thế bằng văn bản khác.",
        basis=_APPEND_ONLY,
    ),
    "BC893": Message(
        "Bản ghi phát hành {came} nay đã khác{changed}.",
        "Khôi phục đúng bản cũ ({how}).",
        basis=_APPEND_ONLY,
    ),
    "BC894": Message(
        "Không đối chiếu được {what} với Git: {reason}.",
        "Không phải là lỗi; chỉ lịch sử Git cho thấy bản ghi cuối của chuỗi bị xóa hoặc thay.",
        _N,
    ),
    "BC895": Message(
        "Bản ghi phát hành nêu {what} '{value}' không có trong dữ liệu.{hint}",
        "Giữ khai báo của những gì đã có văn bản phát hành: không xóa, không đổi mã.",
        _W,
    ),
}
