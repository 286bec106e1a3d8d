"""What is a state secret is not read: it is kept, printed and sent elsewhere.

Luật Bảo vệ bí mật nhà nước 117/2025/QH15.
"""

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.submission import Submission


def secrets_of(submission: Submission) -> list[Diagnostic]:
    """Return a problem for each document that is marked secret."""
    return [
        problem("BC463", issue.at or submission.at, unit=submission.unit, value=issue.secrecy.value)
        for issue in submission.issues.values()
        if issue.secrecy
    ]
