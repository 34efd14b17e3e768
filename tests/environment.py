"""The surroundings of every test, set before Django reads its settings: see pytest's addopts."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
"""Which of several workers this is; each has its home inside that of the run."""


def _home() -> Path:
    if WORKER:
        return Path(os.environ["PHARES_HOME"], WORKER)
    home = Path(tempfile.mkdtemp(prefix="phares-test-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home


HOME = _home()
for folder in ("files", "static"):
    (HOME / folder).mkdir(parents=True)

os.environ["PHARES_HOME"] = str(HOME)
os.environ["PHARES_TEST"] = "1"
os.environ["PHARES_LANGUAGE"] = "fr"
# Playwright keeps an event loop in the thread of the tests, and Django then refuses plain queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
