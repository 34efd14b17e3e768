"""`phares unlock`: the last administrator lost telephone and recovery codes."""

from __future__ import annotations

import os
import sqlite3

import pytest

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)
ADA = "ada@quai.test"
LOCKED = """
INSERT INTO accounts_factor (user_id, kind, name, added_at, sealed_secret, public_key, sign_count)
    SELECT id, 'totp', 'Perdu', '2026-01-05 09:00:00', 'a', '', 0 FROM accounts_user;
INSERT INTO accounts_recoverycode (user_id, mark, made_at)
    SELECT id, 'b', '2026-01-05 09:00:00' FROM accounts_user;
"""


def test_back_to_the_password_alone(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    with sqlite3.connect(home / "phares.sqlite3") as base:
        base.executescript(LOCKED)
    nobody = phares("unlock", "personne@quai.test", home=home)
    assert (nobody.returncode, nobody.stdout) == (1, "")
    assert "aucun compte n’a l’adresse personne@quai.test" in nobody.stderr
    assert base.execute("SELECT count(*) FROM accounts_factor").fetchone() == (1,)

    done = phares("unlock", f" {ADA.upper()} ", home=home)
    assert done.returncode == 0, done.stderr
    assert "Ada Kervella entre de nouveau avec le seul mot de passe" in done.stderr
    for table in ("accounts_factor", "accounts_recoverycode"):
        assert base.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    told = "SELECT actor_name, subject FROM audit_entry WHERE verb = 'account.factors_reset'"
    assert base.execute(told).fetchall() == [("Phares", "Ada Kervella")]
    letters = "SELECT kind, to_address FROM notices_notice"
    assert base.execute(letters).fetchall() == [("account.factors_reset", ADA)]

    again = phares("unlock", ADA, home=home)
    assert again.returncode == 1
    assert "se connecte avec le seul mot de passe" in again.stderr
    base.close()
