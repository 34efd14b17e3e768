"""Struck by mistake, put back: from beside the message, and from the list, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_drawer import enter


def strike(page: Page, site: Callable[[str], str]) -> str:
    page.goto(f"{site('phares')}/pole/")
    fact = page.locator(".frise li").first
    told = fact.inner_text().split("\n")[0]
    fact.get_by_role("button", name="Rayer").click()
    page.get_by_role("dialog").get_by_role("button", name="Rayer").click()
    expect(page.locator("#messages")).to_contain_text("Le fait est rayé.")
    return told


def test_what_was_struck_is_put_back(page: Page, site: Callable[[str], str]) -> None:
    enter(page, site, "/pole/")
    facts = page.locator(".frise li")
    before = facts.all_inner_texts()
    strike(page, site)
    expect(facts).to_have_count(len(before) - 1)
    page.locator("#messages").get_by_role("link", name="Remettre").click()
    page.get_by_role("button", name="Remettre").click()
    expect(page.locator("#messages")).to_contain_text("est remis.")
    strike(page, site)
    page.goto(f"{site('phares')}/journal/retires/")
    page.get_by_role("link", name="Remettre").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Remettre").click()
    expect(page.locator("#messages")).to_contain_text("est remis.")
    page.goto(f"{site('phares')}/pole/")
    assert page.locator(".frise li").all_inner_texts() == before
