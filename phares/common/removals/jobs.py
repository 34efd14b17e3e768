"""What the clock does of what was taken away."""

from __future__ import annotations

from datetime import datetime

from phares.common.removals.actions import forget_over


def forget_removals(now: datetime) -> int:
    """After thirty days; `now` is the real time."""
    return forget_over(now)
