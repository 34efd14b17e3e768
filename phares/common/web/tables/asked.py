"""What the address asks of a table. What means nothing falls back, and the page says so."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from phares.common.web.tables.specs import Choice, Column, TableSpec

OURS = ("q", "choix", "tri", "page", "colonnes", "format")


@dataclass(frozen=True)
class Asked:
    """What the address asks for, once made sense of."""

    q: str
    choice: Choice | None
    sort: str
    columns: tuple[Column, ...]
    chosen: bool
    page: int
    notices: tuple[str, ...]


def asked_of(spec: TableSpec, given: QueryDict) -> Asked:
    notices: list[str] = []
    columns, chosen = _columns(spec, given, notices)
    return Asked(
        q=given.get("q", "").replace("\x00", "").strip()[:200] if spec.search else "",
        choice=_choice(spec, given.get("choix", ""), notices),
        sort=_sort(spec, given.get("tri", ""), notices),
        columns=columns,
        chosen=chosen,
        page=_page(given.get("page", ""), notices),
        notices=tuple(notices),
    )


def _columns(
    spec: TableSpec, given: QueryDict, notices: list[str]
) -> tuple[tuple[Column, ...], bool]:
    keys = {key for part in given.getlist("colonnes") for key in part.split(",") if key}
    usual = tuple(column for column in spec.columns if column.shown)
    if keys - {column.key for column in spec.columns}:
        notices.append(_("Une colonne demandée n’existe pas : elle est laissée de côté."))
    first, *others = spec.columns
    chosen = (first, *(column for column in others if column.key in keys))
    if len(chosen) == 1 or chosen == usual:
        return usual, False
    return chosen, True


def _choice(spec: TableSpec, key: str, notices: list[str]) -> Choice | None:
    found = next((choice for choice in spec.choices if choice.key == key), None)
    if key and not found:
        notices.append(_("Ce choix n’existe pas : tout est montré."))
    return found


def _sort(spec: TableSpec, asked: str, notices: list[str]) -> str:
    column = spec.column(asked.removeprefix("-"))
    if column and column.sort:
        return asked
    if asked:
        notices.append(_("Ce tri n’existe pas : voici l’ordre habituel."))
    return spec.default_sort


def _page(asked: str, notices: list[str]) -> int:
    if asked.isascii() and asked.isdigit() and 0 < len(asked) < 10 and int(asked) > 0:
        return int(asked)
    if asked:
        notices.append(_("Ce numéro de page ne se lit pas : voici la première."))
    return 1
