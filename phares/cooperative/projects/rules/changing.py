"""What may be done to an action once it is told: placed elsewhere, shifted, removed, taken over."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from phares.cooperative.projects.rules.telling import Told
from phares.kernel.refusal import Reason
from phares.kernel.words import plural


def why_not_place(action: Told, parent: Told | None, *, parts: int) -> Reason | None:
    """A programme, or the action itself, does not become a part."""
    if parent is None:
        return None
    if parent.key == action.key:
        sentence = f"« {action.title} » ne peut pas faire partie d’elle-même."
        return Reason("inside-itself", f"{sentence} Choisissez une autre action.")
    if parts:
        sentence = (
            f"« {action.title} » compte {plural(parts, 'partie')} : elle reste un programme. "
            "Rangez d’abord ses parties ailleurs."
        )
        return Reason("has-parts", sentence)
    return None


def why_not_led_round(action: Told, origins: Collection[int]) -> Reason | None:
    """An action does not come, through others, from itself."""
    if action.key not in origins:
        return None
    sentence = f"« {action.title} » en est l’origine : elle ne peut pas aussi en être issue."
    return Reason("led-round", sentence)


def why_not_remove(
    title: str, *, parts: int, led_to: Sequence[str], partners: Sequence[str]
) -> Reason | None:
    """What something else hangs from stays: its parts, what it led to, a partnership on it."""
    if parts:
        sentence = (
            f"« {title} » compte {plural(parts, 'partie')}. Retirez-les ou rangez-les d’abord."
        )
        return Reason("has-parts", sentence)
    if led_to:
        sentence = f"« {led_to[0]} » est issue de « {title} ». Rangez-la d’abord autrement."
        return Reason("led-to", sentence)
    if partners:
        sentence = f"Le partenariat avec {partners[0]} porte sur « {title} ». Corrigez-le d’abord."
        return Reason("has-partners", sentence)
    return None


def why_not_carry_on(origin: Told, year: int, *, already: bool) -> Reason | None:
    """An action goes on in a later year, once."""
    if origin.year >= year:
        sentence = f"« {origin.title} » est de {origin.year} : elle se reprend l’année suivante."
        return Reason("not-later", sentence)
    if already:
        return Reason("carried-on", f"« {origin.title} » est déjà reprise en {year}.")
    return None


def why_not_carry_nothing(chosen: int) -> Reason | None:
    """To take actions over, one chooses some."""
    return None if chosen else Reason("nothing-chosen", "Cochez au moins une action à reprendre.")
