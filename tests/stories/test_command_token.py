"""`phares token`: a token alone on the standard output; all the rest is said beside."""

from __future__ import annotations

import os
from hashlib import sha256

import pytest

from tests.stories.test_command import verdict

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)
ADA = "ada@quai.test"


def test_a_token_and_nothing_else(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    for wrong, told in (
        (("personne@quai.test", "--scopes", "spaces:read"), "aucun compte n’a l’adresse"),
        ((ADA, "--scopes", "everything"), "« everything » n’est pas proposé"),
        ((ADA, "--scopes", "spaces:read", "--organisation", "99"), "aucune structure"),
    ):
        done = phares("token", *wrong, home=home)
        assert (done.returncode, done.stdout) == (1, "")
        assert told in done.stderr
    missing = phares("token", ADA, home=home)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert verdict(home, "SELECT count(*) FROM accounts_apitoken") == 0

    done = phares("token", ADA, "--scopes", "bookings:write,spaces:read", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    secret = done.stdout.strip()
    assert done.stdout == f"{secret}\n"
    assert secret.startswith("phares_")
    kept = sha256(secret.encode()).hexdigest()
    scopes = f"SELECT scopes FROM accounts_apitoken WHERE digest = '{kept}'"
    assert verdict(home, scopes) == "spaces:read bookings:write"
