"""Partnerships: two sides, a beginning, and one end."""

from __future__ import annotations

from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


def why_not_partner(partner: int, holder: int | None, name: str) -> Reason | None:
    """A partnership has two sides."""
    if partner != holder:
        return None
    return Reason("with-itself", say("{name} ne peut pas être sa propre partenaire.", name=name))


def why_not_end_partnership(name: str, ending: Dated | None) -> Reason | None:
    """A partnership ends once; a wrong end is corrected."""
    if ending is None:
        return None
    return Reason(
        "ended",
        say(
            "Le partenariat avec {name} est déjà fini ({ending}). Corrigez-le s’il dure.",
            name=name,
            ending=ending,
        ),
    )
