"""What must hold of the kept documents: each file is there, is the same, and is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from phares.common.documents.models import Document
from phares.common.documents.queries import why_not_intact
from phares.kernel.soundness import Finding
from phares.kernel.tongue import say


def findings(now: datetime) -> Iterator[Finding]:
    known = set[str]()
    for document in Document.objects.order_by("pk").iterator():
        known.add(str(document.file.name))
        yield from _of(document)
    yield from _strayed(known)


def _of(document: Document) -> Iterator[Finding]:
    where = f"documents.document:{document.pk}, {document.file.name}"
    try:
        reason = why_not_intact(document)
    except OSError:
        yield Finding(
            "documents.unreadable",
            say("Le fichier « {filename} » ne peut pas être lu.", filename=document.filename),
            "Rendez-le au compte du pôle (chown, chmod).",
            where,
        )
        return
    if reason:
        sentence, _stop, mend = reason.sentence.rpartition(". ")
        yield Finding(f"documents.{reason.code}", f"{sentence}.", mend, where)


def _strayed(known: set[str]) -> Iterator[Finding]:
    """A file that no row names: an act that was cut short left it, or a row is gone."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted((root / "documents").rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name not in known:
            yield Finding(
                "documents.strayed",
                say("Le fichier {name} n’est connu d’aucun document.", name=name),
                "Si aucune sauvegarde ne le nomme, il peut être effacé.",
                name,
            )
