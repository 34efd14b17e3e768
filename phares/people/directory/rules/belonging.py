"""Coming in and going out: belonging to the pole, being in the premises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from phares.kernel.dating import Dated, span, why_not_span
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.people.directory.rules.kinds import FEMININE, HOUSED, BelongingRole


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch already noted."""

    since: Dated
    until: Dated | None = None

    def __str__(self) -> str:
        if self.until is None:
            return self.since.onwards
        return f"{self.since} – {self.until}"


HANDOVER = timedelta(days=7)
"""How long may pass between two ties that are one passage: a week-end, a move, a meeting later."""


def follows(begins: date, ended: date) -> bool:
    """Whether a tie takes over from another: the shortest gap their dates allow is a week.

    `ended` is the first day outside. « 28 août 2015 » then « septembre 2015 » may be three days.
    """
    return ended <= begins <= ended + HANDOVER


def excluding(role: BelongingRole) -> Sequence[BelongingRole]:
    """The roles that one may not hold together with this one, itself first of all.

    One lives here as a resident or as a guest, never both at once.
    """
    return HOUSED if role in HOUSED else (role,)


def why_not_enter(
    name: str, role: BelongingRole, stay: Stay, standing: Sequence[Stay]
) -> Reason | None:
    """A party enters in a role for a while that meets no other stay in the same role."""
    if reason := why_not_span(stay.since, stay.until):
        return reason
    met = next((one for one in standing if _meet(one, stay)), None)
    if met is None:
        return None
    return Reason(
        "already-in",
        say(
            "{name} est déjà notée {feminine} ({met}). Terminez cette appartenance, ou "
            "choisissez une date qui la suit.",
            name=name,
            feminine=FEMININE[role],
            met=met,
        ),
    )


def why_not_leave(name: str, stay: Stay, until: Dated) -> Reason | None:
    """One leaves once, after having come. An unknown day is « avant le 31/12/2015 »."""
    if stay.until is not None:
        return Reason(
            "already-out",
            say("{name} est déjà notée partie : {until}.", name=name, until=stay.until),
        )
    return _why_not_exit(name, stay.since, until)


def _why_not_exit(name: str, since: Dated, until: Dated) -> Reason | None:
    if until.after > since.day:
        return None
    return Reason(
        "exit-before-entry",
        say(
            "{name} ne peut pas partir ({until}) avant son arrivée ({since}). Corrigez "
            "l’une des deux dates ; si le jour est inconnu, écrivez « avant le 31/12/2015 "
            "».",
            name=name,
            until=until,
            since=since,
        ),
    )


def why_not_correct(
    name: str, role: BelongingRole, stay: Stay, others: Sequence[Stay]
) -> Reason | None:
    """A corrected stay keeps the order of its dates, and meets no other in the same role."""
    if stay.until is not None and (reason := _why_not_exit(name, stay.since, stay.until)):
        return reason
    return why_not_enter(name, role, stay, others)


def why_not_move_in(
    name: str, role: BelongingRole, belonging: Stay, stay: Stay, standing: Sequence[Stay]
) -> Reason | None:
    """Only who lives here is in the premises, during its belonging, once at a time."""
    if role not in HOUSED:
        return Reason(
            "not-housed",
            say(
                "{name} est {feminine} : seules les habitantes et les hébergées ont une "
                "présence dans les locaux.",
                name=name,
                feminine=FEMININE[role],
            ),
        )
    if reason := why_not_present_then(name, belonging, stay):
        return reason
    if any(_meet(one, stay) for one in standing):
        return Reason(
            "already-there", say("{name} est déjà notée présente à ces dates.", name=name)
        )
    return None


def why_not_present_then(name: str, belonging: Stay, stay: Stay) -> Reason | None:
    """One is in the premises while one belongs, not before nor after."""
    if reason := why_not_span(stay.since, stay.until):
        return reason
    if _within(stay, belonging):
        return None
    return Reason(
        "outside-belonging",
        say(
            "{name} appartient au pôle sur cette période : {belonging}. Sa présence dans "
            "les locaux ({stay}) en sort. Corrigez l’une des deux.",
            name=name,
            belonging=belonging,
            stay=stay,
        ),
    )


def why_not_move_out(name: str, standing: Stay | None, until: Dated) -> Reason | None:
    """Who is noted in the premises may leave them and still belong."""
    if standing is None:
        return Reason(
            "not-there", say("{name} n’est plus notée présente dans les locaux.", name=name)
        )
    return _why_not_exit(name, standing.since, until)


def _meet(one: Stay, other: Stay) -> bool:
    return span(one.since, one.until).overlaps(span(other.since, other.until))


def _within(stay: Stay, belonging: Stay) -> bool:
    outer, inner = span(belonging.since, belonging.until), span(stay.since, stay.until)
    if inner.start < outer.start:
        return False
    return outer.end is None or (inner.end is not None and inner.end <= outer.end)
