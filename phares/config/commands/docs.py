"""`phares docs`: the pages of the documentation that are computed from the code."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from phares.config import preparing
from phares.config.home import home


def run(asked: Namespace) -> None:
    preparing.wake_django(home())
    from phares.config.handbook import PAGES

    folder = Path(asked.into)
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
        preparing.print_line(f"{folder / name}")
