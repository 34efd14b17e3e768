"""Cards of organisations: registered once, kept by the structure, found by all their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Unpack, cast

from django.db import IntegrityError, transaction

from phares.common.audit.actions import headings, record
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.people.directory.actions.columns import Card
from phares.people.directory.models import Alias, Category, Organisation
from phares.people.directory.queries.parties import (
    IN_THE_DATABASE,
    Lookup,
    named,
    why_not_called,
    why_not_number,
)
from phares.people.directory.rules import cards, permissions
from phares.people.directory.rules.kinds import PartyKind
from phares.people.directory.rules.names import haystack, normalise

MANY = ("categories", "territories", "publics")
FOUND_BY = ("name", "short_name", "tagline", "city", "siren", "siret", "rna", "vat_number")


@dataclass(slots=True)
class Draft:
    """A new card held to every rule, and not written yet."""

    organisation: Organisation
    aliases: tuple[str, ...]
    filed: Mapping[str, list[Any]]
    """Under which categories, territories, publics."""


@transaction.atomic
def register_organisation(
    *,
    name: str,
    by: Actor,
    aliases: Iterable[str] = (),
    homonym: bool = False,
    **card: Unpack[Card],
) -> Organisation:
    """A new card. The same name written another way is refused, unless `homonym` says otherwise."""
    draft = drafted(name=name, by=by, aliases=aliases, homonym=homonym, **card)
    organisation = draft.organisation
    _save(organisation)
    Alias.objects.bulk_create(Alias(party_id=organisation.pk, name=one) for one in draft.aliases)
    for key, rows in draft.filed.items():
        if rows:
            getattr(organisation, key).add(*rows)
    record("organisation.registered", organisation, by=by)
    return organisation


def drafted(
    *,
    name: str,
    by: Actor,
    aliases: Iterable[str] = (),
    homonym: bool = False,
    among: Lookup = IN_THE_DATABASE,
    **card: Unpack[Card],
) -> Draft:
    """What `register_organisation` asks of a card, and `register_organisations` of each of many.

    `among` says who is known: a whole file of cards is looked up in a register, read once.
    """
    insist(permissions.why_not_keep(by))
    organisation = Organisation(kind=PartyKind.ORGANISATION.value, name=name.strip())
    others = tuple(aliases)
    _check(organisation, card, homonym=homonym, aliases=others, among=among)
    _insist_free(organisation, among)
    organisation.search = _findable(organisation, others)
    return Draft(organisation, others, _filed(organisation, card))


@transaction.atomic
def edit_organisation(
    organisation: Organisation,
    *,
    by: Actor,
    name: str | None = None,
    homonym: bool = False,
    **card: Unpack[Card],
) -> Organisation:
    """Corrects a card; what is not given stays."""
    insist(permissions.why_not_edit(by, organisation.pk))
    kept = Organisation.objects.select_for_update().get(pk=organisation.pk)
    renamed = name is not None and name.strip() != kept.name
    if name is not None:
        kept.name = name.strip()
    changed = _write(kept, card, homonym=homonym or not renamed)
    if changed or renamed:
        names = [*(["name"] * renamed), *changed]
        record("organisation.edited", kept, by=by, fields=headings(kept, names))
    return kept


@transaction.atomic
def add_alias(organisation: Organisation, *, name: str, by: Actor, source: str = "") -> Alias:
    """Another way its name or address is written: search finds it, pages may show it.

    One already noted, however it was written, is given back.
    """
    insist(permissions.why_not_edit(by, organisation.pk))
    name, kept = name.strip(), Organisation.objects.select_for_update().get(pk=organisation.pk)
    own = [kept.name, kept.short_name]
    insist(cards.why_not_alias(name, own, named(name, besides=kept.pk)))
    same = (one for one in kept.aliases.all() if normalise(one.name) == normalise(name))
    if known := next(same, None):
        return known
    alias = Alias.objects.create(party_id=kept.pk, name=name, source=source)
    _keep_findable(kept)
    record("organisation.alias_added", kept, by=by, alias=alias.name)
    return alias


@transaction.atomic
def remove_alias(alias: Alias, *, by: Actor) -> None:
    """A name that was wrong no longer finds anybody."""
    insist(permissions.why_not_edit(by, alias.party_id))
    organisation, name = Organisation.objects.get(pk=alias.party_id), alias.name
    alias.delete()
    _keep_findable(organisation)
    record("organisation.alias_removed", organisation, by=by, alias=name)


def _write(organisation: Organisation, card: Card, *, homonym: bool) -> list[str]:
    """Checks, saves, files under its categories; returns the names of the columns that moved."""
    changed = _check(organisation, card, homonym=homonym)
    _save(organisation)
    changed += _file_under(organisation, card)
    _keep_findable(organisation)
    return changed


def _check(
    organisation: Organisation,
    card: Card,
    *,
    homonym: bool,
    aliases: tuple[str, ...] = (),
    among: Lookup = IN_THE_DATABASE,
) -> list[str]:
    """Fills the card in and holds it to the rules; the names of the columns that moved."""
    columns: dict[str, Any] = {key: value for key, value in card.items() if key not in MANY}
    kept = {key: getattr(organisation, key) for key in cards.READERS}
    columns |= cards.checked({key: columns[key] for key in kept if key in columns}, kept)
    changed = _fill(organisation, columns)
    insist(cards.why_not_card(organisation.name, organisation.description))
    if not homonym:
        insist(why_not_called(organisation.name, aliases, besides=organisation.pk, among=among))
    return changed


def _filed(organisation: Organisation, card: Card) -> dict[str, list[Any]]:
    """What a new card is filed under: its main category is one of them, the first if none is."""
    given = cast("Mapping[str, Iterable[Any]]", card)
    filed = {key: list(given.get(key, ())) for key in MANY}
    if organisation.main_category is None:
        organisation.main_category = next(iter(filed["categories"]), None)
    elif organisation.main_category not in filed["categories"]:
        filed["categories"].append(organisation.main_category)
    return filed


def _fill(organisation: Organisation, columns: dict[str, Any]) -> list[str]:
    if "founded" in columns:
        founded = columns.pop("founded")
        columns["founded_on"] = founded.day if founded else None
        if founded:
            columns["founded_precision"] = founded.precision.value
    moved = [key for key, value in columns.items() if getattr(organisation, key) != value]
    for key in moved:
        setattr(organisation, key, columns[key])
    return moved


def _save(organisation: Organisation) -> None:
    """A SIRET or an RNA has one holder: the sentence says who."""
    _insist_free(organisation)
    try:
        with transaction.atomic():
            organisation.save(force_insert=organisation.pk is None)
    except IntegrityError:
        _insist_free(organisation)
        raise


def _insist_free(organisation: Organisation, among: Lookup = IN_THE_DATABASE) -> None:
    for kind in cards.LABELS:
        if value := getattr(organisation, kind):
            insist(why_not_number(kind, value, besides=organisation.pk, among=among))


def _file_under(organisation: Organisation, card: Card) -> list[str]:
    """The main category is one of the categories; the first one given when none is said."""
    given = cast("Mapping[str, Iterable[Any]]", {key: card[key] for key in MANY if key in card})  # type: ignore[literal-required]
    changed = []
    for key, rows in given.items():
        wanted, links = {row.pk for row in rows}, getattr(organisation, key)
        if wanted != set(links.values_list("pk", flat=True)):
            links.set(wanted)
            changed.append(key)
    _keep_main_category(organisation, list(card.get("categories", ())))
    return changed


def _keep_main_category(organisation: Organisation, given: list[Category]) -> None:
    if organisation.main_category is None and given:
        organisation.main_category = given[0]
        organisation.save(update_fields=["main_category"])
    if organisation.main_category is not None:
        organisation.categories.add(organisation.main_category)


def _keep_findable(organisation: Organisation) -> None:
    """All that a search may find it by: its names, numbers and town; never its people."""
    names = organisation.aliases.values_list("name", flat=True)
    organisation.search = _findable(organisation, names)
    organisation.save(update_fields=["search"])


def _findable(organisation: Organisation, names: Iterable[str]) -> str:
    return haystack([*(getattr(organisation, key) for key in FOUND_BY), *names])
