"""One search over everything that the actor may open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from phares.common.web.audience import opens
from phares.kernel.actor import Actor
from phares.kernel.search import EACH, Hit, Sought, nearest
from phares.people.directory.rules.names import needles, normalise
from phares.portal import navigation
from phares.portal.recent import recent
from phares.portal.sources import NEARLY, SEARCHES

SHORTEST = 2
"""Letters, all words together: with one, everything would be found."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one domain finds, under its heading."""

    heading: str
    hits: list[Hit]


def sought(text: str, actor: Actor, today: date) -> Sought | None:
    """What is looked for; nothing for a stranger, nor for a single letter."""
    words = needles(text)
    asked = actor.signed_in and len("".join(words)) >= SHORTEST
    return Sought(tuple(words), actor, today) if asked else None


def found(asked: Sought | None) -> list[Found]:
    """Domain by domain; a hit whose page this person may not open is left out."""
    if asked is None:
        return []
    by, hits = asked.actor, ((heading, find(asked)) for heading, find in SEARCHES)
    kept = ((heading, [hit for hit in some if opens(hit.url, by)]) for heading, some in hits)
    return [Found(heading, some) for heading, some in kept if some]


def meant(asked: Sought | None) -> list[Found]:
    """Where nothing bears these words, what was perhaps meant, among what one may open."""
    if asked is None:
        return []
    hits = [hit for close in NEARLY for hit in close(asked) if opens(hit.url, asked.actor)]
    return [Found(_("Vouliez-vous dire"), hits[:EACH])] if hits else []


def opened_lately(actor: Actor, today: date) -> list[Found]:
    """What this person opened last, and may still open."""
    hits = recent(actor, today)
    return [Found(_("Ouvert récemment"), hits)] if hits else []


def pages_found(asked: Sought | None) -> list[Found]:
    """The pages of the rail; the palette knows them already."""
    if asked is None:
        return []
    groups = navigation.rail(asked.actor, path="", year=asked.today.year - 1)
    links = [(group.title, link) for group in groups for link in group.links]
    hits = nearest(
        asked.words,
        (
            (normalise(f"{one.label} {title}"), partial(Hit, one.label, title, one.url))
            for title, one in links
        ),
    )
    return [Found(_("Pages"), hits)] if hits else []
