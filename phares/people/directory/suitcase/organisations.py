"""Structures: a card, its other names and numbers, and how it first belonged to the pole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from phares.kernel.actor import Actor
from phares.kernel.datasets import DataSet, Differs, Values, same
from phares.kernel.reading import unreadable
from phares.kernel.refusal import Refused
from phares.kernel.tongue import say
from phares.kernel.words import listed
from phares.people.directory.actions import (
    Draft,
    Newcomer,
    drafted,
    drafted_belonging,
    register_organisations,
)
from phares.people.directory.models import Belonging, Category, Organisation, Public, Territory
from phares.people.directory.queries.pole import home_pole
from phares.people.directory.rules import cards
from phares.people.directory.rules.kinds import LegalForm
from phares.people.directory.rules.names import normalise
from phares.people.directory.suitcase import cells, ties
from phares.people.directory.suitcase.cards import CARD, COLUMNS, TIE, WORDS
from phares.people.directory.suitcase.houses import Houses


def cards_of(rows: Any, houses: Houses) -> Iterator[tuple[int, Values, list[Values]]]:
    """Each card with its key, and how it belonged to our pole, the first time first."""
    pole = home_pole()
    related = ("aliases", "categories", "territories", "publics")
    tied = ("belongings__presences", "belongings__area")
    found = rows.select_related("main_category").prefetch_related(*related, *tied)
    for row in found.order_by("pk").iterator(chunk_size=500):
        kept = [one for one in row.belongings.all() if pole and one.pole_id == pole.pk]
        yield row.pk, _card(row, houses), [_first_tie(one) for one in kept]


def _card(row: Organisation, houses: Houses) -> Values:
    main = row.main_category.name if row.main_category else None
    return {
        **{key: getattr(row, key) or None for key in WORDS},
        "name": row.name,
        "homonym": _place(row, houses),
        "aliases": tuple(one.name for one in row.aliases.all()),
        "legal_form": LegalForm(row.legal_form),
        "is_ess": row.is_ess,
        "founded": row.founded,
        "main_category": main,
        "categories": tuple(one.name for one in row.categories.all() if one.name != main),
        "territories": tuple(one.name for one in row.territories.all()),
        "publics": tuple(one.name for one in row.publics.all()),
        "latitude": row.latitude,
        "longitude": row.longitude,
        "in_public_directory": row.in_public_directory,
        **cells.evidence_of(row),
    }


def _place(row: Organisation, houses: Houses) -> int | None:
    """Which one of that name it is, when another card bore it before."""
    names = [row.name, row.short_name, *(one.name for one in row.aliases.all())]
    places = [houses.bearers(name).index(row.pk) + 1 for name in filter(None, names)]
    return max(places) if max(places, default=1) > 1 else None


def _first_tie(row: Belonging) -> Values:
    return {**ties.tie_of(row), **cells.evidence_of(row, "tie_")}


def _rows() -> Iterator[Values]:
    for _pk, card, stays in cards_of(Organisation.objects.all(), Houses()):
        yield {**card, **(stays[0] if stays else {})}


class _Coming:
    """A file of structures under way: what is known was looked up once."""

    def __init__(self, by: Actor, today: date) -> None:
        self.by, self.houses, self.pole = by, Houses(), home_pole()
        self.categories = cells.by_name(Category.objects.all())
        self.territories = cells.by_name(Territory.objects.all())
        self.publics = cells.by_name(Public.objects.all())
        self.standing: dict[int, tuple[Values, list[Values]]] = {}
        self.held: list[Newcomer] = []
        self.held_names: set[str] = set()

    def bring(self, lines: Sequence[Values]) -> list[Sequence[Any] | Refused]:
        """Each line held to the rules in its turn; the new cards are written together."""
        found: list[Sequence[Any] | Refused] = []
        for values in lines:
            try:
                found.append(self._brought(values))
            except Refused as refusal:
                found.append(refusal)
        self._settle()
        return found

    def _brought(self, values: Values) -> Sequence[Any]:
        given = {**values, **self._filed(values)}
        if not self.held_names.isdisjoint(_names_in(given)):
            self._settle()  # this line speaks of a card that waits to be written
        if (known := self._known(given)) is None:
            return self._add(given)
        self._insist_same(known, given)
        return []

    def _filed(self, values: Values) -> Values:
        """Under which categories: the first one is the main one when none is said."""
        main = [values["main_category"]] if values["main_category"] else []
        named = dict.fromkeys([*main, *(values["categories"] or ())])
        found = cells.chosen(named, self.categories, say("La catégorie"), say("Catégories connues"))
        places = cells.chosen(
            values["territories"] or (),
            self.territories,
            say("Le territoire"),
            "Territoires connus",
        )
        served = cells.chosen(
            values["publics"] or (), self.publics, say("Le public"), "Publics connus"
        )
        return {
            "main_category": found[0].name if found else None,
            "categories": tuple(one.name for one in found[1:]),
            "territories": tuple(one.name for one in places),
            "publics": tuple(one.name for one in served),
        }

    def _known(self, given: Values) -> int | None:
        """The card that this line is about: the same number, or the same name."""
        for kind in cards.LABELS:
            if given[kind] and (holder := self.houses.holding(kind, given[kind], None)):
                return holder[0]
        bearers, place = self.houses.bearers(given["name"]), given["homonym"] or 1
        return bearers[place - 1] if 0 < place <= len(bearers) else None

    def _add(self, given: Values) -> Sequence[Any]:
        if bool(given["role"]) is not bool(given["since"]):
            raise unreadable(
                say("« Lien avec le pôle » et « Depuis » vont ensemble : il manque l’un")
            )
        draft = drafted(
            name=given["name"],
            aliases=given["aliases"] or (),
            homonym=(given["homonym"] or 1) > 1,
            among=self.houses,
            by=self.by,
            **self._columns(given),
        )
        newcomer = Newcomer(draft)
        made: list[Any] = [draft.organisation]
        if given["role"]:
            newcomer.belonging, newcomer.presence = drafted_belonging(
                party=draft.organisation, pole=self.pole, newcomer=True, by=self.by,
                **ties.given(given, self.territories), **cells.evidence_given(given, "tie_"),
            )  # fmt: skip
            made.append(newcomer.belonging)
        self.held.append(newcomer)
        self.held_names.update(_names_of(draft))
        return made

    def _settle(self) -> None:
        """Writes the cards that wait; from then on the pole knows them."""
        if not self.held:
            return
        register_organisations(self.held, by=self.by)
        for draft in (one.draft for one in self.held):
            card = draft.organisation
            numbers = {kind: getattr(card, kind) for kind in cards.LABELS}
            self.houses.note(card.pk, card.name, [card.short_name, *draft.aliases], numbers)
        self.held.clear()
        self.held_names.clear()

    def _columns(self, given: Values) -> Any:
        plain = {key: given[key] for key in WORDS if given[key]}
        more = ("legal_form", "is_ess", "founded", "latitude", "longitude", "in_public_directory")
        plain |= {key: given[key] for key in more if given[key] is not None}
        names = [given["main_category"], *given["categories"]] if given["main_category"] else []
        return {
            **plain,
            "categories": cells.chosen(names, self.categories, "", ""),
            "territories": cells.chosen(given["territories"], self.territories, "", ""),
            "publics": cells.chosen(given["publics"], self.publics, "", ""),
            **cells.evidence_given(given),
        }

    def _insist_same(self, pk: int, given: Values) -> None:
        """A card is corrected on its page: a file never writes over what stands."""
        card, stays = self._told(pk)
        name = card["name"]
        said = cells.told_apart(
            {**given, "name": None, "homonym": None}, card, (*CARD, *cells.EVIDENCE)
        )
        apart: list[object] = [*said]
        if pk not in self.houses.bearers(given["name"]):
            kind = next(k for k in cards.LABELS if given[k] and same(given[k], card[k]))
            raise Refused(cards.number_taken(kind, given[kind], name, pk))
        if given["role"] and not any(_says(given, stay) for stay in stays):
            apart.append(say("son lien avec le pôle, qui s’importe avec les appartenances"))
        if apart:
            raise Differs(
                say(
                    "L’annuaire connaît déjà « {name} », et sa fiche dit autre chose : {apart}. "
                    "Corrigez la fiche ou le fichier",
                    name=name,
                    apart=listed(apart),
                ),
                apart,
            )

    def _told(self, pk: int) -> tuple[Values, list[Values]]:
        if not self.standing:
            every = cards_of(Organisation.objects.all(), self.houses)
            self.standing = {key: (card, stays) for key, card, stays in every}
        if pk not in self.standing:
            [(_pk, card, stays)] = cards_of(Organisation.objects.filter(pk=pk), self.houses)
            self.standing[pk] = (card, stays)
        return self.standing[pk]


def _names_in(given: Values) -> Iterator[str]:
    """By what a line names a card."""
    yield from map(normalise, (given["name"], *(given["aliases"] or ())))
    yield from (given[kind] for kind in cards.LABELS if given[kind])


def _names_of(draft: Draft) -> Iterator[str]:
    """By what a card may be named."""
    card = draft.organisation
    yield from map(normalise, filter(None, (card.name, card.short_name, *draft.aliases)))
    yield from filter(None, (getattr(card, kind) for kind in cards.LABELS))


def _says(given: Values, stay: Values) -> bool:
    return not cells.told_apart(given, stay, TIE)


ORGANISATIONS = DataSet(
    "organisations",
    "Structures",
    "Une ligne par structure : ses noms, ses numéros, son adresse, et son premier lien avec le "
    "pôle. Les liens suivants ont leur fichier, « Appartenances ».",
    COLUMNS,
    None,
    _rows,
    lambda by, today: _Coming(by, today).bring,
)
