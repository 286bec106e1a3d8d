"""The schemas of the sections of a submission."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from baocao.features.schema.parts import (
    Schema,
    about,
    by_id,
    choice,
    day,
    items,
    number,
    record,
    text,
    texts,
    whole,
)
from baocao.model.directive import Directive, OutlineItem, Task
from baocao.model.identifiers import NAMES
from baocao.model.submission import MOST_ISSUED, Circulation, Part, Progress, Secrecy, Urgency

PERIOD: Final = "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?|-Q[1-4]|-6TC?|-9T)?"


def period() -> Schema:
    """The name of a reporting period."""
    return {
        "type": ["string", "number"],
        "pattern": whole(PERIOD),
        "patternErrorMessage": "Ghi như 2025-11, 2025-Q3, 2025-6T, 2025-9T, 2025 hoặc 2025-11-18.",
        "examples": ["2025-11", "2025-Q3", "2025-6T", "2025-9T"],
    }


def task_report() -> Schema:
    """What is reported of one task."""
    progress = choice(each.value for each in Progress)
    return record(
        {
            "tien_do": about(progress, "Tiến độ"),
            "ngay_hoan_thanh": about(day(), "Ngày hoàn thành", "Chỉ khi tien_do là hoan_thanh."),
            "ket_qua": about(text(), "Kết quả", "Việc đã làm; dẫn chiếu văn bản bằng [@mã]."),
            "du_kien": about(text(), "Dự kiến thời gian tới"),
            "vuong_mac": about(text(), "Vướng mắc"),
            "kien_nghi": about(text(), "Kiến nghị"),
            "ly_do_cham": about(text(), "Lý do chậm"),
        },
        ["tien_do"],
    )


def expectation(task: Task) -> str:
    """Return what is expected of a task, and until when."""
    said: Mapping[str, str] = {
        "Chủ trì": task.lead,
        "Kết quả cần có": task.expected_result,
        "Thời hạn": task.deadline.text,
    }
    return " ".join(f"{word}: {words}." for word, words in said.items() if words)


def guidance(item: OutlineItem) -> str:
    """Return how an item of the outline is answered."""
    points = [
        f"- {point.text}" + (f" ({point.guidance})" if point.guidance else "") for point in item.points
    ]
    figures = f"Số liệu: {', '.join(item.indicators)}." if item.indicators else ""
    lines = [item.guidance, *points, figures, "Bắt buộc." if item.required else ""]
    return "\n".join(line for line in lines if line)


def remarks(directive: Directive) -> Schema:
    """What a unit says under the concerns of `directive`; without concerns nothing can be said."""
    concerns = directive.concerns
    if not concerns:
        return items({"type": "null"})
    labels = "; ".join(f"{name}: {label}" for name, label in concerns.items())
    return items(
        record(
            {
                "nhom": about(choice(concerns), "Nhóm", labels),
                "noi_dung": about(text(blank=False), "Nội dung", "Mỗi ý một mục."),
            },
            ["nhom", "noi_dung"],
        )
    )


def issue() -> Schema:
    """How a document is issued."""
    return record(
        {
            "so": about(number(low=1, high=MOST_ISSUED), "Số văn bản"),
            "ngay": about(day(), "Ngày văn bản"),
            "nguoi_ky": about(
                text(), "Mã người ký", "Theo ho-so.yaml; không ghi thì lấy người đương chức."
            ),
            "kinh_gui": about(texts(), "Nơi gửi", "Thay cho nơi gửi thường dùng."),
            "noi_nhan": about(texts(), "Nơi nhận", "Thay cho nơi nhận thường dùng."),
            "do_khan": about(_words(Urgency), "Độ khẩn"),
            "do_mat": about(_words(Secrecy), "Độ mật"),
            "luu_hanh": about(_words(Circulation), "Phạm vi lưu hành"),
            "nguoi_soan": about(text(), "Ký hiệu người soạn thảo"),
            "so_ban": about(number(low=1, high=MOST_ISSUED), "Số bản phát hành"),
        }
    )


_CORRECTED: Final = {
    Part.FIGURE: "Mã chỉ tiêu",
    Part.TASK: "Nhiệm vụ",
    Part.NARRATIVE: "Mục của đề cương",
    Part.DIFFICULTY: "Vướng mắc theo chỉ đạo",
    Part.RECOMMENDATION: "Kiến nghị theo chỉ đạo",
    Part.CITATION: "Mã văn bản dẫn chiếu",
    Part.FORM: "Văn bản sai thể thức",
}


def corrections(parts: Mapping[Part, Schema]) -> Schema:
    """Corrections of an issued report: each of one thing, from what to what, why, by whom and when."""
    one = record(
        {
            **{part.value: about(schema, _CORRECTED[part]) for part, schema in parts.items()},
            "tu": about({}, "Như đã phát hành", "khong_co nếu chưa có."),
            "thanh": about({}, "Đúng ra là", "khong_co nếu bỏ đi."),
            "ly_do": about(text(blank=False), "Lý do"),
            "nguoi": about(text(blank=False), "Người đính chính"),
            "ngay": about(day(), "Ngày đính chính"),
        },
        ["tu", "thanh", "ly_do", "nguoi", "ngay"],
    )
    return items({**one, "oneOf": [{"required": [part.value]} for part in parts]})


def _words(kind: Iterable[Enum]) -> Schema:
    return choice(str(each.value) for each in kind)


def citations_schema() -> Schema:
    """Cited documents by their ids: van-ban.yaml, and `van_ban` of a submission."""
    return by_id(
        record(
            {
                "loai": about(
                    text(blank=False), "Tên loại văn bản", "", examples=["Quyết định", "Kế hoạch"]
                ),
                "so": about(text(), "Số, ký hiệu", "", examples=["09/QĐ-UBND"]),
                "ngay": about(day(), "Ngày ban hành"),
                "co_quan": about(text(), "Cơ quan ban hành"),
                "trich_yeu": about(text(), "Trích yếu"),
            },
            ["loai"],
        ),
        NAMES.form.pattern,
    )
