"""`phares unlock`: the last administrator lost telephone and recovery codes."""

from __future__ import annotations

import os
import sqlite3
from hashlib import sha256

import pytest

from tests.stories.test_command import verdict

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


def test_a_lost_password_is_replaced_by_a_link_used_once(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    nobody = phares("password", "personne@quai.test", home=home)
    assert (nobody.returncode, nobody.stdout) == (1, "")
    done = phares("password", f" {ADA.upper()} ", home=home)
    assert done.returncode == 0, done.stderr
    assert "Ada Kervella choisit un nouveau mot de passe" in done.stderr
    told = (
        "SELECT actor_name || ' ' || subject FROM audit_entry WHERE verb = 'account.reset_handed'"
    )
    assert verdict(home, told) == "Phares Ada Kervella"
    assert done.stdout.startswith("http://localhost:8000/")
    token = done.stdout.strip().rstrip("/").rpartition("/")[2]
    digest = sha256(token.encode()).hexdigest()
    links = (
        "SELECT count(*) FROM accounts_onetimelink WHERE purpose = 'password' AND used_at IS NULL"
    )
    assert verdict(home, links) == 1
    assert verdict(home, f"{links} AND digest = '{digest}'") == 1, "the link of the letter"
