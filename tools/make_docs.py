"""Write the generated parts of docs/: commands, messages, and the tables of keys.

A test fails where they do not match the program: python tools/make_docs.py
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from baocao.cli.main import command_names
from baocao.inspection.inspect import CUSTOM
from baocao.inspection.rules.catalogue import RULES
from baocao.model.acceptance import ACCEPTED_SHAPE
from baocao.model.citation import CITATION_SHAPE
from baocao.model.directive import DIRECTIVE_SHAPE, OUTLINE_ITEM_SHAPE, PRODUCT_SHAPE, TASK_SHAPE
from baocao.model.indicator import INDICATOR_SHAPE, TARGET_SHAPE
from baocao.model.kinds import Choice, Kind
from baocao.model.messages import MESSAGES
from baocao.model.profile import PROFILE_SHAPE, SIGNER_SHAPE
from baocao.model.rule import RULE_SHAPE
from baocao.model.shape import Key, Shape, WordOr
from baocao.model.submission import IMPORTED_SHAPE, ISSUE_SHAPE, TASK_REPORT_SHAPE
from baocao.model.table_mapping import COLUMN_SHAPE, TABLE_MAPPING_SHAPE
from baocao.model.unit import UNIT_SHAPE
from baocao.model.workspace import CONFIG_SHAPE
from baocao.source.forms import load_form
from baocao.vietnamese.text import lower_first

DOCS = Path(__file__).resolve().parent.parent / "docs"
STAGES = {
    "0": "Tệp và thư mục",
    "1": "Cú pháp YAML",
    "2": "Trường dữ liệu",
    "3": "Mã tham chiếu",
    "4": "Giá trị",
    "5": "Định nghĩa: danh mục, chỉ đạo, chỉ tiêu",
    "6": "Mẫu văn bản",
    "7": "Tính đầy đủ",
    "8": "Kết quả",
}


def usage_text(*arguments: str) -> str:
    """Return what `baocao … --help` prints on a terminal of 100 columns."""
    command = [sys.executable, "-m", "baocao", *arguments, "--help"]
    width = {**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1"}
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=width)
    return done.stdout.strip()


def commands_page() -> str:
    """Return docs/lenh.md."""
    parts = [
        "# Các lệnh",
        "Trang này sinh tự động từ chương trình (`make docs`).",
        fenced_text(usage_text()),
    ]
    for name in command_names():
        parts += [f"## baocao {name}", fenced_text(usage_text(name))]
    codes = [
        "| mã | nghĩa |",
        "| --- | --- |",
        "| 0 | tốt |",
        "| 1 | dữ liệu có lỗi, hoặc hệ thống không cho làm xong (đĩa đầy, thiếu quyền, hết bộ nhớ) |",
        "| 2 | gọi lệnh sai |",
        "| 3 | chưa đầy đủ (chỉ khi có yêu cầu: `--day-du`, `--chinh-thuc`) |",
        "| 70 | lỗi của chương trình |",
        "| 130 | bị dừng giữa chừng (Ctrl+C, SIGTERM, SIGHUP) |",
    ]
    parts += ["## Mã thoát", "\n".join(codes), OUTPUTS]
    return "\n\n".join(parts) + "\n"


OUTPUTS = """\
Đầu ra bị đóng (`>&-`) hoặc nơi đọc bỏ dở (`| head`) không đổi mã thoát và không làm lệnh dừng: mã
vẫn nói dữ liệu tốt hay có lỗi, tệp cần ghi vẫn được ghi. Kết quả không in được hết vì lý do khác
(đĩa đầy) thì mã không bao giờ là 0 hay 3.

Lệnh bị dừng thì xóa tệp tạm, kết thúc các tiến trình con rồi mới thoát; dừng thêm lần nữa không làm
gián đoạn việc dọn. Tiến trình con bị hệ thống kết thúc (hết bộ nhớ) thì phần việc của nó được làm
lại, kết quả không đổi; tiến trình con bị tạm dừng (SIGSTOP) thì được chờ đến khi chạy tiếp."""


def fenced_text(text: str) -> str:
    """Return `text` as a block of code."""
    return f"```text\n{text}\n```"


def messages_page() -> str:
    """Return docs/thong-bao.md."""
    head = (
        "# Các thông báo\n\nTrang này sinh tự động từ chương trình (`make docs`). "
        "Mã không đổi qua các phiên bản; mọi mã ở đây có từ phiên bản 0.1.0. Quy tắc ghi trong dữ liệu "
        "(`quy_tac`, mã BC411 đến BC414) có mức, căn cứ và thời gian áp dụng (`tu`, `den`) của riêng nó."
    )
    return "\n\n".join((head, *_stage_tables())) + "\n"


def _stage_tables() -> Iterator[str]:
    for digit, title in STAGES.items():
        rows = [
            f"| {code} | {entry.severity.value} | {cell_text(entry.what)} | {cell_text(entry.advice)} |"
            for code, entry in MESSAGES.items()
            if code[2] == digit
        ]
        table = ["| mã | mức | nội dung | cách xử lý |", "| --- | --- | --- | --- |", *rows]
        yield "\n".join([f"## {title}\n", *table])


def cell_text(text: str) -> str:
    """Return a message for a table, its placeholders shown as dots."""
    shown = text.replace("{{", "\x00").replace("}}", "\x01")
    while "{" in shown:
        before, _, rest = shown.partition("{")
        shown = f"{before}…{rest.partition('}')[2]}"
    return shown.replace("\x00", "{").replace("\x01", "}").replace("|", "\\|")


SHAPES: Final[Mapping[str, Shape[Any]]] = {
    "UNIT": UNIT_SHAPE,
    "PROFILE": PROFILE_SHAPE,
    "SIGNER": SIGNER_SHAPE,
    "INDICATOR": INDICATOR_SHAPE,
    "TARGET": TARGET_SHAPE,
    "RULE": RULE_SHAPE,
    "DIRECTIVE": DIRECTIVE_SHAPE,
    "OUTLINE_ITEM": OUTLINE_ITEM_SHAPE,
    "TASK": TASK_SHAPE,
    "PRODUCT": PRODUCT_SHAPE,
    "CONFIG": CONFIG_SHAPE,
    "TASK_REPORT": TASK_REPORT_SHAPE,
    "CITATION": CITATION_SHAPE,
    "ISSUE": ISSUE_SHAPE,
    "ACCEPTED": ACCEPTED_SHAPE,
    "TABLE_MAPPING": TABLE_MAPPING_SHAPE,
    "TABLE_COLUMN": COLUMN_SHAPE,
    "IMPORTED": IMPORTED_SHAPE,
}
"""The records whose tables of keys stand in pages that are written by hand otherwise."""
KEYS: Final = re.compile(r"(<!-- khóa: (\w+) -->\n)(?:\|.*\n)*")
"""Where such a table stands."""


def with_keys(page: str) -> str:
    """Return a page with its tables of keys as the program has them."""
    return KEYS.sub(lambda item: f"{item[1]}{key_table(SHAPES[item[2]])}", page)


RULE_ROWS: Final = re.compile(r"(<!-- các quy tắc -->\n)(?:\|.*\n)*")
"""Where the rules of inspections stand."""
FORMS: Final = ("nd-30-2020", "dang-2018", "dang-2026")
"""The forms whose articles stand beside each rule."""


def with_rules(page: str) -> str:
    """Return a page with the table of rules as the program has them."""
    return RULE_ROWS.sub(lambda item: f"{item[1]}{rule_table()}", page)


def rule_table() -> str:
    """Return the rules of inspections, each with where every form says it."""
    forms = [load_form(name) for name in FORMS]
    names = " | ".join(form.short_name for form in forms)
    rows = (
        f"| {rule.id} | {rule.title} | "
        + " | ".join(form.articles.get(rule.id, CUSTOM) for form in forms)
        + f" | {rule.severity.value} |"
        for rule in RULES
    )
    return "\n".join((f"| mã | quy tắc | {names} | mức |", "| --- " * (len(forms) + 3) + "|", *rows, ""))


def key_table(shape: Shape[Any]) -> str:
    """Return the table of a record's keys, in the order in which `fmt` writes them."""
    rows = (f"| `{key.name}` | {key_row(key)} |" for key in shape.keys)
    return "\n".join(("| khóa | nghĩa |", "| --- | --- |", *rows, ""))


def key_row(key: Key) -> str:
    """Return what docs/ say of a key: its own row, or what editors show of it."""
    if key.row:
        return key.row.replace("{words}", ", ".join(f"`{word}`" for word in words_of(key.kind)))
    said = (key.title, key.help.rstrip("."))
    return "; ".join(lower_first(part) for part in said if part)


def words_of(kind: Kind) -> list[str]:
    """Return the words that may be written."""
    if isinstance(kind, WordOr):
        return words_of(kind.word)
    return kind.words if isinstance(kind, Choice) else []


def handwritten(name: str) -> Callable[[], str]:
    """Return what makes a page of which only the tables of keys and of rules are generated."""
    return lambda: with_rules(with_keys((DOCS / name).read_text(encoding="utf-8")))


PAGES = {
    "lenh.md": commands_page,
    "thong-bao.md": messages_page,
    "chi-dao.md": handwritten("chi-dao.md"),
    "nhap-du-lieu.md": handwritten("nhap-du-lieu.md"),
    "nhap-bang.md": handwritten("nhap-bang.md"),
    "kiem-tra-the-thuc.md": handwritten("kiem-tra-the-thuc.md"),
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
