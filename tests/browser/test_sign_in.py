"""The door of the demonstration, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect


def test_one_click_opens_the_demonstration(page: Page, site: Callable[[str], str]) -> None:
    page.goto(f"{site('phares')}/connexion/?next=/mon-compte/")
    expect(page).to_have_title("Se connecter — Le PHARES")
    page.get_by_role("button", name="Entrer : Animation", exact=True).click()
    expect(page).to_have_url(f"{site('phares')}/mon-compte/")
    page.get_by_role("button", name="Se déconnecter", exact=True).click()
    expect(page).to_have_url(f"{site('phares')}/")


def test_by_address_and_password_with_the_keyboard(
    page: Page, site: Callable[[str], str], demo_home: Callable[[str], Path]
) -> None:
    known = json.loads((demo_home("phares") / "demo.json").read_text(encoding="utf-8"))
    first = known["sign_ins"][0]
    page.goto(f"{site('phares')}/connexion/")
    expect(page.get_by_label("Adresse électronique")).to_be_focused()
    page.keyboard.type(first["email"])
    page.keyboard.press("Tab")
    page.keyboard.type("pas celui-ci")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Adresse ou mot de passe inconnus.")
    expect(page.get_by_label("Adresse électronique")).to_have_value(first["email"])
    page.get_by_label("Mot de passe").fill(first["password"])
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site('phares')}/aujourdhui/")
