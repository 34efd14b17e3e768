"""Where to come, whom to write to."""

from __future__ import annotations

from phares.kernel.tongue import say
from phares.people.directory.models import Function, Pole
from phares.people.directory.queries import public_contacts
from phares.steering.reporting.assembly.year import Year
from phares.steering.reporting.formats import content as c


def address(pole: Pole) -> str:
    """« 6 rue Arnold Géraux, 93450 L’Île-Saint-Denis »."""
    town = " ".join(filter(None, [pole.postcode, pole.city]))
    return ", ".join(filter(None, [pole.street, town]))


def section(told: Year) -> c.Section | None:
    """The address, and those whose function may be shown outside."""
    pole = told.pole
    ways = (
        (say("Adresse"), address(pole)),
        (say("Ouverture"), pole.opening),
        (say("Téléphone"), pole.phone),
        (say("Courriel"), pole.email),
        (say("Site"), pole.website),
    )
    facts = [c.Fact(label, text) for label, text in ways if text]
    facts += [_person(one) for one in public_contacts(pole, told.today)]
    blocks: list[c.Block] = [c.Facts(tuple(facts))] if facts else []
    return told.section("contacts", blocks, lead=" ".join(told.paragraphs("contacts")))


def _person(one: Function) -> c.Fact:
    """The name; how to call and write, only for who agreed to that too."""
    reach = one.shown_reach
    return c.Fact(one.title, ", ".join([one.person.name, *reach]), function=one.pk, reach=reach)
