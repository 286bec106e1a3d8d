"""Reminders of the sandbox at chosen hours: its reports are due at 17:00 on 17/11/2025."""

from datetime import datetime

from baocao.features.remind.records import Reminder
from baocao.features.remind.reminding import Call, remind_period
from baocao.pipeline.plan import Scope
from baocao.vietnamese.moments import VIETNAM
from support import Sandbox, period_of

BEFORE = datetime(2025, 11, 14, 8, tzinfo=VIETNAM)
"""A Friday, three days before the deadline, which is a Monday."""
AFTER = datetime(2025, 11, 21, 9, 30, tzinfo=VIETNAM)
"""A Friday, four days after it."""
LETTER = "so-a_don-doc_cd.docx"
EVERYTHING = Scope()


def remind_at(
    sandbox: Sandbox, moment: datetime = AFTER, scope: Scope = EVERYTHING, period: str = "2025-11"
) -> Reminder:
    """Remind those who have not reported."""
    return remind_period(sandbox.root, sandbox.out, period_of(period), Call(scope, moment))


def write_report(sandbox: Sandbox, unit: str, text: str = "") -> None:
    """Write the report of a unit: that of the first commune, or one with other lines under its head."""
    whole = (sandbox.root / "data/units/xa-mot/2025-11.yaml").read_text(encoding="utf-8")
    own = (
        f"don_vi: {unit}\nky: 2025-11\n{text}"
        if text
        else whole.replace("don_vi: xa-mot", f"don_vi: {unit}")
    )
    sandbox.write(f"data/units/{unit}/2025-11.yaml", own)


def add_communes(sandbox: Sandbox, number: int) -> None:
    """Add communes that have not reported."""
    lines = "".join(
        f'  xa-so-{each}: {{ma: "{each + 100}", ten: Xã Số {each}, loai: xa, thuoc: tinh-t, tinh_cu: '
        f"{'bac' if each % 2 else 'nam'}}}\n"
        for each in range(1, number + 1)
    )
    registry = sandbox.root / "data/units/don-vi.yaml"
    sandbox.write("data/units/don-vi.yaml", registry.read_text(encoding="utf-8") + lines)
