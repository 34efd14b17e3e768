"""The heavier acts by keyboard alone, in English, on a phone: every page of each walk is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_every_page import PHONE, faults_of, overflow_of
from tests.homes import serving

FAR = 150
"""Presses of Tab after which a control is out of reach."""
RING = """() => {
    const one = document.activeElement, told = [one, one.closest('label')].filter(Boolean);
    return told.some(el => {
        const css = getComputedStyle(el);
        const drawn = css.outlineStyle !== 'none' && css.outlineWidth !== '0px';
        return drawn || css.boxShadow !== 'none';
    });
}"""
FILE = "name;form;city\nLes Rameurs;association;Stains\nLe Four;association;Pantin\n"


@pytest.fixture
def page(
    browser: Browser,
    demo_home: Callable[[str], Path],
    home_copy: Callable[[Path], Path],
) -> Iterator[Page]:
    """Somebody of the administration, who reads English."""
    with serving("serve", home=home_copy(demo_home("phares"))) as home:
        size = {"width": PHONE[0], "height": PHONE[1]}
        context = browser.new_context(
            locale="en-GB", viewport=size, base_url=home, reduced_motion="reduce"
        )
        one = context.new_page()
        come_in(one, home)
        yield one
        context.close()


def come_in(page: Page, home: str) -> None:
    page.goto(f"{home}/connexion/")
    reach(page, page.get_by_role("button", name="Enter : Administration", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/aujourdhui/")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def reach(page: Page, target: Locator) -> None:
    """Tab, until it has the focus, which is seen."""
    for _step in range(FAR):
        if target.evaluate("one => one === document.activeElement"):
            assert page.evaluate(RING), f"no ring around {target}"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def press(page: Page, role: str, name: str, key: str = "Enter") -> None:
    reach(page, page.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]
    page.keyboard.press(key)


def is_sound(page: Page) -> None:
    page.wait_for_load_state()
    assert faults_of(page) == []
    assert overflow_of(page) == 0


def number_of(page: Page, name: str) -> int:
    """Of the record of a person."""
    page.goto(f"{reverse('directory:people')}?q={name}")
    link = page.get_by_role("main").get_by_role("link", name=name).first
    return int((link.get_attribute("href") or "").strip("/").rpartition("/")[2])


def test_two_accounts_become_one(page: Page) -> None:
    both = [number_of(page, name) for name in ("Samira Belkacem", "Théo Anquetil")]
    page.goto(reverse("directory:merge", args=both))
    is_sound(page)
    kept = page.get_by_role("group", name="The record to keep").get_by_role("radio")
    reach(page, kept.first)
    page.keyboard.press("ArrowDown")
    expect(kept.last).to_be_checked()
    account = page.get_by_role("group", name="The account to keep").get_by_role("radio")
    reach(page, account.first)
    page.keyboard.press("Space")
    press(page, "button", "Merge")
    expect(page.get_by_role("heading", level=1)).to_have_text("Théo Anquetil")
    expect(page.get_by_role("status").first).to_contain_text("is merged into Théo Anquetil")
    is_sound(page)
    page.goto(reverse("accounts:users"))
    expect(page.get_by_role("row", name="Samira Belkacem")).to_contain_text("open")
    expect(page.get_by_role("row", name="Théo Anquetil")).to_contain_text("closed")


def test_seeing_as_somebody_and_coming_back(page: Page) -> None:
    page.goto(reverse("accounts:users"))
    press(page, "link", "Samira Belkacem")
    expect(page.get_by_role("heading", level=1)).to_have_text("Samira Belkacem")
    is_sound(page)
    press(page, "link", "See as this person")
    page.wait_for_url("**/voir-comme/")
    is_sound(page)
    reach(page, page.get_by_label("Why"))
    press(page, "button", "See as they do")
    expect(page.get_by_role("alert")).to_be_focused()  # why is asked for, and the link leads there
    press(page, "link", "Why")
    expect(page.get_by_label("Why")).to_be_focused()
    page.keyboard.type("She cannot find her room")
    press(page, "button", "See as they do")
    seen = page.get_by_text("You see the pole as Samira Belkacem, without changing anything")
    expect(seen).to_be_visible()
    is_sound(page)
    press(page, "button", "Return to myself")
    expect(seen).to_be_hidden()
    expect(page.get_by_role("status").first).to_contain_text("You no longer see the pole as")
    is_sound(page)


def choose_the_form(page: Page) -> None:
    """The second column of the file says the legal form."""
    form = page.get_by_role("combobox", name="Form (optional)", exact=True)
    reach(page, form)
    page.keyboard.press("B")
    expect(form).to_have_value("1")
    reach(page, page.locator("main button.principal"))
    page.keyboard.press("Enter")


def test_a_file_is_brought_in_and_taken_back(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "houses.csv"
    file.write_text(FILE)
    page.goto(reverse("suitcases:receive", args=["organisations"]))
    is_sound(page)
    reach(page, page.get_by_label("File"))
    page.get_by_label("File").set_input_files(file)
    press(page, "button", "Read and try")
    page.wait_for_url("**/imports/*/")
    expect(page.get_by_text("Every line is good. Nothing is imported yet.")).to_be_visible()
    is_sound(page)
    press(page, "link", "Choose the columns")
    page.wait_for_url("**/colonnes/")
    is_sound(page)
    choose_the_form(page)
    page.wait_for_url("**/imports/*/")
    is_sound(page)
    press(page, "button", "Import everything")
    expect(page.get_by_text("2 lines are imported.")).to_be_visible()
    is_sound(page)
    press(page, "link", "Undo this import")
    page.wait_for_url("**/defaire/")
    is_sound(page)
    press(page, "button", "Undo")
    page.wait_for_url("**/imports/*/")
    expect(page.get_by_role("link", name="Undo this import")).to_have_count(0)
    is_sound(page)


def test_somebody_is_invited_in_their_language(page: Page) -> None:
    page.goto(reverse("accounts:invite"))
    is_sound(page)
    reach(page, page.get_by_label("First name and name"))
    page.keyboard.type("Joan Doe")
    page.keyboard.press("Tab")
    page.keyboard.type("joan")
    language = page.get_by_role("combobox", name="Language")
    reach(page, language)
    page.keyboard.type("English")
    expect(language).to_have_value("en")
    reach(page, page.get_by_label("Role"))
    page.keyboard.type("Acc")
    press(page, "button", "Send the invitation")
    expect(page.get_by_role("alert")).to_be_focused()
    is_sound(page)
    press(page, "link", "E-mail address")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    page.keyboard.type("joan@quai.test")
    expect(language).to_have_value("en")
    press(page, "button", "Send the invitation")
    expect(page.get_by_role("status").first).to_contain_text("Joan Doe")
    is_sound(page)


def test_the_palette_in_english(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("mode es")
    group = page.get_by_role("group", name="Organisations and people")
    expect(group.get_by_role("option").first).to_contain_text("Mode Estime")
    is_sound(page)
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.type("mode es")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mode Estime")
