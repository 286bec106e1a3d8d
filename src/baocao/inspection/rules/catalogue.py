"""Every rule with its id, article and severity. Ids are stable.

The first digit tells the part of the document: 1 page, 2 head, 3 text, 4 signature and recipients,
5 appendices, 6 what systems of documents ask for.
"""

from typing import Final

from baocao.inspection.rules import appendices, foot, head, headings, notation, page, text, title, whole
from baocao.inspection.verdicts import Rule
from baocao.model.messages import Severity

_E: Final = Severity.ERROR
_W: Final = Severity.WARNING
_N: Final = Severity.NOTE
_GENERAL: Final = "Phụ lục I, Phần I, Mục I"
_II: Final = "Phụ lục I, Phần I, Mục II"
_LETTERS: Final = "Phụ lục I, Phần I, Mục V"
_III: Final = "Phụ lục I, Phần I, Mục III"

RULES: Final = (
    Rule("TT101", "Khổ giấy A4", _GENERAL, _E, page.paper_size),
    Rule("TT102", "Hướng trang", _GENERAL, _E, page.page_orientation),
    Rule("TT103", "Lề trang", _GENERAL, _E, page.page_margins),
    Rule("TT104", "Phông chữ", _GENERAL, _E, page.font_name),
    Rule("TT105", "Màu chữ", _GENERAL, _E, page.letter_colour),
    Rule("TT106", "Số trang: trang thứ nhất", _GENERAL, _E, page.first_page),
    Rule("TT107", "Số trang: vị trí", _GENERAL, _E, page.number_place),
    Rule("TT108", "Số trang: kiểu chữ", _GENERAL, _E, page.number_style),
    Rule("TT109", "Chữ Việt dựng sẵn", f"{_GENERAL}; TCVN 6909:2001", _W, page.letters_composed),
    Rule("TT201", "Các thành phần chính", "Điều 8", _E, whole.components_present),
    Rule("TT202", "Quốc hiệu", f"{_II}.1", _E, head.country_words),
    Rule("TT203", "Tiêu ngữ", f"{_II}.1", _E, head.motto_words),
    Rule("TT204", "Đường kẻ dưới Tiêu ngữ", f"{_II}.1", _E, head.motto_line),
    Rule("TT205", "Cơ quan chủ quản", f"{_II}.2", _E, head.parent_style),
    Rule("TT206", "Cơ quan ban hành", f"{_II}.2", _E, head.body_style),
    Rule("TT207", "Đường kẻ dưới cơ quan ban hành", f"{_II}.2", _E, head.body_line),
    Rule("TT208", "Số, ký hiệu: cách ghi", f"{_II}.3", _E, notation.number_text),
    Rule("TT209", "Số, ký hiệu: kiểu chữ", f"{_II}.3", _E, notation.number_style),
    Rule("TT210", "Địa danh, thời gian: cách ghi", f"{_II}.4", _E, notation.date_text),
    Rule("TT211", "Địa danh, thời gian: kiểu chữ", f"{_II}.4", _E, notation.date_style),
    Rule("TT212", "Cỡ chữ cùng tăng, cùng giảm", f"{_LETTERS}, chú thích 1", _W, head.coupled_sizes),
    Rule("TT213", "Tên loại", f"{_II}.5", _E, title.type_name),
    Rule("TT214", "Trích yếu (văn bản có tên loại)", f"{_II}.5", _E, title.subject_style),
    Rule("TT215", "Đường kẻ dưới trích yếu", f"{_II}.5", _E, title.subject_line),
    Rule("TT216", "Trích yếu công văn", f"{_II}.5", _E, title.letter_subject),
    Rule("TT217", "Kính gửi: kiểu chữ", f"{_II}.9.a", _E, title.addressed_style),
    Rule("TT218", "Kính gửi: cách ghi", f"{_II}.9.a", _E, title.addressed_list),
    Rule("TT219", "Kính gửi: trường hợp ghi", f"{_II}.9.a", _E, title.addressed_presence),
    Rule("TT220", "Dấu độ khẩn, độ mật, phạm vi lưu hành", f"{_III}.2, III.3", _E, head.stamp_style),
    Rule("TT301", "Căn cứ", f"{_II}.6", _E, text.grounds_style),
    Rule("TT302", "Nội dung: cỡ chữ", _LETTERS, _E, text.text_size),
    Rule("TT303", "Nội dung: canh đều hai lề", f"{_II}.6", _E, text.text_justified),
    Rule("TT304", "Nội dung: lùi đầu dòng", f"{_II}.6", _E, text.first_indent),
    Rule("TT305", "Nội dung: khoảng cách đoạn", f"{_II}.6", _E, text.paragraph_gap),
    Rule("TT306", "Nội dung: giãn dòng", f"{_II}.6", _E, text.line_spacing),
    Rule("TT307", "Phần, chương, mục, tiểu mục", f"{_II}.6", _E, headings.part_headings),
    Rule("TT308", "Mục đánh số La Mã: kiểu chữ", f"{_II}.6", _E, headings.section_headings),
    Rule("TT309", "Mục đánh số La Mã: vị trí", "thông lệ", _W, headings.section_place),
    Rule("TT310", "Điều", f"{_II}.6", _E, headings.article_headings),
    Rule("TT311", "Khoản", f"{_II}.6", _E, headings.clause_headings),
    Rule("TT312", "Điểm: thứ tự chữ cái", f"{_II}.6", _E, headings.points_in_order),
    Rule("TT313", "Đánh số thập phân", _LETTERS, _W, headings.no_decimals),
    Rule("TT314", "Dấu hết nội dung", "Phụ lục III, các mẫu", _W, text.end_mark),
    Rule("TT315", "Cỡ chữ trong bảng", "không quy định", _W, text.table_size),
    Rule("TT316", "Số đếm nhỏ hơn 10", "thông lệ", _W, text.counts_written),
    Rule("TT317", "Dấu phần trăm", "thông lệ", _W, text.percents_written),
    Rule("TT401", "Quyền hạn, chức vụ: kiểu chữ", f"{_II}.7", _E, foot.authority_style),
    Rule("TT402", "Quyền hạn: cách ghi", f"Điều 13; {_II}.7", _E, foot.authority_marks),
    Rule("TT403", "Họ tên người ký: kiểu chữ", f"{_II}.7", _E, foot.name_style),
    Rule("TT404", "Họ tên không kèm học vị", f"{_II}.7", _E, foot.name_degrees),
    Rule("TT405", "Nơi nhận: tiêu đề", f"{_II}.9.b", _E, foot.recipients_heading),
    Rule("TT406", "Nơi nhận: kiểu chữ", f"{_II}.9.b", _E, foot.recipients_style),
    Rule("TT407", "Nơi nhận: cách ghi", f"{_II}.9.b", _E, foot.recipients_list),
    Rule("TT408", "Nơi nhận: dòng lưu", f"{_II}.9.b", _E, foot.archive_line),
    Rule("TT409", "Nơi nhận: như trên", f"{_II}.9.b", _E, foot.as_above),
    Rule("TT501", "Phụ lục: số thứ tự", f"{_III}.1", _E, appendices.numerals_in_order),
    Rule("TT502", "Phụ lục: kiểu chữ", f"{_III}.1", _E, appendices.heading_style),
    Rule("TT503", "Phụ lục: tiêu đề", f"{_III}.1", _E, appendices.title_style),
    Rule("TT504", "Phụ lục: dòng chỉ dẫn kèm theo", f"{_III}.1", _E, appendices.reference_style),
    Rule("TT505", "Phụ lục: đường kẻ", "Phụ lục III, Mẫu 2.1", _W, appendices.reference_line),
    Rule("TT506", "Phụ lục: được nhắc đến", f"{_III}.1", _E, appendices.every_one_mentioned),
    Rule("TT507", "Phụ lục: số trang riêng", f"{_III}.1", _E, appendices.own_numbers),
    Rule("TT508", "Phụ lục: dấu hết nội dung", "Phụ lục III, các mẫu", _W, appendices.end_mark),
    Rule("TT509", "Phụ lục điện tử: dòng chữ ký số", "Phụ lục III, Mẫu 2.2", _E, appendices.seal_style),
    Rule("TT601", "Độ dài ký hiệu và trích yếu", "Phụ lục VI", _N, whole.lengths_fit),
)
"""In the order of the document."""
