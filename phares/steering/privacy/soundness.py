"""What must hold of the erasures: who was forgotten does not come back with an older copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from phares.kernel.soundness import Finding
from phares.kernel.tongue import french, say
from phares.steering.privacy.gateways.erased import erased_in
from phares.steering.privacy.queries import named_by

AGAIN = french(
    "Lancez « phares clock », qui les efface de nouveau ; si la loi demande de garder l’une "
    "d’elles, sa page dit jusqu’à quand."
)


def findings(now: datetime) -> Iterator[Finding]:
    for one in erased_in(Path(settings.PHARES_HOME), settings.SECRET_KEY):
        back = named_by(one.key) if one.again else None
        if back is not None and back.erased_on is None:
            yield Finding(
                "privacy.came-back",
                say("{key} a été effacée, et est revenue avec une sauvegarde.", key=one.key),
                AGAIN,
                one.key,
            )
