"""The pole's own lists: categories, territories, publics."""

from __future__ import annotations

from collections.abc import Iterable

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import listed, plural
from phares.people.directory.rules.names import normalise


def why_not_name(name: str, others: Iterable[str]) -> Reason | None:
    """A list holds each name once, however it is written."""
    if not normalise(name):
        return Reason("name", "Il manque le nom. Écrivez-le comme il doit paraître au bilan.")
    same = next((other for other in others if normalise(other) == normalise(name)), None)
    if same is None:
        return None
    return Reason(
        "name", say("« {same} » existe déjà. Prenez-la, ou choisissez un autre nom.", same=same)
    )


def why_not_withdraw(name: str, uses: Iterable[str]) -> Reason | None:
    """A public or a territory that something names stays: its cards would lose it unseen."""
    named = list(uses)
    if not named:
        return None
    sentence = say(
        "« {name} » se lit encore : {named}. Retirez-le d’abord de là.",
        name=name,
        named=listed(named),
    )
    return Reason("in-use", sentence)


def why_not_delete(name: str, used_by: int) -> Reason | None:
    """A category that structures carry stays, or the report would lose them."""
    if not used_by:
        return None
    served = plural(used_by, "structure")
    return Reason(
        "category-in-use",
        say(
            "« {name} » sert à {served}. Donnez une autre catégorie à {value}, puis supprimez-la.",
            name=name,
            served=served,
            value=say("cette structure") if used_by == 1 else "ces structures",
        ),
    )
