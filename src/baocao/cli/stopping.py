"""Being told to stop, by Ctrl+C or by the system, at any moment."""

import signal
import sys
from collections.abc import Callable
from typing import Any, Final

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Stopping:
    """Turns the first signal into KeyboardInterrupt and lets nothing disturb the cleaning up after it."""

    def __init__(self, hurry: Callable[[], None]) -> None:
        self._hurry = hurry
        self._settled = False
        self._heard: list[int] = []

    def listen_to_signals(self) -> None:
        """Listen to every signal that nobody asked to ignore, as nohup does."""
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                signal.signal(number, self._stop_command)
                self._heard.append(number)
        sys.unraisablehook = self._listen_again

    def settle_signals(self) -> None:
        """Ignore what comes now: the command is done, and Python must not die of it while it tidies up."""
        self._settled = True
        for number in self._heard:
            signal.signal(number, signal.SIG_IGN)

    def _stop_command(self, *_: object) -> None:
        # Only the first: a second Ctrl+C must not break off the cleaning up after the first.
        if not self._settled:
            self._settled = True
            self._hurry()
            raise KeyboardInterrupt

    def _listen_again(self, unraisable: Any) -> None:
        """Listen again if the interruption came where Python cannot pass it on, as when an object goes."""
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            self._settled = False
        else:
            sys.__unraisablehook__(unraisable)
