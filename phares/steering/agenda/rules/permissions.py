"""Who reads the calendar. What of it they may know, each domain says."""

from __future__ import annotations

from phares.kernel.actor import INSIDE

READERS = tuple(sorted(INSIDE))
