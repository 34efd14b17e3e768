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
    page.get_by_role("button", name="English", exact=True).click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == "en"
    wrong = {}
    for name, address in walk(page, home).items():
        page.goto(address)
        found = faults_of(page)
        if over := overflow_of(page):
            found.append(f"{over} px stick out")
        if page.evaluate("document.documentElement.lang") != "en":
            found.append("not in English")
        if found:
            wrong[name] = found
    assert wrong == {}
    page.goto(f"{home}/aujourdhui/")
    page.get_by_role("button", name="Français", exact=True).click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == "fr"
