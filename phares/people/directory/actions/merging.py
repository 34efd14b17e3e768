"""Two cards of one house, or of one person, become one; no link is lost.

merge_cards
├── fills what the kept card does not say
├── join: every row of every table that points to the lost card now points to the kept one
│   └── a row that says nothing more than one already there leaves, its own rows joined to it
└── the lost card stays, empty, and leads to the kept one: what was frozen names it
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction

from phares.common.audit.actions import record
from phares.common.facts import Span
from phares.kernel.actor import Actor
from phares.kernel.refusal import Refused, insist
from phares.kernel.tongue import say
from phares.people.directory.models import Alias, Organisation, Party, Person, Pole, Unlike
from phares.people.directory.queries.references import references
from phares.people.directory.rules import merging, permissions
from phares.people.directory.rules.kinds import PartyKind
from phares.people.directory.rules.names import haystack, normalise

type Row = models.Model
SAYS_NOTHING: tuple[Any, ...] = (None, "", False, [], {})
"""Of a row. Of a card, « no » says something: only what was never filled in is filled."""
BLANK = (None, "")
PROVENANCE = {"source", "illustrative", "declared_on", "declared_by", "rank"}
SPAN = {"starts_on", "starts_precision", "ends_on", "ends_precision"}
OWN = {"name", "kind", "search", "merged_into", "legal_form", "illustrative", "source"}
FOUND_BY = ("name", "short_name", "tagline", "city", "siren", "siret", "rna", "vat_number")
ADDRESS = ("street", "postcode", "city", "latitude", "longitude")


def hold_cards() -> None:
    """For this transaction: no two cards become one while thousands of lines are tied to cards.

    Ties are checked at the end of a transaction, which sees no merge that came before.
    """
    list(Pole.objects.select_for_update(no_key=True).order_by("pk"))


@dataclass(slots=True)
class Told:
    """What moved, table by table, and the rows that left for saying nothing more."""

    moved: dict[str, int] = field(default_factory=dict)
    left: list[tuple[Row, str]] = field(default_factory=list)
    """With the name they had."""

    def count(self, row: Row) -> None:
        name = str(row._meta.verbose_name_plural)
        self.moved[name] = self.moved.get(name, 0) + 1


def _nothing() -> None: ...


@transaction.atomic
def merge_cards(
    kept_id: int, lost_id: int, *, by: Actor, first: Callable[[], None] = _nothing
) -> Organisation | Person:
    """The card `lost_id` is joined to `kept_id`, whose name and words win where both speak.

    `first` settles, in the same transaction, what both have and one may have once.
    """
    insist(permissions.why_not_keep(by))
    hold_cards()
    both = Party._base_manager.select_for_update().in_bulk(sorted({kept_id, lost_id}))
    kept, lost = _whole(both.get(kept_id)), _whole(both.get(lost_id))
    gone = any(one.merged_into_id or getattr(one, "erased_on", None) for one in (kept, lost))
    insist(merging.why_not_merge((kept.pk, kept.kind), (lost.pk, lost.kind), gone=gone))
    numbers = [{one: getattr(card, one, "") for one in merging.NUMBERS} for card in (kept, lost)]
    insist(merging.why_not_one_house(*numbers))
    names = _names(lost)
    first()
    _fill(kept, lost)
    told = Told()
    _forget_unlike(kept, lost)
    join(lost, kept, told)
    _close(kept, lost, names)
    _record(kept, lost, told, by)
    return kept


def _whole(card: Party | None) -> Organisation | Person:
    if card is None:
        raise Refused(merging.GONE)
    if card.kind == PartyKind.ORGANISATION.value:
        return Organisation._base_manager.get(pk=card.pk)
    return Person._base_manager.get(pk=card.pk)


def _names(card: Any) -> list[str]:
    return [one for one in (card.name, getattr(card, "short_name", "")) if one]


def _fill(kept: Any, lost: Any) -> None:
    """What only the lost card says; its numbers leave it first, for they have one holder."""
    said = {
        one.attname: getattr(lost, one.attname)
        for one in kept._meta.concrete_fields
        if not one.primary_key and one.name not in OWN
    }
    if getattr(lost, "founded_on", None) and kept.founded_on is None:
        kept.founded_precision = lost.founded_precision
    if any(getattr(kept, one) for one in ("street", "city")):
        said = {column: value for column, value in said.items() if column not in ADDRESS}
    blank = {one: "" for one in merging.NUMBERS if hasattr(lost, one)}
    if blank:
        type(lost)._base_manager.filter(pk=lost.pk).update(**blank)
    for column, value in said.items():
        if getattr(kept, column) in BLANK and value not in BLANK:
            setattr(kept, column, value)
    kept.save()


def join(old: Row, new: Row, told: Told) -> None:
    """Whatever points to the old row points to the new one."""
    for table, column in references(type(old)):
        for row in table._base_manager.filter(**{column.attname: old.pk}).order_by("pk"):
            _move(row, column, new, told)


def _move(row: Row, column: Any, new: Row, told: Told) -> None:
    """On its own row; where the database refuses, it may be one that is there already."""
    name = str(row)
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{column.attname: new.pk})
        told.count(row)
    except IntegrityError:
        if not _ties_to_itself(row, column, new):
            twin = _twin(row, column, new)
            if twin is None:
                what = str(row._meta.verbose_name)
                raise Refused(merging.clash(what, name)) from None
            join(row, twin, told)
        told.left.append((row, name))
        type(row)._base_manager.filter(pk=row.pk).delete()


def _ties_to_itself(row: Row, column: Any, new: Row) -> bool:
    """A link between the two cards: once they are one, it says nothing."""
    others = (one for one in row._meta.concrete_fields if one.is_relation and one is not column)
    return any(
        one.related_model is column.related_model and getattr(row, one.attname) == new.pk
        for one in others
    )


def _twin(row: Row, column: Any, new: Row) -> Row | None:
    """A row of the kept card that says all that this one says, for as long at least."""
    for one in type(row)._base_manager.filter(**{column.attname: new.pk}).order_by("pk"):
        if _covers(one, row) and all(
            getattr(row, name) in (*SAYS_NOTHING, getattr(one, name))
            for name in _telling(row, column)
        ):
            return one
    return None


def _telling(row: Row, column: Any) -> Iterator[str]:
    """The columns that say something: neither its key, nor its dates, nor where it was read."""
    for one in row._meta.concrete_fields:
        if not one.primary_key and one is not column and one.name not in PROVENANCE | SPAN:
            yield one.attname


def _covers(one: Row, row: Row) -> bool:
    if not (isinstance(one, Span) and isinstance(row, Span)):
        return True
    ends = one.ends_on is None or (row.ends_on is not None and row.ends_on <= one.ends_on)
    return one.starts_on <= row.starts_on and ends


def _forget_unlike(kept: Party, lost: Party) -> None:
    """What was said of the lost card is said of the kept one, the pair of both apart."""
    rows = Unlike.objects.filter(models.Q(first=lost.pk) | models.Q(second=lost.pk))
    others = {one.first_id + one.second_id - lost.pk for one in rows} - {kept.pk}
    rows.delete()
    for other in sorted(others):
        first, second = sorted((kept.pk, other))
        Unlike.objects.get_or_create(first_id=first, second_id=second)


def _close(kept: Any, lost: Any, names: list[str]) -> None:
    """The names of the lost card find the kept one; the lost card leads to it."""
    aliases = Alias.objects.filter(party=kept.pk)
    known = {normalise(one) for one in [*_names(kept), *aliases.values_list("name", flat=True)]}
    for name in dict.fromkeys(names):
        if normalise(name) not in known:
            known.add(normalise(name))
            Alias.objects.create(party_id=kept.pk, name=name, source=say("fiche réunie"))
    own = [getattr(kept, one) for one in FOUND_BY if hasattr(kept, one)]
    kept.search = haystack([*own, *aliases.values_list("name", flat=True)])
    kept.save(update_fields=["search"])
    Party._base_manager.filter(pk=lost.pk).update(merged_into=kept.pk, search="")


def _record(kept: Any, lost: Any, told: Told, by: Actor) -> None:
    """The merge, then each row that left, by its key: a frozen figure still finds its name."""
    kind = "organisation" if isinstance(kept, Organisation) else "person"
    for row, name in told.left:
        record("card.row_left", row, by=by, named=name, after=kept.name)
    record(f"{kind}.merged", kept, by=by, before=lost.name, moved=told.moved)


@transaction.atomic
def tell_apart(one: int, other: int, *, by: Actor) -> Unlike:
    """Two cards that look alike are not the same: they are proposed no more."""
    insist(permissions.why_not_keep(by))
    first, second = sorted((one, other))
    insist(merging.ITSELF if first == second else None)
    cards = Party.objects.in_bulk([first, second])
    insist(None if len(cards) == 2 else merging.GONE)
    pair, new = Unlike.objects.get_or_create(first_id=first, second_id=second)
    if new:
        record("card.told_apart", pair, by=by)
    return pair
