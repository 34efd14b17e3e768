"""What a database needs to stay quick as it fills."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

ENOUGH = 1000
"""Rows of an index that are looked at: the work stays short however long the table."""


def refresh_statistics(now: datetime) -> int:
    """Tells SQLite how its tables are filled, or it reads the wrong index; 0, there is no count.

    PostgreSQL does it by itself. Source: « Approximate ANALYZE », sqlite.org/lang_analyze.html.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={ENOUGH}")
            cursor.execute("ANALYZE")
    return 0
