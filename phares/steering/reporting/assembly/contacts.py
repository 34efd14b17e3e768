"""Where to come, whom to write to."""

from __future__ import annotations

from phares.people.directory.models import Pole
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
    facts = [
        c.Fact(label, text)
        for label, text in (
            ("Adresse", address(pole)),
            ("Ouverture", pole.opening),
            ("Téléphone", pole.phone),
            ("Courriel", pole.email),
            ("Site", pole.website),
            *_people(told),
        )
        if text
    ]
    blocks: list[c.Block] = [c.Facts(tuple(facts))] if facts else []
    return told.section("contacts", blocks, lead=" ".join(told.paragraphs("contacts")))


def _people(told: Year) -> list[tuple[str, str]]:
    """Public functions of the body that carries the pole, in force today."""
    return [
        (one.title, ", ".join(filter(None, [one.person.name, one.person.phone, one.person.email])))
        for one in public_contacts(told.pole, told.today)
    ]
