"""Fixtures of every test, in the apps and in tests/."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from phares.common.keeping.bases import apart, as_default
from phares.common.keeping.steps import take_steps
from tests import environment

# A busy machine is slow to invent values: that says nothing of the code.
hypothesis.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("ours")

pytest_plugins = ["tests.cast", "tests.homes"]


BROWSER = Path(__file__).parent / "tests" / "browser"
HOMES = {"phares", "prepared", "home_copy"}
"""What runs the real command in a home of its own, whatever base the tests are run on."""
BASE = {"db", "transactional_db", "django_db_setup"}
"""What opens the base of the tests: all the rest says the same on any base."""
FRENCH_SPACES = "phares.common.web.middleware.SpacesMiddleware"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Tests that run the command in a home of its own are marked before `-m` chooses.

    The walks come first: begun last, one of them would leave the other workers idle.
    """
    for item in items:
        if HOMES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("own_home")
        if item.get_closest_marker("django_db") or BASE.intersection(
            getattr(item, "fixturenames", ())
        ):
            item.add_marker("base")
    yield
    items.sort(key=lambda item: not item.path.is_relative_to(BROWSER))


@pytest.fixture(scope="session", autouse=True)
def words_as_typed() -> None:
    """Tests of pages read words as one types them; French spaces have their own tests."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != FRENCH_SPACES]


@pytest.fixture(scope="session")
def phares_home() -> Path:
    """The home folder of this test run: PHARES_HOME, gone when the run ends."""
    return environment.HOME


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite is tried as it is used: a file, with its locks; only its flushes are spared."""
    if connection.vendor == "sqlite":
        described = connection.settings_dict
        described["TEST"]["NAME"] = environment.HOME / "test.sqlite3"
        described["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, django_db_blocker) -> bool:
    """On SQLite the base is made beforehand as `phares init` makes one: in a blink."""
    if connection.vendor != "sqlite":
        return False
    new = apart(connection, NAME=connection.settings_dict["TEST"]["NAME"])
    with django_db_blocker.unblock(), as_default(new):
        take_steps(new)
    new.close()
    return True
