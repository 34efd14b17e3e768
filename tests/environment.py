"""The surroundings of every test, set before Django reads its settings: see pytest's addopts."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="phares-test-"))
for folder in ("files", "static"):
    (HOME / folder).mkdir()
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

os.environ["PHARES_HOME"] = str(HOME)
os.environ["PHARES_TEST"] = "1"
# Playwright keeps an event loop in the thread of the tests, and Django then refuses plain queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
