"""A real Chromium, French, in Paris; every test of this folder is marked `browser`."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium
from tests.homes import serving

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    missing = ours and chromium.find() is None
    for item in ours:
        item.add_marker("browser")
        if missing:
            item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium.find()
    path = {} if found in (None, chromium.OF_PLAYWRIGHT) else {"executable_path": found}
    return {**browser_type_launch_args, **path, "args": list(chromium.ARGUMENTS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "fr-FR", "timezone_id": "Europe/Paris"}


@pytest.fixture(scope="session")
def site(
    demo_home: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], str]]:
    """`site("phares")` is the address of that demonstration; each worker serves a copy."""
    with ExitStack() as servers:

        @cache
        def opened(pole: str) -> str:
            home = tmp_path_factory.mktemp("site") / pole
            shutil.copytree(demo_home(pole), home)
            return servers.enter_context(serving("serve", home=home))

        yield opened
