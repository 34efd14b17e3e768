"""What must hold of delays: each is one that this version asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from phares.common.parameters.models import Parameter
from phares.common.parameters.rules.catalogue import CATALOGUE
from phares.kernel.soundness import Finding
from phares.kernel.tongue import say


def findings(now: datetime) -> Iterator[Finding]:
    strange = Parameter.objects.exclude(code__in=CATALOGUE).order_by("code")
    for code in strange.values_list("code", flat=True).distinct():
        yield Finding(
            "parameters.code",
            say("Un délai est réglé que cette version ne connaît pas : {code}.", code=code),
            "Reprenez la version de Phares qui l’a écrit.",
            f"parameters.parameter:{code}",
        )
