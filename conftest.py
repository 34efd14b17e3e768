"""Fixtures of every test, in the apps and in tests/."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests import environment

pytest_plugins = ["tests.cast", "tests.homes"]


@pytest.fixture(scope="session")
def phares_home() -> Path:
    """The home folder of this test run: PHARES_HOME, gone when the run ends."""
    return environment.HOME


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """SQLite is tried as it is used: a file, with its locks; only its flushes are spared."""
    if connection.vendor == "sqlite":
        described = connection.settings_dict
        described["TEST"]["NAME"] = environment.HOME / "test.sqlite3"
        described["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
