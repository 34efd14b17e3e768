"""The same pages in English, chosen by a click, on a phone: nothing sticks out, all is English.

What axe looks at is in French, by `test_every_page`: the same pages with other words."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.test_every_page import PHONE, frame_of, opened, overflow_of
from tests.browser.walk import sign_in, walk

__all__ = ["opened"]


def test_every_page_in_english_on_a_phone(
    opened: Callable[..., Page], site: Callable[[str], str]
) -> None:
    home = site("phares")
    page = opened(PHONE)
    sign_in(page, home, "Animation")
    speak(page, "English", "en")
    try:
        assert wrong_pages(page, home) == {}
    finally:  # the account keeps its language, and others come in by it
        page.goto(f"{home}/aujourdhui/")
        speak(page, "Français", "fr")


def speak(page: Page, language: str, code: str) -> None:
    page.get_by_role("button", name=language, exact=True).click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == code


def wrong_pages(page: Page, home: str) -> dict[str, list[str]]:
    wrong = {}
    for name in walk(page, home):
        found = frame_of(page, "en")
        if over := overflow_of(page):
            found.append(f"{over} px stick out")
        if found:
            wrong[name] = found
    return wrong
