"""The browser of the tests is where our readers are."""

from __future__ import annotations

from playwright.sync_api import Page


def test_the_browser_is_french_and_in_paris(page: Page) -> None:
    page.goto("about:blank")
    zone = "Intl.DateTimeFormat().resolvedOptions().timeZone"
    assert page.evaluate(f"[navigator.language, {zone}]") == ["fr-FR", "Europe/Paris"]
