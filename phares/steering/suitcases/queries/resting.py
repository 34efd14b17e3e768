"""What stands on what an import made: nothing is taken away under somebody's feet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model

from phares.common.audit.models import Entry
from phares.kernel.tongue import say, translated
from phares.steering.suitcases.models import Import

MOST = 5
"""How many reasons are told at once."""
PACKET = 400

type Made = dict[type[Model], list[int]]


def made_by(batch: Import) -> Made:
    """The records of an import that are still there, by table, in the order they were made."""
    found: Made = defaultdict(list)
    for made in batch.lines.order_by("number").values_list("made", flat=True):
        for label, pk in made:
            found[apps.get_model(label)].append(pk)
    return {model: list(_standing(model, keys)) for model, keys in found.items()}


def _standing(model: type[Model], keys: list[int]) -> Iterator[int]:
    for some in packets(keys):
        known = set(model._base_manager.filter(pk__in=some).values_list("pk", flat=True))
        yield from (pk for pk in some if pk in known)


def packets(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), PACKET):
        yield keys[start : start + PACKET]


def gone_since(batch: Import, made: Made) -> list[str]:
    """What an import made and is no more what it was: joined to another card, or taken away."""
    found = [_joined(row) for model, keys in made.items() for row in _merged(model, keys)]
    named = Counter(
        label for row in batch.lines.values_list("made", flat=True) for label, _pk in row
    )
    for model, keys in made.items():
        if lacking := named[model._meta.label_lower] - len(keys):
            table = translated(str(model._meta.verbose_name_plural))
            found.append(say("{table} : {lacking} de moins depuis", table=table, lacking=lacking))
    return found[:MOST]


def _merged(model: type[Model], keys: list[int]) -> Iterator[Any]:
    if any(field.name == "merged_into" for field in model._meta.get_fields()):
        for some in packets(keys):
            rows = model._base_manager.filter(pk__in=some, merged_into__isnull=False)
            yield from rows.select_related("merged_into").order_by("pk")


def _joined(row: Any) -> str:
    return say("« {lost} » est réunie avec « {kept} »", lost=row.name, kept=row.merged_into.name)


def resting_on(made: Made) -> list[str]:
    """Records of others that point to these, told as one says them."""
    ours = {(model._meta.concrete_model, pk) for model, keys in made.items() for pk in keys}
    found: list[str] = []
    for model, keys in made.items():
        for relation in _pointing(model):
            for some in packets(keys):
                found += _others(relation, some, ours)
                if len(found) >= MOST:
                    return found[:MOST]
    return found


def _pointing(model: type[Model]) -> Iterator[Any]:
    """Keys of other tables, those of lists included; what goes away with its record is a part."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.concrete or not (relation.one_to_many or relation.one_to_one):
            continue
        child: Any = relation.related_model
        filed: Any = child._meta.auto_created
        if child._meta.label_lower not in PARTS and not (filed and issubclass(model, filed)):
            yield relation


PARTS = {"directory.alias", "directory.presence", "premises.leaseline"}
"""Made together with their record and gone with it; the journal tells what was added since."""


def _others(relation: Any, keys: list[int], ours: set[Any]) -> list[str]:
    child, field = relation.related_model, relation.field.name
    rows = child._default_manager.filter(**{f"{field}__in": keys}).order_by("pk")
    told = map(_holder, rows[: 10 * PACKET])
    return [
        f"{translated(str(one._meta.verbose_name))} « {one} »"
        for one in told
        if (one._meta.concrete_model, one.pk) not in ours
    ][:MOST]


def _holder(row: Any) -> Any:
    """Who files something under a list, rather than the row that says so."""
    filed = row._meta.auto_created
    return getattr(row, filed._meta.model_name) if filed else row


def touched_since(batch: Import, made: Made, told_under: tuple[str, str] | None) -> list[str]:
    """Acts on these records that came after the import, told with who and when."""
    if batch.after_entry is None:
        return []
    keys = [f"{model._meta.label_lower}:{pk}" for model, rows in made.items() for pk in rows]
    found = list(_acts(batch.after_entry, keys))
    if told_under:
        holder, verbs = told_under
        found += _acts(batch.after_entry, list(_holders(made, holder)), verbs)
    return found[:MOST]


def _holders(made: Made, holder: str) -> Iterator[str]:
    for model, keys in made.items():
        label = model._meta.get_field(holder).related_model._meta.label_lower  # type: ignore[union-attr]
        for some in packets(keys):
            rows = model._default_manager.filter(pk__in=some)
            yield from (f"{label}:{pk}" for pk in set(rows.values_list(holder, flat=True)))


def _acts(after: int, keys: list[str], verbs: str = "") -> Iterator[str]:
    for start in range(0, len(keys), PACKET):
        later = Entry.objects.filter(pk__gt=after, subject_key__in=keys[start : start + PACKET])
        yield from _told(later.filter(verb__startswith=verbs).order_by("pk")[:MOST])


def _told(entries: Iterable[Entry]) -> Iterator[str]:
    for one in entries:
        yield say(
            "« {subject} », modifié par {actor_name} le {at}",
            subject=one.subject,
            actor_name=one.actor_name,
            at=f"{one.at:%d/%m/%Y}",
        )
