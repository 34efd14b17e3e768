"""What the directory asks somebody to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from phares.kernel.actor import Actor, Role
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say
from phares.kernel.words import in_words, listed
from phares.people.directory.models import Organisation
from phares.people.directory.queries.declarations import names_of_silent, waiting_in
from phares.people.directory.queries.pole import lacks_carrier
from phares.people.directory.rules.declarations import answers_given
from phares.people.directory.rules.permissions import may_keep


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """Declarations that last year lacks: all for those who keep the directory, one’s own else.

    They are due since the year is over: before what is still to come.
    """
    year = today.year - 1
    if may_keep(actor):
        return [*_beginning(), *_missing(names_of_silent(year), year)]
    own = actor.parties_as(Role.MEMBER_CONTACT)
    return _yours(list(waiting_in(year).filter(pk__in=own)), year) if own else []


def _beginning() -> list[Alert]:
    """Of a pole just opened: its first structure, then who carries it."""
    if not lacks_carrier():
        return []
    first = Organisation.objects.order_by("pk")[:2]
    if len(first) > 1:
        return []
    if not first:
        fact, then = (
            say("Aucune structure n’est encore inscrite"),
            say(
                "Commencez par celle qui porte le pôle ; les autres, le lieu s’il y en a un et "
                "les comptes de chacun viennent ensuite."
            ),
        )
        return [Alert(Urgency.SURVEILLE, fact, then, "Inscrire", reverse("directory:welcome"))]
    fact = say("On ne sait pas encore qui porte le pôle")
    then = say(
        "Si c’est {first}, dites-le : le registre des associés et le bilan en partent.",
        first=first[0],
    )
    return [Alert(Urgency.SURVEILLE, fact, then, "Le dire", reverse("directory:describe_pole"))]


def _missing(names: list[str], year: int) -> list[Alert]:
    if not names:
        return []
    shown = listed(names) if len(names) < 5 else f"{', '.join(names[:4])}…"
    lack = say("n’a pas déclaré") if len(names) == 1 else say("n’ont pas déclaré")
    count = in_words(len(names), feminine=True).capitalize()
    plural = "s" if len(names) > 1 else ""
    return [
        Alert(
            Urgency.SURVEILLE,
            say(
                "Déclarations {year} : {lower} structure{plural} {lack}",
                year=year,
                lower=count.lower(),
                plural=plural,
                lack=lack,
            ),
            say("{shown}. Sans elles, emplois et bénévoles restent partiels.", shown=shown),
            "Voir",
            reverse("directory:declarations", args=[year]),
            date(year, 12, 31),
        )
    ]


def _yours(waiting: list[Any], year: int) -> list[Alert]:
    return [
        Alert(
            Urgency.SURVEILLE,
            _of_yours(one, year),
            "Emplois, insertion, services civiques, bénévoles : deux minutes suffisent.",
            "Compléter" if one.given else "Déclarer",
            reverse("directory:declare", args=[one.pk, year]),
            date(year, 12, 31),
        )
        for one in waiting
    ]


def _of_yours(one: Any, year: int) -> str:
    if not one.given:
        return say("{name} n’a pas déclaré {year}", name=one.name, year=year)
    said = answers_given(one.given)
    return say(
        "{name} n’a pas tout déclaré de {year} : {said}", name=one.name, year=year, said=said
    )
