"""What is being written in a form outlives a lost network and a form opened anew, in its tab."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_drawer import enter

FORM = "/habitants/3/modifier/"


def test_nothing_leaves_without_a_network_and_nothing_is_lost(
    page: Page, site: Callable[[str], str]
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    enter(page, site, FORM)
    town, save = page.get_by_label("Commune"), page.get_by_role("button", name="Enregistrer")
    town.fill("Lens")
    page.context.set_offline(True)
    save.click()
    expect(page.get_by_text("rien n’est parti")).to_be_visible()
    expect(town).to_have_value("Lens")
    page.context.set_offline(False)
    page.goto(f"{site('phares')}{FORM}")
    expect(town).to_have_value("Lens")
    expect(page.get_by_text("Ce que vous aviez écrit ici")).to_be_visible()
    page.get_by_role("button", name="Repartir de ce qui est enregistré").click()
    expect(town).not_to_have_value("Lens")
    town.fill("Liévin")
    save.click()
    page.wait_for_url("**/habitants/3/", wait_until="load")
    drafts = "Object.keys(sessionStorage).filter((key) => key.startsWith('brouillon:'))"
    assert page.evaluate(drafts) == []
    page.goto(f"{site('phares')}{FORM}")
    town.fill("Arras")
    assert len(page.evaluate(drafts)) == 1
    page.goto(f"{site('phares')}/tout/")
    page.get_by_role("main").get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/", wait_until="load")
    assert page.evaluate(drafts) == []
