"""Keeping a document."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from phares.common.audit.actions import record
from phares.common.documents.models import Document
from phares.kernel.actor import Actor


@transaction.atomic
def keep(
    *,
    kind: str,
    title: str,
    filename: str,
    content: bytes,
    media_type: str,
    subject: str,
    source: Any,
    by: Actor,
    retention: date | None = None,
) -> Document:
    """Keeps a file once: the same content for the same subject gives back the same document."""
    fingerprint = hashlib.sha256(content).hexdigest()
    if standing := Document.objects.filter(subject=subject, sha256=fingerprint).first():
        return standing
    document = Document.objects.create(
        kind=kind,
        title=title[:300],
        subject=subject,
        filename=filename,
        media_type=media_type,
        file=_store(fingerprint, filename, content),
        sha256=fingerprint,
        size=len(content),
        source=source,
        made_by_name=by.name,
        retention_until=retention,
    )
    record("document.kept", document, by=by, about=subject, sha256=fingerprint)
    return document


def _store(fingerprint: str, filename: str, content: bytes) -> str:
    """Writes documents/3f/3fa9….pdf, named by its fingerprint; a file already there is the same."""
    name = f"documents/{fingerprint[:2]}/{fingerprint}{PurePath(filename).suffix.lower()}"
    if not default_storage.exists(name):
        return default_storage.save(name, ContentFile(content))
    return name
