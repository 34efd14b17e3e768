"""The funding horizon as a part of any page: drawing, sentence, and the same in a table."""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from phares.cooperative.funding.queries import Outlook, outlook
from phares.cooperative.funding.rules.permissions import READERS
from phares.kernel.actor import Actor


def horizon_panel(actor: Actor, today: date) -> SafeString:
    """Ready to be placed in a page; empty for those who may not read grants. One query."""
    if not actor.is_(*READERS):
        return SafeString("")
    return drawn_panel(outlook(actor, today), link=True)


def drawn_panel(seen: Outlook, *, link: bool = False) -> SafeString:
    """The part of a page, from what was read; `link` leads to the page of grants."""
    context = {"outlook": seen, "link": link}
    return SafeString(render_to_string("funding/horizon.html", context))
