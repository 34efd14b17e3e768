"""What tells a command to stop, besides Ctrl+C."""

from __future__ import annotations

import signal
from collections.abc import Callable


def stops() -> list[signal.Signals]:
    """A service manager; the terminal that closes, unless the command was started by nohup."""
    closing = [] if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else [signal.SIGHUP]
    return [signal.SIGTERM, *closing]


def when_told_to_stop(stop: Callable[[int], object]) -> None:
    """Calls `stop` with the signal that came."""
    for each in stops():
        signal.signal(each, lambda number, _frame: stop(number))
