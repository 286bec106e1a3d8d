"""Every rule with its id and severity; its article is data of each form. Ids are stable.

The first digit tells the part of the document: 1 page, 2 head, 3 text, 4 signature and recipients,
5 appendices, 6 what systems of documents ask for, 7 what is unfinished in a document of any kind.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from baocao.inspection.kinds import ANYTHING, ISSUED, SIGNED, TITLED, Scope
from baocao.inspection.rules import (
    appendices,
    capitals,
    citations,
    collective,
    days,
    foot,
    head,
    headings,
    names,
    notation,
    page,
    spelling,
    text,
    title,
    unfinished,
    weights,
    whole,
)
from baocao.inspection.verdicts import Rule
from baocao.model.messages import Severity

_E: Final = Severity.ERROR
_W: Final = Severity.WARNING
_N: Final = Severity.NOTE

_SCOPES: Final[Mapping[str, Scope]] = MappingProxyType(
    {"2": TITLED, "4": TITLED, "6": SIGNED, "7": ANYTHING}
)
"""For which natures of documents the rules of a part are; the others for all that the form governs."""

_LISTED: Final = (
    Rule("TT101", "Khổ giấy A4", _E, page.paper_size),
    Rule("TT102", "Hướng trang", _E, page.page_orientation),
    Rule("TT103", "Lề trang", _E, page.page_margins),
    Rule("TT104", "Phông chữ", _E, page.font_name),
    Rule("TT105", "Màu chữ", _E, page.letter_colour),
    Rule("TT106", "Số trang: trang thứ nhất", _E, page.first_page),
    Rule("TT107", "Số trang: vị trí", _E, page.number_place),
    Rule("TT108", "Số trang: kiểu chữ", _E, page.number_style),
    Rule("TT109", "Chữ Việt dựng sẵn", _W, page.letters_composed),
    Rule("TT201", "Các thành phần chính", _E, whole.components_present),
    Rule("TT202", "Quốc hiệu", _E, head.country_words, of_party="Tên Đảng"),
    Rule("TT203", "Tiêu ngữ", _E, head.motto_words),
    Rule("TT204", "Đường kẻ dưới Tiêu ngữ", _E, head.motto_line, of_party="Đường kẻ dưới tên Đảng"),
    Rule("TT205", "Cơ quan chủ quản", _E, head.parent_style, of_party="Cơ quan cấp trên"),
    Rule("TT206", "Cơ quan ban hành", _E, head.body_style),
    Rule(
        "TT207",
        "Đường kẻ dưới cơ quan ban hành",
        _E,
        head.body_line,
        of_party="Dấu * dưới cơ quan ban hành",
    ),
    Rule("TT208", "Số, ký hiệu: cách ghi", _E, notation.number_text),
    Rule("TT209", "Số, ký hiệu: kiểu chữ", _E, notation.number_style),
    Rule("TT210", "Địa danh, thời gian: cách ghi", _E, notation.date_text),
    Rule("TT211", "Địa danh, thời gian: kiểu chữ", _E, notation.date_style),
    Rule("TT212", "Cỡ chữ cùng tăng, cùng giảm", _W, head.coupled_sizes),
    Rule("TT213", "Tên loại", _E, title.type_name),
    Rule("TT214", "Trích yếu (văn bản có tên loại)", _E, title.subject_style),
    Rule("TT215", "Đường kẻ dưới trích yếu", _E, title.subject_line, of_party="Dấu ----- dưới trích yếu"),
    Rule("TT216", "Trích yếu công văn", _E, title.letter_subject),
    Rule("TT217", "Kính gửi: kiểu chữ", _E, title.addressed_style),
    Rule("TT218", "Kính gửi: cách ghi", _E, title.addressed_list),
    Rule("TT219", "Kính gửi: trường hợp ghi", _E, title.addressed_presence),
    Rule("TT220", "Dấu độ khẩn, độ mật, phạm vi lưu hành", _E, head.stamp_style),
    Rule("TT301", "Căn cứ", _E, text.grounds_style),
    Rule("TT302", "Nội dung: cỡ chữ", _E, text.text_size),
    Rule("TT303", "Nội dung: canh đều hai lề", _E, text.text_justified),
    Rule("TT304", "Nội dung: lùi đầu dòng", _E, text.first_indent),
    Rule("TT305", "Nội dung: khoảng cách đoạn", _E, text.paragraph_gap),
    Rule("TT306", "Nội dung: giãn dòng", _E, text.line_spacing),
    Rule("TT307", "Phần, chương, mục, tiểu mục", _E, headings.part_headings),
    Rule("TT308", "Mục đánh số La Mã: kiểu chữ", _E, headings.section_headings),
    Rule("TT309", "Mục đánh số La Mã: vị trí", _W, headings.section_place),
    Rule("TT310", "Điều", _E, headings.article_headings),
    Rule("TT311", "Khoản", _E, headings.clause_headings),
    Rule("TT312", "Điểm: thứ tự chữ cái", _E, headings.points_in_order),
    Rule("TT313", "Đánh số thập phân", _W, headings.no_decimals),
    Rule("TT314", "Dấu hết nội dung", _W, text.end_mark),
    Rule("TT315", "Cỡ chữ trong bảng", _W, text.table_size),
    Rule("TT316", "Số đếm nhỏ hơn 10", _W, text.counts_written),
    Rule("TT317", "Dấu phần trăm", _W, text.percents_written),
    Rule("TT318", "Nội dung: kiểu chữ", _E, weights.whole_text),
    Rule("TT319", "Đoạn văn in đậm, in nghiêng", _N, weights.single_paragraphs),
    Rule("TT320", "Ngày, tháng trong nội dung", _W, days.real_days),
    Rule("TT321", "Viết hoa: tên đơn vị hành chính", _W, capitals.common_nouns),
    Rule("TT322", "Viết hoa: Nhân dân, Nhà nước, Đảng", _N, capitals.revered_words),
    Rule("TT323", "Viết hoa: chức vụ kèm tên người", _W, capitals.titles_of_persons),
    Rule("TT324", "Viết hoa: viện dẫn phần, chương, điều, khoản", _W, capitals.cited_places),
    Rule("TT325", "Tên đơn vị so với danh mục", _W, names.unit_names),
    Rule("TT326", "Bỏ dấu thống nhất", _N, spelling.tones_alike),
    Rule("TT327", "Dấu thanh đặt đúng chữ", _W, spelling.tones_placed),
    Rule("TT328", "Dấu cách và dấu câu", _W, spelling.spaces_set),
    Rule("TT330", "Viện dẫn văn bản của Đảng: dấu phẩy trước ngày", _W, citations.comma_before_day),
    Rule("TT401", "Quyền hạn, chức vụ: kiểu chữ", _E, foot.authority_style),
    Rule("TT402", "Quyền hạn: cách ghi", _E, foot.authority_marks),
    Rule("TT403", "Họ tên người ký: kiểu chữ", _E, foot.name_style),
    Rule("TT404", "Họ tên không kèm học vị", _E, foot.name_degrees),
    Rule("TT405", "Nơi nhận: tiêu đề", _E, foot.recipients_heading),
    Rule("TT406", "Nơi nhận: kiểu chữ", _E, foot.recipients_style),
    Rule("TT407", "Nơi nhận: cách ghi", _E, foot.recipients_list),
    Rule("TT408", "Nơi nhận: dòng lưu", _E, foot.archive_line),
    Rule("TT409", "Nơi nhận: như trên", _E, foot.as_above),
    Rule("TT410", "Ký thay mặt tập thể", _E, collective.signed_together),
    Rule("TT411", "Ký đúng thẩm quyền", _W, collective.signed_by_right),
    Rule("TT501", "Phụ lục: số thứ tự", _E, appendices.numerals_in_order),
    Rule("TT502", "Phụ lục: kiểu chữ", _E, appendices.heading_style),
    Rule("TT503", "Phụ lục: tiêu đề", _E, appendices.title_style),
    Rule("TT504", "Phụ lục: dòng chỉ dẫn kèm theo", _E, appendices.reference_style),
    Rule("TT505", "Phụ lục: đường kẻ", _W, appendices.reference_line),
    Rule("TT506", "Phụ lục: được nhắc đến", _E, appendices.every_one_mentioned),
    Rule("TT507", "Phụ lục: số trang riêng", _E, appendices.own_numbers),
    Rule("TT508", "Phụ lục: dấu hết nội dung", _W, appendices.end_mark),
    Rule("TT509", "Phụ lục điện tử: dòng chữ ký số", _E, appendices.seal_style),
    Rule("TT601", "Độ dài ký hiệu và trích yếu", _N, whole.lengths_fit),
    Rule("TT701", "Chỗ trống chưa điền", _W, unfinished.blanks_left),
    Rule("TT702", "Thay đổi đang theo dõi", _W, unfinished.changes_settled),
    Rule("TT703", "Nhận xét", _W, unfinished.comments_settled),
    Rule("TT704", "Chữ ẩn", _W, unfinished.text_shown),
    Rule("TT705", "Chữ tô màu nền", _W, unfinished.letters_unmarked),
)
RULES: Final = tuple(rule._replace(scope=_SCOPES.get(rule.id[2], ISSUED)) for rule in _LISTED)
"""In the order of the document."""
UNFINISHED: Final = tuple(rule for rule in RULES if rule.scope == ANYTHING)
"""What is asked of every file, whatever it is."""
