"""« Aller à… », by keyboard and with a finger, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_drawer import enter

type Site = Callable[[str], str]
PHONE = {"width": 390, "height": 844}


def labels(page: Page) -> list[str]:
    return page.locator("#palette [role=option] > span").all_text_contents()


def chosen(page: Page) -> str:
    """What the field says is active, as a screen reader hears it."""
    found = page.locator("#palette input").get_attribute("aria-activedescendant")
    return page.locator(f"#{found} > span").text_content() or "" if found else ""


def read_one(page: Page, name: str) -> None:
    """Opens the card of a structure, by its name."""
    page.keyboard.press("Control+k")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_structure_is_two_key_strokes_and_a_few_letters_away(page: Page, site: Site) -> None:
    enter(page, site, "/aujourdhui/")
    page.keyboard.press("Control+k")
    page.keyboard.type("mode es")
    expect(page.get_by_role("option", name="Mode Estime").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mode Estime")


def test_who_types_fast_arrives_where_the_words_say(page: Page, site: Site) -> None:
    """Enter waits for the answer to what was typed, and takes nothing from the one before."""
    enter(page, site, "/aujourdhui/")
    read_one(page, "Mode Estime")
    page.keyboard.press("Control+k")
    page.keyboard.type("zzzzqq")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chercher/?q=zzzzqq")
    expect(page.get_by_role("heading", name="Rien ne porte ces mots")).to_be_visible()


@pytest.mark.parametrize("viewport", [{"width": 1440, "height": 900}, PHONE])
def test_what_was_opened_last_comes_first_and_arrows_choose(
    browser: Browser, site: Site, viewport: dict[str, int]
) -> None:
    page = browser.new_page(viewport=viewport, locale="fr-FR")
    enter(page, site, "/aujourdhui/")
    read_one(page, "Mode Estime")
    read_one(page, "Halage")
    page.keyboard.press("/")
    group = page.get_by_role("group", name="Ouvert récemment")
    expect(group.get_by_role("option").first).to_contain_text("Mode Estime")
    assert "Halage" not in labels(page), "one is there already"
    assert Axe().run(page, "#palette").violations_count == 0
    assert chosen(page) == "Mode Estime"
    first, second, *_others, last = labels(page)
    page.keyboard.press("ArrowDown")
    assert chosen(page) == second
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert chosen(page) == last, "it goes round"
    page.keyboard.press("ArrowDown")
    assert chosen(page) == first
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mode Estime")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Halage")
    expect(page.locator("#palette")).to_be_hidden()
    page.close()


def test_escape_closes_it_and_gives_the_focus_back(page: Page, site: Site) -> None:
    enter(page, site, "/aujourdhui/")
    opener = page.locator(".rail [data-palette]")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("x/")  # a slash is a letter there
    expect(page.get_by_role("combobox")).to_have_value("x/")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(opener).to_be_focused()


def test_with_a_finger_on_a_phone(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="fr-FR")
    page = context.new_page()
    enter(page, site, "/aujourdhui/")
    page.locator(".haut [data-palette]").tap()
    page.keyboard.type("bureau 5")
    found = page.get_by_role("option", name="Bureau 5")
    expect(found.first).to_be_visible()
    box = found.first.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found.first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bureau 5")
    context.close()


def test_a_search_that_does_not_answer_says_so(page: Page, site: Site) -> None:
    """The pages of the rail are there all the same."""
    enter(page, site, "/aujourdhui/")

    def lost(route: Route) -> None:
        route.abort()

    page.route("**/chercher/**", lost)
    page.keyboard.press("Control+k")
    page.keyboard.type("conventions")
    expect(page.locator("#palette [role=status]")).to_contain_text("La recherche n’a pas répondu")
    assert labels(page) == ["Conventions"]
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site('phares')}/conventions/")


def test_without_script_it_is_a_page(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{site('phares')}/connexion/?next=/aujourdhui/")
    page.get_by_role("button", name="Entrer : Animation", exact=True).click()
    page.locator(".rail [data-palette]").click()
    expect(page).to_have_url(f"{site('phares')}/chercher/")
    page.get_by_label("Quels mots").fill("mode estime")
    page.get_by_label("Quels mots").press("Enter")
    page.get_by_role("main").get_by_role("link", name="Mode Estime", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mode Estime")
    page.goto(f"{site('phares')}/chercher/")
    expect(page.get_by_role("heading", name="Ouvert récemment")).to_be_visible()
    context.close()
