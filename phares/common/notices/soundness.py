"""What must hold of letters: each is of a kind that this version knows how to send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from phares.common.notices.models import Notice
from phares.common.notices.rules.kinds import KINDS
from phares.kernel.soundness import Finding
from phares.kernel.tongue import say


def findings(now: datetime) -> Iterator[Finding]:
    strange = Notice.objects.exclude(kind__in=KINDS).order_by("kind").values_list("kind", flat=True)
    for kind in strange.distinct():
        yield Finding(
            "notices.kind",
            say(
                "Des courriers sont d’une sorte que cette version ne connaît pas : {kind}.",
                kind=kind,
            ),
            "Reprenez la version de Phares qui les a écrits.",
            f"notices.notice:{kind}",
        )
