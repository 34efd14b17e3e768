"""What a page says, in which language: its texts one by one, those marked as French left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
DRAWN = frozenset("path rect circle line polygon polyline use ellipse".split())
SILENT = frozenset(("script", "style"))
WHOLE = frozenset(("title", "option", "textarea", "h1", "text", "tspan", "desc"))
"""Where a part cannot say its language, or where the text is a name."""
SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-libelle", "data-annonce")
SPACES = re.compile(r"[\s\u00a0\u202f]+")


class Reading(HTMLParser):
    """`texts` of a page outside any `lang="fr"`, and the addresses of its `links`.

    `told` are those that stand in an element which could have said its language.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts, self.links, self.language = list[str](), list[str](), ""
        self.told: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(page)

    @property
    def _in_french(self) -> bool:
        return any(french for _tag, french in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        french = tag != "html" and given.get("lang") == "fr"
        if not french and not self._in_french:
            self.texts += [plain(given[name]) for name in SPOKEN if given.get(name)]
        if tag not in VOID | DRAWN:
            self._open.append((tag, french))

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in VOID | DRAWN:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        silent = bool(self._open) and self._open[-1][0] in SILENT
        if not silent and not self._in_french and (said := plain(data)):
            self.texts.append(said)
            if not self._open or self._open[-1][0] not in WHOLE:
                self.told.append(said)


def plain(text: str) -> str:
    """With plain spaces: « 1 350 » reads the same however it is kept together."""
    return SPACES.sub(" ", text).strip()
