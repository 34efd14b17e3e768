"""What is asked once for all the organisations of a page."""

from __future__ import annotations

from typing import Any

from django.db.models import FETCH_PEERS, QuerySet

from phares.people.directory.models import Organisation


def read_together(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows that remember which others came from the same query."""
    return rows.fetch_mode(FETCH_PEERS)


def together(row: Organisation) -> list[Any]:
    """The rows read with this one, itself included."""
    peers = (peer() for peer in row._state.peers)
    return [peer for peer in peers if peer is not None] or [row]
