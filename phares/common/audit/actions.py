"""Writing in the journal."""

from __future__ import annotations

from typing import Any

from django.db import models

from phares.common.audit.models import Entry
from phares.kernel.actor import Actor


def key_of(subject: object) -> str:
    """'directory.organisation:12', or the text itself for what is no record."""
    if isinstance(subject, models.Model):
        return f"{subject._meta.label_lower}:{subject.pk}"
    return str(subject)[:80]


def record(verb: str, subject: object, *, by: Actor, **details: Any) -> None:
    """Writes one line in the journal, in the caller's transaction."""
    Entry.objects.create(
        actor_id=by.user_id,
        actor_name=by.name,
        verb=verb,
        subject=str(subject)[:300],
        subject_key=key_of(subject),
        details=details,
    )
