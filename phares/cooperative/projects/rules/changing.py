"""What may be done to an action once it is told: placed elsewhere, shifted, removed, taken over."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from phares.cooperative.projects.rules.telling import Told
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import plural


def why_not_place(action: Told, parent: Told | None, *, parts: int) -> Reason | None:
    """A programme, or the action itself, does not become a part."""
    if parent is None:
        return None
    if parent.key == action.key:
        sentence = say("« {title} » ne peut pas faire partie d’elle-même.", title=action.title)
        return Reason("inside-itself", say("{value} Choisissez une autre action.", value=sentence))
    if parts:
        sentence = say(
            "« {title} » compte {parts} : elle reste un programme. Rangez d’abord ses "
            "parties ailleurs.",
            title=action.title,
            parts=plural(parts, "partie"),
        )
        return Reason("has-parts", sentence)
    return None


def why_not_led_round(action: Told, origins: Collection[int]) -> Reason | None:
    """An action does not come, through others, from itself."""
    if action.key not in origins:
        return None
    sentence = say(
        "« {title} » en est l’origine : elle ne peut pas aussi en être issue.", title=action.title
    )
    return Reason("led-round", sentence)


def why_not_remove(
    title: str, *, parts: int, led_to: Sequence[str], partners: Sequence[str]
) -> Reason | None:
    """What something else hangs from stays: its parts, what it led to, a partnership on it."""
    if parts:
        sentence = say(
            "« {title} » compte {parts}. Retirez-les ou rangez-les d’abord.",
            title=title,
            parts=plural(parts, "partie"),
        )
        return Reason("has-parts", sentence)
    if led_to:
        sentence = say(
            "« {led_to} » est issue de « {title} ». Rangez-la d’abord autrement.",
            led_to=led_to[0],
            title=title,
        )
        return Reason("led-to", sentence)
    if partners:
        sentence = say(
            "Le partenariat avec {partners} porte sur « {title} ». Corrigez-le d’abord.",
            partners=partners[0],
            title=title,
        )
        return Reason("has-partners", sentence)
    return None


def why_not_carry_on(origin: Told, year: int, *, already: bool) -> Reason | None:
    """An action goes on in a later year, once."""
    if origin.year >= year:
        sentence = say(
            "« {title} » est de {year} : elle se reprend l’année suivante.",
            title=origin.title,
            year=origin.year,
        )
        return Reason("not-later", sentence)
    if already:
        return Reason(
            "carried-on",
            say("« {title} » est déjà reprise en {year}.", title=origin.title, year=year),
        )
    return None


def why_not_carry_nothing(chosen: int) -> Reason | None:
    """To take actions over, one chooses some."""
    return None if chosen else Reason("nothing-chosen", "Cochez au moins une action à reprendre.")
