"""Reading the journal."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from phares.common.audit.models import Entry
from phares.common.audit.rules.verbs import FAMILIES, SESSIONS, VERBS
from phares.kernel.personal import Subject


def entries(*, who: int | None = None, subject_key: str = "") -> QuerySet[Entry]:
    """The lines of one person, or about one record; all of them otherwise. The last one first."""
    found = Entry.objects.order_by("-pk")
    if who is not None:
        found = found.filter(actor_id=who)
    return found.filter(subject_key=subject_key) if subject_key else found


def entries_about(keys: Collection[str], but: Iterable[str] = ()) -> QuerySet[Entry]:
    """The lines about any of these records, sessions and the acts that begin by `but` left out."""
    found = Entry.objects.filter(acts(), subject_key__in=list(keys))
    for start in but:
        found = found.exclude(verb__startswith=start)
    return found.order_by("-pk")


def last_named(keys: Iterable[str]) -> dict[str, str]:
    """What records were last called in the journal, by their keys; no query for none."""
    wanted = list(keys)
    if not wanted:
        return {}
    lines = Entry.objects.filter(subject_key__in=wanted).order_by("pk")
    return dict(lines.values_list("subject_key", "subject"))


def of_family(family: str) -> Q:
    """The lines whose act belongs to one family."""
    wanted = Q()
    for prefix in FAMILIES[family][1]:
        wanted |= Q(verb__startswith=prefix)
    return wanted


def acts() -> Q:
    """All lines but those of sessions."""
    return ~Q(verb__in=SESSIONS)


def speaking_of(found: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """The lines where a person, a subject or an act carries this text."""
    said = [verb for verb, words in VERBS.items() if text.lower() in words]
    by_words = Q(actor_name__icontains=text) | Q(subject__icontains=text)
    return found.filter(by_words | Q(verb__icontains=text) | Q(verb__in=said))


def speaking_of_somebody(who: Subject, keys: Collection[str]) -> QuerySet[Entry]:
    """The lines by a person, about one of their records, or whose texts bear a name of theirs.

    SQLite keeps the particulars with their accents spelt out: both writings are looked for.
    """
    wanted = Q(subject_key__in=list(keys))
    if who.account is not None:
        wanted |= Q(actor_id=who.account)
    for name in who.alone:
        spelt = json.dumps(name)[1:-1]
        wanted |= Q(actor_name__contains=name) | Q(subject__contains=name)
        wanted |= Q(written__contains=name) | Q(written__contains=spelt)
    return Entry.objects.annotate(written=Cast("details", TextField())).filter(wanted)
