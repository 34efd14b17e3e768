"""Walking through the site as somebody: one sample of each page that the links lead to."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

LINKS = "links => links.map(link => new URL(link.getAttribute('href'), location.href).href)"
LETTER = "post:letter"
"""A letter to somebody else: its links are theirs to open."""
FILES = (".pdf", ".docx", ".csv", ".xlsx", ".ods", ".json", "format=", "/sw.js")
PICTURES = {"premises:photo_file"}
"""Addresses of a picture alone: no page, where axe would wait for ever."""


def sign_in(page: Page, site: str, who: str) -> None:
    """One click on the demonstration's door."""
    page.goto(f"{site}/connexion/")
    page.get_by_role("button", name=f"Entrer : {who}", exact=True).click()
    page.wait_for_load_state()


def names_of(page: Page, site: str) -> Iterator[tuple[str, str]]:
    """(URL name, address) of every link of the page that stays in the site."""
    for href in dict.fromkeys(page.eval_on_selector_all("a[href]", LINKS)):
        if not href.startswith(site) or any(mark in href for mark in FILES):
            continue
        path = urlsplit(href).path
        try:
            yield resolve(path).view_name, site + path
        except Resolver404:
            raise AssertionError(f"a dead link on {page.url}: {href}") from None


def walk(page: Page, site: str, start: str = "/aujourdhui/") -> Iterator[str]:
    """Opens every kind of page one can click to, once; gives its name while the page is there."""
    found: set[str] = set(PICTURES)
    waiting = [(resolve(start).view_name, site + start)]
    while waiting:
        name, address = waiting.pop(0)
        if name in found:
            continue
        found.add(name)
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, f"{address} answered {response.status}"
        if name != LETTER:
            waiting += [pair for pair in names_of(page, site) if pair[0] not in found]
        yield name
