"""Which column of a file is which of ours: by its title, or as somebody said the last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from phares.kernel.datasets import Column, DataSet
from phares.kernel.reading import bare
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import listed

EXAMPLE, WHY = "Exemple", "Pourquoi"
"""Titles of ours, that are no column of a set: what marks an example, why a line came back."""

TOTALS = {"total", "totaux", "total general", "sous total", "somme", "ensemble total"}

type Mapped = dict[str, int]
"""The place in the file of each of our columns that it has."""


def matched(titles: Sequence[str], columns: Sequence[Column], kept: Mapping[str, str]) -> Mapped:
    """What was said the last time counts first; then our own titles, then their other names."""
    found: Mapped = {}
    for names in (kept, _named(columns, False), _named(columns, True)):
        for place, title in enumerate(titles):
            key = names.get(bare(title))
            if key and key not in found and place not in found.values():
                found[key] = place
    return found


def known_titles(columns: Sequence[Column], kept: Mapping[str, str]) -> frozenset[str]:
    """All that a column of ours is called: a row that says two of them has the titles."""
    return frozenset({**kept, **_named(columns, False), **_named(columns, True)})


def _named(columns: Sequence[Column], also: bool) -> dict[str, str]:
    if also:
        return {bare(name): one.key for one in columns for name in one.also}
    return {bare(name): one.key for one in columns for name in (one.label, one.key)}


def place_of(title: str, titles: Sequence[str]) -> int | None:
    """Where a title of ours stands."""
    return next((at for at, one in enumerate(titles) if bare(one) == bare(title)), None)


def is_total(cells: Sequence[str]) -> bool:
    """« TOTAL » under a column of figures is a sum, not one more structure."""
    first = next((bare(cell) for cell in cells if cell), "")
    return first in TOTALS


def left_out(titles: Sequence[str], mapped: Mapping[str, int]) -> list[str]:
    """Titles of the file that bring nothing in: told, so that nothing vanishes unseen."""
    ours = {bare(EXAMPLE), bare(WHY)}
    taken = set(mapped.values())
    return [
        title
        for place, title in enumerate(titles)
        if title and place not in taken and bare(title) not in ours
    ]


def why_not_mapped(
    dataset: DataSet, titles: Sequence[str], mapped: Mapping[str, int]
) -> Reason | None:
    """Each compulsory column is there, and no two are the same column of the file."""
    missing = [f"« {one.label} »" for one in dataset.required if one.key not in mapped]
    if missing:
        many = len(missing) > 1
        has = listed([f"« {title} »" for title in titles if title][:12])
        return Reason(
            "missing-column",
            say(
                "Il manque {value} {missing}. Le fichier a {has}. Renommez une colonne, ou "
                "dites laquelle c’est ; si ce ne sont pas les titres, importez à nouveau en "
                "disant leur ligne.",
                value=say("les colonnes") if many else say("la colonne"),
                missing=listed(missing),
                has=has,
            ),
        )
    places = list(mapped.values())
    twice = next((place for place in places if places.count(place) > 1), None)
    if twice is None:
        return None
    title = titles[twice]
    return Reason(
        "same-column", say("La colonne « {title} » est prise deux fois. Choisissez.", title=title)
    )
