"""The drawer, by keyboard, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect


def enter(page: Page, site: Callable[[str], str], path: str) -> None:
    page.goto(f"{site('phares')}/connexion/?next={path}")
    page.get_by_role("button", name="Entrer : Animation", exact=True).click()
    page.wait_for_url(f"**{path}", wait_until="load")  # the scripts are there


def test_what_was_written_is_not_thrown_away_by_a_slip(
    page: Page, site: Callable[[str], str]
) -> None:
    enter(page, site, "/habitants/")
    page.locator("a.qui", has_text="Halage").first.click()
    page.wait_for_url("**/habitants/*/", wait_until="load")
    page.get_by_role("link", name="Ajouter un autre nom").click()
    name = page.get_by_role("textbox", name="Autre nom")
    expect(name).to_be_focused()
    page.keyboard.press("Escape")
    expect(name).to_be_hidden()  # nothing was written, nothing is asked
    page.get_by_role("link", name="Ajouter un autre nom").click()
    expect(name).to_be_focused()
    page.keyboard.type("Les Haleurs")
    page.keyboard.press("Escape")
    question = page.get_by_role("dialog", name="Abandonner ce que vous avez écrit")
    question.get_by_role("button", name="Revenir").click()
    expect(name).to_have_value("Les Haleurs")
    page.keyboard.press("Escape")
    question.get_by_role("button", name="Abandonner").click()
    expect(name).to_be_hidden()
    expect(page.get_by_role("link", name="Ajouter un autre nom")).to_be_focused()
