"""The computed pages of the documentation are those of this code."""

from __future__ import annotations

from pathlib import Path

import pytest

from phares.config.handbook import PAGES

FOLDER = Path(__file__).parent.parent / "docs" / "generated"


@pytest.mark.parametrize("name", PAGES)
def test_a_computed_page_is_the_one_the_code_gives(name):
    kept = (FOLDER / name).read_text(encoding="utf-8")
    assert kept == PAGES[name](), "written by an older code: run .venv/bin/phares docs"
