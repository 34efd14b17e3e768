"""The drawer, by keyboard, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Dialog, Page, expect


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


def test_what_was_written_on_a_page_is_asked_for_before_it_is_left(
    page: Page, site: Callable[[str], str]
) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    enter(page, site, "/bilan/2015/textes/introduction/")
    page.get_by_role("main").get_by_role("textbox").first.click()
    page.keyboard.type("Une phrase. ")
    page.get_by_role("link", name="Aujourd’hui", exact=True).first.click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert "/textes/introduction/" in page.url
