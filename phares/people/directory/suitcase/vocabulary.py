"""The pole's own lists: categories, publics, territories."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

from phares.kernel.actor import Actor
from phares.kernel.datasets import Bring, Column, DataSet, Differs, Values
from phares.kernel.reading import count, one_of, unreadable
from phares.kernel.tongue import french, say
from phares.kernel.words import listed
from phares.people.directory.actions import add_category, add_public, add_territory
from phares.people.directory.models import Category, Public, Territory
from phares.people.directory.rules.kinds import TerritoryKind
from phares.people.directory.rules.names import normalise
from phares.people.directory.suitcase.cells import by_name, chosen, fits, told_apart

NAME = ("Textile", french("Réemploi"))


def _listing[M: Model](
    model: type[M],
    columns: tuple[Column, ...],
    told: Callable[[M], Values],
    add: Callable[[Values, Actor], M],
) -> Callable[[Actor, date], Bring]:
    """A name that is known says the same as the file, or the line says what differs."""

    def bringing(by: Actor, today: date) -> Bring:
        known = by_name(model._default_manager.all())

        def bring(values: Values) -> Sequence[Any]:
            standing = known.get(normalise(values["name"]))
            if standing is None:
                row = known[normalise(values["name"])] = add(values, by)
                return [row]
            if apart := told_apart(values, told(standing), columns):
                raise Differs(
                    say(
                        "« {standing} » est déjà inscrit autrement : {apart}",
                        standing=standing,
                        apart=listed(apart),
                    ),
                    apart,
                )
            return []

        return bring

    return bringing


CATEGORY_COLUMNS = (
    Column("name", "Nom", NAME, fits(Category, "name"), True, ("Catégorie", "Activité")),
    Column("short_name", "Nom court", ("", ""), fits(Category, "short_name")),
    Column("rank", "Rang", ("1", "2"), count, hint="L’ordre du bilan"),
)


def _category(row: Category) -> Values:
    return {"name": row.name, "short_name": row.short_name, "rank": row.rank}


def _add_category(values: Values, by: Actor) -> Category:
    return add_category(
        name=values["name"], short_name=values["short_name"] or "", rank=values["rank"], by=by
    )


CATEGORIES = DataSet(
    "categories",
    "Catégories d’activité",
    "Les métiers des structures, dans l’ordre du bilan.",
    CATEGORY_COLUMNS,
    _listing(Category, CATEGORY_COLUMNS, _category, _add_category),
    lambda: map(_category, Category.objects.order_by("rank", "name")),
)

PUBLIC_COLUMNS = (
    Column("name", "Nom", ("Jeunes", "Personnes en insertion"), fits(Public, "name"), True),
    Column("code", "Code", ("", ""), fits(Public, "code")),
)


def _public(row: Public) -> Values:
    return {"name": row.name, "code": row.code}


def _add_public(values: Values, by: Actor) -> Public:
    code = values["code"] or slugify(values["name"])[:60]
    if Public.objects.filter(code=code).exists():
        raise unreadable(say("le code « {code} » est déjà pris par un autre public", code=code))
    return add_public(name=values["name"], code=code, by=by)


PUBLICS = DataSet(
    "publics",
    "Publics accueillis",
    "Les personnes que servent les structures.",
    PUBLIC_COLUMNS,
    _listing(Public, PUBLIC_COLUMNS, _public, _add_public),
    lambda: map(_public, Public.objects.order_by("pk")),
)

TERRITORY_COLUMNS = (
    Column("name", "Nom", ("Plaine Commune", "Pierrefitte"), fits(Territory, "name"), True),
    Column("kind", "Nature", ("intercommunalité", "commune"), one_of(TerritoryKind), True),
    Column("code", "Code", ("", "93059"), fits(Territory, "code"), False, ("Code INSEE",)),
    Column("parent", "Dans", ("", "Plaine Commune"), hint="Un territoire inscrit plus haut"),
    Column("rank", "Rang", ("", ""), count),
)


def _territory(row: Territory) -> Values:
    return {
        "name": row.name,
        "kind": TerritoryKind(row.kind),
        "code": row.code,
        "parent": row.parent.name if row.parent else "",
        "rank": row.rank or None,
    }


def _add_territory(values: Values, by: Actor) -> Territory:
    known = by_name(Territory.objects.all())
    above = [values["parent"]] if values["parent"] else []
    parents = chosen(above, known, say("Le territoire"), "Territoires connus")
    return add_territory(
        name=values["name"],
        kind=values["kind"],
        code=values["code"] or "",
        parent=next(iter(parents), None),
        rank=values["rank"] or 0,
        by=by,
    )


def _territories() -> Iterator[Values]:
    """Those that hold others come first, or the file could not be read from top to bottom."""
    rows = list(Territory.objects.select_related("parent").order_by("pk"))
    told = set[int]()
    while rows:
        ready = [row for row in rows if row.parent_id is None or row.parent_id in told] or rows
        yield from map(_territory, ready)
        told |= {row.pk for row in ready}
        rows = [row for row in rows if row.pk not in told]


TERRITORIES = DataSet(
    "territories",
    "Territoires",
    "Communes, intercommunalités, parties du territoire du pôle ; sans leurs contours.",
    TERRITORY_COLUMNS,
    _listing(Territory, TERRITORY_COLUMNS, _territory, _add_territory),
    _territories,
)
