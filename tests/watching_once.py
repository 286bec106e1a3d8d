"""`baocao watch` in tests that try every command: it looks once, and is ended as with Ctrl+C."""

import pytest

from baocao.features.page.watching import watching


def watch_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `watch` build and serve, without LibreOffice, and end instead of waiting for changes."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "_follow_changes", interrupted)
    monkeypatch.setattr(watching, "office_program", lambda: "")
