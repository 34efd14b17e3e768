"""Fixtures of every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import environment


@pytest.fixture(scope="session")
def phares_home() -> Path:
    """The home folder of this test run: PHARES_HOME, gone when the run ends."""
    return environment.HOME
