"""The second step in a real browser: a passkey of a (virtual) device, codes without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pyotp import TOTP

from tests.browser.test_every_page import faults_of, overflow_of
from tests.homes import PASSWORD, serving

ADA = "ada@quai.test"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def pole(pole_home: Path, home_copy: Callable[[Path], Path]) -> Iterator[str]:
    """A real pole: its administrator is asked for a second step."""
    with serving("serve", home=home_copy(pole_home)) as address:
        yield address


def give_password(page: Page, pole: str) -> None:
    page.goto(f"{pole}/connexion/")
    page.get_by_label("Adresse électronique").fill(ADA)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Se déconnecter", exact=True).click()
    page.wait_for_load_state()


def is_sound(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert faults_of(page) == []
    assert overflow_of(page) == 0
    page.set_viewport_size({"width": 1280, "height": 800})


def test_a_passkey_is_made_and_opens_after_the_password_and_alone(page: Page, pole: str) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    give_password(page, pole)
    expect(page.get_by_text("Votre rôle demande la connexion en deux étapes")).to_be_visible()
    page.get_by_role("link", name="M’en occuper").click()
    is_sound(page)
    page.get_by_role("link", name="Ajouter : une clé d’accès").click()
    is_sound(page)
    page.get_by_label("Nom").fill("Ordinateur du bureau")
    page.get_by_label("Votre mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Créer la clé d’accès").click()
    expect(page.locator("ol.codes li")).to_have_count(10)
    is_sound(page)
    page.goto(f"{pole}/aujourdhui/")
    sign_out(page)

    give_password(page, pole)
    expect(page).to_have_url(f"{pole}/connexion/cle-d-acces/")
    is_sound(page)
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(page).to_have_url(f"{pole}/aujourdhui/")
    sign_out(page)

    page.goto(f"{pole}/connexion/")
    page.get_by_role("link", name="Entrer avec une clé d’accès").click()
    page.get_by_role("button", name="Utiliser ma clé d’accès").press("Enter")
    expect(page).to_have_url(f"{pole}/aujourdhui/")


def test_codes_need_no_script(browser: Browser, pole: str) -> None:
    page = browser.new_context(locale="fr-FR", java_script_enabled=False).new_page()
    give_password(page, pole)
    expect(page).to_have_url(f"{pole}/aujourdhui/")
    page.goto(f"{pole}/mon-compte/deux-etapes/application/")
    secret = "".join(page.locator("code.secret").inner_text().split())
    page.get_by_label("Code à six chiffres").fill(TOTP(secret).now())
    page.get_by_label("Nom").fill("Mon téléphone")
    page.get_by_label("Votre mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("ol.codes code")).to_have_count(10)
    codes = page.locator("ol.codes code").all_inner_texts()
    page.goto(f"{pole}/aujourdhui/")
    sign_out(page)

    give_password(page, pole)
    expect(page.get_by_label("Code à six chiffres")).to_be_visible()
    page.goto(f"{pole}/connexion/cle-d-acces/")
    expect(page.get_by_text("Ce navigateur ne la propose pas ici")).to_be_visible()
    expect(page.get_by_role("button", name="Utiliser ma clé d’accès")).to_be_hidden()
    page.get_by_role("link", name="utiliser un code de secours").click()
    page.get_by_label("Un de vos codes de secours").fill(codes[0].lower())
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{pole}/aujourdhui/")
    page.context.close()
