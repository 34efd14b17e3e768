"""What must hold of who has what: never a whole and one of its parts at one time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from phares.cooperative.assets.queries import whole_and_part
from phares.kernel.soundness import Finding
from phares.kernel.tongue import say


def findings(now: datetime) -> Iterator[Finding]:
    for whole, part in whole_and_part():
        yield Finding(
            "assets.whole-and-part",
            say(
                "{name} est pris pour {key} pendant que {name_2}, dont il fait partie, l’est "
                "pour {key_2}.",
                name=part.asset.name,
                key=part.key,
                name_2=whole.asset.name,
                key_2=whole.key,
            ),
            "Mettez fin à l’un des deux.",
            f"assets.occupation:{whole.pk}, assets.occupation:{part.pk}",
        )
