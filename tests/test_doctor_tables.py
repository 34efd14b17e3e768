"""A guard that this version declares and the database has lost is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from phares.config.doctor import engine, tables

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 4, 9, tzinfo=UTC)
SQLITE, SERVER = "sqlite", "postgresql"


def found_after(*statements: str) -> list[tuple[str, str]]:
    """What is told of tables and base once these are executed; all is taken back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        told = [*engine.findings(NOW), *tables.findings(NOW)]
        transaction.set_rollback(True)
    return [(one.code, one.where) for one in told]


def test_a_base_just_migrated_has_them_all():
    assert found_after() == []


ON_SQLITE = [
    ("DROP TRIGGER audit_entry_frozen_update", "tables.trigger", "audit_entry_frozen_update"),
    ("DROP TRIGGER occupation_one_at_a_time_insert", "tables.trigger",
     "occupation_one_at_a_time_insert"),
    ("CREATE TRIGGER mine BEFORE DELETE ON audit_entry BEGIN SELECT 1;END",
     "tables.trigger-unknown", "audit_entry"),
]  # fmt: skip
ON_SERVER = [
    ("DROP TRIGGER audit_entry_frozen_update ON audit_entry", "tables.trigger",
     "audit_entry_frozen_update"),
    ("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_frozen_update", "tables.trigger-off",
     "audit_entry"),
    ("ALTER TABLE assets_occupation DROP CONSTRAINT occupation_one_at_a_time",
     "tables.constraint", "assets_occupation"),
    ("CREATE OR REPLACE FUNCTION organisation_siren_wrong() RETURNS trigger AS "
     "$$ BEGIN RETURN NEW;END $$ LANGUAGE plpgsql",
     "tables.trigger-other", "directory_organisation"),
    ("ALTER TABLE premises_lease DROP CONSTRAINT lease_notice_at_most_a_year",
     "tables.constraint", "premises_lease"),
    ("ALTER TABLE accounts_user DROP CONSTRAINT accounts_user_email_key", "tables.constraint",
     "accounts_user.email"),
    ("ALTER TABLE audit_entry ADD CONSTRAINT later CHECK (id > 0) NOT VALID", "base.not-valid",
     "audit_entry"),
    ("SELECT setval('audit_entry_id_seq', 1, false); INSERT INTO audit_entry (id, at, actor_name, "
     "verb, subject, subject_key, details, masked) VALUES (7, now(), '', '', '', '', '{}', 0)",
     "base.counter-behind", "audit_entry"),
]  # fmt: skip
ON_BOTH = [
    ("DROP INDEX organisation_siret_once", "tables.constraint", "directory_organisation"),
    ("DROP INDEX lease_state_end", "tables.constraint", "premises_lease"),
    ("ALTER TABLE directory_party RENAME COLUMN phone TO telephone", "tables.column",
     "directory_party.phone"),
    ("DROP TABLE sendings_sending", "tables.table", "sendings_sending"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("vendor", "statement", "code", "where"),
    [
        *((SQLITE, *case) for case in (*ON_SQLITE, *ON_BOTH)),
        *((SERVER, *case) for case in (*ON_SERVER, *ON_BOTH)),
    ],
)
def test_what_the_base_has_lost(vendor, statement, code, where):
    if connection.vendor != vendor:
        pytest.skip(f"said in the words of {vendor}")
    assert found_after(*statement.split("; ")) == [(code, where)]


def test_a_guard_of_another_version():
    if connection.vendor != SQLITE:
        pytest.skip("on PostgreSQL its function is looked at: above")
    name = "audit_entry_frozen_update"
    weaker = f"CREATE TRIGGER {name} BEFORE UPDATE ON audit_entry BEGIN SELECT 1; END"
    assert found_after(f"DROP TRIGGER {name}", weaker) == [("tables.trigger-other", "audit_entry")]
