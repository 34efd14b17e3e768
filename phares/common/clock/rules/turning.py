"""Whether the clock turns: it says so at each of its rounds, one a minute."""

from __future__ import annotations

from datetime import datetime, timedelta

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import plural

JUMP = timedelta(days=45)
"""Since what is forgotten for good was last looked at: longer, the hour may be wrong."""
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


def why_not_forget(done: datetime | None, now: datetime) -> Reason | None:
    """A machine whose hour is wrong by years would forget at once what it should keep."""
    if done is None or now - done <= JUMP:
        return None
    return Reason(
        "clock-jumped",
        say(
            "L’horloge a sauté de {lasting} : rien n’est oublié avant qu’on le confirme. Vérifiez "
            "l’heure de la machine ; si elle est juste, lancez « phares clock --confirm-jump ».",
            lasting=lasting(now - done),
        ),
    )
