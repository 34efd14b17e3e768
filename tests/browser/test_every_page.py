"""Every page that links lead to, in a real browser: readable, reachable, and at home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.walk import sign_in, walk
from tests.homes import serving

GRAVE = ("serious", "critical")
LOOK = """async rules => {
    const found = await axe.run({resultTypes: ["violations"], ...rules});
    return found.violations.map(({id, help, impact, nodes}) =>
        ({id, help, impact, nodes: nodes.slice(0, 2).map(({html}) => ({html}))}));
}"""
"""What axe finds, its own account of all it looked at left in the browser: half of its time."""
COLOURS = {"runOnly": ["cat.color"]}
WIDE, PHONE, NARROW = (1440, 900), (390, 844), (320, 640)
WALKERS = [
    # The last has the pages of the first, with other data: what axe looks at is the same.
    ("phares", "Animation"),
    ("phares", "Contact d’une structure (Mode Estime)"),
    ("phares", "Financeur (Région Île-de-France)"),
    ("hainaut", "Animation"),
]


class Witness:
    """Notes what a page asks from elsewhere and what the browser refuses or complains of."""

    def __init__(self, page: Page, site: str) -> None:
        self.site, self.wrongs = site, list[str]()
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrongs.append(f"error: {error}"))

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.wrongs.append(f"third party: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrongs.append(f"console: {message.text}")


def faults_of(page: Page) -> list[str]:
    """What axe finds serious or critical."""
    page.evaluate(Axe().axe_script)
    return grave(page.evaluate(LOOK, {}))


def faults_by_night(page: Page) -> list[str]:
    """What axe finds in the colours of the night; all the rest of the page is that of the day."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found = page.evaluate(LOOK, COLOURS)
    page.emulate_media(color_scheme="light", reduced_motion="null")
    return [f"night: {one}" for one in grave(found)]


def grave(found: list[dict[str, Any]]) -> list[str]:
    return [
        f"{one['id']}: {one['help']} {[node['html'][:120] for node in one['nodes']]}"
        for one in found
        if one["impact"] in GRAVE
    ]


def frame_of(page: Page, language: str = "fr") -> list[str]:
    """A page has a language, a title of its own, one heading, landmarks and labelled fields."""
    missing = []
    if page.evaluate("document.documentElement.lang") != language:
        missing.append("lang")
    if not page.title().strip() or page.title().strip() == "—":
        missing.append("title")
    if page.locator("h1").count() != 1:
        missing.append(f"{page.locator('h1').count()} h1")
    if page.locator("main").count() != 1:
        missing.append("main")
    named = page.locator("nav:not([aria-label]):not([aria-labelledby])")
    if named.count():
        missing.append("an unnamed nav")
    return missing


def overflow_of(page: Page) -> int:
    """How many pixels stick out sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return int(max(0, wide))


def sticking_out(page: Page) -> list[str]:
    """The same page, made as narrow as telephones are."""
    found = []
    for width, height in (PHONE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        if over := overflow_of(page):
            found.append(f"{over} px stick out of {width}")
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    return found


@pytest.fixture
def opened(browser: Browser, browser_context_args: dict[str, Any]) -> Any:
    """A page of a given size, without the service worker."""
    contexts = []

    def make(size: tuple[int, int], scripts: bool = True) -> Page:
        context = browser.new_context(
            **browser_context_args
            | {
                "viewport": {"width": size[0], "height": size[1]},
                "color_scheme": "light",
                "service_workers": "block",
                "java_script_enabled": scripts,
            }
        )
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("pole", "who"), WALKERS)
def test_every_page_is_sound_by_day_by_night_and_on_a_phone(
    opened: Callable[..., Page], site: Callable[[str], str], pole: str, who: str
) -> None:
    home = site(pole)
    page = opened(WIDE)
    witness = Witness(page, home)
    sign_in(page, home, who)
    wrong = {}
    for name in walk(page, home):
        found = frame_of(page) + sticking_out(page)
        if (pole, who) != WALKERS[-1]:
            found += faults_of(page)
        if (pole, who) == WALKERS[0]:  # the colours of the night are the same for all
            found += faults_by_night(page)
        if found:
            wrong[name] = found
    assert wrong == {}
    assert witness.wrongs == []


@pytest.mark.parametrize("pole", ["phares", "hainaut"])
def test_the_public_pages_are_sound(
    opened: Callable[..., Page], site: Callable[[str], str], pole: str
) -> None:
    home = site(pole)
    page, phone = opened(WIDE), opened(PHONE)
    witness = Witness(page, home)
    wrong = {}
    for name in walk(page, home, "/"):
        phone.goto(page.url)
        found = frame_of(page) + faults_of(page)
        if over := overflow_of(phone):
            found.append(f"{over} px too wide on a phone")
        if found:
            wrong[name] = found
    assert wrong == {}
    assert witness.wrongs == []


def test_the_main_acts_need_no_script(
    opened: Callable[..., Page],
    demo_home: Callable[[str], Path],
    home_copy: Callable[[Path], Path],
) -> None:
    """Sign in, search the structures, open one, read a figure, the plan, travel to another day."""
    with serving("serve", home=home_copy(demo_home("phares"))) as home:
        main_acts(opened(PHONE, scripts=False), home)


def main_acts(page: Page, home: str) -> None:
    sign_in(page, home, "Animation")
    page.goto(f"{home}/habitants/?q=metropop")
    page.get_by_role("link", name="Métropop’ !").first.click()
    assert page.locator("h1").inner_text() == "Métropop’\u202f!"
    page.goto(f"{home}/chiffres/2015/residents/")
    assert page.get_by_role("link", name="Solibio").count() >= 1
    page.goto(f"{home}/lieu/")
    page.get_by_role("link", name="Premier étage").first.click()
    assert page.locator("main svg").count() >= 1
    assert page.get_by_role("row", name="Bureau 5").count() == 1
    page.get_by_label("Aller à un autre jour").fill("2015-07-01")
    page.get_by_role("button", name="Aller à ce jour").click()
    assert "1er\u00a0juillet 2015" in page.locator(".demonstration").inner_text()
