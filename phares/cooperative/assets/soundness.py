"""What must hold of who has what: never a whole and one of its parts at one time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from phares.cooperative.assets.queries import whole_and_part
from phares.kernel.soundness import Finding


def findings(now: datetime) -> Iterator[Finding]:
    for whole, part in whole_and_part():
        yield Finding(
            "assets.whole-and-part",
            f"{part.asset.name} est pris pour {part.key} "
            f"pendant que {whole.asset.name}, dont il fait partie, l’est pour {whole.key}.",
            "Mettez fin à l’un des deux.",
            f"assets.occupation:{whole.pk}, assets.occupation:{part.pk}",
        )
