"""Grants by funder or purpose, among those this person may read."""

from __future__ import annotations

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
            (normalise(f"{funder} {purpose}"), Hit(funder, purpose, _list(funder)))
            for funder, purpose in rows.values_list("funder__name", "purpose")
        ),
    )


def _list(funder: str) -> str:
    """The list of grants, on this funder."""
    return f"{reverse('funding:grants')}?{urlencode({'q': funder})}"
