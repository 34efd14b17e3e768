"""What one opened last, to find it again; and how that is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, connection
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from phares.people.accounts.models import Opened
from phares.people.accounts.rules.opened import KEPT


def note_opened(user_id: int, subject: str, *, at: datetime) -> bool:
    """One statement, which waits for nobody; a page is read all the same when it cannot be.

    The database may be read-only, or kept by an import: what was opened is then not remembered.
    """
    try:
        with _without_waiting():
            Opened.objects.bulk_create(
                [Opened(user_id=user_id, subject=subject, at=at)],
                update_conflicts=True,
                unique_fields=["user", "subject"],
                update_fields=["at"],
            )
    except DatabaseError:
        return False
    return True


@contextmanager
def _without_waiting() -> Iterator[None]:
    """SQLite has one writer at a time: whoever only reads does not queue behind it.

    On PostgreSQL nobody else writes this row, so there is nothing to wait for.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(usual)}")


def forget_opened(before: datetime) -> int:
    """What was opened before that moment; gives how much."""
    return Opened.objects.filter(at__lt=before).delete()[0]


def forget_what_is_many() -> int:
    """All but the last few of each account."""
    rank = Window(RowNumber(), partition_by=F("user"), order_by=[F("at").desc(), F("pk").desc()])
    many = Opened.objects.annotate(rank=rank).filter(rank__gt=KEPT).order_by()
    return Opened.objects.filter(pk__in=list(many.values_list("pk", flat=True))).delete()[0]
