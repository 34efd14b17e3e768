"""Writing in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.db.models import F

from phares.common.audit.models import Entry
from phares.common.audit.plain import plain
from phares.common.audit.queries import speaking_of_somebody
from phares.common.audit.rules.masking import Told, masked
from phares.common.audit.rules.verbs import of_oneself
from phares.kernel.actor import Actor
from phares.kernel.personal import Subject
from phares.kernel.tongue import FRENCH, speaking

SOMEBODY = ("directory.person:", "accounts.user:")
"""The records that are somebody: what such a card is called is its own name."""


def key_of(subject: object) -> str:
    """'directory.organisation:12', or the text itself for what is no record."""
    if isinstance(subject, models.Model):
        return f"{subject._meta.label_lower}:{subject.pk}"
    return str(subject)[:80]


def headings(subject: models.Model, columns: Iterable[str]) -> list[str]:
    """What these columns of a record are called, for the particulars of a line."""
    return [str(subject._meta.get_field(column).verbose_name) for column in columns]  # type: ignore[union-attr]


def record(verb: str, subject: object, *, by: Actor, **details: Any) -> None:
    """Writes one line in the journal, in the caller's transaction; particulars as one says them.

    Among these, `named` is what a person calls the subject, where the record would say a code.
    Who chose to act for one organisation is told to have acted in its name; who looks at the house
    as another account is the one who looked. The journal is kept in French, whoever acts.
    """
    named = details.pop("named", "")
    if by.in_name_of and not of_oneself(verb):
        details["in_name_of"] = by.in_name_of.name
    if by.viewer:
        details["seen_as"] = by.name
    who = by.answerable
    with speaking(FRENCH):
        entry = Entry(
            actor_id=who.pk if who else None,
            actor_name=who.name if who else by.name,
            verb=verb,
            subject=(named or str(subject))[:300],
            subject_key=key_of(subject),
            details=plain(details),
        )
    if (kept := _TOGETHER.get()) is None:
        entry.save(force_insert=True)
    else:
        kept.append(entry)


_TOGETHER: ContextVar[list[Entry] | None] = ContextVar("together", default=None)


@contextmanager
def together() -> Iterator[list[Entry]]:
    """Lines written inside are written at its end, many at once; when it fails, none is.

    For thousands of acts in one transaction, which holds it: `with atomic(), together():`. Inside
    another, it hands its lines over to it. Gives them.
    """
    outer, kept = _TOGETHER.get(), list[Entry]()
    before = _TOGETHER.set(kept)
    try:
        yield kept
    finally:
        _TOGETHER.reset(before)
    if outer is None:
        Entry.objects.bulk_create(kept, batch_size=500)
    else:
        outer += kept


@transaction.atomic
def mask_names(who: Subject, mask: str, *, keys: Iterable[str]) -> int:
    """Somebody who is forgotten leaves the texts of the journal; what was done, and when, stays.

    `keys` are the records that are theirs. Only an erasure calls it, which says it in the journal.
    """
    own, changed = frozenset(keys), 0
    for entry in speaking_of_somebody(who, own).order_by("pk"):
        told = Told(entry.actor_name, entry.subject, entry.details)
        by_them = who.account is not None and entry.actor_id == who.account
        about_them = entry.subject_key in own
        another = entry.subject_key.startswith(SOMEBODY) and not about_them
        kept = masked(told, who, mask, by_them=by_them, about_them=about_them, of_another=another)
        if kept != told:
            texts = {"actor_name": kept.actor, "subject": kept.subject, "details": kept.details}
            Entry.objects.filter(pk=entry.pk).update(**texts, masked=F("masked") + 1)
            changed += 1
    return changed
