"""The formats of `remind`: the manner in which its outline is told by each."""

from typing import Final

from baocao.features.remind.outline import reminder_outline
from baocao.features.remind.records import Reminder
from baocao.report.json import outline_json
from baocao.report.markdown import Comment, Folding, outline_markdown
from baocao.report.terminal import Manner, outline_text

NARROWEST: Final = 60
_MOST_MESSAGES: Final = 100
"""More messages than these are read in the file alone."""


def reminder_text(reminder: Reminder, width: int) -> str:
    """Return it for a terminal of `width` columns."""
    return outline_text(
        reminder_outline(reminder), Manner(max(width, NARROWEST), most=_MOST_MESSAGES, fits=True)
    )


def reminder_markdown(reminder: Reminder) -> str:
    """Return it as a comment, with the messages folded."""
    comment = Comment({"messages": Folding(opened=10)}, command="baocao remind")
    return outline_markdown(reminder_outline(reminder), comment)


def reminder_json(reminder: Reminder) -> str:
    """Return a versioned object; moments are in Vietnam's time."""
    return outline_json(reminder_outline(reminder))
