"""What must hold of the pictures: each file is there, and each one is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from phares.common.pictures.models import Picture
from phares.kernel.soundness import Finding
from phares.kernel.tongue import say


def findings(now: datetime) -> Iterator[Finding]:
    root, known = Path(settings.MEDIA_ROOT), set[str]()
    for picture in Picture.objects.order_by("pk").iterator():
        name = str(picture.file.name)
        known.add(name)
        if not _intact(root / name, picture.sha256):
            yield Finding(
                "pictures.lost",
                say(
                    "L’image {name} n’est plus là, ou n’est plus celle qui a été gardée.", name=name
                ),
                "Reprenez-la dans une sauvegarde, ou choisissez-la de nouveau.",
                f"pictures.picture:{picture.pk}",
            )
    for path in sorted((root / "pictures").rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name not in known:
            yield Finding(
                "pictures.strayed",
                say("L’image {name} n’est connue de personne.", name=name),
                "Elle peut être effacée.",
                name,
            )


def _intact(path: Path, fingerprint: str) -> bool:
    try:
        return sha256(path.read_bytes()).hexdigest() == fingerprint
    except OSError:
        return False
