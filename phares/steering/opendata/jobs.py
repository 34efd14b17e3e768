"""What the clock does of the writings of programs."""

from __future__ import annotations

from datetime import datetime

from phares.steering.opendata.actions import forget_replays


def forget_answers(now: datetime) -> int:
    """Those past their time."""
    return forget_replays(now)
