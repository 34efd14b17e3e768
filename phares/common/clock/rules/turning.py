"""Whether the clock turns: it says so at each of its rounds, one a minute."""

from __future__ import annotations

from datetime import datetime, timedelta

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import plural

NEVER = Reason("clock-never", "L’horloge n’a encore jamais tourné.")


def why_not_turning(seen: datetime | None, now: datetime, *, allowed: timedelta) -> Reason | None:
    """Silent for longer than `allowed`, or never seen; `seen` is its last round."""
    if seen is None:
        return NEVER
    silence = now - seen
    if silence <= allowed:
        return None
    return Reason(
        "clock-silent", say("L’horloge n’a plus tourné depuis {lasting}.", lasting=lasting(silence))
    )


def lasting(span: timedelta) -> str:
    """« 90 secondes », « 12 minutes », « 6 heures », « 3 jours »: the largest whole unit."""
    seconds = int(span.total_seconds())
    for size, word in ((86_400, "jour"), (3600, "heure"), (60, "minute")):
        if seconds >= 2 * size:
            return plural(seconds // size, word)
    return plural(seconds, "seconde")
