"""Kept documents, and whether they are still what they were."""

from __future__ import annotations

import hashlib

from django.db.models import QuerySet

from phares.common.documents.models import Document
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


def documents_about(subject: str) -> QuerySet[Document]:
    """What was kept about a subject, the newest first."""
    return Document.objects.filter(subject=subject)


def content_of(document: Document) -> bytes:
    with document.file.open("rb") as stored:
        return bytes(stored.read())


def why_not_intact(document: Document) -> Reason | None:
    """A kept file still has the fingerprint it was kept with."""
    try:
        found = hashlib.sha256(content_of(document)).hexdigest()
    except FileNotFoundError:
        return Reason(
            "document-lost",
            say(
                "Le fichier « {filename} » n’est plus dans le dossier des documents. "
                "Reprenez-le dans une sauvegarde.",
                filename=document.filename,
            ),
        )
    if found == document.sha256:
        return None
    return Reason(
        "document-altered",
        say(
            "Le fichier « {filename} » n’est plus celui qui a été gardé : son empreinte a "
            "changé. Reprenez-le dans une sauvegarde.",
            filename=document.filename,
        ),
    )
