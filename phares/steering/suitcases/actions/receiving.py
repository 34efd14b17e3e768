"""A file is read and kept with its lines, before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from phares.common.sheets.reading import read_sheet
from phares.common.sheets.sheet import Heads, Sheet
from phares.kernel.actor import Actor
from phares.kernel.datasets import DataSet
from phares.kernel.lifecycle import why_not_move
from phares.kernel.reading import bare
from phares.kernel.refusal import insist
from phares.kernel.words import plural
from phares.steering.suitcases.actions.holding import held
from phares.steering.suitcases.models import Import, ImportLine, KnownTitle, KnownValue
from phares.steering.suitcases.queries import kept_titles
from phares.steering.suitcases.rules import matching, permissions
from phares.steering.suitcases.rules.lifecycle import MOVES, ImportState, Outcome
from phares.steering.suitcases.rules.meanings import bare_word
from phares.steering.suitcases.sources import dataset


def receive_file(
    *,
    into: DataSet,
    name: str,
    content: bytes,
    titles_at: int | None = None,
    by: Actor,
    now: datetime,
) -> Import:
    """Read by what it is, its columns matched by their titles and by what was said before.

    The row of the titles is guessed, unless somebody says its number.
    """
    insist(permissions.why_not_carry(by))
    insist(permissions.why_not_come_in(into.only_leaves))
    kept = kept_titles(into.code)
    sheet = read_sheet(name, content, Heads(titles_at, matching.known_titles(into.columns, kept)))
    mapping = matching.matched(sheet.titles, into.columns, kept)
    with transaction.atomic():
        batch = Import.objects.create(
            dataset=into.code,
            file_name=name[-200:],
            fingerprint=sha256(content).hexdigest(),
            told=_told(sheet)[:300],
            titles=sheet.titles,
            mapping=mapping,
            asked_by=by.user_id,
            asked_by_name=by.name,
            read_at=now,
        )
        lines = [ImportLine(batch=batch, number=at, cells=cells) for at, cells in sheet.lines]
        ImportLine.objects.bulk_create(lines, batch_size=1000)
    return batch


def _told(sheet: Sheet) -> str:
    if not sheet.blank:
        return sheet.told
    return f"{sheet.told} ; {plural(sheet.blank, 'ligne vide', 'lignes vides')}"


@transaction.atomic
def choose_columns(batch: Import, *, mapping: Mapping[str, int], by: Actor) -> Import:
    """Somebody says which column is which: the next file with these titles is read so at once."""
    insist(permissions.why_not_carry(by))
    kept = held(batch)
    insist(why_not_move(MOVES, ImportState(kept.state), ImportState.READ))
    into = dataset(kept.dataset)
    insist(matching.why_not_mapped(into, kept.titles, mapping))
    kept.mapping, kept.state, kept.failure = dict(mapping), ImportState.READ.value, ""
    kept.save()
    kept.lines.update(outcome=Outcome.PENDING.value, sentence="", met={})
    named = {bare(kept.titles[place]): key for key, place in mapping.items()}
    KnownTitle.objects.filter(dataset=into.code, title__in=map(bare, kept.titles)).delete()
    KnownTitle.objects.bulk_create(
        KnownTitle(dataset=into.code, title=title[:200], column=key)
        for title, key in named.items()
        if title
    )
    return kept


@transaction.atomic
def say_meanings(batch: Import, *, said: Mapping[tuple[str, str], str], by: Actor) -> Import:
    """Somebody says what words of a file mean here: the next file that has them is read so."""
    insist(permissions.why_not_carry(by))
    kept = held(batch)
    insist(why_not_move(MOVES, ImportState(kept.state), ImportState.READ))
    kept.state, kept.failure = ImportState.READ.value, ""
    kept.save(update_fields=["state", "failure"])
    kept.lines.update(outcome=Outcome.PENDING.value, sentence="", met={})
    KnownValue.objects.bulk_create(
        [
            KnownValue(dataset=kept.dataset, column=key, value=bare_word(word), meaning=meaning)
            for (key, word), meaning in said.items()
        ],
        update_conflicts=True,
        unique_fields=["dataset", "column", "value"],
        update_fields=["meaning"],
    )
    return kept


@transaction.atomic
def drop_file(batch: Import, *, by: Actor) -> None:
    """A file that brought nothing in is not kept."""
    insist(permissions.why_not_carry(by))
    kept = held(batch)
    insist(why_not_move(MOVES, ImportState(kept.state), ImportState.READ))
    kept.delete()
