"""The same pages in English, chosen by a click, on a phone: sound, and nothing sticks out."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.test_every_page import PHONE, faults_of, opened, overflow_of
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
        found = faults_of(page)
        if over := overflow_of(page):
            found.append(f"{over} px stick out")
        if page.evaluate("document.documentElement.lang") != "en":
            found.append("not in English")
        if found:
            wrong[name] = found
    return wrong
