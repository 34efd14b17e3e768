"""Grants by funder or purpose, among those this person may read."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from phares.cooperative.funding.queries import grants_seen_by
from phares.kernel.search import Hit, Sought, nearest
from phares.people.directory.rules.names import normalise


def find(sought: Sought) -> list[Hit]:
    rows = grants_seen_by(sought.actor).order_by("-starts_on", "pk")
    return nearest(
        sought.words,
        (
            (normalise(f"{funder} {purpose}"), partial(_hit, funder, purpose))
            for funder, purpose in rows.values_list("funder__name", "purpose")
        ),
    )


def _hit(funder: str, purpose: str) -> Hit:
    """On the list of grants, among those of this funder."""
    return Hit(funder, purpose, f"{reverse('funding:grants')}?{urlencode({'q': funder})}")
