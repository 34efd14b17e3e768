"""Ties between organisations and persons, and what persons agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from phares.kernel.dating import Dated, span, why_not_span
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.kinds import LinkKind


def why_not_link(subject: str, kind: LinkKind, target: str, *, same: bool) -> Reason | None:
    """A link joins two structures, and is noted once."""
    if subject == target:
        return Reason(
            "link-itself",
            say("{subject} ne se lie pas à elle-même. Choisissez une autre.", subject=subject),
        )
    if same:
        return Reason(
            "link-known",
            say(
                "C’est déjà noté : {subject} {label} {target}.",
                subject=subject,
                label=kind.label,
                target=target,
            ),
        )
    return None


def why_not_function(
    person: str, title: str, stay: Stay, standing: Sequence[Stay]
) -> Reason | None:
    """A person holds a function in a structure once at a time."""
    if not title.strip():
        return Reason(
            "title", "Il manque la fonction : « directrice », « comptable », « contact »."
        )
    if reason := why_not_span(stay.since, stay.until):
        return reason
    held = next(
        (s for s in standing if span(s.since, s.until).overlaps(span(stay.since, stay.until))), None
    )
    if held is None:
        return None
    return Reason(
        "function-held",
        say(
            "{person} est déjà notée « {title} » ici ({held}).",
            person=person,
            title=title,
            held=held,
        ),
    )


def why_not_show(*, name: bool, reach: bool) -> Reason | None:
    """E-mail and telephone are shown outside with the name and the function, never alone."""
    if reach and not name:
        return Reason(
            "reach-alone",
            "Un courriel ou un téléphone ne se montre pas seul : montrez aussi son nom et sa "
            "fonction, ou ne montrez rien.",
        )
    return None


def why_not_end_function(person: str, title: str, stay: Stay) -> Reason | None:
    if stay.until is None:
        return None
    return Reason(
        "function-ended",
        say(
            "{person} n’est plus « {title} » : {until}.",
            person=person,
            title=title,
            until=stay.until,
        ),
    )


def why_not_withdraw(given_on: date, withdrawn_on: date | None, on: date) -> Reason | None:
    """A consent is taken back once, and not before it was given."""
    if withdrawn_on is not None:
        return Reason(
            "withdrawn", say("Cet accord est déjà retiré, le {dated}.", dated=Dated(withdrawn_on))
        )
    if on < given_on:
        said = say(
            "Cet accord a été donné le {dated} : il se retire ce jour-là ou après.",
            dated=Dated(given_on),
        )
        return Reason("before-given", said)
    return None
