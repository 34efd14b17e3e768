"""What the clock does for the database itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from phares.config.upkeep import refresh_statistics
from tests.parties import organisation

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 4, tzinfo=UTC)


def test_the_database_knows_how_its_tables_are_filled() -> None:
    for number in range(30):
        organisation(f"Structure {number}")
    assert refresh_statistics(NOW) == 0
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'directory_party'")
            assert cursor.fetchone()[0] > 0
