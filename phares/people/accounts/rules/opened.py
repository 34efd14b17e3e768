"""What one opened last: how much of it is kept."""

from __future__ import annotations

SHOWN = 8
KEPT = 3 * SHOWN
"""For each account: some of it may be closed to its holder by the time it is shown."""
