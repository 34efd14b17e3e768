"""When a category, a college or an associate may be written in the register."""

from __future__ import annotations

from collections.abc import Iterable

from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.time import Period
from phares.kernel.tongue import say
from phares.kernel.words import plural


def why_not_found(name: str, period: Period, standing: Iterable[Period]) -> Reason | None:
    """A category or a college has a name, and one name serves once at a time."""
    if not name.strip():
        return Reason("no-name", "Donnez un nom, celui des statuts.")
    if any(period.overlaps(other) for other in standing):
        return Reason(
            "name-taken",
            say("« {name} » existe déjà à ces dates. Reprenez-la, ou datez-la.", name=name),
        )
    return None


def why_not_gather(names_elsewhere: Iterable[str], how_many: int) -> Reason | None:
    """A college gathers at least one category, all of the same cooperative."""
    if how_many == 0:
        return Reason(
            "no-category", "Choisissez au moins une catégorie d’associés pour ce collège."
        )
    return why_not_mix(names_elsewhere)


def why_not_mix(names_elsewhere: Iterable[str]) -> Reason | None:
    """A category serves in its own cooperative only."""
    for name in names_elsewhere:
        sentence = say("La catégorie « {name} » est celle d’une autre coopérative.", name=name)
        return Reason("other-cooperative", sentence)
    return None


def why_not_admit(
    name: str, period: Period, category: str, category_period: Period, standing: Iterable[Period]
) -> Reason | None:
    """The category is open that day, and nobody is an associate twice at the same time."""
    if period.start not in category_period:
        sentence = say(
            "La catégorie « {category} » n’est pas ouverte à cette date. Choisissez-en une autre.",
            category=category,
        )
        return Reason("category-closed", sentence)
    if any(period.overlaps(other) for other in standing):
        sentence = say(
            "{name} est déjà associée à ces dates. Terminez d’abord cette association.", name=name
        )
        return Reason("already-associate", sentence)
    return None


def why_not_close(name: str, already: Dated | None, held_beyond: int) -> Reason | None:
    """A category or a college closes once, a category after its last associate left."""
    if already is not None:
        return Reason(
            "already-ended", say("« {name} » ne sert plus : {already}.", name=name, already=already)
        )
    if held_beyond:
        sentence = say(
            "« {name} » compte encore {held_beyond} après cette date. Notez d’abord leur "
            "sortie, ou corrigez leur catégorie.",
            name=name,
            held_beyond=plural(held_beyond, "associé"),
        )
        return Reason("still-held", sentence)
    return None


def why_not_end(name: str, already: Dated | None) -> Reason | None:
    """What has ended does not end again."""
    if already is None:
        return None
    return Reason(
        "already-ended", say("{name} n’est plus associée : {already}.", name=name, already=already)
    )
