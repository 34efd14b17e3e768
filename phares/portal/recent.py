"""What somebody opened last, told again as long as they may open it."""

from __future__ import annotations

from datetime import date

from phares.common.web.audience import opens
from phares.kernel.actor import Actor
from phares.kernel.search import Hit
from phares.people.accounts.queries import opened_by
from phares.people.accounts.rules.opened import SHOWN
from phares.portal.rules.opening import by_page
from phares.portal.sources import OPENED


def recent(actor: Actor, today: date) -> list[Hit]:
    """The last records this person opened and may still open: one query, and one or two a kind."""
    subjects = opened_by(actor.user_id) if actor.user_id is not None else []
    named = {
        f"{page}:{number}": hit
        for page, numbers in by_page(subjects).items()
        if page in OPENED
        for number, hit in OPENED[page](numbers, actor, today).items()
    }
    hits = (named[subject] for subject in subjects if subject in named)
    return [hit for hit in hits if opens(hit.url, actor)][:SHOWN]
