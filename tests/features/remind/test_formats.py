"""What `remind` tells, for people, comments and programs."""

import json
import re
from datetime import datetime
from pathlib import Path

from baocao.features.remind.formats import reminder_json, reminder_markdown, reminder_text
from baocao.features.remind.reminding import Call, remind_period
from baocao.pipeline.plan import Scope
from baocao.vietnamese.moments import VIETNAM
from reminding import LETTER, add_communes, remind_at, write_report
from support import EXAMPLE, REPOSITORY, Sandbox, period_of


def test_people_read_who_is_missing_and_every_message(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-hai", "chi_tieu:\n  hs.truc_tuyen: 5\n")
    text = reminder_text(remind_at(sandbox), 200)
    assert "Hạn gửi 17:00 ngày 17/11/2025, đã quá hạn 04 ngày." in text
    assert "Đã gửi 2/3 đơn vị." in text
    assert "Chưa gửi (1): Phường Ba." in text
    assert "Chưa đầy đủ hoặc có lỗi (1): Xã Hai." in text
    assert f"Công văn đôn đốc: {LETTER}" in text
    assert "Kính gửi phường Ba: " in text


def test_that_nobody_answers_for_the_sender_is_said(sandbox: Sandbox) -> None:
    assert "thêm dau_moi vào ho-so.yaml của Sở A." in reminder_text(remind_at(sandbox), 200)
    sandbox.replace("data/units/so-a/ho-so.yaml", "kinh_gui", "dau_moi: bà Hoa\nkinh_gui")
    assert "dau_moi" not in reminder_text(remind_at(sandbox), 200)


def test_no_line_is_wider_than_the_terminal(sandbox: Sandbox) -> None:
    add_communes(sandbox, 20)
    text = reminder_text(remind_at(sandbox), 80)
    assert max(map(len, text.split("\n"))) <= 80


def test_of_very_many_messages_the_rest_is_counted(sandbox: Sandbox) -> None:
    add_communes(sandbox, 120)
    assert "… và 22 tin khác" in reminder_text(remind_at(sandbox), 100)


def test_programs_read_everything(sandbox: Sandbox) -> None:
    content = json.loads(reminder_json(remind_at(sandbox)))
    (letter,) = content["letters"]
    assert (letter["directive"], letter["issuer"], letter["file"]) == ("cd", "so-a", LETTER)
    assert (letter["received"], letter["expected"], letter["days_left"]) == (1, 3, -4)
    assert letter["units"][0] == {
        "id": "xa-hai",
        "name": "Xã Hai",
        "today": "xa-hai",
        "state": "chưa gửi",
        "lacks": "chưa gửi",
    }
    assert [each["id"] for each in content["messages"]] == ["xa-hai", "phuong-ba"]
    assert LETTER in content["written"]


def test_a_comment_has_the_messages(sandbox: Sandbox) -> None:
    text = reminder_markdown(remind_at(sandbox))
    assert "Kính gửi xã Hai" in text


def test_the_page_shows_what_is_printed(tmp_path: Path) -> None:
    page = (REPOSITORY / "docs" / "nhac-viec.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```text\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    moment = datetime(2025, 11, 20, 8, tzinfo=VIETNAM)
    reminder = remind_period(EXAMPLE, tmp_path, period_of("2025-11"), Call(Scope(), moment))
    assert reminder_text(reminder, 100) == shown


def test_the_page_names_what_templates_see(sandbox: Sandbox) -> None:
    page = (REPOSITORY / "docs" / "nhac-viec.md").read_text(encoding="utf-8")
    template = REPOSITORY / "src/baocao/skeleton/templates/cong-van-don-doc.md.j2"
    used = set(re.findall(r"don_doc\.(\w+)", template.read_text(encoding="utf-8")))
    assert [name for name in sorted(used) if f"`{name}`" not in page] == []
    assert remind_at(sandbox).letters
