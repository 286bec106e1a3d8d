"""A corpus of documents as people type them, every kind good and with one planted fault; none is real.

Nothing of our own renderer is in them: python-docx and XML, by the templates of the decree and the
examples of the Party's guidance. What varies is drawn by a seed, so that the corpus is the same everywhere.
"""

import random
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from docx.shared import Pt

from breaking import (
    Change,
    add_paragraph_looks,
    add_run_looks,
    change_parts,
    replace_first,
    with_combining,
    with_comment,
    without_property,
)
from hand import CENTER, JUSTIFY, Typed
from papers import article, foot, grounds, head, signers, title
from party_hand import GOOD_2018, GOOD_2026, Party, typed_party

SEED: Final = 17
MADE_UP: Final = "SỐ LIỆU GIẢ LẬP"
_PLACES: Final = ("Mỏ Cày", "Sơn Khê", "Cam Lâm", "Thanh Quang")
_TASKS: Final = ("chuyển đổi số", "cải cách hành chính", "xây dựng nông thôn mới", "phòng, chống thiên tai")


class Drawn(NamedTuple):
    """What is drawn for one document: number, day, place and task."""

    number: int
    day: int
    month: int
    place: str
    task: str

    def notation(self, letters: str) -> str:
        """Return number and notation."""
        return f"Số: {self.number}/{letters}"

    @property
    def date(self) -> str:
        """The day as a letterhead gives it."""
        return f"{self.place}, ngày {self.day} tháng {self.month} năm 2025"

    @property
    def names(self) -> tuple[str, str]:
        """The lines of the issuing body."""
        return ("ỦY BAN NHÂN DÂN", f"XÃ {self.place.upper()}")

    def sentences(self, *, mark: str = "./.") -> tuple[str, ...]:
        """Return the text; it says that its figures are made up."""
        count = 10 + self.number % 80
        return (
            f"Thực hiện nhiệm vụ {self.task} quý III năm 2025, xã đã tổ chức {count} hội nghị ({MADE_UP}).",
            f"Tỷ lệ hoàn thành đạt {count},5%; các thôn, tổ dân phố phối hợp thực hiện thường xuyên.",
            f"Các phòng chuyên môn theo dõi, báo cáo kết quả trước ngày 15 hằng tháng{mark}",
        )


def draw_content(name: str) -> Drawn:
    """Return what a document says, always the same for its name."""
    chance = random.Random(f"{SEED}{name}")
    return Drawn(
        chance.randrange(10, 400),
        chance.randrange(10, 29),
        chance.randrange(3, 13),
        chance.choice(_PLACES),
        chance.choice(_TASKS),
    )


def headed(drawn: Drawn, letters: str, *under: str) -> Typed:
    """Return a document typed down to its letterhead."""
    typed = Typed()
    head(typed, drawn.notation(letters), names=drawn.names, under=under, day=drawn.date)
    return typed


def titled(drawn: Drawn, letters: str, name: str, *subject: str) -> Typed:
    """Return a document typed down to its title."""
    typed = headed(drawn, letters)
    title(typed, name, *subject)
    return typed


def finished(typed: Typed, drawn: Drawn, *recipients: str, collective: bool = True) -> bytes:
    """Return a document with its text and signature."""
    typed.body(*drawn.sentences())
    foot(typed, *recipients, signer=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if collective else ("CHỦ TỊCH",))
    return typed.data()


def report(drawn: Drawn) -> bytes:
    return finished(titled(drawn, "BC-UBND", "BÁO CÁO", f"Kết quả {drawn.task} quý III năm 2025"), drawn)


def letter(drawn: Drawn) -> bytes:
    typed = headed(drawn, "UBND-VX", f"V/v báo cáo kết quả {drawn.task}")
    typed.line("Kính gửi:", 14)
    for text in ("- Công an xã;", "- Trưởng các thôn, tổ dân phố."):
        typed.line(text, 14)
    typed.line("", 14)
    return finished(typed, drawn, "- Như trên;", "- Lưu: VT, VHXH.", collective=False)


def submission(drawn: Drawn) -> bytes:
    typed = titled(drawn, "TTr-UBND", "TỜ TRÌNH", f"Về việc phê duyệt kế hoạch {drawn.task}")
    typed.line("Kính gửi: Ủy ban nhân dân tỉnh", 14, align=CENTER)
    typed.line("", 14)
    return finished(typed, drawn, "- Như trên;", "- Lưu: VT.")


def decision(drawn: Drawn) -> bytes:
    typed = titled(drawn, "QĐ-UBND", "QUYẾT ĐỊNH", "Về việc thành lập Tổ công tác")
    typed.line(f"CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ {drawn.place.upper()}", 14, "b", align=CENTER)
    grounds(
        typed,
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.",
    )
    typed.line("QUYẾT ĐỊNH:", 14, "b", align=CENTER)
    article(typed, 1, f"Thành lập Tổ công tác {drawn.task} ({MADE_UP}).")
    article(typed, 2, "Tổ công tác có các nhiệm vụ sau:")
    typed.body("a) Lập kế hoạch;", "b) Kiểm tra;", "c) Tổng hợp;", "d) Tham mưu;", "đ) Báo cáo.")
    article(typed, 3, "Quyết định này có hiệu lực từ ngày ký./.")
    foot(typed, "- Như Điều 3;", "- Lưu: VT.", signer=("CHỦ TỊCH",))
    return typed.data()


def plan(drawn: Drawn) -> bytes:
    typed = titled(drawn, "KH-UBND", "KẾ HOẠCH", f"Thực hiện {drawn.task} năm 2025")
    for text in ("I. MỤC ĐÍCH, YÊU CẦU", "II. NHIỆM VỤ"):
        typed.line(text, 14, "b", align=JUSTIFY).paragraph_format.space_before = Pt(6)
        typed.body(*drawn.sentences(mark="."))
    return finished(typed, drawn)


def notice(drawn: Drawn) -> bytes:
    typed = titled(drawn, "TB-UBND", "THÔNG BÁO", f"Kết luận cuộc họp về {drawn.task}")
    return finished(typed, drawn, collective=False)


def minutes(drawn: Drawn) -> bytes:
    typed = titled(drawn, "BB-UBND", "BIÊN BẢN", f"Họp về {drawn.task}")
    typed.body(*drawn.sentences())
    signers(typed)
    return typed.data()


def invitation(drawn: Drawn) -> bytes:
    typed = titled(drawn, "GM-UBND", "GIẤY MỜI", f"Dự họp về {drawn.task}")
    typed.body("Ủy ban nhân dân xã trân trọng kính mời: Trưởng các thôn.")
    return finished(typed, drawn, collective=False)


def telegram(drawn: Drawn) -> bytes:
    typed = titled(drawn, "CĐ-UBND", "CÔNG ĐIỆN", "Về việc ứng phó bão số 9")
    typed.line("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ điện:", 14, "b", align=CENTER)
    for text in ("- Trưởng các thôn;", "- Trạm Y tế xã."):
        typed.line(text, 14)
    return finished(typed, drawn, "- Như trên;", "- Lưu: VT.", collective=False)


def introduction(drawn: Drawn) -> bytes:
    typed = titled(drawn, "GGT-UBND", "GIẤY GIỚI THIỆU")
    typed.body("Ủy ban nhân dân xã trân trọng giới thiệu:", "Ông (bà): ………………………")
    return finished(typed, drawn, collective=False)


def copied(mark: str, letters: str) -> Callable[[Drawn], bytes]:
    """Return what makes a copy of a decision."""

    def make(drawn: Drawn) -> bytes:
        typed = titled(drawn, "QĐ-UBND", "QUYẾT ĐỊNH", "Về việc thành lập Tổ công tác")
        typed.line(f"CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ {drawn.place.upper()}", 14, "b", align=CENTER)
        grounds(typed, "Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Trưởng phòng.")
        typed.line("QUYẾT ĐỊNH:", 14, "b", align=CENTER)
        article(typed, 1, f"Thành lập Tổ công tác ({MADE_UP}).")
        article(typed, 2, "Quyết định này có hiệu lực từ ngày ký./.")
        foot(typed, "- Như Điều 2;", "- Lưu: VT.", signer=("CHỦ TỊCH",))
        typed.line("_" * 40, 14)
        head(typed, drawn.notation(f"{letters}-UBND"), names=drawn.names, day=drawn.date)
        typed.line(mark, 14, "b", align=CENTER)
        foot(typed)
        return typed.data()

    return make


def regulation(drawn: Drawn) -> bytes:
    typed = Typed()
    typed.line("QUY CHẾ", 14, "b", align=CENTER)
    typed.line("Làm việc của Tổ công tác", 14, "b", align=CENTER)
    issued = f"Quyết định số {drawn.number}/QĐ-UBND ngày {drawn.day} tháng {drawn.month} năm 2025"
    typed.line(f"(Ban hành kèm theo {issued})", 14, "i", align=CENTER)
    typed.line("", 14)
    typed.line("Chương I", 14, "b", align=CENTER)
    typed.line("QUY ĐỊNH CHUNG", 14, "b", align=CENTER)
    article(typed, 1, "Phạm vi điều chỉnh")
    typed.body(*drawn.sentences())
    return typed.data()


def appendix(drawn: Drawn) -> bytes:
    typed = Typed()
    typed.line("Phụ lục I", 14, "b", align=CENTER)
    typed.line("DANH SÁCH NHIỆM VỤ", 14, "b", align=CENTER)
    reference = (
        f"(Kèm theo Báo cáo số {drawn.number}/BC-UBND ngày {drawn.day} tháng {drawn.month} năm 2025)"
    )
    typed.draw(typed.line(reference, 14, "i", align=CENTER))
    typed.line("", 14)
    typed.body(*drawn.sentences())
    return typed.data()


def blank_form(drawn: Drawn) -> bytes:
    typed = Typed()
    typed.line("Mẫu số 01", 13, "b")
    head(typed, "Số: …/BC-…", names=("TÊN CƠ QUAN CHỦ QUẢN", "TÊN CƠ QUAN, TỔ CHỨC"))
    title(typed, "BÁO CÁO", "…")
    typed.body(*drawn.sentences(), "Họ và tên: …………………………")
    foot(typed)
    return typed.data()


def resolution(drawn: Drawn) -> bytes:
    typed = Typed()
    names = ("HỘI ĐỒNG NHÂN DÂN", f"XÃ {drawn.place.upper()}")
    head(typed, drawn.notation("NQ-HĐND"), names=names, day=drawn.date)
    title(typed, "NGHỊ QUYẾT", f"Về nhiệm vụ {drawn.task} năm 2026")
    typed.line(f"HỘI ĐỒNG NHÂN DÂN XÃ {drawn.place.upper()}", 14, "b", align=CENTER)
    grounds(typed, "Căn cứ Luật Tổ chức chính quyền địa phương;", "Xét Tờ trình của Ủy ban nhân dân xã.")
    typed.line("QUYẾT NGHỊ:", 14, "b", align=CENTER)
    article(typed, 1, f"Thông qua nhiệm vụ {drawn.task} ({MADE_UP}).")
    article(typed, 2, "Nghị quyết này có hiệu lực từ ngày ký./.")
    foot(typed, "- Thường trực Đảng ủy;", "- Lưu: VT.", signer=("CHỦ TỊCH",))
    return typed.data()


def contract(drawn: Drawn) -> bytes:
    typed = titled(drawn, "HĐ-UBND", "HỢP ĐỒNG LAO ĐỘNG")
    typed.body(*drawn.sentences())
    signers(typed, "ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B")
    return typed.data()


def boxed_report(drawn: Drawn) -> bytes:
    """A report whose letterhead stands in two text boxes that the title anchors."""
    return change_parts(report(drawn), put_head_into_boxes)


def put_head_into_boxes(texts: dict[str, str]) -> None:
    """Put the cells of the first table into text boxes of the paragraph behind it."""
    main = texts["word/document.xml"]
    start, end = main.index("<w:tbl>"), main.index("</w:tbl>") + len("</w:tbl>")
    cells = [
        part.split("</w:tcPr>", 1)[1].split("</w:tc>", 1)[0] for part in main[start:end].split("<w:tc>")[1:]
    ]
    boxes = "".join(
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" stroked="f" '
        f'style="position:absolute;margin-left:{place}pt;margin-top:0;width:230pt;height:90pt">'
        f"<v:textbox><w:txbxContent>{cell}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        for place, cell in zip((0, 235), cells, strict=True)
    )
    rest = main[end:]
    at = rest.index("</w:p>")
    texts["word/document.xml"] = main[:start] + rest[:at] + boxes + rest[at:]


class Paper(NamedTuple):
    """A document of the corpus: what makes it, and the rule that a change of it breaks."""

    make: Callable[[Drawn], bytes]
    rule: str
    spoil: tuple[Change, ...]


def said_by_party(document: Party) -> Callable[[Drawn], bytes]:
    """Return what makes a document of the Party that says where its figures are from."""
    first, *rest = document.texts
    return lambda _: typed_party(
        document._replace(texts=(first, f"{rest[0][:-1]} ({MADE_UP}).", *rest[1:]))
    )


RESULT: Final = "Tỷ lệ hoàn thành đạt"
STATE: Final[dict[str, Paper]] = {
    "báo cáo": Paper(report, "TT317", (replace_first(",5%", ",5 %"),)),
    "công văn": Paper(letter, "TT216", (add_run_looks("V/v", "<w:b/>"),)),
    "tờ trình": Paper(submission, "TT409", (replace_first("- Như trên;", "- Sở Nội vụ;"),)),
    "quyết định": Paper(decision, "TT312", (replace_first("đ) Báo cáo", "e) Báo cáo"),)),
    "kế hoạch": Paper(plan, "TT308", (replace_first("II. NHIỆM VỤ", "II. Nhiệm vụ"),)),
    "thông báo": Paper(notice, "TT303", (add_paragraph_looks(RESULT, '<w:jc w:val="left"/>'),)),
    "biên bản": Paper(minutes, "TT203", (replace_first("Độc lập - Tự do", "Độc lập – Tự do"),)),
    "giấy mời": Paper(invitation, "TT302", (add_run_looks(RESULT, '<w:sz w:val="24"/>'),)),
    "công điện": Paper(telegram, "TT705", (add_run_looks(RESULT, '<w:highlight w:val="yellow"/>'),)),
    "giấy giới thiệu": Paper(introduction, "TT407", (replace_first("Đảng ủy;", "Đảng ủy,"),)),
    "sao y": Paper(copied("SAO Y", "SY"), "TT405", (add_run_looks("Nơi nhận:", '<w:i w:val="0"/>'),)),
    "sao lục": Paper(copied("SAO LỤC", "SL"), "TT301", (without_property("Căn cứ Luật", "i"),)),
    "trích sao": Paper(copied("TRÍCH SAO", "TrS"), "TT310", (without_property("Điều 1. ", "b"),)),
    "quy chế kèm theo": Paper(regulation, "TT307", (without_property("Chương I", "b"),)),
    "phụ lục": Paper(appendix, "TT504", (add_run_looks("(Kèm theo", '<w:i w:val="0"/>'),)),
    "nghị quyết": Paper(resolution, "TT214", (without_property("Về nhiệm vụ", "b"),)),
    "hợp đồng": Paper(contract, "TT703", (with_comment(RESULT),)),
    "hộp văn bản": Paper(boxed_report, "TT105", (add_run_looks(RESULT, '<w:color w:val="FF0000"/>'),)),
}
"""Documents of the decree, by their kind."""
PARTY: Final[dict[str, Paper]] = {
    "báo cáo 2018": Paper(said_by_party(GOOD_2018["report"]), "TT109", (with_combining("kết nạp"),)),
    "công văn 2018": Paper(
        said_by_party(GOOD_2018["letter"]), "TT202", (replace_first("CỘNG SẢN", "CỘNG SÃN"),)
    ),
    "quyết định 2018": Paper(
        said_by_party(GOOD_2018["decision"]), "TT208", (replace_first("Số 08-QĐ", "Số: 08-QĐ"),)
    ),
    "kết luận 2018": Paper(
        said_by_party(GOOD_2018["conclusion"]), "TT215", (replace_first(">-----<", ">***<"),)
    ),
    "tờ trình 2018": Paper(
        said_by_party(GOOD_2018["proposal"]), "TT404", (replace_first("Trần Văn B", "TS. Trần Văn B"),)
    ),
    "phụ lục 2018": Paper(
        said_by_party(GOOD_2018["with appendices"]), "TT506", (replace_first("Phụ lục 1, 2", "Phụ lục 1"),)
    ),
    "báo cáo 2026": Paper(
        said_by_party(GOOD_2026["report"]),
        "TT306",
        (add_paragraph_looks("1. Đảng uỷ", '<w:spacing w:line="600" w:lineRule="exact"/>'),),
    ),
    "công văn 2026": Paper(
        said_by_party(GOOD_2026["letter"]), "TT210", (replace_first("ngày 05 tháng 8", "ngày 5 tháng 8"),)
    ),
    "tờ trình 2026": Paper(
        said_by_party(GOOD_2026["proposal"]), "TT218", (replace_first("Kính trình: ", "Kính gửi: "),)
    ),
    "phụ lục 2026": Paper(
        said_by_party(GOOD_2026["with appendices"]),
        "TT501",
        (replace_first(">Phụ lục 2<", ">Phụ lục II<"), replace_first("Phụ lục 1, 2", "Phụ lục 1, II")),
    ),
}
"""Documents of the Party, by both of its Hướng dẫn."""


def wedding_card(drawn: Drawn) -> bytes:
    typed = Typed()
    typed.line("THƯ MỜI", 20, "b", align=CENTER)
    typed.line("Trân trọng kính mời bạn dự tiệc cưới của chúng tôi", 14, "i", align=CENTER)
    typed.body(*drawn.sentences())
    return typed.data()


def printed_article(drawn: Drawn) -> bytes:
    typed = Typed()
    typed.line("NGHIÊN CỨU CHUYỂN ĐỔI SỐ", 16, "b", align=CENTER)
    typed.line("Nguyễn Văn A, ngày 12 tháng 3 năm 2025", 12, align=CENTER)
    typed.body(*drawn.sentences())
    return typed.data()


def curriculum(drawn: Drawn) -> bytes:
    typed = Typed()
    typed.line("NGUYỄN VĂN A", 20, "b", align=CENTER)
    typed.body(*drawn.sentences())
    return typed.data()


def circular(drawn: Drawn) -> bytes:
    typed = Typed()
    head(typed, drawn.notation("2025/TT-BNV"), names=("BỘ NỘI VỤ",), day=drawn.date)
    title(typed, "THÔNG TƯ", "Quy định về công tác văn thư")
    article(typed, 1, "Phạm vi điều chỉnh")
    return finished(typed, drawn)


OTHERS: Final[dict[str, Callable[[Drawn], bytes]]] = {
    "thư mời cưới": wedding_card,
    "bài báo": printed_article,
    "lý lịch": curriculum,
    "thông tư": circular,
    "biểu mẫu": blank_form,
}
"""What is judged by no form of ours."""
PAPERS: Final = STATE | PARTY
SPOILT: Final = {f"{name} {paper.rule}": name for name, paper in PAPERS.items()}
"""What is spoilt, by its name with the rule behind it: the good document of which it is made."""
NAMES: Final = (*PAPERS, *SPOILT, *OTHERS)


def make_paper(name: str) -> bytes:
    """Return a document of the corpus."""
    if name in SPOILT:
        good = SPOILT[name]
        return change_parts(make_paper(good), *PAPERS[good].spoil)
    make = OTHERS[name] if name in OTHERS else PAPERS[name].make
    return make(draw_content(name))


made_paper = cache(make_paper)
