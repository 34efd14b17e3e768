"""One stylesheet, assembled from one file per component.

Sources lie in static/web/css/. The finder below publishes their sum as `web/css/phares.css`, so
collectstatic, the development server and WhiteNoise all see a plain file, hashed and compressed
like any other. No bundler, and one request. Settings list it first:

    STATICFILES_FINDERS = ["phares.common.web.stylesheet.AssembledFinder", ...]
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

SOURCES = Path(__file__).parent / "static" / "web" / "css"
PUBLISHED = "web/css/phares.css"
LAYERS = "@layer socle, coque, composants, pages, impression;\n"
PARTS = (
    "tokens socle coque aunom vue "
    "entete bouton bloc balise plaque qui photo afaire lignes chiffre tableau filtres champ "
    "etapes jauge avis frise dialogue graphe onglets tiroir "
    "aujourdhui plan planning calendrier public bilan courrier entree interface erreur "
    "contraste impression"
).split()


def assemble() -> str:
    """The whole stylesheet: layers first, then each part in order, without comments."""
    whole = "\n".join((SOURCES / f"{part}.css").read_text() for part in PARTS)
    bare = re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL)
    return LAYERS + re.sub(r"\s*\n\s*", "\n", bare)


@cache
def _folder() -> Path:
    """A folder of this process, gone with it."""
    folder = mkdtemp(prefix="phares-css-")
    atexit.register(rmtree, folder, ignore_errors=True)
    return Path(folder)


class AssembledFinder(BaseFinder):
    """Publishes the assembled stylesheet, renewed at every look."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.storage = FileSystemStorage(_folder())

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False) -> Any:
        if path != PUBLISHED:
            return []
        found = str(self._written())
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        self._written()
        yield PUBLISHED, self.storage

    def _written(self) -> Path:
        target = _folder() / PUBLISHED
        target.parent.mkdir(parents=True, exist_ok=True)
        text = assemble()
        if not target.exists() or target.read_text() != text:
            target.write_text(text)
        return target
