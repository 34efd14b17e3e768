"""How a body is named."""

from __future__ import annotations

from collections.abc import Iterable

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


def why_not_name(name: str, others: Iterable[str]) -> Reason | None:
    """A body has a name of its own, whatever the capitals."""
    bare = name.strip()
    if not bare:
        return Reason("no-name", "Donnez un nom à l’instance.")
    if bare.casefold() in {other.casefold() for other in others}:
        sentence = say("« {bare} » existe déjà. Modifiez-la, ou donnez un autre nom.", bare=bare)
        return Reason("name-taken", sentence)
    return None
